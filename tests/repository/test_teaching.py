"""The guide for teachers names only what there is: beliefs, questions, lessons and sources of the course."""

from __future__ import annotations

import re
from pathlib import Path

from spine_edu import data
from spine_edu.room.lesson_questions import questions_of

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "teaching.md").read_text("utf-8")


def section(title: str) -> str:
    """The text of one section, to the next of its rank."""
    return re.search(rf"^(#+) {re.escape(title)}.*?\n(.*?)(?=^\1 |\Z)", GUIDE, re.MULTILINE | re.DOTALL)[2]


def test_each_belief_to_expect_is_one_of_the_bank_in_its_own_words() -> None:
    told = re.findall(r'^\| "(.*?)" \| \d', section("Beliefs to expect"), re.MULTILINE)
    assert len(told) > 5
    assert set(told) <= {belief["text"] for belief in data.document("misconceptions.yml").values()}


def test_a_session_asks_questions_that_the_room_of_its_lesson_has() -> None:
    sessions = {"6": section("20 minutes"), "12": section("45 minutes"), "5": section("90 minutes")}
    for lesson, plan in sessions.items():
        asked = re.findall(r'"([A-Z][^"]+?)"(?=[:,;]| and)', plan)
        stems = [question.stem for question in questions_of(lesson.zfill(2))]
        assert asked
        assert not [words for words in asked if not any(stem.startswith(words) for stem in stems)]


def test_what_is_said_of_teaching_names_its_source_and_its_address() -> None:
    sources = data.document("sources.yml")
    cited = re.findall(r"\[([a-z]+[\w-]*-[\w-]+)\]\((https://[^)]+)\)", GUIDE)
    assert len(cited) >= 7
    assert all(sources[id]["address"] == address for id, address in cited)
