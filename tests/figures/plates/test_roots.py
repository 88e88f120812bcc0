"""The root a herniation presses: named as the wards name it, and drawn where it says."""

from __future__ import annotations

import itertools

import pytest

from spine_edu.anatomy import JOINTS, joint_named
from spine_edu.errors import FigureError, UnknownJoint
from spine_edu.figures.plates.pressed_root import CERVICAL, LUMBAR, PLACES, hit_by, region_of
from spine_edu.figures.plates.roots import root_parts, roots
from tests.figures.plates.every import parts
from tests.figures.svgs import box_of, parsed

WHERE = "see spine_edu/figures/plates/roots.py and pressed_root.py"


@pytest.mark.parametrize(
    ("joint", "herniation", "pressed"),
    [
        pytest.param("L4-L5", "paracentral", "L5 root", id="paracentral at L4-L5: the traversing L5 root"),
        pytest.param("L4-L5", "far lateral", "L4 root", id="far lateral at L4-L5: the exiting L4 root"),
        pytest.param("L3-L4", "foraminal", "L3 root", id="foraminal at L3-L4: the exiting L3 root"),
        pytest.param("L5-S1", "paracentral", "S1 root", id="paracentral at L5-S1: the S1 root"),
        pytest.param("L4-L5", "central", "thecal sac", id="central in the low back: the sac"),
        pytest.param("C5-C6", "paracentral", "C6 root", id="C5-C6: the C6 root"),
        pytest.param("C6-C7", "foraminal", "C7 root", id="C6-C7: the C7 root"),
        pytest.param("C7-T1", "paracentral", "C8 root", id="C7-T1: the C8 root, which has no vertebra"),
        pytest.param("C5-C6", "central", "spinal cord", id="central in the neck: the cord"),
    ],
)
def test_the_root_is_the_one_the_wards_name(joint, herniation, pressed):
    assert hit_by(joint, herniation) == pressed
    drawn = [group.get("aria-label") for group in parts(parsed(roots(joint, herniation).svg)).values()]
    said = [label.removesuffix(", pressed") for label in drawn if label.endswith(", pressed")]
    assert said == [f"right {pressed}" if "root" in pressed else pressed]


@pytest.mark.parametrize(
    ("joint", "herniation"),
    [*((joint, place) for joint in ("L4-L5", "C5-C6") for place in PLACES[:3]), ("L4-L5", "far lateral")],
)
def test_the_ring_stands_where_the_herniation_touches_what_it_presses(joint, herniation):
    root = parsed(roots(joint, herniation).svg)
    drawn = parts(root)
    (ring,) = [path for path in root.iter() if path.get("class") == "hit"]
    hernia = box_of(next(path for path in drawn["herniation"] if path.get("d")))
    around = box_of(ring)
    assert hernia[0] < around[2] and around[0] < hernia[2] and hernia[1] < around[3] and around[1] < hernia[3], WHERE
    order = list(drawn)
    assert order.index("herniation") < min(order.index(key) for key in order if key.startswith("root-") or key == "sac"), (
        "seen from behind, a herniation lies beyond sac and roots"
    )


def test_a_pressed_root_has_another_colour_from_the_contact_down_and_the_sac_is_dented_there():
    picture = roots("L4-L5", "paracentral").svg
    assert picture.count("var(--pressed)") > roots("L4-L5", "central").svg.count("var(--pressed)")
    height = LUMBAR.places["paracentral"][1]
    (sac,) = [part for part in root_parts(joint_named("L4-L5"), "paracentral") if part.key == "sac"]
    right, left = ([x for x, y in sac.strokes[0].points if x * side > 0] for side in (1, -1))
    dented = [x for x, y in sac.strokes[0].points if x > 0 and abs(y - height) < 3]
    assert dented and max(dented) < min(-x for x in left) < max(right), WHERE


@pytest.mark.parametrize("joint", [joint for joint in JOINTS if joint.has_disc and joint.upper[0] in "CL"], ids=str)
def test_every_joint_of_neck_and_low_back_can_be_drawn(joint):
    for herniation in region_of(joint).places:
        assert roots(joint.name, herniation).words.count(f"presses the {hit_by(joint, herniation)}") == 1


