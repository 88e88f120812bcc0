"""The lab starts in any home folder, and what it writes to the terminal can be shown around."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from spine_edu.coding.eras import ending
from spine_edu.errors import SetupError, SpineEduError
from spine_edu.publish import server
from spine_edu.publish.notebooks import run
from tests.surroundings import apart

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A learner's home folder, and no variable that leads elsewhere."""
    for name in PLACES:  # set first, so that what the server sets is undone
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    return folder


def writes_in(name: str) -> bool:
    (Path(os.environ[name]) / "file").parent.mkdir(parents=True, exist_ok=True)
    return bool((Path(os.environ[name]) / "file").write_text("kept"))


@pytest.mark.parametrize(
    ("day", "told"), [("2026-11-24", ""), (ending().last, f"end on {ending().last}"), ("2999-01-01", f"ended on {ending().last}")]
)
def test_the_lab_tells_at_its_start_that_the_code_tables_end(capsys: pytest.CaptureFixture[str], day: str, told: str) -> None:
    server.tell_of_the_end(day)
    said = capsys.readouterr()
    assert told in said.err
    assert bool(said.err) == bool(told)
    assert said.out == ""


def test_in_a_home_that_can_be_written_to_nothing_is_moved_or_said(capsys: pytest.CaptureFixture[str]) -> None:
    with server.places_that_hold():
        assert not [name for name in PLACES if name in os.environ]
    assert capsys.readouterr().err == ""


def test_in_a_home_that_takes_no_files_jupyter_writes_elsewhere_until_it_stops(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at_home.rmdir()
    at_home.write_text("a file is no folder, whoever asks")
    with server.places_that_hold():
        spare = Path(os.environ["JUPYTER_CONFIG_DIR"]).parent
        assert all(writes_in(name) for name in PLACES if name in os.environ)
        assert {"JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"} <= set(os.environ)
    assert not spare.exists()
    told = capsys.readouterr().err
    assert told.count("\n") == 1, "one sentence, however many folders"
    assert f"{at_home / '.jupyter'} cannot be written to" in told or "Jupyter" in told
    assert str(spare) in told


def test_a_home_that_is_full_is_noticed_though_it_takes_empty_files(
    at_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(tempfile.SpooledTemporaryFile):  # type: ignore[type-arg]
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda dir: Full())
    with server.places_that_hold():
        assert "JUPYTER_DATA_DIR" in os.environ
    assert os.strerror(errno.ENOSPC) in capsys.readouterr().err


def test_a_user_without_a_home_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(server, "PLACES", {"IPYTHONDIR": lambda: str(no_home())})
    with server.places_that_hold():
        assert writes_in("IPYTHONDIR")
    assert "This user has no home folder" in capsys.readouterr().err


def test_where_nothing_can_be_written_at_all_the_way_out_is_named(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    at_home.rmdir()
    at_home.write_text("")
    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    with pytest.raises(SetupError, match="TMPDIR"), server.places_that_hold():
        pass


def test_what_another_program_wrote_in_the_home_is_never_touched(at_home: Path) -> None:
    mine = at_home / ".jupyter" / "custom.css"
    mine.parent.mkdir()
    mine.write_text("mine")
    with server.places_that_hold():
        pass
    assert list(mine.parent.iterdir()) == [mine]
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("command", [["build", "--check"], ["page", "--to"]], ids=lambda command: command[0])
def test_a_kernel_has_nothing_to_warn_of_above_what_a_command_says(command: list[str], tmp_path: Path) -> None:
    lesson = tmp_path / "short.ipynb"
    # one cell that runs: a kernel that is asked to stop while it still starts has another thing to say
    cell = '{"cell_type": "code", "id": "a", "metadata": {}, "source": "pass", "outputs": [], "execution_count": 1}'
    lesson.write_text(f'{{"cells": [{cell}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}', "utf-8")
    where = [str(tmp_path)] if "--to" in command else []
    run = subprocess.run(
        [sys.executable, "-m", "spine_edu", *command, *where, str(lesson)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert "short" in run.stdout, run.stderr
    assert run.stderr == ""


@pytest.mark.parametrize("end", ["raise SystemError('bone')", "import os; os.write(2, b'no bone left'); os._exit(3)"])
def test_a_lesson_that_cannot_run_to_its_end_says_which_and_why(end: str, tmp_path: Path) -> None:
    lesson = tmp_path / "short.ipynb"
    cells = [{"cell_type": "code", "id": "a", "metadata": {}, "source": end, "outputs": [], "execution_count": None}]
    with pytest.raises(SpineEduError, match=r"short\.ipynb: .*bone"):
        apart(run, {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, lesson)
