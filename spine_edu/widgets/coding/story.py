"""What the browser is told of a history that is walked through: its steps, and its operation in the years."""

from __future__ import annotations

from typing import TypedDict

from spine_edu.widgets.coding.answers import AnswerFace


class StoryStep(TypedDict):
    """One moment: its month, in words and as a day ('' if undated), its event (from 1; 0 for none), words, map."""

    month: float
    when: str
    day: str
    event: int
    kind: str
    title: str
    text: str
    means: list[str]
    map: list[str]
    said: str
    coded: bool


class EraStretch(TypedDict):
    """Days on which the operation has one answer."""

    first: str
    last: str
    system: str
    edition: str
    answer: AnswerFace


class EraPlace(TypedDict):
    """What one part of the operation is coded with, stretch by stretch; `kind` is fusion, count, companion or drg."""

    kind: str
    what: str
    codes: list[list[str]]


class EraFace(TypedDict):
    """The operation through the years: its own day and codes, the stretches, and the history in months from the operation."""

    first: str
    last: str
    own: str
    when: str
    stretches: list[EraStretch]
    places: list[EraPlace]
    crossings: dict[str, str]
    own_codes: list[str]
    own_system: str
    dots: list[float]
    spans: tuple[float, float]


class Story(TypedDict):
    """A history: its drawings, its steps, its lanes in words, its codes.

    Drawings and words are told in months, then by dates, where both can be; either has a second drawing by fiscal years.
    """

    title: str
    lines: list[list[list[str]]]
    steps: list[StoryStep]
    lanes: list[list[str]]
    era: EraFace | None
