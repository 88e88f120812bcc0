"""The whole answer to one operation: codes in both systems, the MS-DRG, the open questions, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from spine_edu.coding.drg.grouper import Grouping
from spine_edu.coding.explain import Explanation, explain
from spine_edu.coding.findings import Assignment, Query, Reason, Rejection
from spine_edu.coding.rules import source_of
from spine_edu.coding.sections import Show
from spine_edu.errors import CodeError
from spine_edu.operation import Operation
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What the engine says of one operation. Code lists are sorted; reasons, queries and rejections say why.

    `show` is how much a notebook tells of it; it is no part of what was found.
    """

    operation: Operation
    pcs_period: str | None
    pcs_fusion: tuple[Assignment, ...]
    pcs_companion: tuple[Assignment, ...]
    icd9_applies: bool
    icd9_fusion: tuple[Assignment, ...]
    icd9_count: Assignment | None
    icd9_companion: tuple[Assignment, ...]
    grouping: Grouping | None
    queries: tuple[Query, ...]
    rejections: tuple[Rejection, ...]
    notes: tuple[str, ...]
    show: Show = field(default="all", compare=False)

    @property
    def assignments(self) -> Iterator[Assignment]:
        """Every code of both systems, those of the system that applied on the day first."""
        pcs = (*self.pcs_fusion, *self.pcs_companion)
        icd9 = (*self.icd9_fusion, *([self.icd9_count] if self.icd9_count else []), *self.icd9_companion)
        yield from (*icd9, *pcs) if self.icd9_applies else (*pcs, *icd9)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes to report in the system of the day, fusions first; optional ones left out."""
        if self.icd9_applies:
            return tuple(
                code.code
                for code in (*self.icd9_fusion, *([self.icd9_count] if self.icd9_count else []), *self.icd9_companion)
                if code.kind != "optional"
            )
        return tuple(code.code for code in (*self.pcs_fusion, *self.pcs_companion) if code.kind != "optional")

    @property
    def queries_in_force(self) -> tuple[Query, ...]:
        """What to ask for codes of the day."""
        return self.queries if self.icd9_applies else tuple(query for query in self.queries if not query.is_of_icd9)

    @property
    def queries_of_the_past(self) -> tuple[Query, ...]:
        """What ICD-9-CM asked and the system of the day does not: worth documenting, though it moves no code in force."""
        return () if self.icd9_applies else tuple(query for query in self.queries if query.is_of_icd9)

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain data, ready for JSON; the shape is the one of `python3 -m spine_edu code --json`."""
        return {
            "discharged": self.operation.discharged,
            "understood": [{"where": place, "said": said} for place, said in self.operation.understood],
            "icd10pcs": {
                "applies": self.pcs_period is not None,
                "valid_in": self.pcs_period,
                "fusion": [code.code for code in self.pcs_fusion],
                "companion": [code.code for code in self.pcs_companion if code.kind == "companion"],
                "optional": [code.code for code in self.pcs_companion if code.kind == "optional"],
            },
            "icd9cm": {
                "applies": self.icd9_applies,
                "fusion": [code.code for code in self.icd9_fusion],
                "count": self.icd9_count.code if self.icd9_count else None,
                "companion": [code.code for code in self.icd9_companion if code.kind == "companion"],
                "optional": [code.code for code in self.icd9_companion if code.kind == "optional"],
            },
            "ms_drg": self.grouping.as_dict() if self.grouping else None,
            "queries": [
                {"about": query.about, "missing": query.missing, "ask": query.ask, "rule": query.rule} for query in self.queries
            ],
            "why": [
                {"code": code.code, "character": reason.character, **_because(reason)}
                for code in self.assignments
                for reason in code.reasons
            ],
            "contested": [
                {"code": code.code, "note": code.contested, "also_seen": list(code.accepts)}
                for code in self.assignments
                if code.contested
            ],
            "not_coded": [{"what": rejection.what, **_because(rejection)} for rejection in self.rejections],
            "notes": list(self.notes),
        }

    def showing(self, show: Show) -> Answer:
        """Return the same answer, of which a notebook tells less: 'characters', 'codes' or 'all'."""
        if show not in get_args(Show):
            raise CodeError(f"An answer shows {listed(map(repr, get_args(Show)), 'or')}, not {shown(show)}.")
        return replace(self, show=show)

    def explain(self) -> Explanation:
        """Return the explanation: shows as a table in a notebook, as text in a terminal, as data by `.as_dict()`."""
        return explain(self, self.show)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return self.explain()._repr_mimebundle_()

    def __repr__(self) -> str:
        queried = f", {len(self.queries)} {'query' if len(self.queries) == 1 else 'queries'}" if self.queries else ""
        return f"Answer({', '.join(self.codes) or 'no code'}{queried}; discharged {self.operation.discharged})"


def _because(found: Reason | Rejection) -> dict[str, str]:
    """Return the rule behind a code or behind its absence, why it applies, and where it stands."""
    return {"rule": found.rule, "because": found.because, "source": source_of(found.rule)}
