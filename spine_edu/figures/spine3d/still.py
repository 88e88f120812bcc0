"""The still picture beside every three-dimensional figure: two fixed views, with letters, names and directions written on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spine_edu.figures.spine3d.part_looks import METALS, SceneTag, colour_of, letter_of, opacity_of
from spine_edu.geometry.render.camera import VIEWS
from spine_edu.geometry.render.canvas import SceneLabel
from spine_edu.geometry.render.png import Image, png
from spine_edu.geometry.render.render import Caption, beside, render
from spine_edu.geometry.render.triangles import Surface
from spine_edu.geometry.scene.part import ScenePart

PAPER = {"light": "#F4F1EA", "dark": "#232B32"}
PEN = {"light": "#1D2730", "dark": "#EDEBE5"}
_ENDS = {
    "front": ("right", "left"),
    "back": ("left", "right"),
    "left side": ("front", "back"),
    "right side": ("back", "front"),
    "top": ("left", "right"),
    "oblique from behind": ("", ""),
    "oblique from the front": ("", ""),
}
_SECOND = {"front": "left side", "back": "left side", "oblique from behind": "left side"}
"""From behind, bone hides what lies between the bodies: the other view shows it."""
_THROUGH = 0.3
"""How much of the ilium covers the sacrum where it stands before it."""


def still(
    parts: Sequence[ScenePart],
    view: str = "back",
    *,
    size: tuple[int, int] = (640, 440),
    xray: bool = False,
    tags: Sequence[SceneTag] = (),
    second: str | None = None,
    tones: int = 80,
) -> bytes:
    """Return a PNG of parts from two views side by side, `view` first; it is clear, and reads on light and on dark pages.

    `second` is the other view; without it, from the left, or from behind when the first is from a side. `tones` are its colours.
    """
    half = (size[0] // 2, size[1])
    shown = (view, second) if second else views_of(view)
    return png(beside([look(parts, name, size=half, xray=xray, tags=tags, clear=True) for name in shown]), tones)


def views_of(view: str) -> tuple[str, str]:
    """Return the two views of a still that is asked for from one.

    >>> views_of("oblique from behind")
    ('oblique from behind', 'left side')
    """
    return view, _SECOND.get(view, "back")


def look(
    parts: Sequence[ScenePart],
    view: str,
    *,
    size: tuple[int, int] = (320, 440),
    xray: bool = False,
    tags: Sequence[SceneTag] = (),
    paper: str = "light",
    clear: bool = False,
    title: str | None = None,
    fit: NDArray[np.floating] | None = None,
    ends: bool = True,
) -> Image:
    """Return the pixels of one view, with a title (its name) below and the directions, its `ends`, at its upper corners.

    The letter of a part that bone hides from there is left out.
    """
    surfaces = [Surface(part.mesh, colour_of(part), _opacity(part, view, xray), part.look in METALS) for part in parts]
    labels = [SceneLabel(tag.words, tag.place) for tag in tags if view in ("back", "front", "left side", "right side")]
    labels += [SceneLabel(letter, part.place, chip=True) for part in parts if part.place and (letter := letter_of(part))]
    notes = [Caption(end, x, 0.032) for end, x in zip(_ENDS[view], (0.15, 0.85), strict=True) if ends]
    notes.append(Caption(_SEEN[view] if title is None else title, 0.5, 0.972))
    points = [part.mesh.points for part in parts]
    room = np.array([0, 0, 0.07 * np.ptp(np.concatenate(points)[:, 2])]) if tags else 0.0  # between names and directions
    points += [np.array([tag.place]) + room for tag in tags]
    return render(
        surfaces,
        VIEWS[view],
        size,
        labels=labels,
        captions=notes,
        background=PAPER[paper],
        clear=clear,
        ink=PEN[paper],
        margin=0.09,
        fit=np.concatenate(points) if fit is None else fit,
    )


def stills_in_a_row(scenes: Sequence[tuple[str, Sequence[ScenePart]]], view: str, *, size: tuple[int, int] = (640, 440)) -> bytes:
    """Return a PNG of several scenes beside each other, from one view and at one scale, each with its title below;
    the first tells the directions of all."""
    fit = np.concatenate([part.mesh.points for _, parts in scenes for part in parts])
    third = (size[0] // len(scenes), size[1])
    looks = (
        look(parts, view, size=third, title=title, fit=fit, clear=True, ends=number == 0)
        for number, (title, parts) in enumerate(scenes)
    )
    return png(beside(list(looks)))


def _opacity(part: ScenePart, view: str, xray: bool) -> float:
    """Return how opaque a part is in a view: from the side, an ilium does not hide the sacrum."""
    aside = view.endswith("side") and part.name.endswith("ilium")
    return min(opacity_of(part, xray), _THROUGH if aside else 1.0)


_SEEN = {
    "front": "seen from the front",
    "back": "seen from behind",
    "left side": "seen from the left",
    "right side": "seen from the right",
    "top": "seen from above",
    "oblique from behind": "obliquely from behind",
    "oblique from the front": "obliquely from the front",
}
