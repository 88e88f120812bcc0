"""One fact, one number: what the course says with a source stands in the facts, or in the published tables, of that source."""

from __future__ import annotations

import ast
import json
import operator
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from spine_edu import data
from spine_edu.publish.notebooks import lessons
from tests.coding.reading.maps import round_trip

FACTS: dict[str, dict[str, Any]] = data.document("facts.yml")
SOURCES: dict[str, dict[str, str]] = data.document("sources.yml")
TABLES = [path.stem for path in data.files("evidence", "*.csv") if path.stem != "vertebral_column"]

# Numbers of these sources are codes, dates and characters. Tests of the coding engine hold them to the official files.
CODES = {id for id, source in SOURCES.items() if source["licence"].startswith("public domain")}
RULES = (rule for name, rule in data.document("rules.yml").items() if not name.startswith("anatomy-"))
CODES |= {id for rule in RULES for id in (rule["source"], *rule.get("also", []))}
WHOLES = {"100", "1000", "10000", "100000"}  # "of 1,000": natural frequencies round to these
COUNTED = "one two three four five six seven eight nine ten eleven twelve"
WORDS = {word: str(n) for n, word in enumerate(COUNTED.split(), 1)}
SUMS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
TABULATED = {"cms-gems-2018", "cms-ipps-2026-table5", "cms-ipps-2027-table5"}
YEAR = re.compile(r"(?:19|20)\d\d")
MEASURED = re.compile(r"[\d.,]+(?: (?:to|and|or|against) [\d.,]+)? ?(?:%|percent\b|patients\b|adults\b|people\b|men\b|studies\b)")
OF_THE_LEARNER = re.compile(
    r"^(?:sources|\w*profile|column_\w+|neck_counter|pedicle_screw)\(", re.MULTILINE
)  # angles a learner sets
CITED = re.compile(r"(?:\s*\[[a-z][a-z0-9-]+\](?!\())+")
ID = re.compile(r"\[([a-z][a-z0-9-]+)\]")


