"""What a worklist shows of a case and judges it by: the note, an empty claim, the key with reasons and the phrases that decide.

A claim is made of sections, each with rows to choose for, of codes, and of a query; a single skill is one section alone.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TypedDict

from spine_edu import data
from spine_edu.anatomy import JOINTS, Joint
from spine_edu.coding.feedback.beliefs import belief_of_missing
from spine_edu.coding.feedback.diagnose import diagnose
from spine_edu.coding.findings import Assignment
from spine_edu.coding.icd9 import tables as icd9_tables
from spine_edu.coding.pcs import tables as pcs_tables
from spine_edu.data import table
from spine_edu.errors import SpineEduError
from spine_edu.practice.case import PracticeCase, practice_case
from spine_edu.practice.chance import Chance
from spine_edu.practice.plan import CasePlan
from spine_edu.practice.surgeon import ask_surgeon, query_about
from spine_edu.practice.tables import patients
from spine_edu.quiz.contract import QueryTable
from spine_edu.quiz.model import ideas
from spine_edu.text.lists import listed
from spine_edu.text.quoting import did_you_mean, shown


class ClaimRow(TypedDict):
    """One line to choose for: which options are right (by their places), why, the phrase of the note, and the belief behind a wrong one."""

    label: str
    right: list[int]
    why: str
    phrase: str
    idea: str


class ClaimSection(TypedDict):
    """Rows that are answered from the same options; `one` is the place of an option that stands exactly once, or -1."""

    name: str
    legend: str
    options: list[str]
    rows: list[ClaimRow]
    one: int


class ClaimCharacter(TypedDict):
    """One character of a right code: what it is about, why it is what it is, and the phrase of the note that decides."""

    axis: str
    why: str
    phrase: str


class ClaimCode(TypedDict):
    """A right code: other readings that are accepted, its characters, and beliefs by place and wrong sign, such as '6K'.

    A code of ICD-9-CM has one character, the whole; `idea` is told where the code is missing.
    """

    code: str
    title: str
    accepts: list[str]
    characters: list[ClaimCharacter]
    traps: dict[str, str]
    idea: str


class ClaimQuery(TypedDict):
    """How a query is judged, and what the surgeon replies to one that may be sent, to one that presses, and to any other."""

    open: bool
    table: QueryTable
    settled: str
    pressed: str
    unclear: str


class Claimed(TypedDict):
    """What a learner put into a claim: the options chosen by section (-1 where none is), codes and query as typed, and how much was shown."""

    choices: dict[str, list[int]]
    codes: str
    query: str
    stage: int


class Dealt(TypedDict):
    """A case on the worklist: `note` as paragraphs of lines, and its key."""

    number: int
    difficulty: int
    skill: str
    day: str
    system: str
    note: list[list[str]]
    sections: list[ClaimSection]
    coded: bool
    codes: list[ClaimCode]
    optional: list[str]
    query: ClaimQuery | None
    left_out: list[str]
    ideas: dict[str, str]
    astray: str


SKILLS = ("claim", "levels", "status", "column", "device", "count", "query")
"""The whole claim, and what can be trained alone."""
_ASKS = (
    "nothing: the note is enough",
    "whose bone or what graft it was",
    "which column was fused",
    "whether the joint was fused before",
    "which joint it was",
)
_GAPS = ("", "graft", "column", "status", "level")
_GAP_IDEA = "guess-when-silent"


@functools.lru_cache(maxsize=64)
def dealt(number: int, skill: str = "claim") -> Dealt:
    """Return a case as the worklist takes it: the whole claim, or one skill alone.

    >>> [section["name"] for section in dealt(5)["sections"]]
    ['diagnoses', 'class', 'query']
    """
    check_skill(skill)
    found = practice_case(number)
    answer, whole = found.answer, skill == "claim"
    system = "ICD-9-CM" if answer.icd9_applies else "ICD-10-PCS"
    sections = (
        [section for section in (_diagnoses(found), _class(found), _asked(found)) if section]
        if whole
        else [_SKILLS[skill](found)]
    )
    codes = [_code(found, code) for code in _right(found)] if whole else []
    named = {row["idea"] for section in sections for row in section["rows"]} | {
        idea for code in codes for idea in (code["idea"], *code["traps"].values())
    }
    return {
        "number": number,
        "difficulty": found.difficulty,
        "skill": skill,
        "day": found.plan.discharged,
        "system": system,
        "note": [block.split("\n") for block in found.note.text.split("\n\n")],
        "sections": sections,
        "coded": whole,
        "codes": codes,
        "optional": [code.code for code in answer.assignments if code.kind == "optional"],
        "query": _query(found) if skill in ("claim", "query") else None,
        "left_out": [f"{rejection.what}: {rejection.because}" for rejection in answer.rejections] if whole else [],
        "ideas": ideas(named | {"query-may-lead"}),
        "astray": found.astray,
    }


def check_skill(skill: str) -> None:
    """Raise SpineEduError for what is no skill that can be trained."""
    if skill not in SKILLS:
        known = did_you_mean(str(skill), SKILLS) or f"there are {', '.join(SKILLS)}."
        raise SpineEduError(f"There is no skill {shown(skill)}; {known}")


def can_train(skill: str) -> Callable[[CasePlan], bool]:
    """Return whether a plan is one on which a skill can be trained.

    >>> can_train("claim")(practice_case(1).plan)
    True
    """
    check_skill(skill)
    told: Mapping[str, Callable[[CasePlan], bool]] = {
        "claim": lambda plan: True,
        "levels": lambda plan: plan.gap != "level",
        "status": lambda plan: plan.earlier is not None and plan.gap == "",
        "column": lambda plan: bool(plan.stages) and plan.gap == "",
        "device": lambda plan: bool(plan.stages) and plan.gap in ("", "graft") and plan.kind != "unusual",
        "count": lambda plan: (
            bool(plan.stages) and plan.gap != "level" and all(len(joint.vertebrae) == 2 for joint in plan.joints)
        ),
        "query": lambda plan: bool(plan.stages),
    }
    return told[skill]


# Sections of a claim


def _diagnoses(found: PracticeCase) -> ClaimSection | None:
    """Ask of each diagnosis that the note names whether it is the principal one, a secondary one, or not reported."""
    stay, note = found.plan.stay, found.note
    if found.answer.icd9_applies:
        return None
    heading = note.text.split("\n\n")[0]
    rows: list[ClaimRow] = []
    for one in stay.reasons:
        several = len(stay.reasons) > 1
        why = (
            "Several reasons weigh the same: any one of them may stand first."
            if several
            else "This is why the patient was admitted."
        )
        rows.append(_row(f"{one.code} {one.words}", [0, 1] if several else [0], why, heading))
    mishaps = {decided.value: phrase for decided, phrase in note.facts("complication")}
    mishaps.update((patients().dural_tear.code, phrase) for _, phrase in note.facts("dural repair"))
    beside = [
        *((one, heading) for one in stay.implants),
        *((one, _saying(note.text, one.told)) for one in stay.comorbidities),
        *((one, mishaps.get(one.code, "")) for one in stay.mishaps),
    ]
    for one, phrase in beside:
        rows.append(_row(f"{one.code} {one.words}", [1], "The note tells it, and it is not why the patient came.", phrase))
    for one in stay.left_out:
        why = "It is feared, ruled out, or of somebody else: the note does not say that this patient has it."
        rows.append(
            _row(
                f"{one.code} {one.words}",
                [2],
                why,
                _saying(note.text, tuple(_cut(told) for told in one.told)),
                "scan-is-a-diagnosis",
            )
        )
    rows = Chance(found.number).stream("diagnoses").shuffled(rows)
    return {
        "name": "diagnoses", "legend": "Diagnoses: which one is principal, which are reported beside it?",
        "options": ["principal", "secondary", "not reported"], "rows": rows, "one": 0,
    }  # fmt: skip


def _cut(told: str) -> str:
    """Return the longest part of a sentence that holds no slot."""
    return max(told.replace("{His}", "\0").replace("{his}", "\0").split("\0"), key=len)


def _saying(text: str, told: tuple[str, ...]) -> str:
    """Return the words by which a note tells something; '' if it uses others."""
    return next((words.strip() for words in told if words.strip() in text), "")


def _class(found: PracticeCase) -> ClaimSection | None:
    """Ask for the MS-DRG, among all classes of the version that our tables know."""
    grouping = found.answer.grouping
    if grouping is None or grouping.drg is None or grouping.version is None:
        return None
    classes = sorted(
        (row["drg"], row["title"])
        for row in table("ms_drg")
        if row["version"] == grouping.version.split(".")[0] and row["mdc"] == "08"
    )
    drgs = [drg for drg, _ in classes]
    if grouping.drg not in drgs:
        return None
    row = _row(f"MS-DRG {grouping.version}", [drgs.index(grouping.drg)], " ".join(grouping.because), "")
    return {
        "name": "class",
        "legend": "Which MS-DRG will it be?",
        "options": [f"{drg} {title}" for drg, title in classes],
        "rows": [row],
        "one": -1,
    }


def _asked(found: PracticeCase) -> ClaimSection:
    gap = found.plan.gap
    why = " ".join(query.ask for query in found.answer.queries) or "Every character is told. Nothing has to be asked."
    phrase = next((phrase for _, phrase in found.note.facts("query")), "")
    return {
        "name": "query", "legend": "What must the surgeon be asked?", "options": list(_ASKS),
        "rows": [_row("The note leaves out", [_GAPS.index(gap)], why, phrase, _GAP_IDEA if gap else "")], "one": -1,
    }  # fmt: skip


def _row(label: str, right: list[int], why: str, phrase: str, idea: str = "") -> ClaimRow:
    return {"label": label, "right": right, "why": why, "phrase": phrase, "idea": idea}


# Codes


def _right(found: PracticeCase) -> list[Assignment]:
    """Return the codes to report in the system of the day."""
    system = "ICD-9-CM" if found.answer.icd9_applies else "ICD-10-PCS"
    return [code for code in found.answer.assignments if code.system == system and code.kind != "optional"]


_AXES = ("section", "body system", "root operation", "body part", "approach", "device", "qualifier")
_DECIDES = {4: "joint", 5: "approach", 6: "materials", 7: "column"}


def _code(found: PracticeCase, code: Assignment) -> ClaimCode:
    """Return a right code with the reason, the phrase and the traps of each of its characters."""
    nine = code.system == "ICD-9-CM"
    titles = icd9_tables.titles() if nine else pcs_tables.titles()
    reasons = {reason.character: reason.because for reason in code.reasons}
    told = "; ".join(dict.fromkeys(reason.because for reason in code.reasons))
    places = (0,) if nine else range(1, 8)
    characters: list[ClaimCharacter] = [
        {
            "axis": "code" if nine else _AXES[place - 1],
            "why": told if nine else reasons.get(place, "") or (reasons.get(3, "") if place < 4 else ""),
            "phrase": _phrase(found, code, place),
        }
        for place in places
    ]
    return {
        "code": code.code, "title": titles.get(code.code, ""), "accepts": list(code.accepts), "characters": characters,
        "traps": _traps(found, code.code), "idea": belief_of_missing(code, found.answer) or "",
    }  # fmt: skip


def _phrase(found: PracticeCase, code: Assignment, place: int) -> str:
    """Return the words of the note that decide a character; of a code beside the fusion, those of the act."""
    if code.kind in ("fusion", "count"):
        fact = _DECIDES.get(place, "joint")
        stages = _stages_of(found, code)
        told = [
            (decided, phrase)
            for decided, phrase in found.note.facts(fact)
            if (not decided.joints or set(decided.joints) & set(code.joints)) and (not stages or stages & set(decided.stages))
        ]
        return told[0][1] if told else ""
    acts = {
        "P": "removal",
        "B": "discectomy",
        "T": "discectomy",
        "N": "decompression",
        "J": "exploration",
        "Q": "dural repair",
        "D": "harvest",
    }
    kind = acts.get(code.code[2], "")
    if kind == "discectomy" and code.code[:3] == "0QB":
        kind = "harvest"
    return next((phrase for _, phrase in found.note.facts(kind)), "")


def _stages_of(found: PracticeCase, code: Assignment) -> set[int]:
    """Return the stages that a fusion code of ICD-10-PCS tells of, by its column; none of a code of ICD-9-CM, which says less."""
    if "." in code.code:
        return set()
    column = "posterior" if code.code[6] == "1" else "anterior"
    return {n for n, stage in enumerate(found.plan.stages) if code.code[0] == "X" or stage.technique.column == column}


def _traps(found: PracticeCase, code: str) -> dict[str, str]:
    """Return the belief behind each wrong sign of a code that betrays one: by place and sign, or by the whole code of ICD-9-CM."""
    right = [one.code for one in _right(found)]
    if "." in code:
        others = [other for other in icd9_tables.titles() if other[:3] in ("81.",) and other not in right]
        tried = {other: other for other in others}
    else:
        tried = {
            f"{place + 1}{sign}": f"{code[:place]}{sign}{code[place + 1 :]}"
            for place in range(7)
            for sign in _signs(code, place)
            if sign != code[place]
        }
    found_ideas: dict[str, str] = {}
    for key, wrong in tried.items():
        if wrong in right:
            continue
        findings = diagnose([wrong if one == code else one for one in right], found.answer).findings
        near = next((one for one in findings if one.given == wrong and one.expected == code), None)
        if near and near.misconceptions:
            found_ideas[key] = near.misconceptions[0]
    return found_ideas


def _signs(code: str, place: int) -> list[str]:
    """Return the signs that a learner may think of at one place of a code."""
    if place == 0:
        return ["0", "X"]
    if place == 1:
        return ["R", "S", "P", "Q"]
    if place == 2:
        return ["G", "W", "P", "H", "S", "J", "U"]
    return list(_values().get((code[:3], place + 1), ()))


@functools.cache
def _values() -> dict[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for row in table("icd10pcs_axes"):
        key = (row["table"], int(row["position"]))
        found[key] = (*found.get(key, ()), row["value"])
    return found


# The query


def _query(found: PracticeCase) -> ClaimQuery:
    """Return how a query about the note is judged, and the replies of the surgeon."""
    question = query_about(found.plan)
    replies = data.document("practice/queries.yml")
    chance = Chance(found.number).stream("replies")
    open_ = bool(found.plan.gap)
    settled = ask_surgeon(found.number, question.example).said if open_ else chance.pick(replies["nothing open"])
    return {
        "open": open_, "table": question.table(), "settled": settled,
        "pressed": chance.pick(replies["pressed"]), "unclear": chance.pick(replies["unclear"]),
    }  # fmt: skip


# Single skills


def _levels(found: PracticeCase) -> ClaimSection:
    """Ask of each joint around whether it was fused today."""
    plan = found.plan
    near = sorted({*plan.meant, *(plan.earlier.joints if plan.earlier else ())})
    around = [JOINTS[n] for n in range(max(0, near[0].place - 1), min(24, near[-1].place + 1) + 1)]
    rows = []
    for joint in around:
        fused = joint in plan.joints
        phrase = _of_joint(found, joint, "joint") if fused else _of_other(found, joint)
        why = (
            "Bone or a device for fusion was laid in here today."
            if fused
            else "Nothing was laid in here today that makes bone grow across."
        )
        rows.append(_row(joint.name, [1 if fused else 0], why, phrase, "" if fused else "plan-is-done"))
    return _section("levels", "Which joints were fused today?", ["not fused today", "fused today"], rows)


def _status(found: PracticeCase) -> ClaimSection:
    """Ask of each joint of today and before whether it is fused for the first time, again, or not at all."""
    plan = found.plan
    earlier = plan.earlier.joints if plan.earlier else ()
    refused = {joint for stage in plan.stages for joint in stage.refused}
    rows = []
    for joint in sorted({*plan.joints, *earlier}):
        right = 2 if joint not in plan.joints else 1 if joint in refused else 0
        why = (
            "Nobody had fused this joint before.",
            "It was fused before, did not unite, and is grafted again.",
            "It was fused before and is not grafted today.",
        )[right]
        idea = ("any-later-surgery-is-refusion", "refusion-overlooked", "removal-alone-is-refusion")[right]
        rows.append(_row(joint.name, [right], why, _of_joint(found, joint, "status") or _of_other(found, joint), idea))
    return _section("status", "First fusion, refusion, or neither?", ["first fusion", "refusion", "not fused today"], rows)


_WAYS = {("anterior", "anterior"): 0, ("anterior", "lateral"): 1, ("anterior", "posterior"): 2, ("posterior", "posterior"): 3}


def _column(found: PracticeCase) -> ClaimSection:
    """Ask of each joint which column was fused and from where."""
    plan = found.plan
    rows = []
    for joint in plan.joints:
        ways = {_WAYS[stage.technique.column, stage.technique.direction] for stage in plan.stages if joint in stage.joints}
        right = 4 if len({way == 3 for way in ways}) == 2 else min(ways)
        why = "Bodies and disc space are the anterior column, facets, laminae and transverse processes the posterior; the direction is the surgeon's way."
        rows.append(_row(joint.name, [right], why, _of_joint(found, joint, "column"), "approach-is-column"))
    options = [
        "anterior, from the front",
        "anterior, from the side",
        "anterior, from behind",
        "posterior, from behind",
        "both columns",
    ]
    return _section("column", "Which column was fused, and from where?", options, rows)


_DEVICES = {"A": 0, "7": 1, "K": 2, "J": 3}


def _device(found: PracticeCase) -> ClaimSection:
    """Ask for the device value of what each stage laid in."""
    plan = found.plan
    rows = []
    for n, stage in enumerate(plan.stages):
        fused = [code for code in found.answer.pcs_fusion if set(code.joints) & set(stage.joints)]
        behind = {"posterior": "1"}.get(stage.technique.column, "0J")
        value = next((code.code[5] for code in fused if code.code[0] == "0" and code.code[6] in behind), "")
        right = 5 if plan.gap == "graft" else _DEVICES.get(value or _usual(stage.materials), 4)
        phrase = next((phrase for decided, phrase in found.note.facts("materials") if n in decided.stages), "")
        why = "An interbody device comes before graft, own bone before donor bone, bone before a substitute. What is not told is asked."
        rows.append(
            _row(
                f"{listed(stage.joints)}, {stage.technique.column} column",
                [right],
                why,
                phrase,
                "graft-beats-cage" if right == 0 else "allograft-beats-autograft",
            )
        )
    options = [
        "A interbody device",
        "7 the patient's own tissue",
        "K donor tissue",
        "J synthetic substitute",
        "a new device with a value of its own",
        "not told: ask",
    ]
    return _section("device", "Which device value (character 6) does it get?", options, rows)


def _usual(materials: frozenset[str]) -> str:
    """Return the device value of plain materials, on days without tables of ICD-10-PCS."""
    if materials & {"interbody cage", "machined bone dowel"}:
        return "A"
    if materials & {"local autograft", "harvested autograft"}:
        return "7"
    return "K" if materials & {"allograft", "demineralized bone matrix"} else "J" if "synthetic substitute" in materials else ""


def _count(found: PracticeCase) -> ClaimSection:
    """Ask how many joints and how many vertebrae are fused."""
    plan = found.plan
    bones = {bone for joint in plan.joints for bone in joint.vertebrae}
    phrase = next((phrase for _, phrase in found.note.facts("joint")), "")
    rows = [
        _row(
            "joints",
            [len(plan.joints) - 1],
            "Every joint that was grafted counts once, whatever was done in it.",
            phrase,
            "one-joint-per-vertebra",
        ),
        _row(
            "vertebrae",
            [len(bones) - 1],
            "Each bone counts once, also where two joints meet in it.",
            phrase,
            "count-joints-in-icd9",
        ),
    ]
    return _section("count", "How many are fused today?", [str(n) for n in range(1, 15)], rows)


_SKILLS: Mapping[str, Callable[[PracticeCase], ClaimSection]] = {
    "levels": _levels, "status": _status, "column": _column, "device": _device, "count": _count, "query": _asked,
}  # fmt: skip


def _section(name: str, legend: str, options: list[str], rows: list[ClaimRow]) -> ClaimSection:
    return {"name": name, "legend": legend, "options": options, "rows": rows, "one": -1}


def _of_joint(found: PracticeCase, joint: Joint, fact: str) -> str:
    """Return the words that decide a fact of one joint."""
    return next((phrase for decided, phrase in found.note.facts(fact) if joint in decided.joints), "")


def _of_other(found: PracticeCase, joint: Joint) -> str:
    """Return the words by which the note names a joint that was not fused."""
    for fact in ("not grafted", "not done", "plan only", "exploration", "removal"):
        for _, phrase in found.note.facts(fact):
            if (
                joint.name in phrase
                or f"{joint.upper}-{joint.lower[1:]}" in phrase
                or f"{joint.upper}/{joint.lower[1:]}" in phrase
            ):
                return phrase
    return ""
