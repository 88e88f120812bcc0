"""Parts, columns, ligaments, planes and healing: each where it belongs, and the odd vertebrae with what makes them odd."""

from __future__ import annotations

import itertools

import pytest

from spine_edu.errors import FigureError, UnknownVertebra
from spine_edu.figures.plates import motion_segment, vertebra_sides
from spine_edu.figures.plates.healing import PHASES, healing_phases
from spine_edu.figures.plates.motion_segment import column_at, columns
from spine_edu.figures.plates.planes import orientation_parts
from spine_edu.figures.plates.vertebra_parts import _VIEWS, parts_of
from tests.figures.plates.every import parts
from tests.figures.svgs import box_of, parsed

VERTEBRAE = [f"C{n}" for n in range(1, 8)] + [f"T{n}" for n in range(1, 13)] + [f"L{n}" for n in range(1, 6)] + ["S1"]


def named(vertebra, view):
    return set(parts_of(vertebra, view).words.partition("Parts: ")[2].partition(".")[0].split("; "))


def drawn(picture):
    """The middle of the box of each part's first stroke, on the page."""
    middles = {}
    for key, group in parts(parsed(picture.svg)).items():
        paths = [path for path in group if path.get("d")]
        if paths:
            left, top, right, bottom = box_of(paths[0])
            middles[key] = ((left + right) / 2, (top + bottom) / 2)
    return middles


@pytest.mark.parametrize("vertebra", VERTEBRAE)
def test_every_vertebra_has_a_view_and_is_refused_in_words_from_elsewhere(vertebra):
    kind = vertebra if vertebra in ("C1", "C2") else vertebra[0]
    for view in ("top", "side", "back", "front"):
        if view in _VIEWS[kind]:
            assert parts_of(vertebra, view).svg
        else:
            with pytest.raises(FigureError, match="Choose view="):
                parts_of(vertebra, view)


def test_what_makes_each_kind_of_vertebra_odd_is_named():
    assert "body" not in named("C1", "top") and "spinous process" not in named("C1", "top")
    assert {"place of the dens", "transverse ligament"} <= named("C1", "top")
    assert "dens" in named("C2", "front") & named("C2", "side")
    assert "transverse foramina" in named("C5", "top") and "transverse foramina" not in named("L4", "top") | named("T7", "top")
    assert "forked spinous process" in named("C5", "top") and "forked spinous process" not in named("C7", "top")
    assert "facets for the head of a rib" in named("T7", "top") and "facets for the tubercle of a rib" in named("T7", "top")
    assert "facets for the tubercle of a rib" not in named("T12", "top"), "the last two ribs have no tubercle facet"
    assert "pars interarticularis" in named("L4", "side") & named("L4", "back")
    assert {"promontory", "alae (wings)"} <= named("S1", "front") and "median sacral crest" in named("S1", "back")


def test_from_the_side_the_parts_of_a_lumbar_vertebra_stand_in_order():
    at = drawn(parts_of("L4", "side"))
    from_front = [at[key][0] for key in ("body", "pedicle", "pars", "lamina", "spinous")]
    assert from_front == sorted(from_front, reverse=True), "the front is on the right"
    assert at["superior-process"][1] < at["pars"][1] < at["inferior-process"][1], "the pars lies between the processes"


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise([*points, points[0]]))) / 2


@pytest.mark.parametrize("vertebra", [name for name in VERTEBRAE if name not in ("C1", "C2", "S1")])
def test_from_the_side_the_parts_together_are_the_bone(vertebra):
    """The pieces cut from a bone's outline cover it once: nothing is lost, nothing counted twice."""
    cut = {"C": vertebra_sides.cervical_side, "T": vertebra_sides.thoracic_side, "L": vertebra_sides.lumbar_side}[vertebra[0]](
        vertebra
    )
    pieces = [shape for part in cut for shape in part.strokes if shape.kind == "firm"]
    assert all(len(piece.points) >= 3 for piece in pieces), (
        f"{vertebra}: an empty part; see spine_edu/figures/plates/vertebra_sides.py"
    )
    assert sum(area(piece.points) for piece in pieces) == pytest.approx(
        area(vertebra_sides.whole_side(vertebra).points), rel=0.03
    )


