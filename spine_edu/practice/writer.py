"""From a plan to its note: what is told, in which order and in whose hand; the sentences stand in data/practice/phrases.yml.

Facts are told by marked words alone, and each mark carries what it decides, so a note can be read again by its evidence. What a
plan leaves out (`gap`) has no sentence here, and so no mark.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from itertools import groupby

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.operation import Procedure
from spine_edu.practice.chance import Chance
from spine_edu.practice.dictation import misheard
from spine_edu.practice.draw import plan_of
from spine_edu.practice.note import Decided, Note, NoteBlock, NoteSentence, set_in_type
from spine_edu.practice.phrases import Phrase, has, phrases, written
from spine_edu.practice.plan import CasePlan, Session
from spine_edu.practice.words import Hand, ends_of, implants_of, in_month, processes_of
from spine_edu.text.lists import listed

_SOME = ("story", "examined", "imaged", "others", "consent", "exposure", "screwing", "spacing", "during", "late", "after")
_HOW_MANY = {
    1: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    2: (1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 1),
    3: (2, 1, 1, 1, 4, 1, 0, 1, 4, 2, 3),
    4: (4, 3, 2, 2, 7, 2, 2, 2, 6, 3, 5),
    5: (7, 6, 4, 3, 13, 4, 4, 3, 11, 5, 9),
}
"""By difficulty: how many sentences a note has of each kind that decides nothing."""

_NOTHING: Mapping[str, Decided] = {}
_NO_WORDS: Mapping[str, str] = {}


@functools.lru_cache(maxsize=256)
def note_of(number: int) -> Note:
    """Return the note of the case with a number.

    >>> len(note_of(4711).marks) > 4
    True
    """
    plan = plan_of(number)
    return _Writer(plan, Chance(number).stream("note")).note()


class _Writer:
    """One note on its way: the plan, what is drawn for it, and the words that fill its phrases."""

    def __init__(self, plan: CasePlan, chance: Chance) -> None:
        self.plan, self.chance = plan, chance
        self.hand = Hand(chance)
        self.extra = dict(zip(_SOME, _HOW_MANY[plan.difficulty], strict=True))
        self.slots = self._slots()

    # Words

    def _slots(self) -> dict[str, str]:
        """Return the words for what the whole note speaks of: the person, the joints of today and before, sides and sizes."""
        plan, chance, hand = self.plan, self.chance, self.hand
        he = plan.person.he
        earlier = plan.earlier
        refused = [joint for joint in plan.joints if any(joint in stage.refused for stage in plan.stages)]
        new = [joint for joint in plan.joints if joint not in refused]
        side = chance.pick(("left", "right"))
        slots = {
            "age": str(plan.person.age),
            "job": plan.person.job,
            "he": he,
            "his": "his" if he == "he" else "her",
            "him": "him" if he == "he" else "her",
            "his-own": "his own" if chance.happens(50) else "her own",
            "side": side,
            "lateral": "left" if chance.happens(80) else "right",
            "level": hand.span(plan.meant),
            "again": hand.list_of(refused),
            "new": hand.list_of(new),
            "weight": str(chance.between(*self._weights())),
            "counted": {"cervical": "C2", "thoracic": "the last rib"}.get(plan.meant[0].region, "the sacrum"),
            "months": chance.pick(("six", "eight", "nine", "ten", "eleven", "fourteen", "eighteen")),
            "units": str(chance.between(5, 60) * 10),
            "pressure": str(chance.between(13, 17) * 5),
            "hemoglobin": f"{chance.between(6, 7)}.{chance.between(0, 9)}",
            "height": str(chance.between(6, 8) if plan.meant_by.way == "front of the neck" else chance.between(9, 14)),
            "size": chance.pick(("4", "6"))
            if plan.meant_by.way == "front of the neck"
            else chance.pick(("5.5", "6.5", "7.0", "7.5")),
        }
        harvest = next((act for act in plan.procedures if act.kind == "harvest"), None)
        slots["side-of-bone"] = (harvest.side or "") if harvest else ""
        if earlier is not None:
            solid = [joint for joint in earlier.joints if joint not in earlier.open_joints]
            slots["old"] = hand.span(earlier.joints)
            slots["kept"] = hand.list_of(solid)
            slots["oldbones"] = listed(earlier.bones)
            slots["oldwhen-bare"] = in_month(plan.discharged, earlier.months)
            slots["oldname"] = self._words("old", earlier.technique.name, slots=slots)
        else:
            slots["oldwhen-bare"] = in_month(plan.discharged, chance.between(30, 160))
        slots["oldwhen"] = f"in {slots['oldwhen-bare']}"
        return slots

    def _weights(self) -> tuple[int, int]:
        """Return the least and the most that the patient may weigh, in kg, with the illnesses that the note tells."""
        told = {one.code for one in self.plan.stay.comorbidities}
        return (44, 54) if told & {"E43", "E44.0"} else (112, 148) if "E66.01" in told else (56, 94)

    def _others(self) -> list[str]:
        """Return joints near by that are neither fused today nor were before, the nearest first."""
        plan = self.plan
        taken = {*plan.meant, *(plan.earlier.joints if plan.earlier else ()), *self._promised()}
        near = sorted(
            (joint for joint in JOINTS if joint.has_disc and joint not in taken),
            key=lambda joint: abs(joint.place - plan.meant[0].place),
        )
        return [self.hand.level(joint) for joint in near[:4]]

    def _promised(self) -> tuple[Joint, ...]:
        """Return the joint that the heading promises besides those that were fused; () where it keeps to the truth."""
        plan = self.plan
        if "heading" not in plan.troubles or plan.gap in ("level", "column"):
            return ()
        above, below = plan.meant[0].place - 1, plan.meant[-1].place + 1
        old = plan.earlier.joints if plan.earlier else ()
        free = [JOINTS[n] for n in (above, below) if 2 <= n < 25 and JOINTS[n] not in old]
        return (free[0],) if free else ()

    def _words(self, *path: str, slots: dict[str, str] | None = None) -> str:
        drawn = written(self.chance.pick(phrases(*path)), self.chance, self.slots if slots is None else slots)
        return "".join(text for text, _ in drawn)

    def say(
        self, *path: str, about: Mapping[str, Decided] = _NOTHING, words: Mapping[str, str] = _NO_WORDS, plain: bool = False
    ) -> NoteSentence:
        """Draw a phrase of a place of the file and write it as a sentence; `about` says what its marks decide."""
        return self._sentence(self.chance.pick(phrases(*path)), about, words, plain)

    def some(self, count: int, *path: str) -> list[NoteSentence]:
        """Draw several phrases of a place, none twice."""
        drawn = self.chance.shuffled(phrases(*path))[:count]
        return [self._sentence(phrase, _NOTHING, _NO_WORDS, plain=True) for phrase in drawn]

    def _sentence(self, phrase: Phrase, about: Mapping[str, Decided], words: Mapping[str, str], plain: bool) -> NoteSentence:
        filled = {**self.slots, **words} if words else self.slots
        pieces = [
            (text, tuple(about.get(fact) or Decided(fact) for fact in facts))
            for text, facts in written(phrase, self.chance, filled)
        ]
        first, decided = pieces[0]
        first = first.lstrip()
        pieces[0] = (first[0].upper() + first[1:], decided)
        pieces[-1] = (pieces[-1][0].rstrip(" ,"), pieces[-1][1])
        if not pieces[-1][0].endswith((".", "?")):
            pieces.append((".", ()))
        return NoteSentence(pieces, plain)

    # The whole

    def note(self) -> Note:
        """Write the note from its heading to its end."""
        plan, heads = self.plan, self.hand.headings
        diagnoses = self._diagnoses()
        blocks = [
            NoteBlock(heads["before"], diagnoses, lines=len(diagnoses) > 1),
            NoteBlock(
                heads["after"],
                [NoteSentence([("Same.", ())])]
                if self.chance.happens(70)
                else [NoteSentence(list(one.pieces)) for one in diagnoses],
                lines=True,
            ),
            NoteBlock(heads["done"], self._titles(), lines=self.hand.counted),
        ]
        blocks += self._data()
        blocks.append(NoteBlock(heads["story"], self._story()))
        blocks.append(NoteBlock(heads["talk"], self.some(self.extra["consent"], "consent")))
        described = self._described()
        described[0].heading = heads["text"]
        blocks += described
        blocks += self._ending()
        misheard(blocks, plan.troubles, self.chance)
        return set_in_type(blocks)

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
        promised = self._promised()
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
        blood = self.chance.between(5, 90) * 10
        trouble = "see below" if self.plan.stay.mishaps else "none"
        other = self.chance.pick((f"Complications: {trouble}.", "Drains: one.", "Specimens: none.", "Counts: correct."))
        lines = ["Anesthesia: general.", f"Blood loss: {blood} mL.", other]
        return [NoteBlock("", [NoteSentence([(line, ())]) for line in self.chance.shuffled(lines)])]

    # The story

    def _story(self) -> list[NoteSentence]:
        """Tell why the patient came, what was done before, and what is known besides."""
        plan = self.plan
        said = [self.say("who", plan.indication.name)]
        said += self._past()
        if plan.difficulty >= 2 and plan.stay.comorbidities:
            told = [self.chance.pick(one.told) for one in plan.stay.comorbidities]
            said.append(self.say("illness", words={"illnesses": listed(told)}))
        said += self.some(self.extra["story"], "details")
        said += [*self.some(self.extra["examined"], "examined"), *self.some(self.extra["imaged"], "imaged")]
        if plan.gap != "level":
            others = self.chance.shuffled(self._others())
            drawn = self.chance.shuffled(phrases("distractors"))[: self.extra["others"]]
            said += [
                self._sentence(phrase, _NOTHING, {"other": other}, plain=False)
                for phrase, other in zip(drawn, others, strict=False)
            ]
        said += [self._told(one.told) for one in plan.stay.left_out]
        return said

    def _told(self, ways: Sequence[str]) -> NoteSentence:
        text = self.chance.pick(ways)
        for name in ("His", "his"):
            text = text.replace(f"{{{name}}}", self.slots["his"].capitalize() if name == "His" else self.slots["his"])
        return NoteSentence([(text, (Decided("left out"),))])

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

    # The operation

    def _described(self) -> list[NoteBlock]:
        """Write the operation, a paragraph for each time the patient is laid anew."""
        plan = self.plan
        blocks: list[NoteBlock] = []
        for _, group in groupby(enumerate(plan.stages), key=lambda pair: pair[1].technique.way):
            blocks.append(NoteBlock("", self._session(list(group), turned=bool(blocks))))
        if not blocks:
            blocks.append(NoteBlock("", self._without_fusion()))
        promised = self._promised()
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
            blocks[-1].sentences += self.some(self.extra["late"], "colour", "late")

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
            said.append(self.say("localized", words={"other": self._others()[0]}))
        if not turned and any(act.kind == "monitoring" for act in plan.procedures):
            said.append(self.say("monitored", about=self._acts("monitoring")))
        return said

    def _acts(self, *kinds: str, of: str = "", stage: Session | None = None) -> dict[str, Decided]:
        """Return what a sentence on some procedures decides: those of these kinds, of one thing, at the joints of one stage."""
        acts = tuple(
            act
            for act in self.plan.procedures
            if act.kind in kinds
            and (not of or act.of == of)
            and (stage is None or act.joint is None or act.joint in stage.joints)
        )
        return {kind: Decided(kind, acts=tuple(act for act in acts if act.kind == kind)) for kind in kinds}

    def _session(self, stages: list[tuple[int, Session]], turned: bool) -> list[NoteSentence]:
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
        """Write what becomes of old hardware, and how the old fusion is found; where it cannot be reached, what stays is told at the end."""
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

    def _screws(self, stage: Session) -> list[NoteSentence]:
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

    def _fused(self, n: int, stage: Session) -> list[NoteSentence]:
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

    def _discs(self, stage: Session, joints: tuple[Joint, ...]) -> Decided:
        acts = tuple(
            act for act in self.plan.procedures if act.kind == "discectomy" and act.joint in joints and act.extent == stage.extent
        )
        return Decided("discectomy", acts=acts)

    def _about(self, n: int, stage: Session, joints: tuple[Joint, ...]) -> dict[str, Decided]:
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

    def _bed(self, stage: Session) -> str:
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

    def _laid(self, stage: Session, told: tuple[Joint, ...]) -> str:
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

    def _bone_for(self, stage: Session) -> list[NoteSentence]:
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

    def _held(self, stages: list[Session]) -> list[NoteSentence]:
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

    # The end

    def _ending(self) -> list[NoteBlock]:
        """Write what follows the operation: the plan, the implant log, what went wrong, and what was added later."""
        plan, heads = self.plan, self.hand.headings
        after = [self.say("later stage")] if plan.kind == "staged" else []
        after += self.some(self.extra["after"], "after")
        blocks = [NoteBlock(heads["end"], after)]
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
            screws = {"screws and rods": 2 * len(stage.bones), "plate": 2 * len(stage.bones)}.get(stage.fixation, 0)
            if self.plan.gap != "level" and screws:
                lines += [f"Screw, {self.chance.between(12, 55)} mm, lot {self.chance.between(10000, 99999)}, quantity {screws}"]
                lines += [
                    f"{'Plate' if stage.fixation == 'plate' else 'Rod'}, lot {self.chance.between(10000, 99999)}, quantity {1 if stage.fixation == 'plate' else 2}"
                ]
            if stage.cages:
                lines.append(f"Interbody implant, lot {self.chance.between(10000, 99999)}, quantity {len(stage.joints)}")
        return [NoteSentence([(f"{line}.", ())]) for line in dict.fromkeys(lines)]
