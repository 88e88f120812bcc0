"""Reading our SVG as XML, so that tests ask what is drawn and not how it is spelled."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import Markup

NAME = "{http://www.w3.org/2000/svg}"


def inline(picture: Picture) -> Markup:
    """A figure with its drawing inside the page, where a script or a sheet of styles can reach its joints."""
    return picture.around(picture.svg) if picture.svg else picture.as_html()


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
    """The box around the points that a path is drawn through: left, top, right, bottom, in the path's own units."""
    x, y, points = 0.0, 0.0, []
    for command, given in re.findall(r"([MLQHVmlqthvz])([^MLQHVmlqthvz]*)", path.get("d", "")):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", given)]
        if command.lower() in "hv":
            numbers = [
                n
                for value in numbers
                for n in (
                    (value, 0.0 if command.islower() else y)
                    if command.lower() == "h"
                    else (0.0 if command.islower() else x, value)
                )
            ]
        step = 4 if command.lower() == "q" else 2
        for place in range(0, len(numbers), step):
            dx, dy = numbers[place + step - 2 : place + step]  # of a curve, its end: the pull lies outside
            x, y = (x + dx, y + dy) if command.islower() else (dx, dy)
            points.append((x, y))
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def placed(box: tuple[float, float, float, float], group: ElementTree.Element) -> tuple[float, float, float, float]:
    """A box of a drawing in millimetres as it stands on the sheet, by the transformation of the group around it."""
    found = re.fullmatch(r"translate\((\S+) (\S+)\)scale\((\S+)\)", group.get("transform", ""))
    assert found, "the group around shapes in millimetres puts them in place"
    x, y, scale = map(float, found.groups())
    return (box[0] * scale + x, box[1] * scale + y, box[2] * scale + x, box[3] * scale + y)
