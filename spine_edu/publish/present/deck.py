"""A lesson as one file of scenes: live figures and questions, notes for the speaker, no network.

It carries what a page carries (widgets without a kernel, the course's styles) and the scripts of the stage. Where a lesson has
figures in three dimensions, plotly comes along from the installed package, so that they turn in the hall, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from spine_edu.browser.bundle import joined
from spine_edu.publish import notebooks
from spine_edu.publish.page import models_of, page_css
from spine_edu.publish.pieces.citations import Citations
from spine_edu.publish.pieces.links import Links
from spine_edu.publish.pieces.live_widgets import LiveWidgets
from spine_edu.publish.pieces.markdown import MarkdownText
from spine_edu.publish.pieces.outputs import PLOTLY, output_html, turns
from spine_edu.publish.pieces.shell import POLICY, html_file
from spine_edu.publish.pieces.worksheet import right_answers
from spine_edu.publish.present.drawn import Beside, beside, letters
from spine_edu.publish.present.passages import sentences
from spine_edu.publish.present.paths import LENGTHS, minutes, paths
from spine_edu.publish.present.scenes import DeckPart, DeckScene, cut
from spine_edu.publish.shapes import Cell, Notebook, Output
from spine_edu.quiz.paper import Printed, read_printed
from spine_edu.text.cited import uncited
from spine_edu.text.markup import NOTHING, Markup, element, join
from spine_edu.widgets.asking.paper import QUESTIONS
from spine_edu.widgets.coding.timeline import EVENTS

_STATIC = Path(__file__).parent / "static"
_POLICY_OF_A_ROOM = (
    POLICY.replace("script-src", "script-src 'self'").replace("style-src", "style-src 'self'") + "; connect-src 'self'"
)
_MOST_ROOMS = "Most rooms "
"""How an instructor's cell begins the sentence on what is believed before it is taught."""


def deck(notebook: Notebook, name: str, *, length: int = LENGTHS[-1], notes: bool = False, beside: Markup = NOTHING) -> str:
    """Return an executed lesson, with the state of its widgets, as one HTML file of scenes.

    `length` is the path, in minutes, on which it opens; with `notes` its print carries the speaker's notes. `beside` is what a
    room adds that is asked the questions of the scenes; its scripts and styles are asked of the server of the page.

    >>> cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# The column"}
    >>> deck({"cells": [cell], "metadata": {}}, "01-the-column").count('class="scene"')
    1
    """
    made = _Deck(notebook, name)
    scenes = made.scenes()
    body, outlines = made.widgets.drawings.shared(scenes)
    css = "\n".join((page_css(), made.widgets.styles(), (_STATIC / "deck.css").read_text("utf-8")))
    stage = element("main", "\n", body, "\n", id="stage")
    scripts = join([*made.figures(), made.widgets.scripts(), _script(joined(_STATIC / "deck.js"), type="module")], "\n")
    return html_file(
        made.title or name,
        css,
        stage + (outlines or NOTHING),
        scripts,
        beside,
        policy=_POLICY_OF_A_ROOM if beside else POLICY,
        data_lesson=name,
        data_path=length,
        data_keeps="session",
        data_room=bool(beside),
        data_print="notes" if notes else None,
    )


