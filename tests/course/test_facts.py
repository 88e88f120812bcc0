"""What the course states: every fact and every published number has a source we list, and a population where it is a rate."""

from __future__ import annotations

import re

import pytest

from spine_edu import data
from spine_edu.review.shelf import review_shelf_file, shelf_of

FACTS = data.document("facts.yml")
SOURCES = data.document("sources.yml")
EVIDENCE = [path.stem for path in data.files("evidence", "*.csv")]


def test_a_reviewer_finds_nothing_to_mend_in_a_fact() -> None:
    """Sentences, sources, and of a comparison its people, its groups and whether the difference was shown."""
    text = data.text_of("facts.yml")
    shelf = shelf_of(text)
    assert shelf is not None and shelf.what == "fact"
    assert [str(finding) for finding in review_shelf_file(text, "data/facts.yml", shelf)] == []


@pytest.mark.parametrize("id", FACTS)
def test_a_fact_sends_nobody_to_a_fact_that_is_not_there(id: str) -> None:
    said = " ".join(FACTS[id].get(part, "") for part in ("statement", "note", "population"))
    named = set(
        re.findall(r"\b(?:reg|cur|ver|dis|lig|mot|col|neu|art|lan|mor|fus|bio|tec|pcf|ins|sag|rec|ima|com|rev|eco)-\d\d\b", said)
    )
    assert named <= set(FACTS), f"data/facts.yml: {id} points to {sorted(named - set(FACTS))}"
    assert not re.findall(r"\b[a-z]+_[a-z0-9]+\b", said), f"data/facts.yml: {id} names a source that is not listed"


@pytest.mark.parametrize("name", EVIDENCE)
def test_every_published_number_cites_a_source_we_list(name: str) -> None:
    rows = data.table(name, "evidence") if name != "vertebral_column" else []
    assert {row["source"] for row in rows} <= set(SOURCES)


@pytest.mark.parametrize("name", ["us_fusion_trends", "complication_rates"])
def test_every_rate_names_its_population(name: str) -> None:
    assert [row for row in data.table(name, "evidence") if not row["population"]] == []


def test_the_pelvis_adds_up_in_every_patient_of_the_vertebral_column_data() -> None:
    """Pelvic incidence is pelvic tilt plus sacral slope, also in the impossible row: that is what makes it instructive."""
    rows = data.table("vertebral_column", "evidence")
    assert len(rows) == 310
    assert max(abs(float(r["pelvic_incidence"]) - float(r["pelvic_tilt"]) - float(r["sacral_slope"])) for r in rows) < 0.001
