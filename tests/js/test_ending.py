"""The browser tells of the end of our tables on the days on which Python does, wherever its clock is."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest

from spine_edu.browser import bundle
from spine_edu.coding.eras import ending
from tests.js.test_judging import find_node

HERE = Path(__file__).parent
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago")


@pytest.mark.skipif(find_node() is None, reason="no Node on this machine, on the path or with Playwright")
@pytest.mark.parametrize("zone", ZONES)
def test_the_browser_tells_of_the_end_on_the_days_on_which_python_does(tmp_path: Path, zone: str) -> None:
    end = datetime.date.fromisoformat(ending().last)
    days = [(end + datetime.timedelta(days=n)).isoformat() for n in range(-120, 60)]
    said = {"ending": asdict(ending()), "days": [(day, ending().said_on(day)) for day in days]}
    (tmp_path / "said.json").write_text(json.dumps(said), "utf-8")
    (tmp_path / "ending.mjs").write_text(bundle.joined(Path(bundle.__file__).with_name("ending.js")), "utf-8")
    command = [find_node(), "--test", str(HERE / "ending.test.mjs")]
    surroundings = {**os.environ, "SPINE_EDU_SAID": str(tmp_path), "TZ": zone}
    ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{ran.stdout[-3000:]}{ran.stderr[-2000:]}"
