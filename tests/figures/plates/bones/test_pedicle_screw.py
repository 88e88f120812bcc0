"""A screw in a pedicle: the bone that is left is counted, and who breaks out is told what lies there."""

from __future__ import annotations

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.plates.bones.pedicle_screw import LIMITS, NAMED, describe, margins, pedicles, screw_in_pedicle
from spine_edu.widgets.turning.screw import PedicleScrew
from tests.figures.svgs import NAME, parsed


def part(svg: str, key: str):
    return next(element for element in parsed(svg).iter() if element.get("data-part") == key)


def test_every_pedicle_that_the_lesson_lists_can_be_chosen() -> None:
    assert {pedicle.vertebra for pedicle in pedicles().values()} == {"T1", "T4", "T5", "T12", "L5"}
    assert all(pedicle.source for pedicle in pedicles().values())


@pytest.mark.parametrize("width", [3.8, 9.3, 16.1])
def test_along_the_axis_both_sides_have_the_same_and_turning_takes_from_one(width: float) -> None:
    inner, outer = margins(width, 5.5, 0)
    assert inner == outer == pytest.approx((width - 5.5) / 2, abs=0.06)
    for tilt in (4, 12, 20):
        toward, away = margins(width, 5.5, tilt)
        assert toward < inner < away and margins(width, 5.5, -tilt) == (away, toward)


def test_a_breach_is_named_with_what_lies_there() -> None:
    medial = screw_in_pedicle("T5", 4, 8).words
    assert "a medial breach of" in medial and "where the spinal cord in its dural sac lies" in medial
    lateral = screw_in_pedicle("T5", 4, -8).words
    assert "a lateral breach of" in lateral and "where the head of the rib lies" in lateral
    assert "cauda equina" in screw_in_pedicle("L5", 9, 20).words
    assert (
        "breach" not in screw_in_pedicle("L5", 6.5).words
        and "1 mm that the surgeon wants is kept" in screw_in_pedicle("L5", 6.5).words
    )


def test_a_breach_is_seen_without_colour() -> None:
    picture = screw_in_pedicle("T5", 4, 8)
    assert "hit" in part(picture.svg, "inner").get("class", "").split()
    assert "hit" not in part(picture.svg, "outer").get("class", "").split()
    assert "✕" in "".join(part(picture.svg, "inner-told").itertext())


def test_the_walls_stand_as_far_apart_as_the_pedicle_is_wide_and_the_screw_as_it_is() -> None:
    for pedicle in pedicles().values():
        svg = screw_in_pedicle(pedicle.name, 4.5).svg
        ends = [float(part(svg, key).get("transform").removeprefix("translate(").split()[0]) for key in ("inner", "outer")]
        assert ends[0] - ends[1] == pytest.approx(pedicle.width, abs=0.11)
        assert part(svg, "shank").get("width") == "4.5"
        assert next(parsed(svg).iter(f"{NAME}desc")).text == describe(pedicle, 4.5, 0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"vertebra": "T55"}, "no measured pedicle of 'T55'"),
        ({"diameter": 12}, "runs from 2.5 to 9 millimeters"),
        ({"tilt": "in"}, "degrees"),
    ],
)
def test_what_cannot_be_drawn_is_told(given: dict[str, object], said: str) -> None:
    with pytest.raises(FigureError, match=said):
        PedicleScrew(**given)


def test_the_figure_knows_where_the_learner_left_the_screw() -> None:
    screw = PedicleScrew("L5", 6.5, 4)
    screw.diameter = LIMITS["diameter"][1]
    assert screw.picture().words == repr(screw) and "A screw of 9 mm, turned 4° toward the midline" in repr(screw)


def test_what_lies_beside_the_pedicle_is_named_on_the_picture() -> None:
    drawn = screw_in_pedicle("L5", 6.5).svg
    for name in ("spinal canal", *(name for names in NAMED.values() for name in names)):
        assert f">{name}</text>" in drawn
