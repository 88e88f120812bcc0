"""Sacrum, coccyx and ilium; all three in the frame of the S1 endplate."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator, RBFInterpolator
from scipy.ndimage import map_coordinates
from scipy.spatial import cKDTree

from spine_edu.geometry.body.bodies import ends, form
from spine_edu.geometry.body.landmarks import landmarks
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import neutral
from spine_edu.geometry.body.sacral import APEX, CANAL, FORAMINA, at, curve
from tools.anatomy.fields import FAR, Field, ellipsoid, inside_polygon, limb, overlap, rounded, union
from tools.anatomy.parts import process, shaft


def _along(field: Field) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return x, the distance along the curve and the distance in front of it, over a whole field."""
    s, points, course = curve()
    y, z = np.meshgrid(field.axes[1], field.axes[2], indexing="ij")
    place = np.stack([y.ravel(), z.ravel()], 1)
    _, nearest = cKDTree(points).query(place)
    off, way = place - points[nearest], course[nearest]
    along = s[nearest] + (off * way).sum(1)
    front = off[:, 0] * way[:, 1] - off[:, 1] * way[:, 0]
    return field.axes[0][:, None, None], along.reshape(1, *y.shape), front.reshape(1, *y.shape)


_EAR = np.array([(-7, 9), (-8, 22), (-11, 36), (-15, 52), (-22, 52), (-22, 40), (-19, 31), (-27, 25), (-28, 13), (-18, 6)], float)
"""The auricular surface, seen from the side: places in front of the curve of the sacrum, and along it."""


