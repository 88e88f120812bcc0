"""ICD-10-PCS: from the joints made rigid to seven-character codes, each character with the rule that forces it."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from spine_edu.anatomy import Joint
from spine_edu.coding.answer import Assignment, Query, Reason, Rejection
from spine_edu.data import table
from spine_edu.operation import Fusion, Operation

FIRST_DAY = "2015-10-01"

INTERBODY = frozenset(
    (
        "interbody cage",
        "machined bone dowel",
        "custom-made interbody device",
        "nanotextured interbody device",
        "radiolucent porous interbody device",
    )
)
AUTOGRAFT = frozenset(("local autograft", "harvested autograft"))
DONOR_BONE = frozenset(("allograft", "demineralized bone matrix"))
GRAFT = AUTOGRAFT | DONOR_BONE | {"synthetic substitute", "bone graft of unknown origin"}
EXTENDERS = frozenset(("rhBMP", "bone marrow aspirate"))
IMPLANTS = frozenset(
    (
        "internal fixation device",
        "internal fixation device with tulip connector",
        "internal fixation device with bone-density-specific thread",
    )
)
_NEW_INTERBODY = (  # device values that replaced the plain one while they lasted, newest first; validity decides
    ("custom-made interbody device", ("E", "R")),
    ("radiolucent porous interbody device", ("F",)),
    ("nanotextured interbody device", ("9",)),
)
_NEW_IMPLANT = (
    ("internal fixation device with tulip connector", "5"),
    ("internal fixation device with bone-density-specific thread", "H"),
)
_APPROACH = {"open": "0", "percutaneous": "3", "percutaneous endoscopic": "4"}

# table and body part values: (the plain table, its value for one joint, for several, for 8 or more thoracic joints), section X values
_JUNCTIONS = {"O-C1": ("0RG", "0"), "C7-T1": ("0RG", "4"), "T12-L1": ("0RG", "A"), "L5-S1": ("0SG", "3")}
_PELVIC = {"SI-right": ("0SG", "7"), "SI-left": ("0SG", "8"), "sacrococcygeal": ("0SG", "5"), "coccygeal": ("0SG", "6")}
_REGIONS = {"cervical": ("0RG", "122"), "thoracic": ("0RG", "678"), "lumbar": ("0SG", "011")}
_IN_SECTION_X = {"0RG": {}, "0SG": {"0": "B", "1": "C", "3": "D", "7": "E", "8": "F"}}


@functools.cache
def validity() -> dict[str, tuple[str, str]]:
    """Return first and last valid day of every spinal fusion and companion code; '9999' means no end is known.

    >>> validity()["0SG00AJ"]
    ('2015-10-01', '9999')
    """
    rows = (*table("icd10pcs_fusion"), *table("icd10pcs_companion"))
    return {row["code"]: (row["valid_from"], row["valid_to"] or "9999") for row in rows}


@functools.cache
def titles() -> dict[str, str]:
    """Return the official title of every spinal fusion and companion code.

    >>> titles()["0SG0071"][:30]
    'Fusion of Lumbar Vertebral Joi'
    """
    return {row["code"]: row["title"] for row in (*table("icd10pcs_fusion"), *table("icd10pcs_companion"))}


def is_valid(code: str, day: str) -> bool:
    """Whether one of our codes is valid on a day.

    >>> is_valid("0SG604Z", "2025-03-31"), is_valid("0SG604Z", "2025-04-01")
    (True, False)
    """
    first, last = validity().get(code, ("9999", ""))
    return first <= day <= last


def label(table_name: str, position: int, value: str) -> str:
    """Return what a value means in its table, or the value itself where our tables have no label.

    >>> label("0SG", 4, "0")
    'Lumbar Vertebral Joint'
    """
    return _labels().get((table_name, str(position), value), value)


@functools.cache
def _labels() -> dict[tuple[str, str, str], str]:
    return {(row["table"], row["position"], row["value"]): row["label"] for row in table("icd10pcs_axes")}


# ---------------------------------------------------------------------------------------------- one joint, one column


class Slot:
    """Where one fusion entry goes: everything of its code but the number of joints, or the query that stops it."""

    __slots__ = (
        "approach",
        "contested",
        "device",
        "device_reason",
        "lateral",
        "others",
        "qualifier",
        "queries",
        "rejections",
        "section_x",
    )

    def __init__(self) -> None:
        self.section_x = self.lateral = False
        self.approach = self.device = self.qualifier = ""
        self.device_reason: Reason | None = None
        self.contested = ""
        self.others: frozenset[str] = frozenset()  # device values of the other reading, where the point is contested
        self.queries: list[Query] = []
        self.rejections: list[Rejection] = []


def body_part(joint: Joint, count: int = 1, section_x: bool = False) -> str:
    """Return the first four characters of the fusion code for `count` joints of this joint's region.

    >>> from spine_edu.anatomy import joint_named
    >>> body_part(joint_named("L4-L5")), body_part(joint_named("T4-T5"), 8), body_part(joint_named("L5-S1"), section_x=True)
    ('0SG0', '0RG8', 'XRGD')
    """
    name = joint.name
    if name in _JUNCTIONS:
        start, value = _JUNCTIONS[name]
    elif name in _PELVIC:
        start, value = _PELVIC[name]
    else:
        start, values = _REGIONS[joint.region]
        value = values[0 if count == 1 else 2 if joint.region == "thoracic" and count >= 8 else 1]
    if not section_x:
        return start + value
    return "XRG" + _IN_SECTION_X[start].get(value, value)


def body_part_group(joint: Joint) -> str:
    """Return what joints must share to be counted together: a region, or the joint itself at a junction or the pelvis."""
    return joint.name if joint.name in _JUNCTIONS or joint.name in _PELVIC else joint.region


@functools.cache
def _section_x_codes() -> dict[str, tuple[str, ...]]:
    """Section X fusion codes by their first six characters (their seventh names only the year group)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("icd10pcs_fusion"):
        if row["code"][0] == "X":
            found[row["code"][:6]] = (*found.get(row["code"][:6], ()), row["code"])
    return found


