"""How everything is drawn: SVG, colours for light and dark, labels, outlines of bones, and the picture with its words.

Every room of figures comes here, and widgets for a `Picture`; no figure of the course is in this room.
"""
