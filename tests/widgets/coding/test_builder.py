"""The code builder, seen from Python: small, telling, and of one mind with the tables."""

from __future__ import annotations

import json

import pytest

from spine_edu.coding.icd9_choices import icd9_tables
from spine_edu.coding.reading.in_words import code_tables
from spine_edu.errors import CodeError
from spine_edu.widgets.coding.builder import CodeBuilder
from spine_edu.widgets.pack import packed
from tests.widgets.unpack import unpacked


def test_all_tables_for_all_days_take_at_most_20_kb():
    assert len(json.dumps(CodeBuilder().tables, ensure_ascii=False, separators=(",", ":")).encode()) <= 20_000


def test_what_is_sent_is_what_python_reads():
    sent = unpacked(CodeBuilder().tables)
    assert sent["pcs"] == code_tables()
    assert sent["icd9"] == icd9_tables()


@pytest.mark.parametrize(
    ("code", "system", "said"),
    [
        pytest.param("", "ICD-10-PCS", "CodeBuilder(ICD-10-PCS, on 2026-10-01)", id="empty"),
        pytest.param("0sg00aj", "ICD-10-PCS", "CodeBuilder(ICD-10-PCS, 0SG00AJ, on 2026-10-01)", id="ICD-10-PCS"),
        pytest.param("81.38", "ICD-9-CM", "CodeBuilder(ICD-9-CM, 81.38, on 2026-10-01)", id="ICD-9-CM"),
    ],
)
def test_a_code_given_at_the_start_is_put_in_its_system(code, system, said):
    builder = CodeBuilder(code)
    assert builder.system == system
    assert builder._repr_mimebundle_()[0]["text/plain"] == said


def test_what_is_no_text_is_refused():
    with pytest.raises(CodeError, match="give it as text"):
        CodeBuilder(81.38)
    with pytest.raises(CodeError):
        CodeBuilder("0SG00AJ", on="2026-13-01")


def test_the_reading_follows_the_code_on_screen():
    builder = CodeBuilder("0SG00A1", on="2026-01-14")
    assert builder.reading.valid is False
    builder.code = "0SG00AJ"
    assert builder.reading.valid is True
    builder.system, builder.icd9 = "ICD-9-CM", "81.38"
    assert builder.reading.valid is False


def test_without_scripts_the_rows_of_the_day_are_there():
    page = CodeBuilder("0SG00AJ", on="2026-01-14").static_html()
    assert "0SG Lower Joints, Fusion, on 2026-01-14" in page
    assert "reached from behind" in page
    begun = CodeBuilder("0SG", on="2026-01-14").static_html()
    assert "3 of seven characters chosen" in begun and "not valid" not in begun
    assert CodeBuilder(on="2014-01-01").static_html() == "<p>On this day ICD-10-PCS was not in use.</p>"
    assert "<script" not in CodeBuilder("<script>").static_html()


@pytest.mark.parametrize("value", [[], {}, [True, 1, 1.0, "1", None], {"a": [{}], "b": [[]]}, [["x"], ["x"]]], ids=repr)
def test_packing_loses_nothing(value):
    assert json.dumps(unpacked(packed(value))) == json.dumps(value)
