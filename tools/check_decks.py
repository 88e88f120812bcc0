"""Look at every view of decks with a ruler: is anything cut, too small for the last row, or against WCAG 2.2?

python3 tools/check_decks.py                                    # all lessons, each run first, at three sizes, light and dark
python3 tools/check_decks.py notebooks/12-refusion.ipynb        # only what is named
python3 tools/check_decks.py 12.html --size old                 # a deck as `present --file` stores it, at one size
python3 tools/check_decks.py --wcag notebooks/12-refusion.ipynb # each scene by axe-core, too

It says of each deck, size and theme how many views there are, what is wrong, and which drawings have small letters.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.contact_sheets import opened_decks  # noqa: E402

SIZES = {"laptop": (1280, 720), "beamer": (1920, 1080), "old": (1024, 768)}
"""Of the walls that a deck is thrown on."""

THEMES = ("light", "dark")

READABLE = 18
"""So many pixels at 1280 x 720 are letters of a drawing that nobody has to enlarge."""

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

WALK = """() => {
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const seen = () => `${location.hash} ${document.querySelector(".scene:not([hidden]) .scene-flow").style.marginTop}`;
  const smallest = 27.9 * Math.min(innerWidth / 1280, innerHeight / 720);
  const wrong = [];
  const measured = new Map();
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
    for (const drawing of scene.querySelectorAll("[data-letters] img, .live svg[viewBox]")) {
      const { width, height } = drawing.getBoundingClientRect();
      if (width < 150 * zoom || measured.has(drawing) || !drawing.checkVisibility()) continue;
      const written = [...drawing.querySelectorAll("text")].filter((text) => text.checkVisibility() && text.textContent.trim());
      const smallest = () => Math.min(...written.map((text) => parseFloat(getComputedStyle(text).fontSize)));
      const { width: wide, height: high } = drawing.viewBox?.baseVal ?? {};
      const still = () => drawing.closest("[data-letters]").dataset.letters * width;
      const size = ((wide ? smallest() * Math.min(width / wide, height / high) : still()) * 1.75) / zoom;
      if (Number.isFinite(size)) measured.set(drawing, [before.split(/[. ]/)[0], Math.round(10 * size) / 10]);
    }
    if (document.documentElement.scrollHeight > innerHeight) wrong.push(`${before}: scrolls`);
    press("PageDown");
  }
  return { views, scenes: document.querySelectorAll(".scene").length, letters: [...measured.values()], wrong };
}"""
"""Presses on through the whole lesson: prose is 28 pixels high at 1280 x 720, and everything stands inside its scene."""

ALONE = """async (options) => {
  const others = [...document.querySelectorAll(".scene[hidden]")].map((scene) => [scene, [...scene.childNodes]]);
  for (const [scene] of others) scene.replaceChildren();
  const found = await axe.run(document.body, options);
  for (const [scene, content] of others) scene.append(...content);
  return found;
}"""
"""Asks axe-core of the scene on screen; it would read all the others, too, which are hidden."""


def main(arguments: Sequence[str]) -> int:
    """Check what the command line names; return whether anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decks", nargs="*", type=Path)
    parser.add_argument("--size", choices=SIZES, action="append", help="one of the sizes, instead of all")
    parser.add_argument("--theme", choices=THEMES, action="append", help="one of the themes, instead of both")
    parser.add_argument("--wcag", action="store_true", help="ask axe-core, too, of each scene")
    given = parser.parse_intermixed_args(arguments)
    wrong = 0
    for name, opened in opened_decks(given.decks):
        for size, theme in itertools.product(given.size or SIZES, given.theme or THEMES):
            wrong += _checked(f"{name}, {size}, {theme}", opened(*SIZES[size], dark=theme == "dark"), given.wcag)
    return min(wrong, 1)


def _checked(name: str, page: Any, wcag: bool) -> int:
    """Say what is to be said of an open deck; return how much is wrong."""
    found = page.evaluate(WALK)
    told = [f"{name}: {found['views']} views", f"{len(found['wrong'])} wrong"]
    wrong = list(found["wrong"])
    if wcag:
        violations = _violations(page)
        told.append(f"{len(violations)} against WCAG in {found['scenes']} scenes")
        wrong += violations
    small = sorted((letters, place) for place, letters in found["letters"] if letters < READABLE)
    told.append(f"letters below {READABLE} px in {len(small)} of {len(found['letters'])} drawings")
    print(", ".join(told), *wrong, sep="\n    ")
    print(*(f"    ({letters} px at {place})" for letters, place in small), sep="\n", flush=True)
    return len(wrong)


def _violations(page: Any) -> list[str]:
    """Return what axe-core finds on each scene, all of it revealed."""
    from axe_playwright_python.sync_playwright import Axe

    told = []
    page.evaluate(Axe().axe_script)
    for n in range(1, page.locator(".scene").count() + 1):
        page.evaluate("(place) => { location.hash = place; }", f"{n}.9")
        page.locator(f".scene[data-index='{n - 1}']").wait_for()
        found = page.evaluate(ALONE, WCAG)["violations"]
        told += [f"#{n}: {each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
