"""Every labelled plate: nothing overlaps, nothing leaves the sheet, and the words list exactly what is drawn."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from spine_edu import data
from spine_edu.errors import FigureError
from spine_edu.figures.drawing import tissue_colours
from spine_edu.figures.drawing.labels import cross
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.axial.axial_lumbar import axial_lumbar
from spine_edu.figures.plates.plate import WIDTH, Plate
from spine_edu.figures.plates.structures import PlatePart
from tests.figures.plates.every import PLATES, boxes, leaders, parts
from tests.figures.sight import contrast, distance
from tests.figures.svgs import box_of, ids_of, parsed, references_of

WHERE = "see spine_edu/figures/plates/plate.py and labels.py"
each_plate = pytest.mark.parametrize("picture", PLATES, indirect=True)
SIGHTS = ["", "protanopia", "deuteranopia", "tritanopia"]


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Picture:
    return PLATES[request.param]


@each_plate
def test_no_words_overlap_and_none_leave_the_sheet(picture):
    root = parsed(picture.svg)
    height = float(root.get("viewBox").split()[3])
    placed = boxes(root)
    for kind, words, left, top, right, bottom in placed:
        assert left >= 0 and right <= WIDTH and top >= 0 and bottom <= height, f"{kind} {words!r} leaves the sheet: {WHERE}"
    for one, other in combinations(placed, 2):
        apart = one[4] <= other[2] or other[4] <= one[2] or one[5] <= other[3] or other[5] <= one[3]
        assert apart, f"{one[1]!r} and {other[1]!r} overlap: {WHERE}"


@each_plate
def test_words_on_a_part_stand_on_it(picture):
    """Dark letters belong on light tissue: on the bare sheet nobody could read them in the dark theme."""
    root = parsed(picture.svg)
    areas = [path for group in parts(root).values() for path in group if path.get("d", "").endswith("Z")]
    for kind, words, left, top, right, bottom in boxes(root):
        if kind == "on":
            spot = ((left + right) / 2, (top + bottom) / 2)
            under = [box_of(path) for path in areas]
            assert any(a <= spot[0] <= c and b <= spot[1] <= d for a, b, c, d in under), f"{words!r}: use side='free'"


@each_plate
def test_leaders_of_one_column_or_row_do_not_cross(picture):
    lines = leaders(parsed(picture.svg))
    for one, other in combinations(lines, 2):
        if one[1][0] == other[1][0] or one[1][1] == other[1][1]:
            assert not cross(*one, *other), WHERE


@each_plate
def test_the_words_list_exactly_the_parts_drawn(picture):
    named = picture.words.partition("Parts: ")[2].partition(". ")[0].removesuffix(".").split("; ")
    drawn = [group.get("aria-label", "") for key, group in parts(parsed(picture.svg)).items()]
    drawn = [name.removesuffix(", at risk").removesuffix(", pressed") for name in drawn]
    ways = picture.words.partition(" Ways in: ")[2].partition(".")[0].split("; ") if "Ways in: " in picture.words else []
    assert drawn == named + ways
    assert all(group.get("role") == "img" for group in parts(parsed(picture.svg)).values())


@each_plate
def test_every_source_named_in_the_words_is_in_the_list_of_sources(picture):
    cited = set(re.findall(r"\[([a-z0-9, -]+)\]", picture.words))  # one source in one pair of brackets
    assert cited <= set(data.document("sources.yml"))


@each_plate
def test_the_drawing_is_whole_and_small_and_has_ids_of_its_own(picture):
    assert len(picture.svg.encode()) <= 40_000
    ids = ids_of(picture.svg)
    assert len(ids) == len(set(ids))
    assert references_of(picture.svg) <= set(ids)


def test_two_plates_on_one_page_share_no_id():
    ids = [id for picture in PLATES.values() for id in set(ids_of(picture.svg))]
    assert len(ids) == len(set(ids))


def test_the_same_plate_has_the_same_bytes():
    assert axial_lumbar().svg == axial_lumbar().svg == PLATES["axial lumbar"].svg


def test_a_part_drawn_twice_is_refused():
    one = PlatePart("disc", "disc", (), (0, 0), "none")
    with pytest.raises(FigureError, match="'disc' is drawn twice"):
        Plate("A plate", (one, one), (0, 0, 1, 1), "Two discs.").draw()


@pytest.mark.parametrize(
    "colours",
    [
        pytest.param(tissue_colours.LIGHT, id="light"),
        pytest.param(tissue_colours.DARK, id="dark"),
    ],
)
class TestTissues:
    def test_each_tissue_has_an_outline_that_stands_out_and_carries_letters(self, colours):
        for tissue in tissue_colours.PATTERNS:
            assert contrast(colours[tissue], colours[f"{tissue}-edge"]) >= 3, tissue
        for tissue in ("bone", "cartilage", "nucleus", "muscle", "nerve", "sac", "viscera", "air", "ligament", "graft"):
            assert contrast(colours["tissue-ink"], colours[tissue]) >= 4.5, f"letters on {tissue}"

    @pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight or "all three cones")
    def test_artery_vein_and_nerve_look_different_to_every_eye(self, colours, sight):
        for one, other in combinations(("artery", "vein", "nerve"), 2):
            assert distance(colours[one], colours[other], sight) >= 9, f"{one} and {other}"

    @pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight or "all three cones")
    def test_tissues_whose_colours_some_eyes_confuse_have_different_patterns(self, colours, sight):
        for one, other in combinations(tissue_colours.PATTERNS, 2):
            alike = distance(colours[one], colours[other], sight) < 4.5
            shades = {one, other} == {"cartilage", "nucleus"}  # two shades of one disc
            assert not alike or shades or tissue_colours.PATTERNS[one] != tissue_colours.PATTERNS[other], f"{one} and {other}"


def test_light_and_dark_name_the_same_tissues():
    assert list(tissue_colours.LIGHT) == list(tissue_colours.DARK)
    assert {f"{tissue}-edge" for tissue in tissue_colours.PATTERNS} <= set(tissue_colours.LIGHT)


def test_the_image_of_a_plate_shows_the_same_and_carries_nothing_that_an_image_cannot_use() -> None:
    picture = axial_lumbar(["LLIF"])
    for gone in ("<title", "aria-label=", "data-jp-theme", "<desc"):
        assert gone in picture.svg and gone not in picture.still
    shapes = [re.findall(rf" {name}='([^']*)'", drawn) for drawn in (picture.svg, picture.still) for name in ("d", "points")]
    assert shapes[0] == shapes[2] and shapes[1] == shapes[3]
    assert re.findall(r"<text[^>]*>([^<]*)<", picture.svg) == re.findall(r"<text[^>]*>([^<]*)<", picture.still)


def test_a_plate_brings_along_only_the_colours_and_rules_that_it_uses() -> None:
    svg = axial_lumbar([]).svg
    assert "--graft:" not in svg and "--muscle:" in svg
    assert ".band{" not in svg and ".band{" in axial_lumbar(["LLIF"]).svg
    defined = set(re.findall(r"--([\w-]+):", svg))
    assert set(re.findall(r"var\(--([\w-]+)", svg)) <= defined
