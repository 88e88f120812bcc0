"""Approach, device and qualifier of one fusion: what was laid into one joint, from where, and what must be asked."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from spine_edu.anatomy import Joint
from spine_edu.coding.findings import Query, Reason, Rejection
from spine_edu.coding.pcs.tables import APPROACH, body_part, is_valid, section_x_group
from spine_edu.text.lists import listed
from spine_edu.vocabulary import AUTOGRAFT, DONOR_BONE, EXTENDERS, GRAFT, IMPLANTS, INTERBODY

_NEW_INTERBODY = (  # device values that replaced the plain one while they lasted, newest first; validity decides
    ("custom-made interbody device", ("E", "R")),
    ("radiolucent porous interbody device", ("F",)),
    ("nanotextured interbody device", ("9",)),
)
_NEW_IMPLANT = (
    ("internal fixation device with tulip connector", "5"),
    ("internal fixation device with bone-density-specific thread", "H"),
)


Entry = tuple[Joint, str | None, str | None, str | None, frozenset[str] | None]  # joint, column, direction, approach, materials


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
            front = "the body and disc space" if joint.has_disc else "the bone in front"
            ask(
                Query(
                    joint.name,
                    "column",
                    f"Which part was fused: {front} (anterior column), or facets, laminae and transverse processes (posterior column)?",
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
    slot.approach = APPROACH[approach]
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
        stands = "in the disc space, which is the" if joint.has_disc else "in front, in the"
        slot.queries.append(
            Query(
                joint.name,
                "column",
                f"An interbody device stands {stands} anterior column; the note says posterior column. Which was fused?",
                "B3.10c",
            )
        )
    elif interbody:
        _interbody_device(slot, joint, interbody, materials, day)
    elif "paired titanium facet cages" not in materials or not _facet_device(slot, joint, day):
        _graft_device(slot, joint, materials, day)
    if slot.device:
        _left_out(slot, joint, materials)


def _left_out(slot: Slot, joint: Joint, materials: frozenset[str]) -> None:
    """Say of what was laid in, and is no graft, why it gives no device."""
    if "paired titanium facet cages" in materials and not slot.section_x:
        because = f"{joint}: no code of its own for paired titanium facet cages is valid here by this approach on this date, so what else was laid in gives the device"
        slot.rejections.append(Rejection("XRG…", "section-x", because))
    for implant in sorted(materials & IMPLANTS):
        because = f"{joint}: it holds the joint still while the bone grows, and in a vertebral joint it is never the device"
        slot.rejections.append(Rejection(implant, "B3.1b", because))


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
    named = [(material, devices) for material, devices in _NEW_INTERBODY if material in interbody]
    own = {material: found for material, devices in named if (found := _own_value(slot, joint, devices, day))}
    for material, _ in named:
        if material not in own:
            because = f"{joint}: no code of its own for the {material} is valid here on this date, so it is a plain Interbody Fusion Device"
            slot.rejections.append(Rejection("XRG…", "section-x", because))
    if len(own) > 1:
        slot.queries.append(_which_device(joint, own))
        return
    for material, (device, group) in own.items():
        slot.device = device
        if not group:
            slot.device_reason = Reason(
                6,
                "new-interbody-value",
                f"the {material} has a device value of its own in this row since 2026-10-01, so it replaces the plain Interbody Fusion Device",
            )
            return
        slot.section_x, slot.qualifier = True, group
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
    inside = "; the graft inside it does not change the value" if materials & GRAFT else ""
    slot.device = "A"
    stands = " in the disc space" if joint.has_disc else ""
    slot.device_reason = Reason(6, "B3.10c", f"an interbody device{stands} comes first in the order of devices{inside}")
    if materials & AUTOGRAFT:
        slot.rejections.append(
            Rejection(
                "device 7",
                "B3.10c",
                f"{joint}: the patient's own bone fills or surrounds the interbody device, which outranks it; Autologous is for graft alone",
            )
        )


def _own_value(slot: Slot, joint: Joint, devices: tuple[str, ...], day: str) -> tuple[str, str] | None:
    """Return the device value that a new interbody device has of its own that day, with its group in section X ('' in the plain row)."""
    for device in devices:
        if device == "E":
            if is_valid(f"{body_part(joint)}{slot.approach}E{slot.qualifier}", day):
                return "E", ""
        elif group := section_x_group(joint, slot.approach, device, day):
            return device, group
    return None


def _which_device(joint: Joint, kinds: Iterable[str]) -> Query:
    """Ask which of several devices was laid in, where each has a value of its own and a joint has room for one value."""
    ask = f"The note names more than one kind of device ({listed(sorted(kinds))}), and each has a code of its own on this date. Which of them was laid in?"
    return Query(joint.name, "device", ask, "section-x")


def _facet_device(slot: Slot, joint: Joint, day: str) -> bool:
    """Code paired titanium facet cages where section X has a row for them; report whether that settled the device."""
    group = section_x_group(joint, slot.approach, "E", day)
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
        ask = "Internal fixation may go with a fusion but is none: screws, rods or plates hold a joint still and make no bone bridge. Was graft or a substitute laid in this joint to fuse it, or was it only held?"
    elif materials:
        ask = f"A bone bridge needs more than {listed(sorted(materials))}. Was graft or a substitute laid in this joint?"
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
                f"A device made to stand between vertebrae ({listed(sorted(cages))}) has no place in this joint. What was laid into it?",
                "sacroiliac",
            )
        )
        return
    own = {
        material: (device, group)
        for material, device in _NEW_IMPLANT
        if material in materials and (group := section_x_group(joint, slot.approach, device, day))
    }
    if len(own) > 1:
        slot.queries.append(_which_device(joint, own))
        return
    for material, (device, group) in own.items():
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
