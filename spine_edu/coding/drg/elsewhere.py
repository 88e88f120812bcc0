"""A spinal fusion in a stay outside MDC 08: which classes then apply, by the principal diagnosis and the injuries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spine_edu.coding.drg.severity import Stay
from spine_edu.text.lists import listed, said_of

Drgs = tuple[str, str, str]
"""The classes without CC, with CC, with MCC."""


class Elsewhere(NamedTuple):
    """The classes of a fusion outside MDC 08, None where our tables do not decide; why; and which diagnoses do not count."""

    drgs: Drgs | None
    because: str
    passed: frozenset[str] = frozenset()


_UNRELATED: tuple[Drgs, str] = (("983", "982", "981"), "a spinal fusion is unrelated to a principal diagnosis of that MDC")
_BY_MDC: dict[str, tuple[Drgs, str]] = {
    "01": (("030", "029", "028"), "any spinal fusion is a spinal procedure of that MDC; column and level do not matter"),
    "17": (("825", "824", "823"), "a fusion is one of the other procedures beside a lymphoma or a leukemia that is not acute"),
    "17 other-neoplasm": (
        ("830", "829", "829"),
        "a fusion is one of the other procedures beside a poorly differentiated neoplasm",
    ),
    "18": (("855", "854", "853"), "a fusion is an operating room procedure beside an infection"),
    "18 postoperative": (("858", "857", "856"), "a fusion is an operating room procedure beside a postoperative infection"),
    "19": (("876", "876", "876"), "a fusion is an operating room procedure beside a mental illness"),
    "21": (("909", "908", "907"), "a fusion is another operating room procedure for an injury or complication"),
    "23": (("941", "940", "939"), "a fusion is an operating room procedure with a status or aftercare diagnosis"),
}
_NOT_COVERED = {
    "14": "pregnancy and childbirth",
    "15": "the newborn",
    "17 acute-leukemia": "acute leukemia",
    "22": "burns",
}
_MAJOR: Mapping[str, Drgs] = {"17": ("822", "821", "820"), "17 other-neoplasm": ("828", "827", "826")}
_TRAUMA: Drgs = ("959", "958", "957")
_HIV_CODE = "B20"
_HIV: Drgs = ("970", "970", "969")

CLASSES: tuple[Drgs, ...] = (_TRAUMA, _HIV, _UNRELATED[0], *(drgs for drgs, _ in _BY_MDC.values()), *_MAJOR.values())
"""All classes that a fusion can lead to outside MDC 08."""


def elsewhere(stay: Stay, lists: Mapping[str, Sequence[str]], procedures: Sequence[str]) -> Elsewhere | None:
    """Return where a fusion leads outside MDC 08, with what was done beside it; None if the stay belongs to MDC 08.

    Several injuries (MDC 24) and HIV (MDC 25) take a stay out of the MDC of its principal diagnosis.
    """
    code, principal = stay.code, stay.principal
    parts = sorted(set(stay.sites.values()))
    if "injury" in principal.marks and len(parts) > 1:
        named = listed(f"{injury} ({site})" for injury, site in stay.sites.items())
        because = (
            f"{code} is an injury, and significant injuries of {len(parts)} parts of the body, {named}, make it MDC 24: 957-959."
        )
        return Elsewhere(_TRAUMA, because, frozenset(stay.sites))
    if code == _HIV_CODE or ("hiv" in principal.marks and _HIV_CODE in stay.beside):
        what = code if code == _HIV_CODE else f"{code} is a condition related to HIV, with {_HIV_CODE} it"
        return Elsewhere(_HIV, f"{what} belongs to MDC 25, where a fusion is an extensive operating room procedure: 969-970.")
    if principal.mdc == "08":
        return None
    key = next((name for mark in principal.marks if (name := f"{principal.mdc} {mark}") in _BY_MDC | _NOT_COVERED), principal.mdc)
    if key in _NOT_COVERED:
        return Elsewhere(None, f"{code} belongs to MDC {principal.mdc}; its classes of {_NOT_COVERED[key]} are not covered.")
    if own := [done for done in procedures if f"mdc-{principal.mdc}" in lists.get(done, ())]:
        if key in _MAJOR:
            return _in(
                stay, _MAJOR[key], f"beside the fusion {said_of(own, 'is a major procedure', 'are major procedures')} there"
            )
        may_be = said_of(own, "may be an operation", "may be operations")
        return Elsewhere(None, f"{code} belongs to MDC {principal.mdc}, and {may_be} of it: not covered.")
    return _in(stay, *_BY_MDC.get(key, _UNRELATED))


def _in(stay: Stay, drgs: Drgs, reason: str) -> Elsewhere:
    span = drgs[2] if drgs[2] == drgs[0] else f"{drgs[2]}-{drgs[0]}"
    code, principal = stay.code, stay.principal
    return Elsewhere(drgs, f"{code} belongs to MDC {principal.mdc}, not to MDC 08, so {span} applies: {reason}.")
