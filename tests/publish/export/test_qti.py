"""QTI as others read it: a package holds what its manifest lists, 2.1 becomes 3.0 again, and Canvas gets it whole."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
import qti2latex
from qti_convert import upgrade_package_files

from spine_edu.publish.export.qti import canvas
from spine_edu.publish.export.qti.older import QTI21
from spine_edu.publish.export.qti.package import package
from spine_edu.quiz.items import Item
from tests.quiz import samples
from tests.quiz.samples import HOSTILE, LINKED, SAMPLES

ITEMS = [item for question in (*SAMPLES.values(), *LINKED.values()) for item in question.elsewhere()]


def files(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("write", [package, lambda items: package(items, QTI21), canvas.write], ids=["3.0", "2.1", "Canvas"])
def test_a_package_holds_what_its_manifest_lists_and_nothing_else(write):
    held = files(write(ITEMS))
    manifest = ElementTree.fromstring(held["imsmanifest.xml"])
    listed = {found.get("href") for found in manifest.iter() if found.tag.endswith("}file")}
    assert listed == set(held) - {"imsmanifest.xml"}
    named = [found.get("identifier") for found in manifest.iter() if found.tag.endswith("}resource")]
    assert len(set(named)) == len(named)
    assert {found.get("identifierref") for found in manifest.iter() if found.tag.endswith("}dependency")} <= set(named)


def outline(document: bytes) -> list[object]:
    """What a document says: its elements with their attributes and words, whatever else a converter adds for schemas."""
    told: list[object] = []
    for found in ElementTree.fromstring(document).iter():
        attributes = {name: value for name, value in found.attrib.items() if "schemaLocation" not in name}
        told += [found.tag, sorted(attributes.items()), (found.text or "").strip(), (found.tail or "").strip()]
    return told


def test_a_converter_that_is_not_ours_makes_the_newer_package_of_the_older_one():
    ours, older = files(package(ITEMS)), files(package(ITEMS, QTI21))
    newer = upgrade_package_files(older, item_transforms=()).files
    for name in set(ours) - {"imsmanifest.xml"}:
        if name.endswith(".xml"):
            assert b"<qti-" not in older[name]
            assert outline(newer[name]) == outline(ours[name])


def canvas_items(items: list[Item]) -> dict[str, ElementTree.Element]:
    """The items of a package for Canvas, as the reader that is not ours finds them."""
    root = ElementTree.fromstring(files(canvas.write(items))["spinal-fusion.xml"])
    return {found.get("ident"): found for found in qti2latex.findall_anyns(root, "item")}


def test_a_reader_that_is_not_ours_finds_kind_stem_and_choices_in_what_canvas_gets():
    read = canvas_items(ITEMS)
    assert list(read) == [item.id for item in ITEMS]
    kinds = {id: qti2latex.guess_type(qti2latex.get_qti_metadata(found), found) for id, found in read.items()}
    wanted = {
        samples.SINGLE: "multiple_choice_question", samples.MULTIPLE: "multiple_answers_question",
        samples.NUMBER: "numerical_question", samples.TEXT: "short_answer_question", samples.PCS: "short_answer_question",
        samples.ORDER: "matching_question", samples.MATCH: "matching_question", samples.TAG: "matching_question",
        samples.PLACE: "multiple_choice_question", samples.QUERY: "essay_question",
    }  # fmt: skip
    assert {question.id: kinds[question.id] for question in wanted} == {question.id: kind for question, kind in wanted.items()}
    assert samples.SINGLE.options[0].text in [words(text) for _, text in qti2latex.get_choices(read[samples.SINGLE.id])]
    assert "images/" + samples.PLACE.id in qti2latex.get_item_stem(read[samples.PLACE.id])


def test_canvas_is_told_what_earns_the_points():
    read = canvas_items(ITEMS)
    options = {ident: words(text) for ident, text in qti2latex.get_choices(read[samples.MULTIPLE.id])}
    [(worth, asked)] = earning(read[samples.MULTIPLE.id])
    assert worth == 100
    assert [
        options[equal.text] for both in asked for equal in both if equal.tag.endswith("}varequal")
    ] == samples.MULTIPLE.solution()
    shares = [worth for worth, _ in earning(read[samples.MATCH.id])]
    assert len(shares) == len(samples.MATCH.items) and sum(shares) == pytest.approx(100, abs=0.1)
    [(_, asked)] = earning(read[samples.TEXT.id])
    assert [equal.text for equal in asked] == [samples.TEXT.answer, *samples.TEXT.accept]


def earning(item: ElementTree.Element) -> list[tuple[float, ElementTree.Element]]:
    """The conditions of an item that earn points: how many, and what they ask."""
    found = qti2latex.findall_anyns(item, "respcondition")
    worth = [
        (qti2latex.first(qti2latex.findall_anyns(one, "setvar")), qti2latex.child_anyns(one, "conditionvar")) for one in found
    ]
    return [(float(points.text), asked) for points, asked in worth if points is not None]


def words(html: str) -> str:
    return "".join(ElementTree.fromstring(html).itertext())


@pytest.mark.parametrize("write", [package, canvas.write], ids=["QTI", "Canvas"])
def test_a_text_is_a_text_whatever_it_holds(write):
    items = [replace(item, id=f"hostile-{n}") for n, item in enumerate(i for question in HOSTILE for i in question.elsewhere())]
    for name, content in files(write(items)).items():
        if name.endswith(".xml"):
            said = ElementTree.fromstring(content)
            assert not [found for found in said.iter() if found.tag.split("}")[-1] in ("script", "iframe", "svg")]
            assert not [
                found for found in said.iter() if "text/html" in found.attrib.values() and "<script" in (found.text or "")
            ]
