"""Which device value a fusion has (character 6): rows of what was laid in, tried from the top (B3.10c)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from spine_edu.vocabulary import AUTOGRAFT, DONOR_BONE, EXTENDERS, GRAFT, IMPLANTS, INTERBODY

NOTHING: frozenset[str] = frozenset()
_MARROW = frozenset({"bone marrow aspirate"})
_UNKNOWN = frozenset({"bone graft of unknown origin"})


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One line of the table: it holds where one of `laid` was laid in, one of `beside` too, and none of `without`.

    `value` is the sixth character, `because` the reason for it; a row without a value holds the question to ask instead.
    `own` marks a device with a code of its own, which holds only while the tables have that code, as does `value` Z;
    `in_x` says that the code stands in section X. `others` are the values of the other reading where the point is contested.
    """

    where: Literal["vertebral", "pelvic", "any"]
    laid: frozenset[str]
    value: str
    rule: str
    because: str
    beside: frozenset[str] = NOTHING
    without: frozenset[str] = NOTHING
    own: bool = False
    in_x: bool = False
    contested: str = ""
    others: str = ""

    @property
    def dated(self) -> bool:
        """Whether the row holds only while the tables have its code."""
        return self.own or self.value == "Z"

    def holds(self, materials: frozenset[str]) -> bool:
        """Whether the row is about what was laid in; a row that names nothing is about nothing laid in."""
        return (
            (bool(self.laid & materials) if self.laid else not materials)
            and (not self.beside or bool(self.beside & materials))
            and not self.without & materials
        )


def _new(where: Literal["vertebral", "pelvic"], device: str, value: str, because: str) -> DeviceRow:
    """Return the row of a device with a code of its own in section X."""
    return DeviceRow(where, frozenset({device}), value, "section-x", because.format(device=device), own=True, in_x=True)


_IN_X = "on this date the {device} is coded in section X (New Technology), which replaces the plain code of the same joint"
_PELVIC_IN_X = "on this date the {device} is coded in section X, which replaces the plain code of this joint"
_FACETS_IN_X = "paired titanium facet cages have their own device value in section X, by open approach, since 2024-10-01"
_NEW_VALUE = (
    "the custom-made interbody device has a device value of its own in this row since 2026-10-01, "
    "so it replaces the plain Interbody Fusion Device"
)
_PACKED_WITH = (
    "Which graft or substitute was packed into or around the interbody device? Without it the joint is not documented as fused."
)
_FIRST = "an interbody device{in_the_disc_space} comes first in the order of devices"
_OWN_BONE = "the bone bridge is made of the patient's own bone"
_WHOSE = "Whose bone was the graft: the patient's own (which site?), a donor's, or a synthetic substitute?"
_DONOR = "the bone bridge is made of donor bone, with none of the patient's own"
_DBM = (
    "Demineralized bone matrix alone: some coders value it Nonautologous (it is processed donor bone), some Synthetic; "
    "no official ruling was found."
)
_SYNTHETIC = "only a synthetic substitute was laid in, no bone"
_OWN_MARROW = (
    "The patient's own marrow was mixed in: it is no bone, and read here as changing nothing; "
    "some count it as tissue of the patient, and value the graft Autologous; no official ruling was found."
)
_ACROSS = "the rows of this joint have the value Internal Fixation Device: implants across it may fuse it even without graft"
_ACROSS_WITH_GRAFT = (
    "Implants together with graft in this joint: the order of B3.10c is written for vertebral joints; "
    "practice differs between the implant and the graft value."
)
_NOTHING = (
    "the note says that nothing was laid in, and No Device is still a value of the table on this date (it ended on 2018-09-30)"
)
_HARDLY_FUSED = "A fusion with nothing laid in: the value existed until FY2018, yet a joint without graft is hardly made to fuse."

DEVICES = (
    DeviceRow("vertebral", INTERBODY, "", "B3.10c", _PACKED_WITH, without=GRAFT | {"rhBMP", "machined bone dowel"}),
    DeviceRow(
        "vertebral", frozenset({"custom-made interbody device"}), "E", "new-interbody-value", _NEW_VALUE, own=True
    ),
    _new("vertebral", "custom-made interbody device", "R", _IN_X),
    _new("vertebral", "radiolucent porous interbody device", "F", _IN_X),
    _new("vertebral", "nanotextured interbody device", "9", _IN_X),
    DeviceRow(
        "vertebral", INTERBODY, "A", "B3.10c", f"{_FIRST}; the graft inside it does not change the value", beside=GRAFT
    ),
    DeviceRow("vertebral", INTERBODY, "A", "B3.10c", _FIRST),
    _new("vertebral", "paired titanium facet cages", "E", _FACETS_IN_X),
    _new("pelvic", "internal fixation device with tulip connector", "5", _PELVIC_IN_X),
    _new("pelvic", "internal fixation device with bone-density-specific thread", "H", _PELVIC_IN_X),
    *(
        DeviceRow("pelvic", IMPLANTS, "4", "sacroiliac", _ACROSS, beside=graft, contested=_ACROSS_WITH_GRAFT, others=others)
        for graft, others in (
            (AUTOGRAFT, "7"),
            (DONOR_BONE, "K"),
            (_UNKNOWN, "7K"),
            (GRAFT, "J"),
        )
    ),
    DeviceRow("pelvic", IMPLANTS, "4", "sacroiliac", _ACROSS),
    DeviceRow(
        "any",
        AUTOGRAFT,
        "7",
        "B3.10c",
        f"{_OWN_BONE}, and mixing it with other graft or extenders does not change that",
        beside=GRAFT - AUTOGRAFT | EXTENDERS,
    ),
    DeviceRow("any", AUTOGRAFT, "7", "B3.10c", _OWN_BONE),
    DeviceRow("any", _UNKNOWN, "", "B3.10c", _WHOSE),
    DeviceRow("any", frozenset({"allograft"}), "K", "B3.10c", _DONOR, beside=_MARROW, contested=_OWN_MARROW, others="7"),
    DeviceRow("any", frozenset({"allograft"}), "K", "B3.10c", _DONOR),
    DeviceRow("any", DONOR_BONE, "K", "B3.10c", _DONOR, beside=_MARROW, contested=f"{_DBM} {_OWN_MARROW}", others="J7"),
    DeviceRow("any", DONOR_BONE, "K", "B3.10c", _DONOR, contested=_DBM, others="J"),
    DeviceRow("any", GRAFT, "J", "B3.10c", _SYNTHETIC, beside=_MARROW, contested=_OWN_MARROW, others="7"),
    DeviceRow("any", GRAFT, "J", "B3.10c", _SYNTHETIC),
    DeviceRow("any", NOTHING, "Z", "no-device", _NOTHING, contested=_HARDLY_FUSED),
)  # fmt: skip
"""The order of devices: interbody devices, new ones before the plain, then implants of the pelvis, then graft by its origin."""


@functools.lru_cache(maxsize=2048)
def rows_for(vertebral: bool, materials: frozenset[str]) -> tuple[DeviceRow, ...]:
    """Return the rows that hold for what was laid into a vertebral joint, or one of the pelvis, on any day; the first decides.

    >>> [row.value for row in rows_for(True, frozenset({"interbody cage", "local autograft"}))]
    ['A', 'A', '7', 'J']
    """
    where = "vertebral" if vertebral else "pelvic"
    return tuple(row for row in DEVICES if row.where in ("any", where) and row.holds(materials))
