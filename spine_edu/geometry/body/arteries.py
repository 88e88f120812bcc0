"""The vertebral arteries, threaded through the bones of the neck in any posture.

Schematic: only at which vertebra one enters rests on a source, sizes are chosen for the eye.
Meshes are in the world; `poses` is what `posture.neutral` or `posture.bent` returns (default: neutral).
"""

from __future__ import annotations

import numpy as np

from spine_edu.geometry.body.landmarks import LEAD_OF_C2, Side, landmarks
from spine_edu.geometry.body.posture import Poses, neutral
from spine_edu.geometry.mesh.grain import FULL, MeshGrain
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.mesh.tubes import smooth, tube


def vertebral_artery(side: Side, poses: Poses | None = None, grain: MeshGrain = FULL) -> Mesh:
    """Return a vertebral artery: up through the transverse foramina from C6 to C1, then round behind the lateral mass.

    It enters at C6 in about 93 of 100 necks (bruneau2006) and passes in front of the transverse process of C7.
    """
    place, sign = poses or neutral(), 1 if side == "left" else -1
    through = {name: landmarks(name).transverse_foramina[side] for name in ("C1", "C2", "C3", "C4", "C5", "C6", "C7")}
    way = [
        place["T1"].apply((sign * 17.0, -14.0, -4.0)),
        place["C7"].apply(through["C7"] + (sign * -1.0, -9.5, 0)),
        place["C6"].apply(through["C6"] - (0, 0.8, 7.5)),
        *(place[name].apply(through[name]) for name in ("C6", "C5", "C4", "C3")),
        *(place["C2"].apply(through["C2"] + np.array((sign, 1, 1)) * LEAD_OF_C2 * way_in) for way_in in (-6.0, 0.5, 7.0)),
        place["C2"].apply((sign * 27.0, -0.2, 5.5)),
        place["C1"].apply(through["C1"] - (0, 0, 5.0)),
        place["C1"].apply(through["C1"] + (0, 0.5, 5.5)),
        place["C1"].apply((sign * 24.5, 3.0, 5.8)),
        place["C1"].apply((sign * 17.4, 7.4, 5.2)),
        place["C1"].apply((sign * 10.8, 3.4, 9.4)),
        place["O"].apply((sign * 4.5, -11.0, 3.0)),
    ]
    return tube(smooth(way, 7 if grain.vessel > 8 else 5), 2.1, grain.vessel)
