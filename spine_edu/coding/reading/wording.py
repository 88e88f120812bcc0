"""The words for what stands in a code of the spinal joints: each value of each character, and the sentence they make."""

from __future__ import annotations

from collections.abc import Mapping

AXES = ("body part", "approach", "device", "qualifier")
_UPPER = {
    "0": "the joint between occiput and atlas (O-C1)",
    "1": "one cervical joint (C1-C2 to C6-C7)",
    "2": "two or more cervical joints (C1-C2 to C6-C7)",
    "4": "the joint C7-T1",
    "6": "one thoracic joint (T1-T2 to T11-T12)",
    "7": "two to seven thoracic joints (T1-T2 to T11-T12)",
    "8": "eight or more thoracic joints (T1-T2 to T11-T12)",
    "A": "the joint T12-L1",
}
_LUMBAR = {
    "0": "one lumbar joint (L1-L2 to L4-L5)",
    "1": "two or more lumbar joints (L1-L2 to L4-L5)",
    "3": "the joint L5-S1",
}
_UPPER_DISCS = {
    "3": "the disc of one cervical joint",
    "5": "the disc of C7-T1",
    "9": "the disc of one thoracic joint",
    "B": "the disc of T12-L1",
}
_LOWER_DISCS = {"2": "the disc of one lumbar joint", "4": "the disc of L5-S1"}
_PELVIC = {"7": "the right sacroiliac joint", "8": "the left sacroiliac joint"}
_LOWER = {**_LUMBAR, **_PELVIC, "5": "the joint between sacrum and coccyx", "6": "the joint between coccygeal bones"}
_NEW = {**_UPPER, "B": _LUMBAR["0"], "C": _LUMBAR["1"], "D": _LUMBAR["3"], "E": _PELVIC["7"], "F": _PELVIC["8"]}
_APPROACH = {
    "0": "by an open approach (the site is cut down to and seen)",
    "3": "by a percutaneous approach (through the skin, the site is not seen)",
    "4": "by a percutaneous endoscopic approach (through the skin, seen through an endoscope)",
    "X": "by an external approach (without cutting)",
}
_COLUMN = {
    "0": " in the anterior column (the bodies and what lies between them), reached from the front or the side",
    "1": " in the posterior column (facets, laminae, transverse processes), reached from behind",
    "J": " in the anterior column (the bodies and what lies between them), reached from behind",
    "Z": "",
}
_BRIDGE = {
    "4": "an internal fixation device across the joint",
    "7": "the patient's own bone, alone or mixed with other graft",
    "A": "an interbody fusion device in the disc space, with graft or substitute",
    "E": (
        "an interbody fusion device made for this patient (custom-made, "
        "anatomically and virtually designed), with graft or substitute"
    ),
    "J": "a synthetic bone substitute alone",
    "K": "donor bone, without any of the patient's own",
    "Z": "nothing that is named: the code says that no device and no graft was left",
}
_NEW_BRIDGE = {
    "5": "an internal fixation device with tulip connector",
    "9": "an interbody fusion device with a nanotextured surface, with graft or substitute",
    "E": "paired titanium cages in the facet joints",
    "F": "a radiolucent porous interbody fusion device, with graft or substitute",
    "H": "an internal fixation device with bone-density-specific thread and porosity pattern",
    "R": "an interbody fusion device made for this patient (custom-made, anatomically designed), with graft or substitute",
}
_OLD_DEVICE = {
    "4": "an internal fixation device",
    "7": "graft of the patient's own tissue",
    "8": "a spacer",
    "A": "an interbody fusion device",
    "J": "a synthetic substitute",
    "K": "graft of donor tissue",
}
_BRIEF_COLUMN = {
    "0": "anterior column, from the front or the side",
    "1": "posterior column, from behind",
    "J": "anterior column, from behind",
}
_BRIEF_BRIDGE = {
    "4": "internal fixation device",
    "7": "the patient's own bone",
    "A": "interbody device",
    "E": "custom-made interbody device",
    "J": "bone substitute",
    "K": "donor bone",
    "Z": "no device",
}
_GROUPS = {value: number for number, value in enumerate("123456789ABCDEFGH", 1)}
_FUSED = "{4} made rigid{7}, {5}. What makes the bone bridge: {6}. The code does not say whether this was fused before."
_NEW_FUSED = (
    "{4} made rigid, {5}. What makes the bone bridge: {6}. The last character names {7}; it says nothing of column or direction."
)
_REMOVED = "{6} taken out of {4}, {5}. This code fuses nothing: a new fusion is coded beside it."
_REVISED = "{6} in {4} put right where it lies, {5}. It stays in, and this code fuses nothing."


def in_brief(code: str) -> str:
    """Return column, direction and device of a fusion code in a line of words; '' for a code that fuses nothing.

    >>> in_brief("0SG00AJ"), in_brief("0SB20ZZ")
    ('anterior column, from behind; interbody device', '')
    """
    if code[:3] == "XRG":
        return _NEW_BRIDGE[code[5]]
    if code[:3] not in ("0RG", "0SG"):
        return ""
    return "; ".join(said for said in (_BRIEF_COLUMN.get(code[6]), _BRIEF_BRIDGE[code[5]]) if said)


def wording_of(table: str) -> tuple[str, tuple[Mapping[str, str], ...]]:
    """Return the sentence of a table, with a place for each of the characters 4 to 7, and what each value puts there.

    >>> wording_of("0SP")[0]
    '{6} taken out of {4}, {5}. This code fuses nothing: a new fusion is coded beside it.'
    """
    if table == "XRG":
        return _NEW_FUSED, (_NEW, _APPROACH, _NEW_BRIDGE, {value: f"year group {number}" for value, number in _GROUPS.items()})
    bodies = _UPPER | _UPPER_DISCS if table[1] == "R" else _LOWER | _LOWER_DISCS
    devices = _BRIDGE if table[2] == "G" else _OLD_DEVICE
    return {"G": _FUSED, "P": _REMOVED, "W": _REVISED}[table[2]], (bodies, _APPROACH, devices, _COLUMN)
