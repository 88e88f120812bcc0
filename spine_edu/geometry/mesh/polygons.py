"""Closing a cut: triangles that fill the rings along which a plane has opened a surface."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from spine_edu.steady import steady


def fill(points: np.ndarray, faces: np.ndarray, normal: ArrayLike) -> np.ndarray:
    """Return faces (k, 3) that close the flat openings of a surface; they look along `normal`.

    `points` (n, 3) and `faces` (m, 3) are the open surface: all its edges without a neighbour must lie in one plane
    across `normal`. Rings may lie inside one another: the vertebral foramen stays open in a cut through a lamina.
    """
    rings = _rings(faces)
    if not rings:
        return np.empty((0, 3), int)
    u, v = _axes(normal)
    flat = steady(np.stack([points @ u, points @ v], axis=1).astype(float))
    areas = [_area(flat[ring]) for ring in rings]
    outer = [i for i, area in enumerate(areas) if area > 0]
    holes: dict[int, list[list[int]]] = {i: [] for i in outer}
    for i, area in enumerate(areas):
        if area < 0:
            around = [o for o in outer if areas[o] > -area and _inside(flat[rings[i][0]], flat[rings[o]])]
            if around:
                holes[min(around, key=lambda o: areas[o])].append(rings[i])
    lid = [face for o in outer for face in _ears(flat, _bridge(flat, rings[o], holes[o]))]
    return np.array(lid, int).reshape(-1, 3)


def _axes(normal: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    n = np.asarray(normal, float) / np.linalg.norm(normal)
    u = np.cross(n, np.eye(3)[np.abs(n).argmin()])
    u /= np.linalg.norm(u)
    return u, np.cross(n, u)


def _rings(faces: np.ndarray) -> list[list[int]]:
    """Return the rings of edges that have a face on one side only, run through as the missing faces would."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).tolist()
    have = {(a, b) for a, b in edges}
    following: dict[int, list[int]] = {}
    for a, b in edges:
        if (b, a) not in have:
            following.setdefault(b, []).append(a)
    rings = []
    while following:
        start = next(iter(following))
        ring, here = [], start
        while here in following:
            ring.append(here)
            onward = following[here].pop()
            if not following[here]:
                del following[here]
            here = onward
        if len(ring) > 2:
            rings.append(ring)
    return rings


def _area(ring: np.ndarray) -> float:
    x, y = ring.T
    return steady(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def _inside(point: np.ndarray, ring: np.ndarray) -> bool:
    (px, py), a, b = point, ring, np.roll(ring, -1, axis=0)
    crosses = (a[:, 1] > py) != (b[:, 1] > py)
    rise = np.where(crosses, b[:, 1] - a[:, 1], 1)
    return bool((crosses & (px < (b[:, 0] - a[:, 0]) * (py - a[:, 1]) / rise + a[:, 0])).sum() % 2)


def _bridge(flat: np.ndarray, outer: list[int], holes: list[list[int]]) -> list[int]:
    """Return one ring that walks round the outline and, over bridges walked twice, round each hole."""
    ring = list(outer)
    for hole in sorted(holes, key=lambda h: -flat[h][:, 0].max()):
        k = int(flat[hole][:, 0].argmax())
        best = _visible(flat, flat[hole[k]], ring)
        ring[best + 1 : best + 1] = [*hole[k:], *hole[: k + 1], ring[best]]
    return ring


def _visible(flat: np.ndarray, point: np.ndarray, ring: list[int]) -> int:
    """Return the place in the ring of the nearest corner that the point sees without an edge between."""
    corners = flat[ring]
    after = np.roll(corners, -1, axis=0)
    for place in np.argsort(((corners - point) ** 2).sum(1)).tolist():
        way = corners[place]
        apart = _turn(point, way, corners) * _turn(point, way, after) < -1e-12
        apart &= _turn(corners, after, point) * _turn(corners, after, way) < -1e-12
        if not apart.any():
            return place
    return int(((corners - point) ** 2).sum(1).argmin())


def _turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Return twice the area of triangles: positive where the way from a over b to c turns left."""
    return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])


def _ears(flat: np.ndarray, ring: list[int]) -> list[tuple[int, int, int]]:
    """Return triangles that fill a simple ring, by cutting off one ear after another."""
    ring, faces = list(ring), []
    spin = 0
    while len(ring) > 3:
        n = len(ring)
        corner = flat[ring]
        before, after = np.roll(corner, 1, axis=0), np.roll(corner, -1, axis=0)
        turn = _turn(before, corner, after)
        hollow = corner[turn <= 1e-12]
        candidates = [*np.flatnonzero(turn > 1e-12).tolist()]
        candidates = [c for c in candidates if c >= spin] + [c for c in candidates if c < spin]
        ear = next((c for c in candidates if not _holds_any(before[c], corner[c], after[c], hollow)), None)
        if ear is None:
            ear = int(np.abs(turn).argmin())
        faces.append((ring[ear - 1], ring[ear], ring[(ear + 1) % n]))
        del ring[ear]
        spin = ear + 1 if ear + 1 < len(ring) else 0
    faces.append((ring[0], ring[1], ring[2]))
    return [face for face in faces if len(set(face)) == 3]


def _holds_any(a: np.ndarray, b: np.ndarray, c: np.ndarray, points: np.ndarray) -> bool:
    if not len(points):
        return False
    elsewhere = ~((points == a).all(1) | (points == b).all(1) | (points == c).all(1))
    return bool(((_turn(a, b, points) >= 0) & (_turn(b, c, points) >= 0) & (_turn(c, a, points) >= 0) & elsewhere).any())
