"""The operation in words: a paragraph for each time the patient is laid anew, step by step as it was done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from spine_edu.anatomy import Joint
from spine_edu.operation import Procedure
from spine_edu.practice.notes.note import Decided, NoteBlock, NoteSentence
from spine_edu.practice.notes.pen import Pen
from spine_edu.practice.notes.phrases import has, phrases
from spine_edu.practice.notes.words import ends_of, implants_of, processes_of
from spine_edu.practice.plans.plan import Sitting
from spine_edu.text.lists import listed

SEEN_IN_SURGERY = "G97.41"
"""What is looked for at the operation: that the dura was not torn is no part of the history."""


class Theatre(Pen):
    """Writes the description of the operation."""

    def described(self) -> list[NoteBlock]:
        """Write the operation, a paragraph for each time the patient is laid anew."""
        plan = self.plan
        blocks: list[NoteBlock] = []
        for _, group in groupby(enumerate(plan.stages), key=lambda pair: pair[1].technique.way):
            blocks.append(NoteBlock("", self._session(list(group), turned=bool(blocks))))
        if not blocks:
            blocks.append(NoteBlock("", self._without_fusion()))
        promised = self.promised()
        if promised:
            blocks[-1].sentences.append(self.say("left alone", words={"promised-only": self.hand.list_of(promised)}))
        self._colour(blocks)
        blocks[-1].sentences += [self.say("closed"), self.say("left")]
        return blocks

    def _colour(self, blocks: list[NoteBlock]) -> None:
        """Put what decides nothing between the steps, never before the way in is open, and what is done last at the end."""
        for sentence in self.some(self.extra["during"], "colour", "during"):
            block = self.chance.pick(blocks)
            opened = next(
                n for n, one in enumerate(block.sentences) if any(d.fact == "direction" for _, ds in one.pieces for d in ds)
            )
            block.sentences.insert(self.chance.between(opened + 1, len(block.sentences)), sentence)
        if not self.plan.given_up:
            late = self.in_order(self.extra["late"], phrases("colour", "late"))
            blocks[-1].sentences += late[: len(late) // 2]
            blocks[-1].sentences += [self.told_of(one.told) for one in self.plan.stay.left_out if one.code == SEEN_IN_SURGERY]
            blocks[-1].sentences += late[len(late) // 2 :]

    def told_of(self, ways: Sequence[str]) -> NoteSentence:
        """Tell of a diagnosis that the patient does not have."""
        his = self.slots["his"]
        text = self.chance.pick(ways).replace("{His}", his.capitalize()).replace("{his}", his)
        return NoteSentence([(text, (Decided("left out"),))])

    def _opening(self, way: str, turned: bool, stages: Sequence[int], approach: str) -> list[NoteSentence]:
        """Lay the patient down and open the way; the way in tells direction and approach of every stage that uses it."""
        plan = self.plan
        said = [self.say("turned")] if turned else [*self.some(1, "asleep"), self.say("positioned", way)]
        said += [] if turned else self.some((plan.difficulty + 1) // 2, "draped")
        technique = plan.stages[stages[0]].technique if stages else plan.meant_by
        direction = technique.direction
        about = {
            "direction": Decided("direction", direction, (), tuple(stages)),
            "approach": Decided("approach", approach, (), tuple(stages)),
        }
        if approach != "open":
            words = {
                "level": self.hand.span(plan.stages[stages[0]].joints),
                "from": "behind" if direction == "posterior" else "the front",
            }
            said.append(self.say("through the skin", approach, about=about, words=words))
        else:
            again = plan.earlier is not None and plan.earlier.technique.way == way and has("reopened", way)
            said.append(self.say("reopened" if again else "incision", way, about=about))
        if approach == "open":
            said += self.some(self.extra["exposure"], "exposure")
        if plan.difficulty >= 3 and approach == "open" and plan.gap != "level":
            said.append(self.say("localized", words={"other": self.others()[0]}))
        if not turned and any(act.kind == "monitoring" for act in plan.procedures):
            said.append(self.say("monitored", about=self._acts("monitoring")))
        return said

    def _acts(self, *kinds: str, of: str = "", stage: Sitting | None = None) -> dict[str, Decided]:
        """Return what a sentence on some procedures decides: those of these kinds, of one thing, at the joints of one stage."""
        acts = tuple(
            act
            for act in self.plan.procedures
            if act.kind in kinds
            and (not of or act.of == of)
            and (stage is None or act.joint is None or act.joint in stage.joints)
        )
        return {kind: Decided(kind, acts=tuple(act for act in acts if act.kind == kind)) for kind in kinds}

    def _session(self, stages: list[tuple[int, Sitting]], turned: bool) -> list[NoteSentence]:
        """Write what is done in one position."""
        plan, way = self.plan, stages[0][1].technique.way
        said = self._opening(way, turned, [n for n, _ in stages], stages[0][1].approach)
        said += self._old(way, last=stages[-1][0] == len(plan.stages) - 1)
        behind = stages[0][1].from_behind
        held = [stage for _, stage in stages if stage.fixation != "none"]
        if behind and held and plan.gap != "level":
            said += [*self._screws(held[0]), *self.some(self.extra["screwing"], "screwing")]
        if (behind and not turned) or (len(plan.stages) > 1 and turned):
            said += self._nerves()
        if stages[0][1].extent and behind and plan.difficulty >= 3 and stages[0][1].approach == "open":
            said.append(self.say("way to the disc"))
        for n, stage in stages:
            said += self._fused(n, stage)
        said += self._held(held)
        return said

    def _without_fusion(self) -> list[NoteSentence]:
        """Write an operation that fused nothing: hardware taken out, a fusion looked at, or a fusion given up."""
        plan = self.plan
        said = self._opening(plan.meant_by.way if plan.meant_by.column == "posterior" else "back of the loin", False, (), "open")
        if plan.given_up:
            if plan.given_up == "after decompression":
                said += self._nerves()
            said.append(self.say("given up", plan.given_up, about=self._acts("exploration")))
            return said
        for act in plan.procedures:
            if act.kind == "removal" and act.of:
                said.append(self.say("taken out", act.of, about={"removal": Decided("removal", acts=(act,))}))
        said.append(self.say("explored", about=self._acts("exploration")))
        if plan.kind == "exploration":
            said.append(self.say("left in", "screws and rods"))
        said.append(self.say("no graft"))
        return said

    def _old(self, way: str, last: bool) -> list[NoteSentence]:
        """Write what becomes of old hardware, and how the old fusion is found; where it cannot be reached,
        what stays is told at the end.
        """
        plan = self.plan
        if plan.earlier is None:
            return []
        said = []
        here = way == plan.earlier.technique.way
        at_hardware = way == plan.earlier.way_to_hardware
        for act in plan.procedures:
            if act.kind != "removal" or not act.of or act.of == "interbody device":
                continue
            if at_hardware:
                said.append(self.say("taken out", act.of, about={"removal": Decided("removal", acts=(act,))}))
        cages = tuple(act for act in plan.procedures if act.kind == "removal" and act.of == "interbody device")
        if cages and way == plan.stages[0].technique.way:
            said.append(self.say("taken out", "interbody device", about={"removal": Decided("removal", acts=cages)}))
        if last and not any(act.kind == "removal" and act.of != "interbody device" for act in plan.procedures):
            said.append(self.say("left in", plan.earlier.of))
        refused = tuple(joint for joint in plan.joints if joint in plan.earlier.open_joints)
        if here and refused:
            everything = tuple(range(len(plan.stages)))
            said.append(self.say("open joint", about={"status": Decided("status", "refusion", refused, everything)}))
        if here and self.slots["kept"]:
            said.append(self.say("solid joint"))
        return said

    def _screws(self, stage: Sitting) -> list[NoteSentence]:
        bones = stage.bones
        neck = [bone for bone in bones if bone[0] == "C" and bone not in ("C1", "C2")]
        said = []
        if any(joint.upper == "O" for joint in stage.joints):
            said.append(self.say("screws", "skull"))
        said += [self.say("screws", name) for name, bone in (("atlas", "C1"), ("axis", "C2")) if bone in bones]
        if neck:
            said.append(self.say("screws", "neck", words={"neckbones": listed(neck)}))
        below = [bone for bone in bones if bone[0] != "C"]
        if below:
            said.append(self.say("screws", "pedicle", words={"pediclebones": listed(below)}))
        return said

    def _nerves(self) -> list[NoteSentence]:
        freed = next((act for act in self.plan.procedures if act.kind == "decompression"), None)
        said = []
        if freed and freed.of:
            said.append(self.say("freed", freed.of, about=self._acts("decompression")))
        if any(act.kind == "dural repair" for act in self.plan.procedures):
            said.append(self.say("torn", about=self._acts("dural repair")))
        return said

    def _fused(self, n: int, stage: Sitting) -> list[NoteSentence]:
        """Write how some joints are fused: disc, bed, graft; of several, the others may be told in short."""
        plan = self.plan
        told: tuple[Joint, ...] = stage.joints
        rest: tuple[Joint, ...] = ()
        if plan.gap not in ("level", "column") and len(stage.joints) > 1 and self.chance.happens(30):
            told, rest = stage.joints[:1], stage.joints[1:]
        words = {**implants_of(stage, self.chance, self.slots), "level": self.hand.list_of(told), "rest": self.hand.list_of(rest)}
        words["processes"] = processes_of(tuple(dict.fromkeys(bone for joint in told for bone in joint.vertebrae)))
        about = self._about(n, stage, told)
        said = []
        if stage.extent:
            said.append(self.say("disc", stage.extent, about={"discectomy": self._discs(stage, told)}, words=words))
            said += self.some(self.extra["spacing"], "spacing")
        bed = self._bed(stage)
        if bed:
            said.append(self.say("bed", bed, about=about, words=words))
        said += self._bone_for(stage)
        said.append(self.say("laid", self._laid(stage, told), about=about, words=words))
        if rest:
            again = {**self._about(n, stage, rest), "discectomy": self._discs(stage, rest)}
            said.append(self.say("same again", "disc" if stage.extent else "bare", about=again, words=words))
        return said

    def _discs(self, stage: Sitting, joints: tuple[Joint, ...]) -> Decided:
        acts = tuple(
            act for act in self.plan.procedures if act.kind == "discectomy" and act.joint in joints and act.extent == stage.extent
        )
        return Decided("discectomy", acts=acts)

    def _about(self, n: int, stage: Sitting, joints: tuple[Joint, ...]) -> dict[str, Decided]:
        """Return what the sentences on the graft of some joints decide, as far as the note tells it."""
        told = {
            fusion.joint: fusion for fusion in self.plan.documented.fusions if fusion.column in (stage.technique.column, None)
        }
        materials = told[joints[0]].materials if joints[0] in told else stage.materials
        return {
            "joint": Decided("joint", None, joints, (n,)),
            "materials": Decided("materials", materials, joints, (n,)),
            "column": Decided("column", stage.technique.column, joints, (n,)),
            "query": Decided("query", self.plan.gap, joints, (n,)),
        }

    def _bed(self, stage: Sitting) -> str:
        """Return which phrases tell how the bed of the graft was made; '' where that is left out."""
        if self.plan.gap == "column" or "paired titanium facet cages" in stage.materials:
            return ""
        region = stage.joints[0].region
        if self.plan.gap == "level":
            return f"no level {region}"
        if stage.technique.column == "anterior":
            return "disc space" if all(joint.has_disc for joint in stage.joints) else "no disc"
        if not all(joint.has_disc for joint in stage.joints):
            return "skull and axis"
        return {"cervical": "neck behind", "thoracic": "chest behind"}.get(region, "gutters")

    def _laid(self, stage: Sitting, told: tuple[Joint, ...]) -> str:
        """Return which phrases tell what was laid in."""
        gap, many = self.plan.gap, len(told) > 1
        if gap in ("level", "column"):
            return f"{gap} left open"
        if not stage.materials:
            return "nothing"
        if "paired titanium facet cages" in stage.materials:
            return "facet cages"
        if stage.cages:
            if gap == "graft":
                return "cages left open" if many else "cage left open"
            packed = "" if stage.materials - stage.cages else " alone"
            name = ("devices" if many else "device") if packed else ("cages" if many else "cage")
            return name + packed
        if stage.technique.column == "anterior":
            return "strut left open" if gap == "graft" else "struts" if many else "strut"
        return "bone left open" if gap == "graft" else "bone"

    def _bone_for(self, stage: Sitting) -> list[NoteSentence]:
        """Write where the bone came from, if the note does not leave that out."""
        said = []
        for act in self.plan.procedures:
            if act.kind == "harvest" and "harvested autograft" in stage.materials and act.source == "iliac crest":
                place = "harvested in front" if stage.technique.column == "anterior" and not stage.cages else "harvested"
                said.append(self.say(place, about={"harvest": Decided("harvest", acts=(act,))}))
            if act.kind == "harvest" and "bone marrow aspirate" in stage.materials and act.source == "iliac bone marrow":
                said.append(self.say("marrow", about={"harvest": Decided("harvest", acts=(act,))}))
        if "local autograft" in stage.materials and stage.from_behind and self.plan.gap != "graft" and stage.approach == "open":
            said.append(self.say("local bone", plain=True))
        return said

    def _held(self, stages: list[Sitting]) -> list[NoteSentence]:
        """Write what holds the joints, once for each thing and row of bones."""
        said: list[NoteSentence] = []
        done: set[Procedure] = set()
        for stage in stages:
            acts = tuple(
                act
                for act in self.plan.procedures
                if act.kind == "instrumentation" and act.of == stage.fixation and act.vertebrae == stage.bones and act not in done
            )
            if not acts or self.plan.gap == "level":
                continue
            done |= set(acts)
            place = "plate" if stage.fixation == "plate" else "thin rods" if stage.bones[0][0] == "C" else "rods"
            about = {"instrumentation": Decided("instrumentation", acts=acts)}
            said.append(self.say(place, about=about, words={"bones": listed(stage.bones), "ends": ends_of(stage.bones)}))
        return said
