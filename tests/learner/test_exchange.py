"""Answers of two machines: whatever is taken in, how often and in which order, each is there once and none is lost."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
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


FULL = """
import resource, sys
from pathlib import Path
from spine_edu.errors import ProgressError
from spine_edu.learner import log
from spine_edu.learner.exchange import export_answers, import_answers
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))  # no file may grow beyond that, as on a disk without room
act, path = sys.argv[1:]
before = len(log.answers())
try:
    print((export_answers if act == "export" else import_answers)(path))
except ProgressError as error:
    print(error)
print(before, len(log.answers()), *sorted(one.name for one in (log.home() / "answers").iterdir() if one.suffix == ".part"))
"""


def on_a_full_disk(act: str, path: Path) -> list[str]:
    """What is said, and then how many answers there are before and after."""
    ran = subprocess.run([sys.executable, "-c", FULL, act, str(path)], capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to the size of files")
@pytest.mark.thorough
def test_a_full_disk_is_told_and_nothing_is_lost_or_left_by_half(tmp_path: Path) -> None:
    answers = [
        LoggedAnswer(f"2026-11-24T05:40:27.{n:06}Z", "start-joints", "0123456789ab", "2" * 50, 1.0, True) for n in range(400)
    ]
    lines = b"".join(one.line() for one in answers)
    assert len(lines) > 80_000
    log.take_in(answers)
    said, counted = on_a_full_disk("export", tmp_path / "mine.jsonl")
    assert "could not be written to" in said and counted == "400 400"
    assert not (tmp_path / "mine.jsonl").exists(), "there is room for a second try under the same name"
    others = tmp_path / "others.jsonl"
    others.write_bytes(lines.replace(b"05:40:27", b"06:40:27"))
    said, counted = on_a_full_disk("import", others)
    assert "could not be taken in" in said and counted == "400 400", "all or none, and no part of a file is left"
    assert others.read_bytes().count(b"\n") == 400
