"""A notebook open in JupyterLab or in Notebook 7, and the window of Lab that stays open from one notebook to the next."""

from __future__ import annotations

from typing import Any

from tests.browser.pages import FORGET
from tests.browser.server import Lab
from tests.browser.watch import Watch
from tests.patience import LIMIT

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
PANEL = "const app = window.jupyterapp, panel = app.shell.currentWidget;"
OPEN = "(path) => window.jupyterapp.commands.execute('docmanager:open', { path }).then(() => true)"
PUT_AWAY = """async () => {
  for (const panel of [...window.jupyterapp.shell.widgets("main")]) panel.dispose();
  for (let frames = 0; frames < 3; frames++) await new Promise((done) => requestAnimationFrame(done));
}"""
"""Close all notebooks, without a question for what is not saved, and let Lab do what it had put off."""
LAB_MISSES_ITS_NOTEBOOK = ("_ensureFocus",)
"""Where Lab had put off to give the focus to a notebook that is closed by then, it stumbles."""


class Notebook:
    """One notebook open in JupyterLab or in Notebook 7."""

    def __init__(self, lab: Lab, page: Any, expected_errors: list[str]) -> None:
        self.lab, self.page, self.expected_errors = lab, page, expected_errors
        self.settled = False
        """Whether its kernel has answered since it was loaded: Lab stumbles where one starts that has lost its notebook."""
        self.bereft = False
        """Whether Lab may still speak of a kernel that was taken from it."""

    def run_all(self) -> None:
        ran = self.page.evaluate(
            f"async () => {{ {PANEL} await panel.sessionContext.ready; return app.commands.execute('notebook:run-all-cells'); }}"
        )
        assert ran is not False, f"a cell failed: {self.text()[-1500:]}"
        self.page.evaluate(FOCUS_SETTLED)
        self.settled = True

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

        self.miss_a_kernel()
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
        self.settled = False
        self.page.goto(address + "?reset")
        self.wait_for_cells()
        self.page.evaluate("() => window.jupyterapp.restored")

    def wait_for_cells(self) -> None:
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.content?.widgets?.length")

    def restart(self) -> None:
        """Give the notebook a new kernel, and run all its cells."""
        self.miss_a_kernel()
        self.page.evaluate(f"async () => {{ {PANEL} await panel.sessionContext.session.kernel.restart(); }}")
        self.run_all()

    def kill_kernel(self) -> None:
        self.miss_a_kernel()
        self.page.evaluate(f"async () => {{ {PANEL} await panel.sessionContext.shutdown(); }}")

    def miss_a_kernel(self) -> None:
        """Expect what Lab says of kernels it has lost, here and where the window is opened next."""
        self.bereft = True
        self.expected_errors += LAB_MISSES_ITS_KERNEL

    def theme(self, dark: bool) -> None:
        name = "JupyterLab Dark" if dark else "JupyterLab Light"
        self.page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
        self.page.wait_for_selector(f"body[data-jp-theme-light='{str(not dark).lower()}']", state="attached")

    def text(self) -> str:
        return self.page.inner_text(".jp-Notebook")


class Window:
    """A window of Lab that stays open from test to test, as a learner's does from lesson to lesson.

    Lab starts once; where it has to start again, the browser has its scripts: both took longer than most of what is looked at.
    """

    def __init__(self, profile: Any, watch: Watch) -> None:
        self.profile, self.watch = profile, watch
        self.page: Any = None
        self.bereft = False

    def open(self, name: str, lab: Lab, expected_errors: list[str], dark: bool, viewport: dict[str, int]) -> Notebook:
        starts = self.page is None
        if starts:
            self.page = self.profile.new_page()
            self.watch.over(self.page)
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        notebook = Notebook(lab, self.page, expected_errors)
        if self.bereft:
            expected_errors += LAB_MISSES_ITS_KERNEL
        if starts:
            notebook.show(f"{lab.url}/{lab.pages}/{name}")
        else:
            self.page.evaluate(OPEN, name)
            notebook.wait_for_cells()
        return notebook

    def put_away(self, worn: bool, bereft: bool = False) -> None:
        """Leave the window as the next test may find it: empty, or closed if it is worn; and nothing stored in the browser."""
        self.bereft = bereft and not worn
        if self.page is None:
            return
        if worn:
            page, self.page = self.page, None
            page.evaluate(FORGET)
            page.close()
            return
        self.page.mouse.move(0, 0)
        with self.watch.over_but_for(LAB_MISSES_ITS_KERNEL + LAB_MISSES_ITS_NOTEBOOK):
            self.page.evaluate(PUT_AWAY)
        self.page.evaluate(FORGET)
