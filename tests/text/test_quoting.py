"""What was given is quoted in one way: short, on one line, whatever it is; a near word is named only where it means the same."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest

from spine_edu.errors import OperationError
from spine_edu.operation.fields import FieldReading
from spine_edu.operation.one_word import Words
from spine_edu.spots import Spot
from spine_edu.text.quoting import LONGEST, did_you_mean, named, shown, some
from spine_edu.vocabulary import MATERIALS
from tests.conftest import ROOT


class Unspeakable(list[Any]):
    """An object that can neither show itself nor say how long it is."""

    def __repr__(self) -> str:
        raise RuntimeError("no words")

    __len__ = __str__ = __repr__  # type: ignore[assignment]


class Loud:
    def __repr__(self) -> str:
        return "one\ntwo\x1b[31m" * 99


GIVEN = [None, "", "L6", "a" * 10**6, "\x1b[2J\n\u202e", "'\"" * 99, 7, 10**5000, 1.5, True, [], [1], {}, {1: 2}, {3}, b"x" * 999,
         Loud(), Unspeakable(), Unspeakable]  # fmt: skip


@pytest.mark.parametrize("value", GIVEN, ids=lambda value: type(value).__name__)
def test_anything_is_shown_in_one_short_line(value: Any) -> None:
    assert 0 < len(shown(value)) <= LONGEST
    assert shown(value).isprintable()


def test_what_is_short_is_quoted_whole_and_what_is_long_says_that_it_goes_on() -> None:
    assert shown("L4-L6") == "'L4-L6'"
    assert shown("a" * 58) == f"'{'a' * 58}'"
    assert shown("a" * 59) == f"'{'a' * 57}…'"
    assert (shown("a\nb"), shown("\u200b")) == (r"'a\nb'", r"'\u200b'")
    assert (shown(None), shown({}), shown({"a": 1}), shown([])) == (
        "an empty entry",
        "a set of 0 fields",
        "a set of 1 field",
        "an empty list",
    )


def test_names_are_cut_and_counted() -> None:
    assert named("nonunion-l4-l5") == "nonunion-l4-l5"
    assert len(named("x" * 999)) < LONGEST
    assert some(["a"] * 20).endswith("a and 8 more")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("demineralized bone matrx", "demineralized bone matrix"),
        ("synthetic substitut", "synthetic substitute"),
        ("harvested allograft", ""),
        ("local allograft", ""),
    ],
)
def test_the_nearest_word_is_named_for_a_slip_of_the_pen_and_not_where_it_would_change_the_code(given: str, meant: str) -> None:
    with pytest.raises(OperationError) as refused:
        Words("materials", MATERIALS)(given, FieldReading(Spot("here")))
    assert re.findall(r"did you mean '([^']*)'", str(refused.value)) == [meant][: bool(meant)]


def test_what_is_no_text_is_near_to_nothing() -> None:
    assert did_you_mean(7, ["7"]) == did_you_mean(Unspeakable(), ["7"]) == ""


def test_there_is_one_way_to_quote_and_one_to_guess() -> None:
    """Every other module asks `spine_edu.text.quoting`."""
    for path in sorted((ROOT / "spine_edu").rglob("*.py")):
        if path.name == "quoting.py":
            continue
        nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]
        assert not [node for node in nodes if isinstance(node, ast.Attribute) and node.attr == "get_close_matches"], path
        assert not [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name.strip("_") == "shown"], path
        cut = [node for node in nodes if isinstance(node, ast.FormattedValue) and node.conversion == 114 and node.format_spec]
        assert not cut, f"{path}, line {cut[0].lineno}: quote with shown()"
