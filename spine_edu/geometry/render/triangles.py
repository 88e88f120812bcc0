"""Surfaces as triangles: which pixels each one covers, how far away it is there, and how the light falls on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.render.camera import Camera, Floats
from spine_edu.steady import steady

_FINE = 16  # steps a pixel's side is divided into
_BLOCK = 3_000_000  # pixels looked at in one go, which bounds the memory needed

Ints = NDArray[np.int64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A mesh and how it looks: a colour '#RRGGBB', from 0 (not there) to 1 (solid), dull bone or bright metal."""

    mesh: Mesh
    colour: str
    opacity: float = 1.0
    metal: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Fragments:
    """Which pixel which triangle covers: flat pixel numbers, triangle numbers, depths, and weights of the corners."""

    pixel: Ints
    triangle: Ints
    depth: Floats
    weights: Floats


class Triangles:
    """Surfaces as one list of triangles, projected."""

    def __init__(self, surfaces: Sequence[Surface], camera: Camera) -> None:
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
        self.colour = np.array([colour_of(surface.colour)[:3] for surface in surfaces])
        self.metal = np.array([surface.metal for surface in surfaces])
        self.opacity = np.array([surface.opacity for surface in surfaces])

    def fragments(self, wide: int, high: int) -> Iterable[Fragments]:
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

    def _cover(self, block: Places, count: Places, table: NDArray[np.int32], wide: int) -> Fragments:
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
        return Fragments(pixel, triangle, depth, weights)

    def weights(self, pixel: Ints, triangle: Ints, wide: int) -> tuple[Floats, Floats]:
        """Return the weights of the corners (n, 3) and the depths (n,) where triangles cover pixels, `wide` of them a row."""
        fixed = np.rint(self.pixels * _FINE).astype(np.int64)[self.faces[triangle]]
        px, py = (pixel % wide) * _FINE + _FINE // 2, (pixel // wide) * _FINE + _FINE // 2
        (ax, ay), (bx, by), (cx, cy) = (fixed[:, k].T for k in range(3))
        whole = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        first = (cx - bx) * (py - by) - (cy - by) * (px - bx)
        second = (ax - cx) * (py - cy) - (ay - cy) * (px - cx)
        weights = np.stack([first, second, whole - first - second], axis=1) / whole[:, None]
        return weights, self.depths(triangle, weights)

    def depths(self, triangle: Ints, weights: Floats) -> Floats:
        """Return how far from the eye (mm) points on triangles are."""
        return steady(1 / np.einsum("nk,nk->n", weights, self.near[self.faces[triangle]]))

    def lit(self, triangle: Ints, weights: Floats) -> tuple[Floats, Floats]:
        """Return the colours (n, 4) of points on triangles, and how squarely (n,) they face the eye."""
        corners = self.faces[triangle]
        normal = np.einsum("nk,nkj->nj", weights, self.normals[corners])
        length = np.maximum(np.linalg.norm(normal, axis=1), 1e-9)
        facing, above = np.clip(np.abs(normal[:, 2]) / length, 0, 1), np.clip(normal[:, 1] / length, -1, 1)
        shade = np.einsum("nk,nk->n", weights, self.shade[corners])
        owner = self.owner[triangle]
        metal = self.metal[owner]
        bright = facing[metal]
        light, shine = 0.42 + 0.58 * facing, 0.05 * facing**12
        light[metal] = 0.34 + 0.62 * bright**1.5
        shine[metal] = 0.22 * bright**22 + 0.10 * np.exp(-(((bright - 0.62) / 0.1) ** 2))
        light = (light + 0.05 * above) * (0.42 + 0.58 * shade**0.9)
        warm = np.array([1.0, 0.965, 0.90])  # bone in shadow turns warmer, not greyer
        dark = 1 - np.clip(light, 0, 1)[:, None] * 1.0
        tint = np.where(metal[:, None], 1.0, 1 - dark * (1 - warm))
        colour = np.ones((len(triangle), 4))
        colour[:, :3] = np.clip(self.colour[owner] * light[:, None] * tint + shine[:, None], 0, 1)
        return colour, facing


def colour_of(text: str) -> Floats:
    """Return red, green, blue and full cover, each from 0 to 1."""
    return np.array([*(int(text[place : place + 2], 16) for place in (1, 3, 5)), 255]) / 255
