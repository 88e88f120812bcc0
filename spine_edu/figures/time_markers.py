"""The events of a timeline as numbered marks above its lanes: where they stand, their shapes, and their lines down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spine_edu.figures.drawing import svg
from spine_edu.figures.time_axis import TimeScale
from spine_edu.text.markup import Shape, shape


def marker_heights(scale: TimeScale, first: float) -> tuple[list[float], float]:
    """Return how far down the page the marker of each event stands, from `first` on, and where the markers end.

    Those too close to stand side by side stand above each other.
    """
    rows: list[float] = []
    places = []
    for event in scale.timeline.events:
        x = scale.x(event.month)
        row = next((row for row, taken in enumerate(rows) if x - taken >= 21), len(rows))
        rows[row : row + 1] = [x]
        places.append(first + row * 21)
    return places, first + len(rows) * 21


def markers(scale: TimeScale, heights: Sequence[float]) -> Iterator[Shape]:
    """Number the events."""
    for number, (event, y) in enumerate(zip(scale.timeline.events, heights, strict=True), start=1):
        x = scale.x(event.month)
        count = svg.text(str(number), x, y + 3.8, f"number {event.kind}")
        yield shape("g", shape("title", event.title), _marker(event.kind, x, y), count, data_event=number)


def _marker(kind: str, x: float, y: float) -> Shape:
    if kind == "operation":
        corner = {"x": svg.number(x - 9), "y": svg.number(y - 9)}
        return shape("rect", class_="marker operation", **corner, width=18, height=18, rx=3)
    if kind == "symptom":
        points = ((x, y - 11), (x + 11, y), (x, y + 11), (x - 11, y))
        return shape("path", class_="marker", d=f"{svg.line(points)}Z")
    return shape("circle", class_=f"marker {kind}", cx=svg.number(x), cy=svg.number(y), r=9)


def marker_rules(scale: TimeScale, heights: Sequence[float], bottom: float) -> Iterator[Shape]:
    """Lead from each marker down through the lanes."""
    for event, y in zip(scale.timeline.events, heights, strict=True):
        x = scale.x(event.month)
        yield shape("path", class_=f"rule {event.kind}", d=svg.line([(x, y), (x, bottom)]))
