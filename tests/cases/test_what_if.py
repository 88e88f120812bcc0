"""What if? A case done otherwise is a case again.

Its map, history, figure and codes follow, and it says that no note tells of it.
"""

from __future__ import annotations

import pytest

from spine_edu import api, lesson
from spine_edu.cases import Case, all_cases, case_named
from spine_edu.errors import LoneRod, OperationError, SpineEduError
from spine_edu.figures.operative_note import note_page
from spine_edu.geometry.plan.history import stages_of

GARDENER = case_named("mixed-l3-l5")
BOTH = GARDENER.change("L3-L4", status="refusion")


def test_a_joint_that_is_refused_too_had_to_be_fused_before() -> None:
    assert BOTH.states_at(31)["L3-L4"] == {"anterior": "pseudarthrosis", "posterior": "pseudarthrosis"}
    assert BOTH.states_at(38)["L3-L4"] == {"anterior": "refusion", "posterior": "refusion"}
    assert BOTH.states_at(52) == GARDENER.states_at(52)
    assert "A refusion needs an earlier fusion: the history now has one of L3-L4 that never healed." in BOTH.changed


def test_the_events_of_a_joint_with_another_past_say_so_too() -> None:
    told = BOTH.timeline.events
    assert "What if: L3-L4 was fused too, and no bone bridged it." in told[0].text and told[0].title == "TLIF L4-L5"
    assert not any("the joint above the fusion" in event.text for event in told), "it is fused itself"
    cook = case_named("first-behind-l4-l5").change("L4-L5", status="refusion")
    assert [event.text for event in cook.timeline.events if event.month < cook.operation_month] == [
        "What if: L4-L5 was fused too, and no bone bridged it."
    ]


def test_a_first_fusion_has_nothing_fused_before_it() -> None:
    first = GARDENER.change("L4-L5", status="initial")
    assert first.states_at(31) == {}
    assert not any("TLIF" in line for line in first.timeline.describe())


def test_a_joint_left_out_stays_as_it_was() -> None:
    without = GARDENER.drop("L4-L5")
    assert without.states_at(60)["L4-L5"]["posterior"] == "pseudarthrosis"
    assert without.states_at(38)["L3-L4"] == GARDENER.states_at(38)["L3-L4"]
    assert [event.month for event in without.timeline.events] == [0, 14, 31, 38]


def test_a_joint_added_heals_until_further_notice_and_what_is_not_said_of_it_is_asked() -> None:
    more = GARDENER.add("L2-L3", technique="TLIF", status="initial", materials=["PEEK cage", "local autograft"])
    assert more.states_at(60)["L2-L3"] == {"anterior": "healing"}
    assert "L2-L3" in more.timeline.lanes
    assert [query.missing for query in api.codes_for(more).queries if query.about == "L2-L3"] == ["approach"]
    assert "TLIF fills in column: anterior" in repr(more)


def test_another_day_moves_the_history_and_the_codes() -> None:
    earlier = GARDENER.change(discharged="2012-06-12")
    assert earlier.timeline.day_of(earlier.operation_month) < "2012-06-12"
    assert api.codes_for(earlier) == api.codes_for(GARDENER, on="2012-06-12")


def test_a_span_and_a_coders_word_are_understood_and_told() -> None:
    donor = GARDENER.change("L3-L5", "posterior", materials=["Grafton"])
    told = repr(donor)
    assert "'Grafton' is read as materials: demineralized bone matrix" in told
    assert "'L3-L5' is 2 joints" in told
    assert "L4-L5 posterior, materials: demineralized bone matrix, not harvested autograft and local autograft." in told


def test_the_note_of_a_variant_says_that_it_supports_no_longer_what_was_changed() -> None:
    shown = note_page(BOTH, marked=True)
    assert "does not support" in shown.words
    assert "<mark>" not in shown.html
    assert BOTH.changed[0] in shown.words
    assert "does not support" not in note_page(GARDENER, marked=True).words


