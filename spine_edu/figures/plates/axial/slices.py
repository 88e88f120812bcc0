"""What axial slices share: how they lie on the page, the layers of skin and muscle around them, and which parts are labelled.

An axial slice is seen from below, as radiologists see it. Millimetres from the middle of the disc or body; x grows to the
patient's left (right on the page), y to the back (down the page).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.layout import Window
from spine_edu.figures.plates.structures import PlatePart, Stroke, both, ellipse
from spine_edu.text.quoting import shown

EDGES = ("front", "left", "back", "right")
FULL = 4
"""So many labels fill a row."""


class Naming(NamedTuple):
    """Which parts of a slice have a label, by their keys, and what of the body is shown for them."""

    keys: tuple[str, ...]
    window: Window


@dataclass(frozen=True, slots=True)
class Rind:
    """The outline of trunk or neck, an oval of two half axes around a middle; `square` rounds it like an egg (2) or a box."""

    middle: float  # how far behind the middle of the slice
    wide: float
    deep: float
    square: float = 2

    def at(self, angle: float, inside: float = 0) -> Point:
        """Return the point of the outline at an angle from the front, in degrees to the patient's left, so many mm inside."""
        s, c = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        power = 2 / self.square
        x, y = math.copysign(abs(s) ** power, s), math.copysign(abs(c) ** power, c)
        return x * (self.wide - inside), self.middle - y * (self.deep - inside)

    def ring(self, inside: float = 0, count: int = 36) -> tuple[Point, ...]:
        """Return the whole outline, so many millimetres inside."""
        return tuple(self.at(360 * n / count, inside) for n in range(count))

    def layer(self, inside: tuple[float, float], angles: tuple[float, float], count: int = 7) -> tuple[Point, ...]:
        """Return a sheet on the patient's left between two depths and two angles, thin at its first end."""
        (outer, inner), (first, last) = inside, angles
        turns = [first + (last - first) * n / (count - 1) for n in range(count)]
        core = [self.at(turn, inner) for turn in turns[1:]]
        return (*(self.at(turn, outer) for turn in turns), *core[::-1])


def joined(*pairs: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Return the strokes of a part that consists of several."""
    return tuple(chain.from_iterable(pairs))


def pairs(strokes: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Return strokes of the patient's left, each followed by its mirror image."""
    return joined(*(both(stroke.points, stroke.tissue, stroke.kind, stroke.thick) for stroke in strokes))


def dots(tissue: str, *spots: tuple[float, float, float]) -> tuple[Stroke, ...]:
    """Return round spots on both sides: x, y and radius of each on the patient's left."""
    return joined(*(both(ellipse(x, y, r, r, n=8), tissue) for x, y, r in spots))


def labelled(
    parts: Iterable[PlatePart], keys: Collection[str], risks: Mapping[str, int], window: Window
) -> tuple[PlatePart, ...]:
    """Return the parts that are seen in a window; those with these keys have a label, above or below as they lie.

    `risks` are the keys of those at risk, and on which side: 1 for the patient's left, -1 for the right, 0 for both.
    A name that is written upon its part stays there.

    >>> disc, sac = (PlatePart(key, key, dots("sac", (3, y, 2)), (0, y)) for key, y in (("disc", 0), ("sac", 9)))
    >>> [part.side for part in labelled([disc, sac], ["sac"], {}, (-5, -5, 5, 15))]
    ['none', 'below']
    >>> [part.key for part in labelled([disc, sac], ["sac"], {}, (-5, -5, 5, 5))]
    ['disc']
    """
    parts = tuple(part for part in (_cut(part, window) for part in parts) if part.strokes)
    rows = _rows([part for part in parts if part.key in keys and part.side != "in"])
    told = []
    for part in parts:
        mark, aside = ("risk", risks[part.key]) if part.key in risks else ("", 0)
        side = rows.get(part.key, part.side if part.key in keys else "none")
        at = _seen(part.at, aside, window)
        told.append(replace(part, at=at, side=side, mark=mark, spot=_on(part, aside) if mark else ()))
    return tuple(told)


def _cut(part: PlatePart, window: Window) -> PlatePart:
    """Return a part without the strokes that lie outside a window as a whole."""
    left, top, right, bottom = window

    def seen(stroke: Stroke) -> bool:
        (x, x2), (y, y2) = ((min(along), max(along)) for along in zip(*stroke.points, strict=True))
        spare = stroke.thick / 2
        return x - spare < right and x2 + spare > left and y - spare < bottom and y2 + spare > top

    return replace(part, strokes=tuple(filter(seen, part.strokes)))


def _rows(parts: Sequence[PlatePart]) -> dict[str, str]:
    """Say which parts have their labels above, before the middle of the slice, and which below.

    Where one row is full, those farthest from the midline change sides: their leaders do not cross the middle.
    """
    order = sorted(parts, key=lambda part: part.at[1] - abs(part.at[0]))
    before, behind = [part for part in order if part.at[1] < 0], [part for part in order if part.at[1] >= 0]
    while len(behind) > FULL > len(before):
        before.append(behind.pop(0))
    while len(before) > FULL > len(behind):
        behind.append(before.pop(0))
    return {part.key: side for side, row in (("above", before), ("below", behind)) for part in row}


def _seen(at: Point, aside: int, window: Window) -> Point:
    """Return where a label points, on the side that is at risk, or that is shown."""
    x, y = at
    unseen = not window[0] < x < window[2]
    return (-x, y) if x * aside < 0 or unseen else at


def naming(known: Mapping[str, Naming], asked: str) -> Naming:
    """Return what is to be named on a slice; raise FigureError for what it does not know."""
    if asked not in known:
        raise FigureError(f"This slice cannot name {shown(asked)}. Ask for one of these: {', '.join(known)}.")
    return known[asked]


def around(windows: Sequence[Window]) -> Window:
    """Return the smallest window that shows all of these.

    >>> around([(-1, 0, 1, 2), (0, -3, 4, 1)])
    (-1, -3, 4, 2)
    """
    left, top, right, bottom = zip(*windows, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _on(part: PlatePart, side: int) -> tuple[Stroke, ...]:
    """Return the strokes of a part's own tissue that lie on one side, or all: no lines, and nothing that lies in it."""
    own = part.strokes[0].tissue
    seen = (stroke for stroke in part.strokes if stroke.tissue == own and stroke.kind != "line")
    return tuple(stroke for stroke in seen if side * sum(x for x, _ in stroke.points) >= 0)
