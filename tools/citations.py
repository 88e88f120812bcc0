"""Write the sources for the lab's extension: `python3 tools/citations.py` makes its sources.json from data/sources.yml.

JupyterLab shows a citation as a small number that opens the source; it has no Python to ask for the address. A test says when the
file is stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spine_edu import data  # noqa: E402

FILE = ROOT / "spine_edu" / "lab_extensions" / "spine-edu" / "static" / "sources.json"


def listing() -> str:
    """Return the file: title and address of every source, by its id; a place that cannot be opened is left out."""
    known = {
        id: {name: source[name] for name in ("title", "address") if name == "title" or is_web(source.get(name))}
        for id, source in data.document("sources.yml").items()
    }
    return json.dumps(dict(sorted(known.items())), indent=2, ensure_ascii=False) + "\n"


def is_web(address: str | None) -> bool:
    """Whether a browser can open an address."""
    return (address or "").startswith(("https://", "http://"))


if __name__ == "__main__":
    FILE.write_text(listing(), encoding="utf-8", newline="\n")
