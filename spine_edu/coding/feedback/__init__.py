"""What is wrong with somebody's codes: paired with the right ones, the axis, the belief behind it, the rule it broke.

Lessons and widgets come here; the engine never does, for it knows no learner.
"""
