"""From a plan to named parts with their triangles: anatomy, decompression, implants, graft, where each belongs.

Three-dimensional figures come here, by `construct.parts_of`.
"""
