"""The occipital bone: the part of the skull that stands on the neck and that is fused to it."""

from __future__ import annotations

import numpy as np

from spine_edu.geometry.body.landmarks import BOWL, landmarks
from spine_edu.geometry.body.measures import size
from tools.anatomy.fields import Field, Solid, X, Y, bar, ellipsoid, inside_polygon, limb, overlap, rounded
from tools.anatomy.parts import cap

_PLAN = np.array([(-12, -34), (12, -34), (14, -18), (33, -12), (42, -6), (43, 8), (42, 26), (36, 44), (20, 60), (-20, 60)], float)


def occiput() -> Field:
    """Return the occipital bone, schematic: condyles, foramen magnum, clivus, and the squama with its keel and nuchal lines.

    The squama is cut off where it would rise to the parietal bones, the clivus where it meets the sphenoid.
    """
    low = landmarks("O").lower_facets["left"]
    middle, radii = np.array(BOWL[0]), np.array(BOWL[1])
    field = Field((0, -38, -22), (46, 62, 58), 0.9)

    def shell(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        """How far a place is from the surface of the shell, negative inside it."""
        p = [(q - c) / r for q, c, r in zip((x, y, z), middle, radii, strict=True)]
        near = np.sqrt(p[0] ** 2 + p[1] ** 2 + p[2] ** 2)
        depth = (near - 1) * radii.min()
        behind = np.clip((y - 22) / 12, 0, 1)
        keel = 2.6 * np.exp(-((x / 4.0) ** 2)) * behind * np.clip((27 - z) / 6, 0, 1)
        inner = 2.0 * np.exp(-((x / 5.0) ** 2)) * behind
        upper = 1.5 * np.exp(-(((z - 22.5 + 0.0065 * x**2) / 2.4) ** 2)) * np.clip((y - 14) / 10, 0, 1)
        lower = 0.9 * np.exp(-(((z - 9.5 + 0.004 * x**2) / 2.2) ** 2)) * np.clip((y - 14) / 10, 0, 1)
        wall = np.maximum(depth - keel - upper - lower, -(depth + 4.4 + inner))
        # seen from above: broad behind, drawn in at the jugular notches, a tongue in front
        plan = inside_polygon(rounded(_PLAN), *np.broadcast_arrays(np.abs(x), y)) + 0 * z
        rim = (
            z
            - np.interp(y, (-16, -4, 8, 24, 40, 56), (4.0, 9.0, 14.0, 29.0, 43.0, 53.0))
            + 0.0075 * x**2 * np.clip((y - 10) / 20, 0, 1)
        )
        return overlap(overlap(wall, plan, 3), rim, 3)

    field.add(Solid(shell, np.array([-46, -40, -4]), np.array([46, 62, 58])), 0)
    field.add(ellipsoid((0, 52.8, 21.6), (5.2, 3.2, 3.6)), 5)
    field.add(bar([(0, -17.5, 3.0), (0, -25, 8.0), (0, -33, 16.0)], [(12.5, 3.4), (10.5, 4.4), (9.5, 6.0)], up=(0, 0.7, 0.7)), 4)
    field.pair(
        cap(
            low,
            upper=False,
            radii=(low.width / 2 - 0.4, low.height / 2 + 0.8),
            thick=6.0,
            taper=-0.25,
            converge=20,
            bend=0.02,
            edge=3.4,
        ),
        3,
    )
    field.pair(limb(low.centre - low.normal * 7 - Y * 3, low.centre - low.normal * 7 + Y * 6 + X * 2, (4.6, 5.0), (5.6, 5.0)), 5)
    field.pair(bar([(20.0, -4.0, 4.5), (30.0, -3.0, 5.5), (38.0, -1.0, 7.5)], [(7.0, 4.2), (6.5, 3.4), (5.5, 3.8)]), 6)
    wide, deep = size("O", "foramen_magnum_width") / 2, size("O", "foramen_magnum_depth") / 2

    def foramen(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        narrow = wide * (1 - 0.22 * np.clip(-y / deep, 0, 1))
        return (np.sqrt((x / narrow) ** 2 + (y / deep) ** 2) - 1) * wide + 0 * z

    field.cut(Solid(foramen, np.array([-wide, -deep, -30]), np.array([wide, deep, 60])), 2)
    return field
