"""Fields that there are not: what was likely meant by each, and where it is to be written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from spine_edu.operation import words
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.spelling import plain, slip_of


def our_names(fields: Collection[object], known: Collection[str]) -> dict[Any, str]:
    """Return the field that is meant by each other name for it: one of a coder's, or ours with a blank or a capital.

    A name is left alone where its field is there as well; then nobody knows which of the two holds.

    >>> our_names(["level", "Own objective", "colour"], ["joint", "own_objective"])
    {'level': 'joint', 'Own objective': 'own_objective'}
    """
    others = [field for field in fields if isinstance(field, str) and field not in known]
    spelt = {plain(name): name for name in known} if others else {}
    ours: dict[object, str] = {}
    for field in others:
        meaning = words.meaning_of(field, "field")
        name = spelt.get(plain(field)) or (meaning.means if meaning else "")
        if name in known and name not in fields and name not in ours.values():
            ours[field] = name
    return ours


def unknown_field(field: object, known: Collection[str], elsewhere: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Say that there is no such field and where to write what was likely meant; return that, and the field that is likely meant.

    >>> unknown_field("levels", ["joint", "column"])
    ("there is no field 'levels'; did you mean 'joint'? Known fields: joint, column.", 'joint')
    """
    problems, meant = unknown_fields([field], known, elsewhere or {})
    return problems[field], meant[field]


def unknown_fields(
    fields: Iterable[object], known: Collection[str], elsewhere: Mapping[str, str]
) -> tuple[dict[object, str], dict[object, Any]]:
    """Return what is wrong with the fields that are not known, told with the first of those that belong to the same place,
    and which field each is likely meant to be.
    """
    others = {name: place for name, place in elsewhere.items() if name not in known}
    together_told: dict[str, list[object]] = {}
    meant: dict[object, object] = {}
    for field in fields:
        if field not in known:
            hint, meant[field] = _hint(field, known, others)
            together_told.setdefault(hint, []).append(field)
    problems: dict[object, str] = {}
    for hint, same in together_told.items():
        none = f"is no field {shown(same[0])}; {hint}"
        if len(same) > 1:
            none = f"are no fields {listed(map(shown, same))}; {hint.replace('put it', 'put them')}"
        problems[same[0]] = f"there {none} {', '.join(known)}."
    return problems, meant


def _hint(field: object, known: Collection[str], others: Mapping[str, str]) -> tuple[str, object]:
    """Return what to do about a field that is not known, up to the list of those that are, and the field that is likely meant."""
    name = plain(field) if isinstance(field, str) else ""
    meaning = words.meaning_of(name, "field")
    meant = meaning.means if meaning else slip_of(name, [*known, *others]) or name
    if meant in known:
        return f"did you mean '{meant}'? Known fields:", meant
    if meant in others:
        return f"{'put it' if meant == name else f'write {meant!r}, and put it'} {others[meant]}. Known fields here:", meant
    return "known fields:", meant
