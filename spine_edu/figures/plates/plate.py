"""Labelled plates of anatomy: parts in their tissues' colours and patterns, each with a label, leaders that do not cross.

A plate is drawn in millimetres: x grows to the right of the page, y down the page. Every part is a group that knows its name, so
that widgets and questions can ask for it, and the words list exactly the parts drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import svg, theme, tissue_colours
from spine_edu.figures.drawing.frame import Drawing, card, rules
from spine_edu.figures.drawing.labels import break_lines
from spine_edu.figures.drawing.picture import Picture, parts_by_name
from spine_edu.figures.plates.layout import LETTERS, WIDTH, Layout, Window
from spine_edu.figures.plates.plate_shapes import (
    band_shape,
    clip_shape,
    half_width,
    label_shapes,
    leader_shapes,
    name_shapes,
    part_shape,
    pattern_shape,
    pill,
    plate_style,
    raster_shape,
    sign_shape,
    tissue_css,
)
from spine_edu.figures.plates.structures import Band, PlatePart, Raster
from spine_edu.steady import steady
from spine_edu.text.markup import Markup, Shape, join, shape


@dataclass(frozen=True)
class Plate:
    """Everything a plate shows and says; `draw()` turns it into a picture."""

    name: str
    parts: tuple[PlatePart, ...]
    window: Window
    lead: str  # the first sentence of the words
    edges: tuple[str, str, str, str] = ("", "", "", "")  # what lies to the top, the right, the bottom, the left
    under: tuple[Raster, ...] = ()  # rendered pictures that lie under the parts
    bands: tuple[Band, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()  # a tag and what it means, below the drawing
    notes: tuple[str, ...] = ()  # sentences at the end of the words
    foot: str = "Schematic; not for planning an operation."
    letters: float = LETTERS  # how large labels are; what is written beside the drawing and upon it is a unit smaller

    def draw(self) -> Picture:
        """Return the plate as a picture with its words; raise FigureError where two parts have the same key."""
        keys = [part.key for part in self.parts] + [band.key for band in self.bands]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise FigureError(f"{self.name}: the part {min(twice)!r} is drawn twice; give each part one key.")
        caption = " ".join([self.lead, *self.notes])
        return Picture(
            name=self.name,
            words=self.words(),
            drawing=self._drawing(),
            still=self._still(),
            below=parts_by_name([*(part.name for part in self.parts), *(band.name for band in self.bands)]),
            caption=caption,
            width=640,
        )

    def words(self) -> str:
        """Say what is drawn: the lead and the notes, then the parts by name and the ways in."""
        named = "; ".join(part.name for part in self.parts if part.name)
        parts = [f"Parts: {named}."] if named else []
        ways = [f"Ways in: {'; '.join(band.name for band in self.bands)}."] if self.bands else []
        return " ".join([self.lead, *self.notes, *parts, *ways, self.foot])

    def _still(self) -> Markup:
        """Return the same plate for an image, which knows no theme of a page, and in which nothing can be named or clicked."""
        seen = (part for part in self.parts if not all(stroke.kind == "clear" for stroke in part.strokes) or not part.strokes)
        parts = tuple(replace(part, name="", short=part.short or part.name) for part in seen)
        bare = replace(self, parts=parts, bands=tuple(replace(band, name="") for band in self.bands))
        return bare._drawing(image=True).unnamed

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.name, self.parts, self.bands, self.window, has_edges=any(self.edges), letters=self.letters)

    def _drawing(self, *, image: bool = False) -> Drawing:
        """Return the plate on paper: the parts and ways in, cut off at the window, and all that is written over them."""
        layout, words = self._layout, self.words()
        body = [
            *(raster_shape(layout, under) for under in self.under),
            *(part_shape(layout, part) for part in self.parts),
            *(band_shape(layout, band) for band in self.bands),
        ]
        rows, height = self._rows(max(layout.foot + 6, layout.under + (18 if self.edges[2] else 6)))
        written = [
            *(line for part in self.parts if part.side in ("in", "free") for line in name_shapes(layout, part)),
            *(piece for part in self.parts for sign in part.signs for piece in sign_shape(layout, part, sign)),
            *leader_shapes(layout),
            *label_shapes(layout),
            *(piece for band in self.bands if band.tag for piece in pill(band.key, *layout.at(band.tag), self.letters)),
            *rows,
        ]
        mark = theme.mark_of("plate", self.name, words, join(body), join(written))
        tissues = sorted({stroke.tissue for part in self.parts for stroke in part.strokes} & set(tissue_colours.PATTERNS))
        size = (WIDTH, math.ceil(steady(height)))
        defs = (clip_shape(mark, layout), *(pattern_shape(mark, tissue) for tissue in tissues if tissue_colours.PATTERNS[tissue]))
        framed = (
            card(size),
            *(svg.text(line, 12, 20 + 16 * n, "name") for n, line in enumerate(layout.title)),
            svg.group(self._edges(), aria_hidden="true"),
            svg.group(body, clip_path=f"url(#{mark}-in)"),
            svg.group(written, aria_hidden="true"),
        )
        return Drawing(
            mark=mark,
            title=self.name,
            words=words,
            style=self._style(mark, tissues, join([*defs, *framed]), image=image),
            defs=defs,
            body=framed,
            size=size,
            role="group",
            letters=self.letters - 1,
        )

    def _style(self, mark: str, tissues: Iterable[str], shapes: Markup, *, image: bool) -> str:
        """Return the colours and rules that its shapes use."""
        css = rules(mark, plate_style(self.letters) + "".join(tissue_css(mark, tissue) for tissue in tissues), shapes)
        colours = theme.colours_css(f".{mark}", tissue_colours.LIGHT, tissue_colours.DARK, drawn=css + shapes, image=image)
        return colours + css

    def _edges(self) -> Iterator[Shape]:
        """Write what lies beyond the edges of the window."""
        layout, (above, right_hand, below, left_hand) = self._layout, self.edges
        left, top, right, _ = self.window
        middle, y = layout.at(((left + right) / 2, top))[0], layout.head - 6
        ends = layout.at((left, 0))[0] + 1, layout.at((right, 0))[0] - 1
        places = (
            (above, middle, y, "middle"),
            (below, middle, layout.under + 13, "middle"),
            (left_hand, ends[0], y, "start"),
            (right_hand, ends[1], y, "end"),
        )
        return (svg.text(word, x, y, "side", text_anchor=anchor) for word, x, y, anchor in places if word)

    def _rows(self, top: float) -> tuple[list[Shape], float]:
        """Return the tags with their meanings and the last line, from `top` on, and how tall the plate gets with them."""
        drawn: list[Shape] = []
        y = top
        widest = max((2 * half_width(tag, self.letters) for tag, _ in self.rows), default=0)
        if self.rows:
            drawn.append(shape("path", class_="rule", d=f"M12 {svg.number(y - 2)}H{WIDTH - 12}"))
            y += 4
        for tag, meaning in self.rows:
            lines = break_lines(meaning, WIDTH - 32 - widest, self.letters)
            drawn += pill(tag, 12 + half_width(tag, self.letters), y + 8, self.letters)
            drawn += (svg.text(line, 20 + widest, y + 11.6 + n * 12.5, "row") for n, line in enumerate(lines))
            y += max(len(lines) * 12.5, 16) + 6
        y -= 0 if self.rows else 4
        foot = break_lines(self.foot, WIDTH - 24, self.letters - 1)
        drawn += (svg.text(line, 12, y + 10 + n * 11.5, "side") for n, line in enumerate(foot))
        return drawn, y + 10 + (len(foot) - 1) * 11.5 + 9
