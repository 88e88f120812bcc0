"""The typical vertebrae: C3-C7, T1-T12, L1-L5."""

from __future__ import annotations

import numpy as np

from spine_edu.geometry.body.bodies import form, radii
from spine_edu.geometry.body.landmarks import landmarks, wall
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import body_height
from tools.anatomy.fields import Field, X, Y, Z, bar, ellipsoid, limb, plate
from tools.anatomy.parts import body, canal, cap, facing, pedicle, process

TRIANGLE = [(0.0, 0.0), (0.92, 0.0), (1.0, 0.2), (0.62, 0.66), (0.2, 1.0), (0.0, 1.0)]
ROUND = [(0.0, 0.0), (0.55, 0.0), (0.96, 0.17), (1.0, 0.42), (0.88, 0.72), (0.5, 0.96), (0.0, 1.0)]
WIDE = [(0.0, 0.0), (0.9, 0.0), (1.0, 0.16), (0.9, 0.46), (0.45, 0.88), (0.12, 1.0), (0.0, 1.0)]


def typical(bone: str) -> Field:
    """Return the field of one vertebra from C3 to L5."""
    if bone[0] == "L" or bone == "T12":
        return lumbar(bone)
    return thoracic(bone) if bone[0] == "T" else cervical(bone)


def _grid(bone: str, step: float, below: float, above: float) -> Field:
    marks, half = landmarks(bone), body_height(bone) / 2
    front = -max(size(bone, f"endplate_depth_{end}") for end in ("upper", "lower")) / 2 - 3
    tip = marks.spinous_tip
    width = max(
        marks.transverse_tips["left"][0], marks.upper_facets["left"].centre[0] + 9, marks.lower_facets["left"].centre[0] + 9
    )
    low = min(-half - below, tip[2] - 14)
    return Field((0, front, low), (width + 3, tip[1] + 4, half + above), step)


def lumbar(bone: str) -> Field:
    """Return L1-L5, and T12, whose arch is lumbar but for its upper facets and stunted transverse processes."""
    marks, back, half = landmarks(bone), wall(bone), body_height(bone) / 2
    stem, up, low = marks.pedicles["left"], marks.upper_facets["left"], marks.lower_facets["left"]
    rear, tip = back + size(bone, "canal_depth"), marks.spinous_tip
    twelfth, fifth = bone == "T12", bone == "L5"
    field = _grid(bone, 0.85, 21, 14)
    field.add(body(bone), 0)
    field.pair(pedicle(stem, 9, 7), 1.5)
    root = stem.isthmus - stem.direction * 6.5

    # articular pillars: upper process, isthmus (pars), lower process
    if twelfth:
        field.pair(process(up, upper=True, depth=1.8, lift=-1.0, radii=(3.8, 7.6, 6.2)), 3)
        seat = up.centre - up.normal * 3 - Z * 5
    else:
        field.pair(process(up, upper=True, depth=3.2, lift=-0.6, radii=(5.7, up.height / 2 + 2.2, up.width / 2 + 1.3)), 2.5)
        seat = up.centre - up.normal * 4.6 - Z * 4
        knob = up.centre - up.normal * 4.6 + (1.2, 4.6, -1.5)
        field.pair(ellipsoid(knob, (2.9, 2.8, 4.2)), 3)
    field.pair(limb(root, seat, (4.6, 5.6), (4.4, 5.0)), 4)
    foot = low.centre - low.normal * 3.3
    waist = np.array([(foot[0] + stem.isthmus[0]) / 2 - 0.6, back + 12.2, -half * 0.28])
    field.pair(bar([root - Z * 1.5, waist, foot + Z * 5], [(4.2, 4.6), (3.3, 5.0), (3.6, 5.4)], up=X), 2.5)
    field.pair(process(low, upper=False, depth=3.0, lift=1.5, radii=(5.0, low.height / 2 + 2.2, low.width / 2)), 2.5)

    # lamina: a thin, tall, slanting sheet
    tall, tilt = (8.6, 0.3) if fifth else (10.8, 0.24)
    lamina = [
        (foot[0] + 0.3, back + size(bone, "canal_depth") * 0.76 + 0.8, -half * 0.52),
        (foot[0] * 0.52, rear - 0.4, -half * 0.62),
        (0, rear + 2.3, -half * 0.66),
    ]
    field.pair(bar(lamina, [(2.7, tall - 1.0), (2.5, tall), (2.8, tall)], up=(0, -tilt, 1)), 3)

    # spinous process: a hatchet blade, thicker along its free edge
    y1, z1 = tip[1], tip[2]
    deep = 6.5 if fifth else 10.6
    blade = [
        (rear, 0.5), (rear + 9, -1.6), (y1 - 8, z1 + 0.82 * deep), (y1 - 1.6, z1 + 0.6 * deep), (y1, z1),
        (y1 - 2.0, z1 - 0.66 * deep), (y1 - 7.5, z1 - 1.08 * deep), (rear + 8, z1 - 0.95 * deep), (rear, z1 - 0.85 * deep),
    ]  # fmt: skip

    def thickness(y: np.ndarray, z: np.ndarray) -> np.ndarray:
        free = np.clip((y - y1 + 11) / 11, 0, 1)
        return 2.3 + 1.9 * free * np.clip((z1 + 7 - z) / 13, 0.15, 1)

    field.add(plate(blade, thickness, 2.2), 4)

    # transverse process: slim and flat; stout and conical on L5; three tubercles on T12
    point = marks.transverse_tips["left"]
    if twelfth:
        out = point - X * 3.0
        field.pair(limb(root, out, (4.4, 5.4), (3.0, 3.6)), 4)
        field.pair(ellipsoid(out + (-1.2, 3.0, 5.2), (2.7, 3.0, 4.2)), 3)
        field.pair(ellipsoid(out + (-1.4, 1.4, -6.2), (2.3, 2.5, 3.6)), 3)
    else:
        begin = root + (0.5, -1.0 if not fifth else -5.0, 0.2)
        end = point - X * 2.0
        middle = begin * 0.5 + end * 0.5 + (0, 0.8, -0.6)
        thick = [(6.8, 7.6), (3.9, 5.6), (2.3, 3.4)] if fifth else [(3.6, 5.8), (2.3, 4.7), (2.0, 3.5)]
        field.pair(bar([begin, middle, end], thick), 3.5)
        field.pair(ellipsoid(begin + (2.6, 4.0, -4.2), (2.0, 2.2, 3.0)), 3)
    field.cut(canal(bone, ROUND if bone in ("T12", "L1") else TRIANGLE, 2.6 if twelfth else 3.5), 2.4)
    return field


