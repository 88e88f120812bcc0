"""A lesson takes as long as it says: reading, questions, figures and the deck, added up for a learner who is in no hurry."""

from __future__ import annotations

import re

import pytest

from spine_edu import lesson
from spine_edu.publish.notebooks import lessons, read
from tests.course.test_course import LESSONS, asked_on_the_way, cells, each_lesson, prose

WORDS_A_MINUTE = 180
A_QUESTION, A_FIGURE = 45 / 60, 40 / 60  # minutes
TO_RECALL = 3  # questions of a warm-up
ASKED, NAMED = (
    {"question", "quiz", "warm_up"},
    {"case", "history", "evidence", "joints_in", "vertebrae_in", "sources", "due", "forget"},
)
LOOKED_AT = set(lesson.__all__) - ASKED - NAMED
ROUNDING = 0.10


def read_aloud(name: str) -> int:
    """How many words a learner reads, tables among them."""
    tables = [line for cell in cells(name, "markdown") for line in cell.splitlines() if line.startswith("|")]
    return len(prose(name).split()) + len(re.findall(r"[^\W_]\S*", " ".join(tables)))


def asked(name: str) -> int:
    code = "\n".join(cells(name, "code"))
    drawn = sum(map(int, re.findall(r"\bquiz\(.*\bn=(\d+)", code)))
    return len(asked_on_the_way(name)) + drawn + TO_RECALL * len(re.findall(r"\bwarm_up\(", code))


def looked_at(name: str) -> int:
    return sum(call in LOOKED_AT for call in re.findall(r"^(\w+)\(", "\n".join(cells(name, "code")), re.MULTILINE))


def minutes(name: str) -> float:
    return read_aloud(name) / WORDS_A_MINUTE + asked(name) * A_QUESTION + looked_at(name) * A_FIGURE


@each_lesson
def test_a_lesson_takes_as_long_as_it_says_and_as_the_start_page_says(name: str) -> None:
    opening = cells(name, "markdown")[0]
    (said,) = map(int, re.findall(r"About (\d+) minutes, the \w+ questions at the end included", opening))
    taken = minutes(name)
    assert taken == pytest.approx(said, rel=ROUNDING), (
        f"{name} says {said} minutes and takes {taken:.1f}: {read_aloud(name)} words, {asked(name)} questions, "
        f"{looked_at(name)} figures. Say {5 * round(taken / 5)}, here and on the start page, or cut the lesson."
    )
    assert on_the_start_page()[int(name[:2])] == said


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
