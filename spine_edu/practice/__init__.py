"""Practice without end: patients drawn by number, with notes, right claims and a surgeon who can be asked.

Lessons come here by `case.practice_case`; what is drawn stands as tables and phrases in data/practice/.
"""
