"""The course as a whole: what is promised is practised and tested, words are explained, lessons can be read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from spine_edu import data
from spine_edu.publish.notebooks import lessons
from spine_edu.quiz import Question, all_questions, question_named

LESSONS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in lessons() if not path.stem.startswith("00")
}
OBJECTIVES: dict[str, dict[str, str]] = data.document("objectives.yml")
each_lesson = pytest.mark.parametrize("name", LESSONS)


def cells(name: str, kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in LESSONS[name]["cells"] if cell["cell_type"] == kind]


def prose(name: str) -> str:
    """What the learner reads: no tables, links, marks, names of folds or cells for the teacher."""
    shown = [
        c for c in LESSONS[name]["cells"] if c["cell_type"] == "markdown" and "instructor" not in c["metadata"].get("tags", [])
    ]
    return plain("\n\n".join("".join(cell["source"]) for cell in shown))


def plain(text: str) -> str:
    """The words of a text of Markdown, without its tables."""
    text = re.sub(r"^\|.*\|$|</?details>|<summary>.*</summary>", "", text, flags=re.MULTILINE)
    return re.sub(r"\[[a-z0-9-]+\]|\]\([^)]*\)|[*#`>\[]", "", text)


def asked_on_the_way(name: str) -> list[Question]:
    """The questions of the steps, in their order: those a cell names one by one, but not those that a seed draws."""
    return named_in("\n".join(cells(name, "code")))


def named_in(code: str) -> list[Question]:
    """The questions that lines of code name one by one."""
    named = re.findall(r'question\("([^"]+)"', code)
    listed = [id for found in re.findall(r"quiz\(\s*\[(.*?)\]", code, re.DOTALL) for id in re.findall(r'"([^"]+)"', found)]
    return [question_named(id) for id in (*named, *listed)]


def asked_at_the_end(name: str) -> list[Question]:
    """All questions of the file that the lesson's last quiz draws from."""
    [*_, file] = re.findall(r'quiz\("([^"]+)", n=', "\n".join(cells(name, "code")))
    return [question for question in all_questions() if question.where == f"questions/{file}.yml"]


def seen_from(question: Question) -> set[str]:
    parts = getattr(question, "parts", ())
    return {question.objective, *(part.objective for part in parts if part.objective)}


@each_lesson
def test_every_objective_is_practised_on_the_way_and_asked_at_the_end(name: str) -> None:
    """The matrix of the course: a hole is a promise that nobody keeps."""
    own = [id for id, objective in OBJECTIVES.items() if objective["lesson"] == name[:2]]
    practised = {id for question in asked_on_the_way(name) for id in seen_from(question)}
    tested = {id for question in asked_at_the_end(name) for id in seen_from(question)}
    holes = {
        id: [what for what, known in (("a step", practised), ("a question at the end", tested)) if id not in known] for id in own
    }
    assert own, f"data/objectives.yml: lesson {name} promises nothing"
    assert not {id: missing for id, missing in holes.items() if missing}, f"{name} lacks: {holes}"


@each_lesson
def test_a_lesson_asks_every_question_that_is_written_for_its_way(name: str) -> None:
    """A step that no cell asks could never be answered, and the lesson never be read."""
    own = {
        question.id for question in all_questions() if question.is_step and OBJECTIVES[question.objective]["lesson"] == name[:2]
    }
    assert own <= {question.id for question in asked_on_the_way(name)}


@each_lesson
def test_no_cell_shows_a_beginner_the_noise_of_a_table(name: str) -> None:
    """What pandas writes for an empty field, and the kind of numbers under a column."""
    shown = "\n".join(
        "".join(output["data"].get("text/plain", "")) for cell in LESSONS[name]["cells"] for output in cell.get("outputs", [])
    )
    assert not re.findall(r"\bNaN\b|\bNaT\b|<NA>|^(?:Name: .*)?dtype: \w+$", shown, re.MULTILINE)


@each_lesson
def test_a_lesson_asks_before_it_shows(name: str) -> None:
    """At least five steps; a prediction in prose counts as one."""
    predictions = len(re.findall(r"\bbefore you run\b|\bpredict\b|\bsay (?:how|what|which)\b", prose(name), re.IGNORECASE))
    assert len(asked_on_the_way(name)) + predictions >= 5


