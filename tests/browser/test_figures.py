"""Figures as a reader meets them: in a notebook nobody has run, on a phone, in the dark."""

from __future__ import annotations

import pytest

from spine_edu.figures.code_anatomy import code_anatomy
from spine_edu.figures.levelmap.levelmap import levelmap
from spine_edu.figures.timeline import timeline_figure
from spine_edu.histories.timeline import Event, Span, Timeline
from tests.figures.svgs import inline

pytestmark = pytest.mark.browser

FIRST = [("1", "section", "0", "Medical and Surgical"), ("2", "body system", "S", "Lower Joints", "The spine below T12 is here.")]
OTHER = [FIRST[0], ("2", "body system", "R", "Upper Joints")]
PICTURES = {
    "map": levelmap({"L4-L5": {"anterior": "refusion", "posterior": "solid"}}),
    "spine": levelmap({"SI-left": {"anterior": "initial"}}, region="all"),
    "timeline": timeline_figure(
        Timeline(
            "Case", ["L4-L5"], [Span("L4-L5", "anterior", "pseudarthrosis", 14)], [Event(0, "operation", "PLIF")], "2013-03-01"
        )
    ),
    "anatomy": code_anatomy("0S", FIRST, title="Two characters"),
}
CORNER = """
(image) => { const canvas = new OffscreenCanvas(340, 420), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0, 340, 420); return [...pen.getImageData(330, 10, 1, 1).data.slice(0, 3)]; }
"""


def page_of(tab, html, width=340):
    page = tab(viewport={"width": width, "height": 900})
    page.set_content(
        f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Figures</title><style>
        :root {{ color-scheme: light dark }}
        body {{ margin: 8px; font: 14px sans-serif }}</style></head><body><main><h1>Figures</h1>{html}</main></body></html>"""
    )
    return page


@pytest.mark.parametrize("name", PICTURES)
def test_a_figure_fits_a_narrow_phone(tab, name):
    page = page_of(tab, PICTURES[name].as_html(), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for image in page.query_selector_all("img"):
        assert image.evaluate("(image) => image.naturalWidth") > 0, "the drawing did not load as an image"


def test_figures_are_accessible_inside_a_page_and_as_images(tab, in_both_themes):
    html = "".join(picture.as_html() + inline(picture) for picture in PICTURES.values() if picture.svg)
    html += "".join(picture.as_html() for picture in PICTURES.values() if not picture.svg)
    assert in_both_themes(page_of(tab, html, width=900), "main") == []


def test_several_figures_on_one_page_keep_their_ids_apart(tab):
    page = page_of(tab, "".join(inline(picture) for picture in PICTURES.values()), width=900)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids)) > 5


def test_a_notebook_nobody_has_run_shows_its_figures_in_the_colours_of_its_theme(open_notebook):
    stored = {
        number: [{"output_type": "display_data", "metadata": {}, "data": picture._repr_mimebundle_()[0]}]
        for number, picture in enumerate(PICTURES.values())
    }
    notebook = open_notebook([f"picture({name!r})" for name in PICTURES], run=False, outputs=stored)
    notebook.page.wait_for_selector(".jp-OutputArea-output img")
    drawn = "(all) => document.querySelectorAll('.jp-OutputArea-output').length >= all"  # one after another
    notebook.page.wait_for_function(drawn, arg=len(PICTURES))
    outputs = notebook.page.query_selector_all(".jp-OutputArea-output")
    assert [output.get_attribute("data-mime-type") for output in outputs] == ["text/html"] * len(PICTURES)
    image = outputs[0].query_selector("img")
    assert image.evaluate("(image) => image.naturalWidth") > 0
    assert "L4-L5: anterior column refusion today" in outputs[0].text_content()
    assert sum(image.evaluate(CORNER)) > 600, "a light card in the light theme"
    notebook.theme(dark=True)
    assert sum(image.evaluate(CORNER)) < 200, "a dark card in the dark theme"
