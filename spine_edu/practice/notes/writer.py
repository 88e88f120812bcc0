"""From a plan to its note: what is told, in which order and in whose hand; the sentences stand in data/practice/phrases.yml.

Facts are told by marked words alone, and each mark carries what it decides, so a note can be read again by its evidence. What a
plan leaves out (`gap`) has no sentence here, and so no mark.
"""

from __future__ import annotations

import functools

from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.dictation import misheard
from spine_edu.practice.notes.flow import in_a_row, run_together
from spine_edu.practice.notes.hardware import screws_of
from spine_edu.practice.notes.note import Decided, Note, NoteBlock, NoteSentence, set_in_type
from spine_edu.practice.notes.pen import NOTHING
from spine_edu.practice.notes.phrases import phrases
from spine_edu.practice.notes.theatre import SEEN_IN_SURGERY, Theatre
from spine_edu.practice.plans.draw import plan_of
from spine_edu.text.lists import listed

ANEMIA = "D62"
"""Anemia from acute blood loss: what was lost is told accordingly."""


@functools.lru_cache(maxsize=256)
def note_of(number: int) -> Note:
    """Return the note of the case with a number.

    >>> len(note_of(4711).marks) > 4
    True
    """
    plan = plan_of(number)
    return NoteWriter(plan, Chance(number).stream("note")).note()


