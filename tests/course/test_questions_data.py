"""The questions we ship: keys that the engine confirms, files that a reviewer would pass, a bank that covers what is taught.

That the bank can be read, and that every key is judged right, is tested in tests/quiz/test_bank.py; the reviewer's checks
themselves in tests/review/test_questions.py.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from spine_edu import data
from spine_edu.cases import case_named
from spine_edu.coding.engine import codes_for
from spine_edu.operation import Operation, read_operation
from spine_edu.quiz import Question, all_questions, choose, exam_set, judge, lessons
from spine_edu.quiz.kinds.choice import Choice
from spine_edu.quiz.kinds.code import Code
from spine_edu.quiz.kinds.number import Number
from spine_edu.review.draft import read_drafts
from spine_edu.review.fairness import review_files
from tests.conftest import ROOT

QUESTIONS = (*all_questions(), *exam_set())
CHOICES = [question for question in QUESTIONS if isinstance(question, Choice)]
BY_ID = {question.id: question for question in QUESTIONS}
PARTS = [part for question in QUESTIONS for part in getattr(question, "parts", ())]
CODES = [question for question in (*QUESTIONS, *PARTS) if isinstance(question, Code)]

every_choice = pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.id)
every_code = pytest.mark.parametrize("question", CODES, ids=lambda question: question.id)


def place_of(question: Question) -> str:
    return f"data/{question.where}, {question.id}"


# Keys: what the answer rests on


def fused(joint: str, status: str, column: str, direction: str, *materials: str) -> dict[str, Any]:
    return {
        "joint": joint, "status": status, "column": column, "direction": direction, "approach": "open",
        "materials": list(materials),
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
    "faded-device": GARDENER.change("L3-L4", "posterior", materials=["allograft"]).operation,
    "practice-count": done("2014-03-01", fused("L4-L5", "refusion", *BEHIND, OWN), fused("L5-S1", "initial", *BEHIND, OWN)),
    "new-icd9": DRIVER.operation.on("2014-03-01"),
    "new-pcs": DRIVER.operation,
    "new-count": DRIVER.operation.on("2014-03-01"),
    "refusion-neck-front": done("2014-06-10", fused("C5-C6", "refusion", *FRONT, *DONOR_CAGE)),
    "refusion-cage-from-behind": done("2011-09-20", fused("L4-L5", "refusion", *THROUGH, *OWN_CAGE)),
    "exam-refusion-gutters-2013": done("2013-09-17", fused("L2-L3", "refusion", *BEHIND, CREST)),
    "exam-refusion-flank-2026": done("2026-10-13", fused("L4-L5", "refusion", "anterior", "lateral", *DONOR_CAGE)),
    "exam-refusion-through-the-chest": done("2012-05-08", fused("T8-T9", "refusion", *FRONT, *DONOR_CAGE)),
    "exam-cervical-facets-2026": done("2026-06-16", fused("C5-C6", "refusion", *BEHIND, CREST),
                                      fused("C6-C7", "initial", *BEHIND, CREST)),
    "exam-cervical-facets-2014": done("2014-05-20", fused("C5-C6", "refusion", *BEHIND, CREST),
                                      fused("C6-C7", "initial", *BEHIND, CREST)),
    "exam-coding-mixed-chips": done("2025-11-12", fused("T11-T12", "initial", *BEHIND, OWN, DONOR)),
    "exam-coding-four-joints": done(
        "2026-03-10",
        *(fused(joint, "initial", *BEHIND, OWN) for joint in ("L2-L3", "L3-L4", "L4-L5")),
        fused("L4-L5", "initial", *THROUGH, *OWN_CAGE),
        fused("L5-S1", "initial", *BEHIND, DONOR),
    ),
    "exam-coding-two-stretches": done(
        "2015-05-12",
        *(fused(joint, "initial", *BEHIND, OWN) for joint in ("T10-T11", "T11-T12", "T12-L1")),
        fused("L4-L5", "initial", *THROUGH, *OWN_CAGE),
    ),
    "refusion-in-2000": done("2000-05-09", fused("L4-L5", "refusion", *BEHIND, OWN)),
    "refusion-codes-2014": done("2014-06-20", fused("L5-S1", "refusion", *FRONT, *DONOR_CAGE),
                                fused("L4-L5", "initial", *BEHIND, OWN)),
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
    "coding-neck-from-behind": done("2026-11-05", fused("C3-C4", "initial", *BEHIND, OWN),
                                    fused("C4-C5", "initial", *BEHIND, OWN)),
    "coding-icd9-top-of-the-neck": done("2012-05-15", fused("C1-C2", "refusion", *BEHIND, CREST)),
    "cervical-code-the-junction": case_named("extension-c7-t2").operation,
    "techniques-code-two-from-the-side": done(
        "2026-03-10",
        fused("L2-L3", "initial", "anterior", "lateral", *DONOR_CAGE),
        fused("L3-L4", "initial", "anterior", "lateral", *DONOR_CAGE),
    ),
    "faded-technique-from-behind": (
        case_named("front-then-back-l5-s1").change("L5-S1", "anterior", direction="posterior").operation
    ),
    "new-technique-pcs": case_named("oblique-l3-l5").operation,
    "faded-cervical-donor-chips": case_named("myelopathy-c3-c6").change("C5-C6", "posterior", materials=["allograft"]).operation,
    "new-cervical-pcs": case_named("stabilization-c5-c7").operation,
    "practice-whose-bone-icd9": case_named("whose-bone-c6-c7").operation.on("2014-08-20"),
    "capstone-messy-pcs": case_named("dictated-l3-s1").operation,
    "practice-case-neighbor-code": case_named("adjacent-only-l3-l4").operation,
    "coding-nine-vertebrae": done("2013-04-09", *(fused(f"T{n}-T{n + 1}", "initial", *BEHIND, OWN) for n in range(4, 12))),
    "step-code-t11-l2-count": done("2013-04-09",
                                   *(fused(joint, "initial", *BEHIND, OWN) for joint in ("T11-T12", "T12-L1", "L1-L2"))),
    "faded-code-from-behind": case_named("abdomen-after-back-l4-s1").change("L5-S1", "anterior", direction="posterior").operation,
    "step-note-one-code": case_named("one-joint-l4-l5").operation,
    "capstone-crest-bone-behind": case_named("front-then-back-l4-s1").operation,
    "capstone-librarian-code": case_named("from-the-side-l2-l3").operation,
    "coding-two-systems-2014": done("2014-06-20", fused("L4-L5", "refusion", *BEHIND, OWN),
                                    fused("L5-S1", "initial", *BEHIND, OWN)),
}  # fmt: skip
"""The operation that a stem tells in words. A question about codes or counts has one here, so that the engine answers it too."""


def counted(operation: Operation) -> int:
    return len({bone for joint in operation.joints for bone in (joint.upper, joint.lower)})


OF_WHAT_WAS_DONE_BESIDE = ("discectomy", "B3.9")
"""Rules of what is asked beside the fusion: the stem of a code question tells a fusion, and not its disc nor its harvest."""


@every_code
def test_a_code_question_has_the_answer_of_the_engine(question: Code) -> None:
    assert question.id in TOLD, f"{place_of(question)}: tell its operation in TOLD of tests/course/test_questions_data.py"
    operation = TOLD[question.id]
    assert operation.discharged == question.on, f"{place_of(question)}: `on:` is not the day of the operation in TOLD"
    answer = codes_for(operation)
    asked = [query for query in answer.queries if query.rule not in OF_WHAT_WAS_DONE_BESIDE]
    assert not asked, f"{place_of(question)}: the engine would ask {asked}"
    assert question.answer in answer.codes, f"{place_of(question)}: the engine says {answer.codes}"
    for trap in question.traps:
        if not trap.at and trap.value in answer.codes:
            told = f"{place_of(question)}: {trap.value} is a right code too; say that it stands beside the one asked for"
            assert "beside" in trap.why, told


@pytest.mark.parametrize("id", ["step-two-codes-icd9", "refusion-codes-2014", "exam-cervical-facets-2014"])
def test_a_list_of_codes_has_the_answer_of_the_engine(id: str) -> None:
    question = BY_ID[id]
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
        pytest.param(
            "capstone-vertebrae-of-long-rods", counted(case_named("long-rods-2013").operation), id="vertebrae of the choir leader"
        ),
        pytest.param("refusion-count-rods", counted(TOLD["refusion-count-rods"]), id="vertebrae under long rods"),
        pytest.param(
            "refusion-how-many-codes", len(codes_for(TOLD["refusion-how-many-codes"]).pcs_fusion), id="codes of three joints"
        ),
        pytest.param(
            "exam-coding-four-joints", len(codes_for(TOLD["exam-coding-four-joints"]).pcs_fusion), id="codes of four joints"
        ),
        pytest.param("exam-coding-two-stretches", counted(TOLD["exam-coding-two-stretches"]), id="vertebrae of two stretches"),
    ],
)
def test_a_count_has_the_answer_of_the_engine(id: str, number: int) -> None:
    question = BY_ID[id]
    assert isinstance(question, Number)
    assert question.answer == str(number), f"{place_of(question)}: the key says {question.answer}, the engine {number}"


def test_a_refusion_with_a_first_fusion_at_the_junction_is_two_codes_in_2026() -> None:
    """What the last part of `coding-one-operation-two-systems` teaches, beside its three vertebrae of 2014."""
    then = TOLD["coding-two-systems-2014"]
    assert [code.code for code in codes_for(then.on("2026-06-20")).pcs_fusion] == ["0SG0071", "0SG3071"]
    assert counted(then) == 3


@pytest.mark.parametrize("status", ["initial", "refusion"])
def test_status_alone_never_moves_a_case_to_another_class(status: str) -> None:
    """What `refusion-same-class` teaches."""
    operation = done("2026-02-11", fused("L4-L5", status, *BEHIND, OWN), principal="M48.061")
    answer = codes_for(operation)
    assert [code.code for code in answer.pcs_fusion] == ["0SG0071"]
    assert answer.grouping is not None
    assert answer.grouping.drg == "451"


CAGE_L4_L5 = fused("L4-L5", "initial", *THROUGH, *OWN_CAGE)


@pytest.mark.parametrize(
    ("joints", "more", "drg"),
    [
        pytest.param(["L4-L5"], [], "451", id="one lumbar joint"),
        pytest.param(["L4-L5"], [CAGE_L4_L5], "402", id="both columns of it"),
        pytest.param(["L3-L4", "L4-L5"], [], "448", id="two joints"),
        pytest.param(["L2-L3", "L3-L4", "L4-L5"], [], "448", id="a third joint changes nothing"),
        pytest.param(["C3-C4", "C4-C5", "C5-C6"], [], "473", id="the neck"),
        pytest.param(["C5-C6", "C6-C7", "C7-T1"], [], "473", id="the neck with its junction"),
        pytest.param(["C5-C6", "C6-C7", "C7-T1", "T1-T2"], [], "451", id="one joint into the chest"),
    ],
)
def test_the_classes_of_lesson_13_are_those_of_the_engine(joints: list[str], more: list[dict[str, Any]], drg: str) -> None:
    """What `coding-classes-of-2026`, `step-money-third-joint` and `coding-one-joint-into-the-chest` teach."""
    behind = [fused(joint, "initial", *BEHIND, OWN) for joint in joints]
    grouping = codes_for(done("2026-02-11", *behind, *more, principal="M43.16")).grouping
    assert grouping is not None
    assert grouping.drg == drg


def test_no_row_of_the_map_leads_back_to_a_refusion() -> None:
    """What `refusion-vanished` teaches."""
    back = [row for row in data.table("gems") if len(row["source_code"]) == 7]
    assert back, "data/codes/gems.csv: no rows from ICD-10-PCS back to ICD-9-CM"
    assert not [row for row in back if row["target_code"].replace(".", "").startswith("813")]


# Every question as a reviewer reads it: `python3 -m spine_edu check` tells an author the same

FILES = {f"data/questions/{name}.yml": data.text_of(f"questions/{name}.yml") for name in lessons()}


@pytest.mark.parametrize("file", FILES)
def test_a_reviewer_finds_nothing_to_mend(file: str) -> None:
    assert [str(finding) for finding in review_files({file: FILES[file]})] == []


@pytest.mark.thorough
def test_no_question_repeats_another_and_guessing_does_not_pay_over_the_whole_bank() -> None:
    assert [str(finding) for finding in review_files(FILES)] == []


@every_choice
def test_a_chosen_option_is_answered_with_its_own_reason(question: Choice) -> None:
    for option in question.options:
        verdict = judge(question, [option.text] if question.kind == "multiple" else option.text)
        said = [verdict.why, *(part.why for part in verdict.parts)]
        assert option.why in said, f"{place_of(question)}: {option.text!r} is not explained"
        assert verdict.sources == question.sources


def test_every_belief_is_caught_by_a_question() -> None:
    drafts = [draft for file, text in FILES.items() for draft in read_drafts(text, file)[0]]
    caught = {value for draft in drafts for path, value in draft.walk() if path and path[-1] == "misconception"}
    beliefs = set(data.document("misconceptions.yml"))
    assert beliefs <= caught, f"data/questions: no question catches {sorted(beliefs - caught)}"


# The bank as a whole


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


@pytest.mark.parametrize("path", sorted(data.root().rglob("*.yml")), ids=lambda path: path.name)
@pytest.mark.thorough
def test_a_file_reads_the_same_where_pyyaml_has_no_compiled_parser(path: Path) -> None:
    """In a browser there may be the plain parser alone, and it is stricter: [Why?] needs quotes there."""
    text = path.read_text("utf-8")
    assert yaml.load(text, yaml.BaseLoader) == yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
