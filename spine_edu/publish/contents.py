"""Notebooks as the lab hands them out: a lesson without the results of cells that nobody has run, and none with an error in it.

A lesson is stored with its results, and asks what one expects before a cell is run; what the learner has not run is held back
(`withheld`). A lesson that was run and saved holds views of widgets: when its kernel is gone, JupyterLab shows an error in the
place of each of them, though the same output holds the question as text. So a view is handed out only while the kernel runs that
it was saved with.
"""

from __future__ import annotations

from typing import Any

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from spine_edu.publish.notebooks import WIDGET_VIEW
from spine_edu.publish.shapes import Notebook
from spine_edu.publish.withheld import give_back, is_lesson, withhold


class Contents(AsyncLargeFileManager):  # type: ignore[misc]
    """Jupyter's own keeper of files, put between folder and browser by `publish.extension`; what is no lesson passes as it is."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._saved: set[tuple[str, str]] = set()  # sessions and the kernels that ran in them when their notebook was saved

    async def get(self, path: Any, content: Any = True, *args: object, **options: object) -> object:
        model = await super().get(path, content, *args, **options)
        if content and model["type"] == "notebook" and is_lesson(model["content"]):
            withhold(model["content"])
            self._trust_what_was_run(model["content"])
            if await self._session(path) not in self._saved:
                without_views(model["content"])
        return model

    async def save(self, model: Any, path: Any = "") -> object:
        if model.get("type") == "notebook" and model.get("content"):
            model = {**model, "content": await self._whole(model["content"], path)}
        saved = await super().save(model, path)
        if model.get("type") == "notebook" and (session := await self._session(path)):
            self._saved.add(session)
        return saved

    async def _whole(self, shown: Any, path: Any) -> object:
        """Return a notebook as it is to be stored: a lesson with the results that were held back from whoever saves it."""
        stored: Any = {"cells": []}
        if await self.file_exists(path):
            stored = await self._read_notebook(self._get_os_path(path), as_version=4)
        if not (is_lesson(shown) or is_lesson(stored)):
            return shown
        ran = nbformat.from_dict(shown)
        if self.notary.check_cells(ran):
            self.notary.sign(ran)
        whole = nbformat.from_dict(shown)
        give_back(whole, stored)
        return whole

    def _trust_what_was_run(self, shown: object) -> None:
        """Trust the cells of a notebook if it is the one that was saved by whoever ran them: what was held back is not in it."""
        self.notary.check_cells(shown)  # takes off the marks of trust, which are not signed
        self.notary.mark_cells(shown, self.notary.check_signature(shown))

    async def _session(self, path: str) -> tuple[str, str] | None:
        """Return the session of a notebook and the kernel that runs in it; None where none does.

        A session outlives a new name of its notebook, or of a folder above it: JupyterLab tells it the new path.
        """
        sessions = getattr(self.parent, "session_manager", None)
        for session in await sessions.list_sessions() if sessions else ():
            if _name(session["path"]) == _name(path):
                return session["id"], session["kernel"]["id"]
        return None


def without_views(notebook: Notebook) -> None:
    """Take the view of a widget out of every output of a notebook that can be shown without it.

    >>> output = {"data": {WIDGET_VIEW: {}, "text/html": "<p>Which joint?</p>"}}
    >>> without_views({"cells": [{"cell_type": "code", "outputs": [output]}, {"cell_type": "markdown"}]})
    >>> output["data"]
    {'text/html': '<p>Which joint?</p>'}
    """
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if "text/html" in (data := output.get("data", {})):
                data.pop(WIDGET_VIEW, None)


def _name(path: str) -> str:
    return path.strip("/")