def at(path, x):
    """The height at which a path passes a distance from the midline."""
    for (ax, ay), (bx, by) in itertools.pairwise(path):
        if min(ax, bx) <= x <= max(ax, bx):
            return ay + (by - ay) * (x - ax) / (bx - ax)
    raise AssertionError(f"the path does not reach {x}")


def test_a_lumbar_root_leaves_the_sac_above_passes_inside_its_pedicle_and_turns_out_below_it():
    region = LUMBAR
    out, wide, tall = region.pedicle
    assert region.root[0][0] < region.sac, "it begins in the sac"
    inside = [point for point in region.root if abs(point[1]) <= tall]
    assert inside and all(x < out - wide for x, _ in inside), f"medial to the pedicle: {WHERE}"
    assert at(region.root, out) > tall, "below its own pedicle"
    assert at(region.root, out) < region.body[2], "and above the disc below"


def test_a_cervical_root_leaves_above_its_pedicle():
    region = CERVICAL
    out, _, tall = region.pedicle
    assert at(region.root, out) < -tall, WHERE


@pytest.mark.parametrize("region", [LUMBAR, CERVICAL], ids=["low back", "neck"])
def test_a_herniation_lies_at_its_disc_the_more_lateral_the_further_out(region):
    spots = [region.places[place] for place in PLACES if place in region.places]
    assert [x for x, _ in spots] == sorted(x for x, _ in spots) and spots[0][0] == 0
    upper_end, lower_start = region.body[2], region.pitch + region.body[1]
    assert all(upper_end - 1 <= y <= lower_start + 1 for _, y in spots)


def test_a_paracentral_herniation_touches_the_traversing_root_and_misses_the_exiting_one():
    region = LUMBAR
    x, y = region.places["paracentral"]
    traversing = [(a, b + region.pitch) for a, b in region.root]
    assert min(abs(a - x) + abs(b - y) for a, b in _fine(traversing)) < 3
    assert min(abs(a - x) + abs(b - y) for a, b in _fine(region.root)) > 8


def _fine(path):
    return [
        (a[0] + (b[0] - a[0]) * k / 20, a[1] + (b[1] - a[1]) * k / 20) for a, b in itertools.pairwise(path) for k in range(21)
    ]


@pytest.mark.parametrize(
    ("joint", "herniation", "error", "says"),
    [
        pytest.param("T7-T8", "central", FigureError, "neck .* low back", id="a thoracic joint"),
        pytest.param("C1-C2", "central", FigureError, "disc is missing", id="a joint without disc"),
        pytest.param("C5-C6", "far lateral", FigureError, "straight sideways", id="far lateral in the neck"),
        pytest.param("L4-L5", "sideways", FigureError, "central, paracentral, foraminal, far lateral", id="an unknown place"),
        pytest.param("L6-S1", "central", Exception, "L6", id="a vertebra that is a variant"),
        pytest.param("L3-L5", "central", UnknownJoint, "2 joints", id="a span"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(joint, herniation, error, says):
    with pytest.raises(error, match=says):
        roots(joint, herniation)


@pytest.mark.parametrize(
    ("joint", "drawn"),
    [
        pytest.param("C2-C3", "C2 C3 C4", id="the atlas has no body"),
        pytest.param("C6-C7", "C5 C6 C7 C8", id="C8 leaves above T1"),
        pytest.param("C7-T1", "C6 C7 C8 T1", id="and T1 above T2"),
        pytest.param("L1-L2", "T12 L1 L2 L3", id="every lumbar root has its own vertebra"),
        pytest.param("L5-S1", "L4 L5 S1", id="the sacrum ends the row"),
    ],
)
def test_the_roots_drawn_are_those_of_these_joints(joint, drawn):
    keys = [key.removeprefix("root-") for key in parts(parsed(roots(joint, "central").svg)) if key.startswith("root-")]
    assert [key for key in keys if not key.endswith("-left")] == drawn.split()
    assert "C1" not in roots("C2-C3", "central").words
