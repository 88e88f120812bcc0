"""The readers of official layouts, tried on lines that CMS published; excerpts/README.md says where they were seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.codes.edition import Edition, TurnError
from tools.codes.official.addenda import read_addenda
from tools.codes.official.appendices import read_mdcs, read_order_of_classes, read_procedure_index, read_severities, read_titles
from tools.codes.official.downloads import Download
from tools.codes.official.gems import gems_of
from tools.codes.official.manual import read_lists
from tools.codes.official.order import read_order
from tools.codes.official.pcs_tables import read_tables
from tools.codes.official.table5 import read_table5
from tools.codes.tables import lists
from tools.codes.tables.classes import lists_of_index
from tools.codes.tables.decisions import Decisions

EXCERPTS = Path(__file__).parent / "excerpts"
APRIL_2026 = Edition("2026-04-01")
TABLE = """<ICD10PCS.tabular><version>2027</version><pcsTable>
<axis pos="1" values="1"><title>Section</title><label code="0">Medical and Surgical</label></axis>
<axis pos="2" values="1"><title>Body System</title><label code="S">Lower Joints</label></axis>
<axis pos="3" values="1"><title>Operation</title><label code="G">Fusion</label><definition>Joining together</definition></axis>
<pcsRow codes="4">
<axis pos="4" values="2"><title>Body Part</title>
<label code="0">Lumbar Vertebral Joint</label><label code="3">Lumbosacral Joint</label></axis>
<axis pos="5" values="1"><title>Approach</title><label code="0">Open</label></axis>
<axis pos="6" values="1"><title>Device</title><label code="E">Interbody Fusion Device, Custom-Made</label></axis>
<axis pos="7" values="2"><title>Qualifier</title>
<label code="0">Anterior Approach</label><label code="J">Posterior Approach</label></axis>
</pcsRow></pcsTable></ICD10PCS.tabular>"""


def excerpt(name: str) -> Download:
    raw = (EXCERPTS / name).read_bytes()
    return Download(name, raw.decode("cp1252" if "Table 5" in name else "utf-8"))


def test_the_order_file_gives_long_titles_of_codes_and_leaves_headers_out():
    titles = read_order(excerpt("icd10pcs_order_2023.txt"))
    assert list(titles) == ["0016070", "0016071", "0016075"]
    assert titles["0016075"] == "Bypass Cerebral Ventricle to Intestine with Autologous Tissue Substitute, Open Approach"


def test_table_5_gives_the_capped_weight_and_both_stays_as_printed():
    heart, hip = read_table5(excerpt("CMS-1808-F Table 5.txt"), Edition("2024-10-01"))
    assert (heart.drg, heart.mdc, heart.weight, heart.gmlos, heart.amlos) == ("001", "PRE", "28.1664", "28.5", "38.5")
    assert (hip.drg, hip.type, hip.weight) == ("470", "SURG", "1.8855")


def test_the_manual_gives_lists_by_class_and_heading_with_pairs_apart():
    found = lists.named(read_lists(excerpt("mdcs_08_11.txt")), "mdcs_08_11.txt")
    assert found["principal"] == {"A0224", "A1801", "T8463XA"}
    assert found["secondary"] == {"M4010", "M438X9"}
    assert found["extensive-8"] == {"0RG8070", "0RG84KJ"}, "codes of a pair are not extensive by themselves"
    assert found["extensive-a1"], found["extensive-a2"] == ({"0RG7070"}, {"0SG1070", "XRGC4R7"})
    assert (found["extensive-b1"], found["extensive-b2"]) == ({"0RG7071"}, {"0SG147J", "XRGC0EA"})
    assert (found["multiple-anterior"], found["multiple-posterior"]) == ({"0RG7070", "XRGC0R7"}, {"0RG7071"})
    assert found["single-anterior"] == {"0RG6070", "XRGD3R7"}


def test_appendix_a_gives_all_classes_of_its_version():
    titles = read_titles(excerpt("appendix_A.txt"), APRIL_2026)
    assert (titles["001"].mdc, titles["001"].type) == ("", "SURG")
    assert (titles["028"].mdc, titles["028"].title) == ("01", "SPINAL PROCEDURES WITH MCC")
    assert titles["052"].type == "MED"


def test_appendix_b_gives_each_diagnosis_the_mdc_it_has_by_itself():
    assert read_mdcs(excerpt("appendix_B.txt")) == {
        "A0223": "08",
        "A0224": "08",
        "A09": "06",
        "A1801": "08",
        "A35": "15",
        "A360": "03",
    }


def test_appendix_c_gives_severities_and_what_they_do_not_count_beside():
    found = read_severities(excerpt("appendix_C.txt"))
    assert found.level == {"A201": "CC", "A202": "MCC", "A203": "MCC"}
    assert found.collections[found.collection_of["A202"]] == {"A202", "J1281"}
    assert len(found.collections[found.collection_of["A201"]]) == 7


def test_appendix_d_gives_the_order_of_the_spinal_classes_that_our_engine_follows():
    from spine_edu.coding.drg.order import ORDER

    ours = tuple(family.name for family in ORDER["v43"])
    assert tuple(name for name in read_order_of_classes(excerpt("appendix_D_E.txt"), "08") if name in ours) == ours


def test_the_tables_give_labels_and_every_combination_of_a_row():
    tables = read_tables(Download("icd10pcs_tables_2027.xml", TABLE), Edition("2026-10-01"))
    assert tables.labels["0SG", "6", "E"] == "Interbody Fusion Device, Custom-Made"
    assert tables.labels["0SG", "3", "G"] == "Fusion"
    assert sorted(tables.codes(frozenset({"0SG"}))) == ["0SG00E0", "0SG00EJ", "0SG30E0", "0SG30EJ"]


def test_addenda_of_either_system_are_read():
    pcs = (
        "Add:         0SG00E0 Fusion Lum Jt\n"
        "Delete:      XRGB0R7 Fusion Lum Jt\n"
        "Revise from: XRGB0EA Old\n"
        "Revise to:   XRGB0EA New\n"
    )
    cm = (
        "Add:         0 M868X8  Other osteomyelitis, other site\n"
        "Add:         1 M868X80 Title\n"
        "Delete:      1 M868X8  Other osteomyelitis\n"
    )
    found = read_addenda(Download("order_addenda_2027.txt", pcs))
    assert (found.added, found.deleted, found.revised) == ({"0SG00E0"}, {"XRGB0R7"}, {"XRGB0EA"})
    assert read_addenda(Download("icd10cm_order_addenda_2027.txt", cm)).added == {"M868X8", "M868X80"}


def test_mappings_are_read_both_ways_for_the_codes_we_hold():
    forward = Download("gem_i9pcs.txt", "0001  6A750Z4 10000\n8138  0SG0070 10000\n8162  NoPCS   11000\n")
    backward = Download("gem_pcsi9.txt", "0016070 0231  10000\n0SG0070 8106  10000\n")
    rows = [tuple(row.values()) for row in gems_of(forward, backward, ["81.38", "81.62", "0SG0070"])]
    assert rows == [
        ("icd9_to_pcs", "81.38", "0SG0070", "1", "0", "0", "0", "0"),
        ("icd9_to_pcs", "81.62", "NoPCS", "1", "1", "0", "0", "0"),
        ("pcs_to_icd9", "0SG0070", "81.06", "1", "0", "0", "0", "0"),
    ]


def test_appendix_e_tells_where_each_operation_leads():
    index = read_procedure_index(excerpt("appendix_D_E.txt"))
    assert index["0RU407Z"] == {("08", "515-517")}
    assert ("08", "518") in index["0RU40JZ"] and ("08", "518-520") in index["0RU347Z"]
    found = lists_of_index(index, ["0RU347Z", "0RU407Z", "0RU40JZ", "0016070", "0QB20ZX"])
    assert found["nervous-system-spinal"] == {"0RU347Z", "0RU40JZ"}
    assert (found["back-and-neck"], found["disc-device"], found["other-musculoskeletal"]) == (
        {"0RU347Z"},
        {"0RU40JZ"},
        {"0RU407Z"},
    )
    assert found["mdc-17"] == {"0RU347Z", "0016070"}
    assert (found["unrelated"], found["no-operating-room"]) == ({"0016070"}, {"0QB20ZX"})


def test_decisions_of_a_person_are_read():
    decided = Decisions(Download("decisions.csv", "code,field,value\nJ4B,marks,hiv\nK6A.01,marks,\n"))
    assert (decided.value("J4B", "marks", ""), "K6A01" in decided, "K6A02" in decided) == ("hiv", True, False)
    with pytest.raises(TurnError, match=r"decisions\.csv, line 2: its columns are code, field and value"):
        Decisions(Download("decisions.csv", "code,field,value\nJ4B,color,red\n"))


@pytest.mark.parametrize(
    ("read", "told"),
    [
        pytest.param(lambda: read_order(Download("o.txt", "0016070 Bypass Cerebral Ventricle")),
                     r"o\.txt, line 1.*columns 1-5 order number", id="codes file for order file"),
        pytest.param(lambda: read_order(Download("o.txt", "\n")), "empty", id="empty order file"),
        pytest.param(lambda: read_addenda(Download("a.txt", "New: 0SG00E0")), "begin with Add:", id="no addenda"),
        pytest.param(lambda: read_tables(Download("t.xml", TABLE), Edition("2027-10-01")), "version 2027; FY2028 wants",
                     id="tables of another year"),
        pytest.param(lambda: read_tables(Download("t.xml", TABLE[:300]), Edition("2026-10-01")), "no whole XML",
                     id="half a file"),
        pytest.param(lambda: read_table5(excerpt("CMS-1808-F Table 5.txt"), Edition("2026-10-01")), "does not name FY 2027",
                     id="weights of another year"),
        pytest.param(
            lambda: read_table5(Download("Table 5.txt",
                                         excerpt("CMS-1808-F Table 5.txt").text.replace("10% Cap Applied", "capped")),
                                Edition("2024-10-01")),
            "no column is called Weights - 10% Cap Applied or Weights",
            id="a column renamed",
        ),
        pytest.param(lambda: read_titles(excerpt("appendix_A.txt"), Edition("2026-10-01")),
                     r"of MS-DRG v43\.1; from 2026-10-01 v44 is in force", id="manual of another version"),
        pytest.param(lambda: read_lists(Download("mdcs_08_11.txt", "<html>")), "text files of the Definitions Manual",
                     id="a page for a text"),
        pytest.param(lambda: read_severities(Download("appendix_C.txt",
                                                      excerpt("appendix_C.txt").text.partition("PDX collection 0055")[0])),
                     "cut short: PDX collection 0055", id="appendix C cut short"),
        pytest.param(lambda: gems_of(Download("g.txt", "8138 to 0SG0070"), Download("h.txt", ""), []), r"g\.txt, line 1",
                     id="no mapping"),
    ],
)  # fmt: skip
def test_another_layout_or_year_is_told_with_what_is_wanted(read, told):
    with pytest.raises(TurnError, match=told):
        read()


def test_a_heading_of_the_manual_that_nobody_knows_is_not_passed_over():
    text = "DRG 402 SINGLE LEVEL\n\nSINGLE LEVEL SPINAL FUSION FROM ABOVE\nOPERATING ROOM PROCEDURES\n\n  0SG00A0 Fusion\n"
    with pytest.raises(TurnError, match=r"FROM ABOVE.*tools/codes/tables/lists\.py"):
        lists.named(read_lists(Download("mdcs_08_11.txt", text)), "mdcs_08_11.txt")


def test_a_list_that_is_printed_twice_must_be_printed_alike():
    text = "".join(
        f"+--+\nDRG {drg} TITLE\n\nSINGLE LEVEL ANTERIOR SPINAL FUSION\nOPERATING ROOM PROCEDURES\n\n  {code} Fusion\n\n"
        for drg, code in (("402", "0SG00A0"), ("402", "0SG30A0"))
    )
    with pytest.raises(TurnError, match="single-anterior is printed twice and not alike"):
        lists.named(read_lists(Download("mdcs_08_11.txt", text)), "mdcs_08_11.txt")
