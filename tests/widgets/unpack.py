"""What a widget packed, put together again: the twin of static/pack.js, in Python."""

from __future__ import annotations

from typing import Any


def unpacked(nodes: list[Any]) -> Any:
    """Return what `pack.packed` packed."""
    made: list[Any] = []
    for node in nodes:
        if isinstance(node, dict):
            made.append({name: made[place] for name, place in node.items()})
        else:
            made.append([made[place] for place in node] if isinstance(node, list) else node)
    return made[-1]
