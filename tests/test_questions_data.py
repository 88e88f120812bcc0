"""The questions we ship, read as a reviewer reads them: keys that hold, options that are fair, feedback that teaches.

That the bank can be read, and that every key is judged right, is tested in tests/quiz/test_bank.py.
"""

from __future__ import annotations

import datetime
import difflib
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from spine_edu import data
from spine_edu.cases import case_named
from spine_edu.coding.engine import codes_for
from spine_edu.operation import Operation, read_operation
from spine_edu.quiz import Question, all_questions, choose, judge, lessons, pcs, question_named
from spine_edu.quiz.choice import Choice
from spine_edu.quiz.code import Code
from spine_edu.quiz.number import Number
from tests.conftest import ROOT

QUESTIONS = all_questions()
CHOICES = [question for question in QUESTIONS if isinstance(question, Choice)]
SINGLES = [question for question in CHOICES if question.kind == "single"]
CODES = [question for question in QUESTIONS if isinstance(question, Code)]

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
every_choice = pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.id)
every_code = pytest.mark.parametrize("question", CODES, ids=lambda question: question.id)


def place_of(question: Question) -> str:
    return f"data/{question.where}, {question.id}"


# Keys: what the answer rests on


def fused(joint: str, status: str, column: str, direction: str, *materials: str) -> dict[str, Any]:
    return {
        "joint": joint, "status": status, "column": column, "direction": direction, "approach": "open", "materials": list(materials),
    }  # fmt: skip


def done(on: str, *fusions: dict[str, Any], procedures: Iterable[dict[str, Any]] = (), principal: str = "M96.0") -> Operation:
    return read_operation(
        {"discharged": on, "diagnoses": {"principal": principal}, "fusions": list(fusions), "procedures": list(procedures)}
    )


BEHIND, FRONT, THROUGH = ("posterior", "posterior"), ("anterior", "anterior"), ("anterior", "posterior")
OWN, DONOR, CREST = "local autograft", "allograft", "harvested autograft"
DONOR_CAGE, OWN_CAGE = ("interbody cage", "allograft"), ("interbody cage", "local autograft")
GARDENER, DRIVER = case_named("mixed-l3-l5"), case_named("failed-acdf-c4-c7")
OLD_CAGE_OUT = {"kind": "removal", "of": "interbody device", "joint": "L4-L5", "approach": "open"}

TOLD: dict[str, Operation] = {
    "step-two-codes-icd9": GARDENER.operation.on("2012-06-12"),
    "step-joints-in-note": GARDENER.operation,
    "faded-device": GARDENER.change("L3-L4", "posterior", materials=["allograft"]),
    "faded-count": done("2014-03-01", fused("L4-L5", "refusion", *BEHIND, OWN), fused("L5-S1", "initial", *BEHIND, OWN)),
    "new-icd9": DRIVER.operation.on("2014-03-01"),
    "new-pcs": DRIVER.operation,
    "new-count": DRIVER.operation.on("2014-03-01"),
    "refusion-neck-front": done("2014-06-10", fused("C5-C6", "refusion", *FRONT, *DONOR_CAGE)),
    "refusion-cage-from-behind": done("2011-09-20", fused("L4-L5", "refusion", *THROUGH, *OWN_CAGE)),
    "refusion-in-2000": done("2000-05-09", fused("L4-L5", "refusion", *BEHIND, OWN)),
    "refusion-codes-2014": done("2014-06-20", fused("L5-S1", "refusion", *FRONT, *DONOR_CAGE), fused("L4-L5", "initial", *BEHIND, OWN)),
    "refusion-count-rods": done(
        "2013-03-20",
        fused("L2-L3", "refusion", *BEHIND, OWN),
        fused("L4-L5", "initial", *BEHIND, OWN),
        procedures=[{"kind": "instrumentation", "of": "screws and rods", "vertebrae": ["L2", "L3", "L4", "L5", "S1"]}],
    ),
    "refusion-from-the-front": done("2026-01-20", fused("L5-S1", "refusion", *FRONT, *DONOR_CAGE)),
    "refusion-thoracolumbar": done("2016-03-15", fused("T12-L1", "refusion", *BEHIND, CREST)),
    "refusion-c7-t1": done("2025-02-11", fused("C7-T1", "refusion", *BEHIND, DONOR)),
    "refusion-custom-cage": done("2026-11-10", fused("L4-L5", "refusion", *FRONT, "custom-made interbody device", DONOR)),
    "refusion-old-cage-out": done("2026-03-20", fused("L4-L5", "refusion", *THROUGH, *OWN_CAGE), procedures=[OLD_CAGE_OUT]),
    "refusion-how-many-codes": done(
        "2026-02-11",
        fused("L3-L4", "initial", *BEHIND, OWN),
        fused("L4-L5", "refusion", *BEHIND, OWN),
        fused("L5-S1", "refusion", *BEHIND, OWN),
    ),
}  # fmt: skip
"""The operation that a stem tells in words. A question about codes or counts has one here, so that the engine answers it too."""


