"""The server of a room: who gets in where, who is counted, and what a phone that means ill can do, which is nothing."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from tests.room.phone import Caller, Desk, Here, Phone, served_here
from tests.room.served import Served, serve

ASKED = "step-which-joint"
RIGHT, WRONG = "Refusion at L4-L5, first fusion at L3-L4", "One refusion, from L3 to L5"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    with served_here("12", tmp_path_factory.mktemp("room") / "votes.jsonl") as served:
        yield served


@pytest.fixture
def desk(here: Here) -> Desk:
    """The desk, with a question just asked anew and open."""
    desk = here.desk
    desk.do("lock", on=False)
    desk.do("go", question=ASKED)
    desk.do("repeat")
    assert desk.do("open").status == 200
    return desk


def test_a_vote_is_counted_once_a_seat_and_its_last_answer_holds(here: Here, desk: Desk) -> None:
    phone = here.phone()
    other_tab = Phone(phone.port, phone.cookies, phone.path).sit()
    assert (phone.vote(WRONG).status, other_tab.vote(RIGHT).status) == (200, 200)
    assert desk.now()["answered"] == [1]
    assert phone.now()["answer"] == RIGHT


def test_a_phone_that_slept_finds_its_seat_and_its_answer(here: Here, desk: Desk) -> None:
    phone = here.phone()
    phone.vote(WRONG)
    desk.do("close")
    woken = Phone(phone.port, phone.cookies, phone.path).sit()
    assert woken.now()["answer"] == WRONG
    assert woken.vote(RIGHT).status == 409, "the vote was closed in between"
    desk.do("second")
    assert (woken.now()["answer"], woken.now()["round"]) == (None, 2)


def test_a_desk_that_reloads_loses_nothing(here: Here, desk: Desk) -> None:
    here.phone().vote(WRONG)
    desk.do("show", on=True)
    before = desk.now()
    again = Desk(desk.port)
    assert again.ask("GET", f"/desk/?key={here.hall.setting.key}").status == 302
    assert again.now() == before


def test_votes_are_saved_as_tables(here: Here, desk: Desk) -> None:
    here.phone().vote(WRONG)
    rows = desk.ask("GET", "/desk/votes.json").json
    assert (rows[-1]["answer"], rows[-1]["correct"], rows[-1]["question"]) == (WRONG, False, ASKED)
    assert desk.ask("GET", "/desk/votes.csv").text.startswith("asking,question,round,seat,answer,correct,beliefs\r\n")


def test_the_desk_is_for_who_has_its_key_and_not_on_the_port_of_phones(here: Here, desk: Desk) -> None:
    for path in ("/desk/", "/desk/now", "/desk/events", "/desk/votes.json", "/desk/votes.csv", "/desk/cards", "/desk/?key=guess"):
        assert Caller(here.desk_port).ask("GET", path).status == 403
        assert here.phone().ask("GET", path).status == 404
    thief = here.phone()
    thief.cookies["desk"] = here.hall.setting.key
    assert thief.send("/desk/do", {"do": "reveal"}).status == 404, "even with the key"
    assert Caller(here.desk_port).send("/desk/do", {"do": "reveal"}).status == 403
    assert not desk.now()["revealed"]


def test_nobody_votes_without_a_seat_for_another_or_with_what_is_no_answer(here: Here, desk: Desk) -> None:
    phone, nobody = here.phone(), here.nobody()
    vote = {"asking": phone.now()["asking"], "round": 1, "answer": RIGHT}
    place = f"/r/{phone.path}/vote"
    assert nobody.send(place, vote).status == 403
    assert phone.send(place, {**vote, "seat": "another"}).status == 400
    assert phone.send(place, {**vote, "do": "reveal"}).status == 400
    for nonsense in ("<img src=x onerror=alert(1)>", ["A", "B"]):
        assert phone.vote(nonsense).status == 409
    assert here.phone().ask("POST", place, json.dumps(vote), Content_Type="text/plain").status == 415
    for body in ("[" * 2000, '{"answer": NaN}', "\xff"):
        assert here.phone().ask("POST", place, body.encode("latin-1"), Content_Type="application/json").status == 400
    with contextlib.suppress(ConnectionError):  # what is too long is not even read
        assert phone.send(place, {**vote, "answer": "x" * 3000}).status in (400, 413)
    assert desk.now()["answered"] == [0]


def test_a_phone_that_floods_is_told_to_wait_and_others_are_not(here: Here, desk: Desk) -> None:
    flood, other = here.phone(), here.phone()
    told = [flood.vote(WRONG) for _ in range(12)]
    assert 429 in [one.status for one in told]
    assert all(int(one.headers["Retry-After"]) >= 1 for one in told if one.status == 429)
    assert other.vote(RIGHT).status == 200
    assert desk.now()["answered"] == [2]


def test_the_word_leads_in_and_another_does_not(here: Here) -> None:
    caller = Caller(here.phone_port)
    found = caller.ask("GET", f"/?word=%20{here.hall.setting.word.lower()}")
    assert (found.status, found.headers["Location"]) == (302, f"/r/{here.hall.setting.path}/")
    assert caller.ask("GET", "/?word=AAAA").status == 404
    assert caller.ask("GET", "/?word=%F0%9F%A6%B4").status == 404
    statuses = {caller.ask("GET", "/?word=AAAA").status for _ in range(80)}
    assert 429 in statuses, "and nobody may try them all"


def test_the_room_is_asked_by_its_own_address_alone_and_lets_no_other_page_in(here: Here) -> None:
    page = here.nobody().ask("GET", f"/r/{here.hall.setting.path}/")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "HttpOnly" in page.headers["Set-Cookie"] and "SameSite=Lax" in page.headers["Set-Cookie"]
    for host in ("evil.example", f"evil.example:{here.phone_port}", ""):
        assert here.nobody().ask("GET", "/", Host=host).status in (400, 421)
    assert here.nobody().ask("GET", "/", Host=f"localhost:{here.phone_port}").status == 200


PIECE = st.sampled_from(
    ["/", "r", "desk", "room", "now", "events", "vote", "do", "votes.csv", "..", "%00", "%ff", "?word=", "%C3%9F"]
)
NAMES = st.sampled_from(["do", "asking", "round", "answer", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
DEED = st.fixed_dictionaries(
    {
        "do": st.sampled_from(["go", "talk", "hands", "show", "second", "vote", "lock"]) | JSON,
        "asking": st.integers(-2, 9),
        "round": st.integers(-1, 3),
        "answer": JSON,
    }
)
BODY = st.binary(max_size=300) | (JSON | DEED).map(lambda value: json.dumps(value).encode())
KIND = st.sampled_from(["application/json", "text/plain", "multipart/form-data; boundary=x"])
METHOD = st.sampled_from(["GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS"])


@given(st.data())
@examples(120)
def test_no_request_whatever_brings_the_server_to_its_knees(here: Here, data: Any) -> None:
    setting = here.hall.setting
    ours = f"/r/{setting.path}/"
    known = [f"{ours}vote", f"{ours}now", ours, "/desk/do", "/desk/now", "/", "/room/phone.js"]
    port = data.draw(st.sampled_from([here.phone_port, here.desk_port]))
    path = data.draw(st.sampled_from(known) | st.lists(PIECE, max_size=4).map(lambda pieces: "/" + "/".join(pieces)))
    caller = Caller(port, data.draw(st.sampled_from([{}, {"desk": setting.key}, {"seat": "A" * 22}, {"seat": "\"'%"}])))
    method = "POST" if "events" in path else data.draw(METHOD)  # a line that stays open has no end to wait for
    answered = caller.ask(method, path, data.draw(BODY) if method != "GET" else None, Content_Type=data.draw(KIND))
    assert answered.status < 500
    assert here.desk.now()["phase"] in ("none", "ready", "open", "closed", "talk")


@pytest.mark.thorough
def test_a_server_killed_in_mid_vote_goes_on_where_it_stood_with_every_vote(tmp_path: Path) -> None:
    keep = tmp_path / "votes.jsonl"
    with serve("12", keep) as first:
        desk, phones = _met(first)
        told = [phone.vote(answer).status for phone, answer in zip(phones[:2], (WRONG, RIGHT), strict=True)]
        first.kill()
    assert told == [200, 200]
    with serve("", keep) as second:
        assert (second.join, second.desk) == (first.join, first.desk), "phones and desk find it where it was"
        assert desk.now()["answered"] == [2]
        assert [phone.now()["answer"] for phone in phones] == [WRONG, RIGHT, None], "each is back in its seat"
        assert phones[2].vote(RIGHT).status == 200
        assert desk.now()["answered"] == [3]
    assert not any(part in keep.read_text("utf-8") for phone in phones for part in phone.cookies.values())


def _met(served: Served) -> tuple[Desk, list[Phone]]:
    """Return the desk of a room with an open question, and three phones in their seats."""
    desk = Desk(served.port, {"desk": served.key})
    found = Caller(int(served.join.split(":")[2].strip("/"))).ask("GET", f"/?word={served.word}").headers["Location"]
    phones = [Phone(int(served.join.split(":")[2].strip("/")), path=found.split("/")[2]).sit() for _ in range(3)]
    desk.do("go", question=ASKED)
    desk.do("open")
    return desk, phones


@pytest.mark.thorough
def test_without_network_nothing_listens_but_on_this_computer(tmp_path: Path) -> None:
    with serve("12", tmp_path / "votes.jsonl", network="") as served:
        lines = psutil.Process(served.process.pid).net_connections()
        assert [line.laddr.ip for line in lines if line.status == "LISTEN"] == ["127.0.0.1"]
        assert "Closed to the network" in served.said


@pytest.mark.thorough
def test_with_network_it_says_what_it_opens_to_whom_and_how_it_is_closed(tmp_path: Path) -> None:
    with serve("12", tmp_path / "votes.jsonl") as served:
        port = served.join.split(":")[2].strip("/")
        assert f"port {port} of this computer, at 127.0.0.1" in served.said
        for said in ("Everybody in the same network can open the voting page", "Ctrl-C here closes it", "without persons"):
            assert said in served.said
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(port)), timeout=5)
