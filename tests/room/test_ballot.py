"""A room that is asked: who is counted when, and that a room told again from its journal is the same room."""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.errors import RoomError
from spine_edu.room.ballot import MOST_SEATS, Session
from spine_edu.room.deeds import DEEDS, Deed, after, read_deed
from spine_edu.room.journal import Journal, Setting, resumed
from tests.conftest import examples

ASKED = Session().gone_to("joints").opened()
SETTING = Setting("12", ("joints", "bones"), "KRTZ", "path", "key")


def test_a_seat_has_one_answer_and_may_change_it_while_the_vote_is_open() -> None:
    session = ASKED.voted("a", "4", 0, 1).voted("b", "4", 0, 1).voted("a", "3", 0, 1)
    assert dict(session.asking.votes) == {"a": "3", "b": "4"}


def test_a_vote_after_the_close_is_not_counted() -> None:
    with pytest.raises(RoomError, match="This vote is closed"):
        ASKED.closed().voted("a", "3", 0, 1)


def test_a_vote_for_the_question_before_is_not_counted_for_this_one() -> None:
    with pytest.raises(RoomError, match="This vote is closed"):
        ASKED.gone_to("bones").opened().voted("a", "3", 0, 1)


def test_the_first_vote_stays_as_it_was_when_the_second_is_taken() -> None:
    session = ASKED.voted("a", "4", 0, 1).talking(60.0).second().voted("a", "3", 0, 2)
    assert [dict(votes) for votes in session.asking.rounds] == [{"a": "4"}, {"a": "3"}]
    with pytest.raises(RoomError, match="voted on twice"):
        session.second()


def test_the_teacher_skips_comes_back_and_asks_anew() -> None:
    session = ASKED.voted("a", "4", 0, 1).gone_to("bones").gone_to("joints")
    assert (session.asking.phase, dict(session.asking.votes)) == ("closed", {"a": "4"})
    again = session.repeated().opened()
    assert (dict(again.asking.votes), len(again.askings)) == ({}, 3), "the first asking is kept"
    assert again.gone_to("bones").gone_to("joints").at == 2, "the latest asking of a question is the one that is gone back to"


def test_after_the_reveal_nobody_votes_and_bars_stay() -> None:
    session = ASKED.revealed()
    assert session.showing(False).asking.shown
    for step in (session.opened, session.second, lambda: session.talking(1.0), lambda: session.with_hands(["3"], [1])):
        with pytest.raises(RoomError, match="The answer was shown"):
            step()


def test_a_locked_room_lets_nobody_in_and_nobody_out() -> None:
    session = ASKED.voted("a", "4", 0, 1).lock(True)
    assert session.voted("a", "3", 0, 1).asking.votes["a"] == "3"
    with pytest.raises(RoomError, match="No more seats"):
        session.voted("b", "3", 0, 1)
    assert "b" in session.lock(False).voted("b", "3", 0, 1).seats


def test_a_room_is_full_at_some_time() -> None:
    session = ASKED
    for n in range(MOST_SEATS):
        session = session.voted(str(n), "3", 0, 1)
    with pytest.raises(RoomError, match="full"):
        session.voted("one more", "3", 0, 1)


def test_hands_counted_anew_replace_hands_and_leave_phones() -> None:
    session = ASKED.voted("a", "4", 0, 1).with_hands(["3", "4"], [5, 1]).with_hands(["3", "4"], [2, 0])
    assert sorted(session.asking.votes.values()) == ["3", "3", "4"]
    for counts in ([1], [-1, 2], [900, 200]):
        with pytest.raises(RoomError, match="numbers"):
            session.with_hands(["3", "4"], counts)


VOTE = st.builds(
    Deed, st.just("vote"), seat=st.sampled_from("abc"), answer=st.sampled_from(["3", ["4"], {"x": [1]}, None, "ß\u2028"]),
    asking=st.integers(0, 2), round=st.integers(1, 2),
)  # fmt: skip
OTHER = st.builds(
    Deed, st.sampled_from(sorted(set(DEEDS) - {"vote"})), question=st.sampled_from(["joints", "bones"]),
    answers=st.just(("3", "4")), counts=st.tuples(st.integers(-1, 5), st.integers(0, 5)), on=st.booleans(), until=st.floats(0, 9),
)  # fmt: skip


@given(st.lists(VOTE | OTHER, max_size=30))
@examples(60)
def test_whatever_happens_each_seat_counts_once_and_the_journal_tells_the_same_room(deeds: list[Deed]) -> None:
    session = Session()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "votes.jsonl"
        journal = Journal(path, SETTING)
        for deed in (Deed("go", question="joints"), Deed("open"), *deeds):
            with contextlib.suppress(RoomError):
                session = after(session, deed)
                journal.write(deed)
        journal.close()
        with path.open("ab") as torn:
            torn.write(b'{"do": "vo')  # the server died here
        assert resumed(path) == (SETTING, session)
        assert resumed(path) == (SETTING, session), "what was torn is gone, and what follows begins a line"
    assert all(set(votes) <= session.seats | {f"hand {n}" for n in range(1, 11)} for a in session.askings for votes in a.rounds)


@pytest.mark.parametrize(
    "told", [None, [], {}, {"do": "vote", "round": True}, {"do": "show", "on": 1}, {"do": "go", "question": 5}, {"do": ["go"]},
             {"do": "go", "x": 1}, {"do": "hands", "counts": [1.5]}, {"do": "hands", "counts": 3}]
)  # fmt: skip
def test_what_is_no_deed_is_refused(told: Any) -> None:
    with pytest.raises(RoomError, match="nothing that can be done"):
        read_deed(told)


@pytest.mark.parametrize("text", ["", "{}", "[1]\n", '{"lesson": "12"}\n', "\xff\n", '{"do": "open"}\n'])
def test_a_file_that_is_no_journal_is_refused_in_a_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "votes.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(RoomError, match="no journal of a room"):
        resumed(path)


def test_a_journal_names_nobody_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "votes.jsonl", SETTING)
    journal.write(Deed("vote", seat="5f0c", answer="3", round=1))
    journal.close()
    told = json.loads(journal.path.read_text("utf-8").splitlines()[1])
    assert told == {"do": "vote", "seat": "5f0c", "answer": "3", "round": 1}, "no name, no address, no time"
    assert journal.path.stat().st_mode & 0o077 == 0
