"""QTI 2.1, derived from QTI 3.0: the same documents under the names that were in use before."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from spine_edu.publish.export.qti.package import Version

_NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_WRAPPING = "qti-content-body"
"""What 3.0 puts around the text of a remark, and 2.1 does not know."""


def older(document: Element) -> Element:
    """Return a document of QTI 3.0 as one of 2.1.

    >>> from xml.etree.ElementTree import fromstring, tostring
    >>> tostring(older(fromstring('<qti-map-entry map-key="A-1" mapped-value="1"/>')))
    b'<mapEntry mapKey="A-1" mappedValue="1" />'
    """
    made = Element(_older_name(document.tag.removeprefix("qti-")) if document.tag.startswith("qti-") else document.tag)
    for name, value in document.attrib.items():
        made.set(_older_name(name), _NAMESPACE if name == "xmlns" else value)
    made.text, made.tail = document.text, document.tail
    for child in document:
        made.extend(map(older, child) if child.tag == _WRAPPING else [older(child)])
    return made


def _older_name(name: str) -> str:
    """Return a name as 2.1 writes it: in humps.

    >>> _older_name("response-else-if")
    'responseElseIf'
    """
    return re.sub("-([a-z])", lambda letter: letter[1].upper(), name)


QTI21 = Version("QTIv2.1 Package", "2.1.0", "http://www.imsglobal.org/xsd/imscp_v1p1", "xmlv2p1", older)
