"""The level map shows what it was told, where it belongs, and says the same in words."""

from __future__ import annotations

import itertools
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.anatomy import JOINTS
from spine_edu.cases import all_cases
from spine_edu.errors import FigureError, LoneRod, UnknownJoint, UnknownVertebra
from spine_edu.figures.drawing import theme
from spine_edu.figures.drawing.outlines import back_view, pelvis_from_behind, side_view
from spine_edu.figures.levelmap.levelmap import COLUMNS, describe, hardware_of, levelmap
from spine_edu.geometry.body.landmarks import facet_plane
from spine_edu.geometry.body.posture import MOVING
from spine_edu.operation import read_operation
from tests.conftest import examples
from tests.figures.svgs import NAME, box_of, ids_of, inline, joints_of, parsed, placed, references_of

WHERE = "see spine_edu/figures/levelmap/levelmap.py and outlines.py"
REFUSION = {
    "L3-L4": {"anterior": "initial", "posterior": "initial"},
    "L4-L5": {"anterior": "refusion", "posterior": "refusion"},
    "L5-S1": {"anterior": "solid", "posterior": "solid"},
}
SIX = dict(
    zip(("T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"), ({"posterior": name} for name in theme.STATES), strict=True)
)
ALL = {joint.name: {"anterior": "refusion", "posterior": "pseudarthrosis"} for joint in JOINTS}
states = st.dictionaries(
    st.sampled_from([joint.name for joint in JOINTS]),
    st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from([*theme.STATES])),
    max_size=6,
)


def shown(root):
    """What the drawing shows: the state of each column that is not native, read back from fills."""
    found = {}
    for joint, group in joints_of(root).items():
        for path in group.iter(f"{NAME}path"):
            fill = path.get("fill")
            if path.get("data-column") and fill:
                by_colour = next((state.name for state in theme.STATES.values() if fill == state.colour), "")
                found.setdefault(joint, {})[path.get("data-column")] = by_colour or fill.rsplit("-", 1)[1].rstrip(")")
    return found


@given(states)
@examples(60)
def test_picture_and_words_tell_exactly_what_was_given(given_states):
    told = {
        joint: {column: name for column, name in columns.items() if name != "native"} for joint, columns in given_states.items()
    }
    told = {joint: columns for joint, columns in told.items() if columns}
    picture = levelmap(given_states, region="all")
    assert shown(parsed(picture.svg)) == told, WHERE
    said = dict(sentence.split(": ") for sentence in picture.words.rstrip(".").split(". ")[: len(told)])
    assert list(said) == [joint.name for joint in JOINTS if joint.name in told], "the words go from cranial to caudal"
    for joint, columns in told.items():
        words = {column: theme.STATES[name].word for column, name in columns.items()}
        both = len(words) == 2 and len(set(words.values())) == 1
        expected = (
            f"both columns {words['anterior']}" if both else ", ".join(f"{c} column {words[c]}" for c in COLUMNS if c in words)
        )
        assert said[joint] == expected, f"{joint}: {WHERE}"


def test_every_joint_of_the_spine_has_two_columns_and_stands_cranial_first():
    root = parsed(levelmap(ALL, region="all").svg)
    assert [*joints_of(root)] == [*side_view().joints, *pelvis_from_behind().joints]
    assert {*joints_of(root)} == {joint.name for joint in JOINTS}, (
        "a joint has no shape: see spine_edu/figures/drawing/outlines.py"
    )
    for joint, group in joints_of(root).items():
        columns = [path.get("data-column") for path in group.iter(f"{NAME}path") if path.get("data-column")]
        assert columns == ["anterior", "posterior"], f"{joint}: {WHERE}"


def inside(point, ring):
    x, y = point
    within = False
    for (ax, ay), (bx, by) in itertools.pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within


@pytest.mark.parametrize("view", [side_view(), back_view()], ids=["side", "back"])
def test_every_screw_ends_in_its_own_bone(view):
    for name, bone in view.bones.items():
        assert all(inside(tip, bone.rings[0]) for _, tip in bone.screws), f"{name}: {WHERE}"
    assert {name for name, bone in view.bones.items() if not bone.screws} == {"O", "coccyx"}


def test_from_the_side_screws_run_forward_and_lateral_mass_screws_stop_before_the_body():
    for name, bone in side_view().bones.items():
        for head, tip in bone.screws:
            assert head[0] < tip[0], f"{name}: the front is on the right of the page"
            if name in ("C3", "C4", "C5", "C6"):
                assert tip[0] < bone.label[0], f"{name}: a lateral mass screw does not enter the body"
                assert tip[1] < head[1], f"{name}: it points up"


