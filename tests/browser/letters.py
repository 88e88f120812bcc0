"""How tall the letters of drawings are on the screen: of SVG, of images, of stills of bones, and of words in figures."""

from __future__ import annotations

from typing import Any

from spine_edu.geometry.render.canvas import CAPITAL

LEAST = 10.95  # pixels: sizes are written with one decimal
STILL = CAPITAL / 2 / 0.72  # the size of a font whose capitals are as tall as those on a still, in pixels of the picture

MEASURE = """([least, still]) => {
  const small = [];
  const told = (drawing, words, size) => {
    if (size < least) small.push(`${drawing}: ${size.toFixed(2)} px: ${words.trim().slice(0, 40)}`);
  };
  const written = (svg, drawing) => {
    for (const text of svg.querySelectorAll("text")) {
      if (!text.textContent.trim() || !text.checkVisibility() || !text.getBoundingClientRect().width) continue;
      const { a, b, c, d } = text.getScreenCTM();
      for (const run of [text, ...text.querySelectorAll("tspan")]) {
        const size = parseFloat(getComputedStyle(run).fontSize) * Math.sqrt(Math.abs(a * d - b * c));
        told(drawing, run.textContent, size);
      }
    }
  };
  let seen = 0;
  for (const image of [...document.images]) {
    const { width } = image.getBoundingClientRect();
    if (!width || !image.checkVisibility()) continue;
    seen += 1;
    if (!image.src.startsWith("data:image/svg+xml")) {
      if (image.src.startsWith("data:image/png")) told(image.alt.slice(0, 60), "a still", (still * width) / image.naturalWidth);
      continue;
    }
    const host = document.createElement("div");
    host.style.cssText = `position: absolute; left: 0; top: 0; width: ${width}px`;
    document.body.append(host);
    const root = host.attachShadow({ mode: "open" });
    const [kind, coded] = image.src.split(/,(.*)/s);
    const bytes = () => Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
    root.innerHTML = kind.endsWith(";base64") ? new TextDecoder().decode(bytes()) : decodeURIComponent(coded);
    root.querySelector("svg").style.cssText = `width: ${width}px; height: auto`;
    written(root.querySelector("svg"), image.alt.slice(0, 60));
    host.remove();
  }
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.checkVisibility() && svg.querySelector("text")) {
      seen += 1;
      written(svg, svg.getAttribute("aria-label") ?? svg.querySelector("title")?.textContent.slice(0, 60) ?? "a drawing");
    }
  }
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { parentElement: place, data } = words.currentNode;
    const figure = place.closest("figure, .se-figure");
    if (!figure || !data.trim() || place.closest("svg, script, style") || !place.checkVisibility()) continue;
    told("words of a figure", data, parseFloat(getComputedStyle(place).fontSize));
  }
  return { seen, small: [...new Set(small)] };
}"""


def small_letters(page: Any, at_least: int = 1) -> list[str]:
    """Say which words of drawings on a page are less than 11 pixels tall; there are drawings, `at_least` so many."""
    found = page.evaluate(MEASURE, [LEAST, STILL])
    assert found["seen"] >= at_least, f"{found['seen']} drawings are seen, not {at_least} or more"
    return list(found["small"])