def _section_x(joint: Joint, approach: str, device: str, day: str) -> str:
    """Return the seventh character of the section X code valid that day, or '' where there is none."""
    for code in _section_x_codes().get(f"{body_part(joint, 1, True)}{approach}{device}", ()):
        if is_valid(code, day):
            return code[6]
    return ""


@functools.lru_cache(maxsize=8192)
def slot_of(
    joint: Joint, column: str | None, direction: str | None, approach: str | None, materials: frozenset[str] | None, day: str
) -> Slot:
    """Decide approach, device and qualifier of one entry; pure, so equal entries are decided once."""
    slot = Slot()
    ask = slot.queries.append
    if approach is None:
        ask(Query(joint.name, "approach", "How was the site reached: open, percutaneous, or percutaneous endoscopic?", "A8"))
    if joint.is_vertebral:
        if column is None:
            ask(
                Query(
                    joint.name,
                    "column",
                    "Which part was fused: the body and disc space (anterior column), or facets, laminae and transverse processes (posterior column)?",
                    "A8",
                )
            )
        if direction is None:
            ask(
                Query(
                    joint.name,
                    "direction",
                    "From where did the surgeon come: from the front, from the side, or from behind?",
                    "A8",
                )
            )
        if column == "posterior" and direction in ("anterior", "lateral"):
            whence = "the front" if direction == "anterior" else "the side"
            ask(
                Query(
                    joint.name,
                    "direction",
                    f"The note has the posterior column fused from {whence}; the tables know no such fusion. Which is right, the column or the direction?",
                    "qualifier",
                )
            )
    if materials is None:
        ask(
            Query(
                joint.name,
                "graft",
                "What was laid in to make the bone bridge: which graft or substitute, and from where?"
                if joint.is_vertebral
                else "What was laid into or across this joint: which graft or substitute, or which implant?",
                "B3.10c",
            )
        )
    if [query.missing for query in slot.queries] == ["approach"]:  # what else is open does not wait for the answer
        slot.queries += slot_of(joint, column, direction, "open", materials, day).queries
    if slot.queries:
        return slot
    assert approach is not None  # asked for above
    assert materials is not None  # asked for above
    slot.approach = _APPROACH[approach]
    if joint.is_vertebral:
        slot.lateral = direction == "lateral"
        slot.qualifier = "1" if column == "posterior" else "J" if direction == "posterior" else "0"
        _vertebral_device(slot, joint, column, materials, day)
    else:
        slot.qualifier = "Z"
        _pelvic_device(slot, joint, materials, day)
    return slot


