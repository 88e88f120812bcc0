"""What a question weighs and how soon it answers: ours beside jupyterquiz and ipywidgets' RadioButtons, in one run.

Reported, not asserted: clocks are not tests. Run with `python3 -m spine_edu test benchmarks/test_questions.py`.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from spine_edu.publish import notebooks
from spine_edu.publish.page import page
from spine_edu.quiz import all_questions
from spine_edu.widgets.asking.question import QuizCard

MANY = 11
CLICKS = 50
SINGLES = [question for question in all_questions() if question.kind == "single"][:MANY]
IDS = [question.id for question in SINGLES]
OURS = ["from spine_edu.widgets.asking.question import question", *(f"question({id!r})" for id in IDS)]
PEER = ["import json\nfrom jupyterquiz import display_quiz", *(
    "display_quiz(json.loads(" + repr(json.dumps([{
        "question": q.stem, "type": "multiple_choice",
        "answers": [{"answer": o.text, "correct": o.correct, "feedback": o.why} for o in q.options],
    }])) + "))"
    for q in SINGLES
)]  # fmt: skip
STOCK = ["import ipywidgets as W\nfrom IPython.display import display", *(
    f"radio = W.RadioButtons(options={[o.text for o in q.options]!r}, description={q.stem!r}, value=None)\n"
    f"told, why = W.HTML(), dict(zip({[o.text for o in q.options]!r}, {[o.why for o in q.options]!r}))\n"
    "radio.observe(lambda change, told=told, why=why: setattr(told, 'value', why[change.new]), 'value')\n"
    "display(W.VBox([radio, told]))"
    for q in SINGLES
)]  # fmt: skip
KINDS = {"spine_edu": OURS, "jupyterquiz": PEER, "RadioButtons": STOCK}

EACH_KIND = {question.kind: question for question in reversed(all_questions())}
"""The first question of the bank of every kind."""

ANSWERED = """
async ([n, kind, count]) => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  await notebook.scrollToItem(n, "start");
  const cell = notebook.widgets[n].node;
  for (let tries = 0; !cell.querySelector(".spine-q .check") && tries < 20000; tries++)
    await new Promise((done) => setTimeout(done, 25));
  const card = cell.querySelector(kind === "case" ? ".parts > .spine-q" : ".spine-q");
  const [ask, check, verdict] = [".ask", ".check", ".verdict"].map((part) => card.querySelector(part));
  const put = (box, value, event) => { box.value = value; box.dispatchEvent(new Event(event, { bubbles: true })); };
  const some = (selector, turn) => { const all = [...ask.querySelectorAll(selector)]; return all[turn % all.length]; };
  const choose = {
    number: (turn) => put(some("input", 0), String(1 + turn % 9), "input"),
    text: (turn) => put(some("input", 0), `word ${turn}`, "input"),
    code: (turn) => put(some("input.code", 0),
      card.querySelector("select") ? ["0SG0071", "0SG00AJ", "0SG10K1"][turn % 3] : ["81.08", "81.38"][turn % 2], "input"),
    match: (turn) => ask.querySelectorAll("select").forEach((box, m) =>
      put(box, box.options[1 + (turn + m) % (box.options.length - 1)].value, "change")),
    order: (turn) => some("button[aria-label^='Move']:not([aria-disabled='true'])", turn).click(),
    place: (turn) => some(".pick", turn).dispatchEvent(new MouseEvent("click", { bubbles: true })),
    tag: (turn) => some(".clause", turn).click(),
    query: (turn) => put(some("textarea", 0), `Where was it laid, ${turn}?`, "input"),
  }[kind] ?? ((turn) => some("input", turn).click());
  let told = false;
  new MutationObserver(() => { told = true; }).observe(verdict, { childList: true, subtree: true });
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const typed = ["number", "text", "code"].includes(kind);
  const times = [];
  for (let turn = 0; turn < count; turn++) {
    choose(turn);
    if (ask.querySelectorAll("input:checked").length === 0 && kind === "multiple") choose(turn + 1);
    await frame();
    await frame();
    told = false;
    const start = performance.now();
    if (typed) ask.querySelector("input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    else check.click();
    await null; // a verdict that came with the click is there by now, and the next frame paints it
    while (!told && performance.now() - start < 60000) await frame();
    await frame();
    times.push(performance.now() - start);
  }
  return times;
}
"""

PAINTED = """
async ([target, told, count]) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (let n = 0; n < count; n++) {
    const inputs = document.querySelectorAll(target), input = inputs[n % inputs.length];
    const before = document.querySelector(told)?.textContent ?? "";
    const start = performance.now();
    input.click();
    if (input.dataset.then) document.querySelector(input.dataset.then).click();
    while ((document.querySelector(told)?.textContent ?? "") === before && performance.now() - start < 60000) await frame();
    await frame();
    times.push(performance.now() - start);
  }
  return times;
}
"""


def executed(cells: list[str], widgets: bool) -> Any:
    """Run cells in a fresh kernel and return the notebook, with the state of its widgets if asked for."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(cells)])
    NotebookClient(made, kernel_name="python3", store_widget_state=widgets, resources={"metadata": {"path": "."}}).execute()
    return made


