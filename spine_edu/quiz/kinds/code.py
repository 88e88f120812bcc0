"""Questions whose answer is a code: ICD-10-PCS judged character by character, ICD-9-CM as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from spine_edu import data
from spine_edu.coding.pcs import choices
from spine_edu.coding.pcs.choices import OfferedTable
from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import CodeFace, CodeTable, Icd9Table, PcsFace, PcsTable, Remark
from spine_edu.quiz.items import Item, Response, Write
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict
from spine_edu.quiz.paper import Blank, Piece
from spine_edu.text.quoting import shown
from spine_edu.text.typed import bare_code

PCS, ICD9 = "ICD-10-PCS", "ICD-9-CM"


@dataclass(frozen=True)
class Trap:
    """A wrong code, or a wrong value of one character, that a known way of thinking leads to."""

    at: str  # the character, '1' to '7', or '' for a whole code
    value: str
    why: str
    misconception: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Code(Question):
    """The answer is one code of one system, valid on one day. `reasons` say why each character is what it is."""

    kind = "code"
    fields = ("system", "on", "answer", "why", "characters", "traps", "otherwise")

    system: str
    on: str
    answer: str
    why: str
    otherwise: str
    reasons: tuple[str, ...]
    traps: tuple[Trap, ...]

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Read a code that is asked for, valid on its day, and why each character is what it is."""
        system = entry.one_of("system", (PCS, ICD9))
        answer, on = entry.text("answer").upper(), entry.day("on")
        if answer not in (choices.codes_on(on) if system == PCS else _icd9_on(on)):
            problem = f"{shown(answer)} is not a valid {system} code of our tables on {on}."
            raise entry.fault(problem, f"Look it up: python3 -m spine_edu look CODE --on {on}.", "answer")
        return cls(
            system=system,
            on=on,
            answer=answer,
            why=entry.text("why"),
            otherwise=entry.text("otherwise", ""),
            reasons=_reasons(entry) if system == PCS else (),
            traps=entry.each("traps", lambda item: _trap(item, answer)),
            **common,
        )

    @property
    def form(self) -> str:
        return f"an {self.system} code"

    def face(self, seed: int | str | None = None) -> CodeFace:
        face: CodeFace = {**super().face(seed), "system": self.system, "on": self.on}
        if self.system == ICD9:
            return face
        sections, systems, operations = choices.heads()
        tables = self._tables()
        return PcsFace(**face, axes=list(choices.AXES), sections=sections, systems=systems, operations=operations, tables=tables)

    def paper(self, face: CodeFace) -> tuple[Piece, ...]:
        return (Blank(face["system"]),)

    def solution(self) -> str:
        return self.answer

    def table(self) -> CodeTable:
        traps: dict[str, Remark] = {trap.at + trap.value: {"why": trap.why, "idea": trap.misconception} for trap in self.traps}
        table: CodeTable = {"answer": self.answer, "why": self.why, "traps": traps}
        if self.system == ICD9:
            return Icd9Table(**table, titles=_icd9_on(self.on), otherwise=self.otherwise or self.why)
        reasons = [own or asks for own, asks in zip(self.reasons, choices.ASKS, strict=True)]
        return PcsTable(**table, reasons=reasons, own=[bool(own) for own in self.reasons])

    def read_answer(self, answer: object) -> str:
        text = bare_code(answer)
        if not text:
            raise NotAnAnswer(f"Give an {self.system} code.")
        if self.system == PCS:
            if not re.fullmatch(r"[0-9A-Z]{7}", text, re.ASCII):
                form = "An ICD-10-PCS code has seven characters, digits and capital letters, and no dot."
                raise NotAnAnswer(f"{form} This one has {len(text)}." if re.fullmatch(r"[0-9A-Z]{1,30}", text) else form)
            if "O" in text or "I" in text:
                raise NotAnAnswer("ICD-10-PCS never uses the letters O and I; they would be taken for 0 and 1.")
            return text
        if not re.fullmatch(r"[0-9]{3,4}", text, re.ASCII):
            raise NotAnAnswer("An ICD-9-CM procedure code has two digits, a dot, and one or two digits more, such as 03.09.")
        return f"{text[:2]}.{text[2:]}"

    def weigh(self, table: Any, answer: str) -> Verdict:
        return self._weigh_whole(table, answer) if self.system == ICD9 else self._weigh_characters(table, answer)

    def _weigh_whole(self, table: Icd9Table, answer: str) -> Verdict:
        if answer == table["answer"]:
            return Verdict(True, True, 1.0, table["why"])
        trap = table["traps"].get(answer)
        title = table["titles"].get(answer)
        says = f"{answer} says: {title}." if title else f"{answer} is no ICD-9-CM code of our tables on {self.on}."
        if trap:
            return Verdict(True, False, 0.0, f"{says} {trap['why']}", trap["idea"])
        return Verdict(True, False, 0.0, f"{says} {table['otherwise']}")

    def _weigh_characters(self, table: PcsTable, answer: str) -> Verdict:
        parts = tuple(self._character(table, answer, place) for place in range(7))
        right = sum(part.correct for part in parts)
        if right == 7:
            return Verdict(True, True, 1.0, table["why"], parts=parts)
        trap = table["traps"].get(answer, {"why": "", "idea": ""})
        why = [f"{right} of 7 characters are right.", trap["why"], self._stands(answer)]
        return Verdict(True, False, right / 7, " ".join(filter(None, why)), trap["idea"], parts)

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        wrong = tuple((f"{'character ' + t.at + ': ' if t.at else ''}{t.value}", False, t.why) for t in self.traps)
        if self.system == ICD9:
            return ((self.answer, True, self.why), *wrong)
        tables = self._tables()
        said = (f"{v} {choices.label_of(tables, self.answer, n)}" for n, v in enumerate(self.answer))
        return ((self.answer, True, f"{self.why} Read aloud: {'; '.join(said)}."), *wrong)

    def elsewhere(self) -> tuple[Item, ...]:
        wrong = (Response(self._with(trap), False, trap.why, trap.misconception) for trap in self.traps)
        return (self.item(Write((Response(self.answer, True, self.why), *wrong))),)

    def _with(self, trap: Trap) -> str:
        """Return the whole code of somebody who walked into this trap, and into no other."""
        return f"{self.answer[: int(trap.at) - 1]}{trap.value}{self.answer[int(trap.at) :]}" if trap.at else trap.value

    def _tables(self) -> dict[str, OfferedTable]:
        codes = (self.answer, *(trap.value for trap in self.traps if not trap.at))
        return choices.tables_on(self.on, frozenset(code[:3] for code in codes))

    def _character(self, table: PcsTable, code: str, place: int) -> Part:
        """Judge one character: it must be the same value, and say the same in the table that the first three chose."""
        value, tables = code[place], self._tables()
        label = choices.label_of(tables, code, place)
        name = f"{place + 1} {choices.AXES[place]}: {value} {label}".strip()
        same = value == table["answer"][place]
        if same and label == choices.label_of(tables, table["answer"], place):
            return Part(name, True, "")
        if same:
            start = code[: min(place, 3)]
            return Part(
                name, False, f"After {start}, {value} does not say what it should. Settle the characters before it first."
            )
        trap = table["traps"].get(f"{place + 1}{value}")
        if trap:
            return Part(name, False, trap["why"], trap["idea"])
        return Part(name, False, table["reasons"][place])

    def _stands(self, code: str) -> str:
        """Say whether the seven characters stand together in a row of their table, or ''."""
        table = self._tables().get(code[:3])
        if not table:
            return f"Table {code[:3]} is not among those offered here."
        if any(all(value in row[n] for n, value in enumerate(code[3:])) for row in table["rows"]):
            return ""
        return f"No row of table {code[:3]} holds this combination on {self.on}, so {code} is not a valid code."


