"""The browser tells of the end of our tables on the days on which Python does, wherever its clock is."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from pathlib import Path

import pytest

from spine_edu.browser import bundle
from spine_edu.coding.eras import ending
from tests.js.node import compare_in_node

ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago")


@pytest.mark.parametrize("zone", ZONES)
def test_the_browser_tells_of_the_end_on_the_days_on_which_python_does(tmp_path: Path, zone: str) -> None:
    end = datetime.date.fromisoformat(ending().last)
    days = [(end + datetime.timedelta(days=n)).isoformat() for n in range(-120, 60)]
    said = {"ending": asdict(ending()), "days": [(day, ending().said_on(day)) for day in days]}
    (tmp_path / "ending.mjs").write_text(bundle.joined(Path(bundle.__file__).with_name("ending.js")), "utf-8")
    compare_in_node("ending.test.mjs", tmp_path, said, TZ=zone)
