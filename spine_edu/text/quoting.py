"""What was given, quoted in a sentence, and the known name that was likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

LONGEST = 60
"""No message quotes more characters than this."""


def shown(value: object) -> str:
    """Show what was given in one short line: any object of any size has one, and control characters are seen.

    >>> shown("L6"), shown(None), shown(["L4", "L5"]), len(shown("long" * 100))
    ("'L6'", 'an empty entry', 'a list of 2', 60)
    """
    try:
        return _shown(value)
    except Exception:  # a number of ten thousand digits, or an object that cannot show itself
        return f"a value of type {type(value).__name__[:40]}"


def _shown(value: object) -> str:
    if value is None:
        return "an empty entry"
    if isinstance(value, str):
        text = repr(value[: LONGEST + 1])
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]}…{text[0]}"
    if isinstance(value, Mapping):
        return f"a set of {len(value)} {'field' if len(value) == 1 else 'fields'}"
    if isinstance(value, list | tuple | set | frozenset):
        return f"a list of {len(value)}" if value else "an empty list"
    text = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in repr(value)[: LONGEST + 1])
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def named(name: str) -> str:
    """Return a name as it is written, without quotes; a long one is cut, and control characters are seen.

    >>> named("nonunion-l4-l5"), named("a\\nb")
    ('nonunion-l4-l5', 'a\\\\nb')
    """
    return name if name.isprintable() and len(name) <= LONGEST else shown(name)[1:-1]


def some(names: Iterable[str], most: int = 12) -> str:
    """Return names in a row, and how many more there are.

    >>> some(["open", "closed", "both"], most=2)
    'open, closed and 1 more'
    """
    written = list(map(named, names))
    return ", ".join(written[:most]) + (f" and {len(written) - most} more" if len(written) > most else "")


def did_you_mean(given: object, known: Iterable[str], most: int = 1, cutoff: float = 0.6) -> str:
    """Return the question that names the nearest known words, or '' where none is near.

    >>> did_you_mean("opne", ["open", "percutaneous"]), did_you_mean("7", ["open"])
    ("did you mean 'open'?", '')
    """
    near = nearest(given, known, most, cutoff)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else ""


def did_you_think(belief: str) -> str:
    """Ask back whether this belief lies behind an answer: said flatly after "Not yet" it would read as the right idea.

    >>> did_you_think("Screws and rods are the fusion.")
    'Did you think: “Screws and rods are the fusion”?'
    """
    return f"Did you think: “{belief.rstrip('.')}”?"


def nearest(given: object, known: Iterable[str], most: int = 1, cutoff: float = 0.6) -> list[str]:
    """Return the known words that look most like what was given, the nearest first."""
    return difflib.get_close_matches(given[:LONGEST], list(known), most, cutoff) if isinstance(given, str) else []
