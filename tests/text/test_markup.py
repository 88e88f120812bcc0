"""Whatever an author, a learner or an operative note says, a page shows it as words and never obeys it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.text.markup import Address, Markup, Piece, Shape, element, join, shape

Read = list[tuple[str, object]]
"""What a browser meets, in order: ("start", (tag, attributes)), ("text", words), ("end", tag)."""

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.sampled_from(
    ["</p><script>alert(1)</script>", "' onclick='x", '" onclick="x', "<!--", "&lt;", "&amp;amp", "L4 < L5 & L6", "<![CDATA["]
)


@dataclass(frozen=True)
class Node:
    """An element with its title and what stands in it."""

    tag: str
    title: str
    inside: list[Node | str]


NESTED: st.SearchStrategy[Node | str] = st.recursive(
    WORDS, lambda inside: st.builds(Node, st.sampled_from(["p", "b", "div"]), WORDS, st.lists(inside, max_size=4))
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.met: Read = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append(("start", (tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        self.met.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.met.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.met.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.met.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.met.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.met.append(("instruction", data))


def _read(html: str) -> Read:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _words_together(reader.met)


def _starts(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the start tags of a page with their attributes."""
    return [cast("tuple[str, dict[str, str | None]]", what) for kind, what in _read(html) if kind == "start"]


def _words_together(met: Read) -> Read:
    """Set neighbouring texts together and leave out empty ones, as a reader sees them."""
    together: Read = []
    for kind, what in met:
        if kind == "text" and together and together[-1][0] == "text":
            together[-1] = ("text", f"{together[-1][1]}{what}")
        elif what != "":
            together.append((kind, what))
    return together


def _built(node: Node | str, build: Callable[..., Markup]) -> Piece:
    if isinstance(node, str):
        return node
    return build(node.tag, *(_built(part, build) for part in node.inside), title=node.title)


def _meant(node: Node | str) -> Read:
    if isinstance(node, str):
        return [("text", node)]
    inside = [met for part in node.inside for met in _meant(part)]
    return [("start", (node.tag, {"title": node.title})), *inside, ("end", node.tag)]


@pytest.mark.parametrize("build", [element, shape])
@given(node=NESTED)
def test_a_page_reads_the_very_words_it_was_given_and_no_tag_that_was_not_built(
    build: Callable[..., Markup], node: Node | str
) -> None:
    built = join([_built(node, build)])
    assert _read(built) == _words_together(_meant(node))


@given(words=WORDS)
def test_words_added_to_markup_stay_words_on_either_side(words: str) -> None:
    bold = element("b", "L4")
    assert element("p", words + bold) == element("p", join([words, bold]))
    assert element("p", bold + words) == element("p", join([bold, words]))


@given(words=WORDS)
def test_what_was_put_together_past_the_builder_is_shown_as_text(words: str) -> None:
    assert _read(element("p", f"<b>{words}</b>")) == [("start", ("p", {})), ("text", f"<b>{words}</b>"), ("end", "p")]


def test_markup_in_an_attribute_is_a_text_like_any_other() -> None:
    assert element("img", alt=Markup('<b>"L4"</b>')) == '<img alt="&lt;b&gt;&quot;L4&quot;&lt;/b&gt;">'


def test_an_address_stands_in_double_quotes_as_it_is_and_cannot_end_them() -> None:
    assert element("img", src=Address("data:,<svg class='a'/>")) == """<img src="data:,<svg class='a'/>">"""
    assert shape("image", href=Address("data:,'")) == "<image href='data:,&#x27;'/>"
    for text in ('data:," onload="x', "?a&lt"):
        with pytest.raises(ValueError, match="%22"):
            Address(text)


@given(node=NESTED)
def test_a_shape_keeps_what_its_text_was_built_of(node: Node | str) -> None:
    whole = shape("svg", Markup("&#167;"), _built(node, shape), None)
    assert "".join(whole.pieces) == whole
    assert len(list(whole.pieces)) == len(list(whole.shapes)) == len(_starts(whole))
    assert [part.attributes.get("title") for part in whole.shapes][1:] == [
        attributes["title"] for _, attributes in _starts(whole)[1:]
    ]


