"""What the surgeon did, joint by joint: the one format that drives codes, pictures and words.

A field the note leaves out stays out (None here), and the engine asks for it. A field that is present but cannot be
read is an error that names file, entry, field, what was given and what is expected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from spine_edu.anatomy import Joint
from spine_edu.errors import OperationError
from spine_edu.fields import (
    day_of,
    entries_of,
    fields_of,
    joint_of,
    list_of,
    number_of,
    parse,
    text_of,
    vertebrae_of,
    word_of,
    yes_or_no,
)
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy
from spine_edu.vocabulary import (
    APPROACHES,
    AUGMENTATIONS,
    COLUMNS,
    DEBRIDED,
    DEBRIDEMENTS,
    DIRECTIONS,
    FIXATION,
    HEMATOMA_SITES,
    IMAGING,
    MATERIALS,
    OSTEOTOMIES,
    REMOVABLE,
    STABILIZERS,
    STATUSES,
)


@dataclass(frozen=True, slots=True)
class Fusion:
    """One joint made rigid in one column, as far as the note says; None where the note is silent."""

    joint: Joint
    status: str | None = None
    column: str | None = None
    direction: str | None = None
    approach: str | None = None
    materials: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """Anything else that was done and may be coded; `kind` decides which of the fields matter."""

    kind: str
    of: str | None = None
    joint: Joint | None = None
    vertebrae: tuple[str, ...] = ()
    region: str | None = None
    extent: str | None = None
    own_objective: bool | None = None
    reopened: bool | None = None
    source: str | None = None
    side: str | None = None
    count: int | None = None
    approach: str | None = None

    @property
    def bones(self) -> tuple[str, ...]:
        """The vertebrae it names, or those of its joint."""
        return self.vertebrae or (self.joint.vertebrae if self.joint else ())


@dataclass(frozen=True, slots=True)
class Kept:
    """An implant of an earlier operation that stays in, and the words of the note that say so.

    `cage` is the kind of a cage, such as TLIF, `side` that of the tip of a broken screw; rods are `joined` where connectors lead today's rods on from them.
    """

    of: str
    joint: Joint | None
    vertebrae: tuple[str, ...]
    phrase: str
    cage: str = ""
    joined: bool = False
    side: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation and the stay it belongs to. `discharged` (ISO date) decides code system and fiscal year.

    >>> operation = read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "l4-5", "status": "refusion"}]})
    >>> operation.joints
    (L4-L5,)
    """

    discharged: str
    fusions: tuple[Fusion, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    principal: str | None = None
    secondary: tuple[str, ...] = ()

    @property
    def joints(self) -> tuple[Joint, ...]:
        """The joints this operation fuses, cranial first, each once."""
        return tuple(sorted({fusion.joint for fusion in self.fusions}))

    def on(self, day: str) -> Operation:
        """Return the same operation discharged on another day, to see what another year would make of it."""
        return replace(self, discharged=day_of(day, Spot("operation").field("discharged")))

    def __repr__(self) -> str:
        joints = ", ".join(map(str, self.joints)) or "no joint"
        return f"Operation({joints} fused, discharged {self.discharged})"


_FUSION_WORDS = {"status": STATUSES, "column": COLUMNS, "direction": DIRECTIONS, "approach": APPROACHES}
_REGIONS = ("cervical", "thoracic", "lumbar", "sacral")
_BONE_SOURCES = ("iliac crest", "rib", "local bone", "iliac bone marrow", "vertebral bone marrow")
_KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    # kind: {field: the words it may hold; () = read by its own rule}
    "removal": {"of": REMOVABLE, "vertebrae": (), "joint": (), "side": ()},
    "revision": {"of": (*FIXATION, "interbody device", "internal fixation device"), "vertebrae": (), "joint": (), "side": ()},
    "instrumentation": {"of": FIXATION, "vertebrae": (), "joint": (), "side": ()},
    "stabilization": {"of": STABILIZERS, "joint": ()},
    "discectomy": {"joint": (), "extent": ("partial", "total")},
    "disc replacement": {"joint": ()},
    "decompression": {
        "of": ("nerve root", "spinal cord", "spinal canal", "dural sac", "cauda equina"),
        "region": _REGIONS,
        "joint": (),
        "own_objective": (),
        "reopened": (),
    },
    "corpectomy": {"vertebrae": (), "own_objective": ()},
    "osteotomy": {"of": OSTEOTOMIES, "vertebrae": ()},
    "vertebral augmentation": {"of": AUGMENTATIONS, "vertebrae": ()},
    "harvest": {"from": _BONE_SOURCES, "side": (), "count": ()},
    "exploration": {"joint": ()},
    "dural repair": {"of": ("suture", "autologous patch", "nonautologous patch", "synthetic patch")},
    "fracture reduction": {"vertebrae": (), "of": ("internal fixation device", "no device")},
    "hematoma evacuation": {"of": HEMATOMA_SITES, "region": _REGIONS, "side": ()},
    "debridement": {"of": DEBRIDED, "extent": DEBRIDEMENTS, "region": _REGIONS, "side": ()},
    "monitoring": {},
    "navigation": {"region": _REGIONS, "of": IMAGING},
    "robotic assistance": {"region": _REGIONS},
    "introduction of rhBMP": {},
}