@pytest.mark.parametrize("vertebra", [name for name in VERTEBRAE if name not in ("C1", "C2", "S1")])
def test_a_label_from_the_side_points_into_its_part(vertebra):
    cut = {"C": vertebra_sides.cervical_side, "T": vertebra_sides.thoracic_side, "L": vertebra_sides.lumbar_side}[vertebra[0]](
        vertebra
    )
    for part in cut:
        ring = part.strokes[0]
        if ring.kind == "firm":
            left, right = min(x for x, _ in ring.points), max(x for x, _ in ring.points)
            top, bottom = min(y for _, y in ring.points), max(y for _, y in ring.points)
            assert left <= part.at[0] <= right and top <= part.at[1] <= bottom, f"{part.key} of {vertebra}"


def test_a_larger_vertebra_keeps_its_proportions():
    def aspect(vertebra):
        _, _, width, height = map(float, parsed(parts_of(vertebra, "back").svg).get("viewBox").split())
        return width / height

    assert aspect("L1") == pytest.approx(aspect("L5"), rel=0.03)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        pytest.param(lambda: parts_of("L6"), UnknownVertebra, "transitional", id="a variant"),
        pytest.param(
            lambda: parts_of("L4", "front"), FigureError, "hides the arch.*'top', 'side', 'back'", id="a view that hides"
        ),
        pytest.param(lambda: parts_of("L4", "inside"), FigureError, "'inside'", id="an unknown view"),
        pytest.param(lambda: columns("Louis"), FigureError, "'Denis', 'ICD-10-PCS' or 'both'", id="an unknown system"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(call, error, says):
    with pytest.raises(error, match=says):
        call()


@pytest.mark.parametrize(
    ("x", "denis", "coding"),
    [
        pytest.param(15, "anterior", "anterior", id="front half of the body"),
        pytest.param(-10, "middle", "anterior", id="back half of the body: here the systems differ"),
        pytest.param(motion_segment.BACK_WALL, "middle", "anterior", id="the posterior longitudinal ligament"),
        pytest.param(-30, "posterior", "posterior", id="facets"),
        pytest.param(-60, "posterior", "posterior", id="spinous process"),
    ],
)
def test_the_middle_column_of_denis_is_anterior_to_the_coder(x, denis, coding):
    assert (column_at(x, "Denis"), column_at(x, "ICD-10-PCS")) == (denis, coding)


def test_the_brackets_of_the_columns_end_where_the_columns_do():
    spans = {part.key: part.strokes[0].points for part in [*motion_segment._denis(), *motion_segment._coding()]}
    for key, points in spans.items():
        system, _, name = key.rpartition("-")
        xs = [x for x, _ in points]
        for x in (min(xs) + 1, (min(xs) + max(xs)) / 2, max(xs) - 1):
            assert column_at(x, system) == name, key


def test_ligaments_stand_from_front_to_back():
    middles = {
        part.key: sum(x for x, _ in part.strokes[0].points) / len(part.strokes[0].points)
        for part in motion_segment.segment_parts()
    }
    order = ("anterior-ligament", "nucleus", "posterior-ligament", "sac", "flavum", "interspinous", "supraspinous")
    assert [middles[key] for key in order] == sorted((middles[key] for key in order), reverse=True)


def test_front_and_back_left_and_right_are_on_the_side_of_their_word():
    at = {part.key: part.at for part in orientation_parts()}
    assert at["word-right"][0] < at["front"][0] < at["word-left"][0], "from the front the patient's right is on the left"
    assert at["word-posterior"][0] < at["side"][0] < at["word-anterior"][0], "seen from the right side the front is on the right"
    assert at["word-l"][0] < at["above"][0] < at["word-r"][0], "from above, front at the top, left is left"
    assert at["word-front"][1] < at["above"][1] < at["word-back"][1]
    assert at["word-cranial"][1] < at["word-caudal"][1]


def test_healing_goes_from_clot_to_ordered_bone_and_each_phase_has_its_time_and_source():
    words = healing_phases().words
    spots = [words.index(f"{name.capitalize()}, {when}") for name, when, _ in PHASES]
    assert spots == sorted(spots)
    assert all("[" in what for _, _, what in PHASES)
