"""Faults of a file as they are told: each with its line, and what is wrong in the same way again only once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spine_edu.errors import OperationError, WrittenError
from spine_edu.spots import Path, Spot
from spine_edu.text.lists import listed


def told_once(faults: Iterable[WrittenError], name: str, lines: Mapping[Path, int]) -> list[WrittenError]:
    """Return faults with their lines; what was written wrongly in the same way again is told once, with the other places."""
    same: dict[str, list[WrittenError]] = {}
    for fault in faults:
        same.setdefault(fault.problem, []).append(fault)
    told = []
    for first, *others in same.values():
        places = (_place(other, first, name, lines) for other in others)
        again = f" The same stands in {listed(dict.fromkeys(places))}." if others else ""
        told.append(_on_its_line(OperationError(f"{first.problem}{again}", first.spot, first.fix), name, lines))
    return told


def _place(fault: WrittenError, first: WrittenError, name: str, lines: Mapping[Path, int]) -> str:
    """Return the line of a fault; where it stands in words on the line of the first one, or in a file that has no lines."""
    line = lines.get(fault.spot.path)
    return f"line {line}" if line and line != lines.get(first.spot.path) else fault.spot.words.removeprefix(f"{name}, ")


def _on_its_line(fault: WrittenError, name: str, lines: Mapping[Path, int]) -> WrittenError:
    """Return a fault with the line on which it stands, if the file has lines and the place is known."""
    line = lines.get(fault.spot.path)
    if line is None or not fault.spot.words.startswith(name):
        return fault
    return OperationError(
        fault.problem, Spot(f"{name}, line {line}{fault.spot.words.removeprefix(name)}", fault.spot.path), fault.fix
    )
