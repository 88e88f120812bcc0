"""Questions by what they are about: those that lessons teach, those of an objective or a family of objectives."""

from __future__ import annotations

from collections.abc import Collection

from spine_edu.errors import UnknownQuestion
from spine_edu.quiz.bank import all_questions, exam_set
from spine_edu.quiz.model import Question
from spine_edu.quiz.objectives import objective
from spine_edu.text.quoting import shown, some


def about(lessons: Collection[int] = (), family: str | None = None, *, in_exam: bool = False) -> list[Question]:
    """Return the questions of lessons by their numbers, and of an objective or a family of them such as 'refusion'; else all.

    Those that are kept for exams are among them `in_exam` only. Raises UnknownQuestion, with what there is, where none is left.
    """
    found = [*all_questions(), *(exam_set() if in_exam else ())]
    if lessons:
        taught = {f"{number:02}" for number in lessons}
        found = [question for question in found if objective(question.objective).lesson in taught]
    if family is not None:
        found = [q for q in found if q.objective == family or q.objective.startswith(f"{family}.")]
    if not found:
        known = some(sorted({question.objective for question in all_questions()}))
        asked = f"the objective {shown(family)}" if family else "this lesson"
        raise UnknownQuestion(f"No question is left for {asked}. Lessons are 0 to 14, objectives {known}.")
    return found
