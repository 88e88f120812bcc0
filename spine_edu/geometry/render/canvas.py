"""The picture in the making: solid surfaces, what is seen through, outlines, and words on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spine_edu.geometry.render import lettering
from spine_edu.geometry.render.camera import Camera, Floats
from spine_edu.geometry.render.png import Image
from spine_edu.geometry.render.triangles import Ints, Surface, Triangles, colour_of
from spine_edu.steady import steady

_STEP = 2.6  # a jump in depth (mm) that is outlined
CAPITAL = 29.0  # the height of a capital, in pixels of the canvas, two to a pixel: a picture 640 wide has 8 of them on a phone
_CHIP = 0.8 * CAPITAL  # the radius of a plate
_EDGE = 20.0  # words keep this far from the edge, with the ends of their strip
_NEAR = 15  # pixels of the canvas around the place of a letter
_BEFORE = 30.0  # what is so much nearer (mm) hides it; a rod or the head of a screw does not
_SHADOW = np.array([0.0, 0.0, 0.0, 1.0])
_GLASS = colour_of("#8F8573")  # the outline of what is seen through reads on light and on dark paper


@dataclass(frozen=True, slots=True)
class SceneLabel:
    """A word at a place in the scene (mm), drawn over everything; with `chip` it stands on a round plate.

    A plate whose place lies well behind a solid surface is left out: it would seem to stand upon that.
    """

    words: str
    place: tuple[float, float, float]
    chip: bool = False


class Canvas:
    """The picture in the making: red, green, blue and cover (0 to 1), colours already weighed by their cover."""

    def __init__(self, camera: Camera, wide: int, high: int, paper: Floats, ink: Floats, clear: bool) -> None:
        self.camera, self.wide, self.high, self.ink = camera, wide, high, ink
        self.canvas = np.broadcast_to(paper * (not clear), (high, wide, 4)).copy()
        self.depth = np.full((high, wide), np.inf)
        self.paper, self.clear = paper, clear

    def solid(self, surfaces: Sequence[Surface]) -> None:
        """Draw what nobody can see through: the nearest triangle of each pixel, lit, and outlines where depth jumps."""
        if not surfaces:
            return
        scene = Triangles(surfaces, self.camera)
        pixel, triangle = scene.nearest(self.wide, self.high)
        weights, depth = scene.weights(pixel, triangle, self.wide)
        colour, _ = scene.lit(triangle, weights)
        self.canvas.reshape(-1, 4)[pixel] = colour
        self.depth.reshape(-1)[pixel] = depth
        owner = np.full(self.wide * self.high, -1)
        owner[pixel] = scene.owner[triangle]
        self._outline(owner.reshape(self.high, self.wide), self.depth, _SHADOW, 0.52)

    def see_through(self, surfaces: Sequence[Surface]) -> None:
        """Lay see-through surfaces over the solid ones: each pixel's layers, far ones first, rims denser than faces."""
        if not surfaces:
            return
        scene = Triangles(surfaces, self.camera)
        kept = []
        solid = self.depth.reshape(-1)
        for found in scene.fragments(self.wide, self.high):
            free = found.depth < solid[found.pixel]
            kept.append((found.pixel[free], found.triangle[free], found.depth[free], found.weights[free]))
        pixel, triangle, depth, weights = (np.concatenate(part) for part in zip(*kept, strict=True))
        if not len(pixel):
            return
        order = np.lexsort((triangle, -depth, pixel))
        pixel, triangle, depth, weights = pixel[order], triangle[order], depth[order], weights[order]
        colour, facing = scene.lit(triangle, weights)
        owner = scene.owner[triangle]
        cover = scene.opacity[owner] * (0.55 + 1.5 * (1 - facing) ** 1.5)
        cover = np.clip(cover, 0, 0.92)[:, None]
        first = np.flatnonzero(np.r_[True, pixel[1:] != pixel[:-1]])
        length = np.diff(np.r_[first, len(pixel)])
        canvas = self.canvas.reshape(-1, 4)
        for layer in range(int(length.max(initial=0))):
            at = first[length > layer] + layer
            canvas[pixel[at]] += (colour[at] - canvas[pixel[at]]) * cover[at]
        last = first + length - 1
        seen = np.full(self.wide * self.high, -1)
        seen[pixel[last]] = owner[last]
        near = np.full(self.wide * self.high, np.inf)
        near[pixel[last]] = depth[last]
        self._outline(seen.reshape(self.high, self.wide), near.reshape(self.high, self.wide), _GLASS, 0.8)

    def _outline(self, owner: Ints, depth: Floats, pen: Floats, strength: float) -> None:
        """Draw a line where one thing ends before another, or a surface jumps back."""
        edge, folds = np.zeros(owner.shape, bool), np.zeros(owner.shape, bool)
        for axis in (0, 1):
            one = (slice(None, -1), slice(None)) if axis == 0 else (slice(None), slice(None, -1))
            two = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
            with np.errstate(invalid="ignore"):
                jump = np.abs(depth[one] - depth[two])
            apart = owner[one] != owner[two]
            fold = ~apart & (jump > _STEP)  # nothing jumps where nothing is seen on either side
            for where in (one, two):
                edge[where] |= apart
                folds[where] |= fold
        for drawn, cover in ((edge, strength), (folds & ~edge, strength * 0.6)):
            self.canvas[drawn] += (pen - self.canvas[drawn]) * cover

    def letter(self, label: SceneLabel) -> None:
        (x, y), far = (part[0] for part in self.camera.project(np.array([label.place])))
        if label.chip and self._hides(x, y, float(far)):
            return
        if label.chip:
            half = max(lettering.width_of(label.words, CAPITAL) / 2 - 2, 4)
            for radius, ink in ((_CHIP, self.ink), (_CHIP - 2.5, np.ones(4))):
                lettering.line((x - half + 4, y), (x + half - 4, y), 2 * radius).paint(self.canvas, ink)
            lettering.written(label.words, x, y, CAPITAL).paint(self.canvas, colour_of("#14191D"))
        else:
            self.write(label.words, x, y)

    def _hides(self, x: float, y: float, far: float) -> bool:
        """Say whether most of what is seen around a place of the picture lies well before it."""
        rows, columns = (slice(max(int(at) - _NEAR, 0), max(int(at) + _NEAR, 0)) for at in (y, x))
        return bool(np.mean(self.depth[rows, columns] < far - _BEFORE) > 0.6)

    def write(self, words: str, x: float, y: float) -> None:
        """Write words in ink with a rim of paper, which keeps them legible on bone; where there is no paper, on a strip of it.

        Words that would leave the picture move back into it.
        """
        reach = lettering.width_of(words, CAPITAL) / 2 + _EDGE
        x = min(max(x, reach), self.wide - reach)
        if self.clear and words:
            half = max(lettering.width_of(words, CAPITAL) / 2 - 4, 0)
            lettering.line((x - half, y), (x + half, y), CAPITAL + 13).paint(self.canvas, self.paper)
        stencil = lettering.written(words, x, y, CAPITAL)
        stencil.rim().paint(self.canvas, self.paper)
        stencil.paint(self.canvas, self.ink)

    def image(self) -> Image:
        upper, lower = self.canvas[::2], self.canvas[1::2]
        small = (upper[:, ::2] + upper[:, 1::2] + lower[:, ::2] + lower[:, 1::2]) / 4
        small[..., :3] /= np.maximum(small[..., 3:], 1e-9)
        return np.rint(steady(np.clip(small, 0, 1) * 255)).astype(np.uint8)
