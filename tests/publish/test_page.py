"""A lesson as one page: everything of the notebook is in it, once, and nothing in it runs that should be read."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.coding.eras import ending
from spine_edu.data import document
from spine_edu.errors import SpineEduError
from spine_edu.figures.drawing.measures import DRAWN
from spine_edu.figures.drawing.picture import in_words
from spine_edu.publish import notebooks
from spine_edu.publish.page import main, page
from spine_edu.publish.pieces.live_widgets import pooled
from spine_edu.publish.pieces.markdown import anchor
from spine_edu.quiz import Question, all_questions, question_named
from spine_edu.text.cited import citing
from spine_edu.widgets.asking.paper import inline
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.coding.builder import CodeBuilder
from spine_edu.widgets.progress import progress
from tests.quiz.samples import ATTACKS, CASE, LINKED, SAMPLES, SINGLE, hostile


def markdown(text: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "m", "metadata": {"tags": list(tags)}, "source": text}


def notebook(*shown: Any, cells: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """An executed notebook as nbclient leaves it: one code cell a widget, and their states in the metadata."""
    states, made = {}, list(cells)
    for n, widget in enumerate(shown):
        bundle, metadata = widget._repr_mimebundle_()
        states[bundle[notebooks.WIDGET_VIEW]["model_id"]] = {"state": json.loads(json.dumps(widget.get_state(), default=str))}
        told = json.loads(json.dumps(metadata))  # as a kernel sends it
        output = {"output_type": "execute_result", "data": bundle, "metadata": told, "execution_count": n + 1}
        made.append({"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": f"show({n})", "outputs": [output]})
    kept = {"application/vnd.jupyter.widget-state+json": {"state": states}}
    return {"cells": made, "metadata": {"widgets": kept}}


def stored(text: str) -> dict[str, Any]:
    state = re.search(r'<script type="application/json" id="widgets">(.*?)</script>', text, re.DOTALL)
    assert state
    return json.loads(state[1])


def unfold(value: Any, pool: list[Any]) -> Any:
    """What static/player.js does, written again."""
    if isinstance(value, list):
        return [unfold(item, pool) for item in value]
    if isinstance(value, dict):
        return unfold(pool[value["$pool"]], pool) if "$pool" in value else {k: unfold(v, pool) for k, v in value.items()}
    return value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=120),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4),
    max_leaves=25,
)


@given(st.lists(JSON, max_size=5), st.lists(st.integers(0, 4), max_size=6))
def test_what_the_pool_folds_unfolds_to_the_same(values: list[Any], again: list[int]) -> None:
    states = [{"a": value} for value in values] + [{"b": values[n], "c": [values[n]]} for n in again if n < len(values)]
    assert [unfold(state, pooled(states)[1]) for state in pooled(states)[0]] == states


def test_a_page_holds_the_end_of_the_tables_once_and_is_stored_on_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = notebook(CodeBuilder(), CodeBuilder())
    pages = set()
    for day in ("2026-11-24", ending().last, "2999-01-01"):
        monkeypatch.setattr("spine_edu.days.today", lambda day=day: day)
        pages.add(page(shown, "lesson"))
    (text,) = pages
    assert text.count(f"ended on {ending().last}") == 1
    assert "ending" not in stored(text)["states"][0], "the page says it, not each of its widgets"


def test_scripts_and_large_tables_stand_once_a_page() -> None:
    codes = [question for question in all_questions() if question.kind == "code"]
    data = stored(page(notebook(*map(QuizCard, codes), Quiz(codes)), "lesson"))
    assert len(data["sources"]) == 1
    texts = [json.dumps(piece) for piece in data["pool"]]
    assert len(set(texts)) == len(texts)
    whole = [unfold(state, data["pool"]) for state in data["states"]]
    assert [state["face"] for state in whole[:-1]] == json.loads(json.dumps([QuizCard(question).face for question in codes]))


def test_a_further_question_weighs_little_in_a_page() -> None:
    """The budget is 3 kB beyond the first; the peer that we know needs 45."""
    texts = [question for question in all_questions() if question.kind in ("single", "multiple", "number")]
    few, many = (len(page(notebook(*map(QuizCard, texts[:n])), "x").encode()) for n in (1, 21))
    assert (many - few) / 20 <= 3000


def test_a_further_question_with_a_map_shares_what_maps_have_in_common() -> None:
    """What docs/decisions/0012 allows: the same bones are on many maps and stand on the page once."""
    places = [part for question in all_questions() for part in (question, *question.parts) if part.kind == "place"]
    few, many = (len(page(notebook(*map(QuizCard, places[:n])), "x").encode()) for n in (1, len(places)))
    assert (many - few) / (len(places) - 1) <= 6_300


def test_a_map_stands_on_a_page_once_for_eye_and_question() -> None:
    place = next(question for question in all_questions() if question.kind == "place")
    shown = page(notebook(QuizCard(place), Quiz([place])), "x")
    (mark,) = re.findall(r"<svg [^>]*id='(se[0-9a-f]{8})'", shown)
    assert f"<use href='#{mark}'/>" in shown and "data:image/svg" not in shown
    told = unfold(stored(shown)["states"], stored(shown)["pool"])
    assert told[0]["face"]["picture"] == told[1]["faces"][0]["picture"] == {"$drawing": mark}
    ids = re.findall(r" id='([^']*)'", shown)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"href='#([^']*)'", shown)) <= set(ids)


class Seen(HTMLParser):
    """Every element a browser would make of a page, and where each script is from."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


