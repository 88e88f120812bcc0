"""Operations and codes in the hand: joints picked, characters chosen, a history walked through and moved through the years.

Lessons come here; what the codes are was decided by `spine_edu.coding`.
"""
