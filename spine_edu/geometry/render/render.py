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
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.render import lettering
from spine_edu.geometry.render.png import Image
from spine_edu.steady import steady

_FINE = 16  # steps a pixel's side is divided into
_BLOCK = 3_000_000  # pixels looked at in one go, which bounds the memory needed
_FIELD = np.tan(np.radians(13))  # half the height of the field of view at distance 1: a long lens
_STEP = 2.6  # a jump in depth (mm) that is outlined
_AFAR = 20_000.0  # from so far away (mm) what is nearer looks no larger, and a millimetre is one everywhere in the picture

Window = tuple[float, float, float, float]
"""What a picture shows, in millimetres from the origin: left, top, right and bottom; right and down count up."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A direction to look from: `eye` points from the scene to the eye, `up` is up in the picture (LPS axes)."""

    name: str
    eye: tuple[float, float, float]
    up: tuple[float, float, float] = (0, 0, 1)

    def axes(self) -> Floats:
        """Return three unit rows: to the right of the picture, up, and towards the eye."""
        toward = np.array(self.eye, float)
        toward /= np.linalg.norm(toward)
        right = np.cross(np.array(self.up, float), toward)
        right /= np.linalg.norm(right)
        return np.stack([right, np.cross(toward, right), toward])


VIEWS: dict[str, Viewpoint] = {
    view.name: view
    for view in (
        Viewpoint("front", (0, -1, 0)),
        Viewpoint("back", (0, 1, 0)),
        Viewpoint("left side", (1, 0, 0)),
        Viewpoint("right side", (-1, 0, 0)),
        Viewpoint("top", (0, 0.02, 1), (0, -1, 0)),
        Viewpoint("oblique from behind", (0.72, 0.85, 0.42)),
        Viewpoint("oblique from the front", (0.72, -0.85, 0.3)),
    )
}
"""The fixed views of every figure of ours, by name."""


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A mesh and how it looks: a colour '#RRGGBB', from 0 (not there) to 1 (solid), dull bone or bright metal."""

    mesh: Mesh
    colour: str
    opacity: float = 1.0
    metal: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """Words on the picture itself: at shares of its width and height, from the upper left corner."""

    words: str
    x: float
    y: float
    small: bool = False


@dataclass(frozen=True, slots=True)
class SceneLabel:
    """A word at a place in the scene (mm), drawn over everything; with `chip` it stands on a round plate."""

    words: str
    place: tuple[float, float, float]
    chip: bool = False
    small: bool = False


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
    camera = _Camera(view, points, wide, high, margin) if window is None else _FarCamera(view, window, wide, high)
    paper = _colour(background)
    sheet = _Canvas(camera, wide, high, paper, _colour(ink), clear)
    sheet.solid([surface for surface in shown if surface.opacity >= 1])
    sheet.see_through([surface for surface in shown if surface.opacity < 1])
    for label in labels:
        sheet.letter(label)
    for caption in captions:
        height = 17.0 if caption.small else 21.0
        sheet.write(caption.words, caption.x * wide, caption.y * high, height)
    return sheet.image()


def seen(surfaces: Sequence[Surface], view: Viewpoint, size: tuple[int, int], window: Window) -> Ints:
    """Return which surface is seen in each pixel of a picture (height, width): its number, -1 where there is none."""
    wide, high = size
    scene = _Scene(surfaces, _FarCamera(view, window, wide, high))
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
        strip[:] = np.rint(_colour(background) * 255).astype(np.uint8)
        strip[: image.shape[0], strip.shape[1] - image.shape[1] :] = image
        strips.append(strip)
    return np.concatenate(strips, axis=1)


def below(images: Sequence[Image]) -> Image:
    """Return several pictures of one width below each other."""
    return np.concatenate(list(images), axis=0)


class _Camera:
    """Where the eye is: just so far away that everything fits."""

    def __init__(self, view: Viewpoint, points: NDArray[np.floating], wide: int, high: int, margin: float) -> None:
        self.axes = view.axes()
        seen = points.astype(np.float64) @ self.axes.T
        middle = (seen.min(axis=0) + seen.max(axis=0)) / 2
        self.middle, reach = middle, seen - middle
        room = _FIELD * (1 - 2 * margin)
        self.far = float(np.max(reach[:, 2] + np.maximum(np.abs(reach[:, 1]), np.abs(reach[:, 0]) * high / wide) / room))
        self.scale, self.centre = high / 2 / _FIELD, np.array([wide / 2, high / 2])

    def project(self, points: NDArray[np.floating]) -> tuple[Floats, Floats]:
        """Return pixels (n, 2), rows counted from the top, and depths (n,): millimetres from the eye."""
        seen = points.astype(np.float64) @ self.axes.T - self.middle
        depth = np.maximum(self.far - seen[:, 2], 1e-3)
        across = seen[:, :2] * (self.scale / depth)[:, None]
        return steady(self.centre + across * [1, -1]), steady(depth)


class _FarCamera(_Camera):
    """An eye so far away that a window in millimetres fills the picture, whatever stands in it."""

    def __init__(self, view: Viewpoint, window: Window, wide: int, high: int) -> None:
        left, top, right, bottom = window
        self.axes = view.axes()
        self.middle = np.array([(left + right) / 2, -(top + bottom) / 2, 0.0])
        self.far, self.scale, self.centre = _AFAR, _AFAR * wide / (right - left), np.array([wide / 2, high / 2])


@dataclass(frozen=True, slots=True, eq=False)
class _Fragments:
    """Which pixel which triangle covers: flat pixel numbers, triangle numbers, depths, and weights of the corners."""

    pixel: Ints
    triangle: Ints
    depth: Floats
    weights: Floats


class _Scene:
    """Surfaces as one list of triangles, projected."""

    def __init__(self, surfaces: Sequence[Surface], camera: _Camera) -> None:
        """Set the triangles of all surfaces one behind the other, as the camera sees them; `owner` says whose each one is."""
        points, faces, normals, shades, owners, start = [], [], [], [], [], 0
        for number, surface in enumerate(surfaces):
            mesh = surface.mesh
            points.append(mesh.points)
            normals.append(mesh.normals())
            faces.append(mesh.faces.astype(np.int64) + start)
            shade = np.full(len(mesh.points), 255, np.uint8) if mesh.shade is None else mesh.shade
            shades.append(shade)
            owners.append(np.full(len(mesh.faces), number))
            start += len(mesh.points)
        self.faces = np.concatenate(faces)
        self.owner = np.concatenate(owners)
        self.normals = np.concatenate(normals) @ camera.axes.T
        self.shade = np.concatenate(shades) / 255.0
        self.pixels, self.depth = camera.project(np.concatenate(points))
        self.near = 1 / self.depth
        self.colour = np.array([_colour(surface.colour)[:3] for surface in surfaces])
        self.metal = np.array([surface.metal for surface in surfaces])
        self.opacity = np.array([surface.opacity for surface in surfaces])

    def fragments(self, wide: int, high: int) -> Iterable[_Fragments]:
        """Yield the pixels covered by triangles that face the eye, a block at a time."""
        corners = np.rint(self.pixels * _FINE).astype(np.int64)[self.faces]
        (ax, ay), (bx, by), (cx, cy) = (corners[:, k].T for k in range(3))
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        low = np.maximum(-((_FINE // 2 - corners.min(axis=1)) // _FINE), 0)
        top = np.minimum((corners.max(axis=1) - _FINE // 2) // _FINE, [wide - 1, high - 1])
        across, down = (np.maximum(top - low + 1, 0)).T
        count = np.where(area < 0, across * down, 0).astype(np.intp)  # as wide as numpy repeats by: 32 bits in a browser
        sign = np.sign(area)
        x, y = (low * _FINE + _FINE // 2).T  # the first pixel; from there both edge functions grow by steps
        first = sign * ((cx - bx) * (y - by) - (cy - by) * (x - bx))
        second = sign * ((ax - cx) * (y - cy) - (ay - cy) * (x - cx))
        steps = sign * _FINE * np.stack([by - cy, cx - bx, cy - ay, ax - cx])
        table = np.stack([across, low[:, 0], low[:, 1], first, second, np.abs(area), *steps]).astype(np.int32)
        chosen = np.flatnonzero(count)
        ends = np.cumsum(count[chosen])
        begin = 0
        while begin < len(chosen):
            end = max(int(np.searchsorted(ends, (ends[begin - 1] if begin else 0) + _BLOCK)), begin + 1)
            yield self._cover(chosen[begin:end], count[chosen[begin:end]], table, wide)
            begin = end

    def nearest(self, wide: int, high: int) -> tuple[Ints, Ints]:
        """Return the flat numbers of the pixels that are covered, and the nearest triangle in each."""
        near, far = float(self.depth.min()), float(self.depth.max())
        nearest = np.full(wide * high, np.iinfo(np.int64).max)
        for found in self.fragments(wide, high):
            rank = np.rint((found.depth - near) / max(far - near, 1e-6) * (2**31 - 2)).astype(np.int64)
            np.minimum.at(nearest, found.pixel, (rank << 32) | found.triangle)
        pixel = np.flatnonzero(nearest != np.iinfo(np.int64).max)
        return pixel, nearest[pixel] & 0xFFFFFFFF

    def _cover(self, block: Places, count: Places, table: NDArray[np.int32], wide: int) -> _Fragments:
        triangle = np.repeat(block, count)
        place = np.arange(len(triangle), dtype=np.int32) - np.repeat((np.cumsum(count) - count).astype(np.int32), count)
        across, left, up, first, second, area, right_1, down_1, right_2, down_2 = (np.repeat(row[block], count) for row in table)
        row = place // across
        column = place - row * across
        first += right_1 * column + down_1 * row
        second += right_2 * column + down_2 * row
        inside = (first >= 0) & (second >= 0) & (first + second <= area)
        triangle, share = triangle[inside], 1.0 / area[inside]
        one, two = first[inside] * share, second[inside] * share
        weights = np.stack([one, two, 1 - one - two], axis=1)
        depth = self.depths(triangle, weights)
        pixel = (up[inside] + row[inside]).astype(np.int64) * wide + left[inside] + column[inside]
        return _Fragments(pixel, triangle, depth, weights)

    def depths(self, triangle: Ints, weights: Floats) -> Floats:
        """Return how far from the eye (mm) points on triangles are."""
        return steady(1 / np.einsum("nk,nk->n", weights, self.near[self.faces[triangle]]))

    def lit(self, triangle: Ints, weights: Floats) -> tuple[Floats, Floats]:
        """Return the colours (n, 4) of points on triangles, and how squarely (n,) they face the eye."""
        corners = self.faces[triangle]
        normal = np.einsum("nk,nkj->nj", weights, self.normals[corners])
        facing = np.clip(np.abs(normal[:, 2]) / np.maximum(np.linalg.norm(normal, axis=1), 1e-9), 0, 1)
        shade = np.einsum("nk,nk->n", weights, self.shade[corners])
        owner = self.owner[triangle]
        metal = self.metal[owner]
        above = np.clip(normal[:, 1] / np.maximum(np.linalg.norm(normal, axis=1), 1e-9), -1, 1)
        light = np.where(metal, 0.34 + 0.62 * facing**1.5, 0.42 + 0.58 * facing) + 0.05 * above
        light = light * (0.42 + 0.58 * shade**0.9)
        shine = np.where(metal, 0.22 * facing**22 + 0.10 * np.exp(-(((facing - 0.62) / 0.1) ** 2)), 0.05 * facing**12)
        warm = np.array([1.0, 0.965, 0.90])  # bone in shadow turns warmer, not greyer
        dark = 1 - np.clip(light, 0, 1)[:, None] * 1.0
        tint = np.where(metal[:, None], 1.0, 1 - dark * (1 - warm))
        colour = np.ones((len(triangle), 4))
        colour[:, :3] = np.clip(self.colour[owner] * light[:, None] * tint + shine[:, None], 0, 1)
        return colour, facing


class _Canvas:
    """The picture in the making: red, green, blue and cover (0 to 1), colours already weighed by their cover."""

    def __init__(self, camera: _Camera, wide: int, high: int, paper: Floats, ink: Floats, clear: bool) -> None:
        self.camera, self.wide, self.high, self.ink = camera, wide, high, ink
        self.canvas = np.broadcast_to(paper * (not clear), (high, wide, 4)).copy()
        self.depth = np.full((high, wide), np.inf)
        self.paper, self.clear = paper, clear

    def solid(self, surfaces: Sequence[Surface]) -> None:
        """Draw what nobody can see through: the nearest triangle of each pixel, lit, and outlines where depth jumps."""
        if not surfaces:
            return
        scene = _Scene(surfaces, self.camera)
        pixel, triangle = scene.nearest(self.wide, self.high)
        weights, depth = self._weights(scene, pixel, triangle)
        colour, _ = scene.lit(triangle, weights)
        self.canvas.reshape(-1, 4)[pixel] = colour
        self.depth.reshape(-1)[pixel] = depth
        owner = np.full(self.wide * self.high, -1)
        owner[pixel] = scene.owner[triangle]
        self._outline(owner.reshape(self.high, self.wide), self.depth, 0.52)

    def see_through(self, surfaces: Sequence[Surface]) -> None:
        """Lay see-through surfaces over the solid ones: each pixel's layers, far ones first, rims denser than faces."""
        if not surfaces:
            return
        scene = _Scene(surfaces, self.camera)
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
        self._outline(seen.reshape(self.high, self.wide), near.reshape(self.high, self.wide), 0.3)

    def _weights(self, scene: _Scene, pixel: Ints, triangle: Ints) -> tuple[Floats, Floats]:
        fixed = np.rint(scene.pixels * _FINE).astype(np.int64)[scene.faces[triangle]]
        px, py = (pixel % self.wide) * _FINE + _FINE // 2, (pixel // self.wide) * _FINE + _FINE // 2
        (ax, ay), (bx, by), (cx, cy) = (fixed[:, k].T for k in range(3))
        whole = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        first = (cx - bx) * (py - by) - (cy - by) * (px - bx)
        second = (ax - cx) * (py - cy) - (ay - cy) * (px - cx)
        weights = np.stack([first, second, whole - first - second], axis=1) / whole[:, None]
        return weights, scene.depths(triangle, weights)

    def _outline(self, owner: Ints, depth: Floats, strength: float) -> None:
        """Darken where one thing ends before another, or a surface jumps back."""
        edge, folds = np.zeros(owner.shape, bool), np.zeros(owner.shape, bool)
        for axis in (0, 1):
            one = (slice(None, -1), slice(None)) if axis == 0 else (slice(None), slice(None, -1))
            two = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
            with np.errstate(invalid="ignore"):
                jump = np.abs(depth[one] - depth[two])
            apart = owner[one] != owner[two]
            fold = ~apart & (np.nan_to_num(jump, nan=0.0, posinf=99.0) > _STEP)
            for where in (one, two):
                edge[where] |= apart
                folds[where] |= fold
        black = np.array([0.0, 0.0, 0.0, 1.0])
        for dark, cover in ((edge, strength), (folds & ~edge, strength * 0.6)):
            self.canvas[dark] += (black - self.canvas[dark]) * cover

    def letter(self, label: SceneLabel) -> None:
        (x, y), _ = (part[0] for part in self.camera.project(np.array([label.place])))
        height = 17.0 if label.small else 21.0
        if label.chip:
            half = max(lettering.width_of(label.words, height) / 2 - 2, 4)
            for radius, ink in ((19.0, self.ink), (16.5, np.ones(4))):
                lettering.line(self.canvas, (x - half + 4, y), (x + half - 4, y), 2 * radius, ink)
            lettering.write(self.canvas, label.words, x, y, height, _colour("#14191D"))
        else:
            self.write(label.words, x, y, height)

    def write(self, words: str, x: float, y: float, height: float) -> None:
        """Write words in ink with a rim of paper, which keeps them legible on bone; where there is no paper, on a strip of it."""
        if self.clear and words:
            half = max(lettering.width_of(words, height) / 2 - 4, 0)
            lettering.line(self.canvas, (x - half, y), (x + half, y), height + 13, self.paper)
        for dx, dy in ((-3, 0), (3, 0), (0, -3), (0, 3), (-2, -2), (2, 2), (-2, 2), (2, -2)):
            lettering.write(self.canvas, words, x + dx, y + dy, height, self.paper)
        lettering.write(self.canvas, words, x, y, height, self.ink)

    def image(self) -> Image:
        small = self.canvas.reshape(self.high // 2, 2, self.wide // 2, 2, 4).mean(axis=(1, 3))
        small[..., :3] /= np.maximum(small[..., 3:], 1e-9)
        return np.rint(steady(np.clip(small, 0, 1) * 255)).astype(np.uint8)


def _colour(text: str) -> Floats:
    """Return red, green, blue and full cover, each from 0 to 1."""
    return np.array([*(int(text[place : place + 2], 16) for place in (1, 3, 5)), 255]) / 255