def counted(operation: Operation) -> int:
    return len({bone for joint in operation.joints for bone in (joint.upper, joint.lower)})


@every_code
def test_a_code_question_has_the_answer_of_the_engine(question: Code) -> None:
    assert question.id in TOLD, f"{place_of(question)}: tell its operation in TOLD of tests/test_questions_data.py"
    operation = TOLD[question.id]
    assert operation.discharged == question.on, f"{place_of(question)}: `on:` is not the day of the operation in TOLD"
    answer = codes_for(operation)
    assert not answer.queries, f"{place_of(question)}: the engine would ask {answer.queries}"
    assert question.answer in answer.codes, f"{place_of(question)}: the engine says {answer.codes}"
    for trap in question.traps:
        if not trap.at and trap.value in answer.codes:
            told = f"{place_of(question)}: {trap.value} is a right code too; say that it stands beside the one asked for"
            assert "beside" in trap.why, told


@pytest.mark.parametrize("id", ["step-two-codes-icd9", "refusion-codes-2014"])
def test_a_list_of_codes_has_the_answer_of_the_engine(id: str) -> None:
    question = question_named(id)
    assert isinstance(question, Choice)
    answer = codes_for(TOLD[id])
    offered = {option.text.split()[0]: option.correct for option in question.options}
    titles = {row["code"] for row in data.table("icd9cm")}
    assert set(offered) <= titles, f"{place_of(question)}: not in data/codes/icd9cm.csv: {set(offered) - titles}"
    right = {code for code, correct in offered.items() if correct}
    fusions = {code.code for code in answer.icd9_fusion} | ({answer.icd9_count.code} if answer.icd9_count else set())
    assert fusions <= right <= set(answer.codes), f"{place_of(question)}: the engine says {answer.codes}"
    assert not (set(offered) - right) & set(answer.codes), f"{place_of(question)}: a wrong option is a code of the engine"


@pytest.mark.parametrize(
    ("id", "number"),
    [
        pytest.param("step-joints-in-note", len(TOLD["step-joints-in-note"].joints), id="joints of the gardener"),
        pytest.param("new-count", counted(TOLD["new-count"]), id="vertebrae of the driver"),
        pytest.param("refusion-count-rods", counted(TOLD["refusion-count-rods"]), id="vertebrae under long rods"),
        pytest.param(
            "refusion-how-many-codes", len(codes_for(TOLD["refusion-how-many-codes"]).pcs_fusion), id="codes of three joints"
        ),
    ],
)
def test_a_count_has_the_answer_of_the_engine(id: str, number: int) -> None:
    question = question_named(id)
    assert isinstance(question, Number)
    assert question.answer == str(number), f"{place_of(question)}: the key says {question.answer}, the engine {number}"


