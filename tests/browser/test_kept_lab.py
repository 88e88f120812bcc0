"""An answer that nobody hears, in a real JupyterLab: its card says so, and the cell run again hands it over, once."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.server import Lab
from tests.browser.window import LAB_MISSES_ITS_KERNEL, Notebook
from tests.patience import LIMIT
from tests.quiz.samples import CASE

pytestmark = pytest.mark.browser

CELLS = [
    """from spine_edu.lesson import *
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from tests.quiz.samples import CASE, NUMBER""",
    'question("start-joints")',
    'quiz(["start-first-question", "start-joints"], deck=True)',
    "QuizCard(CASE)",
    "exam = QuizCard(NUMBER, key=False)\nexam",
]
PART = CASE.parts[0]
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
KEPT = Counter(["start-joints", "start-joints", "start-joints", "start-first-question", PART.id])
SERVER_IS_GONE = ("Failed to load resource", "WebSocket connection to", "Failed to fetch", "Could not send")
"""What Lab and the browser write to the console while a server does not answer."""


@pytest.fixture
def mortal(lab: Lab) -> Iterator[Lab]:
    """The server of this worker, which a test may kill: the next one finds it alive again."""
    yield lab
    if lab.process.poll() is not None:
        lab.start()


def log(lab: Lab) -> list[dict[str, Any]]:
    """All that is kept, by kernel, in the order of writing."""
    return [json.loads(line) for path in sorted(lab.answers.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]


def answer(card: Any, text: str) -> None:
    card.get_by_label("Your answer").fill(text)
    card.get_by_label("Your answer").press("Enter")


def answer_at_last(card: Any, text: str, said: str) -> None:
    """Answer until the card has heard it: Lab may put a dialog in front of it just then, which takes the key."""
    from playwright.sync_api import TimeoutError as TookTooLong

    page, verdict = card.page, card.locator(".verdict", has_text=said)
    while not verdict.count():
        answer(card, text)
        try:
            verdict.wait_for(timeout=5000)
        except TookTooLong:
            page.keyboard.press("Escape")


def wait_for_unkept(page: Any, count: int) -> None:
    """Wait until so many widgets say, once each, that an answer is not kept yet."""
    page.wait_for_function(
        "(count) => document.querySelectorAll('.unkept[role=status]:not(:empty)').length === count",
        arg=count,
        timeout=1000 * LIMIT,
    )


def wait_until_kept(page: Any) -> None:
    """Wait until Python has taken all that was answered, and no widget says otherwise."""
    page.wait_for_function(
        """() => !Object.keys(localStorage).some((name) => name.startsWith("spine-edu waits"))
          && !document.querySelector(".unkept:not(:empty)")""",
        timeout=1000 * LIMIT,
    )


def test_after_a_restart_and_behind_a_busy_cell_each_answer_is_kept_once(
    open_notebook: Callable[..., Notebook], expected_errors: list[str], tmp_path: Path
) -> None:
    notebook = open_notebook(CELLS)
    page, lab = notebook.page, notebook.lab
    card, deck, case, exam = (page.locator(f".jp-Cell:nth-child({n + 2}) .spine-q").first for n in range(4))
    answer(card, "3")
    wait_until_kept(page)
    assert [line["answer"] for line in log(lab)] == ["3"]

    expected_errors += LAB_MISSES_ITS_KERNEL
    page.evaluate("() => { window.jupyterapp.commands.execute('kernelmenu:restart'); }")
    page.locator(".jp-Dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    page.locator(".jp-Dialog").wait_for(state="detached")
    answer(card, "4")
    answer(card, "2")
    deck.locator("input").first.check()
    deck.get_by_role("button", name="Check").click()
    deck.get_by_role("button", name="Next").click()
    case.get_by_label(PART.solution()).check()
    case.get_by_role("button", name="Check").first.click()
    answer(exam, "4")
    wait_for_unkept(page, 4)
    assert deck.locator("> .unkept").inner_text(), "on the deck itself, whichever card it shows"
    assert [line["answer"] for line in log(lab)] == ["3"]

    notebook.reload(ready="window.jupyterapp")
    notebook.run_all()
    wait_until_kept(page)
    assert notebook.run("exam.answers") == "['4']", "what was handed in reaches the exam"
    for _ in range(2):
        assert card.get_by_label("Your answer").input_value() == "2"
        assert "Right" in card.locator(".verdict").inner_text()
        deck.get_by_role("button", name="Question 1: not yet right").wait_for()
        case.get_by_label("Part 2 of").wait_for()
        kept = log(lab)
        assert Counter(line["question"] for line in kept) == KEPT
        assert [line["try"] for line in kept if line["question"] == "start-joints"] == [1, 2, 3]
        notebook.run_all()

    gate = tmp_path / "gate"
    busy = f"import time, pathlib\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.1)"
    page.evaluate(f"(code) => {{ {KERNEL}.requestExecute({{ code }}); }}", busy)
    answer(card, "5")
    wait_for_unkept(page, 1)
    gate.touch()
    wait_until_kept(page)
    assert [line["answer"] for line in log(lab) if line["question"] == "start-joints"] == ["3", "4", "2", "5"]


def test_neither_a_kernel_nor_a_server_that_is_killed_takes_an_answer_with_it(
    open_notebook: Callable[..., Notebook], mortal: Lab, expected_errors: list[str]
) -> None:
    notebook = open_notebook(CELLS[:2])
    page, card = notebook.page, notebook.page.locator(".spine-q").first
    expected_errors += LAB_MISSES_ITS_KERNEL

    page.evaluate(f"() => {{ window.states = []; {KERNEL}.statusChanged.connect((_, state) => window.states.push(state)); }}")
    os.kill(int(notebook.run("import os; os.getpid()")), signal.SIGKILL)
    answer(card, "3")
    wait_for_unkept(page, 1)
    page.wait_for_function(f"() => window.states.includes('autorestarting') && {KERNEL}.status === 'idle'", timeout=1000 * LIMIT)
    page.locator(".jp-Dialog").get_by_role("button").click()  # Lab says that the kernel died
    notebook.run_all()
    wait_until_kept(page)
    assert [line["answer"] for line in log(mortal)] == ["3"]

    expected_errors += SERVER_IS_GONE
    mortal.process.kill()
    mortal.process.wait()
    answer_at_last(card, "2", "Right")
    wait_for_unkept(page, 1)
    mortal.start()
    notebook.show(page.url.partition("?")[0])
    notebook.run_all()
    wait_until_kept(page)
    assert card.get_by_label("Your answer").input_value() == "2"
    assert [(line["answer"], line["try"]) for line in log(mortal)] == [("3", 1), ("2", 2)]
