"""The door for programs: what is promised is there, said on its page, and the same whichever way one asks."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from spine_edu import api
from spine_edu.learner.progress import remember
from tests.conftest import ROOT

REFUSION = {
    "joint": "L4-L5", "status": "refusion", "column": "posterior", "direction": "posterior", "approach": "open",
    "materials": ["local autograft"],
}  # fmt: skip
OPERATION = {"discharged": "2026-01-14", "fusions": [REFUSION]}


def reference() -> ModuleType:
    found = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_page_of_reference_says_what_the_door_says_now() -> None:
    written = reference()
    assert written.PAGE.read_text("utf-8") == written.page(), "python3 tools/reference.py writes it anew"


@pytest.mark.parametrize("name", api.__all__)
def test_whatever_goes_through_the_door_says_what_it_is(name: str) -> None:
    of = getattr(api, name)
    assert callable(of) and (of.__doc__ or "").strip() and not of.__doc__.startswith(f"{name}("), "dataclasses write such a line"


def test_the_door_opens_without_numpy_widgets_or_a_notebook() -> None:
    program = "import sys; from spine_edu import api; print([n for n in ('numpy', 'anywidget', 'IPython') if n in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_case_an_operation_and_its_fields_are_coded_alike() -> None:
    case = api.case_named("mixed-l3-l5")
    assert api.codes_for(case) == api.codes_for(case.operation)
    operation = api.read_operation(OPERATION)
    assert api.codes_for(OPERATION) == api.codes_for(operation) == api.codes_for(json.loads(json.dumps(OPERATION)))
    assert api.codes_for(OPERATION, on="2014-01-14").codes == ("81.37", "81.62")


def test_codes_are_diagnosed_by_the_day_they_are_asked_for() -> None:
    assert api.diagnose(["0SG0071"], OPERATION).correct
    assert api.diagnose("81.37 81.62", OPERATION, on="2014-01-14").correct
    assert [finding.verdict for finding in api.diagnose("0SG0071", OPERATION, on="2014-01-14").findings] != ["right"]


def test_what_cannot_be_read_is_one_kind_of_error_that_knows_its_place() -> None:
    with pytest.raises(api.WrittenError) as told:
        api.codes_for({"discharged": "2026-01-14", "fusions": [{**REFUSION, "approach": "opne"}]})
    assert isinstance(told.value, api.SpineEduError)
    assert told.value.spot.path == ("fusions", 0, "approach")


def test_a_log_is_handed_in_and_read_elsewhere_as_it_was_kept(home: Path) -> None:
    asked = api.question_named("step-align-lean")
    wrong = next(what for what, right, _ in asked.key() if not right)
    remember(asked, wrong)
    remember(asked, asked.solution(), number=2)
    assert [answer.correct for answer in api.history()] == [False, True]
    assert api.read_log(api.export_log()) == api.history()


def test_the_logs_of_a_class_are_read_in_one_go_and_what_is_none_is_passed_over(home: Path) -> None:
    asked = api.question_named("step-align-lean")
    remember(asked, asked.solution())
    mine, other = api.export_log(), "ein Fünftel\u2028"
    together = mine + "\ud800 torn {\n\n" + mine.replace(asked.id, other)
    assert [answer.question for answer in api.read_log(together)] == [asked.id, other]
