"""Words in a row, as a sentence says them."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[object], link: str = "and") -> str:
    """Return words as a list in a sentence, in the order given; '' for none.

    >>> listed(["L3", "L4", "L5"]), listed(["open"], "or"), listed([])
    ('L3, L4 and L5', 'open', '')
    """
    *most, last = [*map(str, words)] or [""]
    return f"{', '.join(most)} {link} {last}" if most else last
