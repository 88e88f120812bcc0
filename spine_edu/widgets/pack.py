"""Small states: what a widget sends to the browser says each thing once, however often it is shown."""

from __future__ import annotations

import re

from spine_edu.figures.drawing.frame import Drawing

_MARK = "§"
"""Stands for the mark of a drawing until it is shown, in its classes and ids (see static/pack.js)."""

_RULE_ENDS = re.compile(r"(?<=})(?=\S)")


def packed(value: object) -> list[object]:
    """Return plain data as a list of its different parts, each once, parts before wholes; static/pack.js puts it together again.

    A list or a mapping holds the places of its parts in this list.

    >>> packed([["CT", "no bridge"], ["CT", "no bridge"]])
    ['CT', 'no bridge', [0, 1], [2, 2]]
    """
    nodes: list[object] = []
    places: dict[object, int] = {}

    def place(part: object) -> int:
        node: object = part
        if isinstance(part, dict):
            node = {name: place(inner) for name, inner in part.items()}
        elif isinstance(part, (list, tuple)):
            node = [place(inner) for inner in part]
        key = (
            type(part).__name__,
            tuple(node.items()) if isinstance(node, dict) else tuple(node) if isinstance(node, list) else node,
        )
        if key not in places:
            places[key] = len(nodes)
            nodes.append(node)
        return places[key]

    place(value)
    return nodes


def drawing(drawn: Drawing | None) -> list[str]:
    """Cut a drawing into its elements and rules, so that drawings that differ little share most; its mark becomes '§'.

    Every place that shows it puts a mark of its own, so that no id stands twice on a page, and gives it its words.
    Where nothing is drawn there are no pieces.

    >>> from spine_edu.text.markup import shape
    >>> line = shape("path", id="se1-p", d="M0 0")
    >>> drawing(Drawing("se1", "", "", ".se1{color:red}", (line, shape("text", "§ 1")), (3, 2)))[1:]
    ['<style>.§{color:red}', '</style>', "<path id='§-p' d='M0 0'/>", '<text>&#167; 1</text></svg>']
    """
    if drawn is None:
        return []
    marked = (piece.replace(_MARK, "&#167;").replace(drawn.mark, _MARK) for piece in drawn.unnamed.pieces)
    return [part for piece in marked for part in _RULE_ENDS.split(piece)]
