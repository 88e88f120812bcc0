"""The bank: read without mercy, searched with help, and each of its questions fit to be asked."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu import data
from spine_edu.errors import DataError, UnknownQuestion
from spine_edu.quiz import Question, all_questions, bank, choose, exam_set, judge, question_named, read_question, verdict_table
from tests.quiz.samples import ENTRIES

BANK = (*all_questions(), *exam_set())
in_the_bank = pytest.mark.parametrize("question", BANK, ids=lambda question: question.id)


def entry(n: int) -> dict[str, Any]:
    return copy.deepcopy(ENTRIES[n])


@pytest.mark.parametrize(
    ("n", "change", "says"),
    [
        pytest.param(0, {"stem": None}, "stem: It must hold text", id="no stem"),
        pytest.param(0, {"verb": "know"}, "is not one of recall", id="a verb that cannot be observed"),
        pytest.param(0, {"sources": []}, "at least one key", id="no source"),
        pytest.param(0, {"reviewed": None}, "expected fields", id="not reviewed"),
        pytest.param(0, {"option": []}, "unknown field 'option'", id="a misspelt field"),
        pytest.param(0, {"kind": "essay"}, "is not one of single", id="no such kind"),
        pytest.param(0, {"hints": ["a", "b", "c", "d"]}, "three are enough", id="too many hints"),
        pytest.param(0, {"kind": "number"}, "unknown field 'options'", id="fields of another kind"),
        pytest.param(0, {"options": [{"text": "a", "correct": True, "why": "b"}]}, "two or more", id="one option"),
        pytest.param(0, {"options": "Fusion"}, "must be a list", id="options that are no list"),
        pytest.param(
            0, {"options": [{"text": "a", "correct": True, "why": "b"}, {"text": "b", "why": "c"}]}, "misconception", id="filler"
        ),
        pytest.param(0, {"options": [{"text": "a", "correct": "yes", "why": "b"}]}, "true or false", id="a key that is neither"),
        pytest.param(1, {"kind": "single"}, "exactly one option", id="two keys for a single choice"),
        pytest.param(2, {"answer": "four"}, "not a plain number", id="a number in words"),
        pytest.param(2, {"tolerance": "2"}, "lies within the tolerance", id="a near miss that is right"),
        pytest.param(3, {"answer": "0SG00A1"}, "not a valid ICD-10-PCS code", id="a code that does not exist"),
        pytest.param(3, {"on": "2015-09-30"}, "not a valid ICD-10-PCS code", id="a code before its day"),
        pytest.param(3, {"on": "14.1.2026"}, "is not a day", id="a day that is none"),
        pytest.param(
            3, {"traps": [{"code": "0SG0071", "why": "a", "misconception": "b"}]}, "is the answer", id="a trap that is right"
        ),
        pytest.param(
            3, {"traps": [{"position": "8", "value": "1", "why": "a", "misconception": "b"}]}, "1 to 7", id="an eighth character"
        ),
        pytest.param(4, {"on": "2015-10-01"}, "not a valid ICD-9-CM code", id="a code after its last day"),
        pytest.param(5, {"answer": "..."}, "is no term", id="a term without letters"),
        pytest.param(5, {"accept": ["Pseud-arthrosis."]}, "reads the same as 'pseudarthrosis'", id="a form accepted twice"),
        pytest.param(5, {"accept": ["Arthro desis"]}, "reads the same as", id="a term both right and wrong"),
        pytest.param(
            5,
            {"near": [{"forms": [], "why": "a", "misconception": "b"}]},
            "near 1, forms: It must list",
            id="no term in a near miss",
        ),
        pytest.param(
            5, {"near": [{"forms": ["fusion"], "why": "a"}]}, "near 1, misconception: ", id="a near miss that catches nothing"
        ),
        pytest.param(6, {"items": [{"text": "a", "why": "b"}] * 2}, "three to eight, all different", id="an order of two"),
        pytest.param(6, {"ends": ["top"]}, "names the first and the last place", id="an order with one end"),
        pytest.param(
            6,
            {"near": [{"before": "C1", "after": "C2", "why": "a", "misconception": "b"}]},
            "'C1' is none of the `items:`",
            id="a near miss of unknown items",
        ),
        pytest.param(
            6,
            {"near": [{"before": "Lumbar joint L4-L5", "after": "Lumbosacral joint L5-S1", "why": "a", "misconception": "b"}]},
            "does come before",
            id="a near miss that is right",
        ),
        pytest.param(7, {"headings": ["Column"]}, "names the items and the targets", id="one heading for two lists"),
        pytest.param(7, {"targets": ["anterior column"]}, "two or more, all different", id="a match with one target"),
        pytest.param(
            7,
            {"targets": ["front", "back"]},
            "items 1, match: 'anterior column' is not one of front, back",
            id="a partner unknown",
        ),
        pytest.param(
            7,
            {"items": [{"text": "a", "match": "both columns", "why": "b"}] * 2},
            "two to ten, all different",
            id="an item twice",
        ),
        pytest.param(
            7,
            {
                "items": [
                    {
                        "text": "a",
                        "match": "both columns",
                        "why": "b",
                        "near": [{"target": "both columns", "why": "c", "misconception": "d"}],
                    }
                ]
            },
            "never the right one",
            id="a near match that is right",
        ),
    ],
)
def test_a_broken_entry_is_refused_with_its_place(n: int, change: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=says) as refused:
        read_question({**entry(n), **change}, "questions/x.yml")
    assert "questions/x.yml: " in str(refused.value)
    assert ENTRIES[n]["id"] in str(refused.value)


@pytest.mark.parametrize("value", [None, [], "text", {}, {"id": 3}, {"id": "x"}, {"id": "x", "kind": []}], ids=repr)
def test_what_is_no_question_at_all_is_refused_the_same_way(value: Any) -> None:
    with pytest.raises(DataError, match=r"questions/x\.yml"):
        read_question(value, "questions/x.yml")


@pytest.fixture
def own_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A data folder of our own: the samples as lesson 'sample', all else as it is."""
    for path in data.root().iterdir():
        if path.name != "questions":
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "sample.yml").write_text(
        (Path(__file__).parent / "sample_questions.yml").read_text("utf-8"), "utf-8"
    )

    def forget() -> None:
        for cached in (data.document, bank.questions_of, bank.all_questions, bank.exam_set):
            cached.cache_clear()

    monkeypatch.setattr(data, "root", lambda: tmp_path)
    forget()
    yield forget
    monkeypatch.undo()
    forget()


