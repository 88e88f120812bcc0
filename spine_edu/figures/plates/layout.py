"""Where things stand on a labelled plate: millimetres on the page, and the labels in columns and rows around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spine_edu.figures.drawing.frame import legible
from spine_edu.figures.drawing.labels import SideLabel, break_lines, column, height_of, row
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.structures import Band, PlatePart

WIDTH = 380
LETTERS = legible(WIDTH) + 1
"""The usual size of the letters of a label; the smallest of a plate are a unit smaller."""
ROOM = 89
"""How wide a column of labels is."""
SIDES = ("left", "right")
ROWS = ("above", "below")
GAP = 5
"""How far a row of labels stands from the window."""

Window = tuple[float, float, float, float]
"""What a plate shows, in millimetres: left, top, right, bottom."""


@dataclass(frozen=True)
class Layout:
    """The places of a plate's parts and labels, in units of the page."""

    name: str
    parts: tuple[PlatePart, ...]
    bands: tuple[Band, ...]
    window: Window
    has_edges: bool
    letters: float = LETTERS

    @cached_property
    def title(self) -> tuple[str, ...]:
        """The lines of the plate's name."""
        return break_lines(self.name, (WIDTH - 24) / 1.15, 13.5)

    @cached_property
    def head(self) -> float:
        """How far down the page title and edges reach."""
        return 12 + 16 * len(self.title) + (14 if self.has_edges else 0)

    @cached_property
    def scale(self) -> float:
        """Units of the page for a millimetre."""
        left, top, right, bottom = self.window
        return min(self._frame / (right - left), 430 / (bottom - top))

    @cached_property
    def bottom(self) -> float:
        """How far down the page the window reaches."""
        return self._origin[1] + (self.window[3] - self.window[1]) * self.scale

    @cached_property
    def under(self) -> float:
        """How far down the page the window reaches with the row of labels below it."""
        return self.bottom + self._depth("below")

    @cached_property
    def foot(self) -> float:
        """How far down the page window and labels reach."""
        ends = [label.middle + height_of(label, self.letters) / 2 for side in self.stacks.values() for label, _ in side]
        return max(self.under, *ends, 0)

    @cached_property
    def stacks(self) -> dict[str, list[tuple[SideLabel, PlatePart | Band]]]:
        """The labels of each side, placed one below another, with their parts."""
        return {side: self._stack(side, self._origin) for side in SIDES}

    @cached_property
    def rows(self) -> dict[str, list[tuple[SideLabel, PlatePart | Band]]]:
        """The labels above and below the window, placed one beside another, with their parts."""
        return {side: self._row(side, self._origin) for side in ROWS}

    def edge_of(self, side: str) -> float:
        """Return where the leaders of a side begin: how far to the right, or down the page for a row."""
        if side in SIDES:
            return 12 + ROOM - 6 if side == "left" else WIDTH - 12 - ROOM + 6
        return self._origin[1] - GAP if side == "above" else self.bottom + GAP

    def at(self, point: Point) -> Point:
        """Return where a point of the body stands on the page."""
        return self._from(self._origin, point)

    @cached_property
    def _frame(self) -> float:
        """How much of the width is left between the columns of labels."""
        return WIDTH - 24 - len(self._label_sides) * (ROOM - 4)

    @cached_property
    def _label_sides(self) -> set[str]:
        return {part.side for part in self.parts} & set(SIDES)

    @cached_property
    def _origin(self) -> Point:
        """Where the window begins: in the middle of what the labels leave of the width, and of the taller of their columns."""
        left, top, right, bottom = self.window
        spare = self._frame - (right - left) * self.scale
        x = 12 + (ROOM - 4 if "left" in self._label_sides else 0) + spare / 2
        above, columns = self.head + self._depth("above"), (self._stack(side, (x, self.head)) for side in SIDES)
        tallest = max(sum(height_of(label, self.letters) for label, _ in stack) for stack in columns)
        return x, above + max(0, (tallest - (bottom - top) * self.scale) / 2)

    def _from(self, origin: Point, point: Point) -> Point:
        left, top, _, _ = self.window
        return (origin[0] + (point[0] - left) * self.scale, origin[1] + (point[1] - top) * self.scale)

    def _stack(self, side: str, origin: Point) -> list[tuple[SideLabel, PlatePart | Band]]:
        """Place the labels of one side beside a window that begins at `origin`."""
        own = self._own(side)
        labels = [SideLabel(words, self._from(origin, part.at)) for words, part in own.items()]
        placed = column(labels, self.edge_of(side), ROOM - 6, self.letters, self.head - 8)
        return [(label, own[label.words]) for label in placed]

    def _row(self, side: str, origin: Point) -> list[tuple[SideLabel, PlatePart | Band]]:
        """Place the labels above or below a window that begins at `origin`."""
        own = self._own(side)
        labels = [SideLabel(words, self._from(origin, part.at)) for words, part in own.items()]
        edge = origin[1] + (0 if side == "above" else (self.window[3] - self.window[1]) * self.scale)
        return [(label, own[label.words]) for label in row(labels, edge, (8, WIDTH - 8), self.letters)]

    def _depth(self, side: str) -> float:
        """How much of the page a row of labels takes."""
        lines = [len(label.lines) for label, _ in self._row(side, (12, 0))]
        return max(lines) * self.letters * 1.14 + 2 * GAP if lines else 0

    def _own(self, side: str) -> dict[str, PlatePart | Band]:
        """Return the parts and ways in whose labels stand on one side, by what they say."""
        parts = {part.short or part.name: part for part in self.parts if part.side == side}
        return {**parts, **{band.key: band for band in self.bands if band.side == side}}