def _vertebral_device(slot: Slot, joint: Joint, column: str | None, materials: frozenset[str], day: str) -> None:
    """Apply B3.10c: an interbody device with graft in it, else graft alone by its origin; instrumentation never."""
    interbody = materials & INTERBODY
    if column == "anterior" and "paired titanium facet cages" in materials:
        slot.queries.append(
            Query(
                joint.name,
                "column",
                "Facet cages stand in the facet joints, which are posterior column; the note says anterior column. Which was fused, or were both?",
                "section-x",
            )
        )
    elif interbody and column == "posterior" and not is_valid(f"{body_part(joint)}{slot.approach}A1", day):
        slot.queries.append(
            Query(
                joint.name,
                "column",
                "An interbody device stands in the disc space, which is the anterior column; the note says posterior column. Which was fused?",
                "B3.10c",
            )
        )
    elif interbody:
        _interbody_device(slot, joint, interbody, materials, day)
    elif "paired titanium facet cages" in materials and _facet_device(slot, joint, day):
        return
    else:
        _graft_device(slot, joint, materials, day)


def _interbody_device(slot: Slot, joint: Joint, interbody: frozenset[str], materials: frozenset[str], day: str) -> None:
    if not materials & (GRAFT | {"rhBMP"}) and "machined bone dowel" not in interbody:
        slot.queries.append(
            Query(
                joint.name,
                "graft",
                "Which graft or substitute was packed into or around the interbody device? Without it the joint is not documented as fused.",
                "B3.10c",
            )
        )
        return
    for material, devices in _NEW_INTERBODY:
        if material not in interbody:
            continue
        for device in devices:
            if device == "E" and is_valid(f"{body_part(joint)}{slot.approach}E{slot.qualifier}", day):
                slot.device, slot.device_reason = (
                    "E",
                    Reason(
                        6,
                        "new-interbody-value",
                        f"the {material} has a device value of its own in this row since 2026-10-01, so it replaces the plain Interbody Fusion Device",
                    ),
                )
                return
            group = "" if device == "E" else _section_x(joint, slot.approach, device, day)
            if group:
                slot.section_x, slot.device, slot.qualifier = True, device, group
                slot.device_reason = Reason(
                    6,
                    "section-x",
                    f"on this date the {material} is coded in section X (New Technology), which replaces the plain code of the same joint",
                )
                slot.rejections.append(
                    Rejection(
                        f"{body_part(joint)[:3]}…A",
                        "section-x",
                        f"{joint}: the section X code stands alone; the plain Interbody Fusion Device is not coded as well",
                    )
                )
                return
        slot.rejections.append(
            Rejection(
                "XRG…",
                "section-x",
                f"{joint}: no code of its own for the {material} is valid here on this date, so it is a plain Interbody Fusion Device",
            )
        )
    inside = "; the graft inside it does not change the value" if materials & GRAFT else ""
    slot.device = "A"
    slot.device_reason = Reason(6, "B3.10c", f"an interbody device in the disc space comes first in the order of devices{inside}")
    if materials & AUTOGRAFT:
        slot.rejections.append(
            Rejection(
                "device 7",
                "B3.10c",
                f"{joint}: the patient's own bone fills or surrounds the interbody device, which outranks it; Autologous is for graft alone",
            )
        )


def _facet_device(slot: Slot, joint: Joint, day: str) -> bool:
    """Code paired titanium facet cages where section X has a row for them; report whether that settled the device."""
    group = _section_x(joint, slot.approach, "E", day)
    if group:
        slot.section_x, slot.device, slot.qualifier = True, "E", group
        slot.device_reason = Reason(
            6,
            "section-x",
            "paired titanium facet cages have their own device value in section X, by open approach, since 2024-10-01",
        )
        slot.rejections.append(
            Rejection(
                f"{body_part(joint)[:3]}…",
                "section-x",
                f"{joint}: the section X code replaces the plain fusion code of this joint and device",
            )
        )
        return True
    return False


