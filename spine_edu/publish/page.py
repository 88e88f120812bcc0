"""A lesson as one page: it opens from the disk, asks no network for anything, and its questions still answer.

The page carries the same scripts as the notebook, on a small stand-in for the widget model (static/player.js), each script and each
large table once. Without JavaScript the printed form of every widget is there, without its answers. What the network could bring is forbidden by the page itself.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from spine_edu.errors import SpineEduError
from spine_edu.publish import notebooks
from spine_edu.publish.drawings import Drawings

_STATIC = Path(__file__).parent / "static"
_STATE = "application/vnd.jupyter.widget-state+json"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' data:; img-src data:; base-uri 'none'; form-action 'none'"
_OURS = "_esm"
_KEY = re.compile(r"<details><summary>Answer and reasons</summary>.*?</details>", re.DOTALL)
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
        for path in arguments.notebooks or notebooks.lessons():
            target = arguments.to / f"{path.stem}.html"
            target.write_text(export(path, instructor=arguments.instructor), encoding="utf-8", newline="\n")
            print(f"stored: {target} ({target.stat().st_size / 1000:.0f} kB)")
    except OSError as error:
        raise SpineEduError(f"{error.filename or arguments.to} cannot be written: {error.strerror or error}.") from error
    return 0


def export(path: Path, *, instructor: bool = False) -> str:
    """Run a notebook in a fresh kernel and return it as the text of one HTML page."""
    return page(notebooks.run(notebooks.read(path), path, keep_widgets=True), path.stem, instructor=instructor)


def page(notebook: Mapping[str, Any], name: str, *, instructor: bool = False) -> str:
    """Return an executed notebook, with the state of its widgets, as one HTML page.

    >>> cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# The column"}
    >>> "<h1 id=\\"The-column\\">The column</h1>" in page({"cells": [cell], "metadata": {}}, "01-the-column")
    True
    """
    models = notebook.get("metadata", {}).get("widgets", {}).get(_STATE, {}).get("state", {})
    shown = [cell for cell in notebook["cells"] if instructor or "instructor" not in _tags(cell)]
    widgets = _Widgets(models)
    body, outlines = widgets.drawings.shared("\n".join(_cell(cell, widgets) for cell in shown))
    title = next((_plain(heading) for heading in re.findall(r"<h1[^>]*>(.*?)</h1>", body)), name)
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>{(_STATIC / 'page.css').read_text('utf-8')}\n{widgets.styles()}</style></head>",
            f'<body data-lesson="{escape(name, quote=True)}"><main>',
            body,
            f"</main>{outlines}",
            widgets.scripts(),
            "</body></html>\n",
        )
    )


class _Widgets:
    """The widgets of a page: which were shown, and what they need, each script, style and large table once."""

    def __init__(self, models: Mapping[str, Any]) -> None:
        self.models = models
        self.shown: list[str] = []
        self.drawings = Drawings()

    def place(self, model: str, printed: str) -> str:
        """Return the spot of a widget; until the player takes over, its printed form stands there, without the key: that is in the state."""
        state = self.models.get(model, {}).get("state", {})
        if _OURS not in state or state.get("needs_kernel"):
            return printed
        self.shown.append(model)
        printed = self.drawings.inline(_KEY.sub("", printed), state)
        return f'<div class="widget" data-widget="{len(self.shown) - 1}">{printed}</div>'

    def styles(self) -> str:
        return "\n".join((*dict.fromkeys(self._state(model).get("_css", "") for model in self.shown), self.drawings.style))

    def scripts(self) -> str:
        """Return the player with scripts and states as JSON that no parser of HTML can be led out of."""
        if not self.shown:
            return ""
        sources = list(dict.fromkeys(self._state(model)[_OURS] for model in self.shown))
        states, pool = _pooled([self.drawings.without(_to_pages(_traits(self._state(model)))) for model in self.shown])
        data = {
            "sources": [base64.b64encode(source.encode()).decode() for source in sources],
            "script": [sources.index(self._state(model)[_OURS]) for model in self.shown],
            "states": states,
            "pool": pool,
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        player = (_STATIC / "player.js").read_text("utf-8")
        return f'<script type="application/json" id="widgets">{text}</script>\n<script type="module">{player}</script>'

    def _state(self, model: str) -> dict[str, Any]:
        state: dict[str, Any] = self.models[model]["state"]
        return state


def _traits(state: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in state.items() if not name.startswith("_") and name not in ("layout", "tabbable", "tooltip")
    }


def _to_pages(value: Any) -> Any:
    """Return state in which every link to a lesson, such as '12-refusion.ipynb#Recall', leads to its page.

    >>> _to_pages({"link": "12-refusion.ipynb#Recall", "stem": "What is a .ipynb file?"})
    {'link': '12-refusion.html#Recall', 'stem': 'What is a .ipynb file?'}
    """
    if isinstance(value, str):
        return re.sub(r"^([\w-]+)\.ipynb(?=#|$)", r"\1.html", value)
    if isinstance(value, dict):
        return {name: _to_pages(item) for name, item in value.items()}
    return [_to_pages(item) for item in value] if isinstance(value, list) else value


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
        return f"<section{note}>{_markdown(source)}</section>"
    if cell["cell_type"] != "code":
        return ""
    code = "" if "hide-input" in _tags(cell) or not source.strip() else f'<pre class="code"><code>{escape(source)}</code></pre>'
    return f"<section>{code}{''.join(_output(output, widgets) for output in cell.get('outputs', []))}</section>"


def _output(output: Mapping[str, Any], widgets: _Widgets) -> str:
    """Return one output: the widget over its printed form, else HTML, a drawing, a picture or text, in this order."""
    if output["output_type"] == "stream":
        return f'<pre class="text">{escape("".join(output["text"]))}</pre>'
    if output["output_type"] == "error":
        return f'<pre class="text">{escape(output["ename"])}: {escape(output["evalue"])}</pre>'
    data = {kind: "".join(value) if isinstance(value, list) else value for kind, value in output["data"].items()}
    printed = _printed(data)
    view: Any = data.get(notebooks.WIDGET_VIEW)
    return widgets.place(view["model_id"], printed) if view else printed


def _printed(data: Mapping[str, Any]) -> str:
    words = escape(data.get("text/plain", ""), quote=True)
    if "text/html" in data:
        return f'<div class="output">{data["text/html"]}</div>'
    for kind in ("image/svg+xml", "image/png"):
        if kind in data:
            coded = data[kind] if kind == "image/png" else base64.b64encode(data[kind].encode()).decode()
            return f'<figure><img src="data:{kind};base64,{coded.strip()}" alt="{words}"></figure>'
    return f'<pre class="text">{words}</pre>'


def _markdown(text: str) -> str:
    """Return Markdown as HTML; links to other lessons lead to their pages, headings have the anchors JupyterLab gives them.

    >>> _markdown("See [step one](12-refusion.ipynb#Step-one).")
    '<p>See <a href="12-refusion.html#Step-one">step one</a>.</p>\\n'
    """
    import mistune

    html = str(mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])(text))
    html = re.sub(r"<(h[1-6])>(.*?)</\1>", lambda m: f'<{m[1]} id="{anchor(_plain(m[2]))}">{m[2]}</{m[1]}>', html)
    html = html.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")
    return re.sub(r'href="([^":]+?)\.ipynb(#[^"]*)?"', lambda m: f'href="{m[1]}.html{m[2] or ""}"', html)


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
