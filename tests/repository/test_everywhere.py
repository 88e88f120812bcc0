"""What runs elsewhere: each Python that is asked for gets its line, and no check is passed over in silence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.surroundings import missing

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ROOT / "tools" / "everywhere" / "pythons.py"


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)], ids=["by hand, told", "in CI, a failure"])
def test_a_python_that_is_not_on_this_machine(monkeypatch, ci, status):
    monkeypatch.setenv("CI", ci)
    ran = subprocess.run([sys.executable, str(PYTHONS), "3.99"], capture_output=True, text=True, check=False)
    assert ran.stdout == "Python 3.99: not on this machine\n"
    assert ran.returncode == status


def test_a_python_that_the_notebooks_do_not_pass_on_is_told_and_fails(tmp_path):
    failing = tmp_path / "a-python"
    failing.write_text('#!/bin/sh\n[ "$1" = -c ]\n', "utf-8")
    failing.chmod(0o755)
    ran = subprocess.run([sys.executable, str(PYTHONS), str(failing)], capture_output=True, text=True, check=False)
    assert ran.stdout == f"Python {failing}: FAILED\n"
    assert ran.returncode == 1


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)], ids=["by hand, told", "in CI, a failure"]
)
def test_a_check_for_which_this_machine_lacks_the_means(monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no node with npm"):
        missing("no node with npm on this machine")
