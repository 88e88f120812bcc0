"""What a coder writes in short: spans, techniques, shop words and levels that the note does not name, coded as if written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine_edu.anatomy import joints_in
from spine_edu.coding.engine import codes_for
from spine_edu.operation import read_operation
from tests.coding.build import DAYS, Fields, done, fused

SHORT = {  # a technique: the fields that it stands for, and a span in which it is done
    "TLIF": (("anterior", "posterior"), ("L3-L5", "L4-S1", "T12-L2")),
    "PLIF": (("anterior", "posterior"), ("L2-L5", "L5-S1")),
    "ALIF": (("anterior", "anterior"), ("L4-S1", "L5-S1")),
    "XLIF": (("anterior", "lateral"), ("L2-L4", "L1-L5")),
    "OLIF": (("anterior", "lateral"), ("L3-L5",)),
    "ACDF": (("anterior", "anterior"), ("C4-C7", "C5-6-7", "C3-4")),
    "PLF": (("posterior", "posterior"), ("T10-L2", "L4-5", "T1 to L4", "L3/5")),
    "PCF": (("posterior", "posterior"), ("C2-T1", "C3-C6")),
}
SHOP = {
    "PEEK cage": "interbody cage", "ICBG": "harvested autograft", "Grafton": "demineralized bone matrix", "Infuse": "rhBMP",
    "Vitoss": "synthetic substitute", "BMA": "bone marrow aspirate", "Osteocel": "allograft", "local bone": "local autograft",
}  # fmt: skip


@st.composite
def short_and_long(draw: st.DrawFn) -> tuple[Fields, Fields]:
    """One operation in a coder's words and spans, and the same written out, an entry for each joint."""
    short: list[Fields] = []
    long: list[Fields] = []
    for technique in draw(st.lists(st.sampled_from(sorted(SHORT)), min_size=1, max_size=3)):
        (column, direction), spans = SHORT[technique]
        span, materials = draw(st.sampled_from(spans)), draw(st.lists(st.sampled_from(sorted(SHOP)), max_size=3))
        common = {
            "status": draw(st.sampled_from((None, "initial", "refusion"))),
            "approach": draw(st.sampled_from((None, "open"))),
        }
        short.append({"joint": span, "technique": technique, "materials": materials, **common})
        written = {"column": column, "direction": direction, "materials": [SHOP[word] for word in materials], **common}
        long += [{"joint": joint.name, **written} for joint in joints_in(span)]
    span, extent = draw(st.sampled_from(("L3-L5", "C4-7", "T12-S1"))), draw(st.sampled_from((None, "partial", "total")))
    disc = {"kind": "discectomy", "extent": extent, "approach": "open"}
    stay = {"discharged": draw(DAYS), "diagnoses": {"principal": "M96.0"}}
    return (
        {**stay, "fusions": short, "procedures": [{**disc, "joint": span}]},
        {**stay, "fusions": long, "procedures": [{**disc, "joint": joint.name} for joint in joints_in(span)]},
    )


@given(short_and_long())
def test_words_and_spans_give_the_codes_of_the_operation_written_out(contents: tuple[Fields, Fields]) -> None:
    short, long = (codes_for(read_operation(content)).as_dict() for content in contents)
    assert short.pop("understood")
    assert not long.pop("understood")
    assert short == long, "what is asked depends on what was done, not on its name"


@pytest.mark.parametrize("day", ["2014-01-14", "2026-01-14"])
def test_a_level_that_is_not_documented_is_asked_for_and_keeps_the_class_and_the_count_open(day: str) -> None:
    found = codes_for(
        read_operation(
            {"discharged": day, "fusions": [fused("L4-L5"), {"joint": "cervical"}], "diagnoses": {"principal": "M96.0"}}
        )
    )
    (query,) = found.queries
    assert (query.about, query.missing) == ("cervical fusion", "level")
    assert "which joint of the cervical spine" in query.ask
    assert [code.code for code in found.icd9_fusion] == ["81.07"]
    assert found.icd9_count is None
    assert found.grouping is not None
    assert found.grouping.drg is None


def test_screws_beside_a_fusion_of_unknown_level_are_no_insertion() -> None:
    screws = done("instrumentation", of="screws and rods", vertebrae=["L4", "L5"])
    for region, firm in (("lumbar", []), ("not documented", []), ("cervical", ["0QH004Z"])):
        found = codes_for(read_operation({"discharged": "2026-01-14", "fusions": [{"joint": region}], "procedures": [screws]}))
        assert [code.code for code in found.pcs_companion] == firm, region


def test_an_answer_says_what_was_understood_before_it_gives_reasons_in_every_form() -> None:
    spanned = {"joint": "L3-L5", "technique": "PLF", "status": "initial", "approach": "open", "materials": ["ICBG"]}
    found = codes_for(read_operation({"discharged": "2026-01-14", "fusions": [spanned]}))
    lines = found.explain().text().splitlines()
    read = lines.index("Read in the words of the format")
    assert lines.index("ICD-10-PCS") < read < lines.index("Why these codes")
    assert lines[read + 1] == "  fusions entry 1: 'ICBG' is read as materials: harvested autograft"
    assert lines[read + 2].startswith("  fusions entry 1: PLF fills in column: posterior and direction: posterior")
    assert "L3-L4 and L4-L5" in found.explain().html()
    assert [told["where"] for told in found.as_dict()["understood"]] == ["fusions entry 1"] * 3
