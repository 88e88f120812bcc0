"""The time axis below a timeline: its months, and the calendar years and fiscal years they fall into."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from spine_edu.figures.drawing import svg
from spine_edu.figures.drawing.labels import width_of
from spine_edu.histories.timeline import Timeline
from spine_edu.text.markup import Shape, shape

LEFT, RIGHT = 66, 340
"""Where the first and the last month of every timeline stand; beside the last is room for the marker of an event."""
_EDGE = RIGHT + 6
"""Nothing of the axis is written beyond."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """How the months of a timeline are laid out between LEFT and RIGHT."""

    timeline: Timeline

    @property
    def month(self) -> float:
        """How wide a month is."""
        return (RIGHT - LEFT) / max(self.timeline.end - self.timeline.start, 1)

    def x(self, month: float) -> float:
        """Return where a month stands."""
        return LEFT + (month - self.timeline.start) * self.month


def time_axis(scale: TimeScale, top: float, *, fiscal_years: bool) -> tuple[list[Shape], float]:
    """Return the axis that begins at the height `top`, and how far down the page it reaches.

    Months are counted unless the timeline is told by dates; years are told where it stands on a calendar, fiscal years (from
    October on) below them if asked for.
    """
    timeline, y = scale.timeline, top
    drawn = [shape("path", class_="axis", d=f"M{LEFT} {svg.number(top)}H{RIGHT}")]
    if not timeline.by_dates:
        y += 15
        drawn += [_name(timeline.unit, y), *_months(scale, top, y)]
    if timeline.anchor:
        y += 15
        drawn += [_name("year", y), *_years(scale, "-01-01", "", y)]
        if fiscal_years:
            y += 15
            drawn += [_name("fiscal", y), *_years(scale, "-10-01", "FY", y)]
    return drawn, y + 8


def _months(scale: TimeScale, top: float, y: float) -> Iterator[Shape]:
    """Count the months, as many of them as there is room for."""
    start, end = scale.timeline.start, scale.timeline.end
    step = next((step for step in (1, 2, 3, 6, 12, 24, 36, 60, 120, 240) if (end - start) / step <= 8), 600)
    for month in range(math.ceil(start / step) * step, math.floor(end) + 1, step):
        x = scale.x(month)
        yield shape("path", class_="axis", d=f"M{svg.number(x)} {svg.number(top)}v4")
        yield svg.text(str(month), min(x, _EDGE - width_of(str(month), 12) / 2), y, "tick")


def _name(unit: str, y: float) -> Shape:
    return svg.text(unit, LEFT - 7, y, "column", text_anchor="end")


def _years(scale: TimeScale, first_day: str, prefix: str, y: float) -> Iterator[Shape]:
    """Write each year into its stretch, a fine stroke where it begins; where years are narrow, only some of them."""
    timeline = scale.timeline
    days = timeline.day_of(timeline.start) or "", timeline.day_of(timeline.end) or ""
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if n * 12 * scale.month >= 34 or n == 100)
    for year in range(int(days[0][:4]) - 1, int(days[1][:4]) + 2):
        begin, over = timeline.month_of(f"{year}{first_day}"), timeline.month_of(f"{year + 1}{first_day}")
        if begin is None or over is None or over <= timeline.start or begin >= timeline.end:
            continue
        left, right = max(scale.x(begin), LEFT), min(scale.x(over), RIGHT)
        named = year + 1 if prefix else year
        if named % every == 0 and begin > timeline.start:
            yield shape("path", class_="track", d=f"M{svg.number(left)} {svg.number(y - 9)}v11")
        if every == 1 and right - left >= 22 + 7 * len(prefix):
            yield svg.text(f"{prefix}{named}", (left + right) / 2, y, "tick")
        elif every > 1 and named % every == 0 and begin > timeline.start and left <= RIGHT - 26:
            yield svg.text(f"{prefix}{named}", left + 4, y, "column")
