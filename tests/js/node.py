"""Running the scripts of the browser in Node, against what Python says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spine_edu.widgets.script import script
from tests.surroundings import missing

HERE = Path(__file__).parent


def find_node() -> str | None:
    """Return the Node to run: the one on the path, or the one that Playwright brings along."""
    found = find_spec("playwright")
    brought = Path(found.origin).parent / "driver" / "node" if found and found.origin else Path()
    return shutil.which("node") or shutil.which(brought)


def try_in_node(tests: str, folder: Path, scripts: Iterable[str], said: Any) -> None:
    """Run a file of tests beside this one, with scripts of the widgets and what Python says to compare them with in a folder.

    A script is named by its room and its own name, and lies in the folder by its own.
    """
    for name in scripts:
        (folder / f"{Path(name).name}.mjs").write_text(script(f"{name}.js"), "utf-8")
    compare_in_node(tests, folder, said)


def compare_in_node(tests: str, folder: Path, said: Any, **surroundings: str) -> None:
    """Run a file of tests beside this one, which finds its scripts, and what Python says, in a folder."""
    (folder / "said.json").write_text(json.dumps(said), "utf-8")
    node = find_node() or missing(
        "no Node on this machine, on the path or with Playwright; the scripts of the browser were not tried"
    )
    command = [node, "--test", str(HERE / tests)]
    ran = subprocess.run(
        command, env={**os.environ, "SPINE_EDU_SAID": str(folder), **surroundings}, capture_output=True, text=True
    )
    assert ran.returncode == 0, f"Python and the scripts of the browser differ:\n{ran.stdout[-4000:]}{ran.stderr[-2000:]}"
