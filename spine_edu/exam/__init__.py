"""Exams: which questions a form asks, how hard they are held to be, and what was handed in is worth.

Forms are drawn by number, equal by design. Widgets and commands come here; no screen is drawn in this room.
"""
