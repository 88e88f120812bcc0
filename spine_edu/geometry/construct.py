"""The bodies of a plan: bones, discs, graft and implants as named parts, standing in one posture.

A part that is the same at two moments is the same object with the same key, so that a figure draws it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from spine_edu.anatomy import JOINTS, VERTEBRAE, Joint, joints_in, position
from spine_edu.geometry import cages, decompression, graft, plates, rods, screws, sites, tissues
from spine_edu.geometry.bones import Detail, bone, landmarks
from spine_edu.geometry.landmarks import SIDES, Side
from spine_edu.geometry.mesh import Mesh, Plane, joined
from spine_edu.geometry.plan import Cage, Corridor, Cut, Mass, Plan, Rods, Screws, ends_of
from spine_edu.geometry.posture import BONES, Pose
from spine_edu.geometry.rays import crossings
from spine_edu.geometry.screws import Trajectory
from spine_edu.geometry.solids import frame, placed, triple, turned, unit
from spine_edu.geometry.trajectories import trajectory
from spine_edu.geometry.tubes import tube

Floats = NDArray[np.float64]
Made = TypeVar("Made")
LAYERS = ("bone", "disc", "nerves", "artery", "ligaments", "graft", "hardware", "approach")
"""What can be switched on and off in a figure, in the order of its buttons."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One named thing of a scene. `look` is the word its colour goes by, or the state of a graft; `key` tells it from others.

    `place` is where its letter or name is written (mm), None where nothing is.
    """

    key: str
    name: str
    layer: str
    mesh: Mesh
    look: str
    joint: str = ""
    column: str = ""
    place: tuple[float, float, float] | None = None


def window_of(plan: Plan, around: str | None = None) -> tuple[str, ...]:
    """Return the bones to show: those the plan touches and one neighbour on either side, or those of a construct.

    >>> from spine_edu.geometry.plan import Plan, Screws
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
    memo: dict[str, Any] | None = None,
) -> list[Part]:
    """Return every part of a plan that lies in the bones shown, layer by layer.

    `memo` keeps shapes by key from one moment of a history to the next, in the same posture and with the same bones.
    """
    bodies = _Bodies(plan, tuple(shown), poses, detail, {} if memo is None else memo)
    made: list[Part] = []
    for layer in LAYERS:
        if layer in tuple(layers):
            made += list(getattr(bodies, layer)())
    return [part for part in made if len(part.mesh.faces)]


