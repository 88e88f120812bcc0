"""The spine from the side: curves of the column, pelvic angles, and what bending or nodding does once joints are fused.

Lessons come here, and the widgets that bend, nod and tilt.
"""