def test_what_a_question_says_is_never_run() -> None:
    seen = Seen(page(notebook(QuizCard(hostile())), ATTACKS[0]))
    assert seen.tags.count("script") == 4 and "iframe" not in seen.tags and "svg" not in seen.tags
    assert not [entry for entry in seen.attributes if entry[1].startswith("on")]


def test_the_page_forbids_itself_the_network_and_names_no_address() -> None:
    seen = Seen(page(notebook(*map(QuizCard, SAMPLES.values())), "x"))
    policy = next(
        value for tag, name, value in seen.attributes if tag == "meta" and name == "content" and value and "default-src" in value
    )
    assert "default-src 'none'" in policy and "http" not in policy
    assert not [
        e for e in seen.attributes if e[1] in ("src", "href") and not str(e[2]).startswith(("data:", "#")) and e[0] != "a"
    ]


def test_a_page_tells_nothing_of_whoever_made_it() -> None:
    text = page(notebook(progress()), "x")
    assert "this cell says where you stopped" in text and "data-widget" not in text


def test_cells_for_the_teacher_stay_at_home_unless_asked_for() -> None:
    cells = (markdown("# One"), markdown("Most rooms say *three*.", "instructor"))
    assert "Most rooms" not in page(notebook(cells=cells), "x")
    assert 'class="instructor"' in page(notebook(cells=cells), "x", instructor=True)


def test_every_heading_of_a_lesson_can_be_linked_to_as_in_jupyterlab() -> None:
    [lesson] = [path for path in notebooks.lessons() if path.stem.startswith("12")]
    cells = [cell for cell in notebooks.read(lesson)["cells"] if cell["cell_type"] == "markdown"]
    text = page({"cells": cells, "metadata": {}}, "12")
    headings = re.findall(r"^#+ (.+)$", "\n".join("".join(cell["source"]) for cell in cells), re.MULTILINE)
    assert headings
    assert [heading for heading in headings if f'id="{anchor(heading)}"' not in text] == []


def printed(text: str) -> str:
    """What a page prints of its widgets: everything before the scripts."""
    return text.partition('<script type="application/json"')[0]


def answers(text: str) -> dict[int, str]:
    """The answers at the end of a page, by the numbers of their questions."""
    end = printed(text).partition('<section class="answer-key">')[2]
    return {int(number): key for number, key in re.findall(r'<li value="(\d+)">(.*?)</li>(?=\n)', end, re.DOTALL)}


def test_paper_has_every_question_of_a_deck_and_every_part_of_a_case_numbered_through_the_page() -> None:
    text = printed(page(notebook(QuizCard(CASE), Quiz(SAMPLES.values(), deck=True), QuizCard(SINGLE)), "x"))
    assert re.findall(r"<small>(Question [^<]*)</small>", text) == [f"Question {n}" for n in range(1, len(SAMPLES) + 3)]
    assert [f"Part {n} of {len(CASE.parts)}" in text for n, _ in enumerate(CASE.parts, 1)] == [True] * len(CASE.parts)


