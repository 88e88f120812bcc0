"""Installers are followed with patience, shown to the person who waits, and ended in order."""

from __future__ import annotations

import io
import subprocess
import sys
import time

import pytest

from spine_edu.processes import Progress, answers, ended, follow, pip_version


def test_a_child_process_is_ended_when_ctrl_c_comes(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdout=subprocess.PIPE, text=True)
    with pytest.raises(KeyboardInterrupt), ended(process):
        raise KeyboardInterrupt
    assert process.returncode is not None


def test_progress_tells_what_happens_how_much_and_how_long():
    stream = io.StringIO()
    with Progress(110, stream, every=0.01) as progress:
        for line in (
            "Collecting numpy==2.4.6 (from -r requirements.lock (line 3))",
            "Using cached numpy.whl",
            "Collecting pandas==3.1.1",
        ):
            progress.heard(line)
        wait_for(lambda: "pandas" in stream.getvalue())
        progress.heard("Installing collected packages: numpy, pandas")
        wait_for(lambda: "compiling" in stream.getvalue())
    assert "0 s  fetching pandas (2 of about 110)" in stream.getvalue()


def test_progress_on_a_terminal_stays_on_one_line():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with Progress(3, stream) as progress:
        progress.heard("Resolved 3 packages")
        wait_for(lambda: "Resolved" in stream.getvalue())
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r"), "the line must be left empty for what comes next"


def wait_for(seen) -> None:
    for _ in range(500):
        if seen():
            return
        time.sleep(0.01)
    pytest.fail("nothing was shown within 5 s")


def test_what_a_command_said_is_kept_and_returned_only_when_it_failed(tmp_path):
    log = tmp_path / "log.txt"
    with log.open("ab") as guard:
        fine = [sys.executable, "-c", "print('fetched')"]
        broken = [sys.executable, "-c", "print('no such package'); raise SystemExit(1)"]
        assert follow([fine], log, Progress(1, io.StringIO()), guard.fileno()) == ""
        assert follow([fine, broken, fine], log, Progress(1, io.StringIO()), guard.fileno()) == "no such package\n"
    assert log.read_text("utf-8").split() == ["fetched", "fetched", "no", "such", "package"]


def test_a_program_that_is_missing_or_fails_does_not_answer(tmp_path):
    assert answers([sys.executable, "-c", ""])
    assert not answers([sys.executable, "-c", "raise SystemExit(1)"])
    assert not answers([str(tmp_path / "no-such-program")])
    assert pip_version(str(tmp_path / "no-such-python")) == ()
