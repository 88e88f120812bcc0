"""The table of device values: no row is idle, and none that stands above takes what belongs to one below."""

from __future__ import annotations

import itertools

import pytest

from spine_edu.anatomy import joint_named
from spine_edu.coding.entries import FusionEntry
from spine_edu.coding.pcs.device_table import DEVICES, rows_for
from spine_edu.coding.pcs.slot import Slot, slot_of
from spine_edu.coding.rules import rules
from spine_edu.vocabulary import MATERIALS

LAID = [frozenset(laid) for number in range(3) for laid in itertools.combinations(MATERIALS, number)]


def test_every_row_is_the_first_that_holds_for_something_that_can_be_laid_in() -> None:
    dated = [row for row in DEVICES if row.dated]
    reached = set()
    for vertebral, laid in itertools.product((True, False), LAID):
        rows = rows_for(vertebral, laid)
        reached |= {row for place, row in enumerate(rows) if all(above in dated for above in rows[:place])}
    assert [row for row in DEVICES if row not in reached] == []


def test_every_row_cites_a_rule() -> None:
    assert {row.rule for row in DEVICES} <= set(rules())


@pytest.mark.parametrize(
    ("laid", "day", "values"),
    [
        pytest.param({"allograft", "local autograft"}, "2026-01-14", (False, "0", "7", "J"), id="any of the patient's own bone"),
        pytest.param({"allograft", "synthetic substitute"}, "2026-01-14", (False, "0", "K", "J"),
                     id="donor bone before a substitute"),
        pytest.param({"interbody cage", "local autograft"}, "2026-01-14", (False, "0", "A", "J"), id="a cage before its graft"),
        pytest.param({"custom-made interbody device", "allograft"}, "2026-09-30", (True, "0", "R", "7"),
                     id="custom-made, in section X"),
        pytest.param({"custom-made interbody device", "allograft"}, "2026-10-01", (False, "0", "E", "J"),
                     id="custom-made, with a value of its own"),
        pytest.param({"custom-made interbody device", "allograft"}, "2019-10-01", (False, "0", "A", "J"),
                     id="custom-made, before it had a code"),
        pytest.param(set(), "2018-09-30", (False, "0", "Z", "J"), id="nothing, while there was a value for it"),
    ],
)  # fmt: skip
def test_the_first_row_that_the_tables_of_the_day_hold_decides(laid: set[str], day: str, values: tuple[object, ...]) -> None:
    slot = slot_of(FusionEntry(joint_named("L4-L5"), "anterior", "posterior", "open", frozenset(laid)), day)
    assert isinstance(slot, Slot)
    assert slot.values == values
