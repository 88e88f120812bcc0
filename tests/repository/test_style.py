"""The program reads well and its types agree: what ruff and mypy say, as tests, so that one run tells all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "--no-cache", "--output-format=concise"], id="ruff finds no fault"),
        pytest.param(
            ["ruff", "format", "--no-cache", "--check", "--output-format=concise"], id="ruff would format nothing differently"
        ),
        pytest.param(["mypy"], id="mypy finds the types consistent"),
    ],
)
def test_the_program_is_in_order(command):
    run = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.fail(f"{' '.join(command)}\n{run.stdout}{run.stderr}", pytrace=False)
