"""The turn of the year as a maintainer does it: a folder of downloads in, our tables out, and all that is touched named."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from spine_edu.coding import eras
from tests.tools.conftest import AS_READ, FY2027, ROOT, Turn
from tests.tools.official import Course, order_text, write_downloads
from tools.codes.__main__ import main
from tools.codes.__main__ import turn as turn_the_year
from tools.codes.build import Built, build
from tools.codes.edition import Edition, TurnError, edition_after, sources_of
from tools.codes.official.downloads import Download, Downloads, read_folder
from tools.codes.tables.decisions import Decisions
from tools.codes.tables.ours import KEYS, read_ours, text_of
from tools.codes.tables.packed import Diagnoses, read_packed
from tools.codes.tables.procedures import companions

APRIL = Edition("2027-04-01")
UNSEEN = {"icd10pcs_companion": 45, "icd10cm": 3, "ms_drg": 6}
"""Rows whose official title or weight the course has not seen; a real file would bring it, the written one brings a stand-in."""


@pytest.fixture(scope="module")
def told(turn: Turn) -> str:
    """The report of the turn to FY2027; nothing is written."""
    return turn_the_year(turn.root, turn.downloads, FY2027, AS_READ)


def files(folder: Path, edition: Edition = FY2027) -> Downloads:
    return read_folder(folder, edition)


def built_from(turn: Turn, folder: Path) -> Built:
    """Build FY2027 from a folder upon the tables of the year before."""
    return build(turn.old.tables, turn.old.diagnoses, files(folder), FY2027, AS_READ)


def meant(diagnoses: Diagnoses) -> list[dict[str, object]]:
    """All diagnoses with the members of their sets in the place of the names, which a turn may give otherwise."""
    return [{**row, "cancelled_by": diagnoses.sets.get(row["cancelled_by"])} for row in diagnoses.rows]


def test_our_tables_of_fy2027_come_back_byte_for_byte_from_the_official_files(turn: Turn, tmp_path: Path):
    clone = tmp_path / "clone"
    shutil.copytree(turn.root, clone)
    turn_the_year(clone, turn.downloads, FY2027, AS_READ, write=True)
    codes = ROOT / "data" / "codes"
    for name in KEYS:
        ours = (codes / f"{name}.csv").read_bytes()
        built = (clone / "data" / "codes" / f"{name}.csv").read_bytes()
        if name not in UNSEEN:
            assert built == ours, f"data/codes/{name}.csv"
            continue
        assert built == text_of(name, turn.wanted.tables[name]).encode(), (
            f"data/codes/{name}.csv, with stand-ins for titles not seen"
        )
        pairs = zip(built.splitlines(), ours.splitlines(), strict=True)
        assert sum(new != old for new, old in pairs) == UNSEEN[name], "rows with a title are as they were"
    assert meant(read_packed(clone / "data" / "codes")) == meant(read_packed(codes)), (
        "all diagnoses; new sets may be named otherwise"
    )
    assert (clone / "data" / "codes" / "README.md").read_bytes() == (codes / "README.md").read_bytes()


def test_the_year_before_was_another_one(turn: Turn):
    changed = {name for name in KEYS if text_of(name, turn.old.tables[name]) != text_of(name, turn.wanted.tables[name])}
    assert changed == set(KEYS) - {"gems", "icd9cm", "icd10cm_ended"}
    assert len({row["code"] for row in turn.wanted.diagnoses.rows} - {row["code"] for row in turn.old.diagnoses.rows}) == 190


def test_without_write_nothing_is_written(turn: Turn, told: str):
    assert told.endswith("Nothing was written; --write writes data/codes/.")
    assert read_ours(turn.root / "data" / "codes") == turn.old.tables


def test_archives_are_read_as_they_were_downloaded(turn: Turn, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "definitions-manual.zip", "w") as archive:
        for path in turn.downloads.iterdir():
            archive.write(path, f"text/{path.name}")
    built = built_from(turn, tmp_path)
    assert all(text_of(name, built.tables[name]) == text_of(name, turn.wanted.tables[name]) for name in KEYS)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("XRGB0R7 ends on 2026-09-30; in its place: 0SG00E0, 0SG00EJ", id="a code ends and has a successor"),
        pytest.param("0SG00E0 begins on 2026-10-01: Fusion of Lumbar Vertebral Joint with Interbody Fusion Device",
                     id="a code begins"),
        pytest.param("table 0SG, character 6: "
                     "E, Interbody Fusion Device, Custom-Made Anatomically and Virtually Designed, is new",
                     id="a device is new in a table"),
        pytest.param("M86.8X80 begins on 2026-10-01", id="a diagnosis begins"),
        pytest.param("diagnosis ends: ", id="all diagnoses that end"),
        pytest.param("CC status: 10", id="all diagnoses of another severity"),
        pytest.param("diagnoses do not count beside other principal diagnoses than before", id="what excludes them"),
        pytest.param("523 is new: EXTENSIVE OR COMPLEX SPINAL FUSION PROCEDURES EXCEPT CERVICAL WITH MCC", id="a class is new"),
        pytest.param("426 is called 'MULTIPLE LEVEL COMBINED ANTERIOR AND POSTERIOR SPINAL FUSION EXCEPT CERVICAL WITH MCC' now",
                     id="a class is retitled"),
        pytest.param("451 weighs 3.2600 now, not 3.2304", id="a weight"),
        pytest.param("0RG8070 leaves the list multiple-anterior-combined", id="a code leaves a list"),
        pytest.param("the list custom-made is new here", id="a list is new"),
        pytest.param("523-525 (an extensive fusion, device E or a tulip connector): 525 changed",
                     id="a row of the decision order"),
        pytest.param("questions were reviewed against an earlier year", id="questions to review"),
    ],
)  # fmt: skip
def test_what_changes_is_named(told: str, line: str):
    assert line in " ".join(told.split())


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(r"curve-t4-l3: .*; MS-DRG 458 -> .*; MS-DRG 525", id="a case that is grouped anew"),
        pytest.param(r"made-for-her-l4-s1: XRGB0R7, .* -> 0SG00E0, ", id="a case that is coded anew"),
        pytest.param(
            r"data/rules\.yml, [\w.-]+: [^/]*Custom-Made Anatomically and Virtually Designed \(value begins", id="a rule"
        ),
        pytest.param(r"data/cases/\w+\.yml, [\w-]+: [^/]*0SG00E0 \(code begins", id="a case that names a code"),
        pytest.param(r"data/questions/[\w-]+\.yml, [\w-]+: [^/]*0SG00E0 \(code begins", id="a question"),
        pytest.param(r"data/histories\.yml, [\w-]+: [^/]*523 \(class begins", id="a history"),
        pytest.param(r"data/codes/README\.md, MS-DRG lists: [^/]*450 \(class retitled", id="our own README"),
        pytest.param(r"notebooks/[\w-]+\.ipynb, cell [\w-]+: [^/]*524 \(class begins; line \d+\)", id="a lesson"),
        pytest.param(r"spine_edu/coding/drg/order\.py: [^/]*523 \(class begins", id="the engine"),
    ],
)
def test_what_a_change_touches_is_named_with_its_place(told: str, place: str):
    assert re.search(place, " ".join(told.split()))


def test_a_lesson_is_quoted_where_it_names_what_changed(told: str):
    assert any(line.strip().startswith("“") and "from 447 to 524" in line for line in told.splitlines())


def test_what_did_not_change_is_not_named(told: str):
    assert "0SG0071" not in told, "a code that neither began nor ended, nor moved between lists that both years have"
    assert "nervous-system-spinal" in told
    assert "joins the list nervous-system-spinal" not in told, "a list that is new is one change, not one for each of its codes"


def test_a_folder_without_the_files_is_told_which_and_from_where(tmp_path: Path, turn: Turn):
    shutil.copytree(turn.downloads, tmp_path / "d")
    (tmp_path / "d" / "icd10pcs_order_2027.txt").rename(tmp_path / "d" / "icd10pcs_order_2026.txt")
    (tmp_path / "d" / "CMS-1849-F Table 5.txt").unlink()
    with pytest.raises(TurnError) as stop:
        files(tmp_path / "d")
    order, table5 = str(stop.value).splitlines()[1:]
    assert order.startswith("- icd10pcs_order_2027.txt is not there: ICD-10-PCS order file")
    assert 'page "ICD-10 codes"' in order
    assert "icd10pcs_order_2026.txt is of another year; FY2027 begins on 2026-10-01" in order
    assert 'Table 5: MS-DRGs, weights and lengths of stay; cms.gov, page "FY 2027 IPPS Final Rule Home Page"' in table5


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("icd10pcs_order_2027 .zip", b"PK\x03\x04 half", "no whole zip archive", id="half an archive"),
        pytest.param("copy/icd10pcs_order_2027.txt", b"", "are the same official file", id="the same file twice"),
    ],
)
def test_a_folder_in_disorder_is_told_so(turn: Turn, tmp_path: Path, name: str, content: bytes, told: str):
    shutil.copytree(turn.downloads, tmp_path / "d")
    (tmp_path / "d" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "d" / name).write_bytes(content)
    with pytest.raises(TurnError, match=told):
        files(tmp_path / "d")


def _turned_with(turn: Turn, folder: Path, name: str, old: str, new: str) -> list[str]:
    """Build FY2027 from downloads in which one text was replaced; return what is left to a person."""
    shutil.copytree(turn.downloads, folder / "d")
    path = folder / "d" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return built_from(turn, folder / "d").open


def test_a_code_that_no_row_of_the_tables_makes_stops_the_turn(turn: Turn, tmp_path: Path):
    with pytest.raises(TurnError, match=r"0SG30EK, which no row of icd10pcs_tables_2027\.xml makes"):
        _turned_with(turn, tmp_path, "icd10pcs_order_2027.txt", "0SG30EJ", "0SG30EK")


def test_a_code_that_comes_back_stops_the_turn(turn: Turn, tmp_path: Path):
    line = order_text({"XRGB092": "Fusion of Lumbar Vertebral Joint"}, 3).splitlines()[1]
    with pytest.raises(TurnError, match="XRGB092 ended on 2022-09-30 and is in the order file again"):
        _turned_with(turn, tmp_path, "icd10pcs_order_2027.txt", "00001 ", f"{line}\n00001 ")


def test_addenda_that_say_otherwise_are_told(turn: Turn, tmp_path: Path):
    told = _turned_with(turn, tmp_path, "order_addenda_2027.txt", "XRGB0R7", "XRGB0R8")
    assert any("does not delete XRGB0R7" in line for line in told)


def test_a_new_code_beside_the_fusion_takes_the_role_of_its_relatives_or_is_left_to_a_person():
    held = {"0SH00BZ": "stabilization", "0SH004Z": "fixation-bone"}
    rows = [
        {"code": code, "title": code, "role": role, "valid_from": "2015-10-01", "valid_to": "", "source": "s"}
        for code, role in held.items()
    ]
    order = {
        **{code: code for code in held},
        "0SH03BZ": "A known device by another way",
        "0SH00XZ": "A device never seen",
        "0QH00XZ": "Another part",
    }
    found = companions(rows, order, FY2027, AS_READ, Decisions())
    assert [(row["code"], row["role"]) for row in found.rows[2:]] == [("0SH03BZ", "stabilization")]
    (told,) = found.open
    assert told.startswith("0SH00XZ (A device never seen) is new; its relatives are fixation-bone and stabilization")
    decided = Decisions(Download("decisions.csv", "code,field,value\n0SH00XZ,role,stabilization\n"))
    assert not companions(rows, order, FY2027, AS_READ, decided).open


def _in_april(turn: Turn, folder: Path) -> Built:
    """Turn our tables of today to 1 April 2027, on which in this test nothing but one code changes."""
    tables = {name: [dict(row) for row in rows] for name, rows in turn.wanted.tables.items()}
    for row in tables["icd10pcs_fusion"]:
        if row["code"] == "0SG504Z":
            row["valid_to"] = APRIL.day_before
    for row in tables["ms_drg_lists"]:
        row["v44"] = "0" if row["code"] == "0SG504Z" else row["v44"]
    write_downloads(folder, Course(tables, turn.wanted.diagnoses), turn.wanted, APRIL, version="v44")
    return build(turn.wanted.tables, turn.wanted.diagnoses, files(folder, APRIL), APRIL, sources_of(APRIL))


def test_an_update_of_april_splits_the_year_and_needs_no_table_5(turn: Turn, tmp_path: Path):
    tables = _in_april(turn, tmp_path / "d").tables
    rows = {(row["system"], row["version"]): row for row in tables["eras"]}
    old, new = rows["ICD-10-PCS", "FY2027"], rows["ICD-10-PCS", "FY2027 (from April 2027)"]
    assert (old["valid_to"], old["last_verified"]) == ("2027-03-31", "2027-03-31")
    assert (new["valid_from"], new["valid_to"], new["last_verified"]) == ("2027-04-01", "2027-09-30", "2027-09-30")
    assert new["source"] == "pcs-order-2027-april"
    assert rows["MS-DRG", "v44.1"]["valid_from"] == "2027-04-01"
    assert tables["ms_drg"] == turn.wanted.tables["ms_drg"], "weights are those of October"
    ended = [row["code"] for row in tables["icd10pcs_fusion"] if row["valid_to"] == "2027-03-31"]
    assert ended == ["0SG504Z"]
    assert list(tables["ms_drg_lists"][0])[-2:] == ["v44", "v44.1"]


def test_diagnoses_in_which_nothing_changes_go_on_in_the_row_they_have(turn: Turn, tmp_path: Path):
    before, after = turn.wanted.diagnoses.rows, _in_april(turn, tmp_path / "d").diagnoses.rows
    assert len(after) == len(before)
    assert {row["to_version"] for row in after if row["to_version"] > "v43.1"} == {"v44.1"}


def test_after_the_turn_the_engine_answers_for_days_it_did_not_know(turn: Turn, tmp_path: Path):
    from tools.codes.telling.answers import recoded_cases

    built = _in_april(turn, tmp_path / "d")
    told = recoded_cases(turn.root, built.tables, built.diagnoses, APRIL)
    assert told == [], "no case of the course fuses the sacrococcygeal joint, and all of them are answered in April"


def test_a_new_diagnosis_without_relatives_that_agree_is_left_to_a_person(turn: Turn, tmp_path: Path):
    told = _turned_with(turn, tmp_path, "decisions.csv", "J4B,marks,hiv\n", "")
    assert [line for line in told if line.startswith("J4B is new and has no relatives that agree")]
    assert not [line for line in told if "M86.8X80" in line], "split from M86.8X8, and like it"


def test_without_appendix_a_the_other_classes_have_no_title_and_that_is_told(turn: Turn, tmp_path: Path):
    shutil.copytree(turn.downloads, tmp_path / "d")
    (tmp_path / "d" / "appendix_A.txt").unlink()
    built = built_from(turn, tmp_path / "d")
    assert {row["mdc"] for row in built.tables["ms_drg"] if row["version"] == "v44"} == {"01", "08"}
    assert any("appendix_A.txt is not there" in line and "get no title" in line for line in built.open)


def test_an_edition_is_built_once(turn: Turn):
    with pytest.raises(TurnError, match=r"eras\.csv has FY2027 already"):
        build(turn.wanted.tables, turn.wanted.diagnoses, files(turn.downloads), FY2027, AS_READ)


def test_without_a_year_the_edition_after_our_tables_is_meant():
    assert edition_after(read_ours(ROOT / "data" / "codes")["eras"]).day_before == eras.last_verified_day()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["nowhere"], "nowhere is no folder", id="no folder"),
        pytest.param(["nowhere", "--year", "28"], "'28' is no fiscal year; write it as FY2028", id="no year"),
    ],
)
def test_the_command_refuses_with_a_lesson(capsys: pytest.CaptureFixture[str], arguments: list[str], told: str):
    assert main(arguments) == 2
    assert told in capsys.readouterr().err
