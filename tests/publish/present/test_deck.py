"""The file of a deck: it asks no network for anything, keeps keys back, and carries what the hall and the speaker need."""

from __future__ import annotations

import asyncio
import re
import urllib.error
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from spine_edu.errors import SpineEduError
from spine_edu.publish.present import command
from spine_edu.publish.present.deck import deck
from spine_edu.widgets.question import QuizCard
from spine_edu.widgets.quiz import Quiz
from tests.publish.test_page import markdown, notebook
from tests.quiz.samples import SAMPLES, SINGLE, hostile
from tests.surroundings import apart


class Visible(HTMLParser):
    """Collects what is shown before anything is revealed: no part that waits, no notes, no script, no printed form."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[bool] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img", "input", "meta", "link", "wbr", "col"):
            return
        given = dict(attrs)
        hides = tag in ("script", "style", "aside") or "data-step" in given
        self.stack.append(hides or bool(self.stack and self.stack[-1]))

    def handle_endtag(self, tag: str) -> None:
        if self.stack:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not (self.stack and self.stack[-1]):
            self.said.append(data)


def test_no_key_can_be_read_before_it_is_revealed() -> None:
    text = deck(notebook(*map(QuizCard, SAMPLES.values()), cells=(markdown("# Lesson"),)), "lesson")
    reader = Visible()
    reader.feed(text)
    said = "".join(reader.said)
    for sample in SAMPLES.values():
        for _, _, why in sample.key():
            assert not why or why not in said


def test_a_scene_with_a_question_names_it_for_whoever_listens() -> None:
    text = deck(notebook(QuizCard(SINGLE)), "lesson")
    assert f'data-question="{SINGLE.id}"' in text


def test_a_round_of_questions_is_left_for_home() -> None:
    text = deck(notebook(Quiz(SAMPLES.values()), QuizCard(SINGLE), cells=(markdown("# Lesson"),)), "lesson")
    assert re.search(r'data-kind="round"[^>]*data-paths=""', text)


def test_hostile_questions_stay_words() -> None:
    text = deck(notebook(QuizCard(hostile())), "lesson")
    assert "<script>window.attacked" not in text


def test_the_beliefs_behind_wrong_answers_and_the_instructors_cell_are_the_speakers() -> None:
    told = "Most rooms say that every fusion is a refusion. Let them vote."
    cells = (
        markdown("# Lesson"),
        markdown(f"<details><summary>For the instructor</summary>\n\n{told}\n\n</details>", "instructor"),
    )
    text = deck(notebook(QuizCard(SINGLE), cells=cells), "lesson")
    notes = " ".join(re.findall(r'<aside class="scene-notes".*?</aside>', text, re.DOTALL))
    assert "<li>Most rooms say that every fusion is a refusion.</li>" in notes
    assert "Did you think" in notes


def test_a_deck_is_served_to_this_computer_alone_and_under_its_own_name() -> None:
    answers: list[Any] = []

    def ask(address: str) -> None:
        async def look() -> None:
            for host in (None, "elsewhere.example"):
                request = urllib.request.Request(address, headers={"Host": host} if host else {})
                try:
                    answers.append((await asyncio.to_thread(urllib.request.urlopen, request, timeout=60)).read())
                except urllib.error.HTTPError as error:
                    answers.append(error.code)
            asked.cancel()

        tasks.add(asyncio.ensure_future(look()))
        assert address.startswith("http://127.0.0.1:")

    tasks: set[Any] = set()

    async def serve() -> None:
        nonlocal asked
        asked = asyncio.ensure_future(command.served("the deck", ask))
        with pytest.raises(asyncio.CancelledError):
            await asked

    asked: Any = None
    apart(asyncio.run, serve())
    assert answers == [b"the deck", 404]


def test_a_file_that_cannot_be_written_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command.notebooks, "run", lambda *_, **__: notebook(cells=(markdown("# Lesson"),)))
    lesson = tmp_path / "lesson.ipynb"
    lesson.write_text('{"cells": []}', encoding="utf-8")
    target = tmp_path / "nowhere" / "out.html"
    with pytest.raises(SpineEduError, match=r"out\.html cannot be written"):
        command.main(["present", str(lesson), "--file", str(target)])
    assert command.main(["present", str(lesson), "--file", str(tmp_path / "out.html"), "--minutes", "20", "--notes"]) == 0
    assert 'data-path="20"' in (tmp_path / "out.html").read_text("utf-8")
