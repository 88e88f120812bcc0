"""What is said of a code that our tables hold: a procedure, a diagnosis, or a class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.coding.pcs.tables import plain_start
from spine_edu.coding.reading import classes, diagnoses
from spine_edu.coding.reading.characters import read_aloud
from spine_edu.coding.reading.found import Look, judged, span_of
from spine_edu.coding.reading.tables import rows_of
from spine_edu.text.lists import listed

_ALSO_1985_TO_1989 = frozenset({"81.31", "81.39", "81.61", "81.62", "81.63", "81.64"})
"""ICD-9-CM codes with an earlier interval in the CMS table, of unknown meaning: see data/codes/README.md."""


def known_procedure(system: str, row: Mapping[str, str], day: str | None, note: str) -> Look:
    """Return what our tables say of a code that they hold: its days, whether it held on `day`, and what to know beside it."""
    code, first, last = row["code"], row["valid_from"], row["valid_to"]
    valid, said = judged(day, first, last, span_of(first, last))
    if system == "ICD-9-CM" and day and day < first and (doubt := _doubt_before(code, first, day)):
        valid, said = None, f"Valid {span_of(first, last)}; {doubt}"
    extra = [note] if note else []
    if system == "ICD-10-PCS" and last and (heirs := _successors(code, last)):
        extra.append(f"What it said is said since then by {' or '.join(heirs)}.")
    if system == "ICD-9-CM" and day and day < _TITLED_BY_COLUMN and row["title_before_2010_10_01"]:
        extra.append(_TITLED_LATER)
    if system == "ICD-9-CM" and row["note"]:
        extra.append(row["note"])
    if not row["title"]:
        extra.append("We know its days, not its official title: that was not seen.")
    return Look(
        code=code,
        system=system,
        title=row["title"] or None,
        valid=valid,
        on=day,
        valid_from=first,
        valid_to=last or None,
        role=row.get("role") or "fusion",
        characters=read_aloud(code) if system == "ICD-10-PCS" else (),
        said=(said, *extra),
        source=row["source"],
    )


_TITLED_BY_COLUMN = "2010-10-01"
_TITLED_LATER = (
    f"This title holds since {_TITLED_BY_COLUMN}. Before, the title told the technique and not the column; "
    "its wording was not seen, so what the code was used for then is less sure."
)


def _successors(code: str, last: str) -> list[str]:
    """Return the plain fusion codes that began the day after a section X code of the same joint, approach and device ended."""
    device = _HEIRS.get((code[:3], code[5]))
    if device is None:
        return []
    start = f"{plain_start(code[:4])}{code[4]}{device}"
    return [row["code"] for row in data.table("icd10pcs_fusion") if row["code"].startswith(start) and row["valid_from"] > last]


_HEIRS = {("XRG", "R"): "E"}
"""Device values of section X that a value of the plain rows took the place of, by the conversion table of the year."""


def known_diagnosis(code: str, version: str, known: diagnoses.KnownDiagnosis, day: str | None, note: str) -> Look:
    """Return what our tables say of a diagnosis. The few that have a title have their first day, too."""
    titled = diagnoses.titled_diagnoses().get(code)
    first, last = diagnoses.first_and_last(code)
    began = titled["valid_from"] if titled else ""
    first, older = began or first, not began and diagnoses.may_be_older(code)
    span = diagnoses.days_of(code) if older else span_of(first, last)
    if older and day and day < first:
        valid, said = None, f"Valid {span}; our tables do not reach back to {day}, which is not judged."
    else:
        valid, said = judged(day, first, last, span)
    if valid is False and day and (at := eras.ms_drg_version(day)) and (hint := diagnoses.near(code, at)):
        said = f"{said.rstrip('.')}; {hint}."
    status = "neither CC nor MCC" if known.level == 0 else diagnoses.SEVERITIES[known.level]
    principal = f"as principal diagnosis: MDC {known.mdc}" if known.mdc else "never a principal diagnosis"
    extra = [*([note] if note else []), f"As secondary diagnosis: {status} (MS-DRG {version}); {principal}."]
    if not titled:
        extra.append("Its official title is not in our tables.")
    return Look(
        code=code,
        system="ICD-10-CM",
        title=titled["title"] if titled else None,
        valid=valid,
        on=day,
        valid_from=first,
        valid_to=last or None,
        role=titled["use"] if titled else "diagnosis",
        said=(said, *extra),
        source="cms-ms-drg-v36-v39" if version in diagnoses.FROM_ONE_SOURCE else "cms-ms-drg-v40-v44",
    )


def ended_diagnosis(row: Mapping[str, str], day: str | None, note: str) -> Look:
    """Return what is known of a diagnosis that ended before the first version of our tables: its days and its heirs."""
    first, last = row["valid_from"], row["valid_to"]
    valid, said = judged(day, first, last, span_of(first, last))
    heirs = diagnoses.heirs_of(row["code"])
    return Look(
        code=row["code"],
        system="ICD-10-CM",
        title=row["title"],
        valid=valid,
        on=day,
        valid_from=first,
        valid_to=last,
        role="diagnosis",
        said=(said, *([note] if note else []), "What it said is said since then by:", *with_titles(heirs)),
        source=row["source"],
    )


def with_titles(codes: Iterable[str]) -> Iterator[str]:
    """Yield each diagnosis with its title, as far as our tables have it."""
    yield from (f"{code}  {diagnoses.title_of(code)}".rstrip() for code in codes)


def known_class(known: classes.KnownClass, day: str | None) -> Look:
    """Return what our tables say of an MS-DRG; a category of ICD-9-CM with the same digits is named beside it."""
    category = f"{known.drg[:2]}.{known.drg[2]}"
    within = [code for code in rows_of("ICD-9-CM") if code.startswith(category)]
    beside = (f"In ICD-9-CM, {category} is a category; our tables have {listed(within)} in it.",) if within else ()
    return Look(
        code=known.drg,
        system="MS-DRG",
        title=known.title,
        valid=known.valid,
        on=day,
        valid_from=known.valid_from or None,
        valid_to=known.valid_to or None,
        role="class",
        said=(*known.said, *beside),
        source=known.source,
    )


def _doubt_before(code: str, first: str, day: str) -> str:
    """Say why a day before the first one of an ICD-9-CM code cannot be judged; '' where it can."""
    start = eras.first_day("ICD-9-CM")
    if day < start and (first == start or code in _ALSO_1985_TO_1989):
        return f"our tables begin on {start} and the code may be older, so {day} is not judged."
    if day < "1990" and code in _ALSO_1985_TO_1989:
        return f"the CMS table also has an interval from 1985 to 1989 for it, of unknown meaning, so {day} is not judged."
    return ""
