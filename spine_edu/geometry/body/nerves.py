"""The cord and the roots: down the canal of the bones, out of their foramina, in any posture.

Schematic: only where the cord ends rests on a source, sizes are chosen for the eye.
Meshes are in the world; `poses` is what `posture.neutral` or `posture.bent` returns (default: neutral).
"""

from __future__ import annotations

import functools

import numpy as np

from spine_edu.anatomy import VERTEBRAE
from spine_edu.geometry.body import sacral
from spine_edu.geometry.body.landmarks import SIDES, Side, landmarks, wall
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import Poses, body_height, neutral
from spine_edu.geometry.mesh.grain import FULL, MeshGrain
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.mesh.tubes import smooth, tube
from spine_edu.steady import steady


def _canal_way(poses: Poses) -> tuple[np.ndarray, np.ndarray]:
    """Return places (n, 3) down the middle of the canal, one a vertebra from C1 to L5, and (n, 2) half its width and depth."""
    names = VERTEBRAE[:-1]
    middle = [poses[name].apply(landmarks(name).canal.centre + (0, 5.5 if name == "C1" else 0, 0)) for name in names]  # type: ignore[union-attr]
    room = [(size(name, "canal_width") / 2, size(name, "canal_depth") / 2) for name in names]
    return np.array(middle), np.array(room)


def _segments() -> list[str]:
    return [f"C{n}" for n in range(1, 8)] + [f"T{n}" for n in range(1, 13)] + ["L1"]


def cord(poses: Poses | None = None, grain: MeshGrain = FULL) -> Mesh:
    """Return the spinal cord, from the foramen magnum to its end at the lower third of L1.

    In 504 adults it ended there on average, anywhere from the middle of T12 to the upper third of L3 (saifuddin1998).
    """
    place = poses or neutral()
    way = [place["O"].apply((0, -4.5, 8.0)), place["O"].apply((0, -3.0, 0))]
    middle, _ = _canal_way(place)
    names = _segments()
    radii = [(6.0, 4.6), (5.7, 4.2)] + [(size(n, "cord_width") / 2, size(n, "cord_depth") / 2) for n in names]
    way += list(middle[: len(names)])
    tip = _cord_tip(place)
    way[-1] = tip * 0.25 + way[-2] * 0.2 + way[-1] * 0.55
    radii[-1] = (3.6, 3.2)
    steps = 5 if grain.cord > 12 else 3
    line, width = smooth([*way, tip], steps), smooth([*radii, (0.7, 0.7)], steps)
    return tube(line, np.maximum(width, 0.5), grain.cord)


def _cord_tip(poses: Poses) -> np.ndarray:
    """Return the tip of the cord: behind the body of L1, the sourced share of its height from above."""
    height = body_height("L1")
    behind = wall("L1") + size("L1", "canal_depth") * 0.5
    return poses["L1"].apply((0, behind, height * (0.5 - size("L1", "cord_end"))))


@functools.cache
def exits() -> dict[str, tuple[str, str]]:
    """Return for each spinal nerve down to L5 the two vertebrae between which it leaves."""
    names = ["O", *VERTEBRAE]
    exits = {f"C{n}": (names[n - 1], names[n]) for n in range(1, 9)}
    exits |= {f"T{n}": (f"T{n}", f"T{n + 1}" if n < 12 else "L1") for n in range(1, 13)}
    return exits | {f"L{n}": (f"L{n}", f"L{n + 1}" if n < 5 else "S1") for n in range(1, 6)}


def exit_point(nerve: str, side: Side, poses: Poses | None = None) -> np.ndarray:
    """Return where a nerve leaves the canal: in its intervertebral foramen, under the pedicle above it (S1-S5: in the sacrum).

    C1 to C7 leave above the vertebra of their name, C8 below C7, all others below theirs.
    """
    place, sign = poses or neutral(), 1 if side == "left" else -1
    if nerve[0] == "S":
        number = int(nerve[1:])
        if number == 5:
            return place["S1"].apply(sacral.at(sacral.APEX - 2, -9.5, sign * 7.5))
        along, aside, _ = sacral.FORAMINA[number - 1]
        return place["S1"].apply(sacral.at(along, float(np.interp(along, *sacral.CANAL)) + 5, sign * (aside - 0.3)))
    upper, lower = exits()[nerve]
    if upper == "O":
        return place["C1"].apply((sign * 17.5, 4.0, 7.0))
    if upper == "C1":
        return place["C2"].apply((sign * 17.0, 12.5, 6.5))
    above, below = landmarks(upper).pedicles[side], landmarks(lower).pedicles[side]
    floor = place[upper].apply(above.isthmus - (0, 0, above.height / 2))
    roof = place[lower].apply(below.isthmus + (0, 0, below.height / 2))
    middle = floor * 0.62 + roof * 0.38
    if nerve[0] == "C":
        return floor * 0.45 + roof * 0.55 + place[upper].direct((0, -3.2, 0))
    return middle + place[upper].direct((0, -0.6 if nerve in ("T1", "T2", "T3") else 1.5, 0))


