"""The gallery in the documents: every sheet is shown with words, and together they stay small."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from spine_edu.figures.drawing.theme import STATES
from spine_edu.geometry.body.posture import BONES
from tests.figures.svgs import parsed

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "gallery"


def tool():
    found = importlib.util.spec_from_file_location("gallery", ROOT / "tools" / "gallery.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_every_picture_that_the_tool_draws_is_shown_with_words_and_no_other():
    shown = re.findall(r"!\[([^\]]{25,})\]\(([\w.-]+)\)", (FOLDER / "README.md").read_text("utf-8"))
    drawn = [*(f"{name}.png" for name in tool().SHEETS), *(f"{name}.svg" for name in tool().PLATES)]
    stored = [path.name for path in FOLDER.iterdir() if path.suffix in (".png", ".svg")]
    assert sorted(name for _, name in shown) == sorted(drawn) == sorted(stored)
    assert len({words for words, _ in shown}) == len(shown), "two pictures have the same words"


def test_every_bone_of_the_model_is_on_a_sheet():
    names = [name for region in tool().BONES_OF.values() for name in region]
    assert sorted([*names, "ilium-right"]) == sorted(BONES), "the right ilium mirrors the left one"


def test_the_level_map_of_the_gallery_shows_all_six_states():
    states = {state for columns in tool().ALL_STATES.values() for state in columns.values()}
    assert states | {"native"} == {*STATES, "native"}


@pytest.mark.parametrize("name", ["level-map", "parts-C2-side", "columns"])
def test_a_plate_in_the_gallery_says_what_is_drawn_today(name):
    stored = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert written(stored) == written(tool().PLATES[name]().svg), f"run tools/gallery.py {name}"


def written(svg: str) -> list[str]:
    return [words for words in (text.strip() for text in parsed(svg).itertext()) if words and "{" not in words]


def test_the_gallery_weighs_less_than_two_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 1_800_000
