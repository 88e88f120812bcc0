"""Colours that everyone can tell apart, letters that everyone can read."""

from __future__ import annotations

from itertools import combinations

import pytest

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import theme
from spine_edu.histories import history_named, history_names
from tests.figures.sight import contrast, distance

WHERE = "see spine_edu/figures/drawing/theme.py"
TEXT = [
    ("ink", "card"),
    ("muted", "card"),
    ("accent", "card"),
    ("card", "accent"),
    ("card", "ink"),
    ("bone-ink", "bone"),
    ("muted", "ghost"),
]
SIGHTS = ["", "protanopia", "deuteranopia", "tritanopia"]


@pytest.mark.parametrize("colours", [pytest.param(theme.LIGHT, id="light"), pytest.param(theme.DARK, id="dark")])
@pytest.mark.parametrize(("text", "ground"), TEXT, ids=lambda name: name)
def test_text_stands_out_from_its_ground(colours, text, ground):
    assert contrast(colours[text], colours[ground]) >= 4.5, f"{text} on {ground}: {WHERE}"


def test_a_states_letter_stands_out_from_its_chip():
    assert contrast(theme.CHIP_INK, theme.CHIP) >= 4.5, WHERE


@pytest.mark.parametrize("colours", [pytest.param(theme.LIGHT, id="light"), pytest.param(theme.DARK, id="dark")])
def test_shapes_have_an_outline_that_stands_out_from_bone(colours):
    assert contrast(colours["outline"], colours["bone"]) >= 3, WHERE
    assert contrast(colours["metal-edge"], colours["bone"]) >= 3, WHERE
    assert contrast(colours["cartilage-edge"], colours["cartilage"]) >= 3, WHERE


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight or "all three cones")
@pytest.mark.parametrize(("one", "other"), [*combinations(theme.STATES.values(), 2)], ids=lambda state: state.name)
def test_two_states_look_different_to_every_eye(one, other, sight):
    assert distance(one.colour, other.colour, sight) >= 9, f"{one.name} and {other.name}: {WHERE}"


def test_initial_fusion_and_refusion_differ_most_where_eyes_differ_most():
    """The lesson turns on this pair: even without a cone type they stay as far apart as a light and a dark colour."""
    pair = theme.STATES["initial"].colour, theme.STATES["refusion"].colour
    assert min(distance(*pair, sight) for sight in SIGHTS) >= 15, WHERE


def test_no_state_is_told_by_colour_alone():
    letters = [state.letter for state in theme.STATES.values()]
    assert sorted(letters) == sorted(set(letters)) == ["", "H", "I", "P", "R", "S"]
    patterned = [state.pattern for state in theme.STATES.values() if state.pattern != "plain"]
    assert len(patterned) == len(set(patterned)) == 4


@pytest.mark.parametrize("name", history_names())
def test_what_heals_or_is_allowed_looks_like_no_state_of_a_joint(name):
    own = history_named(name).states.values()
    joints = [state for state in theme.STATES.values() if state.name != "native"]
    assert not {state["letter"] for state in own if state["letter"]} & {state.letter for state in joints}
    assert not {state["pattern"] for state in own} & {state.pattern for state in joints} - {"plain"}
    for state in own:
        nearest = min(distance(state["colour"], joint.colour, sight) for joint in joints for sight in SIGHTS)
        assert nearest >= 9, f"{state['word']}: data/histories.yml"


@pytest.mark.parametrize("name", history_names())
def test_states_of_a_history_are_told_apart_without_their_colours(name):
    """Light or dark, and plain or in a pattern of its own."""
    looks = [
        (state["pattern"], contrast(state["colour"], "#FFFFFF") > 4.5, state["letter"])
        for state in history_named(name).states.values()
    ]
    assert len(looks) == len(set(looks)), looks


def test_light_and_dark_name_the_same_colours():
    assert list(theme.LIGHT) == list(theme.DARK), WHERE


def test_an_unknown_state_is_refused_with_the_known_ones():
    with pytest.raises(FigureError, match=r"'fused'.*native, healing, solid, pseudarthrosis, initial, refusion"):
        theme.state_named("fused")


def test_a_state_of_ones_own_may_have_any_name():
    own = theme.State("ICD-10 'PCS'", "ICD-10-PCS", "", "#E69F00", "dots")
    assert theme.state_named(own.name, {own.name: own}) is own
    (reference,) = [theme.fill_of(own, "se1").removeprefix("url(#").removesuffix(")")]
    assert reference.replace("-", "").isalnum(), "an id in url(#…) must not need quoting"
    assert [pattern.attributes["id"] for pattern in theme.patterns([own], "se1")] == [reference]


def test_ids_come_from_content():
    assert theme.mark_of("a", "b") == theme.mark_of("a", "b") != theme.mark_of("ab")