def test_from_behind_screws_and_strips_lie_left_and_right_alike():
    for name, bone in back_view().bones.items():
        if bone.screws:
            (left, _), (right, _) = bone.screws
            assert left[0] == pytest.approx(-right[0], abs=0.01) and left[0] < 0 < right[0], name
    for name, gap in back_view().joints.items():
        joint = next(joint for joint in JOINTS if joint.name == name)
        if joint.has_disc:
            left, right = (sum(x for x, _ in ring) / len(ring) for ring in gap.posterior)
            assert left == pytest.approx(-right, abs=0.01) and left < 0, f"{name}: one strip a side"


def test_discs_lie_between_the_bodies_they_join():
    for name, gap in side_view().joints.items():
        joint = next(joint for joint in JOINTS if joint.name == name)
        if joint.has_disc:
            y = sum(point[1] for point in gap.anterior[0]) / len(gap.anterior[0])
            assert side_view().bones[joint.upper].label[1] < y < side_view().bones[joint.lower].label[1], name


def test_the_posterior_strip_covers_the_facet_joint():
    """The facet joint of the same bones, from their landmarks, lies under the strip that stands for fusing it."""
    for joint in MOVING:
        if joint.has_disc:
            centre = facet_plane(joint).centre
            spot = (-float(centre[1]), -float(centre[2]))
            assert inside(spot, side_view().joints[joint.name].posterior[0]), f"{joint}: {WHERE}"


def screw_heads(picture):
    groups = [group for group in parsed(picture.svg).iter(f"{NAME}g") if group.get("class") == "metal"]
    return [circle for group in groups for circle in group.iter(f"{NAME}circle")]


def test_the_map_from_behind_tells_the_same_and_says_left_and_right():
    told = {"L4-L5": {"anterior": "refusion", "posterior": "solid"}}
    metal = [{"of": "screws and rods", "vertebrae": ["L4", "L5"]}, {"of": "plate", "vertebrae": ["L4", "L5"]}]
    side, back = levelmap(told, hardware=metal), levelmap(told, hardware=metal, view="back")
    assert side.words == back.words
    assert shown(parsed(side.svg)) == shown(parsed(back.svg)) == told
    assert [*joints_of(parsed(side.svg))] == [*joints_of(parsed(back.svg))]
    assert "◂ left" in back.svg and "◂ posterior" in side.svg
    assert len(screw_heads(back)) == 4, "two screws a vertebra"
    assert not set(ids_of(side.svg)) & set(ids_of(back.svg))


def test_the_sacroiliac_joints_lie_where_sacrum_and_ilium_meet():
    view = pelvis_from_behind()
    for name, sign in (("SI-right", 1), ("SI-left", -1)):
        gap = view.joints[name]
        upper, lower = (sum(y for _, y in rings[0]) / len(rings[0]) for rings in (gap.posterior, gap.anterior))
        assert upper < lower, "the ligamentous part lies cranial"
        assert all(x * sign > 0 for ring in (*gap.posterior, *gap.anterior) for x, _ in ring), f"{name} lies on its side"


def test_vertebral_joints_are_drawn_from_top_to_bottom():
    tops = [min(y for ring in gap.anterior for _, y in ring) for gap in side_view().joints.values()]
    assert tops == sorted(tops), "see spine_edu/figures/drawing/outlines.py"


def test_the_posterior_column_lies_behind_the_anterior_one():
    for name, gap in side_view().joints.items():
        front, back = (sum(x for x, _ in ring) / len(ring) for (ring,) in (gap.anterior, gap.posterior))
        assert back < front, f"{name}: the front is on the right of the page; see spine_edu/figures/drawing/outlines.py"


def test_vertebral_bodies_grow_from_the_axis_to_the_last_lumbar_vertebra():
    def area(ring):
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise([*ring, ring[0]]))) / 2

    sizes = {name: area(bone.rings[0]) for name, bone in side_view().bones.items()}
    for upper, lower in (("C3", "C7"), ("C7", "T4"), ("T4", "T8"), ("T8", "T12"), ("T12", "L3")):
        assert sizes[upper] < sizes[lower], f"{upper} is not smaller than {lower}: see spine_edu/figures/drawing/outlines.py"


