"""On a phone the letters of every drawing can be read: 11 pixels tall or more where the page is 390 pixels wide."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest

from spine_edu.figures.drawing.frame import PHONE
from spine_edu.publish.notebooks import lessons, read
from tests.figures.letters import letters, width_of_box

LEAST = 10.95  # pixels: sizes are written with one decimal
NAMES = [path.stem for path in lessons()]


def drawings(name: str) -> Iterator[tuple[str, str]]:
    """Every drawing that a lesson stores, alone or as an image in what a cell shows, with the cell it stands in."""
    for cell in next(read(path) for path in lessons() if path.stem == name)["cells"]:
        for output in cell.get("outputs", []):
            shown = {kind: "".join(value) for kind, value in output.get("data", {}).items() if kind in KINDS}
            images = re.findall(r'src="data:image/svg\+xml;charset=utf-8,([^"]*)"', shown.get("text/html", ""))
            for svg in [*(unquote(html.unescape(image)) for image in images), *filter(None, [shown.get("image/svg+xml")])]:
                yield cell["id"], svg


KINDS = ("text/html", "image/svg+xml")


@pytest.mark.parametrize("name", NAMES)
def test_letters_of_drawings_are_eleven_pixels_tall_on_a_phone(name: str) -> None:
    for cell, svg in drawings(name):
        pixels = PHONE / width_of_box(svg)
        small = {words: round(size * pixels, 1) for words, size in letters(svg) if size * pixels < LEAST}
        assert not small, f"{name}, {cell}: too small on a phone: {small}; see `legible` in figures/drawing/frame.py"


def test_there_are_drawings_to_look_at() -> None:
    found = [svg for name in NAMES for _, svg in drawings(name)]
    assert len(found) > 80 and all(any(letters(svg)) for svg in found)


def test_a_letter_of_ten_units_on_a_wide_sheet_is_found() -> None:
    style = "<style>.m text{font-size:12px}.m .side{font-size:10px}@media print{.m text{font-size:1px}}</style>"
    texts = "<g class='side'><text>told</text></g><text class='side'>C7</text><text>L4</text>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' class='m' viewBox='0 0 400 10'>{style}{texts}</svg>"
    assert dict(letters(svg)) == {"told": 12, "C7": 10, "L4": 12}
