"""A real JupyterLab in a real Chromium, on loopback only: what browser tests and benchmarks share (a plugin of conftest.py).

`open_notebook(cells)` writes a notebook, opens it in JupyterLab and runs it; `saved_page(widgets)` shows the same
widgets without any kernel. Every request that leaves the machine fails the test, and so does every error in the console.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from spine_edu.publish.chromium import find_chromium
from spine_edu.publish.kernels import sealed
from tests.patience import LIMIT, until
from tests.surroundings import missing

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
LAPTOP = {"width": 1280, "height": 900}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
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
LAB_MISSES_ITS_KERNEL = (
    "Could not restore the debugger state",
    "Could not send widget sync message",
    "widget model not found",
    "Canceled future for ",
)
"""What Lab itself writes to the console once a kernel was taken from it, however far its own requests had come."""
FOCUS_SETTLED = """async () => {
  for (let last = null, frames = 0; frames < 20; frames++) {
    if (last !== document.activeElement) [last, frames] = [document.activeElement, 0];
    await new Promise((done) => requestAnimationFrame(done));
  }
}"""
"""When all has run, Lab moves the focus to a cell in a moment of its own.

A test that has put it on a slider by then would lose it. Counted in frames, of which a page that is busy paints none."""
ARRIVED = "() => document.getAnimations().every((animation) => animation.playState !== 'running')"
"""What fades or slides in is where it belongs."""
PANEL = "const app = window.jupyterapp, panel = app.shell.currentWidget;"
OPEN = "(path) => window.jupyterapp.commands.execute('docmanager:open', { path }).then(() => true)"
PUT_AWAY = """async () => {
  for (const panel of [...window.jupyterapp.shell.widgets("main")]) panel.dispose();
  await new Promise((done) => setTimeout(done));
}"""
"""Close all notebooks, without a question for what is not saved."""
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"
NO_WAY_OUT = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""For the one profile whose requests are watched, not held up: to hold one up costs a page its cache."""


