"""What was found about a learner's list of codes: each code with its verdict, its faults and the belief behind them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spine_edu.data import document
from spine_edu.text.markup import Markup, element, join
from spine_edu.text.quoting import did_you_think
from spine_edu.text.tables import framed, grouped


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong character (counted from 1; 0 = the code as a whole), the belief behind it, and the rule against it."""

    character: int
    axis: str
    given: str
    expected: str
    misconception: str | None
    rule: str | None
    because: str

    @property
    def place(self) -> str:
        """Where the fault lies, in words."""
        return f"character {self.character}, {self.axis}" if self.character else "whole code"


@dataclass(frozen=True, slots=True)
class CodeFinding:
    """What became of one code. `verdict`: right, optional, near, missing, not coded, malformed, or twice."""

    given: str | None
    expected: str | None
    verdict: str
    faults: tuple[Fault, ...]
    because: str

    @property
    def mark(self) -> str:
        """The verdict as one sign; the words beside it say the same."""
        return {"right": "✓", "optional": "✓", "near": "≠", "missing": "+", "twice": "–"}.get(self.verdict, "✗")

    @property
    def misconceptions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fault.misconception for fault in self.faults if fault.misconception))


@dataclass(frozen=True, slots=True, repr=False)
class Diagnosis:
    """Every finding about one answer, in the learner's order, then what is missing."""

    system: str
    findings: tuple[CodeFinding, ...]
    queries: tuple[str, ...]

    @property
    def correct(self) -> bool:
        return all(finding.verdict in ("right", "optional") for finding in self.findings)

    @property
    def score(self) -> float:
        """The share that is right, from 0 to 1: right codes over all that were given or expected."""
        counted = [finding for finding in self.findings if finding.verdict not in ("optional", "twice")]
        return sum(finding.verdict == "right" for finding in counted) / len(counted) if counted else 1.0

    @property
    def misconceptions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for finding in self.findings for name in finding.misconceptions))

    def as_dict(self) -> dict[str, object]:
        """Return the diagnosis as plain data, ready for JSON; what a code was not is told by its `verdict`."""
        return {
            "system": self.system,
            "correct": self.correct,
            "score": round(self.score, 3),
            "findings": [
                {
                    "given": finding.given,
                    "expected": finding.expected,
                    "verdict": finding.verdict,
                    "because": finding.because,
                    "faults": [{name: getattr(fault, name) for name in Fault.__slots__} for fault in finding.faults],
                }
                for finding in self.findings
            ],
            "queries": list(self.queries),
        }

    def text(self) -> str:
        """Return the diagnosis as lines: one a code, indented ones for its faults."""
        lines = []
        for finding in self.findings:
            lines.append(f"{finding.mark} {finding.given or finding.expected}: {finding.because}")
            lines += [f"    {fault.place}: {fault.because}" for fault in finding.faults]
        return "\n".join([*lines, *(f"? {query}" for query in self.queries)])

    def html(self) -> Markup:
        """Return the diagnosis as a table, a group of rows for each code."""
        groups = [
            (
                join([f"{finding.mark} ", element("b", finding.given or finding.expected), f" {finding.because}"]),
                [(fault.place, join([fault.because, _belief(fault)])) for fault in finding.faults],
            )
            for finding in self.findings
        ]
        asked = [element("p", f"Ask the surgeon: {query}") for query in self.queries]
        return framed(grouped(f"Your codes in {self.system}", ("Where", "What to know"), groups), *asked)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return self.text() or "Nothing was given, and nothing is to be coded."


def _belief(fault: Fault) -> Markup | None:
    """Say what the learner may have thought, and why it is not so."""
    if fault.misconception is None:
        return None
    belief = misconceptions()[fault.misconception]
    return element("small", f"{did_you_think(belief['text'])} {belief['refutation']}")


@functools.cache
def misconceptions() -> dict[str, dict[str, str]]:
    """Return every misconception by id: its text, its refutation, and the rule or source against it.

    >>> misconceptions()["pcs-has-refusion"]["text"]
    'ICD-10-PCS has a code for refusion.'
    """
    found: dict[str, dict[str, str]] = document("misconceptions.yml")
    return found