def sacrum() -> Field:
    """Return the sacrum: five fused bodies, alae, crests, a canal that opens at the hiatus, four pairs of foramina."""
    marks = landmarks("S1")
    up = marks.upper_facets["left"]
    field = Field((0, -24, -112), (62, 52, 10), 0.9)
    x, s, n = _along(field)

    def by(knots: tuple[float, ...], values: tuple[float, ...]) -> np.ndarray:
        return np.asarray(PchipInterpolator(knots, values)(np.clip(s, knots[0], knots[-1])))

    # bodies, with a ridge where each was fused to the next
    lines = (31.0, 56.0, 76.0, 92.5)
    wide = by((0, 6, 31, 56, 76, 93, 106), (size("S1", "endplate_width_upper") / 2 + 0.4, 24, 19, 16, 13.5, 11.5, 8.5))
    deep = by((0, 6, 31, 56, 76, 93, 106), (size("S1", "endplate_depth_upper") / 2 + 0.6, 15.5, 11.5, 8.5, 6.5, 5.0, 3.6))
    ridge = sum(np.exp(-(((s - line) / 2.0) ** 2)) for line in lines)
    bodies = ((np.abs(x / wide) ** 2.5 + np.abs(n / (deep + 1.5 * ridge)) ** 2.5) ** 0.4 - 1) * np.minimum(wide, deep)
    bodies = overlap(bodies, np.maximum(-s - 12, s - APEX), 1.4)

    # lateral parts: wings that sweep aside and back from the first body, thick where they carry the auricular surface,
    # thin below, drawn in under the joint and once more below the inferior lateral angle
    aside = np.abs(x)
    reach = by(
        (-14, -4, 4, 14, 30, 42, 50, 58, 66, 78, 88, 94, 100, 106),
        (44, 50, 55, 57.5, 56, 51, 45, 39, 34.5, 29.5, 26.5, 24, 17, 9),
    )
    thick = by((-10, 0, 15, 35, 55, 76, 95, 108), (9, 12, 14.5, 13.4, 9.5, 6.5, 4.4, 3.0))
    wing = np.clip((aside - 24) / 34, 0, 1)
    level = by((-10, 0, 20, 45, 76, 100), (-6, -4.5, -6.5, -8, -5.5, -2.5)) - by((0, 40, 70), (13, 8, 2)) * wing**1.3
    ear = np.clip(inside_polygon(rounded(_EAR), *np.broadcast_arrays(n, s)), -1.2, 0)  # the auricular surface stands out
    alae = overlap(aside - reach - 0.16 * (n - level) + ear, np.abs(n - level) - thick * (1 - 0.2 * wing), 7)
    # their upper surface is a saddle: it drops beside the body, runs out level, and falls away to the front and the side
    edge = (
        3.0
        + 5.0 * np.clip((aside - 22) / 7, 0, 1) ** 0.8
        - 3.0 * np.clip((aside - 30) / 18, 0, 1)
        + 9.0 * np.clip((aside - 44) / 14, 0, 1) ** 2
    )
    edge = edge + 0.55 * np.clip(n - level - 2, 0, 20)
    alae = overlap(overlap(alae, edge - s, 6), s - APEX + 1, 5)

    # dorsal wall, open below at the hiatus; median crest; tubercles of the intermediate and lateral crests
    back = by((0, 20, 50, 80, 105), (-27.5, -27.5, -22.5, -15.5, -9.5))
    half = by((0, 10, 50, 80, 105), (14, 17.5, 15, 11, 7))
    roof = overlap(np.abs(x) - half, np.abs(n - back - 0.012 * x**2) - by((0, 60, 108), (3.2, 2.8, 2.2)), 4)
    roof = overlap(roof, np.maximum(9 - s, s - 91 - 0.5 * np.abs(x)), 3)
    spines = sum(
        np.exp(-(((s - place) / width) ** 2)) * height
        for place, width, height in ((20, 5.5, 7.5), (39, 6, 8.5), (60, 5.5, 6.5), (77, 5, 4.5))
    )
    crest = overlap(np.abs(x) - 2.4 - 0.1 * np.maximum(n - back, 0), np.maximum(back - 1.5 - spines - n, n - back), 2.5)
    crest = overlap(crest, np.maximum(12 - s, s - 86), 3)

    def tubercle(place: float, aside: float, depth: float, size_: float, long: float) -> np.ndarray:
        return np.sqrt((np.abs(x) - aside) ** 2 + ((n - depth) / 1.1) ** 2 + ((s - place) / long) ** 2) - size_

    inner = [
        tubercle(p, 12.0, float(np.interp(p, (0, 20, 50, 80, 105), (-29, -28.5, -23.5, -16.5, -11))), 2.9, 1.6)
        for p in (24, 46, 66, 83)
    ]
    outer = [
        tubercle(p, a, d, r, 1.3)
        for p, a, d, r in ((21, 34, -22, 4.0), (44, 31, -20.5, 3.8), (65, 26, -15.5, 3.4), (83, 21, -11, 3.0))
    ]
    cornu = tubercle(95, 9.0, -11.0, 2.2, 2.6)
    bone = union(union(bodies, alae, 6), union(roof, crest, 3), 7)
    bone = union(union(bone, np.minimum.reduce([*inner, cornu]), 3.5), np.minimum.reduce(outer), 4.5)
    field.values = np.minimum(np.broadcast_to(bone, field.values.shape), FAR).copy()

    # upper articular processes
    field.pair(process(up, upper=True, depth=3.4, lift=-1.5, radii=(6.4, 9.6, 8.6)), 3)
    field.pair(limb(up.centre - up.normal * 5 - (0, 0, 4), (25, 24, -12), (5.6, 6.0), (8, 8)), 5)

    # canal, and from it at each level one passage that forks to the front and to the back
    middle = by(*CANAL)
    canal_wide, canal_deep = by((0, 50, 100), (15.5, 11.5, 6.0)), by((0, 50, 90, 106), (7.2, 4.6, 3.1, 3.4))
    hollow = (np.sqrt((x / canal_wide) ** 2 + ((n - middle) / canal_deep) ** 2) - 1) * canal_deep
    for place, middle_of, radius in FORAMINA:
        out = np.clip(n - middle, 0, 20)
        ahead = np.abs(x) - middle_of - 0.16 * (n - middle)
        ahead = np.where(ahead > 0, ahead / (1 + 0.07 * out), ahead)  # a groove leads aside
        ahead = np.sqrt(ahead**2 + (s - place) ** 2) - radius * (0.8 + 0.016 * out)
        behind = np.sqrt((np.abs(x) - 0.94 * middle_of) ** 2 + (s - place - 3) ** 2) - radius * 0.6
        across = np.maximum(np.sqrt((s - place - 1) ** 2 + (n - middle) ** 2) - radius * 0.7, np.abs(x) - middle_of)
        hollow = np.minimum.reduce([hollow, np.maximum(ahead, middle - n), np.maximum(behind, n - middle), across])
    field.everywhere(lambda d, *_: overlap(d, -hollow, 2.2))
    field.cut(
        shaft(
            [(0, 17.2), (13, 17.2), (15.5, 20), (12, 27), (4, 33), (0, 33.5), (-4, 33), (-12, 27), (-15.5, 20), (-13, 17.2)],
            3,
            low=-9,
            high=20,
        ),
        4,
    )

    # the endplate: flat at its rim, dished within
    def endplate(d: np.ndarray, x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        r = np.sqrt((x / ends("S1")[1][0] * 2) ** 2 + (y / ends("S1")[1][1] * 2) ** 2)
        floor = z + form("S1").dish * np.clip(1 - (r / 0.84) ** 2, 0, 1)
        return overlap(d, np.where((np.abs(x) < 27) & (y < 18.5), floor, -FAR), 0.8)

    field.everywhere(endplate)
    return field


def coccyx() -> Field:
    """Return the coccyx: four pieces, each smaller than the last, fused, with horns on the first."""
    field = Field((0, -34, -126), (14, 12, -90), 0.6)
    first, *others = [(107.0, 8.0, 3.4, 3.6), (114.5, 5.6, 2.9, 3.6), (121.0, 4.2, 2.5, 3.2), (127.0, 3.0, 2.1, 3.2)]
    for along, wide, deep, long in (first, *others):
        middle, ahead = at(along, 0), at(along + 1, 0) - at(along - 1, 0)
        ahead = ahead / np.linalg.norm(ahead)
        axes = np.array([[1.0, 0, 0], np.cross(ahead, [1.0, 0, 0]), ahead])
        field.add(ellipsoid(middle, (wide, deep, long + 1.2), axes), 2)
    field.pair(limb(at(107.5, -1.5, 5.5), at(103.6, -4.4, 6.2), 1.7, 1.3), 2)
    field.pair(limb(at(107.5, 0, 5), at(108, 0, 10), 2.4, 1.7), 2)
    return field


# The left ilium in standing posture: its outline seen from the side (y, z), and how far out (x) its middle lies at places (y, z).
_OUTLINE = (
    (57, -16), (50, -40), (38, -54), (22, -58), (11, -70), (6, -90), (0, -110), (-14, -121), (-34, -121), (-50, -112), (-57, -92),
    (-57, -74), (-60, -60), (-60, -46), (-68, -34), (-71, -22), (-62, 4), (-42, 28), (-14, 41), (14, 40), (38, 24), (53, 4),
)  # fmt: skip
_WING = (
    (56, -18, 52), (46, -36, 56), (30, -38, 61), (34, -14, 67), (20, -52, 62), (24, 8, 76), (48, 6, 62), (36, 22, 86),
    (12, 38, 116), (-14, 40, 130), (-42, 26, 130), (-64, 2, 124), (-70, -22, 117), (-60, -54, 104), (-24, 4, 104), (2, -6, 92),
    (-8, -36, 86), (-36, -30, 100), (6, -66, 76), (-14, -112, 82), (-46, -98, 92), (-26, -80, 86),
)  # fmt: skip
HIP = (90.0, -24.0, -88.0)
"""The centre of the left hip in the world, in neutral posture: seen from S1 it gives the pelvic tilt."""


def ilium() -> Field:
    """Return the left ilium, schematic: a wing with a thick crest, the part beside the sacrum, the roof of the hip socket."""
    world = neutral()["S1"]
    wing = RBFInterpolator(np.array(_WING)[:, :2], np.array(_WING)[:, 2], smoothing=2.0)
    ring = np.array(_OUTLINE, float)
    grid_y, grid_z = np.meshgrid(np.arange(-80, 68, 2.0), np.arange(-130, 52, 2.0), indexing="ij")
    sheet = wing(np.stack([grid_y.ravel(), grid_z.ravel()], 1)).reshape(grid_y.shape)
    edge = inside_polygon(rounded(ring), grid_y, grid_z)
    slope = np.hypot(*np.gradient(sheet, 2.0))

    def thickness(y: np.ndarray, z: np.ndarray) -> np.ndarray:
        beside = 7.5 * np.exp(-(((y - 42) / 17) ** 2 + ((z + 26) / 24) ** 2))
        socket = 9.0 * np.exp(-(((y + 24) / 24) ** 2 + ((z + 84) / 24) ** 2))
        along = np.clip(((y - 50) * -95 + (z + 32) * -34) / (95**2 + 34**2), 0, 1)
        buttress = 3.4 * np.exp(-((np.hypot(y - 50 + 95 * along, z + 32 + 34 * along) / 11) ** 2))
        return 3.2 + beside + socket + buttress

    half = thickness(grid_y, grid_z) + 2.6 * np.exp(-(((edge + 6) / 6) ** 2)) * (grid_z > -40)
    field = Field((32, -124, -108), (138, 66, 66), 1.3)

    def solid(d: np.ndarray, x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        p = np.stack(np.broadcast_arrays(0 * x + 0 * y + 0 * z, 0 * x + y + 0 * z, 0 * x + 0 * y + z), -1)
        p[..., 0] = x + 0 * y + 0 * z
        here = world.apply(p.reshape(-1, 3))
        place = [(here[:, 1] + 80) / 2, (here[:, 2] + 130) / 2]
        get = lambda values: map_coordinates(values, place, order=1, mode="nearest")  # noqa: E731
        off = np.abs(here[:, 0] - get(sheet)) / np.sqrt(1 + get(slope) ** 2) - get(half)
        blade = overlap(off, get(edge), 5.0)
        bulge = np.linalg.norm(here - np.array(HIP) + (6, 0, -2), axis=1) - 30.0
        bulge = overlap(bulge, here[:, 2] - HIP[2] - 30, 4)
        inward = get(sheet) - here[:, 0] - 19.0  # the inner wall of the socket is flat
        blade = union(blade, overlap(overlap(bulge, get(edge) + 1, 3), inward, 4), 6)
        socket = np.linalg.norm(here - np.array(HIP) - (8, -2, -6), axis=1) - 25.5
        return overlap(blade, -socket, 3).reshape(d.shape)

    field.everywhere(solid)
    return field
