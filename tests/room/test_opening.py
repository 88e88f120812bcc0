"""A room is opened: anew or as its journal tells it, on this computer alone unless a network is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from spine_edu.errors import RoomError
from spine_edu.room.deeds import Deed
from spine_edu.room.opening import RoomWanted, opened


def test_a_room_that_was_stopped_is_the_same_room_again_for_its_own_lesson_alone(tmp_path: Path) -> None:
    kept = tmp_path / "votes.jsonl"
    first = opened(RoomWanted("12-refusion.ipynb", keep=kept))
    assert (first.phones, first.hall.setting.address) == ([], ""), "no phone is let in unless that is asked for"
    assert {socket.getsockname()[0] for socket in first.desk} == {"127.0.0.1"}
    first.hall.do(Deed("go", question="step-which-joint"))
    with pytest.raises(RoomError, match=r"is asked Lesson 12: Refusion"):
        opened(RoomWanted("05-columns-and-approaches.ipynb", resume=str(kept)))
    again = opened(RoomWanted("12-refusion.ipynb", resume=str(kept), network="127.0.0.1"))
    assert again.hall.session == first.hall.session
    assert again.hall.setting.word == first.hall.setting.word
    assert again.phones and again.hall.setting.address
    for socket in (*first.desk, *again.desk, *again.phones):
        socket.close()
