"""What a widget shows of an answer: codes with their titles and reasons, MS-DRG, queries, as plain data for the browser."""

from __future__ import annotations

from typing import Any

from spine_edu.coding.explain import title_of
from spine_edu.coding.findings import Assignment
from spine_edu.coding.full_answer import Answer
from spine_edu.coding.rules import rules


def answer_face(answer: Answer, *, both: bool = False, words: str = "") -> dict[str, Any]:
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
    shown = [
        {"name": name, "applies": applies, "codes": [_code(code) for code in codes]}
        for name, codes, applies in sorted(systems, key=lambda system: not system[2])
        if codes and (applies or both)
    ]
    grouping = answer.grouping
    drg = {
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


def _code(code: Assignment) -> dict[str, Any]:
    return {
        "code": code.code,
        "kind": code.kind,
        "title": title_of(code),
        "joints": ", ".join(map(str, code.joints)),
        "why": [{"at": reason.character, "text": reason.because, **_rule(reason.rule)} for reason in code.reasons],
        "contested": code.contested,
    }


def _rule(rule: str) -> dict[str, str]:
    return {"rule": rule, "source": rules()[rule].source}
