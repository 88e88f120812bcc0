"""A lesson as one page: it opens from the disk, asks no network for anything, and its questions still answer.

The page carries the same scripts as the notebook, on a small stand-in for the widget model (static/player.js), each script and each
large table once. What is printed, and what a reader without JavaScript sees, is the printed form of every widget; the answers stand at the end.
What the network could bring is forbidden by the page itself.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from spine_edu.errors import SpineEduError
from spine_edu.figures.scripts import joined
from spine_edu.publish import notebooks
from spine_edu.publish.drawings import Drawings
from spine_edu.publish.links import Links
from spine_edu.publish.worksheet import Worksheet

_STATIC = Path(__file__).parent / "static"
_STATE = "application/vnd.jupyter.widget-state+json"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' data:; img-src data:; base-uri 'none'; form-action 'none'"
_OURS = "_esm"
_PLOTLY = "application/vnd.plotly.v1+json"
_PRINTED_LINES = 3
"""So many lines of code are printed above an answer in words; what is longer, or makes a picture or a question, is left to the screen."""
_LARGE = 60
"""Pieces of state longer than this many characters of JSON, and found more than once, are stored once a page."""


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
    widgets = _Widgets(models, Links(name, beside), Worksheet(whole_keys=instructor))
    cells = "\n".join(_cell(cell, widgets) for cell in shown)
    body, outlines = widgets.drawings.shared(f"{cells}\n{widgets.worksheet.answers}")
    title = next((_plain(heading) for heading in re.findall(r"<h1[^>]*>(.*?)</h1>", body)), name)
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>{(_STATIC / 'page.css').read_text('utf-8')}\n{_running_title(title)}\n{widgets.styles()}</style></head>",
            f'<body data-lesson="{escape(name, quote=True)}"><main>',
            _introduced(body, about(shown, name, answers=bool(widgets.worksheet.answers))),
            f"</main>{outlines}",
            widgets.scripts(),
            "</body></html>\n",
        )
    )


class _Widgets:
    """The widgets of a page: which were shown, and what they need, each script, style and large table once."""

    def __init__(self, models: Mapping[str, Any], links: Links, worksheet: Worksheet) -> None:
        self.models, self.links, self.worksheet = models, links, worksheet
        self.shown: list[str] = []
        self.drawings = Drawings()

    def place(self, model: str, printed: str) -> str:
        """Return the spot of a widget with its printed form, beside which the player puts the live one; the key goes to the end."""
        state = self.models.get(model, {}).get("state", {})
        if _OURS not in state:
            return printed
        if state.get("needs_kernel"):
            return f'{printed}<p class="needs">This needs the notebook: a page cannot run the cell.</p>'
        self.shown.append(model)
        numbered = self.worksheet.number(printed) if "face" in state or "faces" in state else printed
        still = self.drawings.inline(numbered, state)
        return f'<div class="widget" data-widget="{len(self.shown) - 1}">{still}</div>'

    def styles(self) -> str:
        return "\n".join((*dict.fromkeys(self._state(model).get("_css", "") for model in self.shown), self.drawings.style))

    def scripts(self) -> str:
        """Return the player with scripts and states as JSON that no parser of HTML can be led out of."""
        if not self.shown:
            return ""
        sources = list(dict.fromkeys(self._state(model)[_OURS] for model in self.shown))
        states, pool = _pooled([self.drawings.without(self.links.in_state(_traits(self._state(model)))) for model in self.shown])
        data = {
            "sources": [base64.b64encode(source.encode()).decode() for source in sources],
            "script": [sources.index(self._state(model)[_OURS]) for model in self.shown],
            "states": states,
            "pool": pool,
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        player = joined(_STATIC / "player.js")
        return f'<script type="application/json" id="widgets">{text}</script>\n<script type="module">{player}</script>'

    def _state(self, model: str) -> dict[str, Any]:
        state: dict[str, Any] = self.models[model]["state"]
        return state


def _traits(state: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in state.items() if not name.startswith("_") and name not in ("layout", "tabbable", "tooltip")
    }


def _pooled(states: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return states in which each large piece that stands there twice is a reference into a pool of pieces.

    >>> table = {"labels": ["Lumbar Vertebral Joint"] * 20}
    >>> states, pool = _pooled([{"tables": table, "id": 1}, {"tables": table, "id": 2}])
    >>> states, len(pool)
    ([{'tables': {'$pool': 0}, 'id': 1}, {'tables': {'$pool': 0}, 'id': 2}], 1)
    """
    seen: dict[str, int] = {}

    def count(value: Any) -> None:
        if isinstance(value, dict | list | str):
            text = json.dumps(value, ensure_ascii=False)
            if len(text) > _LARGE:
                seen[text] = seen.get(text, 0) + 1
                if seen[text] > 1:
                    return  # what it holds was counted the first time
            for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
                count(item)

    pool: list[Any] = []
    place: dict[str, int] = {}

    def fold(value: Any) -> Any:
        if not isinstance(value, dict | list | str):
            return value
        text = json.dumps(value, ensure_ascii=False)
        if seen.get(text, 0) > 1:
            if text not in place:
                place[text] = len(pool)
                pool.append(None)
                pool[place[text]] = inside(value)
            return {"$pool": place[text]}
        return inside(value)

    def inside(value: Any) -> Any:
        if isinstance(value, str):
            return value
        return {k: fold(v) for k, v in value.items()} if isinstance(value, dict) else [fold(v) for v in value]

    for state in states:
        count(state)
    return [inside(state) for state in states], pool


