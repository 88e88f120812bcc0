"""Our own renderer for stills: triangles to pixels, pixels to PNG, letters by strokes, the same bytes everywhere.

Stills come here, and the tools that draw the gallery.
"""
