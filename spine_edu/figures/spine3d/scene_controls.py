"""The buttons of a scene that turns, and its slider of moments, as plotly takes them: none needs a kernel."""

from __future__ import annotations

from collections.abc import Sequence

from spine_edu.figures.spine3d.moving_scene import Data, MovingScene
from spine_edu.figures.spine3d.part_looks import XRAY, opacity_of
from spine_edu.figures.spine3d.scene_notes import INK, SceneNote
from spine_edu.geometry.render.camera import VIEWS
from spine_edu.geometry.scene.part import LAYERS

_BUTTON = 33  # pixels from button to button
_SHORT = {"oblique from behind": "Oblique, back", "oblique from the front": "Oblique, front"}


def view_buttons(scene: MovingScene, notes: Sequence[SceneNote]) -> Data:
    """Return a button for each fixed view, which turns the scene and hides the directions that would point at the eye."""
    buttons = []
    for name, view in VIEWS.items():
        change: Data = {"scene.camera": scene.camera(view)}
        for number, note in enumerate(notes):
            if note.kind == "end":
                change[f"scene.annotations[{number}].visible"] = note.is_seen(scene, name, scene.shown)
        label = name[0].upper() + name[1:]
        buttons.append({"label": _SHORT.get(name, label), "method": "relayout", "args": [change]})
    return {**_menu(buttons, 0.0, "left", 0), "active": list(VIEWS).index(scene.view)}


def switches(scene: MovingScene, notes: Sequence[SceneNote]) -> list[Data]:
    """Return the switch of the X-ray, where there is something to see through, and one for each layer."""
    menus = []
    parts = list(scene.parts.values())
    bones = scene.numbers_of(list(XRAY))
    if bones:
        on, off = ([opacity_of(parts[n], xray) for n in bones] for xray in (True, False))
        button: Data = {"label": "X-ray".center(12, "\u2007"), "method": "restyle", "args": [{"opacity": on}, bones]}
        menus.append(_menu([button | {"args2": [{"opacity": off}, bones]}], 1.0, "right", 0, scene.xray))
    letters = [n for n, note in enumerate(notes) if note.kind == "letter"]
    for row, layer in enumerate((layer for layer in LAYERS if scene.numbers_of([layer])), len(menus)):
        which = scene.numbers_of([layer])
        shown = {"opacity": [opacity_of(parts[n], False) for n in which], "hoverinfo": "all"}
        hidden = {"opacity": 0, "hoverinfo": "skip"}
        own = letters if layer == "graft" else []
        clear, faint = ({f"scene.annotations[{n}].opacity": value for n in own} for value in (0.94, 0))
        button = {"label": layer.capitalize().center(11, "\u2007"), "method": "update"}
        button |= {"args": [shown, clear, which], "args2": [hidden, faint, which]}
        menus.append(_menu([button], 1.0, "right", row))
    return menus


def stepper(scene: MovingScene, notes: Sequence[SceneNote]) -> Data:
    """Return the slider from moment to moment: each step shows its sentence, its parts and their letters."""
    present = scene.present
    keys = list(scene.parts)
    moving = [n for n, key in enumerate(keys) if any((key in one) != (key in present[0]) for one in present)]
    steps = []
    for number, moment in enumerate(scene.moments):
        visible = [keys[n] in present[number] for n in moving]
        change: Data = {"annotations[0].text": moment.sentence}
        for place, note in enumerate(notes):
            if note.kind == "letter":
                change[f"scene.annotations[{place}].visible"] = note.is_seen(scene, scene.view, number)
        steps.append({"label": moment.name, "method": "update", "args": [{"visible": visible}, change, moving]})
    return {
        "active": scene.shown,
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


def _menu(buttons: list[Data], x: float, anchor: str, row: int, on: bool = True) -> Data:
    """Return buttons one below another at the left (x 0) or right (x 1) edge, `row` buttons from the top."""
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
