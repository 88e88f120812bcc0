"""Implants as parts: cages, screws, rods, plates, struts, and what removed ones leave behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from spine_edu.anatomy import JOINTS, VERTEBRAE, Joint, position
from spine_edu.geometry.body.bones import bone, landmarks
from spine_edu.geometry.body.landmarks import SIDES, Side
from spine_edu.geometry.implants import cages, plates, rods, screws
from spine_edu.geometry.implants.screws import Trajectory
from spine_edu.geometry.implants.trajectories import trajectory
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.rays import crossings
from spine_edu.geometry.mesh.solids import frame, placed, triple, turned, unit
from spine_edu.geometry.plan.plan import Rods, Screws, ends_of
from spine_edu.geometry.plan.screw_kinds import usual_kind
from spine_edu.geometry.scene import sites
from spine_edu.geometry.scene.part import Scene, ScenePart
from spine_edu.steady import steady

Floats = NDArray[np.float64]
_TIP = 0.4
"""How much of a broken screw is drawn as the tip that stayed in the bone."""


def _as_of_before(part: ScenePart) -> ScenePart:
    """Return an implant that an earlier operation left: in another tint, and named so."""
    return replace(part, key=f"{part.key} from before", name=f"{part.name} (from before)", look="old metal")


class ImplantParts(Scene):
    """Everything a plan holds of metal, and the empty tracts of what was taken out."""

    def hardware(self) -> Iterator[ScenePart]:
        """Yield whatever is implanted, from cages to the empty tracts of screws taken out."""
        yield from self._cages()
        yield from self._screws_and_rods()
        for plate in self.plan.plates:
            yield from self._plate(plate)
        for plate in self.plan.old_plates:
            yield from map(_as_of_before, self._plate(plate))
        for name in self.plan.struts:
            yield from self._strut(name)
        for joint in self.plan.facet_cages:
            yield from self._facet_cages(joint)
        for joint in self.plan.pins:
            yield from self._pins(joint)
        for joint in self.plan.prostheses:
            mesh = cages.prosthesis(sites.disc_space(joint, self.poses), self.fine)
            yield ScenePart(f"prosthesis {joint}", f"disc prosthesis {joint}", "hardware", mesh, "metal", joint.name)
        for joint in self.plan.spacers:
            mesh = cages.spacer(*sites.between_spinous(joint, self.poses))
            yield ScenePart(f"spacer {joint}", f"interspinous spacer {joint}", "hardware", mesh, "cage", joint.name)
        for entry in self.plan.tracts:
            for side in SIDES:
                way = trajectory(entry.bone, side, entry.kind, self.poses[entry.bone])
                free = replace(way, length=way.length * (1 - _TIP)) if (entry.bone, side) in self.plan.tips else way
                yield ScenePart(f"tract {way.name}", f"empty tract of the {way.name}", "hardware", screws.tract(free), "tract")
        for name, where in self.plan.tips:
            yield self._tip(name, "left" if where == "left" else "right")

    def _tip(self, name: str, side: Side) -> ScenePart:
        whole = trajectory(name, side, usual_kind(name), self.poses[name])
        rest = replace(whole, entry=triple(whole.at(whole.length * (1 - _TIP))), length=whole.length * _TIP)
        mesh = screws.shaft(rest, self.grain, ball_head=False)
        return _as_of_before(ScenePart(f"tip {whole.name}", f"tip of the {whole.name}", "hardware", mesh, "metal"))

    def _cages(self) -> Iterator[ScenePart]:
        for entry in self.plan.cages:
            space = sites.disc_space(entry.joint, self.poses)
            lies = cages.subsided(space) if entry.subsided else space
            meshes = [cages.cage(shape, lies, self.fine) for shape in cages.shape_of(entry.kind, space, entry.side)]
            name = f"{entry.kind} {'cages' if len(meshes) > 1 else 'cage'} {entry.joint}" + (
                " (sunken)" if entry.subsided else ""
            )
            look = "dowel" if entry.of_bone else "cage"
            part = ScenePart(f"{name} {entry.side}", name, "hardware", joined(meshes), look, entry.joint.name)
            yield _as_of_before(part) if entry.old else part

    def _ways(self, entry: Screws) -> list[Trajectory]:
        only: tuple[Side, ...] = SIDES
        if entry.bone.startswith("ilium"):
            only = ("left",) if entry.bone.endswith("left") else ("right",)
        ways = [trajectory(entry.bone, side, entry.kind, self.poses[entry.bone]) for side in only]
        return [way.loosened() if entry.loose else way for way in ways]

    def _screws_and_rods(self) -> Iterator[ScenePart]:
        """Yield rods with the screws they run through, screws without a rod, and the set screws of each set of rods as one."""
        by_bone = {entry.bone: entry for entry in self.plan.screws}
        done: set[str] = set()
        caps: dict[bool, list[Mesh]] = {False: [], True: []}
        for entry in self.plan.rods:
            for side in SIDES:
                ways = [way for name in entry.bones if name in by_bone for way in self._ways(by_bone[name]) if way.side == side]
                yield from self._side(entry, side, ways, by_bone, caps[entry.old])
            yield from self._cross_links(entry, by_bone)
            done |= set(entry.bones)
            if entry.bones[0] == "O":
                yield from self._occiput()
        for name in [name for name in by_bone if name not in done]:
            for way in self._ways(by_bone[name]):
                part = ScenePart(f"screw {way.name}", way.name, "hardware", screws.shaft(way, self.grain), "metal")
                yield _as_of_before(part) if by_bone[name].old else part
        for old, made in caps.items():
            if made:
                key = f"set screws {[rod.bones for rod in self.plan.rods if rod.old == old]} {len(made)} {self._loose()}"
                part = ScenePart(key, "set screws", "hardware", joined(made), "dark metal")
                yield _as_of_before(part) if old else part

    def _loose(self) -> str:
        return " ".join(entry.bone for entry in self.plan.screws if entry.loose)

    def _side(
        self, entry: Rods, side: Side, ways: list[Trajectory], by_bone: Mapping[str, Screws], caps: list[Mesh]
    ) -> Iterator[ScenePart]:
        """Yield one rod and the shafts and heads of its screws; what closes their heads is added to `caps`."""
        seats, path, head = rods.rods_between(ways, self._start(entry, side))
        word = ""
        for way, seat in zip(ways, seats, strict=True):
            size = screws.head_for(way)
            loose = by_bone[way.bone].loose
            caps.append(screws.placed_on(screws.set_screw(size, self.fine), seat))
            name = way.name + (" (loose)" if loose else "")
            shaft = self.once(f"screw {name}", partial(screws.shaft, way, self.grain))
            made = [ScenePart(f"screw {name}", name, "hardware", shaft, "metal")]
            tulip = screws.placed_on(screws.tulip(size, self.grain), seat)
            made.append(ScenePart(f"head of {name} on {entry.bones}", f"head of the {name}", "hardware", tulip, "metal"))
            yield from map(_as_of_before, made) if by_bone[way.bone].old else made
            if loose:
                tight = trajectory(way.bone, side, way.kind, self.poses[way.bone])
                yield ScenePart(f"halo {way.name}", f"halo around the {way.name}", "hardware", screws.halo(tight), "halo")
        if entry.broken_at:
            share = self._share(path, entry.broken_at)
            mesh, word = rods.broken(path, head, share, self.fine), " (broken)"
        else:
            mesh = rods.rod(path, head, self.fine)
        part = ScenePart(f"rod {side} {entry.bones} {word} {self._loose()}", f"{side} rod{word}", "hardware", mesh, "rod")
        yield _as_of_before(part) if entry.old else part

    def _share(self, path: Floats, joint: Joint) -> float:
        """Return at which share of its length a rod passes a joint."""
        middle = sites.disc_space(joint, self.poses).middle if joint.has_disc else path.mean(axis=0)
        return float(steady(np.abs(path[:, 2] - np.asarray(middle)[2])).argmin() / (len(path) - 1))

    def _cross_links(self, entry: Rods, by_bone: Mapping[str, Screws]) -> Iterator[ScenePart]:
        for joint in entry.linked_at:
            paths = []
            for side in SIDES:
                ways = [way for name in entry.bones if name in by_bone for way in self._ways(by_bone[name]) if way.side == side]
                _, path, head = rods.rods_between(ways, self._start(entry, side))
                paths.append(path)
            mesh = rods.cross_link(paths[0], paths[1], head, self._share(paths[0], joint))
            yield ScenePart(
                f"cross-link {joint} {entry.bones}", f"cross-link {joint}", "hardware", mesh, "dark metal", joint.name
            )

    def _start(self, entry: Rods, side: Side) -> list[Floats]:
        """Return where a rod begins that comes from the occiput: at the plate, then down the bone and bent forward behind C1."""
        if entry.bones[0] != "O":
            return []
        sign = 1 if side == "left" else -1
        behind = [("O", 13.0, 4.0, 5.0), ("C1", 15.0, 0.0, 6.5)][: 1 if "C1" in entry.bones else 2]
        bent = [
            self.poses[name].apply(np.array(sites.back_of(name, sign * aside, up)) + np.array([0, off, 0]))
            for name, aside, up, off in behind
        ]
        return [self._wing(side), *bent]

    def _wing(self, side: Side) -> Floats:
        sign = 1 if side == "left" else -1
        return self.poses["O"].apply(np.array(sites.back_of("O", sign * 11.0, 16.0, 36.0)) + np.array([0, 4.6, 0]))

    def _occiput(self) -> Iterator[ScenePart]:
        """Yield the plate on the midline keel of the occiput, with its screws, where rods begin at the head."""
        pose, marks = self.poses["O"], landmarks("O")
        keel = [
            pose.apply(np.array(sites.back_of("O", 0.0, float(axis.entry[2]), float(axis.entry[1]))) + np.array([0, 1.4, 0]))
            for axis in marks.fixation.values()
        ]
        wings = [pose.apply(np.array(sites.back_of("O", sign * 11.0, 16.0, 36.0)) + np.array([0, 2.0, 0])) for sign in (1, -1)]
        fixed = []
        for point, axis in zip(keel, marks.fixation.values(), strict=True):
            way, head = plates.plate_screw(point, pose.direct(axis.direction), 9.0, 4.5)
            fixed += [screws.shaft(way, self.grain, ball_head=False), head]
        holders = [
            placed(turned([(4.2, -1.0), (4.2, 6.5)], 12), wing, frame(unit(pose.direct((0, 1, 0))), (1, 0, 0))) for wing in wings
        ]
        yield ScenePart(
            "occipital plate", "occipital plate", "hardware", joined([plates.occipital_plate(keel, wings), *holders]), "metal"
        )
        yield ScenePart("occipital screws", "occipital screws in the midline keel", "hardware", joined(fixed), "dark metal")

    def _plate(self, names: tuple[str, ...]) -> Iterator[ScenePart]:
        """Yield a plate on the fronts of bodies and its screws, two in each body."""
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
                fixed += [screws.shaft(way, self.grain, ball_head=False), head]
        named = f"{names[0]} to {names[-1]}"
        yield ScenePart(
            f"plate {names}",
            f"anterior plate {named}",
            "hardware",
            plates.front_plate(rows, 3.4 if big else 2.3, self.fine),
            "metal",
        )
        yield ScenePart(f"plate screws {names}", f"screws of the plate {named}", "hardware", joined(fixed), "dark metal")

    def _strut(self, name: str) -> Iterator[ScenePart]:
        """Yield the strut in place of a body, from the endplate above it to the one below."""
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
        yield ScenePart(f"strut {word}", f"strut in place of the body of {word}", "hardware", mesh, "cage", above.name)

    def _facet_cages(self, joint: Joint) -> Iterator[ScenePart]:
        """Yield the pair of cages in the facet joints of a joint."""
        for side in SIDES:
            low = landmarks(joint.lower).upper_facets[side]
            pose = self.poses[joint.lower]
            turn = frame(pose.direct(low.up), pose.direct(low.normal))
            size = min(low.height * 0.6, 8.0)
            mesh = turned([(2.0, -size / 2), (2.9, -size / 2 + 1), (2.9, size / 2), (2.9, size / 2), (2.2, size / 2 + 0.8)], 12)
            centre = pose.apply(low.centre + low.normal * 0.55)
            yield ScenePart(
                f"facet cage {joint} {side}",
                f"{side} facet cage {joint}",
                "hardware",
                placed(mesh, centre, turn),
                "metal",
                joint.name,
            )

    def _pins(self, joint: Joint) -> Iterator[ScenePart]:
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
            mesh = joined([screws.shaft(way, self.grain, ball_head=False), head])
            yield ScenePart(f"pin {joint} {number}", f"implant {number} across {joint}", "hardware", mesh, "metal", joint.name)
