"""Plates of our own bones as they are rendered: parts of a vertebra, a riddle, and a screw in its pedicle.

Lessons, widgets and questions come here; bones are looked at through `bone_views` alone.
"""
