"""Every colour, pattern, letter and word of our figures, in one place.

A state is never shown by colour alone: it has a pattern and a letter too. The fills were chosen so that they stay apart
for colour-blind eyes (tests/figures/drawing/test_theme.py computes it), and letters stand on a plain chip that no pattern hides.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spine_edu.errors import FigureError
from spine_edu.text.markup import Shape, shape
from spine_edu.text.quoting import shown


@dataclass(frozen=True, slots=True)
class State:
    """What has become of a joint's column: how it is named, and how it is drawn."""

    name: str
    word: str
    letter: str
    colour: str
    pattern: str


STATES: Mapping[str, State] = {
    state.name: state
    for state in (
        State("native", "native", "", "#B9CFDC", "plain"),
        State("healing", "healing fusion", "H", "#56B4E9", "dashes"),
        State("solid", "solid fusion", "S", "#0072B2", "plain"),
        State("pseudarthrosis", "pseudarthrosis", "P", "#D55E00", "stripes"),
        State("initial", "initial fusion today", "I", "#006644", "dots"),
        State("refusion", "refusion today", "R", "#CC79A7", "grid"),
    )
}

LIGHT: Mapping[str, str] = {
    "card": "#FBFAF6",
    "edge": "#D9D5CA",
    "ink": "#1D2730",
    "muted": "#56616A",
    "line": "#C4C3BC",
    "bone": "#F0E4CA",
    "bone-edge": "#857353",
    "bone-ink": "#3A2F1B",
    "ghost": "#F3EEE2",
    "ghost-edge": "#C9BFA8",
    "cartilage": "#B9CFDC",
    "cartilage-edge": "#5C7483",
    "outline": "#1D2730",
    "metal": "#7C8790",
    "metal-edge": "#2C353C",
    "accent": "#8A4B00",
}
DARK: Mapping[str, str] = {
    "card": "#1E252B",
    "edge": "#3B454D",
    "ink": "#EDEBE5",
    "muted": "#B4BDC3",
    "line": "#4C5861",
    "bone": "#D3C5A4",
    "bone-edge": "#5A4D34",
    "bone-ink": "#2A2212",
    "ghost": "#2B3238",
    "ghost-edge": "#5F625D",
    "cartilage": "#8FB0C2",
    "cartilage-edge": "#2F4553",
    "outline": "#0C1115",
    "metal": "#A7B1B8",
    "metal-edge": "#14191D",
    "accent": "#F0B463",
}
LOOKS: Mapping[str, str] = {
    "bone": "#EADDC3",
    "disc": "#A9C3D2",
    "rest of disc": "#A9C3D2",
    "nerve": "#E8C547",
    "artery": "#B5302A",
    "anterior longitudinal ligament": "#9FB07A",
    "posterior longitudinal ligament": "#6F9DC0",
    "flavum ligament": "#C98A1B",
    "interspinous ligament": "#C58F7F",
    "supraspinous ligament": "#9C5F58",
    "capsules ligament": "#7FA894",
    "metal": "#96A1AA",
    "dark metal": "#5E6973",
    "rod": "#B3BDC5",
    "cage": "#4A5763",
    "old metal": "#8A7456",
    "dowel": "#CDB48A",
    "halo": "#7A4A2E",
    "tract": "#33281F",
    "approach": "#7656A8",
    "untold": "#B08A5A",
}
"""What the parts of a three-dimensional figure look like; graft takes the colour of its state."""

CHIP, CHIP_INK = "#FFFFFF", "#14191D"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif"
MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace"

_MARKS: Mapping[str, tuple[int, Shape]] = {  # drawn on the state's colour, in a tile of this size
    "dashes": (7, shape("path", d="M1.75 .8V4.2M5.25 3.6V7", stroke="#fff", stroke_width="1.3")),
    "stripes": (7, shape("path", d="M-1.75 1.75L1.75-1.75M-1 8L8-1M5.25 8.75L8.75 5.25", stroke="#fff", stroke_width="1.9")),
    "dots": (6, shape("circle", cx=3, cy=3, r="1.25", fill="#fff")),
    "grid": (6, shape("path", d="M0 3H6M3 0V6", stroke="#fff", stroke_width="1.1")),
    "grains": (9, shape("path", d="M2 2l2 1-1 2-2-1zM6 5l2 1-1 2-2-1z", fill="currentColor")),
    "crosses": (8, shape("path", d="M1 1L7 7M7 1L1 7", stroke="currentColor", stroke_width="1")),
    "slats": (5, shape("path", d="M0 2.5H5", stroke="currentColor", stroke_width="1.1")),
}
_OWN_INK = ("grains", "crosses", "slats")  # patterns that are dark on light colours; the others are those of a joint, and white


