"""A history to walk through: step by step with the spine beside it, and the day's operation moved through the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Literal, TypedDict, get_args

import traitlets

from spine_edu.anatomy import JOINTS, joint_named
from spine_edu.cases import Case
from spine_edu.coding import eras
from spine_edu.coding.engine import codes_for
from spine_edu.coding.years import Stretch, places, stretches
from spine_edu.errors import FigureError, SpineEduError
from spine_edu.figures.answers_by_day import years_table
from spine_edu.figures.drawing import theme
from spine_edu.figures.drawing.frame import Drawing
from spine_edu.figures.drawing.measures import Measures
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.levelmap.levelmap import describe, hardware_of, levelmap
from spine_edu.figures.levelmap.metal import hardware_at
from spine_edu.figures.timeline import timeline_figure
from spine_edu.histories.timeline import Timeline
from spine_edu.operation import Operation
from spine_edu.text.lists import listed
from spine_edu.text.markup import Markup, join
from spine_edu.text.quoting import shown
from spine_edu.widgets.coding.answers import answer_face
from spine_edu.widgets.coding.story import EraFace, Story, StoryStep
from spine_edu.widgets.onscreen import OnScreen
from spine_edu.widgets.pack import drawing, packed
from spine_edu.widgets.script import script, style

EVENTS = "application/vnd.spine-edu.events+json"
"""In the metadata of an output: what happens in a timeline, a sentence an event, as it was before it became HTML."""
WALKED = "application/vnd.spine-edu.walked+json"
"""In the metadata of an output: how large the drawings are that a browser shows of a timeline, as in `Walked`."""
Shown = Literal["history", "all"]
"""What of a case is shown: its history alone, or its operation's codes too, on any day."""


class Walked(TypedDict):
    """How large its drawings are: the history as a line (once or twice), and the map of each moment that has one."""

    lines: list[Measures]
    maps: list[Measures]


_THIS_DAY = "this day"
_CROSSINGS = {
    "ICD-9-CM ICD-10-PCS": (
        "The operation is the same; the question changed. ICD-9-CM asks joint by joint whether it was fused before. "
        "ICD-10-PCS does not ask: a refusion is coded as Fusion, like a first one."
    ),
    "ICD-10-PCS ICD-9-CM": (
        "The operation is the same; the question changed. "
        "ICD-9-CM asks joint by joint whether it was fused before, and counts the vertebrae in a code of its own."
    ),
}


