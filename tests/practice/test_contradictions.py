"""What no practice note says beside what it also says: each contradiction that a reader found, over some hundred notes."""

import re

import pytest

from spine_edu.anatomy import region_of
from spine_edu.practice.case import practice_case
from spine_edu.practice.notes.words import month_before
from spine_edu.practice.plans.draw import plan_of

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def hard():
    """Some hundred patients whose notes are long."""
    return [practice_case(number) for number in range(700) if plan_of(number).difficulty >= 4]


@pytest.fixture(scope="module")
def given_up():
    """Patients whose operation ended before it was done."""
    return [practice_case(number) for number in range(3000) if plan_of(number).given_up]


def ill_with(*codes):
    return lambda found: {one.code for one in (*found.plan.stay.comorbidities, *found.plan.stay.mishaps)} & set(codes)


def prone(found):
    return not found.plan.stages or any(stage.technique.way.startswith("back of") for stage in found.plan.stages)


NEVER = {
    "a drain that is not there": (
        lambda found: re.search(r"without a drain|Drains: none", found.note.text),
        r"[Dd]rain out|drain was on|Drains: one|over a (suction )?drain",
    ),
    "no drain where one is told": (lambda found: re.search(r"[Dd]rain out|drain was on", found.note.text), r"Drains: none"),
    "bone of the back, taken from a patient on the back or side": (
        lambda found: not prone(found), r"posterior iliac crest|clamp on a spinous|joints next door"
    ),
    "a heavy patient who is malnourished": (ill_with("E43", "E44.0"), r"patient's weight|weight loss"),
    "good bone in osteoporosis": (ill_with("M81.0"), r"was adequate|looked good|Purchase was good|one was hard"),
    "soft bone without osteoporosis": (lambda found: not ill_with("M81.0")(found), r"one was soft"),
    "smoking of a patient who does not": (lambda found: not ill_with("F17.210")(found), r"nonunion in smokers"),
    "dura seen where the canal was closed": (
        lambda found: not found.plan.canal_opened, r"Valsalva|dura was (inspected|intact)|[Dd]ura and roots|pidural veins"
    ),
    "bowel before the neck": (lambda found: found.plan.meant[0].region == "cervical", r"bowel gas"),
    "shoulders before the loin": (lambda found: found.plan.meant[0].region == "lumbar", r"because of the shoulders"),
    "pins in a disc space outside of the neck": (
        lambda found: all(stage.technique.way != "front of the neck" for stage in found.plan.stages), r"held by pins"
    ),
    "young symptoms of an old fusion": (lambda found: found.plan.earlier, r"grew worse (after|without)"),
    "little blood lost by one who is anemic": (ill_with("D62"), r"Blood loss: ([12]\d0|\d0) mL|up to here was"),
    "an approach by somebody else from behind": (
        lambda found: not {stage.technique.way for stage in found.plan.stages} & {"front of the belly", "through the chest"},
        r"approach was made by a second|dictated for both",
    ),
    "padding twice": (lambda found: "pressure points" in found.note.text, r"bony points"),
    "a wrong article": (lambda found: True, r"\b[Aa] (8\d?|11|18)\b|\b[Aa]n (?!(?:8\d?|11|18)\b)\d"),
}  # fmt: skip


@pytest.mark.parametrize("what", NEVER)
def test_no_note_tells_of(what, hard):
    where, words = NEVER[what]
    here = [found for found in hard if where(found)]
    assert len(here) > 5
    for found in here:
        told = re.search(words, found.note.text)
        assert not told, (found.number, told)


def test_nothing_is_told_after_an_operation_that_was_given_up(given_up):
    words = r"steophytes|[Gg]loves|stickers|CT at one year|anti-inflammatory|burr was|drill bit|[Ff]inal films|Purchase|[Bb]race"
    assert len(given_up) > 50
    for found in given_up:
        told = re.search(words, found.note.text)
        assert not told, (found.number, told)


def test_before_anything_was_cut_no_bone_bled_and_no_dura_was_seen(given_up):
    for found in given_up:
        if found.plan.given_up == "before anything":
            assert not re.search(r"under the burr|[Dd]ura and|yellow ligament|over a drain|[Dd]rain out", found.note.text), (
                found.number
            )


def test_screws_are_as_long_as_their_bones_allow(hard):
    longest = {"cervical": 34, "thoracic": 45, "lumbar": 55, "sacral": 55}
    shortest = {"cervical": 12, "thoracic": 30, "lumbar": 24, "sacral": 24}
    met = set()
    for found in hard:
        regions = {region_of(bone) for stage in found.plan.stages if stage.fixation != "none" for bone in stage.bones}
        for told in re.findall(r"Screw, (\d+) mm", found.note.text):
            met |= regions
            assert min(map(shortest.get, regions)) <= int(told) <= max(map(longest.get, regions)), found.number
    assert met == {"cervical", "thoracic", "lumbar", "sacral"}


def test_an_mri_is_of_the_months_before_the_operation(hard):
    told = [(found, re.search(r"MRI of (\w+ \d{4}) was", found.note.text)) for found in hard]
    seen = [(found, month[1]) for found, month in told if month]
    assert len(seen) > 20
    for found, month in seen:
        years = {str(month_before(found.plan.discharged, back)[0]) for back in range(1, 5)}
        assert month.split()[1] in years


def test_what_is_rare_in_an_operating_room_is_rare_in_notes(hard):
    rare = r"drill bit broke|burr was changed|second tray|film with a needle first"
    assert 0 < sum(bool(re.search(rare, found.note.text)) for found in hard) < 0.35 * len(hard)
