"""Codes for vertebrae that were cut through to change a curve, or filled with cement."""

from __future__ import annotations

from spine_edu.anatomy import by_region
from spine_edu.coding.pcs.found import VERTEBRA, Found, approach_value
from spine_edu.operation import Procedure
from spine_edu.text.lists import listed


def osteotomy(procedure: Procedure, found: Found) -> None:
    """Code a vertebra cut through to change the curve: Division, where the Index and the official map lead."""
    bones = procedure.bones
    about = f"{procedure.of} osteotomy" if procedure.of else "osteotomy"
    if not bones:
        found.ask(about, "vertebrae", "Which vertebrae were cut through to change the curve?")
        return
    approach = approach_value(procedure, found, about)
    for region, here in by_region(bones if approach else ()).items():
        found.code(
            f"0{VERTEBRA[region].format('8')}{approach}ZZ",
            "osteotomy",
            f"{about} of {listed(here)}: "
            "the vertebra was cut through to change the curve, which is Division, once for the region",
            contested=_WEDGE,
            accepts=(f"0{VERTEBRA[region].format('B')}{approach}ZZ",),
        )


_WEDGE = (
    "The Index and the official map send an osteotomy, wedges included, to Division. "
    "A wedge that is taken out meets the definition of Excision, and some report that; no official ruling was found."
)


def augmentation(procedure: Procedure, found: Found) -> None:
    """Code a vertebra filled with cement: Supplement, and Reposition where it was raised first, as the official map has it."""
    bones = procedure.bones
    if procedure.of is None:
        ask = "Was cement injected as the vertebra stood (vertebroplasty), or after it was raised from within (kyphoplasty)?"
        found.ask("vertebral augmentation", "device", ask, "augmentation")
        return
    if not bones:
        found.ask(procedure.of, "vertebrae", "Which vertebrae were filled with cement?")
        return
    approach = approach_value(procedure, found, procedure.of)
    for region, here in by_region(bones if approach else ()).items():
        found.code(
            f"0{VERTEBRA[region].format('U')}{approach}JZ",
            "augmentation",
            f"{listed(here)}: cement reinforces the vertebra, which is Supplement with Synthetic Substitute, once for the region",
        )
        if procedure.of == "kyphoplasty":
            found.code(
                f"0{VERTEBRA[region].format('S')}{approach}ZZ",
                "augmentation",
                f"{listed(here)}: "
                "the vertebra was raised before it was filled, which is Reposition; the official map pairs the two",
            )
