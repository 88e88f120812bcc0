"""The level map inside a page: each joint is a group of its own, with its name, for screen readers and for widgets that listen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from spine_edu.anatomy import Joint, joint_named
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.outlines import Gap, Ring, pelvis_from_behind
from spine_edu.figures.drawing.svg import number
from spine_edu.figures.levelmap import strokes as parts
from spine_edu.figures.levelmap import style
from spine_edu.figures.levelmap.given import COLUMNS, NATIVE, columns_in_words
from spine_edu.figures.levelmap.sheet import DRAWING, EDGE, HEAD, WIDTH, Row, Sheet

Path = Callable[[Sequence[Ring]], str]


def drawn(sheet: Sheet, name: str, words: str) -> tuple[str, str]:
    """Return a level map as SVG that a page, a widget or a screen reader can look into, and its view box."""
    m, stretch = sheet.mark, sheet.frame.stretch
    body, height = _body(sheet, name)
    box = f"0 0 {WIDTH} {height}"
    drawing = "".join(
        (
            f"<svg xmlns='http://www.w3.org/2000/svg' class='{m}' viewBox='{box}' ",
            f"role='img' aria-labelledby='{m}-t {m}-d' width='100%' style='--u:{1 / stretch:.3g}'>",
            f"<title id='{m}-t'>{escape(name)}</title><desc id='{m}-d'>{escape(words)}</desc>",
            style.live(body, m),
            theme.patterns(parts.states_used(sheet), m, stretch),
            body,
            "</svg>",
        )
    )
    return drawing, box


def _body(sheet: Sheet, name: str) -> tuple[str, int]:
    """Return all that a level map draws, and how tall it gets."""
    m, frame = sheet.mark, sheet.frame
    after = max(sheet.foot, sheet.rows[-1].y + 10 if sheet.rows else 0) + 8
    inset, after = pelvis(sheet, after) if sheet.pelvis else ("", after)
    legend, bottom = _legend(sheet, after)
    height = math.ceil(bottom)
    return "".join(
        (
            f"<defs>{_clip(sheet)}{parts.fade(sheet)}</defs>",
            f"<rect class='card' x='.5' y='.5' width='{WIDTH - 1}' height='{height - 1}' rx='10'/>",
            parts.heading(sheet, name),
            f"<g clip-path='url(#{m}-in)' aria-hidden='true'><g transform='{frame.transform}'>{parts.bones(sheet)}{parts.metal(sheet)}</g></g>",
            *(_joint(sheet, row) for row in sheet.rows),
            f"<g clip-path='url(#{m}-in)' aria-hidden='true'>{parts.names(sheet)}</g>",
            inset,
            f"<g aria-hidden='true'>{legend}</g>",
        )
    ), height


def _clip(sheet: Sheet) -> str:
    """The window of the bones."""
    height = number(sheet.foot - sheet.frame.y)
    return f"<clipPath id='{sheet.mark}-in'><rect x='4' y='{HEAD}' width='{DRAWING + 10}' height='{height}' rx='6'/></clipPath>"


def _joint(sheet: Sheet, row: Row) -> str:
    gap, columns = sheet.view.joints[row.joint.name], sheet.told.get(row.joint, {})
    shapes = _shapes(sheet, gap, columns, sheet.frame.grain.joint, within=True)
    if any(entry["joint"] == row.joint.name for entry in sheet.metal):
        shapes += parts.cage(sheet, gap)
    chips = "".join(parts.chip(state, at) for state, at in parts.letters_on(sheet.frame, gap, columns))
    leader = f"<path class='leader' d='{parts.leader(row.anchor, EDGE, row.y)}'/>"
    kind = ("joint" if columns else "joint quiet") + (" long" if row.joint.name in parts.SHORT else "")
    label = svg.text(parts.SHORT.get(row.joint.name, row.joint.name), EDGE + 8, row.y + 4, kind)
    return _group(
        row.joint,
        columns,
        f"<g transform='{sheet.frame.transform}'>{shapes}</g>",
        chips,
        leader + label + parts.badges(sheet.mark, columns, row.y),
    )


def _shapes(sheet: Sheet, gap: Gap, columns: parts.Columns, path: Path, *, within: bool) -> str:
    """The two columns of a joint, anterior first."""
    shapes = ""
    for column, rings in zip(COLUMNS, (gap.anterior, gap.posterior), strict=True):
        state = columns.get(column, NATIVE)
        fill = "" if state == NATIVE else f" fill='{theme.fill_of(state, sheet.mark, within=within)}'"
        kind = "told" if state != NATIVE else "native posterior" if column == "posterior" else "native"
        shapes += f"<path class='{kind}' data-column='{column}' d='{path(rings)}'{fill}/>"
    return shapes


def _group(joint: Joint, columns: parts.Columns, shapes: str, chips: str, labels: str) -> str:
    letters = f"<g class='chip'>{chips}</g>" if chips else ""
    said = escape(f"{joint}: {columns_in_words(columns)}")
    return f"<g data-joint='{joint}' role='group'><title>{said}</title>{shapes}{letters}{labels}</g>"


def _legend(sheet: Sheet, top: float) -> tuple[str, float]:
    """What the colours and the shapes mean, and how far down the sheet reaches with it."""
    shown = parts.states_used(sheet)
    drawn = f"<path class='leader' d='M12 {number(top)}H{WIDTH - 12}'/>" if shown else ""
    places = parts.legend_places(len(shown), top)
    for state, (x, y) in zip(shown, places, strict=True):
        drawn += parts.badge(sheet.mark, state, x, y) + svg.text(state.word, x + 32, y + 12)
    bottom = places[-1][1] + 23 if shown else top
    return f"<g class='key'>{drawn}</g>{svg.text(parts.NOTES[sheet.behind], 12, bottom + 12, 'side')}", bottom + 22


def pelvis(sheet: Sheet, top: float) -> tuple[str, float]:
    """Draw the two sacroiliac joints from behind: from the side one hides the other."""
    view = pelvis_from_behind()
    points = [point for bone in view.bones.values() for ring in bone.rings for point in ring]
    left, high, low = min(x for x, _ in points), min(y for _, y in points), max(y for _, y in points)
    scale = DRAWING / (max(x for x, _ in points) - left)

    def path(rings: Sequence[Ring]) -> str:
        return "".join(svg.soft([at(point) for point in ring]) for ring in rings)

    def at(point: svg.Point) -> svg.Point:
        return (10 + (point[0] - left) * scale, top + 20 + (point[1] - high) * scale)

    drawing = "".join(f"<path class='bone' d='{path(bone.rings)}'/>" for bone in view.bones.values())
    drawing += svg.text("Pelvis from behind", 12, top + 10, "joint")
    for side in ("left", "right"):
        x, y = at(view.bones[f"ilium-{side}"].label)
        drawing += svg.text(side, x, y - 14, "vertebra")
    drawing = f"<g aria-hidden='true'>{drawing}</g>"
    for place, (name, gap) in enumerate(view.joints.items()):
        joint, y = joint_named(name), top + 50 + place * 24
        columns = sheet.told.get(joint, {})
        label = svg.text(name, EDGE + 8, y + 4, "joint" if columns else "joint quiet")
        shapes = _shapes(sheet, gap, columns, path, within=False)
        drawing += _group(joint, columns, shapes, "", label + parts.badges(sheet.mark, columns, y))
    return f"<g style='--u:1'>{drawing}</g>", top + 20 + (low - high) * scale + 12
