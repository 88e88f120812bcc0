"""An exam on paper and its key, a page each, so that the one can be handed out without the other.

Everything can be asked on paper, so questions are taken as they are. The exam holds neither keys nor hints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spine_edu.publish.pieces.worksheet import Worksheet
from spine_edu.quiz import Question
from spine_edu.text.markup import Markup, Piece, element, join
from spine_edu.widgets.asking.question import printed

_STYLE = (
    ":root{color-scheme:light dark}"  # drawings follow the reader's theme
    "body{font:11pt/1.4 system-ui,sans-serif;max-width:44rem;margin:1rem auto;padding:0 1rem}section,li li{break-inside:avoid}"
    "section:is(:has(blockquote),.answer-key){break-inside:auto}"
    "blockquote{margin:.5em 0;padding-left:1rem;border-left:2px solid #8a8b84}"
    "img{max-width:20rem!important}li{margin:.2em 0}.name{border-bottom:1px solid;display:inline-block;min-width:min(20rem,100%)}"
    "@media(min-width:40rem){section{display:flow-root}figure{float:right;margin:0 0 .5em 1.5em!important}}"
    "@media print{details{display:none}}@page{margin:18mm;@bottom-right{content:counter(page)}}"
)
EXAM = "Spinal fusion: exam"


def write(questions: Sequence[Question], seed: str, title: str = EXAM) -> tuple[Markup, Markup]:
    """Return the exam and its key as pages of HTML; the seed shuffles what may be shuffled."""
    sheet = Worksheet(whole_keys=True)
    asked = [sheet.ask(replace(printed(question, question.face(seed), key=True), hints=())) for question in questions]
    name = element("p", "Name: ", element("span", "\u00a0", class_="name"), " Date: ____________")
    return _page(title, name, *asked), _page(f"{title}, key", sheet.answers)


def _page(title: str, *inside: Piece) -> Markup:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(_STYLE)),
    )
    body = element("body", element("h1", title), join(inside, "\n"))
    return Markup("<!DOCTYPE html>\n") + element("html", head, body, lang="en") + "\n"
