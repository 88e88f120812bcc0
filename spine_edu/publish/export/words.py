"""What every format says alike of an item: what is read, its picture, its stem, and what is said of an answer, as markup.

It is HTML in which every element is closed, so that it can stand in XML, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from spine_edu.figures.asked import asked_picture
from spine_edu.quiz.items import Arrange, Choose, Form, Item, Reckon, Relate, Response
from spine_edu.quiz.model import cited, ideas
from spine_edu.text.markup import Markup, element, join, shape
from spine_edu.widgets.asking.paper import inline

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""


@dataclass(frozen=True)
class PictureFile:
    """The picture of an item: the name of its file, what is in it, and the same in words."""

    name: str
    content: bytes
    words: str


def drawn(item: Item) -> PictureFile | None:
    """Return the picture of an item, if it has one."""
    if item.drawing is None:
        return None
    picture = asked_picture(item.drawing)
    return PictureFile(f"{item.id}.svg", (picture.still or picture.svg).encode(), picture.words)


def body(item: Item, address: Callable[[PictureFile], str]) -> Markup:
    """Return what stands above the answer: what is read first, the picture by its address, the stem, and how to answer."""
    read = (element("p", line) for lines in item.reading for line in lines)
    picture = drawn(item)
    return join(
        [
            element("blockquote", *read) if item.reading else None,
            element("p", shape("img", src=address(picture), alt=picture.words)) if picture else None,
            element("p", element("strong", inline(item.stem))),
            element("p", instruction) if (instruction := _instruction(item.form)) else None,
        ]
    )


def _instruction(form: Form) -> str:
    """Say how to answer, where that does not show."""
    match form:
        case Choose(several=True):
            return "More than one can be right."
        case Reckon(unit=unit) if unit:
            return f"Write a number of {unit}."
        case Arrange(ends=(first, last)):
            return f"Put them in order, from {first} to {last}."
        case Relate(headings=(rows, targets)):
            return f"{rows}: choose for each what belongs to it ({targets})."
    return ""


def reason(answer: Response) -> Markup:
    """Return why an answer is right or not, and the belief behind it as a question back.

    >>> reason(Response("4", False, "Four is the number of *vertebrae*."))
    'Four is the number of <em>vertebrae</em>.'
    """
    return join([inline(text) for text in (answer.why, *ideas({answer.belief}).values())], " ")


def solution(item: Item) -> Markup:
    """Return what is right, why, and where that stands."""
    right = element("ul", *(element("li", inline(text)) for text in item.form.right))
    why = (element("p", inline(text)) for text in item.form.reasons)
    return join([right, *why, element("p", element("small", f"Source: {'; '.join(cited(item.sources))}"))])


def tree(html: Markup) -> ElementTree.Element:
    """Return finished markup as an element of XML."""
    return ElementTree.fromstring(writable(html))


def writable(text: str) -> str:
    """Return a text without what no XML may hold.

    >>> writable("L4\\x00-L5")
    'L4-L5'
    """
    return _UNWRITABLE.sub("", text)
