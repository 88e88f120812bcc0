"""Installers are followed with patience, shown to the person who waits, and ended in order."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence

import pytest

from spine_edu.setup.processes import InstallProgress, answers, ended, follow, pip_version
from tests.patience import until


def test_a_child_process_is_ended_when_ctrl_c_comes(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdout=subprocess.PIPE, text=True)
    with pytest.raises(KeyboardInterrupt), ended(process):
        raise KeyboardInterrupt
    assert process.returncode is not None


def test_progress_tells_what_happens_how_much_and_how_long():
    stream = io.StringIO()
    with InstallProgress(110, stream, every=0.01, unpacked=lambda: 2) as progress:
        for line in (
            "Collecting numpy==2.4.6 (from -r requirements.lock (line 3))",
            "Using cached numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (16.8 MB)",
            "Processing /a/wheelhouse/argon2_cffi-25.1.0-py3-none-any.whl (from -r requirements.lock (line 11))",
            "Collecting pandas==3.1.1",
        ):
            progress.heard(line)
        until(lambda: "pandas" in stream.getvalue())
        progress.heard("Installing collected packages: numpy, pandas")
        until(lambda: "compiling" in stream.getvalue())
    assert "s  fetching pandas (3 of about 110)" in stream.getvalue()
    assert "s  all are here; unpacking and compiling them (2 of about 110)" in stream.getvalue()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Collecting pyyaml==6.0.3", "fetching pyyaml (1 of about 110)"),
        ("Processing /a/b/argon2_cffi-25.1.0-py3-none-any.whl", "fetching argon2-cffi (1 of about 110)"),
        ("Downloading jupyterlab-4.6.6-py3-none-any.whl (17.3 MB)", "fetching jupyterlab, 17.3 MB (0 of about 110)"),
        ("Downloading numpy (16.0MiB)", "Downloading numpy (16.0MiB)"),
    ],
)
def test_progress_names_the_package_and_its_size(line, told):
    progress = InstallProgress(110, io.StringIO())
    progress.heard(line)
    assert progress.doing == told


def test_progress_says_what_is_done_before_an_installer_says_anything(tmp_path):
    """Making a Python takes half a minute on a slow machine, in silence."""
    said = []

    class Told(InstallProgress):
        def begins(self, command: Sequence[str]) -> None:
            super().begins(command)
            said.append(self.doing)

    with (tmp_path / "log.txt").open("ab") as guard:
        commands = [[sys.executable, "-c", "", "venv"], [sys.executable, "-c", "", "pip"]]
        assert follow(commands, tmp_path / "log.txt", Told(1, io.StringIO()), guard.fileno()) == ""
    assert said == ["making a Python of the course's own", "asking which packages are there already"]


def test_progress_on_a_terminal_stays_on_one_line():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with InstallProgress(3, stream) as progress:
        progress.heard("Resolved 3 packages")
        until(lambda: "Resolved" in stream.getvalue())
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r"), "the line must be left empty for what comes next"


def test_what_a_command_said_is_kept_and_returned_only_when_it_failed(tmp_path):
    log = tmp_path / "log.txt"
    with log.open("ab") as guard:
        fine = [sys.executable, "-c", "print('fetched')"]
        broken = [sys.executable, "-c", "print('no such package'); raise SystemExit(1)"]
        assert follow([fine], log, InstallProgress(1, io.StringIO()), guard.fileno()) == ""
        assert follow([fine, broken, fine], log, InstallProgress(1, io.StringIO()), guard.fileno()) == "no such package\n"
    assert log.read_text("utf-8").split() == ["fetched", "fetched", "no", "such", "package"]


def test_a_program_that_is_missing_or_fails_does_not_answer(tmp_path):
    assert answers([sys.executable, "-c", ""])
    assert not answers([sys.executable, "-c", "raise SystemExit(1)"])
    assert not answers([str(tmp_path / "no-such-program")])
    assert pip_version(str(tmp_path / "no-such-python")) == ()
