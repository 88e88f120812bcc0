"""The level map as an image: nobody can look into it; what looks alike is written together, names and roles are left out."""

from __future__ import annotations

import math
from dataclasses import replace

from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import card
from spine_edu.figures.drawing.svg import Point, number
from spine_edu.figures.levelmap import live, strokes, style
from spine_edu.figures.levelmap.given import COLUMNS, NATIVE
from spine_edu.figures.levelmap.sheet import BADGE, BADGES, DRAWING, EDGE, WIDTH, Row, Sheet
from spine_edu.text.markup import Shape, shape


def still(sheet: Sheet, name: str) -> Shape:
    """Return a level map as the SVG of an image, with the sheet's mark as its id."""
    mark, short = sheet.mark, replace(sheet, mark="m")
    after = max(sheet.foot, sheet.rows[-1].y + 10 if sheet.rows else 0) + 8
    inset, after = live.pelvis(short, after) if sheet.pelvis else ([], after)
    legend, bottom = _legend(short, after)
    height, used, stretch = math.ceil(bottom), strokes.states_used(short), sheet.frame.stretch
    patterns = theme.patterns(used, "m", stretch)
    defs = [*strokes.fade(short), *(part for state in used for part in _badge(state)), *([_native()] if used else [])]
    drawn = (
        *([shape("defs", *patterns)] if patterns else []),
        *([shape("defs", *defs)] if defs else []),
        card((WIDTH, height)),
        *strokes.heading(short, name, badges=short.headed),
        _window(short, *strokes.bones(short), *strokes.metal(short), *_joints(short)),
        *_labels(short),
        strokes.names(short),
        *inset,
        *legend,
    )
    look = style.short(drawn, 1 / stretch)
    return shape("svg", *look, xmlns="http://www.w3.org/2000/svg", id=mark, viewBox=f"0 0 {WIDTH} {height}")


def _window(sheet: Sheet, *shapes: Shape) -> Shape:
    """Put shapes in millimetres into the window of the bones, which cuts off what lies beyond."""
    frame, unit = sheet.frame, sheet.frame.stretch
    wide, high = DRAWING + 10, sheet.foot - frame.y
    left, top = frame.left / frame.grain.unit - 4 / unit, frame.top / frame.grain.unit
    box = " ".join(number(value) for value in (left, top, wide / unit, high / unit))
    return shape("svg", *shapes, x=4, y=frame.y, width=wide, height=number(high), viewBox=box)


def _joints(sheet: Sheet) -> list[Shape]:
    """The columns of all joints: those that are native in one path, each of the others in its own; and the cages."""
    native: dict[str, list[str]] = {column: [] for column in COLUMNS}
    told = []
    for row in sheet.rows:
        gap = sheet.view.joints[row.joint.name]
        for column, rings in zip(COLUMNS, (gap.anterior, gap.posterior), strict=True):
            state = sheet.told.get(row.joint, {}).get(column, NATIVE)
            path = sheet.frame.grain.joint(rings)
            if state == NATIVE:
                native[column].append(path)
            else:
                told.append(shape("path", d=path, fill=theme.fill_of(state, "m", within=True)))
    kinds = {"anterior": "native", "posterior": "native posterior"}
    cages = (strokes.cage(sheet, sheet.view.joints[entry["joint"]]) for entry in sheet.metal if entry["joint"])
    return [
        *(shape("path", class_=kinds[column], d="".join(paths)) for column, paths in native.items() if paths),
        *([shape("g", *told, class_="told")] if told else []),
        *(shape("path", class_="metal", d=cage) for cage in cages),
    ]


def _labels(sheet: Sheet) -> list[Shape]:
    """Leaders, names and badges of the rows, and the letters on the joints."""
    leaders = "".join(strokes.leader(row.anchor, EDGE, row.y) for row in sheet.rows)
    told = [row for row in sheet.rows if sheet.told.get(row.joint)]
    quiet = [row for row in sheet.rows if not sheet.told.get(row.joint)]
    drawn = [shape("path", class_="leader", d=leaders), *_names(told, "joint"), *_names(quiet, "quiet")]
    for row in told:
        columns, gap = sheet.told[row.joint], sheet.view.joints[row.joint.name]
        drawn += (_use(f"b{state.letter}", at) for state, at in strokes.letters_on(sheet.frame, gap, columns))
        for column, x in zip(COLUMNS, BADGES, strict=True):
            drawn.append(_use(columns.get(column, NATIVE).letter or "N", (x + BADGE / 2, row.y)))
    return drawn


def _names(rows: list[Row], kind: str) -> list[Shape]:
    names = [svg.text(strokes.SHORT.get(row.joint.name, row.joint.name), EDGE + 8, round(row.y + 4)) for row in rows]
    return [shape("g", *names, class_=kind)] if rows else []


def _legend(sheet: Sheet, top: float) -> tuple[list[Shape], float]:
    """What the colours and the shapes mean, and how far down the sheet reaches with it."""
    shown = strokes.states_used(sheet)
    places = strokes.legend_places(len(shown), top)
    drawn = [shape("path", class_="leader", d=f"M12 {number(top)}H{WIDTH - 12}")] if shown else []
    for state, (x, y) in zip(shown, places, strict=True):
        drawn += [_use(state.letter, (x + BADGE / 2, y + 8)), svg.text(state.word, x + 32, y + 12)]
    bottom = places[-1][1] + 23 if shown else top
    return [*drawn, svg.text(strokes.NOTES[sheet.behind], 12, bottom + 12, "side")], bottom + 22


def _badge(state: theme.State) -> tuple[Shape, Shape]:
    """Define the chip with a state's letter and the badge around it, both around their middle."""
    chip = shape("g", *strokes.chip(state, (0, 0)), id=f"b{state.letter}", class_="chip")
    field = shape("rect", class_="badge", x="-12.5", y=-8, width=BADGE, height=16, rx=3, fill=theme.fill_of(state, "m"))
    return chip, shape("g", field, shape("use", href=f"#b{state.letter}"), id=state.letter)


def _native() -> Shape:
    return shape("rect", id="N", class_="native badge", x="-12.5", y=-8, width=BADGE, height=16, rx=3)


def _use(name: str, at: Point) -> Shape:
    return shape("use", href=f"#{name}", x=f"{at[0]:.0f}", y=f"{at[1]:.0f}")