@pytest.mark.usefixtures("own_bank")
def test_questions_are_found_by_id_by_lesson_and_by_objective() -> None:
    assert question_named("vertebrae-of-l3-s1").kind == "number"
    assert [q.id for q in choose("sample")] == [e["id"] for e in ENTRIES]
    assert len(choose("sample", objective="refusion")) == 4
    assert len(choose("sample", objective="refusion.pcs")) == 2
    assert [q.id for q in choose(["vertebrae-of-l3-s1", "refusion-root-operation"])] == [
        "vertebrae-of-l3-s1",
        "refusion-root-operation",
    ]


def test_what_is_kept_for_exams_is_met_by_no_learner() -> None:
    kept = {question.id for question in exam_set()}
    assert kept and not kept & {question.id for question in all_questions()}
    assert not any(name.endswith("-exam") for name in bank.lessons())
    with pytest.raises(UnknownQuestion):
        choose("refusion-exam")


@pytest.mark.usefixtures("own_bank")
def test_a_seed_draws_the_same_questions_for_ever() -> None:
    five = [entry["id"] for entry in ENTRIES[:5]]
    drawn = [q.id for q in choose(five, 3, seed=7)]
    assert drawn == [q.id for q in choose(five, 3, seed=7)]
    assert drawn == ["refusion-root-operation", "vertebrae-of-l3-s1", "companions-of-refusion"], (
        "a published seed must keep its quiz"
    )
    assert {tuple(q.id for q in choose(five, 3, seed=n)) for n in range(9)} != {tuple(drawn)}


@pytest.mark.usefixtures("own_bank")
@pytest.mark.parametrize(
    ("ask", "says"),
    [
        pytest.param(
            lambda: question_named("vertebrae-l3-s1"), "did you mean 'vertebrae-of-l3-s1'", id="a question nearly named"
        ),
        pytest.param(lambda: choose("samples"), "did you mean 'sample'", id="a quiz nearly named"),
        pytest.param(lambda: choose("sample", 99), f"99 questions were asked for; {len(ENTRIES)} fit", id="more than there are"),
        pytest.param(lambda: choose("sample", 0), "0 questions were asked for", id="none"),
        pytest.param(lambda: choose("sample", objective="knee"), "objective 'knee'", id="no such objective"),
    ],
)
def test_a_name_not_in_the_bank_is_answered_with_the_nearest(ask: Callable[[], Any], says: str) -> None:
    with pytest.raises(UnknownQuestion, match=says):
        ask()


def test_an_id_given_twice_is_refused(own_bank: Callable[[], None]) -> None:
    file = data.root() / "questions" / "sample.yml"
    file.write_text(file.read_text("utf-8") * 2, "utf-8")
    own_bank()
    with pytest.raises(DataError, match="stands twice"):
        choose("sample")


def test_ids_are_unique_over_the_whole_bank() -> None:
    ids = [question.id for question in BANK]
    twice = {id for id in ids if ids.count(id) > 1}
    assert not twice, f"data/questions: {twice} stand in two files"


@in_the_bank
def test_every_question_names_known_sources_and_misconceptions(question: Question) -> None:
    unknown = [name for name in question.sources if name not in data.document("sources.yml")]
    assert not unknown, f"{question.where}: {question.id}: {unknown} not in data/sources.yml"
    named = set(verdict_table(question)["ideas"])
    unnamed = sorted(named - set(data.document("misconceptions.yml")))
    assert not unnamed, f"{question.where}: {question.id}: {unnamed} not in data/misconceptions.yml"


@in_the_bank
def test_the_key_of_every_question_is_judged_right_and_every_near_miss_wrong(question: Question) -> None:
    wrong = [what for what, correct, _ in question.key() if not correct]
    assert judge(question, question.solution()).correct, f"{question.where}: {question.id}"
    assert not any(judge(question, [what] if question.kind == "multiple" else what).correct for what in wrong)


def test_the_right_option_does_not_always_stand_in_the_same_place() -> None:
    places = [[o.correct for o in q.options].index(True) for q in all_questions() if q.kind == "single"]
    if len(places) >= 8:
        most = max(map(places.count, places))
        assert most <= 0.6 * len(places), f"data/questions: {most} of {len(places)} single-choice keys stand in one place"
