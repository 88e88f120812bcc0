"""The questions of a page as paper needs them: numbered from its first to its last, their answers together at its end.

The answers begin a page of their own, so that whoever hands a lesson out can keep them back. A page for learners prints what is right,
and why; a page for the teacher also what is not, and the sources. A question that was put on the page without its key (an exam) has none.
"""

from __future__ import annotations

import re
from itertools import groupby

_QUESTION = re.compile(r"<section>\n<p>(?:<small>[^<]*</small><br>)?(.*?)</section>", re.DOTALL)
_KEY = re.compile(r"<details><summary>Answer and reasons</summary>(.*?)</details>", re.DOTALL)
_RIGHT = re.compile(r"<li>✓ right: <strong>(.*?)</strong>\. (.*?)</li>", re.DOTALL)


class Worksheet:
    """The questions of one page, as they are met: `number` takes their keys out, `answers` holds these for the end."""

    def __init__(self, *, whole_keys: bool) -> None:
        self._whole_keys = whole_keys
        self._asked = 0
        self._keys: list[tuple[int, str]] = []

    def number(self, printed: str) -> str:
        """Return printed questions with their numbers on this page and without their keys.

        >>> sheet = Worksheet(whole_keys=False)
        >>> sheet.number("<section>\\n<p><strong>How many?</strong></p>\\n</section>")
        '<section>\\n<p><small>Question 1</small><br><strong>How many?</strong></p>\\n</section>'
        """
        return _QUESTION.sub(self._numbered, printed)

    def _numbered(self, found: re.Match[str]) -> str:
        self._asked += 1
        key = _KEY.search(found[1])
        if key:
            self._keys.append((self._asked, key[1] if self._whole_keys else _right(key[1])))
        return f"<section>\n<p><small>Question {self._asked}</small><br>{_KEY.sub('', found[1])}</section>"

    @property
    def answers(self) -> str:
        """The answers of the questions met so far as a section of the page, '' where there are none."""
        if not self._keys:
            return ""
        items = "\n".join(f'<li value="{number}">{key}</li>' for number, key in self._keys)
        return f'<section class="answer-key"><h2>Answers</h2>\n<ol>\n{items}\n</ol></section>'


def _right(key: str) -> str:
    """Return what is right in a key, and why; answers for the same reason stand together."""
    groups = groupby(_RIGHT.findall(key), key=lambda item: item[1])
    return "".join(f"<p><b>{'; '.join(what for what, _ in items)}</b>. {why}</p>" for why, items in groups)
