"""What Python tells the browser is what the contract says, to the last key, and the types of the scripts say the same."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from spine_edu.cases import all_cases
from spine_edu.figures.alignment import column_bend, neck_nod, sagittal_profile
from spine_edu.figures.plates.bones import pedicle_screw
from spine_edu.figures.plates.person.root_told import RootTold
from spine_edu.lesson import herniations
from spine_edu.quiz import Question, all_questions, contract
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.coding.builder import BuilderTables, CodeBuilder
from spine_edu.widgets.coding.picker import LevelPicker, Picked, PickerAnswer, PickerWords
from spine_edu.widgets.coding.story import Story
from spine_edu.widgets.coding.timeline import TimelineView
from spine_edu.widgets.glossary import Glossary, TermRow
from spine_edu.widgets.turning.body import BodySheet, RootFinder
from spine_edu.widgets.turning.column import ColumnBender
from spine_edu.widgets.turning.nod import NeckCounter
from spine_edu.widgets.turning.profile import PelvisProfile
from spine_edu.widgets.turning.screw import PedicleScrew
from spine_edu.widgets.turning.views import View
from tests.quiz.samples import CASE, HOSTILE, HOSTILE_LINKED, LINKED, SAMPLES, SINGLE
from tests.widgets.telling import tell
from tests.widgets.telling import told as given
from tests.widgets.unpack import unpacked
from tools.contract import TARGET, sources, written

KINDS: dict[str, tuple[Any, Any]] = {
    "single": (contract.ChoiceFace, contract.ChoiceTable),
    "multiple": (contract.ChoiceFace, contract.ChoiceTable),
    "number": (contract.NumberFace, contract.NumberTable),
    "ICD-10-PCS": (contract.PcsFace, contract.PcsTable),
    "ICD-9-CM": (contract.CodeFace, contract.Icd9Table),
    "text": (contract.Face, contract.TextTable),
    "order": (contract.OrderFace, contract.OrderTable),
    "match": (contract.MatchFace, contract.MatchTable),
    "place": (contract.DrawnPlaceFace, contract.PlaceTable),
    "part": (contract.DrawnPartFace, contract.ChoiceTable),
    "tag": (contract.TagFace, contract.TagTable),
    "query": (contract.QueryFace, contract.QueryTable),
    "case": (contract.CaseFace, contract.CaseTable),
}
"""The face and the verdict table of each kind; of codes, of each system."""

QUESTIONS = (*SAMPLES.values(), *LINKED.values(), *HOSTILE, *HOSTILE_LINKED, *all_questions())


def faults(value: Any, hint: Any, where: str = "it") -> Iterator[str]:
    """Say where a value is not of a type.

    The keys of a TypedDict are all there are, but where any kind of face or table may stand.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        yield from faults(value, inner[0], where)
    elif origin is UnionType:
        if all(any(faults(value, one)) for one in inner):
            yield f"{where} is {value!r:.60}"
    elif is_typeddict(hint) and isinstance(value, dict):
        hints = get_type_hints(hint, include_extras=True)
        may_lack = {name for name, one in hints.items() if get_origin(one) is NotRequired}
        spare = set() if hint in (contract.Face, contract.Table) else set(value) - set(hints)
        yield from (f"{where} has {name!r} besides" for name in spare)
        yield from (f"{where} lacks {name!r}" for name in set(hints) - set(value) - may_lack)
        for name in set(hints) & set(value):
            yield from faults(value[name], hints[name], f"{where}.{name}")
    elif origin is dict and isinstance(value, dict):
        for name, one in value.items():
            yield from faults(one, inner[1], f"{where}[{name!r}]")
    elif origin in (list, tuple) and isinstance(value, (list, tuple)):
        kinds = inner if origin is tuple else inner * len(value)
        if len(kinds) != len(value):
            yield f"{where} holds {len(value)} values"
        for n, (one, kind) in enumerate(zip(value, kinds, strict=False)):
            yield from faults(one, kind, f"{where}[{n}]")
    elif hint is not Any:
        plain = {float: (int, float), type(None): type(None)}.get(hint, hint)
        if is_typeddict(hint) or origin or not isinstance(value, plain) or (isinstance(value, bool) and hint is not bool):
            yield f"{where} is {value!r:.60}"


