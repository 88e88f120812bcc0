"""The strokes of a level map: bones and their names, metal, the chips with letters, the legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.outlines import ORDER, Gap, middle_of
from spine_edu.figures.drawing.rings import narrow_side
from spine_edu.figures.drawing.svg import Point, number
from spine_edu.figures.levelmap.given import COLUMNS, NATIVE
from spine_edu.figures.levelmap.sheet import BADGE, BADGES, DRAWING, Frame, Sheet

Columns = Mapping[str, theme.State]
_MASS = ("C1", "C3", "C4", "C5", "C6")  # their screws stay in the lateral mass and leave the body free
SHORT = {"sacrococcygeal": "sacrococc."}
NOTES = {
    False: "disc: anterior column; strip behind it: posterior column",
    True: "band: anterior column; strips beside it: posterior column",
}


def heading(sheet: Sheet, name: str, badges: bool = True) -> str:
    """The title, which side is which, and the heads over the badges."""
    middle = 8 + DRAWING / 2
    title = svg.wrapped(name, 46)
    heads = zip(("ant.", "post."), BADGES, strict=True)
    columns = "".join(svg.text(word, x + BADGE / 2, 37, "middle") for word, x in heads) if badges else ""
    return (
        svg.text(title[0] + ("…" if len(title) > 1 else ""), 12, 19, "name")
        + "<g class='side'>"
        + svg.text("◂ left" if sheet.behind else "◂ posterior", middle - 10, 37, text_anchor="end")
        + svg.text("right ▸" if sheet.behind else "anterior ▸", middle + 10, 37)
        + f"{columns}</g>"
    )


def bones(sheet: Sheet) -> str:
    """The ilium as a hint, and the bones of the window with one faint neighbour on either side."""
    drawn: list[str] = []
    ghosts = ""
    if "S1" in sheet.inside:
        for name, ring in sheet.view.ghosts.items():
            fill = "" if sheet.behind else f" fill='url(#{sheet.mark}-fade)'"
            kind = f" class='{name}'" if sheet.behind else ""
            ghosts += f"<path{kind} d='{sheet.frame.grain.hint(sheet.cut(ring))}'{fill}/>"
    first, last = ORDER.index(sheet.inside[0]), ORDER.index(sheet.inside[-1])
    places = range(max(first - 1, 0), min(last + 2, len(ORDER)))
    for place in reversed(places) if sheet.behind else places:  # from behind, each arch covers the one below it
        rings = [cut for ring in sheet.view.bones[ORDER[place]].rings if len(cut := sheet.cut(ring)) > 2]
        faint = "" if first <= place <= last else " class='faint'"
        if rings:
            drawn.append(f"<path{faint} d='{''.join(map(sheet.frame.grain.bone, rings))}'/>")
    return f"{ghosts}<g class='bone'>{''.join(drawn)}</g>"


def names(sheet: Sheet) -> str:
    """Each vertebra's name on its body, under the screw where there is one."""
    screwed = {name for entry in sheet.metal for name in entry["vertebrae"] if entry["of"] == "plate" or name not in _MASS}
    drawn = []
    for name in sheet.inside:
        if name not in ("coccyx", "O"):
            x, y = sheet.frame.at(sheet.view.bones[name].label)
            lower = (5.2 if name[0] in "TLS" else 1.4) * sheet.frame.scale if name in screwed else 0
            drawn.append(svg.text(name, round(x), round(y + 3.5 + lower)))
    return f"<g class='vertebra'>{''.join(drawn)}</g>"


def leader(anchor: Point, edge: float, y: float) -> str:
    """The path from a joint to its label."""
    return f"M{anchor[0] + 2:.0f} {anchor[1]:.0f}L{edge} {y:.0f}h5"


def chip(state: theme.State, at: Point) -> str:
    """The letter of a state on its plain chip."""
    return f"<circle cx='{number(at[0])}' cy='{number(at[1])}' r='6.5'/>{svg.text(state.letter, at[0], at[1] + 3.7)}"


