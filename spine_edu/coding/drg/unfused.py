"""A stay of MDC 08 without a spinal fusion: decompression, removal, insertion, and which of them names the class."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from spine_edu.coding.drg.elsewhere import Drgs
from spine_edu.text.lists import listed, said_of


class Unfused(NamedTuple):
    """The classes without, with CC, with MCC, or None where our tables do not decide; and why."""

    drgs: Drgs | None
    because: str


Rank = tuple[str, Drgs, str]
"""A list of procedures, the classes that it leads to, and what stands on it."""

_WOUND: Rank = ("wound-debridement", ("465", "464", "463"), "a wound debridement")
_BIOPSY: Rank = ("biopsy", ("479", "478", "477"), "a biopsy")
_DEVICE: Rank = ("disc-device", ("518", "518", "518"), "a disc or spinal stabilization device")
_BACK: Rank = ("back-and-neck", ("520", "519", "518"), "a procedure of back and neck")
_REMOVAL: Rank = ("local-removal", ("497", "496", "495"), "a removal of internal fixation or a local excision")
_SOFT_TISSUE: Rank = ("soft-tissue", ("502", "501", "500"), "a soft tissue procedure")
_ARTHROSCOPY: Rank = ("arthroscopy", ("509", "509", "509"), "an arthroscopy")
_LAST: tuple[Rank, ...] = (
    ("other-musculoskeletal", ("517", "516", "515"), "another procedure of the musculoskeletal system"),
    ("unrelated", ("983", "982", "981"), "an operating room procedure that no class of MDC 08 holds"),
    ("unrelated-non-extensive", ("989", "988", "987"), "a small operating room procedure that no class of MDC 08 holds"),
)

_TO_V42 = (_WOUND, _BIOPSY, _DEVICE, _BACK, _REMOVAL, _SOFT_TISSUE, _ARTHROSCOPY, *_LAST)
_FROM_V43 = (_WOUND, _BIOPSY, _DEVICE, _BACK, _SOFT_TISSUE, _REMOVAL, *_LAST)
HIERARCHY: Mapping[str, tuple[Rank, ...]] = {
    **dict.fromkeys(("v36", "v37", "v38", "v39", "v40", "v41", "v42"), _TO_V42),
    **dict.fromkeys(("v43", "v44"), _FROM_V43),
}
"""Lists and their classes by version, the highest of the surgical hierarchy first."""


def without_fusion(ranks: Sequence[Rank], lists: Mapping[str, Sequence[str]], procedures: Collection[str]) -> Unfused:
    """Return the class that the highest list of any procedure leads to."""
    names = {code: set(lists.get(code, ())) for code in procedures}
    held = {name for name, _, _ in ranks} | {"no-operating-room"}
    if strangers := sorted(code for code, on in names.items() if not on & held):
        return Unfused(None, f"{listed(strangers)} may outrank what our lists hold, so they do not decide which class it is.")
    for name, drgs, what in ranks:
        if codes := sorted(code for code, on in names.items() if name in on):
            span = f"{drgs[0]}, whatever the severity" if drgs[2] == drgs[0] else f"{drgs[2]}-{drgs[0]}"
            return Unfused(drgs, f"Of what was done, {said_of(codes, 'ranks', 'rank')} highest, as {what}: {span}.")
    return Unfused(None, "Nothing on the claim is an operating room procedure; medical classes are not covered.")
