"""What stands on a plate as shapes: parts, bands, labels with their leaders, patterns and the style."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator

from spine_edu.figures.drawing import svg, theme, tissue_colours
from spine_edu.figures.drawing.labels import width_of
from spine_edu.figures.plates.layout import ROWS, Layout
from spine_edu.figures.plates.structures import Band, PlatePart, Raster, Sign, Stroke
from spine_edu.text.markup import Shape, shape


def raster_shape(layout: Layout, under: Raster) -> Shape:
    """Return a picture of pixels in its place; what it shows is named by the parts over it."""
    (x, y), (x2, y2) = layout.at(under.window[:2]), layout.at(under.window[2:])
    corner, size = {"x": svg.number(x), "y": svg.number(y)}, {"width": svg.number(x2 - x), "height": svg.number(y2 - y)}
    address = "data:image/png;base64," + base64.b64encode(under.png).decode("ascii")
    return shape("image", href=address, **corner, **size, preserveAspectRatio="none", aria_hidden="true")


def part_shape(layout: Layout, part: PlatePart) -> Shape:
    """Return a part with its name; one that is marked has a ring: at its spot, else round its areas, if it has any."""
    areas = part.spot or [stroke for stroke in part.strokes if stroke.kind in ("area", "firm")] or part.strokes
    rings = (_ring(layout, stroke, part.mark) for stroke in areas if part.mark)
    drawn = [piece for stroke in part.strokes for piece in _stroke(layout, stroke)]
    if not part.name:
        return shape("g", *drawn, *rings, data_part=part.key)
    name = part.name + {"risk": ", at risk", "hit": ", pressed"}.get(part.mark, "")
    return shape("g", shape("title", name), *drawn, *rings, data_part=part.key, role="img", aria_label=name)


def _ring(layout: Layout, stroke: Stroke, mark: str) -> Shape:
    """Return the ring around an area, or a broad band along a cord."""
    if stroke.kind in ("area", "firm"):
        return shape("path", class_=mark, d=_outline(layout, stroke))
    return shape(
        "path", class_="cord along", d=_outline(layout, stroke), stroke_width=svg.number(stroke.thick * layout.scale + 3)
    )


def _outline(layout: Layout, stroke: Stroke) -> str:
    """Return the path of a stroke, on the page."""
    points = [layout.at(point) for point in stroke.points]
    if stroke.kind == "area":
        return svg.rounded(points)
    if stroke.kind in ("firm", "clear"):
        return svg.line(points) + "Z"
    return svg.line(points) if stroke.kind == "line" or len(points) < 3 else svg.curve(points)


def _stroke(layout: Layout, stroke: Stroke) -> Iterator[Shape]:
    """Draw an area in its tissue's colour, a thin line, or a cord with its edge."""
    path = _outline(layout, stroke)
    if stroke.kind in ("area", "firm"):
        yield shape("path", class_=stroke.tissue, d=path)
    elif stroke.kind == "clear":
        yield shape("path", d=path, fill="none", pointer_events="all")
    elif not stroke.thick:
        yield shape("path", class_="free" if stroke.tissue == "ink" else "fine", d=path)
    else:
        width = stroke.thick * layout.scale
        for colour, wide in ((f"{stroke.tissue}-edge", width + 1.4), (stroke.tissue, width)):
            yield shape("path", class_="cord", d=path, stroke=f"var(--{colour})", stroke_width=svg.number(wide))


def band_shape(layout: Layout, band: Band) -> Shape:
    """Draw a way in as a broad arrow; its head takes no more than two fifths of its length."""
    (ax, ay), (bx, by) = (layout.at(point) for point in band.path)
    length = math.hypot(bx - ax, by - ay)
    ux, uy = (bx - ax) / length, (by - ay) / length
    half, head = band.width * layout.scale / 2, min(band.width * layout.scale, length * 0.4)
    nx, ny = bx - ux * head, by - uy * head  # the neck of the arrow
    ring = [
        (ax - uy * half, ay + ux * half),
        (nx - uy * half, ny + ux * half),
        (nx - uy * half * 1.5, ny + ux * half * 1.5),
        (bx, by),
        (nx + uy * half * 1.5, ny - ux * half * 1.5),
        (nx + uy * half, ny - ux * half),
        (ax + uy * half, ay - ux * half),
    ]
    arrow = shape("path", class_="band", d=f"{svg.line(ring)}Z")
    if not band.name:
        return shape("g", arrow, data_part=band.key)
    return shape("g", arrow, data_part=band.key, role="img", aria_label=band.name)


def pill(word: str, x: float, y: float, letters: float) -> tuple[Shape, Shape]:
    """Return a bold word on a pill around (x, y), on a plate whose labels are so large."""
    half = half_width(word, letters)
    corner = {"x": svg.number(x - half), "y": svg.number(y - 8)}
    return shape("rect", class_="pill", **corner, width=svg.number(2 * half), height=16, rx=8), svg.text(word, x, y + 3.6, "tag")


def half_width(word: str, letters: float) -> float:
    """Half the width of a pill around a bold word, on a plate whose labels are so large."""
    return width_of(word, letters - 0.5) * 0.57 + 6


def name_shapes(layout: Layout, part: PlatePart) -> Iterator[Shape]:
    """Write a part's name upon it, or beside it on the bare sheet."""
    x, y = layout.at(part.at)
    lines = (part.short or part.name).split("|")
    start = y - (len(lines) - 1) * 5.6 + 3.6
    return (svg.text(line, x, start + n * 11.4, "on" if part.side == "in" else "off") for n, line in enumerate(lines))


