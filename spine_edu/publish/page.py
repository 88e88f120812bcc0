"""A lesson as one page: it opens from the disk, asks no network for anything, and its questions still answer.

The page carries the same scripts as the notebook, on a small stand-in for the widget model (static/player.js), each script and
each large table once. What is printed, and what a reader without JavaScript sees, is the printed form of every widget; the
answers stand at the end. What the network could bring is forbidden by the page itself.
"""

from __future__ import annotations

import argparse
import ast
import base64
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spine_edu.browser.bundle import joined
from spine_edu.coding.eras import ending
from spine_edu.errors import SpineEduError
from spine_edu.publish import notebooks
from spine_edu.publish.citations import Citations
from spine_edu.publish.links import Links
from spine_edu.publish.live_widgets import LiveWidgets
from spine_edu.publish.markdown import MarkdownText
from spine_edu.quiz.paper import read_printed
from spine_edu.text.markup import NOTHING, Markup, Piece, element, join
from spine_edu.widgets.paper import QUESTIONS

_STATIC = Path(__file__).parent / "static"
_STATE = "application/vnd.jupyter.widget-state+json"
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' data:; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
_PLOTLY = "application/vnd.plotly.v1+json"
_PRINTED_LINES = 3
"""So many lines of code are printed above an answer in words; what is longer, or makes a picture or a question,
is left to the screen.
"""
_LOOK = "look"
"""The tag of a cell whose result was to be predicted: a page keeps it folded until the reader looks."""


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


def export(path: Path, *, instructor: bool = False, beside: Collection[str] = ()) -> str:
    """Run a notebook in a fresh kernel and return it as the text of one HTML page, with links to the pages `beside` it only."""
    ran = notebooks.run(notebooks.read(path), path, keep_widgets=True)
    return page(ran, path.stem, instructor=instructor, beside=beside)


def page(notebook: Mapping[str, Any], name: str, *, instructor: bool = False, beside: Collection[str] = ()) -> str:
    """Return an executed notebook, with the state of its widgets, as one HTML page.

    `beside` names the lessons whose pages lie in the same folder; a link to any other lesson is left as its words.

    >>> cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# The column"}
    >>> "<h1 id=\\"The-column\\">The column</h1>" in page({"cells": [cell], "metadata": {}}, "01-the-column")
    True
    """
    models = notebook.get("metadata", {}).get("widgets", {}).get(_STATE, {}).get("state", {})
    shown = [cell for cell in notebook["cells"] if instructor or "instructor" not in _tags(cell)]
    links, introduction = Links(name, beside), about(shown, name)
    widgets = LiveWidgets(models, links, whole_keys=instructor)
    text = MarkdownText(links, introduction, Citations(shown))
    cells = join((_cell(cell, widgets, text) for cell in shown), "\n")
    body, outlines = widgets.drawings.shared(join([cells, "\n", widgets.worksheet.answers]))
    title = text.title or name
    css = f"{(_STATIC / 'page.css').read_text('utf-8')}\n{_running_title(title)}\n{widgets.styles()}"
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(css)),
    )
    main = element("main", "\n", _ending(), None if text.title else introduction, body, "\n")
    own = (element("script", Markup(joined(_STATIC / script)), type="module") for script in ("ending.js", "contents.js"))
    scripts = join([widgets.scripts(), *own], "\n")
    whole = element("body", join([_contents(text.steps), main + (outlines or NOTHING), scripts, NOTHING], "\n"), data_lesson=name)
    return Markup("<!DOCTYPE html>\n") + element("html", element("head", join(head, "\n")), "\n", whole, lang="en") + "\n"


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


def _cell(cell: Mapping[str, Any], widgets: LiveWidgets, text: MarkdownText) -> Markup:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return element("section", text.html(source), class_="instructor" if "instructor" in _tags(cell) else None)
    if cell["cell_type"] != "code":
        return NOTHING
    outputs = cell.get("outputs", [])
    code = None if "hide-input" in _tags(cell) or not source.strip() else _code(source, outputs)
    shown = [code, *(_output(output, widgets) for output in outputs)]
    if _LOOK in _tags(cell):  # its code, too: a line that draws an answer may name it
        return element("section", element("details", element("summary", "Look at the result"), *shown))
    return element("section", *shown)


def _code(source: str, outputs: Sequence[Mapping[str, Any]]) -> Markup | None:
    """Return the code of a cell, which nobody can run here, where there is something to read in it.

    Paper has it where its answer is words, so that a text which speaks of the line has one to speak of.
    """
    shown = [output.get("data", {"text/plain": ""}) for output in outputs]
    in_words = all(data.keys() <= {"text/plain", "text/html"} and "<figure" not in data.get("text/html", "") for data in shown)
    bare = all(data.keys() == {"text/plain"} for data in shown)  # an answer of one line says nothing without its question
    on_paper = bool(shown) and in_words and source.count("\n") < _PRINTED_LINES
    on_screen = not _only_calls(source) or bool(shown and bare)
    if not on_paper and not on_screen:
        return None
    where = "" if on_paper and on_screen else " on-paper" if on_paper else " unprinted"
    return element("pre", element("code", source), class_=f"code{where}")


