"""Look at every view of decks with a ruler: is anything cut, too small for the last row, or against WCAG 2.2?

python3 tools/check_decks.py                                    # all lessons, each run first, at three sizes
python3 tools/check_decks.py notebooks/12-refusion.ipynb        # only what is named
python3 tools/check_decks.py --wcag notebooks/12-refusion.ipynb # each scene by axe-core, light and dark, too

It says for each lesson how many views it has, the smallest letters of its drawings in pixels at 1280 x 720, and what is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.contact_sheets import opened_decks  # noqa: E402

SIZES = {"laptop": (1280, 720), "beamer": (1920, 1080), "old": (1024, 768)}
"""Of the walls that a deck is thrown on."""

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

WALK = """() => {
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const seen = () => `${location.hash} ${document.querySelector(".scene:not([hidden]) .scene-flow").style.translate}`;
  const smallest = 27.9 * Math.min(innerWidth / 1280, innerHeight / 720);
  const wrong = [];
  const letters = {};
  let views = 0;
  sessionStorage.setItem("spine-edu path", "whole");
  for (let before = ""; before !== seen() && views < 600; views += 1) {
    before = seen();
    const scene = document.querySelector(".scene:not([hidden])");
    const zoom = Number(getComputedStyle(document.getElementById("stage")).zoom);
    const view = scene.querySelector(".scene-view").getBoundingClientRect();
    const words = document.createTreeWalker(scene, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const { parentElement: place, textContent: said } = words.currentNode;
      const folded = place.matches("details:not([open])");
      if (!said.trim() || folded || place.closest(".scene-notes, style, script, svg") || !place.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(words.currentNode);
      const inside = place.closest(".scene-view") !== null;
      const box = place.closest(".window")?.getBoundingClientRect() ?? view; // a list that scrolls by itself
      for (const line of range.getClientRects()) {
        if (line.width < 2 || (inside && (line.bottom < box.top + 1 || line.top > box.bottom - 1))) continue;
        const cut = inside && box === view && (line.bottom > box.bottom + 4 || line.top < box.top - 4);
        if (cut || line.right > innerWidth + 1 || line.left < -1) wrong.push(`${before}: cut: ${said.trim().slice(0, 40)}`);
        const size = parseFloat(getComputedStyle(place).fontSize) * zoom;
        if (size < smallest) wrong.push(`${before}: ${size.toFixed(1)} px: ${said.trim().slice(0, 40)}`);
      }
    }
    for (const drawing of scene.querySelectorAll("[data-letters] img")) {
      const { width } = drawing.getBoundingClientRect();
      if (!drawing.checkVisibility()) continue;
      const size = (drawing.closest("[data-letters]").dataset.letters * width * 720) / innerHeight;
      letters[before.split(/[. ]/)[0]] = Math.round(10 * size) / 10;
    }
    if (document.documentElement.scrollHeight > innerHeight) wrong.push(`${before}: scrolls`);
    press("PageDown");
  }
  return { views, scenes: document.querySelectorAll(".scene").length, letters, wrong };
}"""
"""Presses on through the whole lesson: prose is 28 pixels high at 1280 x 720, and everything stands inside its scene."""


def main(arguments: Sequence[str]) -> int:
    """Check what the command line names; return how many views are wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="*", type=Path)
    parser.add_argument("--wcag", action="store_true", help="ask axe-core, too, of each scene in both themes")
    given = parser.parse_args(arguments)
    wrong = 0
    for name, opened in opened_decks(given.notebooks):
        for width, height in SIZES.values():
            found = opened(width, height).evaluate(WALK)
            letters = found["letters"]
            small = (
                f", smallest letters of drawings {min(letters.values())} px at {min(letters, key=letters.get)}" if letters else ""
            )
            print(f"{name}, {width} x {height}: {found['views']} views, {len(found['wrong'])} wrong{small}", flush=True)
            print(*(f"    {line}" for line in found["wrong"]), sep="\n", end="\n" * bool(found["wrong"]))
            wrong += len(found["wrong"])
        for dark in (False, True) if given.wcag else ():
            violations = _violations(opened(*SIZES["laptop"], dark=dark))
            print(f"{name}, {'dark' if dark else 'light'}: {len(violations)} against WCAG", *violations, sep="\n    ", flush=True)
            wrong += len(violations)
    return min(wrong, 1)


def _violations(page: Any) -> list[str]:
    """Return what axe-core finds on each scene, all of it revealed."""
    from axe_playwright_python.sync_playwright import Axe

    told = []
    for n in range(1, page.locator(".scene").count() + 1):
        page.evaluate("(place) => { location.hash = place; }", f"{n}.9")
        page.locator(f".scene[data-index='{n - 1}']").wait_for()
        found = Axe().run(page, context="body", options=WCAG).response["violations"]
        told += [f"#{n}: {each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
