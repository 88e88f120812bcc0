"""Cells and outputs as HTML: what a page and a deck show in the same way."""

from __future__ import annotations

import ast
import base64
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spine_edu.figures.drawing.measures import DRAWN
from spine_edu.publish import notebooks
from spine_edu.publish.pieces.live_widgets import LiveWidgets
from spine_edu.publish.shapes import Cell, Output
from spine_edu.quiz.paper import read_printed
from spine_edu.text.markup import Markup, element, join
from spine_edu.widgets.asking.paper import QUESTIONS

LOOK = "look"
"""The tag of a cell whose result was to be predicted: it is kept back until the reader looks."""
PLOTLY = "application/vnd.plotly.v1+json"
_PRINTED_LINES = 3
"""So many lines of code are printed above an answer in words; what is longer, or makes a picture or a question,
is left to the screen.
"""


def tags(cell: Cell) -> Iterable[str]:
    """Return the tags of a cell."""
    found: list[str] = cell.get("metadata", {}).get("tags", [])
    return found


def code_of(source: str, outputs: Sequence[Output]) -> Markup | None:
    """Return the code of a cell, which nobody can run here, where there is something to read in it.

    Paper has it where its answer is words, so that a text which speaks of the line has one to speak of.
    """
    shown = [output.get("data", {"text/plain": ""}) for output in outputs]
    figures = any(DRAWN in output.get("metadata", {}) for output in outputs)
    in_words = not figures and all(data.keys() <= {"text/plain", "text/html"} for data in shown)
    bare = all(data.keys() == {"text/plain"} for data in shown)  # an answer of one line says nothing without its question
    on_paper = bool(shown) and in_words and source.count("\n") < _PRINTED_LINES
    on_screen = not _only_calls(source) or bool(shown and bare)
    if not on_paper and not on_screen:
        return None
    where = "" if on_paper and on_screen else " on-paper" if on_paper else " unprinted"
    return element("pre", element("code", source), class_=f"code{where}")


def _only_calls(source: str) -> bool:
    """Whether the code of a cell only calls up what stands below it, and computes nothing that a reader could follow.

    >>> _only_calls('gardener = case("mixed-l3-l5")\\ntimeline(gardener.timeline)'), _only_calls('gardener.drop("L3-L4")')
    (True, False)
    >>> _only_calls('neck = evidence("by_joint").query("event == \\'C4-C5\\'")\\nrates(neck, "Bending")')
    True
    """
    computed = (ast.BinOp, ast.Compare, ast.Dict, ast.For, ast.FunctionDef, ast.ListComp, ast.Subscript)
    try:
        parts = list(ast.walk(ast.parse(source)))
    except SyntaxError:  # a line of IPython's own
        return False
    methods = (part.func for part in parts if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute))
    return all(map(_picks_rows, methods)) and not any(isinstance(part, computed) for part in parts)


def _picks_rows(method: ast.Attribute) -> bool:
    """Whether a method only picks rows of a table, to be drawn."""
    table = method.value
    return method.attr == "query" and (isinstance(table, ast.Name) or ast.unparse(table).startswith("evidence("))


def output_html(output: Output, widgets: LiveWidgets) -> Markup:
    """Return one output: the widget over its printed form, else HTML, a drawing, a picture or text, in this order."""
    if output["output_type"] == "stream":
        return _text("".join(output["text"]))
    if output["output_type"] == "error":
        return _text(f"{output['ename']}: {output['evalue']}")
    data = {kind: "".join(value) if isinstance(value, list) else value for kind, value in output["data"].items()}
    asked = map(read_printed, output.get("metadata", {}).get(QUESTIONS, ()))
    questions = [widgets.worksheet.ask(question) for question in asked]
    printed = element("div", join(questions, "\n"), class_="output") if questions else _best_form(data)
    view: Any = data.get(notebooks.WIDGET_VIEW)
    return widgets.place(view["model_id"], printed) if view else printed


def turns(output: Output) -> bool:
    """Whether an output is a figure in three dimensions, which stands still where no plotly is."""
    drawn: Any = output.get("data", {}).get(PLOTLY, {})
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