def sign_shape(layout: Layout, part: PlatePart, sign: Sign) -> Iterator[Shape]:
    """Write a part's label once more, upon the part or at the end of a thin line that leads to it."""
    x, y = layout.at(sign.at)
    if sign.to:
        half = width_of(part.short, layout.letters - 0.5) / 2 + 1
        tip = layout.at(sign.to)
        beside = abs(tip[0] - x) > half
        start = (x + math.copysign(half, tip[0] - x), y) if beside else (x, y + math.copysign(6.5, tip[1] - y))
        yield shape("path", class_="leader", d=svg.line([tip, start]))
        yield shape("circle", class_="dot", cx=svg.number(tip[0]), cy=svg.number(tip[1]), r="1.4")
    yield svg.text(part.short, x, y + 3.6, "off" if sign.to else "on")


def leader_shapes(layout: Layout) -> Iterator[Shape]:
    """Lead from each label of the columns and rows to what it speaks of."""
    for side, labels in {**layout.stacks, **layout.rows}.items():
        edge = layout.edge_of(side)
        for label, _ in labels:
            x, y = label.anchor
            path = svg.line([(x, y), (label.middle, edge) if side in ROWS else (edge, label.middle)])
            yield shape("path", class_="halo", d=path)
            yield shape("path", class_="leader", d=path)
            yield shape("circle", class_="dot", cx=svg.number(x), cy=svg.number(y), r="1.9")


def label_shapes(layout: Layout) -> Iterator[Shape]:
    """Write the labels of columns and rows, those of marked parts bold, those of ways in on pills."""
    size = layout.letters
    for side, labels in {**layout.stacks, **layout.rows}.items():
        edge = layout.edge_of(side)
        anchor = {"left": "end", "right": None}.get(side, "middle")
        for label, part in labels:
            if isinstance(part, Band):
                yield from pill(part.key, label.middle, edge + (8 if side == "below" else -8), size)
                continue
            if side in ROWS:
                x, first = (
                    label.middle,
                    edge + (size * 0.9 if side == "below" else 1 - (len(label.lines) - 1) * size * 1.14 - size * 0.3),
                )
            else:
                x = edge + (-3 if side == "left" else 3)
                first = label.middle - (len(label.lines) - 1) * size * 0.57 + size * 0.36
            for n, line in enumerate(label.lines):
                yield svg.text(line, x, first + n * size * 1.14, "label strong" if part.mark else "label", text_anchor=anchor)


def clip_shape(mark: str, layout: Layout) -> Shape:
    """Return the window of a plate, beyond which nothing is drawn."""
    left, top, right, bottom = layout.window
    (x, y), (x2, y2) = layout.at((left, top)), layout.at((right, bottom))
    corner, size = {"x": svg.number(x), "y": svg.number(y)}, {"width": svg.number(x2 - x), "height": svg.number(y2 - y)}
    return shape("clipPath", shape("rect", **corner, **size), id=f"{mark}-in")


def pattern_shape(mark: str, tissue: str) -> Shape:
    """Return the pattern of a tissue, which tells it without colour."""
    ground = shape("rect", width=8, height=8, fill=f"var(--{tissue})")
    drawn = shape("g", *tissue_colours.PATTERNS[tissue], opacity=".5")
    return shape("pattern", ground, drawn, id=f"{mark}-{tissue}", width=8, height=8, patternUnits="userSpaceOnUse")


def tissue_css(mark: str, tissue: str) -> str:
    """Return the rules for a tissue: its colour under its pattern."""
    fill = f"url(#{mark}-{tissue})" if tissue_colours.PATTERNS[tissue] else f"var(--{tissue})"
    return f"&path.{tissue}{{fill:{fill};stroke:var(--{tissue}-edge);stroke-width:1}}"


def plate_style(letters: float) -> str:
    """Return the rules of a plate whose labels are so large."""
    small, middling = (svg.number(letters - less) for less in (1, 0.5))
    return (
        f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:{svg.number(letters)}px}}"
        "&.card{fill:var(--card);stroke:var(--edge)}"
        "&.name{font-size:13.5px;font-weight:600}"
        f"&.side{{font-size:{small}px;fill:var(--muted)}}"
        "&.fine{fill:none;stroke:var(--bone-edge);stroke-width:.8;stroke-linecap:round}"
        "&.cord{fill:none;stroke-linecap:round;stroke-linejoin:round}"
        "&.band{fill:var(--accent);fill-opacity:.4;stroke:var(--accent);stroke-width:1.5;stroke-linejoin:round}"
        "&.pill{fill:var(--accent)}"
        f"&text.tag{{fill:var(--card);font-size:{middling}px;font-weight:700;text-anchor:middle}}"
        f"&text.on{{fill:var(--tissue-ink);text-anchor:middle;font-size:{small}px}}"
        f"&text.off{{text-anchor:middle;font-size:{middling}px}}"
        "&.free{fill:none;stroke:var(--muted);stroke-width:1}"
        "&.leader{fill:none;stroke:var(--ink);stroke-width:.7}"
        "&.halo{fill:none;stroke:var(--card);stroke-width:2.2;stroke-opacity:.75}"
        "&.dot{fill:var(--ink);stroke:var(--card);stroke-width:.8}"
        "&.strong{font-weight:700}"
        "&.rule{stroke:var(--line);stroke-width:.8}"
        "&.risk{fill:var(--accent);fill-opacity:.25;stroke:var(--accent);stroke-width:2.2;stroke-dasharray:4 2}"
        "&.along{stroke:var(--accent);stroke-opacity:.4}"
        "&.hit{fill:none;stroke:var(--outline);stroke-width:2.4}"
    )
