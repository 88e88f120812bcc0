"""What a package says of itself (imsmanifest.xml): one page to be opened, in the words of either edition of SCORM."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from spine_edu.publish.export.words import writable

PAGE = "index.html"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True)
class Scorm:
    """An edition of SCORM: its number, the script that speaks it, the names of its schemas, by prefix, with their files."""

    number: str
    script: str
    sco: str
    schemas: dict[str, tuple[str, str]]
    is_sequenced: bool = False


SCORM12 = Scorm(
    "1.2",
    "scorm12.js",
    "adlcp:scormtype",
    {
        "": ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "imscp_rootv1p1p2.xsd"),
        "adlcp": ("http://www.adlnet.org/xsd/adlcp_rootv1p2", "adlcp_rootv1p2.xsd"),
    },
)
SCORM2004 = Scorm(
    "2004 4th Edition",
    "scorm2004.js",
    "adlcp:scormType",
    {
        "": ("http://www.imsglobal.org/xsd/imscp_v1p1", "imscp_v1p1.xsd"),
        "adlcp": ("http://www.adlnet.org/xsd/adlcp_v1p3", "adlcp_v1p3.xsd"),
        "imsss": ("http://www.imsglobal.org/xsd/imsss", "imsss_v1p0.xsd"),
    },
    is_sequenced=True,
)


def manifest(name: str, title: str, edition: Scorm) -> bytes:
    """Return the manifest of one page; a platform knows a newer package of the same page by its `name`."""
    spaces = {f"xmlns:{prefix}" if prefix else "xmlns": space for prefix, (space, _) in edition.schemas.items()}
    places = " ".join(part for schema in edition.schemas.values() for part in schema)
    named = {"identifier": f"spine-edu-{name}", "version": "1", **spaces, "xmlns:xsi": _XSI, "xsi:schemaLocation": places}
    root = Element("manifest", named)
    told = SubElement(root, "metadata")
    SubElement(told, "schema").text = "ADL SCORM"
    SubElement(told, "schemaversion").text = edition.number
    organization = SubElement(SubElement(root, "organizations", default="course"), "organization", identifier="course")
    SubElement(organization, "title").text = writable(title)
    item = SubElement(organization, "item", identifier="opened", identifierref="page")
    SubElement(item, "title").text = writable(title)
    if edition.is_sequenced:  # else a platform may take who leaves for done
        controls = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
        SubElement(SubElement(item, "imsss:sequencing"), "imsss:deliveryControls", controls)
    about = {"identifier": "page", "type": "webcontent", edition.sco: "sco", "href": PAGE}
    SubElement(SubElement(SubElement(root, "resources"), "resource", about), "file", href=PAGE)
    return tostring(root, encoding="utf-8", xml_declaration=True)
