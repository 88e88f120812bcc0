"""What a class on a hub is told: files that fit each other, and numbers that follow from what was measured."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import json
import os
import re
import runpy
import stat
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
MEASURED = json.loads((DEPLOY / "trial" / "measured.json").read_text("utf-8"))
VALUES = yaml.safe_load((DEPLOY / "zero-to-jupyterhub" / "values.yaml").read_text("utf-8"))
TELLING = (DEPLOY / "README.md").read_text("utf-8")
MB = MEASURED["megabytes"]
ROOM_FOR_HUB = 1000
AGAIN = "run deploy/trial/trial.py, or mend deploy/README.md"


@pytest.fixture
def extension() -> ModuleType:
    """What a server of ours adds to Jupyter's, which takes two seconds to load: whoever asks for it, and no worker before."""
    return importlib.import_module("spine_edu.publish.extension")


def settings(file: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """What a file of settings sets."""
    for name, value in {"TRIAL_FOLDER": "trial", "TRIAL_PORT": "8000", "TRIAL_TOKEN": "x"}.items():
        monkeypatch.setenv(name, value)
    config = Config()
    runpy.run_path(str(file), {"get_config": lambda: config})
    return config


def megabytes(amount: str) -> float:
    """How much an amount such as '256M' or '1G' is."""
    number, unit = re.fullmatch(r"(\d+)([MG])i?", amount).groups()
    return float(number) * {"M": 1.048576, "G": 1073.741824}[unit]


def test_a_learner_is_given_the_memory_that_one_needed() -> None:
    memory = VALUES["singleuser"]["memory"]
    assert megabytes(memory["guarantee"]) >= MB["server with kernel"]["largest"], AGAIN
    assert megabytes(memory["limit"]) >= MB["server"]["largest"] + 3 * MB["kernel at its height"]["largest"], AGAIN
    assert f"limits.memory {memory['limit']}" in (DEPLOY / "littlest" / "README.md").read_text("utf-8")


def needed(learners: int) -> dict[str, float]:
    """What a class of this size needs, by the first words of the rows of the table that tells it."""
    kernel, one = MB["kernel"]["largest"], MB["server with kernel"]["largest"]
    seconds = sum(MEASURED["processor seconds a learner"].values())
    return {
        "GB of memory, one": (learners * one + ROOM_FOR_HUB) / 1000,
        "GB of memory, two": (learners * (one + kernel) + ROOM_FOR_HUB) / 1000,
        "processors, if all start within five": learners * seconds / 300,
        "processors, if all start within one": learners * seconds / 60,
    }


@pytest.mark.parametrize(("column", "learners"), [(0, 10), (1, 40), (2, 400)])
def test_what_a_class_needs_follows_from_the_trial(column: int, learners: int) -> None:
    for row, amount in needed(learners).items():
        told = float(re.search(rf"^\| {row}[^|]*\|(.*)\|$", TELLING, re.MULTILINE)[1].split("|")[column])
        assert amount <= told <= 1.3 * amount + 1, f"{row}, {learners} learners: {amount:.1f} needed, {told:g} told; {AGAIN}"


@pytest.mark.thorough
def test_settings_have_names_that_exist_and_open_the_course(monkeypatch: pytest.MonkeyPatch, extension: ModuleType) -> None:
    from jupyter_server.services.kernels.kernelmanager import MappingKernelManager

    server = settings(DEPLOY / "jupyter_server_config.py", monkeypatch)
    known: dict[str, Any] = {"SpineEdu": extension.SpineEdu, "MappingKernelManager": MappingKernelManager}
    assert {(section, name) for section in server for name in server[section]} <= {
        (section, name) for section, kind in known.items() for name in kind.class_trait_names(config=True)
    }
    assert server.SpineEdu.alone
    tried = settings(DEPLOY / "trial" / "jupyterhub_config.py", monkeypatch)
    advised = settings(DEPLOY / "littlest" / "spine_edu_hub.py", monkeypatch)
    assert set(advised.Spawner) <= set(tried.Spawner), "advised, and not tried; see deploy/trial"
    assert {advised.Spawner.default_url, tried.Spawner.default_url, VALUES["singleuser"]["defaultUrl"]} == {extension.ADDRESS}


def test_an_image_runs_what_is_there() -> None:
    script = ROOT / "postBuild"
    assert os.name == "nt" or script.stat().st_mode & stat.S_IXUSR, "repo2docker runs it"
    named = re.findall(r"\b(?:deploy|spine_edu)[\w./]*", re.sub(r"#.*|\$\S+", "", script.read_text("utf-8")))
    assert named and not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.thorough
def test_links_lead_to_the_address_that_a_server_of_the_course_has(extension: ModuleType) -> None:
    spec = importlib.util.spec_from_file_location("links", DEPLOY / "links.py")
    links = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(links)
    assert f"/{links.opens('')}" == extension.ADDRESS
    failed, tried = doctest.testmod(links)
    assert tried and not failed
