"""From a number to all that happens to one patient: tables, draws, what is never drawn, and which numbers are wanted.

Notes, claims and `practice.case` come here; not a word of a note is written in this room.
"""
