"""Graft and fusion masses as parts: where each column of each joint has its bone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from spine_edu.geometry.body.bones import bone, landmarks
from spine_edu.geometry.body.landmarks import SIDES
from spine_edu.geometry.implants import cages, graft
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.solids import triple
from spine_edu.geometry.plan.plan import Cage, Mass, ends_of
from spine_edu.geometry.scene import sites
from spine_edu.geometry.scene.part import Scene, ScenePart
from spine_edu.steady import steady

Floats = NDArray[np.float64]


class GraftParts(Scene):
    """One part for each column of each joint that is not native."""

    def graft(self) -> Iterator[ScenePart]:
        for mass in self.plan.masses:
            if not set(ends_of(mass.joint)) <= set(self.shown):
                continue
            key = f"graft {mass.joint} {mass.column} {mass.state} {self._around(mass)}"
            make = self._anterior if mass.column == "anterior" else self._posterior
            mesh, place = self.once(key, partial(make, mass))
            yield ScenePart(
                key, f"{mass.joint} {mass.column} column", "graft", mesh, mass.state, mass.joint.name, mass.column, triple(place)
            )

    def _around(self, mass: Mass) -> str:
        """Return what else lies in the same disc space, for it changes the shape of the graft."""
        caged = [cage.kind for cage in self.plan.cages if cage.joint == mass.joint]
        strut = [name for name in self.plan.struts if name in (mass.joint.upper, mass.joint.lower)]
        return " ".join(caged + strut) if mass.column == "anterior" else ""

    def _anterior(self, mass: Mass) -> tuple[Mesh, Floats]:
        joint = mass.joint
        if joint.is_sacroiliac:
            return self._sacroiliac(mass)
        if not joint.has_disc:
            return self._synovial(mass)
        space = sites.disc_space(joint, self.poses)
        place = space.at(0, -space.depth * 0.62, 0)
        cage = next((entry for entry in self.plan.cages if entry.joint == joint), None)
        strut = set(self.plan.struts) & {joint.upper, joint.lower}
        if mass.state == "solid" or (mass.state == "pseudarthrosis" and not strut):
            return graft.block(*sites.endplates(joint, self.poses), mass.state, joint.place), place
        return joined(list(self._laid(mass, space, cage, bool(strut)))), place

    def _laid(self, mass: Mass, space: cages.DiscSpace, cage: Cage | None, strut: bool) -> Iterator[Mesh]:
        """Yield graft laid in a disc space: in the window of a cage and around it, or all over where there is none."""
        w, d, high = space.width, space.depth, space.height
        if cage:
            for shape in cages.shape_of(cage.kind, space, cage.side):
                yield cages.window(shape, space)
        strips = {"TLIF": (-0.40, 0.10), "PLIF": (-0.42,), "LLIF": (-0.42,), "ALIF": (), "ACDF": ()}
        rows: tuple[float, ...] = strips[cage.kind] if cage else (-0.30, 0.0, 0.24)
        if strut:
            rows = (-0.46,)
        state = mass.state if mass.state != "pseudarthrosis" else "healing"
        for number, row in enumerate(rows):
            half = w * 0.5 * np.sqrt(max(1 - (2.0 * row) ** 2, 0.08)) * 0.86
            path = [space.at(x, row * d, 0) for x in (-half, 0, half)]
            wide = float(np.clip(space.height_at(np.array(row * d)), 2.4, high + 4)) / 2 * 0.95
            yield graft.bridge(state, path, [(wide, d * (0.10 if cage else 0.15))] * 3, mass.joint.place + number, self.grain)

    def _synovial(self, mass: Mass) -> tuple[Mesh, Floats]:
        """Return graft in the two synovial joints of O-C1 or C1-C2, which stand for the anterior column there."""
        meshes, places = [], []
        for side in SIDES:
            low = self.poses[mass.joint.lower].apply(landmarks(mass.joint.lower).upper_facets[side].centre)
            high = self.poses[mass.joint.upper].apply(landmarks(mass.joint.upper).lower_facets[side].centre)
            path = [low + np.array((0, -5, 0)), (low + high) / 2, high + np.array((0, 5, 0))]
            meshes.append(graft.bridge(mass.state, path, [(1.6, 3.6)] * 3, mass.joint.place, self.grain))
            places.append((low + high) / 2)
        return joined(meshes), places[0]

    def _posterior(self, mass: Mass) -> tuple[Mesh, Floats]:
        joint = mass.joint
        if joint.is_sacroiliac:
            return self._sacroiliac(mass)
        if not joint.is_vertebral:
            return self._tail(mass)
        meshes, place = [], np.zeros(3)
        for number, side in enumerate(SIDES):
            path, radii = sites.gutter(joint, side, self.poses)
            meshes.append(graft.bridge(mass.state, path, radii, joint.place + 7 * number, self.grain))
            if side == "left":
                place = path[1]
        return joined(meshes), place

    def _sacroiliac(self, mass: Mass) -> tuple[Mesh, Floats]:
        """Return graft between sacrum and ilium: in the cartilaginous part in front and below,
        or the ligamentous one behind and above.
        """
        middle, _, _ = sites.side_joint(mass.joint, self.poses)
        order = steady(middle[:, 1] * 0.8 + middle[:, 2] * 0.6)
        half = middle[order < np.median(order)] if mass.column == "anterior" else middle[order >= np.median(order)]
        centre = half.mean(axis=0)
        _, _, turn = np.linalg.svd(half - centre)
        along = turn[0] * np.sign(turn[0][2])
        path = [centre + along * step for step in (-13, 0, 13)]
        return graft.bridge(mass.state, path, [(3.0, 6.0)] * 3, mass.joint.place, self.grain), centre

    def _tail(self, mass: Mass) -> tuple[Mesh, Floats]:
        upper = self.poses["S1"].apply(bone("S1", "coarse").points)
        lower = self.poses["Co"].apply(bone("Co", "coarse").points)
        end = upper[upper[:, 2].argmin()]
        start = lower[lower[:, 2].argmax()]
        if mass.joint.name == "coccygeal":
            end, start = lower.mean(axis=0) + np.array((0, 0, 3)), lower.mean(axis=0) - np.array((0, 0, 3))
        path = [end + np.array((0, 0, 2)), (end + start) / 2, start - np.array((0, 0, 2))]
        return graft.bridge(mass.state, path, [(4.0, 3.0)] * 3, mass.joint.place, self.grain), (end + start) / 2
