"""The level map inside a page: each joint is a group of its own, named, for screen readers and for widgets that listen."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from spine_edu.anatomy import Joint, joint_named
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import Drawing, card
from spine_edu.figures.drawing.outlines import Gap, pelvis_from_behind
from spine_edu.figures.drawing.rings import Ring
from spine_edu.figures.drawing.svg import Point, number
from spine_edu.figures.levelmap import strokes, style
from spine_edu.figures.levelmap.given import COLUMNS, NATIVE, columns_in_words
from spine_edu.figures.levelmap.sheet import DRAWING, EDGE, HEAD, WIDTH, Row, Sheet
from spine_edu.text.markup import Shape, shape

Path = Callable[[Sequence[Ring]], str]


def drawing(sheet: Sheet, name: str, words: str) -> Drawing:
    """Return a level map into which a page, a widget or a screen reader can look."""
    stretch = sheet.frame.stretch
    body, height = _body(sheet, name)
    return Drawing(
        mark=sheet.mark,
        title=name,
        words=words,
        style=style.rules_for(f".{sheet.mark}", style.classes_of(body)),
        defs=tuple(theme.patterns(strokes.states_used(sheet), sheet.mark, stretch)),
        body=tuple(body),
        size=(WIDTH, height),
        look=f"--u:{1 / stretch:.3g}",
    )


def _body(sheet: Sheet, name: str) -> tuple[list[Shape], int]:
    """Return all that a level map draws, and how tall it gets."""
    frame, window = sheet.frame, f"url(#{sheet.mark}-in)"
    after = max(sheet.foot, sheet.rows[-1].y + 10 if sheet.rows else 0) + 8
    inset, after = pelvis(sheet, after) if sheet.pelvis else ([], after)
    legend, bottom = _legend(sheet, after)
    height = math.ceil(bottom)
    in_millimetres = shape("g", *strokes.bones(sheet), *strokes.metal(sheet), transform=frame.transform)
    return [
        shape("defs", _clip(sheet), *strokes.fade(sheet)),
        card((WIDTH, height)),
        *strokes.heading(sheet, name, badges=sheet.headed),
        shape("g", in_millimetres, clip_path=window, aria_hidden="true"),
        *(_joint(sheet, row) for row in sheet.rows),
        shape("g", strokes.names(sheet), clip_path=window, aria_hidden="true"),
        *inset,
        shape("g", *legend, aria_hidden="true"),
    ], height


def _clip(sheet: Sheet) -> Shape:
    """The window of the bones."""
    height = number(sheet.foot - sheet.frame.y)
    return shape("clipPath", shape("rect", x=4, y=HEAD, width=DRAWING + 10, height=height, rx=6), id=f"{sheet.mark}-in")


def _joint(sheet: Sheet, row: Row) -> Shape:
    """Return a joint: its columns with their letters, and its name beside the drawing with the badges of its states."""
    gap, columns = sheet.view.joints[row.joint.name], sheet.told.get(row.joint, {})
    shapes = _columns(sheet, gap, columns, sheet.frame.grain.joint, within=True)
    if any(entry["joint"] == row.joint.name for entry in sheet.metal):
        shapes.append(shape("path", class_="metal", data_hardware="cage", d=strokes.cage(sheet, gap)))
    chips = [part for state, at in strokes.letters_on(sheet.frame, gap, columns) for part in strokes.chip(state, at)]
    kind = "joint" if columns else "joint quiet"
    label = (
        shape("path", class_="leader", d=strokes.leader(row.anchor, EDGE, row.y)),
        svg.text(strokes.SHORT.get(row.joint.name, row.joint.name), EDGE + 8, row.y + 4, kind),
        *strokes.badges(sheet.mark, columns, row.y),
    )
    letters = (shape("g", *chips, class_="chip"),) if chips else ()
    return _group(row.joint, columns, shape("g", *shapes, transform=sheet.frame.transform), *letters, *label)


def _columns(sheet: Sheet, gap: Gap, columns: strokes.Columns, path: Path, *, within: bool) -> list[Shape]:
    """The two columns of a joint, anterior first."""
    shapes = []
    for column, rings in zip(COLUMNS, (gap.anterior, gap.posterior), strict=True):
        state = columns.get(column, NATIVE)
        fill = None if state == NATIVE else theme.fill_of(state, sheet.mark, within=within)
        kind = "told" if state != NATIVE else "native posterior" if column == "posterior" else "native"
        shapes.append(shape("path", class_=kind, data_column=column, d=path(rings), fill=fill))
    return shapes


def _group(joint: Joint, columns: strokes.Columns, *shapes: Shape) -> Shape:
    """What belongs to a joint, with its states as its name."""
    title = shape("title", f"{joint}: {columns_in_words(columns)}")
    return shape("g", title, *shapes, data_joint=joint.name, role="group")


def _legend(sheet: Sheet, top: float) -> tuple[list[Shape], float]:
    """What the colours and the shapes mean, and how far down the sheet reaches with it."""
    shown = strokes.states_used(sheet)
    places = strokes.legend_places(len(shown), top)
    drawn = [shape("path", class_="leader", d=f"M12 {number(top)}H{WIDTH - 12}")] if shown else []
    for state, (x, y) in zip(shown, places, strict=True):
        drawn += [*strokes.badge(sheet.mark, state, x, y), svg.text(state.word, x + 32, y + 12)]
    bottom = places[-1][1] + 23 if shown else top
    note = svg.text(strokes.NOTES[sheet.behind], 12, bottom + 12, "side")
    return [svg.group(drawn, class_="key"), note], bottom + 22


def pelvis(sheet: Sheet, top: float) -> tuple[list[Shape], float]:
    """Draw the two sacroiliac joints from behind, where neither hides the other; return how far down the sheet this reaches."""
    view = pelvis_from_behind()
    points = [point for bone in view.bones.values() for ring in bone.rings for point in ring]
    left, high, low = min(x for x, _ in points), min(y for _, y in points), max(y for _, y in points)
    scale = DRAWING / (max(x for x, _ in points) - left)

    def path(rings: Iterable[Ring]) -> str:
        return "".join(svg.soft([at(point) for point in ring]) for ring in rings)

    def at(point: Point) -> Point:
        return (10 + (point[0] - left) * scale, top + 20 + (point[1] - high) * scale)

    def side(name: str) -> Shape:
        x, y = at(view.bones[f"ilium-{name}"].label)
        return svg.text(name, x, y - 14, "vertebra")

    bones = (shape("path", class_="bone", d=path(bone.rings)) for bone in view.bones.values())
    drawn = [
        shape("g", *bones, svg.text("Pelvis from behind", 12, top + 10, "joint"), side("left"), side("right"), aria_hidden="true")
    ]
    for place, (name, gap) in enumerate(view.joints.items()):
        joint, y = joint_named(name), top + 50 + place * 24
        columns = sheet.told.get(joint, {})
        label = svg.text(name, EDGE + 8, y + 4, "joint" if columns else "joint quiet")
        shapes = _columns(sheet, gap, columns, path, within=False)
        drawn.append(_group(joint, columns, *shapes, label, *strokes.badges(sheet.mark, columns, y)))
    return [shape("g", *drawn, style="--u:1")], top + 20 + (low - high) * scale + 12