@pytest.mark.parametrize("status", ["initial", "refusion"])
def test_status_alone_never_moves_a_case_to_another_class(status: str) -> None:
    """What `refusion-same-class` teaches."""
    operation = done("2026-02-11", fused("L4-L5", status, *BEHIND, OWN), principal="M48.061")
    answer = codes_for(operation)
    assert [code.code for code in answer.pcs_fusion] == ["0SG0071"]
    assert answer.grouping is not None
    assert answer.grouping.drg == "451"


def test_no_row_of_the_map_leads_back_to_a_refusion() -> None:
    """What `refusion-vanished` teaches."""
    back = [row for row in data.table("gems") if len(row["source_code"]) == 7]
    assert back, "data/codes/gems.csv: no rows from ICD-10-PCS back to ICD-9-CM"
    assert not [row for row in back if row["target_code"].replace(".", "").startswith("813")]


@every_code
def test_a_trap_is_a_code_or_a_character_that_somebody_could_choose(question: Code) -> None:
    ever = {row["code"] for name in ("icd9cm", "icd10pcs_fusion", "icd10pcs_companion") for row in data.table(name)}
    tables = pcs.tables_on(question.on, frozenset())
    for trap in question.traps:
        if not trap.at:
            assert trap.value in ever, f"{place_of(question)}: {trap.value} was never a code"
        elif trap.at == "3":
            assert question.answer[:2] + trap.value in tables, f"{place_of(question)}: no table {question.answer[:2]}{trap.value}"
        else:
            labels = tables[question.answer[:3]]["labels"][int(trap.at) - 4]
            assert trap.value in labels, f"{place_of(question)}: {trap.value} is no value of character {trap.at} on {question.on}"


# Options: fair


@every_choice
def test_options_are_of_comparable_length(question: Choice) -> None:
    lengths = [len(option.text) for option in question.options]
    assert max(lengths) <= 1.6 * min(lengths) + 20, f"{place_of(question)}: lengths {lengths} tell more than the words"


@every_choice
def test_no_option_speaks_of_the_other_options(question: Choice) -> None:
    lazy = re.compile(r"\b(all|none|both|neither) of (the )?(above|these|them)\b", re.I)
    assert not [option.text for option in question.options if lazy.search(option.text)], place_of(question)


@every_choice
def test_options_share_a_form(question: Choice) -> None:
    marks = {option.text[-1] in ".?!" and option.text[-1] for option in question.options}
    assert len(marks) == 1, f"{place_of(question)}: options end in {marks}"
    first = {option.text[0].isupper() or not option.text[0].isalpha() for option in question.options}
    assert first == {True}, f"{place_of(question)}: an option starts with a small letter"


def at_least(k: int, chances: list[float]) -> float:
    """The chance of k hits or more, when the n-th try hits with its own chance."""
    spread = [1.0]
    for p in chances:
        spread = [a * (1 - p) + b * p for a, b in zip([*spread, 0.0], [0.0, *spread], strict=True)]
    return sum(spread[k:])


def test_the_arithmetic_of_chance_is_right() -> None:
    assert at_least(0, [0.5]) == 1
    assert at_least(2, [0.5, 0.5]) == 0.25
    assert round(at_least(1, [0.25] * 4), 4) == round(1 - 0.75**4, 4)


def key_of(question: Choice) -> int:
    return [option.correct for option in question.options].index(True)


@pytest.mark.parametrize("pick", [max, min], ids=["longest", "shortest"])
def test_the_right_option_is_not_given_away_by_its_length(pick: Any) -> None:
    hits = 0
    for question in SINGLES:
        lengths = [len(option.text) for option in question.options]
        hits += lengths[key_of(question)] == pick(lengths)
    chance = at_least(hits, [1 / len(question.options) for question in SINGLES])
    assert chance > 0.05, f"data/questions: in {hits} of {len(SINGLES)} the {pick.__name__} option is right; guessing would pay"


