"""Citations: small numbers that open the source, in the place of the ids in brackets by which authors write them.

The same in the browser of JupyterLab: lab_extensions/spine-edu/static/lesson.js.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from spine_edu.data import document
from spine_edu.text.citing import CITED
from spine_edu.text.markup import Markup, element

_LISTED = re.compile(r'"([^"]+)"')
_TAGS = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)""")


class Citations:
    """The sources of one lesson with their numbers: their places in its list, which stands in the order of the alphabet."""

    def __init__(self, cells: Sequence[Mapping[str, Any]] = ()) -> None:
        codes = ("".join(cell["source"]).lstrip() for cell in cells if cell["cell_type"] == "code")
        ids = _LISTED.findall(next((code for code in codes if code.startswith("sources(")), ""))
        self._numbers = {id: n for n, id in enumerate(sorted(ids), start=1)}

    def __contains__(self, id: str) -> bool:
        """Whether the lesson lists a source of this id."""
        return id in self._numbers

    def within(self, shown: Markup) -> Markup:
        """Return what a cell shows, such as the words of a figure, with numbers in the place of the ids between its tags.

        >>> cited = Citations([{"cell_type": "code", "source": 'sources("kalfas2001")'}])
        >>> cited.within(Markup("<p title='[kalfas2001]'>Bone heals [sic].</p>"))
        "<p title='[kalfas2001]'>Bone heals [sic].</p>"
        >>> cited.within(Markup("<p>Bone heals [kalfas2001].</p>"))[:27]
        '<p>Bone heals<sup><a href="'
        """

        def number(found: re.Match[str]) -> str:
            return self.reference(found[1]) if found[1] in document("sources.yml") else found[0]

        pieces = _TAGS.split(shown)
        return Markup("".join(piece if n % 2 else CITED.sub(number, piece) for n, piece in enumerate(pieces)))

    def reference(self, id: str) -> Markup:
        """Return the number of a source, which opens it where a browser can; a star for one that stands in a figure only.

        >>> cited = Citations([{"cell_type": "code", "source": 'sources("kalfas2001", "lehr2020")'}])
        >>> cited.reference("lehr2020")[:65]
        '<sup><a href="https://doi.org/10.1097/BRS.0000000000003558" rel="'
        """
        number, source = self._numbers.get(id, "*"), document("sources.yml")[id]
        said, address = f"Source {number}: {source['title']}", source.get("address") or ""
        look = {"class_": "se-cite", "title": source["title"], "aria_label": said}
        if not address.startswith(("https://", "http://")):
            return element("sup", element("span", str(number), role="note", **look))
        return element("sup", element("a", str(number), href=address, rel="noreferrer", **look))
