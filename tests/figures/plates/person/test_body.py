"""The body on which a root is found: skin without gap or overlap, points that lie in their areas, words that fit the roots."""

from __future__ import annotations

from itertools import combinations

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.person.body import body, body_plate, root_of, roots_told
from spine_edu.figures.plates.person.body_muscles import MUSCLES, REFLEXES
from spine_edu.figures.plates.person.body_outline import Chain, outline
from spine_edu.figures.plates.person.body_skin import POINTS, SOLE, skin_areas
from spine_edu.figures.plates.person.root_told import root_told
from spine_edu.widgets.turning.body import RootFinder

ROOTS = ["C2", *(f"C{n}" for n in range(3, 9)), *(f"T{n}" for n in range(1, 13)), *(f"L{n}" for n in range(1, 6))]
ROOTS += ["S1", "S2", "S3", "S4-5"]
TESTED = ["C5", "C6", "C7", "C8", "T1", "L2", "L3", "L4", "L5", "S1"]
views = pytest.mark.parametrize("seen", ["front", "back"])


def inside(ring: Chain, point: Point) -> bool:
    """Whether a ring holds a point: a line from it to the right crosses the ring an odd number of times."""
    x, y = point
    within = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            within = not within
    return within


def roots_at(seen: str, point: Point) -> list[str]:
    return [root for root, rings in skin_areas(seen).items() if any(inside(ring, point) for ring in rings)]


def test_every_root_from_c2_down_has_its_skin_its_point_and_its_words() -> None:
    assert list(roots_told()) == ROOTS
    assert set(POINTS) == {*skin_areas("front"), *skin_areas("back")} == set(ROOTS)


@pytest.mark.parametrize("root", ROOTS)
def test_the_point_at_which_a_root_is_tested_lies_in_its_skin(root: str) -> None:
    assert roots_at(*POINTS[root]) == [root]


@views
@pytest.mark.thorough
def test_every_place_of_the_body_is_the_skin_of_one_root_but_the_face(seen: str) -> None:
    whole = outline()
    spots = [(x + 0.37, y + 0.53) for x in range(-380, 381, 11) for y in range(5, 1750, 13)]
    found = {spot: roots_at(seen, spot) for spot in spots if inside(whole, spot)}
    assert len(found) > 3000
    doubtful = [spot for spot, roots in found.items() if len(roots) > 1]
    bare = [spot for spot, roots in found.items() if not roots and (seen == "back" or spot[1] > 240)]
    assert len(doubtful) + len(bare) <= len(found) / 100, "borders are drawn with few points: here and there one is cut short"


@views
def test_left_and_right_have_the_same_skin(seen: str) -> None:
    for x, y in ((40, 330), (230, 450), (300, 740), (100, 1000), (70, 1500), (60, 905)):
        assert roots_at(seen, (x, y)) == roots_at(seen, (-x, y)) != []


def test_each_finger_and_the_sole_have_their_root() -> None:
    fingers = {"thumb": (372, 980), "index": (352, 1030), "middle": (338, 1040), "ring": (314, 1040), "little": (293, 1030)}
    served = {name: roots_at("front", at) for name, at in fingers.items()}
    assert served == {"thumb": ["C6"], "index": ["C6"], "middle": ["C7"], "ring": ["C8"], "little": ["C8"]}
    assert inside(SOLE["S1"], (70, 360)) and inside(SOLE["L5"], (30, 20)), "the heel, the big toe"


def test_ten_roots_are_tested_by_a_movement_and_its_muscles_lie_on_the_body() -> None:
    assert [root for root, told in roots_told().items() if "movement" in told] == list(MUSCLES) == TESTED
    assert [root for root, told in roots_told().items() if "reflex" in told] == list(REFLEXES)
    whole = outline()
    for root, rings in MUSCLES.items():
        for _, ring in rings:
            middle = (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
            assert inside(whole, middle), root


@pytest.mark.parametrize(
    ("root", "leaves", "pressed"),
    [
        pytest.param("C6", "at C5-C6, above", "C5-C6 (paracentral, foraminal)", id="neck"),
        pytest.param("C8", "at C7-T1", "C7-T1 (paracentral, foraminal)", id="the eighth of the neck"),
        pytest.param("L4", "at L4-L5, below", "L3-L4 (paracentral), L4-L5 (foraminal, far lateral)", id="low back"),
        pytest.param("S1", "through the sacrum", "L5-S1 (paracentral)", id="sacrum"),
        pytest.param("T4", "at T4-T5, below", None, id="chest"),
    ],
)
def test_a_root_is_told_with_the_gap_it_leaves_by_and_the_discs_that_press_it(
    root: str, leaves: str, pressed: str | None
) -> None:
    said = dict(root_told(root)["lines"])
    assert said["Leaves"].startswith(leaves) and said.get("Pressed by") == pressed


def test_what_belongs_to_a_root_is_marked_and_nothing_else() -> None:
    assert body("movement", "S1").svg.count("class='hit'") == 4, "calf and reflex, on both sides"
    assert "class='hit'" not in body("movement").svg
    named = [root_of(part) for part in body_plate("movement").parts if root_of(part)]
    assert sorted(named) == sorted([*TESTED, *REFLEXES])


@pytest.mark.parametrize(("given", "says"), [(("hair",), "skin, movement"), (("skin", "C9"), "There is no root 'C9'")])
def test_a_sheet_or_root_that_there_is_not_is_refused(given: tuple[str, ...], says: str) -> None:
    with pytest.raises(FigureError, match=says):
        body(*given)


def test_the_finder_tells_nothing_before_a_root_is_chosen_and_reads_well_without_scripts() -> None:
    finder = RootFinder()
    assert finder.root == "" and finder.static_html().count("<img") == 1
    finder.root = "L5"
    assert repr(finder).startswith("L5. Skin: outer side of the lower leg")
    for one, other in combinations(finder.sheets, 2):
        assert one["svg"] != other["svg"]
