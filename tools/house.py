"""Draw the house: `python3 tools/house.py` writes docs/house.svg and the table of rooms in docs/house.md from the code itself.

Floors come from the contracts in pyproject.toml that the tests hold the imports to, what a room is for from the first lines of
its `__init__.py`. Nothing is told twice, so the picture cannot disagree with the house.
"""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "spine_edu"
PICTURE, PAGE = ROOT / "docs" / "house.svg", ROOT / "docs" / "house.md"
START, END = "<!-- rooms: written by tools/house.py -->", "<!-- end of rooms -->"

_WIDTH, _MARGIN, _GAP = 960, 16, 8
_LINE, _PAD, _LETTER = 17, 10, 8.2  # height of a line, room around words, width of a bold letter at 13 px
_STYLE = (
    "text{font:13px ui-sans-serif,system-ui,sans-serif;fill:#1c2733}.n{font-weight:600}.f{fill:none;stroke:#b9c4d0}"
    ".b{fill:#eef3f8;stroke:#5b7083}.s{fill:#46586a}.p{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#e8edf2}.f{stroke:#4a5866}.b{fill:#22303d;stroke:#8aa0b5}.s{fill:#b7c4d0}.p{fill:#141c24}}"
)


@dataclass(frozen=True, slots=True)
class Room:
    """A folder or a module of one floor, and the rooms inside it."""

    name: str
    inside: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """What stands in its box: the name, then the rooms inside, a few a line."""
        rows = [", ".join(self.inside[n : n + 3]) for n in range(0, len(self.inside), 3)]
        return [self.name, *rows]

    @property
    def width(self) -> float:
        return max(len(line) for line in self.lines) * _LETTER + 2 * _PAD


def floors() -> list[list[Room]]:
    """Return the floors of the house, the roof first, as the contract `house` tells them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "house")
    return [[Room(name, rooms_in(PACKAGE / name)) for name in layer.split(" | ")] for layer in layers]


def rooms_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the folders inside a folder that hold modules; a module has none."""
    return tuple(sorted(inner.parent.name for inner in folder.glob("*/__init__.py")))


def purpose(folder: Path) -> str:
    """Return what a room says of itself: the docstring of its `__init__.py`, its lines joined."""
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    return " ".join(said.split())


def picture() -> str:
    """Return the house as SVG: a row a floor, the roof on top; every arrow would point down, so none is drawn."""
    drawn, y = [], float(_MARGIN)
    for floor in floors():
        rows: list[list[Room]] = [[]]
        for room in sorted(floor, key=lambda room: (not room.inside, -room.width, room.name)):
            if rows[-1] and sum(r.width + _GAP for r in rows[-1]) + room.width > _WIDTH - 4 * _MARGIN:
                rows.append([])
            rows[-1].append(room)
        height = sum(_height(row) + _GAP for row in rows) + _GAP
        drawn.append(f'<rect class="f" x="{_MARGIN}" y="{y:g}" width="{_WIDTH - 2 * _MARGIN}" height="{height:g}" rx="6"/>')
        top = y + _GAP
        for row in rows:
            x = 2.0 * _MARGIN
            for room in row:
                drawn.append(_box(room, x, top, _height(row)))
                x += room.width + _GAP
            top += _height(row) + _GAP
        y += height + _GAP
    words = "; ".join(", ".join(room.name for room in floor) for floor in floors())
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y + _GAP:g}" role="img" aria-labelledby="t d">',
            '<title id="t">The house of spine_edu, floor by floor</title>',
            f'<desc id="d">From the roof to the ground: {escape(words)}.</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect class="p" width="{_WIDTH}" height="{y + _GAP:g}"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def _height(row: list[Room]) -> float:
    return max(len(room.lines) for room in row) * _LINE + 2 * _PAD - 4


def _box(room: Room, x: float, y: float, height: float) -> str:
    words = "".join(
        f'<text class="{"s" if n else "n"}" x="{x + _PAD:g}" y="{y + _PAD + 10 + n * _LINE:g}">{escape(line)}</text>'
        for n, line in enumerate(room.lines)
    )
    return f'<rect class="b" x="{x:g}" y="{y:g}" width="{room.width:g}" height="{height:g}" rx="4"/>{words}'


def table() -> str:
    """Return the rooms with what they say of themselves, as Markdown, in the order of the floors."""
    rows = []
    for floor in floors():
        for room in floor:
            if (PACKAGE / room.name).is_dir():
                rows.append((room.name, purpose(PACKAGE / room.name)))
                rows += [(f"{room.name}/{inner}", purpose(PACKAGE / room.name / inner)) for inner in room.inside]
    return "\n".join(["| room | what it is for, and who comes here |", "| --- | --- |", *(f"| `{a}` | {b} |" for a, b in rows)])


def page(text: str) -> str:
    """Return docs/house.md with its table of rooms as the code tells it now."""
    before, rest = text.split(START)
    return f"{before}{START}\n\n{table()}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
