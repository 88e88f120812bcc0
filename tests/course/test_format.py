"""The format of an operation where people look for it: the page, the examples and the README say what the program reads."""

from __future__ import annotations

import importlib.util
import re
import sys

import pytest

from spine_edu import data
from spine_edu.coding.drg.grouper import group
from spine_edu.coding.engine import codes_for
from spine_edu.files.yaml_text import read_yaml
from spine_edu.operation import procedure_fields, procedure_kinds, read_operations
from spine_edu.operation.words import shop_words
from spine_edu.vocabulary import MATERIALS, TECHNIQUES
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "format.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def test_the_page_is_made_from_the_words_the_program_reads() -> None:
    found = importlib.util.spec_from_file_location("format_page", ROOT / "tools" / "format.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["format_page"] = module
    found.loader.exec_module(module)
    assert module.page() == PAGE, "python3 tools/format.py writes it anew"


def test_every_word_stands_on_the_page() -> None:
    ours = {*MATERIALS, *TECHNIQUES, *procedure_kinds(), *(name for kind in procedure_kinds() for name in procedure_fields(kind))}
    shop = {name for word in shop_words() for name in (word.name, *word.also)}
    assert [word for word in sorted(ours | shop) if word not in PAGE] == []


@pytest.mark.parametrize(
    "text",
    [data.text_of("examples/operation.yml"), *re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)],
    ids=["the example", "README"],
)
def test_an_example_of_an_operation_is_coded_without_a_question(text: str) -> None:
    (operation,) = read_operations(text)
    found = codes_for(operation)
    assert found.queries == ()
    assert found.pcs_fusion
    assert found.grouping is not None
    assert found.grouping.drg


def test_the_example_of_a_claim_has_a_class() -> None:
    assert group(read_yaml(data.text_of("examples/claim.yml"), "claim.yml").content).drg


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_page_is_linked_where_people_begin(page: str) -> None:
    assert "(docs/format.md)" in (ROOT / page).read_text("utf-8")
