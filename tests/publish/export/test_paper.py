"""An exam that is handed out holds no key; the key stands beside it, and has every answer under its number."""

from __future__ import annotations

from spine_edu.publish.export import paper
from spine_edu.quiz import choose
from tests.quiz import samples
from tests.quiz.samples import LINKED, SAMPLES

QUESTIONS = [*SAMPLES.values(), *LINKED.values()]


def test_the_exam_holds_nothing_of_the_key():
    exam, _ = paper.write(QUESTIONS, "1")
    whys = {why for question in QUESTIONS for what, _, why in question.key() if why}
    assert [why for why in whys if why in exam] == []
    assert not any(hint in exam for question in QUESTIONS for hint in question.hints)
    assert samples.PCS.answer not in exam


def test_the_key_has_every_question_under_the_number_of_the_exam():
    exam, key = paper.write(QUESTIONS, "1")
    for n in range(1, len(QUESTIONS) + 1):
        assert f"Question {n}<" in exam
        assert f'<li value="{n}">' in key
    assert samples.PCS.answer in key


def test_another_seed_puts_the_same_options_in_another_order():
    questions = choose("refusion", 5)
    (one, _), (other, _) = paper.write(questions, "1"), paper.write(questions, "2")
    assert one != other
    assert sorted(one) == sorted(other)


def test_a_worksheet_follows_the_readers_theme_and_the_width_of_a_phone():
    for page in paper.write(QUESTIONS, "1"):
        assert "color-scheme:light dark" in page, "its drawings do, and a dark one on white paper is a blot"
        assert 'name="viewport"' in page
