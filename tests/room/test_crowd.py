"""A class of forty votes at once, and no vote is lost; benchmarks/test_room.py tries four hundred and measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.room.crowd import crowd
from tests.room.phone import Desk
from tests.room.served import serve


@pytest.mark.thorough
def test_forty_phones_vote_at_once_and_each_vote_is_on_the_desk(tmp_path: Path) -> None:
    with serve("12", tmp_path / "votes.jsonl") as served:
        desk = Desk(served.port, {"desk": served.key})
        desk.do("go", question="step-which-joint")
        desk.do("open")
        options = desk.now()["question"]["options"]
        found = crowd(served, 40, 0.5, options)
        assert (found.taken, found.counted) == (40, 40)
        desk.do("show", on=True)
        assert sum(bar["counts"][0] for bar in desk.now()["bars"]) == 40
        assert len({row["seat"] for row in desk.ask("GET", "/desk/votes.json").json}) == 40
