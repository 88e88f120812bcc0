"""What a code is: its system, its title, its characters read aloud, since when and until when, and the likely slip if unknown.

It reads ICD-10-PCS and ICD-9-CM (spinal fusion and companions), every ICD-10-CM diagnosis since 2018-10-01, and the MS-DRGs
that a fusion or its likes lead to.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from spine_edu import data
from spine_edu.coding import eras
from spine_edu.coding.pcs.tables import plain_start
from spine_edu.coding.reading import classes, diagnoses
from spine_edu.errors import CodeError
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown
from spine_edu.text.typed import bare_code, tidy

_AXES = ("Section", "Body system", "Root operation", "Body part", "Approach", "Device", "Qualifier")
_AXES_OF = {
    "3": (*_AXES[:3], "Body system or region", "Approach", "Substance", "Qualifier"),
    "4": (*_AXES[:3], "Body system", "Approach", "Function or device", "Qualifier"),
    "8": (*_AXES[:3], "Body region", "Approach", "Method", "Qualifier"),
    "X": (*_AXES[:5], "Device, substance or technology", "Qualifier"),
}
_PCS_SECTIONS = frozenset("0123456789BCDFGHX")
_ICD9 = re.compile(r"[0-9]{2}\.?[0-9]{1,2}", re.ASCII)
_ICD10CM = re.compile(r"(?:[A-Z][0-9]|QA)[0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.ASCII)
_CODE_LIKE = re.compile(r"[0-9A-Z]{2,10}", re.ASCII)
_TABLES = {
    "ICD-10-PCS": ("icd10pcs_fusion", "icd10pcs_companion"),
    "ICD-9-CM": ("icd9cm",),
}
_ALSO_1985_TO_1989 = frozenset({"81.31", "81.39", "81.61", "81.62", "81.63", "81.64"})
"""ICD-9-CM codes with an earlier interval in the CMS table, of unknown meaning: see data/codes/README.md."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character of an ICD-10-PCS code; `label` is None where our tables give that value no meaning."""

    position: int
    axis: str
    value: str
    label: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Look:
    """What our tables know of a code on a day; `valid` is None where no day was given or our tables cannot judge it."""

    code: str
    system: str | None
    title: str | None
    valid: bool | None
    on: str | None
    valid_from: str | None = None
    valid_to: str | None = None
    role: str | None = None
    characters: tuple[Character, ...] = ()
    said: tuple[str, ...] = ()
    source: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the answer of the `look` command."""
        answer = asdict(self)
        answer["characters"], answer["said"] = list(answer["characters"]), list(answer["said"])
        return answer

    def __repr__(self) -> str:
        verdict = {True: "valid", False: "not valid", None: "validity not judged"}[self.valid]
        day = f" on {self.on}" if self.on else ""
        return f"<{self.code} {self.system or 'unknown system'}: {self.title or 'title not in our tables'}; {verdict}{day}>"


def look(code: str, on: str | None = None) -> Look:
    """Return what a code is, and whether it is valid on a day; raise CodeError for a text that is no code at all.

    >>> look("81.38", on="2015-10-01").said[0]
    'Valid from 2001-10-01 to 2015-09-30; on 2015-10-01 the code was no longer in use.'
    >>> look("0SG00E1").said[0]
    'Never a code: after 0SG00E character 7 (qualifier) can be 0 or J, not 1.'
    """
    day = None if on is None else eras.read_day(on)
    if not isinstance(code, str):
        raise CodeError(f"{shown(code)} is no code; give it as text in quotes, such as '81.38' or '0SG0071'.")
    if (named := classes.class_of(tidy(code).upper(), day)) and not _codes("ICD-9-CM").get(_spellings(bare_code(code))[1][1]):
        return _known_class(named, day)
    *procedures, (icd10cm, diagnosis) = _spellings(bare_code(code))
    for system, spelled in procedures:
        row = _codes(system).get(spelled)
        if row is not None:
            return _known(system, row, day, _spelling_note(code, spelled, system))
    if ended := diagnoses.ended_before().get(diagnosis):
        return _ended_diagnosis(ended, day, _spelling_note(code, diagnosis, icd10cm))
    if found := diagnoses.newest(diagnosis):
        return _known_diagnosis(diagnosis, *found, day, _spelling_note(code, diagnosis, icd10cm))
    plain = tidy(code).upper()
    bare = plain.replace(".", "")
    if not _CODE_LIKE.fullmatch(bare):
        raise CodeError(f"{shown(code)} does not have the form of a code, such as 0SG0071, 81.38 or M96.0.")
    return _unknown(code, plain, bare, day)


def _spellings(bare: str) -> tuple[tuple[str, str], ...]:
    """Return how a text without dots would be written in each system."""
    icd9 = f"{bare[:2]}.{bare[2:]}" if len(bare) > 2 else bare
    icd10cm = f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare
    return ("ICD-10-PCS", bare), ("ICD-9-CM", icd9), ("ICD-10-CM", icd10cm)


def _spelling_note(given: str, spelled: str, system: str) -> str:
    given, slips = tidy(given), []
    if given != given.upper():
        slips.append("letters are capitals")
    joined = re.sub("[ _-]", "", given.upper())
    if joined != given.upper():
        slips.append("no blank and no dash")
    if joined != spelled:
        slips.append("no dot" if "." not in spelled else f"the dot stands after {spelled.index('.')} characters")
    return f"In {system} this is written {spelled}: {', '.join(slips)}." if slips else ""


def _known(system: str, row: Mapping[str, str], day: str | None, note: str) -> Look:
    """Return what our tables say of a code that they hold: its days, whether it held on `day`, and what to know beside it."""
    code, first, last = row["code"], row["valid_from"], row["valid_to"]
    valid, said = _judged(day, first, last, _span(first, last))
    if system == "ICD-9-CM" and day and day < first and (doubt := _doubt_before(code, first, day)):
        valid, said = None, f"Valid {_span(first, last)}; {doubt}"
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
        characters=_read_aloud(code) if system == "ICD-10-PCS" else (),
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


def _known_diagnosis(code: str, version: str, known: diagnoses.KnownDiagnosis, day: str | None, note: str) -> Look:
    """Return what our tables say of a diagnosis. The few that have a title have their first day, too."""
    titled = diagnoses.titled_diagnoses().get(code)
    first, last = diagnoses.first_and_last(code)
    began = titled["valid_from"] if titled else ""
    first, older = began or first, not began and diagnoses.may_be_older(code)
    span = diagnoses.days_of(code) if older else _span(first, last)
    if older and day and day < first:
        valid, said = None, f"Valid {span}; our tables do not reach back to {day}, which is not judged."
    else:
        valid, said = _judged(day, first, last, span)
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


def _ended_diagnosis(row: Mapping[str, str], day: str | None, note: str) -> Look:
    """Return what is known of a diagnosis that ended before the first version of our tables: its days and its heirs."""
    first, last = row["valid_from"], row["valid_to"]
    valid, said = _judged(day, first, last, _span(first, last))
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
        said=(said, *([note] if note else []), "What it said is said since then by:", *_with_titles(heirs)),
        source=row["source"],
    )


def _with_titles(codes: Iterable[str]) -> Iterator[str]:
    """Yield each diagnosis with its title, as far as our tables have it."""
    yield from (f"{code}  {diagnoses.title_of(code)}".rstrip() for code in codes)


def _known_class(known: classes.KnownClass, day: str | None) -> Look:
    """Return what our tables say of an MS-DRG; a category of ICD-9-CM with the same digits is named beside it."""
    category = f"{known.drg[:2]}.{known.drg[2]}"
    within = [code for code in _codes("ICD-9-CM") if code.startswith(category)]
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


def _span(first: str, last: str) -> str:
    return f"from {first} to {last}" if last else f"since {first}"


def _doubt_before(code: str, first: str, day: str) -> str:
    """Say why a day before the first one of an ICD-9-CM code cannot be judged; '' where it can."""
    start = eras.first_day("ICD-9-CM")
    if day < start and (first == start or code in _ALSO_1985_TO_1989):
        return f"our tables begin on {start} and the code may be older, so {day} is not judged."
    if day < "1990" and code in _ALSO_1985_TO_1989:
        return f"the CMS table also has an interval from 1985 to 1989 for it, of unknown meaning, so {day} is not judged."
    return ""


def _judged(day: str | None, first: str, last: str, span: str) -> tuple[bool | None, str]:
    """Return whether a code is valid on a day, and the sentence that says so; `span` says its days in words."""
    if day is None:
        return (
            None,
            f"Valid {span}." if last else f"Valid {span}, and still on {eras.last_verified_day()}, the last day we verified.",
        )
    if day < first:
        return False, f"Valid {span}; on {day} the code did not exist yet."
    if last and day > last:
        return False, f"Valid {span}; on {day} the code was no longer in use."
    if day > eras.last_verified_day():
        return None, f"Valid {span}; our tables were verified to {eras.last_verified_day()}, so {day} is not judged."
    return True, f"Valid {span}."


def _unknown(given: str, plain: str, bare: str, day: str | None) -> Look:
    """Say what kind of code it may be, and the likeliest slip."""
    system = _system_of(plain, bare)
    if system == "ICD-10-CM":
        code = _spellings(bare)[2][1]
        newest = eras.versions("MS-DRG")[-1].version
        version = eras.ms_drg_version(day) if day else newest
        found = diagnoses.standing(code, version or newest)
        within = diagnoses.below(code, version or newest)
        told = found.said
        if within:
            told = f"{code} is a category of ICD-10-CM, not a code; {diagnoses.near(code, version or newest)}."
        named = diagnoses.groups_below(code, within) if len(within) > _MOST_WITHIN else _with_titles(within)
        return Look(code, system, None, False if version and found.sure else None, day, said=(told, *named))
    if system != "ICD-10-PCS":
        if system == "ICD-9-CM" and (digits := _without_letters(plain)) != plain:
            code = _spellings(digits.replace(".", ""))[1][1]
            meant = f"; did you mean {code}?" if code in _codes(system) else "."
            said = f"An ICD-9-CM procedure code has digits only, never the letters O and I{meant}"
            return Look(plain, system, None, False, day, said=(said,))
        if system == "ICD-9-CM":
            code = _spellings(bare)[1][1]
            children = [known for known in _codes(system) if known.startswith(code) and known != code]
            if children:
                said = f"{code} is a category, not a code; our tables have {children[0]} to {children[-1]} in it."
                return Look(code, system, None, False, day, said=(said,))
        else:
            code = plain
        what = f"an {system} code" if system else "a code"
        said = f"{code} may be {what}, but is not in our tables."
        return Look(code, system, None, None, day, said=(said,))
    swapped = _without_letters(bare)
    if swapped != bare:
        meant = f"; did you mean {swapped}?" if swapped in _codes(system) else "."
        said = f"ICD-10-PCS never uses the letters O and I, only the digits 0 and 1{meant}"
        return Look(bare, system, None, False, day, said=(said,))
    if len(bare) != 7:
        begun = sum(known.startswith(bare) for known in _codes(system))
        said = f"An ICD-10-PCS code has 7 characters; {bare} has {len(bare)}" + (
            f", and {begun} codes of our tables begin so." if begun > 1 else "."
        )
        return Look(bare, system, None, False, day, characters=_read_aloud(bare) if len(bare) > 2 else (), said=(said,))
    never, said = _first_misfit(bare)
    return Look(bare, system, None, False if never else None, day, characters=_read_aloud(bare), said=(said,))


_MOST_WITHIN = 40
"""A category with more codes below it is told by its subcategories."""


def _without_letters(text: str) -> str:
    """Return a text with the digits that the letters O and I are mistaken for."""
    return text.replace("O", "0").replace("I", "1")


def _system_of(plain: str, bare: str) -> str | None:
    if _ICD9.fullmatch(plain):
        return "ICD-9-CM"
    if "." not in plain and len(bare) in (6, 7, 8) and (bare[0].isdigit() or bare[0] in "OX"):
        return "ICD-10-PCS"
    if _ICD10CM.fullmatch(plain):
        return "ICD-10-CM"
    if _ICD9.fullmatch(_without_letters(plain)):
        return "ICD-9-CM"
    if "." not in plain and len(bare) < 6 and not bare[:4].isdigit() and (bare[0].isdigit() or bare[0] in "OX"):
        return "ICD-10-PCS"
    return "ICD-10-PCS" if len(bare) == 7 and bare[0] in _PCS_SECTIONS else None


def _first_misfit(code: str) -> tuple[bool, str]:
    """Return whether a spinal fusion code of that spelling never existed, and the first character without such a value."""
    offered = _offered()
    for place in range(3, 7):
        before = code[:place]
        values = offered.get(before)
        if values is None:
            return False, f"The table {code[:3]} is not in our tables; they hold spinal fusion and what is coded beside it."
        if code[place] not in values:
            axis = _AXES[place].lower()
            choice = " or ".join((", ".join(sorted(values)[:-1]), max(values))) if len(values) > 1 else next(iter(values))
            never = place > 3 and before[:4] in _spinal_fusions()
            start = "Never a code" if never else "Not in our tables"
            return never, f"{start}: after {before} character {place + 1} ({axis}) can be {choice}, not {code[place]}."
    return False, f"{code} is not in our tables."


def _read_aloud(code: str) -> tuple[Character, ...]:
    axes, labels = _AXES_OF.get(code[0], _AXES), _labels()
    return tuple(
        Character(place + 1, axes[place], value, labels.get((code[:3], str(place + 1), value)))
        for place, value in enumerate(code[:7])
    )


@functools.cache
def _codes(system: str) -> dict[str, Mapping[str, str]]:
    return {row["code"]: row for name in _TABLES[system] for row in data.table(name)}


@functools.cache
def _labels() -> dict[tuple[str, str, str], str]:
    return {(row["table"], row["position"], row["value"]): row["label"] for row in data.table("icd10pcs_axes")}


@functools.cache
def _offered() -> dict[str, set[str]]:
    """Return, for each beginning of a code, the values that some code of our tables has next."""
    offered: dict[str, set[str]] = {}
    for code in _codes("ICD-10-PCS"):
        for place in range(3, 7):
            offered.setdefault(code[:place], set()).add(code[place])
    return offered


@functools.cache
def _spinal_fusions() -> frozenset[str]:
    """Return the first four characters of every spinal fusion code: within these our table is complete."""
    return frozenset(row["code"][:4] for row in data.table("icd10pcs_fusion"))
