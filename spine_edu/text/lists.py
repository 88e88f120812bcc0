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


def said_of(words: Iterable[object], one: str, several: str) -> str:
    """Return words with what is said of one of them alone, or of several.

    >>> said_of(["L3"], "is held", "are held"), said_of(["L3", "L4"], "is held", "are held")
    ('L3 is held', 'L3 and L4 are held')
    """
    named = list(words)
    return f"{listed(named)} {one if len(named) == 1 else several}"
