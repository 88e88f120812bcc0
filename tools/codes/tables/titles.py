"""Titles of the diagnoses around the spine, from the order files of ICD-10-CM.

`python3 -m tools.codes.tables.titles FOLDER` reads every icd10cm_order_YYYY.txt of a folder, adds what has no title yet to
icd10cm.csv, and writes icd10cm_ended.csv: what ended before the first version that our other tables know.
A title that is there stays; the turn of the year keeps it up to date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from spine_edu.coding.reading import diagnoses
from tools.codes.official.downloads import Download
from tools.codes.official.order import read_order
from tools.codes.tables.diagnoses import dotted
from tools.codes.tables.ours import Row, Rows, counted, read_ours, text_of
from tools.codes.tables.packed import CODES, read_packed

AROUND_THE_SPINE = {
    "spondylolysis, spondylosis": r"M430.|M47.*",
    "stenosis and other spondylopathies": r"M48[0-3].*|M485.XA",
    "discs": r"M5[01].*",
    "back and neck pain": r"M54[1345].*",
    "after an operation": r"M96.*|G97[01248].*|T8110XA|T813[12]XA|T814.*A|K9189|Z9889.?",
    "cord, roots and meninges": r"G54[124]|G95.*|G96[01].*",
    "congenital": r"Q76[0-4].*",
    "fractures": r"M8448XA|S12[1-6][09][01]A|S220[1-7][0-2]A|S320[0-5][0-2]A",
    "beside a fusion": (
        r"A410[12]|A419|R652[01]|R7881|B956[12]|B965|"
        r"D6[24]9?|D684|D696|E039|E109|E11(22|40|42|51|65|69|9)|E43|E44[01]|E46|E66.*|E78[25]|E87[016]|E872[0-2]|E8770|"
        r"F05|F0390|F1[01]20|F329|F32A|F41[19]|G20A1|G35|G40909|G4733|G8220|G825[0-4]|G8918|G934[01]|M43[34]|M81[08]|M109|"
        r"I10|I110|I119|I12[09]|I13[02]|I16[01]|I214|I219|I21A1|I2510|I252|I2720|I350|I469|I48(0|11|19|20|21|91)|I50[23][0-3]|I509|"
        r"I639|I739|I82409|I959|J159|J44[019]|J45909|J690|J810|J90|J952|J960[0-2]|J962[0-2]|J9811|"
        r"K219|K567|K5900|N17[09]|N18([124569]|3[0-2])|N390|N40[01]|R1310|R33[89]|R4182|"
        r"Z66|Z683[5-9]|Z684[1-5]|Z720|Z79(01|02|4|82|84|891)|Z867(11|18|3)|Z87891|Z95[015]|Z992"
    ),
}
"""Which codes get a title beside those that the course teaches, by what they are; patterns of whole codes without their dot."""
SOURCE = "icd10cm-order"
_FIRST_YEAR = 2016
"""The first edition of ICD-10-CM that was in use."""


def use_of(code: str) -> str:
    """Return what a diagnosis around the spine is; '' for any other.

    >>> use_of("M5136"), use_of("H442B3")
    ('discs', '')
    """
    return next((use for use, pattern in AROUND_THE_SPINE.items() if re.fullmatch(pattern, code)), "")


def added(rows: Rows, orders: Mapping[int, Mapping[str, str]]) -> Rows:
    """Return icd10cm.csv with the titles of the newest file that has a code, for each code that our versions know."""
    titles = {code: title for year in sorted(orders) for code, title in orders[year].items()}
    held = {row["code"] for row in rows}
    new = [
        {"code": dotted(code), "title": title, "use": use, "valid_from": _first_day(code, orders), "source": SOURCE}
        for code, title in titles.items()
        if (use := use_of(code)) and dotted(code) not in held and diagnoses.newest(dotted(code))
    ]
    return [*rows, *new]


def _first_day(code: str, orders: Mapping[int, Mapping[str, str]]) -> str:
    """Return the first day of a code; '' where neither the versions nor two files of consecutive years tell it."""
    if not diagnoses.may_be_older(dotted(code)):
        return diagnoses.first_and_last(dotted(code))[0]
    year = min((year for year in orders if code in orders[year]), default=0)
    return f"{year - 1}-10-01" if year == _FIRST_YEAR or year - 1 in orders else ""


def ended(titled: Iterable[Row], orders: Mapping[int, Mapping[str, str]]) -> Rows:
    """Return the codes that are in a file and in none of our versions, each up to the day before others took its place."""
    began = {row["code"].replace(".", ""): row["valid_from"] for row in titled if row["valid_from"]}
    rows: dict[str, Row] = {}
    for year in sorted(orders):
        for code, title in orders[year].items():
            if code not in rows and use_of(code) and not diagnoses.newest(dotted(code)):
                heirs = [day for heir, day in began.items() if heir.startswith(re.sub("X+[ADS]$", "", code))]
                last = (date.fromisoformat(min(heirs)) - timedelta(days=1)).isoformat()
                first = f"{year - 1}-10-01"
                rows[code] = {"code": dotted(code), "title": title, "valid_from": first, "valid_to": last, "source": SOURCE}
    return list(rows.values())


def main(folder: Path) -> None:
    """Read the order files of a folder and write both tables, with their numbers of rows in the README."""
    files = sorted(folder.glob("icd10cm_order_[0-9][0-9][0-9][0-9].txt"))
    orders = {int(file.stem[-4:]): read_order(Download(file.name, file.read_text("utf-8"))) for file in files}
    tables = read_ours(CODES)
    tables["icd10cm"] = added(tables["icd10cm"], orders)
    tables["icd10cm_ended"] = ended(tables["icd10cm"], orders)
    for name in ("icd10cm", "icd10cm_ended"):
        (CODES / f"{name}.csv").write_text(text_of(name, tables[name]), encoding="utf-8", newline="\n")
        print(f"{name}.csv: {len(tables[name])} rows")
    readme = CODES / "README.md"
    readme.write_text(counted(readme.read_text("utf-8"), tables, read_packed()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
