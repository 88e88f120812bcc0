"""The spine in JupyterLab: the still picture at once, the figure when the pointer comes, fixed views and X-ray without a kernel."""

from __future__ import annotations

import base64

import pytest

from spine_edu.cases import case_named
from spine_edu.figures.spine import spine

pytestmark = pytest.mark.browser

CELL = """
from spine_edu.cases import case_named
from spine_edu.figures.spine import spine
spine(case_named("hardware-out-l4-l5"))
"""
LAYOUT = "() => document.querySelector('.js-plotly-plot')._fullLayout"
OPACITY = """(name) => document.querySelector('.js-plotly-plot').data.find((trace) => trace.name === name).opacity"""


def stored(picture):
    """Outputs as a notebook that was run keeps them."""
    data, metadata = picture._repr_mimebundle_()
    words = {"text/html": picture.words_html(), "text/plain": picture.words}
    return [
        {"output_type": "display_data", "data": data, "metadata": metadata},
        {"output_type": "display_data", "data": words, "metadata": {}},
    ]


def test_a_figure_in_jupyterlab_turns_to_fixed_views_and_to_x_ray_without_the_kernel(open_notebook):
    notebook = open_notebook([CELL])
    page = notebook.page
    page.wait_for_selector(".jp-RenderedPlotly img")
    assert page.evaluate("document.querySelector('.jp-RenderedPlotly img').naturalWidth") == 640, "the still picture first"
    assert "Screws taken out of L4 and L5 leave empty tracts" in notebook.text(), "the words stand below the figure"
    place = page.locator(".jp-RenderedPlotly img").bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.wait_for_selector(".js-plotly-plot .gl-container canvas", timeout=60_000)
    page.wait_for_function("document.querySelector('.js-plotly-plot')?._fullLayout?.scene?._scene?.glplot")
    notebook.kill_kernel()
    before = page.evaluate(f"({LAYOUT})().scene.camera.eye")
    page.locator(".updatemenu-button", has_text="Left side").click()
    page.wait_for_function(f"({LAYOUT})().scene.camera.eye.x > 0.5")
    after = page.evaluate(f"({LAYOUT})().scene.camera.eye")
    assert before["y"] > 0.5 > abs(before["x"]) and abs(after["y"]) < 0.05
    assert page.evaluate(OPACITY, "L4") == 1
    page.locator(".updatemenu-button", has_text="X-ray").click()
    page.wait_for_function(f"({OPACITY})('L4') < 0.5")
    page.locator(".updatemenu-button", has_text="X-ray").click()
    page.wait_for_function(f"({OPACITY})('L4') === 1")
    page.locator(".updatemenu-button", has_text="Back").first.click()
    page.wait_for_function(f"({LAYOUT})().scene.camera.eye.y > 0.5")


def test_a_notebook_nobody_has_run_shows_the_still_picture_and_its_words(open_notebook):
    picture = spine(case_named("hardware-out-l4-l5"))
    notebook = open_notebook(["spine(case)"], run=False, outputs={0: stored(picture)})
    notebook.page.wait_for_selector(".jp-RenderedPlotly img")
    source = notebook.page.get_attribute(".jp-RenderedPlotly img", "src")
    assert base64.b64decode(source.partition(",")[2]) == picture.still
    assert picture.words[:60] in notebook.text()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_without_plotly_shows_the_picture_with_its_name_and_words(new_page, violations, dark):
    picture = spine(case_named("hardware-out-l4-l5"), at=29)
    page = new_page(dark=dark)
    scheme = "dark" if dark else "light"
    page.set_content(
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Spine</title>"
        f"<style>:root {{ color-scheme: {scheme} }}</style></head><body><main><h1>Spine</h1>{picture.as_html()}</main></body></html>"
    )
    image = page.wait_for_selector("img")
    assert image.evaluate("(image) => image.naturalWidth") == 640 and image.get_attribute("alt") == picture.name
    assert violations(page, "main") == []