def state_named(name: str, more: Mapping[str, State] | None = None) -> State:
    """Return a state by its name; `more` holds states of your own, for lanes that are no joints.

    >>> state_named("refusion").word
    'refusion today'
    """
    known = {**STATES, **(more or {})}
    if name not in known:
        raise FigureError(f"There is no state {shown(name)} to draw. Known states: {', '.join(known)}.")
    return known[name]


def mark_of(*content: str) -> str:
    """Return a short name made from content, for ids and classes: the same picture always gets the same ids.

    >>> mark_of("L4-L5") == mark_of("L4-L5") != mark_of("L5-S1")
    True
    """
    return "se" + hashlib.sha256("\x1f".join(content).encode()).hexdigest()[:8]


def patterns(states: Iterable[State], mark: str, stretch: float = 1) -> list[Shape]:
    """Return the patterns these states need, to stand among the definitions of a drawing; refer to them with `fill_of`.

    Shapes that a transformation makes `stretch` times larger need a second set, which `fill_of(…, within=True)` names.
    """
    made = []
    for state in states:
        if state.pattern in _MARKS:
            size, drawn = _MARKS[state.pattern]
            whole, within = _pattern_id(state, mark), _pattern_id(state, f"{mark}-in")
            ground = shape("rect", width=size, height=size, fill=state.colour)
            ink = _ink_on(state.colour) if state.pattern in _OWN_INK else None
            look = {"patternUnits": "userSpaceOnUse", "color": ink}
            made.append(shape("pattern", ground, drawn, id=whole, width=size, height=size, **look))
            if stretch != 1:
                made.append(shape("pattern", id=within, href=f"#{whole}", patternTransform=f"scale({1 / stretch:.3g})"))
    return made


def _ink_on(colour: str) -> str:
    """Return what is seen on a colour, black or white."""
    return CHIP if sum(int(colour[place : place + 2], 16) for place in (1, 3, 5)) < 384 else CHIP_INK


def fill_of(state: State, mark: str, *, within: bool = False) -> str:
    """Return the fill attribute of a state: its pattern, or its plain colour."""
    return f"url(#{_pattern_id(state, f'{mark}-in' if within else mark)})" if state.pattern in _MARKS else state.colour


def _pattern_id(state: State, mark: str) -> str:
    return f"{mark}-{state.name if state.name in STATES else mark_of(state.name)}"


def colours_css(
    selector: str,
    more_light: Mapping[str, str] = {},
    more_dark: Mapping[str, str] = {},
    *,
    drawn: str | None = None,
    image: bool = False,
) -> str:
    """Return CSS that gives a selector our colours as custom properties, for light pages, dark pages and print.

    JupyterLab tells its theme on the body, other pages through the system's preference; the former wins.
    `more_light` and `more_dark` add colours that only one kind of figure needs; of all colours, a drawing (its rules and shapes,
    `drawn`) gets those that it uses. An `image` hears of no theme but the system's.
    """
    used = None if drawn is None else set(re.findall(r"var\(--([\w-]+)", drawn))
    light, dark = (
        _properties({name: colour for name, colour in {**ours, **more}.items() if used is None or name in used})
        for ours, more in ((LIGHT, more_light), (DARK, more_dark))
    )
    in_lab = f"[data-jp-theme-light=true] {selector}{{{light}}}[data-jp-theme-light=false] {selector}{{{dark}}}"
    return (
        f"{selector}{{{light}}}"
        f"@media (prefers-color-scheme:dark){{{selector}{{{dark}}}}}"
        + ("" if image else in_lab)
        + f"@media print{{{selector}{selector}{selector}{{{light}}}}}"
    )


def plotly_css(more: Mapping[str, str] | None = None) -> str:
    """Return CSS that shows plotly's drawings in JupyterLab's dark theme: for each of our light colours, its dark one.

    Plotly knows no theme and writes its colours into every shape. `more` adds pairs of light and dark colours. Labels under the
    pointer keep the colours that plotly gives them, and so do pages other than JupyterLab, which show the still or the drawing.
    """
    pairs = {LIGHT[name]: DARK[name] for name in ("card", "edge", "ink", "muted", "line")} | dict(more or {})
    rules: list[str] = []
    for light, dark in pairs.items():
        drawn = "rgb({}, {}, {})".format(*(int(light[place : place + 2], 16) for place in (1, 3, 5)))
        rules += (f"&[style*='{what}: {drawn}']{{{what}:{dark}!important}}" for what in ("fill", "stroke", "background"))
    return f"[data-jp-theme-light=false] .jp-RenderedPlotly :not(.hoverlayer *,.hovertext *){{{''.join(rules)}}}"


def _properties(colours: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
