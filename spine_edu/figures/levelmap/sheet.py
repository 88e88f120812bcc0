"""The sheet of a level map: its scale, its rows, and how bones that are measured in millimetres come onto it.

Bones and joints are written on a grid of millimetres, the same on every map, and put in place by one transformation: what is
drawn on many maps of a page has the same bytes there and can be stored once. Labels and metal are written where they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.figures.drawing import svg
from spine_edu.figures.drawing.labels import spread
from spine_edu.figures.drawing.outlines import ORDER, OutlineView, view_from
from spine_edu.figures.drawing.rings import Ring, clip, simplify
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.levelmap.given import Told, bones_of

WIDTH = 340
DRAWING = 200  # the width left for bones beside the labels
HEAD = 46  # where the drawing begins, below the title
EDGE = 8 + DRAWING + 5  # where leaders bend, and labels begin a little further on
BADGE = 25
BADGES = (WIDTH - 64, WIDTH - 35)  # where the badges of the anterior and the posterior column begin
_ROW = 19  # the least distance of two labels
_MANY = 15  # more bones than these make a tall, narrow map


@dataclass(frozen=True, slots=True)
class OutlineGrain:
    """How finely outlines are written: the step of the grid in millimetres, and whether lines run softly or straight."""

    step: float
    tolerance: float
    soft: bool

    @property
    def unit(self) -> float:
        """Millimetres that one unit of a written path stands for."""
        return self.step / 2 if self.soft else self.step

    def bone(self, ring: Ring) -> str:
        return self._path(simplify(ring, self.tolerance))

    def hint(self, ring: Ring) -> str:
        return self._path(simplify(ring, 3 * self.tolerance))

    def joint(self, rings: Sequence[Ring]) -> str:
        return "".join(self._path(ring if self.soft else simplify(ring, self.tolerance)) for ring in rings)

    def line(self, points: Sequence[Point]) -> str:
        return svg.steps(svg.on_grid(points, self.unit))

    def _path(self, ring: Ring) -> str:
        cells = svg.on_grid(ring, self.step)
        return svg.smooth(cells) if self.soft else svg.steps(cells) + "z"


_GRAINS = (  # from this scale on; the smaller the map, the less an eye can tell
    (2.0, OutlineGrain(0.5, 0.75, soft=True)),
    (1.5, OutlineGrain(0.8, 0.75, soft=True)),
    (0.0, OutlineGrain(0.8, 0.9, soft=False)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the label column: its joint, where it points, and where it stands."""

    joint: Joint
    anchor: Point
    y: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a drawing in millimetres stands on the sheet: `left`, `top` come to `x`, `y`; a millimetre has `scale` units."""

    scale: float
    left: float
    top: float
    x: float
    y: float
    grain: OutlineGrain

    def at(self, point: Point) -> Point:
        return (self.x + (point[0] - self.left) * self.scale, self.y + (point[1] - self.top) * self.scale)

    @property
    def stretch(self) -> float:
        """How much larger a unit of a written path becomes."""
        return self.scale * self.grain.unit

    @property
    def transform(self) -> str:
        x, y = self.at((0, 0))
        return f"translate({svg.number(x)} {svg.number(y)})scale({self.stretch:.4g})"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One level map before it is written down: what it shows, and where."""

    mark: str
    told: Told
    metal: tuple[Mapping[str, Any], ...]
    inside: tuple[str, ...]
    behind: bool
    view: OutlineView
    frame: Frame
    foot: float
    rows: tuple[Row, ...]
    asks_columns: bool = False

    @property
    def headed(self) -> bool:
        """Whether the columns have heads: over their badges, and where a column is to be picked."""
        return self.asks_columns or any(self.told.values())

    @property
    def tall(self) -> bool:
        return len(self.inside) > _MANY

    @property
    def pelvis(self) -> bool:
        """Whether the two sacroiliac joints are drawn once more from behind: from the side one hides the other."""
        return (self.inside[0] == "L5" and self.inside[-1] == "coccyx") or any(joint.is_sacroiliac for joint in self.told)

    def cut(self, ring: Ring) -> Ring:
        """Return what the window shows of an outline, and a little more."""
        bottom = self.frame.top + (self.foot - HEAD) / self.frame.scale + 4
        return clip(clip(ring, 1, self.frame.top - 4, 1), 1, bottom, -1)


def sheet_of(mark: str, told: Told, metal: Sequence[Mapping[str, Any]], first: str, last: str, seen: str) -> Sheet:
    """Return the sheet that shows the bones from first to last, seen from the 'side' or the 'back'."""
    view = view_from(seen)
    inside = ORDER[ORDER.index(first) : ORDER.index(last) + 1]
    points = [point for bone in inside for point in _visible(view, bone, last)]
    left, right = min(x for x, _ in points) - 3, max(x for x, _ in points) + 4
    top, bottom = min(y for _, y in points) - 3, max(y for _, y in points) + 3
    tall = len(inside) > _MANY
    scale = min(DRAWING / (right - left), (900 if tall else 450) / (bottom - top), 3.4)
    left -= (DRAWING / scale - (right - left)) / 2
    frame = Frame(scale, left, top, 8, HEAD, next(grain for least, grain in _GRAINS if scale > least))
    shown = [joint for joint in JOINTS if joint.name in view.joints and set(bones_of(joint)) <= set(inside)]
    anchors = [frame.at(view.joints[joint.name].anchor) for joint in shown]
    levels = spread([y for _, y in anchors], [_ROW] * len(anchors), HEAD + 10 - _ROW / 2)
    rows = tuple(Row(joint, anchor, y) for joint, anchor, y in zip(shown, anchors, levels, strict=True))
    return Sheet(mark, told, tuple(metal), inside, seen == "back", view, frame, HEAD + (bottom - top) * scale, rows)


def _visible(view: OutlineView, bone: str, last: str) -> list[Point]:
    """The points of a bone that the window must hold: of the sacrum only the upper part, of the skull its base."""
    points = [point for ring in view.bones[bone].rings for point in ring]
    if bone == "S1" and last != "coccyx":
        top = min(y for _, y in points)
        return [(x, y) for x, y in points if y < top + 58]
    if bone == "O":
        bottom = max(y for _, y in points)
        below = [x for x, _ in view.bones["C1"].rings[0]]
        return [(x, y) for x, y in points if y > bottom - 14 and min(below) - 6 < x < max(below) + 6]
    return points
