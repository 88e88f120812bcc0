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
_SECOND = {"front": "left side", "back": "left side"}


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
    other = second or _SECOND.get(view, "back")
    half = (size[0] // 2, size[1])
    return png(beside([look(parts, name, size=half, xray=xray, tags=tags, clear=True) for name in (view, other)]), tones)


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
) -> Image:
    """Return the pixels of one view, with a title (its name) below and the directions at its upper corners."""
    surfaces = [Surface(part.mesh, colour_of(part), opacity_of(part, xray), part.look in METALS) for part in parts]
    labels = [SceneLabel(tag.words, tag.place) for tag in tags if view in ("back", "front", "left side", "right side")]
    labels += [SceneLabel(letter, part.place, chip=True) for part in parts if part.place and (letter := letter_of(part))]
    notes = [Caption(end, x, 0.032) for end, x in zip(_ENDS[view], (0.15, 0.85), strict=True)]
    notes.append(Caption(_SEEN[view] if title is None else title, 0.5, 0.972))
    points = [part.mesh.points for part in parts] + [np.array([tag.place]) for tag in tags]
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
    """Return a PNG of several scenes beside each other, from one view and at one scale, each with its title below."""
    fit = np.concatenate([part.mesh.points for _, parts in scenes for part in parts])
    third = (size[0] // len(scenes), size[1])
    return png(beside([look(parts, view, size=third, title=title, fit=fit, clear=True) for title, parts in scenes]))


_SEEN = {
    "front": "seen from the front",
    "back": "seen from behind",
    "left side": "seen from the left",
    "right side": "seen from the right",
    "top": "seen from above",
    "oblique from behind": "obliquely from behind",
    "oblique from the front": "obliquely from the front",
}
