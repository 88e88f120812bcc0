"""The level map: joints in rows, two columns each, states told by colour, pattern and letter, hardware beside them.

Lessons, questions of the kind place, the timeline and the picker come here, by `levelmap.levelmap`.
"""
