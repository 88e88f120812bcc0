"""Everything that is looked at: figures of the course, each a picture with the same thing in words.

Lessons and widgets come here; a figure takes models and returns a picture, and decides nothing.
"""
