"""A lesson as one page: it opens from the disk, asks no network for anything, and its questions still answer.

The page carries the same scripts as the notebook, on a small stand-in for the widget model (static/player.js), each script and
each large table once. What is printed, and what a reader without JavaScript sees, is the printed form of every widget; the
answers stand at the end. What the network could bring is forbidden by the page itself.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from spine_edu.browser.bundle import joined
from spine_edu.coding.eras import ending
from spine_edu.errors import SpineEduError
from spine_edu.publish import notebooks
from spine_edu.publish.pieces.citations import Citations
from spine_edu.publish.pieces.folds import fold, is_table, name_of, words_on
from spine_edu.publish.pieces.links import Links
from spine_edu.publish.pieces.live_widgets import LiveWidgets
from spine_edu.publish.pieces.markdown import MarkdownText
from spine_edu.publish.pieces.outputs import LOOK, code_of, output_html, tags, turns
from spine_edu.publish.pieces.shell import html_file
from spine_edu.publish.shapes import Cell, Notebook, Output, WidgetModel
from spine_edu.text.markup import NOTHING, Markup, Piece, element, join
from spine_edu.widgets.asking.paper import QUESTIONS

_STATIC = Path(__file__).parent / "static"
_NOTEBOOK = "notebook"
"""The tag of a cell that speaks of what only the notebook has, such as running cells: no page shows it."""
STATE = "application/vnd.jupyter.widget-state+json"


def main(argv: Sequence[str]) -> int:
    """Export the named lessons, or all, each as one HTML file; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="spine_edu page", description="Run lessons and store each as one page that needs no kernel.", allow_abbrev=False
    )
    parser.add_argument("command", choices=["page"], help=argparse.SUPPRESS)
    parser.add_argument("notebooks", nargs="*", type=Path, help="notebooks to export; all of notebooks/ unless given")
    parser.add_argument(
        "--to", type=Path, default=Path("pages"), metavar="FOLDER", help="where the pages go; pages/ unless given"
    )
    parser.add_argument("--instructor", action="store_true", help="keep the cells that are meant for the teacher")
    arguments = parser.parse_intermixed_args(argv)
    try:
        arguments.to.mkdir(parents=True, exist_ok=True)
        paths = arguments.notebooks or notebooks.lessons()
        stored = {path.stem for path in (*paths, *arguments.to.glob("*.html"))}
        for path in paths:
            target = arguments.to / f"{path.stem}.html"
            text = export(path, instructor=arguments.instructor, beside=stored)
            target.write_text(text, encoding="utf-8", newline="\n")
            print(f"stored: {target} ({target.stat().st_size / 1000:.0f} kB)")
    except OSError as error:
        raise SpineEduError(f"{error.filename or arguments.to} cannot be written: {error.strerror or error}.") from error
    return 0


def export(path: Path, *, instructor: bool = False, beside: Collection[str] = (), before: Sequence[Path] = ()) -> str:
    """Run a notebook in a fresh kernel and return it as the text of one HTML page, with links to the pages `beside` it only."""
    ran = notebooks.run(notebooks.read(path), path, keep_widgets=True)
    return page(ran, path.stem, instructor=instructor, beside=beside, before=before)


def page(
    notebook: Notebook,
    name: str,
    *,
    instructor: bool = False,
    beside: Collection[str] = (),
    before: Sequence[Path] = (),
) -> str:
    """Return an executed notebook, with the state of its widgets, as one HTML page.

    `beside` names the lessons whose pages lie in the same folder; a link to any other lesson is left as its words. Scripts of
    somebody who wants to listen run `before` those of the page.

    >>> cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# The column"}
    >>> "<h1 id=\\"The-column\\">The column</h1>" in page({"cells": [cell], "metadata": {}}, "01-the-column")
    True
    """
    kept_back = {_NOTEBOOK} if instructor else {_NOTEBOOK, "instructor"}
    shown = [cell for cell in notebook["cells"] if kept_back.isdisjoint(tags(cell))]
    links, introduction = Links(name, beside), about(shown, name)
    widgets = LiveWidgets(models_of(notebook), links, whole_keys=instructor)
    citations = Citations(shown)
    text = MarkdownText(links, introduction, citations)
    cells = join(_cells(shown, widgets, text, citations), "\n")
    body, outlines = widgets.drawings.shared(join([cells, "\n", widgets.worksheet.answers]))
    title = text.title or name
    css = f"{page_css()}\n{_running_title(title)}\n{widgets.styles()}"
    main = element("main", "\n", _ending(), None if text.title else introduction, body, "\n")
    own = (_STATIC / script for script in ("ending.js", "contents.js"))
    scripts = join([*map(_script, before), widgets.scripts(), *map(_script, own)], "\n")
    return html_file(title, css, _contents(text.steps), main + (outlines or NOTHING), scripts, data_lesson=name)


def _script(path: Path) -> Markup:
    return element("script", Markup(joined(path)), type="module")


