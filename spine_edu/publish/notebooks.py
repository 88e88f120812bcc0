"""Run the lessons from a fresh kernel and store them in one canonical form: running twice changes no byte.

No widget state, no timings, no versions, ids from content. The stored outputs are what strict nbval compares.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from spine_edu.errors import SetupError, SpineEduError
from spine_edu.files.inputs import read_file
from spine_edu.publish.shapes import Cell, CellMetadata, Notebook, Output

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LARGEST = 100_000_000
"""How many bytes a notebook may have: one with many pictures has some millions."""
_NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def lessons() -> tuple[Path, ...]:
    """Return the notebooks of the clone, in teaching order.

    >>> [path.name for path in lessons()][:1]
    ['00-start-here.ipynb']
    """
    return tuple(sorted(_NOTEBOOKS.glob("*.ipynb")))


def stored() -> tuple[Path, ...]:
    """Return all notebooks of the clone that are stored with their outputs: the lessons, then those for instructors.

    >>> stored()[-1].name
    'class-report.ipynb'
    """
    return (*lessons(), *sorted(_NOTEBOOKS.glob("instructor/*.ipynb")))


def rebuild(path: Path, check: bool) -> bool:
    """Run one notebook; store it if its canonical form changed; return whether it did."""
    before = read_file(path, _LARGEST)
    after = canonical(run(read(path), path))
    if after != before and not check:
        path.write_text(after, encoding="utf-8", newline="\n")
    return after != before


def read(path: Path) -> Notebook:
    """Return a notebook from its file; raise with the file's name where it cannot be read as one."""
    try:
        notebook: Notebook = json.loads(read_file(path, _LARGEST))
        notebook["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise SpineEduError(f"{path} is no notebook: it should be a file ending in .ipynb that JupyterLab can open.") from error
    return notebook


def run(notebook: Notebook, path: Path, *, keep_widgets: bool = False) -> Notebook:
    """Return the notebook with the outputs of a fresh kernel; raise naming file and cell where a cell or the kernel fails.

    `keep_widgets` keeps the state of every widget in the notebook's metadata, which a page needs and a stored lesson does not.
    What the kernel tells its terminal (now and then it stumbles while it stops) is shown only where the kernel dies of it.
    """
    try:
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError

        from spine_edu.publish.kernels import sealed
    except ImportError as error:
        raise SetupError(
            f"Building needs the course's environment ({error.name} is missing): run python3 -m spine_edu test once."
        ) from error

    source = nbformat.from_dict({**notebook, "cells": [_fresh(cell, place) for place, cell in enumerate(notebook["cells"])]})
    client = NotebookClient(
        source,
        timeout=600,
        startup_timeout=600,
        kernel_name="python3",
        store_widget_state=keep_widgets,
        record_timing=False,
        allow_errors=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    with tempfile.TemporaryFile() as terminal:
        try:
            with tempfile.TemporaryDirectory(prefix="spine-edu-") as home:  # what is stored never depends on anybody's answers
                client.execute(env={**os.environ, "SPINE_EDU_HOME": home}, stderr=terminal, **sealed())
        except CellExecutionError as error:
            raise SpineEduError(f"{path.name}: a cell fails with {error.ename}: {error.evalue}") from error
        except RuntimeError as error:
            terminal.seek(0)
            said = terminal.read().decode(errors="replace").strip()
            raise SpineEduError(f"{path.name}: the kernel stopped before the last cell. {said or error}") from error
    ran: Notebook = json.loads(nbformat.writes(source))
    return ran


def _fresh(cell: Cell, place: int) -> Cell:
    """Return a cell without outputs, with a stable id."""
    kept: Cell = {
        "cell_type": cell["cell_type"],
        "id": cell.get("id") or f"cell-{place:03}",
        "metadata": _metadata(cell),
        "source": "".join(cell["source"]),
    }
    if cell["cell_type"] == "code":
        kept["outputs"], kept["execution_count"] = [], None
    return kept


def _metadata(cell: Cell) -> CellMetadata:
    """Return what is kept of a cell's metadata: its tags, its place in a slide show, and whether its source is folded away."""
    told, kept = cell.get("metadata", {}), CellMetadata()
    if (told.get("jupyter") or {}).get("source_hidden"):
        kept["jupyter"] = {"source_hidden": True}
    if told.get("slideshow"):
        kept["slideshow"] = told["slideshow"]
    if told.get("tags"):
        kept["tags"] = told["tags"]
    return kept


def canonical(notebook: Notebook) -> str:
    """Return the one text of an executed notebook: sorted keys, stable widget ids, nothing of the machine.

    >>> canonical({"cells": [], "metadata": {"widgets": {}}, "nbformat": 4, "nbformat_minor": 5}).count("widgets")
    0
    """
    cells = [_canonical_cell(cell) for cell in notebook["cells"]]
    whole = {
        "cells": cells,
        "metadata": {"kernelspec": _KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _canonical_cell(cell: Cell) -> Cell:
    kept: Cell = {
        "cell_type": cell["cell_type"],
        "id": cell["id"],
        "metadata": _metadata(cell),
        "source": _lines(cell["source"]),
    }
    if cell["cell_type"] == "code":
        kept["execution_count"] = cell.get("execution_count")
        kept["outputs"] = canonical_outputs(cell.get("outputs", []), cell["id"])
    return kept


def canonical_outputs(outputs: Sequence[Output], cell: str) -> list[Output]:
    """Return the outputs of a cell, named by its id, as a canonical notebook stores them."""
    return [_canonical_output(output, f"{cell}/{n}") for n, output in enumerate(outputs)]


def _canonical_output(output: Output, name: str) -> Output:
    output = {**output}
    if "data" in output:
        output["data"] = {
            kind: _lines(value) if isinstance(value, str | list) else value for kind, value in output["data"].items()
        }
        if WIDGET_VIEW in output["data"]:
            model = hashlib.sha256(name.encode()).hexdigest()[:32]
            output["data"][WIDGET_VIEW] = {"model_id": model, "version_major": 2, "version_minor": 0}
        output["metadata"] = {}
    if "text" in output:
        output["text"] = _lines(output["text"])
    if output.get("output_type") == "error":
        output["traceback"] = []
    return output


def _lines(text: str | list[str]) -> list[str]:
    return ("".join(text) if isinstance(text, list) else text).splitlines(keepends=True)
