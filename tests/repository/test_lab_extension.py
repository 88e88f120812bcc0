"""What JupyterLab is given beside the notebooks: the addresses of our sources, as they are today, and a script that is there."""

from __future__ import annotations

import json
import runpy

from spine_edu.setup.launch import ROOM
from tests.conftest import ROOT


def test_the_lab_opens_the_sources_of_today() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "citations.py"))
    assert tool["FILE"].read_text("utf-8") == tool["listing"](), "python3 tools/citations.py writes it anew"


def test_the_extension_names_a_script_that_is_there() -> None:
    packages = list((ROOM / "lab_extensions").glob("*/package.json"))
    assert packages
    for package in packages:
        build = json.loads(package.read_text("utf-8"))["jupyterlab"]["_build"]
        assert (package.parent / build["load"]).is_file()
