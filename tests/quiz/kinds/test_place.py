"""A place on the level map: what may be picked is what the map shows, and a pick is judged as a joint or a column."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from spine_edu.errors import DataError
from spine_edu.figures.drawing import theme
from spine_edu.figures.levelmap.levelmap import COLUMNS as DRAWN_COLUMNS
from spine_edu.figures.levelmap.levelmap import levelmap
from spine_edu.quiz import judge, read_question
from spine_edu.quiz.kinds import place
from spine_edu.widgets.asking.question import QuizCard
from tests.quiz.samples import COLUMNS, LINKED_ENTRIES, PLACE


def changed(n: int, **change: Any) -> Any:
    return read_question({**copy.deepcopy(LINKED_ENTRIES[n]), **change}, "questions/x.yml")


@pytest.mark.parametrize("map", ["all", "cervical", "thoracic", "lumbar", "sacral", "L2-S1", "C4-C7", "T10-L2", "O-C2"])
def test_exactly_the_joints_that_the_map_shows_can_be_picked(map: str) -> None:
    shown = changed(0, map=map, answer=[place.joints_shown(map)[0].name], states={}, hardware=[], near=[])
    drawn = re.findall(r"data-joint='([^']*)'", levelmap(**shown.drawing()).svg)
    assert sorted(drawn) == sorted(joint.name for joint in place.joints_shown(map)) == sorted(shown.spots)


def test_questions_and_pictures_know_the_same_states_and_columns() -> None:
    assert tuple(theme.STATES) == place.STATES
    assert DRAWN_COLUMNS == place.COLUMNS


def test_the_map_of_a_question_shows_what_the_question_says_of_it() -> None:
    picture = QuizCard(PLACE).face["picture"]
    assert "L4-L5: posterior column pseudarthrosis" in picture
    assert "Screws and rods: L4, L5, S1" in picture


@pytest.mark.parametrize(
    ("picked", "correct", "says", "belief"),
    [
        pytest.param("L4-L5", True, "fused before and got new graft", "", id="the joint fused again"),
        pytest.param(["L4-L5"], True, "fused before and got new graft", "", id="the same in a list"),
        pytest.param("L3-L4", False, "this is its first fusion", "any-later-surgery-is-refusion", id="the joint above"),
        pytest.param("L2-L3", False, "You picked L2-L3. Nothing was done", "", id="a joint nobody thought of"),
    ],
)
def test_one_joint_is_right_or_explains_itself(picked: Any, correct: bool, says: str, belief: str) -> None:
    verdict = judge(PLACE, picked)
    assert (verdict.correct, verdict.score, verdict.misconception) == (correct, float(correct), belief)
    assert says in verdict.why


@pytest.mark.parametrize(
    ("picked", "score"),
    [
        (["L3-L4 posterior", "L4-L5 anterior", "L4-L5 posterior"], 1),
        (["L3-L4 posterior", "L4-L5 anterior"], 2 / 3),
        (["L3-L4 posterior", "L4-L5 anterior", "L3-L4 anterior"], 1 / 3),
        (["L3-L4 anterior", "L5-S1 anterior"], 0),
        (list(COLUMNS.face()["spots"]), 0),
    ],
    ids=["all", "one missing", "two right and one wrong", "two wrong", "everything"],
)
def test_of_several_columns_a_right_pick_earns_what_a_wrong_one_costs(picked: list[str], score: float) -> None:
    assert judge(COLUMNS, picked).score == pytest.approx(score)


def test_a_near_joint_stands_for_both_of_its_columns_and_the_wrong_column_of_the_right_joint_is_told_so() -> None:
    told = {part.label: part.why for part in judge(COLUMNS, ["L5-S1 anterior", "L5-S1 posterior", "L3-L4 anterior"]).parts}
    assert told["L5-S1, anterior column"] == told["L5-S1, posterior column"] != told["L3-L4, anterior column"]
    question = changed(1, near=[])
    assert judge(question, ["L3-L4 anterior"]).parts[0].why.startswith("The joint is right, the column is not.")


@pytest.mark.parametrize("answer", [["L4-L5", "L3-L4"], "L9-S1", "L4-L5 anterior", [], "L4/5"], ids=repr)
def test_what_is_not_one_joint_of_the_map_is_told_what_to_do(answer: Any) -> None:
    verdict = judge(PLACE, answer)
    assert not verdict.answered
    assert "Pick" in verdict.why


@pytest.mark.parametrize(
    ("n", "change", "says"),
    [
        pytest.param(0, {"map": "L2-L9"}, "map: There is no L9", id="a map of bones that are none"),
        pytest.param(0, {"answer": ["L1-L2"]}, "'L1-L2'; it must hold one or more of L2-L3", id="an answer off the map"),
        pytest.param(0, {"answer": []}, "answer: It holds nothing", id="no answer"),
        pytest.param(0, {"answer": ["L4-L5", "L4-L5"]}, "each once", id="the same answer twice"),
        pytest.param(0, {"pick": "column"}, "it must hold one or more of L2-L3 anterior", id="a joint where columns are asked"),
        pytest.param(0, {"pick": "vertebra"}, "is not one of joint, column", id="something else to pick"),
        pytest.param(0, {"states": {"L4-L5": {"middle": "solid"}}}, "states, L4-L5: unknown field 'middle'", id="a third column"),
        pytest.param(0, {"states": {"L4-L5": {"anterior": "broken"}}}, "is not one of native, healing", id="an unknown state"),
        pytest.param(0, {"states": {"L4-L6": {"anterior": "solid"}}}, "states, L4-L6: L6", id="a state of no joint"),
        pytest.param(0, {"states": {"C4-C5": {"anterior": "solid"}}}, "does not show. Choose a wider map", id="a hidden state"),
        pytest.param(0, {"hardware": [{"of": "hooks"}]}, "is not one of screws and rods", id="hardware that cannot be drawn"),
        pytest.param(0, {"hardware": [{"of": "screws"}]}, "must name those that hold the screws", id="screws in the air"),
        pytest.param(0, {"hardware": [{"of": "screws", "vertebrae": ["C4"]}]}, "C4, which the map", id="screws off the map"),
        pytest.param(0, {"hardware": [{"of": "interbody cage", "joint": "C1-C2"}]}, "has no disc for a cage",
                     id="a cage in no disc"),
        pytest.param(0, {"near": [{"at": "L4-L5", "why": "a", "misconception": "b"}]}, "is among the answers",
                     id="near and right"),
        pytest.param(0, {"near": [{"at": "C4-C5", "why": "a", "misconception": "b"}]}, "is not on the map", id="near and off"),
    ],
)  # fmt: skip
def test_a_broken_place_names_its_field_and_the_fix(n: int, change: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=re.escape(says)) as refused:
        changed(n, **change)
    assert str(refused.value).startswith(f"questions/x.yml: {LINKED_ENTRIES[n]['id']}")
