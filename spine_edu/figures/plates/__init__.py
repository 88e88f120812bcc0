"""Plates of anatomy: labelled drawings of a vertebra, a segment, a section, the roots, with ways in and what they may hurt.

Lessons come here; a new plate is a function that returns `Plate(...).draw()`.
"""
