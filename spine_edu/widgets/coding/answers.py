"""What a widget shows of an answer: codes with their titles and reasons, MS-DRG, queries, as plain data for the browser."""

from __future__ import annotations

from typing import TypedDict

from spine_edu.coding.findings import Assignment
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.rules import rules
from spine_edu.coding.sections import title_of
from spine_edu.data import document


class Grounds(TypedDict):
    """What the rule is called that something stands on, and the title of the source of that rule."""

    rule: str
    source: str


class CodeReason(Grounds):
    """Why one character is what it is; `at` counts from 1, and 0 is the code as a whole."""

    at: int
    text: str


class AnsweredCode(TypedDict):
    """One code, its joints in words, its reasons, and the other reading where there is one."""

    code: str
    kind: str
    title: str
    joints: str
    why: list[CodeReason]
    contested: str


class AnsweredSystem(TypedDict):
    """The codes of one system; `applies` says whether it was in use on the day."""

    name: str
    applies: bool
    codes: list[AnsweredCode]


class AnsweredGroup(TypedDict):
    """The MS-DRG with its reasons; '' stands for what our tables do not decide."""

    drg: str
    version: str
    title: str
    weight: str
    because: list[str]


class OpenQuery(Grounds):
    """What the surgeon is to be asked, and about what."""

    about: str
    ask: str


class NotCoded(Grounds):
    """What has no code of its own, and why."""

    what: str
    why: str


class AnswerFace(TypedDict):
    """An answer of the engine: the system of the day first."""

    systems: list[AnsweredSystem]
    drg: AnsweredGroup | None
    queries: list[OpenQuery]
    not_coded: list[NotCoded]
    notes: list[str]


def answer_face(answer: Answer, *, both: bool = False, words: str = "") -> AnswerFace:
    """Return an answer as data to show: the system of the day first, the other one too if `both`.

    `words` stands for the day where a sentence names it, so that one face can serve all days that share an answer.

    >>> from spine_edu.coding.engine import codes_for
    >>> from spine_edu.operation import read_operation
    >>> face = answer_face(codes_for(read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5"}]})))
    >>> face["systems"], len(face["queries"])
    ([], 5)
    """

    def said(text: str) -> str:
        told = text.replace(answer.operation.discharged, words) if words else text
        return told[:1].upper() + told[1:]

    icd9 = [*answer.icd9_fusion, *([answer.icd9_count] if answer.icd9_count else []), *answer.icd9_companion]
    pcs = [*answer.pcs_fusion, *answer.pcs_companion]
    systems = [("ICD-9-CM", icd9, answer.icd9_applies), ("ICD-10-PCS", pcs, answer.pcs_period is not None)]
    shown: list[AnsweredSystem] = [
        {"name": name, "applies": applies, "codes": [_code(code) for code in codes]}
        for name, codes, applies in sorted(systems, key=lambda system: not system[2])
        if codes and (applies or both)
    ]
    grouping = answer.grouping
    drg: AnsweredGroup | None = {
        "drg": grouping.drg or "",
        "version": grouping.version or "",
        "title": grouping.title or "",
        "weight": grouping.weight or "",
        "because": [said(sentence) for sentence in grouping.because],
    } if grouping else None  # fmt: skip
    return {
        "systems": shown,
        "drg": drg,
        "queries": [
            {"about": f"{query.about}: {query.missing}", "ask": said(query.ask), **_rule(query.rule)} for query in answer.queries
        ],
        "not_coded": [{"what": item.what, "why": item.because, **_rule(item.rule)} for item in answer.rejections] if both else [],
        "notes": [said(note) for note in answer.notes],
    }


def _code(code: Assignment) -> AnsweredCode:
    return {
        "code": code.code,
        "kind": code.kind,
        "title": title_of(code),
        "joints": ", ".join(map(str, code.joints)),
        "why": [{"at": reason.character, "text": reason.because, **_rule(reason.rule)} for reason in code.reasons],
        "contested": code.contested,
    }


def _rule(rule: str) -> Grounds:
    found = rules()[rule]
    return {"rule": found.called, "source": document("sources.yml")[found.source]["title"]}
