"""What is to be mended in a file of cases.

Phrases that do not stand in the note, codes or diagnoses that disagree, a history that does not fit. The questions have
their own check, `spine_edu.review.fairness.review_files`; both report in the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spine_edu.cases import Case, read_case
from spine_edu.coding.engine import codes_for
from spine_edu.errors import ClaimError, DataError
from spine_edu.review.conditions import note_and_diagnoses_say_the_same, what_is_left_out_stands_in_the_note
from spine_edu.review.draft import Draft, Fault, Finding, entries_in
from spine_edu.text.quoting import named, shown


def holds_cases(text: str) -> bool:
    """Whether a text looks like a file of cases: some line of an entry starts with `note:` and some with `operation:`.

    >>> holds_cases("- id: x\\n  note: Prone.\\n  operation: {}\\n"), holds_cases("- id: x\\n  stem: Why?\\n")
    (True, False)
    """
    return all(re.search(rf"^ +{field}:", text, re.MULTILINE) for field in ("note", "operation"))


def review_case_file(text: str, file: str) -> list[Finding]:
    """Return all that is to be mended in one file of cases.

    >>> print(review_case_file("- {id: x, note: Prone., operation: {}}", "my.yml")[0])
    my.yml:1: x, fictional: It must be true, as every case is invented. Write `fictional: true`.
    """
    drafts, found = entries_in(text, file, "case")
    return sorted([*found, *(finding for draft in drafts for finding in review_case(draft))], key=lambda finding: finding.line)


def review_case(draft: Draft) -> list[Finding]:
    """Return all that is to be mended in one case; one that cannot be read has one finding, the first that keeps it from that."""
    try:
        case = read_case(draft.fields, draft.id)
    except DataError as error:
        return draft.unread(error)
    return [draft.finding(*fault) for check in CHECKS for fault in check(case)]


def evidence_stands_in_the_note(case: Case) -> Iterator[Fault]:
    marked: list[tuple[int, int]] = []
    for n, item in enumerate(case.evidence):
        start = case.note.find(item.phrase)
        end = start + len(item.phrase)
        if start < 0:
            fix = "Copy the words from the note, letter by letter."
            yield ("evidence", n, "phrase"), f"{shown(item.phrase)} does not stand in the note word for word.", fix
        elif any(start < other_end and other_start < end for other_start, other_end in marked):
            fix = "Choose phrases that do not overlap: each is marked in the note by itself."
            yield ("evidence", n, "phrase"), f"{shown(item.phrase)} overlaps another phrase.", fix
        else:
            marked.append((start, end))


def what_stays_stands_in_the_note(case: Case) -> Iterator[Fault]:
    for n, implant in enumerate(case.kept):
        if " ".join(implant.phrase.split()) not in " ".join(case.note.split()):
            fix = "Copy the words from the note that say that it stays."
            yield ("kept", n, "phrase"), f"{shown(implant.phrase)} does not stand in the note word for word.", fix


def the_way_from_the_right_leads_somewhere(case: Case) -> Iterator[Fault]:
    through = {
        fusion.joint.name for fusion in case.operation.fusions if (fusion.column, fusion.direction) == ("anterior", "posterior")
    }
    for n, joint in enumerate(case.from_the_right):
        if joint not in through:
            text = f"{joint}: its anterior column is not fused from behind, so no way leads through its foramen."
            yield ("from_the_right", n), text, "Name only joints whose disc space was reached from behind."
        elif "right" not in case.note:
            yield (
                ("from_the_right", n),
                f"{joint}: the note does not say right.",
                "Leave the entry out, or let the note tell the side.",
            )


def codes_agree_with_the_engine(case: Case) -> Iterator[Fault]:
    """The codes, class and queries that an author expects are those that the engine finds."""
    try:
        found = codes_for(case.operation).as_dict()
    except ClaimError as error:
        for fault in error.faults:
            yield ("operation", "diagnoses", *fault.spot.path), fault.problem, "Write it as ICD-10-CM does."
        return
    groups: tuple[tuple[tuple[str, ...], object], ...] = (
        *((("icd10pcs", name), found["icd10pcs"][name]) for name in ("fusion", "companion")),
        *((("icd9cm", name), found["icd9cm"][name]) for name in ("fusion", "count", "companion")),
        (("ms_drg",), found["ms_drg"]["drg"] if found["ms_drg"] else None),
        (("queries",), [query["missing"] for query in found["queries"]]),
    )
    for path, engine in groups:
        mine: object = case.expect
        for step in path:
            mine = mine.get(step) if isinstance(mine, dict) else None
        if mine != engine:
            fix = "Work it out once more from the tables; where you are right, tell us that the program is wrong."
            yield ("expect", *path), f"You expect {_said(mine)}, the program finds {_said(engine)}.", fix


def status_fits_the_history(case: Case) -> Iterator[Fault]:
    before = case.timeline.state_at(case.operation_month - 1)
    for n, fusion in enumerate(case.operation.fusions):
        was_fused = "native" not in before.get(fusion.joint.name, {"": "native"}).values()
        if was_fused != (fusion.status == "refusion"):
            history = "was fused before" if was_fused else "was not fused before"
            fix = "Change the status, or tell the history in `states:`."
            yield ("operation", "fusions", n), f"{fusion.joint} {history}, by its states, and is called {fusion.status}.", fix


def an_earlier_cage_lies_in_front(case: Case) -> Iterator[Fault]:
    for event in case.timeline.events:
        states = case.timeline.state_at(event.month)
        for joint in event.joints if event.cage else ():
            if states.get(joint, {}).get("anterior", "native") == "native":
                text = (
                    f"{event.title!r} laid a {event.cage} cage at {joint}, "
                    "whose anterior column is not fused then, by its states."
                )
                yield ("events",), text, "Leave `cage:` out, or tell the anterior column in `states:`."


LONGEST_STAY = 0.5
"""How many months after the operation a patient of ours goes home at the latest: guides speak of days."""


def discharge_follows_the_operation(case: Case) -> Iterator[Fault]:
    day, month = case.timeline.day_of(case.operation_month), case.timeline.month_of(case.operation.discharged)
    if day is None or month is None or not (day <= case.operation.discharged and month - case.operation_month <= LONGEST_STAY):
        text = f"The operation of month {case.operation_month} is on {day}, the discharge on {case.operation.discharged}."
        yield (
            ("operation", "discharged"),
            text,
            "Let the discharge follow within two weeks, as it does for nearly all patients: change `began:`, the month or "
            "the day.",
        )


CHECKS = (
    evidence_stands_in_the_note,
    what_stays_stands_in_the_note,
    the_way_from_the_right_leads_somewhere,
    codes_agree_with_the_engine,
    note_and_diagnoses_say_the_same,
    what_is_left_out_stands_in_the_note,
    status_fits_the_history,
    an_earlier_cage_lies_in_front,
    discharge_follows_the_operation,
)


def _said(codes: Any) -> str:
    return named(", ".join(codes) if isinstance(codes, list) else codes or "") or "none"
