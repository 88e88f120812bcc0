"""The level map: the spine from the side, with the state of every joint's anterior and posterior column."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from spine_edu.anatomy import JOINTS, Joint, joint_named, joints_in, position, vertebra_named
from spine_edu.errors import FigureError
from spine_edu.figures import svg, theme
from spine_edu.figures.labels import spread
from spine_edu.figures.outlines import ORDER, VIEWS, Bone, Gap, Ring, View, middle_of, pelvis_from_behind, view_from
from spine_edu.figures.show import Picture
from spine_edu.figures.svg import Point
from spine_edu.operation import Operation

COLUMNS = ("anterior", "posterior")
_WIDTH = 340
_DRAWING = 200  # the width left for bones beside the labels
_ROW = 19  # the least distance of two labels
_BADGE = 25
_BADGES = (_WIDTH - 64, _WIDTH - 35)  # where the badges of the anterior and the posterior column begin
_REGIONS = {
    "all": ("O", "coccyx"),
    "cervical": ("O", "T1"),
    "thoracic": ("C7", "L1"),
    "lumbar": ("T12", "S1"),
    "sacral": ("L5", "coccyx"),
}
_NATIVE = theme.STATES["native"]
_HARDWARE = {  # what each kind is placed by
    "screws and rods": "vertebrae",
    "screws": "vertebrae",
    "plate": "vertebrae",
    "interbody cage": "joint",
    "interbody device": "joint",
}

States = Mapping[str, Mapping[str, str]]
Hardware = Iterable[Mapping[str, Any]]


def levelmap(
    states: States | None = None,
    *,
    hardware: Hardware = (),
    region: str | None = None,
    title: str | None = None,
    view: str = "side",
    show: Sequence[str] = (),
) -> Picture:
    """Draw the spine from its right side, or from the 'back', with the states of its joints; columns not named are native.

    `region` is 'all', 'cervical', 'thoracic', 'lumbar', 'sacral' or a construct such as 'L2-S1'; without it the map shows
    the joints you name (in `states`, or in `show` whatever their state) and one neighbour on either side. `hardware` takes entries as an operation has them:
    {"of": "screws and rods", "vertebrae": ["L4", "L5"]}, {"of": "plate", …}, {"of": "interbody cage", "joint": "L4-L5"}.

    >>> levelmap({"L4/5": {"anterior": "refusion", "posterior": "solid"}}).words
    'L4-L5: anterior column refusion today, posterior column solid fusion. All other joints are native.'
    """
    if view not in VIEWS:
        raise FigureError(f"There is no level map from the {view!r}. Choose view='side' (the usual one) or view='back'.")
    told = {**{joint_named(name): {} for name in show}, **_read(states or {})}
    metal = tuple(_read_hardware(entry) for entry in hardware)
    first, last = _window(region, told, metal)
    words = describe(states or {}, hardware=metal)
    name = title or "Level map of the spine"
    mark = theme.mark_of("levelmap", name, words, first, last, *show, *([view] if view != "side" else []))
    sheet = _Sheet(mark, told, metal, first, last, view)
    return Picture(
        name=name, words=words, svg=sheet.draw(name, words), width=_WIDTH if len(sheet.inside) > 15 else round(_WIDTH * 1.3)
    )


def describe(states: States, *, hardware: Hardware = ()) -> str:
    """Say in words what `levelmap` draws, cranial joints first.

    >>> describe({"L5-S1": {"anterior": "solid", "posterior": "solid"}, "L4-L5": {"posterior": "pseudarthrosis"}})
    'L4-L5: posterior column pseudarthrosis. L5-S1: both columns solid fusion. All other joints are native.'
    """
    told = _read(states)
    said = [f"{joint}: {_columns_in_words(columns)}" for joint, columns in told.items()]
    said.append("All other joints are native" if told else "Every joint is native: nothing is fused")
    for entry in map(_read_hardware, hardware):
        where = ", ".join(entry["vertebrae"]) or entry["joint"]
        said.append(f"{entry['of'][0].upper()}{entry['of'][1:]}: {where}")
    return ". ".join(said) + "."


def hardware_of(operation: Operation) -> list[dict[str, Any]]:
    """Return the metal that an operation put in, as `levelmap` takes it; what it cannot draw (hooks, wires) is left out.

    >>> from spine_edu.operation import read_operation
    >>> hardware_of(read_operation({"discharged": "2026-01-14", "procedures": [
    ...     {"kind": "instrumentation", "of": "screws and rods", "vertebrae": ["L4", "L5"]}]}))
    [{'of': 'screws and rods', 'vertebrae': ['L4', 'L5']}]
    """
    placed: list[dict[str, Any]] = [
        {"of": procedure.of, "vertebrae": list(procedure.vertebrae)}
        for procedure in operation.procedures
        if procedure.kind == "instrumentation" and procedure.vertebrae and _HARDWARE.get(procedure.of or "") == "vertebrae"
    ]
    for fusion in operation.fusions:
        if fusion.materials and "interbody cage" in fusion.materials and fusion.joint.has_disc:
            placed.append({"of": "interbody cage", "joint": fusion.joint.name})
    return placed


def _columns_in_words(columns: Mapping[str, theme.State]) -> str:
    if len(columns) == 2 and columns["anterior"] == columns["posterior"]:
        return f"both columns {columns['anterior'].word}"
    return ", ".join(f"{column} column {state.word}" for column, state in columns.items())


def _read(states: States) -> dict[Joint, dict[str, theme.State]]:
    """Return states by joint, cranial first, anterior before posterior, without those that are native throughout."""
    read: dict[Joint, dict[str, theme.State]] = {}
    for name, columns in states.items():
        joint = joint_named(name)
        if joint in read:
            raise FigureError(f"{joint} stands twice in the states of one level map: give each joint one entry.")
        strange = [column for column in columns if column not in COLUMNS]
        if strange:
            raise FigureError(f"{joint}: there is no column {strange[0]!r}. A joint has two: 'anterior' and 'posterior'.")
        given = {column: theme.state_named(columns[column]) for column in COLUMNS if column in columns}
        read[joint] = {column: state for column, state in given.items() if state != _NATIVE}
    return {joint: read[joint] for joint in sorted(read) if read[joint]}


def _read_hardware(entry: Mapping[str, Any]) -> dict[str, Any]:
    of = entry.get("of", "")
    if of not in _HARDWARE:
        raise FigureError(f"Hardware {of!r} cannot be drawn on the level map. It knows: {', '.join(_HARDWARE)}.")
    vertebrae = tuple(sorted(map(vertebra_named, entry.get("vertebrae") or ()), key=position))
    joint = joint_named(entry["joint"]) if entry.get("joint") else None
    if _HARDWARE[of] == "vertebrae" and not vertebrae:
        raise FigureError(f"{of}: say which vertebrae hold them, for example {{'of': {of!r}, 'vertebrae': ['L4', 'L5']}}.")
    if _HARDWARE[of] == "joint" and (joint is None or not joint.has_disc):
        raise FigureError(f"{of}: say in which disc it lies, for example {{'of': {of!r}, 'joint': 'L4-L5'}}.")
    return {"of": of, "vertebrae": vertebrae, "joint": joint.name if joint and _HARDWARE[of] == "joint" else ""}


_BONES = ORDER


def _window(region: str | None, told: Mapping[Joint, Any], metal: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Return the first and last bone to show, and refuse a region that would hide what the words say."""
    needed = [bone for joint in told for bone in _bones_of(joint)]
    needed += [bone for entry in metal for bone in (entry["vertebrae"] or _bones_of(joint_named(entry["joint"])))]
    places = sorted(_BONES.index(bone) for bone in needed)
    if region is None:
        if not places:
            return _REGIONS["all"]
        first, last = max(places[0] - 1, 0), min(places[-1] + 1, _BONES.index("S1"))
        return _BONES[first], _BONES[max(last, places[-1])]
    if region in _REGIONS:
        first_bone, last_bone = _REGIONS[region]
    else:
        if not any(letter.isdecimal() for letter in region):
            raise FigureError(
                f"There is no region {region!r}. Write one of {', '.join(_REGIONS)}, or a construct such as 'L2-S1'."
            )
        joints = joints_in(region)
        first_bone, last_bone = _bones_of(joints[0])[0], _bones_of(joints[-1])[-1]
    if places and (places[0] < _BONES.index(first_bone) or places[-1] > _BONES.index(last_bone)):
        outside = next(bone for bone in needed if not _BONES.index(first_bone) <= _BONES.index(bone) <= _BONES.index(last_bone))
        raise FigureError(
            f"The region {region!r} does not show {outside}, of which a state or hardware is given. Choose a wider region, or 'all'."
        )
    return first_bone, last_bone