@pytest.mark.parametrize("place", range(4), ids=["first", "second", "third", "fourth"])
def test_the_right_option_stands_in_every_place_about_as_often(place: int) -> None:
    able = [question for question in SINGLES if len(question.options) > place]
    hits = sum(key_of(question) == place for question in able)
    chances = [1 / len(question.options) for question in able]
    assert at_least(hits, chances) > 0.02, f"data/questions: place {place + 1} is right in {hits} of {len(able)}"
    assert 1 - at_least(hits + 1, chances) > 0.02, f"data/questions: place {place + 1} is right in only {hits} of {len(able)}"


def test_a_multiple_choice_key_is_neither_one_option_nor_all() -> None:
    for question in CHOICES:
        keys = sum(option.correct for option in question.options)
        if question.kind == "multiple":
            assert 1 < keys < len(question.options), f"{place_of(question)}: {keys} of {len(question.options)} are right"


# Stems: clear


INSTRUCTION = re.compile(r"(Code|Name|Tick|Write|Choose|Mark) ")


@every_question
def test_a_stem_ends_with_a_question_or_an_instruction(question: Question) -> None:
    last = re.split(r"(?<=[.?!]) ", question.stem)[-1]
    asks = last.endswith("?") or (last.endswith(".") and INSTRUCTION.match(last))
    assert asks, f"{place_of(question)}: ends with {last!r}; ask, or say what to do"


@every_code
def test_the_stem_of_a_code_question_tells_the_year(question: Code) -> None:
    """A code is right on a day, and on paper the stem is all there is."""
    assert question.on[:4] in question.stem, f"{place_of(question)}: name the year {question.on[:4]} in the stem"


@every_question
def test_a_stem_asks_for_what_is_and_not_for_an_exception(question: Question) -> None:
    assert not re.search(r"\bEXCEPT\b|\bNOT\b|\bexcept(ion)?\b", question.stem), f"{place_of(question)}: turn the stem round"


def texts_of(question: Question) -> Iterator[str]:
    yield question.stem
    yield from question.hints
    for what, _, why in question.key():
        yield f"{what}. {why}"
    yield from (getattr(question, name, "") for name in ("otherwise", "unit"))
    yield from getattr(question, "reasons", ())


def test_no_two_questions_ask_the_same() -> None:
    alike = difflib.SequenceMatcher(autojunk=False)
    for one in QUESTIONS:
        alike.set_seq2(one.stem.casefold())
        for other in QUESTIONS:
            if one.id < other.id:
                alike.set_seq1(other.stem.casefold())
                if alike.real_quick_ratio() > 0.75 and alike.quick_ratio() > 0.75:
                    assert alike.ratio() <= 0.75, f"data/questions: {one.id} and {other.id} ask nearly the same"


# Feedback: teaches


@every_question
def test_every_answer_gives_its_reason(question: Question) -> None:
    reasons = [why for _, _, why in question.key()]
    thin = [why for why in reasons if len(why.split()) < 6 or re.match(r"(Incorrect|Wrong|No|Correct|Right)\b[.,!]", why)]
    assert not thin, f"{place_of(question)}: feedback that only judges: {thin}"


@every_choice
def test_no_two_options_share_their_feedback(question: Choice) -> None:
    reasons = [option.why for option in question.options]
    assert len(set(reasons)) == len(reasons), place_of(question)


@every_choice
def test_a_wrong_option_names_the_belief_behind_it(question: Choice) -> None:
    beliefs = data.document("misconceptions.yml")
    for option in question.options:
        assert option.correct or option.misconception in beliefs, f"{place_of(question)}: {option.text!r}"


@every_choice
def test_a_chosen_option_is_answered_with_its_own_reason(question: Choice) -> None:
    for option in question.options:
        verdict = judge(question, [option.text] if question.kind == "multiple" else option.text)
        said = [verdict.why, *(part.why for part in verdict.parts)]
        assert option.why in said, f"{place_of(question)}: {option.text!r} is not explained"
        assert verdict.sources == question.sources


