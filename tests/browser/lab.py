"""A real JupyterLab in a real Chromium, for browser tests and benchmarks (a plugin of conftest.py, above `pages`).

`open_notebook(cells)` writes a notebook, opens it in JupyterLab and runs it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import FLAGS, LAPTOP, make_ready
from tests.browser.server import Lab
from tests.browser.watch import Watch
from tests.browser.window import Notebook, Window

NO_WAY_OUT = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""For the one profile whose requests are watched, not held up: to hold one up costs a page its cache."""


@pytest.fixture(scope="session")
def lab(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab for all tests of this worker."""
    server = Lab(tmp_path_factory.mktemp("lab"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def window(chromium: str, browser: Any, watch: Watch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """The window of this worker, in a profile of its own: only there the browser keeps scripts as it has understood them."""
    profile = browser.browser_type.launch_persistent_context(
        str(tmp_path_factory.mktemp("profile")),
        executable_path=chromium,
        args=[*FLAGS, NO_WAY_OUT],
        viewport=LAPTOP,
        service_workers="block",
    )
    make_ready(profile)
    watch.over_requests(profile)
    yield Window(profile, watch)
    profile.close()


@pytest.fixture
def open_notebook(
    lab: Lab, window: Window, new_page: Callable[..., Any], request: pytest.FixtureRequest, expected_errors: list[str]
) -> Iterator[Callable[..., Notebook]]:
    """Write a notebook, open it in JupyterLab and run all its cells (unless told not to)."""
    yield from opening(lab, new_page, request, expected_errors, window)


def opening(
    lab: Lab,
    new_page: Callable[..., Any],
    request: pytest.FixtureRequest,
    expected_errors: list[str],
    window: Window | None = None,
) -> Iterator[Callable[..., Notebook]]:
    """Give out what opens a notebook on this server; at the end, end the kernels.

    One notebook of a test can be opened in a window that is there already: it has no finger, and no peer leaves scripts there.
    """
    opened: list[Notebook] = []
    failed = request.session.testsfailed
    asked_by_peers = request.getfixturevalue("asked_by_peers")

    def open_it(
        cells: list[str] | Path,
        *,
        run: bool = True,
        dark: bool = False,
        outputs: Any = None,
        viewport: dict[str, int] = LAPTOP,
        **options: Any,
    ) -> Notebook:
        name = f"test{abs(hash(request.node.nodeid)) % 10**8}.ipynb"
        shutil.rmtree(lab.answers, ignore_errors=True)  # what an earlier test answered is not known here
        if isinstance(cells, Path):
            shutil.copy(cells, lab.root / name)
        else:
            lab.write(name, cells, outputs)
        if window and not (options or opened or asked_by_peers):
            notebook = window.open(name, lab, expected_errors, dark, viewport)
        else:
            notebook = Notebook(lab, new_page(viewport=viewport, dark=dark, **options), expected_errors)
            notebook.show(f"{lab.url}/{lab.pages}/{name}")
        opened.append(notebook)
        notebook.theme(dark)
        if run:
            notebook.run_all()
        return notebook

    yield open_it
    worn = request.session.testsfailed > failed or not all(notebook.settled for notebook in opened)
    for notebook in opened:  # before their kernels end, which Lab would bewail
        if window and notebook.page is window.page:
            window.put_away(worn, notebook.bereft)
        else:
            notebook.page.context.close()
    for session in lab.ask("GET", "/api/sessions"):
        lab.ask("DELETE", f"/api/sessions/{session['id']}")
