"""The file of a deck: it asks no network for anything, keeps keys back, and carries what the hall and the speaker need."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from spine_edu.errors import SpineEduError
from spine_edu.figures.drawing.measures import DRAWN, Measures
from spine_edu.lesson import case, timeline
from spine_edu.publish.present import command
from spine_edu.publish.present.deck import deck
from spine_edu.room.lesson_questions import questions_of
from spine_edu.room.opening import RoomWanted
from spine_edu.widgets.asking.question import QuizCard
from spine_edu.widgets.asking.quiz import Quiz
from spine_edu.widgets.turning.screw import PedicleScrew
from tests.publish.test_page import markdown, notebook
from tests.quiz.samples import SAMPLES, SINGLE, hostile
from tests.room.phone import Caller
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


def drawn(*sizes: tuple[int, int]) -> dict[str, Any]:
    """A cell that shows drawings of these sizes."""
    measures: list[Measures] = [{"width": width, "height": height, "letters": 9.0} for width, height in sizes]
    data = {"text/html": "<figure></figure>", "text/plain": "Drawings."}
    output = {"output_type": "execute_result", "data": data, "metadata": {DRAWN: measures}}
    return {"cell_type": "code", "id": "d", "metadata": {}, "source": "draw()", "outputs": [output]}


@pytest.mark.parametrize(
    ("sizes", "stands"),
    [
        ([(300, 400)], 'style="--ratio:0.75"'),
        ([(400, 300)], ""),
        ([(300, 400), (300, 400)], ""),
        ([(300, 900)], '"--ratio:0.45"'),
        ([], ""),
    ],
)
def test_a_drawing_that_is_higher_than_wide_has_the_height_of_the_stage(sizes: list[tuple[int, int]], stands: str) -> None:
    scenes = deck(notebook(cells=(markdown("# Lesson"), drawn(*sizes))), "lesson").split("<main")[1].split("</main")[0]
    assert ("data-beside" in scenes) == bool(stands)
    assert stands in scenes
    assert ('data-letters="0.03"' in scenes) == any(width == 300 for width, _ in sizes)


def test_of_a_figure_with_controls_the_drawing_stands_beside_them_and_of_a_timeline_the_map_of_its_joints() -> None:
    screw = deck(notebook(PedicleScrew(), cells=(markdown("# Lesson"),)), "lesson")
    assert 'data-beside="drawing"' in screw.split("<main")[1]
    gardener = deck(notebook(timeline(case("mixed-l3-l5").timeline), cells=(markdown("# Lesson"),)), "lesson")
    told = gardener.split("<main")[1].split('data-beside="map"')[1].split("scene-notes")[1].split("</aside>")[0]
    assert "<li>Month 14 (2024-01-08), imaging: CT: no bridge (L4-L5)." in told, "what each step says is the speaker's"


def test_the_words_of_a_figure_cite_with_a_mark_and_never_with_the_id_of_a_source() -> None:
    shown = deck(notebook(PedicleScrew("L5", 6.5), cells=(markdown("# Lesson"),)), "lesson")
    assert "[cook2021]" not in shown
    assert "se-cite" in shown.split("<main")[1]


def test_hostile_questions_stay_words() -> None:
    text = deck(notebook(QuizCard(hostile())), "lesson")
    assert "<script>window.attacked" not in text


def test_the_beliefs_behind_wrong_answers_and_the_instructors_cell_are_the_speakers() -> None:
    told = "Most rooms say that every fusion is a refusion. Let them vote."
    shown = notebook(QuizCard(SINGLE), cells=(markdown("# Lesson"), markdown("## Recall")))
    note = markdown(f"<details><summary>For the instructor</summary>\n\n{told}\n\n</details>", "instructor")
    text = deck({**shown, "cells": [*shown["cells"], {**note, "id": "last"}]}, "lesson")
    assert told in text.partition('class="scene-notes"')[2].partition("</aside>")[0], "it waits in the first scene"
    notes = " ".join(re.findall(r'<aside class="scene-notes".*?</aside>', text, re.DOTALL))
    assert "<li>Most rooms say that every fusion is a refusion.</li>" in notes
    assert "Did you think" in notes


def asked_while_served(
    serve: Callable[[Callable[[str], object]], Coroutine[Any, Any, None]], look: Callable[[str], None]
) -> None:
    """Serve something, have `look` ask at the address that is shown, in a thread of its own, and stop."""

    async def run() -> None:
        shown: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        served = asyncio.ensure_future(serve(shown.set_result))
        await asyncio.wait((served, shown), return_when=asyncio.FIRST_COMPLETED)
        await asyncio.to_thread(look, await shown)
        served.cancel()
        with pytest.raises(asyncio.CancelledError):
            await served

    apart(asyncio.run, run())


def test_a_deck_is_served_to_this_computer_alone_and_under_its_own_name() -> None:
    def look(address: str) -> None:
        host, port = address.removeprefix("http://").strip("/").split(":")
        assert host == "127.0.0.1"
        assert Caller(int(port)).ask("GET", "/").text == "the deck"
        assert Caller(int(port)).ask("GET", "/", Host="elsewhere.example").status == 404

    asked_while_served(lambda show: command.served("the deck", show), look)


@pytest.mark.parametrize("network", ["127.0.0.1", ""])
def test_a_deck_that_asks_the_room_lets_phones_vote_and_nobody_else_to_the_scenes(
    tmp_path: Path, network: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "the deck of {} questions"
    wanted = RoomWanted("12-refusion.ipynb", network=network, keep=tmp_path / "votes.jsonl")

    def look(link: str) -> None:
        said = capsys.readouterr().err
        port = int(link.split(":")[2].split("/")[0])
        teacher, stranger = Caller(port), Caller(port)
        assert stranger.ask("GET", "/").status == 403
        assert teacher.ask("GET", link.removeprefix(f"http://127.0.0.1:{port}")).headers["Location"] == "/"
        assert (teacher.ask("GET", "/").text, stranger.ask("GET", "/").status) == (text.format(len(questions_of("12"))), 403)
        assert teacher.ask("GET", "/desk/now").json["question"] is None
        assert ("Closed to the network" in said) == (not network)
        assert "Ctrl-C here closes it" in said
        for phones in re.findall(r"Phones: http://127.0.0.1:(\d+)/", said):
            assert "Go in" in Caller(int(phones)).ask("GET", "/").text
            assert teacher.ask("GET", "/").text != Caller(int(phones), teacher.cookies).ask("GET", "/").text
        assert len(re.findall("Phones: ", said)) == bool(network)

    asked_while_served(lambda show: command.asked(lambda room: text.format(len(room.hall.questions)), wanted, show), look)


def test_a_file_that_cannot_be_written_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command.notebooks, "run", lambda *_, **__: notebook(cells=(markdown("# Lesson"),)))
    lesson = tmp_path / "lesson.ipynb"
    lesson.write_text('{"cells": []}', encoding="utf-8")
    target = tmp_path / "nowhere" / "out.html"
    with pytest.raises(SpineEduError, match=r"out\.html cannot be written"):
        command.main(["present", str(lesson), "--file", str(target)])
    assert command.main(["present", str(lesson), "--file", str(tmp_path / "out.html"), "--minutes", "20", "--notes"]) == 0
    assert 'data-path="20"' in (tmp_path / "out.html").read_text("utf-8")
