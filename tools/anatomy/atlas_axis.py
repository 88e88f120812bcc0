"""C1 and C2: the ring and the peg it turns on."""

from __future__ import annotations

import numpy as np

from spine_edu.geometry.body.landmarks import LEAD_OF_C2, landmarks, wall
from spine_edu.geometry.body.measures import size
from tools.anatomy.fields import Field, Solid, X, Y, Z, bar, ellipsoid, limb, overlap
from tools.anatomy.parts import cap, facing, process, shaft


def atlas() -> Field:
    """Return C1: two wedge-shaped lateral masses, two arches, long transverse processes; no body, no spine."""
    marks, ends = landmarks("C1"), size("C1", "ring_depth") / 2
    up, low, mass = marks.upper_facets["left"], marks.lower_facets["left"], marks.lateral_masses["left"]
    hole, tip = marks.transverse_foramina["left"], marks.transverse_tips["left"]
    field = Field((0, -ends - 3, -20), (tip[0] + 3, ends + 3, 17), 0.6)

    # lateral masses: wedges, low inside and high outside, because both facets slope to the midline; the upper one is a
    # hollow kidney whose front end turns in, the lower one is round, and between their lips there is a waist
    above, below = facing(up, upper=True), facing(low, upper=False)
    wide = size("C1", "lateral_mass_width") / 2
    centre = mass + (0.4, 0.2, 0)

    def waist(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        pinch = 1 - 0.16 * np.exp(-(((z - centre[2]) / 5.0) ** 2))
        u, v = (x - centre[0]) / (wide * 0.85 * pinch), (y - centre[1] + 0.25 * (x - centre[0])) / (8.8 * pinch)
        side = (np.sqrt(u**2 + v**2) - 1) * wide * 0.85
        return overlap(side, np.maximum(above(x, y, z), below(x, y, z)), 1.6)

    field.pair(Solid(waist, centre - (11, 14, 14), centre + (11, 14, 14)), 0)
    field.pair(
        cap(
            up,
            upper=True,
            radii=(up.width / 2 - 0.1, up.height / 2 + 1.4),
            thick=5.0,
            taper=0.3,
            converge=14,
            bend=0.016,
            square=2.3,
            edge=2.0,
        ),
        2.5,
    )
    field.pair(
        cap(
            low,
            upper=False,
            radii=(low.width / 2 - 0.5, low.height / 2 + 0.2),
            thick=5.0,
            taper=0.35,
            converge=10,
            square=2.3,
            edge=2.0,
        ),
        2.5,
    )

    def rounding(d: np.ndarray, x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        r = np.sqrt(((x - 8) / 19) ** 2 + ((y - centre[1]) / 16) ** 2 + ((z - centre[2]) / 14) ** 2)
        return overlap(d, (r - 1) * 14, 2.5)

    field.everywhere(rounding)

    # arches and tubercles
    field.pair(
        bar([centre + (-2, -6.5, 0), (8.6, -ends + 4.4, -1.4), (0, -ends + 3.2, -1.2)], [(2.8, 5.4), (2.4, 4.6), (2.7, 5.0)]), 2.5
    )
    field.add(ellipsoid((0, -ends + 2.2, -2.4), (3.4, 2.2, 3.8)), 2.5)
    back = [centre + (1.5, 6.5, 0.4), (18.6, 6.5, -0.6), (11.6, ends - 5.6, -1.4), (0, ends - 2.6, -1.6)]
    field.pair(bar(back, [(3.4, 5.0), (2.6, 2.6), (2.7, 3.6), (2.4, 4.2)], steps=8), 2.5)
    field.add(ellipsoid((0, ends - 2.0, -1.2), (3.4, 2.0, 3.4)), 2.5)
    groove = [(hole[0] - 1, hole[1] + 4.0, 5.0), (21.5, 4.6, 4.4), (16.2, 8.6, 4.0), (11.0, 12.2, 5.4)]
    field.pair_cut(bar(groove, [2.6, 2.9, 2.9, 2.6]), 1.2)
    field.cut(ellipsoid((0, -ends + 7.6, -0.6), (4.4, 3.2, 4.2)), 0.8)

    # transverse processes around their foramina
    field.pair(
        bar(
            [centre + (4, -3.5, -1.5), (hole[0], hole[1] - 4.9, -2.4), (hole[0] + 4.6, hole[1] - 1.6, -2.6)],
            [(3.0, 4.6), (1.9, 3.2), (2.2, 3.6)],
        ),
        2,
    )
    field.pair(
        bar(
            [centre + (4, 4.5, -1.0), (hole[0], hole[1] + 5.0, -1.8), (hole[0] + 4.8, hole[1] + 2.4, -2.2)],
            [(3.0, 4.6), (2.0, 3.4), (2.3, 3.8)],
        ),
        2,
    )
    field.pair(bar([(hole[0] + 4.4, hole[1] + 0.4, -2.4), (tip[0] - 2.4, tip[1], tip[2] - 1.2)], [(2.4, 4.2), (2.4, 4.0)]), 2)
    field.pair_cut(limb(hole - Z * 16, hole + Z * 16, (3.2, 2.9), up=Y), 0.8)

    # the ring within: room for the dens in front, for the cord behind
    inner = [
        (0, -ends + 5.6),
        (7.0, -ends + 6.4),
        (9.4, -11.5),
        (9.6, -4.5),
        (14.4, 1.5),
        (14.4, 8.0),
        (9.6, ends - 7.6),
        (4.0, ends - 5.0),
        (0, ends - 4.8),
    ]
    field.cut(shaft(inner + [(-x, y) for x, y in reversed(inner) if x > 0], 1.5), 2.6)
    field.pair(ellipsoid((10.6, -6.5, -1.5), (2.2, 2.6, 2.6)), 2.5)
    return field


def axis() -> Field:
    """Return C2: the dens on its body, sloping shoulders for the atlas, stout bifid spine."""
    marks, back = landmarks("C2"), wall("C2")
    up, low, hole = marks.upper_facets["left"], marks.lower_facets["left"], marks.transverse_foramina["left"]
    tip, spine, half = marks.transverse_tips["left"], marks.spinous_tip, size("C2", "body_height") / 2
    top, rear = size("C2", "body_and_dens_height") - half, back + size("C2", "canal_depth")
    field = Field((0, -back - 5, -24), (tip[0] + 3, spine[1] + 4, top + 3), 0.6)

    # body: waisted, hollow below, with a lip in front; dens: neck, head, blunt tip
    wide, deep = size("C2", "endplate_width_lower") / 2 + 0.2, back + 0.2

    def trunk(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        t = np.clip((z + half) / (2 * half), 0, 1)
        a = wide * (1 - 0.16 * np.sin(np.pi * np.clip(t * 1.4, 0, 1)) + 0.05 * t)
        b = deep * (1 - 0.12 * np.sin(np.pi * np.clip(t * 1.2, 0, 1)))
        side = ((np.abs(x / a) ** 2.6 + np.abs(y / b) ** 2.6) ** (1 / 2.6) - 1) * np.minimum(a, b)
        floor = -half - 2.0 * np.clip(-y / deep - 0.25, 0, 1) + 0.8 * np.clip(1 - np.abs(x / wide) ** 2 - (y / deep) ** 2, 0, 1)
        return overlap(side, np.maximum(floor - z, z - half), 1.3)

    field.add(Solid(trunk, np.array([-wide - 1, -deep - 1, -half - 4]), np.array([wide + 1, deep + 1, half + 2])), 0)
    dens = [(0, -0.6, half - 6), (0, -1.0, half + 0.5), (0, -1.3, half + 4.0), (0, -0.9, half + 11), (0, 0.6, top - 2.8)]
    field.add(bar(dens, [(6.6, 5.8), (5.2, 5.4), (4.3, 4.7), (5.2, 5.5), (2.4, 2.8)], up=Y, steps=7), 3)

    # shoulders under the facets for the atlas
    field.pair(
        cap(up, upper=True, radii=(up.width / 2 + 0.6, up.height / 2 + 0.6), thick=6.5, taper=0.5, converge=10, edge=1.8), 2.5
    )
    field.pair(limb((5, 0, 0.5), up.centre - up.normal * 6.5 - X * 1.2, (6.4, 7.0), (6.6, 6.2)), 4)

    # pars: from the shoulder back and down to the lower facet, medial to the artery
    foot = low.centre - low.normal * 3.4
    field.pair(
        bar(
            [up.centre - up.normal * 6 + (0, 2, 0), (16.4, 8.6, -2.8), foot + Z * 2.5], [(5.0, 4.8), (4.2, 4.4), (4.6, 4.6)], up=X
        ),
        3,
    )
    field.pair(process(low, upper=False, depth=3.4, lift=1.4, radii=(5.0, 7.4, 5.4)), 2.5)

    # lamina and spine: the stoutest of the neck
    field.pair(
        bar(
            [foot + (-1.6, 2.2, 3.0), (9.4, rear - 3.8, -5.4), (0, rear + 1.6, -6.0)],
            [(2.9, 6.0), (2.7, 6.4), (3.2, 7.0)],
            up=(0, -0.42, 1),
        ),
        3,
    )
    fork = spine - (0, 5.0, -1.2)
    field.add(bar([(0, rear, -5.6), (0, (rear + fork[1]) / 2, -7.2), fork], [(3.0, 7.0), (3.2, 5.6), (3.6, 4.4)]), 3)
    field.pair(limb(fork, (4.4, spine[1] - 2.3, spine[2] + 0.2), (2.6, 3.2), (2.3, 2.6)), 2)

    # small transverse process, pointing down and out, around a foramen that leads up and outwards
    field.pair(
        bar(
            [
                (9.0, -1.4, -2.6),
                (hole[0] - 0.8, hole[1] - 4.2, -4.6),
                (hole[0] + 3.8, hole[1] - 1.2, -6.6),
                tip - (2.4, 1.0, 1.4),
            ],
            [(3.0, 4.2), (2.0, 3.4), (1.9, 3.0), (2.1, 2.6)],
        ),
        2.5,
    )
    field.pair(bar([(17.0, 8.0, -4.0), tip - (2.8, 0.6, 1.4)], [(3.2, 4.2), (2.1, 2.8)]), 2.5)
    lead = np.array(LEAD_OF_C2)
    field.pair_cut(limb(hole - lead * 13, hole + lead * 16, (2.7, 2.6), up=Y), 0.8)

    room = [(0, back), (11.0, back), (12.2, back + 3.6), (10.8, back + 10.5), (5.4, rear - 3.4), (1.6, rear), (0, rear)]
    field.cut(shaft(room + [(-x, y) for x, y in reversed(room) if x > 0], 3.0), 1.4)
    return field
