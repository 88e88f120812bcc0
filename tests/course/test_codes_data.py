"""Every file of data/codes: sorted, unique, dated, sourced, and in step with the published counts."""

from __future__ import annotations

import csv
import datetime
import gzip
import re

import pytest

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.coding.drg.elsewhere import CLASSES as ELSEWHERE
from spine_edu.coding.drg.order import ORDER
from spine_edu.coding.drg.unfused import HIERARCHY
from spine_edu.coding.reading.diagnoses import first_and_last, heirs_of, may_be_older, newest, standing
from tools.codes.tables import packed
from tools.codes.tables.ours import KEYS

README = (data.root() / "codes" / "README.md").read_text(encoding="utf-8")
TABLES = [path.stem for path in data.files("codes", "*.csv")]
PACKED = ("icd10cm_cancelled_by", "icd10cm_diagnoses")
FORMS = {
    "icd9cm": r"\d\d\.\d\d",
    "icd10pcs_fusion": r"(0RG|0SG|XRG)[0-9A-HJ-NP-Z]{4}",
    "icd10pcs_companion": r"[0-9A-HJ-NP-Z]{7}",
    "icd10cm_ended": r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "icd10cm": r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "ms_drg_diagnosis_lists": r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "ms_drg_lists": r"[0-9A-HJ-NP-Z]{7}",
}
WEIGHT_NOT_SEEN = {("v44", drg) for drg in ("463", "464", "465", "500", "501", "502")}
"""Classes of MDC 08 of which no copy of the FY2027 weight was seen; data/codes/README.md says so."""
COUNTS = {  # cms-mce-v44: valid spinal fusion codes on the first day of each edition
    "2015-10-01": 555,
    "2016-10-01": 566,
    "2017-10-01": 544,
    "2018-10-01": 433,
    "2019-10-01": 433,
    "2020-10-01": 433,
    "2021-10-01": 445,
    "2022-10-01": 427,
    "2023-10-01": 427,
    "2024-10-01": 431,
    "2025-04-01": 419,
    "2025-10-01": 432,
    "2026-04-01": 432,
    "2026-10-01": 444,
}


def valid_on(name, day):
    return [row["code"] for row in data.table(name) if row["valid_from"] <= day <= (row["valid_to"] or "9999")]


def test_no_file_of_the_folder_is_orphaned():
    files = {path.name for path in data.files("codes")}
    assert files == {f"{name}.csv" for name in KEYS} | {f"{name}.csv.gz" for name in PACKED} | {"README.md"}
    assert [name for name in sorted(files) if name != "README.md" and f"`{name}`" not in README] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_plain_utf8_text_with_even_rows(name):
    raw = (data.root() / "codes" / f"{name}.csv").read_bytes()
    text = raw.decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.startswith("\ufeff")
    rows = list(csv.reader(text.splitlines()))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(value == value.strip() for row in rows for value in row), f"spaces around a value in {name}.csv"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sorted_and_has_one_row_for_each_key(name):
    keys = [tuple(row[column] for column in KEYS[name]) for row in data.table(name)]
    assert keys == sorted(keys), f"data/codes/{name}.csv"
    assert len(keys) == len(set(keys)), f"data/codes/{name}.csv"


@pytest.mark.parametrize("name", TABLES)
def test_the_readme_knows_the_number_of_rows(name):
    assert re.search(rf"^\| `{name}\.csv` \| {len(data.table(name))} \|", README, re.M), f"data/codes/README.md, row {name}.csv"


@pytest.mark.parametrize("name", sorted(FORMS))
def test_codes_keep_their_form(name):
    odd = [row["code"] for row in data.table(name) if not re.fullmatch(FORMS[name], row["code"], re.ASCII)]
    assert not odd, f"data/codes/{name}.csv"


@pytest.mark.parametrize("name", [name for name in TABLES if "valid_from" in data.table(name)[0]])
def test_dates_are_real_days_in_order(name):
    for row in data.table(name):
        days = [row[key] for key in ("valid_from", "valid_to") if row.get(key)]
        assert row["valid_from"] or name == "icd10cm", f"{name}.csv: {row}"
        assert days == sorted(days), f"{name}.csv: {row}"
        for day in days:
            assert datetime.date.fromisoformat(day).isoformat() == day


@pytest.mark.parametrize("name", [name for name in TABLES if "source" in data.table(name)[0]])
def test_every_row_cites_a_source_we_list(name):
    assert {row["source"] for row in data.table(name)} <= set(data.document("sources.yml"))


def test_sources_named_in_the_readme_exist():
    sources = set(data.document("sources.yml"))
    named = set(re.findall(r"`((?:cms|pcs|hcup|icd9cm)-[a-z0-9-]+)`", README))
    assert named
    assert named <= sources


def test_a_source_says_who_which_edition_where_and_when():
    for key, source in data.document("sources.yml").items():
        missing = {"title", "publisher", "edition", "address", "checked", "licence", "seen"} - {k for k, v in source.items() if v}
        assert not missing, f"data/sources.yml: {key} lacks {sorted(missing)}"
        assert datetime.date.fromisoformat(source["checked"])
        assert source["address"].startswith("http"), f"data/sources.yml: {key}"


