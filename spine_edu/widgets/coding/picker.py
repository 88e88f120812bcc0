"""Joints picked on the spine, and what was done to each: codes of both systems follow, and what is left open is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import traitlets

from spine_edu.anatomy import JOINTS
from spine_edu.coding import eras
from spine_edu.coding.engine import codes_for
from spine_edu.errors import FigureError, SpineEduError
from spine_edu.figures.drawing.measures import Measures
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.levelmap.given import widened
from spine_edu.figures.levelmap.levelmap import hardware_of, levelmap
from spine_edu.operation import Fusion, Operation, Procedure, procedure_fields, read_operation
from spine_edu.text.markup import Markup, element
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy
from spine_edu.vocabulary import APPROACHES, COLUMNS, DIRECTIONS, MATERIALS, STATUSES
from spine_edu.widgets.coding.answers import AnswerFace, answer_face
from spine_edu.widgets.onscreen import OnScreen
from spine_edu.widgets.pack import drawing
from spine_edu.widgets.script import script, style

REGIONS = ("cervical", "thoracic", "lumbar", "sacral", "all")
PROCEDURES = (
    "decompression",
    "discectomy",
    "removal",
    "revision",
    "instrumentation",
    "corpectomy",
    "harvest",
    "disc replacement",
    "stabilization",
    "exploration",
    "dural repair",
)
"""What else a learner may add, the usual first."""
_FIELDS = {"column": COLUMNS, "status": STATUSES, "direction": DIRECTIONS, "approach": APPROACHES}
_PICK = "Pick joints: click one to add it"


class PickerWords(TypedDict):
    """What can be picked: joints with their regions, regions of the map, the choices of each field; one without any is typed."""

    joints: list[tuple[str, str]]
    regions: list[str]
    fields: dict[str, list[str]]
    materials: list[str]
    procedures: dict[str, dict[str, list[str]]]


class PickedFusion(TypedDict):
    """A joint, and what was said of its fusion so far."""

    joint: str
    column: NotRequired[str]
    status: NotRequired[str]
    direction: NotRequired[str]
    approach: NotRequired[str]
    materials: NotRequired[list[str]]


class Picked(TypedDict):
    """What is asked of the engine: an operation, and in `turn` how often it was changed. A procedure says its `kind`."""

    turn: int
    region: str
    discharged: str
    principal: str
    fusions: list[PickedFusion]
    procedures: list[dict[str, str]]


class PickerAnswer(TypedDict):
    """What the screen shows of one turn: codes and reasons, the operation as text, the map; or what is wrong, in words."""

    turn: int
    error: str
    face: AnswerFace | None
    yaml: str
    map: str


class LevelPicker(OnScreen):
    """An operation put together on screen, fusions and what was done beside them.

    `operation` is what was picked, `answer` what the engine says of it, `yaml` its text. Nothing is filled in
    for the learner: what a note would leave out stays out, and the engine asks for it.
    """

    _esm = script("coding/picker.js")
    _css = style("base.css", "panel.css", "coding/picker.css")

    words = traitlets.Dict().tag(sync=True)
    asked = traitlets.Dict().tag(sync=True)
    answered = traitlets.Dict().tag(sync=True)

    def __init__(self, *joints: str, discharged: str | None = None, region: str = "lumbar") -> None:
        """Start with joints by name (L4-L5 if none is given), in one region of the map, on a day of discharge."""
        if region not in REGIONS:
            raise FigureError(f"There is no region {shown(region)}. Write one of {', '.join(REGIONS)}.")
        asked: Picked = {
            "turn": 0,
            "region": region,
            "discharged": eras.newest_day() if discharged is None else discharged,
            "principal": "",
            "fusions": [{"joint": joint} for joint in joints or ("L4-L5",)],
            "procedures": [],
        }
        operation = _operation(asked)  # a joint that is none is named here
        asked["fusions"] = [{"joint": fusion.joint.name} for fusion in operation.fusions]
        super().__init__(words=_words(), asked=asked, answered=_answered(asked))

    @traitlets.observe("asked")
    def _answer(self, change: dict[str, Any]) -> None:
        self.answered = {**_answered(change["new"])}

    @property
    def operation(self) -> Operation:
        """The operation now on screen."""
        return _operation(self.asked)

    @property
    def yaml(self) -> str:
        """The same operation as text, in the format of `python3 -m spine_edu code`."""
        return _yaml(self.operation)

    def static_html(self) -> Markup:
        """Return the map, the operation as text, and its codes; or what is wrong with what was picked."""
        if self.answered["error"]:
            return element("p", self.answered["error"])
        return self._picture().as_html() + element("pre", self.yaml) + codes_for(self.operation).explain().html()

    @property
    def measures(self) -> Sequence[Measures]:
        return () if self.answered["error"] else self._picture().measures

    def _picture(self) -> Picture:
        return _levelmap(self.operation, self.asked["region"], "The joints picked")

    def __repr__(self) -> str:
        if self.answered["error"]:
            return f"LevelPicker(not an operation yet: {self.answered['error']})"
        joints = ", ".join(map(str, self.operation.joints)) or "no joint"
        return f"LevelPicker({joints}; discharged {self.operation.discharged})"


def _answered(asked: Mapping[str, Any]) -> PickerAnswer:
    """Return all that the screen shows of what is asked: codes and reasons, the text, the map; or what is wrong, in words."""
    turn = asked.get("turn", 0)
    try:
        operation = _operation(asked)
        return {
            "turn": turn,
            "error": "",
            "face": answer_face(codes_for(operation), both=True),
            "yaml": _yaml(operation),
            "map": "".join(drawing(_levelmap(operation, asked.get("region", "lumbar"), _PICK).drawing)),
        }
    except SpineEduError as error:
        return {"turn": turn, "error": str(error), "face": None, "yaml": "", "map": ""}


def _operation(asked: Mapping[str, Any]) -> Operation:
    fusions, procedures = (
        [{name: value for name, value in entry.items() if value not in ("", [], None)} for entry in asked.get(which, [])]
        for which in ("fusions", "procedures")
    )
    for procedure in procedures:
        if isinstance(procedure.get("vertebrae"), str):  # typed, such as "L4, L5"
            procedure["vertebrae"] = re.split(r"[\s,;]+", tidy(procedure["vertebrae"]).strip(" ,;"))
    diagnoses = {"diagnoses": {"principal": asked["principal"]}} if asked.get("principal") else {}
    return read_operation(
        {"discharged": asked.get("discharged"), **diagnoses, "fusions": fusions, "procedures": procedures}, "your operation"
    )


def _levelmap(operation: Operation, region: str, title: str) -> Picture:
    states: dict[str, dict[str, str]] = {}
    for fusion in operation.fusions:
        if fusion.column and fusion.status:
            states.setdefault(fusion.joint.name, {})[fusion.column] = fusion.status
    try:
        return levelmap(states, title=title, region=widened(region, operation.joints), hardware=hardware_of(operation))
    except FigureError:  # an implant lies outside the region on show
        return levelmap(states, title=title, region="all", hardware=hardware_of(operation))


def _yaml(operation: Operation) -> str:
    lines = [f'discharged: "{operation.discharged}"']
    if operation.principal:
        lines.append(f"diagnoses: {{principal: {_quoted(operation.principal)}}}")
    lines.append("fusions:" if operation.fusions else "fusions: []")
    lines += [f"  - {{{', '.join(_fields(fusion))}}}" for fusion in operation.fusions]
    if operation.procedures:
        lines.append("procedures:")
        lines += [f"  - {{{', '.join(_told(procedure))}}}" for procedure in operation.procedures]
    return "\n".join(lines) + "\n"


def _told(procedure: Procedure) -> list[str]:
    fields = {"kind": procedure.kind}
    for name in (*procedure_fields(procedure.kind), "approach"):
        value = getattr(procedure, "source" if name == "from" else name)
        if value is not None and value != ():
            mark = "yes" if value is True else "no" if value is False else str(value)
            fields[name] = f"[{', '.join(value)}]" if name == "vertebrae" else mark
    return [f"{name}: {value}" for name, value in fields.items()]


def _fields(fusion: Fusion) -> list[str]:
    told = [
        ("joint", fusion.joint.name),
        *((name, getattr(fusion, name)) for name in ("status", "column", "direction", "approach")),
    ]
    fields = [f"{name}: {value}" for name, value in told if value]
    if fusion.materials:
        fields.append(f"materials: [{', '.join(material for material in MATERIALS if material in fusion.materials)}]")
    return fields


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words() -> PickerWords:
    return {
        "joints": [(joint.name, joint.region) for joint in JOINTS],
        "regions": list(REGIONS),
        "fields": {name: list(values) for name, values in _FIELDS.items()},
        "materials": list(MATERIALS),
        "procedures": {kind: {**_choices(kind), "approach": list(APPROACHES)} for kind in PROCEDURES},
    }


def _choices(kind: str) -> dict[str, list[str]]:
    """The fields of a procedure with their choices; vertebrae are typed, and how often bone was taken is not asked."""
    fields = {name: list(words) for name, words in procedure_fields(kind).items() if name != "count"}
    return {**fields, **({"joint": [joint.name for joint in JOINTS if joint.is_vertebral]} if "joint" in fields else {})}
