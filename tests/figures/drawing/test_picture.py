"""A picture always travels with its words."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from spine_edu.figures.drawing.frame import Drawing
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.levelmap.levelmap import levelmap
from spine_edu.figures.timeline import timeline_figure
from spine_edu.histories.timeline import Event, Span, Timeline
from spine_edu.text.markup import Markup
from tests.figures.svgs import inline

MAP = levelmap({"L4-L5": {"anterior": "refusion"}})
TIMELINE = timeline_figure(Timeline("Case", ["L4-L5"], [Span("L4-L5", "anterior", "solid", 0)], [Event(0, "operation", "PLIF")]))
TABLE = Picture(name="A table", words="One cell.", html=Markup("<table><tr><td>1</td></tr></table>"))


def test_a_notebook_gets_the_drawing_once_and_its_words():
    bundle, _ = MAP._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == MAP.words
    assert ">In words</summary>L4-L5: anterior column refusion today." in bundle["text/html"]
    assert "".join(bundle.values()).count("<svg xmlns") == 1


def elements(html):
    """The elements that a browser makes of a piece of HTML."""
    found = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: found.append(tag)
    reader.feed(html)
    return found


def test_a_table_has_no_drawing_to_offer():
    assert "<img" not in TABLE._repr_mimebundle_()[0]["text/html"]


@pytest.mark.parametrize("picture", [MAP, TIMELINE], ids=["level map", "timeline"])
def test_the_image_in_the_page_is_the_drawing_to_the_letter(picture):
    (source,) = re.findall(r'<img src="data:image/svg\+xml;charset=utf-8,([^"]*)" alt="', picture.as_html())
    assert unquote(source) == (picture.still or picture.svg)
    assert not re.search(r"[#\"&\n]|</(style|title)", source)


def test_the_page_holds_nothing_that_jupyterlab_strips_from_a_notebook_nobody_trusts():
    for picture in (MAP, TIMELINE):
        assert not {"svg", "style", "script", "iframe", "g"} & set(elements(picture.as_html()))


def test_a_page_of_our_own_can_reach_the_joints():
    assert "data-joint='L4-L5'" in inline(MAP)
    assert "g" not in elements(MAP.as_html())


def test_events_stand_below_the_timeline_and_are_not_told_twice():
    html = re.sub(r'<img src="[^"]*"[^>]*>', "<img>", TIMELINE.as_html())
    assert html.count("PLIF.") == 1
    assert html.index("<img") < html.index("<ol") < html.index("In words")


def test_showing_twice_gives_the_same_bytes():
    assert MAP._repr_mimebundle_() == levelmap({"L4-5": {"anterior": "refusion"}})._repr_mimebundle_()


def test_a_picture_says_what_it_is_in_one_line():
    assert re.fullmatch(r"Picture\('Level map of the spine': \d+ characters\)", repr(MAP))


def test_words_and_names_are_escaped():
    drawing = Drawing("se1", '"><b onload=x>', "<i>&</i>", "", (), (1, 1))
    html = Picture(name='"><b onload=x>', words="<i>&</i>", drawing=drawing).as_html()
    assert "<b onload" not in html
    assert "<i>" not in html


def test_show_displays_from_the_middle_of_a_cell():
    shell = pytest.importorskip("IPython.core.interactiveshell").InteractiveShell
    from IPython.utils.capture import capture_output

    shell.instance()
    try:
        with capture_output() as captured:
            MAP.show()
    finally:
        shell.clear_instance()
    assert [output.data for output in captured.outputs] == [MAP._repr_mimebundle_()[0]]
