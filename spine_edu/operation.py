"""What the surgeon did, joint by joint: the one format that drives codes, pictures and words.

A field the note leaves out stays out (None here), and the engine asks for it. A field that is present but cannot be
read is an error that names file, entry, field, what was given and what is expected.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spine_edu.anatomy import Joint, joint_named, joints_in, position, vertebra_named, vertebrae_in
from spine_edu.days import iso_day
from spine_edu.errors import OperationError, SpineEduError, UnknownJoint, UnknownVertebra
from spine_edu.words import listed

STATUSES = ("initial", "refusion")
COLUMNS = ("anterior", "posterior")
DIRECTIONS = ("anterior", "lateral", "posterior")
APPROACHES = ("open", "percutaneous", "percutaneous endoscopic")
MATERIALS = (
    "interbody cage",
    "machined bone dowel",
    "local autograft",
    "harvested autograft",
    "allograft",
    "bone graft of unknown origin",
    "demineralized bone matrix",
    "synthetic substitute",
    "rhBMP",
    "bone marrow aspirate",
    "custom-made interbody device",
    "nanotextured interbody device",
    "radiolucent porous interbody device",
    "paired titanium facet cages",
    "internal fixation device",
    "internal fixation device with tulip connector",
    "internal fixation device with bone-density-specific thread",
)
_DEEPEST = 40
FIXATION = ("screws and rods", "screws", "rods", "plate", "hooks", "wires", "iliac screws")
STABILIZERS = ("interspinous process device", "pedicle-based dynamic device", "facet replacement device")


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
        return replace(self, discharged=_day(day, "operation: field 'discharged'"))

    def __repr__(self) -> str:
        joints = ", ".join(map(str, self.joints)) or "no joint"
        return f"Operation({joints} fused, discharged {self.discharged})"


_FUSION_WORDS = {"status": STATUSES, "column": COLUMNS, "direction": DIRECTIONS, "approach": APPROACHES}
_REGIONS = ("cervical", "thoracic", "lumbar", "sacral")
_BONE_SOURCES = ("iliac crest", "rib", "local bone", "iliac bone marrow", "vertebral bone marrow")
_KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    # kind: {field: the words it may hold; () = read by its own rule}
    "removal": {"of": (*FIXATION, "interbody device", "internal fixation device"), "vertebrae": (), "joint": (), "side": ()},
    "revision": {"of": (*FIXATION, "interbody device", "internal fixation device"), "vertebrae": (), "joint": ()},
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
    "harvest": {"from": _BONE_SOURCES, "side": (), "count": ()},
    "exploration": {"joint": ()},
    "dural repair": {"of": ("suture", "autologous patch", "nonautologous patch", "synthetic patch")},
    "fracture reduction": {"vertebrae": (), "of": ("internal fixation device", "no device")},
    "monitoring": {},
    "navigation": {"region": _REGIONS},
    "robotic assistance": {"region": _REGIONS},
    "introduction of rhBMP": {},
}
_ALIASES = {
    "nerve roots": "nerve root",
    "cord": "spinal cord",
    "canal": "spinal canal",
    "thecal sac": "dural sac",
    "interbody cage": "interbody device",
    "cage": "interbody device",
    "pedicle screws": "screws",
    "pedicle screws and rods": "screws and rods",
    "complete": "total",
    "endoscopic": "percutaneous endoscopic",
    "dbm": "demineralized bone matrix",
    "demineralised bone matrix": "demineralized bone matrix",
}
_STATUS_LESSON = "say initial (this joint is fused for the first time) or refusion (this joint was fused before)"
_PSEUDARTHROSIS_LESSON = "say refusion where an old fusion of this joint never healed; in a joint that was never fused, beside a fracture that never healed, say initial"
_BOTH_COLUMNS_LESSON = "a column is fused for itself: write two entries for this joint, one with the anterior and one with the posterior column, each with its own direction, approach and materials"
_STYLE_LESSON = "it is a style, not an approach value: open (the site is seen directly, however small the cut), percutaneous (not seen), or percutaneous endoscopic (seen through an endoscope)"
_DIRECTION_LESSON = "it says from where the surgeon came, which is the direction of a fusion"
_WAY_IN_LESSON = _DIRECTION_LESSON + "; the approach is open, percutaneous or percutaneous endoscopic"
_FACET_LESSON = "the facet joints lie in the arch: the column is posterior"
_HARDWARE_LESSON = "instrumentation does not bridge bone: list it under procedures as kind: instrumentation, and here what the bone grows through"
_ORIGIN_LESSON = "its origin decides the device: 'local autograft', 'harvested autograft', 'allograft', or 'bone graft of unknown origin' if the note does not say"
_CREST_LESSON = "bone cut from the iliac crest is 'harvested autograft'; the cutting goes under procedures as kind: harvest, from: iliac crest"
_CAGE_LESSON = "write 'interbody cage' for a cage in the disc space, of PEEK or of titanium; a pair of cages in the facet joints is 'paired titanium facet cages'"
_LESSONS: dict[tuple[str, ...], dict[str, str]] = {
    # the words that would have been right: {a word that was likely written, whole or as the last of several: the lesson}
    STATUSES: {
        "revision": "the surgeon's 'revision' is not a status: " + _STATUS_LESSON,
        "redo": _STATUS_LESSON,
        "primary": _STATUS_LESSON,
        "adjacent": "a joint beside an old fusion that is fused for the first time is initial",
        "nonunion": _PSEUDARTHROSIS_LESSON,
        "non union": _PSEUDARTHROSIS_LESSON,
        "pseudarthrosis": _PSEUDARTHROSIS_LESSON,
        "pseudoarthrosis": _PSEUDARTHROSIS_LESSON,
    },
    COLUMNS: {
        "middle": "Denis' middle column has no value in the code tables: body and disc, up to the posterior longitudinal ligament, are the anterior column",
        "both": _BOTH_COLUMNS_LESSON,
        "360": _BOTH_COLUMNS_LESSON,
        "360°": _BOTH_COLUMNS_LESSON,
        "circumferential": _BOTH_COLUMNS_LESSON,
        "interbody": "bodies and discs are the anterior column, from wherever the surgeon came",
        "facet": _FACET_LESSON,
        "facets": _FACET_LESSON,
        "posterolateral": "it names a place for the graft: the column is posterior, and so is the direction",
        "lateral": _DIRECTION_LESSON,
    },
    DIRECTIONS: {
        "posterolateral": "it names a place for the graft: the column is posterior, and so is the direction",
    },
    APPROACHES: {
        "minimally invasive": _STYLE_LESSON,
        "mis": _STYLE_LESSON,
        "anterior": _WAY_IN_LESSON,
        "lateral": _WAY_IN_LESSON,
        "posterior": _WAY_IN_LESSON,
    },
    MATERIALS: {
        **dict.fromkeys(("screws", "rods", "screws and rods", "plate", "plates", "hooks", "wires"), _HARDWARE_LESSON),
        "graft": _ORIGIN_LESSON,
        "bone": _ORIGIN_LESSON,
        "autograft": "say where it came from: 'local autograft' (the same wound) or 'harvested autograft' (a site of its own, such as the iliac crest)",
        "local bone": "write 'local autograft'",
        "iliac crest": _CREST_LESSON,
        "iliac crest bone": _CREST_LESSON,
        "iliac crest graft": _CREST_LESSON,
        "cage": _CAGE_LESSON,
        "cages": _CAGE_LESSON,
    },
}  # fmt: skip


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


def read_operation(content: Any, name: str = "operation") -> Operation:
    """Return one operation from its mapping (the format of the README's example).

    >>> read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5", "approach": "opne"}]})
    Traceback (most recent call last):
    spine_edu.errors.OperationError: operation, fusions entry 1, field 'approach': 'opne' is not known here; did you mean 'open'? Expected open, percutaneous or percutaneous endoscopic.
    """
    if isinstance(content, Operation):
        return content
    fields = _mapping(content, name, ("discharged", "diagnoses", "fusions", "procedures"))
    if fields.get("discharged") is None:
        raise OperationError(
            f"{name}: field 'discharged' is missing; the day of discharge decides the code system and the year, for example \"2026-01-14\"."
        )
    diagnoses = _mapping(
        {} if fields.get("diagnoses") is None else fields["diagnoses"], f"{name}, diagnoses", ("principal", "secondary")
    )
    principal = diagnoses.get("principal")
    return Operation(
        discharged=_day(fields["discharged"], f"{name}, field 'discharged'"),
        fusions=tuple(read_fusion(entry, f"{name}, fusions entry {n}") for n, entry in _entries(fields, "fusions", name)),
        procedures=tuple(_procedure(entry, f"{name}, procedures entry {n}") for n, entry in _entries(fields, "procedures", name)),
        principal=None if principal is None else _text(principal, f"{name}, diagnoses, field 'principal'"),
        secondary=tuple(
            _text(code, f"{name}, diagnoses, field 'secondary'")
            for _, code in _entries(diagnoses, "secondary", f"{name}, diagnoses")
        ),
    )


def parse(text: str, name: str) -> Any:
    """Return the content of a YAML or JSON text; scalars of YAML stay text.

    Raises DataError where it is neither, OperationError where it is empty.
    """
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text, object_pairs_hook=_once_each)
        except (ValueError, RecursionError):
            pass  # a flow-style YAML file starts like this too, and the YAML reader names what is wrong
    from spine_edu.data import parse_yaml

    _check_nesting(text, name)
    content = parse_yaml(text, name)
    if content is None:
        raise OperationError(f"{name} is empty: it has no field and no list, only blanks or comments.")
    return content


def _check_nesting(text: str, name: str) -> None:
    """Refuse a text that is nested beyond reason, which would bring the YAML reader down and Python with it."""
    import yaml

    depth = 0
    try:
        for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise OperationError(f"{name} is nested more than {_DEEPEST} levels deep; an operation needs four.")
    except (yaml.YAMLError, ValueError):
        pass  # the reader itself says where and why


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a field stands twice")
    return fields


def read_fusion(entry: Any, where: str = "fusion") -> Fusion:
    """Return one fused joint and column from its mapping; errors name `where`, the field, and what is expected."""
    fields = _mapping(entry, where, ("joint", *_FUSION_WORDS, "materials"))
    if fields.get("joint") is None:
        raise OperationError(f"{where}: field 'joint' is missing; name the joint that was fused, for example 'L4-L5'.")
    words = {
        field: _word(fields[field], known, f"{where}, field '{field}'")
        for field, known in _FUSION_WORDS.items()
        if fields.get(field) is not None
    }
    materials = fields.get("materials")
    if materials is not None:
        materials = frozenset(
            _word(item, MATERIALS, f"{where}, field 'materials'") for item in _list(materials, f"{where}, field 'materials'")
        )
    return Fusion(joint=_joint(fields["joint"], f"{where}, field 'joint'"), materials=materials, **words)


def read_kept(entry: Any, where: str = "kept") -> Kept:
    """Return one implant that stays in from its mapping: what it is, where, and the phrase of the note.

    >>> read_kept({"of": "cage", "joint": "L4-L5", "cage": "TLIF", "phrase": "left in place"}).of
    'interbody device'
    """
    fields = _mapping(entry, where, ("of", "joint", "vertebrae", "cage", "joined", "side", "phrase"))
    words = ("screws and rods", "screws", "screw tip", "plate", "interbody device")
    of = _word(fields.get("of"), words, f"{where}, field 'of'")
    place = "joint" if of == "interbody device" else "vertebrae"
    if not fields.get(place):
        raise OperationError(f"{where}: field {place!r} is missing; say where the {of} stayed.")
    if of == "screw tip" and fields.get("side") not in ("left", "right"):
        raise OperationError(f"{where}: field 'side' is missing; say whether the tip lies on the left or on the right.")
    return Kept(
        of=of,
        joint=_joint(fields["joint"], f"{where}, field 'joint'") if place == "joint" else None,
        vertebrae=_vertebrae(fields["vertebrae"], f"{where}, field 'vertebrae'") if place == "vertebrae" else (),
        phrase=_text(fields.get("phrase"), f"{where}, field 'phrase'", "was left in place"),
        cage=_word(fields["cage"], ("ACDF", "ALIF", "LLIF", "TLIF", "PLIF"), f"{where}, field 'cage'")
        if fields.get("cage")
        else "",
        joined=_yes_or_no(fields.get("joined", False), f"{where}, field 'joined'"),
        side=fields.get("side", ""),
    )


def procedure_fields(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the fields that a kind of procedure has beside its approach, with the words each may hold, () where it names bones or joints.

    >>> procedure_fields("discectomy")
    {'joint': (), 'extent': ('partial', 'total')}
    """
    marks = {"own_objective": ("yes", "no"), "reopened": ("yes", "no"), "side": ("left", "right", "both")}
    return {field: words or marks.get(field, ()) for field, words in _KINDS[kind].items()}


def _procedure(entry: Any, where: str) -> Procedure:
    if not isinstance(entry, Mapping):
        raise OperationError(f"{where}: {_shown(entry)} is no entry; expected fields such as kind: removal, of: screws and rods.")
    if entry.get("kind") is None:
        raise OperationError(f"{where}: field 'kind' is missing; expected {listed(_KINDS, 'or')}.")
    kind = _word(entry["kind"], tuple(_KINDS), f"{where}, field 'kind'")
    known = _KINDS[kind]
    fields = _mapping(entry, f"{where} ({kind})", ("kind", *known, "approach"))
    where = f"{where} ({kind})"
    read: dict[str, Any] = {}
    for field, value in fields.items():
        place = f"{where}, field '{field}'"
        if value is None or field == "kind":
            continue
        if field == "joint":
            read["joint"] = _joint(value, place)
        elif field == "vertebrae":
            read["vertebrae"] = _vertebrae(value, place)
        elif field == "side":
            read["side"] = _word(value, ("left", "right", "both"), place)
        elif field == "count":
            read["count"] = _number(value, place)
        elif field in ("own_objective", "reopened"):
            read[field] = _yes_or_no(value, place)
        elif field == "approach":
            read["approach"] = _word(value, APPROACHES, place)
        elif field == "from":
            read["source"] = _word(value, known[field], place)
        else:
            read[field] = _word(value, known[field], place)
    return Procedure(kind=kind, **read)


def _mapping(value: Any, where: str, known: Sequence[str]) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise OperationError(f"{where}: {_shown(value)} is no set of fields; expected {listed(known)}.")
    for field in value:
        if field not in known:
            raise OperationError(
                f"{where}: there is no field {_shown(field)}{_hint(field, known, 'known fields:')} {', '.join(known)}."
            )
    return dict(value)


def _entries(fields: Mapping[str, Any], field: str, name: str) -> Iterable[tuple[int, Any]]:
    given = fields.get(field)
    return enumerate([] if given is None else _list(given, f"{name}, field '{field}'"), 1)


def _list(value: Any, where: str) -> list[Any]:
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    raise OperationError(f"{where}: {_shown(value)} is no list; write [one, two], even for a single entry.")


def _text(value: Any, where: str, example: str = "M96.0") -> str:
    if isinstance(value, str):
        return value.strip()
    raise OperationError(f'{where}: {_shown(value)} is no text; put it in quotes, for example "{example}".')


def _word(value: Any, known: Sequence[str], where: str) -> str:
    """Return the known word that was meant; case, blanks, '_' and '-' do not matter."""
    if not isinstance(value, str):
        raise OperationError(f"{where}: {_shown(value)} is no text; expected {listed(known, 'or')}.")
    if value in known:
        return value
    spelt = _spelling(value)
    for word in known:
        if _spelling(word) in (spelt, _spelling(_ALIASES.get(spelt, spelt))):
            return word
    lessons = _LESSONS.get(tuple(known), {})
    lesson = lessons.get(spelt) or lessons.get(spelt.rpartition(" ")[2])
    if lesson:
        raise OperationError(f"{where}: {_shown(value)} is not known here: {lesson}.")
    raise OperationError(f"{where}: {_shown(value)} is not known here{_hint(value, known, 'expected')} {listed(known, 'or')}.")


def _spelling(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").replace("-", " ").split())


def _hint(value: Any, known: Sequence[str], then: str) -> str:
    """Lead on to the list that follows, past the word that was likely meant."""
    close = difflib.get_close_matches(value[:60], known, 1, 0.6) if isinstance(value, str) else []
    return f"; did you mean {close[0]!r}? {then.capitalize()}" if close else f"; {then}"


def _joint(value: Any, where: str) -> Joint:
    if isinstance(value, Joint):
        return value
    try:
        return joint_named(_text(value, where, "L4-L5"))
    except (UnknownJoint, UnknownVertebra) as error:
        raise OperationError(f"{where}: {error}") from error


def _vertebrae(value: Any, where: str) -> tuple[str, ...]:
    """Read [L4, L5] or the span 'L4-S1' into vertebrae, cranial first."""
    try:
        if isinstance(value, str):
            try:
                return (vertebra_named(value),)
            except UnknownVertebra:
                if len(value.split()) < 2 and value.strip().isalnum():
                    raise
                return vertebrae_in(joints_in(value))
        return tuple(sorted({vertebra_named(_text(name, where, "L4")) for name in _list(value, where)}, key=position))
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(f"{where}: {error}") from error


def _number(value: Any, where: str) -> int:
    if (
        not isinstance(value, bool)
        and isinstance(value, int | str)
        and (number := _shown(value).strip("'\" ")).isascii()
        and number.isdigit()
        and 0 < int(number) < 100
    ):
        return int(number)
    raise OperationError(f"{where}: {_shown(value)} is no count; expected a whole number such as 2.")


def _yes_or_no(value: Any, where: str) -> bool:
    answers = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in answers:
        return answers[value.strip().lower()]
    raise OperationError(f"{where}: {_shown(value)} is neither true nor false.")


def _day(value: Any, where: str) -> str:
    try:
        return iso_day(_text(str(value) if type(value).__name__ == "date" else value, where, "2026-01-14"))
    except OperationError:
        raise
    except SpineEduError as error:
        raise OperationError(f"{where}: {error}") from error


def _shown(value: Any) -> str:
    """Show what was given, in one short line: any object of any size has one."""
    if value is None:
        return "an empty entry"
    if isinstance(value, str):
        value = value[:80]
    elif isinstance(value, Mapping):
        return f"a set of {len(value)} {'field' if len(value) == 1 else 'fields'}"
    elif isinstance(value, list | tuple | set | frozenset):
        return f"a list of {len(value)}" if value else "an empty list"
    try:
        text = " ".join(repr(value).split())
    except Exception:  # a number of ten thousand digits, or an object that cannot show itself
        text = f"a value of type {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "..."
