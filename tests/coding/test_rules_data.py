"""rules.yml, misconceptions.yml, sources.yml (and glossary.yml): complete, resolving, and nothing in them that nobody uses."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import pytest

from spine_edu import data
from spine_edu.coding.engine import codes_for
from spine_edu.coding.feedback.diagnosis import misconceptions
from spine_edu.coding.rules import rules
from spine_edu.days import iso_day
from tests.coding.build import IMPLANT, fused, operation

ROOT = Path(__file__).resolve().parents[2]
SOURCES: dict[str, dict[str, Any]] = data.document("sources.yml")
GLOSSARY = data.document("glossary.yml") if (data.root() / "glossary.yml").is_file() else {}


@functools.cache
def _text(*patterns: str, without: str = "") -> str:
    """Everything that stands in these files."""
    paths = [path for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.name != without]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _named(word: str, text: str) -> bool:
    """Whether a word stands in a text, and not as a part of a longer one.

    To look back from a find is faster than at each letter.
    """
    finds = re.finditer(rf"{re.escape(word)}(?![\w-])", text)
    return any(not re.match(r"[\w.-]", text[find.start() - 1 : find.start()]) for find in finds)


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_it_rests_on_and_since_when(rule: Any) -> None:
    assert rule.title
    assert rule.says.endswith(".")
    assert not rule.title.endswith(".")
    for source in (rule.source, *rule.also):
        assert source in SOURCES, f"data/rules.yml, {rule.id}: no source {source!r} in data/sources.yml"
    assert iso_day(rule.since) == rule.since
    assert not rule.contested or rule.contested.endswith(".")


@pytest.mark.parametrize("rule", rules())
def test_a_rule_is_cited_by_the_engine_or_taught(rule: str) -> None:
    used = _text("spine_edu/**/*.py", "data/questions/*.yml", "data/cases/*.yml", "notebooks/*.ipynb", "data/misconceptions.yml")
    assert _named(rule, used), f"data/rules.yml: nothing cites {rule!r}"


@pytest.mark.parametrize(("name", "entry"), misconceptions().items(), ids=list(misconceptions()))
def test_a_misconception_is_a_belief_with_its_refutation(name: str, entry: dict[str, str]) -> None:
    assert set(entry) <= {"text", "refutation", "rule", "source"}
    assert entry["text"].endswith(".")
    assert entry["refutation"].endswith(".")
    assert ("rule" in entry) != ("source" in entry), f"data/misconceptions.yml, {name}: name either a rule or a source"
    assert entry.get("rule", "A8") in rules(), f"data/misconceptions.yml, {name}: no rule {entry['rule']!r}"
    assert entry.get("source", "pcs-guidelines") in SOURCES, f"data/misconceptions.yml, {name}: no source {entry['source']!r}"


def test_a_misconception_is_caught_by_the_engine_or_a_question() -> None:
    used = _text("spine_edu/**/*.py", "data/questions/*.yml", "data/cases/*.yml", "notebooks/*.ipynb")
    lost = [name for name in misconceptions() if not _named(name, used)]
    assert not lost, f"data/misconceptions.yml: nothing catches {lost}"


def test_every_misconception_named_by_a_question_exists() -> None:
    named = set(re.findall(r"misconception: *([\w-]+)", _text("data/questions/*.yml", "data/cases/*.yml")))
    assert named <= set(misconceptions()), f"not in data/misconceptions.yml: {sorted(named - set(misconceptions()))}"


def test_a_source_is_used_by_something() -> None:
    used = _text(
        "data/**/*.yml", "data/**/*.csv", "data/**/*.md", "notebooks/*.ipynb", "spine_edu/**/*.py", "docs/*.md",
        without="sources.yml",
    )  # fmt: skip
    idle = [name for name in SOURCES if not _named(name, used)]
    assert not idle, f"data/sources.yml: nothing rests on {idle}"


@pytest.mark.parametrize(("name", "entry"), SOURCES.items(), ids=list(SOURCES))
def test_a_source_can_be_looked_up(name: str, entry: dict[str, str]) -> None:
    missing = {"title", "publisher", "edition", "address", "checked", "licence", "seen"} - set(entry)
    assert not missing, f"data/sources.yml, {name}: no {missing}"
    assert iso_day(entry["checked"])
    assert entry["address"].startswith(("https://", "http://"))


def test_a_glossary_entry_explains_itself() -> None:
    for word, entry in GLOSSARY.items():
        assert entry, f"data/glossary.yml: {word} says nothing"
        source = entry.get("source") if isinstance(entry, dict) else None
        assert source is None or source in SOURCES, f"data/glossary.yml, {word}: no source {source!r}"


def test_fixation_belongs_to_a_fusion_in_icd_9_and_is_none_by_itself():
    """The rule and the question that is asked where only hardware is named say the same."""
    held = codes_for(operation("2010-01-14", fused("L4-L5", materials=IMPLANT)))
    (query,) = [query for query in held.queries if query.missing == "graft"]
    assert held.codes == ()
    assert "may go with a fusion but is none" in query.ask
    assert "only held" in query.ask
    assert "only held and not made to fuse" in rules()["icd9-fixation-included"].says