def test_the_spine_bends_forward_in_the_neck_and_the_loin_and_backward_in_the_chest():
    x = {name: bone.label[0] for name, bone in side_view().bones.items()}

    def bulge(top, middle, bottom):
        """How far the middle lies before (+) or behind (-) the line from top to bottom."""
        y = {name: side_view().bones[name].label[1] for name in (top, middle, bottom)}
        share = (y[middle] - y[top]) / (y[bottom] - y[top])
        return x[middle] - (x[top] + share * (x[bottom] - x[top]))

    assert bulge("C2", "C5", "T1") > 0.5, "cervical lordosis"
    assert bulge("T1", "T7", "T12") < -5, "thoracic kyphosis"
    assert bulge("T12", "L3", "S1") > 5, "lumbar lordosis"


@pytest.mark.parametrize(
    ("joint", "low", "high"),
    [
        pytest.param("L5-S1", 25, 45, id="the lowest disc slopes steeply down to the front"),
        pytest.param("L3-L4", -8, 8, id="the disc at the depth of the lordosis lies level"),
        pytest.param("T12-L1", -25, -8, id="the disc below the chest slopes up to the front"),
        pytest.param("C7-T1", 12, 30, id="the disc above the chest slopes down to the front"),
    ],
)
def test_discs_slope_as_the_curves_of_the_spine_ask(joint, low, high):
    (ring,) = side_view().joints[joint].anterior
    cx, cy = (sum(point[axis] for point in ring) / len(ring) for axis in (0, 1))
    along, across = (sum((point[axis] - c) ** 2 for point in ring) for axis, c in ((0, cx), (1, cy)))
    slope = math.degrees(math.atan2(2 * sum((x - cx) * (y - cy) for x, y in ring), along - across)) / 2
    assert low <= slope <= high, f"{joint}: {slope:.0f} degrees; see spine_edu/figures/drawing/outlines.py"


