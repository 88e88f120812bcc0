"""The glossary on the page: a list that narrows as you type, or one term."""

from __future__ import annotations

from typing import TypedDict

import traitlets

from spine_edu import data
from spine_edu.figures.drawing.picture import Picture
from spine_edu.glossary import GlossaryTerm, plain, term_named, terms
from spine_edu.text.markup import Markup, element, join
from spine_edu.widgets.onscreen import OnScreen
from spine_edu.widgets.script import script, style


class TermRow(TypedDict):
    """A term: what is shown of it, and in `keys` the names that a search is compared with."""

    name: str
    says: str
    also: list[str]
    keys: list[str]


class Glossary(OnScreen):
    """Every term of the course, searched by any of its names and spellings, without a kernel."""

    _esm = script("glossary.js")
    _css = style("base.css", "glossary.css")
    terms: traitlets.List[dict[str, object]] = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(terms=[_row(term) for term in terms()])

    def __repr__(self) -> str:
        return f"Glossary({len(self.terms)} terms)"

    def static_html(self) -> Markup:
        """Every term, for a page without scripts."""
        return _list(terms())


def glossary(*names: str) -> Glossary | Picture:
    """Show the terms with these names or spellings, or, without a name, the whole glossary to search in."""
    if not names:
        return Glossary()
    found = tuple(dict.fromkeys(term_named(name) for name in names))
    words = " ".join(f"{term.name}: {term.says}" for term in found)
    return Picture(name=f"Glossary: {', '.join(term.name for term in found)}", words=words, html=_list(found), caption="")


def _row(term: GlossaryTerm) -> TermRow:
    """What the browser needs: what is shown, and the names a search is compared with."""
    return {
        "name": term.name,
        "says": term.says,
        "also": list(term.also),
        "keys": sorted({plain(n) for n in (term.name, *term.also)}),
    }


def _list(shown: tuple[GlossaryTerm, ...]) -> Markup:
    items = join(map(_item, shown))
    return items if len(shown) < 10 else element("details", element("summary", f"All {len(shown)} terms"), items)


def _item(term: GlossaryTerm) -> Markup:
    source = data.document("sources.yml")[term.source]
    also = [" ", element("small", f"Also: {', '.join(term.also)}.")] if term.also else []
    cited = element("small", f"Source: {source['title']}, {source['publisher']}.")
    return element("p", element("strong", term.name), f". {term.says}", *also, " ", cited)
