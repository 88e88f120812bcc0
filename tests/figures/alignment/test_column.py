"""The column by regions, its curves measured from the drawing, and the views without names."""

from __future__ import annotations

import re

import pytest

from spine_edu.anatomy import VERTEBRAE
from spine_edu.errors import FigureError
from spine_edu.figures.alignment import column_bend
from spine_edu.figures.alignment.column import LIMITS, column_curves, column_film, column_regions, leans, stack
from tests.figures.plates.every import parts
from tests.figures.svgs import parsed

WHERE = "see spine_edu/figures/alignment/column.py"


def drawn(picture, key):
    return [path for path in parts(parsed(picture.svg))[key] if path.tag.endswith("path")]


@pytest.mark.parametrize(("region", "bones"), [("cervical", 7), ("thoracic", 12), ("lumbar", 5), ("sacral", 1)])
def test_each_region_is_drawn_with_the_bones_it_has(region, bones):
    assert len(drawn(column_regions(), region)) == bones, WHERE


def test_the_first_map_does_not_give_the_curves_away():
    assert "kyphosis" not in column_regions(curves=False).words.lower()


@pytest.mark.parametrize("low_back", [0, 20, 50, 80])
def test_bones_lean_as_much_as_the_angle_says(low_back):
    places = stack(VERTEBRAE[: VERTEBRAE.index("S1") + 1], leans(13, 40, low_back))
    assert places["L1"].tilt - places["S1"].tilt == pytest.approx(low_back)
    assert places["T12"].tilt - places["T3"].tilt == pytest.approx(40)
    assert places["C2"].tilt - places["C7"].tilt == pytest.approx(13)


def test_a_flatter_low_back_carries_the_head_forward_and_a_deeper_one_backward():
    stands = [re.search(r"C7 stands (.*) the sacrum", column_curves(low_back=angle).words)[1] for angle in (20, 50, 70)]
    assert [where.split(" cm ")[-1] for where in stands] == ["in front of", "straight above", "behind"]


@pytest.mark.parametrize(("curve", "limits"), LIMITS.items())
def test_an_angle_nobody_has_is_refused_with_the_limits(curve, limits):
    with pytest.raises(FigureError, match=f"Choose {limits[0]} to {limits[1]}"):
        column_curves(**{curve.replace(" ", "_"): limits[1] + 1})


@pytest.mark.parametrize(("film", "plain"), [("A", 23), ("B", 6), ("C", 24)])
def test_a_film_shows_as_many_bones_as_its_person_has_and_names_none(film, plain):
    picture = column_film(film)
    assert len(drawn(picture, "vertebrae")) == plain
    assert not re.search(r"\b[TL]\d", picture.svg), "a name on the film gives the answer away"
    assert not re.search(r"\d", picture.words.replace("C1", "")), "and so does a number under it"


@pytest.mark.parametrize("angles", [(0, 75, 20), (35, 20, 65), (13, 40, 50)], ids=str)
def test_the_column_to_bend_stays_on_its_sheet_at_both_ends(angles):
    for bone, place in column_bend.stand(*angles).items():
        x, y = column_bend.ORIGIN[0] + place.x * column_bend.SCALE, column_bend.ORIGIN[1] - place.y * column_bend.SCALE
        assert 8 < x < column_bend.WIDTH - 8 and 30 < y < column_bend.HEIGHT - 12, (
            f"{bone} at {angles}: see spine_edu/figures/alignment/column_bend.py"
        )


def test_there_is_no_fourth_film():
    with pytest.raises(FigureError, match="'A', 'B', 'C'"):
        column_film("D")
