"""A folder of downloads, zipped or unpacked: which official files are wanted, by which name, and from which page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tools.codes.edition import Edition, TurnError

_CODES = 'cms.gov, page "ICD-10 codes", files of {name}'
_GROUPER = 'cms.gov, page "MS-DRG Classifications and Software", Definitions Manual {version} as text files'
_RULE = (
    'cms.gov, page "FY {year} IPPS Final Rule Home Page", tables of the final rule; take the correction notice if there is one'
)


@dataclass(frozen=True)
class Wanted:
    """One official file. `without` says what is lost where it is missing; '' means that nothing can be built without it."""

    kind: str
    name: str
    what: str
    page: str
    without: str = ""
    in_april: bool = True


WANTED = (
    Wanted("pcs_order", "icd10pcs_order_{year}.txt", "ICD-10-PCS order file (long and abbreviated titles)", _CODES),
    Wanted("pcs_tables", "icd10pcs_tables_{year}.xml", "ICD-10-PCS code tables and index", _CODES),
    Wanted("cm_order", "icd10cm_order_{year}.txt", "ICD-10-CM code descriptions in tabular order", _CODES),
    Wanted("table5", "CMS-…-F Table 5.txt", "Table 5: MS-DRGs, weights and lengths of stay", _RULE, in_april=False),
    Wanted("mdcs_08", "mdcs_08_11.txt", "Definitions Manual, MDC 08 to 11", _GROUPER),
    Wanted("appendix_b", "appendix_B.txt", "Definitions Manual, appendix B: the MDC of each diagnosis", _GROUPER),
    Wanted("appendix_d", "appendix_D_E.txt", "Definitions Manual, appendices D and E: classes in order, index", _GROUPER),
    Wanted("appendix_c", "appendix_C.txt", "Definitions Manual, appendix C: CC, MCC and what excludes them", _GROUPER),
    Wanted(
        "appendix_a", "appendix_A.txt", "Definitions Manual, appendix A: all MS-DRGs", _GROUPER,
        "the classes outside MDC 01 and 08 get no title, and the version of the manual is not checked",
    ),
    Wanted(
        "pcs_addenda", "order_addenda_{year}.txt", "ICD-10-PCS order file addenda", _CODES,
        "procedure codes that begin and end are not checked a second time",
    ),
    Wanted(
        "cm_addenda", "icd10cm_order_addenda_{year}.txt", "ICD-10-CM order file addenda", _CODES,
        "diagnoses that begin and end are not checked a second time",
    ),
    Wanted(
        "conversion", "icd10pcs_conversion_table_{year}.txt", "ICD-10-PCS conversion table", _CODES,
        "nothing says which new code took the place of which old one",
    ),
)  # fmt: skip

_READ = (".txt", ".xml", ".csv")
_PATTERNS = {  # names change a little from year to year: april_2026, -2026, icd10pcs_order_addenda
    "pcs_order": r"icd10pcs[-_]order[-_](?:april[-_])?(\d{4})\.txt",
    "pcs_tables": r"icd10pcs[-_]tables[-_](?:april[-_])?(\d{4})\.xml",
    "cm_order": r"icd10cm[-_]order[-_](?:april[-_])?(\d{4})\.txt",
    "table5": r"cms-\d+-\w+ table 5\b.*\.txt",
    "mdcs_08": r"mdcs_08_11\.txt",
    "appendix_a": r"appendix_a\.txt",
    "appendix_b": r"appendix_b\.txt",
    "appendix_c": r"appendix_c\.txt",
    "appendix_d": r"appendix_d_e\.txt",
    "pcs_addenda": r"(?:icd10pcs[-_])?order[-_]addenda[-_](?:april[-_])?(\d{4})\.txt",
    "cm_addenda": r"icd10cm[-_]order[-_]addenda[-_](?:april[-_])?(\d{4})\.txt",
    "conversion": r"(?:.*[-_ ])?icd[-_]?10[-_]?pcs[-_ ]conversion[-_ ]?table.*\.txt",
    # the mappings of 2018 were the last: read where somebody has them, wanted by nobody
    "gems_forward": r"gem_i9pcs\.txt",
    "gems_backward": r"gem_pcsi9\.txt",
    "decisions": r"decisions\.csv",
}


class Download(NamedTuple):
    """An official file: its name as it lies in the folder, and its text."""

    name: str
    text: str


@dataclass(frozen=True)
class Downloads:
    """The official files of one edition by kind, and what is lost with those that are missing."""

    files: Mapping[str, Download]
    missed: tuple[str, ...]

    def __getitem__(self, kind: str) -> Download:
        return self.files[kind]

    def get(self, kind: str) -> Download | None:
        return self.files.get(kind)


def read_folder(folder: Path, edition: Edition) -> Downloads:
    """Return the official files of an edition; raise TurnError with one line for each file that is wanted and not there.

    A file of another year is no file of this edition, and the message says so.
    """
    if not folder.is_dir():
        raise TurnError(f"{folder} is no folder; name the one that holds the downloads from cms.gov.")
    found: dict[str, Download] = {}
    other_year: dict[str, str] = {}
    for place, raw in _texts(folder):
        name = re.split(r"[/\\]", place)[-1].lower()
        for kind, pattern in _PATTERNS.items():
            if not (match := re.fullmatch(pattern, name)):
                continue
            if match.groups() and match[1] != str(edition.year):
                other_year[kind] = place
            elif kind in found:
                raise TurnError(f"{place} and {found[kind].name} are the same official file; leave one of them in the folder.")
            else:
                found[kind] = Download(place, _decoded(raw))
    faults, missed = [], []
    for wanted in WANTED:
        if wanted.kind in found or (edition.is_april and not wanted.in_april):
            continue
        told = _told(wanted, edition)
        if old := other_year.get(wanted.kind):
            told += f" {old} is of another year; {edition.name} begins on {edition.first}."
        if wanted.without:
            missed.append(f"{told} Without it, {wanted.without}.")
        else:
            faults.append(told)
    if faults:
        raise TurnError(
            "\n".join((f"{folder} does not hold all that {edition.name} needs:", *(f"- {fault}" for fault in faults)))
        )
    return Downloads(found, tuple(missed))


def _told(wanted: Wanted, edition: Edition) -> str:
    name = wanted.name.format(year=edition.year)
    page = wanted.page.format(year=edition.year, name=edition.name, version=edition.version)
    return f"{name} is not there: {wanted.what}; {page}."


def _texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a folder and of the archives in it, by the name that a person would look for."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if path.suffix.lower() == ".zip":
            try:
                with zipfile.ZipFile(path) as archive:
                    for member in archive.infolist():
                        if member.filename.lower().endswith(_READ):
                            yield f"{place}/{member.filename}", archive.read(member)
            except zipfile.BadZipFile as error:
                raise TurnError(f"{place} is no whole zip archive ({error}); download it again.") from error
        elif path.suffix.lower() in _READ:
            yield place, path.read_bytes()


def _decoded(raw: bytes) -> str:
    """Return the text of an official file: UTF-8 where it is, else the Windows letters of Table 5."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
