"""`python3 -m spine_edu` answers in sentences: help, versions, mistakes, and Pythons that are too old."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from spine_edu import __main__ as command
from spine_edu import __version__
from spine_edu.errors import DataError, SetupError
from spine_edu.setup import launch

ROOT = Path(__file__).resolve().parent.parent


def spine_edu(*args: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "spine_edu", *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        **options,
    )


def test_help_names_every_command_and_where_to_start():
    run = spine_edu("--help")
    assert run.returncode == 0
    assert all(name in run.stdout for name in command.COMMANDS)
    assert "python3 -m spine_edu lab" in run.stdout


def test_without_a_command_the_help_is_shown_and_the_status_is_not_success():
    run = spine_edu()
    assert run.returncode == 2
    assert "Start with" in run.stdout


def test_the_version_is_told():
    assert spine_edu("--version").stdout == f"spine-edu {__version__}\n"


def test_an_unknown_command_is_answered_in_one_line():
    run = spine_edu("lap")
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "lab" in run.stderr


def test_every_command_leads_to_a_module_of_ours():
    for name, (module, _needed, _help) in command.COMMANDS.items():
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file(), f"{name} leads nowhere; see spine_edu/__main__.py"


@pytest.mark.parametrize(
    ("problem", "status", "told"),
    [
        pytest.param(DataError("the table is torn"), 2, "the table is torn\n", id="an error of ours"),
        pytest.param(SetupError("no room"), 1, "no room\n", id="a machine that cannot"),
        pytest.param(KeyboardInterrupt(), 130, "Stopped.\n", id="Ctrl-C"),
    ],
)
def test_a_problem_is_one_line_and_a_status_never_a_traceback(monkeypatch, capsys, problem, status, told):
    def fail(args):
        raise problem

    monkeypatch.setattr(launch, "main", fail)
    assert command.main(["lab"]) == status
    assert capsys.readouterr().err == told


def test_a_reader_that_leaves_early_is_no_error():
    """As in `python3 -m spine_edu --help | head -1`, here with a pipe that is closed from the start."""
    script = (
        "import sys; from spine_edu import __main__ as m; from spine_edu.setup import launch; "
        "launch.main = lambda args: print('x' * 10**6) or 0; sys.exit(m.main(['lab']))"
    )
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("asked", [(), ("--help",), ("--version",)], ids=["nothing", "help", "version"])
def test_a_reader_that_leaves_before_the_help_is_no_error(asked):
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [sys.executable, "-m", "spine_edu", *asked], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, "")


def test_a_command_that_lacks_its_packages_runs_again_inside_the_course(monkeypatch):
    """`code` on a bare clone: the packages are looked for before standard input is read."""
    seen = []
    monkeypatch.setitem(command.COMMANDS, "code", ("spine_edu.commands.command", ("no_such_package",), ""))
    monkeypatch.setattr(launch, "inside", lambda args: seen.append(args) or 0)
    assert command.main(["code", "-", "--json"]) == 0
    assert seen == [["code", "-", "--json"]]


def test_running_again_inside_happens_once(monkeypatch):
    monkeypatch.setenv("SPINE_EDU_INSIDE", "1")
    with pytest.raises(SetupError, match=r"Delete the folder \.venv"):
        launch.inside(["code"])


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_the_first_two_files_can_be_read_by_an_old_python(name):
    """It can only say that it is too old if it gets as far as the line that says so."""
    tree = ast.parse((ROOT / "spine_edu" / name).read_text("utf-8"), feature_version=(3, 7))
    futures = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert not futures, f"spine_edu/{name}: leave out the __future__ import, or annotations that need it"


@pytest.mark.parametrize("version", [(3, 7, 16), (3, 8, 18), (3, 10, 13)], ids=lambda version: ".".join(map(str, version)))
def test_a_python_that_is_too_old_says_so(monkeypatch, capsys, version):
    import shutil

    monkeypatch.setattr(
        command,
        "sys",
        types.SimpleNamespace(version_info=version, executable="/old/python3", argv=["x", "lab"], stderr=sys.stderr),
    )
    monkeypatch.setattr(shutil, "which", lambda name: sys.executable if name == "python3.12" else None)
    assert command.main(["lab"]) != 0
    told = capsys.readouterr().err
    assert "needs Python 3.11 or newer" in told
    assert ".".join(map(str, version)) in told
    assert "python3.12 -m spine_edu lab" in told
    monkeypatch.setattr(shutil, "which", lambda name: None)
    command.main(["lab"])
    assert "Install a newer one" in capsys.readouterr().err
