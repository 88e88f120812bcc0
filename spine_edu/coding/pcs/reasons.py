"""Why each character of a fusion code is what it is."""

from __future__ import annotations

import functools

from spine_edu.anatomy import Joint
from spine_edu.coding.findings import Reason
from spine_edu.coding.pcs.slot import Slot
from spine_edu.coding.pcs.tables import label
from spine_edu.text.lists import listed


def reasons_of(code: str, joints: tuple[Joint, ...], slot: Slot, lateral: tuple[Joint, ...]) -> tuple[Reason, ...]:
    """Return why each character of a code is what it is, in the order of the characters."""
    start = code[:3]
    device = label(start, 6, code[5])
    reasons = [
        _root_reason(start),
        _body_part_reason(joints, code[:4]),
        Reason(5, "approach", f"approach {code[4]}, {label(start, 5, code[4])}: {_APPROACH_WHY[code[4]]}"),
        Reason(6, slot.device_reason.rule, f"device {code[5]}, {device}: {slot.device_reason.because}"),
        _qualifier_reason(start, code[6], any(joint.has_disc for joint in joints)),
    ]
    without = [joint.name for joint in joints if joint.is_vertebral and not joint.has_disc]
    if without and code[5] in _INTERBODY:
        reasons.insert(
            -1,
            Reason(
                6,
                "anatomy-discs",
                f"{listed(without)}: no disc lies here, though the tables have an interbody device; "
                "check in the note what was laid in, and where",
            ),
        )
    if len(joints) > 1:
        names = listed(joint.name for joint in joints)
        reasons.insert(
            2, Reason(4, "B3.10b", f"{names} agree in approach, device and qualifier, so one code stands for all of them")
        )
    if lateral and code[6] == "0":
        names = listed(joint.name for joint in lateral)
        reasons.append(
            Reason(
                7,
                "lateral-is-anterior",
                f"{names}: reached from the side, in front of the transverse processes, which counts as from the front",
            )
        )
    return tuple(reasons)


_INTERBODY = "A9FR"  # the device values of interbody devices in the cervical rows, plain and of section X
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
        f"{start}: {where}, root operation Fusion; "
        "a first fusion and a refusion are coded alike, because the Index sends Refusion to Fusion",
    )


@functools.lru_cache(maxsize=4096)
def _body_part_reason(joints: tuple[Joint, ...], start: str) -> Reason:
    level = label(start[:3], 4, start[3])
    names = listed(joint.name for joint in joints)
    if joints[0].is_vertebral and not joints[0].is_junction:
        counted = "1 joint" if len(joints) == 1 else f"{len(joints)} joints"
        return Reason(
            4,
            "B3.10a",
            f"body part {start[3]}, {level}: "
            f"{names}, {counted} of the {joints[0].region} spine (joints are counted, not vertebrae)",
        )
    rule = "junctions" if joints[0].is_vertebral else "sacroiliac"
    return Reason(4, rule, f"body part {start[3]}, {level}: {names} has a value of its own")


@functools.cache
def _qualifier_reason(start: str, value: str, disc: bool) -> Reason:
    if start == "XRG":
        return Reason(
            7,
            "section-x",
            f"qualifier {value}, {label(start, 7, value)}: "
            "in section X the last character names only the year group, not the column",
        )
    why = _QUALIFIER_WHY[value] if disc else _QUALIFIER_WHY[value].replace(" (body, disc)", "")
    return Reason(7, "qualifier" if value != "Z" else "sacroiliac", f"qualifier {value}, {label(start, 7, value)}: {why}")
