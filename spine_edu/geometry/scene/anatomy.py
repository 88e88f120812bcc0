"""Bones, discs, nerves, arteries and ligaments as parts, after what was cut away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from spine_edu.anatomy import VERTEBRAE, Joint
from spine_edu.geometry.body import discs, nerves
from spine_edu.geometry.body.arteries import vertebral_artery
from spine_edu.geometry.body.bones import bone
from spine_edu.geometry.body.landmarks import SIDES, Side
from spine_edu.geometry.body.ligaments import LIGAMENTS, ligament
from spine_edu.geometry.mesh.mesh import Mesh, Plane, joined
from spine_edu.geometry.mesh.solids import triple
from spine_edu.geometry.plan.plan import Cut
from spine_edu.geometry.scene import decompression, sites
from spine_edu.geometry.scene.part import Scene, ScenePart, said


class AnatomyParts(Scene):
    """The anatomy of the bones shown."""

    def bone(self) -> Iterator[ScenePart]:
        for name in self.shown:
            cuts = self._cuts_of(name)
            words = ", ".join(word for word, _ in cuts)
            key = f"bone {name}" + (f" after {words}" if cuts else "")
            mesh = self.once(key, partial(self._bone, name, [region for _, region in cuts]))
            yield ScenePart(key, said(name) + (f" ({words})" if cuts else ""), "bone", mesh, "bone")

    def _bone(self, name: str, regions: Sequence[decompression.Region]) -> Mesh:
        mesh = bone(name, self.detail)
        return (decompression.carved(mesh, regions) if regions else mesh).moved(self.poses[name])

    def _cuts_of(self, name: str) -> list[tuple[str, decompression.Region]]:
        """Return what was cut away from a bone, each cut with its words;
        an undercut rim is no cut of its own where the lamina is gone.
        """
        found: list[tuple[str, decompression.Region]] = []
        for cut in self.plan.cuts:
            if cut.kind == "laminectomy" and cut.vertebra == name:
                found.append(("laminectomy", decompression.laminectomy(name)))
            elif cut.kind == "laminectomy" and cut.joint and cut.joint.lower == name and name != "S1":
                found.append(("upper rim of the lamina undercut", decompression.laminotomy(name)))
            elif cut.kind == "corpectomy" and cut.vertebra == name:
                found.append(("corpectomy", decompression.corpectomy(name, cut.way)))
            elif cut.kind == "facetectomy" and cut.joint and name in (cut.joint.upper, cut.joint.lower):
                side: Side = "left" if cut.side == "left" else "right"
                region = decompression.cut_joint(cut.joint, side).get(name)
                if region is not None and name != "S1":
                    found.append((f"{side} facetectomy", region))
        words = {word for word, _ in found}
        return [(w, r) for w, r in found if not (w.startswith("upper rim") and "laminectomy" in words)]

    def disc(self) -> Iterator[ScenePart]:
        """Yield the discs that are left, whole or after a discectomy; where bone has filled the space there is none."""
        fused = ("solid", "pseudarthrosis", "healing")
        filled = {mass.joint for mass in self.plan.masses if mass.column == "anterior" and mass.state in fused}
        cut = {c.joint: c for c in self.plan.cuts if c.kind == "discectomy" and c.joint}
        for joint in self.joints():
            gone = set(self.plan.struts) & {joint.upper, joint.lower} or joint in self.plan.prostheses
            if not joint.has_disc or gone or joint in filled:
                continue
            entry = cut.get(joint) or (Cut("discectomy", joint=joint, way="posterior") if joint in self.plan.emptied else None)
            key = f"disc {joint}" + (f" after discectomy {entry.way} {entry.extent}" if entry else "")
            name = f"disc {joint}" + (" (what is left)" if entry else "")
            yield ScenePart(
                key,
                name,
                "disc",
                self.once(key, partial(self._disc, joint, entry)),
                "rest of disc" if entry else "disc",
                joint.name,
            )

    def _disc(self, joint: Joint, cut: Cut | None) -> Mesh:
        whole = discs.disc(joint, self.poses, self.grain)
        if cut is None:
            return whole.annulus
        regions = decompression.discectomy(sites.disc_space(joint, self.poses), cut.way, cut.side, cut.extent)
        return joined([decompression.carved(mesh, regions) for mesh in (whole.annulus, whole.nucleus)])

    def nerves(self) -> Iterator[ScenePart]:
        """Yield cord and roots; the roots that only pass the bones shown are one part."""
        yield ScenePart(
            "cord",
            "spinal cord",
            "nerves",
            self.once("cord", lambda: self._within(nerves.cord(self.poses, self.grain))),
            "nerve",
        )
        levels = [self.poses[name].origin[2] for name in self.shown if name in ("O", *VERTEBRAE)] or [0.0]
        passing: list[str] = []
        for nerve in self._all_roots():
            if min(levels) - 12 < nerves.exit_point(nerve, "left", self.poses)[2] < max(levels) + 6:
                mesh = self.once(f"root {nerve}", partial(self._roots, [nerve]))
                yield ScenePart(f"root {nerve}", f"{nerve} nerve roots", "nerves", mesh, "nerve")
            else:
                passing.append(nerve)
        mesh = self.once("roots passing", partial(self._roots, passing))
        yield ScenePart("roots passing", "roots on their way down", "nerves", mesh, "nerve")

    def _all_roots(self) -> Mapping[str, Mapping[Side, Mesh]]:
        return self.once("all roots", lambda: nerves.roots(self.poses, self.grain))

    def _roots(self, names: Sequence[str]) -> Mesh:
        pairs = self._all_roots()
        return joined([self._within(mesh) for name in names for mesh in pairs[name].values()])

    def artery(self) -> Iterator[ScenePart]:
        for side in SIDES:
            mesh = self._within(vertebral_artery(side, self.poses, self.grain))
            yield ScenePart(f"artery {side}", f"{side} vertebral artery", "artery", mesh, "artery")

    def ligaments(self) -> Iterator[ScenePart]:
        for name in LIGAMENTS:
            word = f"{name} ligament" if name != "capsules" else "facet joint capsules"
            mesh = self._within(ligament(name, self.poses, self.grain))
            yield ScenePart(f"ligament {name}", word, "ligaments", mesh, f"{name} ligament")

    def _within(self, mesh: Mesh) -> Mesh:
        """Return what of a mesh along the whole spine lies beside the bones shown."""
        ends = [name for name in self.shown if name in ("O", *VERTEBRAE)]
        if not ends:
            return mesh
        first, last = self.poses[ends[0]], self.poses[ends[-1]]
        planes = []
        if ends[0] != "O":
            planes.append(Plane(triple(first.apply((0, 0, 13.0))), triple(first.direct((0, 0, 1)))))
        if ends[-1] != "S1":
            planes.append(Plane(triple(last.apply((0, 0, -15.0))), triple(last.direct((0, 0, -1)))))
        for plane in planes:
            away = plane.distance(mesh.points) if len(mesh.points) else np.zeros(0)
            if len(away) and away.max() > 0:
                mesh = mesh.clipped(plane) if away.min() < 0 else joined([])
        return mesh
