"""How each kind of question is answered, wherever it is shown: by the keyboard alone, with the mouse, with a finger.

A kind without a way here, and a sample question without one, fail a test of tests/widgets/asking/test_question.py.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from spine_edu.coding.pcs.choices import AXES
from spine_edu.quiz import Question
from tests.quiz.samples import (
    CASE,
    COLUMNS,
    ICD9,
    LINKED,
    MATCH,
    MULTIPLE,
    NUMBER,
    ORDER,
    PART,
    PCS,
    PLACE,
    QUERY,
    SAMPLES,
    SINGLE,
    TAG,
    TEXT,
)

STATUS, SCREWS_OUT = "The patient is a 61-year-old gardener", "The L4 and L5 screws were loose"
CAGE, BED = "and a 10 mm PEEK cage packed", "The transverse processes and facets"
RIGHT_MARKS = {
    "status": ["The patient is a 61-year-old gardener who had an L4-5 fusion three years ago."],
    "column": ["and a 10 mm PEEK cage packed with local bone was tapped into the interspace.",
               "The transverse processes and facets of L3, L4 and L5 were decorticated."],
    "removal": ["The L4 and L5 screws were loose and were taken out."],
}  # fmt: skip
TICKED, CODED, SORTED, MATCHED, ASKED_OPENLY = (question.solution() for question in (MULTIPLE, PCS, ORDER, MATCH, QUERY))

LETTERS = ("b", "a", "d", "d", "x", "z", "m", "y", "0", "0", "j", "k", "Shift+M", "Shift+Enter", "Shift+Enter", "Shift+ArrowDown")
"""What JupyterLab takes for commands when a stray key reaches it.

What Enter opens or picks, it closes or drops the second time.
"""

WHOLE = ".spine-q:not(.spine-q .spine-q)"
"""A card that is no part of another."""
FIRST = ".told summary, .ask :is(input, select, textarea, button, [tabindex='0'])"
_NAME = """() => {
  const node = document.activeElement;
  return (node.getAttribute("aria-label") ?? node.labels?.[0]?.innerText ?? node.textContent).replace(/\\s+/g, " ").trim(); }"""


@dataclass(frozen=True)
class Way:
    """How one question is answered rightly; what is left is to check.

    `stops` are the controls that Tab meets on an untouched card before "Check", where there is room for all, by how their
    names begin. `keys` starts with the focus on the first of them. `point` is given the card, and 'click' or 'tap'.
    """

    question: Question
    stops: tuple[str, ...]
    keys: Callable[[Any], None]
    point: Callable[[Any, str], None]
    held: Any = None

    @property
    def answer(self) -> Any:
        """What Python holds after the right answer: the solution, or `held` where a learner's own answer has another form."""
        return self.held or self.question.solution()


def focused(page: Any) -> str:
    """Return the name of the control that has the focus."""
    return page.evaluate(_NAME)


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def walk(page: Any, key: str, name: str) -> None:
    """Press a key until the focus is on the control whose name begins so."""
    for _ in range(60):
        if focused(page).startswith(name):
            return
        press(page, key)
    pytest.fail(f"{key} does not reach {name!r}; the focus is on {focused(page)!r}")


def keys(*pressed: str) -> Callable[[Any], None]:
    return lambda page: press(page, *pressed)


def sort(page: Any) -> None:
    """Send each item to the end, the first one first."""
    for text in SORTED:
        walk(page, "Tab" if text == SORTED[0] else "Shift+Tab", f"Move down: {text}")
        press(page, "End")


def match(page: Any) -> None:
    """Go down each list as far as the right one.

    By letters the right one cannot be had at once: those typed before still count.
    """
    for text in MATCH.face()["items"]:
        walk(page, "Tab", text)
        press(page, "Home", *["ArrowDown"] * (1 + MATCH.face()["targets"].index(MATCHED[text])))


def mark(page: Any) -> None:
    """Go from the labels into the note, and down its phrases."""
    walk(page, "Tab", STATUS)
    press(page, "1", "Space")
    for phrase, label in ((SCREWS_OUT, "3"), (CAGE, "2"), (BED, "2")):
        walk(page, "ArrowDown", phrase)
        press(page, label, "Enter")


def solve(page: Any) -> None:
    """Answer part after part; the last one is left to check."""
    for first, answer in (("A Refusion", ["Space"]), ("L2-L3", ["ArrowDown", "Space"])):
        walk(page, "Tab", first)
        press(page, *answer)
        walk(page, "Tab", "Check")
        press(page, "Enter")
    walk(page, "Tab", "Your answer")
    press(page, "2")


