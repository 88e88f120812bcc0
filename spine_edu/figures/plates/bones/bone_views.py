"""A bone rendered to scale from one side, and where each of its parts is seen: a place to point at, and an outline to press."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spine_edu.figures.drawing import theme
from spine_edu.figures.drawing.masks import Mask, deepest, region_at, ring_around, smoothed
from spine_edu.figures.drawing.rings import Ring
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.structures import Raster
from spine_edu.geometry.body.bone_parts import BonePart, parts_of_bone, surfaces_of
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.render.camera import VIEWS, Viewpoint
from spine_edu.geometry.render.png import png
from spine_edu.geometry.render.render import render, seen
from spine_edu.geometry.render.triangles import Surface
from spine_edu.steady import steady

SIDES = {"top": "top", "side": "right side", "back": "back", "front": "front"}
"""The views of a bone on a plate, each with the view of the renderer."""
_SIZE = (224, 400)
"""Pixels of a still at most, each way: sharp on a page, and no larger than the drawing around it."""
_TONES = 24
"""So many colours do for a small picture of bone alone."""
PIXELS = 4
"""Pixels for a millimetre when a part is looked for."""
_SHOWN = 112
"""So many pixels of a part are seen at least, or it is not told of: 7 square millimetres."""
_EDGE = 1.5
"""How much is left free around a bone, in millimetres."""


@dataclass(frozen=True, slots=True)
class SeenPart:
    """One part as seen from a view: a place on it and its outline, in millimetres on the page."""

    part: BonePart
    at: Point
    ring: Ring


@functools.cache
def still_of(name: str, view: str, pixels: float | None = None) -> Raster:
    """Return a bone rendered from a view, on clear ground, with so many pixels for a millimetre, or as large as a plate."""
    left, top, right, bottom = window = window_of(name, view)
    pixels = pixels or min(_SIZE[0] / (right - left), _SIZE[1] / (bottom - top))
    size = (round((right - left) * pixels), round((bottom - top) * pixels))
    whole = Surface(bone(name), theme.LOOKS["bone"])
    image = render([whole], VIEWS[SIDES[view]], size, clear=True, window=window)
    return Raster(png(image, _TONES), window)


@functools.cache
def window_of(name: str, view: str) -> tuple[float, float, float, float]:
    """Return the box of a bone as seen from a view, in half millimetres: left, top, right, bottom."""
    xs, ys = _on_page(VIEWS[SIDES[view]], bone(name).points)
    low = [np.floor((steady(v.min()) - _EDGE) * 2) / 2 for v in (xs, ys)]
    high = [np.ceil((steady(v.max()) + _EDGE) * 2) / 2 for v in (xs, ys)]
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


@functools.cache
def seen_parts(name: str, view: str) -> tuple[SeenPart, ...]:
    """Return the parts of a bone that can be seen from a view, with their places on the page.

    >>> "left pedicle" in [seen.part.full_name for seen in seen_parts("L4", "top")]
    True
    """
    left, top, right, bottom = window = window_of(name, view)
    size = (round((right - left) * PIXELS), round((bottom - top) * PIXELS))
    surfaces, way = surfaces_of(name), VIEWS[SIDES[view]]
    owner = seen([Surface(mesh, "#000000") for mesh in surfaces.values()], way, size, window)
    found = []
    for part in parts_of_bone(name):
        if part.layer == "hole":
            hole = _hole(owner, part, way, (left, top))
            if hole is not None:
                found.append(hole)
        elif part.full_name in surfaces:
            mask = owner == list(surfaces).index(part.full_name)
            if mask.sum() >= _SHOWN:
                x, y = deepest(mask)
                ring = tuple((left + a / PIXELS, top + b / PIXELS) for a, b in ring_around(_even(mask), 2))
                found.append(SeenPart(part, (left + (x + 0.5) / PIXELS, top + (y + 0.5) / PIXELS), ring))
    return tuple(found)


def _even(mask: Mask) -> Mask:
    """Return a part without the teeth of the triangles it is made of; one that is too thin for this stays as it is."""
    even = smoothed(mask, PIXELS // 2)
    return even if even.sum() > mask.sum() / 2 else mask


def _hole(owner: NDArray[np.int64], part: BonePart, view: Viewpoint, corner: Point) -> SeenPart | None:
    """Return a hole that one can look through and that bone surrounds, or None where it is hidden or open to the side."""
    (x,), (y,) = _on_page(view, np.array([part.place]))
    column, row = (int((value - start) * PIXELS) for value, start in ((x, corner[0]), (y, corner[1])))
    free = owner < 0
    room = region_at(free, row, column)
    open_to_the_side = room[0].any() or room[-1].any() or room[:, 0].any() or room[:, -1].any()
    if not room.any() or open_to_the_side:
        return None
    ring = tuple((corner[0] + a / PIXELS, corner[1] + b / PIXELS) for a, b in ring_around(room, 2))
    return SeenPart(part, (float(x), float(y)), ring)


def _on_page(view: Viewpoint, points: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where points stand on the page: right and down count up."""
    right, up, _ = steady(points.astype(np.float64) @ view.axes().T).T
    return right, -up
