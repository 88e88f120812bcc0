"""Notebooks as the lab hands them out: readable before anything runs, also on the second day.

A notebook that was run and saved holds views of widgets. When its kernel is gone, JupyterLab shows an error in the place of each
of them, though the same output holds the question as text. So a view is handed out only while the kernel it was saved with runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from spine_edu.publish.notebooks import WIDGET_VIEW


class Contents(AsyncLargeFileManager):  # type: ignore[misc]
    """Jupyter's own keeper of files, which `python3 -m spine_edu lab` puts between the folder and the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._saved: set[tuple[str, str]] = set()  # sessions and the kernels that ran in them when their notebook was saved

    async def get(self, path: Any, content: Any = True, *args: Any, **options: Any) -> Any:
        model = await super().get(path, content, *args, **options)
        if content and model["type"] == "notebook" and await self._session(path) not in self._saved:
            without_views(model["content"])
        return model

    async def save(self, model: Any, path: Any = "") -> Any:
        saved = await super().save(model, path)
        if model.get("type") == "notebook" and (session := await self._session(path)):
            self._saved.add(session)
        return saved

    async def _session(self, path: str) -> tuple[str, str] | None:
        """Return the session of a notebook and the kernel that runs in it; None where none does.

        A session outlives a new name of its notebook, or of a folder above it: JupyterLab tells it the new path.
        """
        sessions = getattr(self.parent, "session_manager", None)
        for session in await sessions.list_sessions() if sessions else ():
            if _name(session["path"]) == _name(path):
                return session["id"], session["kernel"]["id"]
        return None


def without_views(notebook: Mapping[str, Any]) -> None:
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
