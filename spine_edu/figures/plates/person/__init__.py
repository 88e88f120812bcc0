"""A person to click, front and back: outline, skin and muscles of each root, and what is told of a root.

The root finder and questions on roots come here.
"""
