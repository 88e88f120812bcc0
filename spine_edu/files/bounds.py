"""How much one text may hold, whatever it is written in; no file of ours comes near."""

from __future__ import annotations

DEEPEST = 40
"""An operation needs four levels, a question six."""
MOST_VALUES = 200_000
"""What an alias stands for counts each time. A file of our questions holds about a thousand values."""
REFUSED = "cannot be read"


def excess_of(levels: int, values: int) -> tuple[str, str] | None:
    """Return what is beyond reason, and what to do: more would bring down all who walk through it.

    >>> excess_of(levels=4, values=1000), (excess_of(levels=41, values=41) or ("",))[0]
    (None, 'it is nested more than 40 levels deep; an operation needs four.')
    """
    if levels > DEEPEST:
        return (
            f"it is nested more than {DEEPEST} levels deep; an operation needs four.",
            "Look for brackets that were not closed.",
        )
    if values > MOST_VALUES:
        counted = f"it holds more than {MOST_VALUES:,} values, those that an alias (*) repeats counted each time."
        return counted, "Divide it into several files."
    return None