def _only_calls(source: str) -> bool:
    """Whether the code of a cell only calls up what stands below it, and writes down nothing.

    >>> _only_calls('people(5.8, "a complication", of=414)'), _only_calls('codes_for({"joint": "L4-L5"})')
    (True, False)
    """
    written = (ast.Assign, ast.Dict, ast.List, ast.For, ast.FunctionDef)
    try:
        return not any(isinstance(node, written) for node in ast.walk(ast.parse(source)))
    except SyntaxError:  # a line of IPython's own
        return False


def _output(output: Mapping[str, Any], widgets: LiveWidgets) -> Markup:
    """Return one output: the widget over its printed form, else HTML, a drawing, a picture or text, in this order."""
    if output["output_type"] == "stream":
        return _text("".join(output["text"]))
    if output["output_type"] == "error":
        return _text(f"{output['ename']}: {output['evalue']}")
    data = {kind: "".join(value) if isinstance(value, list) else value for kind, value in output["data"].items()}
    asked = map(read_printed, output.get("metadata", {}).get(QUESTIONS, ()))
    questions = [widgets.worksheet.ask(question) for question in asked]
    printed = element("div", join(questions, "\n"), class_="output") if questions else _best_form(data)
    if _turns(data):
        still = ("A still picture: ", element("em", "Turn in 3D"), " and the choices below it are in the notebook.")
        printed += element("p", *still, class_="needs")
    view: Any = data.get(notebooks.WIDGET_VIEW)
    return widgets.place(view["model_id"], printed) if view else printed


def _turns(data: Mapping[str, Any]) -> bool:
    """Whether an output is a figure in three dimensions, which a page shows as its still picture."""
    drawn: Any = data.get(_PLOTLY, {})
    return any(str(trace.get("type", "")).endswith("3d") for trace in drawn.get("data", ()))


def _best_form(data: Mapping[str, Any]) -> Markup:
    """Return an output in the best form it has; HTML is trusted as far as the page's own policy lets it come."""
    words = data.get("text/plain", "")
    if "text/html" in data:
        return element("div", Markup(data["text/html"]), class_="output")
    for kind in ("image/svg+xml", "image/png"):
        if kind in data:
            coded = data[kind] if kind == "image/png" else base64.b64encode(data[kind].encode()).decode()
            return element("figure", element("img", src=f"data:{kind};base64,{coded.strip()}", alt=words))
    return _text(words)


def _text(words: str) -> Markup:
    return element("pre", words, class_="text")


def _tags(cell: Mapping[str, Any]) -> Iterable[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags


def about(cells: Sequence[Mapping[str, Any]], name: str) -> Markup:
    """Return what a reader should know of this page: what works on it, what needs the notebook, where paper has the answers."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    shown = [output.get("data", {}) for output in outputs]
    alive = any(notebooks.WIDGET_VIEW in data for data in shown)
    answers = any(asked["key"] for output in outputs for asked in output.get("metadata", {}).get(QUESTIONS, ()))
    needs = ["turning a figure in 3D"] * any(map(_turns, shown))
    needs += ["running a changed line"] * any(cell["cell_type"] == "code" for cell in cells)
    if not needs:
        return NOTHING
    ran = "Every cell has been run: where the text asks you to run one, read on."
    look = " What it asks you to predict is folded away until you look." if any(_LOOK in _tags(cell) for cell in cells) else ""
    works = " Questions, sliders and switches work, and this browser remembers your answers." if alive else ""
    what = " and ".join(needs)
    verb = "needs" if len(needs) == 1 else "need"
    need = join([f" {what[0].upper()}{what[1:]} {verb} the notebook, ", element("code", f"{name}.ipynb"), "."])
    keys = " The answers are at the end, from a page of their own." if answers else ""
    moves: list[Piece] = [" Sliders and switches are on its page, ", element("code", f"{name}.html"), "."] if alive else []
    off = element("p", "Scripts are off: questions stand here as on paper, their answers at the end.")
    return element(
        "div",
        element("p", f"This is the lesson as a page. {ran}{look}{works}", need, class_="on-screen"),
        element("noscript", off) if answers else None,
        element("p", f"This is the lesson on paper. {ran}{keys}", *moves, need, class_="on-paper"),
        class_="about",
    )


def _running_title(title: str) -> str:
    """Return the rule that puts the title at the foot of every printed page; nothing in a title can end the rule."""
    spelled = "".join(letter if letter.isalnum() else f"\\{ord(letter):06x}" for letter in title)
    return f'@page {{ @bottom-left {{ content: "{spelled}"; }} }}'
