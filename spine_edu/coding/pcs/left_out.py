"""What a reader might code of what was laid in, beside the device that was chosen, and must not."""

from __future__ import annotations

from collections.abc import Iterator

from spine_edu.anatomy import Joint
from spine_edu.coding.findings import Rejection
from spine_edu.coding.pcs.device_table import DEVICES, DeviceRow
from spine_edu.coding.pcs.tables import body_part
from spine_edu.vocabulary import AUTOGRAFT, DONOR_BONE, IMPLANTS, INTERBODY

_NEW_INTERBODY = tuple(dict.fromkeys(device for row in DEVICES if row.own for device in row.laid & INTERBODY))


def left_out(row: DeviceRow, joint: Joint, materials: frozenset[str]) -> Iterator[Rejection]:
    """Yield what gives no value of its own once a row of the device table is chosen, each with the reason."""
    plain, here = body_part(joint)[:3], (joint,)
    for device in _NEW_INTERBODY if joint.is_vertebral else ():
        if device in materials and not (row.own and device in row.laid):
            because = f"no code of its own for the {device} is valid here on this date, so it is a plain Interbody Fusion Device"
            yield Rejection("XRG…", "section-x", because, here)
    if row.in_x and row.laid <= INTERBODY:
        because = "the section X code stands alone; the plain Interbody Fusion Device is not coded as well"
        yield Rejection(f"{plain}…A", "section-x", because, here)
    elif row.in_x and joint.is_vertebral:
        because = "the section X code replaces the plain fusion code of the same joint and device"
        yield Rejection(f"{plain}…", "section-x", because, here)
    elif row.value == "A" and materials & AUTOGRAFT:
        because = (
            "the patient's own bone fills or surrounds the interbody device, which outranks it; Autologous is for graft alone"
        )
        yield Rejection("device 7", "B3.10c", because, here)
    elif row.value == "7" and materials & DONOR_BONE:
        because = "donor bone was mixed in, but a mixture with any of the patient's own bone is Autologous"
        yield Rejection("device K", "B3.10c", because, here)
    if "synthetic substitute" in materials and row.value in ("7", "K"):
        whose = "any of the patient's own bone is Autologous" if row.value == "7" else "donor bone is Nonautologous"
        because = f"a synthetic substitute was mixed in as an extender; graft with {whose}"
        yield Rejection("device J", "B3.10c", because, here)
    if joint.is_vertebral and "paired titanium facet cages" in materials and not row.in_x:
        because = (
            "no code of its own for paired titanium facet cages is valid here by this approach on this date, "
            "so what else was laid in gives the device"
        )
        yield Rejection("XRG…", "section-x", because, here)
    for implant in sorted(materials & IMPLANTS) if joint.is_vertebral else ():
        because = "it holds the joint still while the bone grows, and in a vertebral joint it is never the device"
        yield Rejection(implant, "B3.1b", because, here)
