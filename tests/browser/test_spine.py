"""The spine in JupyterLab: the still picture at once, then the figure, turned by keyboard or pointer without a kernel."""

from __future__ import annotations

import base64

import pytest

from spine_edu.cases import case_named
from spine_edu.figures.spine3d.spine import spine
from tests.browser.pages import FLAGS

pytestmark = pytest.mark.browser

CELL = """
from spine_edu.cases import case_named
from spine_edu.figures.spine3d.spine import spine
spine(case_named("hardware-out-l4-l5"))
"""
PLOT = "document.querySelector('.js-plotly-plot')"
CAMERA = f"{PLOT}._fullLayout.scene._scene.getCamera().eye"
OPACITY = f"(name) => {PLOT}.data.find((trace) => trace.name === name).opacity"

RENDERED_ANEW = """() => {
  document.querySelector(".se-turn").classList.add("first");
  const outputs = window.jupyterapp.shell.currentWidget.content.widgets[0].outputArea.model;
  outputs.set(1, outputs.get(1).toJSON());
}"""


def stored(picture):
    """Outputs as a notebook that was run keeps them."""
    data, metadata = picture._repr_mimebundle_()
    words = {"text/html": picture.words_html(), "text/plain": picture.words}
    return [
        {"output_type": "display_data", "data": data, "metadata": metadata},
        {"output_type": "display_data", "data": words, "metadata": {}},
    ]


def test_a_figure_in_jupyterlab_is_opened_and_turned_by_keyboard_alone_and_without_the_kernel(open_notebook, violations):
    notebook = open_notebook([CELL], dark=True)
    page = notebook.page
    page.wait_for_selector(".jp-RenderedPlotly img")
    assert page.evaluate("document.querySelector('.jp-RenderedPlotly img').naturalWidth") == 640, "the still picture first"
    assert "Screws taken out of L4 and L5 leave empty tracts" in notebook.page.text_content(".jp-Notebook"), (
        "the words stand below the figure"
    )
    cells = notebook.shape()
    notebook.kill_kernel()
    page.get_by_role("button", name="Turn in 3D").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{PLOT}?._fullLayout?.scene?._scene?.glplot && document.activeElement.type === 'radio'")
    assert page.evaluate(CAMERA)["y"] > 0.5, "from behind at first"
    page.keyboard.press("ArrowDown")  # the next of the views is the left side
    page.wait_for_function(f"{CAMERA}.x > 0.5")
    assert abs(page.evaluate(CAMERA)["y"]) < 0.05
    page.get_by_text("Seen from the left.").wait_for()
    xray = page.get_by_role("checkbox", name="X-ray")
    xray.focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"({OPACITY})('L4') < 0.5")
    for layer in ("Bone", "Bone"):
        page.get_by_role("checkbox", name=layer).focus()
        page.keyboard.press("Space")
    page.wait_for_function(f"({OPACITY})('L4') === 0.26")  # bone comes back as the X-ray shows it
    page.get_by_role("radio", name="month 13").focus()
    page.keyboard.press("Space")
    page.wait_for_function(f"{PLOT}.layout.annotations[0].text.startsWith('Month 13')")
    page.evaluate(RENDERED_ANEW)
    page.wait_for_function("document.querySelectorAll('.se-turn').length === 1 && !document.querySelector('.se-turn.first')")
    assert page.get_by_role("checkbox", name="X-ray").is_checked(), (
        "JupyterLab drew the words anew: what was chosen is still chosen"
    )
    assert page.get_by_role("radio", name="month 13").is_checked() and page.get_by_role("radio", name="Left").is_checked()
    assert page.locator(".se-turn [role=status]").inner_text().startswith("Month 13")
    assert page.evaluate("document.activeElement.parentElement.innerText") == "month 13", "and the focus has not gone"
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(f"Math.abs({CAMERA}.y) > 0.2")
    page.keyboard.press("Home")
    page.wait_for_function(f"Math.abs({CAMERA}.y) < 0.05")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") != "application", "the focus is not held"
    assert notebook.shape() == cells, "no key of ours moves or makes a cell"
    assert violations(page, ".jp-OutputArea") == []
    paper = page.evaluate("getComputedStyle(document.querySelector('.jp-RenderedPlotly .main-svg')).backgroundColor")
    assert paper == "rgb(30, 37, 43)", "in the dark theme the figure is dark"
    page.mouse.move(0, 0)
    page.locator(".jp-RenderedPlotly").hover()
    assert page.locator(".updatemenu-container").is_hidden(), "no second set of buttons that only a pointer reaches"


