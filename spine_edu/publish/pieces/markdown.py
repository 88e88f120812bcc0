"""Markdown as a page shows it: headings that can be linked to, links that lead to pages, tables that a phone can scroll."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from itertools import takewhile
from typing import Any

import mistune

from spine_edu.publish.pieces.citations import Citations
from spine_edu.publish.pieces.links import Links
from spine_edu.text.markup import NOTHING, Markup, element

_PERCENT = re.compile(r"(?<=\d) (?=%)")
_TOGETHER = re.compile(r"\b(?:\d{4}-\d\d-\d\d|[CTLS]\d{1,2}-[CTLS]?\d{1,2}(?:-[CTLS]\d)?)\b")
_LONG = 12  # letters: a longer word may be broken where a column of a table is narrow
_SHORT = 30  # letters: a name of a file or a command that is no longer stays on one line
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_CITATION = rf"[ ]*\[({_ID})\]"
_CITATIONS = rf"(?:[ ]*\[{_ID}\](?![(\[]))+"


class MarkdownText(mistune.HTMLRenderer):
    """The Markdown cells of one page.

    After a cell was rendered, `title` holds the first heading of the page, and `steps` the headings of its parts with their ids.
    """

    def __init__(self, links: Links, introduction: Markup = NOTHING, citations: Citations | None = None) -> None:
        """`introduction` stands under the title, as soon as it was met."""
        super().__init__(escape=False)
        self.title = ""
        self.steps: list[tuple[str, str]] = []
        self._links, self._introduction, self._citations = links, introduction, citations or Citations()
        self._markdown = mistune.create_markdown(renderer=self, plugins=["table", "strikethrough"])
        self._markdown.inline.register("citations", _CITATIONS, self._cite, before="link")

    def html(self, text: str) -> Markup:
        """Return the text of a cell as HTML.

        >>> MarkdownText(Links("01-the-column", ["12-refusion"])).html("See [step one](12-refusion.ipynb#Step-one).")
        '<p>See <a href="12-refusion.html#Step-one">step one</a>.</p>\\n'
        >>> MarkdownText(Links("01-the-column", [])).html("In 8 % of them.")
        '<p>In 8\\xa0% of them.</p>\\n'
        """
        return Markup(self._markdown(text))

    def inline(self, text: str) -> Markup:
        """Return one line of Markdown as HTML that can stand in any element.

        >>> MarkdownText(Links("01-the-column", [])).inline("What is a *refusion*?")
        'What is a <em>refusion</em>?'
        """
        state = self._markdown.block.state_cls()
        tokens: list[dict[str, Any]] = self._markdown.inline(text, {"ref_links": {}})
        return Markup(self.render_tokens(tokens, state))

    def render_token(self, token: dict[str, Any], state: Any) -> str:
        if token["type"] == "table_cell" and not token["attrs"]["head"]:
            inside = Markup(self.render_tokens(token["children"], state))
            return element("td", inside, class_=_fit("".join(_words(token["children"])))) + "\n"
        if token["type"] != "heading":
            return str(super().render_token(token, state))
        level, words = token["attrs"]["level"], "".join(_words(token["children"]))
        inside = Markup(self.render_tokens(token["children"], state))
        heading = element(f"h{level}", inside, id=anchor(words))
        if level == 1 and not self.title:
            self.title = words
            heading += self._introduction
        elif level == 2:
            self.steps.append((words, anchor(words)))
        return heading + "\n"

    def text(self, text: str) -> str:
        """Return words, each number kept on one line with its percent sign, and so each joint and each date.

        >>> MarkdownText(Links("01-the-column", [])).html("In 63 % at L4-L5.")
        '<p>In 63\\xa0% at <span class="whole">L4-L5</span>.</p>\\n'
        """
        spaced = _PERCENT.sub("\N{NO-BREAK SPACE}", super().text(text))
        return _TOGETHER.sub(lambda found: element("span", found[0], class_="whole"), spaced)

    def codespan(self, text: str) -> str:
        short = len(text) <= _SHORT and " " not in text
        return element("code", text, class_="whole" if short else None)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        target = self._links.page_of(url)
        if target is None:  # no lesson
            return str(super().link(text, url, title))
        return element("a", Markup(text), href=target) if target else text

    def citations(self, ids: Iterable[str]) -> str:
        return self._citations.references(ids)

    def _cite(self, _: object, found: re.Match[str], state: Any) -> int | None:
        """Read the ids of sources in brackets that stand together; other words in brackets are left to Markdown."""
        read = list(takewhile(lambda one: one[1] in self._citations, re.finditer(_CITATION, found[0])))
        if not read:
            return None
        state.append_token({"type": "citations", "attrs": {"ids": [one[1] for one in read]}})
        return found.start() + read[-1].end()

    def table(self, text: str) -> str:
        return element("div", element("table", "\n", Markup(text)), class_="wide") + "\n"


def anchor(heading: str) -> str:
    """Return the id JupyterLab gives a heading, so that one link serves the notebook and the page.

    >>> anchor("Step one: what is a refusion?")
    'Step-one:-what-is-a-refusion?'
    """
    return heading.strip().replace(" ", "-")


def _fit(words: str) -> str | None:
    """Say how a field of a table is set: a number as narrow as it is, words of usual length unbroken; what is longer may break.

    >>> _fit("35"), _fit("Columns and approaches"), _fit("https://www.example.org/")
    ('narrow', 'words', None)
    """
    parts = re.split(r"[\s-]+", words)
    if len(parts) == 1 and words[:1].isdigit():
        return "narrow"
    return "words" if max(map(len, parts)) <= _LONG else None


def _words(tokens: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Yield the words of a piece of Markdown, without its marks."""
    for token in tokens:
        if token["type"] in ("text", "codespan"):
            yield unescape(token["raw"]) if token["type"] == "text" else token["raw"]
        yield from _words(token.get("children", ()))
