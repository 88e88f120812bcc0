"""A herniation on the axial slice dents what it meets, and the ring stands where it touches."""

from __future__ import annotations

import math

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.plates.axial.slice_herniation import BULGES, herniated_slice
from spine_edu.figures.plates.pressed_root import PLACES, hit_by
from tests.figures.plates.every import parts
from tests.figures.svgs import box_of, parsed

WHERE = "see spine_edu/figures/plates/axial/slice_herniation.py"
PRESSED = {"thecal sac": "sac", "L5 root": "traversing-roots", "L4 root": "exiting-roots"}


def middle(box):
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


@pytest.mark.parametrize("place", PLACES)
def test_the_part_that_is_ringed_is_the_one_that_the_words_name(place):
    drawn = parts(parsed(herniated_slice(place).svg))
    ringed = {key for key, group in drawn.items() if any(path.get("class") == "hit" for path in group)}
    assert ringed == {PRESSED[hit_by("L4-L5", place)]} == {BULGES[place].meets}, WHERE
    assert f"presses the {hit_by('L4-L5', place)}" in herniated_slice(place).words


@pytest.mark.parametrize("place", PLACES)
def test_the_ring_stands_at_the_rim_of_the_herniation(place):
    drawn = parts(parsed(herniated_slice(place).svg))
    *_, bulge = (box_of(path) for path in drawn["herniation"] if path.get("d"))
    ring = next(box_of(path) for group in drawn.values() for path in group if path.get("class") == "hit")
    reach = max(bulge[2] - bulge[0], bulge[3] - bulge[1]) / 2
    assert 0.4 * reach < math.dist(middle(ring), middle(bulge)) < 1.6 * reach, WHERE


@pytest.mark.parametrize("place", PLACES)
def test_nothing_soft_is_left_inside_the_herniation(place):
    bulge = BULGES[place]
    assert bulge.pushed((0, 40)) == (0, 40), "what lies far away stays"
    x, y = bulge.at
    for point in ((x + 1, y + 1), (x - 2, y + 0.5)):
        assert bulge.pushed(bulge.pushed(point)) == pytest.approx(bulge.pushed(point)), WHERE
        assert bulge.depth(bulge.pushed(point), 0) > 1 < bulge.depth(bulge.yielding(point, (0, 24)), 0), WHERE


def test_only_the_central_and_the_paracentral_herniation_reach_the_canal_and_the_farther_ones_lie_beside_it():
    aside = [abs(BULGES[place].at[0]) for place in PLACES]
    assert aside == sorted(aside)
    assert {place for place in PLACES if BULGES[place].meets == "exiting-roots"} == {"foraminal", "far lateral"}


def test_an_unknown_place_is_refused_with_the_known_ones():
    with pytest.raises(FigureError, match=r"central, paracentral, foraminal, far lateral"):
        herniated_slice("lateral")
