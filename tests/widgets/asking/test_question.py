"""A question on screen, seen from Python: three ways to be shown, nothing by chance, nothing that runs."""

from __future__ import annotations

import html.parser
import json
import re

import pytest

from spine_edu.quiz import KINDS, Question, all_questions
from spine_edu.quiz.paper import read_printed
from spine_edu.widgets.asking.paper import QUESTIONS, inline, question_html
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.script import script
from tests.browser.ways import ASKED, WAYS
from tests.quiz.samples import (
    ATTACKS,
    HOSTILE,
    HOSTILE_LINKED,
    LINKED,
    MATCH,
    MULTIPLE,
    NUMBER,
    ORDER,
    PCS,
    SAMPLES,
    SINGLE,
    TEXT,
)

EVERY = [*SAMPLES.values(), *LINKED.values()]
each_sample = pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)
PLAIN = {"section", "p", "strong", "small", "br", "ol", "ul", "li", "details", "summary", "em", "code", "blockquote"}


def bundle(widget: QuizCard | Quiz) -> dict[str, object]:
    return widget._repr_mimebundle_()[0]


class Elements(html.parser.HTMLParser):
    """Every element and attribute of a piece of HTML, and the text a reader sees before opening any fold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.unfolded = ""
        self.feed(page)
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "details" not in self.open:
            self.unfolded += data


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param(SINGLE, "QuizCard('refusion-root-operation', 4 options)", id="single"),
        pytest.param(NUMBER, "QuizCard('vertebrae-of-l3-s1', a number of vertebrae)", id="number"),
        pytest.param(PCS, "QuizCard('refusion-l4-l5-posterolateral', an ICD-10-PCS code)", id="code"),
        pytest.param(TEXT, "QuizCard('bone-that-never-bridged', a term)", id="text"),
        pytest.param(ORDER, "QuizCard('joints-from-above', 5 items to order)", id="order"),
        pytest.param(MATCH, "QuizCard('what-each-graft-fuses', 4 items to match)", id="match"),
    ],
)
def test_a_card_says_in_one_line_what_it_is(question: Question, said: str) -> None:
    assert bundle(QuizCard(question))["text/plain"] == said


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_python_reads_the_browser_can_ask(kind: str) -> None:
    assert f"\nkinds.{kind} = {{" in script("asking/question.js"), f"no file of widgets/static/asking/kinds/ asks {kind!r}"


def test_of_every_kind_and_sample_the_browser_tests_know_how_it_is_answered() -> None:
    assert {way.question.kind for way in WAYS} == set(KINDS), "a new kind needs a sample in tests/quiz and a way in ways.py"
    assert {way.question.id for way in WAYS} == set(ASKED)


@each_sample
def test_two_runs_leave_the_same_bytes_in_a_notebook(question: Question) -> None:
    first, second = bundle(QuizCard(question)), bundle(QuizCard(question))
    for kind in ("text/html", "text/plain"):
        assert first[kind] == second[kind]


@each_sample
def test_a_question_in_words_takes_at_most_6_kb_of_a_notebook(question: Question) -> None:
    if not {"place", "part"} & {part.kind for part in (question, *question.parts)}:
        assert stored_bytes(question) <= 6000


PLACES = [part for question in all_questions() for part in (question, *question.parts) if part.kind == "place"]


@pytest.mark.parametrize("question", PLACES, ids=lambda question: question.id)
def test_a_question_with_a_map_weighs_little_more(question: Question) -> None:
    """What docs/decisions/0012 allows: the map crops to what is asked, and draws no more than is told."""
    drawing = question.drawing()  # type: ignore[attr-defined]
    told = bool(drawing["states"] or drawing["hardware"])
    joints = len(question.joints)  # type: ignore[attr-defined]
    limit = 9_300 if joints > 10 else 6_600 + 1_800 * told if joints <= 7 else 7_300 + 1_000 * told
    assert stored_bytes(question) <= limit, "crop the map: name fewer joints in `map:`"


PARTS = [question for question in all_questions() if question.kind == "part"]


@pytest.mark.parametrize("question", PARTS, ids=lambda question: question.id)
def test_a_question_with_a_picture_to_click_weighs_what_its_picture_weighs(question: Question) -> None:
    """A bone is a small picture of pixels; a film and a slice are outlines, as everywhere else."""
    plate = question.plate  # type: ignore[attr-defined]
    assert stored_bytes(question) <= {
        "film": 20_000, "lumbar slice": 28_500, "movement": 16_500, "neck slice": 24_000, "skin": 32_000,
    }.get(plate, 15_000)  # fmt: skip


def stored_bytes(question: Question) -> int:
    """What a question weighs in a notebook, in bytes of UTF-8, as notebooks are stored."""
    return len(json.dumps(bundle(QuizCard(question, fresh=True)), ensure_ascii=False).encode())


@each_sample
def test_a_page_without_scripts_asks_first_and_tells_on_demand(question: Question) -> None:
    page = str(bundle(QuizCard(question))["text/html"])
    seen = Elements(page)
    assert seen.unfolded.strip()
    for what, correct, why in question.key():
        assert inline(why) in page
        assert why not in seen.unfolded
        if correct and question.kind in ("number", "code", "text"):
            assert what not in seen.unfolded.split("Answer: ____")[1]


@each_sample
def test_beside_its_html_a_question_travels_as_values(question: Question) -> None:
    data, metadata = QuizCard(question)._repr_mimebundle_()
    [told] = json.loads(json.dumps(metadata[QUESTIONS]))
    assert question_html(read_printed(told)) == data["text/html"]
    assert sorted(read_printed(told).key or ()) == sorted(question.key())


def test_an_exam_holds_no_key_anywhere() -> None:
    for question in EVERY:
        card = QuizCard(question, key=False)
        sent = json.dumps([card.get_state(["face", "table"]), *card._repr_mimebundle_()], ensure_ascii=False)
        reasons = [why for _, _, why in question.key()]
        assert card.table is None
        assert not [why for why in reasons if why in sent]


def test_a_quiz_is_a_list_of_questions_with_its_own_words() -> None:
    quiz = Quiz([SINGLE, NUMBER])
    assert (len(quiz), quiz[1], list(quiz)) == (2, NUMBER, [SINGLE, NUMBER])
    assert repr(quiz) == "Quiz(2 questions: refusion-root-operation, vertebrae-of-l3-s1)"
    assert "Question 2 of 2" in str(bundle(quiz)["text/html"])
    assert not any(verdict.answered for verdict in quiz.verdicts)


def test_a_seed_shuffles_options_on_screen_and_on_paper_alike() -> None:
    orders = {seed: QuizCard(MULTIPLE, seed=seed).face["order"] for seed in range(8)}
    assert all(sorted(order) == [0, 1, 2, 3] for order in orders.values())
    assert len({tuple(order) for order in orders.values()}) > 3
    assert orders == {seed: QuizCard(MULTIPLE, seed=seed).face["order"] for seed in range(8)}
    page = str(bundle(QuizCard(MULTIPLE, seed=3))["text/html"])
    shown = [MULTIPLE.key()[n][0] for n in orders[3]]
    assert sorted(shown, key=page.index) == shown
    assert "order" not in QuizCard(MULTIPLE).face, "without a seed the stored order stands"


@pytest.mark.parametrize("question", [ORDER, MATCH], ids=["order", "match"])
def test_items_stand_shuffled_on_screen_and_on_paper_alike(question: Question) -> None:
    shown = {seed: QuizCard(question, seed=seed).face["items"] for seed in (None, *range(40))}
    assert all(sorted(items) == sorted(question.solution()) for items in shown.values())
    assert len({tuple(items) for items in shown.values()}) > 10
    for seed in (None, 3):
        card = QuizCard(question, seed=seed)
        page = Elements(str(bundle(card)["text/html"])).unfolded
        assert sorted(shown[seed], key=lambda text: page.index(f"____ {text}")) == shown[seed] == card.face["items"]
    assert question is MATCH or question.solution() not in shown.values(), "an order never gives itself away"


def test_an_answer_set_from_python_is_judged() -> None:
    card = QuizCard(SINGLE)
    assert not card.verdict.answered
    card.answer = "Fusion"
    assert card.verdict.correct


@pytest.mark.parametrize("question", [*HOSTILE, *HOSTILE_LINKED], ids=lambda question: question.kind)
def test_hostile_text_stays_text_on_a_page_without_scripts(question: Question) -> None:
    page = str(bundle(QuizCard(question))["text/html"])
    maps = re.findall(r"<figure.*?</figure>", page)
    assert not any("attack" in drawn for drawn in maps), "a map is drawn from checked names only"
    seen = Elements(re.sub(r"<figure.*?</figure>", "", page))
    assert seen.tags <= PLAIN
    assert seen.attributes <= {"type"}
    assert ATTACKS[0] in seen.unfolded


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("the *new fusion*", "the <em>new fusion</em>", id="emphasis"),
        pytest.param("`0SG0071` is", "<code>0SG0071</code> is", id="a code"),
        pytest.param("3 * 4 * 5 < 61", "3 * 4 * 5 &lt; 61", id="a product stays a product"),
        pytest.param("*<b>*", "<em>&lt;b&gt;</em>", id="nothing else gets through"),
    ],
)
def test_text_knows_emphasis_and_code_and_nothing_else(text: str, html: str) -> None:
    assert inline(text) == html
