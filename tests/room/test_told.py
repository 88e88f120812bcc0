"""What a phone could read: no key, explanation or belief before the reveal, in no lesson and by no page of the room."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from spine_edu import data
from spine_edu.quiz import Question, verdict_table
from spine_edu.quiz.kinds.text import Text
from spine_edu.room.answering import asset
from spine_edu.room.deeds import Deed
from spine_edu.room.hall import Hall
from spine_edu.room.journal import Journal
from spine_edu.room.lesson_questions import lesson_named, questions_of
from spine_edu.room.pages import cards_page, desk_page, join_page, vote_page
from spine_edu.room.told import for_desk, for_phone
from spine_edu.room.ways_in import new_setting

LESSONS = [number for number in data.document("lessons.yml") if number != "00"]


def secrets_of(question: Question) -> set[str]:
    """Return all that the verdict table says and the face does not: explanations, beliefs, sources.

    The terms that a question asks for are not among them: they are words of the course, which other stems have.
    """
    shown = json.dumps(question.face(), ensure_ascii=False)
    terms = {term for term, _, _ in question.key()} if isinstance(question, Text) else set()
    told = {text for text in _texts(verdict_table(question)) - terms if len(text) > 12}
    return {text for text in told if text not in shown and json.dumps(text, ensure_ascii=False)[1:-1] not in shown}


def _texts(value: object) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(_texts, value.values()), map(str, value))
    if isinstance(value, list):
        return set().union(*map(_texts, value))
    return {value} if isinstance(value, str) else set()


@pytest.fixture
def hall(tmp_path: Path, request: pytest.FixtureRequest) -> Hall:
    number = request.param
    questions = {question.id: question for question in questions_of(number)}
    setting = new_setting(number, tuple(questions), 1, "127.0.0.1", 2)
    return Hall(setting, questions, Journal(tmp_path / "votes.jsonl", setting))


@pytest.mark.parametrize("hall", LESSONS, indirect=True)
@pytest.mark.thorough
def test_before_the_reveal_nothing_that_is_sent_tells_what_is_right(hall: Hall) -> None:
    for question in hall.questions.values():
        hidden = secrets_of(question)
        vote = Deed("vote", seat="a", answer=question.solution(), asking=len(hall.session.askings), round=1)
        before = []
        for deed in (Deed("go", question=question.id), Deed("open"), vote, Deed("show", on=True), Deed("talk"), Deed("second")):
            hall.do(deed)
            before += [for_phone(hall, "b"), for_desk(hall)]
            assert (
                question.kind != "code" or deed.do not in ("go", "open", "vote") or question.solution() not in json.dumps(before)
            )
        sent = json.dumps(before, ensure_ascii=False)
        leaked = [text for text in hidden if json.dumps(text, ensure_ascii=False)[1:-1] in sent]
        assert not leaked, f"{question.id} tells {leaked[:2]} before the reveal"
        phones = [told for told in before if "table" in told]
        assert all(told["table"] is None and not (told["face"] or {"hints": []})["hints"] for told in phones)
        assert all(bar["right"] is None and not bar["belief"] for told in before for bar in told.get("bars", ()))
        hall.do(Deed("reveal"))
        assert for_phone(hall, "b")["table"] == verdict_table(question), "then it may be known"


@pytest.mark.parametrize("hall", LESSONS, indirect=True)
@pytest.mark.thorough
def test_no_page_and_no_script_of_a_room_holds_what_is_right(hall: Hall) -> None:
    pages = [join_page(), vote_page("n"), desk_page(hall, "n"), cards_page()]
    scripts = [asset(name, kind) for name in ("phone", "desk", "room") for kind in ("js", "css")]
    sent = "\n".join([*map(html.unescape, pages), *(both[0].decode() for both in scripts if both)])
    for question in hall.questions.values():
        leaked = [text for text in secrets_of(question) if text in sent]
        assert not leaked, f"{question.id}: {leaked[:2]}"


def test_a_bar_for_a_number_that_nobody_gave_does_not_tell_the_answer(tmp_path: Path) -> None:
    number = lesson_named("12")
    asked = next(question for question in questions_of(number) if question.kind == "number")
    setting = new_setting(number, (asked.id,), 1, "", 0)
    hall = Hall(setting, {asked.id: asked}, Journal(tmp_path / "votes.jsonl", setting))
    for deed in (Deed("go", question=asked.id), Deed("open"), Deed("show", on=True)):
        hall.do(deed)
    assert for_desk(hall)["bars"] == []
    hall.do(Deed("reveal"))
    assert [bar["right"] for bar in for_desk(hall)["bars"]] == [True]