def _bones_of(joint: Joint) -> tuple[str, str]:
    if joint.is_vertebral:
        return joint.upper, joint.lower
    return ("S1", "S1") if joint.is_sacroiliac else ("S1", "coccyx")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the label column: its joint, where it points, and where it stands."""

    joint: Joint
    anchor: Point
    y: float


class _Sheet:
    """One level map on paper: places bones, joints, hardware, labels and legend, and writes them down."""

    def __init__(
        self,
        mark: str,
        told: Mapping[Joint, Mapping[str, theme.State]],
        metal: Sequence[Mapping[str, Any]],
        first: str,
        last: str,
        seen: str,
    ) -> None:
        self.mark, self.told, self.metal, self.behind = mark, told, metal, seen == "back"
        view = view_from(seen)
        inside = _BONES[_BONES.index(first) : _BONES.index(last) + 1]
        self.view, self.inside = view, inside
        self.whole_sacrum = last == "coccyx"
        self.pelvis = (last == "coccyx" and first == "L5") or any(joint.is_sacroiliac for joint in told)
        self.joints = [joint for joint in JOINTS if joint.name in view.joints and set(_bones_of(joint)) <= set(inside)]
        points = [point for bone in inside for point in self._visible(bone)]
        left, right = min(x for x, _ in points) - 3, max(x for x, _ in points) + 4
        self.top, self.bottom = min(y for _, y in points) - 3, max(y for _, y in points) + 3
        tallest = 900 if len(inside) > 15 else 450
        self.scale = min(_DRAWING / (right - left), tallest / (self.bottom - self.top), 3.4)
        self.left = left - (_DRAWING / self.scale - (right - left)) / 2
        self.head = 46
        self.foot = self.head + (self.bottom - self.top) * self.scale

    def _visible(self, bone: str) -> list[Point]:
        """The points of a bone that the window must hold: of the sacrum only the upper part, of the skull its base."""
        points = [point for ring in self.view.bones[bone].rings for point in ring]
        if bone == "S1" and not self.whole_sacrum:
            top = min(y for _, y in points)
            return [(x, y) for x, y in points if y < top + 58]
        if bone == "O":
            bottom = max(y for _, y in points)
            below = [x for x, _ in self.view.bones["C1"].rings[0]]
            return [(x, y) for x, y in points if y > bottom - 14 and min(below) - 6 < x < max(below) + 6]
        return points

    def at(self, point: Point) -> Point:
        return (8 + (point[0] - self.left) * self.scale, self.head + (point[1] - self.top) * self.scale)

    def draw(self, name: str, words: str) -> str:
        m = self.mark
        rows = self._rows()
        after = max(self.foot, rows[-1].y + 10 if rows else 0) + 8
        inset, after = self._pelvis_inset(after) if self.pelvis else ("", after)
        legend, height = self._legend(after)
        clip = f"<clipPath id='{m}-in'><rect x='4' y='{self.head}' width='{_DRAWING + 10}' height='{svg.number(self.foot - self.head)}' rx='6'/></clipPath>"
        used = {state.name: state for columns in self.told.values() for state in columns.values()}
        return "".join(
            (
                f"<svg xmlns='http://www.w3.org/2000/svg' class='{m}' viewBox='0 0 {_WIDTH} {math.ceil(height)}' ",
                f"role='img' aria-labelledby='{m}-t {m}-d' width='100%'>",
                f"<title id='{m}-t'>{escape(name)}</title><desc id='{m}-d'>{escape(words)}</desc>",
                f"<style>{theme.colours_css(f'.{m}')}{_STYLE.replace('&', f'.{m} ')}</style>",
                theme.patterns((used[key] for key in theme.STATES if key in used), m),
                f"<defs>{clip}{self._fade()}</defs>",
                f"<rect class='card' x='.5' y='.5' width='{_WIDTH - 1}' height='{math.ceil(height) - 1}' rx='10'/>",
                self._heading(name),
                f"<g clip-path='url(#{m}-in)' aria-hidden='true'>{self._bones()}{self._screws()}</g>",
                f"<g aria-hidden='true'>{self._rods()}</g>",  # under the joints: a graft lies to the side of the rod
                *(self._joint(row) for row in rows),
                f"<g clip-path='url(#{m}-in)' aria-hidden='true'>{self._names()}</g>",
                inset,
                legend,
                "</svg>",
            )
        )

    def _heading(self, name: str) -> str:
        middle = 8 + _DRAWING / 2
        title = svg.wrapped(name, 46)
        return (
            svg.text(title[0] + ("…" if len(title) > 1 else ""), 12, 19, "name")
            + svg.text("◂ left" if self.behind else "◂ posterior", middle - 10, 37, "side", text_anchor="end")
            + svg.text("right ▸" if self.behind else "anterior ▸", middle + 10, 37, "side")
            + svg.text("ant.", _BADGES[0] + _BADGE / 2, 37, "side", text_anchor="middle")
            + svg.text("post.", _BADGES[1] + _BADGE / 2, 37, "side", text_anchor="middle")
        )

    def _bones(self) -> str:
        drawn = []
        for name, ring in self.view.ghosts.items():
            if "S1" in self.inside:
                fill = "" if self.behind else f" fill='url(#{self.mark}-fade)'"
                drawn.append(f"<path class='{name}' d='{self._soft(ring)}'{fill}/>")
        first, last = _BONES.index(self.inside[0]), _BONES.index(self.inside[-1])
        places = range(max(first - 1, 0), min(last + 2, len(_BONES)))
        for place in reversed(places) if self.behind else places:  # from behind, each arch covers the one below it
            name = _BONES[place]
            faint = "" if first <= place <= last else " faint"
            drawn.append(self._bone(self.view.bones[name], self.at, faint))
        return "".join(drawn)

    def _names(self) -> str:
        """Write each vertebra's name on its body, under the screw where there is one."""
        size = min(max(self.scale * 5.2, 8.5), 13)
        screwed = {name for entry in self.metal for name in entry["vertebrae"] if entry["of"] == "plate" or name not in _MASS}
        drawn = []
        for name in self.inside:
            if name not in ("coccyx", "O"):
                x, y = self.at(self.view.bones[name].label)
                lower = (5.2 if name[0] in "TLS" else 1.4) * self.scale if name in screwed else 0
                drawn.append(svg.text(name, x, y + size * 0.36 + lower, "vertebra", font_size=svg.number(size)))
        return "".join(drawn)

    def _bone(self, bone: Bone, at: Callable[[Point], Point], faint: str = "") -> str:
        rings = "".join(self._ring(_thinned([at(point) for point in ring])) for ring in bone.rings)
        return f"<path class='bone{faint}' d='{rings}'/>"

    def _ring(self, points: Sequence[Point]) -> str:
        """Draw a closed shape softly where the map is large; where no eye can tell, point to point with half the bytes."""
        return svg.soft(points) if self.scale > 2 else svg.line(_thinned(points, 0.4)) + "Z"

    def _fade(self) -> str:
        """A hint of the ilium that is gone before it meets the edge."""
        start, end = self.at((-30, 0))[0], 8 + _DRAWING
        return (
            f"<linearGradient id='{self.mark}-fade' gradientUnits='userSpaceOnUse' x1='{svg.number(start)}' x2='{end}'>"
            "<stop class='fade' stop-opacity='.45'/><stop class='fade' offset='1' stop-opacity='0'/></linearGradient>"
        )

    def _soft(self, ring: Ring) -> str:
        return svg.soft([self.at(point) for point in ring])

    def _rows(self) -> list[_Row]:
        """Give every joint of the window its line in the label column, none overlapping, each as near as can be."""
        rows = [(joint, self.at(self.view.joints[joint.name].anchor)) for joint in self.joints]
        levels = spread([anchor[1] for _, anchor in rows], [_ROW] * len(rows), self.head + 10 - _ROW / 2)
        return [_Row(joint, anchor, y) for (joint, anchor), y in zip(rows, levels, strict=True)]

    def _joint(self, row: _Row) -> str:
        gap = self.view.joints[row.joint.name]
        columns = self.told.get(row.joint, {})
        edge = 8 + _DRAWING + 5
        x, y = row.anchor
        leader = f"<path class='leader' d='M{svg.number(x + 2)} {svg.number(y)}L{edge} {svg.number(row.y)}H{edge + 5}'/>"
        kind = ("joint" if columns else "joint quiet") + (" long" if row.joint.name in _SHORT else "")
        label = svg.text(_SHORT.get(row.joint.name, row.joint.name), edge + 8, row.y + 4, kind)
        badges = ""
        if columns:
            for column, place in zip(COLUMNS, _BADGES, strict=True):
                badges += self._badge(columns.get(column, _NATIVE), place, row.y - 8)
        return self._group(row.joint, gap, self.at, leader + label + badges)

    def _group(self, joint: Joint, gap: Gap, at: Callable[[Point], Point], labels: str) -> str:
        """One joint, for the eye, for the screen reader and for a widget that wants to listen to it."""
        columns = self.told.get(joint, {})
        said = f"{joint}: {_columns_in_words(columns) if columns else 'native'}"
        shapes = ""
        for column, rings in zip(COLUMNS, (gap.anterior, gap.posterior), strict=True):
            state = columns.get(column, _NATIVE)
            path = "".join(self._ring([at(point) for point in ring]) for ring in rings)
            fill = "" if state == _NATIVE else f" fill='{theme.fill_of(state, self.mark)}'"
            kind = f"native {column}" if state == _NATIVE else "told"
            shapes += f"<path class='{kind}' data-column='{column}' d='{path}'{fill}/>"
        for column, rings in zip(COLUMNS, (gap.anterior, gap.posterior), strict=True):
            state = columns.get(column, _NATIVE)
            corners = [at(point) for point in rings[-1]]
            if state.letter and self._room(corners) >= 13:
                shapes += self._chip(state, middle_of(corners))
        if any(entry["joint"] == joint.name for entry in self.metal):
            shapes = (
                shapes.replace("<g class='chip'", f"{self._cage(gap)}<g class='chip'", 1)
                if "<g class='chip'" in shapes
                else shapes + self._cage(gap)
            )
        return (
            f"<g data-joint='{joint}' role='group' aria-label='{escape(said)}'><title>{escape(said)}</title>{shapes}{labels}</g>"
        )

    def _room(self, corners: Sequence[Point]) -> float:
        """The narrower side of a shape, measured along and across its own length."""
        (cx, cy) = middle_of(corners)
        xx = sum((x - cx) ** 2 for x, _ in corners)
        yy = sum((y - cy) ** 2 for _, y in corners)
        xy = sum((x - cx) * (y - cy) for x, y in corners)
        turn = math.atan2(2 * xy, xx - yy) / 2
        across = [-(x - cx) * math.sin(turn) + (y - cy) * math.cos(turn) for x, y in corners]
        return max(across) - min(across)

    def _chip(self, state: theme.State, at: Point) -> str:
        x, y = svg.number(at[0]), svg.number(at[1])
        return f"<g class='chip'><circle cx='{x}' cy='{y}' r='6.5'/>{svg.text(state.letter, at[0], at[1] + 3.7)}</g>"

    def _badge(self, state: theme.State, x: float, y: float) -> str:
        kind, fill = ("native", "") if state == _NATIVE else ("told", f" fill='{theme.fill_of(state, self.mark)}'")
        box = f"<rect class='{kind} badge' x='{svg.number(x)}' y='{svg.number(y)}' width='{_BADGE}' height='16' rx='3'{fill}/>"
        return box + (self._chip(state, (x + _BADGE / 2, y + 8)) if state.letter else "")

    def _cage(self, gap: Gap) -> str:
        corners = [self.at(point) for point in gap.anterior[0]]
        cx, cy = middle_of(corners)
        inner = [(cx + (x - cx) * 0.74, cy + (y - cy) * 0.66) for x, y in corners]
        return f"<path class='metal' data-hardware='cage' d='{svg.soft(inner)}'/>"

    def _screws(self) -> str:
        drawn = ""
        for entry in self.metal:
            for name in entry["vertebrae"]:
                bone = self.view.bones[name]
                if entry["of"] == "plate" and bone.front:
                    x, y = self.at((bone.front[0], bone.front[1] - 2.6))
                    reach = 0 if self.behind else 9 * self.scale
                    drawn += f"<path class='shaft' d='{svg.line([(x, y), (x - reach, y)])}'/>"
                elif entry["of"] != "plate":
                    for screw in bone.screws:
                        drawn += f"<path class='shaft' d='{svg.line([self.at(point) for point in screw])}'/>"
        return drawn

    def _rods(self) -> str:
        drawn = ""
        for entry in self.metal:
            bones = [self.view.bones[name] for name in entry["vertebrae"]]
            if entry["of"] == "plate":
                fronts = svg.line([self.at(bone.front) for bone in bones if bone.front])
                hidden = " hidden" if self.behind else ""  # from behind, a plate lies in front of the bodies
                drawn += f"<path class='plate{hidden}' d='{fronts}'/><path class='rod{hidden}' d='{fronts}'/>"
                continue
            for place in range(2 if self.behind else 1):
                heads = [self.at(bone.screws[place][0]) for bone in bones if bone.screws]
                if entry["of"] == "screws and rods" and len(heads) > 1:
                    drawn += f"<path class='rod edge' d='{svg.line(heads)}'/><path class='rod' d='{svg.line(heads)}'/>"
                drawn += "".join(f"<circle class='metal' cx='{svg.number(x)}' cy='{svg.number(y)}' r='4.5'/>" for x, y in heads)
        return drawn

    def _pelvis_inset(self, top: float) -> tuple[str, float]:
        """Draw the two sacroiliac joints from behind: from the side one hides the other."""
        view: View = pelvis_from_behind()
        points = [point for bone in view.bones.values() for ring in bone.rings for point in ring]
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        high, low = min(y for _, y in points), max(y for _, y in points)
        scale = _DRAWING / (right - left)

        def at(point: Point) -> Point:
            return (10 + (point[0] - left) * scale, top + 20 + (point[1] - high) * scale)

        drawn = "".join(self._bone(bone, at) for bone in view.bones.values())
        drawn += svg.text("Pelvis from behind", 12, top + 10, "joint")
        for side in ("left", "right"):
            x, y = at(view.bones[f"ilium-{side}"].label)
            drawn += svg.text(side, x, y - 14, "vertebra")
        drawn = f"<g aria-hidden='true'>{drawn}</g>"
        for place, (name, gap) in enumerate(view.joints.items()):
            joint = joint_named(name)
            columns = self.told.get(joint, {})
            y = top + 50 + place * 24
            labels = svg.text(name, 221, y + 4, "joint" if columns else "joint quiet")
            for column, x in zip(COLUMNS, _BADGES, strict=True):
                if columns:
                    labels += self._badge(columns.get(column, _NATIVE), x, y - 8)
            drawn += self._group(joint, gap, at, labels)
        return drawn, top + 20 + (low - high) * scale + 12

    def _legend(self, top: float) -> tuple[str, float]:
        used = {state.name for columns in self.told.values() for state in columns.values()}
        shown = [state for name, state in theme.STATES.items() if name in used]
        drawn = f"<path class='leader' d='M12 {svg.number(top)}H{_WIDTH - 12}'/>" if shown else ""
        for place, state in enumerate(shown):
            x, y = 12 + place % 2 * 160, top + 10 + place // 2 * 23
            drawn += self._badge(state, x, y) + svg.text(state.word, x + 32, y + 12, "key")
        bottom = top + 10 + math.ceil(len(shown) / 2) * 23 if shown else top
        note = (
            "band: anterior column; strips beside it: posterior column"
            if self.behind
            else "disc: anterior column; strip behind it: posterior column"
        )
        return f"<g aria-hidden='true'>{drawn}{svg.text(note, 12, bottom + 12, 'side')}</g>", bottom + 22


