"""The operation in words: a paragraph for each time the patient is laid anew, step by step as it was done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from spine_edu.practice.notes.graft import fused
from spine_edu.practice.notes.hardware import joints_held, old_hardware, screws_set
from spine_edu.practice.notes.note import Decided, NoteBlock, NoteSentence
from spine_edu.practice.notes.pen import Pen
from spine_edu.practice.notes.phrases import has, phrases
from spine_edu.practice.plans.acts import NERVES_BRING_THEM
from spine_edu.practice.plans.plan import Sitting
from spine_edu.practice.plans.tables import Ailment

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
        blocks[-1].sentences += [*self._seen_at_the_end(), self.say("closed"), self.say("left")]
        return blocks

    def _seen_at_the_end(self) -> list[NoteSentence]:
        """Write what is done and looked at before the wound is closed; nothing of it where the operation was broken off."""
        if self.plan.given_up:
            return []
        late = self.in_order(self.extra["late"], phrases("colour", "late"))
        half = len(late) // 2
        seen = [self.told_of(one) for one in self.plan.stay.left_out if one.code == SEEN_IN_SURGERY]
        return [*self.coloured("end"), *late[:half], *seen, *late[half:]]

    def told_of(self, ailment: Ailment) -> NoteSentence:
        """Tell of a diagnosis that the patient does not have."""
        his = self.slots["his"]
        text = self.chance.pick(ailment.told).replace("{His}", his.capitalize()).replace("{his}", his)
        return NoteSentence([(text, (Decided("left out", ailment.code),))])

    def _opening(self, way: str, turned: bool, stages: Sequence[int], approach: str) -> list[NoteSentence]:
        """Lay the patient down and open the way; the way in tells direction and approach of every stage that uses it."""
        plan, self.way = self.plan, way
        said = [self.say("turned")] if turned else [*self.some(1, "asleep"), self.say("positioned", way)]
        said += [] if turned else self.in_order((plan.difficulty + 1) // 2, phrases("draped"))
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
            said += self.in_order(self.extra["exposure"], phrases("exposure"))
            said += self.coloured("way in")
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
        said += old_hardware(self, way, last=stages[-1][0] == len(plan.stages) - 1)
        behind = stages[0][1].from_behind
        held = [stage for _, stage in stages if stage.fixation != "none"]
        if behind and held and plan.gap != "level":
            said += [*self.coloured("implants"), *screws_set(self, held[0])]
            said += self.in_order(self.extra["screwing"], phrases("screwing"))
        nerves = self._nerves() if behind or plan.freed_in_front else self._relieved()
        freed = any(act.kind == "decompression" for act in plan.procedures)
        if behind:
            said += nerves
            if stages[0][1].extent and not freed and plan.difficulty >= 3 and stages[0][1].approach == "open":
                said.append(self.say("way to the disc"))
        said += self.coloured("bone")
        for n, stage in stages:
            said += fused(self, n, stage, () if behind else nerves)
        said += joints_held(self, held)
        if plan.indication.fewest > 1:
            said.append(self.say("straightened"))
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
        said += self.coloured("bone")
        said.append(self.say("explored", about=self._acts("exploration")))
        if plan.kind == "exploration":
            said.append(self.say("left in", "screws and rods"))
        said.append(self.say("no graft"))
        return said

    def _relieved(self) -> list[NoteSentence]:
        """Say how nerves that nobody frees today are relieved: by height alone; nothing where they do not bring the patient."""
        plan = self.plan
        freed = any(act.kind == "decompression" for act in plan.procedures)
        return [] if freed or plan.indication.name not in NERVES_BRING_THEM else [self.say("relieved")]

    def _nerves(self) -> list[NoteSentence]:
        """Write how nerves were freed, and a tear of the dura that was sewn."""
        said = [
            self.say("freed", of, about=self._acts("decompression"))
            for of in dict.fromkeys(act.of for act in self.plan.procedures if act.kind == "decompression" and act.of)
        ]
        if any(act.kind == "dural repair" for act in self.plan.procedures):
            said.append(self.say("torn", about=self._acts("dural repair")))
        return said