def read_operations(text: str, name: str = "the input") -> list[Operation]:
    """Return the operations of a YAML or JSON text, which may hold one operation or a list.

    Raises DataError for text that is no YAML or JSON at all, OperationError for a field that cannot be read.

    >>> read_operations('{"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5"}]}')
    [Operation(L4-L5 fused, discharged 2026-01-14)]
    """
    content = parse(text, name)
    if isinstance(content, list):
        return [read_operation(entry, f"{name}, operation {number}") for number, entry in enumerate(content, 1)]
    return [read_operation(content, name)]


def read_operation(content: Any, where: str | Spot = "operation") -> Operation:
    """Return one operation from its mapping (the format of the README's example).

    >>> read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5", "approach": "opne"}]})
    Traceback (most recent call last):
    spine_edu.errors.OperationError: operation, fusions entry 1, field 'approach': 'opne' is not known here; did you mean 'open'? Expected open, percutaneous or percutaneous endoscopic.
    """
    if isinstance(content, Operation):
        return content
    where = Spot.of(where)
    fields = fields_of(content, where, ("discharged", "diagnoses", "fusions", "procedures"))
    if fields.get("discharged") is None:
        raise OperationError(
            "field 'discharged' is missing; the day of discharge decides the code system and the year, for example \"2026-01-14\".",
            where,
        )
    stay = Spot(f"{where.words}, diagnoses", (*where.path, "diagnoses"))
    diagnoses = fields_of({} if fields.get("diagnoses") is None else fields["diagnoses"], stay, ("principal", "secondary"))
    principal = diagnoses.get("principal")
    return Operation(
        discharged=day_of(fields["discharged"], where.field("discharged")),
        fusions=tuple(read_fusion(entry, where.entry("fusions", n)) for n, entry in entries_of(fields, "fusions", where)),
        procedures=tuple(_procedure(entry, where.entry("procedures", n)) for n, entry in entries_of(fields, "procedures", where)),
        principal=None if principal is None else tidy(text_of(principal, stay.field("principal"))),
        secondary=tuple(tidy(text_of(code, stay.field("secondary"))) for _, code in entries_of(diagnoses, "secondary", stay)),
    )


