"""A question on paper, as HTML: what is asked, what stands in the place of its controls, hints, and the key behind a fold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from spine_edu.figures.asked import asked_picture
from spine_edu.figures.drawing.measures import Measures
from spine_edu.quiz.paper import Blank, Drawn, Line, Piece, Printed, Prose
from spine_edu.text.markup import Markup, element, join

QUESTIONS = "application/vnd.spine-edu.questions+json"
"""Under this name the metadata of an output hold its questions as values, for pages and handouts.

Stored lessons leave them out.
"""

Draw = Callable[[Mapping[str, Any]], Markup]
"""How a picture gets on the paper; it is given what `spine_edu.figures.asked` takes."""


def as_image(drawing: Mapping[str, object]) -> Markup:
    """Draw a picture as an image, which survives in a notebook that nobody trusts yet."""
    return asked_picture(drawing).as_html()


def each_once(draw: Draw = as_image) -> Draw:
    """Return a way to draw in which a picture that was drawn before is only pointed at: several questions may share one.

    >>> draw = each_once(lambda drawing: element("svg"))
    >>> draw({"plate": "film"}), draw({"plate": "film"})
    ('<svg></svg>', '<p>The picture is the same as above.</p>')
    """
    known: list[Mapping[str, object]] = []

    def drawn(drawing: Mapping[str, object]) -> Markup:
        if drawing in known:
            return element("p", "The picture is the same as above.")
        known.append(drawing)
        return draw(drawing)

    return drawn


def measures_of(asked: Iterable[Printed]) -> list[Measures]:
    """Return how large the pictures of questions are, each once, as `each_once` draws them."""
    known: list[Mapping[str, object]] = []
    for piece in (piece for question in asked for piece in question.pieces if isinstance(piece, Drawn)):
        if piece.drawing not in known:
            known.append(piece.drawing)
    return [one for drawing in known for one in asked_picture(drawing).measures]


def question_html(asked: Printed, title: str = "", draw: Draw = as_image) -> Markup:
    """Return a question for a page without scripts, under a title such as 'Question 2'."""
    above = element("small", title) + element("br") if title else None
    lines = [element("p", above, element("strong", inline(asked.stem)))]
    lines += [_piece(piece, draw) for piece in asked.pieces]
    if asked.hints:
        hints = (element("li", inline(hint)) for hint in asked.hints)
        lines.append(element("details", element("summary", "Hints"), element("ol", *hints)))
    if asked.key is not None:
        lines.append(element("details", element("summary", "Answer and reasons"), key_html(asked)))
    return _in_lines("section", lines)


def key_html(asked: Printed) -> Markup:
    """Return all that a key says: what is right, what is not, why, and where that stands."""
    items = (
        element("li", f"{'✓ right' if right else '≠ not right'}: ", element("strong", inline(what)), ". ", inline(why))
        for what, right, why in asked.key or ()
    )
    sources = element("p", element("small", f"Source: {'; '.join(asked.sources)}"))
    return _in_lines("ul", items) + sources


def inline(text: str) -> Markup:
    """Return text as HTML: *emphasis* and `code`, and nothing else.

    >>> inline("a *bold* <b>claim</b> about `0SG`")
    'a <em>bold</em> &lt;b&gt;claim&lt;/b&gt; about <code>0SG</code>'
    """
    pieces = re.split(r"(`[^`]+`|\*[^*\s][^*]*\*)", text)
    for n in range(1, len(pieces), 2):
        pieces[n] = element("code" if pieces[n][0] == "`" else "em", pieces[n][1:-1])
    return join(pieces)


def _piece(piece: Piece, draw: Draw) -> Markup:
    if isinstance(piece, Blank):
        return element("p", f"Answer: ________ {piece.unit}")
    if isinstance(piece, Line):
        return element("p", inline(piece.text))
    if isinstance(piece, Drawn):
        return draw(piece.drawing)
    if isinstance(piece, Prose):
        return _in_lines("blockquote", (element("p", join(lines, element("br"))) for lines in piece.paragraphs))
    items = (element("li", inline(text)) for text in piece.items)
    return _in_lines("ol", items, type="A") if piece.lettered else _in_lines("ul", items)


def _in_lines(tag: str, items: Iterable[Markup], **attributes: str) -> Markup:
    """Return an element whose items stand on lines of their own."""
    return element(tag, "\n", *(item + "\n" for item in items), **attributes)
