"""An exam that leaves the course: as one file without its key, on paper, and graded when it comes back.

The command `exam` comes here; what is asked and what it is worth is decided in the room `exam`.
"""
