"""Links from a lesson to lessons: on a page they lead to pages, and none leads to a page that was not stored."""

from __future__ import annotations

import re
from collections.abc import Collection

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

    def page_of(self, address: str) -> str | None:
        """Return where a link to an address leads from this page; '' if the page is not there, None if it is no lesson.

        >>> links = Links("12-refusion", ["01-the-column"])
        >>> links.page_of("01-the-column.ipynb#Recall"), links.page_of("14-capstone.ipynb"), links.page_of("https://example.org")
        ('01-the-column.html#Recall', '', None)
        """
        found = _ADDRESS.fullmatch(address)
        return self.to(found[1], found[2] or "") if found else None

    def in_state(self, value: object) -> object:
        """Return the state of a widget in which each text that is an address of a lesson is that of its page, or ''.

        >>> Links("12-refusion").in_state({"link": "12-refusion.ipynb#Recall", "stem": "What is a .ipynb file?"})
        {'link': '#Recall', 'stem': 'What is a .ipynb file?'}
        """
        if isinstance(value, str):
            target = self.page_of(value)
            return value if target is None else target
        if isinstance(value, dict):
            return {name: self.in_state(item) for name, item in value.items()}
        return [self.in_state(item) for item in value] if isinstance(value, list) else value
