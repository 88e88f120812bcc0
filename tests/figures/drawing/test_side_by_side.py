"""What is to be compared stands beside each other."""

from __future__ import annotations

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.charts.people import people
from spine_edu.figures.drawing.side_by_side import side_by_side

WITH = people(1.15, "a new deficit", "operations with implants")
WITHOUT = people(0.52, "a new deficit", "operations without implants")


def test_two_thousands_of_people_stand_in_one_row_as_long_as_there_is_room() -> None:
    both = side_by_side(WITH, WITHOUT)
    html = both.as_html()
    assert html.count("<img ") == html.count("flex:1 1") == 2 and "flex-wrap:wrap" in html
    assert html.index(WITH.as_html()) < html.index(WITHOUT.as_html())
    assert both.measures == (*WITH.measures, *WITHOUT.measures), "a figure of figures has the drawings of all"
    assert both.words == f"{WITH.words} {WITHOUT.words}"


def test_one_picture_has_nothing_to_be_compared_with() -> None:
    with pytest.raises(FigureError, match="two pictures or more"):
        side_by_side(WITH)
