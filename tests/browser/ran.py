"""Lessons as a fresh kernel runs them, once for all tests that show one (a plugin of conftest.py)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.publish import notebooks


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[Path], dict[str, Any]]:
    """Run a lesson and keep the state of its widgets; who asks for it later, on this worker or another, gets the same."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "lessons"
    folder.mkdir(exist_ok=True)

    def run(path: Path) -> dict[str, Any]:
        kept = folder / f"{path.stem}.json"
        if not kept.exists():  # two that ask at the same time both run it
            made = folder / f"{path.stem}.{worker_id}"
            made.write_text(json.dumps(notebooks.run(notebooks.read(path), path, keep_widgets=True)), "utf-8")
            made.replace(kept)
        return json.loads(kept.read_text("utf-8"))

    return run
