"""Codes beside the fusion, and what is rightly left out; by hand from the tables (pcs-tables-2025) and the guidelines."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from spine_edu import vocabulary
from spine_edu.anatomy import JOINTS
from spine_edu.coding.engine import codes_for
from spine_edu.coding.pcs.companions import companion_codes
from spine_edu.coding.pcs.tables import is_valid, validity
from spine_edu.operation import procedure_fields, procedure_kinds
from tests.coding.build import Fields, done, fused, opened, operation

DAY = "2026-01-14"


@pytest.mark.parametrize(
    ("procedure", "expected"),
    [
        # removal: screws leave the bone, once for each region; the cage leaves the joint (hia-hardware, pcs-tables-2025)
        pytest.param(done("removal", of="screws and rods", vertebrae=["L4", "L5"]), ["0QP004Z"], id="lumbar screws"),
        pytest.param(done("removal", of="screws and rods", vertebrae=["L5", "S1"]), ["0QP004Z", "0QP104Z"],
                     id="screws in L5 and sacrum"),
        pytest.param(done("removal", of="screws", joint="L4-L5"), ["0QP004Z"], id="screws named by the joint they hold"),
        pytest.param(done("removal", of="plate", vertebrae=["C5", "C6"]), ["0PP304Z"], id="cervical plate"),
        pytest.param(done("removal", of="rods", vertebrae="T10-L2"), ["0PP404Z", "0QP004Z"], id="rods across two regions"),
        pytest.param(done("removal", of="interbody device", joint="L4-L5"), ["0SP00AZ"], id="old cage, lumbar joint"),
        pytest.param(done("removal", of="interbody device", joint="L5-S1"), ["0SP30AZ"], id="old cage, lumbosacral joint"),
        pytest.param(done("removal", of="interbody device", joint="C5-C6"), ["0RP10AZ"], id="old cage, cervical joint"),
        pytest.param(done("removal", of="internal fixation device", joint="SI-left"), ["0SP804Z"], id="sacroiliac implant"),
        # disc: Excision or Resection; the Resection rows are open only
        pytest.param(done("discectomy", joint="L4-L5", extent="partial"), ["0SB20ZZ"], id="part of a lumbar disc"),
        pytest.param(done("discectomy", joint="L4-L5", extent="total"), ["0ST20ZZ"], id="all of a lumbar disc"),
        pytest.param(done("discectomy", joint="L5-S1", extent="total"), ["0ST40ZZ"], id="lumbosacral disc"),
        pytest.param(done("discectomy", joint="C5-C6", extent="total"), ["0RT30ZZ"], id="cervical disc"),
        pytest.param(done("discectomy", joint="C7-T1", extent="partial"), ["0RB50ZZ"], id="cervicothoracic disc"),
        pytest.param(done("discectomy", joint="T8-T9", extent="partial"), ["0RB90ZZ"], id="thoracic disc"),
        pytest.param(done("discectomy", joint="T12-L1", extent="total"), ["0RTB0ZZ"], id="thoracolumbar disc"),
        pytest.param(done("discectomy", joint="L4-L5", extent="total", approach="percutaneous endoscopic"), ["0SB24ZZ"],
                     id="all of a disc through an endoscope can only be Excision"),
        pytest.param(done("disc replacement", joint="C5-C6"), ["0RR30JZ"], id="artificial disc"),
        # Release, only with an aim of its own, once for each region
        pytest.param(done("decompression", of="nerve root", region="lumbar", own_objective=True), ["01NB0ZZ"], id="lumbar roots"),
        pytest.param(done("decompression", of="nerve root", region="cervical", own_objective=True), ["01N10ZZ"],
                     id="cervical roots"),
        pytest.param(done("decompression", of="spinal cord", region="cervical", own_objective=True), ["00NW0ZZ"],
                     id="cervical cord"),
        pytest.param(done("decompression", of="dural sac", joint="L4-L5", own_objective=True), ["00NY0ZZ"], id="lumbar sac"),
        pytest.param(done("decompression", of="spinal cord", region="thoracic", own_objective=True), ["00NX0ZZ"],
                     id="thoracic cord"),
        pytest.param(done("decompression", of="nerve root", region="sacral", joint="L5-S1", own_objective=True), ["01NR0ZZ"],
                     id="sacral roots at L5-S1"),
        pytest.param(done("decompression", of="nerve root", region="lumbar", own_objective=False), [],
                     id="only the way to the disc"),
        # harvest from another site (B3.9)
        pytest.param(done("harvest", from_="iliac crest", side="right"), ["0QB20ZZ"], id="right iliac crest"),
        pytest.param(done("harvest", from_="iliac crest", side="both"), ["0QB20ZZ", "0QB30ZZ"], id="both iliac crests"),
        pytest.param(done("harvest", from_="rib", count=2), ["0PB10ZZ"], id="two ribs"),
        pytest.param(done("harvest", from_="rib", count=3), ["0PB20ZZ"], id="three ribs"),
        pytest.param(done("harvest", from_="local bone"), [], id="local bone is never coded"),
        pytest.param(done("harvest", from_="iliac bone marrow", approach="percutaneous"), ["07DR3ZZ"], id="marrow, by policy"),
        # the rest
        pytest.param(done("instrumentation", of="screws and rods", vertebrae=["L4", "L5"]), ["0QH004Z"],
                     id="screws without fusion"),
        pytest.param(done("instrumentation", of="iliac screws", side="both"), ["0QH204Z", "0QH304Z"], id="iliac screws"),
        pytest.param(done("revision", of="rods", vertebrae=["L3", "L4"]), ["0QW004Z"], id="rods corrected"),
        pytest.param(done("revision", of="interbody device", joint="L4-L5"), ["0SW00AZ"], id="cage pushed back"),
        pytest.param(done("stabilization", of="interspinous process device", joint="L4-L5"), ["0SH00BZ"],
                     id="interspinous device"),
        pytest.param(done("stabilization", of="pedicle-based dynamic device", joint="L5-S1"), ["0SH30CZ"], id="dynamic device"),
        pytest.param(done("stabilization", of="facet replacement device", joint="L4-L5"), ["0SH00DZ"], id="facet replacement"),
        pytest.param(done("corpectomy", vertebrae=["T8"], own_objective=True), ["0PB40ZZ"], id="body removed for a tumour"),
        pytest.param(done("corpectomy", vertebrae=["C5"], own_objective=False), [], id="body removed for the strut"),
        pytest.param(done("exploration", joint="L4-L5"), ["0SJ00ZZ"], id="exploration and nothing else"),
        pytest.param(done("dural repair", of="suture"), ["00QT0ZZ"], id="dura sutured"),
        pytest.param(done("dural repair", of="synthetic patch"), ["00UT0JZ"], id="dura patched"),
        pytest.param(done("fracture reduction", of="internal fixation device", vertebrae=["L1"]), ["0QS004Z"],
                     id="fracture set and fixed"),
        pytest.param(done("removal", of="iliac screws", side="left"), ["0QP304Z"], id="an old iliac screw out"),
        pytest.param(done("revision", of="iliac screws", side="both"), ["0QW204Z", "0QW304Z"], id="iliac screws corrected"),
        pytest.param(done("removal", of="disc prosthesis", joint="C5-C6"), ["0RP30JZ"], id="a disc prosthesis leaves the disc"),
        pytest.param(done("removal", of="disc prosthesis", joint="L5-S1"), ["0SP40JZ"], id="the same at L5-S1"),
        pytest.param(done("removal", of="interspinous process device", joint="L4-L5"), ["0SP004Z"],
                     id="a spacer leaves the joint"),
        pytest.param(done("removal", of="spinous process plate", joint="L4-L5"), ["0QP004Z"],
                     id="a spinous process plate leaves bone"),
        pytest.param(done("instrumentation", of="spinous process plate", joint="L4-L5"), ["0QH004Z"],
                     id="a spinous process plate without fusion"),
        pytest.param(done("osteotomy", of="pedicle subtraction", vertebrae=["L3"]), ["0Q800ZZ"], id="pedicle subtraction"),
        pytest.param(done("osteotomy", of="Smith-Petersen", vertebrae=["T10", "T11", "L1"]), ["0P840ZZ", "0Q800ZZ"],
                     id="Smith-Petersen, once a region"),
        pytest.param(done("vertebral augmentation", of="vertebroplasty", vertebrae=["L1"], approach="percutaneous"), ["0QU03JZ"],
                     id="vertebroplasty"),
        pytest.param(done("vertebral augmentation", of="kyphoplasty", vertebrae=["T12"], approach="percutaneous"),
                     ["0PS43ZZ", "0PU43JZ"], id="kyphoplasty"),
        pytest.param(done("hematoma evacuation", of="spinal canal", region="lumbar"), ["00CU0ZZ"], id="epidural hematoma"),
        pytest.param(done("hematoma evacuation", of="muscle", region="lumbar", side="both"), ["0KCF0ZZ", "0KCG0ZZ"],
                     id="hematoma in muscle"),
        pytest.param(done("hematoma evacuation", of="subcutaneous tissue", region="lumbar"), ["0JC70ZZ"],
                     id="hematoma above the fascia"),
        pytest.param(done("debridement", of="muscle", extent="excisional", region="cervical", side="left"), ["0KB30ZZ"],
                     id="muscle cut away in the neck"),
        pytest.param(done("debridement", of="bone", extent="excisional", region="lumbar"), ["0QB00ZZ"], id="bone cut away"),
        pytest.param(done("debridement", of="bone", extent="non-excisional", region="thoracic"), ["0PD40ZZ"], id="bone scraped"),
        pytest.param(done("debridement", of="subcutaneous tissue", extent="non-excisional", region="lumbar"), ["0JD70ZZ"],
                     id="wound washed"),
        pytest.param(done("monitoring"), ["4A11X4G"], id="monitoring, by policy"),
        pytest.param(done("navigation", region="lumbar"), ["8E0WXBZ"], id="navigation, by policy"),
        pytest.param(done("navigation", region="cervical", of="CT"), ["8E09XBG"], id="navigation by CT in the neck"),
        pytest.param(done("robotic assistance", region="lumbar"), ["8E0W0CZ"], id="robot, by policy"),
        pytest.param(done("navigation"), [], id="nobody is asked for a code that only policy wants"),
        pytest.param(done("introduction of rhBMP"), ["3E0U0GB"], id="growth factor, by policy"),
    ],
)  # fmt: skip
def test_each_act_has_its_code(procedure: Fields, expected: list[str]) -> None:
    found = companion_codes(opened(DAY, procedures=[procedure]), frozenset())
    assert sorted(code.code for code in found.codes) == expected, "see spine_edu/coding/pcs/companions.py"
    assert not found.queries
    assert all(is_valid(code, DAY) for code in expected)
    assert expected or found.rejections, "what is not coded must be said"


@pytest.mark.parametrize(
    ("procedure", "missing"),
    [
        pytest.param(done("removal"), {"device"}, id="what was taken out"),
        pytest.param(done("removal", of="screws"), {"vertebrae"}, id="screws from where"),
        pytest.param(done("removal", of="interbody device"), {"joint"}, id="cage from where"),
        pytest.param(done("removal", of="plate", vertebrae=["C5"], approach=None), {"approach"}, id="how"),
        pytest.param(done("discectomy", extent="total"), {"joint"}, id="which disc"),
        pytest.param(done("discectomy", joint="L4-L5"), {"extent"}, id="all or part"),
        pytest.param(done("discectomy", joint="C1-C2", extent="total"), {"joint"}, id="there is no disc at C1-C2"),
        pytest.param(done("disc replacement", joint="O-C1"), {"joint"}, id="no disc to replace"),
        pytest.param(done("decompression", of="nerve root", region="lumbar"), {"objective"}, id="aim"),
        pytest.param(done("decompression", region="lumbar", own_objective=True), {"body part"}, id="what was freed"),
        pytest.param(done("decompression", of="nerve root", own_objective=True), {"region"}, id="where"),
        pytest.param(done("decompression", of="nerve root", region="cervical", joint="L4-L5", own_objective=True), {"region"},
                     id="two places"),
        pytest.param(done("decompression", of="cauda equina", region="cervical", own_objective=True), {"region"},
                     id="no cauda equina in the neck"),
        pytest.param(done("decompression", of="cauda equina", joint="T8-T9", own_objective=True), {"region"},
                     id="no cauda equina in the chest"),
        pytest.param(done("decompression", of="spinal cord", region="sacral", own_objective=True), {"region"},
                     id="no cord in the sacrum"),
        pytest.param(done("removal", of="interbody device", joint="SI-right"), {"joint"},
                     id="no cage stands in a sacroiliac joint"),
        pytest.param(done("revision", of="interbody device", joint="SI-right"), {"joint"}, id="nor is one corrected there"),
        pytest.param(done("stabilization", of="facet replacement device", joint="SI-left"), {"joint"},
                     id="no facet device across a sacroiliac joint"),
        pytest.param(done("disc replacement", joint="L4-L5", approach="percutaneous"), {"approach"},
                     id="an artificial disc goes in by open approach"),
        pytest.param(done("harvest"), {"site"}, id="bone from where"),
        pytest.param(done("removal", of="iliac screws"), {"side"}, id="which iliac screw"),
        pytest.param(done("removal", of="disc prosthesis", joint="C1-C2"), {"joint"}, id="no disc prosthesis at C1-C2"),
        pytest.param(done("removal", of="interspinous process device", joint="SI-left"), {"joint"},
                     id="no spacer across a sacroiliac joint"),
        pytest.param(done("instrumentation", of="rod connectors", vertebrae=["L4"]), {"objective"},
                     id="connectors where nothing is fused"),
        pytest.param(done("osteotomy", of="pedicle subtraction"), {"vertebrae"}, id="osteotomy where"),
        pytest.param(done("vertebral augmentation", vertebrae=["L1"], approach="percutaneous"), {"device"},
                     id="cement, after raising or not"),
        pytest.param(done("hematoma evacuation", region="lumbar"), {"body part"}, id="hematoma in which layer"),
        pytest.param(done("hematoma evacuation", of="muscle", region="lumbar"), {"side"}, id="hematoma on which side"),
        pytest.param(done("debridement", of="muscle", region="lumbar", side="left"), {"extent"}, id="cut or scraped"),
        pytest.param(done("debridement", extent="excisional", region="lumbar"), {"body part"}, id="how deep"),
        pytest.param(done("debridement", of="bone", extent="non-excisional", region="lumbar", approach="percutaneous"),
                     {"approach"}, id="bone is scraped by open approach"),
        pytest.param(done("harvest", from_="iliac crest"), {"side"}, id="side"),
        pytest.param(done("harvest", from_="rib"), {"count"}, id="how many ribs"),
        pytest.param(done("instrumentation", of="screws"), {"vertebrae"}, id="screws in what"),
        pytest.param(done("instrumentation", vertebrae=["L4"]), {"device"}, id="which implant, where nothing is fused"),
        pytest.param(done("instrumentation", of="iliac screws"), {"side"}, id="iliac screws, side"),
        pytest.param(done("stabilization", joint="L4-L5"), {"device"}, id="which device"),
        pytest.param(done("corpectomy", vertebrae=["C5"]), {"objective"}, id="why the body was removed"),
        pytest.param(done("exploration"), {"joint"}, id="which joint was explored"),
        pytest.param(done("dural repair"), {"device"}, id="suture or patch"),
        pytest.param(done("fracture reduction", vertebrae=["L1"]), {"device"}, id="implant or none"),
        pytest.param(done("revision"), {"vertebrae"}, id="which device was corrected"),
    ],
)  # fmt: skip
def test_what_an_act_leaves_open_is_asked(procedure: Fields, missing: set[str]) -> None:
    found = companion_codes(opened(DAY, procedures=[procedure]), frozenset())
    assert not found.codes
    assert {query.missing for query in found.queries} == missing
    assert not any(re.search(r"\b[0-9][A-Z0-9]{6}\b", query.ask) for query in found.queries), "a surgeon is not asked about codes"


def test_screws_that_hold_a_fused_joint_are_part_of_the_fusion() -> None:
    screws = done("instrumentation", of="screws and rods", vertebrae="L2-S1")
    found = companion_codes(opened(DAY, fused("L4-L5"), procedures=[screws]), frozenset())
    assert not found.codes
    (rejection,) = found.rejections
    assert rejection.rule == "B3.1b"
    assert "L2, L3 and S1 are held but not fused" in rejection.because


def test_screws_far_from_the_fusion_are_insertion() -> None:
    screws = done("instrumentation", of="screws and rods", vertebrae=["T10", "T11"])
    found = companion_codes(opened(DAY, fused("L4-L5"), procedures=[screws]), frozenset())
    assert [code.code for code in found.codes] == ["0PH404Z"]


def test_exploring_before_doing_something_else_is_not_coded() -> None:
    acts = [done("exploration", joint="L4-L5", approach=None), done("removal", of="screws", vertebrae=["L4"])]
    found = companion_codes(opened(DAY, procedures=acts), frozenset())
    assert [code.code for code in found.codes] == ["0QP004Z"]
    assert [rejection.rule for rejection in found.rejections] == ["B3.11a"]
    assert not found.queries


def test_iliac_screws_beside_a_sacroiliac_fusion_are_not_said_to_fuse_nothing() -> None:
    screws = done("instrumentation", of="iliac screws", side="left")
    joint = fused("SI-left", "pelvic", ["internal fixation device"])
    assert not companion_codes(opened(DAY, joint, procedures=[screws]), frozenset()).rejections
    assert companion_codes(opened(DAY, fused("L5-S1"), procedures=[screws]), frozenset()).rejections


def test_two_discs_of_one_region_are_one_code_and_both_are_named() -> None:
    acts = [done("discectomy", joint=joint, extent="total") for joint in ("L4-L5", "L3-L4")]
    answers = [companion_codes(opened(DAY, procedures=list(order)), frozenset()).codes for order in itertools.permutations(acts)]
    assert answers[0] == answers[1]
    ((code,), _) = answers
    assert code.code == "0ST20ZZ"
    assert [joint.name for joint in code.joints] == ["L3-L4", "L4-L5"]
    assert "B3.2b" in {reason.rule for reason in code.reasons}


@pytest.mark.parametrize(("approach", "code"), [("open", "3E0U0GB"), ("percutaneous", "3E0U3GB")])
def test_growth_factor_in_a_fusion_follows_its_approach(approach: str, code: str) -> None:
    fusion = fused("L4-L5", materials=["local autograft", "rhBMP"], approach=approach)
    (found,) = companion_codes(opened(DAY, fusion), frozenset()).codes
    assert (found.code, found.kind) == (code, "optional")


def _every_entry() -> list[Fields]:
    """Every entry beside a fusion that can be written with one joint or one bone of each region."""
    tried = {
        "side": ("left",), "count": (1, 3), "own_objective": (True,), "reopened": (None,),
        "joint": (None, *(joint.name for joint in JOINTS)), "vertebrae": (None, ["C5"], ["T4"], ["L4"], ["S1"]),
    }  # fmt: skip
    entries = []
    for kind in procedure_kinds():
        fields = procedure_fields(kind)
        values = [tried.get(field, words) for field, words in fields.items()]
        for chosen in itertools.product(*values, vocabulary.APPROACHES):
            entry = dict(zip((*fields, "approach"), chosen, strict=True))
            entries.append({"kind": kind, **{field: value for field, value in entry.items() if value is not None}})
    return entries


@pytest.mark.thorough
def test_no_entry_leads_to_a_code_that_never_was() -> None:
    entries = _every_entry()
    assert len(entries) > 1000
    for entry in entries:
        found = companion_codes(opened(DAY, procedures=[entry]), frozenset())
        asked = [query for query in found.queries if query.missing == "valid code"]
        assert all(query.about in validity() for query in asked), f"{entry}: {asked}"
        assert found.codes or found.queries or found.rejections, f"{entry} passes in silence"


@pytest.mark.parametrize(
    "procedure",
    [done("removal", of="screws", joint="coccygeal"), done("exploration", joint="coccygeal")],
    ids=["removal", "exploration"],
)
def test_what_no_surgeon_can_answer_is_named_as_outside_our_tables(procedure: Fields) -> None:
    found = companion_codes(opened(DAY, procedures=[procedure]), frozenset())
    assert not found.codes
    assert not found.queries
    assert [rejection.rule for rejection in found.rejections] == ["not-in-tables"]


def test_the_cord_and_its_roots_are_freed_where_they_lie() -> None:
    for of, region, code in (
        ("cauda equina", "lumbar", "00NY0ZZ"),
        ("cauda equina", "sacral", "00NY0ZZ"),
        ("spinal cord", "lumbar", "00NY0ZZ"),
    ):
        acts = [done("decompression", of=of, region=region, own_objective=True)]
        assert [found.code for found in companion_codes(opened(DAY, procedures=acts), frozenset()).codes] == [code]


def test_old_fixation_named_by_its_joint_is_contested_and_named_by_its_bone_is_not() -> None:
    by_joint = done("removal", of="internal fixation device", joint="L4-L5")
    (found,) = companion_codes(opened(DAY, procedures=[by_joint]), frozenset()).codes
    assert found.code == "0SP004Z"
    assert "0QP004Z" in found.contested
    assert found.accepts == ("0QP004Z",)
    for plain in (
        done("removal", of="internal fixation device", vertebrae=["L4", "L5"]),
        done("removal", of="interbody device", joint="L4-L5"),
        done("removal", of="internal fixation device", joint="SI-left"),
    ):
        (found,) = companion_codes(opened(DAY, procedures=[plain]), frozenset()).codes
        assert not found.contested


HARVESTED = fused("L4-L5", materials=["harvested autograft"])


@pytest.mark.parametrize("day", [DAY, "2010-01-14"])
@pytest.mark.parametrize(
    ("harvests", "missing"),
    [
        pytest.param([], True, id="no harvest is listed"),
        pytest.param([done("harvest", from_="local bone")], True, id="only local bone is listed"),
        pytest.param([done("harvest", from_="iliac bone marrow")], True, id="marrow is no bone"),
        pytest.param([done("harvest", from_="iliac crest", side="left")], False, id="iliac crest"),
        pytest.param([done("harvest", from_="rib", count=1)], False, id="rib"),
        pytest.param([done("harvest")], False, id="the site is asked for"),
    ],
)
def test_harvested_bone_without_its_harvest_is_asked_for_it(day: str, harvests: list[Fields], missing: bool) -> None:
    found = codes_for(operation(day, HARVESTED, procedures=harvests))
    assert [query.about for query in found.queries].count("bone harvest") == missing
    assert found.codes


def test_local_bone_needs_no_harvest() -> None:
    assert not codes_for(operation(DAY, fused("L4-L5"))).queries


@pytest.mark.parametrize(
    ("act", "said"),
    [
        pytest.param(done("instrumentation", of="spinous process plate", joint="L4-L5"), "part of the fusion",
                     id="a plate on the spinous processes"),
        pytest.param(done("instrumentation", of="rod connectors", vertebrae=["L4", "L5"]), "part of the fusion",
                     id="connectors to an old rod"),
    ],
)  # fmt: skip
def test_what_holds_the_fused_joint_still_is_part_of_the_fusion(act: Fields, said: str) -> None:
    found = companion_codes(opened(DAY, fused("L4-L5"), procedures=[act]), frozenset())
    assert not found.codes
    assert not found.queries
    assert [said in rejection.because for rejection in found.rejections] == [True]


def test_iliac_screws_are_firm_without_a_fusion_and_left_to_policy_beside_one() -> None:
    screws = done("instrumentation", of="iliac screws", side="left")
    alone, beside = (
        companion_codes(opened(DAY, *fusions, procedures=[screws]), frozenset()).codes for fusions in ((), (fused("L5-S1"),))
    )
    assert [(code.code, code.kind) for code in (*alone, *beside)] == [("0QH304Z", "companion"), ("0QH304Z", "optional")]


def test_an_artificial_disc_takes_in_the_discectomy() -> None:
    acts = [done("disc replacement", joint="L4-L5"), done("discectomy", joint="L4-L5", extent="total")]
    found = companion_codes(opened(DAY, procedures=acts), frozenset())
    assert [code.code for code in found.codes] == ["0SR20JZ"]
    assert [(rejection.what, rejection.rule) for rejection in found.rejections] == [("discectomy", "B3.18")]


def test_an_osteotomy_may_be_read_as_excision() -> None:
    (found,) = companion_codes(
        opened(DAY, procedures=[done("osteotomy", of="pedicle subtraction", vertebrae=["L3"])]), frozenset()
    ).codes
    assert found.contested
    assert found.accepts == ("0QB00ZZ",)


def test_a_hematoma_in_the_canal_has_its_code_since_fy2018() -> None:
    act = done("hematoma evacuation", of="spinal canal")
    assert [query.missing for query in companion_codes(opened("2017-09-30", procedures=[act]), frozenset()).queries] == [
        "valid code"
    ]
    assert not companion_codes(opened("2017-10-01", procedures=[act]), frozenset()).queries


def test_fixation_that_waits_for_a_query_is_told_with_the_code_it_would_have() -> None:
    screws = done("instrumentation", of="screws and rods", vertebrae=["L4", "L5"])
    answer = codes_for(operation(DAY, fused("L4-L5", materials=[]), procedures=[screws]))
    assert [(query.missing, query.ask.endswith("is Insertion (0QH004Z).")) for query in answer.queries] == [("graft", True)]
    assert any("0QH004Z" in rejection.because for rejection in answer.rejections)


def _freed(joint: str, of: str, **more: Any) -> tuple[list[str], list[str]]:
    act = done("decompression", of=of, joint=joint, own_objective=True, **more)
    found = codes_for(operation(DAY, procedures=[act]))
    return [code.code for code in found.pcs_companion], [query.missing for query in found.queries]


@pytest.mark.parametrize(
    ("joint", "of", "code"),
    [
        ("L5-S1", "traversing root", "01NR0ZZ"),
        ("L5-S1", "exiting root", "01NB0ZZ"),
        ("T12-L1", "traversing root", "01NB0ZZ"),
        ("T12-L1", "exiting root", "01N80ZZ"),
        ("C7-T1", "exiting root", "01N10ZZ"),
        ("C7-T1", "traversing root", "01N80ZZ"),
        ("C7-T1", "nerve root", "01N10ZZ"),  # C8 leaves here
        ("L4-L5", "traversing root", "01NB0ZZ"),
    ],
)
def test_a_root_freed_at_the_border_of_two_regions_is_of_its_own_region(joint: str, of: str, code: str) -> None:
    assert _freed(joint, of) == ([code], [])


@pytest.mark.parametrize("joint", ["L5-S1", "T12-L1"])
def test_which_root_was_freed_is_asked_where_two_of_different_regions_pass(joint: str) -> None:
    assert _freed(joint, "nerve root") == ([], ["region"])
    assert _freed("L5-S1", "nerve root", region="sacral") == (["01NR0ZZ"], [])


def test_a_joint_looked_at_where_nothing_was_done_is_a_contested_inspection() -> None:
    look = done("exploration", joint="L4-L5")
    beside = codes_for(operation(DAY, fused("L3-L4"), procedures=[look, done("removal", of="screws", vertebrae=["L3", "L4"])]))
    assert [(code.code, bool(code.contested)) for code in beside.pcs_companion if code.kind == "optional"] == [("0SJ00ZZ", True)]
    for here in (done("removal", of="screws", vertebrae=["L4", "L5"]), done("discectomy", joint="L4-L5", extent="partial")):
        found = codes_for(operation(DAY, fused("L3-L4"), procedures=[look, here]))
        assert "exploration of L4-L5" in [rejection.what for rejection in found.rejections]
    assert codes_for(operation(DAY, procedures=[look])).codes == ("0SJ00ZZ",)


def test_growth_factor_that_is_listed_among_the_materials_is_not_asked_about_again() -> None:
    grown = fused("L4-L5", materials=["local autograft", "rhBMP"])
    found = codes_for(operation(DAY, grown, procedures=[{"kind": "Infuse"}]))
    assert [code.code for code in found.pcs_companion] == ["3E0U0GB"]
    assert not found.queries
    assert [query.missing for query in codes_for(operation(DAY, fused("L4-L5"), procedures=[{"kind": "Infuse"}])).queries]


def test_fixation_of_a_fracture_that_was_set_is_the_device_of_its_reposition() -> None:
    acts = [done("fracture reduction", vertebrae=["L1"], of="internal fixation device")]
    acts.append(done("instrumentation", of="screws and rods", vertebrae=["T12", "L1", "L2"]))
    found = codes_for(operation(DAY, procedures=acts))
    assert [(code.code, bool(code.contested)) for code in found.pcs_companion] == [
        ("0PH404Z", True), ("0QH004Z", True), ("0QS004Z", False),
    ]  # fmt: skip
    alone = codes_for(operation(DAY, procedures=[acts[0], {**acts[1], "vertebrae": ["L1"]}]))
    assert alone.codes == ("0QS004Z",)
    old = codes_for(operation("2014-02-02", procedures=acts))
    assert old.codes == ("03.53",)
    assert [code.code for code in old.icd9_companion if code.contested] == ["78.59"]


@pytest.mark.parametrize(
    ("graft", "device"), [("allograft", "K"), ("demineralized bone matrix", "K"), ("synthetic substitute", "J")]
)
def test_marrow_of_the_patient_in_other_graft_is_read_as_no_bone_and_contested(graft: str, device: str) -> None:
    (code,) = codes_for(operation(DAY, fused("L4-L5", materials=[graft, "bone marrow aspirate"]))).pcs_fusion
    assert code.code == f"0SG00{device}1"
    assert "marrow" in code.contested
    assert "0SG0071" in code.accepts
