"""The scripts and style sheets of the widgets, each in one piece."""

from __future__ import annotations

import functools
from pathlib import Path

from spine_edu.browser.bundle import joined

STATIC = Path(__file__).parent / "static"


def script(name: str) -> str:
    """Return a file of static/ together with all it imports, as one module; what the named file exports stays exported.

    >>> "import" in script("asking/question.js").split("export")[0].split("//")[0]
    False
    """
    return joined(STATIC / name)


@functools.cache
def style(*names: str) -> str:
    """Return style sheets of static/ in one piece."""
    return "\n".join((STATIC / name).read_text("utf-8") for name in names)
