"""What a coder asks although the codes stand: a disc, a cage, a graft, a region that the words of a note let expect."""

from __future__ import annotations

from typing import Any

import pytest

from spine_edu.coding.doubts import regions_named
from spine_edu.coding.engine import codes_for
from tests.coding.build import CAGE, OWN, Fields, done, fused, operation

FY26 = "2026-01-14"
TLIF: Fields = {"joint": "L4-L5", "technique": "TLIF", "status": "initial", "approach": "open", "materials": CAGE}


def asked(*fusions: Fields, day: str = FY26, **more: Any) -> list[tuple[str, str]]:
    return [(query.about, query.missing) for query in codes_for(operation(day, *fusions, **more)).queries]


@pytest.mark.parametrize(
    ("act", "asks"),
    [
        pytest.param(done("discectomy", joint="L4-L5", extent="partial"), False, id="the disc came out"),
        pytest.param(done("removal", of="interbody device", joint="L4-L5"), False, id="an old cage stood in its place"),
        pytest.param(done("discectomy", joint="L3-L4", extent="partial"), True, id="another disc came out"),
    ],
)
def test_a_name_that_leads_through_a_disc_asks_what_became_of_it(act: Fields, asks: bool) -> None:
    found = codes_for(operation(FY26, TLIF, procedures=[act]))
    assert [code.code for code in found.pcs_fusion] == ["0SG00AJ"]
    assert [(query.about, query.missing) for query in found.queries] == [("discectomy L4-L5", "extent")] * asks


@pytest.mark.parametrize("way", ["plif", "alif", "llif"])
def test_two_bodies_joined_are_asked_for_their_disc_by_whatever_name(way: str) -> None:
    assert asked(fused("L4-L5", way, CAGE)) == [("discectomy L4-L5", "extent")]
    assert asked(fused("L4-L5", way, OWN)) == [("discectomy L4-L5", "extent"), ("L4-L5", "device")]


def test_a_fusion_that_leads_through_no_disc_is_not_asked_for_one() -> None:
    assert asked({**TLIF, "technique": "PLF", "materials": OWN}) == []
    strut = [fused("T11-T12", "alif", CAGE), fused("T12-L1", "alif", CAGE)]
    assert asked(*strut, procedures=[done("corpectomy", vertebrae="T12", own_objective=True)]) == []


def test_before_2015_a_disc_is_asked_for_as_a_whole_since_one_code_stands_for_both() -> None:
    (query,) = codes_for(operation("2014-02-02", TLIF)).queries
    assert (query.about, query.missing) == ("discectomy L4-L5", "disc")
    assert "Resection" not in query.ask


@pytest.mark.parametrize("laid", [["autograft of unknown site"], ["interbody cage", "autograft of unknown site"]])
def test_own_bone_of_an_unknown_site_is_coded_like_any_and_asked_about_for_its_harvest_alone(laid: list[str]) -> None:
    way = "plif" if "interbody cage" in laid else "posterior"
    local = [material.replace("autograft of unknown site", "local autograft") for material in laid]
    found, as_local = (codes_for(operation(FY26, fused("L4-L5", way, materials))) for materials in (laid, local))
    assert found.codes == as_local.codes != ()
    assert ("autograft at L4-L5", "site") in asked(fused("L4-L5", way, laid))
    harvest = done("harvest", from_="iliac crest", side="left")
    told = asked(fused("L4-L5", way, laid), procedures=[harvest])
    assert not [about for about, missing in told if missing == "site"]


def test_graft_alone_in_a_disc_space_is_coded_and_asked_about() -> None:
    act = done("discectomy", joint="L4-L5", extent="total")
    found = codes_for(operation(FY26, {**TLIF, "materials": OWN}, procedures=[act], principal="M43.16"))
    assert found.codes == ("0SG007J", "0ST20ZZ")
    assert [(query.about, query.missing) for query in found.queries] == [("L4-L5", "device")]
    assert found.grouping is not None
    assert found.grouping.drg == "451"
    other_side = {**TLIF, "materials": CAGE}
    assert asked({**TLIF, "materials": OWN}, other_side, procedures=[act]) == []
    assert asked({**TLIF, "materials": OWN}, day="2002-09-30", procedures=[act]) == []  # no code for a device before October 2002


@pytest.mark.parametrize(
    ("principal", "acts", "asks"),
    [
        pytest.param("M96.0", ["removal", "instrumentation"], True, id="a nonunion and new hardware"),
        pytest.param("M96.0", ["removal"], False, id="a nonunion and nothing new"),
        pytest.param("T84.226A", ["removal", "instrumentation"], False, id="no nonunion"),
    ],
)
def test_new_hardware_in_a_nonunion_asks_for_the_graft(principal: str, acts: list[str], asks: bool) -> None:
    procedures = [done(kind, of="screws and rods", vertebrae=["L4", "L5"]) for kind in acts]
    found = codes_for(operation(FY26, procedures=procedures, principal=principal))
    assert [query.missing for query in found.queries] == ["graft"] * asks
    assert {code[:4] for code in found.codes} == {{"removal": "0QP0", "instrumentation": "0QH0"}[kind] for kind in acts}
    assert found.grouping is not None
    assert found.grouping.drg is not None


@pytest.mark.parametrize(
    ("principal", "joint", "asks"),
    [
        pytest.param("M43.16", "C5-C6", True, id="a lumbar slip, the neck fused"),
        pytest.param("M50.122", "L4-L5", True, id="a disc of the neck, the lumbar spine fused"),
        pytest.param("M51.17", "L5-S1", False, id="lumbosacral, at its joint"),
        pytest.param("M43.15", "T12-L1", False, id="thoracolumbar, at its joint"),
        pytest.param("M96.0", "C5-C6", False, id="a code without a region"),
        pytest.param("M40.00", "C5-C6", False, id="site unspecified"),
    ],
)
def test_a_principal_diagnosis_of_another_region_is_asked_about(principal: str, joint: str, asks: bool) -> None:
    found = codes_for(operation(FY26, fused(joint), principal=principal))
    assert [(query.about, query.missing) for query in found.queries] == [(principal, "level")] * asks
    assert found.pcs_fusion


def test_a_junction_belongs_to_both_regions() -> None:
    assert regions_named("M43.13") == {"cervical", "thoracic"}
    assert regions_named("M96.0") == regions_named("Z98.1") == frozenset()
