"""Questions whose answer is a place on the level map: one or more joints, or single columns of joints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spine_edu.anatomy import JOINTS, Joint, joint_named, joints_in, vertebra_named
from spine_edu.errors import SpineEduError
from spine_edu.files.entry import Entry
from spine_edu.quiz.contract import PlaceTable, Remark, ToldPlaceFace
from spine_edu.quiz.items import Choose, Item, Response
from spine_edu.quiz.model import NotAnAnswer, Part, Question, Verdict
from spine_edu.quiz.paper import Drawn, Line, Listing, Piece
from spine_edu.text.quoting import named, shown
from spine_edu.text.typed import tidy

COLUMNS = ("anterior", "posterior")
STATES = ("native", "healing", "solid", "pseudarthrosis", "initial", "refusion")
HARDWARE = {"screws and rods": "vertebrae", "screws": "vertebrae", "plate": "vertebrae", "interbody cage": "joint"}
_REGIONS = {"all": "O-S1", "cervical": "O-T1", "thoracic": "C7-L1", "lumbar": "T12-S1", "sacral": "L5-S1"}
_AGAIN = "Name the joints from above down, then read the question once more."


@dataclass(frozen=True)
class NearPlace:
    """A wrong place that a known way of thinking leads to; in a question of columns, a joint stands for both of its columns."""

    at: str
    why: str
    misconception: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Place(Question):
    """The answer is picked on the map: 'L4-L5', or 'L4-L5 anterior' where columns are asked.

    It is a list where several are to be picked. One place is right or not. Of several, each right one earns a share and each
    wrong one costs a share, as with ticks.
    """

    kind = "place"
    fields = ("map", "states", "hardware", "pick", "answer", "why", "near", "otherwise")

    map: str
    states: tuple[tuple[str, str, str], ...]  # joint, column, state
    hardware: tuple[tuple[str, tuple[str, ...]], ...]  # what, and its vertebrae or its joint
    pick: str
    answer: tuple[str, ...]
    why: str
    near: tuple[NearPlace, ...]
    otherwise: str

    @classmethod
    def read(cls, entry: Entry, common: dict[str, Any]) -> Question:
        """Read a place on a drawn map: its states and hardware, the right joints or columns, and near ones."""
        question = cls(
            map=entry.text("map"),
            states=_states(entry),
            hardware=entry.each("hardware", _hardware),
            pick=entry.one_of("pick", ("joint", "column"), "joint"),
            answer=entry.texts("answer"),
            why=entry.text("why"),
            near=entry.each("near", _near),
            otherwise=entry.text("otherwise", ""),
            **common,
        )
        _check(question, entry)
        return question

    @property
    def joints(self) -> tuple[Joint, ...]:
        """The joints that the map shows, cranial first."""
        return joints_shown(self.map)

    @property
    def spots(self) -> tuple[str, ...]:
        """All that can be picked, cranial first, anterior before posterior.

        The joints below the sacrum have no columns, so they are offered only where joints are picked.
        """
        if self.pick == "joint":
            return tuple(joint.name for joint in self.joints)
        return tuple(f"{joint} {column}" for joint in self.joints if joint.is_vertebral for column in COLUMNS)

    def drawing(self) -> dict[str, object]:
        """What the level map is to show, as `spine_edu.figures.asked` takes it."""
        states: dict[str, dict[str, str]] = {}
        for joint, column, state in self.states:
            states.setdefault(joint, {})[column] = state
        metal = [
            {"of": of, HARDWARE[of]: list(where) if HARDWARE[of] == "vertebrae" else where[0]} for of, where in self.hardware
        ]
        pelvis = [
            joint.name for joint in self.joints if joint.is_sacroiliac
        ]  # drawn once more from behind: from the side one hides the other
        asked = {"asks_columns": True} if self.pick == "column" else {}
        return {"states": states, "hardware": metal, "region": self.map, **({"show": pelvis} if pelvis else {}), **asked}

    @property
    def form(self) -> str:
        return f"a {self.pick} of {len(self.joints)} joints on the level map"

    def face(self, seed: int | str | None = None) -> ToldPlaceFace:
        return {
            **super().face(seed),
            "spots": list(self.spots),
            "several": len(self.answer) > 1,
            "pick": self.pick,
            "drawing": self.drawing(),
        }

    def paper(self, face: ToldPlaceFace) -> tuple[Piece, ...]:
        what = f"every {self.pick} that is meant" if face["several"] else f"the {self.pick} that is meant"
        return (Drawn(self.drawing()), Line(f"Mark {what}:"), Listing(tuple(map(label_of, face["spots"])), lettered=False))

    def solution(self) -> list[str]:
        return list(self.answer)

    def table(self) -> PlaceTable:
        near: dict[str, Remark] = {}
        for miss in self.near:
            for spot in self.spots:
                if miss.at in (spot, spot.split(" ")[0]):
                    near[spot] = {"why": miss.why, "idea": miss.misconception}
        return {"answer": list(self.answer), "why": self.why, "near": near, "otherwise": self.otherwise or _AGAIN}

    def read_answer(self, answer: object) -> list[str]:
        given = answer if isinstance(answer, list | tuple | set | frozenset) else [answer]
        picked = {tidy(item) for item in given}
        if not picked or not picked <= set(self.spots):
            raise NotAnAnswer(f"Pick a {self.pick} on the map or in the list.")
        if len(picked) > 1 and len(self.answer) == 1:
            raise NotAnAnswer(f"Pick one {self.pick} only.")
        return sorted(picked, key=self.spots.index)

    def weigh(self, table: PlaceTable, answer: list[str]) -> Verdict:
        keys = table["answer"]
        parts = tuple(self._part(table, spot) for spot in answer)
        hits = sum(part.correct for part in parts)
        if hits == len(keys) == len(parts):
            return Verdict(True, True, 1.0, table["why"], parts=parts)
        if len(keys) == 1:
            return Verdict(True, False, 0.0, parts[0].why, parts[0].misconception, parts)
        wrong = len(parts) - hits
        why = f"You picked {hits} of {len(keys)} right and {wrong} wrong."
        return Verdict(True, False, max(0, hits - wrong) / len(keys), why, parts=parts)

    def key(self) -> tuple[tuple[str, bool, str], ...]:
        right = tuple((spot, True, self.why if n == 0 else "Also to be picked.") for n, spot in enumerate(self.answer))
        return (*right, *((miss.at, False, miss.why) for miss in self.near))

    def elsewhere(self) -> tuple[Item, ...]:
        table = self.table()
        judged = ((self._part(table, spot), spot in self.answer) for spot in self.spots)
        answers = tuple(
            Response(part.label, right, self.why if right else part.why, part.misconception) for part, right in judged
        )
        form = Choose(answers, several=len(self.answer) > 1, ordered=True)
        return (self.item(form, "A place is chosen from a list beside the map, not picked on it.", drawing=self.drawing()),)

    def _part(self, table: PlaceTable, spot: str) -> Part:
        if spot in table["answer"]:
            return Part(label_of(spot), True, "")
        if spot in table["near"]:
            return Part(label_of(spot), False, table["near"][spot]["why"], table["near"][spot]["idea"])
        joint_is_right = spot.split(" ")[0] in {key.split(" ")[0] for key in table["answer"]}
        said = "The joint is right, the column is not." if joint_is_right else f"You picked {label_of(spot)}."
        return Part(label_of(spot), False, f"{said} {table['otherwise']}")


def joints_shown(map: str) -> tuple[Joint, ...]:
    """Return the joints that a level map of a region or a construct shows, cranial first.

    >>> joints_shown("L3-S1"), len(joints_shown("cervical"))
    ((L3-L4, L4-L5, L5-S1), 8)
    """
    below = tuple(joint for joint in JOINTS if not joint.is_vertebral)
    return (*joints_in(_REGIONS.get(map, map)), *(below if map in ("all", "sacral") else ()))


def label_of(spot: str) -> str:
    """Return how a place is called.

    >>> label_of("L4-L5 anterior"), label_of("SI-left")
    ('L4-L5, anterior column', 'SI-left')
    """
    joint, _, column = spot.partition(" ")
    return f"{joint}, {column} column" if column else joint


def _near(entry: Entry) -> NearPlace:
    entry.only("at", "why", "misconception")
    return NearPlace(entry.text("at"), entry.text("why"), entry.text("misconception"))


def _states(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    given = entry.value.get("states")
    if given is None:
        return ()
    if not isinstance(given, Mapping):
        problem = f"It must map a joint to its columns, got {shown(given)}."
        raise entry.fault(problem, "Write it like `L4-L5: {anterior: solid}`.", "states")
    read = []
    for joint, columns in given.items():
        name = _named(joint_named, joint, entry, "states", joint).name
        told = Entry(columns, entry.spot.at("states", name))
        told.only(*COLUMNS)
        read += [(name, column, told.one_of(column, STATES)) for column in COLUMNS if column in told.value]
    return tuple(read)


def _hardware(entry: Entry) -> tuple[str, tuple[str, ...]]:
    of = entry.one_of("of", tuple(HARDWARE))
    entry.only("of", HARDWARE[of])
    if HARDWARE[of] == "joint":
        joint = _named(joint_named, entry.text("joint"), entry, "joint")
        if not joint.has_disc:
            raise entry.fault(f"{joint} has no disc for a cage.", "Name one from C2-C3 to L5-S1.", "joint")
        return of, (joint.name,)
    names = entry.texts("vertebrae")
    vertebrae = tuple(_named(vertebra_named, name, entry, "vertebrae", n) for n, name in enumerate(names))
    if not vertebrae:
        raise entry.fault(f"It must name those that hold the {of}.", "Write them like [L4, L5].", "vertebrae")
    return of, vertebrae


def _named(reader: Any, text: object, entry: Entry, *path: str | int) -> Any:
    try:
        return reader(text)
    except SpineEduError as error:
        raise entry.fault(str(error), "Change the name.", *path) from error


def _check(question: Place, entry: Entry) -> None:
    """Refuse a place that the map does not show, and a near miss that is right."""
    _named(joints_shown, question.map, entry, "map")
    spots = ", ".join(question.spots)
    lost = [spot for spot in question.answer if spot not in question.spots]
    if lost or not question.answer or len(set(question.answer)) < len(question.answer):
        got = shown(lost[0]) if lost else named(", ".join(question.answer)) or "nothing"
        problem = f"It holds {got}; it must hold one or more of {spots}, each once."
        raise entry.fault(problem, "Name what the map shows.", "answer")
    seen = {*map(str, question.joints), *(bone for joint in question.joints for bone in joint.vertebrae)}
    told = {
        "states": [joint for joint, _, _ in question.states],
        "hardware": [at for _, places in question.hardware for at in places],
    }
    for field, places in told.items():
        hidden = [place for place in places if place not in seen]
        if hidden:
            raise entry.fault(
                f"It tells of {hidden[0]}, which the map {question.map!r} does not show.", "Choose a wider map.", field
            )
    for n, miss in enumerate(question.near):
        meant = [spot for spot in question.spots if miss.at in (spot, spot.split(" ")[0])]
        if not meant:
            raise entry.fault(f"the near miss {shown(miss.at)} is not on the map.", f"Name one of {spots}.", "near", n, "at")
        if set(meant) & set(question.answer):
            raise entry.fault(f"the near miss {shown(miss.at)} is among the answers.", "Name a wrong place.", "near", n, "at")
