"""What a unit is called: its short forms and other names, and one of what is counted in many."""

from __future__ import annotations

import functools

from spine_edu.quiz.kinds.text import fold, joined

_ALIKE = (
    ("degrees", "deg", "°"), ("percent", "pct", "%", "٪"),
    ("mm", "millimeters"), ("cm", "centimeters"), ("m", "meters"),
    ("kg", "kilograms", "kilos"), ("g", "grams"), ("ml", "milliliters"),
    ("hours", "hrs", "h"), ("minutes", "mins"), ("days", "d"), ("weeks", "wks"), ("months", "mos"), ("years", "yrs", "y"),
    ("dollars", "$", "USD"), ("people", "persons"), ("times", "x", "×"),
)  # fmt: skip
"""Names of one and the same unit."""

_IRREGULAR = {"men": "man", "women": "woman", "people": "person"}
_ENDINGS = (("ies", "y"), ("oses", "osis"), ("sses", "ss"), ("brae", "bra"), ("s", ""))


def one_of(unit: str) -> str:
    """Return how one of a unit is called that is given for many; what is the same for one comes back as it is.

    >>> [one_of(unit) for unit in ("joints", "vertebrae", "processes", "arteries", "people", "mm")]
    ['joint', 'vertebra', 'process', 'artery', 'person', 'mm']
    """
    if unit in _IRREGULAR:
        return _IRREGULAR[unit]
    return next((unit.removesuffix(many) + one for many, one in _ENDINGS if unit.endswith(many)), unit)


@functools.cache
def called(unit: str) -> tuple[str, ...]:
    """Return all that a unit may be called beside a number, in the form in which terms are compared; nothing for no unit.

    >>> called("degrees"), called("vertebrae"), called("")
    (('deg', 'degree', 'degrees', '°'), ('vertebra', 'vertebre'), ())
    """
    names = next((alike for alike in _ALIKE if unit in alike), (unit,))
    return tuple(sorted({joined(fold(name)) for many in names for name in (many, one_of(many))} - {""}))
