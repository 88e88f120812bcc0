"""The words that fill a phrase: levels in an author's hand, bones, implants and grafts, times and numbers."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from spine_edu.anatomy import Joint
from spine_edu.days import MONTHS
from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.phrases import has, phrases, written
from spine_edu.practice.plans.plan import Sitting
from spine_edu.text.lists import listed
from spine_edu.vocabulary import MATERIALS


class Hand:
    """An author's habits: how levels and headings are written, whether procedures are counted, in which order a note and its
    story are told, how often two sentences are made one, how a plan is set down, and how one word is spelled.
    """

    __slots__ = ("counted", "headings", "joins", "levels", "order", "plan", "pseudarthrosis", "story")

    def __init__(self, chance: Chance) -> None:
        self.levels = chance.weighed({"L4-L5": 6, "L4-5": 8, "L4/5": 1})
        self.headings = chance.pick(_HEADINGS)
        self.counted = chance.happens(65)
        self.order = chance.pick(_ORDERS)
        self.story = chance.pick(_STORIES)
        self.joins = chance.pick((25, 50, 75))
        self.plan = chance.pick(("sentences", "row", "lines"))
        self.pseudarthrosis = chance.pick(("pseudarthrosis", "pseudoarthrosis"))

    def level(self, joint: Joint) -> str:
        """Write one joint."""
        upper = "occiput" if joint.upper == "O" else joint.upper
        if joint.upper == "O" or joint.upper[0] != joint.lower[0] or self.levels == "L4-L5":
            return f"{upper}-{joint.lower}"
        return f"{upper}{'/' if self.levels == 'L4/5' else '-'}{joint.lower[1:]}"

    def list_of(self, joints: Sequence[Joint]) -> str:
        """Write several joints, each for itself."""
        return listed(map(self.level, joints))

    def span(self, joints: Sequence[Joint]) -> str:
        """Write joints in a row by their ends, where there are more than two."""
        row = sorted(set(joints))
        joined = all(a.place + 1 == b.place for a, b in itertools.pairwise(row))
        if len(row) < 3 or not joined:
            return self.list_of(row)
        return f"{'occiput' if row[0].upper == 'O' else row[0].upper} to {row[-1].lower}"


_HEADINGS: tuple[Mapping[str, str], ...] = tuple(
    dict(zip(("before", "after", "done", "story", "talk", "text", "findings", "end"), row, strict=True))
    for row in (
        (
            "PREOPERATIVE DIAGNOSIS",
            "POSTOPERATIVE DIAGNOSIS",
            "PROCEDURE PERFORMED",
            "INDICATIONS",
            "CONSENT",
            "DESCRIPTION OF PROCEDURE",
            "FINDINGS",
            "PLAN",
        ),
        (
            "PREOPERATIVE DIAGNOSES",
            "POSTOPERATIVE DIAGNOSES",
            "OPERATIONS PERFORMED",
            "CLINICAL HISTORY",
            "RISKS",
            "OPERATIVE TECHNIQUE",
            "OPERATIVE FINDINGS",
            "DISPOSITION",
        ),
        ("PREOP DX", "POSTOP DX", "OPERATION", "HISTORY", "CONSENT", "DETAILS", "FINDINGS", "PLAN"),
        (
            "Pre-operative diagnosis",
            "Post-operative diagnosis",
            "Procedures",
            "Background",
            "Informed consent",
            "Operation in detail",
            "Findings",
            "Postoperative plan",
        ),
        (
            "DIAGNOSIS BEFORE SURGERY",
            "DIAGNOSIS AFTER SURGERY",
            "TITLE OF OPERATION",
            "PREOPERATIVE NOTE",
            "DISCUSSION OF RISKS",
            "PROCEDURE IN DETAIL",
            "FINDINGS AT SURGERY",
            "AFTERCARE",
        ),
    )
)


_ORDERS: tuple[tuple[str, ...], ...] = (
    ("before", "after", "done", "data", "story", "talk", "text", "findings"),
    ("before", "after", "done", "findings", "data", "story", "talk", "text"),
    ("before", "after", "done", "story", "talk", "data", "text", "findings"),
    ("before", "after", "story", "talk", "done", "data", "findings", "text"),
    ("before", "after", "data", "done", "findings", "story", "talk", "text"),
)
"""In which order paragraphs stand; why the patient was operated on comes first of all."""
_STORIES: tuple[tuple[str, ...], ...] = (
    ("past", "illness", "details"),
    ("details", "past", "illness"),
    ("illness", "past", "details"),
    ("past", "details", "illness"),
)


def processes_of(bones: Sequence[str]) -> str:
    """Write what bleeds in the gutters: transverse processes, and of the sacrum its alae."""
    above = [bone for bone in bones if bone != "S1"]
    alae = "the sacral alae" if "S1" in bones else ""
    return listed([f"the transverse processes of {listed(above)}", *([alae] if alae else [])])


def ends_of(bones: Sequence[str]) -> str:
    return f"{bones[0]} to {bones[-1]}" if bones else ""


def implants_of(stage: Sitting, chance: Chance, slots: Mapping[str, str]) -> dict[str, str]:
    """Return the words for what a stage laid in: `device`, `devices`, `bone` and `strut`, '' where there is none."""
    way = stage.technique.way
    found = {"device": "", "devices": "", "bone": "", "strut": ""}
    cages = [material for material in MATERIALS if material in stage.cages]
    if cages:
        place = ("words", "device", cages[0])
        kind = way if has(*place, way, "one") else "any"
        found["device"] = _one(chance, slots, *place, kind, "one")
        found["devices"] = _one(chance, slots, *place, kind, "many")
    bones = [material for material in MATERIALS if material in stage.materials and material not in stage.cages]
    if bones:
        said = [_bone(chance, slots, material, way) for material in bones]
        found["bone"] = chance.pick((" and ", " mixed with ")).join(said) if len(said) == 2 else listed(said)
        found["strut"] = listed(
            _one(chance, slots, "words", "strut", material)
            if has("words", "strut", material)
            else _bone(chance, slots, material, "any")
            for material in bones
        )
    return found


def _bone(chance: Chance, slots: Mapping[str, str], material: str, way: str) -> str:
    place = ("words", "bone", material)
    return _one(chance, slots, *place, way if has(*place, way) else "any")


def _one(chance: Chance, slots: Mapping[str, str], *path: str) -> str:
    return "".join(text for text, _ in written(chance.pick(phrases(*path)), chance, slots))


def month_before(day: str, months: int) -> tuple[int, int]:
    """Return the year and the month (1 to 12) so many months before a day.

    >>> month_before("2026-01-14", 2)
    (2025, 11)
    """
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 - months, 12)
    return year, month + 1


def in_month(day: str, months: int) -> str:
    """Write the month so many before a day.

    >>> in_month("2026-01-14", 2)
    'November 2025'
    """
    year, month = month_before(day, months)
    return f"{MONTHS[month - 1]} {year}"
