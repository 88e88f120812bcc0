"""What a student gets back: the result by objective and by belief, and each question again with answer, verdict and reason."""

from __future__ import annotations

import json

from spine_edu.exam.handed_in import OneAnswer
from spine_edu.exam.result import ExamResult, answers_of, by_belief, by_objective
from spine_edu.publish.page import page_css
from spine_edu.publish.pieces.shell import html_file
from spine_edu.publish.pieces.worksheet import right_answers
from spine_edu.quiz import Verdict, judge
from spine_edu.text.markup import Markup, Piece, element, join
from spine_edu.widgets.asking.paper import inline, question_html
from spine_edu.widgets.asking.question import printed


def feedback(name: str, result: ExamResult) -> str:
    """Return the page for one student."""
    handed = result.handed
    lead = f"{name}: {result.percent:g} of 100 points; {sum(v.correct for v in result.verdicts)} of {len(result.verdicts)} right."
    questions = (_question(n, given, verdict) for n, (given, verdict) in enumerate(result.judged, 1))
    main = element(
        "main",
        element("h1", f"Exam, {handed.exam}"),
        element("p", element("strong", lead)),
        _objectives(result),
        _beliefs(result),
        element("h2", "Question by question"),
        *questions,
    )
    return html_file(f"Exam, {handed.exam}: {name}", page_css(), main)


def _objectives(result: ExamResult) -> Markup:
    rows = (
        element("tr", element("th", row.title, scope="row"), element("td", f"{row.score:.3g} of {row.asked}"))
        for row in by_objective([result])
    )
    head = element("thead", element("tr", element("th", "I can …", scope="col"), element("th", "Points", scope="col")))
    return element("table", element("caption", "By objective, the weakest first"), head, element("tbody", *rows))


def _beliefs(result: ExamResult) -> Markup | None:
    held = by_belief(result)
    items = (
        element(
            "li",
            element("strong", "“", inline(one.text), "”"),
            f" (question {', '.join(map(str, one.places))}) ",
            inline(one.refutation),
        )
        for one in held
    )
    return join([element("h2", "Ideas that led astray"), element("ul", *items)]) if held else None


def _question(number: int, given: OneAnswer, verdict: Verdict) -> Markup:
    question = given.question
    asked = printed(question, question.face(), key=False)
    parts: list[Piece] = [
        element("p", element("strong", f"{part.stem}: " if question.parts else "", "Your answer: "), in_words(answer), ". ",
                _verdict(judge(part, answer)))
        for part, answer in answers_of(question, given.answer)
        if answer is not None
    ]  # fmt: skip
    told = parts or [element("p", element("strong", "You left this open."))]
    right = None if verdict.correct else right_answers(printed(question, question.face(), key=True))
    return element("section", question_html(asked, f"Question {number}"), *told, right)


def _verdict(verdict: Verdict) -> Markup:
    sign = "✓" if verdict.correct else "◐" if verdict.score else "≠"
    wrong = (f" {part.label}: {part.why}" for part in verdict.parts if not part.correct and part.why)
    return join([f"{sign} {verdict.headline} ", inline(verdict.why), *map(inline, wrong)])


def in_words(answer: object) -> str:
    """Return an answer as it can be read: texts as they are, several with semicolons, pairs with an arrow.

    >>> in_words(["L3-L4", "L4-L5"]), in_words({"PLIF": "anterior"})
    ('L3-L4; L4-L5', 'PLIF → anterior')
    """
    if isinstance(answer, list):
        return "; ".join(map(in_words, answer))
    if isinstance(answer, dict):
        return "; ".join(f"{name} → {in_words(value)}" for name, value in answer.items())
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
