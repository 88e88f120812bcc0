"""A lesson as scenes: nothing of it is lost, nothing is told before its time, and the paths fit their minutes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from spine_edu.publish import notebooks
from spine_edu.publish.present.passages import passages, sentences, shortened, words
from spine_edu.publish.present.paths import LENGTHS, minutes, paths
from spine_edu.publish.present.scenes import LessonCut, asked, cut
from spine_edu.quiz import question_named
from spine_edu.widgets.asking.paper import QUESTIONS
from tests.publish.test_page import markdown
from tools.slide_marks import with_questions

LESSONS = notebooks.lessons()


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request: pytest.FixtureRequest) -> tuple[list[dict[str, Any]], LessonCut]:
    cells = with_questions(notebooks.read(request.param)["cells"])
    return cells, cut(cells)


def test_every_cell_ends_in_a_scene_in_the_notes_or_is_skipped(lesson: tuple[list[dict[str, Any]], LessonCut]) -> None:
    cells, scenes = lesson
    found = {id for scene in scenes.scenes for id in scene.cells} | set(scenes.skipped)
    assert [cell["id"] for cell in cells if cell["id"] not in found] == []


def test_every_word_of_the_prose_is_on_the_screen_or_in_the_notes(lesson: tuple[list[dict[str, Any]], LessonCut]) -> None:
    cells, scenes = lesson
    shown = " ".join(
        " ".join([scene.title, *(part.text for part in (*scene.shown, *scene.revealed)), *scene.notes]) for scene in scenes.scenes
    )
    known = {" ".join(sentence.split()) for sentence in sentences(shown.replace("\n", " "))}
    told = [
        sentence
        for cell in cells
        if cell["cell_type"] == "markdown"
        for passage in passages("".join(cell["source"]))
        if passage.kind == "prose"
        for sentence in sentences(passage.text)
    ]
    assert [sentence for sentence in told if sentence not in known and sentence not in " ".join(shown.split())] == []


def test_the_path_of_a_lesson_has_a_lecture_of_scenes_and_fits_its_minutes(
    lesson: tuple[list[dict[str, Any]], LessonCut],
) -> None:
    _, scenes = lesson
    lie_on = paths(scenes.scenes)
    for length in LENGTHS:
        on = [scene for scene, its in zip(scenes.scenes, lie_on, strict=True) if length in its]
        assert sum(map(minutes, on)) <= length
    assert 15 <= sum(LENGTHS[-1] in its for its in lie_on) <= 25
    assert 8 <= sum(LENGTHS[0] in its for its in lie_on) <= 15


def test_a_story_is_short_enough_to_be_read_from_the_last_row(lesson: tuple[list[dict[str, Any]], LessonCut]) -> None:
    _, scenes = lesson
    for scene in scenes.scenes:
        prose = [part.text for part in scene.shown if part.text and not part.text.startswith(("|", "-", "1."))]
        assert sum(map(words, prose)) <= 110, scene.section


def test_other_tools_read_the_deck_that_we_show(lesson: tuple[list[dict[str, Any]], LessonCut]) -> None:
    cells, scenes = lesson
    stored = {cell["id"]: cell["metadata"].get("slideshow", {}).get("slide_type") for cell in cells}
    assert stored == scenes.marks, "run tools/slide_marks.py"
    begun = [mark for mark in stored.values() if mark in ("slide", "subslide")]
    assert len(scenes.scenes) - len(begun) <= 2, "other tools show together what one cell has of two scenes"


def test_a_cell_that_its_author_marks_anew_is_shown_so_and_no_other_changes() -> None:
    cells = with_questions(notebooks.read(LESSONS[12])["cells"])
    before = cut(cells)
    found = next(scene for scene in before.scenes if scene.kind == "question")
    [*_, question] = [id for id, mark in found.cells.items() if mark == "-"]
    told = [{**cell, "metadata": {"slideshow": {"slide_type": "skip"}}} if cell["id"] == question else cell for cell in cells]
    after = cut(told)
    assert question in after.skipped
    assert len(after.scenes) == len(before.scenes) - 1
    assert [scene.title for scene in after.scenes[-20:]] == [scene.title for scene in before.scenes[-20:]]


def marked(text: str, way: str, id: str) -> dict[str, Any]:
    return {**markdown(text), "id": id, "metadata": {"slideshow": {"slide_type": way}}}


def test_the_marks_of_jupyter_overrule_the_rules() -> None:
    whole = "One. Two. Three. " * 40
    scenes = cut(
        [
            {**markdown("# The column"), "id": "a"},
            marked(whole, "slide", "b"),
            marked("And then.", "fragment", "c"),
            marked("Beside it.", "-", "d"),
            marked("For the speaker.", "notes", "e"),
            marked("For nobody.", "skip", "f"),
        ]
    )
    title, story = scenes.scenes
    assert (title.kind, story.kind) == ("title", "story")
    assert [part.text for part in story.shown] == [whole.strip(), "Beside it."]
    assert [part.text for part in story.revealed] == ["And then."]
    assert (story.notes, scenes.skipped) == (["For the speaker."], ("f",))


def test_what_leads_to_the_next_thing_stays_when_a_text_is_shortened() -> None:
    short = shortened(["Bone **heals**. It takes long. It takes very long.", "Which joint?"], 5)
    assert short == ("Bone **heals**.", "Which joint?")


def test_a_question_of_the_bank_that_a_scene_asks_is_revealed_after_it() -> None:
    known = question_named("step-which-joint")
    cell = {
        "cell_type": "code",
        "id": "q",
        "metadata": {},
        "source": "question()",
        "outputs": [{"output_type": "execute_result", "data": {}, "metadata": {QUESTIONS: [json.loads("{}")]}}],
    }
    fold = {**markdown(f"<details><summary>After your answer</summary>\n\n{known.stem}\n\n</details>"), "id": "f"}
    (scene,) = cut([cell, fold]).scenes
    assert scene.kind == "question"
    assert [part.key for part in scene.shown] == [False]
    assert [part.key for part in scene.revealed] == [True, False]


def test_every_question_on_the_wall_is_answered_after_it(lesson: tuple[list[dict[str, Any]], LessonCut]) -> None:
    for scene in lesson[1].scenes:
        alone = [part.cell["id"] for part in scene.shown if part.cell and asked(part.cell) == 1]
        assert alone == [part.cell["id"] for part in scene.revealed if part.cell and part.key]


def test_a_text_that_waits_for_what_follows_lies_on_the_path_that_its_author_asks_for() -> None:
    told, figure = {**markdown("# Codes"), "id": "a"}, {"cell_type": "code", "id": "b", "metadata": {}, "source": ""}
    wanted = {**markdown("Again, in the newer system."), "id": "c", "metadata": {"slideshow": {"path": 45}}}
    ends = {**markdown("## Key points\n\n- The joint decides."), "id": "d"}
    scenes = cut([told, {**figure, "outputs": [{"data": {}}]}, wanted, ends]).scenes
    assert {id: scene.path for scene in scenes for id in scene.cells if id in "bc"} == {"b": None, "c": 45}


def test_nothing_on_the_wall_sends_a_class_home(lesson: tuple[list[dict[str, Any]], LessonCut]) -> None:
    parts = [part.text for scene in lesson[1].scenes for part in (*scene.shown, *scene.revealed)]
    assert [text for text in parts if "remembers where you were" in text or "whom you have not met" in text] == []


def test_the_path_of_a_lecture_codes_the_refusion_in_both_systems() -> None:
    scenes = cut(with_questions(notebooks.read(LESSONS[12])["cells"])).scenes
    on = {id for scene, its in zip(scenes, paths(scenes), strict=True) if LENGTHS[-1] in its for id in scene.cells}
    assert {"refusion-30", "refusion-34"} <= on
