"""A patient's story: what was done before, what the note says, what was done today, and what a coder should make of it.

Every case is invented and says so. Time counts in months from the first operation.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from spine_edu import data
from spine_edu.anatomy import joint_named
from spine_edu.errors import DataError, SpineEduError, UnknownCase
from spine_edu.operation import Kept, Operation, read_fusion, read_kept, read_operation
from spine_edu.timeline import Event, Span, Timeline
from spine_edu.typed import tidy

_FIELDS = frozenset(
    (
        "id",
        "fictional",
        "title",
        "patient",
        "difficulty",
        "began",
        "events",
        "states",
        "operation_month",
        "note",
        "evidence",
        "operation",
        "expect",
        "trap",
        "rationale",
    )
)
_MAY_LACK = frozenset(("kept", "from_the_right"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase of the note, word for word, and the fact it decides; `joint` is '' where the fact is not of one joint."""

    fact: str
    phrase: str
    joint: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """One invented patient: history, operative note, operation, expected codes, and the trap.

    >>> case_named("mixed-l3-l5").operation.joints
    (L3-L4, L4-L5)
    """

    id: str
    title: str
    patient: str
    difficulty: int
    timeline: Timeline
    operation_month: float
    note: str
    evidence: tuple[Evidence, ...]
    operation: Operation
    expect: Mapping[str, Any]
    trap: str
    rationale: str
    kept: tuple[Kept, ...] = ()
    from_the_right: tuple[str, ...] = ()

    def states_at(self, month: float) -> dict[str, dict[str, str]]:
        """Return the state of every joint and column at a month; on the day of the operation, what is fused that day.

        >>> case_named("mixed-l3-l5").states_at(38)["L4-L5"]
        {'anterior': 'pseudarthrosis', 'posterior': 'refusion'}
        """
        states = self.timeline.state_at(month)
        if month == self.operation_month:
            for fusion in self.operation.fusions:
                if fusion.status and fusion.column:
                    states.setdefault(fusion.joint.name, {})[fusion.column] = fusion.status
        return states

    def change(self, joint: str, column: str, **facts: Any) -> Operation:
        """Return today's operation with one joint and column done otherwise, to see what would change in the codes.

        >>> case_named("mixed-l3-l5").change("L3-L4", "posterior", materials=["allograft"])
        Operation(L3-L4, L4-L5 fused, discharged 2026-01-14)
        """
        asked = joint_named(joint)
        place = next(
            (n for n, fusion in enumerate(self.operation.fusions) if (fusion.joint, fusion.column) == (asked, column)), None
        )
        if place is None:
            known = ", ".join(f"{fusion.joint} {fusion.column}" for fusion in self.operation.fusions) or "no joint"
            raise UnknownCase(
                f"In the case {self.id!r} nothing was fused at {asked} in the {str(column)[:20]!r} column; there are {known}."
            )
        changed = read_fusion({"joint": asked, "column": column, **facts}, f"{self.id}, {asked} {column}")
        given = {name: getattr(changed, name) for name in ("column", *facts) if name != "joint"}
        fusions = (
            *self.operation.fusions[:place],
            replace(self.operation.fusions[place], **given),
            *self.operation.fusions[place + 1 :],
        )
        return replace(self.operation, fusions=fusions)

    def __repr__(self) -> str:
        return f"Case({self.id!r}: {self.title}; {self.patient}, invented)"


@functools.cache
def all_cases() -> tuple[Case, ...]:
    """Return every case of data/cases/, by id."""
    found: dict[str, Case] = {}
    for path in data.files("cases", "*.yml"):
        for number, entry in enumerate(data.document(f"cases/{path.name}"), 1):
            case = read_case(entry, f"data/cases/{path.name}, case {number}")
            if case.id in found:
                raise DataError(
                    f"data/cases/{path.name}, case {number}: the id {case.id!r} is taken; an id never means two cases."
                )
            found[case.id] = case
    return tuple(found[name] for name in sorted(found))


def case_named(id: str) -> Case:
    """Return one case by its id; an unknown id names the nearest.

    >>> case_named("mixed-l3-l6")
    Traceback (most recent call last):
    spine_edu.errors.UnknownCase: There is no case 'mixed-l3-l6'; did you mean 'mixed-l3-l5'?
    """
    known = {case.id: case for case in all_cases()}
    if tidy(id) in known:
        return known[tidy(id)]
    close = difflib.get_close_matches(str(id)[:60], known, 1)
    raise UnknownCase(
        f"There is no case {str(id)[:60]!r}; " + (f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}.")
    )


def read_case(entry: Any, where: str = "case") -> Case:
    """Read one case from its fields; raise DataError that names the place and the field.

    >>> read_case({"id": "x"}, "my.yml, case 1")
    Traceback (most recent call last):
    spine_edu.errors.DataError: my.yml, case 1 (x): field 'began' is missing.
    """
    if not isinstance(entry, Mapping):
        raise DataError(f"{where}: this is no case; a case starts with '- id: …'.")
    where = f"{where} ({entry.get('id', 'without id')})"
    wrong = sorted(_FIELDS ^ (set(entry) - _MAY_LACK))
    if wrong:
        raise DataError(f"{where}: field {wrong[0]!r} is {'missing' if wrong[0] in _FIELDS else 'unknown'}.")
    if entry["fictional"] is not True:
        raise DataError(f"{where}: every case is invented and says so: write 'fictional: true'.")
    try:
        operation = read_operation(entry["operation"], f"{where}, operation")
        spans = [Span(s["joint"], s["column"], s["state"], _month(s["from"]), _month(s["to"])) for s in entry["states"]]
        events = [Event(_month(e["month"]), e["kind"], e["title"], e["text"], tuple(e["joints"])) for e in entry["events"]]
        lanes = sorted({joint_named(span.joint) for span in spans} | set(operation.joints))
        return Case(
            id=entry["id"],
            title=entry["title"],
            patient=entry["patient"],
            difficulty=int(entry["difficulty"]),
            timeline=Timeline(entry["title"], [lane.name for lane in lanes], spans, events, anchor=entry["began"]),
            operation_month=_month(entry["operation_month"]),
            note=entry["note"],
            evidence=tuple(Evidence(item["fact"], item["phrase"], item.get("joint", "")) for item in entry["evidence"]),
            operation=operation,
            expect=entry["expect"],
            trap=entry["trap"],
            rationale=" ".join(entry["rationale"].split()),
            kept=tuple(read_kept(item, f"{where}, kept entry {n}") for n, item in enumerate(entry.get("kept", ()), 1)),
            from_the_right=tuple(joint_named(name).name for name in entry.get("from_the_right", ())),
        )
    except KeyError as error:
        raise DataError(f"{where}: an entry lacks its field {error}.") from error
    except (TypeError, ValueError) as error:
        raise DataError(f"{where}: {error}.") from error
    except DataError:
        raise
    except SpineEduError as error:
        raise DataError(f"{where}: {error}") from error


def _month(text: str) -> float:
    """Read a month; whole ones stay whole, so that they print as '14' and not '14.0'."""
    month = float(text)
    return int(month) if month.is_integer() else month