@pytest.mark.parametrize(("day", "count"), COUNTS.items())
def test_the_number_of_valid_fusion_codes_is_the_published_one(day, count):
    assert len(valid_on("icd10pcs_fusion", day)) == count, "data/codes/icd10pcs_fusion.csv"


def test_fusion_codes_are_made_of_634_codes_and_no_companion():
    fusion = {row["code"] for row in data.table("icd10pcs_fusion")}
    assert len(fusion) == 634
    assert fusion.isdisjoint(row["code"] for row in data.table("icd10pcs_companion"))


def test_refusion_codes_mirror_fusion_codes_level_by_level():
    role = {row["code"]: row["role"] for row in data.table("icd9cm")}
    assert {code for code, is_a in role.items() if is_a == "count"} == {"81.62", "81.63", "81.64"}
    for last in "012345678":
        assert (role[f"81.0{last}"], role[f"81.3{last}"]) == ("fusion", "refusion")


def test_axis_labels_cover_every_character_of_every_fusion_code_and_no_other():
    labels = {(row["table"], row["position"], row["value"]) for row in data.table("icd10pcs_axes")}
    fusion = {row["code"] for row in data.table("icd10pcs_fusion")}
    companion = {row["code"] for row in data.table("icd10pcs_companion")}
    used = {(code[:3], str(place + 1), code[place]) for code in fusion | companion for place in range(7)}
    needed = {(code[:3], str(place + 1), code[place]) for code in fusion for place in range(7)}
    needed |= {key for key in used if key[0][0] == "0"}
    assert needed <= labels, sorted(needed - labels)[:5]
    assert labels <= used, sorted(labels - used)[:5]


def test_titles_of_fusion_codes_say_what_their_characters_say():
    labels = {(row["table"], row["position"], row["value"]): row["label"] for row in data.table("icd10pcs_axes")}
    for row in data.table("icd10pcs_fusion"):
        part, approach, device, qualifier = (
            labels[row["code"][:3], str(place), row["code"][place - 1]] for place in (4, 5, 6, 7)
        )
        part = re.sub(r"^(.*), (2 or more|2 to 7|8 or more|Right|Left)$", r"\2 \1", part)
        if row["code"][0] == "0":
            words = f"Fusion of {part}{'' if device == 'No Device' else f' with {device}'}, "
            expected = words + ("" if qualifier == "No Qualifier" else f"{qualifier}, ") + f"{approach} Approach"
            assert row["title"] == expected, row["code"]
        else:
            assert re.fullmatch(rf"Fusion of .*{part}.*, {approach} Approach, {qualifier}", row["title"]), row["code"]


def test_gems_lead_from_and_to_codes_we_know():
    icd9 = {row["code"] for row in data.table("icd9cm")}
    pcs = {row["code"] for name in ("icd10pcs_fusion", "icd10pcs_companion") for row in data.table(name)} | {"NoPCS"}
    rows = data.table("gems")
    assert {row["direction"] for row in rows} == {"icd9_to_pcs", "pcs_to_icd9"}
    for row in rows:
        old, new = ("source_code", "target_code") if row["direction"] == "icd9_to_pcs" else ("target_code", "source_code")
        assert row[old] in icd9, row
        assert row[new] in pcs, row
        assert (row["no_map"] == "1") == (row["target_code"] == "NoPCS")
        assert set(row["approximate"] + row["no_map"] + row["combination"]) <= {"0", "1"}


def test_no_gem_leads_back_to_a_refusion_code():
    targets = {row["target_code"] for row in data.table("gems") if row["direction"] == "pcs_to_icd9"}
    assert not [code for code in targets if code.startswith("81.3")]


@pytest.mark.parametrize(("version", "count"), [("v36", 65067), ("v39", 65683), ("v40", 73639), ("v43.1", 74719), ("v44", 74879)])
def test_every_diagnosis_is_held_in_each_version(version, count):
    """The counts of the tables that were read.

    From v40 on that is every ICD-10-CM code, before that all but those that are never principal.
    """
    places = {era.version: place for place, era in enumerate(eras.versions("MS-DRG"))}
    rows = packed_rows("icd10cm_diagnoses")
    held = [row for row in rows if places[row["from_version"]] <= places[version] <= places[row["to_version"]]]
    assert sum(len(row["endings"].split()) for row in held) == count


def test_the_packed_tables_stay_small():
    assert sum((data.root() / "codes" / f"{name}.csv.gz").stat().st_size for name in PACKED) <= 300_000


def test_what_can_be_no_principal_diagnosis_counts_for_nothing_and_is_no_injury():
    """The years before v40 take it so for the codes that their only copy leaves out."""
    for row in packed_rows("icd10cm_diagnoses"):
        assert row["mdc"] or not (row["cc"] or row["trauma_site"] or row["marks"]), row