def read_fusion(entry: Any, where: str | Spot = "fusion") -> Fusion:
    """Return one fused joint and column from its mapping; errors name `where`, the field, and what is expected."""
    where = Spot.of(where)
    fields = fields_of(entry, where, ("joint", *_FUSION_WORDS, "materials"))
    if fields.get("joint") is None:
        raise OperationError("field 'joint' is missing; name the joint that was fused, for example 'L4-L5'.", where)
    words = {
        field: word_of(fields[field], known, where.field(field))
        for field, known in _FUSION_WORDS.items()
        if fields.get(field) is not None
    }
    materials = fields.get("materials")
    if materials is not None:
        materials = frozenset(
            word_of(item, MATERIALS, where.field("materials")) for item in list_of(materials, where.field("materials"))
        )
    return Fusion(joint=joint_of(fields["joint"], where.field("joint")), materials=materials, **words)


def read_kept(entry: Any, where: str | Spot = "kept") -> Kept:
    """Return one implant that stays in from its mapping: what it is, where, and the phrase of the note.

    >>> read_kept({"of": "cage", "joint": "L4-L5", "cage": "TLIF", "phrase": "left in place"}).of
    'interbody device'
    """
    where = Spot.of(where)
    fields = fields_of(entry, where, ("of", "joint", "vertebrae", "cage", "joined", "side", "phrase"))
    words = ("screws and rods", "screws", "screw tip", "plate", "interbody device")
    of = word_of(fields.get("of"), words, where.field("of"))
    place = "joint" if of == "interbody device" else "vertebrae"
    if not fields.get(place):
        raise OperationError(f"field {place!r} is missing; say where the {of} stayed.", where)
    if of == "screw tip" and fields.get("side") not in ("left", "right"):
        raise OperationError("field 'side' is missing; say whether the tip lies on the left or on the right.", where)
    return Kept(
        of=of,
        joint=joint_of(fields["joint"], where.field("joint")) if place == "joint" else None,
        vertebrae=vertebrae_of(fields["vertebrae"], where.field("vertebrae")) if place == "vertebrae" else (),
        phrase=text_of(fields.get("phrase"), where.field("phrase"), "was left in place"),
        cage=word_of(fields["cage"], ("ACDF", "ALIF", "LLIF", "TLIF", "PLIF"), where.field("cage"))
        if fields.get("cage") is not None
        else "",
        joined=yes_or_no(fields.get("joined", False), where.field("joined")),
        side="" if fields.get("side") is None else word_of(fields["side"], ("left", "right"), where.field("side")),
    )


def procedure_fields(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the fields that a kind of procedure has beside its approach, with the words each may hold, () where it names bones or joints.

    >>> procedure_fields("discectomy")
    {'joint': (), 'extent': ('partial', 'total')}
    """
    marks = {"own_objective": ("yes", "no"), "reopened": ("yes", "no"), "side": ("left", "right", "both")}
    return {field: words or marks.get(field, ()) for field, words in _KINDS[kind].items()}


def _procedure(entry: Any, where: Spot) -> Procedure:
    if not isinstance(entry, Mapping):
        raise OperationError(f"{shown(entry)} is no entry; expected fields such as kind: removal, of: screws and rods.", where)
    if entry.get("kind") is None:
        raise OperationError(f"field 'kind' is missing; expected {listed(_KINDS, 'or')}.", where)
    kind = word_of(entry["kind"], tuple(_KINDS), where.field("kind"))
    known = _KINDS[kind]
    where = where.called(kind)
    fields = fields_of(entry, where, ("kind", *known, "approach"))
    read: dict[str, Any] = {}
    for field, value in fields.items():
        place = where.field(field)
        if value is None or field == "kind":
            continue
        if field == "joint":
            read["joint"] = joint_of(value, place)
        elif field == "vertebrae":
            read["vertebrae"] = vertebrae_of(value, place)
        elif field == "side":
            read["side"] = word_of(value, ("left", "right", "both"), place)
        elif field == "count":
            read["count"] = number_of(value, place)
        elif field in ("own_objective", "reopened"):
            read[field] = yes_or_no(value, place)
        elif field == "approach":
            read["approach"] = word_of(value, APPROACHES, place)
        elif field == "from":
            read["source"] = word_of(value, known[field], place)
        else:
            read[field] = word_of(value, known[field], place)
    return Procedure(kind=kind, **read)
