"""The level map as an image: nobody can look into it, so what looks alike is written together, and names and roles are left out."""

from __future__ import annotations

import math
from dataclasses import replace

from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.svg import number
from spine_edu.figures.levelmap import live, style
from spine_edu.figures.levelmap import strokes as parts
from spine_edu.figures.levelmap.given import COLUMNS, NATIVE
from spine_edu.figures.levelmap.sheet import BADGE, BADGES, DRAWING, EDGE, WIDTH, Row, Sheet


def drawn(sheet: Sheet, name: str) -> str:
    """Return a level map as the SVG of an image, with the sheet's mark as its id."""
    mark, short = sheet.mark, replace(sheet, mark="m")
    after = max(sheet.foot, sheet.rows[-1].y + 10 if sheet.rows else 0) + 8
    inset, after = live.pelvis(short, after) if sheet.pelvis else ("", after)
    legend, bottom = _legend(short, after)
    height, used, stretch = math.ceil(bottom), parts.states_used(short), sheet.frame.stretch
    body = "".join(
        (
            f"<rect class='card' x='.5' y='.5' width='{WIDTH - 1}' height='{height - 1}' rx='10'/>",
            parts.heading(short, name, badges=bool(used)),
            _window(short, parts.bones(short) + parts.metal(short) + _joints(short)),
            _labels(short),
            parts.names(short),
            inset,
            legend,
        )
    )
    marks = "".join(map(_mark, used)) if used else ""
    defs = f"<defs>{parts.fade(short)}{marks}{_native() if used else ''}</defs>"
    drawing = theme.patterns(used, "m", stretch) + (defs if len(defs) > 13 else "") + body
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' id='{mark}' viewBox='0 0 {WIDTH} {height}'>"
        f"{style.still(drawing, 1 / stretch)}</svg>"
    )


def _window(sheet: Sheet, drawing: str) -> str:
    """Put a drawing in millimetres into the window of the bones, which cuts off what lies beyond."""
    frame, unit = sheet.frame, sheet.frame.stretch
    x, y, wide, high = 4, frame.y, DRAWING + 10, sheet.foot - frame.y
    left, top = frame.left / frame.grain.unit - 4 / unit, frame.top / frame.grain.unit
    box = " ".join(number(value) for value in (left, top, wide / unit, high / unit))
    return f"<svg x='{x}' y='{y}' width='{wide}' height='{number(high)}' viewBox='{box}'>{drawing}</svg>"


def _joints(sheet: Sheet) -> str:
    """The columns of all joints: those that are native in one path, each of the others in its own."""
    native: dict[str, list[str]] = {column: [] for column in COLUMNS}
    told = ""
    for row in sheet.rows:
        gap = sheet.view.joints[row.joint.name]
        for column, rings in zip(COLUMNS, (gap.anterior, gap.posterior), strict=True):
            state = sheet.told.get(row.joint, {}).get(column, NATIVE)
            path = sheet.frame.grain.joint(rings)
            if state == NATIVE:
                native[column].append(path)
            else:
                told += f"<path d='{path}' fill='{theme.fill_of(state, 'm', within=True)}'/>"
    kinds = {"anterior": "native", "posterior": "native posterior"}
    plain = "".join(f"<path class='{kinds[column]}' d='{''.join(paths)}'/>" for column, paths in native.items() if paths)
    cages = (parts.cage(sheet, sheet.view.joints[entry["joint"]]) for entry in sheet.metal if entry["joint"])
    return plain + (f"<g class='told'>{told}</g>" if told else "") + "".join(cages).replace(" data-hardware='cage'", "")


def _labels(sheet: Sheet) -> str:
    """Leaders, names and badges of the rows, and the letters on the joints."""
    leaders = "".join(parts.leader(row.anchor, EDGE, row.y) for row in sheet.rows)
    told = [row for row in sheet.rows if sheet.told.get(row.joint)]
    quiet = [row for row in sheet.rows if not sheet.told.get(row.joint)]
    drawn = f"<path class='leader' d='{leaders}'/>" + _named(told, "joint") + _named(quiet, "quiet")
    for row in told:
        columns, gap = sheet.told[row.joint], sheet.view.joints[row.joint.name]
        drawn += "".join(_use(f"b{state.letter}", at) for state, at in parts.letters_on(sheet.frame, gap, columns))
        for column, x in zip(COLUMNS, BADGES, strict=True):
            drawn += _use(columns.get(column, NATIVE).letter or "N", (x + BADGE / 2, row.y))
    return drawn


def _named(rows: list[Row], kind: str) -> str:
    names = "".join(svg.text(parts.SHORT.get(row.joint.name, row.joint.name), EDGE + 8, round(row.y + 4)) for row in rows)
    return f"<g class='{kind}'>{names}</g>" if rows else ""


def _legend(sheet: Sheet, top: float) -> tuple[str, float]:
    shown = parts.states_used(sheet)
    drawn = f"<path class='leader' d='M12 {number(top)}H{WIDTH - 12}'/>" if shown else ""
    places = parts.legend_places(len(shown), top)
    for state, (x, y) in zip(shown, places, strict=True):
        drawn += _use(state.letter, (x + BADGE / 2, y + 8)) + svg.text(state.word, x + 32, y + 12)
    bottom = places[-1][1] + 23 if shown else top
    return drawn + svg.text(parts.NOTES[sheet.behind], 12, bottom + 12, "side"), bottom + 22


def _mark(state: theme.State) -> str:
    """Define the chip with a state's letter and the badge around it, both around their middle."""
    chip = f"<g id='b{state.letter}' class='chip'>{parts.chip(state, (0, 0))}</g>"
    fill = theme.fill_of(state, "m")
    return (
        f"{chip}<g id='{state.letter}'><rect class='badge' x='-12.5' y='-8' width='{BADGE}' height='16' rx='3' fill='{fill}'/>"
        f"<use href='#b{state.letter}'/></g>"
    )


def _native() -> str:
    return f"<rect id='N' class='native badge' x='-12.5' y='-8' width='{BADGE}' height='16' rx='3'/>"


def _use(name: str, at: svg.Point) -> str:
    return f"<use href='#{name}' x='{at[0]:.0f}' y='{at[1]:.0f}'/>"
