"""Run the cells of a lesson in this very interpreter, with no kernel beside it, and compare with what the lesson stores.

So a lesson can be tried wherever Python runs: in a browser, on another processor, in a child process with another setting.
`python3 -m spine_edu.publish.replay` says how every cell of every lesson fared, and ends with 1 unless all are equal.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import json
import operator
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spine_edu.publish.notebooks import canonical_outputs, lessons, read


@dataclass(frozen=True)
class Replayed:
    """How one code cell fared: it is equal, or `differs` says where,
    or `lacks` names the package that it could not do without.
    """

    lesson: str
    cell: int
    source: str
    differs: str = ""
    lacks: str = ""

    @property
    def is_equal(self) -> bool:
        return not self.differs and not self.lacks

    def __str__(self) -> str:
        told = f"not run, {self.lacks} is not here" if self.lacks else self.differs or "equal"
        return f"{self.lesson}, cell {self.cell} ({self.source.splitlines()[-1][:60]}): {told}"


def main(argv: Sequence[str]) -> int:
    """Replay the named lessons, or all; print one line a lesson and one for each cell that is not equal."""
    parser = argparse.ArgumentParser(prog="replay", description="Run lessons here and compare with what they store.")
    parser.add_argument("lessons", nargs="*", type=Path, help="notebooks to replay; all of notebooks/ unless given")
    arguments = parser.parse_args(argv)
    everything: list[Replayed] = []
    for path in arguments.lessons or lessons():
        cells = replay(path)
        everything += cells
        print(summary(cells), *(cell for cell in cells if not cell.is_equal), sep="\n  ", flush=True)
    print(summary(everything, "In all"))
    return int(not all(cell.is_equal for cell in everything))


def summary(cells: Sequence[Replayed], name: str = "") -> str:
    """Count how the cells fared, in one line.

    >>> summary([Replayed("06", 1, "x"), Replayed("06", 2, "y", lacks="pandas")])
    '06: 2 cells, 1 equal, 1 not run for want of pandas'
    """
    lacking = sorted({cell.lacks for cell in cells if cell.lacks})
    different = sum(bool(cell.differs) for cell in cells)
    waiting = sum(bool(cell.lacks) for cell in cells)
    told = [f"{len(cells)} cells", f"{sum(cell.is_equal for cell in cells)} equal"]
    told += [f"{different} different"] if different else []
    told += [f"{waiting} not run for want of {', '.join(lacking)}"] if waiting else []
    return f"{name or cells[0].lesson}: {', '.join(told)}"


def replay(path: Path) -> list[Replayed]:
    """Run every code cell of a lesson, in order, and return how each fared.

    After a cell that lacked a package, one that fails is taken to have failed for its sake: what it builds on is not there.
    """
    fared: list[Replayed] = []
    lacks = ""
    cells = [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]
    with _shell() as run:
        for cell in cells:
            source = "".join(cell["source"])
            outputs, error = run(source)
            if isinstance(error, ModuleNotFoundError):
                lacks = str(error.name).partition(".")[0]
            if error is None:
                differs = _difference(cell["outputs"], canonical_outputs(outputs, cell["id"]))
            else:
                differs = "" if lacks else f"{type(error).__name__}: {error}"
            fared.append(Replayed(path.stem, len(fared) + 1, source, differs, lacks if error else ""))
    return fared


def _difference(stored: object, here: object, where: str = "outputs") -> str:
    """Say where two values of JSON first part, '' where they are equal."""
    if isinstance(stored, dict) and isinstance(here, dict):
        parts = ((stored.get(name), here.get(name), f"{where}.{name}") for name in sorted({*stored, *here}))
    elif isinstance(stored, list) and isinstance(here, list) and len(stored) == len(here):
        parts = ((*pair, f"{where}[{place}]") for place, pair in enumerate(zip(stored, here, strict=True)))
    else:
        return "" if stored == here else f"{where}: stored {_around(stored, here)}, here {_around(here, stored)}"
    return next(filter(None, (_difference(*part) for part in parts)), "")


def _around(value: object, other: object) -> str:
    """Quote the piece of a value where it leaves the other."""
    text, beside = repr(value), repr(other)
    alike = sum(1 for _ in itertools.takewhile(bool, map(operator.eq, text, beside)))
    return text[max(0, alike - 20) : alike + 40]


@contextlib.contextmanager
def _shell() -> Iterator[Callable[[str], tuple[list[Any], BaseException | None]]]:
    """Lend a shell without terminal or kernel: it runs a cell and returns the outputs, and the error that ended it.

    It remembers nobody's answers and nobody's history.
    """
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    outputs: list[dict[str, object]] = []

    class Shown(DisplayPublisher):
        def publish(self, data: object, *_: object, **__: object) -> None:
            outputs.append({"output_type": "display_data", "data": data})

    class Result(DisplayHook):
        def write_output_prompt(self) -> None:
            pass  # the number of a cell is no part of what it gives

        def write_format_data(self, format_dict: object, md_dict: object = None) -> None:
            outputs.append({"output_type": "execute_result", "execution_count": self.prompt_count, "data": format_dict})

    class Shell(InteractiveShell):
        kernel = None  # pandas looks for it, and cuts a table to the width of a terminal where there is none

    def run(source: str) -> tuple[list[object], BaseException | None]:
        outputs.clear()
        streams = _Stream("stdout", outputs), _Stream("stderr", outputs)
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            ran = shell.run_cell(source, store_history=True)
        return json.loads(json.dumps(outputs)), ran.error_before_exec or ran.error_in_exec

    with (
        tempfile.TemporaryDirectory(prefix="spine-edu-") as home,
        _setting(SPINE_EDU_HOME=home),
        _as_many_columns_as_in_a_kernel(),
    ):
        forgetful = Config(HistoryManager={"enabled": False})
        shell = Shell.instance(config=forgetful, ipython_dir=home, display_pub_class=Shown, displayhook_class=Result)
        try:
            yield run
        finally:
            Shell.clear_instance()


class _Stream(io.StringIO):
    """What a cell prints, as outputs among its others: texts of one stream in a row are one."""

    def __init__(self, name: str, outputs: list[dict[str, Any]]) -> None:
        super().__init__()
        self._named, self._outputs = {"output_type": "stream", "name": name}, outputs

    def write(self, text: str) -> int:
        if text and (not self._outputs or {**self._outputs[-1], **self._named} != self._outputs[-1]):
            self._outputs.append({**self._named, "text": ""})
        if text:
            self._outputs[-1]["text"] += text
        return len(text)


def _as_many_columns_as_in_a_kernel() -> contextlib.AbstractContextManager[Any]:
    """Show tables as in a notebook: a pandas that was imported before there was a shell took its place for a terminal."""
    pandas = sys.modules.get("pandas")
    return pandas.option_context("display.max_columns", 20) if pandas else contextlib.nullcontext()


@contextlib.contextmanager
def _setting(**names: str) -> Iterator[None]:
    """Set variables of the environment for a while."""
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
