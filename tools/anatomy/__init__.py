"""How the bones are made: signed-distance fields blended from a few solids, read off as triangles. Needed only to build."""