def _graft_device(slot: Slot, joint: Joint, materials: frozenset[str], day: str) -> None:
    """Choose among graft values: any of the patient's own bone is Autologous, else donor bone, else synthetic."""
    graft = materials & GRAFT
    if graft & AUTOGRAFT:
        more = (
            ", and mixing it with other graft or extenders does not change that"
            if graft - AUTOGRAFT or materials & EXTENDERS
            else ""
        )
        slot.device, slot.device_reason = "7", Reason(6, "B3.10c", f"the bone bridge is made of the patient's own bone{more}")
        if graft & DONOR_BONE:
            slot.rejections.append(
                Rejection(
                    "device K",
                    "B3.10c",
                    f"{joint}: donor bone was mixed in, but a mixture with any of the patient's own bone is Autologous",
                )
            )
    elif "bone graft of unknown origin" in graft:
        slot.queries.append(
            Query(
                joint.name,
                "graft",
                "Whose bone was the graft: the patient's own (which site?), a donor's, or a synthetic substitute?",
                "B3.10c",
            )
        )
    elif graft & DONOR_BONE:
        slot.device, slot.device_reason = (
            "K",
            Reason(6, "B3.10c", "the bone bridge is made of donor bone, with none of the patient's own"),
        )
        if "allograft" not in graft:
            slot.others = frozenset("J")
            slot.contested = "Demineralized bone matrix alone: some coders value it Nonautologous (it is processed donor bone), some Synthetic; no official ruling was found."
    elif graft:
        slot.device, slot.device_reason = "J", Reason(6, "B3.10c", "only a synthetic substitute was laid in, no bone")
    else:
        _no_graft(slot, joint, materials, day)


def _no_graft(slot: Slot, joint: Joint, materials: frozenset[str], day: str) -> None:
    """Nothing that bone grows through: a code until FY2018, and ever since a question."""
    if not materials and is_valid(f"{body_part(joint)}{slot.approach}Z{slot.qualifier}", day):
        slot.device, slot.device_reason = (
            "Z",
            Reason(
                6,
                "no-device",
                "the note says that nothing was laid in, and No Device is still a value of the table on this date (it ended on 2018-09-30)",
            ),
        )
        slot.contested = (
            "A fusion with nothing laid in: the value existed until FY2018, yet a joint without graft is hardly made to fuse."
        )
        return
    if materials & IMPLANTS and joint.is_vertebral:
        ask = "Screws, rods or plates hold a joint still but make no bone bridge. Was graft or a substitute laid in this joint? If not, it is fixation, not fusion."
    elif materials:
        ask = f"A bone bridge needs more than {_listed(materials)}. Was graft or a substitute laid in this joint?"
    else:
        ask = "The note says that no graft or device was laid in. Was this joint fused at all?"
    slot.queries.append(Query(joint.name, "graft", ask, "no-device"))


def _pelvic_device(slot: Slot, joint: Joint, materials: frozenset[str], day: str) -> None:
    """Sacroiliac and coccygeal rows: here an implant alone may fuse, and the seventh character is always Z."""
    cages = materials & (INTERBODY - {"machined bone dowel"} | {"paired titanium facet cages"})
    if cages:
        slot.queries.append(
            Query(
                joint.name,
                "graft",
                f"A device made to stand between vertebrae ({_listed(cages)}) has no place in this joint. What was laid into it?",
                "sacroiliac",
            )
        )
        return
    for material, device in _NEW_IMPLANT:
        if material in materials:
            group = _section_x(joint, slot.approach, device, day)
            if group:
                slot.section_x, slot.device, slot.qualifier = True, device, group
                slot.device_reason = Reason(
                    6,
                    "section-x",
                    f"on this date the {material} is coded in section X, which replaces the plain code of this joint",
                )
                return
    if materials & IMPLANTS:
        slot.device, slot.device_reason = (
            "4",
            Reason(
                6,
                "sacroiliac",
                "the rows of this joint have the value Internal Fixation Device: implants across it may fuse it even without graft",
            ),
        )
        graft = materials & GRAFT
        if graft or "machined bone dowel" in materials:
            slot.others = frozenset("7" if graft & AUTOGRAFT else "7K" if "bone graft of unknown origin" in graft else "J")
            if not graft & AUTOGRAFT and (graft & DONOR_BONE or "machined bone dowel" in materials):
                slot.others = frozenset("K")
            slot.contested = "Implants together with graft in this joint: the order of B3.10c is written for vertebral joints; practice differs between the implant and the graft value."
        return
    if "machined bone dowel" in materials:
        materials = materials | {"allograft"}
    _graft_device(slot, joint, materials, day)


