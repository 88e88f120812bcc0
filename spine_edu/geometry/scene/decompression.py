"""What a surgeon takes away, as subtraction: laminectomy, facetectomy, discectomy, corpectomy.

Each cut is a convex region in the frame of a bone or a disc; `Mesh.carved` takes it out and closes the wound.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spine_edu.anatomy import Joint
from spine_edu.geometry.body.bones import landmarks
from spine_edu.geometry.body.landmarks import Side, wall
from spine_edu.geometry.body.posture import body_height
from spine_edu.geometry.implants.cages import DiscSpace
from spine_edu.geometry.mesh.mesh import Mesh, Plane, box_region

FAR = 120.0
Region = Sequence[Plane]


def laminectomy(vertebra: str) -> Region:
    """Return the region of a laminectomy in the frame of a vertebra: lamina and spinous process between the facets."""
    canal = landmarks(vertebra).canal
    assert canal is not None
    half = canal.width / 2 * (0.92 if vertebra[0] != "T" else 1.0)
    return box_region((-half, canal.centre[1] + canal.depth * 0.12, -FAR), (half, FAR, FAR))


def laminotomy(vertebra: str) -> Region:
    """Return the upper rim of the lamina below a decompressed joint, which is undercut with it."""
    canal = landmarks(vertebra).canal
    assert canal is not None
    half = canal.width / 2 * 0.72
    top = body_height(vertebra) / 2 if vertebra != "S1" else 0.0
    return box_region((-half, canal.centre[1] + canal.depth * 0.1, top - 7.5), (half, FAR, FAR))


def inferior_facetectomy(vertebra: str, side: Side) -> Region:
    """Return the region that takes the inferior articular process and the pars of one side, below the pedicle."""
    marks = landmarks(vertebra)
    facet, axis = marks.lower_facets[side], marks.pedicles[side]
    sign = 1 if side == "left" else -1
    inner = marks.canal.width / 2 * 0.25 if marks.canal else 4.0
    outer = abs(float(facet.centre[0])) + facet.width * 0.9
    top = float(axis.isthmus[2]) - axis.height * 0.62
    low, high = sorted((sign * inner, sign * outer))
    return box_region((low, wall(vertebra) + 6.0, -FAR), (high, FAR, top))


def superior_facetectomy(vertebra: str, side: Side) -> Region:
    """Return the region that takes the tip and the inner part of the superior articular process of the bone below."""
    marks = landmarks(vertebra)
    facet, axis = marks.upper_facets[side], marks.pedicles[side]
    sign = 1 if side == "left" else -1
    outer = abs(float(facet.centre[0])) + facet.width * 1.2
    low, high = sorted((sign * 4.0, sign * outer))
    floor = float(axis.isthmus[2]) + axis.height * 0.50
    return box_region((low, wall(vertebra) + 3.5, floor), (high, FAR, FAR))


def corpectomy(vertebra: str, way: str = "anterior") -> Region:
    """Return the trough of a corpectomy, open to where the surgeon came from: to the front, the side walls left,
    or to the left.
    """
    marks = landmarks(vertebra)
    plate = marks.lower_endplate
    assert plate is not None
    half = plate.width / 2 * (0.62 if vertebra[0] == "C" else 0.70)
    if way == "lateral":
        return box_region((-half, -plate.depth * 0.34, -FAR), (FAR, wall(vertebra) + 0.4, FAR))
    return box_region((-half, -FAR, -FAR), (half, wall(vertebra) + 0.8, FAR))


def discectomy(space: DiscSpace, way: str, side: str = "left", extent: str = "") -> tuple[Region, ...]:
    """Return the regions taken out of a disc, in the world: the room for a cage and the window it went in by."""
    w, d = space.width, space.depth
    s = 1 if side == "left" else -1
    if extent == "total":
        return (_room(space, (-w, -d, -FAR), (w, d, FAR)),)
    if way == "anterior":
        return (_room(space, (-w * 0.40, -d, -FAR), (w * 0.40, d * 0.36, FAR)),)
    if way == "lateral":
        return (_room(space, (-w, -d * 0.34, -FAR), (w, d * 0.24, FAR)),)
    if way == "transforaminal":
        inner, outer = sorted((s * w * 0.10, s * w * 0.42))
        return (
            _room(space, (-w * 0.36, -d * 0.38, -FAR), (w * 0.36, d * 0.12, FAR)),
            _room(space, (inner, 0.0, -FAR), (outer, d, FAR)),
        )
    return tuple(_room(space, (e * w * 0.21 - w * 0.12, -d * 0.36, -FAR), (e * w * 0.21 + w * 0.12, d, FAR)) for e in (1, -1))


def _room(space: DiscSpace, low: tuple[float, float, float], high: tuple[float, float, float]) -> Region:
    return box_region(low, high, np.asarray(space.turn), space.middle)


def carved(mesh: Mesh, regions: Sequence[Region]) -> Mesh:
    """Return a mesh without all these regions; crumbs that a cut leaves hanging free are taken too."""
    for region in regions:
        mesh = mesh.carved(region)
    labels = mesh.labels()
    names, counts = np.unique(labels, return_counts=True)
    small = names[counts < max(0.06 * len(labels), 4)]
    return mesh.only(~np.isin(labels, small)) if len(small) else mesh


def cut_joint(joint: Joint, side: Side) -> dict[str, Region]:
    """Return what a facetectomy takes from the upper and the lower bone of a joint, for a way in through the foramen."""
    return {joint.upper: inferior_facetectomy(joint.upper, side), joint.lower: superior_facetectomy(joint.lower, side)}
