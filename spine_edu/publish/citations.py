"""Citations: small numbers that open the source, in the place of the ids in brackets by which authors write them.

The same in the browser of JupyterLab: lab_extensions/spine-edu/static/lesson.js.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from spine_edu.data import document
from spine_edu.text.markup import Markup, element

_CITATION = re.compile(r"\s*\[([a-z0-9]+(?:-[a-z0-9]+)*)\]")
_UNTOUCHED = re.compile(r"(<code\b.*?</code>|<a\b.*?</a>|<[^>]*>)", re.DOTALL)
_LISTED = re.compile(r'"([^"]+)"')


class Citations:
    """The sources of one lesson with their numbers: their places in its list, which stands in the order of the alphabet."""

    def __init__(self, cells: Sequence[Mapping[str, Any]] = ()) -> None:
        codes = ("".join(cell["source"]).lstrip() for cell in cells if cell["cell_type"] == "code")
        ids = _LISTED.findall(next((code for code in codes if code.startswith("sources(")), ""))
        self._numbers = {id: n for n, id in enumerate(sorted(ids), start=1)}

    def numbered(self, text: str) -> Markup:
        """Return a text in HTML with a number in the place of each id of ours; code, links and other brackets stay as they are.

        >>> cited = Citations([{"cell_type": "code", "source": 'sources("kalfas2001", "lehr2020")'}])
        >>> cited.numbered("<p>Bone heals <code>[kalfas2001]</code> [sic].</p>")
        '<p>Bone heals <code>[kalfas2001]</code> [sic].</p>'
        >>> cited.numbered("<p>Bone heals [kalfas2001].</p>").startswith("<p>Bone heals<sup><a href=")
        True
        """
        pieces = _UNTOUCHED.split(text)
        pieces[::2] = [_CITATION.sub(self._reference, words) for words in pieces[::2]]
        return Markup("".join(pieces))

    def _reference(self, found: re.Match[str]) -> str:
        number = self._numbers.get(found[1])
        if number is None:
            return found[0]
        source = document("sources.yml")[found[1]]
        said, address = f"Source {number}: {source['title']}", source.get("address") or ""
        look = {"class_": "se-cite", "title": source["title"], "aria_label": said}
        if not address.startswith(("https://", "http://")):
            return element("sup", element("span", str(number), role="note", **look))
        return element("sup", element("a", str(number), href=address, rel="noreferrer", **look))
