"""One script out of several files: what the browser gets, without a bundler.

The files of static/ are ordinary modules that import from each other by relative path. A widget needs them in one piece, so their
imports and exports are dropped and the files set one behind the other, each after those it imports from.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

STATIC = Path(__file__).parent / "static"

_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class|let)\b)", re.MULTILINE)


@functools.cache
def script(name: str) -> str:
    """Return a file of static/ together with all it imports, as one module; what the named file exports stays exported.

    >>> "import" in script("question.js").split("export")[0].split("//")[0]
    False
    """
    order: list[Path] = []
    _collect((STATIC / name).resolve(), order, ())
    *parts, last = (_IMPORT.sub("", path.read_text("utf-8")) for path in order)
    return "\n".join([*(_EXPORT.sub("", part) for part in parts), last])


@functools.cache
def style(*names: str) -> str:
    """Return style sheets of static/ in one piece."""
    return "\n".join((STATIC / name).read_text("utf-8") for name in names)


def _collect(path: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    """Put a file after all that it imports, each once; a circle would leave no order and is refused."""
    if path in above:
        raise ImportError(f"{path.name} imports itself by way of {' and '.join(p.name for p in above)}.")
    for target in _IMPORT.findall(path.read_text("utf-8")):
        _collect((path.parent / target).resolve(), order, (*above, path))
    if path not in order:
        order.append(path)