class _Bodies:
    def __init__(
        self, plan: Plan, shown: tuple[str, ...], poses: Mapping[str, Pose], detail: Detail, memo: dict[str, Any]
    ) -> None:
        self.plan, self.shown, self.poses, self.detail, self.memo = plan, shown, poses, detail, memo
        self.fine = detail == "fine"

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """Return the shape of a key, made the first time it is asked for."""
        if key not in self.memo:
            self.memo[key] = make()
        return cast(Made, self.memo[key])

    def joints(self) -> list[Joint]:
        return [joint for joint in JOINTS if joint.is_vertebral and {joint.upper, joint.lower} <= set(self.shown)]

    # anatomy

    def bone(self) -> Iterator[Part]:
        for name in self.shown:
            cuts = self._cuts_of(name)
            words = ", ".join(word for word, _ in cuts)
            key = f"bone {name}" + (f" after {words}" if cuts else "")
            mesh = self.once(key, partial(self._bone, name, [region for _, region in cuts]))
            yield Part(key, said(name) + (f" ({words})" if cuts else ""), "bone", mesh, "bone")

    def _bone(self, name: str, regions: Sequence[decompression.Region]) -> Mesh:
        mesh = bone(name, self.detail)
        return (decompression.carved(mesh, regions) if regions else mesh).moved(self.poses[name])

    def _cuts_of(self, name: str) -> list[tuple[str, decompression.Region]]:
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

    def disc(self) -> Iterator[Part]:
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
            yield Part(
                key,
                name,
                "disc",
                self.once(key, partial(self._disc, joint, entry)),
                "rest of disc" if entry else "disc",
                joint.name,
            )

    def _disc(self, joint: Joint, cut: Cut | None) -> Mesh:
        whole = tissues.disc(joint, self.poses)
        if cut is None:
            return whole.annulus
        regions = decompression.discectomy(sites.disc_space(joint, self.poses), cut.way, cut.side, cut.extent)
        return joined([decompression.carved(mesh, regions) for mesh in (whole.annulus, whole.nucleus)])

    def nerves(self) -> Iterator[Part]:
        yield Part("cord", "spinal cord", "nerves", self.once("cord", lambda: self._within(tissues.cord(self.poses))), "nerve")
        levels = [self.poses[name].origin[2] for name in self.shown if name in ("O", *VERTEBRAE)] or [0.0]
        passing: list[str] = []
        for nerve in self._all_roots():
            if min(levels) - 12 < tissues.exit_point(nerve, "left", self.poses)[2] < max(levels) + 6:
                mesh = self.once(f"root {nerve}", partial(self._roots, [nerve]))
                yield Part(f"root {nerve}", f"{nerve} nerve roots", "nerves", mesh, "nerve")
            else:
                passing.append(nerve)
        mesh = self.once("roots passing", partial(self._roots, passing))
        yield Part("roots passing", "roots on their way down", "nerves", mesh, "nerve")

    def _all_roots(self) -> Mapping[str, Mapping[Side, Mesh]]:
        return self.once("all roots", lambda: tissues.roots(self.poses))

    def _roots(self, nerves: Sequence[str]) -> Mesh:
        pairs = self._all_roots()
        return joined([self._within(mesh) for nerve in nerves for mesh in pairs[nerve].values()])

    def artery(self) -> Iterator[Part]:
        for side in SIDES:
            mesh = self._within(tissues.vertebral_artery(side, self.poses))
            yield Part(f"artery {side}", f"{side} vertebral artery", "artery", mesh, "artery")

    def ligaments(self) -> Iterator[Part]:
        for name in tissues.LIGAMENTS:
            word = f"{name} ligament" if name != "capsules" else "facet joint capsules"
            yield Part(f"ligament {name}", word, "ligaments", self._within(tissues.ligament(name, self.poses)), "ligament")

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

    # graft

    def graft(self) -> Iterator[Part]:
        for mass in self.plan.masses:
            if not set(ends_of(mass.joint)) <= set(self.shown):
                continue
            key = f"graft {mass.joint} {mass.column} {mass.state} {self._around(mass)}"
            make = self._anterior if mass.column == "anterior" else self._posterior
            mesh, place = self.once(key, partial(make, mass))
            yield Part(
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
            yield graft.bridge(state, path, [(wide, d * (0.10 if cage else 0.15))] * 3, mass.joint.place + number, self.fine)

    def _synovial(self, mass: Mass) -> tuple[Mesh, Floats]:
        """Return graft in the two synovial joints of O-C1 or C1-C2, which stand for the anterior column there."""
        meshes, places = [], []
        for side in SIDES:
            low = self.poses[mass.joint.lower].apply(landmarks(mass.joint.lower).upper_facets[side].centre)
            high = self.poses[mass.joint.upper].apply(landmarks(mass.joint.upper).lower_facets[side].centre)
            path = [low + np.array((0, -5, 0)), (low + high) / 2, high + np.array((0, 5, 0))]
            meshes.append(graft.bridge(mass.state, path, [(1.6, 3.6)] * 3, mass.joint.place, self.fine))
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
            meshes.append(graft.bridge(mass.state, path, radii, joint.place + 7 * number, self.fine))
            if side == "left":
                place = path[1]
        return joined(meshes), place

    def _sacroiliac(self, mass: Mass) -> tuple[Mesh, Floats]:
        """Return graft between sacrum and ilium: in the cartilaginous part in front and below, or the ligamentous one behind and above."""
        middle, _, _ = sites.side_joint(mass.joint, self.poses)
        order = middle[:, 1] * 0.8 + middle[:, 2] * 0.6
        half = middle[order < np.median(order)] if mass.column == "anterior" else middle[order >= np.median(order)]
        centre = half.mean(axis=0)
        _, _, turn = np.linalg.svd(half - centre)
        along = turn[0] * np.sign(turn[0][2])
        path = [centre + along * step for step in (-13, 0, 13)]
        return graft.bridge(mass.state, path, [(3.0, 6.0)] * 3, mass.joint.place, self.fine), centre

    def _tail(self, mass: Mass) -> tuple[Mesh, Floats]:
        upper = self.poses["S1"].apply(bone("S1", "coarse").points)
        lower = self.poses["Co"].apply(bone("Co", "coarse").points)
        end = upper[upper[:, 2].argmin()]
        start = lower[lower[:, 2].argmax()]
        if mass.joint.name == "coccygeal":
            end, start = lower.mean(axis=0) + np.array((0, 0, 3)), lower.mean(axis=0) - np.array((0, 0, 3))
        path = [end + np.array((0, 0, 2)), (end + start) / 2, start - np.array((0, 0, 2))]
        return graft.bridge(mass.state, path, [(4.0, 3.0)] * 3, mass.joint.place, self.fine), (end + start) / 2

    # implants

    def hardware(self) -> Iterator[Part]:
        yield from self._cages()
        yield from self._screws_and_rods()
        for plate in self.plan.plates:
            yield from self._plate(plate)
        for name in self.plan.struts:
            yield from self._strut(name)
        for joint in self.plan.facet_cages:
            yield from self._facet_cages(joint)
        for joint in self.plan.pins:
            yield from self._pins(joint)
        for joint in self.plan.prostheses:
            mesh = cages.prosthesis(sites.disc_space(joint, self.poses), self.fine)
            yield Part(f"prosthesis {joint}", f"disc prosthesis {joint}", "hardware", mesh, "metal", joint.name)
        for joint in self.plan.spacers:
            mesh = cages.spacer(*sites.between_spinous(joint, self.poses))
            yield Part(f"spacer {joint}", f"interspinous spacer {joint}", "hardware", mesh, "cage", joint.name)
        for entry in self.plan.tracts:
            for side in SIDES:
                way = trajectory(entry.bone, side, entry.kind, self.poses[entry.bone])
                yield Part(f"tract {way.name}", f"empty tract of the {way.name}", "hardware", screws.tract(way), "tract")

    def _cages(self) -> Iterator[Part]:
        for entry in self.plan.cages:
            space = sites.disc_space(entry.joint, self.poses)
            lies = cages.subsided(space) if entry.subsided else space
            meshes = [cages.cage(shape, lies, self.fine) for shape in cages.shape_of(entry.kind, space, entry.side)]
            name = f"{entry.kind} {'cages' if len(meshes) > 1 else 'cage'} {entry.joint}" + (
                " (sunken)" if entry.subsided else ""
            )
            yield Part(
                f"{name} {entry.side}", name, "hardware", joined(meshes), "dowel" if entry.of_bone else "cage", entry.joint.name
            )

    def _ways(self, entry: Screws) -> list[Trajectory]:
        only: tuple[Side, ...] = SIDES
        if entry.bone.startswith("ilium"):
            only = ("left",) if entry.bone.endswith("left") else ("right",)
        ways = [trajectory(entry.bone, side, entry.kind, self.poses[entry.bone]) for side in only]
        return [way.loosened() if entry.loose else way for way in ways]

    def _screws_and_rods(self) -> Iterator[Part]:
        by_bone = {entry.bone: entry for entry in self.plan.screws}
        done: set[str] = set()
        caps: list[Mesh] = []
        for entry in self.plan.rods:
            for side in SIDES:
                ways = [way for name in entry.bones if name in by_bone for way in self._ways(by_bone[name]) if way.side == side]
                yield from self._side(entry, side, ways, by_bone, caps)
            yield from self._cross_links(entry, by_bone)
            done |= set(entry.bones)
            if entry.bones[0] == "O":
                yield from self._occiput()
        for name in [name for name in by_bone if name not in done]:
            for way in self._ways(by_bone[name]):
                yield Part(f"screw {way.name}", way.name, "hardware", screws.shaft(way, self.fine), "metal")
        if caps:
            yield Part(
                f"set screws {[rod.bones for rod in self.plan.rods]} {len(caps)} {self._loose()}",
                "set screws",
                "hardware",
                joined(caps),
                "dark metal",
            )

    def _loose(self) -> str:
        return " ".join(entry.bone for entry in self.plan.screws if entry.loose)

    def _side(
        self, entry: Rods, side: Side, ways: list[Trajectory], by_bone: Mapping[str, Screws], caps: list[Mesh]
    ) -> Iterator[Part]:
        start = [self._wing(side)] if entry.bones[0] == "O" else []
        seats, path, head = rods.rods_between(ways, start)
        word = ""
        for way, seat in zip(ways, seats, strict=True):
            size = screws.head_for(way)
            loose = by_bone[way.bone].loose
            caps.append(screws.placed_on(screws.set_screw(size, self.fine), seat))
            name = way.name + (" (loose)" if loose else "")
            shaft = self.once(f"screw {name}", partial(screws.shaft, way, self.fine))
            yield Part(f"screw {name}", name, "hardware", shaft, "metal")
            tulip = screws.placed_on(screws.tulip(size, self.fine), seat)
            yield Part(f"head of {name} on {entry.bones}", f"head of the {name}", "hardware", tulip, "metal")
            if loose:
                tight = trajectory(way.bone, side, way.kind, self.poses[way.bone])
                yield Part(f"halo {way.name}", f"halo around the {way.name}", "hardware", screws.halo(tight), "halo")
        if entry.broken_at:
            share = self._share(path, entry.broken_at)
            mesh, word = rods.broken(path, head, share, self.fine), " (broken)"
        else:
            mesh = rods.rod(path, head, self.fine)
        yield Part(f"rod {side} {entry.bones} {word} {self._loose()}", f"{side} rod{word}", "hardware", mesh, "rod")

    def _share(self, path: Floats, joint: Joint) -> float:
        """Return at which share of its length a rod passes a joint."""
        middle = sites.disc_space(joint, self.poses).middle if joint.has_disc else path.mean(axis=0)
        return float(np.abs(path[:, 2] - np.asarray(middle)[2]).argmin() / (len(path) - 1))

    def _cross_links(self, entry: Rods, by_bone: Mapping[str, Screws]) -> Iterator[Part]:
        for joint in entry.linked_at:
            paths = []
            for side in SIDES:
                ways = [way for name in entry.bones if name in by_bone for way in self._ways(by_bone[name]) if way.side == side]
                _, path, head = rods.rods_between(ways, [self._wing(side)] if entry.bones[0] == "O" else [])
                paths.append(path)
            mesh = rods.cross_link(paths[0], paths[1], head, self._share(paths[0], joint))
            yield Part(f"cross-link {joint} {entry.bones}", f"cross-link {joint}", "hardware", mesh, "dark metal", joint.name)

    def _wing(self, side: Side) -> Floats:
        sign = 1 if side == "left" else -1
        return self.poses["O"].apply(np.array(sites.back_of("O", sign * 11.0, 16.0, 36.0)) + np.array([0, 4.6, 0]))

    def _occiput(self) -> Iterator[Part]:
        pose, marks = self.poses["O"], landmarks("O")
        keel = [
            pose.apply(np.array(sites.back_of("O", 0.0, float(axis.entry[2]), float(axis.entry[1]))) + np.array([0, 1.4, 0]))
            for axis in marks.fixation.values()
        ]
        wings = [pose.apply(np.array(sites.back_of("O", sign * 11.0, 16.0, 36.0)) + np.array([0, 2.0, 0])) for sign in (1, -1)]
        fixed = []
        for point, axis in zip(keel, marks.fixation.values(), strict=True):
            way, head = plates.plate_screw(point, pose.direct(axis.direction), 9.0, 4.5)
            fixed += [screws.shaft(way, self.fine, ball_head=False), head]
        holders = [
            placed(turned([(4.2, -1.0), (4.2, 6.5)], 12), wing, frame(unit(pose.direct((0, 1, 0))), (1, 0, 0))) for wing in wings
        ]
        yield Part(
            "occipital plate", "occipital plate", "hardware", joined([plates.occipital_plate(keel, wings), *holders]), "metal"
        )
        yield Part("occipital screws", "occipital screws in the midline keel", "hardware", joined(fixed), "dark metal")

    def _plate(self, names: tuple[str, ...]) -> Iterator[Part]:
        big = names[0][0] in "TLS"
        half, reach = (10.5, 0.30) if big else (7.2, 0.15)
        ups = {name: (reach if 0 < k < len(names) - 1 else -0.20 if k == 0 else 0.25) for k, name in enumerate(names)}
        rows = [[sites.front_of(name, self.poses, ups[name], aside) for aside in (half, 0.0, -half)] for name in names]
        first, last = names[0], names[-1]
        rows = [
            [sites.front_of(first, self.poses, 0.30, aside) for aside in (half, 0.0, -half)],
            *rows,
            [sites.front_of(last, self.poses, -0.30, aside) for aside in (half, 0.0, -half)],
        ]
        fixed = []
        for name in names:
            for sign in (1, -1):
                spot = sites.front_of(name, self.poses, ups[name], sign * half * 0.58)
                inward = self.poses[name].direct((-sign * 0.10, 1, 0.18 if name == first else -0.12))
                proud = (3.4 if big else 2.3) + 0.05 * half + 0.3
                way, head = plates.plate_screw(
                    spot - unit(inward) * proud, unit(inward), 26.0 if big else 14.0, 5.5 if big else 4.0
                )
                fixed += [screws.shaft(way, self.fine, ball_head=False), head]
        named = f"{names[0]} to {names[-1]}"
        yield Part(
            f"plate {names}",
            f"anterior plate {named}",
            "hardware",
            plates.front_plate(rows, 3.4 if big else 2.3, self.fine),
            "metal",
        )
        yield Part(f"plate screws {names}", f"screws of the plate {named}", "hardware", joined(fixed), "dark metal")

    def _strut(self, name: str) -> Iterator[Part]:
        above = next((j for j in JOINTS if j.has_disc and j.lower == name), None)
        under = next((j for j in JOINTS if j.has_disc and j.upper == name), None)
        if above is None or under is None:
            return
        runs = list(self.plan.struts)
        if position(name) > 0 and VERTEBRAE[VERTEBRAE.index(name) - 1] in runs:
            return  # part of the strut that begins above
        while under.lower in runs:
            under = next(j for j in JOINTS if j.has_disc and j.upper == under.lower)
        top, low = landmarks(above.upper).lower_endplate, landmarks(under.lower).upper_endplate
        assert top is not None and low is not None
        high = self.poses[above.upper].apply(top.centre + np.array((0, -top.depth * 0.08, 0)))
        deep = self.poses[under.lower].apply(low.centre + np.array((0, -low.depth * 0.08, 0)))
        radius = min(min(top.width, low.width) * 0.28, min(top.depth, low.depth) * 0.36)
        mesh = cages.strut(deep, high, radius, self.poses[name].direct((1, 0, 0)), self.fine)
        word = name if under.upper == name else f"{name} to {under.upper}"
        yield Part(f"strut {word}", f"strut in place of the body of {word}", "hardware", mesh, "cage", above.name)

    def _facet_cages(self, joint: Joint) -> Iterator[Part]:
        for side in SIDES:
            low = landmarks(joint.lower).upper_facets[side]
            pose = self.poses[joint.lower]
            turn = frame(pose.direct(low.up), pose.direct(low.normal))
            size = min(low.height * 0.6, 8.0)
            mesh = turned([(2.0, -size / 2), (2.9, -size / 2 + 1), (2.9, size / 2), (2.9, size / 2), (2.2, size / 2 + 0.8)], 12)
            centre = pose.apply(low.centre + low.normal * 0.55)
            yield Part(
                f"facet cage {joint} {side}",
                f"{side} facet cage {joint}",
                "hardware",
                placed(mesh, centre, turn),
                "metal",
                joint.name,
            )

    def _pins(self, joint: Joint) -> Iterator[Part]:
        """Yield three implants driven from the side through the ilium into the sacrum."""
        middle, _, _ = sites.side_joint(joint, self.poses)
        centre = middle.mean(axis=0)
        sign = 1 if joint.name.endswith("left") else -1
        inward = unit(np.array([-sign, 0.0, 0.05]))
        ilium = bone(ends_of(joint)[1], self.detail).moved(self.poses["S1"])
        _, _, turn = np.linalg.svd(middle - centre)
        along = turn[0] * np.sign(turn[0][2])
        for number, step in enumerate((12.0, 0.0, -12.0), 1):
            through = centre + along * step
            outside = through - inward * 120
            entry = outside + inward * crossings(ilium, outside, inward)[0]
            long = float(np.linalg.norm(through - entry)) + 16.0
            side = "left" if sign > 0 else "right"
            way = Trajectory("ilium", side, "sacroiliac", triple(entry), triple(inward), long, 7.0)
            head = placed(turned([(4.6, -2.2), (5.2, 0)], 14), entry, frame(inward, (0, 0, 1)))
            mesh = joined([screws.shaft(way, self.fine, ball_head=False), head])
            yield Part(f"pin {joint} {number}", f"implant {number} across {joint}", "hardware", mesh, "metal", joint.name)

    # the way in

    def approach(self) -> Iterator[Part]:
        for corridor in self.plan.corridors:
            if set(ends_of(corridor.joint)) <= set(self.shown):
                mesh = self._corridor(corridor)
                name = f"{corridor.way} approach to {corridor.joint}"
                yield Part(name, name, "approach", mesh, "approach", corridor.joint.name)

    def _corridor(self, corridor: Corridor) -> Mesh:
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


def said(name: str) -> str:
    """Return the name of a bone in words.

    >>> said("O"), said("S1"), said("ilium-left"), said("L4")
    ('occiput', 'sacrum (S1)', 'left ilium', 'L4')
    """
    if name.startswith("ilium"):
        return f"{name.removeprefix('ilium-')} ilium"
    return {"O": "occiput", "S1": "sacrum (S1)", "Co": "coccyx"}.get(name, name)
