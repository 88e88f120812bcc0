"""A package of QTI: an item a file, a test that asks them all, and the manifest that lists them, in one zip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from spine_edu.publish.export.archive import zipped
from spine_edu.publish.export.qti.item import NAMESPACE, add, item_document
from spine_edu.publish.export.words import drawn
from spine_edu.quiz.items import Item
from spine_edu.quiz.objectives import objective


@dataclass(frozen=True)
class Version:
    """What a version of QTI calls itself in a manifest, and how a document of 3.0 becomes one of it."""

    schema: str
    number: str
    namespace: str
    kind: str
    document: Callable[[Element], Element] = lambda document: document


QTI3 = Version("QTI Package", "3.0.0", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "xmlv3p0")


def package(items: Sequence[Item], version: Version = QTI3) -> bytes:
    """Return the items as a package of this version."""
    documents = {"test.xml": _test(items), **{_path(item): item_document(item) for item in items}}
    files = {"imsmanifest.xml": serialized(_manifest(items, version))}
    files |= {name: serialized(version.document(document)) for name, document in documents.items()}
    files |= {f"items/{picture.name}": picture.content for picture in map(drawn, items) if picture}
    return zipped(files)


def serialized(document: Element) -> bytes:
    """Return a document as the bytes of its file."""
    return tostring(document, encoding="utf-8", xml_declaration=True)


def _path(item: Item) -> str:
    return f"items/{item.id}.xml"


def _test(items: Sequence[Item]) -> Element:
    """Return the test: a section for each objective, in the order in which the items come."""
    root = Element("qti-assessment-test", {"xmlns": NAMESPACE, "identifier": "spinal-fusion", "title": "Spinal fusion"})
    part = add(root, "test-part", identifier="all", navigation_mode="nonlinear", submission_mode="individual")
    for name in dict.fromkeys(item.objective for item in items):
        section = add(part, "assessment-section", identifier=name, title=objective(name).title, visible="true")
        for item in items:
            if item.objective == name:
                add(section, "assessment-item-ref", identifier=item.id, href=_path(item))
    return root


def _manifest(items: Sequence[Item], version: Version) -> Element:
    """Return the list of all files of the package."""
    root = Element("manifest", {"xmlns": version.namespace, "identifier": "spinal-fusion-package"})
    told = SubElement(root, "metadata")
    SubElement(told, "schema").text = version.schema
    SubElement(told, "schemaversion").text = version.number
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    test = _resource(resources, "test", f"imsqti_test_{version.kind}", "test.xml")
    for item in items:
        SubElement(test, "dependency", identifierref=item.id)
        made = _resource(resources, item.id, f"imsqti_item_{version.kind}", _path(item))
        if picture := drawn(item):
            SubElement(made, "file", href=f"items/{picture.name}")
    return root


def _resource(resources: Element, name: str, kind: str, href: str) -> Element:
    made = SubElement(resources, "resource", identifier=name, type=kind, href=href)
    SubElement(made, "file", href=href)
    return made