def in_notebook(name: str, cells: list[str]) -> int:
    """Bytes of a saved notebook: ours as we store it, the others as Jupyter does,
    with what their outputs need to be seen again.
    """
    run = executed(cells, widgets=name == "RadioButtons")
    text = notebooks.canonical(json.loads(nbformat.writes(run))) if name == "spine_edu" else nbformat.writes(run)
    return len(text.encode())


def in_page(name: str, cells: list[str]) -> int:
    from nbconvert import HTMLExporter

    run = executed(cells, widgets=True)
    if name == "spine_edu":
        return len(page(json.loads(nbformat.writes(run)), "x").encode())
    return len(HTMLExporter().from_notebook_node(run)[0].encode())


@pytest.fixture
def in_earnest(pytestconfig: pytest.Config) -> bool:
    """Whether to measure; else (--benchmark-disable) everything is only tried out, with few rounds and without the peers."""
    return not pytestconfig.getoption("benchmark_disable")


@pytest.mark.parametrize(("measure", "budget"), [(in_notebook, 6000), (in_page, 3000)])
def test_bytes_of_a_question(measure: Callable[[str, list[str]], int], budget: int, in_earnest: bool, capsys: Any) -> None:
    """The difference of eleven questions and one, divided by ten: what each further question adds.

    Bytes do not depend on the day.
    """
    asked = KINDS if in_earnest else {"spine_edu": OURS}
    each = {name: (measure(name, cells) - measure(name, cells[:2])) / (MANY - 1) for name, cells in asked.items()}
    assert each["spine_edu"] <= budget
    if not in_earnest:
        return
    with capsys.disabled():
        print(f"\nbytes a further question, {measure.__name__}: " + ", ".join(f"{n} {b / 1000:.1f} kB" for n, b in each.items()))


@pytest.mark.browser
def test_click_to_painted_verdict(
    open_notebook: Callable[..., Any], expected_errors: list[str], asked_by_peers: list[str], in_earnest: bool, capsys: Any
) -> None:
    """In JupyterLab, all three in one notebook on one page: from the click to the first frame after the words changed."""
    expected_errors.append("MathJax")  # the peer looks for it at every click
    asked_by_peers.append("mathjax")  # and goes to fetch it, where it is given the time
    notebook = open_notebook([*OURS[:2], *PEER[:2], *STOCK[:2]], viewport={"width": 1280, "height": 2400})
    shown = notebook.page
    shown.wait_for_selector(".widget-radio input")
    shown.wait_for_selector(".Quiz input")
    shown.evaluate(
        "() => document.querySelectorAll('.spine-q .options input').forEach((i) => { i.dataset.then = '.spine-q .check'; })"
    )
    targets = {
        "spine_edu": (".spine-q .options input", ".spine-q .verdict"),
        "jupyterquiz": (".Quiz input", ".Quiz .Feedback"),
        "RadioButtons": (".widget-radio input", ".widget-html-content"),
    }
    said = []
    for name, (target, told) in targets.items():
        times = sorted(shown.evaluate(PAINTED, [target, told, CLICKS if in_earnest else 2]))
        assert times[0] < 60000, f"{name}: no verdict came"
        if not in_earnest:
            continue
        said.append(f"{name} median {statistics.median(times):.0f} ms, p95 {times[int(CLICKS * 0.95) - 1]:.0f} ms")
    if not said:
        return
    with capsys.disabled():
        print(f"\nclick to painted verdict, {CLICKS} clicks in JupyterLab: " + "; ".join(said))


