"""Labelled plates of anatomy: parts in their tissues' colours and patterns, each with a label, leaders that do not cross.

A plate is drawn in millimetres: x grows to the right of the page, y down the page. Every part is a group that knows its name, so
that widgets and questions can ask for it, and the words list exactly the parts drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import svg, theme, tissue_colours
from spine_edu.figures.drawing.labels import Label, broken, column, height_of, width_of
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.structures import Band, Part, Shape
from spine_edu.steady import steady
from spine_edu.text.markup import Markup

WIDTH = 380
_ROOM, _SIZE = 88, 10.5  # the width of a column of labels, and the size of its letters


@dataclass(frozen=True, slots=True)
class Plate:
    """Everything a plate shows and says; `draw()` turns it into a picture."""

    name: str
    parts: tuple[Part, ...]
    window: tuple[float, float, float, float]  # left, top, right, bottom, in millimetres
    lead: str  # the first sentence of the words
    edges: tuple[str, str, str, str] = ("", "", "", "")  # what lies to the top, the right, the bottom, the left
    bands: tuple[Band, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()  # a tag and what it means, below the drawing
    notes: tuple[str, ...] = ()  # sentences at the end of the words
    foot: str = "Schematic; not for planning an operation."

    def draw(self) -> Picture:
        """Return the plate as a picture with its words."""
        keys = [part.key for part in self.parts] + [band.key for band in self.bands]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise FigureError(f"{self.name}: the part {min(twice)!r} is drawn twice; give each part one key.")
        words = self.words()
        said = " ".join([self.lead, *self.notes])
        return Picture(
            name=self.name, words=words, svg=_Sheet(self).draw(words), below=Markup(self._listed()), caption=said, width=640
        )

    def _listed(self) -> str:
        """The parts as a list behind a fold: for whoever hears the page, and for whoever wants to check."""
        names = [part.name for part in self.parts] + [band.name for band in self.bands]
        items = "".join(f"<li>{escape(name)}</li>" for name in names)
        return f"<details><summary>{len(names)} parts by name</summary><ul>{items}</ul></details>"

    def words(self) -> str:
        """Say what is drawn: the parts by name, the ways in, then the notes."""
        named = "; ".join(part.name for part in self.parts)
        ways = f" Ways in: {'; '.join(band.name for band in self.bands)}." if self.bands else ""
        return " ".join([self.lead, f"Parts: {named}.{ways}", *self.notes, self.foot])


class _Sheet:
    """One plate on paper."""

    def __init__(self, plate: Plate) -> None:
        self.plate = plate
        self.sides = {part.side for part in plate.parts} & {"left", "right"}
        left, top, right, bottom = plate.window
        frame = WIDTH - 24 - len(self.sides) * (_ROOM - 4)
        self.scale = min(frame / (right - left), 430 / (bottom - top))
        spare = frame - (right - left) * self.scale
        self.x0 = 12 + (_ROOM - 4 if "left" in self.sides else 0) + spare / 2
        self.title = broken(plate.name, (WIDTH - 24) / 1.15, 13.5)
        self.head = 12 + 16 * len(self.title) + (14 if any(plate.edges) else 0)
        self.y0: float = self.head
        tallest = max(self._stack(side)[1] for side in ("left", "right"))
        self.y0 += max(0, (tallest - (bottom - top) * self.scale) / 2)
        self.placed = {side: self._stack(side)[0] for side in ("left", "right")}
        ends = [label.y + height_of(label, _SIZE) / 2 for side in self.placed.values() for label, _ in side]
        self.foot = max(self.y0 + (bottom - top) * self.scale, *ends, 0)

    def at(self, point: Point) -> Point:
        left, top, _, _ = self.plate.window
        return (self.x0 + (point[0] - left) * self.scale, self.y0 + (point[1] - top) * self.scale)

    def _stack(self, side: str) -> tuple[list[tuple[Label, Part]], float]:
        """Place the labels of one side, and say how tall their column is."""
        own = {part.short or part.name: part for part in self.plate.parts if part.side == side}
        edge = 12 + _ROOM - 6 if side == "left" else WIDTH - 12 - _ROOM + 6
        labels = [Label(words, self.at(part.at)) for words, part in own.items()]
        placed = column(labels, edge, _ROOM - 6, _SIZE, self.head - 8)
        return [(label, own[label.words]) for label in placed], sum(height_of(label, _SIZE) for label in placed)

    def draw(self, words: str) -> str:
        plate = self.plate
        body = "".join([*(self._part(part) for part in plate.parts), *(self._band(band) for band in plate.bands)])
        tags = "".join(self._tag(band) for band in plate.bands)
        inside = "".join(self._written(part) for part in plate.parts if part.side in ("in", "free"))
        rows, height = self._rows(
            max(self.foot + 6, self.y0 + (plate.window[3] - plate.window[1]) * self.scale + (18 if plate.edges[2] else 6))
        )
        written = f"{inside}{self._columns()}{tags}{rows}"
        tall, m = math.ceil(steady(height)), theme.mark_of("plate", plate.name, words, body, written)
        shown = sorted({shape.tissue for part in plate.parts for shape in part.shapes if shape.tissue in tissue_colours.PATTERNS})
        return "".join(
            (
                f"<svg xmlns='http://www.w3.org/2000/svg' class='{m}' viewBox='0 0 {WIDTH} {tall}' ",
                f"role='group' aria-labelledby='{m}-t {m}-d' width='100%'>",
                f"<title id='{m}-t'>{escape(plate.name)}</title><desc id='{m}-d'>{escape(words)}</desc>",
                f"<style>{theme.colours_css(f'.{m}', tissue_colours.LIGHT, tissue_colours.DARK)}{self._style(m, shown)}</style>",
                self._patterns(m, shown),
                f"<rect class='card' x='.5' y='.5' width='{WIDTH - 1}' height='{tall - 1}' rx='10'/>",
                *(svg.text(line, 12, 20 + 16 * n, "name") for n, line in enumerate(self.title)),
                self._edges(),
                f"<g clip-path='url(#{m}-in)'>{body}</g>",
                f"<g aria-hidden='true'>{written}</g>",
                "</svg>",
            )
        )

    def _part(self, part: Part) -> str:
        drawn = "".join(self._shape(shape) for shape in part.shapes)
        if part.mark:
            drawn += "".join(
                f"<path class='{part.mark}' d='{self._outline(shape)}'/>"
                for shape in part.shapes
                if shape.kind in ("area", "firm")
            ) or "".join(f"<path class='{part.mark}' d='{self._outline(shape)}'/>" for shape in part.shapes)
        said = escape(part.name + {"risk": ", at risk", "hit": ", pressed"}.get(part.mark, ""))
        return f"<g data-part='{part.key}' role='img' aria-label='{said}'><title>{said}</title>{drawn}</g>"

    def _outline(self, shape: Shape) -> str:
        points = [self.at(point) for point in shape.points]
        if shape.kind == "area":
            return svg.soft(points)
        if shape.kind == "firm":
            return svg.line(points) + "Z"
        return svg.line(points) if shape.kind == "line" or len(points) < 3 else svg.curve(points)

    def _shape(self, shape: Shape) -> str:
        path = self._outline(shape)
        if shape.kind in ("area", "firm"):
            return f"<path class='{shape.tissue}' d='{path}'/>"
        if not shape.thick:
            return f"<path class='{'free' if shape.tissue == 'ink' else 'fine'}' d='{path}'/>"
        width = shape.thick * self.scale
        return (
            f"<path class='cord' d='{path}' stroke='var(--{shape.tissue}-edge)' stroke-width='{svg.number(width + 1.4)}'/>"
            f"<path class='cord' d='{path}' stroke='var(--{shape.tissue})' stroke-width='{svg.number(width)}'/>"
        )

    def _band(self, band: Band) -> str:
        (ax, ay), (bx, by) = (self.at(point) for point in band.path)
        length = math.hypot(bx - ax, by - ay)
        ux, uy = (bx - ax) / length, (by - ay) / length
        half, head = band.width * self.scale / 2, min(band.width * self.scale, length * 0.4)
        neck = (bx - ux * head, by - uy * head)
        ring = [
            (ax - uy * half, ay + ux * half),
            (neck[0] - uy * half, neck[1] + ux * half),
            (neck[0] - uy * half * 1.5, neck[1] + ux * half * 1.5),
            (bx, by),
            (neck[0] + uy * half * 1.5, neck[1] - ux * half * 1.5),
            (neck[0] + uy * half, neck[1] - ux * half),
            (ax + uy * half, ay - ux * half),
        ]
        return (
            f"<g data-part='{band.key}' role='img' aria-label='{escape(band.name)}'>"
            f"<path class='band' d='{svg.line(ring)}Z'/></g>"
        )

    def _tag(self, band: Band) -> str:
        return self._pill(band.key, *self.at(band.tag)) if band.tag else ""

    def _pill(self, word: str, x: float, y: float) -> str:
        half = self._half(word)
        return (
            f"<rect class='pill' x='{svg.number(x - half)}' y='{svg.number(y - 8)}' width='{svg.number(2 * half)}' height='16' rx='8'/>"
            + svg.text(word, x, y + 3.6, "tag")
        )

    @staticmethod
    def _half(word: str) -> float:
        """Half the width of a pill around a bold word."""
        return width_of(word, 10) * 0.57 + 6

    def _written(self, part: Part) -> str:
        x, y = self.at(part.at)
        lines = (part.short or part.name).split("|")
        start = y - (len(lines) - 1) * 5.6 + 3.6
        return "".join(svg.text(line, x, start + n * 11.4, "on" if part.side == "in" else "off") for n, line in enumerate(lines))

    def _columns(self) -> str:
        drawn = []
        for side, stack in self.placed.items():
            inner = 12 + _ROOM - 6 if side == "left" else WIDTH - 12 - _ROOM + 6
            for label, _part in stack:
                x, y = label.anchor
                path = svg.line([(x, y), (inner, label.y)])
                drawn.append(f"<path class='halo' d='{path}'/><path class='leader' d='{path}'/>")
                drawn.append(f"<circle class='dot' cx='{svg.number(x)}' cy='{svg.number(y)}' r='1.9'/>")
        for side, stack in self.placed.items():
            x = 12 + _ROOM - 9 if side == "left" else WIDTH - 12 - _ROOM + 9
            for label, part in stack:
                first = label.y - (len(label.lines) - 1) * _SIZE * 0.57 + _SIZE * 0.36
                kind = "label strong" if part.mark else "label"
                for n, line in enumerate(label.lines):
                    anchor = {"text_anchor": "end"} if side == "left" else {}
                    drawn.append(svg.text(line, x, first + n * _SIZE * 1.14, kind, **anchor))
        return "".join(drawn)

    def _edges(self) -> str:
        left, top, right, bottom = self.plate.window
        words = self.plate.edges
        middle = self.at(((left + right) / 2, top))[0]
        at_top, at_bottom = self.head - 6, self.y0 + (bottom - top) * self.scale + 13
        drawn = svg.text(words[0], middle, at_top, "side", text_anchor="middle") if words[0] else ""
        drawn += svg.text(words[2], middle, at_bottom, "side", text_anchor="middle") if words[2] else ""
        for word, x, anchor in ((words[3], self.at((left, 0))[0] + 1, "start"), (words[1], self.at((right, 0))[0] - 1, "end")):
            if word:
                drawn += svg.text(word, x, at_top, "side", text_anchor=anchor)
        return f"<g aria-hidden='true'>{drawn}</g>"

    def _rows(self, top: float) -> tuple[str, float]:
        drawn, y = "", top
        widest = max((2 * self._half(tag) for tag, _ in self.plate.rows), default=0)
        if self.plate.rows:
            drawn += f"<path class='rule' d='M12 {svg.number(y - 2)}H{WIDTH - 12}'/>"
            y += 4
        for tag, meaning in self.plate.rows:
            lines = broken(meaning, WIDTH - 32 - widest, 10.5)
            drawn += self._pill(tag, 12 + self._half(tag), y + 8)
            drawn += "".join(svg.text(line, 20 + widest, y + 11.6 + n * 12.5, "row") for n, line in enumerate(lines))
            y += max(len(lines) * 12.5, 16) + 6
        y -= 0 if self.plate.rows else 4
        for n, line in enumerate(broken(self.plate.foot, WIDTH - 24, 9.5)):
            drawn += svg.text(line, 12, y + 10 + n * 11.5, "side")
            last = y + 10 + n * 11.5
        return drawn, last + 9

    def _patterns(self, mark: str, shown: Sequence[str]) -> str:
        drawn = "".join(
            f"<pattern id='{mark}-{tissue}' width='8' height='8' patternUnits='userSpaceOnUse'>"
            f"<rect width='8' height='8' fill='var(--{tissue})'/><g opacity='.5'>{tissue_colours.PATTERNS[tissue]}</g></pattern>"
            for tissue in shown
            if tissue_colours.PATTERNS[tissue]
        )
        left, top, right, bottom = self.plate.window
        (x, y), (x2, y2) = self.at((left, top)), self.at((right, bottom))
        box = f"x='{svg.number(x)}' y='{svg.number(y)}' width='{svg.number(x2 - x)}' height='{svg.number(y2 - y)}'"
        return f"<defs><clipPath id='{mark}-in'><rect {box}/></clipPath>{drawn}</defs>"

    @staticmethod
    def _style(mark: str, shown: Sequence[str]) -> str:
        own = "".join(
            f"&path.{tissue}{{fill:{f'url(#{mark}-{tissue})' if tissue_colours.PATTERNS[tissue] else f'var(--{tissue})'};"
            f"stroke:var(--{tissue}-edge);stroke-width:1}}"
            for tissue in shown
        )
        return (_STYLE + own).replace("&", f".{mark} ")


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:{_SIZE}px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.name{font-size:13.5px;font-weight:600}"
    "&.side{font-size:9.5px;fill:var(--muted)}"
    "&.fine{fill:none;stroke:var(--bone-edge);stroke-width:.8;stroke-linecap:round}"
    "&.cord{fill:none;stroke-linecap:round;stroke-linejoin:round}"
    "&.band{fill:var(--accent);fill-opacity:.2;stroke:var(--accent);stroke-width:1.5;stroke-dasharray:4 2;stroke-linejoin:round}"
    "&.pill{fill:var(--accent)}"
    "&text.tag{fill:var(--card);font-size:10px;font-weight:700;text-anchor:middle}"
    "&text.on{fill:var(--tissue-ink);text-anchor:middle;font-size:9.5px}"
    "&text.off{text-anchor:middle;font-size:10px}"
    "&.free{fill:none;stroke:var(--muted);stroke-width:1}"
    "&.leader{fill:none;stroke:var(--ink);stroke-width:.7}"
    "&.halo{fill:none;stroke:var(--card);stroke-width:2.2;stroke-opacity:.75}"
    "&.dot{fill:var(--ink);stroke:var(--card);stroke-width:.8}"
    "&.strong{font-weight:700}"
    "&.rule{stroke:var(--line);stroke-width:.8}"
    "&.risk{fill:none;stroke:var(--accent);stroke-width:2.4;stroke-dasharray:4 2}"
    "&.hit{fill:none;stroke:var(--outline);stroke-width:2.4}"
)
