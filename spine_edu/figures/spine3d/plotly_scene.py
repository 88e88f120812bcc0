"""Parts of a scene as a plotly figure that needs no kernel: fixed views first, then layers, X-ray, moments, free rotation.

The figure is made as plain data (plotly's JSON), so that it has the same bytes every time and plotly need not be imported.
Settings that cost others a day: perspective (orthographic switches the lighting off), the light far up in z, which acts as a
head light, whole numbers for coordinates, no points that no face uses, and not `responsive`, with which JupyterLab folds the
figure to nothing after the first click.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spine_edu.figures.drawing import theme
from spine_edu.figures.spine3d.moving_scene import STEPS, Data, Moment, MovingScene
from spine_edu.figures.spine3d.part_looks import METALS, SceneTag, colour_of, opacity_of
from spine_edu.figures.spine3d.scene_controls import stepper, switches, view_buttons
from spine_edu.figures.spine3d.scene_notes import INK, SceneNote, notes_of
from spine_edu.geometry.render.camera import VIEWS
from spine_edu.geometry.scene.part import ScenePart

HEIGHT = 560
CARD = "#F4F1EA"
_DULL = {"ambient": 0.42, "diffuse": 0.78, "specular": 0.10, "roughness": 0.6, "fresnel": 0.06}
_SHINY = {"ambient": 0.36, "diffuse": 0.72, "specular": 0.85, "roughness": 0.28, "fresnel": 0.25}
_PRECISE = {"facenormalsepsilon": 1e-9, "vertexnormalsepsilon": 1e-9}


def plotly_scene(
    moments: Sequence[Moment],
    *,
    shown: int = 0,
    view: str = "back",
    xray: bool = False,
    tags: Sequence[SceneTag] = (),
) -> Data:
    """Return a plotly figure as data: {'data', 'layout', 'config'}; `shown` is the number of the moment it begins with."""
    scene = MovingScene(moments, shown, view, xray)
    return {
        "data": [_trace(scene, key) for key in scene.parts],
        "layout": _layout(scene, notes_of(scene, tags)),
        "config": {"displaylogo": False, "displayModeBar": False, "scrollZoom": False},
    }


def _layout(scene: MovingScene, notes: Sequence[SceneNote]) -> Data:
    """Return the cube of the scene with its notes, the sentence of the moment above it, and all that can be pressed."""
    steps = len(scene.moments) > 1
    end = scene.reach * STEPS
    axis = {"visible": False, "showspikes": False, "range": [-end, end], "autorange": False}
    sentence = scene.moments[scene.shown].sentence
    return {
        "height": HEIGHT + (70 if steps else 0),
        "autosize": True,
        "margin": {"l": 0, "r": 0, "t": 26, "b": 70 if steps else 0},
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
            "camera": scene.camera(VIEWS[scene.view]),
            "annotations": [note.annotation(scene) for note in notes],
        },
        "annotations": [
            {"text": sentence, "x": 0.5, "y": 1, "xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False}
        ],
        "updatemenus": [view_buttons(scene, notes), *switches(scene, notes)],
        **({"sliders": [stepper(scene, notes)]} if steps else {}),
    }


def _trace(scene: MovingScene, key: str) -> Data:
    """Return a part as a mesh of whole numbers, with its colour or its shades, its name, and whether it is there at first."""
    part = scene.parts[key]
    steps = np.rint((part.mesh.points.astype(float) - scene.middle) * STEPS).astype("<i2")
    index = part.mesh.faces.astype("u1" if len(steps) <= 256 else "<u2" if len(steps) <= 65536 else "<u4")
    trace: Data = {"type": "mesh3d", "name": _label(part)}
    trace |= {axis: _typed_array(steps[:, n]) for n, axis in enumerate("xyz")}
    trace |= {corner: _typed_array(index[:, n]) for n, corner in enumerate("ijk")}
    colour = colour_of(part)
    if part.mesh.shade is None:
        trace["color"] = colour
    else:
        trace["intensity"] = _typed_array(part.mesh.shade)
        if colour != theme.LOOKS["bone"]:
            trace["colorscale"] = _scale(colour)
    trace["opacity"] = opacity_of(part, scene.xray)
    if part.look in METALS:
        trace["lighting"] = _SHINY
    if key not in scene.present[scene.shown]:
        trace["visible"] = False
    return trace


def _label(part: ScenePart) -> str:
    """Return what a part is called under the pointer: of graft, the state of the joint it lies at."""
    state = theme.STATES.get(part.look)
    if part.layer == "graft":
        return f"{part.name}: {state.word if state else 'fused today, status not documented'}"
    return part.name


_USUAL: Data = {
    "hovertemplate": "%{fullData.name}<extra></extra>",
    "lighting": _DULL | _PRECISE,
    "lightposition": {"x": 0, "y": 0, "z": 100000},
    "cmin": 30,
    "cmax": 255,
    "showscale": False,
}
"""What all traces have in common, written once."""


def _typed_array(array: NDArray[Any]) -> Mapping[str, str]:
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
