"""The engine's answers as a learner meets them: tables in JupyterLab, on a phone, in the dark."""

import pytest

pytestmark = pytest.mark.browser

CELLS = [
    "from spine_edu.lesson import *",
    'codes_for(case("mixed-l3-l5"))',
    'eras(case("mixed-l3-l5"), "2012-06-12", "2026-01-14")',
    'diagnose("0SG10AJ 81.38", case("mixed-l3-l5"))',
    'anatomy_of("0SG1071", on="2026-01-14")',
]
SIDES = "[...document.querySelectorAll('.se-t th, .se-t td')].map((cell) => getComputedStyle(cell).textAlign)"
TOO_WIDE = (
    """[...document.querySelectorAll('.jp-OutputArea-output')].filter((box) => box.scrollWidth > box.clientWidth + 1).length"""
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_answers_stand_left_and_fit_a_phone(open_notebook, violations, dark):
    notebook = open_notebook(CELLS, dark=dark, viewport={"width": 400, "height": 4000})
    notebook.page.wait_for_function("document.querySelectorAll('.se-t').length === 3")
    assert set(notebook.page.evaluate(SIDES)) == {"left"}
    assert notebook.page.evaluate(TOO_WIDE) == 0, "an output is wider than a phone"
    assert violations(notebook.page, ".se-t") == []
