"""Draw contact sheets of decks: every view of every scene, so that somebody can look at all of them.

python3 tools/contact_sheets.py OUT                                # all lessons, each run first
python3 tools/contact_sheets.py OUT notebooks/12-refusion.ipynb    # only what is named
python3 tools/contact_sheets.py OUT --dark --size 1024x768 12.html # a deck as `present --file` stores it: nothing is run
"""

from __future__ import annotations

import argparse
import base64
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spine_edu.publish import notebooks  # noqa: E402
from spine_edu.publish.chromium import find_chromium  # noqa: E402
from spine_edu.publish.present.deck import deck  # noqa: E402
from spine_edu.text.markup import element, join  # noqa: E402

ON_A_SHEET = 24
WHERE = "() => `${location.hash} ${document.querySelector('.scene:not([hidden]) .scene-flow').style.marginTop}`"


def main(arguments: Sequence[str]) -> None:
    """Draw what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("notebooks", nargs="*", type=Path)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_intermixed_args(arguments)
    width, height = map(int, given.size.split("x"))
    given.out.mkdir(parents=True, exist_ok=True)
    for name, opened in opened_decks(given.notebooks):
        views = list(_views(opened(width, height, dark=given.dark)))
        for first in range(0, len(views), ON_A_SHEET):
            sheet = opened(1940, 400)
            sheet.set_content(_sheet(views[first : first + ON_A_SHEET]))
            sheet.screenshot(path=given.out / f"{name}-{first // ON_A_SHEET + 1}.png", full_page=True)
        print(f"{name}: {len(views)} views", flush=True)


def opened_decks(paths: Sequence[Path]) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the name of each deck with what opens it in a window of a width and a height; a window is closed by the next.

    A notebook is run first, all lessons unless some are named; a deck that is stored already is opened as it is.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for path in paths or notebooks.lessons():
            file = path.resolve()
            if path.suffix == ".ipynb":
                file = Path(folder) / f"{path.stem}.html"
                file.write_text(deck(notebooks.run(notebooks.read(path), path, keep_widgets=True), path.stem), encoding="utf-8")

            def opened(width: int, height: int, dark: bool = False, address: str = file.as_uri()) -> Any:
                for context in browser.contexts:
                    context.close()
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
                )
                page = context.new_page()
                page.goto(address)
                page.wait_for_selector("body[data-ready][data-deck]", state="attached")
                return page

            yield path.stem, opened
        browser.close()


def _views(page: Any) -> Iterator[tuple[str, bytes]]:
    """Press on through the whole lesson; yield the place and the picture of each view."""
    page.evaluate("() => sessionStorage.setItem('spine-edu path', 'whole')")
    before, place = "", page.evaluate(WHERE)
    while place != before:
        yield place, page.screenshot(type="jpeg", quality=60)
        page.keyboard.press("PageDown")
        before, place = place, page.evaluate(WHERE)


def _sheet(views: Sequence[tuple[str, bytes]]) -> str:
    """Return a page of pictures, four in a row, each under its place."""
    pictures = (
        element("div", element("small", place), element("br"), element("img", width=480, src=_address(picture)))
        for place, picture in views
    )
    style = "margin:0;background:#888;display:grid;grid-template-columns:repeat(4,480px);gap:6px"
    return element("body", join(pictures), style=style)


def _address(picture: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}"


if __name__ == "__main__":
    main(sys.argv[1:])
