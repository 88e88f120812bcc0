"""One script out of several files: what the browser gets, without a bundler.

The files of a static/ folder are ordinary modules that import from each other by relative path. The browser needs them in one
piece, so their imports and exports are dropped and the files set one behind the other, each after those it imports from. Comments
stay behind, with them the types, and the blanks before a line: every page and every stored figure carries its scripts, and what
helps those who read a file costs nobody else.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

_ASIDE = re.compile(r"^[ \t]*(?:(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)?[ \t]*\n)?", re.MULTILINE)
"""Blanks before a line; a whole line or block of comment; an empty line. No text of a script may span lines."""

_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class|let)\b)", re.MULTILINE)


@functools.cache
def joined(path: Path) -> str:
    """Return a script together with all it imports, as one module; what the named file exports stays exported.

    Raises ImportError where files import each other in a circle.

    >>> joined(Path(__file__).parent / "elements.js").splitlines()[0]
    'export function fresh() {'
    """
    *parts, last = (_ASIDE.sub("", _IMPORT.sub("", part.read_text("utf-8"))) for part in files_of(path))
    return "".join([*(_EXPORT.sub("", part) for part in parts), last])


def files_of(path: Path) -> list[Path]:
    """Return the file of a script after all that it imports, each once, each after those it imports from itself."""
    order: list[Path] = []
    _collect(path.resolve(), order, ())
    return order


def _collect(path: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    """Put a file after all that it imports, each once; a circle would leave no order and is refused."""
    if path in above:
        raise ImportError(f"{path.name} imports itself by way of {' and '.join(p.name for p in above)}.")
    for target in _IMPORT.findall(path.read_text("utf-8")):
        _collect((path.parent / target).resolve(), order, (*above, path))
    if path not in order:
        order.append(path)
