"""Shapes of the spine in millimetres: numpy in, triangles and outlines out.

Axes are those of DICOM (LPS): x to the patient's left, y to the back, z cranial. Schematic models made from published
mean dimensions; not for planning an operation.
"""
