"""What is exported, in a real Chromium: items of QTI 3.0 played by a player that is not ours, and an exam printed as PDF."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import pytest

from spine_edu.publish.chromium import as_pdf
from spine_edu.publish.export.paper import write
from spine_edu.publish.export.qti.package import package
from spine_edu.quiz import Question, judge
from tests.npm import node_modules
from tests.quiz import samples
from tests.quiz.samples import LINKED, SAMPLES

pytestmark = pytest.mark.browser

PLAY = """
async ([document_, responses]) => {
  const item = document.createElement("qti-item"), box = document.createElement("item-container");
  box.itemXML = document_;
  item.append(box);
  const connected = new Promise((come) => item.addEventListener("qti-assessment-item-connected", (event) => come(event.detail)));
  document.body.append(item);
  const played = await connected;
  await played.updateComplete;
  return responses.map((response) => {
    played.updateResponseVariable("RESPONSE", response);
    played.processResponse();
    const told = [played.getOutcome("FEEDBACK").value].flat();
    const remarks = [...played.querySelectorAll("qti-modal-feedback")];
    const said = remarks.filter((one) => told.includes(one.getAttribute("identifier"))).map((one) => one.textContent);
    return [Number(played.getOutcome("SCORE").value), said.join(" ")];
  });
}
"""
"""Put an item on the page, give it one response after another, and say what each scored and which remarks are shown."""

THREE_DECIMALS = 0.0005
"""So many the player keeps of a score."""
QTI = {"qti": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"}


class Document:
    """An item of a package as a document, in which answers are found by their words."""

    def __init__(self, text: str) -> None:
        self.text = text
        root = ElementTree.fromstring(text)
        choices = [*root.iterfind(".//qti:qti-simple-choice", QTI), *root.iterfind(".//qti:qti-simple-associable-choice", QTI)]
        self.names = {"".join(choice.itertext()): choice.get("identifier") for choice in choices}

    def name(self, words: str) -> str:
        return self.names[words.replace("*", "").replace("`", "")]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    items = [item for question in (*SAMPLES.values(), *LINKED.values()) for item in question.elsewhere()]
    with zipfile.ZipFile(BytesIO(package(items))) as archive:
        return {item.id: Document(archive.read(f"items/{item.id}.xml").decode()) for item in items}


def tries(question: Question, document: Document) -> Iterator[tuple[object, object, bool]]:
    """Yield answers as `judge` takes them, the same as responses of QTI, and whether near ones earn a share there, too."""
    solution = question.solution()
    match question.kind:
        case "single":
            yield from ((option.text, document.name(option.text), True) for option in question.options)
        case "multiple":
            texts = [option.text for option in question.options]
            for given in (solution, solution[:1], texts, [*solution, *[t for t in texts if t not in solution][:1]]):
                yield given, [document.name(text) for text in given], True
        case "number":
            yield from ((value, value, True) for value in (solution, *(near.value for near in question.near), "1000"))
        case "text":
            wrong = (form for near in question.near for form in near.forms)
            yield from ((form, form, True) for form in (solution, solution.upper(), *question.accept, *wrong, "something else"))
        case "code":
            yield from (
                (code, code, False) for code in (solution, solution.lower(), *(t.value for t in question.traps if not t.at))
            )
        case "order":
            for given in (solution, solution[::-1], [*solution[1:], solution[0]]):
                yield given, [document.name(text) for text in given], False
        case "match":
            first = next(iter(solution))
            other = next(target for target in question.targets if target != solution[first])
            for given in (solution, {**solution, first: other}):
                yield given, [f"{document.name(text)} {document.name(target)}" for text, target in given.items()], True
        case "place":
            words = {spot: spot.replace(" ", ", ") + (" column" if " " in spot else "") for spot in question.spots}
            if len(solution) == 1:
                yield from (([spot], document.name(words[spot]), True) for spot in question.spots)
            else:
                for spots in (solution, solution[:1], list(question.spots)):
                    yield spots, [document.name(words[spot]) for spot in spots], True


def test_a_player_that_is_not_ours_scores_as_the_judge_does(tab, documents, pytestconfig):
    page = tab()
    player = node_modules(pytestconfig.cache, "QTI was not played") / "@citolab/qti-components/cdn/index.js"
    page.set_content("<!DOCTYPE html><title>QTI</title>")
    page.add_script_tag(path=player, type="module")
    page.wait_for_function("!!customElements.get('qti-item') && !!customElements.get('item-container')")
    cases = [part for case in LINKED.values() for part in case.parts]
    played = set()
    for question in (*SAMPLES.values(), *LINKED.values(), *cases):
        given = list(tries(question, documents[question.id])) if question.id in documents else []
        if not given:
            continue
        played.add(question.kind)
        scored = page.evaluate(PLAY, [documents[question.id].text, [response for _, response, _ in given]])
        for (answer, _, shares), (score, told) in zip(given, scored, strict=True):
            verdict = judge(question, answer)
            expected = verdict.score if shares else float(verdict.correct)
            assert score == pytest.approx(expected, abs=THREE_DECIMALS), (question.id, answer)
            assert told.strip(), (question.id, answer)
    assert played == {"single", "multiple", "number", "text", "code", "order", "match", "place"}


def test_an_exam_is_printed_by_the_browser(chromium):
    exam, key = write([samples.SINGLE, samples.PLACE, samples.TAG], "1")
    assert as_pdf(exam).startswith(b"%PDF") and as_pdf(key).startswith(b"%PDF")