def do(act: str, *targets: Any) -> None:
    for target in targets:
        getattr(target, act)()


def spot(card: Any, name: str) -> Any:
    """Return a joint or column on the map of a card."""
    return card.locator(f'.map [role="button"][aria-label^="{name}"]').first


def options(*texts: str) -> Callable[[Any, str], None]:
    return lambda card, act: do(act, *(card.get_by_text(text, exact=True) for text in texts))


def field(text: str) -> Callable[[Any, str], None]:
    """Point at the field; what is written comes from a keyboard, a real one or one on screen."""

    def point(card: Any, act: str) -> None:
        do(act, card.get_by_role("textbox"))
        card.get_by_role("textbox").fill(text)

    return point


def lists(chosen: dict[str, str]) -> Callable[[Any, str], None]:
    """Choose from lists, which the browser itself opens in a form that suits mouse or finger."""

    def point(card: Any, _: str) -> None:
        for label, value in chosen.items():
            card.get_by_label(label).select_option(value)

    return point


def places(*names: str) -> Callable[[Any, str], None]:
    shape = {True: "path[data-column]", False: ".hit"}
    return lambda card, act: do(act, *(spot(card, name).locator(shape["," in name]) for name in names))


def on_the_bone(name: str) -> Callable[[Any, str], None]:
    """Point at the first outline of a part: a pair has two."""
    return lambda card, act: do(act, spot(card, name).locator("path").first)


def moves(card: Any, act: str) -> None:
    for text in reversed(SORTED):
        up = card.get_by_role("button", name=f"Move up: {text}")
        while up.get_attribute("aria-disabled") == "false":
            do(act, up)


def phrases(card: Any, act: str) -> None:
    for phrase, label in ((STATUS, "status"), (CAGE, "column"), (BED, "column"), (SCREWS_OUT, "removal")):
        do(act, card.locator(".labels .chip", has_text=label), card.get_by_role("button", name=phrase).locator("span").first)


def parts(card: Any, act: str) -> None:
    first, second, third = (card.locator(".parts > .spine-q").nth(n) for n in range(3))
    options("Refusion")(first, act)
    do(act, first.get_by_role("button", name="Check"))
    places("L3-L4")(second, act)
    do(act, second.get_by_role("button", name="Check"))
    field("2")(third, act)


_AXES = tuple(f"{n} {axis}" for n, axis in enumerate(AXES, 1))
_LIST = "The same as a list"
_COLUMNS = tuple(f"{joint}, {column}" for joint in ("L2-L3", "L3-L4", "L4-L5", "L5-S1") for column in ("anterior", "posterior"))

WAYS = (
    Way(SINGLE, ("A Revision",), keys("Space", "ArrowDown", "ArrowDown", "ArrowUp"), options("Fusion")),
    Way(MULTIPLE, ("A Taking out", "B Putting in", "C Taking bone", "D Decorticating"), keys("Space", "Tab", "Tab", "Space"),
        options(*TICKED)),
    Way(NUMBER, ("Your answer",), keys("Control+a", "4"), field("4")),
    Way(PCS, ("Type or paste", *_AXES), keys("Control+a", "Delete", *(key for value in CODED for key in ("Tab", value))),
        lists(dict(zip(_AXES, CODED, strict=True)))),
    Way(ICD9, ("ICD-9-CM code",), keys("Control+a", *"81.37"), field("81.37")),
    Way(TEXT, ("Your term",), keys("Control+a", *"pseudarthrosis"), field("pseudarthrosis")),
    Way(ORDER, tuple(f"Move {way}: {text}" for text in ORDER.face()["items"] for way in ("up", "down")), sort, moves),
    Way(MATCH, tuple(MATCH.face()["items"]), match, lists(MATCHED)),
    Way(PLACE, ("L2-L3", _LIST, "L2-L3"), keys("Home", "ArrowDown", "ArrowDown", "Space"), places("L4-L5"), "L4-L5"),
    Way(COLUMNS, ("L2-L3, anterior", _LIST, *_COLUMNS), keys("Home", *["ArrowRight"] * 3, *["Space", "ArrowRight"] * 3),
        places("L3-L4, posterior", "L4-L5, anterior", "L4-L5, posterior")),
    Way(PART, ("The ridge", _LIST), keys("Home", "ArrowRight", "Space"), on_the_bone("The broad plate")),
    Way(TAG, ("1 status", STATUS), mark, phrases, RIGHT_MARKS),
    Way(QUERY, ("Your query",), keys("Control+a", *ASKED_OPENLY), field(ASKED_OPENLY)),
    Way(CASE, ("The operative note", "A Refusion"), solve, parts, {**CASE.solution(), "mixed-l3-l5-new": "L3-L4"}),
)  # fmt: skip