@pytest.mark.parametrize("asked", [*SAMPLES.values(), *LINKED.values()], ids=lambda asked: asked.id)
def test_what_is_right_stands_at_the_end_and_nowhere_before_it(asked: Question) -> None:
    text = page(notebook(QuizCard(SINGLE), QuizCard(asked)), "x")
    before = printed(text).partition('<section class="answer-key">')[0]
    assert "✓ right" not in before and "Answer and reasons" not in text
    right = [why for _, is_right, why in asked.key() if is_right]
    assert right and [why for why in right if inline(why) not in answers(text)[2]] == []
    assert inline(next(why for _, is_right, why in SINGLE.key() if is_right)) in answers(text)[1]


def test_answers_for_one_reason_stand_together() -> None:
    [key] = answers(page(notebook(QuizCard(LINKED["columns-of-a-tlif-on-the-map"])), "x")).values()
    assert key.count("Also to be picked.") <= 1


def test_only_the_teacher_s_page_prints_what_is_not_right_and_why() -> None:
    wrong = inline(next(why for _, is_right, why in SINGLE.key() if not is_right))
    assert wrong not in answers(page(notebook(QuizCard(SINGLE)), "x"))[1]
    assert wrong in answers(page(notebook(QuizCard(SINGLE)), "x", instructor=True))[1]


def test_an_exam_prints_its_questions_and_no_answers() -> None:
    text = page(notebook(Quiz([SINGLE], key=False)), "x", instructor=True)
    assert "Question 1" in text and 'class="answer-key"' not in text


def test_a_page_links_only_to_pages_that_lie_beside_it_and_keeps_the_words() -> None:
    cells = (markdown("# One\n\nSee [the *map*](12-refusion.ipynb#Recall), [risk](11-risk.ipynb), [above](01-one.ipynb#One)."),)
    alone, beside = (page(notebook(cells=cells), "01-one", beside=names) for names in ([], ["12-refusion"]))
    assert 'See the <em>map</em>, risk, <a href="#One">above</a>.' in alone
    assert '<a href="12-refusion.html#Recall">the <em>map</em></a>, risk' in beside


def test_what_a_widget_links_to_lies_beside_the_page_too() -> None:
    shown = notebook(Quiz([question_named("step-which-joint")]))
    told = [stored(page(shown, "01-one", beside=names))["states"][0]["objectives"] for names in ([], ["12-refusion"])]
    assert [{entry["link"][:17] for entry in objectives.values()} for objectives in told] == [{""}, {"12-refusion.html#"}]
    assert all(entry["place"].startswith("Lesson 12") for entry in told[0].values())


