"""Reading our SVG as XML, so that tests ask what is drawn and not how it is spelled."""

from __future__ import annotations

import re
from xml.etree import ElementTree

NAME = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    """Parse an SVG; a drawing that is not well-formed fails here."""
    return ElementTree.fromstring(svg)


def joints_of(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The group of every joint drawn, in document order."""
    return {group.get("data-joint", ""): group for group in root.iter(f"{NAME}g") if group.get("data-joint")}


def ids_of(svg: str) -> list[str]:
    return re.findall(r"\bid='([^']*)'", svg)


def references_of(svg: str) -> set[str]:
    named = re.findall(r"url\(#([^)]*)\)", svg)
    return {*named, *(name for names in re.findall(r"aria-labelledby='([^']*)'", svg) for name in names.split())}


def box_of(path: ElementTree.Element) -> tuple[float, float, float, float]:
    """The box around a path's points: left, top, right, bottom."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path.get("d", ""))]
    xs, ys = numbers[::2], numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)
