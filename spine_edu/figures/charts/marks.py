"""The numbers of a chart: marks in named series, each with its own population, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from spine_edu.errors import FigureError

MANY = 30
"""More points than these are drawn small and without their numbers."""


@dataclass(frozen=True, repr=False)
class Mark:
    """One thing to draw: a point, an interval around it, or a bar from `low` to `high`. Units are the chart's.

    A bar that is open has no `high`; one that begins where it ends is a moment. What a lesson is about is `marked`.
    """

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    x: float | None = None
    note: str = ""
    marked: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its source tells no end."""
        return self.value is None and self.high is None

    @property
    def is_moment(self) -> bool:
        """Whether it lasts no time at all."""
        return self.value is None and self.low == self.high

    @property
    def span(self) -> tuple[float, float] | None:
        """The interval, where both its ends are told."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, repr=False)
class ChartData:
    """Marks in named series, what their axes say, and how they are drawn: 'rows' one below another, or 'plane' across x and y.

    Raises FigureError where there is nothing to draw.
    """

    title: str
    series: Mapping[str, Sequence[Mark]]
    unit: str
    x_label: str = ""
    plane: bool = False
    joined: bool = False
    note: str = ""
    bars: bool = False
    ticks: Callable[[float], str] = field(default=lambda value: in_digits(value), compare=False)

    def __post_init__(self) -> None:
        if not any(self.series.values()):
            raise FigureError(f"{self.title}: there is nothing to draw; the table or the choice from it is empty.")

    @property
    def marks(self) -> list[Mark]:
        """The marks of all series."""
        return [mark for marks in self.series.values() for mark in marks]

    @property
    def last(self) -> float:
        """The end of the value axis: what every mark reaches, and a bar without an end beyond it."""
        reach = max(v for m in self.marks for v in (m.value, m.high, m.low) if v is not None)
        return reach * (1.15 if any(mark.is_open for mark in self.marks) else 1)

    def is_bar(self, mark: Mark) -> bool:
        """Say whether a mark is drawn from where it begins to where it ends."""
        return self.bars or mark.value is None

    def end_of(self, mark: Mark) -> float:
        """Return where a bar ends: at its value, its end, or beyond all others where its source tells none."""
        return mark.value if mark.value is not None else mark.high if mark.high is not None else self.last

    @property
    def words(self) -> str:
        """The chart read aloud; of many points only how many there are and how far they reach, to one decimal."""
        said = [self.title]
        for name, marks in self.series.items():
            many = len(marks) > MANY
            told = f"{len(marks)} points, {self._reach(marks)}" if many else "; ".join(map(self._mark_in_words, marks))
            said.append(f"{name}: {told}" if name else told)
        marked = [f"Marked: {mark.label}." for mark in self.marks if mark.marked]
        return " ".join([*map(_sentence, said), *marked, *([self.note] if self.note else [])])

    def label(self, mark: Mark) -> str:
        """Return what stands over a row: its label and its number, behind a pointer where it is marked."""
        return f"{'▸ ' if mark.marked else ''}{mark.label}: {self.with_sign(self.said(mark))}"

    def with_sign(self, said: str) -> str:
        """Return a number, behind which stands its percent sign where it is a percentage.

        >>> ChartData("Tears", {"": [Mark("all", 5.8)]}, "percent").with_sign("5.8 (4.4 to 7.3)")
        '5.8\xa0% (4.4 to 7.3)'
        """
        number, gap, interval = said.partition(" (")
        return f"{number}\N{NO-BREAK SPACE}%{gap}{interval}" if self.unit == "percent" else said

    def said(self, mark: Mark) -> str:
        """Return what a mark amounts to, without its unit: its number with its interval, or from when to when it lasts."""
        if mark.value is not None:
            return f"{in_digits(mark.value)}{f' ({_reaching(mark)})' if mark.span else ''}"
        if mark.is_open:
            return f"from {in_digits(mark.low)} on"
        return in_digits(mark.low) if mark.is_moment else _reaching(mark)

    def _mark_in_words(self, mark: Mark) -> str:
        unit = f" {self.unit}" if self.unit else ""
        where = f"{mark.label}: " if mark.label else f"{self.ticks(mark.x)}: " if self.plane and mark.x is not None else ""
        number, _, interval = self.said(mark).partition(" (")
        return f"{where}{number}{unit}{f' ({interval}' if interval else ''}"

    def _reach(self, marks: Sequence[Mark]) -> str:
        xs, ys = (
            [round(value, 1) for value in values if value is not None]
            for values in zip(*((m.x, m.value) for m in marks), strict=True)
        )
        ends = [in_digits(end) for values in (xs, ys) for end in (min(values), max(values))]
        return f"{self.x_label} {ends[0]} to {ends[1]}, {self.unit} {ends[2]} to {ends[3]}"


def _sentence(words: str) -> str:
    """Return words as a sentence: a word in front with a large letter, and a full stop where none of their own ends them.

    >>> _sentence("How wide is a pedicle?"), _sentence("wear, US"), _sentence("coding.icd9: 22")
    ('How wide is a pedicle?', 'Wear, US.', 'coding.icd9: 22.')
    """
    first = words[:1].upper() if words.split()[0].rstrip(",:").isalpha() else words[:1]
    return f"{first}{words[1:]}{'' if words.endswith(('.', '?', '!')) else '.'}"


def _reaching(mark: Mark) -> str:
    return " to ".join(map(in_digits, mark.span or ()))


def in_digits(value: float | None) -> str:
    """Write a number with commas between thousands and no more decimals than it has; nothing for None.

    >>> in_digits(12500.0), in_digits(4.25), in_digits(None)
    ('12,500', '4.25', '')
    """
    return "" if value is None else f"{value:,.10g}"