class _Deck:
    """What the scenes of one lesson share: its widgets, its sources, its turning figures."""

    def __init__(self, notebook: Notebook, name: str) -> None:
        self._cut = cut(notebook["cells"])
        self._models = models_of(notebook)
        links = Links(name)
        self.widgets = LiveWidgets(self._models, links, whole_keys=False)
        self._citations = Citations(notebook["cells"])
        self._text = MarkdownText(links, citations=self._citations)
        self._turning: list[object] = []

    @property
    def title(self) -> str:
        return self._cut.scenes[0].section if self._cut.scenes else ""

    def scenes(self) -> Markup:
        lie_on = paths(self._cut.scenes)
        return join((self._scene(scene, n, lie_on[n]) for n, scene in enumerate(self._cut.scenes)), "\n")

    def figures(self) -> Sequence[Markup]:
        """Return the figures that turn, and plotly, where there are any."""
        if not self._turning:
            return ()
        from plotly.offline import get_plotlyjs

        specs = element("script", _json(self._turning), type="application/json", id="turning")
        return specs, _script(get_plotlyjs().replace("</script", "<\\/script"))

    def _scene(self, scene: DeckScene, index: int, lies_on: Sequence[int]) -> Markup:
        """Return one scene: its name, the window on its content, the notes, and in attributes what the scripts ask of it."""
        named = scene.kind in ("title", "story") or not scene.title
        header = element(
            "header",
            None if named else element("p", self._text.inline(scene.section), class_="scene-section"),
            element("h1" if scene.kind == "title" else "h2", self._text.inline(scene.section if named else scene.title)),
        )
        high, stands = self._beside(scene)
        parts = [
            self._part(part, revealed=n >= len(scene.shown), beside=stands if part is high else None)
            for n, part in enumerate((*scene.shown, *scene.revealed))
        ]
        view = element("div", element("div", *parts, class_="scene-flow"), class_="scene-view")
        return element(
            "section",
            header,
            view,
            element("aside", *self._notes(scene), class_="scene-notes", aria_label="Notes for the speaker"),
            class_="scene",
            style=f"--ratio:{stands.ratio}" if stands else None,
            data_beside=stands.what if stands else None,
            data_kind=scene.kind,
            data_index=index,
            data_minutes=minutes(scene),
            data_paths=" ".join(map(str, lies_on)),
            data_question=self._question_of(scene),
            hidden=True,
        )

    def _part(self, part: DeckPart, *, revealed: bool, beside: Beside | None) -> Markup:
        if part.key and part.cell:
            inside = join([element("p", element("b", "Answer")), *map(right_answers, _asked(part.cell))])
            return element("div", inside, class_="scene-part scene-key", data_step=True)
        inside = join(self._outputs(part.cell)) if part.cell else self._text.html(part.text)
        kind = "scene-part scene-beside" if beside else "scene-part"
        return element("div", inside, class_=kind, data_step=revealed, data_letters=letters(part.cell))

    def _beside(self, scene: DeckScene) -> tuple[DeckPart, Beside] | tuple[None, None]:
        """Return the part whose drawing stands beside the words of a scene; in a round each question has a drawing of its own."""
        for part in (*scene.shown, *scene.revealed) if scene.kind != "round" else ():
            if not part.key and (stands := beside(part.cell)):
                return part, stands
        return None, None

    def _outputs(self, cell: Cell) -> Sequence[Markup]:
        shown = [self._output(output) for output in cell["outputs"]]
        return [element("div", *shown, class_="jp-OutputArea")] if any(map(turns, cell["outputs"])) else shown

    def _output(self, output: Output) -> Markup:
        if not turns(output):
            return self._citations.within(output_html(output, self.widgets), output)
        self._turning.append(output["data"][PLOTLY])
        picture, name = output["data"]["image/png"], output["data"].get("text/plain", "")
        still = element("img", src=f"data:image/png;base64,{''.join(picture).strip()}", alt="".join(name))
        return element("div", still, class_="jp-RenderedPlotly", data_turning=len(self._turning) - 1)

    def _notes(self, scene: DeckScene) -> Sequence[Markup]:
        told = [self._text.html(note) for note in scene.notes]
        told += [element("p", element("b", "In words. "), said) for said in _in_words(scene)]
        told += self._steps(scene)
        instructor = [text for note in scene.notes for text in sentences(note) if text.startswith(_MOST_ROOMS)]
        beliefs = [*instructor, *self._beliefs(scene)]
        if beliefs:
            listed = element("ul", *(element("li", self._text.inline(belief)) for belief in beliefs))
            told.append(element("div", element("p", element("b", "What is believed")), listed, class_="scene-beliefs"))
        return told

    def _steps(self, scene: DeckScene) -> Sequence[Markup]:
        """Return the events of timelines: on the stage there is room for the moment alone."""
        outputs = (output for part in (*scene.shown, *scene.revealed) if part.cell for output in part.cell["outputs"])
        told = (output.get("metadata", {}).get(EVENTS) for output in outputs)
        return [element("ol", *(element("li", event) for event in events)) for events in told if events]

    def _beliefs(self, scene: DeckScene) -> Sequence[str]:
        """Return the beliefs that wrong answers of a scene come from, each as a question to the room."""
        tables = [table for state in self._states(scene.shown) for table in (state.get("table"),) if table]
        return list(dict.fromkeys(idea for table in tables for idea in table.get("ideas", {}).values()))

    def _question_of(self, scene: DeckScene) -> str | None:
        faces = [state["face"] for state in self._states(scene.shown) if state.get("face")]
        return faces[0]["id"] if faces else None

    def _states(self, parts: Sequence[DeckPart]) -> Sequence[Mapping[str, Any]]:
        """Return the states of the widgets that parts of a scene show."""
        views = (
            output.get("data", {}).get(notebooks.WIDGET_VIEW)
            for part in parts
            if part.cell
            for output in part.cell.get("outputs", ())
        )
        return [self._models[view["model_id"]]["state"] for view in views if view]


def _asked(cell: Cell) -> list[Printed]:
    return [read_printed(told) for output in cell["outputs"] for told in output.get("metadata", {}).get(QUESTIONS, ())]


def _in_words(scene: DeckScene) -> list[str]:
    """Return what the pictures of a scene say in words: the stage has no room for them."""
    outputs = (output for part in (*scene.shown, *scene.revealed) if part.cell for output in part.cell["outputs"])
    pictures = (output["data"] for output in outputs if "image/svg+xml" in output.get("data", {}) or turns(output))
    return [uncited("".join(data["text/plain"])) for data in pictures]


def _json(value: object) -> Markup:
    """Return a value as JSON that no parser of HTML can be led out of."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _script(source: str, **attributes: str) -> Markup:
    return element("script", Markup(source), **attributes)
