"""What finds answers that are told first: it knows film A as it was, and lets pass what is folded or says something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine_edu.publish.page import page
from tests.browser.told_first import told_first
from tests.publish.test_page import markdown

pytestmark = pytest.mark.browser

FILM_A = "The whole column from its right side, without names. The marked one is number 14, counted from C1 down."
FOLDED = "<details><summary>What we see</summary>\n\n{}\n\n</details>"


def code(source: str, shown: str = "", *tags: str) -> dict[str, Any]:
    output = {"output_type": "execute_result", "data": {"text/html": f"<figure>{shown}</figure>"}, "metadata": {}}
    return {"cell_type": "code", "id": "c", "metadata": {"tags": list(tags)}, "source": source, "outputs": [output]}


@pytest.fixture
def told(tmp_path: Path, tab: Callable[..., Any]) -> Callable[..., dict[str, str]]:
    file, shown = tmp_path / "lesson.html", tab()

    def look(*cells: dict[str, Any]) -> dict[str, str]:
        file.write_text(page({"cells": cells, "metadata": {}}, "lesson"), encoding="utf-8")
        shown.goto(file.as_uri())
        return told_first(shown, cells)

    return look


def test_the_caption_of_film_a_as_it_was_is_found(told: Callable[..., dict[str, str]]) -> None:
    film, asked = code('column_film("A")', f"<figcaption>{FILM_A}</figcaption>"), code('question("step-column-film-a")')
    assert told(markdown("## Step three"), film, asked) == {
        "step-column-film-a": "The marked one is number 14, counted from C1 down."
    }


@pytest.mark.parametrize(
    ("figure", "is_told"),
    [
        pytest.param("<figcaption><b>In words:</b> {}</figcaption>", True, id="a caption"),
        pytest.param("<details><summary>In words</summary>{}</details>", False, id="words that are folded away"),
        pytest.param("<details open><summary>In words</summary>{}</details>", True, id="words whose fold stands open"),
        pytest.param("<details><summary>In words: {}</summary>More.</details>", True, id="a fold whose name tells"),
        pytest.param("<details><summary>In words</summary><img alt='{}'></details>", False, id="a picture in a fold"),
        pytest.param("<img alt='{}'>", True, id="what a picture is called"),
        pytest.param("<svg viewBox='0 0 9 9'><title>Film A</title><desc>{}</desc></svg>", True, id="what a drawing reads out"),
        pytest.param("<details><summary>The film</summary><svg><desc>{}</desc></svg></details>", False, id="a drawing in a fold"),
    ],
)
def test_a_figure_tells_by_what_it_shows_on_first_opening(
    told: Callable[..., dict[str, str]], figure: str, is_told: bool
) -> None:
    film, asked = code('column_film("A")', figure.format(FILM_A)), code('question("step-column-film-a")')
    assert bool(told(markdown("## Step three"), film, asked)) is is_told


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        pytest.param("step-column-t11-l2", "So T11 to L2 are four bones, but three joints.", id="a number with what it counts"),
        pytest.param("step-segment-discs", "There are 23 in all.", id="a larger number"),
        pytest.param("new-pcs", "It is 0RG2071 again.", id="a code"),
        pytest.param("step-columns-nurse", "At L4-L5 and L5-S1 the anterior column is fused.", id="a place"),
        pytest.param("step-nerves-end-of-cord", "Look how far down to L1 it comes.", id="what only the right option says"),
    ],
)
def test_an_answer_is_found_where_it_is_seen_and_nowhere_else(
    told: Callable[..., dict[str, str]], id: str, sentence: str
) -> None:
    asked = code(f'question("{id}")')
    assert set(told(markdown("## A step"), asked, markdown(sentence))) == {id}
    assert told(markdown("## A step"), asked, markdown(FOLDED.format(sentence))) == {}
    assert told(markdown("## A step"), asked, code("figure()", sentence, "look")) == {}
    assert told(markdown("## A step"), asked, markdown(f"## The next step\n\n{sentence}")) == {}
    assert told(markdown("## A step"), asked, markdown("There are 14 days, 230 men and one bone at L3-L4.")) == {}