def roots(poses: Poses | None = None, grain: MeshGrain = FULL) -> dict[str, dict[Side, Mesh]]:
    """Return the 30 pairs of nerve roots we draw, C1 to S5: from the cord, down the canal, out of their foramen.

    Lumbar and sacral roots leave the cord high above their foramen and hang as the cauda equina.

    >>> list(roots())[6:9], sorted(roots()["L5"])
    (['C7', 'C8', 'T1'], ['left', 'right'])
    """
    place = poses or neutral()
    middle, _ = _canal_way(place)
    line = smooth(
        np.concatenate(
            [
                [place["O"].apply((0, -2.0, 0))],
                middle,
                [place["S1"].apply(sacral.in_canal(s)) for s in (6.0, 31.0, 56.0, 76.0, 92.0)],
            ]
        ),
        6,
    )
    fall = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    end = fall[steady(np.linalg.norm(line - _cord_tip(place), axis=1)).argmin()]
    names = [*exits(), *(f"S{n}" for n in range(1, 6))]
    made: dict[str, dict[Side, Mesh]] = {}
    for number, nerve in enumerate(names):
        share = (number + 0.4) / len(names)
        start = end * (0.02 + 0.98 * share**0.86)
        made[nerve] = {}
        for side in SIDES:
            made[nerve][side] = _root(nerve, side, place, line, fall, start, grain)
    return made


def _root(nerve: str, side: Side, poses: Poses, line: np.ndarray, fall: np.ndarray, start: float, grain: MeshGrain) -> Mesh:
    """Return one root: it leaves the cord `start` mm down the canal, falls beside it, and goes out through its foramen.

    `line` is the middle of the canal, points (n, 3), and `fall` how far down it each of them lies (mm).
    """
    sign = 1 if side == "left" else -1
    out = exit_point(nerve, side, poses)
    goal = fall[steady(np.linalg.norm(line - out, axis=1)).argmin()]
    level = nerve[0]
    spread = {"C": 5.2, "T": 3.6, "L": 5.2, "S": 3.4}[level]

    def inside(at: float, aside: float, back: float = 0.0) -> np.ndarray:
        return np.array([np.interp(at, fall, line[:, i]) for i in range(3)]) + (sign * aside, back, 0)

    begin = inside(start, 2.6 if level in "LS" else 4.2, 0.8)
    way = [begin]
    if goal - start > 14:
        depth = {"L": 2.0, "S": 3.0}.get(level, 0.5)
        stretch = goal - start
        for share in (0.3, 0.62) if level in "TL" else (0.2, 0.5):
            way.append(inside(start + stretch * share, spread * (0.75 + 0.25 * share), depth * (1 - share)))
    way += _beside_the_exit(nerve, side, poses)
    upper = exits().get(nerve, ("S1", "S1"))[0]
    frame = poses["C1" if upper == "O" else upper]
    lead = {"C": (10, -7, -3), "T": (12, 2, -4), "L": (9, -11, -15), "S": (3, -16, -6)}[level]
    if nerve in ("C1", "C2"):
        lead = (9, 2, -2)
    elif nerve == "L5":  # it passes in front of the ala of the sacrum
        lead = (7, -18, -12)
    beyond = out + frame.direct(np.array(lead) * (sign, 1, 1))
    if level == "S" and nerve != "S5":  # straight out of its foramen, to the front of the sacrum
        along, aside, _ = sacral.FORAMINA[int(nerve[1]) - 1]
        beyond = poses["S1"].apply(sacral.at(along + 1, float(np.interp(along, *sacral.CANAL)) + 19, sign * (aside + 2.2)))
    thick = {"C": 1.6, "T": 1.2, "L": 2.0, "S": 1.6}[level] * (0.7 if nerve in ("C1", "S4", "S5") else 1)
    points = np.array([*way, out, beyond])
    widths = np.array([[0.55]] * (len(points) - 2) + [[1.25], [1.0]]) * thick
    sides, steps = grain.root
    return tube(smooth(points, steps), smooth(widths, steps)[:, 0], sides)


def _beside_the_exit(nerve: str, side: Side, poses: Poses) -> list[np.ndarray]:
    """Return where a root lies just before it leaves: medial to the pedicle it then turns under, or in the sacral canal."""
    sign = np.array([1 if side == "left" else -1, 1, 1])
    if nerve[0] == "C":
        return []
    if nerve[0] in "TL":
        upper = exits()[nerve][0]
        pedicle, room = landmarks(upper).pedicles["left"], size(upper, "canal_depth")
        recess = np.array(
            [size(upper, "canal_width") / 2 - 2.6, wall(upper) + 0.3 * room, pedicle.isthmus[2] - 0.2 * pedicle.height]
        )
        return [poses[upper].apply(recess * sign)]
    number = int(nerve[1])
    along, aside, _ = sacral.FORAMINA[number - 1] if number < 5 else (99.0, 0.0, 0.0)
    way = [sacral.in_canal(place) + (3.0, 0, 0) for place in np.arange(12.0, along - 8, 11.0)]
    way += [sacral.in_canal(along - 1) + (4.5, 0, 0)]
    if number < 5:
        way += [sacral.in_canal(along + 0.5) + (aside * 0.75, 0, 0)]
    return [poses["S1"].apply(place * sign) for place in way]
