"""Official files written from our own tables, in the layouts of CMS: what data/codes would have been made from.

Titles that the course has not seen get a stand-in, since an official file has one for every code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from tools.codes.edition import Edition
from tools.codes.tables.ours import Rows, Tables, versions
from tools.codes.tables.packed import Diagnoses

FOREIGN = {
    "0016070": "Bypass Cerebral Ventricle to Nasopharynx with Autologous Tissue Substitute, Open Approach",
    "0SGF04Z": "Fusion of Right Ankle Joint with Internal Fixation Device, Open Approach",
    "XRGJ0B9": (
        "Fusion of Right Ankle Joint using Open-truss Design Internal Fixation Device, Open Approach, New Technology Group 9"
    ),
}
"""Codes of an order file that the course does not hold."""

UNLIKE = ("C7983", "J4B", "K6A01", "K6A09", "K6A8", "QA171", "QA1790", "QA1791", "QA1792", "QA1798")
"""New diagnoses of FY2027 without relatives that agree on their marks: decided by a person."""

_LISTS = {  # our name: classes, heading, part, as the Definitions Manual prints them
    "extensive-8": ("523-525", "EXTENSIVE FUSIONS\nOPERATING ROOM PROCEDURES", ""),
    "extensive-a1": ("523-525", "", "One of"),
    "extensive-a2": ("523-525", "", "with one of"),
    "extensive-b1": ("523-525", "", "One of"),
    "extensive-b2": ("523-525", "", "with one of"),
    "custom-made": (
        "523-525",
        "CUSTOM-MADE ANATOMICALLY AND VIRTUALLY DESIGNED INTERBODY FUSION DEVICE\nOPERATING ROOM PROCEDURES",
        "",
    ),
    "tulip-connector": ("523-525", "SACROILIAC FUSION WITH TULIP CONNECTOR\nOPERATING ROOM PROCEDURES", ""),
    "multiple-anterior-combined": ("426-428", "MULTIPLE LEVEL ANTERIOR SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "multiple-posterior-combined": ("426-428", "MULTIPLE LEVEL POSTERIOR SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "cervical-anterior": ("429-430", "ANTERIOR CERVICAL SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "cervical-posterior": ("429-430", "POSTERIOR CERVICAL SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "not-cervical": ("456-458", "SPINAL FUSION EXCEPT CERVICAL\nOPERATING ROOM PROCEDURES", ""),
    "principal": ("456-458", "PRINCIPAL DIAGNOSIS", ""),
    "secondary": ("456-458", "OR SECONDARY DIAGNOSIS", ""),
    "multiple-anterior": ("447-448", "MULTIPLE LEVEL ANTERIOR SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "multiple-posterior": ("447-448", "MULTIPLE LEVEL POSTERIOR SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "single-posterior-two": ("447-448", "SINGLE LEVEL POSTERIOR SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "single-anterior": ("402", "SINGLE LEVEL ANTERIOR SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "single-posterior": ("402", "SINGLE LEVEL POSTERIOR SPINAL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "single": ("450-451", "SINGLE LEVEL FUSION\nOPERATING ROOM PROCEDURES", ""),
    "cervical": ("471-473", "OPERATING ROOM PROCEDURES", ""),
}
_HIERARCHY = ("523-525", "426-428", "429-430", "456-458", "447-448", "402", "463-465", "450-451", "471-473")


def whole(ours: Tables) -> Tables:
    """Return our tables with a stand-in for every title and weight that the course has not seen, and the source it would have."""
    filled = {name: [dict(row) for row in rows] for name, rows in ours.items()}
    for row in filled["icd10pcs_companion"]:
        if not row["title"]:
            row |= {"title": f"Insertion not seen {row['code']}, Open Approach", "source": "pcs-order-2027"}
    for row in filled["icd10cm"]:
        row["title"] = row["title"] or f"Osteomyelitis not seen {row['code']}"
    weighed = {row["version"]: row["source"] for row in filled["ms_drg"] if row["weight"]}
    for row in filled["ms_drg"]:
        if row["version"] in weighed and row["mdc"] in ("01", "08") and not row["weight"]:
            row |= {"weight": "1.0000", "gmlos": "1.0", "amlos": "1.0", "source": weighed[row["version"]]}
    return filled


def before(ours: Tables, edition: Edition) -> Tables:
    """Return our tables as they were on the day before an edition began: its rows, columns and last days taken out."""
    tables: Tables = {}
    for name, rows in ours.items():
        kept = [{key: value for key, value in row.items() if key != edition.version} for row in rows]
        if "valid_from" in kept[0]:
            kept = [row for row in kept if row["valid_from"] != edition.first]
            if name.startswith("icd10pcs"):
                kept = [{**row, "valid_to": "" if row["valid_to"] == edition.day_before else row["valid_to"]} for row in kept]
        if name == "ms_drg":
            kept = [row for row in kept if row["version"] != edition.version]
        if name in ("ms_drg_lists", "ms_drg_diagnosis_lists"):
            kept = [row for row in kept if any(row[version] == "1" for version in versions(kept))]
        tables[name] = kept
    held = [row["code"] for name in ("icd10pcs_fusion", "icd10pcs_companion") for row in tables[name]]
    used = {(code[:3], str(place), value) for code in held for place, value in enumerate(code, 1)}
    tables["icd10pcs_axes"] = [row for row in tables["icd10pcs_axes"] if (row["table"], row["position"], row["value"]) in used]
    return tables


def diagnoses_before(now: Diagnoses, version: str, last: str) -> Diagnoses:
    """Return all diagnoses without a version: rows that began with it taken out, the others ended with the one before it."""
    rows = [
        {**row, "to_version": last if row["to_version"] == version else row["to_version"]}
        for row in now.rows
        if row["from_version"] != version
    ]
    used = {row["cancelled_by"] for row in rows}
    return Diagnoses(rows, {name: principals for name, principals in now.sets.items() if name in used})


@dataclass(frozen=True)
class Course:
    """Our tables of one edition, and all diagnoses."""

    tables: Tables
    diagnoses: Diagnoses


def write_downloads(folder: Path, ours: Course, old: Course, edition: Edition, version: str = "") -> None:
    """Write the official files of an edition into a folder, as `ours` have them and `old`, those of the year before, do not.

    Lists and severities are those of `version` in `ours`; of the edition's own version unless given.
    """
    year, version, tables = edition.year, version or edition.version, ours.tables
    last = max((row["to_version"] for row in old.diagnoses.rows), key=lambda name: float(name[1:]))
    pcs = {
        row["code"]: row["title"]
        for name in ("icd10pcs_fusion", "icd10pcs_companion")
        for row in tables[name]
        if not row["valid_to"]
    }
    taught = {row["code"].replace(".", ""): row["title"] for row in tables["icd10cm"]}
    valid = [row for row in ours.diagnoses.rows if row["to_version"] == version]
    cm = {row["code"]: taught.get(row["code"], f"Diagnosis {row['code']}") for row in valid}
    files = {
        f"icd10pcs_order_{year}.txt": order_text(pcs | FOREIGN, 3),
        f"icd10pcs_tables_{year}.xml": tables_text(year, tables["icd10pcs_axes"], pcs | FOREIGN),
        f"order_addenda_{year}.txt": addenda_text(pcs, _valid(old.tables, "icd10pcs_fusion", "icd10pcs_companion"), ""),
        f"icd10cm_order_{year}.txt": order_text(cm, 3),
        f"icd10cm_order_addenda_{year}.txt": addenda_text(
            cm, {row["code"] for row in old.diagnoses.rows if row["to_version"] == last}, "1 "
        ),
        "CMS-1849-F Table 5.txt": table5_text(
            year, [row for row in tables["ms_drg"] if row["version"] == edition.version and row["weight"]]
        ),
        "mdcs_08_11.txt": manual_text("08", _listed(tables, version), _HIERARCHY, pcs | cm),
        "appendix_A.txt": appendix_a_text(edition, [row for row in tables["ms_drg"] if row["version"] == f"v{year - 1983}"]),
        "appendix_B.txt": appendix_b_text(valid),
        "appendix_C.txt": appendix_c_text(valid, ours.diagnoses.sets),
        "appendix_D_E.txt": appendix_d_text() + appendix_e_text(tables, version),
        f"icd10pcs_conversion_table_{year}.txt": conversion_text(year, pcs),
        "gem_i9pcs.txt": gem_text(tables["gems"], "icd9_to_pcs"),
        "gem_pcsi9.txt": gem_text(tables["gems"], "pcs_to_icd9"),
        "decisions.csv": "code,field,value\n"
        + "".join(f"{row['code']},marks,{row['marks']}\n" for row in valid if row["code"] in UNLIKE),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="cp1252" if "Table 5" in name else "utf-8", newline="\r\n")


def order_text(titles: Mapping[str, str], head: int) -> str:
    """Return an order file: a header for each category, then its codes, numbered."""
    lines = []
    for code in sorted(titles):
        if not lines or lines[-1][0][:head] != code[:head]:
            lines.append((code[:head], "0", f"Category {code[:head]}"))
        lines.append((code, "1", titles[code]))
    return (
        "\n".join(f"{number:05} {code:7} {flag} {title[:60]:60} {title}" for number, (code, flag, title) in enumerate(lines, 1))
        + "\n"
    )


def addenda_text(now: Iterable[str], old: Iterable[str], flag: str) -> str:
    """Return the addenda between two sets of codes."""
    now, old = set(now), {code.replace(".", "") for code in old}
    lines = [f"Add:         {flag}{code:7} Short title" for code in sorted(now - old)]
    return "\n".join([*lines, *(f"Delete:      {flag}{code:7} Short title" for code in sorted(old - now))]) + "\n"


def tables_text(year: int, axes: Rows, codes: Mapping[str, str]) -> str:
    """Return the XML of the tables, with a row for each code."""
    label = {(row["table"], row["position"], row["value"]): row["label"] for row in axes}

    def axis(code: str, position: int) -> str:
        text = label.get((code[:3], str(position), code[position - 1]), "Not held")
        return f'<axis pos="{position}" values="1"><label code="{code[position - 1]}">{escape(text)}</label></axis>'

    parts = [f"<ICD10PCS.tabular><version>{year}</version>"]
    for table in sorted({code[:3] for code in codes}):
        own = sorted(code for code in codes if code[:3] == table)
        heads = "".join(axis(own[0], position) for position in (1, 2, 3))
        rows = "".join(f'<pcsRow codes="1">{"".join(axis(code, position) for position in range(4, 8))}</pcsRow>' for code in own)
        parts.append(f"<pcsTable>{heads}{rows}</pcsTable>")
    return "\n".join([*parts, "</ICD10PCS.tabular>"])


def table5_text(year: int, rows: Rows) -> str:
    """Return Table 5 as text with tabs: two lines of title, the names of the columns, all classes, footnotes."""
    names = ["MS-DRG ", f"FY {year} Final Post-Acute DRG", f"FY {year} Final Special Pay DRG", "MDC", "TYPE", "MS-DRG Title"]
    names += ["Weights - Before Cap", "Weights - 10% Cap Applied ", "Geometric mean LOS", "Arithmetic mean LOS"]
    lines = [
        f'"TABLE 5.\u2014LIST OF MS-DRGS, RELATIVE WEIGHTING FACTORS,\nAND MEAN LENGTH OF STAY\u2014FY {year} Final Rule"'
        + "\t" * 9,
        "\t".join(names),
    ]
    lines.append(
        "001\tNo\tNo\tPRE\tSURG\tHEART TRANSPLANT OR IMPLANT OF HEART ASSIST SYSTEM WITH MCC\t28.1664\t28.1664\t28.5\t38.5"
    )
    for row in rows:
        title = f'"{row["title"]}"' if "," in row["title"] else row["title"]
        lines.append(
            "\t".join(
                [
                    row["drg"],
                    "Yes",
                    "No",
                    row["mdc"],
                    row["type"],
                    title,
                    row["weight"],
                    row["weight"],
                    row["gmlos"],
                    row["amlos"],
                ]
            )
        )
    lines.append("470\tYes\tNo\t08\tSURG\tMAJOR HIP AND KNEE JOINT REPLACEMENT\t1.8855\t1.8855\t1.7\t2.1")
    return "\n".join([*lines, "NOTE: MS-DRGs 998 and 999 contain cases that could not be assigned."]) + "\n"


def manual_text(mdc: str, lists: Mapping[str, Iterable[str]], order: Iterable[str], titles: Mapping[str, str]) -> str:
    """Return an MDC of the Definitions Manual: a frame and DRG lines for each class, headings, and codes with their titles."""
    lines = [":====:", f"MDC {mdc} Diseases and Disorders", ":====:", "  M960    Pseudarthrosis after fusion or arthrodesis", ""]
    for classes in order:
        low, _, high = classes.partition("-")
        lines += ["+------+", "|  DRG  |", "+------+", ""]
        lines += [f"DRG {drg:03} TITLE OF THE CLASS" for drg in range(int(low), int(high or low) + 1)]
        for name, (of, heading, part) in _LISTS.items():
            if of != classes:
                continue
            lines += ["", *heading.split("\n"), ""] if heading else []
            lines += [f"  {part}"] if part else []
            lines += [f"{'    ' if part else '  '}{code} {titles.get(code, '')}".rstrip() for code in sorted(lists[name])]
        lines.append("")
    return "\n".join(lines) + "\n"


def appendix_a_text(edition: Edition, rows: Rows) -> str:
    """Return the list of all classes, in capitals and small letters as the manual prints them since v43."""
    version = edition.version[1:] if "." in edition.version else f"{edition.version[1:]}.0"
    lines = [
        f"|     Appendix A List of MS-DRGs Version {version}     |",
        "",
        "DRG MDC MS Description",
        "001     P  Heart Transplant",
    ]
    lines += [f"{row['drg']} {row['mdc']:2}  {'P' if row['type'] == 'SURG' else 'M'}  {row['title'].title()}" for row in rows]
    return "\n".join(lines) + "\n"


def appendix_b_text(valid: Rows) -> str:
    """Return the index of diagnoses, some with a second MDC below the first; what can be no principal diagnosis is not in it."""
    lines = [" I10 Dx  MDC DRG(s)      ICD-10-CM Description"]
    for row in valid:
        if row["mdc"]:
            lines.append(f" {row['code']:7} {row['mdc']}  551-552     Title")
            lines += ["         25  974-976"] if "hiv" in row["marks"] else []
    return "\n".join(lines) + "\n"


def appendix_c_text(valid: Rows, sets: Mapping[str, frozenset[str]]) -> str:
    """Return levels, and the collections of principal diagnoses beside which they do not count."""
    used = sorted({row["cancelled_by"] for row in valid if row["cancelled_by"]})
    number = {name: f"{place:04}" for place, name in enumerate(used, 2)}
    lines = ["Appendix C Part 1: List of CC and Major CC Codes", " I10 Dx  Lev HAC PDX Exclusions   ICD-10-CM Description"]
    for row in valid:
        if row["cc"]:
            name = row["cancelled_by"]
            excluded = f"{number[name]}:{len(sets[name])} codes" if name else "No Exclusions"
            lines.append(f" {row['code']:7} {row['cc']:3}    {excluded:15} Title")
    for name in used:
        lines += ["", f"PDX collection {number[name]}", *(f"  {code:7} Title" for code in sorted(sets[name]))]
    lines += [
        "",
        "Appendix C Part 2: assigned as a Major CC only for patients discharged alive",
        " I469    Cardiac arrest, cause unspecified",
    ]
    return "\n".join(lines) + "\n"


def appendix_d_text() -> str:
    """Return the order of the surgical classes of two MDCs."""
    return (
        "\n".join(["MDC 08 Diseases", *(f"  {classes:7} Class" for classes in _HIERARCHY), "MDC 09 Skin", "  573-578 Skin Graft"])
        + "\n"
    )


_LEADS = {
    "nervous-system-spinal": ("01", "028-030"),
    "back-and-neck": ("08", "518-520"),
    "disc-device": ("08", "518"),
    "biopsy": ("08", "477-479"),
    "local-removal": ("08", "495-497"),
    "arthroscopy": ("08", "509"),
    "other-musculoskeletal": ("08", "515-517"),
    "unrelated": ("21", "907-909"),
    "unrelated-non-extensive": ("21", "907-909"),
    "wound-debridement": ("08", "463-465"),
    "soft-tissue": ("08", "500-502"),
}


def appendix_e_text(tables: Tables, version: str) -> str:
    """Return the index of procedures: where each leads, one MDC a line.

    What is no operating room procedure has a * or is not there.
    """
    on: dict[str, set[str]] = {row["code"]: set() for row in tables["icd10pcs_companion"] if not row["valid_to"]}
    for row in tables["ms_drg_lists"]:
        if row[version] == "1":
            on.setdefault(row["code"], set()).add(row["list"])
    lines = ["", "Procedure Code/MS-DRG Index", "    CODE    MDC MS-DRG  SURGICAL CATEGORY"]
    for place, (code, names) in enumerate(sorted(on.items())):
        if "no-operating-room" in names:
            lines += [f"  {code}*  05  242-244 Pacemaker"] if place % 2 else []
            continue
        entries = [_LEADS[name] for name in sorted(names) if name in _LEADS]
        if names <= {"nervous-system-spinal"}:
            entries.append(("08", "466-468"))  # a class of MDC 08 that the course does not hold
        entries += [(name[4:], "901-903" if name == "mdc-21" else "820-822") for name in sorted(names) if name.startswith("mdc-")]
        entries += [("24", "957-959")]
        lines += [
            f"  {code if first else '':9} {mdc}  {classes:7} Category"
            for first, (mdc, classes) in zip((True, *[False] * 29), entries, strict=False)
        ]
    return "\n".join([*lines, "", "Procedure Cluster/MS-DRG Index", "  0RU33KZ   99  999-999 Cluster"]) + "\n"


def conversion_text(year: int, pcs: Iterable[str]) -> str:
    """Return the conversion table for the custom-made device of FY2027: device R of section X became device E."""
    part = {"0": "B", "1": "C", "3": "D"}
    rows = [
        f"{code}\tFusion\t{year}\tXRG{part[code[3]]}{code[4]}R7\tFusion\t\t\t10.1"
        for code in pcs
        if code[:3] == "0SG" and code[5] == "E"
    ]
    return "\n".join(["Current code\tTitle\tYear\tPrevious code(s)\tTitle\t\t\tEffective", *rows]) + "\n"


def gem_text(gems: Rows, direction: str) -> str:
    """Return one direction of the mappings, with a code that the course does not hold."""
    flags = ("approximate", "no_map", "combination", "scenario", "choice_list")
    rows = [row for row in gems if row["direction"] == direction]
    lines = [
        f"{row['source_code'].replace('.', ''):7} {row['target_code'].replace('.', ''):7} {''.join(row[flag] for flag in flags)}"
        for row in rows
    ]
    return "\n".join(["0016070 0231    10000" if direction == "pcs_to_icd9" else "0001  6A750Z4 10000", *lines]) + "\n"


def _listed(ours: Tables, version: str) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    for table in ("ms_drg_lists", "ms_drg_diagnosis_lists"):
        for row in ours[table]:
            if row[version] == "1" and row["list"] in lists:
                lists[row["list"]].append(row["code"].replace(".", ""))
    return lists


def _valid(tables: Tables, *names: str) -> set[str]:
    return {row["code"] for name in names for row in tables[name] if not row["valid_to"]}
