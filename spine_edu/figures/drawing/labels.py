"""Labels beside a drawing: how wide words are, where they stand so that none overlaps, and leaders that do not cross."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

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
_BOLD = 1.14  # so much wider are bold letters
_WIDTH = {letter: width / 100 for width, letters in _WIDTHS.items() for letter in letters}


@dataclass(frozen=True, slots=True)
class SideLabel:
    """Words that stand beside a drawing and the point they speak of.

    A placed label knows its lines, and where its middle stands: how far down its column, or how far along its row.
    """

    words: str
    anchor: Point
    lines: tuple[str, ...] = ()
    middle: float = 0


def width_of(words: str, size: float) -> float:
    """Return how wide a line of text is at most, in the unit of its font size.

    >>> width_of("iliac", 10) < width_of("psoas", 10) < width_of("MMMMM", 10)
    True
    """
    return sum(_WIDTH.get(letter, 0.7) for letter in words) * size


def break_lines(words: str, room: float, size: float) -> tuple[str, ...]:
    """Break words into lines no wider than `room`; a word that is wider stands alone on its line, or breaks at a soft hyphen.

    >>> break_lines("left common iliac artery", 80, 11)
    ('left common', 'iliac artery')
    >>> break_lines("sternocleido\\N{SOFT HYPHEN}mastoid", 80, 11), break_lines("in\\N{SOFT HYPHEN}let", 80, 11)
    (('sternocleido-', 'mastoid'), ('inlet',))
    """
    lines: list[str] = []
    for word in words.split():
        for n, piece in enumerate(word.split("\N{SOFT HYPHEN}")):
            longer = f"{lines[-1]}{'' if n else ' '}{piece}" if lines else piece
            if lines and width_of(longer, size) <= room:
                lines[-1] = longer
                continue
            if n:
                lines[-1] += "-"
            lines.append(piece)
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
    broken = [replace(label, lines=break_lines(label.words, room, size)) for label in labels]
    return _strung(broken, {label: height_of(label, size) for label in broken}, 1, edge, (top, math.inf))


def row(labels: Sequence[SideLabel], edge: float, ends: Point, size: float) -> list[SideLabel]:
    """Place labels one beside another along the line y = `edge`, from one x to another, as `column` does down a line.

    >>> [round(label.middle) for label in row([SideLabel("sac", (50, 9)), SideLabel("disc", (50, 30))], 0, (0, 60), 10)]
    [17, 46]
    """
    room = ((ends[1] - ends[0]) / max(len(labels), 1) - size * 0.8) / _BOLD
    broken = [replace(label, lines=break_lines(label.words, room, size)) for label in labels]
    widths = {label: _BOLD * max(width_of(line, size) for line in label.lines) + size * 0.8 for label in broken}
    return _strung(broken, widths, 0, edge, ends)


def _strung(
    labels: Sequence[SideLabel], sizes: Mapping[SideLabel, float], axis: int, edge: float, ends: Point
) -> list[SideLabel]:
    """Put labels in an order in which no leaders cross, along an axis (0 or 1) between two ends, and place them."""
    order = sorted(labels, key=lambda label: label.anchor[axis])
    for _ in range(len(order) ** 2):
        leads = [
            (label.anchor, (place, edge) if axis == 0 else (edge, place)) for label, place in _places(order, sizes, axis, ends)
        ]
        crossing = next(((a, b) for a, b in combinations(range(len(order)), 2) if cross(*leads[a], *leads[b])), None)
        if crossing is None:
            break
        a, b = crossing
        order.insert(a, order.pop(b))
    return [replace(label, middle=place) for label, place in _places(order, sizes, axis, ends)]


def _places(
    order: Sequence[SideLabel], sizes: Mapping[SideLabel, float], axis: int, ends: Point
) -> list[tuple[SideLabel, float]]:
    """Say where each label of an order stands: as near to what it speaks of as its neighbors and the two ends let it."""
    lengths = [sizes[label] for label in order]
    places = spread([label.anchor[axis] for label in order], lengths, ends[0])
    if ends[1] < math.inf:
        back = spread([ends[1] - place for place in places[::-1]], lengths[::-1], 0)
        places = [ends[1] - place for place in back[::-1]]
    return list(zip(order, places, strict=True))


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Say whether the segments a-b and c-d cross.

    >>> cross((0, 0), (2, 2), (0, 2), (2, 0)), cross((0, 0), (2, 0), (0, 1), (2, 1))
    (True, False)
    """

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
