"""What a page, a scene and a hand-out are put together from: texts, citations, links, folds, outputs and live widgets.

Only the other rooms of `publish` enter.
"""
