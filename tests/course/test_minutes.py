"""A lesson takes as long as it says, added up for a learner in no hurry who opens every fold but "In words" and the sources.

Read are the text with its folds and tables, the notes, and of each question what it asks, offers and says of the right answer.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from statistics import mean
from typing import Any

import pytest

from spine_edu import lesson
from spine_edu.publish.notebooks import lessons, read
from spine_edu.quiz import Question, all_questions
from spine_edu.quiz.paper import Listing, Prose
from tests.course.test_course import LESSONS, asked_at_the_end, each_lesson, named_in, plain

WORDS_A_MINUTE = 180
A_THOUGHT, A_FIGURE = 30 / 60, 40 / 60  # minutes, for a question beside its words, and for a figure
TO_RECALL = 3  # questions of a warm-up
ASKED, NAMED = (
    {"question", "quiz", "warm_up"},
    {"case", "history", "evidence", "joints_in", "vertebrae_in", "sources", "due", "forget", "note"},
)
LOOKED_AT = set(lesson.__all__) - ASKED - NAMED
ROUNDING = 0.10
LONG = 50  # minutes: a longer lesson is no lesson for one sitting
STOP = "A good place to stop"


def words(text: str) -> int:
    return len(re.findall(r"\S*[^\W_]\S*", text))


def of_text(text: str) -> float:
    """Minutes for a text with its folds and tables."""
    tables = " ".join(line for line in text.splitlines() if line.startswith("|"))
    return (words(plain(text)) + words(tables)) / WORDS_A_MINUTE


@functools.cache
def of_question(question: Question) -> float:
    """Minutes for a question: what it asks, offers and says of the right answer, and a thought for each of its parts."""
    pieces = question.paper(question.face(seed=1))
    offered = [item for piece in pieces if isinstance(piece, Listing) for item in piece.items]
    noted = [line for piece in pieces if isinstance(piece, Prose) for paragraph in piece.paragraphs for line in paragraph]
    said = [why for _, right, why in question.key() if right]
    return words(" ".join([question.stem, *offered, *noted, *said])) / WORDS_A_MINUTE + A_THOUGHT


def of_code(name: str, cell: Mapping[str, Any]) -> float:
    """Minutes for what a cell asks and shows."""
    code = "".join(cell["source"])
    drawn = sum(map(int, re.findall(r"\bquiz\(.*\bn=(\d+)", code)))
    asked = sum(map(of_question, named_in(code))) + TO_RECALL * len(re.findall(r"\bwarm_up\(", code)) * usual(all_questions())
    figures = sum(call in LOOKED_AT for call in re.findall(r"^(\w+)\(", code, re.MULTILINE))
    noted = (
        "".join("".join(output["data"]["text/plain"]) for output in cell["outputs"]) if re.search(r"^note\(", code, re.M) else ""
    )
    return asked + (drawn * usual(asked_at_the_end(name)) if drawn else 0) + figures * A_FIGURE + words(noted) / WORDS_A_MINUTE


def usual(questions: Iterable[Question]) -> float:
    return mean(map(of_question, questions))


@functools.cache
def minutes(name: str) -> list[float]:
    """Minutes of each cell; those for the teacher take none."""
    return [
        0.0
        if "instructor" in cell["metadata"].get("tags", [])
        else of_code(name, cell)
        if cell["cell_type"] == "code"
        else of_text("".join(cell["source"]))
        for cell in LESSONS[name]["cells"]
    ]


@each_lesson
def test_a_lesson_takes_as_long_as_it_says_and_as_the_start_page_says(name: str) -> None:
    opening = "".join(LESSONS[name]["cells"][0]["source"])
    (said,) = map(int, re.findall(r"About (\d+) minutes, the \w+ questions at the end included", opening))
    taken = sum(minutes(name))
    assert taken == pytest.approx(said, rel=ROUNDING), (
        f"{name} says {said} minutes and takes {taken:.1f}. "
        f"Say {5 * round(taken / 5)}, here and on the start page, or cut the lesson."
    )
    assert on_the_start_page()[int(name[:2])] == said


def test_a_lesson_is_one_sitting_and_a_place_to_stop_in_it_says_how_long_either_part_takes() -> None:
    for name in LESSONS:
        taken = minutes(name)
        opening = "".join(LESSONS[name]["cells"][0]["source"])
        stops = [n for n, cell in enumerate(LESSONS[name]["cells"]) if STOP in "".join(cell["source"])]
        assert sum(taken) < LONG, f"{name} takes {sum(taken):.1f} minutes: cut it."
        assert len(stops) == len(re.findall("a place where you may stop", opening)) <= 1, name
        if stops:
            said = [*map(int, *re.findall(r"(\d+) minutes to a place where you may stop, (\d+) after it", opening))]
            parts = [sum(taken[: stops[0]]), sum(taken[stops[0] :])]
            assert said == pytest.approx(parts, abs=5), f"{name}: {parts[0]:.1f} and {parts[1]:.1f}"


def on_the_start_page() -> dict[int, int]:
    """The minutes of each lesson in the table of the course."""
    start = next(path for path in lessons() if path.stem.startswith("00"))
    text = "\n".join("".join(cell["source"]) for cell in read(start)["cells"])
    return {int(number): int(said) for number, said in re.findall(r"^\| (\d+) \| .* \| (\d+) \|$", text, re.MULTILINE)}


def test_every_lesson_stands_in_the_table_of_the_course_within_the_promise_of_its_first_line() -> None:
    promised = on_the_start_page()
    assert sorted(promised) == [int(name[:2]) for name in LESSONS]
    start = next(path for path in lessons() if path.stem.startswith("00"))
    text = "\n".join("".join(cell["source"]) for cell in read(start)["cells"])
    assert f"Fourteen lessons, {min(promised.values())} to {max(promised.values())} minutes each" in text