def models_of(notebook: Notebook) -> Mapping[str, WidgetModel]:
    """Return the widgets that an executed notebook holds, by their ids."""
    states = notebook.get("metadata", {}).get("widgets", {}).get(STATE, {})
    models: Mapping[str, WidgetModel] = states.get("state", {})
    return models


def page_css() -> str:
    """Return the style of a page."""
    return (_STATIC / "page.css").read_text("utf-8")


def _ending() -> Markup:
    """Return the place where the reader's own clock decides whether the end of our tables is told; a page is stored on no day."""
    return element("div", id="tables-end", data_ending=json.dumps(asdict(ending())))


def _contents(steps: Sequence[tuple[str, str]]) -> Markup:
    """Return the steps of the lesson as links; contents.js adds the next one where the reader is."""
    if not steps:
        return NOTHING
    links = (element("li", element("a", words, href=f"#{anchor}")) for words, anchor in steps)
    listed = element("details", element("summary", "Contents"), element("ol", *links))
    return element("nav", listed, class_="contents on-screen", aria_label="Contents of this lesson")


def _cells(cells: Sequence[Cell], widgets: LiveWidgets, text: MarkdownText, citations: Citations) -> Iterator[Markup]:
    """Yield the cells one below another; a result that was to be predicted and the words on it share one fold."""
    result: tuple[str, Markup] | None = None  # the name of a fold, and what stands behind it
    for cell in cells:
        source = "".join(cell["source"])
        if result:
            words, source = words_on(source) if cell["cell_type"] == "markdown" else ("", source)
            yield element("section", fold(result[0], result[1], text.html(words)))
            result = None
        if cell["cell_type"] == "markdown" and source:
            yield element("section", text.html(source), class_="instructor" if "instructor" in tags(cell) else None)
        elif cell["cell_type"] == "code":
            shown = _result(cell, source, widgets, citations)
            if LOOK in tags(cell):  # its code, too: a line that draws an answer may name it
                result = name_of(source, shown), shown
            else:
                yield element("section", shown)
    if result:
        yield element("section", fold(*result))


def _result(cell: Cell, source: str, widgets: LiveWidgets, citations: Citations) -> Markup:
    """Return the code of a cell, where a page has it, over what it shows; a question to a table is folded away."""
    outputs = cell.get("outputs", [])
    code = None if "hide-input" in tags(cell) or not source.strip() else code_of(source, outputs)
    shown = join((citations.within(_output(output, widgets), output) for output in outputs), "")
    if code and is_table(shown):
        code = fold("The question to the table, for the notebook", code)
    return (code or NOTHING) + shown


def _output(output: Output, widgets: LiveWidgets) -> Markup:
    """Return one output, and under a figure that a page shows standing still where it can be turned."""
    shown = output_html(output, widgets)
    if not turns(output):
        return shown
    still = ("A still picture: ", element("em", "Turn in 3D"), " and the choices below it are in the notebook.")
    return shown + element("p", *still, class_="needs")


def about(cells: Sequence[Cell], name: str) -> Markup:
    """Return what a reader should know of this page: what works on it, what needs the notebook, where paper has the answers."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    shown = [output.get("data", {}) for output in outputs]
    alive = any(notebooks.WIDGET_VIEW in data for data in shown)
    answers = any(asked["key"] for output in outputs for asked in output.get("metadata", {}).get(QUESTIONS, ()))
    needs = ["turning a figure in 3D"] * any(map(turns, outputs))
    needs += ["running a changed line"] * any(cell["cell_type"] == "code" and "".join(cell["source"]).strip() for cell in cells)
    if not needs:
        return NOTHING
    ran = "Every cell has been run: where the text asks you to run one, read on."
    look = " What it asks you to predict is folded away until you look." if any(LOOK in tags(cell) for cell in cells) else ""
    works = " Questions, sliders and switches work, and your answers are remembered." if alive else ""
    what = " and ".join(needs)
    verb = "needs" if len(needs) == 1 else "need"
    need = join([f" {what[0].upper()}{what[1:]} {verb} the notebook, ", element("code", f"{name}.ipynb"), "."])
    told = element("details", element("summary", "About this page"), element("p", f"{ran}{look}{works}", need))
    keys = " The answers are at the end, from a page of their own." if answers else ""
    moves: list[Piece] = [" Sliders and switches are on its page, ", element("code", f"{name}.html"), "."] if alive else []
    off = element("p", "Scripts are off: questions stand here as on paper, their answers at the end.")
    return element(
        "div",
        element("div", told, class_="on-screen"),
        element("noscript", off) if answers else None,
        element("p", f"This is the lesson on paper. {ran}{keys}", *moves, need, class_="on-paper"),
        class_="about",
    )


def _running_title(title: str) -> str:
    """Return the rule that puts the title at the foot of every printed page; nothing in a title can end the rule."""
    spelled = "".join(letter if letter.isalnum() else f"\\{ord(letter):06x}" for letter in title)
    return f'@page {{ @bottom-left {{ content: "{spelled}"; }} }}'