def thoracic(bone: str) -> Field:
    """Return T1-T11: heart-shaped body, broad imbricate laminae, steep spine, costal facets."""
    marks, back, half = landmarks(bone), wall(bone), body_height(bone) / 2
    stem, up, low = marks.pedicles["left"], marks.upper_facets["left"], marks.lower_facets["left"]
    rear, tip, number = back + size(bone, "canal_depth"), marks.spinous_tip, int(bone[1:])
    field = _grid(bone, 0.75, 16, 11)
    field.add(body(bone), 0)
    field.pair(pedicle(stem, 6, 6, 0.6), 1.2)
    root = stem.isthmus - stem.direction * 7

    field.pair(process(up, upper=True, depth=1.7, lift=-1.2, radii=(3.7, up.height / 2 + 1.2, up.width / 2 + 0.9)), 2.5)
    field.pair(limb(root, up.centre - up.normal * 2.6 - Z * 4, (4.4, 4.6), (4.2, 3.0), up=Y), 3)
    foot = low.centre - low.normal * 2.4
    field.pair(process(low, upper=False, depth=1.6, lift=2.0, radii=(3.5, low.height / 2 + 2.4, low.width / 2 + 0.4)), 2.5)
    middle = (stem.isthmus[2] + foot[2]) / 2 + 1.4
    tall = (stem.isthmus[2] - foot[2]) / 2 + 1.6
    field.pair(
        bar(
            [root + (-0.4, 1.5, 0), (foot[0] - 0.3, back + 12.4, middle), foot + Z * 2],
            [(3.0, 4.4), (2.7, 5.0), (2.6, 4.6)],
            up=X,
        ),
        2.5,
    )
    sheet = [
        (foot[0] - 0.6, back + size(bone, "canal_depth") * 0.78 + 0.8, middle),
        (foot[0] * 0.5, rear + 0.5, middle - 1),
        (0, rear + 2.3, middle - 1.6),
    ]
    field.pair(bar(sheet, [(2.4, tall), (2.3, tall), (2.6, tall - 0.4)], up=(0, -0.30, 1)), 2.5)

    if number <= 10:
        heel = np.array([0, rear + 1.0, middle - 2.5])
        way = [heel, heel * 0.45 + tip * 0.55 + (0, 0.8, 1.0), tip - 2.0 * (tip - heel) / np.linalg.norm(tip - heel)]
        field.add(bar(way, [(2.7, 7.4), (2.1, 4.6), (2.3, 3.0)]), 4)
        if number == 1:
            field.add(ellipsoid(tip - (0, 3.2, 0), (3.6, 3.2, 3.6)), 3)
    else:
        y1, z1 = tip[1], tip[2]
        blade = [
            (rear + 1, 0.5),
            (y1 - 8, z1 + 9),
            (y1 - 1.5, z1 + 5),
            (y1, z1),
            (y1 - 3, z1 - 4.5),
            (y1 - 9, z1 - 4.2),
            (rear + 1, middle - tall + 1),
        ]
        field.add(plate(blade, lambda y, z: 2.4 + 1.2 * np.clip((y - y1 + 9) / 9, 0, 1) + 0 * z, 2.2), 4)

    # transverse process: club-shaped, with a costal facet in front of its end (T1-T10)
    point = marks.transverse_tips["left"]
    if number <= 10:
        end = point - (4.0, 1.5, 0.4)
        neck = root * 0.5 + end * 0.5 + (0, 0, 0.4)
        field.pair(bar([root + (0, 0.5, 1.0), neck, end], [(4.0, 5.2), (3.0, 4.0), (3.0, 4.5)]), 3.5)
        field.pair(ellipsoid(end + (0.6, 0.6, 0.2), (3.4, 3.4, 4.6)), 2.5)
        outward = np.array([0.45, -0.85, 0.1 + 0.03 * number])
        outward /= np.linalg.norm(outward)
        field.pair_cut(ellipsoid(end + outward * 7.4, (5.0, 5.0, 5.0)), 0.8)
    else:
        end = point - X * 3.0
        field.pair(limb(root, end, (4.0, 5.0), (3.0, 3.8)), 3.5)
        field.pair(ellipsoid(end + (-0.8, 1.5, 3.6), (2.6, 2.8, 3.8)), 3)
        field.pair(ellipsoid(end + (-0.8, 1.0, -4.4), (2.3, 2.4, 3.2)), 3)

    # costal facets: on the corner of the body, upper and (to T8) lower; whole and on the pedicle's root from T10
    if number <= 9:
        y = back - (6.6 if number == 1 else 5.2 if number == 2 else 4.0)
        for end, t, tall in ((half - 3.8, 0.9, 4.0), (3.4 - half, 0.1, 3.0))[: 2 if number <= 8 else 1]:
            a, b = radii(bone, t, 0.0, y, margin=0.45)
            side = float(a * (1 - abs(y / b) ** form(bone).square) ** (1 / form(bone).square))
            swell, deep = (0.0, 3.0) if number < 4 else (1.0, 4.4)
            field.pair(ellipsoid((side - 2.2 + swell, y, end), (2.4, deep, tall)), 2)
            field.pair_cut(
                ellipsoid((side + 4.5 + 0.5 * swell, y + swell - 0.6, end + np.sign(end) * 1.4), (4.4, deep, tall + 0.6)), 0.7
            )
    else:
        field.pair_cut(ellipsoid((stem.isthmus[0] + stem.width / 2 + 2.4, back - 2.4, stem.isthmus[2]), (3.0, 4.2, 4.2)), 0.8)
    field.cut(canal(bone, ROUND, 3.0), 1.2)
    return field


