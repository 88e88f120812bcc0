"""What Python and the browser share: the elements every script builds with, and how files of scripts become one.

Figures, widgets and pages come here; nothing of the course is imported.
"""