def named_by(question: Question) -> set[str]:
    if isinstance(question, Choice):
        return {option.misconception for option in question.options} - {""}
    misses = question.near if isinstance(question, Number) else question.traps if isinstance(question, Code) else ()
    return {miss.misconception for miss in misses}


def test_every_belief_about_refusion_is_caught_by_a_question() -> None:
    speaks = re.compile(r"refus|nonunion|fused before|repeated", re.I)
    about = {
        id
        for id, entry in data.document("misconceptions.yml").items()
        if speaks.search(f"{id} {entry['text']} {entry['refutation']}")
    }
    assert len(about) > 10
    caught = set().union(*(named_by(question) for question in QUESTIONS))
    assert about <= caught, f"data/questions: no question catches {sorted(about - caught)}"


@every_question
def test_the_review_stamp_is_a_day_that_has_passed(question: Question) -> None:
    day = datetime.date.fromisoformat(question.reviewed_on)
    assert datetime.date(2026, 11, 1) <= day, place_of(question)
    assert question.reviewed_against, place_of(question)


BRITISH = re.compile(
    r"\b(\w*colour|centre|fibre|tumour|neighbour|labour|favour|behaviour|anaesth|haem|oedema|paed|orthopaed|ageing|grey|sceptic|"
    r"programme|catalogue|practise|\w+isation|stabilis|mobilis|minimis|analys(e|ed|ing)\b|remodell|labell|travell)",
    re.I,
)


@every_question
def test_no_joint_is_refused(question: Question) -> None:
    """'Refused' reads as 'declined'; a joint is fused again."""
    assert not [text for text in texts_of(question) if re.search(r"\brefuse[sd]?\b", text)], place_of(question)


@every_question
def test_the_spelling_is_american(question: Question) -> None:
    found = [match.group() for text in texts_of(question) for match in [BRITISH.search(text)] if match]
    assert not found, f"{place_of(question)}: {found}"


# The bank as a whole


def test_recall_stays_the_smaller_part() -> None:
    for lesson in lessons():
        verbs = Counter(question.verb for question in choose(lesson))
        if verbs.total() >= 6:
            assert verbs["recall"] * 3 <= verbs.total(), (
                f"data/questions/{lesson}.yml: {verbs['recall']} of {verbs.total()} only recall"
            )
            assert len(verbs) >= 3, f"data/questions/{lesson}.yml: only {sorted(verbs)}"


@pytest.mark.parametrize("objective", ["define", "tell-apart", "read-note", "reasons", "code-icd9", "code-pcs", "consequence"])
def test_the_refusion_test_asks_each_objective_at_least_twice(objective: str) -> None:
    assert len(choose("refusion", objective=f"refusion.{objective}")) >= 2


@pytest.mark.parametrize(("kind", "least"), [("single", 6), ("multiple", 4), ("number", 3), ("code", 5)])
def test_the_refusion_test_asks_in_every_way(kind: str, least: int) -> None:
    assert sum(question.kind == kind for question in choose("refusion")) >= least


def test_code_questions_span_both_systems_and_several_years() -> None:
    years = {(question.system, question.on[:4]) for question in CODES}
    assert len({year for system, year in years if system == "ICD-9-CM"}) >= 3
    assert len({year for system, year in years if system == "ICD-10-PCS"}) >= 3


def test_the_lessons_ask_only_for_questions_of_the_bank() -> None:
    known = {question.id for question in QUESTIONS}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        asked = re.findall(r"(?<![\w.])(?:question|quiz)\((.*?)\)", path.read_text(encoding="utf-8").replace('\\"', '"'))
        names = set(itertools.chain.from_iterable(re.findall(r'"([\w-]+)"', call) for call in asked))
        assert names <= known | set(lessons()), (
            f"notebooks/{path.name}: {sorted(names - known - set(lessons()))} in no file of data/questions"
        )
