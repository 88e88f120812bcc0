"""A learner's slip in a notebook ends in one sentence, read out to who cannot see it; what is no slip keeps its traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from tests.patience import LIMIT

DOOR = "from spine_edu.lesson import *"


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[str], tuple[str, list[dict[str, Any]]]]]:
    """A kernel in which a lesson has begun: it runs a cell, and returns how that ended with all that came out."""
    manager, client = start_new_kernel(kernel_name="python3")

    def run_cell(source: str) -> tuple[str, list[dict[str, Any]]]:
        came: list[dict[str, Any]] = []
        reply = client.execute_interactive(source, output_hook=came.append, timeout=LIMIT)
        outputs = [{"type": message["msg_type"], **message["content"]} for message in came]
        return reply["content"]["status"], [output for output in outputs if output["type"] in ("display_data", "error", "stream")]

    run_cell(DOOR)
    run_cell("patient = case('mixed-l3-l5')")
    yield run_cell
    client.stop_channels()
    manager.shutdown_kernel(now=True)


SLIPS = [
    ('timelin("mixed-l3-l5")', "did you mean timeline?"),
    ("level_map(patiant)", "did you mean patient?"),
    ('del column_film\ncolumn_film("A")', "column_film is a word of the course, and is gone from here"),
    ("case(mixed)", 'it stands in quotes: case("mixed")'),
    ("note(mixed-l3-l5)", 'it stands in quotes: note("mixed-l3-l5")'),
    ("level_map(florist)", 'it stands in quotes: level_map("florist")'),
    ("florist", "Nothing is called florist yet"),
    ('case("mixed-l3-l6")', "did you mean 'mixed-l3-l5'?"),
    ('note("mixed-l3-l5", mark=True)', "did you mean marked=…?"),
    ("note()", "It is written note(of, marked)."),
    ("note(patient, True, 5)", "note was told more than it asks for"),
    ('people("11", "a tear", "adults")', "write the percentage without quotes"),
    ("level_map(5.5)", "5.5 is no patient"),
    ('level_map(patient, at="31")', "write a number without quotes"),
    ('spine(patient, colour="red")', "spine knows no colour=…. It is written spine(of, at, view"),
    ('codes_for(patient, on="2012-6-12")', "'2012-06-12'"),
    ('anatomy_of("0SG1O71")', "did you mean 0SG1071?"),
    ("quiz(5)", "5 is no quiz"),
    ('evidence("gem")', "did you mean 'gems'?"),
    ('patient.chang("L3-L4", status="refusion")', "A Case has no chang; did you mean change?"),
    ('patient.change("L3-L4", status="refused")', "expected initial or refusion"),
    ('patient.drop("L3-L4", colum="anterior")', "did you mean column=…?"),
    ('case.change("L3-L4")', "case(…).change"),
    ('my_query = "Your note says "fused" here"', "use the other kind around it"),
    ("my_query = 'The surgeon's words'", "a quotation mark"),
    ('case("mixed-l3-l5)', "does not end with the same one"),
    ("case(“mixed-l3-l5”)", "a quotation mark of print"),
    ('codes_for(case("mixed-l3-l5")', "a bracket has no partner"),
    ("timeline = timeline(patient)\ntimeline(patient)", "gave its name away"),
]
"""What a student types on the way, and words of the sentence that comes."""


@pytest.mark.parametrize(("typed", "told"), SLIPS, ids=[typed for typed, _ in SLIPS])
def test_a_slip_ends_in_one_sentence_that_is_read_out(run: Any, typed: str, told: str) -> None:
    status, (alert, error) = run(typed)
    assert status == "error", "whatever runs the notebook has to see that the cell failed"
    assert error["traceback"] == [alert["data"]["text/plain"]]
    (said,) = error["traceback"]
    assert told in said
    assert "Traceback" not in said
    assert "\n" not in said
    assert 'role="alert"' in alert["data"]["text/html"]
    run(DOOR)


NO_SLIPS = [
    ("1 / 0", "ZeroDivisionError"),
    ('"a" + 5', "TypeError"),
    ("import spine_edu\nspine_edu.nothing", "AttributeError"),
    ("import spine_edu.lesson\nspine_edu.lesson.levelmap = None\nlevel_map(patient)", "TypeError"),
    ("from spine_edu.errors import DataError\nraise DataError('a broken file of ours')", "DataError"),
]


@pytest.mark.parametrize(("typed", "kind"), NO_SLIPS, ids=[kind for _, kind in NO_SLIPS])
def test_what_goes_wrong_inside_the_course_or_in_a_program_of_ones_own_keeps_its_traceback(
    run: Any, typed: str, kind: str
) -> None:
    status, (error,) = run(typed)
    assert (status, error["ename"]) == ("error", kind)
    assert len(error["traceback"]) > 1
    run("import importlib, spine_edu.lesson\nimportlib.reload(spine_edu.lesson)\nfrom spine_edu.lesson import *")


def test_other_faults_of_grammar_are_told_as_python_tells_them(run: Any) -> None:
    _, (error,) = run("if True\n    patient")
    assert "expected ':'" in "".join(error["traceback"])


def test_the_lines_of_python_are_one_call_away(run: Any) -> None:
    run('note("mixed-l3-l5", mark=True)')
    status, (printed,) = run("full_error()")
    assert status == "ok"
    assert "Traceback (most recent call last)" in printed["text"]
    assert "unexpected keyword argument 'mark'" in printed["text"]


@pytest.mark.thorough
def test_a_script_that_asks_the_course_outside_a_notebook_gets_pythons_own_errors() -> None:
    from spine_edu import lesson

    with pytest.raises(TypeError, match="unexpected keyword argument"):
        lesson.note("mixed-l3-l5", mark=True)
