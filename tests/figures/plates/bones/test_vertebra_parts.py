"""Parts, columns, ligaments, planes and healing: each where it belongs, and the odd vertebrae with what makes them odd."""

from __future__ import annotations

import re

import pytest

from spine_edu.errors import FigureError, UnknownVertebra
from spine_edu.figures.plates import motion_segment
from spine_edu.figures.plates.bones.bone_views import SIDES, seen_parts, window_of
from spine_edu.figures.plates.bones.vertebra_parts import parts_of, words_of
from spine_edu.figures.plates.healing import PHASES, healing_phases
from spine_edu.figures.plates.motion_segment import COLUMNS, columns
from spine_edu.figures.plates.planes import orientation_parts
from spine_edu.figures.plates.plate import WIDTH
from spine_edu.geometry.body.bone_parts import surfaces_of
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.render.camera import VIEWS
from spine_edu.geometry.render.render import seen
from spine_edu.geometry.render.triangles import Surface
from tests.figures.plates.every import parts
from tests.figures.svgs import box_of, parsed

VERTEBRAE = [f"C{n}" for n in range(1, 8)] + [f"T{n}" for n in range(1, 13)] + [f"L{n}" for n in range(1, 6)] + ["S1"]


def named(vertebra, view):
    return set(parts_of(vertebra, view).words.partition("Parts: ")[2].partition(".")[0].split("; "))


@pytest.mark.parametrize("vertebra", ["C1", "C2", "C5", "C7", "T7", "T12", "L4", "L5", "S1"])
@pytest.mark.parametrize("view", ["top", "side", "back", "front"])
@pytest.mark.thorough
def test_every_label_points_at_its_own_part_of_the_bone_as_it_is_seen(vertebra, view):
    """A place on the page is looked up on the bone: the nearest surface under it is that of the part the label names."""
    surfaces = surfaces_of(vertebra)
    names, meshes = list(surfaces), [Surface(mesh, "#000000") for mesh in surfaces.values()]
    found = seen_parts(vertebra, view)
    assert len(found) >= 4
    left, top, right, bottom = window = window_of(vertebra, view)
    owner = seen(meshes, VIEWS[SIDES[view]], (round((right - left) * 8), round((bottom - top) * 8)), window)
    for one in found:
        x, y = one.at
        under = owner[int((y - top) * 8), int((x - left) * 8)]
        if one.part.layer == "hole":
            assert under < 0, f"{one.part.full_name}: bone stands where one should look through"
        else:
            assert under >= 0 and names[under] == one.part.full_name


@pytest.mark.parametrize("vertebra", VERTEBRAE)
def test_the_parts_of_a_bone_together_are_the_bone_and_left_and_right_are_alike(vertebra):
    surfaces = surfaces_of(vertebra)
    assert sum(mesh.area() for mesh in surfaces.values()) == pytest.approx(bone(vertebra).area(), rel=1e-6)
    for name, mesh in surfaces.items():
        if name.startswith("left "):
            twin = surfaces[name.replace("left ", "right ", 1)]
            assert mesh.points[:, 0].mean() > 0 > twin.points[:, 0].mean(), name
            assert mesh.area() == pytest.approx(twin.area(), rel=0.02), name


@pytest.mark.thorough
def test_what_makes_each_kind_of_vertebra_odd_is_named():
    assert "body" not in named("C1", "top") and "spinous process" not in named("C1", "top")
    assert {"place of the dens", "transverse ligament"} <= named("C1", "top")
    assert "dens" in named("C2", "front") & named("C2", "side")
    assert "transverse foramina" in named("C5", "top") and "transverse foramina" not in named("L4", "top") | named("T7", "top")
    assert "forked spinous process" in named("C5", "top") and "forked spinous process" not in named("C7", "top")
    assert {"upper facets for the head of a rib", "facets for the tubercle of a rib"} <= named("T7", "top")
    assert "rib" not in parts_of("L4", "side").words and "tubercle of a rib" not in words_of("T12")
    assert "pars interarticularis" in named("L4", "side") and "inferior vertebral notch, for the nerve" in named("L4", "side")
    assert "median sacral crest" in named("S1", "back") and "alae" in named("S1", "front")


def test_from_the_side_the_parts_of_a_lumbar_vertebra_stand_in_order():
    at = {one.part.name: one.at for one in seen_parts("L4", "side")}
    from_front = [at[name][0] for name in ("body", "pedicle", "lamina", "spinous process")]
    assert from_front == sorted(from_front, reverse=True), "the front is on the right"
    assert at["superior articular process"][1] < at["pars interarticularis"][1] < at["inferior articular process"][1]


def test_a_phone_shows_no_letter_of_a_labelled_bone_smaller_than_eleven_pixels():
    sizes = [float(size) for size in re.findall(r"font-size:([0-9.]+)px", parts_of("L4", "top").svg)]
    assert min(sizes) * 358 / WIDTH >= 11, "390 pixels, less the margins of a page"


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        pytest.param(lambda: parts_of("L6"), UnknownVertebra, "transitional", id="a variant"),
        pytest.param(lambda: parts_of("L4", "inside"), FigureError, "'inside'.*top, side, back, front", id="an unknown view"),
        pytest.param(lambda: columns("Louis"), FigureError, "'Denis', 'ICD-10-PCS' or 'both'", id="an unknown system"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(call, error, says):
    with pytest.raises(error, match=says):
        call()


def column_at(x: float, system: str) -> str:
    """The column in which a point lies, by how far it is in front of the middle of the body (mm)."""
    (name,) = [name for name, (front, back) in COLUMNS[system].items() if back <= x < front]
    return name


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


def test_the_bars_of_the_columns_are_drawn_where_the_columns_are():
    drawn = parts(parsed(columns("both").svg))
    bars = {key: box_of(next(path for path in group if path.get("d"))) for key, group in drawn.items()}
    width = {key: right - left for key, (left, _, right, _) in bars.items()}
    for system, spans in COLUMNS.items():
        lefts = [bars[f"{system}-{name}"][0] for name in spans]
        assert lefts == sorted(lefts, reverse=True), "the front is on the right"
        scale = [width[f"{system}-{name}"] / (front - back) for name, (front, back) in spans.items()]
        assert max(scale) < min(scale) * 1.1, "each as long as it is, but for the gaps"
    anterior, middle = bars["ICD-10-PCS-anterior"], bars["Denis-middle"]
    assert anterior[0] == middle[0] < middle[2] < anterior[2], "the middle column of Denis ends where the anterior one does"


def test_front_and_back_left_and_right_are_on_the_side_of_their_word():
    at = {part.key: part.at for part in orientation_parts()}
    assert at["word-right"][0] < at["front"][0] < at["word-left"][0], "from the front the patient's right is on the left"
    assert at["word-posterior"][0] < at["side"][0] < at["word-anterior"][0], "seen from the right side the front is on the right"
    assert at["word-r"][0] < at["slice"][0] < at["word-l"][0], "a slice seen from the feet, as on a CT: the right is on the left"
    assert at["word-front"][1] < at["slice"][1] < at["word-back"][1]
    assert at["word-cranial"][1] < at["word-caudal"][1]


def test_healing_goes_from_clot_to_ordered_bone_and_each_phase_has_its_time_and_source():
    words = healing_phases().words
    spots = [words.index(f"{name.capitalize()}, {when}") for name, when, _ in PHASES]
    assert spots == sorted(spots)
    assert all("[" in what for _, _, what in PHASES)
