"""What a claim shows of its learner, skill by skill: how much is right, the beliefs it betrays, and those it was tempted to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spine_edu.coding.feedback.diagnose import diagnose
from spine_edu.coding.feedback.diagnosis import CodeFinding, Diagnosis, Fault
from spine_edu.practice.case import PracticeCase, practice_case
from spine_edu.practice.claims.claim import dealt
from spine_edu.practice.claims.codes import right_codes
from spine_edu.practice.claims.contract import ClaimSection, Dealt
from spine_edu.practice.claims.tagging import tagging
from spine_edu.quiz import beliefs, judge

_SKILL_OF_SECTION: Mapping[str, str] = {"diagnoses": "principal"}
"""What a section trains, where that has another name."""
_SKILL_OF_CHARACTER: Mapping[str, Mapping[int, str]] = {
    "ICD-10-PCS": {4: "levels", 5: "approach", 6: "device", 7: "column"},
    "ICD-9-CM": {0: "count", 4: "status", 5: "column"},
}
"""Which skill a character of a code for fusion shows; 0 is the code that counts vertebrae."""
_LONGEST = 400
"""So many letters of the codes that were written are kept."""


@dataclass(frozen=True, slots=True)
class SkillShown:
    """One skill in one claim: the share that is right, what was put in, beliefs that led astray, and those that tempted to."""

    skill: str
    score: float
    given: str
    beliefs: tuple[str, ...]
    tempting: tuple[str, ...]

    @property
    def correct(self) -> bool:
        return self.score == 1


def skills_shown(number: int, skill: str, claimed: object) -> tuple[SkillShown, ...]:
    """Return what a claim on a case shows, as a browser sent it; what was left blank shows nothing by itself.

    >>> [one.skill for one in skills_shown(5, "claim", {"choices": {"query": [0]}, "codes": ""})]
    ['query', 'claim']
    """
    key = dealt(number, skill)
    if key["tag"]:
        return _of_marks(practice_case(number), claimed)
    choices, codes = _put_in(claimed)
    sections = [_of_section(section, choices.get(section["name"], [])) for section in key["sections"]]
    found = [shown for shown in sections if shown]
    right = [bool(shown and shown.correct) for shown in sections]
    if key["coded"] and codes:
        diagnosis = diagnose(codes, practice_case(number).answer, key["system"])
        found += _of_codes(practice_case(number), key, codes, diagnosis)
        right.append(diagnosis.correct)
    elif key["codes"]:
        right.append(False)
    if key["coded"] and found:
        found.append(SkillShown("claim", sum(right) / len(right), codes, (), ()))
    return tuple(found)


def _put_in(claimed: object) -> tuple[dict[str, list[int]], str]:
    """Return choices and codes of what may be a claim; what is of another form is none."""
    fields = claimed if isinstance(claimed, dict) else {}
    choices, codes = fields.get("choices"), fields.get("codes")
    sections = choices.items() if isinstance(choices, dict) else ()
    read = {name: chosen for name, chosen in sections if isinstance(chosen, list) and all(type(n) is int for n in chosen)}
    return read, codes.strip()[:_LONGEST] if isinstance(codes, str) else ""


def _of_marks(found: PracticeCase, claimed: object) -> tuple[SkillShown, ...]:
    """Return what marks in a note show."""
    marks = claimed.get("marks") if isinstance(claimed, dict) else None
    verdict = judge(tagging(found), marks)
    if not verdict.answered:
        return ()
    said = "; ".join(part.label for part in verdict.parts)[:_LONGEST]
    return (SkillShown("note", verdict.score, said, beliefs(verdict), ()),)


def _of_section(section: ClaimSection, chosen: list[int]) -> SkillShown | None:
    """Return what the choices of a section show; None where none was made."""
    rows = section["rows"]
    chosen = [*chosen, *[-1] * len(rows)][: len(rows)]
    if max(chosen) < 0:
        return None
    right = [option in row["right"] for row, option in zip(rows, chosen, strict=True)]
    single = section["one"] < 0 or chosen.count(section["one"]) == 1
    fallen = [row["idea"] for row, good, option in zip(rows, right, chosen, strict=True) if not good and option >= 0]
    return SkillShown(
        skill=_SKILL_OF_SECTION.get(section["name"], section["name"]),
        score=sum(right) / len(rows) if single else min(sum(right), len(rows) - 1) / len(rows),
        given=" ".join(map(str, chosen)),
        beliefs=_once(fallen),
        tempting=_once(row["idea"] for row in rows),
    )


def _of_codes(found: PracticeCase, key: Dealt, codes: str, diagnosis: Diagnosis) -> Iterator[SkillShown]:
    """Go through the skills that codes for fusion show: each by one character of every such code, too many ones included."""
    kinds = {code.code: code.kind for code in right_codes(found)}
    extra = [one for one in diagnosis.findings if one.verdict == "not coded" and (one.given or "")[:3] in ("0RG", "0SG", "XRG")]
    first = True
    for place, skill in _SKILL_OF_CHARACTER[key["system"]].items():
        asked = [code for code, kind in kinds.items() if kind == ("count" if place == 0 else "fusion")]
        met = [one for one in diagnosis.findings if one.expected in asked]
        right = sum(one.given is not None and not _faults(one, place) for one in met)
        if asked:
            told = [*met, *extra] if first else met
            fallen = [fault.misconception or "" for one in told for fault in _faults(one, place, whole=first)]
            score = right / (len(asked) + (len(extra) if first else 0))
            yield SkillShown(skill, score, codes, _once(fallen), _tempting(key, asked, place))
            first = False


def _faults(finding: CodeFinding, place: int, whole: bool = False) -> list[Fault]:
    """Return what is wrong at one character of a code, and of the code as a `whole` if that is asked for."""
    return [fault for fault in finding.faults if fault.character == place or (whole and not fault.character)]


def _tempting(key: Dealt, asked: Sequence[str], place: int) -> tuple[str, ...]:
    """Return the beliefs that wrong signs at one place of some codes would betray."""
    codes = [one for one in key["codes"] if one["code"] in asked]
    return _once(idea for one in codes for at, idea in one["traps"].items() if "." in one["code"] or at[0] == str(place))


def _once(ideas: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ideas) - {""}))
