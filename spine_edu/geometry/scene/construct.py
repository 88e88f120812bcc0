"""The bodies of a plan: bones, discs, graft and implants as named parts, standing in one posture.

A part that is the same at two moments is the same object with the same key, so that a figure draws it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from spine_edu.anatomy import VERTEBRAE, joints_in
from spine_edu.geometry.body.bones import Detail
from spine_edu.geometry.body.posture import BONES
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.mesh.pose import Pose
from spine_edu.geometry.mesh.solids import unit
from spine_edu.geometry.mesh.tubes import tube
from spine_edu.geometry.plan.plan import Corridor, Plan, ends_of
from spine_edu.geometry.scene import sites
from spine_edu.geometry.scene.anatomy import AnatomyParts
from spine_edu.geometry.scene.graft import GraftParts
from spine_edu.geometry.scene.implants import ImplantParts
from spine_edu.geometry.scene.part import LAYERS, Scene, ScenePart


def window_of(plan: Plan, around: str | None = None) -> tuple[str, ...]:
    """Return the bones to show: those the plan touches and one neighbour on either side, or those of a construct.

    >>> from spine_edu.geometry.plan.plan import Plan, Screws
    >>> window_of(Plan("today", screws=(Screws("L4", "pedicle"), Screws("L5", "pedicle"))))
    ('L3', 'L4', 'L5', 'S1')
    """
    if around is not None:
        return tuple(dict.fromkeys(name for joint in joints_in(around) for name in ends_of(joint)))
    pelvis = any(entry.kind == "S2-alar-iliac" for entry in plan.screws)
    return window_around((*plan.bones, *(("ilium-left", "ilium-right") if pelvis else ())))


def window_around(bones: Sequence[str]) -> tuple[str, ...]:
    """Return bones with all between them and one neighbour on either side, cranial first; without any, L4 and L5 with theirs.

    >>> window_around(["C5", "C6"])
    ('C4', 'C5', 'C6', 'C7')
    """
    order = list(BONES)
    columnar = [order.index(name) for name in bones if name in ("O", *VERTEBRAE)]
    if not columnar:
        columnar = [order.index(name) for name in (("S1",) if bones else ("L4", "L5"))]
    first, last = max(min(columnar) - 1, 0), min(max(columnar) + 1, order.index("S1"))
    return (*order[first : last + 1], *dict.fromkeys(name for name in bones if name not in ("O", *VERTEBRAE)))


def parts_of(
    plan: Plan,
    shown: Iterable[str],
    poses: Mapping[str, Pose],
    layers: Iterable[str],
    detail: Detail = "fine",
    memo: dict[str, object] | None = None,
) -> list[ScenePart]:
    """Return every part of a plan that lies in the bones shown, layer by layer.

    `memo` keeps shapes by key from one moment of a history to the next, in the same posture and with the same bones.
    """
    bodies = _Bodies(plan, tuple(shown), poses, detail, {} if memo is None else memo)
    made: list[ScenePart] = []
    for layer in LAYERS:
        if layer in tuple(layers):
            made += list(getattr(bodies, layer)())
    return [part for part in made if len(part.mesh.faces)]


class _ApproachParts(Scene):
    """The ways in, as see-through corridors."""

    def approach(self) -> Iterator[ScenePart]:
        for corridor in self.plan.corridors:
            if set(ends_of(corridor.joint)) <= set(self.shown):
                mesh = self._corridor(corridor)
                name = f"{corridor.way} approach to {corridor.joint}"
                yield ScenePart(name, name, "approach", mesh, "approach", corridor.joint.name)

    def _corridor(self, corridor: Corridor) -> Mesh:
        """Return a way in as a tube that widens from the joint outwards."""
        joint = corridor.joint
        if joint.is_sacroiliac or not joint.is_vertebral:
            centre = sites.side_joint(joint, self.poses)[0].mean(axis=0) if joint.is_sacroiliac else self.poses["Co"].origin
            width = depth = 34.0
        elif joint.has_disc:
            space = sites.disc_space(joint, self.poses)
            centre, width, depth = np.asarray(space.middle), space.width, space.depth
        else:
            centre, width, depth = self.poses[joint.lower].origin, 26.0, 18.0
        turn = np.asarray(sites.disc_space(joint, self.poses).turn) if joint.has_disc else np.eye(3)
        s = 1.0 if corridor.side == "left" else -1.0
        if joint.is_sacroiliac:
            s = 1.0 if joint.name.endswith("left") else -1.0
        out, near, half = {
            "anterior": ((0, -1, 0), depth * 0.5, width * 0.34),
            "lateral": ((s, 0, 0), width * 0.5, depth * 0.36),
            "posterior": ((0, 1, 0), depth * 0.5 + 24.0, width * 0.62),
            "transforaminal": ((s * 0.60, 0.80, 0), depth * 0.42, width * 0.22),
        }[corridor.way]
        direction = turn @ unit(out)
        high = {"posterior": width * 0.42}.get(corridor.way, max(width * 0.22, 8.0))
        start, end = centre + direction * near, centre + direction * (near + width * 1.15)
        path = np.linspace(start, end, 5)
        grow = np.linspace(1.0, 1.55, 5)
        return tube(path, np.column_stack([high * grow, half * grow]), 20, wide=turn[:, 2])


class _Bodies(AnatomyParts, GraftParts, ImplantParts, _ApproachParts):
    """All makers of parts together; each layer is the method of its name."""