def test_pages_stored_together_link_to_each_other_and_to_those_stored_before(tmp_path: Path) -> None:
    links = "[zero](zero.ipynb) [one](one.ipynb) [two](two.ipynb) [three](three.ipynb)"
    for name in ("one", "two"):
        file = {"cells": [markdown(f"# {name}\n\n{links}")], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (tmp_path / f"{name}.ipynb").write_text(json.dumps(file), encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "zero.html").write_text("before")
    main(["page", *(str(tmp_path / f"{name}.ipynb") for name in ("one", "two")), "--to", str(tmp_path / "pages")])
    text = (tmp_path / "pages" / "one.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]*)"', text) == ["zero.html", "#", "two.html"]


def code(source: str, *outputs: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    made = [{"output_type": "execute_result", "data": data, "metadata": metadata, "execution_count": 1} for data in outputs]
    return {"cell_type": "code", "id": "c", "metadata": {}, "source": source, "outputs": made}


def test_a_page_says_which_of_its_things_need_the_notebook() -> None:
    flat, deep = ({"application/vnd.plotly.v1+json": {"data": [{"type": kind}]}, "text/plain": "x"} for kind in ("bar", "mesh3d"))
    plain, chart, model = (
        page(notebook(cells=(markdown("# One\n\nText."), *more)), "01-one")
        for more in ((), (code("draw()", flat),), (code("spine()", deep),))
    )
    assert "needs the notebook" not in plain
    assert '<h1 id="One">One</h1><div class="about">' in chart and "Running a changed line needs the notebook" in chart
    assert "Turning a figure in 3D and running a changed line need the notebook, <code>01-one.ipynb</code>" in model
    assert ("A still picture" in chart, "A still picture" in model) == (False, True)


def test_a_page_spares_lines_that_nobody_can_run_there_and_paper_has_those_a_text_speaks_of() -> None:
    words, figure = {"text/html": "<p>ok</p>", "text/plain": "ok"}, {DRAWN: [{"width": 4, "height": 3, "letters": 1}]}
    calls = (
        code("diagnose()", words),
        code("joints_in()", {"text/plain": "(L4-L5,)"}),
        code("from a import *"),
        code("draw()", words, **figure),
        code("sources(\n'a',\n'b',\n)", words),
    )
    text = page(notebook(cells=(*calls, code("spine = {'joint': 'L4-L5'}\ndraw(spine)", words, **figure))), "x")
    found = re.findall(r'<pre class="code( [\w-]+)?"><code>(\w+)', text)
    assert found == [(" on-paper", "diagnose"), ("", "joints_in"), (" unprinted", "spine")]


def test_citations_are_small_numbers_of_the_list_that_open_their_sources() -> None:
    listed = code('sources(\n    "kalfas2001",\n    "arrington1996",\n)', {"text/plain": "list"})
    text = page(notebook(cells=(markdown("Bone heals [kalfas2001] [arrington1996], and `[kalfas2001]` [sic]."), listed)), "x")
    shown = text.partition("Bone heals")[2].partition("</p>")[0]
    assert re.sub(r"<[^>]*>", "", shown) == "[1, 2], and [kalfas2001] [sic]."
    address = re.escape(document("sources.yml")["arrington1996"]["address"])
    assert re.match(rf'<sup>\[<a href="{address}" rel="noreferrer" class="se-cite" title="[^"]+" aria-label="Source 1: ', shown)


def test_a_figure_cites_by_numbers_too_and_a_word_stands_for_what_the_lesson_does_not_list() -> None:
    said = "Bone heals [kalfas2001] [spine-health-recovery]."
    listed = code('sources(\n    "kalfas2001",\n)', {"text/plain": "list"})
    drawn = code("draw()", {"text/html": in_words(said), "text/plain": said})
    drawn["outputs"][0]["metadata"] = citing(said)
    shown = page(notebook(cells=(drawn, listed)), "x").partition("In words</summary>")[2].partition("</details>")[0]
    assert re.sub(r"<[^>]*>", "", shown) == "Bone heals[1, source]."
    assert "kalfas2001" not in shown


def test_a_page_leaves_out_what_only_the_notebook_has() -> None:
    text = page(notebook(cells=(markdown("# One"), markdown("Press *Shift*.", "notebook"), markdown("Read on."))), "x")
    assert "Shift" not in text
    assert "Read on." in text


def test_a_page_begins_with_the_steps_of_its_lesson() -> None:
    text = page(notebook(cells=(markdown("# Lesson\n\n## Recall\n\n### Aside"), markdown("## What is it?"))), "x")
    contents = text.partition("<nav")[2].partition("</nav>")[0]
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', contents) == [("#Recall", "Recall"), ("#What-is-it?", "What is it?")]
    assert "<nav" not in page(notebook(cells=(markdown("# Nothing but a title"),)), "x")


def test_no_title_can_end_the_rule_that_prints_it_below_every_page() -> None:
    style = page(notebook(cells=(markdown('# A "b"; } * { display: none } </style>'),)), "x").partition("<style>")[2]
    rule = re.search(r'@bottom-left \{ content: "([^"]*)"; \} \}\n', style)
    assert rule and not set("}<;") & set(rule[1])


def test_what_is_no_notebook_is_named(tmp_path: Path) -> None:
    for name, content in (("a.ipynb", b"{"), ("b.ipynb", b"[]"), ("c.ipynb", b"\xff\xfe"), ("d.ipynb", None)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(SpineEduError, match=re.escape(name)):
            notebooks.read(tmp_path / name)
