"""Whatever words a figure is given, it shows them as words: it has the same elements as with plain ones, no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import chain

import pytest

from spine_edu.cases import case_named
from spine_edu.figures.charts.chart import Chart, Mark, rows_chart, scatter_chart, years_chart
from spine_edu.figures.charts.people import people
from spine_edu.figures.code_anatomy import code_anatomy
from spine_edu.figures.ct import ct_slice
from spine_edu.figures.drawing.frame import Drawing
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.theme import State
from spine_edu.figures.levelmap.levelmap import levelmap
from spine_edu.figures.operative_note import note_page
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import Band, PlatePart, Stroke
from spine_edu.figures.timeline import timeline_figure
from spine_edu.histories.timeline import Event, Span, Timeline
from spine_edu.text.markup import Markup, Shape
from spine_edu.widgets.pack import drawing
from tests.figures.alignment.pictures import ALIGNMENTS
from tests.figures.letters import letters
from tests.figures.plates.every import PLATES
from tests.figures.svgs import inline, parsed

HOSTILE = (
    "<b>&\"'",
    "</style></title><script>alert(1)</script>",
    "' onload='alert(1)",
    '" onload="alert(1)',
    "<!-- ]]> -->",
    "&lt;i&gt;",
    "§ 3",
)
STATES = {"solid": {"anterior": "solid"}}
CASE = case_named("mixed-l3-l5")
SQUARE = ((-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0))


def plate(word: str) -> Picture:
    sides = ("left", "right", "in", "free", "none")
    parts = (PlatePart(word + side, word + side, (Stroke(SQUARE, "bone"),), (0, 0), side) for side in sides)
    return Plate(
        name=word,
        parts=(*parts, PlatePart("short", "long", (Stroke(SQUARE, "muscle", "line", 2),), (0, 0), "left", word, "risk")),
        window=(-20, -20, 20, 20),
        lead=word,
        edges=(word, word, word, word),
        bands=(Band(word, word, ((-15, 0), (5, 0)), 4, (-15, 0)),),
        rows=((word, word),),
        notes=(word,),
        foot=word,
    ).draw()


def history(word: str) -> Picture:
    own = {word: State(word, word, word, "#fff", "dots")}
    events = [Event(month, kind, word, word) for month, kind in enumerate(("operation", "symptom", "note", "imaging"))]
    line = Timeline(word, [word], [Span(word, word, word, 0, 12)], events, "2013-03-01")
    return timeline_figure(line, 3, eras=[("2013-10-01", word)], fiscal_years=True, states=own)


PICTURES: dict[str, Callable[[str], Picture]] = {
    "level map": lambda word: levelmap({"L4-L5": STATES["solid"], "SI-left": STATES["solid"]}, title=word),
    "timeline": history,
    "plate": plate,
    "people": lambda word: people(5.8, word, word),
    "code": lambda word: code_anatomy(word, [(word, word, word, word, word)], title=word, system=word),
    "note": lambda word: note_page(replace(CASE, title=word, note=f"{word}\n\n{word}", evidence=())),
}
CHARTS: dict[str, Callable[[str], Chart]] = {
    "rows": lambda word: rows_chart(word, [Mark(word, 5, 4, 6, note=word), Mark(word, None, 1)], word, note=word),
    "years": lambda word: years_chart(word, {word: [(2000, 1.0), (2001, 2.0)], f"{word} too": [(2000, 3.0)]}, word, note=word),
    "points": lambda word: scatter_chart(word, {word: [(1, 1), (2, 2)]}, word, word, note=word),
}
hostile = pytest.mark.parametrize("word", HOSTILE)


class _Elements(HTMLParser):
    """The elements of a page, each with the names of its attributes, and all its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *sorted(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.found.add(("comment",))


def pages(picture: Picture) -> Iterator[str]:
    """Every way in which a picture becomes part of a page."""
    yield picture.as_html()
    yield inline(picture)
    yield "".join(drawing(picture.drawing))


@hostile
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_the_same_elements_whatever_its_words_are(name: str, word: str) -> None:
    plain, given = PICTURES[name]("word"), PICTURES[name](word)
    for page, shown in zip(pages(plain), pages(given), strict=True):
        assert _Elements(shown).found == _Elements(page).found
    assert word in _Elements(inline(given)).words


@hostile
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_the_same_elements_whatever_its_words_are(name: str, word: str) -> None:
    plain, given = CHARTS[name]("word"), CHARTS[name](word)
    for page, shown in ((plain.drawing().svg, given.drawing().svg), (plain.words_html(), given.words_html())):
        found = _Elements(shown)
        assert found.found == _Elements(page).found
        assert word in found.words
    layout = given.plotly()["layout"]
    labels = [layout["title"]["text"], *layout["yaxis"].get("ticktext", ())]
    assert {tag for label in labels for tag, *_ in _Elements(label).found} <= {"br"}, "plotly reads its texts as HTML"


@hostile
@pytest.mark.parametrize("make", [PICTURES["level map"], PICTURES["timeline"], PICTURES["plate"], PICTURES["people"]])
def test_a_drawing_names_itself_by_the_very_words(make: Callable[[str], Picture], word: str) -> None:
    picture = make(word)
    title, *_ = parsed(picture.svg)
    assert word in "".join(title.itertext())
    assert picture.drawing and picture.drawing.title == "".join(title.itertext())


def drawings() -> Iterator[tuple[str, Drawing]]:
    """Every drawing of the course, by name, and one of each chart."""
    made = {name: make("word") for name, make in PICTURES.items()}
    slices = {f"ct {number}": ct_slice(number, marked=True) for number in (1, 2, 3, 4)}
    for name, picture in chain(PLATES.items(), ALIGNMENTS.items(), slices.items(), made.items()):
        if picture.drawing:
            yield name, picture.drawing
    for name, chart in CHARTS.items():
        yield f"chart of {name}", chart("word").drawing()


def test_nothing_in_a_drawing_was_put_together_past_the_builder() -> None:
    for name, whole in drawings():
        finished = [
            (part.tag, piece) for part in whole.svg.shapes for piece in part.inside if piece and isinstance(piece, Markup)
        ]
        assert {tag for tag, piece in finished if not isinstance(piece, Shape)} <= {"style"}, name
        assert not any(value and isinstance(value, Markup) for part in whole.svg.shapes for value in part.attributes.values()), (
            name
        )


def test_a_drawing_says_how_large_it_is_and_how_tall_its_smallest_letters_are() -> None:
    """Whoever lays it out is told so beside its HTML, and reads neither its style nor its view box."""
    for name, whole in drawings():
        measures = whole.measures
        assert f"0 0 {measures['width']} {measures['height']}" == whole.svg.attributes["viewBox"], name
        smallest = min(size for _, size in letters(whole.svg))
        assert 0 <= smallest - measures["letters"] <= 1.3, f"{name}: {smallest}, not {measures['letters']}"
