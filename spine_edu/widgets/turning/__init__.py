"""Figures to turn oneself: a slider, a switch or a place to click, and the picture that answers.

Lessons come here; nothing is judged and nothing kept.
"""