# ---------------------------------------------------------------------------------------------------- the whole operation


def fusion_codes(operation: Operation) -> tuple[list[Assignment], list[Query], list[Rejection]]:
    """Return the fusion codes of an operation, what must be asked, and what was considered and not coded.

    Entries that agree in region, approach, device and qualifier share one code, and the number of their joints picks
    the body part value (B3.10a, B3.10b). Codes are valid on the day of discharge or they are not given.
    """
    day = operation.discharged
    groups: dict[tuple[object, ...], list[tuple[Joint, Slot]]] = {}
    queries: list[Query] = []
    rejections: list[Rejection] = []
    for joint, column, direction, approach, materials in merged(operation.fusions):
        slot = slot_of(joint, column, direction, approach, materials, day)
        if slot.queries or day < FIRST_DAY:
            queries.extend(query for query in slot.queries if day >= FIRST_DAY or _matters_to_icd9(query, materials))
            continue
        rejections.extend(slot.rejections)
        key = (body_part_group(joint), slot.section_x, slot.approach, slot.device, slot.qualifier)
        groups.setdefault(key, []).append((joint, slot))
    codes = []
    for members in groups.values():
        assignment, query = _code_of_group(
            tuple(joint for joint, _ in members),
            members[0][1],
            tuple(dict.fromkeys(slot.contested for _, slot in members if slot.contested)),
            frozenset.intersection(*(slot.others for _, slot in members)),
            tuple(sorted({joint for joint, slot in members if slot.lateral})),
            day,
        )
        if query:
            queries.append(query)
        else:
            assert assignment is not None
            codes.append(assignment)
    return codes, queries, rejections


def _matters_to_icd9(query: Query, materials: frozenset[str] | None) -> bool:
    """Whether the older system needs the answer: it knows no approach, and does not ask whose bone it was."""
    return query.missing != "approach" and not (query.missing == "graft" and materials and materials & GRAFT)


_Entry = tuple[Joint, str | None, str | None, str | None, frozenset[str] | None]


def merged(fusions: Iterable[Fusion]) -> list[_Entry]:
    """Return entries by joint, with those that differ only in material joined: two sides of one disc space are one fusion."""
    found: dict[tuple[Joint, str | None, str | None, str | None, bool], frozenset[str] | None] = {}
    for fusion in fusions:
        vertebral = fusion.joint.is_vertebral
        key = (
            fusion.joint,
            fusion.column if vertebral else None,
            fusion.direction if vertebral else None,
            fusion.approach,
            fusion.materials is None,
        )
        before = found.get(key)
        found[key] = fusion.materials if before is None or fusion.materials is None else before | fusion.materials
    entries: list[_Entry] = [
        (joint, column, direction, approach, materials) for (joint, column, direction, approach, _), materials in found.items()
    ]
    entries.sort(key=_order)
    return entries


def _order(entry: _Entry) -> tuple[int, str, str, str, list[str]]:
    joint, column, direction, approach, materials = entry
    return (joint.place, column or "", direction or "", approach or "", sorted(materials or ()))


@functools.lru_cache(maxsize=8192)
def _code_of_group(
    joints: tuple[Joint, ...],
    slot: Slot,
    contested: tuple[str, ...],
    others: frozenset[str],
    lateral: tuple[Joint, ...],
    day: str,
) -> tuple[Assignment | None, Query | None]:
    joints = tuple(sorted(set(joints)))
    start = body_part(joints[0], len(joints), slot.section_x)
    code = f"{start}{slot.approach}{slot.device}{slot.qualifier}"
    if not is_valid(code, day):
        return None, Query(
            _listed(joint.name for joint in joints),
            "valid code",
            f"No code for this fusion is valid on {day}: {_gone(code)}. Ask which value your facility's coding advice uses.",
            "validity",
        )
    accepts = tuple(f"{start}{slot.approach}{device}{slot.qualifier}" for device in sorted(others))
    return (
        Assignment(
            code=code,
            system="ICD-10-PCS",
            kind="fusion",
            joints=joints,
            reasons=_reasons(code, joints, slot, lateral),
            contested=" ".join(contested),
            accepts=tuple(other for other in accepts if is_valid(other, day)),
        ),
        None,
    )


