"""The bent motion segment: its bones stay apart, its bands go taut in their order, and its words say which."""

from __future__ import annotations

import itertools

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.plates.bent_segment import ANGLES, LONGER, bent_segment, longer_by
from spine_edu.figures.plates.motion_segment import motion_segment
from spine_edu.lesson import segment_bender

BACK_TO_FRONT = ("supraspinous", "interspinous", "flavum", "posterior-ligament")


def taut(forward: int) -> set[str]:
    return {part.key for part in bent_segment(forward).parts if part.short.endswith(": taut")}


def inside(point: tuple[float, float], ring: tuple[tuple[float, float], ...]) -> bool:
    x, y = point
    sides = [
        x < (bx - ax) * (y - ay) / (by - ay) + ax
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (ay > y) != (by > y)
    ]
    return sum(sides) % 2 == 1


def test_ligaments_stand_from_front_to_back() -> None:
    middles = {part.key: sum(x for x, _ in part.strokes[0].points) / len(part.strokes[0].points) for part in bent_segment().parts}
    order = ("anterior-ligament", "nucleus", "posterior-ligament", "sac", "flavum", "interspinous", "supraspinous")
    assert [middles[key] for key in order] == sorted((middles[key] for key in order), reverse=True)


def test_the_farther_behind_the_disc_a_band_lies_the_sooner_it_goes_taut() -> None:
    for forward in (angle for angle in ANGLES if angle > 0):
        more = [longer_by(key, forward) for key in BACK_TO_FRONT]
        assert more == sorted(more, reverse=True)
        assert longer_by("anterior-ligament", forward) < 0
    growing = [taut(forward) for forward in ANGLES if forward >= 0]
    assert growing[0] == set() and all(a <= b for a, b in itertools.pairwise(growing))
    assert growing[1] == {"supraspinous", "interspinous"} and "posterior-ligament" in growing[-1] - growing[-2]


def test_bending_back_stretches_the_front_alone() -> None:
    assert taut(min(ANGLES)) == {"anterior-ligament"}
    assert longer_by("anterior-ligament", min(ANGLES)) >= LONGER


@pytest.mark.parametrize("forward", [angle for angle in ANGLES if angle >= 0])
def test_the_bones_do_not_cut_into_each_other(forward: int) -> None:
    parts = {part.key: part.strokes for part in bent_segment(forward).parts}
    pairs = [
        (parts["upper-body"][0], parts["lower-body"][0]),
        tuple(parts["spinous"]),
        tuple(parts["bones-beside"]),
    ]
    for upper, lower in pairs:
        assert not any(inside(point, lower.points) for point in upper.points)
        assert not any(inside(point, upper.points) for point in lower.points)


def test_all_three_joints_are_shown_and_told() -> None:
    words = motion_segment().words
    assert "disc: annulus fibrosus" in words and "facet joint, one of two" in words
    assert "longer" not in words.partition("Schematic")[0], "upright nothing is stretched"


def test_the_slider_says_which_bands_are_taut() -> None:
    bender = segment_bender()
    assert "upright" in bender.picture.name and bender.slides
    told = {name: picture.name for name, picture in bender.pictures.items()}
    assert told["8° forward"].endswith(
        "taut: posterior longitudinal ligament, ligamentum flavum, interspinous ligament, "
        "supraspinous ligament, capsule of the facet joint"
    )


def test_an_angle_that_is_not_drawn_is_refused_with_those_that_are() -> None:
    with pytest.raises(FigureError, match="Choose one of -3, 0, 2, 4, 8"):
        bent_segment(45)
