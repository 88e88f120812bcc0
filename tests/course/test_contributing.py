"""The examples in CONTRIBUTING.md: each is read, judged by its own key, and would pass the review that it teaches."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from spine_edu.files.yaml_text import read_yaml
from spine_edu.quiz import KINDS, Question, judge, read_question
from spine_edu.review.draft import read_drafts
from spine_edu.review.questions import review
from spine_edu.review.shelf import review_shelf_file, shelf_of
from tests.conftest import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
READ = [read_yaml(block, "CONTRIBUTING.md").content for block in BLOCKS]
WRITTEN: list[dict[str, Any]] = [entry for block in READ if isinstance(block, list) for entry in block]
COMMON = {name: WRITTEN[0][name] for name in ("objective", "verb", "sources", "reviewed")}
EXAMPLES = [{**COMMON, **entry} for entry in WRITTEN]
QUESTIONS = [read_question(entry, "CONTRIBUTING.md") for entry in EXAMPLES]


def test_there_is_one_example_of_every_kind() -> None:
    assert sorted(question.kind for question in QUESTIONS) == sorted(KINDS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_an_example_is_judged_right_by_its_own_key(question: Question) -> None:
    assert judge(question, question.solution()).correct


def test_a_reviewer_would_pass_every_example() -> None:
    drafts, unread = read_drafts(json.dumps(EXAMPLES), "CONTRIBUTING.md")
    assert [str(finding) for finding in (*unread, *(finding for draft in drafts for finding in review(draft)))] == []


def test_the_words_would_pass_the_check() -> None:
    (block,) = [block for block, read in zip(BLOCKS, READ, strict=True) if isinstance(read, dict)]
    shelf = shelf_of(block)
    assert shelf is not None
    assert review_shelf_file(block, "CONTRIBUTING.md", shelf) == []
