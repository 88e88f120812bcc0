"""Whatever an author writes, `check` answers with findings: each wrong value in a file of each kind, and texts meant to harm."""

from __future__ import annotations

import copy
import datetime
import json
import math
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import yaml

from spine_edu import data
from spine_edu.errors import DataError
from spine_edu.files.yaml_text import read_yaml
from spine_edu.quiz.bank import read_question
from spine_edu.review.cases import review_case, review_case_file
from spine_edu.review.draft import Draft, Finding, read_drafts
from spine_edu.review.fairness import review_files
from spine_edu.review.questions import review
from spine_edu.review.shelf import review_shelf_entry, review_shelf_file, shelf_of
from spine_edu.spots import Path
from tests.conftest import some
from tests.quiz.samples import ENTRIES, LINKED_ENTRIES


class Unspeakable:
    """An object that cannot show itself."""

    def __repr__(self) -> str:
        raise RuntimeError("no words")


WRITABLE = [
    None, "", " ", [], {}, True, "0", "-1.5", "nan", "1e999", "9" * 5000, "x" * 30_000, "a\x07b\x1b[31m\u202e", "L9-L12", "M96,0",
    "2026-02-30", [None], [[]], [{}], {"odd": {"odd": None}}, ["x" * 30_000], "\ud7ff{}'\"<b>&",
]  # fmt: skip
"""What a file can hold."""
FOREIGN = [
    0,
    1.5,
    math.nan,
    -math.inf,
    10**5000,
    datetime.date(2026, 1, 14),
    {1: 2},
    {None: None},
    (),
    b"M96.0",
    Unspeakable(),
    "\ud800",
]
"""What only a program can hand over."""

CASES = {case["id"]: case for name in ("lumbar.yml", "refusion.yml") for case in data.document(f"cases/{name}")}
CASE_IDS = ["abdomen-after-back-l4-s1", "mixed-l3-l5"]
QUESTIONS = {entry.get("kind", "single"): entry for entry in (*LINKED_ENTRIES, *reversed(ENTRIES))}
LISTS = ["facts.yml", "glossary.yml", "sources.yml", "misconceptions.yml", "objectives.yml", "histories.yml", "words.yml"]


