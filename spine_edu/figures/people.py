"""A rate as people: of a thousand like you, so many; the rest stand there too.

A row of people is one stroke of round dashes, so that a thousand weigh no more than a sentence.
"""

from __future__ import annotations

import math
from html import escape

from spine_edu.errors import FigureError
from spine_edu.figures import svg, theme
from spine_edu.figures.show import Picture

_ACROSS, _STEP, _LEFT = 40, 13, 14
_LINE = 24  # the height of a line of words, large enough to be read on a phone, where the drawing is half as wide


def people(percent: float, event: str, population: str, *, of: int = 1000) -> Picture:
    """Draw `of` people, and mark those whom an event with this rate would meet, rounded to whole people.

    Raises FigureError for a rate that is no percentage, or one too small to show a single person.

    >>> people(5.8, "a dural tear", "spine surgery, 23 studies").words
    'Of 1,000 people (spine surgery, 23 studies), about 58 would have a dural tear; 942 would not.'
    """
    if not 0 <= percent <= 100:
        raise FigureError(f"{percent} % is no share of people: write a percentage from 0 to 100.")
    met = math.floor(percent * of / 100 + 0.5)
    if percent and not met:
        raise FigureError(f"{percent} % is less than one in {of:,}; draw more people, for example of={10 * of}.")
    words = f"Of {of:,} people ({population}), about {met:,} would have {event}; {of - met:,} would not."
    rows = math.ceil(of / _ACROSS)
    said = svg.wrapped(f"would have {event} ({population})", 52)
    top = 60 + _LINE * len(said)
    width, height = _LEFT * 2 + _ACROSS * _STEP, top + rows * _STEP + 8
    mark = theme.mark_of("people", words)
    dots = {True: "", False: ""}
    for row in range(rows):
        first, last = row * _ACROSS, min((row + 1) * _ACROSS, of)
        for among, begin, end in ((True, first, min(max(met, first), last)), (False, min(max(met, first), last), last)):
            if begin < end:
                x, y = _LEFT + _STEP / 2 + (begin - first) * _STEP, top + row * _STEP + _STEP / 2
                dots[among] += f"M{svg.number(x)} {svg.number(y)}h{svg.number((end - begin - 1) * _STEP + 0.1)}"
    drawing = "".join(
        (
            f"<svg xmlns='http://www.w3.org/2000/svg' class='{mark}' viewBox='0 0 {width} {height}' role='img' ",
            f"aria-labelledby='{mark}-t' width='100%'><title id='{mark}-t'>{escape(words)}</title>",
            f"<style>{theme.colours_css(f'.{mark}')}{_STYLE.replace('&', f'.{mark} ')}</style>",
            f"<rect class='card' x='.5' y='.5' width='{width - 1}' height='{height - 1}' rx='10'/>",
            svg.text(f"{met:,} of {of:,}", _LEFT, 38, "big"),
            *(svg.text(line, _LEFT, 66 + _LINE * k, "said") for k, line in enumerate(said)),
            f"<path class='rest' d='{dots[False]}'/><path class='hollow' d='{dots[False]}'/><path class='met' d='{dots[True]}'/></svg>",
        )
    )
    return Picture(name=f"{met:,} of {of:,}: {event}", words=words, svg=drawing, width=width)


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink)}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.big{font-size:30px;font-weight:700}"
    "&.said{font-size:18px}"
    f"&path{{fill:none;stroke-linecap:round;stroke-dasharray:0 {_STEP}}}"
    "&.rest{stroke:var(--muted);stroke-width:8}"
    "&.hollow{stroke:var(--card);stroke-width:6}"
    "&.met{stroke:var(--accent);stroke-width:11}"
)