def is_loopback(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about", "chrome", "file") or parts.hostname in ("127.0.0.1", "localhost", "::1")


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


@dataclass
class Watch:
    """What pages did that no page may do, while one test ran."""

    abroad: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def begin(self) -> None:
        self.abroad.clear()
        self.errors.clear()

    def over(self, page: Any) -> None:
        """Hear of each error in this page."""
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    @contextlib.contextmanager
    def over_but_for(self, expected: Sequence[str]) -> Iterator[None]:
        """Forget each error that is expected just now and at no other time."""
        known = len(self.errors)
        yield
        self.errors[known:] = [error for error in self.errors[known:] if not any(text in error for text in expected)]

    def over_requests(self, context: Any) -> None:
        """Hear of each request that these pages would send to another machine."""
        context.on("request", lambda asked: None if is_loopback(asked.url) else self.abroad.append(asked.url))


@pytest.fixture(scope="session")
def watch() -> Watch:
    """One for all tests of this worker, since a window may outlive a test."""
    return Watch()


@pytest.fixture
def new_page(browser: Any, watch: Watch, expected_errors: list[str], asked_by_peers: list[str]) -> Iterator[Callable[..., Any]]:
    """Open a page of a given size and colour scheme; at the end of the test, nothing may have left the machine or failed."""
    contexts = []
    watch.begin()

    def guard(route: Any) -> None:
        if is_loopback(route.request.url):
            route.continue_()
        elif any(text in route.request.url for text in asked_by_peers):
            route.fulfill(content_type="text/javascript", body="")
        else:
            watch.abroad.append(route.request.url)
            route.abort()

    def open_page(viewport: dict[str, int] = LAPTOP, dark: bool = False, **options: Any) -> Any:
        scheme = "dark" if dark else "light"
        context = browser.new_context(viewport=viewport, color_scheme=scheme, service_workers="block", **options)
        make_ready(context)
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        watch.over(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not watch.abroad, f"a browser test asked for addresses outside this machine: {sorted(set(watch.abroad))}"
    surprising = [error for error in watch.errors if not any(text in error for text in expected_errors)]
    assert not surprising, f"the browser's console holds errors: {surprising}"


@pytest.fixture
def saved_page(new_page: Callable[..., Any]) -> Callable[..., Any]:
    """Show widgets in a plain page with no kernel: the same script, on a small stand-in for the widget model."""

    def show(*widgets: Any, dark: bool = False, viewport: dict[str, int] = LAPTOP, **options: Any) -> Any:
        page = new_page(viewport=viewport, dark=dark, **options)
        style, source = (widgets[0].get_state()[name] for name in ("_css", "_esm"))
        page.set_content(
            f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Saved page</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>:root {{ color-scheme: {"dark" if dark else "light"}; background: {"#111418" if dark else "#fff"} }}
            body {{ margin: 8px; font: 16px sans-serif }} {style}</style></head>
            <body><main><h1 style="font-size:1rem;color:{"#eee" if dark else "#111"}">Saved page</h1></main></body></html>"""
        )
        hidden = ("_", "layout", "tabbable", "tooltip")
        states = [{k: v for k, v in w.get_state().items() if not k.startswith(hidden)} for w in widgets]
        page.evaluate(PLAYER, [base64.b64encode(source.encode()).decode(), states])
        return page

    return show


class Lab:
    """A server of our own, of JupyterLab or of Notebook 7, with its own root, settings and workspaces."""

    def __init__(self, folder: Path, program: str = "jupyterlab", *options: str) -> None:
        self.root = folder / "root"
        self.root.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR",
                  "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR", "HOME", "SPINE_EDU_HOME")  # fmt: skip
        own = {name: str(folder / name.lower()) for name in places}
        for path in own.values():
            Path(path).mkdir()
        self.answers = Path(own["SPINE_EDU_HOME"]) / "answers"
        no_news = folder / "jupyterlab_settings_dir" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
        no_news.parent.mkdir(parents=True)
        no_news.write_text('{"fetchNews": "false", "checkForUpdates": false}', encoding="utf-8")
        installed = folder / "jupyter_config_dir" / "jupyter_server_config.d" / "spine-edu.json"  # as the wheel brings it
        installed.parent.mkdir()
        shutil.copyfile(ROOT / "spine_edu" / "publish" / "jupyter_server_config.json", installed)
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        module, app, self.pages = {
            "jupyterlab": ("spine_edu.publish.server", "LabApp", "doc/tree"),
            "notebook": ("notebook", "JupyterNotebookApp", "notebooks"),
        }[program]
        self.command = [
            sys.executable, "-m", module, "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={self.port}",
            "--ServerApp.port_retries=0", "--ServerApp.disable_check_xsrf=True", "--IdentityProvider.token=",
            "--LabApp.news_url=None", f"--{app}.expose_app_in_browser=True", f"--ServerApp.root_dir={self.root}",
            "--LanguageServerManager.autodetect=False",
            f"--LabServerApp.extra_labextensions_path={ROOT / 'spine_edu' / 'lab_extensions'}",
            *(f"--KernelManager.{name}={value}" for name, value in sealed().items()), *options,
        ]  # fmt: skip
        self.environment = {**os.environ, **own, "PYTHONPATH": path, "JUPYTER_PREFER_ENV_PATH": "1"}
        self.log = folder / "lab.log"
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.root, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        self.wait()

    def wait(self) -> None:
        until(lambda: self.process.poll() is not None or self.answers_now(), self.last_words)
        if self.process.poll() is not None:
            pytest.fail(self.last_words())

    def answers_now(self) -> bool:
        try:
            self.ask("GET", "/api/status")
        except (urllib.error.URLError, ConnectionError):
            return False
        return True

    def last_words(self) -> str:
        return f"Jupyter did not answer; its log ends: {self.log.read_text(errors='replace')[-2000:]}"

    def ask(self, method: str, path: str) -> Any:
        request = urllib.request.Request(self.url + path, method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=LIMIT) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def write(self, name: str, cells: list[str], outputs: dict[int, list[dict[str, Any]]] | None = None) -> None:
        """Write a notebook of code cells; cells that begin with '%%md' are prose. `outputs` holds stored outputs by cell."""
        made: list[dict[str, Any]] = []
        for n, source in enumerate(cells):
            cell: dict[str, Any] = {"id": f"cell-{n}", "metadata": {}, "source": source}
            if source.startswith("%%md"):
                made.append({**cell, "cell_type": "markdown", "source": source.removeprefix("%%md").strip()})
            else:
                stored = (outputs or {}).get(n, [])
                made.append({**cell, "cell_type": "code", "execution_count": n + 1 if stored else None, "outputs": stored})
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (self.root / name).write_text(json.dumps(notebook), encoding="utf-8")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Notebook:
    """One notebook open in JupyterLab or in Notebook 7."""

    def __init__(self, lab: Lab, page: Any, expected_errors: list[str]) -> None:
        self.lab, self.page, self.expected_errors = lab, page, expected_errors
        self.worn = False
        """Whether the window has gone through what another test should not begin with."""

    def run_all(self) -> None:
        ran = self.page.evaluate(
            f"async () => {{ {PANEL} await panel.sessionContext.ready; return app.commands.execute('notebook:run-all-cells'); }}"
        )
        assert ran is not False, f"a cell failed: {self.text()[-1500:]}"
        self.page.evaluate(FOCUS_SETTLED)

    def run(self, source: str) -> str:
        """Run one more line in the kernel, as the next cell would, and return what it shows.

        A widget holds back what changes while the kernel is busy with its last change; two lines that do nothing go first: the
        first ends after that change, and the second after what was held back for it.
        """
        return self.page.evaluate(
            f"""async (code) => {{ {PANEL}
              let out = "";
              const kernel = panel.sessionContext.session.kernel;
              for (let n = 0; n < 2; n++) await kernel.requestExecute({{code: "", store_history: false}}).done;
              const future = kernel.requestExecute({{code, store_history: false}});
              future.onIOPub = ({{content}}) => {{
                out += content.text ?? content.data?.["text/plain"] ?? content.evalue ?? "";
              }};
              await future.done;
              return out.trim(); }}""",
            source,
        )

    def shape(self) -> tuple[int, int]:
        """How many cells there are, and which one is active: what stray keys would change."""
        return tuple(
            self.page.evaluate(f"() => {{ {PANEL} return [panel.content.widgets.length, panel.content.activeCellIndex]; }}")
        )

    def reload(self, ready: str) -> None:
        """Save, and load the page anew until an expression holds; the kernel goes on."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        self.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
        self.open_again(self.page.url.partition("?")[0], ready)

    def open_again(self, address: str, ready: str) -> None:
        """Load what is stored at an address until an expression holds.

        Lab gives the kernel four seconds to tell of its widgets; where that was too short on a busy machine, it is asked again,
        and given more time to show them each time.
        """
        from playwright.sync_api import TimeoutError as TookTooLong

        self.expected_errors += LAB_MISSES_ITS_KERNEL
        for seconds in (15, 30, 60, LIMIT):
            self.show(address)
            try:
                self.page.wait_for_function(f"() => {ready}", timeout=1000 * seconds)
            except TookTooLong:
                if seconds == LIMIT:
                    raise
            else:
                return

    def show(self, address: str) -> None:
        """Load the page at an address, and Lab with it."""
        self.worn = True
        self.page.goto(address + "?reset")
        self.wait_for_cells()
        self.page.evaluate("() => window.jupyterapp.restored")

    def wait_for_cells(self) -> None:
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.content?.widgets?.length")

    def restart(self) -> None:
        """Give the notebook a new kernel, and run all its cells."""
        self.worn = True
        self.expected_errors += LAB_MISSES_ITS_KERNEL
        self.page.evaluate(f"async () => {{ {PANEL} await panel.sessionContext.session.kernel.restart(); }}")
        self.run_all()

    def kill_kernel(self) -> None:
        self.worn = True
        self.expected_errors += LAB_MISSES_ITS_KERNEL
        self.page.evaluate(f"async () => {{ {PANEL} await panel.sessionContext.shutdown(); }}")

    def theme(self, dark: bool) -> None:
        name = "JupyterLab Dark" if dark else "JupyterLab Light"
        self.page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
        self.page.wait_for_selector(f"body[data-jp-theme-light='{str(not dark).lower()}']", state="attached")

    def text(self) -> str:
        return self.page.inner_text(".jp-Notebook")


@pytest.fixture(scope="session")
def lab(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab for all tests of this worker."""
    server = Lab(tmp_path_factory.mktemp("lab"))
    yield server
    server.stop()


class Window:
    """A window of Lab that stays open from test to test, as a learner's does from lesson to lesson.

    Lab starts once; where it has to start again, the browser has its scripts: both took longer than most of what is looked at.
    """

    def __init__(self, profile: Any, watch: Watch) -> None:
        self.profile, self.watch = profile, watch
        self.page: Any = None

    def open(self, name: str, lab: Lab, expected_errors: list[str], dark: bool, viewport: dict[str, int]) -> Notebook:
        starts = self.page is None
        if starts:
            self.page = self.profile.new_page()
            self.watch.over(self.page)
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        notebook = Notebook(lab, self.page, expected_errors)
        if starts:
            notebook.show(f"{lab.url}/{lab.pages}/{name}")
            notebook.worn = False
        else:
            self.page.evaluate(OPEN, name)
            notebook.wait_for_cells()
        return notebook

    def put_away(self, worn: bool) -> None:
        """Leave the window as the next test may find it: empty, or closed if it is worn; and nothing stored in the browser."""
        if worn:
            page, self.page = self.page, None
            page.evaluate(FORGET)
            page.close()
            return
        self.page.mouse.move(0, 0)
        with self.watch.over_but_for(LAB_MISSES_ITS_KERNEL):
            self.page.evaluate(PUT_AWAY)
        self.page.evaluate(FORGET)


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
        else:
            notebook.worn = True  # its kernel may be about to start, and would miss it
        return notebook

    yield open_it
    worn = request.session.testsfailed > failed or any(notebook.worn for notebook in opened)
    for notebook in opened:  # before their kernels end, which Lab would bewail
        if window and notebook.page is window.page:
            window.put_away(worn)
        else:
            notebook.page.context.close()
    for session in lab.ask("GET", "/api/sessions"):
        lab.ask("DELETE", f"/api/sessions/{session['id']}")


@pytest.fixture
def violations() -> Callable[[Any, str], list[str]]:
    """Run axe-core (WCAG 2.2 A and AA) over a part of a page and return what it complains of, in words."""
    from axe_playwright_python.sync_playwright import Axe

    def look(page: Any, selector: str) -> list[str]:
        found = Axe().run(page, context=selector, options=WCAG).response["violations"]
        return [f"{v['id']}: {v['help']}: {node['html'][:160]}" for v in found for node in v["nodes"]]

    return look