def paths_in(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of a value and of all inside it; of a list, the first item stands for all."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for step, item in inner:
        yield from paths_in(item, (*path, step))


def changed(entry: Any, path: Path, value: Any) -> Any:
    """Return the entry with another value at one place."""
    if not path:
        return value
    whole = copy.copy(entry)
    whole[path[0]] = changed(entry[path[0]], path[1:], value)
    return whole


def odd_ones(entry: Any, values: list[Any]) -> Iterator[tuple[Path, Any, Any]]:
    """Yield each place with each odd value, and what becomes of the entry; in the quick tests, some of them."""
    for path, value in some(list(product(paths_in(entry), values))):
        yield path, value, changed(entry, path, value)


def fair(finding: Finding) -> bool:
    """Whether a finding says where, what and how to mend it, in one line that quotes little."""
    line = str(finding)
    return bool(finding.text and finding.fix) and line.isprintable() and len(line) < 900 and "x" * 61 not in line


def question_findings(fields: Any) -> list[Finding]:
    draft = Draft("x.yml", 0, fields, {}, None)
    try:
        question = read_question(fields, "x.yml")
    except DataError as error:
        return draft.unread(error)
    return review(Draft("x.yml", 0, fields, {}, question))


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_no_value_in_a_question_is_more_than_a_finding(kind: str) -> None:
    for path, value, entry in odd_ones(QUESTIONS[kind], [*WRITABLE, *FOREIGN]):
        assert all(map(fair, question_findings(entry))), (path, str(type(value)), question_findings(entry))


@pytest.mark.parametrize("id", CASE_IDS)
@pytest.mark.thorough
def test_no_value_in_a_case_is_more_than_a_finding(id: str) -> None:
    for path, value, entry in odd_ones(CASES[id], [*WRITABLE, *FOREIGN]):
        findings = review_case(Draft("x.yml", 0, entry, {}, None))
        assert all(map(fair, findings)), (path, str(type(value)), findings)


@pytest.mark.parametrize("name", LISTS)
def test_no_value_in_a_list_is_more_than_a_finding(name: str) -> None:
    shelf, entries = shelf_of(data.text_of(name)), data.document(name)
    assert shelf is not None
    for first in list(entries)[:2]:
        for path, value, entry in odd_ones(entries[first], [*WRITABLE, *FOREIGN]):
            findings = review_shelf_entry(Draft("x.yml", first, entry, {}, None), shelf)
            assert all(map(fair, findings)), (path, str(type(value)), findings)


ODD = {"odd": {"odd": None}}
MISSPELT = {"id": "neighbor", "sterm": "What?"}


def written(content: Any) -> str:
    return yaml.dump(
        content, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True, sort_keys=False, width=9999
    )


def review_text(text: str) -> list[Finding]:
    if shelf := shelf_of(text):
        return review_shelf_file(text, "x.yml", shelf)
    return review_case_file(text, "x.yml") if "  operation:" in text else review_files({"x.yml": text})


FILES: list[Any] = [
    *(pytest.param([entry, MISSPELT], (0,), id=f"question: {kind}") for kind, entry in sorted(QUESTIONS.items())),
    *(pytest.param([CASES[id], MISSPELT], (0,), id=f"case: {id}") for id in CASE_IDS),
    *(
        pytest.param({first: entry, "neighbor": {"sterm": "What?"}}, (first,), id=f"{name}: {first}")
        for name in LISTS
        for first, entry in list(data.document(name).items())[:1]
    ),
]


@pytest.mark.parametrize(("content", "entry"), FILES)
@pytest.mark.thorough
def test_a_wrong_value_is_named_on_its_line_and_what_else_is_wrong_is_still_told(content: Any, entry: Path) -> None:
    inside = content[entry[0]]
    for path in list(paths_in(inside))[1:]:
        text = written(
            {**content, **{entry[0]: changed(inside, path, ODD)}}
            if isinstance(content, dict)
            else [changed(inside, path, ODD), content[1]]
        )
        found, lines = review_text(text), read_yaml(text, "x.yml").lines
        assert any(finding.id == "neighbor" for finding in found), path
        mine = [finding for finding in found if finding.id != "neighbor"]
        lengths = range(lines[*entry, *path[:-1]], lines[*entry, *path] + 3)
        assert any(finding.line in lengths for finding in mine), (path, list(map(str, mine)))


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        pytest.param('principal: "M96.0"', 'principal: "M96,0"', "operation, diagnoses, principal", "'M96,0' does not have",
                     id="a comma in a diagnosis"),
        pytest.param("operation_month: 38", "operation_month: nan", "operation_month", "must be a number, got 'nan'",
                     id="a month that is no number"),
        pytest.param('fusion: ["81.07"', 'fusion: [null, "81.07"', "expect, icd9cm, fusion 1", "must hold text, got nothing",
                     id="an empty code"),
    ],
)  # fmt: skip
def test_a_slip_in_a_case_is_told_where_it_stands_with_all_that_is_wrong_elsewhere(
    old: str, new: str, field: str, says: str
) -> None:
    text = data.text_of("cases/refusion.yml")
    assert old in text
    slipped = text.replace(old, new, 1) + "\n- id: neighbor\n  sterm: What?\n"
    found = review_case_file(slipped, "x.yml")
    assert any(finding.id == "neighbor" for finding in found)
    first = next(finding for finding in found if finding.id == "mixed-l3-l5")
    assert (first.field, says in first.text) == (field, True), str(first)
    assert first.line == slipped[: slipped.index(new)].count("\n") + 1


ALIASES = "".join(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9))
HOSTILE = [
    pytest.param(ALIASES, "200,000 values", id="aliases that multiply"),
    pytest.param("- &a [*a]\n", "alias", id="an alias inside itself"),
    pytest.param('{"a":' * 50_000 + "1" + "}" * 50_000, "levels deep", id="mappings without end"),
    pytest.param("[" * 100_000, "levels deep", id="lists without end"),
    pytest.param("- a\n" * 250_000, "200,000 values", id="a list without end"),
    pytest.param("[" + "1," * 500_000 + "1]", "200,000 values", id="a JSON list without end"),
    pytest.param("- !!python/object/apply:os.system [echo]\n", "a tag", id="a tag of Python"),
    pytest.param("a" * 1_000_000 + ": 1", "cannot be read", id="a key without end"),
]


@pytest.mark.parametrize(("text", "says"), HOSTILE)
@pytest.mark.thorough
def test_a_text_meant_to_harm_is_one_finding(text: str, says: str) -> None:
    (finding,) = read_drafts(text, "x.yml")[1]
    assert says in str(finding)
    assert fair(finding)


def test_a_file_of_too_many_entries_says_where_it_was_left() -> None:
    drafts, findings = read_drafts("- {}\n" * 3_000, "x.yml")
    assert len(drafts) == 2_000
    assert ("3,000 entries" in findings[0].text, findings[0].line) == (True, 2_001)


@pytest.mark.thorough
def test_questions_that_ask_alike_without_end_are_given_up_in_words() -> None:
    words = [f"word{n}" for n in range(300)]
    entries = [{**QUESTIONS["single"], "id": f"q{n}", "stem": " ".join([*words[n:], *words[:n]]) + "?"} for n in range(40)]
    found = review_files({"x.yml": json.dumps(entries)})
    assert any("not compared" in finding.text for finding in found)