def _gone(code: str) -> str:
    if code not in validity():
        return f"{code} is not in the tables"
    first, last = validity()[code]
    return f"{code} was valid from {first} to {last}" if last != "9999" else f"{code} is valid only from {first}"


def _reasons(code: str, joints: tuple[Joint, ...], slot: Slot, lateral: tuple[Joint, ...]) -> tuple[Reason, ...]:
    start = code[:3]
    assert slot.device_reason is not None
    device = label(start, 6, code[5])
    reasons = [
        _root_reason(start),
        _body_part_reason(joints, code[:4]),
        Reason(5, "approach", f"approach {code[4]}, {label(start, 5, code[4])}: {_APPROACH_WHY[code[4]]}"),
        Reason(6, slot.device_reason.rule, f"device {code[5]}, {device}: {slot.device_reason.because}"),
        _qualifier_reason(start, code[6]),
    ]
    if len(joints) > 1:
        names = _listed(joint.name for joint in joints)
        reasons.insert(
            2, Reason(4, "B3.10b", f"{names} agree in approach, device and qualifier, so one code stands for all of them")
        )
    if lateral and code[6] == "0":
        names = _listed(joint.name for joint in lateral)
        reasons.append(
            Reason(
                7,
                "lateral-is-anterior",
                f"{names}: reached from the side, in front of the transverse processes, which counts as from the front",
            )
        )
    return tuple(reasons)


_APPROACH_WHY = {
    "0": "the site itself was cut down to and seen; the length of the cut does not matter",
    "3": "the site was reached through the skin without being seen",
    "4": "the site was reached through the skin and seen through an endoscope",
}
_QUALIFIER_WHY = {
    "0": "the anterior column (body, disc) was fused from the front or the side",
    "1": "the posterior column (facets, laminae, transverse processes) was fused from behind",
    "J": "the anterior column (body, disc) was fused, but reached from behind",
    "Z": "the rows of this joint do not ask for column or direction",
}


@functools.cache
def _root_reason(start: str) -> Reason:
    where = "section X, New Technology" if start[0] == "X" else "Upper Joints" if start[1] == "R" else "Lower Joints"
    return Reason(
        3,
        "refusion-is-fusion",
        f"{start}: {where}, root operation Fusion; a first fusion and a refusion are coded alike, because the Index sends Refusion to Fusion",
    )


@functools.lru_cache(maxsize=4096)
def _body_part_reason(joints: tuple[Joint, ...], start: str) -> Reason:
    level = label(start[:3], 4, start[3])
    names = _listed(joint.name for joint in joints)
    if joints[0].is_vertebral and not joints[0].is_junction:
        counted = "1 joint" if len(joints) == 1 else f"{len(joints)} joints"
        return Reason(
            4,
            "B3.10a",
            f"body part {start[3]}, {level}: {names}, {counted} of the {joints[0].region} spine (joints are counted, not vertebrae)",
        )
    rule = "junctions" if joints[0].is_vertebral else "sacroiliac"
    return Reason(4, rule, f"body part {start[3]}, {level}: {names} has a value of its own")


@functools.cache
def _qualifier_reason(start: str, value: str) -> Reason:
    if start == "XRG":
        return Reason(
            7,
            "section-x",
            f"qualifier {value}, {label(start, 7, value)}: in section X the last character names only the year group, not the column",
        )
    return Reason(
        7, "qualifier" if value != "Z" else "sacroiliac", f"qualifier {value}, {label(start, 7, value)}: {_QUALIFIER_WHY[value]}"
    )


def _listed(names: Iterable[str]) -> str:
    *first, last = sorted(names) if isinstance(names, frozenset) else names
    return f"{', '.join(first)} and {last}" if first else last
