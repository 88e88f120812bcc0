"""The intervertebral discs, annulus and nucleus, stretched between their endplates in any posture.

Schematic: sizes are chosen for the eye.
Meshes are in the world; `poses` is what `posture.neutral` or `posture.bent` returns (default: neutral).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from spine_edu.anatomy import Joint, joint_named
from spine_edu.errors import GeometryError
from spine_edu.geometry.body.bodies import form, outline
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.body.posture import MOVING, Poses, neutral
from spine_edu.geometry.mesh.grain import FULL, MeshGrain
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.mesh.tubes import loft, ring_solid

DISCS: tuple[Joint, ...] = tuple(joint for joint in MOVING if joint.has_disc)
"""The 23 joints with a disc, C2-C3 to L5-S1."""


@dataclass(frozen=True, slots=True, eq=False)
class Disc:
    """An intervertebral disc: the annulus is a ring, the nucleus lies in it, a little behind the middle."""

    annulus: Mesh
    nucleus: Mesh


def disc(joint: Joint | str, poses: Poses | None = None, grain: MeshGrain = FULL) -> Disc:
    """Return the disc of a joint, stretched between the two endplates wherever these are.

    Raises GeometryError where there is none: occiput-C1 and C1-C2 have no disc.

    >>> disc("L4-L5").annulus.genus(), disc("L4-L5").nucleus.genus()
    (1, 0)
    """
    joint = joint_named(joint) if isinstance(joint, str) else joint
    if joint not in DISCS:
        raise GeometryError(f"{joint} has no disc: discs lie between C2-C3 and L5-S1.")
    place = poses or neutral()
    above, below = place[joint.upper], place[joint.lower]
    bulge = 0.06 * size(joint.name, "height_middle") + 0.3

    def ring(share: float, level: float, out: float = 0.0) -> np.ndarray:
        """Points around the disc at a share of its radius, from its lower (0) to its upper (1) face."""
        lower = _shrunk(outline(joint.lower, 1.0, out, grain.rim), share, form(joint.lower).dish)
        upper = _shrunk(outline(joint.upper, 0.0, out, grain.rim), share, -form(joint.upper).dish)
        return below.apply(lower) * (1 - level) + above.apply(upper) * level

    levels = grain.wall
    outer = [ring(1.0, level, bulge * (1 - (2 * level - 1) ** 2) - 0.3) for level in levels]
    inner = [ring(0.60 + 0.07 * (1 - (2 * level - 1) ** 2), level) for level in levels]
    over = [ring(0.80, levels[-1])]
    under = [ring(0.80, levels[0])]
    annulus = ring_solid([*outer, *over, *inner[::-1], *under])
    core = [
        ring(share, level)
        for share, level in ((0.25, 0.06), (0.46, 0.1), (0.56, 0.28), (0.60, 0.5), (0.56, 0.72), (0.46, 0.9), (0.25, 0.94))
    ]
    return Disc(annulus, loft(core))


def _shrunk(rim: np.ndarray, share: float, dish: float) -> np.ndarray:
    """Return a rim drawn in towards a point a little behind its middle, and sunk where the endplate is dished."""
    centre = rim.mean(0) + (0, 0.06 * np.ptp(rim[:, 1]) * (share < 1), 0)
    inner = centre + (rim - centre) * share
    inner[:, 2] -= dish * max(0.0, 1 - (share / 0.84) ** 2) * 0.9
    return inner
