"""One item as a document of QTI 3.0.

Scores are those of `judge` wherever the form of the item can tell them, and the reason follows the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from spine_edu.publish.export.words import body, reason, solution, tree, writable
from spine_edu.quiz.items import Arrange, Choose, Compose, Form, Item, Reckon, Relate, Response, Write
from spine_edu.quiz.model import shuffled
from spine_edu.text.markup import Markup, element
from spine_edu.widgets.asking.paper import inline

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_RESPONSE, _SCORE, _FEEDBACK, _REST = "RESPONSE", "SCORE", "FEEDBACK", "REST"


def item_document(item: Item) -> Element:
    """Return one item as a document: what is right, how it is asked, how an answer is weighed, and what is said to it."""
    form = item.form
    root = Element("qti-assessment-item", {"xmlns": NAMESPACE, "identifier": item.id, "title": item.id, "xml:lang": "en"})
    root.attrib.update({"adaptive": "false", "time-dependent": "false"})
    cardinality, kind = _declared(form)
    declared = add(root, "response-declaration", identifier=_RESPONSE, cardinality=cardinality, base_type=kind)
    _declare_right(declared, form)
    score = add(root, "outcome-declaration", identifier=_SCORE, cardinality="single", base_type="float", normal_maximum="1")
    add(add(score, "default-value"), "value").text = "0"
    told = cardinality if isinstance(form, Choose) else "single"
    add(root, "outcome-declaration", identifier=_FEEDBACK, cardinality=told, base_type="identifier")
    shown = add(root, "item-body")
    shown.extend(tree(element("div", body(item, lambda picture: picture.name))))
    _interaction(shown, item)
    _process(root, form)
    for name, text in _remarks(item):
        said = add(root, "modal-feedback", outcome_identifier=_FEEDBACK, identifier=name, show_hide="show")
        add(said, "content-body").append(tree(element("div", text)))
    return root


def _declared(form: Form) -> tuple[str, str]:
    """Return how many values an answer has, and of which type."""
    match form:
        case Choose(several=several):
            return "multiple" if several else "single", "identifier"
        case Reckon():
            return "single", "float"
        case Arrange():
            return "ordered", "identifier"
        case Relate():
            return "multiple", "directedPair"
    return "single", "string"


def _declare_right(declared: Element, form: Form) -> None:
    """Add the right response, and what each value of a response is worth where values are weighed one by one."""
    right, worth = _right(form), {}
    if right:
        held = add(declared, "correct-response")
        for value in right:
            add(held, "value").text = writable(value)
    if isinstance(form, Choose):
        share = 1 / len(right)
        wrong = -share if form.several else 0.0
        worth = {name: share if answer.right else wrong for name, answer in _named(form.answers)}
    elif isinstance(form, Relate):
        worth = {pair: 1 / len(right) for pair in right}
    if worth:
        mapping = add(declared, "mapping", lower_bound="0", upper_bound="1", default_value="0")
        for value, share in worth.items():
            add(mapping, "map-entry", map_key=value, mapped_value=repr(share))


def _right(form: Form) -> list[str]:
    """Return the values of the right response."""
    match form:
        case Choose(answers=answers):
            return [name for name, answer in _named(answers) if answer.right]
        case Write(answers=answers) | Reckon(answers=answers):
            return [answers[0].text]
        case Arrange(texts=texts):
            return [_name("T", place) for place in range(len(texts))]
        case Relate(targets=targets, rows=rows):
            return [f"{_name('R', n)} {_name('T', targets.index(row.partner))}" for n, row in enumerate(rows)]
    return []


def _interaction(shown: Element, item: Item) -> None:
    """Add what the learner handles."""
    match item.form:
        case Choose(answers=answers, several=several, ordered=ordered):
            most, shuffle = "0" if several else "1", "false" if ordered else "true"
            made = add(shown, "choice-interaction", response_identifier=_RESPONSE, max_choices=most, shuffle=shuffle)
            for name, answer in _named(answers):
                _choice(made, "simple-choice", name, answer.text)
        case Arrange(texts=texts):
            made = add(shown, "order-interaction", response_identifier=_RESPONSE, shuffle="true")
            for text in shuffled(list(texts), None, item.id):
                _choice(made, "simple-choice", _name("T", texts.index(text)), text)
        case Relate(targets=targets, rows=rows):
            made = add(shown, "match-interaction", response_identifier=_RESPONSE, max_associations=str(len(rows)), shuffle="true")
            first, second = add(made, "simple-match-set"), add(made, "simple-match-set")
            for n, row in enumerate(rows):
                _choice(first, "simple-associable-choice", _name("R", n), row.text, match_max="1")
            for n, target in enumerate(targets):
                _choice(second, "simple-associable-choice", _name("T", n), target, match_max=str(len(rows)))
        case Compose():
            add(shown, "extended-text-interaction", response_identifier=_RESPONSE, expected_lines="8")
        case Write(answers=answers) | Reckon(answers=answers):
            length = str(max(len(answer.text) for answer in answers))
            add(SubElement(shown, "p"), "text-entry-interaction", response_identifier=_RESPONSE, expected_length=length)


def _process(root: Element, form: Form) -> None:
    """Add how a response becomes a score, and which remark is shown."""
    match form:
        case Choose():
            process = _add_mapped(root)
            add(_set(process, _FEEDBACK), "variable", identifier=_RESPONSE)
        case Relate():
            _show(_add_mapped(root), _REST)
        case Write() | Reckon() | Arrange():
            _add_branches(add(root, "response-processing"), form)


def _add_mapped(root: Element) -> Element:
    """Add that each value of the response earns what the mapping says."""
    process = add(root, "response-processing")
    add(_set(process, _SCORE), "map-response", identifier=_RESPONSE)
    return process


def _add_branches(process: Element, form: Write | Reckon | Arrange) -> None:
    """Add what each known response is worth; no response at all is worth nothing and told nothing."""
    _value(_set(process, _SCORE), "float", "0")
    condition = add(process, "response-condition")
    add(add(add(condition, "response-if"), "is-null"), "variable", identifier=_RESPONSE)
    if isinstance(form, Arrange):
        branch = add(condition, "response-else-if")
        test = add(branch, "match")
        add(test, "variable", identifier=_RESPONSE)
        add(test, "correct", identifier=_RESPONSE)
        _score(branch, True, _REST)
    else:
        for name, answer in _named(form.answers):
            branch = add(condition, "response-else-if")
            _test(branch, form, answer)
            _score(branch, answer.right, name)
    _show(add(condition, "response-else"), _REST)


def _score(branch: Element, right: bool, remark: str) -> None:
    _value(_set(branch, _SCORE), "float", str(int(right)))
    _show(branch, remark)


def _test(branch: Element, form: Write | Reckon, answer: Response) -> None:
    """Add whether the response is this answer."""
    if isinstance(form, Write):
        _compare(branch, "string-match", "string", answer.text, case_sensitive="false")
        return
    both, within = add(branch, "and"), Decimal(form.tolerance) if answer.right else Decimal(0)
    _compare(both, "gte", "float", str(Decimal(answer.text) - within))
    _compare(both, "lte", "float", str(Decimal(answer.text) + within))


def _compare(parent: Element, how: str, kind: str, value: str, **attributes: str) -> None:
    test = add(parent, how, **attributes)
    add(test, "variable", identifier=_RESPONSE)
    _value(test, kind, value)


def _remarks(item: Item) -> Iterable[tuple[str, Markup]]:
    """Yield what is said to each answer that is known, and the solution for any other."""
    form = item.form
    if isinstance(form, Choose | Write | Reckon):
        for name, answer in _named(form.answers):
            yield name, element("p", element("strong", inline(answer.text)), ": ", reason(answer))
    if not isinstance(form, Choose | Compose):
        yield _REST, solution(item)


def _named(answers: Sequence[Response]) -> list[tuple[str, Response]]:
    return [(_name("A", n), answer) for n, answer in enumerate(answers)]


def _name(what: str, n: int) -> str:
    return f"{what}{n + 1}"


def _choice(parent: Element, kind: str, name: str, text: str, **attributes: str) -> None:
    made = tree(element("span", inline(text)))
    add(parent, kind, identifier=name, **attributes).append(made)


def _show(parent: Element, remark: str) -> None:
    _value(_set(parent, _FEEDBACK), "identifier", remark)


def _set(parent: Element, outcome: str) -> Element:
    return add(parent, "set-outcome-value", identifier=outcome)


def _value(parent: Element, kind: str, value: str) -> None:
    add(parent, "base-value", base_type=kind).text = writable(value)


def add(parent: Element, name: str, **attributes: str) -> Element:
    """Add an element of QTI: its names are written with hyphens, and begin with qti-."""
    return SubElement(parent, f"qti-{name}", {key.replace("_", "-"): value for key, value in attributes.items()})
