"""The strokes of a level map: bones and their names, metal, the chips with letters, the legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.outlines import ORDER, Gap
from spine_edu.figures.drawing.rings import middle_of, narrow_side
from spine_edu.figures.drawing.svg import Point, number
from spine_edu.figures.levelmap.given import COLUMNS, NATIVE
from spine_edu.figures.levelmap.sheet import BADGE, BADGES, DRAWING, Frame, Sheet
from spine_edu.text.markup import Shape, shape

Columns = Mapping[str, theme.State]
_MASS = ("C1", "C3", "C4", "C5", "C6")  # their screws stay in the lateral mass and leave the body free
SHORT = {"sacrococcygeal": "sacrococc."}
NOTES = {
    False: "disc: anterior column; strip behind it: posterior column",
    True: "band: anterior column; strips beside it: posterior column",
}


def heading(sheet: Sheet, name: str, badges: bool = True) -> tuple[Shape, Shape]:
    """The title, which side is which, and the heads over the badges."""
    middle = 8 + DRAWING / 2
    title = svg.wrapped(name, 46)
    heads = zip(("ant.", "post."), BADGES, strict=True) if badges else ()
    sides = shape(
        "g",
        svg.text("◂ left" if sheet.behind else "◂ posterior", middle - 10, 37, text_anchor="end"),
        svg.text("right ▸" if sheet.behind else "anterior ▸", middle + 10, 37),
        *(svg.text(word, x + BADGE / 2, 37, "middle") for word, x in heads),
        class_="side",
    )
    return svg.text(title[0] + ("…" if len(title) > 1 else ""), 12, 19, "name"), sides


def bones(sheet: Sheet) -> list[Shape]:
    """The ilium as a hint, and the bones of the window with one faint neighbour on either side."""
    first, last = ORDER.index(sheet.inside[0]), ORDER.index(sheet.inside[-1])
    places = range(max(first - 1, 0), min(last + 2, len(ORDER)))
    drawn = []
    for place in reversed(places) if sheet.behind else places:  # from behind, each arch covers the one below it
        rings = [cut for ring in sheet.view.bones[ORDER[place]].rings if len(cut := sheet.cut(ring)) > 2]
        if rings:
            faint = None if first <= place <= last else "faint"
            drawn.append(shape("path", class_=faint, d="".join(map(sheet.frame.grain.bone, rings))))
    return [*_ghosts(sheet), shape("g", *drawn, class_="bone")]


def _ghosts(sheet: Sheet) -> Iterator[Shape]:
    """The ilium: fading from the side, and an outline of each half from behind."""
    for name, ring in sheet.view.ghosts.items() if "S1" in sheet.inside else ():
        path = sheet.frame.grain.hint(sheet.cut(ring))
        yield shape("path", class_=name, d=path) if sheet.behind else shape("path", d=path, fill=f"url(#{sheet.mark}-fade)")


def names(sheet: Sheet) -> Shape:
    """Each vertebra's name on its body, under the screw where there is one."""
    screwed = {name for entry in sheet.metal for name in entry["vertebrae"] if entry["of"] == "plate" or name not in _MASS}
    drawn = []
    for name in sheet.inside:
        if name not in ("coccyx", "O"):
            x, y = sheet.frame.at(sheet.view.bones[name].label)
            lower = (5.2 if name[0] in "TLS" else 1.4) * sheet.frame.scale if name in screwed else 0
            drawn.append(svg.text(name, round(x), round(y + 3.5 + lower)))
    return shape("g", *drawn, class_="vertebra")


def leader(anchor: Point, edge: float, y: float) -> str:
    """The path from a joint to its label."""
    return f"M{anchor[0] + 2:.0f} {anchor[1]:.0f}L{edge} {y:.0f}h5"


def chip(state: theme.State, at: Point) -> tuple[Shape, Shape]:
    """The letter of a state on its plain chip."""
    return shape("circle", cx=number(at[0]), cy=number(at[1]), r="6.5"), svg.text(state.letter, at[0], at[1] + 3.7)


def letters_on(frame: Frame, gap: Gap, columns: Columns) -> list[tuple[theme.State, Point]]:
    """The states whose letter has room on the shape of their column, and where it stands."""
    found = []
    for column, rings in zip(COLUMNS, (gap.anterior, gap.posterior), strict=True):
        state = columns.get(column, NATIVE)
        corners = [frame.at(point) for point in rings[-1]]
        if state.letter and narrow_side(corners) >= 13:
            found.append((state, middle_of(corners)))
    return found


