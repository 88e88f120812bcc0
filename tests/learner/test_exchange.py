"""Answers of two machines: whatever is taken in, how often and in which order, each is there once and none is lost."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.errors import ProgressError
from spine_edu.learner import exchange, log
from spine_edu.learner.answer import LoggedAnswer
from tests.conftest import examples
from tests.learner.test_log import at

answers = st.builds(
    lambda when, question, given, number: LoggedAnswer(at(when), question, "0123456789ab", given, 1.0, True, number),
    st.integers(0, 5), st.sampled_from("ab"), st.sampled_from(["Fusion", "Revision", None]), st.integers(0, 2),
)  # fmt: skip
logs = st.lists(answers, max_size=6)


@examples(200)
@given(logs, logs, logs)
def test_a_union_does_not_care_who_began(a: list[LoggedAnswer], b: list[LoggedAnswer], c: list[LoggedAnswer]) -> None:
    assert exchange.union(a, b) == exchange.union(b, a)
    assert exchange.union(exchange.union(a, b), c) == exchange.union(a, exchange.union(b, c))
    assert exchange.union(a, b, b, a) == exchange.union(a, b)
    assert exchange.union(a, b) == exchange.union(exchange.union(a, b)), "nothing is left to do a second time"
    assert {one.time for one in exchange.union(a, b)} == {one.time for one in (*a, *b)}


def answer(what: str, when: float) -> LoggedAnswer:
    return LoggedAnswer(at(when), "q", "0123456789ab", what, 1.0, True)


def on_another_machine(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("SPINE_EDU_HOME", str(home))
    log.of_this_kernel.open_anew()


def test_two_machines_that_exchange_their_answers_know_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log.append(answer("here first", 0))
    log.append(answer("here later", 20))
    here = exchange.export_answers(tmp_path / "here.jsonl")
    with monkeypatch.context() as elsewhere:
        on_another_machine(elsewhere, tmp_path / "other")
        log.append(answer("there", 10))
        there = exchange.export_answers(tmp_path / "there.jsonl")
        assert exchange.import_answers(here) == 2
        assert exchange.import_answers(here) == 0, "what is here already is not taken in again"
        both = log.answers()
    log.of_this_kernel.open_anew()
    assert exchange.import_answers(there) == 1
    assert log.answers() == both
    assert [one.answer for one in both] == ["here first", "there", "here later"]


def test_an_answer_after_the_import_is_the_latest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        on_another_machine(elsewhere, tmp_path / "other")
        log.append(answer("old", 0))
        file = exchange.export_answers(tmp_path / "old.jsonl")
    log.of_this_kernel.open_anew()
    log.append(answer("before", 10))
    exchange.import_answers(file)
    log.append(answer("after", 20))
    assert [one.answer for one in log.answers()] == ["old", "before", "after"]
    assert log.forget() == 3


def test_a_torn_line_of_a_file_hides_no_other(tmp_path: Path) -> None:
    lines = [answer(what, n).line() for n, what in enumerate(("one", "two"))]
    (tmp_path / "torn.jsonl").write_bytes(lines[0][:40] + b"\n" + lines[1] + lines[0] + b"junk\xff\n" + lines[1][:-9])
    assert exchange.import_answers(tmp_path / "torn.jsonl") == 2
    assert [one.answer for one in log.answers()] == ["one", "two"]


def test_an_export_overwrites_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("mine")
    with pytest.raises(ProgressError, match="there already"):
        exchange.export_answers(kept)
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("path", ["", "nowhere/answers.jsonl"], ids=["a folder", "nothing"])
def test_what_cannot_be_read_is_said(tmp_path: Path, path: str) -> None:
    with pytest.raises(ProgressError, match="could not be taken in"):
        exchange.import_answers(tmp_path / path)
    with pytest.raises(ProgressError):
        exchange.export_answers(tmp_path / path)


def test_answers_of_an_import_keep_their_order_where_a_clock_was_set_back(tmp_path: Path) -> None:
    early, late = answer("clock set back", 0), answer("before that", 50)
    lines = late.line() + dataclasses.replace(early, order=at(60)).line()
    (tmp_path / "back.jsonl").write_bytes(lines)
    exchange.import_answers(tmp_path / "back.jsonl")
    assert [one.answer for one in log.answers()] == ["before that", "clock set back"]