def _reasons(entry: Entry) -> tuple[str, ...]:
    if entry.value.get("characters") is None:
        return ("",) * 7
    said = entry.entry("characters")
    said.only(*"1234567")
    return tuple(said.text(position, "") for position in "1234567")


def _trap(entry: Entry, answer: str) -> Trap:
    entry.only("position", "value", "code", "why", "misconception")
    at = entry.text("position", "") if "value" in entry.value else ""
    value = entry.text("value" if at else "code").upper()
    if at and (at not in set("1234567") or len(value) != 1 or answer[int(at) - 1] == value):
        raise entry.fault(
            "a trap is a wrong value of one character, or a wrong code.",
            "Give a `position:` of 1 to 7 and a wrong `value:` there, or a wrong `code:`.",
            "value",
        )
    if value == answer:
        raise entry.fault(f"{shown(value)} is the answer, not a trap.", "Name a wrong code.", "code")
    return Trap(at, value, entry.text("why"), entry.text("misconception"))


def _icd9_on(day: str) -> dict[str, str]:
    rows = (row for row in data.table("icd9cm") if row["role"] in ("fusion", "refusion", "count", "companion"))
    return {r["code"]: r["title"] for r in rows if r["valid_from"] <= day and (not r["valid_to"] or day <= r["valid_to"])}