class TimelineView(OnScreen):
    """A history on screen. Where the learner stands is here to read: `step` (from 0), `day` (the discharge tried), `dates`."""

    _esm = script("coding/timeline.js")
    _css = style("base.css", "panel.css", "coding/timeline.css")

    story = traitlets.List(traitlets.Any()).tag(sync=True)
    step = traitlets.Int(0).tag(sync=True)
    day = traitlets.Unicode("").tag(sync=True)
    dates = traitlets.Bool(False).tag(sync=True)
    fiscal_years = traitlets.Bool(False).tag(sync=True)
    ending = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        of: Case | Timeline,
        at: float | None = None,
        *,
        operation: Operation | None = None,
        operation_month: float | None = None,
        states: Mapping[str, theme.State] | None = None,
        fiscal_years: bool = False,
        show: Shown = "all",
    ) -> None:
        """Put a case or any timeline on screen, at its last moment not after the month `at` (else at its first).

        A timeline alone has no codes; with an `operation` it has those of that operation, which `operation_month` places.
        With `show="history"` none of them is seen, and no fiscal years.
        `states` brings states of your own for lanes that are no joints.
        It begins in months, and where it has days of the calendar these can take their place; one told by dates has nothing else.
        """
        self.case = of if isinstance(of, Case) else None
        self.timeline = of.timeline if isinstance(of, Case) else of
        self.operation = of.operation if isinstance(of, Case) else operation
        self.operation_month = of.operation_month if isinstance(of, Case) else operation_month
        self.moments = self.timeline.moments
        self._own_states, self._at, self._show = states, at, show
        if show not in get_args(Shown):
            raise FigureError(f"A timeline shows {listed(map(repr, get_args(Shown)), 'or')}, not {shown(show)}.")
        self.coded = self.operation if show == "all" else None
        if at is not None and not self.timeline.start <= at <= self.timeline.end:
            raise FigureError(
                f"{self.timeline.title}: {self.timeline.unit} {at:g} lies outside this timeline, which runs from "
                f"{self.timeline.start:g} to {self.timeline.end:g}."
            )
        passed = [place for place, (month, _) in enumerate(self.moments) if at is not None and month <= at]
        super().__init__(
            story=packed(self._story()),
            step=passed[-1] if passed else 0,
            day=self.coded.discharged if self.coded else "",
            dates=self.timeline.by_dates,
            fiscal_years=fiscal_years and self.timeline.anchor is not None,
        )

    @traitlets.default("ending")
    def _ending(self) -> dict[str, str]:
        return asdict(eras.ending()) if self.operation else {}

    @property
    def eras(self) -> tuple[Stretch, ...]:
        """The stretches of days on which the operation has one answer."""
        return stretches(self.coded) if self.coded else ()

    def states_at(self, month: float) -> dict[str, dict[str, str]]:
        """What the level map shows at a month."""
        return self.case.states_at(month) if self.case else self.timeline.state_at(month)

    def hardware_at(self, month: float) -> list[dict[str, Any]]:
        """What metal the level map shows at a month."""
        if self.case:
            return hardware_at(self.case, month)
        done = self.operation_month is not None and month >= self.operation_month
        return hardware_of(self.operation) if self.operation and done else []

    def level_map(self, month: float) -> Drawing | None:
        """Return the level map of a month, none where the lanes are no joints; all months share one window."""
        joints = _joints(self.timeline)
        if not joints:
            return None
        title, hardware = f"The spine at {self.timeline.when(month)}", self.hardware_at(month)
        return levelmap(self.states_at(month), title=title, hardware=hardware, show=self._window(joints)).drawing

    def _window(self, joints: tuple[str, ...]) -> tuple[str, ...]:
        """Every joint that any moment shows or fixes with metal."""
        metal = (entry for month, _ in self.moments for entry in self.hardware_at(month))
        return tuple(dict.fromkeys((*joints, *(joint for entry in metal for joint in _between(entry.get("vertebrae", ()))))))

    def _story(self) -> Story:
        line = self.timeline
        return {
            "title": line.title,
            "lines": [[drawing(drawn) for drawn in told] for told in self._lines()],
            "steps": [self._step(place) for place in range(len(self.moments))],
            "lanes": [list(told.lanes_in_words(self._words())) for told in self._tellings()],
            "era": self._era_face(self.coded) if self.coded else None,
        }

    def _tellings(self) -> list[Timeline]:
        """The timeline as it is, and told by dates, where it can be told either way."""
        line = self.timeline
        return [line] if line.by_dates or not line.anchor else [line, replace(line, by_dates=True)]

    def _lines(self) -> list[list[Drawing]]:
        """Return the drawings of the whole history in each way of telling it; where it has days, one by fiscal years, too."""
        years = [False, True] if self.timeline.anchor and self._show == "all" else [False]
        first = self.moments[0][0]
        figures = (
            [timeline_figure(told, first, fiscal_years=fiscal, states=self._own_states).drawing for fiscal in years]
            for told in self._tellings()
        )
        return [[drawn for drawn in told if drawn] for told in figures]

    def _step(self, place: int) -> StoryStep:
        """Return one moment for the browser: its day, what happens, the map, and what it means in words."""
        month, event = self.moments[place]
        before = self.states_at(self.moments[place - 1][0]) if place else {}
        today = self.operation is not None and month == self.operation_month and (event is None or event.kind == "operation")
        return {
            "month": month,
            "when": self.timeline.when(month),
            "day": self.timeline.day_of(month) or "",
            "event": list(self.timeline.events).index(event) + 1 if event else 0,
            "kind": event.kind if event else "",
            "title": event.title if event else "The state changes",
            "text": event.text if event else "",
            "means": self._changes(before, self.states_at(month)),
            "map": drawing(self.level_map(month)),
            "said": self._told(month),
            "coded": today,
        }

    def _changes(self, before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> list[str]:
        """Say which lanes are in another state than a step before."""
        said = []
        for lane in self.timeline.lanes:
            old, new = before.get(lane, {}), now.get(lane, {})
            told: dict[str, list[str]] = {}
            for column in dict.fromkeys((*new, *old)):
                was = self._word(old[column]).removesuffix(" today") if column in old else ""
                if column not in new:
                    told.setdefault(f"no longer {was}", []).append(column)
                elif old.get(column) != new[column]:
                    told.setdefault(f"{self._word(new[column])}{f' (was {was})' if was else ''}", []).append(column)
            for words, columns in told.items():
                named = [column for column in columns if column]
                which = "" if not named else ", both columns" if len(named) == 2 else f", {named[0]} column"
                said.append(f"{lane}{which}: {words}.")
        return said

    def _told(self, month: float) -> str:
        """Say what the map of a month shows, or each lane where there is none."""
        if _joints(self.timeline):
            return describe(self.states_at(month), hardware=self.hardware_at(month))
        states = self.timeline.state_at(month).items()
        return " ".join(f"{lane}: {', '.join(map(self._word, columns.values()))}." for lane, columns in states)

    def _word(self, state: str) -> str:
        return theme.state_named(state, self._own_states).word

    def _words(self) -> dict[str, str]:
        return {span.state: self._word(span.state).removesuffix(" today") for span in self.timeline.spans}

    def _era_face(self, operation: Operation) -> EraFace:
        """Everything the years need: stretches, the answer of each, and what each part was coded with."""
        found = self.eras
        answers = [stretch.answer for stretch in found]
        own = codes_for(operation)
        month = self.operation_month
        began = self.timeline.start if month is None else self.timeline.start - month
        return {
            "first": found[0].first,
            "last": found[-1].last,
            "own": operation.discharged,
            "when": "" if month is None else self.timeline.when(month),
            "stretches": [
                {
                    "first": stretch.first,
                    "last": stretch.last,
                    "system": stretch.system,
                    "edition": stretch.edition,
                    "answer": answer_face(stretch.answer, words=_THIS_DAY),
                }
                for stretch in found
            ],
            "places": [
                {"kind": place.kind, "what": place.what, "codes": [list(codes) for codes in place.codes]}
                for place in places(operation, answers)
            ],
            "crossings": _CROSSINGS,
            "own_codes": list(own.codes),
            "own_system": f"{eras.system_on(operation.discharged)}{f', {own.pcs_period}' if own.pcs_period else ''}",
            "dots": [event.month - (month or 0) for event in self.timeline.events] if month is not None else [0],
            "spans": (began, (self.timeline.end - month) if month is not None else 0),
        }

    def static_html(self) -> Markup:
        """Return the drawing, the events in order, and a row for every change of the codes."""
        return join([self._picture().as_html(), years_table(self.timeline.title, self.eras).html if self.coded else None])

    @property
    def measures(self) -> Sequence[Measures]:
        return self._picture().measures

    @property
    def walked(self) -> Walked:
        """How large the drawings are that a browser shows."""
        maps = filter(None, (self.level_map(month) for month, _ in self.moments))
        return {"lines": [drawn.measures for told in self._lines() for drawn in told], "maps": [drawn.measures for drawn in maps]}

    def _picture(self) -> Picture:
        return timeline_figure(self.timeline, self._at, fiscal_years=self.fiscal_years, states=self._own_states)

    def _repr_mimebundle_(self, **options: object) -> tuple[dict[str, object], dict[str, object]]:
        data, metadata = super()._repr_mimebundle_(**options)
        events = [self.timeline.event_in_words(event) for event in self.timeline.events]
        return data, {**metadata, EVENTS: events, WALKED: self.walked}

    def __repr__(self) -> str:
        steps = f"{len(self.moments)} step{'s' * (len(self.moments) != 1)}"
        return f"TimelineView({self.timeline.title!r}, {steps}{', one operation coded' if self.coded else ''})"


def _joints(timeline: Timeline) -> tuple[str, ...]:
    """The lanes of a timeline, if all are joints."""
    try:
        return tuple(joint_named(lane).name for lane in timeline.lanes)
    except SpineEduError:
        return ()


def _between(vertebrae: Sequence[str]) -> list[str]:
    return [joint.name for joint in JOINTS if joint.is_vertebral and {joint.upper, joint.lower} <= set(vertebrae)]
