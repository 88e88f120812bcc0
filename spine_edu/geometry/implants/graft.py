"""Bone graft and what becomes of it: loose chips on the day, a clumpy bridge as it heals, one smooth mass, or two with a gap.

The form tells the state, not the colour alone: chips were laid today, a lumpy bridge is healing, a smooth one is solid, and a
pseudarthrosis is a bridge with a cleft through it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spine_edu.geometry.mesh.grain import COARSE, MeshGrain
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.solids import lofted, spline
from spine_edu.geometry.mesh.tubes import tube

Floats = NDArray[np.float64]
_GOLDEN = 0.6180339887498949
TODAY = ("initial", "refusion")


def bridge(state: str, path: ArrayLike, radii: Sequence[tuple[float, float]], seed: int = 0, grain: MeshGrain = COARSE) -> Mesh:
    """Return graft along a path (n, 3) from bone to bone in a state; `radii` gives two half widths (mm) at each point.

    >>> path, radii = [(0, 0, 0), (0, 0, 10), (0, 0, 20)], [(4, 4)] * 3
    >>> bridge("solid", path, radii).welded().pieces(), bridge("pseudarthrosis", path, radii).welded().pieces()
    (1, 2)
    """
    points = np.asarray(path, float)
    sides, count = grain.mass
    axis = spline(points, count)
    place = np.linspace(0, len(points) - 1, count)
    wide = np.array([[np.interp(p, range(len(points)), [r[k] for r in radii]) for k in (0, 1)] for p in place])
    if state in TODAY:
        return joined([_mass(axis, wide * 0.74, seed, 0.26, sides), chips(axis, wide, seed, grain)])
    if state == "healing":
        core = _mass(axis, wide * 0.90, seed, 0.17, sides)
        return joined([core, chips(axis, wide * 0.94, seed + 3, grain, share=0.35)])
    if state == "pseudarthrosis":
        cut = count // 2
        gap = (axis[cut + 1] - axis[cut]) * 0.62
        upper, lower = axis[: cut + 1].copy(), axis[cut:].copy()
        upper[-1] -= gap
        lower[0] += gap
        return joined(
            [_mass(upper, wide[: cut + 1], seed, 0.08, sides, blunt=1), _mass(lower, wide[cut:], seed + 1, 0.08, sides, blunt=0)]
        )
    return _mass(axis, wide * 1.04, seed, 0.07, sides)


def _mass(axis: Floats, wide: Floats, seed: int, rough: float, sides: int, blunt: int | None = None) -> Mesh:
    """Return a mass of bone along an axis, round at its ends; at a `blunt` end (0 first, 1 last) it stops as at a cleft."""
    s = np.linspace(0, 1, len(axis))
    taper = np.sqrt(np.clip(1 - np.clip(np.abs(2 * s - 1) - 0.62, 0, 1) ** 2 / 0.155, 0.06, 1))
    if blunt is not None:
        taper = np.where((s > 0.5) if blunt else (s < 0.5), np.maximum(taper, 0.90), taper)
    mesh = tube(axis, wide * taper[:, None], sides, wide=_aside(axis[-1] - axis[0]))
    middle = np.vstack([np.repeat(axis, sides, axis=0), axis[:1], axis[-1:]])
    return _rough(mesh, middle, seed, rough)


def _aside(along: Floats) -> Floats:
    """Return the direction in which the first of two half widths is measured: to the side of a bed that runs up and down."""
    side = np.cross(along, (0, 1.0, 0.1))
    return side / np.linalg.norm(side)


def _rough(mesh: Mesh, middle: Floats, seed: int, rough: float) -> Mesh:
    """Push every point in or out by a smooth, always equal noise."""
    points = mesh.points.astype(float)
    wave = np.zeros(len(points))
    for k in range(1, 6):
        direction = np.array([np.sin(k * 2.1 + seed), np.cos(k * 1.3 + 2 * seed), np.sin(k * 3.7 + 0.5 * seed)]) * (
            0.30 + 0.16 * k
        )
        wave += np.sin(points @ direction + 2.4 * k + seed) / np.sqrt(k)
    return Mesh(middle + (points - middle) * (1 + rough * wave / 1.8)[:, None], mesh.faces)


def chips(axis: Floats, wide: Floats, seed: int, grain: MeshGrain, share: float = 1.0) -> Mesh:
    """Return morselised graft: many small chips packed along an axis (n, 3) within half widths (n, 2)."""
    long = float(np.linalg.norm(np.diff(axis, axis=0), axis=1).sum())
    size = float(np.clip(wide.mean() * 0.40, 0.8, 2.4))
    around = 2 * np.pi * wide.mean()
    count = int(min(long * around / size**2 * 0.42 * share, grain.chips))
    along = np.gradient(axis, axis=0)
    made = []
    for k in range(max(count, 5)):
        s, turn, r = (
            (k + 0.5) / max(count, 5),
            2 * np.pi * ((k * _GOLDEN + seed * 0.17) % 1),
            np.sqrt((k * 0.7548 + 0.31 * seed) % 1),
        )
        place = s * (len(axis) - 1)
        low = min(int(place), len(axis) - 2)
        here = axis[low] + (axis[low + 1] - axis[low]) * (place - low)
        half = (wide[low] + (wide[low + 1] - wide[low]) * (place - low)) * np.sqrt(np.clip(1.15 - (2 * s - 1) ** 4, 0.3, 1))
        side = _aside(along[low])
        other = np.cross(along[low], side)
        other /= np.linalg.norm(other)
        spot = here + side * half[0] * r * np.cos(turn) * 0.92 + other * half[1] * r * np.sin(turn) * 0.92
        made.append(_chip(spot, size * (0.72 + 0.5 * ((k * 0.5698) % 1)), k + 31 * seed, 6 if grain.chips > 40 else 5))
    return joined(made)


def _chip(middle: Floats, size: float, seed: int, sides: int) -> Mesh:
    """Return one angular chip of bone: two unequal points on an uneven ring."""
    angle = np.arange(sides) * 2 * np.pi / sides + seed
    uneven = 1 + 0.24 * np.sin(angle * 2 + seed * 1.7)
    ring = np.column_stack([np.cos(angle) * uneven, np.sin(angle) * uneven, 0.25 * np.sin(angle + seed)])
    points = np.vstack([ring, [(0.3 * np.cos(seed), 0.3 * np.sin(seed), 0.7), (0.2 * np.sin(seed), 0.2, -0.55)]]) * size
    here, onward = np.arange(sides), np.roll(np.arange(sides), -1)
    top, bottom = np.full(sides, sides), np.full(sides, sides + 1)
    faces = np.concatenate([np.stack([here, onward, top], 1), np.stack([onward, here, bottom], 1)])
    a, b = np.radians([(seed * 47) % 180, (seed * 83) % 180])
    about_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    about_z = np.array([[np.cos(b), -np.sin(b), 0], [np.sin(b), np.cos(b), 0], [0, 0, 1]])
    return Mesh(points @ (about_z @ about_x).T + middle, faces)


def block(space_top: Floats, space_bottom: Floats, state: str, seed: int = 0) -> Mesh:
    """Return bone that fills a disc space between two outlines (n, 3), the upper and the lower, in a state.

    A pseudarthrosis keeps a cleft between two halves; what was laid today or heals does not fill the space yet.
    """
    middle = (space_top + space_bottom) / 2
    if state == "pseudarthrosis":
        part = lambda a, b: lofted([a, a, b, b])  # noqa: E731
        upper, lower = middle + (space_top - middle) * 0.22, middle + (space_bottom - middle) * 0.22
        wave = 0.35 * np.sin(np.arange(len(middle)) * 1.9 + seed)[:, None] * (space_top - middle)
        return joined([part(upper + wave * 0.4, space_top), part(space_bottom, lower + wave * 0.4)])
    mesh = lofted([space_bottom, space_bottom, middle, space_top, space_top])
    return _rough(mesh, np.broadcast_to(middle.mean(axis=0), mesh.points.shape), seed, 0.015 if state == "solid" else 0.05)