def looks(page: Any) -> list[list[Any]]:
    """Return what each card of a page shows of its answer and of its verdict: in words, and in the state of its controls."""
    return page.evaluate(
        """(whole) => [...document.querySelectorAll(whole)].map((card) => [
          ...[...card.querySelectorAll(".verdict, .mark, .note, .reasons, .chips, .items .words, .check, .sources, .done")]
            .map((node) => (node.hidden ? "" : node.textContent)),
          ...[...card.querySelectorAll(".ask :is(input, select)")].filter((node) => !node.closest(".labels"))
            .map((node) => (["radio", "checkbox"].includes(node.type) ? node.checked : node.value)),
          ...[...card.querySelectorAll(".map [aria-pressed]")].map((node) => node.getAttribute("aria-pressed"))])""",
        WHOLE,
    )


CELLS = [
    (
        "from IPython.display import display\n"
        "from spine_edu.widgets.asking.question import QuizCard\n"
        "from tests.quiz.samples import LINKED, SAMPLES"
    ),
    "cards = [QuizCard(asked) for asked in (SAMPLES | LINKED).values()]\nfor card in cards:\n    display(card)",
    "after = 1",
]
ASKED = [*SAMPLES, *LINKED]


def cards(page: Any) -> list[tuple[Any, Way]]:
    """The cards of a page, in the order of the samples, each with how it is answered."""
    page.wait_for_function("([whole, n]) => document.querySelectorAll(whole).length === n", arg=[WHOLE, len(ASKED)])
    ways = {way.question.id: way for way in WAYS}
    return [(page.locator(WHOLE).nth(n), ways[id]) for n, id in enumerate(ASKED)]


def verdict(card: Any) -> str:
    return card.locator(".verdict").last.inner_text().replace("\n", " ")


def start(card: Any) -> None:
    card.locator(FIRST).first.focus()


def answer_by_keyboard(page: Any, card: Any, way: Way) -> None:
    """Answer from the first control on; the verdict comes in a live region that was there before, and the focus stays."""
    region = card.locator(".verdict").last.element_handle()
    assert (region.get_attribute("role"), region.get_attribute("aria-live")) == ("status", "polite")
    start(card)
    way.keys(page)
    walk(page, "Tab", "Check")
    press(page, "Enter")
    assert focused(page) == "Check again", f"{way.question.id}: {region.inner_text()}"
    assert is_right(region.inner_text()), f"{way.question.id}: {region.inner_text()}"


def answer_by_pointing(card: Any, way: Way, act: str) -> None:
    way.point(card, act)
    getattr(card.get_by_role("button", name="Check").last, act)()
    assert is_right(verdict(card)), f"{way.question.id}: {verdict(card)}"


def is_right(said: str) -> bool:
    return said.replace("\n", " ").startswith(("✓Right.", "✓The case is solved."))


def stops(page: Any, card: Any) -> list[str]:
    """The controls that Tab meets from the first of a card to "Check"; Shift+Tab has to meet them in turn on the way back."""
    start(card)
    met = [focused(page)]
    while met[-1] != "Check" and len(met) < 40:
        press(page, "Tab")
        met.append(focused(page))
    for name in reversed(met[:-1]):
        press(page, "Shift+Tab")
        assert focused(page) == name, "the way back is the way there"
    return met[:-1]


def records(notebook: Any) -> list[tuple[Any, ...]]:
    """What Python knows of each card: the answer on screen, the first one, how many, and twice whether the last is right."""
    told = notebook.run("print([(c.answer, c.first_answer, c.tries, c.correct, c.verdict.correct) for c in cards])")
    return ast.literal_eval(told)


def answer_each_by_keyboard(notebook: Any) -> None:
    """Go through the cards of a notebook.

    Tab meets the controls in their order, letters and arrows stay in the card, the answer is right.
    """
    for card, way in cards(notebook.page):
        start(card)
        before = notebook.shape()
        met = stops(notebook.page, card)
        assert len(met) == len(way.stops) and all(map(str.startswith, met, way.stops)), f"Tab meets {met}, not {way.stops}"
        start(card)
        press(notebook.page, *LETTERS)
        answer_by_keyboard(notebook.page, card, way)
        assert notebook.shape() == before, f"a key of {way.question.id} went to the notebook"
