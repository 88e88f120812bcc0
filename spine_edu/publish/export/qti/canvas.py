"""QTI 1.2 as Canvas reads it: one assessment with a question of Canvas's own kind for each item.

The names of question kinds and the way scores are told are those of Canvas's classic quizzes; its new ones read them, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from spine_edu.publish.export.archive import zipped
from spine_edu.publish.export.qti.package import serialized
from spine_edu.publish.export.words import PictureFile, body, drawn, reason, solution, writable
from spine_edu.quiz.items import Arrange, Choose, Compose, Form, Item, Reckon, Relate, Response, Write
from spine_edu.text.markup import Markup, element
from spine_edu.widgets.asking.paper import inline

_NAME = "spinal-fusion"
_RESPONSE, _GENERAL, _REFERENCE = "response1", "general_fb", "assessment_question_identifierref"
_KINDS: dict[type[Form], str] = {
    Write: "short_answer_question", Reckon: "numerical_question", Relate: "matching_question", Compose: "essay_question",
}  # fmt: skip


def write(items: Sequence[Item]) -> bytes:
    """Return the package: the assessment, its pictures, and the manifest."""
    pictures = [picture for picture in map(drawn, items) if picture]
    files = {"imsmanifest.xml": serialized(_manifest(pictures)), f"{_NAME}.xml": serialized(_assessment(items))}
    return zipped({**files, **{f"images/{picture.name}": picture.content for picture in pictures}})


def _manifest(pictures: Iterable[PictureFile]) -> Element:
    root = Element("manifest", {"xmlns": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1", "identifier": f"{_NAME}-package"})
    told = SubElement(root, "metadata")
    SubElement(told, "schema").text, SubElement(told, "schemaversion").text = "IMS Content", "1.1.3"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    quiz = SubElement(resources, "resource", identifier=_NAME, type="imsqti_xmlv1p2")
    SubElement(quiz, "file", href=f"{_NAME}.xml")
    for picture in pictures:
        path = f"images/{picture.name}"
        SubElement(SubElement(resources, "resource", identifier=picture.name, type="webcontent", href=path), "file", href=path)
    return root


def _assessment(items: Sequence[Item]) -> Element:
    root = Element("questestinterop", {"xmlns": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"})
    section = SubElement(SubElement(root, "assessment", ident=_NAME, title="Spinal fusion"), "section", ident="root_section")
    for item in items:
        form = item.form.places() if isinstance(item.form, Arrange) else item.form
        _question(SubElement(section, "item", ident=item.id, title=item.id), item, form)
    return root


def _question(question: Element, item: Item, form: Form) -> None:
    metadata = SubElement(SubElement(question, "itemmetadata"), "qtimetadata")
    for label, entry in (
        ("question_type", _kind(form)),
        ("points_possible", "1"),
        (_REFERENCE, item.id),
    ):
        field = SubElement(metadata, "qtimetadatafield")
        SubElement(field, "fieldlabel").text, SubElement(field, "fieldentry").text = label, entry
    asked = SubElement(question, "presentation")
    _material(asked, body(item, lambda picture: f"$IMS-CC-FILEBASE$/images/{picture.name}"))
    process = SubElement(question, "resprocessing")
    SubElement(SubElement(process, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    SubElement(_remark(question, process, _GENERAL, solution(item)), "other")
    _answers(question, asked, process, form)


def _kind(form: Form) -> str:
    if isinstance(form, Choose):
        return "multiple_answers_question" if form.several else "multiple_choice_question"
    return _KINDS[type(form)]


def _answers(question: Element, asked: Element, process: Element, form: Form) -> None:
    """Add what the learner handles, what is said to an answer, and what it is worth."""
    match form:
        case Choose(answers=answers, several=several):
            named = {f"A{n}": answer for n, answer in enumerate(answers, 1)}
            _choices(asked, _RESPONSE, {name: element("p", inline(answer.text)) for name, answer in named.items()}, several)
            for name, answer in named.items():
                _equal(_remark(question, process, f"{name}_fb", _said(answer)), name)
            right = _worth(process)
            right = SubElement(right, "and") if several else right
            for name, answer in named.items():
                if answer.right:
                    _equal(right, name)
                elif several:
                    _equal(SubElement(right, "not"), name)
        case Write(answers=answers):
            _field(asked)
            for n, answer in enumerate(answers, 1):
                _equal(_remark(question, process, f"A{n}_fb", _said(answer)), answer.text)
            right = _worth(process)
            for text in form.right:
                _equal(right, text)
        case Reckon(answers=(answer, *_), tolerance=tolerance):
            _field(asked, fibtype="Decimal")
            either = SubElement(_worth(process), "or")
            _equal(either, answer.text)
            within = SubElement(either, "and")
            for name, bound in (("vargte", -Decimal(tolerance)), ("varlte", Decimal(tolerance))):
                SubElement(within, name, respident=_RESPONSE).text = str(Decimal(answer.text) + bound)
        case Relate(targets=targets, rows=rows):
            offered = {f"T{n}": target for n, target in enumerate(targets, 1)}
            for n, row in enumerate(rows, 1):
                response = f"response_R{n}"
                _choices(asked, response, offered, several=False, above=row.text)
                name = next(name for name, target in offered.items() if target == row.partner)
                _equal(_worth(process, 100 / len(rows)), name, response)
        case Compose():
            _field(asked)


def _choices(asked: Element, response: str, texts: Mapping[str, str], several: bool, above: str = "") -> None:
    held = SubElement(asked, "response_lid", ident=response, rcardinality="Multiple" if several else "Single")
    if above:
        _material(held, above)
    choice = SubElement(held, "render_choice")
    for name, text in texts.items():
        _material(SubElement(choice, "response_label", ident=name), text)


def _field(asked: Element, **attributes: str) -> None:
    held = SubElement(asked, "response_str", ident=_RESPONSE, rcardinality="Single")
    SubElement(SubElement(held, "render_fib", attributes), "response_label", ident="answer1", rshuffle="No")


def _worth(process: Element, percent: float = 100) -> Element:
    """Add a condition that is worth so much, all or a share, and return the place for what it asks."""
    whole = percent == 100
    made = SubElement(process, "respcondition", {"continue": "No"} if whole else {})
    asks = SubElement(made, "conditionvar")
    SubElement(made, "setvar", varname="SCORE", action="Set" if whole else "Add").text = f"{percent:.4g}"
    return asks


def _remark(question: Element, process: Element, name: str, text: Markup) -> Element:
    """Add what is said under a condition, and return the place for what it asks."""
    made = SubElement(process, "respcondition", {"continue": "Yes"})
    asks = SubElement(made, "conditionvar")
    SubElement(made, "displayfeedback", feedbacktype="Response", linkrefid=name)
    _material(SubElement(SubElement(question, "itemfeedback", ident=name), "flow_mat"), text)
    return asks


def _equal(parent: Element, value: str, response: str = _RESPONSE) -> None:
    SubElement(parent, "varequal", respident=response).text = writable(value)


def _said(answer: Response) -> Markup:
    return element("p", reason(answer))


def _material(parent: Element, text: str) -> None:
    kind = "text/html" if isinstance(text, Markup) else "text/plain"
    SubElement(SubElement(parent, "material"), "mattext", texttype=kind).text = writable(text)
