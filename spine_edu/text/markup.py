"""HTML and SVG built so that nothing can be forgotten: text is escaped unless it was built here itself.

`element` makes one element of HTML, `shape` one of SVG, `join` sets pieces one behind the other. All return `Markup`, and all
escape every other text they are given; so a sentence of an author, a learner or an operative note can stand anywhere, whatever it
holds. A shape keeps what it was built of: who has to share, count or change the strokes of a drawing asks its values and not its
text. Python's f-strings and `str.join` return ordinary text, so that what was put together past this module is seen as text on
the screen and runs nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Self

_EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
"""Elements of HTML that hold nothing and have no end tag; SVG closes its own by `/>`."""


class Markup(str):
    """Text that is finished HTML or SVG. `Markup(...)` around anything but a call of this module says: this came out finished."""

    __slots__ = ()

    def __add__(self, other: str) -> Markup:
        return Markup(str.__add__(self, _safe(other)))

    def __radd__(self, other: str) -> Markup:
        return Markup(str.__add__(_safe(other), self))


class Address(str):
    """An address that is written for a place between double quotes: what would end it there is spelled (%22, %26)."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Raise ValueError for a text that would not stay between its quotes."""
        if set('"&') & set(text):
            raise ValueError('An address is written with %22 and %26 for " and &, or given as a text, which is escaped.')
        return super().__new__(cls, text)


NOTHING = Markup()
"""Markup of no letters."""

Piece = str | None
"""Text to be escaped, finished markup, or nothing."""

Value = str | int | float | bool | None
"""What an attribute may be: text is escaped, an `Address` of HTML is not, True stands for its name alone,
False and None leave it out.
"""


def element(tag: str, /, *inside: Piece, **attributes: Value) -> Markup:
    """Return an element of HTML with its attributes in the order given; `class_` and `aria_label` become class and aria-label.

    >>> element("p", "L4 < L5, ", element("b", "not the joint beside it"), class_="note")
    '<p class="note">L4 &lt; L5, <b>not the joint beside it</b></p>'
    >>> element("input", type="checkbox", checked=True, disabled=False)
    '<input type="checkbox" checked>'
    """
    start = f"<{tag}{_write(attributes, chr(34))}>"
    if tag not in _EMPTY:
        return Markup(f"{start}{join(inside)}</{tag}>")
    if inside:
        raise ValueError(f"<{tag}> of HTML has no end tag, so it cannot hold anything; here it was given {inside[0]!r}.")
    return Markup(start)


class Shape(Markup):
    """An element of SVG as text, and beside it what the text was built of: tag, attributes as given, what stands inside."""

    __slots__ = ("attributes", "inside", "tag")
    tag: str
    inside: tuple[Piece, ...]
    attributes: Mapping[str, Value]

    def __new__(cls, tag: str, inside: tuple[Piece, ...], attributes: Mapping[str, Value]) -> Self:
        start = f"<{tag}{_write(attributes, chr(39))}"
        made = super().__new__(cls, f"{start}>{join(inside)}</{tag}>" if inside else f"{start}/>")
        made.tag, made.inside, made.attributes = tag, inside, attributes
        return made

    @property
    def shapes(self) -> Iterator[Shape]:
        """This shape and all that stand in it, in the order of their start tags."""
        yield self
        for piece in self.inside:
            if isinstance(piece, Shape):
                yield from piece.shapes

    @property
    def pieces(self) -> Iterator[str]:
        """The text, cut before every start tag.

        >>> list(shape("g", shape("path", d="M0 0"), shape("text", "C7")).pieces)
        ['<g>', "<path d='M0 0'/>", '<text>C7</text></g>']
        """
        start = f"<{self.tag}{_write(self.attributes, chr(39))}"
        if not self.inside:
            yield f"{start}/>"
            return
        held = f"{start}>"
        for piece in self.inside:
            if isinstance(piece, Shape):
                yield held
                *before, held = piece.pieces
                yield from before
            else:
                held = f"{held}{_safe(piece or '')}"
        yield f"{held}</{self.tag}>"

    def changed(self, change: Callable[[Shape], Shape]) -> Shape:
        """Return the shape as `change` makes it and all that stand in it, the inner ones first.

        >>> shape("g", shape("path", d="M0 0")).changed(lambda part: shape("use", href="#o1") if part.tag == "path" else part)
        "<g><use href='#o1'/></g>"
        """
        inside = tuple(piece.changed(change) if isinstance(piece, Shape) else piece for piece in self.inside)
        return change(shape(self.tag, *inside, **self.attributes))


def shape(tag: str, /, *inside: Piece, **attributes: Value) -> Shape:
    """Return an element of SVG: single quotes, which an address need not escape, and closed at once where it holds nothing.

    >>> shape("g", shape("path", d="M0 0L4 4"), class_="bone")
    "<g class='bone'><path d='M0 0L4 4'/></g>"
    """
    return Shape(tag, inside, attributes)


def join(pieces: Iterable[Piece], between: str = "") -> Markup:
    """Return pieces one behind the other, text among them escaped.

    >>> join(["C5 & C6", element("br"), None, "C7"])
    'C5 &amp; C6<br>C7'
    """
    return Markup(_safe(between).join(_safe(piece) for piece in pieces if piece is not None))


def _safe(piece: str) -> str:
    return piece if isinstance(piece, Markup) else escape(piece)


def _write(attributes: Mapping[str, Value], quote: str) -> str:
    said = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())
    return "".join(
        f" {name}" if value is True else f" {name}={quote}{_quote(value, quote)}{quote}"
        for name, value in said
        if value is not None and value is not False
    )


def _quote(value: str | int | float, quote: str) -> str:
    return value if isinstance(value, Address) and quote == '"' else escape(str(value))
