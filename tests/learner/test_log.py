"""The learner's log: whatever happens to disk, clock, kernel or file, what was written is read, and no lesson stops."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spine_edu.learner import answered, log, moments
from spine_edu.learner.answer import LoggedAnswer, gist_of, read_line
from spine_edu.learner.block import read_block
from tests.conftest import ROOT, examples
from tests.quiz.answers import JSON_ANSWERS

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def at(seconds: float) -> str:
    return moments.time_of(NOON + datetime.timedelta(seconds=seconds))


def answer(given: Any = "Fusion", when: float = 0, question: str = "q", **more: Any) -> LoggedAnswer:
    return LoggedAnswer(at(when), question, "0123456789ab", given, 1.0, True, **more)


def append(*answers: LoggedAnswer) -> list[str]:
    return [log.append(one) for one in answers]


def files(home: Path) -> list[Path]:
    return sorted((home / "answers").glob("*.jsonl"))


def told() -> list[Any]:
    return [one.answer for one in log.answers()]


def test_an_answer_is_read_as_it_was_given() -> None:
    one = answer(["L4-L5", {"column": "posterior"}], number=3, confidence="sure", hints=2, revealed=True, beliefs=("a", "b"))
    assert append(one) == [""]
    assert log.answers() == (dataclasses.replace(one, order=one.time),)


PLAIN_TEXT = st.text("abcXYZ 0189-.,:[]{}~!", max_size=12)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | PLAIN_TEXT
ANSWERS = st.builds(
    LoggedAnswer,
    time=st.datetimes(
        datetime.datetime(2, 1, 1), datetime.datetime(9998, 12, 31), timezones=st.just(datetime.UTC)
    ).map(moments.time_of),
    question=PLAIN_TEXT, mark=PLAIN_TEXT,
    answer=PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(PLAIN_TEXT, PLAIN, max_size=2) | ANYTHING,
    score=st.floats(0, 1), correct=st.booleans(), number=st.integers(-1, 11), confidence=PLAIN_TEXT, hints=st.integers(0, 11),
    revealed=st.booleans(), beliefs=st.lists(PLAIN_TEXT, max_size=2).map(tuple), order=st.just(""),
)  # fmt: skip


@examples(400)
@given(
    ANSWERS,
    st.integers(min_value=0),
    st.binary(max_size=3) | st.sampled_from([b'"', b"[", b"]", b"{", b"}", b", ", b"\\", b"\\ud800", b"1", b"0"]),
)
def test_the_quick_look_at_a_line_finds_what_reading_it_finds(one: LoggedAnswer, where: int, damage: bytes) -> None:
    """Also where the line was damaged: what the quick look lets pass has to be an answer that can be read."""
    line = one.line()
    where %= len(line)
    for text in (line, line[:where], line[:where] + damage + line[where:], line[:where] + damage + line[where + len(damage) :]):
        read = read_line(text)
        assert gist_of(text) == (read.gist if read else None)


@settings(examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), ANYTHING, st.integers(-5, 60)), max_size=12))
def test_any_interleaving_of_kernels_reads_back_to_what_was_given(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[int, Any, int]]
) -> None:
    """Three kernels answer by turns, and now and then the clock is set back."""
    monkeypatch.setenv("SPINE_EDU_HOME", str(tmp_path_factory.mktemp("home")))
    log.of_this_kernel.open_anew()
    kernels = [log.Log() for _ in range(3)]
    clock, by_kernel = 0, {n: [] for n in range(3)}
    for kernel, what, later in steps:
        clock += later
        assert kernels[kernel].append(answer(what, clock, question=f"kernel {kernel}")) == ""
        by_kernel[kernel].append(what)
    read = log.answers()
    for kernel, whats in by_kernel.items():
        assert [one.answer for one in read if one.question == f"kernel {kernel}"] == whats
    assert read == log.answers(), "the order does not depend on when one looks"
    if all(later > 0 for _, _, later in steps):
        assert [one.time for one in read] == sorted(one.time for one in read)


def test_after_the_clock_was_set_back_the_latest_answer_is_still_the_last_one_given() -> None:
    append(answer("Monday", 5000))
    log.of_this_kernel.open_anew()  # the next day, another kernel, and a clock that is an hour and a half slow
    append(answer("Tuesday", 0), answer("Tuesday, later", 1))
    assert told() == ["Monday", "Tuesday", "Tuesday, later"]
    assert [one.time for one in log.answers()] == [at(5000), at(0), at(1)], "what the clock said is not improved upon"


@pytest.mark.parametrize("when", ["3050-07-01T12:00:00.000000Z", "1899-12-31T12:00:00.000000Z"])
def test_a_clock_that_cannot_be_right_loses_no_answer_and_is_said_once(when: str) -> None:
    append(answer("before"))
    wrong = dataclasses.replace(answer("under a wrong clock"), time=when)
    said = append(wrong, dataclasses.replace(wrong, answer="and another"))
    assert f"The clock of this computer seems wrong: it says {when[:10]}." in said[0]
    assert said[1] == ""
    log.of_this_kernel.open_anew()  # the clock is set right
    assert append(answer("after", 60)) == [""]
    assert told() == ["before", "under a wrong clock", "and another", "after"]
    assert [one.time for one in log.answers()] == [at(0), when, when, at(60)], "what the clock said is not improved upon"


@pytest.mark.parametrize("when", ["9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00.000000Z", "yesterday", ""])
def test_an_answer_whose_time_no_calendar_holds_comes_after_all_others(when: str) -> None:
    append(answer("before"))
    append(dataclasses.replace(answer("when?"), time=when))
    assert told() == ["before", "when?"]
    log.of_this_kernel.open_anew()
    append(dataclasses.replace(answer("and then?"), time=when))
    assert told() == ["before", "when?", "and then?"]


@pytest.mark.parametrize(
    "junk",
    [
        pytest.param(b'{"time": "2026-11-24T12:00:', id="torn by a crash"),
        pytest.param(b"\xff\xfe\x00 caf\xe9\n", id="no UTF-8"),
        pytest.param(b"\0" * 4096, id="the zeros that a power cut leaves"),
        pytest.param(b"question,answer\r\n1,2\r\n", id="somebody else's table"),
        pytest.param(b'{"a": ' * 5000 + b"\n", id="nested without end"),
        pytest.param(b"[" + b"9" * 60_000 + b"]\n", id="a number without end"),
        pytest.param(b"x" * 3_000_000 + b"\n", id="a line without end"),
    ],
)
def test_a_line_that_is_none_hides_no_other(home: Path, junk: bytes) -> None:
    append(answer("before", 0))
    (file,) = files(home)
    line = answer("after", 9).line()
    file.write_bytes(file.read_bytes() + junk + b"\n" + line)
    assert told() == ["before", "after"]


@pytest.mark.parametrize(
    "change",
    [
        {"time": "yesterday"}, {"time": "9999-12-31T23:59:59.999999Z"}, {"time": None}, {"order": "zzz"}, {"question": 7},
        {"score": "high"}, {"score": float("inf")}, {"answer": float("nan")}, {"answer": "\ud800"}, {"try": "first"},
        {"hints": None}, {"beliefs": 3}, {"beliefs": [None]}, {"time": "2026-02-30T12:00:00.000000Z"},
    ],
    ids=str,
)  # fmt: skip
def test_a_line_with_a_field_that_cannot_be_is_passed_over(home: Path, change: dict[str, Any]) -> None:
    append(answer("mine"))
    line = {**json.loads(answer("foreign").line()), **change}
    with files(home)[0].open("a") as file:
        file.write(json.dumps(line) + "\n")
    assert told() == ["mine"]


def test_a_line_of_a_later_edition_with_more_fields_is_read(home: Path) -> None:
    append(answer("mine"))
    with files(home)[0].open("a") as file:
        file.write(json.dumps({**json.loads(answer("later", 1).line()), "seconds": 31}) + "\n")
    assert told() == ["mine", "later"]


@pytest.mark.parametrize(
    "given", [*JSON_ANSWERS, "\ud800", {"\udfff": 1}, float("nan"), float("inf"), "x" * 200_000], ids=lambda a: repr(a)[:20]
)
def test_no_answer_stops_the_lesson_or_breaks_the_log(given: Any) -> None:
    append(answer("before", 0), answer(given, 1), answer("after", 2))
    read = told()
    assert (len(read), read[0], read[-1]) == (3, "before", "after")
    assert read[1] in (given, None)
    json.dumps(read, ensure_ascii=False, allow_nan=False).encode()  # what is read can go to a browser


def test_an_answer_without_end_leaves_the_log_its_verdict_only(home: Path) -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    append(answer(deep), answer("x" * 10_000_000, 1))
    assert told() == [None, None]
    assert files(home)[0].stat().st_size < 1000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
def test_on_a_full_disk_the_answers_wait_and_are_said_once_to_wait(home: Path) -> None:
    append(answer("first", 0))
    (file,) = files(home)
    file.rename(home / "answers" / "20260101T000000-1.jsonl")
    file.symlink_to("/dev/full")
    said = append(answer("second", 1), answer("third", 2))
    assert "cannot be saved at the moment" in said[0]
    assert "The lesson goes on" in said[0]
    assert said[1] == ""
    assert told() == ["first", "second", "third"], "they count while the kernel lives"
    file.unlink()
    append(answer("fourth", 3))
    log.of_this_kernel.open_anew()
    assert told() == ["first", "second", "third", "fourth"], "there is room again: nothing is missing, nothing stands twice"


@pytest.mark.skipif(os.name == "nt", reason="a limit for the size of a file is not known here")
@pytest.mark.thorough
def test_a_disk_that_fills_in_the_middle_of_a_line_tears_no_other(home: Path) -> None:
    program = """
