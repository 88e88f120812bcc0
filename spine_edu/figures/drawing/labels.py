"""Labels beside a drawing: how wide words are, where they stand so that none overlaps, and leaders that do not cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spine_edu.figures.drawing.svg import Point

_WIDTHS = {  # hundredths of the font size, of a wide sans serif: what fits here fits in the narrower fonts of other machines
    28: "ijlI'|",
    33: ",. /:;",
    39: "tfr()[]-",
    52: "szJ*_°",
    58: "ckFvxyLP",
    62: "abdeghnopquESTY",
    69: "0123456789ABRXZVK",
    78: "CUHNDGOQ&",
    86: "wM#+<=>→",
    99: "mW%@",
}
_WIDTH = {letter: width / 100 for width, letters in _WIDTHS.items() for letter in letters}


@dataclass(frozen=True, slots=True)
class SideLabel:
    """Words that stand beside a drawing and the point they speak of; a placed label knows its lines and its middle height."""

    words: str
    anchor: Point
    lines: tuple[str, ...] = ()
    y: float = 0


def width_of(words: str, size: float) -> float:
    """Return how wide a line of text is at most, in the unit of its font size.

    >>> width_of("iliac", 10) < width_of("psoas", 10) < width_of("MMMMM", 10)
    True
    """
    return sum(_WIDTH.get(letter, 0.7) for letter in words) * size


def break_lines(words: str, room: float, size: float) -> tuple[str, ...]:
    """Break words into lines no wider than `room`; a word that is wider stands alone on its line.

    >>> break_lines("left common iliac artery", 80, 11)
    ('left common', 'iliac artery')
    """
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def spread(wanted: Sequence[float], heights: Sequence[float], lowest: float) -> list[float]:
    """Move the middles of stacked labels as little as possible so that none overlaps: crowded ones share their shift.

    `wanted` goes down the page; the first label begins at `lowest` at the earliest.

    >>> spread([10, 12, 50], [10, 10, 10], 0)
    [6.0, 16.0, 50.0]
    """
    offsets = [sum(heights[:place]) + heights[place] / 2 for place in range(len(heights))]
    blocks: list[list[float]] = []  # each: [sum of wanted starts, how many]
    for y, offset in zip(wanted, offsets, strict=True):
        blocks.append([y - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    starts = [total / count for total, count in blocks for _ in range(int(count))]
    return [max(start, lowest) + offset for start, offset in zip(starts, offsets, strict=True)]


def height_of(label: SideLabel, size: float) -> float:
    """Return how tall a label is with the space below it."""
    return len(label.lines) * size * 1.14 + size * 0.42


def column(labels: Sequence[SideLabel], edge: float, room: float, size: float, top: float) -> list[SideLabel]:
    """Place labels one below another beside the line x = `edge`, each near what it speaks of, with leaders that do not cross."""
    order = [SideLabel(label.words, label.anchor, break_lines(label.words, room, size)) for label in labels]
    order.sort(key=lambda label: label.anchor[1])
    heights = {label: height_of(label, size) for label in order}
    for _ in range(len(order) ** 2):
        levels = spread([label.anchor[1] for label in order], [heights[label] for label in order], top)
        ends = [(edge, y) for y in levels]
        crossing = next(
            (
                (a, b)
                for a in range(len(order))
                for b in range(a + 1, len(order))
                if cross(order[a].anchor, ends[a], order[b].anchor, ends[b])
            ),
            None,
        )
        if crossing is None:
            break
        a, b = crossing
        order.insert(a, order.pop(b))
    levels = spread([label.anchor[1] for label in order], [heights[label] for label in order], top)
    return [SideLabel(label.words, label.anchor, label.lines, y) for label, y in zip(order, levels, strict=True)]


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Say whether the segments a-b and c-d cross.

    >>> cross((0, 0), (2, 2), (0, 2), (2, 0)), cross((0, 0), (2, 0), (0, 1), (2, 1))
    (True, False)
    """

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
