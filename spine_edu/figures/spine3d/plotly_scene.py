"""Parts of a scene as a plotly figure that needs no kernel: fixed views first, then layers, X-ray, moments, free rotation.

The figure is made as plain data (plotly's JSON), so that it has the same bytes every time and plotly need not be imported.
Settings that cost others a day: perspective (orthographic switches the lighting off), the light far up in z, which acts as a
head light, whole numbers for coordinates, no points that no face uses, and not `responsive`, with which JupyterLab folds the
figure to nothing after the first click.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spine_edu.figures.drawing import theme
from spine_edu.geometry.render.render import VIEWS, Viewpoint
from spine_edu.geometry.scene.part import LAYERS, ScenePart
from spine_edu.steady import steady

STEPS = 20  # coordinates are stored in twentieths of a millimetre
HEIGHT = 560
METALS = ("metal", "dark metal", "rod", "cage", "old metal")
FAINT = {"rest of disc": 0.42, "halo": 0.45, "tract": 0.85, "approach": 0.28}
LIGAMENT = 0.80
XRAY: Mapping[str, float] = {"bone": 0.26, "disc": 0.33, "graft": 0.55}
"""How much of a layer still covers what lies behind it in the X-ray: a cage shows through the bone that has grown around it."""
CARD, INK = "#F4F1EA", "#1D2730"
_DULL = {"ambient": 0.42, "diffuse": 0.78, "specular": 0.10, "roughness": 0.6, "fresnel": 0.06}
_SHINY = {"ambient": 0.36, "diffuse": 0.72, "specular": 0.85, "roughness": 0.28, "fresnel": 0.25}
_PRECISE = {"facenormalsepsilon": 1e-9, "vertexnormalsepsilon": 1e-9}
_BUTTON = 33  # pixels from button to button
_HALF = 0.41421356  # tan 22.5°: half the height of plotly's field of view at distance 1

Data = dict[str, Any]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What is there at one moment: a short name for the stepper, a sentence, and its parts."""

    name: str
    sentence: str
    parts: tuple[ScenePart, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A word at a place in the scene: the name of a bone."""

    words: str
    place: tuple[float, float, float]


def colour_of(part: ScenePart) -> str:
    """Return the colour of a part: its state's, or that of its look."""
    state = theme.STATES.get(part.look)
    return state.colour if state else theme.LOOKS[part.look]


def opacity_of(part: ScenePart, xray: bool) -> float:
    """Return how opaque a part is, from 0 to 1."""
    usual = LIGAMENT if part.layer == "ligaments" else FAINT.get(part.look, 1.0)
    return min(usual, XRAY[part.layer]) if xray and part.layer in XRAY else usual


def spec(
    moments: Sequence[Moment],
    *,
    shown: int = 0,
    view: str = "back",
    xray: bool = False,
    tags: Sequence[Tag] = (),
) -> Data:
    """Return a plotly figure as data: {'data', 'layout', 'config'}; `shown` is the number of the moment it begins with."""
    return _Sheet(moments, shown, view, xray, tags).spec()


class _Sheet:
    def __init__(self, moments: Sequence[Moment], shown: int, view: str, xray: bool, tags: Sequence[Tag]) -> None:
        self.moments, self.shown, self.view, self.xray = moments, shown, view, xray
        self.parts: dict[str, ScenePart] = {}
        for moment in moments:
            for part in moment.parts:
                self.parts.setdefault(part.key, part)
        self.keys = list(self.parts)
        self.present = [{part.key for part in moment.parts} for moment in moments]
        points = np.concatenate([part.mesh.points for part in self.parts.values() if part.layer != "approach"])
        low, high = points.min(axis=0).astype(float), points.max(axis=0).astype(float)
        self.middle = (low + high) / 2
        self.half = (high - low) / 2
        self.cloud = points[:: max(len(points) // 4000, 1)].astype(float) - self.middle
        self.range = float(np.abs(self.cloud).max() * 1.04)
        self.notes: list[tuple[Data, str]] = []
        self._orientation()
        for tag in tags:
            self._note(tag.words, tag.place, "tag", size=11)
        for key, part in self.parts.items():
            state = theme.STATES.get(part.look)
            if part.layer == "graft" and part.place and (part.look == "untold" or (state and state.letter)):
                self._note(f"<b>{state.letter if state else '?'}</b>", part.place, f"letter {key}", chip=True)

    # what is written in the scene

    def _orientation(self) -> None:
        hx, hy, hz = self.half
        room = self.range * 0.06
        low = -hz * 0.82  # near the lower end, where no letter of a state is in the way
        ends: list[tuple[str, Floats]] = [
            ("L", np.array([hx + room, 0, low])),
            ("R", np.array([-hx - room, 0, low])),
            ("A", np.array([0, -hy - room, low])),
            ("P", np.array([0, hy + room, low])),
            ("cranial", np.array([0, 0, hz + room * 0.7])),
            ("caudal", np.array([0, 0, -hz - room * 0.7])),
        ]
        for word, place in ends:
            self._note(f"<b>{word}</b>" if len(word) == 1 else word, tuple((place + self.middle).tolist()), f"end {word}")

    def _note(self, text: str, place: Sequence[float], kind: str, *, size: int = 13, chip: bool = False) -> None:
        x, y, z = (round(float(v), 1) for v in (np.asarray(place) - self.middle) * STEPS)
        note: Data = {"x": x, "y": y, "z": z, "text": text, "showarrow": False, "font": {"size": size, "color": INK}}
        if chip:
            note |= {"bgcolor": "#FFFFFF", "bordercolor": INK, "borderpad": 2, "opacity": 0.94}
        elif kind == "tag":
            note |= {"bgcolor": "rgba(244,241,234,0.62)"}
        note["visible"] = self._seen(kind, self.view, self.shown)
        self.notes.append((note, kind))

    def _seen(self, kind: str, view: str, moment: int) -> bool:
        what, _, which = kind.partition(" ")
        if what == "letter":
            return which in self.present[moment]
        if what == "end":
            toward = np.abs(VIEWS[view].axes()[2])
            axis = {"L": 0, "R": 0, "A": 1, "P": 1}.get(which, 2)
            return bool(toward[axis] < 0.9)
        return True

    # traces

    def _trace(self, key: str) -> Data:
        part = self.parts[key]
        steps = np.rint((part.mesh.points.astype(float) - self.middle) * STEPS).astype("<i2")
        index = part.mesh.faces.astype("u1" if len(steps) <= 256 else "<u2" if len(steps) <= 65536 else "<u4")
        trace: Data = {"type": "mesh3d", "name": self._label(part)}
        trace |= {axis: _typed(steps[:, n]) for n, axis in enumerate("xyz")}
        trace |= {corner: _typed(index[:, n]) for n, corner in enumerate("ijk")}
        colour = colour_of(part)
        if part.mesh.shade is None:
            trace["color"] = colour
        else:
            trace["intensity"] = _typed(part.mesh.shade)
            if colour != theme.LOOKS["bone"]:
                trace["colorscale"] = _scale(colour)
        trace |= {"text": trace["name"], "opacity": self._opacity(part)}
        if part.look in METALS:
            trace["lighting"] = _SHINY
        trace["visible"] = key in self.present[self.shown]
        return trace

    def _label(self, part: ScenePart) -> str:
        state = theme.STATES.get(part.look)
        if part.layer == "graft":
            return f"{part.name}: {state.word if state else 'fused today, status not documented'}"
        return part.name

    def _opacity(self, part: ScenePart) -> float:
        return opacity_of(part, self.xray)

    # buttons

    def spec(self) -> Data:
        axis = {"visible": False, "showspikes": False, "range": [-self.range * STEPS, self.range * STEPS], "autorange": False}
        sentence = self.moments[self.shown].sentence
        layout: Data = {
            "height": HEIGHT + (70 if len(self.moments) > 1 else 0),
            "autosize": True,
            "margin": {"l": 0, "r": 0, "t": 26, "b": 70 if len(self.moments) > 1 else 0},
            "paper_bgcolor": CARD,
            "font": {"family": theme.FONT, "color": INK, "size": 12},
            "hoverlabel": {"namelength": -1, "bgcolor": INK, "bordercolor": CARD, "font": {"family": theme.FONT, "color": CARD}},
            "showlegend": False,
            "template": {"data": {"mesh3d": [_USUAL | {"colorscale": _scale(theme.LOOKS["bone"])}]}},
            "scene": {
                "xaxis": axis,
                "yaxis": axis,
                "zaxis": axis,
                "aspectmode": "cube",
                "bgcolor": "rgba(0,0,0,0)",  # the paper shows through, whose color a style sheet can change
                "dragmode": "orbit",
                "camera": self.camera(VIEWS[self.view]),
                "annotations": [note for note, _ in self.notes],
            },
            "annotations": [
                {"text": sentence, "x": 0.5, "y": 1, "xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False}
            ],
            "updatemenus": [self._views(), *self._switches()],
        }
        if len(self.moments) > 1:
            layout["sliders"] = [self._stepper()]
        return {
            "data": [self._trace(key) for key in self.keys],
            "layout": layout,
            "config": {"displaylogo": False, "displayModeBar": False, "scrollZoom": False},
        }

    def camera(self, view: Viewpoint) -> Data:
        """Return plotly's camera for a view: just so far away that the scene fits a picture somewhat higher than wide."""
        seen = steady(self.cloud @ view.axes().T / (2 * self.range))
        need = np.maximum(np.abs(seen[:, 1]), np.abs(seen[:, 0]) * 1.05) / (_HALF * 0.88) + seen[:, 2]
        eye = np.asarray(view.eye, float) / np.linalg.norm(view.eye) * float(need.max())
        corner = lambda v: {axis: round(float(value), 3) for axis, value in zip("xyz", v, strict=True)}  # noqa: E731
        return {
            "eye": corner(eye),
            "up": corner(view.up),
            "center": corner((0, 0, 0)),
            "projection": {"type": "perspective"},
        }

    def _views(self) -> Data:
        buttons = []
        for name, view in VIEWS.items():
            change: Data = {"scene.camera": self.camera(view)}
            for number, (_, kind) in enumerate(self.notes):
                if kind.startswith("end"):
                    change[f"scene.annotations[{number}].visible"] = self._seen(kind, name, self.shown)
            label = name[0].upper() + name[1:]
            buttons.append({"label": _SHORT.get(name, label), "method": "relayout", "args": [change]})
        menu = _menu(buttons, 0.0, "left", 0)
        menu["active"] = list(VIEWS).index(self.view)
        return menu

    def _switches(self) -> list[Data]:
        menus = []
        layers = [layer for layer in LAYERS if any(part.layer == layer for part in self.parts.values())]
        bones = [n for n, key in enumerate(self.keys) if self.parts[key].layer in XRAY]
        if bones:
            seen = lambda on: [opacity_of(self.parts[self.keys[n]], on) for n in bones]  # noqa: E731
            xray = {"label": "X-ray".center(12, "\u2007"), "method": "restyle", "args": [{"opacity": seen(True)}, bones]}
            menus.append(_menu([xray | {"args2": [{"opacity": seen(False)}, bones]}], 1.0, "right", 0, self.xray))
        for row, layer in enumerate(layers, 1 if bones else 0):
            which = [n for n, key in enumerate(self.keys) if self.parts[key].layer == layer]
            on = {"opacity": [opacity_of(self.parts[self.keys[n]], False) for n in which], "hoverinfo": "text"}
            off = {"opacity": 0, "hoverinfo": "skip"}
            letters = [n for n, (_, kind) in enumerate(self.notes) if layer == "graft" and kind.startswith("letter")]
            clear, faint = ({f"scene.annotations[{n}].opacity": value for n in letters} for value in (0.94, 0))
            button: Data = {"label": layer.capitalize().center(11, "\u2007"), "method": "update"}
            button |= {"args": [on, clear, which], "args2": [off, faint, which]}
            menus.append(_menu([button], 1.0, "right", row))
        return menus

    def _stepper(self) -> Data:
        moving = [n for n, key in enumerate(self.keys) if any((key in one) != (key in self.present[0]) for one in self.present)]
        steps = []
        for number, moment in enumerate(self.moments):
            visible = [self.keys[n] in self.present[number] for n in moving]
            change: Data = {"annotations[0].text": moment.sentence}
            for place, (_, kind) in enumerate(self.notes):
                if kind.startswith("letter"):
                    change[f"scene.annotations[{place}].visible"] = self._seen(kind, self.view, number)
            steps.append({"label": moment.name, "method": "update", "args": [{"visible": visible}, change, moving]})
        return {
            "active": self.shown,
            "steps": steps,
            "x": 0.04,
            "len": 0.92,
            "y": 0,
            "pad": {"t": 8, "b": 4},
            "currentvalue": {"visible": False},
            "font": {"size": 11},
            "bgcolor": "#D9D5CA",
            "activebgcolor": INK,
            "bordercolor": "#56616A",
            "tickcolor": "#56616A",
        }


_SHORT = {"oblique from behind": "Oblique, back", "oblique from the front": "Oblique, front"}


def _menu(buttons: list[Data], x: float, anchor: str, row: int, on: bool = True) -> Data:
    return {
        "type": "buttons",
        "direction": "down",
        "showactive": True,
        "active": 0 if on else -1,
        "buttons": buttons,
        "x": x,
        "xanchor": anchor,
        "y": 1,
        "yanchor": "top",
        "pad": {"t": 4 + row * _BUTTON, "l": 4, "r": 4},
        "bgcolor": "#E4E0D5",
        "bordercolor": "#8A8B84",
        "font": {"size": 11, "color": INK},
    }


_USUAL: Data = {
    "hoverinfo": "text",
    "lighting": _DULL | _PRECISE,
    "lightposition": {"x": 0, "y": 0, "z": 100000},
    "cmin": 30,
    "cmax": 255,
    "showscale": False,
}
"""What all traces have in common, written once."""


def _typed(array: NDArray[Any]) -> Mapping[str, str]:
    """Return an array as plotly's typed array: base64 of its bytes, little-endian."""
    return {"dtype": array.dtype.str[1:], "bdata": base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")}


def _scale(colour: str) -> list[list[Any]]:
    """Return colours from shadow to light: shadows turn warm, not grey."""
    full = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)], float)
    dark = full * np.array([0.44, 0.38, 0.33])
    steps = []
    for k in (0, 0.25, 0.5, 0.75, 1):
        red, green, blue = (int(v) for v in np.rint(dark + (full - dark) * k**0.8))
        steps.append([k, f"rgb({red},{green},{blue})"])
    return steps
