"""PI = PT + SS, in the numbers, in the drawing and in the words."""

from __future__ import annotations

import itertools
import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.errors import FigureError
from spine_edu.figures.alignment.profile_angles import LIMITS, pose, solve
from spine_edu.figures.alignment.sagittal_profile import HEIGHT, WIDTH, sagittal_profile
from spine_edu.widgets.turning.profile import PelvisProfile
from tests.figures.sight import contrast
from tests.figures.svgs import NAME, ids_of, parsed, references_of

WHERE = "see spine_edu/figures/alignment/sagittal_profile.py"
angles = st.tuples(st.integers(*LIMITS["PI"]), st.integers(*LIMITS["PT"]), st.integers(*LIMITS["LL"])).filter(
    lambda a: LIMITS["SS"][0] <= a[0] - a[1] <= LIMITS["SS"][1]
)


def between(one, other):
    """The angle between two directions, in degrees."""
    cosine = (one[0] * other[0] + one[1] * other[1]) / (math.hypot(*one) * math.hypot(*other))
    return math.degrees(math.acos(max(-1, min(1, cosine))))


@given(angles)
def test_the_drawing_measures_what_it_says(given_angles):
    """The angles as a radiologist draws them: from femoral heads, end-plate and plumb line, not from our numbers."""
    pi, pt, ll = given_angles
    places = pose(pi, pt, ll)
    plate = places["S1"]
    middle, front = (plate.x, plate.y), plate(1, 0)
    to_hips = (-middle[0], -middle[1])
    along = (front[0] - middle[0], front[1] - middle[1])
    across = (along[1], -along[0])  # at right angles to the end-plate, downward
    assert between(across, to_hips) == pytest.approx(pi, abs=1e-4), WHERE
    assert between((0, -1), to_hips) == pytest.approx(abs(pt), abs=1e-4)
    assert (middle[0] <= 1e-9) == (pt >= 0), "with positive tilt the sacrum stands behind the hips"
    slope = math.degrees(math.atan2(-along[1], along[0]))
    assert slope == pytest.approx(pi - pt, abs=1e-6), "the end-plate falls to the front by the sacral slope"
    assert places["L1"].tilt - plate.tilt == pytest.approx(ll, abs=1e-9), "lordosis from the upper plate of L1 to S1"


@given(angles)
def test_vertebrae_stand_one_above_the_other_and_each_gap_has_its_published_share(given_angles):
    places = pose(*given_angles)
    tilts = [places[name].tilt for name in ("S1", "L5", "L4", "L3", "L2", "L1")]
    shares = [upper - lower for lower, upper in itertools.pairwise(tilts)]
    assert shares == pytest.approx([given_angles[2] * share / 50.5 for share in (21.6, 12.7, 9.1, 5.9, 1.2)], abs=1e-6)
    heights = [places[name].y for name in ("L5", "L4", "L3")]
    assert heights == sorted(heights)


@pytest.mark.parametrize(
    ("given_angles", "expected"),
    [
        pytest.param({}, (50, 12, 50), id="nothing given: a common profile"),
        pytest.param({"pi": 60, "pt": 20}, (60, 20, 60), id="incidence and tilt"),
        pytest.param({"pi": 60, "ss": 45}, (60, 15, 60), id="incidence and slope"),
        pytest.param({"pt": 10, "ss": 40, "ll": 55}, (50, 10, 55), id="tilt and slope"),
        pytest.param({"pi": 50, "pt": 10, "ss": 40}, (50, 10, 50), id="all three, agreeing"),
    ],
)
def test_two_of_the_three_give_the_third(given_angles, expected):
    assert solve(**given_angles) == expected


@pytest.mark.parametrize(
    ("given_angles", "says"),
    [
        pytest.param({"pi": 50, "pt": 20, "ss": 40}, "is not PT 20° .* = 60°.*third follows", id="PT + SS is not PI"),
        pytest.param({"pi": 200}, "from 25 to 85", id="no pelvis has that incidence"),
        pytest.param({"pi": 30, "pt": 40}, "fall backward", id="a negative slope"),
        pytest.param({"pi": 85, "pt": -10}, "95°: the end-plate would be too steep", id="a slope no spine stands on"),
        pytest.param({"pi": "50"}, "angle in degrees", id="text"),
        pytest.param({"pi": True}, "angle in degrees", id="a truth value"),
        pytest.param({"pi": math.nan}, "angle in degrees", id="not a number"),
        pytest.param({"ll": 120}, "from 0 to 90", id="too much lordosis"),
    ],
)
def test_a_contradiction_is_refused_with_the_geometry(given_angles, says):
    with pytest.raises(FigureError, match=says):
        sagittal_profile(**given_angles)


@pytest.mark.parametrize(
    ("given_angles", "said"),
    [
        pytest.param({"pi": 50, "pt": 12, "ll": 45}, "PI minus LL is 5°, within", id="within the target"),
        pytest.param({"pi": 60, "pt": 12, "ll": 40}, "PI minus LL is 20°, outside", id="a flat back"),
        pytest.param({"pi": 60, "pt": 35}, "PT lies above the usual 0° to 27°", id="much tilt"),
        pytest.param({"pi": 28, "pt": 0}, "PI lies below the usual 32° to 74°", id="a small incidence"),
    ],
)
def test_the_words_judge_what_is_drawn(given_angles, said):
    assert said in sagittal_profile(**given_angles).words


def test_every_angle_is_drawn_named_and_on_the_sheet():
    for given_angles in ((50, 12, 50), (85, 45, 0), (25, -10, 90), (75, -10, 90), (60, 30, 20)):
        root = parsed(sagittal_profile(pi=given_angles[0], pt=given_angles[1], ll=given_angles[2]).svg)
        values = {text.text.split()[0]: text for text in root.iter(f"{NAME}text") if text.get("class") == "value"}
        assert values.keys() == {"PI", "PT", "SS", "LL"}
        for name, text in values.items():
            x, y = float(text.get("x")), float(text.get("y"))
            assert 30 < x < WIDTH - 30 and 16 < y < HEIGHT - 4, f"{name} of {given_angles} leaves the sheet"


def test_ids_are_its_own_and_bytes_stable():
    first = sagittal_profile().svg
    assert first == sagittal_profile().svg
    assert references_of(first) <= set(ids_of(first))
    assert not set(ids_of(first)) & set(ids_of(sagittal_profile(pi=60).svg))


def test_the_widget_shows_live_page_and_words_and_stays_small():
    widget = PelvisProfile(pi=60, pt=20)
    assert repr(widget) == "PelvisProfile(PI 60, PT 20, SS 40, LL 60)"
    bundle = widget._repr_mimebundle_()[0]
    assert bundle["text/plain"] == repr(widget) and "In words" in bundle["text/html"]
    assert len(json.dumps(bundle)) < 40_000
    widget.pt = 30
    assert widget.ss == 30 and widget.picture().words.startswith("PI 60° = PT 30° + SS 30°")
    with pytest.raises(FigureError):
        PelvisProfile(pi=50, pt=20, ss=20)


def test_wedges_stand_out_from_their_outline():
    wedges = dict(re.findall(r"\.(PT|SS|PI)\{fill:(#[0-9A-F]{6})\}", sagittal_profile(pi=60).svg))
    assert len(wedges) == 3
    assert all(contrast(colour, "#1D2730") >= 3 for colour in wedges.values())
