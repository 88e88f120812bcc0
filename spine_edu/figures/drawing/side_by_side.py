"""Pictures beside each other, to be compared; where a page is narrow, below each other."""

from __future__ import annotations

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import element

_NARROWEST = 280  # pixels; on a phone each takes a row of its own


def side_by_side(*pictures: Picture) -> Picture:
    """Put pictures beside each other, each with its own words; raise FigureError where there is nothing to compare.

    >>> one, other = (Picture(name=name, words=f"{name}.") for name in ("Before", "After"))
    >>> side_by_side(one, other).words
    'Before. After.'
    """
    if len(pictures) < 2 or not all(isinstance(picture, Picture) for picture in pictures):
        raise FigureError("Beside each other stand two pictures or more, for example side_by_side(people(…), people(…)).")
    each = (element("div", p.as_html(), style=f"flex:1 1 {_NARROWEST}px;max-width:{p.width}px") for p in pictures)
    return Picture(
        name=" and ".join(picture.name for picture in pictures),
        words=" ".join(picture.words for picture in pictures),
        html=element("div", *each, style="display:flex;flex-wrap:wrap;gap:0 1em"),
        caption="",
        holds=pictures,
    )
