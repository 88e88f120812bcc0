"""The spine in three dimensions: a still first, the same scene to turn by plotly, both with words, parts and fixed views.

Lessons come here by `spine.spine`; the shapes themselves are made in `geometry`.
"""