def numbers(text: str) -> list[str]:
    """Numbers as digits, also "three to six months"; names that hold a digit (L4-L5, ICD-10, grade 2a) are none.

    >>> numbers("In 1,049 adults from C2 to T12 it took three to six months, 14.1% of ICD-10 codes.")
    ['1049', '3', '6', '14.1']
    """
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(
        r"ICD-\d+|\bFY|\b360\b|MS-DRG \d+|`[^`]*`|\]\([^)]*\)|\blessons? \d+(?: (?:and|or|to) \d+)?|\brow \d+|^\d+\. ",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    unit = r"(?= (?:to \w+ |or \w+ )?(?:hours?|days?|weeks?|months?|years?|degrees?)\b)"
    text = re.sub(rf"\b({'|'.join(WORDS)})\b{unit}", lambda found: WORDS[found[1].lower()], text, flags=re.IGNORECASE)
    return re.findall(r"(?<![\w.])(?<![A-Za-z]-)\d+(?:\.\d+)?(?!\w*[A-Za-z])", text)


def fits(said: str, known: Iterable[str]) -> bool:
    """Whether a number is one of those known, or one of them rounded.

    >>> fits("22", ["22.2"]), fits("22.2", ["22"]), fits("50", ["50.5"]), fits("23", ["22.2"])
    (True, False, True, False)
    """
    places = len(said.partition(".")[2])
    return any(
        abs(float(one) - float(said)) <= (0.5 * 10**-places if len(one.partition(".")[2]) > places else 0) + 1e-9 for one in known
    )


def of_fact(fact: dict[str, Any]) -> list[str]:
    return numbers(" ".join(fact.get(part, "") for part in ("statement", "value", "note", "population")))


def known_numbers() -> dict[str, set[str]]:
    """Every number that the facts and tables of a source hold, and the years and counts in its own title."""
    known: dict[str, set[str]] = defaultdict(set)
    for id, source in SOURCES.items():
        known[id].update(numbers(f"{source['title']} {source['edition']}"))
    for fact in FACTS.values():
        for id in fact["sources"]:
            known[id].update(of_fact(fact), fact.get("follows", {}))
    for name in TABLES:
        for row in data.table(name, "evidence"):
            known[row["source"]].update(numbers(" ".join(row.values())))
    for row in data.table("ms_drg", "codes"):
        known[row["source"]].update((row["version"][1:], row["drg"], *filter(None, (row["weight"], row["gmlos"], row["amlos"]))))
    for family in ("81.0", "81.3"):
        trip = round_trip(family)
        known["cms-gems-2018"].update((family, str(trip.there), str(trip.back_to_the_same), str(trip.back_to_refusion)))
    return known


KNOWN = known_numbers()


def claims(text: str) -> Iterator[tuple[str, set[str]]]:
    """Cut a text into what stands before each citation of a paragraph, a line of a list or a row of a table.

    What follows the last citation comes without one: it repeats.

    >>> list(claims("Of 500, 93 % [buser]; 7 % not [martin2019]. So it is 7 of 100."))
    [('Of 500, 93 %', {'buser'}), ('; 7 % not', {'martin2019'}), ('. So it is 7 of 100.', set())]
    """
    for part in re.split(r"\n\n|\n(?=[-|]|\d\. )", text):
        end = 0
        for group in CITED.finditer(part):
            yield part[end : group.start()], set(ID.findall(group[0]))
            end = group.end()
        yield part[end:] if end else "", set()


def holes(said: str, ids: Iterable[str], also: Iterable[str] = ()) -> list[str]:
    """The numbers of a text that none of its sources holds."""
    ids = set(ids)
    if ids & CODES - TABULATED:
        return []
    known = set(also).union(WHOLES, *(KNOWN[id] for id in ids))
    return [number for number in numbers(said) if not fits(number, known)]


def told(part: Any) -> str:
    """What a question tells as true: its reasons, right options and pairs; wrong answers hold wrong numbers."""
    if isinstance(part, list):
        return " ".join(told(inner) for inner in part if not isinstance(inner, dict) or "correct" in inner or "match" in inner)
    if isinstance(part, dict):
        return " ".join(told(part[name]) for name in ("options", "items", "text", "match", "why") if name in part)
    return part if isinstance(part, str) else ""


LESSONS = {path.stem: json.loads(path.read_text(encoding="utf-8"))["cells"] for path in lessons()}


@pytest.mark.parametrize("name", LESSONS)
def test_a_cited_number_of_a_lesson_stands_in_the_facts_of_its_source(name: str) -> None:
    prose = {cell["id"]: "".join(cell["source"]) for cell in LESSONS[name] if cell["cell_type"] == "markdown"}
    everything = {id for text in prose.values() for id in ID.findall(text)} & set(SOURCES)
    found = []
    for cell, text in prose.items():
        for said, ids in claims(text):
            lost = holes(said, ids) if ids else [n for n in holes(said, everything - CODES | TABULATED) if not YEAR.fullmatch(n)]
            found += (
                [f"{name}, {cell}: {lost} not in {sorted(ids) or 'any source of the lesson'}: …{said.strip()[-90:]}"]
                if lost
                else []
            )
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", LESSONS)
def test_a_cited_number_in_the_words_of_a_figure_stands_in_the_facts_of_its_source(name: str) -> None:
    found = []
    for cell in LESSONS[name]:
        if OF_THE_LEARNER.search("".join(cell["source"])):
            continue
        for output in cell.get("outputs", ()):
            words = "".join(output.get("data", {}).get("text/plain", ""))
            for said, ids in claims(re.sub(r"(\[[a-z0-9-]+), (?=[a-z])", r"\1] [", words)):
                sentence = re.split(r"[.:] ", said)[-1]
                if ids and ids <= set(SOURCES) and (lost := holes(sentence, ids)):
                    found.append(f"{name}, {cell['id']}: {lost} not in {sorted(ids)}: …{sentence[-90:]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("file", [path.name for path in data.files("questions", "*.yml")])
def test_a_share_or_a_count_of_people_in_a_question_stands_in_the_facts_of_its_sources(file: str) -> None:
    """Percentages and people; ages, angles and months of invented patients are free, and what a stem invents says "suppose"."""
    found = {}
    for question in data.document(f"questions/{file}"):
        stem = re.sub(r"how many of [\d,]+", "how many", f"{question.get('stem', '')}", flags=re.IGNORECASE)
        invented = re.search(r"\bsuppose|\binvented", stem, re.IGNORECASE)
        said = " ".join(MEASURED.findall(told(question)) + ([] if invented else MEASURED.findall(stem)))
        if lost := holes(said, question["sources"], numbers(f"{stem} {question.get('answer', '')}") if invented else ()):
            found[question["id"]] = lost
    assert not found, f"data/questions/{file}: {found}"


@pytest.mark.parametrize(("file", "part"), [("glossary.yml", "says"), ("misconceptions.yml", "refutation")])
def test_a_number_of_a_term_or_of_a_belief_stands_in_the_facts_of_its_source(file: str, part: str) -> None:
    entries = data.document(file)
    found = {
        name: lost for name, entry in entries.items() if "source" in entry and (lost := holes(entry[part], [entry["source"]]))
    }
    assert not found, f"data/{file}: {found}"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_and_the_facts_of_one_source_give_the_same_numbers(name: str) -> None:
    facts: dict[str, set[str]] = defaultdict(set)
    for fact in FACTS.values():
        for id in fact["sources"]:
            facts[id].update(of_fact(fact))
    values = ("value", "estimate", "low", "high")
    for row in data.table(name, "evidence"):
        for number in (row[value] for value in values if row.get(value)):
            known = facts[row["source"]]
            assert not known or fits(number, known) or any(fits(one, [number]) for one in known), (name, row)


def test_a_number_of_ours_follows_from_its_fact() -> None:
    """`follows` in data/facts.yml gives a number and the sum that leads to it, from numbers of the fact."""
    for id, fact in FACTS.items():
        for number, how in fact.get("follows", {}).items():
            value = worked_out(ast.parse(how, mode="eval").body, {*of_fact(fact), *WHOLES, "10"})
            assert fits(number, [f"{value:.6f}"]), f"data/facts.yml, {id}: {how} is {value:g}, not {number}"


def worked_out(node: ast.expr, known: set[str]) -> float:
    if isinstance(node, ast.BinOp):
        return float(SUMS[type(node.op)](worked_out(node.left, known), worked_out(node.right, known)))
    assert isinstance(node, ast.Constant) and fits(repr(node.value), known), f"{ast.unparse(node)} stands nowhere in the fact"
    return float(node.value)


def test_a_wrong_number_would_be_found() -> None:
    assert holes("In 504 adults the cord ended at L1", ["saifuddin1998"]) == []
    assert holes("In 540 adults the cord ended at L1", ["saifuddin1998"]) == ["540"]
