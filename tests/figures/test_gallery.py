"""The gallery in the documents: every sheet is shown with words, and together they stay small."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "gallery"


def sheets():
    found = importlib.util.spec_from_file_location("gallery", ROOT / "tools" / "gallery.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.SHEETS


def test_every_sheet_that_the_tool_draws_is_shown_with_words_and_no_other():
    shown = re.findall(r"!\[([^\]]{40,})\]\(([\w-]+)\.png\)", (FOLDER / "README.md").read_text("utf-8"))
    assert {name for _, name in shown} == set(sheets()) == {path.stem for path in FOLDER.glob("*.png")}


def test_the_gallery_weighs_less_than_a_megabyte_and_a_half():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) <= 1_500_000
