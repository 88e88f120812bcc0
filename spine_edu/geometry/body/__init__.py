"""The body: published measures, landmarks and posture, bones as stored, discs, cord, roots and ligaments between them.

Scene, plan and implants come here, and drawings for outlines and measures.
"""
