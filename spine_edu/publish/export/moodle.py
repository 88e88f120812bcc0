"""Items as a question bank for Moodle (XML): its own kinds of question, a reason for each answer, and the id as `idnumber`."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from spine_edu.publish.export.words import body, drawn, reason, solution, writable
from spine_edu.quiz.items import Arrange, Choose, Compose, Form, Item, Reckon, Relate, Response, Write
from spine_edu.text.markup import NOTHING, Markup, element
from spine_edu.widgets.asking.paper import inline

_KINDS: dict[type[Form], str] = {
    Choose: "multichoice", Write: "shortanswer", Reckon: "numerical", Arrange: "matching", Relate: "matching", Compose: "essay",
}  # fmt: skip


def write(items: Sequence[Item]) -> bytes:
    """Return the file, the items of each objective in a category of their own."""
    quiz, category = Element("quiz"), ""
    for item in sorted(items, key=lambda item: item.objective):
        if item.objective != category:
            category = item.objective
            _said(SubElement(quiz, "question", type="category"), "category", f"$course$/top/Spinal fusion/{category}")
        _question(SubElement(quiz, "question", type=_KINDS[type(item.form)]), item)
    return tostring(quiz, encoding="utf-8", xml_declaration=True)


def _question(question: Element, item: Item) -> None:
    _said(question, "name", item.id)
    asked = _said(question, "questiontext", body(item, lambda picture: f"@@PLUGINFILE@@/{picture.name}"))
    if picture := drawn(item):
        file = SubElement(asked, "file", name=picture.name, path="/", encoding="base64")
        file.text = base64.b64encode(picture.content).decode()
    _said(question, "generalfeedback", solution(item))
    _values(question, defaultgrade="1", penalty="0.3333333", hidden="0", idnumber=item.id)
    _answers(question, item.form)
    for hint in item.hints:
        _said(question, "hint", element("p", inline(hint)))
    _said(SubElement(question, "tags"), "tag", item.objective)


def _answers(question: Element, form: Form) -> None:
    """Add what may be answered, and what each answer is worth in percent."""
    match form:
        case Choose(answers=answers, several=several, ordered=ordered):
            _values(question, single=_flag(not several), shuffleanswers=_flag(not ordered), answernumbering="ABCD")
            share = 100 / len(form.right)
            for answer in answers:
                worth = share if answer.right else -share if several else 0
                _answer(question, answer, element("p", inline(answer.text)), worth)
        case Write(answers=answers):
            _values(question, usecase="0")
            for answer in answers:
                _answer(question, answer, answer.text.replace("*", "\\*"), 100 * answer.right)
        case Reckon(answers=answers):
            for answer in answers:
                tolerance = form.tolerance if answer.right else "0"
                _values(_answer(question, answer, answer.text, 100 * answer.right), tolerance=tolerance)
        case Arrange():
            _answers(question, form.places())
        case Relate(targets=targets, rows=rows):
            _values(question, shuffleanswers="true")
            for row in rows:
                _row(question, element("p", inline(row.text)), row.partner)
            for target in targets:
                if target not in {row.partner for row in rows}:
                    _row(question, NOTHING, target)
        case Compose():
            _values(question, responseformat="plain", responserequired="1", responsefieldlines="10", attachments="0")
            _said(question, "graderinfo", element("p", inline(form.example)))


def _answer(question: Element, answer: Response, text: str, percent: float) -> Element:
    made = _said(question, "answer", text)
    made.set("fraction", f"{percent:.7g}")
    _said(made, "feedback", element("p", reason(answer)))
    return made


def _row(question: Element, text: Markup, partner: str) -> None:
    _said(_said(question, "subquestion", text), "answer", partner)


def _said(parent: Element, name: str, text: str) -> Element:
    """Add an element that holds a text, and says whether it is HTML."""
    made = SubElement(parent, name, {"format": "html"} if isinstance(text, Markup) else {})
    SubElement(made, "text").text = writable(text)
    return made


def _flag(value: bool) -> str:
    return str(value).lower()


def _values(parent: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(parent, name).text = writable(value)
