"""The coder's words: each leads to a word of ours or to a question, and no word is ever taken for another one."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from spine_edu.data import text_of as document_text
from spine_edu.errors import OperationError
from spine_edu.operation import read_operation, words_of
from spine_edu.operation.fields import FieldReading
from spine_edu.operation.one_word import Words
from spine_edu.operation.words import FIELDS, ShopWord, meaning_of, shop_words
from spine_edu.review.shelf import review_shelf_file, shelf_of
from spine_edu.spots import Spot
from spine_edu.text.spelling import plain
from spine_edu.vocabulary import MATERIALS

ALL = shop_words()
OURS = {field: words_of(field) for field in FIELDS}


def read(field: str, word: str) -> str:
    """Return what a word is read as, in a field that holds every word of ours that the field can hold."""
    return Words(field, OURS[field])(word, FieldReading(Spot("here")))


def refusal(field: str, word: str) -> str:
    try:
        return f"read as {read(field, word)}"
    except OperationError as error:
        return error.problem


@pytest.mark.parametrize("word", ALL, ids=lambda word: word.name)
def test_every_spelling_of_a_word_leads_where_the_table_says(word: ShopWord) -> None:
    for (field, meaning), name in itertools.product(word.meanings.items(), word.names):
        if field != "field" and plain(name) not in map(plain, OURS[field]):
            told = refusal(field, name.upper())
            assert told == (f"read as {meaning.means}" if meaning.means else told), name
            assert meaning.ask in told, name


EVERY = sorted({*itertools.chain(*OURS.values()), *(name for word in ALL for name in word.names)})


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "field"])
@pytest.mark.thorough
def test_no_word_that_is_known_anywhere_is_taken_for_a_slip_of_another(field: str) -> None:
    """Every word of ours and of the table, written into every field.

    It is read, asked about or refused, never turned into its neighbor.
    """
    guessed = {word: told for word in EVERY if "did you mean" in (told := refusal(field, word))}
    assert not guessed


@pytest.mark.parametrize("written", [
    "structural allograft", "tricortical allograft", "laminectomy", "osteotomy", "interspinous process device",
    "cortical allograft", "posterior osteotomy", "bilateral", "harvested allograft", "vertebrectomy",
])  # fmt: skip
@pytest.mark.parametrize("field", [field for field in FIELDS if field != "field"])
def test_what_would_change_the_code_is_not_suggested(field: str, written: str) -> None:
    assert "did you mean" not in refusal(field, written)


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "field"])
def test_a_word_with_one_letter_too_few_is_answered_with_itself_or_with_nothing(field: str) -> None:
    for word in OURS[field]:
        for place in range(1, len(word)):
            told = refusal(field, word[:place] + word[place + 1 :])
            if "did you mean" in told:
                assert f"did you mean {word!r}?" in told, (word, told)


@pytest.mark.parametrize(
    ("given", "asked"),
    [("graft", "its origin decides"), ("iFuse", "which implant"), ("femoral ring", "how it was made"),
     ("mesh cage", "'interbody cage'"), ("pedicle screws", "kind: instrumentation")],
)  # fmt: skip
def test_a_material_that_leaves_the_code_open_is_asked_about(given: str, asked: str) -> None:
    with pytest.raises(OperationError, match=asked):
        Words("materials", MATERIALS)(given, FieldReading(Spot("here")))


def test_a_word_that_is_taken_for_one_of_ours_is_told() -> None:
    content: dict[str, Any] = {"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5", "materials": ["Infuse", "ICBG"]}]}
    operation = read_operation(content)
    assert operation.fusions[0].materials == {"rhBMP", "harvested autograft"}
    assert [told.said for told in operation.understood] == [
        "'Infuse' is read as materials: rhBMP",
        "'ICBG' is read as materials: harvested autograft",
    ]


@pytest.mark.parametrize("written", ["not documented", "unknown", "Not stated", "?"])
def test_where_the_note_is_silent_any_field_may_say_so(written: str) -> None:
    fusion = dict.fromkeys(("joint", "status", "column", "direction", "approach", "materials"), written)
    operation = read_operation(
        {
            "discharged": "2026-01-14",
            "diagnoses": {"principal": written},
            "fusions": [fusion, {**fusion, "joint": "L4-L5", "materials": [written]}],
            "procedures": [{"kind": "discectomy", "joint": "L4-L5", "extent": written, "approach": written}],
        }
    )
    (fused,), (disc,) = operation.fusions, operation.procedures
    assert operation.unplaced == ("",)
    assert (fused.status, fused.column, fused.direction, fused.approach, fused.materials) == (None,) * 5
    assert (operation.principal, disc.extent, disc.approach) == (None, None, None)
    assert ("fusions entry 2", "status is not documented") in operation.understood


def test_a_coder_s_name_of_a_field_is_read_and_told_unless_ours_is_there_as_well() -> None:
    operation = read_operation(
        {"discharge date": "2026-01-14", "fusions": [{"level": "L3-L5", "graft": ["ICBG"], "Status": "initial"}]}
    )
    assert [fusion.joint.name for fusion in operation.fusions] == ["L3-L4", "L4-L5"]
    assert {fusion.status for fusion in operation.fusions} == {"initial"}
    assert ("fusions entry 1", "field 'level' is read as joint") in operation.understood
    with pytest.raises(OperationError, match="no field 'level'; did you mean 'joint'"):
        read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5", "level": "L3-L4"}]})


def test_beside_other_materials_an_unknown_one_is_asked_about() -> None:
    assert "'bone graft of unknown origin'" in refusal("materials", "unknown")


@pytest.mark.parametrize(
    ("written", "kind", "said"),
    [
        ("kyphoplasty", "vertebral augmentation", {"of": "kyphoplasty"}),
        ("Ponte osteotomy", "osteotomy", {"of": "Smith-Petersen"}),
        ("total discectomy", "discectomy", {"extent": "total"}),
        ("screw removal", "removal", {"of": "screws"}),
        ("neuromonitoring", "monitoring", {}),
        ("BMP", "introduction of rhBMP", {}),
    ],
)
def test_a_word_for_a_kind_says_of_what_kind_it_is(written: str, kind: str, said: dict[str, str]) -> None:
    (done,) = read_operation({"discharged": "2026-01-14", "procedures": [{"kind": written}]}).procedures
    assert (done.kind, {"of": done.of, "extent": done.extent}) == (kind, {"of": None, "extent": None, **said})


def test_what_the_entry_says_itself_outranks_the_word_for_its_kind() -> None:
    (done,) = read_operation({"discharged": "2026-01-14", "procedures": [{"kind": "screw removal", "of": "rods"}]}).procedures
    assert done.of == "rods"


def test_materials_may_be_written_in_a_row() -> None:
    fusion = {"joint": "L4-L5", "materials": "titanium cage; local bone, crushed cancellous allograft + BMP"}
    operation = read_operation({"discharged": "2026-01-14", "fusions": [fusion]})
    assert operation.fusions[0].materials == {"interbody cage", "local autograft", "allograft", "rhBMP"}
    assert read_operation({"discharged": "2026-01-14", "procedures": "none"}).procedures == ()


@pytest.mark.parametrize(
    ("field", "written", "means"),
    [
        ("materials", "PEEK cages", "interbody cage"),
        ("materials", "cage PEEK", "interbody cage"),
        ("materials", "titanium expandable cages", "interbody cage"),
        ("materials", "PEEK interbody spacers", "interbody cage"),
        ("materials", "stand-alone cage", "interbody cage"),
        ("materials", "local bone autograft", "local autograft"),
        ("materials", "autologous local bone", "local autograft"),
        ("materials", "autograft (local)", "local autograft"),
        ("materials", "bone from laminectomy", "local autograft"),
        ("materials", "local bone chips", "local autograft"),
        ("materials", "right iliac crest autograft", "harvested autograft"),
        ("materials", "morselized autografts", "autograft of unknown site"),
        ("materials", "femoral head allograft", "allograft"),
        ("materials", "allograft bone chips", "allograft"),
        ("materials", "demineralized bone matrix putty", "demineralized bone matrix"),
        ("materials", "Infuse BMP", "rhBMP"),
        ("materials", "nanoLOCK", "nanotextured interbody device"),
        ("of", "rods and screws", "screws and rods"),
        ("of", "pedicle screws/rods", "screws and rods"),
        ("kind", "Ponte osteotomies", "osteotomy"),
        ("kind", "removal of pedicle screws", "removal"),
        ("kind", "decompression of neural elements", "decompression"),
        ("kind", "plate", "instrumentation"),
        ("status", "Initial.", "initial"),
        ("status", "initial fusion", "initial"),
        ("approach", "Open approach", "open"),
        ("technique", "MI-TLIF", "TLIF"),
        ("technique", "bilateral TLIF", "TLIF"),
        ("technique", "prone transpsoas", "LLIF"),
    ],
)
def test_order_and_plural_of_a_phrase_do_not_matter_nor_a_word_that_changes_nothing(field: str, written: str, means: str) -> None:
    assert read(field, written) == means


@pytest.mark.parametrize(
    ("field", "written", "asked"),
    [
        ("materials", "structural allografts", "milled"),
        ("materials", "allograft spacers", "milled"),
        ("materials", "cages", "facet joints"),
        ("materials", "morselized bone graft", "its origin decides"),
        ("materials", "i-FACTOR", "no official ruling"),
        ("materials", "iFuse TORQ", "'iFuse TORQ' leaves something open"),
        ("status", "primary fusion", "of this joint alone"),
        ("status", "not fused", "did not heal"),
        ("status", "adjacent segment disease", "beside an old fusion"),
        ("approach", "retroperitoneal", "past the belly"),
        ("technique", "facet fusion", "no fusion"),
        ("kind", "laminoplasty", "not coded by this course"),
        ("kind", "vertebrectomy", "with its arch"),
    ],
)
def test_what_a_code_depends_on_is_still_asked_in_any_order_and_number(field: str, written: str, asked: str) -> None:
    assert asked in refusal(field, written)


@pytest.mark.parametrize(
    ("written", "materials"),
    [
        ("local bone and allograft", {"local autograft", "allograft"}),
        (["PEEK cage with local bone"], {"interbody cage", "local autograft"}),
        ("Vitoss with BMA", {"synthetic substitute", "bone marrow aspirate"}),
        (["autograft", "local"], {"local autograft"}),
        ("autograft, allograft", {"autograft of unknown site", "allograft"}),
        ("BMP/DBM", {"rhBMP", "demineralized bone matrix"}),
    ],
)
def test_a_phrase_may_name_several_materials(written: Any, materials: set[str]) -> None:
    fusion = {"joint": "L4-L5", "materials": written}
    assert read_operation({"discharged": "2026-01-14", "fusions": [fusion]}).fusions[0].materials == materials


@pytest.mark.parametrize("beside", [{"technique": "TLIF"}, {"technique": "PLIFs"}, {"column": "anterior"}])
def test_in_the_disc_space_a_cage_is_an_interbody_cage_and_the_answer_says_why(beside: dict[str, str]) -> None:
    operation = read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5", "materials": ["cages"], **beside}]})
    assert operation.fusions[0].materials == {"interbody cage"}
    assert any("'cages' is read as materials: interbody cage, as" in told.said for told in operation.understood)
    with pytest.raises(OperationError, match="milled"):
        read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "L4-L5", "materials": "bone dowel", **beside}]})


PLANTED = """
Graftonite: {materials: demineralised bone, source: common use}
cage: {of: interbody devise, direction: {ask: "From where?", choices: [anterior, below]}, source: nobody2020}
spacer: {also: cage, source: common use}
stem cells: {materials: allograft, sauce: common use, also: [Grafton, CAGE]}
"""


def test_a_word_that_leads_nowhere_is_found_by_the_check_with_all_that_is_wrong() -> None:
    shelf = shelf_of(PLANTED)
    assert shelf is not None
    found = [(finding.line, finding.field) for finding in review_shelf_file(PLANTED, "words.yml", shelf)]
    assert found == [
        (2, "materials"), (3, "of"), (3, "direction, choices"), (3, "source"), (4, "also"), (4, ""), (5, "sauce"), (5, "source"),
        (5, "also 2"),
    ]  # fmt: skip


def test_our_own_words_pass_the_check() -> None:
    text = document_text("words.yml")
    shelf = shelf_of(text)
    assert shelf is not None
    assert review_shelf_file(text, "words.yml", shelf) == []


def test_a_word_means_something_in_its_own_field_only() -> None:
    assert meaning_of("cage", "of") != meaning_of("cage", "materials")
    assert meaning_of("Infuse", "of") is None