@pytest.mark.parametrize("region", ["all", "cervical", "thoracic", "lumbar", "sacral", "L2-S1", "C4-C5", None])
def test_shapes_and_labels_stay_inside_the_sheet(region):
    picture = levelmap({} if region else {"T5-T6": {"anterior": "solid"}}, region=region)
    root = parsed(picture.svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    for joint, group in joints_of(root).items():
        shapes = [(path, inner) for inner in group.iter(f"{NAME}g") for path in inner if path.get("data-column")]
        for path, inner in shapes:
            left, top, right, bottom = placed(box_of(path), inner) if inner.get("transform") else box_of(path)
            inside = left >= 0 and right <= 222 and top >= 40 and bottom <= height
            assert inside, f"{joint} of {region}: {WHERE}"
        for text in group.iter(f"{NAME}text"):
            assert 0 < float(text.get("y")) < height, f"the label of {joint} leaves the sheet: {WHERE}"
    assert width <= 340


def test_labels_do_not_overlap():
    labels = [
        float(text.get("y"))
        for text in parsed(levelmap(region="all").svg).iter(f"{NAME}text")
        if "joint" in text.get("class", "")
    ]
    gaps = [lower - upper for upper, lower in itertools.pairwise(labels)]
    assert len(labels) == 27
    assert min(gaps) >= 18.9, WHERE


@pytest.mark.parametrize(
    ("region", "first", "last"),
    [
        pytest.param("lumbar", "T12-L1", "L5-S1", id="lumbar"),
        pytest.param("cervical", "O-C1", "C7-T1", id="cervical"),
        pytest.param("L2-S1", "L2-L3", "L5-S1", id="a construct shows its own joints"),
        pytest.param("all", "O-C1", "coccygeal", id="all"),
    ],
)
def test_a_region_shows_its_joints_and_no_others(region, first, last):
    drawn = [*joints_of(parsed(levelmap(region=region).svg))]
    assert (drawn[0], drawn[-1]) == (first, last)


def test_without_a_region_the_map_shows_the_joints_told_of_and_a_neighbour_on_either_side():
    assert [*joints_of(parsed(levelmap({"L3-L4": {"anterior": "solid"}}).svg))] == ["L2-L3", "L3-L4", "L4-L5"]


def test_without_states_nothing_is_fused():
    picture = levelmap()
    assert picture.words == "Every joint is native: nothing is fused."
    assert not shown(parsed(picture.svg))


def test_the_legend_explains_only_the_states_that_are_shown():
    def keys(picture):
        (legend,) = [group for group in parsed(picture.svg).iter(f"{NAME}g") if group.get("class") == "key"]
        return [text.text for text in legend.iter(f"{NAME}text") if len(text.text) > 1]

    assert keys(levelmap(REFUSION)) == ["solid fusion", "initial fusion today", "refusion today"]
    assert keys(levelmap(SIX, region="lumbar")) == [state.word for state in theme.STATES.values() if state.letter]


def test_every_state_shown_has_its_letter_beside_the_joint():
    for joint, group in joints_of(parsed(levelmap(REFUSION).svg)).items():
        letters = [text.text for text in group.iter(f"{NAME}text") if len(text.text) == 1]
        expected = {theme.STATES[name].letter for name in REFUSION.get(joint, {}).values()}
        assert set(letters) == expected, joint


def test_each_joint_says_its_own_state_to_whoever_listens():
    group = joints_of(parsed(levelmap({"L4-L5": {"posterior": "pseudarthrosis"}}).svg))
    assert group["L4-L5"].findtext(f"{NAME}title") == "L4-L5: posterior column pseudarthrosis"
    assert group["L3-L4"].findtext(f"{NAME}title") == "L3-L4: native"


def test_hardware_is_drawn_and_said():
    metal = [{"of": "screws and rods", "vertebrae": ["L5", "l4"]}, {"of": "interbody cage", "joint": "L4/5"}]
    picture = levelmap(REFUSION, hardware=metal)
    assert picture.words.endswith("Screws and rods: L4, L5. Interbody cage: L4-L5.")
    root = parsed(picture.svg)
    assert [path.get("data-hardware") for path in joints_of(root)["L4-L5"].iter(f"{NAME}path") if path.get("data-hardware")] == [
        "cage"
    ]
    assert len(screw_heads(picture)) == 2, "one screw head a vertebra"
    assert not screw_heads(levelmap(REFUSION))


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        pytest.param(lambda: levelmap({"L6-S1": {}}), UnknownVertebra, "transitional", id="a vertebra that is a variant"),
        pytest.param(lambda: levelmap({"L3-L5": {}}), UnknownJoint, "2 joints", id="a span is no joint"),
        pytest.param(lambda: levelmap({"L4-L5": {"anterior": "fused"}}), FigureError, "Known states", id="an unknown state"),
        pytest.param(
            lambda: levelmap({"L4-L5": {"middle": "solid"}}), FigureError, "'anterior' and 'posterior'", id="a third column"
        ),
        pytest.param(lambda: levelmap({"L4-L5": {}, "L4/5": {}}), FigureError, "stands twice", id="a joint told twice"),
        pytest.param(
            lambda: levelmap(REFUSION, region="cervical"), FigureError, "does not show L", id="states outside the region"
        ),
        pytest.param(lambda: levelmap(region="pelvis"), FigureError, "no region 'pelvis'", id="an unknown region"),
        pytest.param(lambda: levelmap(view="top"), FigureError, "view='side'.*view='back'", id="an unknown view"),
        pytest.param(lambda: levelmap(hardware=[{"of": "glue"}]), FigureError, "'glue'", id="unknown hardware"),
        pytest.param(lambda: levelmap(hardware=[{"of": "plate"}]), FigureError, "which vertebrae", id="a plate on nothing"),
        pytest.param(
            lambda: levelmap(hardware=[{"of": "interbody cage", "joint": "C1-C2"}]), FigureError, "which disc", id="no disc"
        ),
        pytest.param(
            lambda: levelmap(hardware=[{"of": "screws and rods", "vertebrae": ["L4"]}]), LoneRod, "at least two", id="a lone rod"
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_reason(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_the_order_in_which_joints_are_told_does_not_matter():
    assert levelmap(dict(reversed(REFUSION.items()))) == levelmap(REFUSION)


def test_the_same_map_has_the_same_bytes_and_another_map_other_ids():
    one, again, other = levelmap(REFUSION), levelmap(REFUSION), levelmap({"L4-L5": {"anterior": "solid"}})
    assert one.svg == again.svg
    assert not set(ids_of(one.svg)) & set(ids_of(other.svg)), "two figures on one page share ids"


@pytest.mark.parametrize("picture", [levelmap(ALL, region="all"), levelmap(REFUSION)], ids=["everything", "refusion"])
def test_every_reference_inside_a_map_finds_its_one_element(picture):
    ids = ids_of(picture.svg)
    assert len(ids) == len(set(ids))
    assert references_of(picture.svg) <= set(ids)


def test_maps_stay_small():
    metal = [{"of": "screws and rods", "vertebrae": [f"T{n}" for n in range(1, 13)] + [f"L{n}" for n in range(1, 6)]}]
    assert len(levelmap(ALL, region="all", hardware=metal).svg.encode()) <= 50_000
    assert len(levelmap(ALL, region="all", hardware=metal, view="back").svg.encode()) <= 50_000
    assert len(levelmap(REFUSION).svg.encode()) <= 13_000
    assert len(levelmap(REFUSION).still.encode()) <= 7_000


@pytest.mark.parametrize("picture", [levelmap(ALL, region="all"), levelmap(REFUSION)], ids=["everything", "refusion"])
def test_the_still_of_a_map_shows_what_the_map_shows(picture):
    """The image stands for the drawing where nothing runs: the same words, the same outlines, every reference at home."""
    live, still = parsed(picture.svg), parsed(picture.still)
    assert {text.text for text in still.iter(f"{NAME}text")} == {text.text for text in live.iter(f"{NAME}text")}
    outlines = "".join(path.get("d") for path in still.iter(f"{NAME}path"))
    within = [group for group in live.iter(f"{NAME}g") if group.get("transform")]
    assert within and all(path.get("d") in outlines for group in within for path in group.iter(f"{NAME}path"))
    ids = ids_of(picture.still)
    assert len(ids) == len(set(ids))
    assert references_of(picture.still) <= set(ids)
    assert {use.get("href").removeprefix("#") for use in still.iter(f"{NAME}use")} <= set(ids)


def test_a_title_cannot_smuggle_markup_into_the_page():
    picture = levelmap(REFUSION, title="</title><script>alert(1)</script> & 'quotes' \"double\"")
    root = parsed(picture.svg)
    assert not [*root.iter(f"{NAME}script")]
    assert root.find(f"{NAME}title").text == picture.name
    assert "<script" not in picture.as_html()
    assert "<script" not in inline(picture)


def test_the_description_inside_the_drawing_is_the_words_underneath():
    picture = levelmap(REFUSION)
    root = parsed(picture.svg)
    assert root.get("role") == "img"
    assert root.find(f"{NAME}desc").text == picture.words == describe(REFUSION)


def test_joints_can_be_shown_before_anything_happened_to_them():
    drawn = joints_of(parsed(levelmap({}, show=["L3-L4", "L4-L5"]).svg))
    assert [*drawn] == [*joints_of(parsed(levelmap({"L3-L4": {"anterior": "solid"}, "L4-L5": {"anterior": "solid"}}).svg))]
    assert shown(parsed(levelmap({}, show=["L3-L4"]).svg)) == {}


def test_metal_that_cannot_be_drawn_is_left_out():
    operation = read_operation(
        {
            "discharged": "2026-01-14",
            "fusions": [
                {"joint": "L4-L5", "materials": ["interbody cage"]},
                {"joint": "SI-left", "materials": ["interbody cage"]},
            ],
            "procedures": [
                {"kind": "instrumentation", "of": "hooks", "vertebrae": ["T4"]},
                {"kind": "instrumentation", "of": "plate", "vertebrae": ["C4", "C5"]},
            ],
        }
    )
    assert hardware_of(operation) == [{"of": "plate", "vertebrae": ["C4", "C5"]}, {"of": "interbody cage", "joint": "L4-L5"}]
    assert levelmap({}, hardware=hardware_of(operation)).svg


@pytest.mark.parametrize("case", [case for case in all_cases() if case.kept], ids=lambda case: case.id)
def test_what_stayed_from_an_earlier_operation_is_drawn_and_told_as_old(case):
    shown = levelmap(case.states_at(case.operation_month), hardware=hardware_of(case.operation, case.kept))
    for old in case.kept:
        where = old.joint.name if old.joint else ", ".join(old.vertebrae)
        assert (f"from before: {where}" in shown.words) == (old.of != "screw tip")
    without = levelmap(case.states_at(case.operation_month), hardware=hardware_of(case.operation))
    assert "from before" not in without.words
    drawn, plain = (re.sub(r"<(title|desc)\b.*?</\1>", "", picture.svg) for picture in (shown, without))
    assert (len(drawn) > len(plain)) == any(old.of != "screw tip" for old in case.kept)
