"""The glossary on the page: a list that narrows as you type, or one term."""

from __future__ import annotations

from html import escape
from typing import Any, TypedDict

import anywidget
import traitlets

from spine_edu import data
from spine_edu.figures.show import Picture
from spine_edu.glossary import Term, plain, term_named, terms
from spine_edu.widgets.script import script, style


class TermRow(TypedDict):
    """A term: what is shown of it, and in `keys` the names that a search is compared with."""

    name: str
    says: str
    also: list[str]
    keys: list[str]


class Glossary(anywidget.AnyWidget):
    """Every term of the course, searched by any of its names and spellings, without a kernel."""

    _esm = script("glossary.js")
    _css = style("base.css", "glossary.css")
    terms: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(terms=[_row(term) for term in terms()])

    def __repr__(self) -> str:
        return f"Glossary({len(self.terms)} terms)"

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        return {**bundle, "text/html": _list(terms()), "text/plain": repr(self)}, metadata


def glossary(*names: str) -> Glossary | Picture:
    """Show the terms with these names or spellings, or, without a name, the whole glossary to search in."""
    if not names:
        return Glossary()
    found = tuple(dict.fromkeys(term_named(name) for name in names))
    words = " ".join(f"{term.name}: {term.says}" for term in found)
    return Picture(name=f"Glossary: {', '.join(term.name for term in found)}", words=words, html=_list(found), caption="")


def _row(term: Term) -> TermRow:
    return {
        "name": term.name,
        "says": term.says,
        "also": list(term.also),
        "keys": sorted({plain(n) for n in (term.name, *term.also)}),
    }


def _list(shown: tuple[Term, ...]) -> str:
    known = data.document("sources.yml")
    items = []
    for term in shown:
        also = f" <small>Also: {escape(', '.join(term.also))}.</small>" if term.also else ""
        source = known[term.source]
        items.append(
            f"<p><strong>{escape(term.name)}</strong>. {escape(term.says)}{also} "
            f"<small>Source: {escape(source['title'])}, {escape(source['publisher'])}.</small></p>"
        )
    terms = "".join(items)
    return terms if len(shown) < 10 else f"<details><summary>All {len(shown)} terms</summary>{terms}</details>"