_MASS = ("C1", "C3", "C4", "C5", "C6")  # their screws stay in the lateral mass and leave the body free
_SHORT = {"sacrococcygeal": "sacrococc."}
_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:11px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.name{font-size:13px;font-weight:600}"
    "&.side{font-size:10px;fill:var(--muted)}"
    "&.bone{fill:var(--bone);stroke:var(--bone-edge);stroke-width:1.6;paint-order:stroke}"
    "&.ilium-left,&.ilium-right{fill:var(--ghost);stroke:var(--ghost-edge)}"
    "&.faint{opacity:.4}"
    "&.fade{stop-color:var(--ghost-edge)}"
    "&.vertebra{pointer-events:none;fill:var(--bone-ink);text-anchor:middle;stroke:var(--bone);stroke-width:2.5;paint-order:stroke}"
    "&.native{fill:var(--cartilage);stroke:var(--cartilage-edge);stroke-width:.6}"
    "&path.native.posterior{fill-opacity:.3;stroke-opacity:.4}"
    "&.told{stroke:var(--outline);stroke-width:1.1}"
    "&.badge{stroke:var(--muted);stroke-width:1}"
    f"&.chip circle{{fill:{theme.CHIP};stroke:{theme.CHIP_INK};stroke-width:.7}}"
    f"&.chip text{{fill:{theme.CHIP_INK};font-size:10.5px;font-weight:700;text-anchor:middle}}"
    "&.joint{font-size:11.5px;font-weight:600}"
    "&.quiet{font-weight:400;fill:var(--muted);font-size:10.5px}"
    "&.long{font-size:9.5px}"
    "&.leader{fill:none;stroke:var(--line);stroke-width:.8}"
    "&.metal{fill:var(--metal);stroke:var(--metal-edge);stroke-width:1}"
    "&.shaft{stroke:var(--metal-edge);stroke-width:3.4;stroke-dasharray:2 .8;fill:none}"
    "&.rod{stroke:var(--metal);stroke-width:3.6;fill:none;stroke-linecap:round;stroke-linejoin:round}"
    "&.hidden{stroke-dasharray:5 3;stroke-opacity:.7}"
    "&.edge,&.plate{stroke:var(--metal-edge);stroke-width:5.6;fill:none;stroke-linecap:round;stroke-linejoin:round}"
)


def _thinned(points: Sequence[Point], least: float = 1.3) -> list[Point]:
    """Leave out points that lie closer to the last one than the eye can tell, in units of the page."""
    kept: list[Point] = []
    for point in points:
        if not kept or math.dist(point, kept[-1]) >= least:
            kept.append(point)
    return kept