def badge(mark: str, state: theme.State, x: float, y: float) -> list[Shape]:
    """A small field in the colour and pattern of a state, with its letter."""
    kind, fill = ("native", None) if state == NATIVE else ("told", theme.fill_of(state, mark))
    place = {"x": number(x), "y": number(y)}
    box = shape("rect", class_=f"{kind} badge", **place, width=BADGE, height=16, rx=3, fill=fill)
    return [box, *([shape("g", *chip(state, (x + BADGE / 2, y + 8)), class_="chip")] if state.letter else [])]


def badges(mark: str, columns: Columns, y: float) -> list[Shape]:
    """The two fields behind the name of a joint that has a state to tell."""
    told = zip(COLUMNS, BADGES, strict=True) if columns else ()
    return [part for column, x in told for part in badge(mark, columns.get(column, NATIVE), x, y - 8)]


def cage(sheet: Sheet, gap: Gap) -> str:
    """The outline of a cage in the disc of a joint."""
    cx, cy = middle_of(gap.anterior[0])
    inner = tuple((cx + (x - cx) * 0.74, cy + (y - cy) * 0.66) for x, y in gap.anterior[0])
    return sheet.frame.grain.joint([inner])


def metal(sheet: Sheet) -> list[Shape]:
    """Screws with their heads, rods and plates, for the transformation that puts millimetres in place."""
    line = sheet.frame.grain.line
    threads = ""
    for entry in sheet.metal:
        for bone in (sheet.view.bones[name] for name in entry["vertebrae"]):
            if entry["of"] != "plate":
                threads += "".join(map(line, bone.screws))
            elif bone.front and not sheet.behind:
                x, y = bone.front[0], bone.front[1] - 2.6
                threads += line([(x, y), (x - 9, y)])
    return [*([shape("path", class_="shaft", d=threads)] if threads else []), *_plates_and_rods(sheet)]


def _plates_and_rods(sheet: Sheet) -> Iterator[Shape]:
    """Plates, and rods with the heads of their screws."""
    grain = sheet.frame.grain
    for entry in sheet.metal:
        held = [sheet.view.bones[name] for name in entry["vertebrae"]]
        if entry["of"] == "plate":
            hidden = " hidden" if sheet.behind else ""  # from behind, a plate lies in front of the bodies
            yield from _rod(grain.line([bone.front for bone in held if bone.front]), hidden)
            continue
        for place in range(2 if sheet.behind else 1):
            heads = [bone.screws[place][0] for bone in held if bone.screws]
            if entry["of"] == "screws and rods" and len(heads) > 1:
                yield from _rod(grain.line(heads))
            radius = number(4.5 / sheet.frame.stretch)
            dots = (shape("circle", cx=round(x / grain.unit), cy=round(y / grain.unit), r=radius) for x, y in heads)
            yield svg.group(dots, class_="metal")


def _rod(path: str, hidden: str = "") -> tuple[Shape, Shape]:
    """A rod or a plate: metal along a path, upon its darker edge."""
    return shape("path", class_=f"edge{hidden}", d=path), shape("path", class_=f"rod{hidden}", d=path)


def states_used(sheet: Sheet) -> list[theme.State]:
    """The states that a map shows, in the order of the legend."""
    used = {state.name for columns in sheet.told.values() for state in columns.values()}
    return [state for name, state in theme.STATES.items() if name in used]


def legend_places(count: int, top: float) -> list[Point]:
    """Where the badges of a legend stand, two in a row."""
    return [(12 + place % 2 * 160, top + 10 + place // 2 * 23) for place in range(count)]


def fade(sheet: Sheet) -> list[Shape]:
    """A hint of the ilium that is gone before it meets the edge of the window."""
    if "S1" not in sheet.inside or sheet.behind:
        return []
    unit = sheet.frame.grain.unit
    start, end = round(-30 / unit), round((sheet.frame.left + DRAWING / sheet.frame.scale) / unit)
    stops = shape("stop", class_="fade", stop_opacity=".45"), shape("stop", class_="fade", offset=1, stop_opacity=0)
    return [shape("linearGradient", *stops, id=f"{sheet.mark}-fade", gradientUnits="userSpaceOnUse", x1=start, x2=end)]
