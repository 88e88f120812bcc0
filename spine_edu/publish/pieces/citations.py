"""Citations: small numbers in brackets, each of which opens its source, in the place of the ids by which authors write them.

The brackets keep a number from being read as an exponent, or as a second vertebra: C2 and [18], not C218.

The same in the browser of JupyterLab: lab_extensions/spine-edu/static/lesson.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from spine_edu.data import document
from spine_edu.figures.drawing.picture import behind_fold
from spine_edu.publish.shapes import Cell, Output
from spine_edu.text.cited import CITING, parted
from spine_edu.text.markup import Markup, element, join

_LISTED = re.compile(r'"([^"]+)"')


class Citations:
    """The sources of one lesson with their numbers: their places in its list, which stands in the order of the alphabet."""

    def __init__(self, cells: Sequence[Cell] = ()) -> None:
        codes = ("".join(cell["source"]).lstrip() for cell in cells if cell["cell_type"] == "code")
        ids = _LISTED.findall(next((code for code in codes if code.startswith("sources(")), ""))
        self._numbers = {id: n for n, id in enumerate(sorted(ids), start=1)}

    def __contains__(self, id: str) -> bool:
        """Whether the lesson lists a source of this id."""
        return id in self._numbers

    def within(self, shown: Markup, output: Output) -> Markup:
        """Return what an output shows, the words of its figure with numbers in the place of the ids of sources.

        >>> cited = Citations([{"cell_type": "code", "source": 'sources("kalfas2001")'}])
        >>> said = "Bone heals [kalfas2001] [sic]."
        >>> cited.within(behind_fold(said), {"metadata": {CITING: said}})[:72]
        '<summary style="min-height:24px">In words</summary>Bone heals<sup>[<a hr'
        """
        said: str = output.get("metadata", {}).get(CITING, "")
        return Markup(shown.replace(behind_fold(said), behind_fold(self._numbered(said)))) if said else shown

    def _numbered(self, text: str) -> Markup:
        """Return a text with numbers for the sources it names; other words in brackets stay."""
        known = document("sources.yml")
        named = ((piece, piece.strip(" \n[]") if n % 2 else "") for n, piece in enumerate(parted(text)) if piece)
        runs = ((is_cited, list(run)) for is_cited, run in groupby(named, lambda one: one[1] in known))
        return join(
            self.references([id for _, id in run]) if is_cited else "".join(piece for piece, _ in run) for is_cited, run in runs
        )

    def references(self, ids: Iterable[str]) -> Markup:
        """Return the numbers of sources that stand together, in their order, in one pair of brackets.

        >>> cited = Citations([{"cell_type": "code", "source": 'sources("kalfas2001", "lehr2020")'}])
        >>> shown = cited.references(["lehr2020", "kalfas2001"])
        >>> re.sub("<[^>]*>", "", shown), shown[:66]
        ('[1, 2]', '<sup>[<a href="https://www.medscape.com/viewarticle/405699_6" rel=')
        """
        in_order = sorted(ids, key=lambda id: self._numbers.get(id, len(self._numbers) + 1))
        return element("sup", "[", join(map(self._reference, in_order), ", "), "]")

    def _reference(self, id: str) -> Markup:
        """Return the number of a source, which opens it where a browser can; the word for one that the lesson does not list."""
        number, source = str(self._numbers.get(id, "")), document("sources.yml")[id]
        said, address = f"{f'Source {number}'.strip()}: {source['title']}", source.get("address") or ""
        look = {"class_": "se-cite", "title": source["title"], "aria_label": said}
        if not address.startswith(("https://", "http://")):
            return element("span", number or "source", role="note", **look)
        return element("a", number or "source", href=address, rel="noreferrer", **look)