@pytest.fixture
def page_without_webgl(chromium, browser):
    other = browser.browser_type.launch(executable_path=chromium, args=[*FLAGS, "--disable-gpu", "--disable-3d-apis"])
    yield other.new_page()
    other.close()


@pytest.mark.parametrize("able", [True, False], ids=["with WebGL", "without"])
def test_where_the_browser_cannot_turn_it_the_still_stays_and_says_so(request, able):
    """JupyterLab's place for a figure, with an image that would open when a pointer enters, with or without WebGL."""
    picture = spine(case_named("hardware-out-l4-l5"), at=29)
    page = request.getfixturevalue("tab")() if able else request.getfixturevalue("page_without_webgl")
    page.set_content(
        "<!DOCTYPE html><html lang='en'><title>Spine</title><div class='jp-OutputArea'><div class='jp-RenderedPlotly'>"
        "<img alt='' width='99' height='99' src='data:,' onmouseenter='opened = true'></div>"
        f"{picture.words_html()}</div></html>"
    )
    page.mouse.move(0, 500)
    page.locator(".jp-RenderedPlotly img").hover()
    assert not page.evaluate("globalThis.opened"), "a pointer may only have been scrolled there"
    page.locator(".jp-RenderedPlotly img").click()
    assert page.evaluate("globalThis.opened === true") == able
    assert page.get_by_role("button", name="Turn in 3D").count() == able
    assert ("cannot draw in three dimensions" in page.inner_text(".se-turn")) != able


def test_a_figure_opens_in_the_box_of_its_picture_goes_back_to_it_and_is_the_same_after_a_reload(open_notebook):
    picture = spine(case_named("hardware-out-l4-l5"))
    notebook = open_notebook([CELL])
    page = notebook.page
    image = page.locator(".jp-RenderedPlotly img")
    image.scroll_into_view_if_needed()
    box = image.bounding_box()
    image.hover()
    image.click()
    page.wait_for_function(f"{PLOT}?._fullLayout?.scene?._scene?.glplot && document.querySelector('.se-turn fieldset')")
    page.wait_for_function(f"Math.abs({PLOT}._fullLayout.width - {box['width']}) < 2")
    live = page.locator(".js-plotly-plot .plot-container").bounding_box()
    assert [abs(live[side] - box[side]) < 6 for side in ("width", "height")] == [True, True], "nothing below moves for its sake"
    start = page.evaluate(CAMERA)
    page.get_by_role("button", name="turn to the left").click()
    page.wait_for_function(f"Math.abs({CAMERA}.x - {start['x']}) > 0.1")
    page.get_by_role("button", name="Reset view").click()
    page.wait_for_function(f"Math.abs({CAMERA}.x - {start['x']}) < 0.05")
    page.get_by_role("button", name="Back to the picture").press("Enter")
    image.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Turn in 3D"
    assert page.locator(".plot-container").is_hidden() and page.get_by_role("application").count() == 0
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Back to the picture").wait_for()
    notebook.reload(ready="document.querySelector('.jp-RenderedPlotly img')?.naturalWidth")
    source = page.get_attribute(".jp-RenderedPlotly img", "src")
    assert base64.b64decode(source.partition(",")[2]) == picture.still, "not a photograph of buttons that do nothing"
    page.get_by_role("button", name="Turn in 3D").wait_for()


def test_a_notebook_nobody_has_run_shows_the_still_picture_and_its_words(open_notebook):
    picture = spine(case_named("hardware-out-l4-l5"))
    notebook = open_notebook(["spine(case)"], run=False, outputs={0: stored(picture)})
    notebook.page.wait_for_selector(".jp-RenderedPlotly img")
    source = notebook.page.get_attribute(".jp-RenderedPlotly img", "src")
    assert base64.b64decode(source.partition(",")[2]) == picture.still
    assert picture.words[:60] in notebook.page.text_content(".jp-Notebook")


def test_a_page_without_plotly_shows_the_picture_with_its_name_and_words(tab, in_both_themes):
    picture = spine(case_named("hardware-out-l4-l5"), at=29)
    page = tab()
    page.set_content(
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Spine</title>"
        "<style>:root { color-scheme: light dark }</style></head>"
        f"<body><main><h1>Spine</h1>{picture.as_html()}</main></body></html>"
    )
    image = page.wait_for_selector("img")
    assert image.evaluate("(image) => image.naturalWidth") == 640 and image.get_attribute("alt") == picture.name
    assert in_both_themes(page, "main") == []