@each_lesson
def test_a_lesson_ends_with_at_least_ten_questions_of_at_least_four_kinds(name: str) -> None:
    drawn = [int(n) for n in re.findall(r"quiz\(\"[^\"]+\", n=(\d+)", "\n".join(cells(name, "code")))]
    questions = asked_at_the_end(name)
    assert max(drawn) >= 6 if name.startswith("14") else max(drawn) >= 10
    assert len(questions) > max(drawn), "a second round should differ"
    assert len({question.kind for question in questions}) >= 4, sorted({question.kind for question in questions})


@each_lesson
def test_a_lesson_has_its_rhythm(name: str) -> None:
    text = "\n".join(cells(name, "markdown"))
    for part in ("**After this lesson you can**", "## Key points", "## Sources", "[start page](00-start-here.ipynb)"):
        assert part in text, f"{name} has no {part!r}"
    if not name.startswith("01"):
        assert "## Recall" in text
    teacher = [c for c in LESSONS[name]["cells"] if "instructor" in c["metadata"].get("tags", [])]
    assert teacher, f"{name}: timing, the usual wrong answer, a discussion and a board sketch for the teacher"
    said = " ".join("".join(cell["source"]) for cell in teacher).lower()
    assert all(word in said for word in ("minute", "most rooms", "discussion", "board sketch")), f"{name}: {said}"


@each_lesson
def test_a_lesson_can_be_read_in_its_time(name: str) -> None:
    """Between 900 and 2800 words (test_minutes adds up the rest). Reading ease as in a good newspaper or easier."""
    text = prose(name)
    assert 900 <= len(text.split()) <= 2800, len(text.split())
    assert reading_ease(text) >= 60, f"{name}: reading ease {reading_ease(text):.0f}"


def reading_ease(text: str) -> float:
    """Flesch's measure, higher is easier; syllables are counted by groups of vowels."""
    sentences = [part for part in re.split(r"[.!?:]\s|\n\n|\n- |\n\d\. ", text) if len(part.split()) > 2]
    words = text.split()
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * sum(map(syllables, words)) / len(words)


def syllables(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", letters))
    return max(count - (letters.endswith("e") and not letters.endswith("le") and count > 1), 1)


@each_lesson
def test_every_bold_term_is_in_the_glossary_or_plain_english(name: str) -> None:
    """What a lesson sets in bold as a term can be looked up; bold for emphasis is short and common."""
    from spine_edu.glossary import plain, terms

    known = {plain(other) for term in terms() for other in (term.name, *term.also)}
    shown = [
        c for c in LESSONS[name]["cells"] if c["cell_type"] == "markdown" and "instructor" not in c["metadata"].get("tags", [])
    ]
    bold = {b for cell in shown for b in re.findall(r"(?<!\*)\*\*([^*\n]+)\*\*(?!\*)", "".join(cell["source"]))}
    terms_only = {
        b
        for b in bold
        if not b.startswith(("this ", "in the "))
        and len(b.split()) <= 3
        and b == b.lower()
        and not b.endswith((".", ":", "?", ","))
    }
    lost = {b for b in terms_only if plain(b) not in known}
    assert not lost, f"data/glossary.yml lacks {sorted(lost)} of {name}"


def test_lessons_are_numbered_without_a_gap() -> None:
    numbers = [int(name[:2]) for name in LESSONS]
    assert numbers == sorted(set(numbers))


def test_at_most_a_third_of_the_bank_asks_for_recall() -> None:
    questions = all_questions()
    assert sum(question.verb == "recall" for question in questions) <= len(questions) / 3


def test_every_belief_is_caught_by_at_least_two_questions() -> None:
    caught: dict[str, set[str]] = {name: set() for name in data.document("misconceptions.yml")}
    for path in sorted(Path(data.root(), "questions").glob("*.yml")):
        entries = data.document(f"questions/{path.name}")
        for entry in entries:
            for name in re.findall(r"'misconception': '([^']+)'", str(entry)):
                caught[name].add(entry["id"])
    few = {name: sorted(ids) for name, ids in caught.items() if len(ids) < 2}
    assert not few, f"caught by fewer than two questions: {few}"
