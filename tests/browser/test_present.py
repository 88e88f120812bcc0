"""A lesson on the wall: every scene whole and readable from the last row, keys, the speaker's window, both themes."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from spine_edu.publish import notebooks
from spine_edu.publish.present.deck import deck
from tools.check_decks import SIZES, WALK

pytestmark = pytest.mark.browser

LESSONS = {path.stem[:2]: path for path in notebooks.lessons() if path.stem[:2] in ("05", "06", "12")}


@pytest.fixture(scope="module")
def file_of(tmp_path_factory: pytest.TempPathFactory, ran: Callable[[Path], dict[str, Any]]) -> Callable[[str], Path]:
    """The deck of a lesson as a file, made once."""
    folder = tmp_path_factory.mktemp("decks")

    @functools.cache
    def make(lesson: str) -> Path:
        file, path = folder / f"{lesson}.html", LESSONS[lesson]
        file.write_text(deck(ran(path), path.stem), encoding="utf-8")
        return file

    return make


@pytest.fixture
def shown(file_of: Callable[[str], Path], tab: Callable[..., Any]) -> Callable[..., Any]:
    def show(lesson: str, size: str = "laptop", at: str = "", **options: Any) -> Any:
        page = tab(viewport=wall(size), **options)
        page.goto(file_of(lesson).as_uri() + at)
        page.wait_for_selector("body[data-ready][data-deck]", state="attached")
        return page

    return show


def wall(size: str) -> dict[str, int]:
    return dict(zip(("width", "height"), SIZES[size], strict=True))


def first_question(page: Any) -> int:
    """The number of the first scene that asks one of the lesson's own questions."""
    return int(page.locator(".scene[data-question]").first.get_attribute("data-index")) + 1


def go_to(page: Any, place: str) -> None:
    """Go to a place such as '5.1', as an address or a bookmark leads there."""
    page.evaluate("(place) => { location.hash = place; }", place)
    page.wait_for_function("(place) => location.hash === `#${place}`", arg=place)


@pytest.fixture
def server(file_of: Callable[[str], Path]) -> Iterator[str]:
    """The folder of the decks, served on this computer; a page is told nothing of who asked for it."""
    folder = str(file_of("12").parent)

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=folder)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.parametrize(("lesson", "sizes"), [("12", ("laptop", "beamer", "old")), ("05", ("laptop",)), ("06", ("old",))])
def test_every_view_of_every_scene_is_whole_and_can_be_read_from_the_last_row(
    shown: Callable[..., Any], lesson: str, sizes: tuple[str, ...]
) -> None:
    page = shown(lesson, sizes[0])
    for size in sizes:
        page.set_viewport_size(wall(size))
        page.keyboard.press("Home")
        found = page.evaluate(WALK)
        assert found["wrong"] == [], size
        assert found["scenes"] <= found["views"] < 600, size


def scene(page: Any) -> int:
    return int(page.locator(".scene:visible").get_attribute("data-index")) + 1


def test_a_presenter_finds_the_keys_that_every_deck_has(shown: Callable[..., Any]) -> None:
    page = shown("12")
    asked = first_question(page)
    go_to(page, str(asked))
    told = "() => (window.told = [], document.addEventListener('se:scene', ({ detail }) => window.told.push(detail)))"
    page.evaluate(told)
    answer = page.locator(".scene:visible .scene-key")
    assert answer.count() == 1 and not answer.is_visible()
    page.keyboard.press("PageDown")
    assert answer.is_visible()
    page.reload()
    page.wait_for_selector("body[data-ready][data-deck]", state="attached")
    assert (scene(page), answer.is_visible()) == (asked, True)
    page.keyboard.press("ArrowLeft")
    assert not answer.is_visible()

    page.evaluate(told)
    four = int(page.locator(".scene[data-question='step-four-acts']").get_attribute("data-index")) + 1
    for key in str(four):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    assert scene(page) == four
    assert page.evaluate("() => window.told") == [{"index": four - 1, "step": 0, "question": "step-four-acts"}]
    page.keyboard.press("Home")
    assert scene(page) == 1
    page.keyboard.press("End")
    assert scene(page) == page.locator(".scene").count()

    page.keyboard.press("b")
    assert page.evaluate("() => document.body.hasAttribute('data-black')")
    page.keyboard.press("b")
    assert not page.evaluate("() => document.body.hasAttribute('data-black')")
    page.keyboard.press("o")
    page.locator(".deck-board li button").nth(4).click()
    assert scene(page) == 5
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    page.locator(".deck-board").wait_for(state="detached")