def cervical(bone: str) -> Field:
    """Return C3-C7: uncinate lips, articular pillars like leaning columns, a foramen in each transverse process."""
    marks, back = landmarks(bone), wall(bone)
    stem, up, low = marks.pedicles["left"], marks.upper_facets["left"], marks.lower_facets["left"]
    rear, tip, number = back + size(bone, "canal_depth"), marks.spinous_tip, int(bone[1])
    seventh = number == 7
    field = _grid(bone, 0.6, 12, 11)
    field.add(body(bone), 0)
    field.pair(pedicle(stem, 9, 4, 0.6), 1.5)

    # articular pillar: two oval facets on slanting discs, like roof tiles, and a waist between them
    centre, wide = (up.centre + low.centre) / 2 - X * 0.4, size(bone, "lateral_mass_width") / 2
    field.pair(cap(up, upper=True, radii=(wide, up.height / 2 + 0.9), thick=5.6, taper=0.42), 1.5)
    field.pair(cap(low, upper=False, radii=(wide, low.height / 2 + 1.1), thick=7.0, taper=0.25), 2.5)
    above, below = facing(up, upper=True), facing(low, upper=False)
    ways = [up.centre - up.normal * 3.4 + X * 0.9 + Y * 0.8, centre + Y * 0.6, low.centre - low.normal * 3.6]
    column = bar(ways, [(wide * 0.8, 4.4), (wide * 0.9, 5.6), (wide * 0.8, 4.6)], up=Y)
    field.pair(column.within(lambda x, y, z: np.maximum(above(x, y, z), below(x, y, z))), 2.5)

    # lamina and spinous process
    sheet = [centre + (-2.6, 3.6, -0.6), (centre[0] * 0.48, rear - 1.2, centre[2] - 1.6), (0, rear + 1.4, centre[2] - 2.2)]
    field.pair(bar(sheet, [(2.0, 5.6), (1.8, 5.4), (2.2, 5.8)], up=(0, -0.42, 1)), 2)
    heel = np.array([0, rear + 0.4, centre[2] - 2.2])
    if seventh:
        way = [heel, heel * 0.5 + tip * 0.5 + (0, 0.3, 0.8), tip - (0, 3.2, -0.8)]
        field.add(bar(way, [(2.4, 5.8), (2.3, 4.0), (3.2, 3.4)]), 3)
    else:
        fork = tip - (0, [5.2, 5.4, 5.8, 5.0][number - 3], -1.4)
        field.add(bar([heel, heel * 0.5 + fork * 0.5 + Z * 0.4, fork], [(2.2, 5.4), (1.9, 3.8), (2.2, 3.0)]), 2.5)
        spread = [3.9, 4.1, 3.9, 2.6][number - 3]
        prong = [fork - Y, (spread * 0.62, tip[1] - 3.4, tip[2] + 0.9), (spread, tip[1] - 1.3, tip[2] - 0.2)]
        field.pair(bar(prong, [(2.0, 2.8), (1.7, 2.3), (1.7, 1.8)]), 1.5)

    # transverse process: two bars and a lamella around the foramen
    hole, point = marks.transverse_foramina["left"], marks.transverse_tips["left"]
    side = size(bone, "endplate_width_upper") / 2
    if seventh:
        rear_bar = [centre + (0.5, -2.0, 0.4), (hole[0] + 5.0, hole[1] + 4.4, -0.4), point - X * 3.0]
        field.pair(bar(rear_bar, [(3.8, 4.6), (3.2, 4.0), (2.8, 3.4)]), 2.5)
        front = [
            (side - 1.5, -0.5, -1.8),
            (hole[0] - 0.8, hole[1] - 3.9, -2.2),
            hole + (3.9, -1.8, -1.2),
            hole + (4.6, 3.0, -0.8),
        ]
        field.pair(bar(front, [(1.8, 2.2), (1.5, 1.8), (1.6, 1.9), (2.0, 2.4)]), 1.5)
    else:
        tubercle = np.array([hole[0] + 2.4, hole[1] - 5.2, -4.0 - (1.2 if number == 6 else 0)])
        front = [(side - 1.5, hole[1] - 2.6, -0.8), (hole[0] - 0.6, hole[1] - 4.4, -2.2), tubercle]
        field.pair(bar(front, [(2.2, 2.8), (1.6, 2.1), (1.9, 3.8 if number == 6 else 2.6)]), 1.8)
        behind = [centre + (-1.2, -3.0, -0.8), (hole[0] + 4.6, hole[1] + 4.0, -3.0), point - X * 1.8]
        field.pair(bar(behind, [(2.6, 3.6), (2.0, 2.8), (1.8, 2.4)]), 1.8)
        field.pair(
            bar(
                [tubercle + (0, 1.0, -0.6), (hole[0] + 4.9, hole[1] - 0.4, -4.6), (hole[0] + 5.4, hole[1] + 3.6, -4.0)],
                [(1.7, 1.5), (1.6, 1.3), (1.9, 1.7)],
            ),
            1.8,
        )
    wide, deep = (2.1, 1.9) if seventh else (2.9, 2.6)
    field.pair_cut(limb(hole - Z * 14, hole + Z * 14, (deep, wide), up=X), 0.8)
    field.cut(canal(bone, WIDE, 3.0), 1.2)
    return field
