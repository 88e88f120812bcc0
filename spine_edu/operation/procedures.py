"""The kinds of procedure: which fields an entry of each has, which words stand there, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spine_edu.errors import OperationError, WrittenError, together
from spine_edu.operation.field_values import joints_or_region, number_of, vertebrae_of, yes_or_no
from spine_edu.operation.fields import FieldReading, Reader, read_fields
from spine_edu.operation.one_word import Words
from spine_edu.operation.spans import tell_span, written_in
from spine_edu.operation.unknown_fields import our_names
from spine_edu.operation.values import Procedure
from spine_edu.operation.words import says_nothing
from spine_edu.text.quoting import shown
from spine_edu.vocabulary import (
    APPROACHES,
    AUGMENTATIONS,
    DEBRIDED,
    DEBRIDEMENTS,
    FIXATION,
    FREED,
    HEMATOMA_SITES,
    IMAGING,
    OSTEOTOMIES,
    REGIONS,
    REMOVABLE,
    STABILIZERS,
)

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
        "of": FREED,
        "region": REGIONS,
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
    "hematoma evacuation": {"of": HEMATOMA_SITES, "region": REGIONS, "side": ()},
    "debridement": {"of": DEBRIDED, "extent": DEBRIDEMENTS, "region": REGIONS, "side": ()},
    "monitoring": {},
    "navigation": {"region": REGIONS, "of": IMAGING},
    "robotic assistance": {"region": REGIONS},
    "introduction of rhBMP": {},
}
SIDES = ("left", "right", "both")


def procedure_kinds() -> tuple[str, ...]:
    """Return the kinds of procedure that are known."""
    return tuple(_KINDS)


def procedure_fields(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the fields that a kind of procedure has beside its approach, with its words, () where it names bones or joints.

    >>> procedure_fields("discectomy")
    {'joint': (), 'extent': ('partial', 'total')}
    """
    marks = {"own_objective": ("yes", "no"), "reopened": ("yes", "no"), "side": SIDES}
    return {field: words or marks.get(field, ()) for field, words in _KINDS[kind].items()}


def procedures_in(entry: object, reading: FieldReading, elsewhere: Mapping[str, str]) -> list[Procedure]:
    """Return the procedures of one entry: one, or one for each joint of a span; without a joint where the note names no level.

    `elsewhere` says of the fields of a fusion where they belong.
    """
    if not isinstance(entry, Mapping):
        example = "expected fields such as kind: removal, of: screws and rods"
        raise OperationError(f"{shown(entry)} is no entry; {example}.", reading.where)
    if entry.get("kind") is None or says_nothing(entry["kind"]):
        problem = "field 'kind' is missing; it says what was done, such as removal or discectomy"
        raise OperationError(f"{problem}, and `code --words kind` lists all kinds.", reading.where)
    try:
        kind = _KIND(entry["kind"], reading)
    except OperationError as error:
        refused = OperationError(error.problem, reading.where.field("kind"))
        raise together([refused, *_faults_of_any_kind(entry, reading)]) from None
    reading.where = reading.where.called(kind)
    read = read_fields({**entry, **_said_by_kind(entry, kind, reading)}, FIELDS[kind], reading, elsewhere=elsewhere)
    joints = read.pop("joint", "")
    if "from" in read:
        read["source"] = read.pop("from")
    if len(joints) > 1 and not isinstance(joints, str):
        tell_span(written_in(entry, "joint"), joints, reading, read)
    places = (None,) if isinstance(joints, str) else joints
    return [Procedure(**{**read, "kind": kind, "joint": joint}) for joint in places]


def _faults_of_any_kind(entry: Mapping[str, object], reading: FieldReading) -> Sequence[WrittenError]:
    """Return what is wrong in an entry whose kind is not known, in the fields that are read alike in every kind."""
    alike: dict[str, Reader] = {**_OWN_RULE, "approach": APPROACH}
    ours = our_names(entry, alike)
    given = {field: value for field, value in entry.items() if ours.get(field, field) in alike}
    try:
        read_fields(given, alike, reading)
    except OperationError as error:
        return error.faults
    return ()


def _said_by_kind(entry: Mapping[str, Any], kind: str, reading: FieldReading) -> dict[str, str]:
    """Return what the word for a kind says of other fields that the entry leaves out: a kyphoplasty says of what kind it is."""
    said: dict[str, str] = {}
    for field, reader in FIELDS[kind].items():
        if isinstance(reader, Words) and entry.get(field) is None and (word := reader.found(entry["kind"])):
            said[field] = word
            reading.understand(f"{shown(entry['kind'])} fills in {field}: {word}")
    return said


_OWN_RULE: dict[str, Reader] = {
    "joint": joints_or_region,
    "vertebrae": vertebrae_of,
    "side": Words("side", SIDES),
    "count": number_of,
    "own_objective": yes_or_no,
    "reopened": yes_or_no,
}
"""How the fields are read that hold no word of a list."""
_KIND = Words("kind", tuple(_KINDS))
APPROACH = Words("approach", APPROACHES)
FIELDS: dict[str, dict[str, Reader]] = {
    kind: {
        "kind": lambda value, _: value,  # read before, as it decides which fields there are
        **{name: Words(name, known) if known else _OWN_RULE[name] for name, known in fields.items()},
        "approach": APPROACH,
    }
    for kind, fields in _KINDS.items()
}
