"""The course in a Jupyter server that is somebody else's: it opens when it is asked for, and changes nothing else."""

from __future__ import annotations

import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spine_edu.publish.extension import lesson_below
from spine_edu.publish.notebooks import WIDGET_VIEW
from tests.browser.server import ROOT, Lab
from tests.patience import LIMIT

START = "spine-edu/notebooks/00-start-here.ipynb"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A server for the course alone, whose owner wants to see JupyterLab's own first page."""
    server = Lab(tmp_path_factory.mktemp("hub"), "jupyterlab", "--SpineEdu.alone=True", "--LabApp.default_url=/lab")
    yield server
    server.stop()


class NotFurther(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def sent_to(lab: Lab, path: str) -> tuple[int, str]:
    """Where an address leads, without going there."""
    try:
        with urllib.request.build_opener(NotFurther, urllib.request.ProxyHandler({})).open(lab.url + path, timeout=LIMIT) as page:
            return page.status, page.url
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers.get("Location", "")


def test_its_address_gives_an_empty_folder_the_lessons_and_opens_the_one_that_is_named(lab: Lab) -> None:
    assert not list(lab.root.iterdir()), "nothing is copied before somebody asks for it"
    assert sent_to(lab, "/spine-edu") == (302, f"/doc/tree/{START}")
    assert sent_to(lab, "/spine-edu/12-refusion.ipynb") == (302, "/doc/tree/spine-edu/notebooks/12-refusion.ipynb")
    assert sent_to(lab, "/spine-edu/15-none.ipynb")[0] == 404
    shown = lab.ask("GET", f"/api/contents/{START}")["content"]["cells"]
    assert (ROOT / "notebooks" / "00-start-here.ipynb").read_bytes() == (lab.root / START).read_bytes()
    assert not [cell for cell in shown if cell.get("outputs")], "what nobody has run is shown; see spine_edu/publish/contents.py"


def test_a_notebook_that_is_no_lesson_is_handed_out_as_it_is(lab: Lab) -> None:
    view = {
        "data": {WIDGET_VIEW: {"model_id": "7"}, "text/html": "<b>a slider</b>"},
        "metadata": {},
        "output_type": "display_data",
    }
    lab.write("theirs.ipynb", ["1 + 1"], {0: [view]})
    assert lab.ask("GET", "/api/contents/theirs.ipynb")["content"]["cells"][0]["outputs"] == [view]


def test_what_the_owner_of_a_server_set_stays_and_the_rest_is_set_for_the_course(lab: Lab) -> None:
    assert sent_to(lab, "/") == (302, "/lab?")
    with urllib.request.urlopen(f"{lab.url}/lab", timeout=LIMIT) as page:
        config = page.read().decode()
    assert json.dumps(str(ROOT / "spine_edu" / "lab_settings")) in config


def test_where_the_lessons_are_there_already_they_are_opened_in_their_place(tmp_path: Path) -> None:
    assert lesson_below(ROOT, "12-refusion.ipynb") == "notebooks/12-refusion.ipynb"
    assert lesson_below(ROOT.parent, "12-refusion.ipynb") == f"{ROOT.name}/notebooks/12-refusion.ipynb", (
        "a clone in a home folder"
    )
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    assert lesson_below(tmp_path, "12-refusion.ipynb") == "notebooks/12-refusion.ipynb"
    assert not (tmp_path / "spine-edu").exists()