def letters_on(frame: Frame, gap: Gap, columns: Columns) -> list[tuple[theme.State, Point]]:
    """The states whose letter has room on the shape of their column, and where it stands."""
    found = []
    for column, rings in zip(COLUMNS, (gap.anterior, gap.posterior), strict=True):
        state = columns.get(column, NATIVE)
        corners = [frame.at(point) for point in rings[-1]]
        if state.letter and narrow_side(corners) >= 13:
            found.append((state, middle_of(corners)))
    return found


def badge(mark: str, state: theme.State, x: float, y: float) -> str:
    """A small field in the colour and pattern of a state, with its letter."""
    kind, fill = ("native", "") if state == NATIVE else ("told", f" fill='{theme.fill_of(state, mark)}'")
    box = f"<rect class='{kind} badge' x='{number(x)}' y='{number(y)}' width='{BADGE}' height='16' rx='3'{fill}/>"
    return box + (f"<g class='chip'>{chip(state, (x + BADGE / 2, y + 8))}</g>" if state.letter else "")


def badges(mark: str, columns: Columns, y: float) -> str:
    """The two fields behind the name of a joint that has a state to tell."""
    told = zip(COLUMNS, BADGES, strict=True)
    return "".join(badge(mark, columns.get(column, NATIVE), x, y - 8) for column, x in told) if columns else ""


def cage(sheet: Sheet, gap: Gap) -> str:
    """A cage in the disc of a joint."""
    cx, cy = middle_of(gap.anterior[0])
    inner = tuple((cx + (x - cx) * 0.74, cy + (y - cy) * 0.66) for x, y in gap.anterior[0])
    return f"<path class='metal' data-hardware='cage' d='{sheet.frame.grain.joint([inner])}'/>"


def metal(sheet: Sheet) -> str:
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
    return (f"<path class='shaft' d='{threads}'/>" if threads else "") + "".join(_held(sheet))


def _held(sheet: Sheet) -> Iterator[str]:
    """Plates, and rods with the heads of their screws."""
    grain = sheet.frame.grain
    for entry in sheet.metal:
        held = [sheet.view.bones[name] for name in entry["vertebrae"]]
        if entry["of"] == "plate":
            fronts = grain.line([bone.front for bone in held if bone.front])
            hidden = " hidden" if sheet.behind else ""  # from behind, a plate lies in front of the bodies
            yield f"<path class='edge{hidden}' d='{fronts}'/><path class='rod{hidden}' d='{fronts}'/>"
            continue
        for place in range(2 if sheet.behind else 1):
            heads = [bone.screws[place][0] for bone in held if bone.screws]
            if entry["of"] == "screws and rods" and len(heads) > 1:
                yield f"<path class='edge' d='{grain.line(heads)}'/><path class='rod' d='{grain.line(heads)}'/>"
            radius = number(4.5 / sheet.frame.stretch)
            dots = (f"<circle cx='{round(x / grain.unit)}' cy='{round(y / grain.unit)}' r='{radius}'/>" for x, y in heads)
            yield f"<g class='metal'>{''.join(dots)}</g>"


def states_used(sheet: Sheet) -> list[theme.State]:
    """The states that a map shows, in the order of the legend."""
    used = {state.name for columns in sheet.told.values() for state in columns.values()}
    return [state for name, state in theme.STATES.items() if name in used]


def legend_places(count: int, top: float) -> list[Point]:
    """Where the badges of a legend stand, two in a row."""
    return [(12 + place % 2 * 160, top + 10 + place // 2 * 23) for place in range(count)]


def fade(sheet: Sheet) -> str:
    """A hint of the ilium that is gone before it meets the edge of the window."""
    if "S1" not in sheet.inside or sheet.behind:
        return ""
    unit = sheet.frame.grain.unit
    start, end = round(-30 / unit), round((sheet.frame.left + DRAWING / sheet.frame.scale) / unit)
    return (
        f"<linearGradient id='{sheet.mark}-fade' gradientUnits='userSpaceOnUse' x1='{start}' x2='{end}'>"
        "<stop class='fade' stop-opacity='.45'/><stop class='fade' offset='1' stop-opacity='0'/></linearGradient>"
    )
