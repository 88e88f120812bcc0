"""The ICD-10-PCS tables of spinal fusion: which codes are valid when, what a character means, which body part a joint has."""

from __future__ import annotations

import functools

from spine_edu.anatomy import Joint
from spine_edu.data import table

APPROACH = {"open": "0", "percutaneous": "3", "percutaneous endoscopic": "4"}

# Table and body part values: (the plain table, its value for one joint, for several, for 8 or more thoracic joints);
# then the values of section X.
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


def plain_start(in_section_x: str) -> str:
    """Return the first four characters of the plain fusion code of a joint from those of its code in section X.

    >>> plain_start("XRGB"), plain_start("XRGA")
    ('0SG0', '0RGA')
    """
    lower = {value: plain for plain, value in _IN_SECTION_X["0SG"].items()}
    value = in_section_x[3]
    return f"0SG{lower[value]}" if value in lower else f"0RG{value}"


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


def section_x_group(joint: Joint, approach: str, device: str, day: str) -> str:
    """Return the seventh character of the section X code valid that day, or '' where there is none."""
    for code in _section_x_codes().get(f"{body_part(joint, 1, True)}{approach}{device}", ()):
        if is_valid(code, day):
            return code[6]
    return ""