def test_one_change_after_another_is_told_from_the_first_on() -> None:
    twice = BOTH.drop("L3-L4", "anterior")
    assert twice.changed[: len(BOTH.changed)] == BOTH.changed
    assert twice.title == BOTH.title == f"What if? {GARDENER.title}"
    assert all(fusion in BOTH.operation.fusions for fusion in twice.operation.fusions)


def test_a_column_that_the_note_left_open_can_be_said() -> None:
    postman = case_named("no-place-l4-l5")
    said = postman.change("L4-L5", column="posterior")
    assert (api.codes_for(postman).pcs_fusion, [code.code for code in api.codes_for(said).pcs_fusion]) == ((), ["0SG0071"])


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        pytest.param(lambda: GARDENER.change("L2-L3", "posterior", status="initial"), "fused today: .*L4-L5 posterior",
                     id="not fused"),
        pytest.param(lambda: GARDENER.change("L4-L5", status="initail"), "did you mean 'initial'", id="a slip"),
        pytest.param(lambda: GARDENER.change("L4-L5", colour="red"), "no field 'colour'", id="no field"),
        pytest.param(lambda: GARDENER.change("L4-L5", status="refusion"), "Nothing would be otherwise", id="no change"),
        pytest.param(lambda: GARDENER.change(status="initial"), "Say at which joint", id="no joint"),
        pytest.param(lambda: GARDENER.change(), "Nothing would be otherwise", id="nothing at all"),
        pytest.param(lambda: GARDENER.add("L4-L5", "posterior", status="initial"), "fused already", id="fused already"),
        pytest.param(lambda: GARDENER.drop("lumbar"), "name the joint", id="a region"),
        pytest.param(lambda: GARDENER.change(discharged="2012-6-12"), "2012-06-12", id="a day in another form"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_said_in_a_sentence(ask, told: str) -> None:
    with pytest.raises(OperationError, match=told):
        ask()


def variants(case: Case) -> list[Case]:
    """The first and the last joint of a case called the other way, and left out."""
    joints = sorted({*case.operation.joints[:1], *case.operation.joints[-1:]})
    other = {f.joint: "initial" if f.status == "refusion" else "refusion" for f in case.operation.fusions}
    return [*(case.change(joint.name, status=other[joint]) for joint in joints), *(case.drop(joint.name) for joint in joints)]


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
@pytest.mark.thorough
def test_every_variant_of_every_case_can_be_drawn_told_and_coded(case: Case) -> None:
    for variant in variants(case):
        assert variant.timeline.describe()
        assert api.codes_for(variant).explain().text()
        if case.id == "occiput-to-c2" and variant.operation.joints[0].upper != "O":
            with pytest.raises(LoneRod):  # its rods went up to the occiput, which is left alone now
                lesson.level_map(variant)
            continue
        for month in (variant.timeline.start, variant.operation_month, variant.timeline.end):
            assert lesson.level_map(variant, month).words
        assert stages_of(variant)


@pytest.mark.parametrize(
    "verb",
    ["note", "timeline", "timeline_figure", "level_map", "eras", "codes_for", pytest.param("spine", marks=pytest.mark.thorough)],
)
def test_every_verb_takes_the_id_of_a_case_as_well_as_the_case(verb: str) -> None:
    ask = getattr(lesson, verb)
    by_id, by_case = ask("mixed-l3-l5"), ask(GARDENER)
    assert repr(by_id) == repr(by_case)
    with pytest.raises(SpineEduError, match="did you mean 'mixed-l3-l5'"):
        ask("mixed-l3-l6")


def test_a_history_can_be_walked_through_by_its_name() -> None:
    assert lesson.timeline("healing").timeline == lesson.history("healing").timeline
    assert lesson.diagnose("0SG1071", "mixed-l3-l5") == lesson.diagnose("0SG1071", GARDENER)
    with pytest.raises(SpineEduError, match=r"5\.5 is no patient; give a case or its id"):
        lesson.level_map(5.5)
