"""Links from a lesson to lessons: on a page they lead to pages, and none leads to a page that was not stored."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

_ANCHOR = re.compile(r'<a href="([^":]+?)\.ipynb(#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)
_ADDRESS = re.compile(r"([\w-]+)\.ipynb(#.*)?")


class Links:
    """The links of one page, which lies `beside` the pages of the lessons named."""

    def __init__(self, page: str, beside: Collection[str] = ()) -> None:
        self._page, self._beside = page, frozenset(beside)

    def to(self, lesson: str, heading: str = "") -> str:
        """Return where a link to a lesson, or to a heading of it, leads from this page; '' if there is no such page.

        >>> links = Links("12-refusion", ["01-the-column"])
        >>> links.to("01-the-column", "#Recall"), links.to("12-refusion", "#Recall"), links.to("14-capstone")
        ('01-the-column.html#Recall', '#Recall', '')
        """
        if lesson == self._page:
            return heading or "#"
        return f"{lesson}.html{heading}" if lesson in self._beside else ""

    def in_html(self, html: str) -> str:
        """Return HTML in which links to lessons lead to pages; of a link to a page that is not there the words are left.

        >>> Links("12-refusion").in_html('Back to the <a href="00-start-here.ipynb">start page</a>.')
        'Back to the start page.'
        """
        return _ANCHOR.sub(self._anchor, html)

    def _anchor(self, found: re.Match[str]) -> str:
        lesson, heading, words = found.groups()
        target = self.to(lesson, heading or "")
        return f'<a href="{target}">{words}</a>' if target else words

    def in_state(self, value: Any) -> Any:
        """Return the state of a widget in which each text that is an address of a lesson is that of its page, or ''.

        >>> Links("12-refusion").in_state({"link": "12-refusion.ipynb#Recall", "stem": "What is a .ipynb file?"})
        {'link': '#Recall', 'stem': 'What is a .ipynb file?'}
        """
        if isinstance(value, str):
            found = _ADDRESS.fullmatch(value)
            return self.to(found[1], found[2] or "") if found else value
        if isinstance(value, dict):
            return {name: self.in_state(item) for name, item in value.items()}
        return [self.in_state(item) for item in value] if isinstance(value, list) else value