@given(node=NESTED, words=WORDS)
def test_a_shape_that_is_changed_escapes_what_is_new(node: Node | str, words: str) -> None:
    def named(part: Shape) -> Shape:
        return shape(part.tag, *part.inside, **{**part.attributes, "title": words})

    whole = shape("svg", _built(node, shape)).changed(named)
    assert {title for _, attributes in _starts(whole) for title in attributes.values()} == {words}


def test_an_attribute_that_is_false_or_missing_is_left_out_and_zero_is_kept() -> None:
    assert element("td", "3", rowspan=None, hidden=False, colspan=0, data_level="L4") == '<td colspan="0" data-level="L4">3</td>'


def test_an_element_that_cannot_hold_anything_refuses_words() -> None:
    with pytest.raises(ValueError, match="cannot hold anything"):
        element("br", "L4")


def test_an_empty_element_has_an_end_tag_in_html_and_none_in_svg() -> None:
    assert element("span") == "<span></span>"
    assert shape("circle", r=2) == "<circle r='2'/>"


PACKAGE = Path(__file__).parents[2] / "spine_edu"


@pytest.fixture(scope="module")
def sources() -> dict[str, ast.Module]:
    """Every module of the package, parsed, by its place."""
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}


def test_only_the_builder_escapes(sources: dict[str, ast.Module]) -> None:
    """An f-string with `escape` is right until one is forgotten."""
    escaping = {
        name
        for name, tree in sources.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and node.module == "html" and any(alias.name == "escape" for alias in node.names))
        or (isinstance(node, ast.Attribute) and node.attr == "escape" and getattr(node.value, "id", "") == "html")
    }  # fmt: skip
    assert escaping == {"text/markup.py"}, "build it with element, shape and join of spine_edu.text.markup"


def test_no_module_puts_words_between_tags_by_hand(sources: dict[str, ast.Module]) -> None:
    """Text and tags in one f-string are the same kind of letters: whoever forgets to escape there is not told."""
    by_hand = [
        f"{name}, line {node.lineno}"
        for name, tree in sources.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and re.search(r"</?[a-z]", str(part.value)) for part in node.values)
    ]
    assert not by_hand, "build it with element, shape and join of spine_edu.text.markup"


def test_no_module_reads_back_what_another_printed(sources: dict[str, ast.Module]) -> None:
    """What was a value before it was printed travels beside the print (see `spine_edu.widgets.asking.paper.QUESTIONS`)."""
    of_authors = {  # read what authors wrote: Markdown, in which a fold is HTML, and conditions of a phrase
        "practice/notes/conditions.py", "publish/present/passages.py",
    }  # fmt: skip
    a_tag = re.compile(r"<(?:\(\?:|\()?/?[a-z\[]")
    reading = {
        name
        for name, tree in sources.items()
        if name not in of_authors
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") == "re"
        for pattern in node.args[:1]
        if any(isinstance(part, ast.Constant) and a_tag.search(str(part.value)) for part in ast.walk(pattern))
        and "(?P<" not in ast.unparse(pattern)
    }  # fmt: skip
    assert not reading, "let the values travel beside the HTML"


def test_no_module_takes_a_drawing_or_a_page_apart(sources: dict[str, ast.Module]) -> None:
    """Sizes and letters of a drawing travel as `spine_edu.figures.drawing.measures`; that something is a figure, too."""
    sets_xml_in_xml = {"publish/export/words.py"}  # an item of a question file is a tree, in which its texts are put whole
    parsers = {"HTMLParser", "ElementTree.fromstring", "fromstring", "unquote"}
    taken_apart = {
        name
        for name, tree in sources.items()
        if name not in sets_xml_in_xml
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and parsers & {alias.name for alias in node.names})
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in parsers)
    }
    asked_of = [
        f"{name}, line {node.lineno}: {ast.unparse(node)}"
        for name, tree in sources.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops) and _is_tag(node.left))
        or (isinstance(node, ast.Call) and getattr(node.func, "attr", "") in READS_BACK and any(map(_is_tag, node.args)))
    ]
    assert not taken_apart and not asked_of, "let the values travel beside the HTML"


READS_BACK = {"find", "index", "partition", "rpartition", "split", "rsplit", "removeprefix", "removesuffix"}


def _is_tag(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(re.match(r"</?[a-z]|viewBox", node.value))
