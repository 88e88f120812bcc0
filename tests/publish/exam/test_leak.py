"""Whatever is written for students holds no key: no reason, no belief, no right answer, no hint, no name that tells.

Every question that can be in an exam is asked here at once, and every text that judges one is looked for in all that is written:
page, paper, a notebook as it is stored with its widgets, a lesson's page. The key is looked through in the same way, to see that
what is there would be found.
"""

from __future__ import annotations

import base64
import functools
import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from spine_edu.data import document
from spine_edu.exam.asked import alias
from spine_edu.exam.forms import ExamForm, exam_form
from spine_edu.publish import page
from spine_edu.publish.exam.page import exam_page
from spine_edu.publish.export import paper
from spine_edu.publish.notebooks import WIDGET_VIEW
from spine_edu.quiz import Question, verdict_table
from spine_edu.quiz.selection import about
from spine_edu.widgets.asking.exam import Exam, bare

SHORT = 12
"""A shorter text stands by chance in many places; such an answer is looked for in its own question alone."""


def shown_by(question: Question) -> list[str]:
    """What has to be seen to answer a question: its face without its hints."""
    face = question.face()
    parts = [{**part, "hints": []} for part in face.get("parts", ())]
    return list(texts_in({**face, "hints": [], "parts": parts}))


@functools.cache
def whole_bank() -> ExamForm:
    """A form that asks everything, with three cases."""
    return exam_form(1, sum(not question.is_step for question in about()), cases=3)


def texts_in(value: Any) -> Iterator[str]:
    """Every text of plain data, the names of fields among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from (name, *texts_in(one))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def plain(text: str) -> str:
    """A text without markup, quotes and breaks, as a search for it would have it."""
    return re.sub(r"[\s*`]+", " ", re.sub(r"<[^>]*>", "", html.unescape(text))).strip()


def all_of(text: str) -> str:
    """All that a file says, each text once, also what is packed in it: JSON, scripts in base64."""
    block = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
    data = dict.fromkeys(told for found in block.findall(text) for told in texts_in(json.loads(found)))
    scripts = [base64.b64decode(one).decode() for one in data if re.fullmatch(r"[A-Za-z0-9+/=]{200,}", one)]
    return plain("\n".join([block.sub("", text), *data, *scripts]))


def found_in(told: str, texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Which of some texts, by question, stand in what is told; beginnings are looked up first, for there are thousands."""
    begins = {told[place : place + SHORT] for place in range(len(told))}
    held = {id: [text for text in some if text[:SHORT] in begins and text in told] for id, some in texts.items()}
    return {id: some for id, some in held.items() if some}


def keys_of(question: Question) -> set[str]:
    """What judges a question and is not seen in what it asks: reasons, beliefs, answers, hints, its id and objective."""
    seen = set(map(plain, shown_by(question)))
    hints = [hint for one in (question, *question.parts) for hint in one.hints]
    table = verdict_table(question)
    known = {*texts_in(table), *hints, *(why for _, _, why in question.key()), question.id, question.objective}
    beliefs = [document("misconceptions.yml").get(name, {}).get("refutation", "") for name in table["ideas"]]
    return {plain(text) for text in (*known, *beliefs)} - seen - {alias(question)}


@functools.cache
def sought() -> dict[str, list[str]]:
    """The keys that are looked for, by question.

    A term that one question asks for may stand in the stem of another, and a phrase that decides in its own note.
    """
    asked = "\n".join(plain(" ".join(shown_by(question))) for question in whole_bank().questions)
    keys = {question.id: keys_of(question) for question in whole_bank().questions}
    return {id: [text for text in texts if len(text) >= SHORT and text not in asked] for id, texts in keys.items()}


@functools.cache
def shown() -> tuple[Any, Any, Any]:
    """The exam in a notebook: the data of its output, their metadata, and what the browser is sent."""
    exam = Exam(whole_bank())
    return *exam._repr_mimebundle_(), exam.get_state()


def of_a_lesson() -> str:
    """The page of a lesson in which the exam stands."""
    data, metadata, state = shown()
    view = {**data, WIDGET_VIEW: {"model_id": "exam"}}
    output = {"output_type": "display_data", "data": view, "metadata": metadata}
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "exam()", "outputs": [output]}
    models = {"widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"exam": {"state": state}}}}}
    return page.page({"cells": [cell], "metadata": models}, "exam")


WRITTEN = {
    "the page for students": lambda: exam_page(whole_bank()),
    "the paper for students": lambda: paper.write(whole_bank().questions, whole_bank().seed)[0],
    "the notebook": lambda: "\n".join(dict.fromkeys(texts_in(shown()))),
    "the page of a lesson": of_a_lesson,
}


@pytest.mark.parametrize("what", WRITTEN)
def test_nothing_that_is_written_for_students_holds_a_key(what):
    assert sum(map(len, sought().values())) > 2000
    assert found_in(all_of(WRITTEN[what]()), sought()) == {}


def test_what_is_looked_for_is_found_where_the_key_is():
    told = all_of(paper.write(whole_bank().questions, whole_bank().seed)[1])
    assert sought().keys() == found_in(told, sought()).keys()


def test_a_short_answer_is_not_in_its_own_question():
    typed = [q for case in whole_bank().questions for q in (case, *case.parts) if q.kind in ("code", "text", "number")]
    assert len(typed) > 70
    for question in typed:
        told = json.dumps({**bare(question, whole_bank().seed), "stem": ""}, ensure_ascii=False)
        answer = str(question.solution())
        assert f'"{answer}"' not in told or question.kind == "number", question.id


FIELDS = {
    "id", "kind", "stem", "hints", "options", "order", "unit", "system", "on", "axes", "sections", "systems", "operations",
    "tables", "ends", "items", "headings", "targets", "spots", "several", "pick", "picture", "picks", "note", "labels", "told",
    "parts",
}  # fmt: skip


def test_names_in_the_page_say_nothing():
    for question in whole_bank().questions:
        face = bare(question, whole_bank().seed)
        assert set(face) <= FIELDS, f"{question.id}: a field that nobody has looked at"
        assert all(one["hints"] == [] for one in (face, *face.get("parts", ())))
        assert [part["id"] for part in face.get("parts", ())] == list("abcdefgh"[: len(question.parts)])
