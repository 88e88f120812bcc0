"""A real Chromium and its pages, on loopback only: what browser tests and benchmarks share (a plugin of conftest.py).

`tab()` is the page that stands open from test to test, empty; `new_page()` one in a profile of its own; `saved_page(widgets)`
shows widgets without any kernel. Each request that leaves the machine fails the test, and so does each error in the console.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from spine_edu.publish.chromium import find_chromium
from tests.browser.watch import Watch
from tests.patience import LIMIT
from tests.surroundings import missing

FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
LAPTOP = {"width": 1280, "height": 900}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
COMPLAINTS = """async ([selector, options]) => (await axe.run(selector, options)).violations.flatMap(
  ({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`))"""
PLAYER = """
async ([source, states]) => {
  const module = await import("data:text/javascript;base64," + source);
  window.models = states.map((state) => {
    const heard = {};
    return {
      state, get: (key) => state[key],
      save_changes() { if (state.given && !window.deaf) this.set("kept", state.given.map(({ time }) => time)); },
      set(key, value) { state[key] = value; (heard["change:" + key] ?? []).forEach((listener) => listener()); },
      on(event, listener) { (heard[event] ??= []).push(listener); },
      off(event, listener) { heard[event] = (heard[event] ?? []).filter((other) => other !== listener); },
    };
  });
  window.models.forEach((model, n) => {
    const el = document.createElement("div");
    document.querySelector("main").append(el);
    module.default.render({ model, el, signal: new AbortController().signal });
  });
  window.judge = module.judge;
}
"""
ARRIVED = "() => document.getAnimations().every((animation) => animation.playState !== 'running')"
"""What fades or slides in is where it belongs."""
FORGET = "() => { if (location.protocol !== 'about:') [localStorage, sessionStorage].forEach((kept) => kept.clear()); }"
EMPTY = "about:blank"
NO_CHROMIUM = (
    "no Chromium on this machine: install one, or name it in SPINE_EDU_CHROMIUM; what it would have shown was not tested"
)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look for a browser before a test that drives one."""
    if item.get_closest_marker("browser") and not find_chromium():
        missing(NO_CHROMIUM)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium to drive, for tests marked `browser`."""
    found = find_chromium()
    if found is None:
        pytest.skip(NO_CHROMIUM)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """One Chromium for all tests of this worker."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def expected_errors() -> list[str]:
    """Put here a piece of each console error that a test brings about on purpose."""
    return []


@pytest.fixture
def asked_by_peers() -> list[str]:
    """Put here a piece of each address outside this machine that a peer, not the course, asks for: it gets an empty script."""
    return []


def make_ready(context: Any) -> None:
    """Let pages take their time, and read and write what was copied."""
    context.set_default_timeout(1000 * LIMIT)
    context.grant_permissions(["clipboard-read", "clipboard-write"])


@pytest.fixture(scope="session")
def watch() -> Watch:
    """One for all tests of this worker, since a window may outlive a test."""
    return Watch()


@pytest.fixture
def watched(watch: Watch, expected_errors: list[str]) -> Iterator[Watch]:
    """At the end of the test, when its pages are closed or empty, nothing may have left the machine or failed."""
    watch.begin()
    yield watch
    watch.end(expected_errors)


@pytest.fixture
def new_page(browser: Any, watched: Watch, asked_by_peers: list[str]) -> Iterator[Callable[..., Any]]:
    """Open a page of a given size and colour scheme in a profile of its own: for another person, a finger, another clock."""
    contexts = []

    def open_page(viewport: dict[str, int] = LAPTOP, dark: bool = False, **options: Any) -> Any:
        scheme = "dark" if dark else "light"
        context = browser.new_context(viewport=viewport, color_scheme=scheme, service_workers="block", **options)
        make_ready(context)
        contexts.append(context)
        watched.guard(context, asked_by_peers)
        page = context.new_page()
        watched.over(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


class Tab:
    """A page that stays open from test to test: a new one begins with a process, which costs more than most looks into it."""

    def __init__(self, browser: Any, watch: Watch) -> None:
        self.browser, self.watch = browser, watch
        self.page: Any = None

    def open(self, viewport: dict[str, int], dark: bool, reduced_motion: str) -> Any:
        """Empty the page, and bring it to a size and a theme."""
        if self.page is None:
            context = self.browser.new_context(service_workers="block")
            make_ready(context)
            self.watch.guard(context)
            self.page = context.new_page()
            self.watch.over(self.page)
        self.page.goto(EMPTY)
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(
            media="screen", color_scheme="dark" if dark else "light", reduced_motion=reduced_motion, forced_colors="none"
        )
        return self.page

    def put_away(self, worn: bool) -> None:
        """Leave the page as the next test may find it: empty, or closed if it is worn; and nothing stored in the browser."""
        page, context = self.page, self.page.context
        if worn:
            self.page = None
            context.close()
            return
        for other in context.pages:
            if other is not page:
                other.close()
        page.evaluate(FORGET)
        context.clear_cookies()
        page.mouse.up()
        page.mouse.move(0, 0)
        page.goto(EMPTY)


@pytest.fixture(scope="session")
def standing(browser: Any, watch: Watch) -> Iterator[Tab]:
    """The tab of this worker."""
    tab = Tab(browser, watch)
    yield tab
    if tab.page:
        tab.put_away(worn=True)


@pytest.fixture
def tab(standing: Tab, watched: Watch, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Open the tab of this worker, empty; what else it showed is gone, what it stored stays to the end of the test.

    For all that ends with a document. A test that moves the clock, or that goes offline, needs a page of its own.
    """
    failed = request.session.testsfailed

    def open_it(viewport: dict[str, int] = LAPTOP, dark: bool = False, reduced_motion: str = "no-preference") -> Any:
        return standing.open(viewport, dark, reduced_motion)

    yield open_it
    if standing.page:
        standing.put_away(worn=request.session.testsfailed > failed)


@pytest.fixture
def saved_page(tab: Callable[..., Any]) -> Callable[..., Any]:
    """Show widgets in a plain page with no kernel: the same script, on a small stand-in for the widget model.

    The page is the tab of this worker, or the one that is given.
    """

    def show(*widgets: Any, page: Any = None, **options: Any) -> Any:
        page = page or tab(**options)
        style, source = (widgets[0].get_state()[name] for name in ("_css", "_esm"))
        page.set_content(
            f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Saved page</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>:root {{ color-scheme: light dark; background: light-dark(#fff, #111418) }}
            body {{ margin: 8px; font: 16px sans-serif }} h1 {{ font-size: 1rem; color: light-dark(#111, #eee) }} {style}</style>
            </head><body><main><h1>Saved page</h1></main></body></html>"""
        )
        hidden = ("_", "layout", "tabbable", "tooltip")
        states = [{k: v for k, v in w.get_state().items() if not k.startswith(hidden)} for w in widgets]
        page.evaluate(PLAYER, [base64.b64encode(source.encode()).decode(), states])
        return page

    return show


@pytest.fixture
def violations() -> Callable[[Any, str], list[str]]:
    """Run axe-core (WCAG 2.2 A and AA) over a part of a page and return what it complains of, in words."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Any, selector: str) -> list[str]:
        if not page.evaluate("() => 'axe' in globalThis"):
            page.evaluate(Axe().axe_script)
        return page.evaluate(COMPLAINTS, [selector, WCAG])

    return look


@pytest.fixture
def in_both_themes(violations: Callable[[Any, str], list[str]]) -> Callable[[Any, str], list[str]]:
    """Run axe-core over a part of a page as it is, once in light and once in dark."""

    def look(page: Any, selector: str) -> list[str]:
        found = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(ARRIVED)
            found += [f"{scheme}: {said}" for said in violations(page, selector)]
        return found

    return look
