"""Shapes as such: triangles, solids, tubes, polygons, rays, grain, and the pose that moves them. They know no anatomy.

Every other room of geometry comes here.
"""
