"""JSON as people and programs write it, within the bounds of every text."""

from __future__ import annotations

import itertools
import json
from typing import Any

from spine_edu.errors import UnreadableText
from spine_edu.files.bounds import MOST_VALUES, REFUSED, excess_of


def read_json(text: str, name: str) -> Any:
    """Read a JSON text within our bounds; raise ValueError or RecursionError where it is no JSON, or has a field twice.

    >>> read_json('[["81.38", null]]', "example")
    [['81.38', None]]
    """
    content = json.loads(text, object_pairs_hook=_once_each)
    level, values, levels = [content], 1, 0
    while level := [value for value in level if isinstance(value, dict | list)]:
        inside = (item for value in level for item in (value.values() if isinstance(value, dict) else value))
        level = list(itertools.islice(inside, MOST_VALUES))
        values, levels = values + len(level), levels + 1
        if excess := excess_of(levels, values):
            raise UnreadableText(excess[0], name, excess[1], said=REFUSED)
    return content


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a field stands twice")
    return fields
