"""A stored level map is seen in a notebook that nobody has run or trusted yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.figures.levelmap.levelmap import levelmap

pytestmark = pytest.mark.browser


def test_a_stored_map_is_seen_before_anything_runs(open_notebook: Callable[..., Any]) -> None:
    picture = levelmap(
        {"L4-L5": {"posterior": "pseudarthrosis"}}, hardware=[{"of": "screws and rods", "vertebrae": ["L4", "L5"]}]
    )
    data = {"text/html": picture.as_html(), "text/plain": picture.words}
    stored = {0: [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}]}
    page = open_notebook(["show()"], run=False, outputs=stored).page
    image = page.locator(".jp-OutputArea img")
    image.wait_for()
    page.wait_for_function("() => document.querySelector('.jp-OutputArea img').complete")
    assert image.evaluate("(node) => node.naturalWidth") > 0
    assert image.bounding_box()["height"] > 300
    assert page.get_by_text("L4-L5: posterior column pseudarthrosis").is_visible()
