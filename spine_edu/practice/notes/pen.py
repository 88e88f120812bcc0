"""An author's pen: draws phrases, fills them in and writes them as sentences, with what their marks decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.conditions import SELDOM, condition_of, so_of
from spine_edu.practice.notes.note import Decided, NoteSentence, Piece
from spine_edu.practice.notes.phrases import Phrase, phrases, written
from spine_edu.practice.notes.words import Hand, in_month
from spine_edu.practice.plans.plan import CasePlan
from spine_edu.text.lists import listed

_SOME = (
    "story",
    "examined",
    "imaged",
    "others",
    "consent",
    "exposure",
    "screwing",
    "spacing",
    "during",
    "late",
    "after",
    "findings",
    "residue",
)
_HOW_MANY = {
    1: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    2: (1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 1, 0, 0),
    3: (2, 1, 1, 1, 4, 1, 0, 1, 4, 2, 3, 0, 0),
    4: (4, 3, 2, 2, 6, 2, 2, 2, 5, 3, 4, 2, 0),
    5: (7, 6, 4, 3, 10, 4, 4, 3, 9, 5, 7, 5, 2),
}
"""By difficulty: how many sentences a note has of each kind that decides nothing."""

_PHASES = ("way in", "bone", "implants", "end")
"""When of an operation something is told that decides nothing."""
NOTHING: Mapping[str, Decided] = {}
NO_WORDS: Mapping[str, str] = {}


class Pen:
    """One note on its way: the plan, what is drawn for it, and the words that fill its phrases."""

    def __init__(self, plan: CasePlan, chance: Chance) -> None:
        self.plan, self.chance = plan, chance
        self.hand = Hand(chance)
        self.extra = dict(zip(_SOME, _HOW_MANY[plan.difficulty], strict=True))
        self.slots = self._slots()
        opened = not plan.stages or any(stage.approach == "open" for stage in plan.stages)
        self.drained = plan.given_up != "before anything" and chance.happens(50) and opened
        self.way = plan.meant_by.way
        self._groups = 0
        self._so: dict[str, frozenset[str]] = {}
        told = [(phase, n) for phase in _PHASES for n, one in enumerate(phrases("colour", "during", phase)) if self.holds(one)]
        drawn = chance.shuffled(told)
        self._colours = drawn[: self.extra["during"]]

    def _slots(self) -> dict[str, str]:
        """Return the words for what the whole note speaks of: the person, the joints of today and before, sides and sizes."""
        plan, chance, hand = self.plan, self.chance, self.hand
        he = plan.person.he
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
            "mri": in_month(plan.discharged, chance.between(1, 4)),
            "counted": {"cervical": "C2", "thoracic": "the last rib"}.get(plan.meant[0].region, "the sacrum"),
            "months": chance.pick(("six", "eight", "nine", "ten", "eleven", "fourteen", "eighteen")),
            "units": str(chance.between(5, 60) * 10),
            "pressure": str(chance.between(13, 17) * 5),
            "hemoglobin": f"{chance.between(7, 8)}.{chance.between(0, 9)}",
            "pseudarthrosis": hand.pseudarthrosis,
            "height": str(chance.between(6, 8) if plan.meant_by.way == "front of the neck" else chance.between(9, 14)),
            "size": chance.pick(("5.5", "6.5", "7.0", "7.5")),
        }
        harvest = next((act for act in plan.procedures if act.kind == "harvest"), None)
        slots["side-of-bone"] = (harvest.side or "") if harvest else ""
        return {**slots, **self._of_the_past(slots)}

    def _of_the_past(self, slots: Mapping[str, str]) -> dict[str, str]:
        """Return the words for the operation before, and when it was; where there was none, some month long ago."""
        earlier = self.plan.earlier
        when = in_month(self.plan.discharged, earlier.months if earlier else self.chance.between(30, 160))
        told = {"oldwhen-bare": when, "oldwhen": f"in {when}"}
        if earlier is None:
            return told
        solid = [joint for joint in earlier.joints if joint not in earlier.open_joints]
        kept = {"old": self.hand.span(earlier.joints), "kept": self.hand.list_of(solid), "oldbones": listed(earlier.bones)}
        named = {**slots, **kept, "oldwhen-bare": when}
        return {**told, **kept, "oldname": self._words("old", earlier.technique.name, slots=named)}

    def _weights(self) -> tuple[int, int]:
        """Return the least and the most that the patient may weigh, in pounds, with the illnesses that the note tells."""
        told = {one.code for one in self.plan.stay.comorbidities}
        return (97, 118) if told & {"E43", "E44.0"} else (247, 326) if "E66.01" in told else (124, 206)

    def others(self) -> list[str]:
        """Return joints near by that are neither fused today nor were before, the nearest first."""
        plan = self.plan
        taken = {*plan.meant, *(plan.earlier.joints if plan.earlier else ()), *self.promised()}
        near = sorted(
            (joint for joint in JOINTS if joint.has_disc and joint not in taken),
            key=lambda joint: abs(joint.place - plan.meant[0].place),
        )
        return [self.hand.level(joint) for joint in near[:4]]

    def promised(self) -> tuple[Joint, ...]:
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

    def holds(self, phrase: Phrase) -> bool:
        """Whether a phrase is true of this patient, while the way lies open that is open now."""
        only = condition_of(phrase)
        seldom = {"seldom"} if "seldom" in only.wanted and self.chance.happens(SELDOM) else set()
        if self.way not in self._so:
            self._so[self.way] = so_of(self.plan, self.way, self.drained)
        return only.holds(self._so[self.way] | seldom if seldom else self._so[self.way])

    def fitting(self, told: Sequence[Phrase]) -> list[Phrase]:
        """Return those of some phrases that are true here."""
        return [phrase for phrase in told if self.holds(phrase)]

    def say(
        self, *path: str, about: Mapping[str, Decided] = NOTHING, words: Mapping[str, str] = NO_WORDS, plain: bool = False
    ) -> NoteSentence:
        """Draw a phrase of a place of the file and write it as a sentence; `about` says what its marks decide."""
        return self.sentence(self.chance.pick(self.fitting(phrases(*path))), about, words, plain)

    def some(self, count: int, *path: str) -> list[NoteSentence]:
        """Draw several phrases of a place, none twice."""
        return self._plain(self.chance.shuffled(self.fitting(phrases(*path)))[:count])

    def in_order(self, count: int, told: Sequence[Phrase]) -> list[NoteSentence]:
        """Draw several phrases of a row, none twice, and keep them in the order of the row."""
        fits = self.fitting(told)
        drawn = sorted(self.chance.shuffled(range(len(fits)))[:count])
        return self._plain([fits[n] for n in drawn])

    def coloured(self, phase: str) -> list[NoteSentence]:
        """Write what was drawn of a phase of the operation and decides nothing, in the order of the file; once only."""
        told = phrases("colour", "during", phase)
        drawn = sorted(n for name, n in self._colours if name == phase)
        self._colours = [one for one in self._colours if one[0] != phase]
        return self._plain([told[n] for n in drawn])

    def _plain(self, told: Sequence[Phrase]) -> list[NoteSentence]:
        self._groups += 1
        said = [self.sentence(phrase, NOTHING, NO_WORDS, plain=True) for phrase in told]
        return [replace(sentence, group=self._groups) for sentence in said]

    def sentence(self, phrase: Phrase, about: Mapping[str, Decided], words: Mapping[str, str], plain: bool) -> NoteSentence:
        filled = {**self.slots, **words} if words else self.slots
        pieces: list[Piece] = [
            (text, tuple(about.get(fact) or Decided(fact) for fact in facts))
            for text, facts in written(phrase, self.chance, filled)
        ]
        first, decided = pieces[0]
        first = first.lstrip()
        small = first[0].islower()
        pieces[0] = (first[0].upper() + first[1:], decided)
        pieces[-1] = (pieces[-1][0].rstrip(" ,"), pieces[-1][1])
        if not pieces[-1][0].endswith((".", "?")):
            pieces.append((".", ()))
        return NoteSentence(pieces, plain, small)