@pytest.mark.browser
def test_every_kind_from_click_or_enter_to_painted_verdict(
    open_notebook: Callable[..., Any], in_earnest: bool, capsys: Any
) -> None:
    """In JupyterLab, a card of each kind in one notebook: Check clicked, or Enter where a line is typed,
    to the frame with the verdict.
    """
    cells = [OURS[0], *(f"question({question.id!r}, fresh=True)" for question in EACH_KIND.values())]
    shown = open_notebook(cells).page
    said = []
    for n, kind in enumerate(EACH_KIND, 1):
        times = sorted(shown.evaluate(ANSWERED, [n, kind, CLICKS if in_earnest else 2]))
        assert times[-1] < 60000, f"{kind}: no verdict came"
        said.append(f"  {kind:9} median {statistics.median(times):3.0f} ms, p95 {times[int(len(times) * 0.95) - 1]:3.0f} ms")
    if in_earnest:
        with capsys.disabled():
            print(f"\nclick or Enter to painted verdict, {CLICKS} times each in JupyterLab:", *said, sep="\n")


def test_bytes_of_every_kind(in_earnest: bool, capsys: Any) -> None:
    """What a question of each kind weighs stored in a notebook, and on a page beyond the first; maps,
    notes and cases weigh more.
    """
    every = [part for question in all_questions() for part in (question, *question.parts)]
    said = []
    for kind in EACH_KIND:
        cards = [QuizCard(question, fresh=True) for question in every if question.kind == kind][: None if in_earnest else 3]
        stored = [len(json.dumps(card._repr_mimebundle_()[0], ensure_ascii=False).encode()) for card in cards]
        one, all_of_it = (len(page(as_run(cards[:count]), "x").encode()) for count in (1, len(cards)))
        further = (all_of_it - one) / max(1, len(cards) - 1)
        said.append(
            f"  {kind:9} {statistics.median(stored) / 1000:4.1f} kB, at most {max(stored) / 1000:4.1f}; "
            f"page {further / 1000:4.1f} kB"
        )
        if kind in ("single", "multiple", "number", "text"):
            assert max(stored) <= 6000 and further <= 3000, kind
    if in_earnest:
        with capsys.disabled():
            print(
                "\nbytes of a question: stored in a notebook (median, largest), and on a page beyond the first:", *said, sep="\n"
            )


def as_run(cards: list[QuizCard]) -> dict[str, Any]:
    """An executed notebook that shows these cards, with their states, as a page needs it."""
    states, made = {}, []
    for n, card in enumerate(cards):
        bundle, metadata = card._repr_mimebundle_()
        states[bundle[notebooks.WIDGET_VIEW]["model_id"]] = {"state": json.loads(json.dumps(card.get_state(), default=str))}
        output = {"output_type": "execute_result", "data": bundle, "metadata": metadata, "execution_count": n}
        made.append({"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": f"question({n})", "outputs": [output]})
    return {"cells": made, "metadata": {"widgets": {"application/vnd.jupyter.widget-state+json": {"state": states}}}}


@pytest.mark.browser
def test_a_hundred_questions_in_one_notebook(open_notebook: Callable[..., Any], in_earnest: bool, capsys: Any) -> None:
    """How long a notebook of a hundred questions takes to run, and the longest time in which the page did not answer."""
    ids = [question.id for question in all_questions()]
    cells = [OURS[0], *(f"question({ids[n % len(ids)]!r})" for n in range(100 if in_earnest else 8))]
    notebook = open_notebook(cells, run=False)
    notebook.page.evaluate(
        """() => { window.blocked = []; new PerformanceObserver((list) => {
             for (const entry of list.getEntries()) window.blocked.push(entry.duration);
        }).observe({entryTypes: ["longtask"]}); }"""
    )
    started = notebook.page.evaluate("() => performance.now()")
    notebook.run_all()
    took = notebook.page.evaluate("(start) => performance.now() - start", started)
    drawn, blocked = notebook.page.evaluate("() => [document.querySelectorAll('.spine-q').length, window.blocked]")
    assert drawn
    if not in_earnest:
        return
    with capsys.disabled():
        print(
            f"\n100 questions: {took / 1000:.1f} s to run all, {drawn} drawn near the screen, "
            f"longest block {max(blocked, default=0):.0f} ms"
        )


def test_the_same_questions_are_compared() -> None:
    """All three ask the same, so their numbers can stand beside each other."""
    assert len(SINGLES) == MANY
    assert all(len(cells) == MANY + 1 for cells in KINDS.values())
