"""A lesson in JupyterLab is set in one column and cites by small numbers; a notebook of somebody else is left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.data import document

pytestmark = pytest.mark.browser

CITED = """%%md
Bone heals [kalfas2001], and `[kalfas2001]` [sic]. [lehr2020] [kalfas2001]

<details><summary>More</summary>Bone [lehr2020]</details>"""
FOLDED = """%%html
<div class="se-figure"><details><summary>Words</summary>A figure's own source [openstax-anatomy]</details></div>"""
WIDTHS = """() => [...document.querySelectorAll(".jp-RenderedMarkdown p, .jp-OutputArea-output > *")].map(
    (node) => Math.round(node.getBoundingClientRect().width))"""


def test_a_lesson_is_one_column_and_cites_by_numbers(open_notebook: Callable[..., Any]) -> None:
    page = open_notebook([CITED, FOLDED, "from spine_edu.lesson import *", 'sources("kalfas2001", "lehr2020")']).page
    numbers = page.locator(".se-cite")
    numbers.nth(4).wait_for(state="attached")
    assert numbers.all_text_contents() == ["1", "1", "2", "2", "source"], "a word for what the lesson's list does not name"
    assert numbers.first.get_attribute("href") == document("sources.yml")["kalfas2001"]["address"]
    said = page.locator(".jp-RenderedMarkdown p").first.inner_text()
    assert said == "Bone heals[1], and [kalfas2001] [sic].[1, 2]"
    assert max(page.evaluate(WIDTHS)) <= 660, "one column: no text and no card is wider than 40 rem and a little"
    page.locator(".jp-RenderedMarkdown").first.dblclick()  # an author who changes the text sees its own words
    page.locator(".jp-Cell .cm-content").first.press("Control+Enter")
    page.wait_for_function("() => document.querySelectorAll('.se-cite').length === 5")


def test_a_notebook_that_is_no_lesson_is_left_as_it_is(open_notebook: Callable[..., Any]) -> None:
    page = open_notebook([CITED, "1 + 1", 'sources = ["kalfas2001"]']).page
    page.locator(".jp-RenderedMarkdown", has_text="Bone heals [kalfas2001]").wait_for()
    assert page.locator(".se-cite, .se-lesson").count() == 0
