"""What the Definitions Manual calls its lists, and what we call those of spinal fusion and of 456-458 in data/codes.

A new heading is met once in a few years. Then a row is added here, and, if the logic is new too, a family in
spine_edu/coding/drg/order.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tools.codes.edition import TurnError
from tools.codes.official.manual import CodeList

_ANY = r".*"
_NAMES: tuple[
    tuple[str, str, str], ...
] = (  # classes, heading, our name; the first that fits is taken, '' = not a list of its own
    (r"453-455", r"ANTERIOR SPINAL FUSION", "combined-anterior"),
    (r"453-455", r"POSTERIOR SPINAL FUSION", "combined-posterior"),
    (r"456-458", r"(.* )?PRINCIPAL DIAGNOS[IE]S", "principal"),
    (r"456-458", r"(.* )?SECONDARY DIAGNOS[IE]S", "secondary"),
    (r"456-458", r"SPINAL FUSION EXCEPT CERVICAL", "not-cervical"),
    (r"456-458|523-525", r"EXTENSIVE FUSION.*", "extensive-8"),
    (r"459-460", _ANY, "not-cervical"),
    (r"402|426-428|447-448", r"(TWO OR MORE CODES.* )?SINGLE LEVEL ANTERIOR SPINAL FUSION", "single-anterior"),
    (r"402|426-428", r"SINGLE LEVEL POSTERIOR SPINAL FUSION", "single-posterior"),
    (r"447-448", r"(TWO OR MORE CODES.* )?SINGLE LEVEL POSTERIOR SPINAL FUSION", "single-posterior-two"),
    (r"426-428", r"MULTIPLE LEVEL ANTERIOR SPINAL FUSION", "multiple-anterior-combined"),
    (r"426-428", r"MULTIPLE LEVEL POSTERIOR SPINAL FUSION", "multiple-posterior-combined"),
    (r"447-448", r"MULTIPLE LEVEL ANTERIOR SPINAL FUSION", "multiple-anterior"),
    (r"447-448", r"MULTIPLE LEVEL POSTERIOR SPINAL FUSION", "multiple-posterior"),
    (r"426-428|447-448|450-451", r"SINGLE LEVEL CUSTOM-MADE.*", "custom-made-single"),
    (r"426-428|447-448|450-451", r"MULTIPLE LEVEL CUSTOM-MADE.*", "custom-made-multiple"),
    (r"450-451", r"SINGLE LEVEL( SPINAL)? FUSION", "single"),
    (r"429-430", r"ANTERIOR CERVICAL SPINAL FUSION", "cervical-anterior"),
    (r"429-430", r"POSTERIOR CERVICAL SPINAL FUSION", "cervical-posterior"),
    (r"471-473", r"(CERVICAL SPINAL FUSION)?", "cervical"),
    (r"523-525", r"CUSTOM-MADE.*", "custom-made"),
    (r"523-525", r".*TULIP CONNECTOR.*", "tulip-connector"),
)
_DIAGNOSES = ("principal", "secondary")


def named(lists: Iterable[CodeList], source: str) -> dict[str, frozenset[str]]:
    """Return the codes of each of our lists; raise TurnError for a heading that we do not know, or a list printed in two ways.

    >>> named([CodeList(("402",), "SINGLE LEVEL ANTERIOR SPINAL FUSION", "", ("0SG00A0",))], "mdcs_08_11.txt")
    {'single-anterior': frozenset({'0SG00A0'})}
    """
    found: dict[str, frozenset[str]] = {}
    for entry in lists:
        classes = entry.drgs[0] if len(entry.drgs) == 1 else f"{entry.drgs[0]}-{entry.drgs[-1]}"
        if not any(re.fullmatch(drgs, classes) for drgs, _, _ in _NAMES):
            continue
        name = _name_of(classes, entry.heading)
        if name is None:
            raise TurnError(
                f"{source}, classes {classes}: the list {entry.heading!r} is not known here. Read what the manual does "
                "with it, then name it in "
                "tools/codes/tables/lists.py, and in spine_edu/coding/drg/order.py if the logic is new."
            )
        if not name:
            continue
        if entry.part:
            name = f"{name.removesuffix('-8')}-{entry.part.lower()}"
        codes = frozenset(entry.codes)
        if found.setdefault(name, codes) != codes:
            odd = ", ".join(sorted(found[name] ^ codes)[:5])
            raise TurnError(
                f"{source}: the list {name} is printed twice and not alike ({odd} …, classes {classes}); it needs two "
                "names in tools/codes/tables/lists.py."
            )
    return found


def diagnoses_of(lists: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the lists of diagnoses of 456-458."""
    return {name: codes for name, codes in lists.items() if name in _DIAGNOSES}


def procedures_of(lists: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the lists of procedures."""
    return {name: codes for name, codes in lists.items() if name not in _DIAGNOSES}


def uses(classes: str, name: str) -> bool:
    """Whether the logic of some classes reads one of our lists; '471-473' reads 'cervical'."""
    whole = re.sub(r"^extensive-[ab][12]$", "extensive-8", name)
    return any(whole == ours and re.fullmatch(drgs, classes) for drgs, _, ours in _NAMES)


def _name_of(classes: str, heading: str) -> str | None:
    for drgs, words, name in _NAMES:
        if re.fullmatch(drgs, classes) and re.fullmatch(words, heading):
            return name
    return None
