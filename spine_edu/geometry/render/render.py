"""A still picture of surfaces, drawn by numpy alone: for paper, for notebooks nobody has run, for machines without WebGL.

Every triangle is turned into the pixels it covers, the nearest one wins, and light falls from where the eye is. What is
see-through is laid over what is solid, far surfaces first. Positions are rounded to a sixteenth of a pixel and compared as
whole numbers, so that the same scene gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spine_edu.errors import GeometryError
from spine_edu.geometry.render.camera import Camera, FarCamera, Viewpoint, Window
from spine_edu.geometry.render.canvas import Canvas, SceneLabel
from spine_edu.geometry.render.png import Image
from spine_edu.geometry.render.triangles import Ints, Surface, Triangles, colour_of


@dataclass(frozen=True, slots=True)
class Caption:
    """Words on the picture itself: at shares of its width and height, from the upper left corner."""

    words: str
    x: float
    y: float


def render(
    surfaces: Sequence[Surface],
    view: Viewpoint,
    size: tuple[int, int] = (640, 480),
    *,
    labels: Iterable[SceneLabel] = (),
    captions: Iterable[Caption] = (),
    background: str = "#F4F1EA",
    clear: bool = False,
    ink: str = "#1D2730",
    fit: NDArray[np.floating] | None = None,
    margin: float = 0.06,
    window: Window | None = None,
) -> Image:
    """Return a picture, `size` = (width, height) in pixels, of surfaces seen from a view.

    The scene is made to fit; give `fit`, points (n, 3) that must fit, to show several scenes at one scale, or a `window` in
    millimetres to show exactly that, as a drawing to scale. A `clear` picture has no paper: what lies behind it shows, and the
    background is that of its words only.
    """
    if max(size) > 1000:
        raise GeometryError(f"A picture of {size[0]} x {size[1]} pixels is too large for this renderer: at most 1000 each way.")
    wide, high = size[0] * 2, size[1] * 2  # drawn twice as large and averaged: soft edges
    shown = [surface for surface in surfaces if surface.opacity > 0 and len(surface.mesh.faces)]
    points = fit if fit is not None else np.concatenate([s.mesh.points for s in shown] or [np.zeros((1, 3))])
    camera = Camera(view, points, wide, high, margin) if window is None else FarCamera(view, window, wide, high)
    paper = colour_of(background)
    sheet = Canvas(camera, wide, high, paper, colour_of(ink), clear)
    sheet.solid([surface for surface in shown if surface.opacity >= 1])
    sheet.see_through([surface for surface in shown if surface.opacity < 1])
    for label in labels:
        sheet.letter(label)
    for caption in captions:
        sheet.write(caption.words, caption.x * wide, caption.y * high)
    return sheet.image()


def seen(surfaces: Sequence[Surface], view: Viewpoint, size: tuple[int, int], window: Window) -> Ints:
    """Return which surface is seen in each pixel of a picture (height, width): its number, -1 where there is none."""
    wide, high = size
    scene = Triangles(surfaces, FarCamera(view, window, wide, high))
    pixel, triangle = scene.nearest(wide, high)
    owner = np.full(wide * high, -1)
    owner[pixel] = scene.owner[triangle]
    return owner.reshape(high, wide)


def beside(images: Sequence[Image], background: str = "#F4F1EA", gap: int = 0) -> Image:
    """Return several pictures of one height side by side."""
    high = max(image.shape[0] for image in images)
    strips = []
    for number, image in enumerate(images):
        strip = np.empty((high, image.shape[1] + (gap if number else 0), 4), np.uint8)
        strip[:] = np.rint(colour_of(background) * 255).astype(np.uint8)
        strip[: image.shape[0], strip.shape[1] - image.shape[1] :] = image
        strips.append(strip)
    return np.concatenate(strips, axis=1)


def below(images: Sequence[Image]) -> Image:
    """Return several pictures of one width below each other."""
    return np.concatenate(list(images), axis=0)