def _cell(cell: Mapping[str, Any], widgets: _Widgets) -> str:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        note = ' class="instructor"' if "instructor" in _tags(cell) else ""
        return f"<section{note}>{_markdown(source, widgets.links)}</section>"
    if cell["cell_type"] != "code":
        return ""
    code = "" if "hide-input" in _tags(cell) or not source.strip() else _code(source, cell.get("outputs", []))
    return f"<section>{code}{''.join(_output(output, widgets) for output in cell.get('outputs', []))}</section>"


def _code(source: str, outputs: Sequence[Mapping[str, Any]]) -> str:
    """Return the code of a cell; paper has it where its answer is words, so that a text which speaks of the line has one to speak of."""
    kinds = {kind for output in outputs for kind in output.get("data", {"text/plain": ""})}
    on_paper = bool(outputs) and kinds <= {"text/plain", "text/html"} and source.count("\n") < _PRINTED_LINES
    return f'<pre class="code{"" if on_paper else " unprinted"}"><code>{escape(source)}</code></pre>'


def _output(output: Mapping[str, Any], widgets: _Widgets) -> str:
    """Return one output: the widget over its printed form, else HTML, a drawing, a picture or text, in this order."""
    if output["output_type"] == "stream":
        return f'<pre class="text">{escape("".join(output["text"]))}</pre>'
    if output["output_type"] == "error":
        return f'<pre class="text">{escape(output["ename"])}: {escape(output["evalue"])}</pre>'
    data = {kind: "".join(value) if isinstance(value, list) else value for kind, value in output["data"].items()}
    printed = _printed(data)
    if _turns(data):
        printed += '<p class="needs">A still picture: <em>Turn in 3D</em> and the choices below it are in the notebook.</p>'
    view: Any = data.get(notebooks.WIDGET_VIEW)
    return widgets.place(view["model_id"], printed) if view else printed


def _turns(data: Mapping[str, Any]) -> bool:
    """Whether an output is a figure in three dimensions, which a page shows as its still picture."""
    drawn: Any = data.get(_PLOTLY, {})
    return any(str(trace.get("type", "")).endswith("3d") for trace in drawn.get("data", ()))


def _printed(data: Mapping[str, Any]) -> str:
    words = escape(data.get("text/plain", ""), quote=True)
    if "text/html" in data:
        return f'<div class="output">{data["text/html"]}</div>'
    for kind in ("image/svg+xml", "image/png"):
        if kind in data:
            coded = data[kind] if kind == "image/png" else base64.b64encode(data[kind].encode()).decode()
            return f'<figure><img src="data:{kind};base64,{coded.strip()}" alt="{words}"></figure>'
    return f'<pre class="text">{words}</pre>'


def _markdown(text: str, links: Links) -> str:
    """Return Markdown as HTML; links to other lessons lead to their pages, headings have the anchors JupyterLab gives them.

    >>> _markdown("See [step one](12-refusion.ipynb#Step-one).", Links("01-the-column", ["12-refusion"]))
    '<p>See <a href="12-refusion.html#Step-one">step one</a>.</p>\\n'
    """
    import mistune

    html = str(mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])(text))
    html = re.sub(r"<(h[1-6])>(.*?)</\1>", lambda m: f'<{m[1]} id="{anchor(_plain(m[2]))}">{m[2]}</{m[1]}>', html)
    return links.in_html(html.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>"))


def anchor(heading: str) -> str:
    """Return the id JupyterLab gives a heading, so that one link serves the notebook and the page.

    >>> anchor("Step one: what is a refusion?")
    'Step-one:-what-is-a-refusion?'
    """
    return escape(heading.strip().replace(" ", "-"), quote=True)


def _plain(html: str) -> str:
    from html import unescape

    return unescape(re.sub(r"<[^>]+>", "", html))


def _tags(cell: Mapping[str, Any]) -> Iterable[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags


def about(cells: Sequence[Mapping[str, Any]], name: str, *, answers: bool) -> str:
    """Return what a reader should know of this page: what works on it, what needs the notebook, where paper has the answers."""
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    alive = any(notebooks.WIDGET_VIEW in output for output in outputs)
    needs = ["turning a figure in 3D"] * any(map(_turns, outputs))
    needs += ["running a changed line"] * any(cell["cell_type"] == "code" for cell in cells)
    if not needs:
        return ""
    ran = "Every cell has been run: where the text asks you to run one, read on."
    works = " Questions, sliders and switches work, and this browser remembers your answers." if alive else ""
    need = f"{' and '.join(needs)} need{'s' * (len(needs) == 1)} the notebook, <code>{escape(name)}.ipynb</code>."
    need = need[0].upper() + need[1:]
    said = [f'<p class="on-screen">This is the lesson as a page. {ran}{works} {need}</p>']
    said += ["<noscript><p>Scripts are off: questions stand here as on paper, their answers at the end.</p></noscript>"] * answers
    keys = " The answers are at the end, from a page of their own." if answers else ""
    moves = f" Sliders and switches are on its page, <code>{escape(name)}.html</code>." if alive else ""
    said.append(f'<p class="on-paper">This is the lesson on paper. {ran}{keys}{moves} {need}</p>')
    return f'<div class="about">{"".join(said)}</div>'


def _introduced(body: str, words: str) -> str:
    """Return a page with words under its first heading, or before everything where it has none."""
    start, heading, rest = body.partition("</h1>")
    return f"{start}{heading}{words}{rest}" if heading else f"{words}{body}"


def _running_title(title: str) -> str:
    """Return the rule that puts the title at the foot of every printed page; nothing in a title can end the rule."""
    spelled = "".join(letter if letter.isalnum() else f"\\{ord(letter):06x}" for letter in title)
    return f'@page {{ @bottom-left {{ content: "{spelled}"; }} }}'
