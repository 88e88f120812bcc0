"""Small states: what a widget sends to the browser says each thing once, however often it is shown."""

from __future__ import annotations

import re
from typing import Any

_MARK = re.compile(r"class='(se[0-9a-f]{8})'")
_WORDS = re.compile(r"<title id=.*?</desc>| aria-labelledby='[^']*'", re.DOTALL)


def packed(value: Any) -> list[Any]:
    """Return plain data as a list of its different parts, each once, parts before wholes; static/pack.js puts it together again.

    A list or a mapping holds the places of its parts in this list.

    >>> packed([["CT", "no bridge"], ["CT", "no bridge"]])
    ['CT', 'no bridge', [0, 1], [2, 2]]
    """
    nodes: list[Any] = []
    places: dict[Any, int] = {}

    def place(part: Any) -> int:
        node: Any = part
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


def unpacked(nodes: list[Any]) -> Any:
    """Return what `packed` packed: the twin of static/pack.js.

    >>> unpacked(packed({"at": [1, 2.5, None], "so": {"at": True}}))
    {'at': [1, 2.5, None], 'so': {'at': True}}
    """
    made: list[Any] = []
    for node in nodes:
        if isinstance(node, dict):
            made.append({name: made[place] for name, place in node.items()})
        else:
            made.append([made[place] for place in node] if isinstance(node, list) else node)
    return made[-1]


def drawing(svg: str) -> list[str]:
    """Cut an SVG of ours into its elements, so that drawings that differ little share most; its mark becomes '§'.

    Every place that shows it puts a mark of its own, so that no id stands twice on a page, and gives it its words.

    >>> drawing("<svg class='se01234567'><path id='se01234567-t'/></svg>")
    ["<svg class='§'>", "<path id='§-t'/></svg>"]
    """
    found = _MARK.search(svg)
    bare = _WORDS.sub("", svg.replace(found[1], "§") if found else svg)
    return re.split(r"(?<=.)(?=<(?!/))|(?<=})(?=\S)", bare)