def told(question: Question, face: dict[str, Any], table: dict[str, Any]) -> Iterator[str]:
    """Say where the face and the table of a question, or of one of its parts, are not as their kind has them."""
    face_type, table_type = KINDS[getattr(question, "system", question.kind)]
    yield from faults(face, face_type, f"the face of {question.id!r:.60}")
    yield from faults(table, table_type, f"the table of {question.id!r:.60}")
    for n, part in enumerate(question.parts):
        yield from told(part, face["parts"][n], table["parts"][n])


def test_the_types_of_the_scripts_say_what_the_program_says() -> None:
    assert TARGET.read_text("utf-8") == written(sources()), "run python3 tools/contract.py"


@pytest.mark.parametrize("seed", [None, 7])
def test_every_question_is_told_as_its_kind_has_it(seed: int | None) -> None:
    quiz = Quiz(QUESTIONS, seed=seed)
    for question, face, table in zip(QUESTIONS, quiz.faces, quiz.tables, strict=True):
        own = {name: value for name, value in face.items() if name in ("objective", "ask_confidence")}
        known = {name: value for name, value in table.items() if name in ("ideas", "sources")}
        rest = (
            {name: face[name] for name in face.keys() - own.keys()},
            {name: table[name] for name in table.keys() - known.keys()},
        )
        assert [*told(question, *rest)] == []
        assert [*faults({**dict.fromkeys(("id", "kind", "stem"), ""), "hints": [], **own}, contract.AskedFace)] == []
        assert [*faults(known, contract.AskedTable)] == []
    assert {getattr(question, "system", question.kind) for question in QUESTIONS} == set(KINDS)


def test_what_is_kept_of_an_answer_is_as_the_contract_says() -> None:
    for question in (SINGLE, CASE):
        fresh = QuizCard(question)
        tell(fresh, *(given(part.solution(), part=part.id) for part in question.parts), given(question.solution()))
        again = QuizCard(question)
        assert again.tries > fresh.tries, "what was told is known to the next card"
        for card in (fresh, again):
            record = {name: getattr(card, name) for name in get_type_hints(contract.QuestionRecord)}
            assert [*faults(record, contract.QuestionRecord)] == []
    assert [*faults(given("L4-L5"), contract.Given)] == []


def test_what_a_quiz_adds_is_as_the_contract_says() -> None:
    quiz = Quiz(all_questions())
    assert [*faults(quiz.records, list[contract.QuestionRecord])] == []
    assert [*faults(quiz.objectives, dict[str, contract.Taught])] == []
    assert [*faults(quiz.beliefs, dict[str, contract.Belief])] == []


@pytest.mark.thorough
def test_every_tool_is_told_as_the_contract_says() -> None:
    timelines = [TimelineView(case) for case in all_cases()]
    picker, faulty = LevelPicker("L4-L5", "L5-S1"), LevelPicker()
    faulty.asked = {**faulty.asked, "turn": 1, "discharged": "never"}
    told_of: list[tuple[Any, Any]] = [
        (picker.words, PickerWords),
        (picker.asked, Picked),
        (picker.answered, PickerAnswer),
        (faulty.answered, PickerAnswer),
        *((unpacked(timeline.story), Story) for timeline in timelines),
        (unpacked(CodeBuilder().tables), BuilderTables),
        (Glossary().terms, list[TermRow]),
        (unpacked(herniations("L4-L5").views), list[View]),
        (ColumnBender().table, column_bend.BendTable),
        (PelvisProfile().table, sagittal_profile.ProfileTable),
        (NeckCounter().table, neck_nod.NeckTable),
        (PedicleScrew().table, pedicle_screw.ScrewTable),
        (RootFinder().sheets, list[BodySheet]),
        (RootFinder().roots, list[RootTold]),
    ]
    assert [fault for value, hint in told_of for fault in faults(value, hint)] == []


@pytest.mark.parametrize(
    ("value", "hint", "fault"),
    [
        ({"why": "x"}, contract.Remark, "it lacks 'idea'"),
        ({"why": "x", "idea": "", "ideas": []}, contract.Remark, "it has 'ideas' besides"),
        ({"why": "x", "idea": None}, contract.Remark, "it.idea is None"),
        ([1, True], list[int], "it[1] is True"),
        ([1], tuple[int, int], "it holds 1 values"),
        (3, str | None, "it is 3"),
    ],
)
def test_what_is_not_as_the_contract_says_is_found(value: Any, hint: Any, fault: str) -> None:
    assert [*faults(value, hint)] == [fault]
