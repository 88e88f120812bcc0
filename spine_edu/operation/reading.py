"""Reading of an operation that was written down: which fields each entry has, and how each of them is read.

A field the note leaves out stays out (None), and the engine asks for it. A field that is present but cannot be read is an error
that names file, entry, field, what was given and what is expected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spine_edu.anatomy import Joint
from spine_edu.errors import OperationError, WrittenError, together
from spine_edu.operation.field_values import day_of, diagnosis_of, joint_of, joints_or_region, vertebrae_of, yes_or_no
from spine_edu.operation.fields import (
    FieldReading,
    Reader,
    items_in,
    list_of,
    list_read_by,
    parse,
    read_each,
    read_fields,
    text_of,
)
from spine_edu.operation.one_word import Words
from spine_edu.operation.phrases import materials_in
from spine_edu.operation.procedures import APPROACH, FIELDS, procedure_kinds, procedures_in
from spine_edu.operation.spans import tell_span, written_in
from spine_edu.operation.values import Fusion, Kept, Operation
from spine_edu.operation.words import SILENT, says_nothing
from spine_edu.spots import Spot
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.vocabulary import (
    COLUMNS,
    DIRECTIONS,
    MATERIALS,
    NO_LEVEL,
    REGIONS,
    STATUSES,
    TECHNIQUES,
)


def read_operations(text: str, name: str = "the input") -> list[Operation]:
    """Return the operations of a YAML or JSON text, which may hold one operation or a list.

    Raises DataError for text that is no YAML or JSON at all, OperationError for fields that cannot be read, all of them together.

    >>> read_operations('{"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5"}]}')
    [Operation(L4-L5 fused, discharged 2026-01-14)]
    """
    content = parse(text, name).content
    if isinstance(content, list):
        return read_each(content, lambda n, entry: read_operation(entry, f"{name}, operation {n + 1}"))
    return [read_operation(content, name)]


def read_operation(content: object, where: str | Spot = "operation") -> Operation:
    """Return one operation from its mapping, in the format that docs/format.md shows.

    Levels may be spans, and a technique may stand for column and direction: `understood` says what was made of them.

    >>> read_operation({"discharged": "x"}, "mine")
    Traceback (most recent call last):
    spine_edu.errors.OperationError: mine, field 'discharged': 'x' is not a day; write year-month-day, for example '2026-01-14'.
    """
    if isinstance(content, Operation):
        return content
    reading = FieldReading(Spot.of(where))
    if not isinstance(content, Mapping):
        problem = f"{shown(content)} is no set of fields; expected {listed(_OPERATION)}."
        raise OperationError(problem, reading.where, "`python3 -m spine_edu code --example` prints one.")
    read = read_fields(content, _OPERATION, reading, _NEEDED, _ELSEWHERE)
    fused = [found for entry in read.get("fusions", ()) for found in entry]
    stay = read.get("diagnoses", {})
    return Operation(
        discharged=read["discharged"],
        fusions=tuple(fusion for fusion in fused if isinstance(fusion, Fusion)),
        procedures=tuple(procedure for entry in read.get("procedures", ()) for procedure in entry),
        principal=stay.get("principal"),
        secondary=tuple(stay.get("secondary", ())),
        unplaced=tuple(region for region in fused if isinstance(region, str)),
        understood=tuple(reading.understood),
    )


def _fusions(entry: Any, reading: FieldReading) -> list[Fusion | str]:
    """Return the fusions of one entry, one for each joint of a span; where the note names no level, its region or ''."""
    reading.settled = _settled_in(entry)
    read = read_fields(entry, _FUSION, reading, elsewhere=_IN_A_PROCEDURE)
    place = read.pop("joint", "")
    technique = read.get("technique", "")
    if isinstance(place, str):
        regions = TECHNIQUES[technique].regions if technique else ()
        return [place if place in REGIONS else regions[0] if len(regions) == 1 else ""]
    if technique:
        _fill_in(technique, place, read, reading)
    if len(place) > 1:
        tell_span(written_in(entry, "joint"), place, reading, read)
    return [Fusion(joint, **read) for joint in place]


def _settled_in(entry: object) -> dict[str, str]:
    """Return which words the rest of an entry decides for, each with the reason: in front, a cage is one kind of cage."""
    if not isinstance(entry, Mapping):
        return {}
    written = (written_in(entry, name) for name in ("technique", "column"))
    technique, column = (
        _FUSION_WORDS[name].found(text) if isinstance(text, str) else ""
        for name, text in zip(("technique", "column"), written, strict=True)
    )
    if technique and TECHNIQUES[technique].is_interbody:
        return {"interbody cage": f"{technique} leads into the disc space"}
    return {"interbody cage": "the column is anterior"} if column == "anterior" and not technique else {}


def _fill_in(technique: str, joints: tuple[Joint, ...], read: dict[str, object], reading: FieldReading) -> None:
    """Let a technique say column and direction, and say that it does; refuse it where the rest of the entry speaks against it."""
    says = TECHNIQUES[technique]
    faults: list[WrittenError] = []
    misplaced = [joint for joint in joints if not joint.is_vertebral]
    if says.regions and not any(joint.region in says.regions for joint in joints):  # from its region it may run on into the next
        misplaced = list(joints)
    if misplaced:
        done = f"is done in the {listed(says.regions)} spine" if says.regions else "joins vertebrae"
        faults.append(OperationError(f"{technique} {done}, not at {listed(misplaced)}.", reading.where.field("technique")))
    for name, value in (("column", says.column), ("direction", says.direction)):
        if read.get(name, value) != value:
            problem = f"{technique} says {value}, and the entry says {read[name]}; two fusions of one joint are two entries."
            faults.append(OperationError(problem, reading.where.field(name)))
    if faults:
        raise together(faults)
    filled = [f"{name}: {value}" for name, value in (("column", says.column), ("direction", says.direction)) if name not in read]
    read.update(column=says.column, direction=says.direction)
    beside = f"; its {says.beside} is an entry of its own under procedures" if says.beside else ""
    reading.understand(f"{technique} fills in {listed(filled) or 'nothing that was not said'}{beside}")


def read_kept(entry: object, where: str | Spot = "kept") -> Kept:
    """Return one implant that stays in from its mapping: what it is, where, and the phrase of the note.

    >>> read_kept({"of": "cage", "joint": "L4-L5", "cage": "TLIF", "phrase": "left in place"}).of
    'interbody device'
    """
    reading = FieldReading(Spot.of(where))
    needed = {
        "of": f"expected {listed(_KEPT_THINGS, 'or')}",
        "phrase": "copy the words of the note, for example 'was left in place'",
    }
    read = read_fields(entry, _KEPT, reading, needed)
    of = read["of"]
    place, other = ("joint", "vertebrae") if of == "interbody device" else ("vertebrae", "joint")
    if not read.get(place):
        raise OperationError(f"field {place!r} is missing; say where the {of} stayed.", reading.where)
    if of == "screw tip" and "side" not in read:
        raise OperationError("field 'side' is missing; say whether the tip lies on the left or on the right.", reading.where)
    return Kept(**{"joint": None, "vertebrae": (), **read, other: None if other == "joint" else ()})


_KEPT_THINGS = ("screws and rods", "screws", "screw tip", "plate", "interbody device")
_KEPT: dict[str, Reader] = {
    "of": Words("of", _KEPT_THINGS),
    "joint": joint_of,
    "vertebrae": vertebrae_of,
    "cage": Words("technique", ("ACDF", "ALIF", "LLIF", "TLIF", "PLIF")),
    "joined": yes_or_no,
    "side": Words("side", ("left", "right")),
    "phrase": lambda value, _: text_of(value, "was left in place"),
}


def words_of(field: str) -> tuple[str, ...]:
    """Return every word that a field may hold in some entry; of 'field', the names of the fields themselves.

    >>> words_of("extent"), words_of("side")
    (('partial', 'total', 'excisional', 'non-excisional'), ('left', 'right', 'both'))
    """
    readers = [*_FUSION.items(), *(item for fields in FIELDS.values() for item in fields.items())]
    if field == "field":
        return tuple(dict.fromkeys((*_OPERATION, *_DIAGNOSES, *(name for name, _ in readers))))
    listed_words = [reader.known for name, reader in readers if name == field and isinstance(reader, Words)]
    own = {"joint": NO_LEVEL, "materials": MATERIALS, "kind": procedure_kinds(), "anywhere": (SILENT,)}
    return own.get(field) or tuple(dict.fromkeys(word for known in listed_words for word in known))


_MATERIAL = Words("materials", MATERIALS)


def _materials(value: object, reading: FieldReading) -> frozenset[str]:
    """Read what was laid in: a list, or a text that names several; a phrase may name several, too."""
    named = list_read_by(lambda item, _: item)(value, reading)
    if all(isinstance(item, str) for item in named):
        named = list(materials_in(named, _MATERIAL.knows, _MATERIAL.exactly))
    return frozenset(read_each(named, lambda _, item: _MATERIAL(item, reading)))


_FUSION_WORDS = {
    "technique": Words("technique", tuple(TECHNIQUES)),
    "status": Words("status", STATUSES),
    "column": Words("column", COLUMNS),
    "direction": Words("direction", DIRECTIONS),
    "approach": APPROACH,
}
_FUSION: dict[str, Reader] = {"joint": joints_or_region, **_FUSION_WORDS, "materials": _materials}
_BESIDE = {name for fields in FIELDS.values() for name in fields}
_IN_A_FUSION = {name: "into an entry of fusions" for name in _FUSION if name not in _BESIDE}
_IN_A_PROCEDURE = {name: "into an entry of procedures" for name in sorted(_BESIDE - {"side"}) if name not in _FUSION}
"""Where a field belongs that stands in an entry of the other list."""
_DIAGNOSES: dict[str, Reader] = {"principal": diagnosis_of, "secondary": list_read_by(diagnosis_of)}


def _entries(name: str, read: Callable[[object, FieldReading], object]) -> Reader:
    return lambda value, reading: read_each(list_of(value), lambda place, entry: read(entry, reading.entry(name, place)))


def _diagnoses(value: object, reading: FieldReading) -> dict[str, object]:
    stay = Spot(f"{reading.where.words}, diagnoses", (*reading.where.path, "diagnoses"))
    reading = FieldReading(stay, reading.understood, "diagnoses")
    if isinstance(value, str) and not says_nothing(value):
        principal, *secondary = items_in(value) or [value]
        reading.understand(f"{shown(principal)}, which stands first, is read as principal")
        value = {"principal": principal, "secondary": secondary}
    return read_fields(value, _DIAGNOSES, reading)


_OPERATION: dict[str, Reader] = {
    "discharged": day_of,
    "diagnoses": _diagnoses,
    "fusions": _entries("fusions", _fusions),
    "procedures": _entries("procedures", lambda entry, reading: procedures_in(entry, reading, _IN_A_FUSION)),
}
_NEEDED = {"discharged": 'the day of discharge decides the code system and the year, for example "2026-01-14"'}
_ELSEWHERE = {
    **dict.fromkeys(_FUSION, "into an entry of fusions, as one fused joint is an entry"),
    **dict.fromkeys(_DIAGNOSES, "under diagnoses"),
}
"""Where fields belong that are written beside the lists."""