class NoteWriter(Theatre):
    """Writes the whole note around the operation: heading, story, consent, plan and what is added later."""

    def note(self) -> Note:
        """Write the note from its heading to its end, its paragraphs in the author's order."""
        paragraphs = self._paragraphs()
        blocks = [block for name in self.hand.order for block in paragraphs[name]]
        blocks += self._ending()
        misheard(blocks, self.plan.troubles, self.chance)
        run_together(blocks, self.chance, self.hand.joins)
        return set_in_type(blocks)

    def _paragraphs(self) -> dict[str, list[NoteBlock]]:
        """Write all that stands before the plan, by the names of `Hand.order`."""
        heads = self.hand.headings
        diagnoses = self._diagnoses()
        again = [NoteSentence([("Same.", ())])] if self.chance.happens(70) else [NoteSentence([*one.pieces]) for one in diagnoses]
        described = self.described()
        described[0].heading = heads["text"]
        return {
            "before": [NoteBlock(heads["before"], diagnoses, lines=len(diagnoses) > 1)],
            "after": [NoteBlock(heads["after"], again, lines=True)],
            "done": [NoteBlock(heads["done"], self._titles(), lines=self.hand.counted)],
            "data": self._data(),
            "story": [NoteBlock(heads["story"], self._story())],
            "talk": [NoteBlock(heads["talk"], self.in_order(self.extra["consent"], phrases("consent")))],
            "text": described,
            "findings": [NoteBlock(heads["findings"], self.some(self.extra["findings"], "findings"))],
        }

    def _diagnoses(self) -> list[NoteSentence]:
        plan = self.plan
        said = [self.say("diagnosis", plan.indication.name, words=self._level_of_diagnosis())]
        if plan.stay.implants and plan.earlier:
            said.append(self.say("diagnosis", plan.earlier.hardware))
        return said

    def _level_of_diagnosis(self) -> dict[str, str]:
        return {"level": ""} if self.plan.gap == "level" else {}

    def _titles(self) -> list[NoteSentence]:
        """List the procedures, as the author counts them or in a row."""
        plan = self.plan
        promised = self.promised()
        told: list[NoteSentence] = []
        for n, stage in enumerate(plan.stages):
            name = stage.technique.name
            if plan.gap == "level":
                region = stage.joints[0].region
                about = {"region": Decided("region", region, (), (n,))}
                told.append(self.say("names", f"{region} left open", about=about))
            elif plan.gap == "column":
                told.append(self.say("names", "column left open", words={"level": self.hand.span(stage.joints)}))
            elif promised and n == 0:
                told.append(self.say("names", "promised", words={"promised": self.hand.span((*stage.joints, *promised))}))
            else:
                told.append(self.say("names", name, words={"level": self.hand.span(stage.joints)}))
        if plan.given_up:
            told.append(self.say("names", "given up"))
        kinds = dict.fromkeys(act.kind for act in plan.procedures)
        named = {
            "removal": "removal",
            "decompression": "decompression",
            "exploration": "exploration",
            "dural repair": "dural repair",
        }
        told += [
            self.say("names", name)
            for kind, name in named.items()
            if kind in kinds and not (plan.given_up and kind == "exploration")
        ]
        held = dict.fromkeys(act.of for act in plan.procedures if act.kind == "instrumentation" and act.of)
        told += [self.say("names", of) for of in held if plan.gap != "level"]
        told += [
            self.say("names", "marrow" if "marrow" in (act.source or "") else "harvest")
            for act in plan.procedures
            if act.kind == "harvest"
        ]
        if self.hand.counted and len(told) > 1:
            for n, sentence in enumerate(told, 1):
                sentence.pieces.insert(0, (f"{n}. ", ()))
        return told

    def _data(self) -> list[NoteBlock]:
        """Write the short lines between heading and story."""
        if self.plan.difficulty == 1:
            return []
        bled = any(one.code == ANEMIA for one in self.plan.stay.mishaps)
        blood = self.chance.between(*((40, 110) if bled else (5, 60))) * 10
        trouble = "see below" if self.plan.stay.mishaps else "none"
        drains = "one" if self.drained else "none"
        other = self.chance.pick((f"Complications: {trouble}.", f"Drains: {drains}.", "Specimens: none.", "Counts: correct."))
        lines = ["Anesthesia: general.", f"Blood loss: {blood} mL.", other]
        return [NoteBlock("", [NoteSentence([(line, ())]) for line in self.chance.shuffled(lines)])]

    def _story(self) -> list[NoteSentence]:
        """Tell why the patient came, what was done before, what is known besides, and what was found."""
        parts = {"past": self._past(), "illness": self._illnesses(), "details": self._in_order("story", "details")}
        found = [
            *self.in_order(
                self.extra["examined"], (*phrases("examined", "any"), *phrases("examined", self.plan.meant[0].region))
            ),
            *self._in_order("imaged", "imaged"),
        ]
        for one in self.plan.stay.left_out:
            if one.code != SEEN_IN_SURGERY:
                found.insert(self.chance.between(0, len(found)), self.told_of(one))
        told = [sentence for name in self.hand.story for sentence in parts[name]]
        return [self.say("who", self.plan.indication.name), *told, *found, *self._other_levels()]

    def _in_order(self, kind: str, *path: str) -> list[NoteSentence]:
        """Write so many phrases of a place as a note of this difficulty has, in the order of the file."""
        return self.in_order(self.extra[kind], phrases(*path))

    def _illnesses(self) -> list[NoteSentence]:
        """Tell what the patient has besides."""
        if self.plan.difficulty < 2 or not self.plan.stay.comorbidities:
            return []
        told = [self.chance.pick(one.told) for one in self.plan.stay.comorbidities]
        return [self.say("illness", words={"illnesses": listed(told)})]

    def _other_levels(self) -> list[NoteSentence]:
        """Tell of other levels and operations, of which nothing is done today."""
        if self.plan.gap == "level":
            return []
        others = self.chance.shuffled(self.others())
        drawn = self.chance.shuffled(phrases("distractors"))[: self.extra["others"]]
        return [
            self.sentence(phrase, NOTHING, {"other": other}, plain=False) for phrase, other in zip(drawn, others, strict=False)
        ]

    def _past(self) -> list[NoteSentence]:
        """Tell what was done before, and so which joints are fused for the first time."""
        plan = self.plan
        everything = tuple(range(len(plan.stages)))
        new = tuple(joint for joint in plan.joints if not any(joint in stage.refused for stage in plan.stages))
        first = {"status": Decided("status", "initial", new, everything)}
        if plan.earlier is None:
            if plan.gap == "status":
                return [self.say("unknown past")]
            if plan.gap == "level":
                first = {"status": Decided("status", "initial", (), everything)}
            place = (
                "decompressed"
                if plan.difficulty >= 2 and plan.kind == "first" and plan.meant[0].region == "lumbar" and self.chance.happens(25)
                else "never"
            )
            return [self.say(place, about=first)]
        said = []
        refused = tuple(joint for joint in plan.joints if joint not in new)
        if refused:
            said.append(self.say("failed", about={"status": Decided("status", "refusion", refused, everything)}))
        if self.slots["kept"]:
            said.append(self.say("healed beside"))
        said.append(self.say("state", plan.earlier.hardware))
        if new:
            said += [self.say("now beside"), self.say("untouched", about=first)]
        return said

    def _ending(self) -> list[NoteBlock]:
        """Write what follows the operation: the plan, the implant log, what went wrong, and what was added later."""
        plan, heads = self.plan, self.hand.headings
        after = [self.say("later stage")] if plan.kind == "staged" else []
        after += self.in_order(self.extra["after"], phrases("after"))
        blocks = [
            NoteBlock(heads["end"], in_a_row(after) if self.hand.plan == "row" else after, lines=self.hand.plan == "lines"),
            NoteBlock("", self.some(self.extra["residue"], "residue"), lines=True),
        ]
        if plan.difficulty >= 4 and plan.stages:
            blocks.append(NoteBlock("IMPLANT LOG", self._log(), lines=True))
        if plan.difficulty == 5:
            blocks.append(NoteBlock("", self.some(2, "second surgeon")))
        told = [
            NoteSentence([(self.say("complications", one.name).text, (Decided("complication", one.code),))])
            for one in plan.stay.mishaps
            if one.name
        ]
        if told:
            blocks.append(NoteBlock(self.chance.pick(("ADDENDUM, HOSPITAL COURSE", "COURSE", "ADDENDUM")), told))
        if plan.difficulty == 5:
            blocks.append(NoteBlock("ADDENDUM", self.some(2, "addendum")))
        return blocks

    def _log(self) -> list[NoteSentence]:
        """List implants as a log does: lot numbers and sizes, nothing that the text does not say."""
        lines: list[str] = []
        for stage in self.plan.stages:
            if self.plan.gap != "level" and stage.fixation != "none":
                lines += [
                    f"Screw, {self.chance.between(*lengths)} mm, lot {self.chance.between(10000, 99999)}, quantity {screws}"
                    for lengths, screws in screws_of(stage).items()
                ]
                lines += [
                    f"{'Plate' if stage.fixation == 'plate' else 'Rod'}, lot {self.chance.between(10000, 99999)}, quantity "
                    f"{1 if stage.fixation == 'plate' else 2}"
                ]
            if stage.cages:
                lines.append(f"Interbody implant, lot {self.chance.between(10000, 99999)}, quantity {len(stage.joints)}")
        return [NoteSentence([(f"{line}.", ())]) for line in dict.fromkeys(lines)]