def test_an_option_keeps_its_arrow_keys_and_a_clicker_still_goes_on(shown: Callable[..., Any]) -> None:
    page = shown("12")
    asked = first_question(page)
    go_to(page, str(asked))
    options = page.locator(".scene:visible input[type=radio]")
    options.first.focus()
    page.keyboard.press("ArrowDown")
    assert (scene(page), options.nth(1).is_checked()) == (asked, True)
    page.get_by_role("button", name="Check").locator("visible=true").click()
    assert page.locator(".scene:visible .live").get_by_text("Not yet").is_visible()
    for _ in range(9):
        page.keyboard.press("PageDown")
    assert scene(page) > asked


def test_a_drawing_by_itself_has_letters_for_the_last_row(shown: Callable[..., Any]) -> None:
    page = shown("12")
    small = page.locator(".scene:has([data-letters])").first.get_attribute("data-index")
    share = float(page.locator("[data-letters]").first.get_attribute("data-letters"))
    go_to(page, f"{int(small) + 1}.1")
    page.keyboard.press("z")
    large = page.locator(".deck-board img")
    assert share * large.bounding_box()["width"] >= 18


def test_a_figure_in_three_dimensions_turns_in_the_hall(shown: Callable[..., Any]) -> None:
    page = shown("12", at="#7.1")
    page.get_by_role("button", name="Turn in 3D").locator("visible=true").click()
    page.locator(".scene:visible .plot-container").wait_for()
    page.get_by_label("Left side").locator("visible=true").check()
    assert "Seen from the left" in page.locator(".scene:visible .se-turn [role=status]").inner_text()


@pytest.mark.parametrize("way", ["file", "server"])
def test_the_speakers_window_is_in_step_with_the_wall_also_after_a_reload(
    shown: Callable[..., Any], server: str, way: str
) -> None:
    page = shown("12")
    asked = first_question(page)
    if way == "server":
        page.goto(f"{server}/12.html")
    go_to(page, str(asked - 1))
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    title = speaker.locator(".deck-speaker h1")
    title.get_by_text(f"{asked - 1}. ").wait_for()
    assert f"Next: {asked}." in speaker.locator(".deck-speaker").inner_text()
    page.keyboard.press("PageDown")
    title.get_by_text(f"{asked}. ").wait_for()
    assert "Did you think" in speaker.locator(".deck-speaker .scene-beliefs").inner_text()
    speaker.get_by_role("button", name="On").click()
    speaker.get_by_text("Revealed: 1 of").wait_for()
    assert page.locator(".scene:visible .scene-key").is_visible()
    page.reload()
    page.wait_for_selector("body[data-ready][data-deck]", state="attached")
    page.keyboard.press("Home")
    title.get_by_text("1. ").wait_for()
    assert "Most rooms say" in speaker.locator(".deck-speaker .scene-beliefs").inner_text()


def test_scenes_overview_and_speakers_window_pass_wcag(shown: Callable[..., Any], in_both_themes: Callable[..., Any]) -> None:
    page = shown("12")
    asked = first_question(page)
    for place in (f"{asked}.1", f"{asked + 1}.1", "10", "13", "25"):
        go_to(page, place)
        assert in_both_themes(page, "html") == []
    page.keyboard.press("o")
    assert in_both_themes(page, ".deck-board") == []
    page.keyboard.press("Escape")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    opened.value.locator(".deck-speaker h1").get_by_text("25. ").wait_for()
    assert in_both_themes(opened.value, "html") == []


def test_on_paper_each_scene_of_the_path_has_its_page_and_all_is_revealed(shown: Callable[..., Any]) -> None:
    page = shown("06")
    page.emulate_media(media="print")
    on = page.locator(".scene[data-paths~='45']")
    assert page.locator(".scene:visible").count() == on.count()
    assert page.locator(".scene:visible .scene-key:visible").count() > 3
    assert page.locator(".scene-notes:visible").count() == 0
    page.evaluate("() => { document.body.dataset.print = 'notes'; }")
    assert page.locator(".scene-notes:visible").count() == on.count()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") >= on.count()