def test_only_a_cc_or_mcc_can_be_cancelled_and_every_set_is_used():
    rows, sets = packed_rows("icd10cm_diagnoses"), {row["set"] for row in packed_rows("icd10cm_cancelled_by")}
    assert {row["cancelled_by"] for row in rows} - {""} == sets
    assert all(row["cc"] for row in rows if row["cancelled_by"])
    assert all("injury" in row["marks"] for row in rows if row["trauma_site"])


def packed_rows(name):
    return list(csv.DictReader(data.packed(name).splitlines()))


@pytest.mark.thorough
def test_packing_what_was_unpacked_gives_the_same_tables(tmp_path):
    packed.unpack(tmp_path)
    packed.pack(tmp_path, tmp_path)
    for name in PACKED:
        assert gzip.decompress((tmp_path / f"{name}.csv.gz").read_bytes()).decode() == data.packed(name), name


def test_titled_diagnoses_are_codes_and_their_first_day_fits_the_versions():
    for row in data.table("icd10cm"):
        first, _ = first_and_last(row["code"])
        assert row["valid_from"] == first or (row["valid_from"] < first and may_be_older(row["code"])), row


def test_diagnoses_that_ended_before_our_versions_are_in_none_of_them_and_have_heirs():
    start = eras.versions("MS-DRG")[0].valid_from
    for row in data.table("icd10cm_ended"):
        assert newest(row["code"]) is None
        assert row["valid_from"] < row["valid_to"] < start
        assert heirs_of(row["code"])


def test_diagnoses_of_456_to_458_belong_to_mdc_08_in_their_version():
    for row in data.table("ms_drg_diagnosis_lists"):
        assert row["list"] in ("principal", "secondary")
        for version in (name for name in row if name[0] == "v" and row[name] == "1"):
            known = standing(row["code"], version).diagnosis
            assert known, f"{row['code']} in {version}"
            assert known.mdc == "08" or row["list"] == "secondary", f"{row['code']} in {version}"


@pytest.mark.parametrize(
    ("version", "principal", "secondary"),
    [
        ("v36", 136, 21),
        ("v40", 122, 14),
        ("v41", 122, 14),
        ("v42", 122, 19),
        ("v42.1", 122, 19),
        ("v43", 161, 19),
        ("v43.1", 161, 19),
        ("v44", 163, 19),
    ],
)
def test_the_lists_of_456_to_458_have_their_published_length(version, principal, secondary):
    rows = [row["list"] for row in data.table("ms_drg_diagnosis_lists") if row[version] == "1"]
    assert (rows.count("principal"), rows.count("secondary")) == (principal, secondary)


def test_list_rows_name_codes_valid_in_their_year():
    last_day = {
        "v36": "2019-09-30",
        "v39": "2022-09-30",
        "v40": "2023-09-30",
        "v41": "2024-09-30",
        "v42": "2025-03-31",
        "v42.1": "2025-09-30",
    }
    last_day |= {"v43.1": "2026-09-30", "v44": "2027-03-31"}
    fusion = {row["code"] for row in data.table("icd10pcs_fusion")}
    for version, day in last_day.items():
        listed = {row["code"] for row in data.table("ms_drg_lists") if row[version] == "1"} & fusion
        assert listed == set(valid_on("icd10pcs_fusion", day)), f"column {version} of data/codes/ms_drg_lists.csv"


def test_only_8_joint_codes_are_extensive_by_themselves():
    codes = [row["code"] for row in data.table("ms_drg_lists") if row["list"] == "extensive-8"]
    assert codes
    assert all(code[:4] in ("0RG8", "XRG8") for code in codes)


def test_every_companion_that_is_no_fusion_has_its_place_without_one():
    """Each leads to a class of MDC 08, to none, or is no operating room procedure: without a fusion nothing stays open."""
    for version, day in (("v36", "2019-09-30"), ("v39", "2022-09-30"), ("v43.1", "2026-09-30"), ("v44", "2027-03-31")):
        places = {name for name, _, _ in HIERARCHY[version.partition(".")[0]]} | {"no-operating-room"}
        placed = {row["code"] for row in data.table("ms_drg_lists") if row[version] == "1" and row["list"] in places}
        assert set(valid_on("icd10pcs_companion", day)) <= placed, f"column {version} of data/codes/ms_drg_lists.csv"


def test_every_class_the_engine_can_answer_has_a_title_in_its_year():
    titled = {(row["version"], row["drg"]) for row in data.table("ms_drg") if row["title"]}
    for version, rows in ORDER.items():
        beside = [drgs for _, drgs, _ in HIERARCHY[version]]
        missing = [
            drg for drgs in (*(row.drgs for row in rows), *beside, *ELSEWHERE) for drg in drgs if (version, drg) not in titled
        ]
        assert not missing, f"{version} in data/codes/ms_drg.csv"


def test_weights_are_text_with_four_decimals():
    for row in data.table("ms_drg"):
        published = row["version"] in ("v43", "v44") and row["mdc"] in ("01", "08")
        assert bool(row["weight"]) == (published and (row["version"], row["drg"]) not in WEIGHT_NOT_SEEN), row
        assert not row["weight"] or re.fullmatch(r"\d+\.\d{4}", row["weight"]), row
        assert re.fullmatch(r"\d{3}", row["drg"])
