"""One script out of several files: what the browser gets, without a bundler.

The files of a static/ folder are ordinary modules that import from each other by relative path. The browser needs them in one
piece, so their imports and exports are dropped and the files set one behind the other, each after those it imports from.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class|let)\b)", re.MULTILINE)


@functools.cache
def joined(path: Path) -> str:
    """Return a script together with all it imports, as one module; what the named file exports stays exported.

    Raises ImportError where files import each other in a circle.

    >>> "import" in joined(Path(__file__).parent / "elements.js").split("//")[0]
    False
    """
    order: list[Path] = []
    _collect(path.resolve(), order, ())
    *parts, last = (_IMPORT.sub("", part.read_text("utf-8")) for part in order)
    return "\n".join([*(_EXPORT.sub("", part) for part in parts), last])


def _collect(path: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    """Put a file after all that it imports, each once; a circle would leave no order and is refused."""
    if path in above:
        raise ImportError(f"{path.name} imports itself by way of {' and '.join(p.name for p in above)}.")
    for target in _IMPORT.findall(path.read_text("utf-8")):
        _collect((path.parent / target).resolve(), order, (*above, path))
    if path not in order:
        order.append(path)
