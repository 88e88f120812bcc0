"""A rate as people: of a thousand like you, so many; the rest stand there too.

A row of people is one stroke of round dashes, so that a thousand weigh no more than a sentence.
"""

from __future__ import annotations

import math

from spine_edu.errors import FigureError
from spine_edu.figures.drawing import svg, theme
from spine_edu.figures.drawing.frame import Drawing, card, rules
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import shape
from spine_edu.text.quoting import shown

_ROOM, _LEFT, _LETTERS = 520, 14, 46  # of the dots, their margin, and how many letters of the sentence stand on a line
_SMALL = 20  # units tall are the letters of the sentence


def people(percent: float, event: str, population: str, *, of: int = 1000, counted: bool = False) -> Picture:
    """Draw `of` people, and mark those whom an event with this rate would meet, rounded to whole people.

    `counted` says that these very people were counted: so many had the event, and none is supposed.

    Raises FigureError for a rate that is no percentage, or one too small to show a single person.

    >>> people(5.8, "a dural tear", "spine surgery, 23 studies").words
    'Of 1,000 people (spine surgery, 23 studies), about 58 would have a dural tear; 942 would not.'
    >>> people(5.8, "a complication", "all harvests of a hospital", of=414, counted=True).words
    'Of 414 people (all harvests of a hospital), 24 had a complication; 390 did not.'
    """
    if not isinstance(percent, int | float):
        raise FigureError(f"{shown(percent)} is no number; write the percentage without quotes, for example 5.8.")
    if not 0 <= percent <= 100:
        raise FigureError(f"{percent} % is no share of people: write a percentage from 0 to 100.")
    met = math.floor(percent * of / 100 + 0.5)
    if percent and not met:
        raise FigureError(f"{percent} % is less than one in {of:,}; draw more people, for example of={10 * of}.")
    have, others = ("had", "did not") if counted else ("would have", "would not")
    words = f"Of {of:,} people ({population}), {'' if counted else 'about '}{met:,} {have} {event}; {of - met:,} {others}."
    across = 20 if of <= 200 else 40 if of <= 2000 else 80  # few stand larger, so that they can be counted on a phone too
    step, rows = _ROOM / across, math.ceil(of / across)
    said = svg.wrapped(f"{have} {event} ({population})", _LETTERS)
    top = 58 + 24 * len(said)
    width, height = _LEFT * 2 + _ROOM, top + math.ceil(rows * step) + 12
    mark = theme.mark_of("people", words)
    dots = {True: "", False: ""}
    for row in range(rows):
        first, last = row * across, min((row + 1) * across, of)
        for among, begin, end in ((True, first, min(max(met, first), last)), (False, min(max(met, first), last), last)):
            if begin < end:
                x, y = _LEFT + step / 2 + (begin - first) * step, top + row * step + step / 2
                dots[among] += f"M{svg.number(x)} {svg.number(y)}h{svg.number((end - begin - 1) * step + 0.1)}"
    drawing = Drawing(
        mark=mark,
        title=words,
        words="",
        style=theme.colours_css(f".{mark}") + rules(mark, _STYLE + _dots(step)),
        body=(
            card((width, height)),
            svg.text(f"{met:,} of {of:,}", _LEFT, 40, "big"),
            *(svg.text(line, _LEFT, 68 + 24 * k, "said") for k, line in enumerate(said)),
            *(shape("path", class_=kind, d=dots[kind == "met"]) for kind in ("rest", "hollow", "met")),
        ),
        size=(width, height),
        letters=_SMALL,
    )
    return Picture(name=f"{met:,} of {of:,}: {event}", words=words, drawing=drawing, width=width)


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink)}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.big{font-size:30px;font-weight:700}"
    f"&.said{{font-size:{_SMALL}px}}"
    "&path{fill:none;stroke-linecap:round}"
    "&.rest{stroke:var(--muted)}"
    "&.hollow{stroke:var(--card)}"
    "&.met{stroke:var(--accent)}"
)


def _dots(step: float) -> str:
    """Say how wide the dots are: the marked ones nearly touch, the others are rings."""
    return (
        f"&path{{stroke-dasharray:0 {svg.number(step)}}}&.rest{{stroke-width:{svg.number(step * 0.62)}}}"
        f"&.hollow{{stroke-width:{svg.number(step * 0.46)}}}&.met{{stroke-width:{svg.number(step * 0.85)}}}"
    )
