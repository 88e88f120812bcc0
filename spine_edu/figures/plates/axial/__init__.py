"""Axial slices of low back and neck: their tissues, the ways in, screws, herniations, and parts by name.

Lessons and widgets come here; every slice is a plate, drawn by what lies one room up.
"""
