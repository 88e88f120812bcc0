"""YAML is read the same everywhere: as text, with its lines, within bounds, and no more in the classroom than in a browser."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from spine_edu import data
from spine_edu.errors import UnreadableText
from spine_edu.files.bounds import DEEPEST, MOST_VALUES
from spine_edu.files.json_text import read_json
from spine_edu.files.yaml_text import read_yaml
from spine_edu.operation.fields import parse


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("{code: 81.30, zero: 023, on: 2026-01-14, yes: no, graft: , cc: ~}",
         {"code": "81.30", "zero": "023", "on": "2026-01-14", "yes": "no", "graft": None, "cc": None}),
        ("- true\n- 'true'\n- null\n- \"\"\n- ! null\n", [True, "true", None, "", "null"]),
        ("a: &x [1, {b: 2}]\nc: *x\n", {"a": ["1", {"b": "2"}], "c": ["1", {"b": "2"}]}),
        ("a: |\n  one\n\n  two\nb: >\n  one\n  two\n", {"a": "one\n\ntwo\n", "b": "one two\n"}),
        ("", None),
        ("# a remark\n", None),
        ("just words", "just words"),
    ],
)  # fmt: skip
def test_values_stay_as_they_are_written(text: str, content: Any) -> None:
    assert read_yaml(text, "x.yml").content == content


@pytest.mark.parametrize("name", data.written())
def test_our_files_are_read_as_pyyaml_reads_their_structure(name: str) -> None:
    def as_text(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: as_text(item) for key, item in value.items()}
        if isinstance(value, list):
            return [as_text(item) for item in value]
        return {True: "true", False: "false", None: "", "null": "", "~": ""}.get(value, value)

    loaded = yaml.load(data.text_of(name), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    assert as_text(data.document(name)) == as_text(loaded)


def test_a_line_is_known_for_every_value() -> None:
    lines = read_yaml("- id: x\n  hints: [one,\n    two]\n- &a {id: y}\n- *a\n", "x.yml").lines
    assert lines == {(): 1, (0,): 1, (0, "id"): 1, (0, "hints"): 2, (0, "hints", 0): 2, (0, "hints", 1): 3, (1,): 4, (1, "id"): 4,
                     (2,): 5}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        pytest.param("a: [Why?, How?]", 1, 8, "question mark", id="a question mark in brackets"),
        pytest.param("a:\tb", 1, 3, "a tab", id="a tab after a colon"),
        pytest.param("a: b\tc", 1, 5, "a tab", id="a tab in a text"),
        pytest.param("a: [b\t]", 1, 6, "a tab", id="a tab before a bracket"),
        pytest.param("a: 1\nb: 2\na: 3", 3, 1, "'a' stands twice", id="a key twice"),
        pytest.param("? [a]\n: 1", 1, 3, "not text", id="a list for a key"),
        pytest.param("null: 1", 1, 1, "not text", id="nothing for a key"),
        pytest.param("&a b: 1\n*a : 2", 2, 1, "not text", id="an alias for a key"),
        pytest.param("a: !!int 5", 1, 4, "a tag", id="a tag"),
        pytest.param("a: &a {b: *a}", 1, 11, "alias", id="an alias inside itself"),
        pytest.param("a: 1\n---\nb: 2", 2, 1, "second document", id="two documents"),
    ],
)
def test_what_is_not_read_says_where_and_why(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(UnreadableText) as refused:
        read_yaml(text, "x.yml")
    assert (refused.value.line, refused.value.column) == (line, column)
    assert says in str(refused.value)


@pytest.mark.parametrize("text", ['a: "b\tc"\n', "a: 'b\tc'\n", "a: |\n  b\tc\n", "a: 1 #\tb\n", "a: Why?\n", 'a: ["Why?"]\n'])
def test_what_a_browser_reads_too_is_left_alone(text: str) -> None:
    assert read_yaml(text, "x.yml").content["a"]


def nested(levels: int) -> str:
    return '{"a":[' * (levels // 2) + "1" + "]}" * (levels // 2)


@pytest.mark.thorough
def test_depth_and_number_are_bounded_alike_in_yaml_and_json() -> None:
    for read in (lambda text: read_yaml(text, "x").content, lambda text: read_json(text, "x"), lambda text: parse(text, "x")):
        assert read(nested(DEEPEST))
        with pytest.raises(UnreadableText, match=f"{DEEPEST} levels deep"):
            read(nested(DEEPEST + 2))
        with pytest.raises(UnreadableText, match=f"{MOST_VALUES:,} values"):
            read("[" + "[],[]," * (MOST_VALUES // 2) + "[]]")


def test_what_aliases_stand_for_counts_each_time_and_as_deep_as_it_stands() -> None:
    wide = "".join(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9))
    deep = "- &a0 [x]\n" + "".join(f"- &a{n} [*a{n - 1}]\n" for n in range(1, DEEPEST + 2))
    with pytest.raises(UnreadableText, match="200,000 values"):
        read_yaml(wide, "x")
    with pytest.raises(UnreadableText, match="levels deep"):
        read_yaml(deep, "x")
