"""The labelled plates with the browser's own fonts: nothing overlaps or leaves its sheet, on a phone, in light and dark."""

from __future__ import annotations

import pytest

from tests.figures.plates.every import PLATES
from tests.figures.svgs import inline

pytestmark = pytest.mark.browser
FAULTS = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
  const sheet = svg.getBoundingClientRect();
  const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const name = svg.querySelector("title").textContent;
  const outside = boxes
    .filter(([, b]) => b.left < sheet.left || b.right > sheet.right || b.bottom > sheet.bottom)
    .map(([words]) => `${name}: ${words} leaves the sheet`);
  const slack = 0.28;  // a line box is taller than its letters
  const overlap = boxes.flatMap(([one, a], n) => boxes.slice(n + 1).filter(([, b]) =>
    a.left < b.right && b.left < a.right
    && a.top + a.height * slack < b.bottom - b.height * slack && b.top + b.height * slack < a.bottom - a.height * slack
  ).map(([other]) => `${name}: ${one} on ${other}`));
  return [...outside, ...overlap];
})"""
SMALL = "() => Math.min(...[...document.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect().height))"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_labels_stay_apart_and_readable_on_a_phone(tab, violations, dark):
    page = tab(viewport={"width": 390, "height": 844}, dark=dark)
    drawn = "".join(inline(picture) for picture in PLATES.values())
    page.set_content(
        f"<!DOCTYPE html><html lang='en'><title>Plates</title><body style='margin:8px;background:{'#111' if dark else '#fff'};"
        f"color:{'#eee' if dark else '#111'}'><main><h1>Plates</h1>{drawn}</main></body></html>"
    )
    assert page.evaluate(FAULTS) == []
    assert page.evaluate(SMALL) >= 9, "CSS pixels, the smallest line of text"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if not dark:
        assert violations(page, "main") == []
