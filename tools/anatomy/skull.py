"""The base of the skull, as far as it is fused to the neck: a bowl around the foramen magnum, on two condyles."""

from __future__ import annotations

import numpy as np

from spine_edu.geometry.landmarks import BOWL, landmarks
from spine_edu.geometry.measures import size
from tools.anatomy.fields import Field, Solid, X, bar, ellipsoid, limb, overlap
from tools.anatomy.parts import process


def occiput() -> Field:
    """Return the occipital bone, schematic: condyles, foramen magnum, keel and nuchal lines where a plate is screwed."""
    marks = landmarks("O")
    low = marks.lower_facets["left"]
    middle, radii = np.array(BOWL[0]), np.array(BOWL[1])
    field = Field((0, -36, -22), (48, 62, 40), 0.9)

    def shell(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        p = [(q - c) / r for q, c, r in zip((x, y, z), middle, radii, strict=True)]
        near = np.sqrt(p[0] ** 2 + p[1] ** 2 + p[2] ** 2)
        depth = (near - 1) * radii.min()
        keel = 2.6 * np.exp(-((x / 4.0) ** 2)) * np.clip((y - 22) / 12, 0, 1)
        inner = 2.0 * np.exp(-((x / 5.0) ** 2)) * np.clip((y - 22) / 12, 0, 1)
        lines = 1.1 * np.exp(-(((z - 21 + 0.006 * x**2) / 3.0) ** 2)) * np.clip((y - 20) / 10, 0, 1)
        wall = np.maximum(depth - keel - lines, -(depth + 4.6 + inner))
        plan = (np.sqrt((x / 43) ** 2 + ((y - 10) / 45) ** 2) - 1) * 43
        return overlap(overlap(wall, plan, 3), z - 31, 3)

    field.add(Solid(shell, np.array([-48, -40, -4]), np.array([48, 62, 40])), 0)
    field.add(ellipsoid((0, 53.6, 21.5), (4.2, 3.2, 4.2)), 4)
    field.add(bar([(0, -20, 5.0), (0, -31, 13.0)], [(10.5, 4.2), (9.5, 5.0)]), 4)
    field.pair(process(low, upper=False, depth=4.2, lift=0, radii=(6.2, 10.6, 6.4)), 3)
    field.pair(limb(low.centre - low.normal * 8 - X * 0.5, (19.5, -13, 4), (5.6, 6.0), (9.0, 5.0)), 5)
    wide, deep = size("O", "foramen_magnum_width") / 2, size("O", "foramen_magnum_depth") / 2

    def foramen(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        narrow = wide * (1 - 0.22 * np.clip(-y / deep, 0, 1))
        return (np.sqrt((x / narrow) ** 2 + (y / deep) ** 2) - 1) * wide + 0 * z

    field.cut(Solid(foramen, np.array([-wide, -deep, -30]), np.array([wide, deep, 40])), 2)
    return field