import resource, signal, sys
from tests.learner.test_log import answer, files, log, told
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
log.append(answer("first", 0))
size = files(log.home())[0].stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, resource.RLIM_INFINITY))
print(log.append(answer("second", 1)))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
log.append(answer("third", 2))
"""
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "cannot be saved at the moment" in run.stdout
    assert told() == ["first", "second", "third"]
    assert len(files(home)[0].read_bytes().split(b"\n")) == 5, "a first line, a torn one, and the two that came after it"


def test_a_home_that_cannot_be_written_to_is_said_once_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("SPINE_EDU_HOME", str(tmp_path / "file" / "home"))
    said = append(answer("first"), answer("second", 1))
    assert [bool(text) for text in said] == [True, False]
    assert told() == ["first", "second"]
    assert log.forget() == 2
    assert told() == []


@pytest.mark.thorough
def test_two_kernels_at_once_lose_nothing(home: Path) -> None:
    program = (
        "import sys; from tests.learner.test_log import answer, log\n"
        "for n in range(150): log.append(answer(n, n, question=sys.argv[1]))"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, name], cwd=ROOT) for name in "AB"]
    assert [process.wait(60) for process in both] == [0, 0]
    assert len(files(home)) == 2
    for name in "AB":
        assert [one.answer for one in log.answers() if one.question == name] == list(range(150))


def test_two_kernels_with_one_number_on_two_machines_get_two_files(home: Path) -> None:
    append(answer("here"))
    other = log.Log()
    other.append(answer("there", 1))
    assert len(files(home)) == 2
    assert told() == ["here", "there"]


def test_what_is_not_ours_is_neither_read_nor_waited_for_nor_deleted(home: Path) -> None:
    append(answer("mine"))
    folder = home / "answers"
    (folder / "20260101T000000-1.jsonl").mkdir()
    (folder / "20260101T000000-2.jsonl").symlink_to(folder / "nowhere")
    (folder / "notes.jsonl").write_bytes(answer("in a file of another name").line())
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "20260101T000000-3.jsonl")
    with (folder / "20260101T000000-4.jsonl").open("wb") as huge:
        huge.truncate(20_000_000_000)
    assert told() == ["mine"]
    (folder / "20260101T000000-4.jsonl").unlink()
    assert log.forget() == 1
    assert (folder / "notes.jsonl").is_file()


def test_forgetting_leaves_nothing_and_the_next_answer_begins_anew(home: Path) -> None:
    append(answer("a"), answer("b", 1))
    assert log.forget() == 2
    assert files(home) == []
    assert log.forget() == 0
    append(answer("c", 2))
    assert told() == ["c"]


def test_the_log_lies_where_the_system_keeps_a_users_data(monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    monkeypatch.delenv("SPINE_EDU_HOME")
    assert log.home() == Path(platformdirs.user_data_dir("spine-edu", appauthor=False))


def test_only_the_learner_may_look_into_a_new_folder(home: Path) -> None:
    append(answer())
    if os.name != "nt":
        assert (home / "answers").stat().st_mode & 0o077 == 0


@pytest.mark.thorough
def test_a_file_of_any_size_is_read_to_its_end(home: Path) -> None:
    append(answer("first"))
    long = answer("x" * 60_000, 1).line()
    with files(home)[0].open("ab") as file:
        for n in range(1_100):
            file.write(long.replace(b"T12:", f"T{n // 60:02}:".encode()).replace(b":00:01.", f":{n % 60:02}:01.".encode()))
        file.write(answer("last", 100_000).line())
    assert files(home)[0].stat().st_size > 64_000_000
    assert log.answered().last_round("q")[-1].answer == "last"
    assert log.answered().counts() == {"q": 1_102}


@pytest.mark.thorough
def test_ten_thousand_answers_are_read_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(answer())
    files(home)[0].write_bytes(b"".join(answer(n, n).line() for n in range(10_000)))
    lines = []
    monkeypatch.setattr(answered, "gist_of", lambda line: lines.extend(filter(None, [line])) or gist_of(line))
    monkeypatch.setattr(answered, "read_block", lambda block: lines.extend(block.splitlines()) or read_block(block))
    assert len(log.answers()) == len(log.answers()) == 10_000
    assert len(lines) == 10_000, "what was read once is not read again"
    append(answer("one more", 10_000))
    assert log.answered().counts() == {"q": 10_001}
    assert len(lines) == 10_001, "of a file that grew, only what is new is read"


@examples(10)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([1, 1, 1, 1, 0, -40])), min_size=1, max_size=12), st.data())
def test_a_long_log_is_read_as_its_lines_are_one_by_one(steps: list[tuple[int, int]], data: st.DataObject) -> None:
    """Whatever is torn, out of order or no answer in it: a log long enough to be read in blocks holds the same."""
    clock, lines = 0, []
    for question, later in steps * (700 // len(steps)):
        clock += later
        lines.append(answer("Fusion", clock, question="abc"[question], hints=question).line())
    for place in data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=2)):
        lines[place] = data.draw(st.sampled_from([b"junk\n", lines[place][:50] + b"\n", b"\n", lines[place] * 2]))
    whole, piece = answered.Answered(), answered.Answered()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "20260101T000000-1.jsonl")
        for n in range(0, len(lines), 300):
            with path.open("ab") as file:
                file.write(b"".join(lines[n : n + 300]))
            piece.catch_up(path.parent)
        whole.catch_up(path.parent)
        assert whole.counts() == piece.counts()
        assert whole.latest_order() == piece.latest_order()
        assert whole.answers() == piece.answers()
        for question in "abc":
            assert list(whole.first_tries(question)) == list(piece.first_tries(question))


@pytest.mark.thorough
def test_a_file_that_grows_while_it_is_read_is_read_as_if_at_once(home: Path) -> None:
    """Cut anywhere, as a killed kernel leaves it, or a network folder shows it; then the rest comes, or the file is another."""
    draw = random.Random(7)
    lines = [answer(n, n, question="ab"[n % 2]).line() for n in range(12)]
    whole = b"".join([*lines[:5], b"\n", *lines[3:8], b'{"time": "20\n', *lines[8:]])
    append(answer("elsewhere", 4.5))
    path = home / "answers" / "20260101T000000-1.jsonl"
    for _ in range(400):
        path.write_bytes(b"")
        for cut in [*sorted(draw.sample(range(len(whole)), 3)), len(whole)]:
            with path.open("ab") as file:
                file.write(whole[path.stat().st_size : cut])
            ended = sum(line.rstrip() in whole[:cut] for line in lines)
            assert sum(log.answered().counts().values()) == ended + 1
        assert told() == [0, 1, 2, 3, 4, "elsewhere", 5, 6, 7, 8, 9, 10, 11]


def test_a_file_that_was_put_back_or_changed_by_hand_is_read_anew(home: Path) -> None:
    append(answer("a"), answer("b", 1), answer("c", 2))
    (file,) = files(home)
    was = file.read_bytes()
    for now, says, of_q in (
        (was, ["a", "b", "c"], 3),
        (was.replace(b'"a"', b'"A, and longer"'), ["A, and longer", "b", "c"], 3),
        (was[: was.index(b"\n") + 1], ["a"], 1),
        (was + answer("d", 3).line(), ["a", "b", "c", "d"], 4),
        (was, ["a", "b", "c"], 3),
        (was.replace(b'"question": "q"', b'"question": "r"', 1), ["a", "b", "c"], 2),
        (b"", [], 0),
    ):
        file.write_bytes(now)
        os.utime(file, ns=(0, file.stat().st_mtime_ns + len(says)))  # as if some time had passed
        assert told() == says
        assert log.answered().counts().get("q", 0) == of_q
    file.unlink()
    assert told() == []


def test_the_last_answer_to_a_question_is_the_latest_of_all_kernels() -> None:
    other = log.Log()
    other.append(answer("early", -1))
    append(answer("at noon", 0), answer("later", 10))
    assert told() == ["early", "at noon", "later"]
    other.append(answer("in between", 5, number=2))
    other.append(answer("the last", 11, number=2))
    assert told() == ["early", "at noon", "in between", "later", "the last"]
    assert [one.answer for one in log.answered().last_round("q")] == ["later", "the last"]
    assert [tried.order for tried in log.answered().first_tries("q")] == [moments.ticks(at(n)) for n in (10, 0, -1)]


def test_an_answer_that_was_handed_over_is_known_by_its_question_and_moment(home: Path) -> None:
    append(answer("here", 1), answer("here", 2, question="r"))
    assert log.holds("q", at(1)) and log.holds("r", at(2))
    assert not log.holds("q", at(2)) and not log.holds("s", at(1))
    log.of_this_kernel.open_anew()
    assert log.holds("q", at(1)), "also by a kernel that comes later"


@pytest.mark.skipif(os.name == "nt", reason="a process is not killed in this way here")
@pytest.mark.thorough
def test_a_kernel_that_is_killed_loses_nothing_that_it_said_was_kept(home: Path) -> None:
    program = """
from tests.learner.test_log import answer, log
for n in range(10**6):
    log.append(answer(n, n))
    print(n, flush=True)
"""
    kept = 0
    for _ in range(3):
        kernel = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert kernel.stdout
        said = [kernel.stdout.readline() for _ in range(40)]
        kernel.kill()
        said += kernel.stdout.readlines()
        kernel.wait()
        kept += sum(line.endswith("\n") for line in said)
    read = told()
    assert kept <= len(read) <= kept + 3, "at most the one that it was about to say"
    assert all(read.count(n) == 3 for n in range(40))
