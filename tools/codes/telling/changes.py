"""What differs between our tables of two editions: one change at a time, each with the texts by which it is found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tools.codes.build import Built
from tools.codes.edition import Edition
from tools.codes.tables.diagnoses import dotted
from tools.codes.tables.ours import Row, Rows, Tables, versions

_CODES = ("icd10pcs_fusion", "icd10pcs_companion")


@dataclass(frozen=True)
class Change:
    """One change: its kind, what it is in a few words, and the codes, numbers or words that a place it touches would hold."""

    kind: str
    says: str
    needles: tuple[str, ...] = ()


def changes_of(before: Tables, built: Built, edition: Edition) -> tuple[Change, ...]:
    """Return every change between our tables of the edition before and those of this one, table by table."""
    after = built.tables
    return (
        *_codes(before, after, edition, built.replaced_by),
        *_values(before, after, edition),
        *_classes(before["ms_drg"], after["ms_drg"], edition),
        *_lists("ms_drg_lists", after, _turned_codes(after, edition)),
        *_diagnoses(before["icd10cm"], built, edition),
        *_lists("ms_drg_diagnosis_lists", after, {dotted(code) for code in (*built.began, *built.ended)}),
        *_severities(built, edition),
    )


def _codes(before: Tables, after: Tables, edition: Edition, replaced_by: Mapping[str, tuple[str, ...]]) -> Iterator[Change]:
    for table in _CODES:
        old = {row["code"]: row for row in before[table]}
        for row in after[table]:
            code, was = row["code"], old.get(row["code"])
            if was is None:
                yield Change("code begins", f"{code} begins on {edition.first}: {row['title']}", (code,))
            elif row["valid_to"] != was["valid_to"]:
                instead = f"; in its place: {', '.join(found)}" if (found := replaced_by.get(code)) else ""
                yield Change("code ends", f"{code} ends on {row['valid_to']}{instead}", (code,))
            elif row["title"] != was["title"]:
                yield Change("code retitled", f"{code} is called {row['title']!r} now, not {was['title']!r}", (code,))


def _turned_codes(after: Tables, edition: Edition) -> set[str]:
    rows = (row for name in _CODES for row in after[name])
    return {row["code"] for row in rows if row["valid_from"] == edition.first or row["valid_to"] == edition.day_before}


def _values(before: Tables, after: Tables, edition: Edition) -> Iterator[Change]:
    """Say which values are new in a table, are called otherwise, or are no longer used by any code."""
    old, new = ({_key(row): row["label"] for row in tables["icd10pcs_axes"]} for tables in (before, after))
    used_before, used_now = _values_used(before, edition.day_before), _values_used(after, edition.first)
    known = {piece for key in used_before & used_now for piece in _pieces(old.get(key, ""))}
    for key, label in new.items():
        where = f"table {key[0]}, character {key[1]}: {key[2]}"
        own = tuple(piece for piece in _pieces(label) if piece not in known)
        if key not in old:
            yield Change("value begins", f"{where}, {label}, is new", own)
        elif old[key] != label:
            yield Change("value renamed", f"{where} means {label!r} now, not {old[key]!r}", (old[key],))
        elif key in used_before - used_now:
            yield Change("value ends", f"{where}, {label}, is in no code any more", own)


def _key(row: Row) -> tuple[str, str, str]:
    return row["table"], row["position"], row["value"]


def _pieces(label: str) -> list[str]:
    """Return the parts of a label that say something by themselves.

    >>> _pieces("Interbody Fusion Device, Custom-Made Anatomically Designed")
    ['Interbody Fusion Device', 'Custom-Made Anatomically Designed']
    """
    return [piece for piece in label.split(", ") if len(piece.split()) > 1]


def _values_used(tables: Tables, day: str) -> set[tuple[str, str, str]]:
    rows = (*tables["icd10pcs_fusion"], *tables["icd10pcs_companion"])
    valid = [row["code"] for row in rows if row["valid_from"] <= day <= (row["valid_to"] or "9999")]
    return {(code[:3], str(place), value) for code in valid for place, value in enumerate(code, 1)}


def _classes(before: Rows, after: Rows, edition: Edition) -> Iterator[Change]:
    """Say which classes begin, end, or change their title or weight."""
    new = {row["drg"]: row for row in after if row["version"] == edition.version}
    last = max((row["version"] for row in before), key=lambda version: float(version[1:]))
    old = {row["drg"]: row for row in before if row["version"] == last}
    if not new:
        return
    for drg, row in new.items():
        was = old.get(drg)
        if was is None:
            yield Change("class begins", f"{drg} is new: {row['title']}", (drg,))
            continue
        if row["title"].upper() != was["title"].upper():
            yield Change("class retitled", f"{drg} is called {row['title']!r} now, not {was['title']!r}", (drg,))
        if row["weight"] != was["weight"] and was["weight"]:
            yield Change("weight", f"{drg} weighs {row['weight'] or 'nothing'} now, not {was['weight']}", (was["weight"],))
    titled = any(not row["weight"] for row in new.values())  # with appendix A the classes of other MDCs are here too
    for drg in sorted(old.keys() - new.keys()):
        if titled or old[drg]["weight"]:
            yield Change("class ends", f"{drg} has no row in {edition.version}: {old[drg]['title']}", (drg,))


def _lists(table: str, after: Tables, turned: Collection[str]) -> Iterator[Change]:
    """Say which codes that are valid on both days joined or left a list; what merely began or ended, `turned`, is said above."""
    *_, last, now = versions(after[table])
    names = {
        flag: {row["list"] for row in after[table] if row[version] == "1"} for flag, version in (("before", last), ("now", now))
    }
    yield from (Change("list begins", f"the list {name} is new here") for name in sorted(names["now"] - names["before"]))
    yield from (Change("list ends", f"the list {name} is empty") for name in sorted(names["before"] - names["now"]))
    for row in after[table]:
        if row[last] != row[now] and row["code"] not in turned and row["list"] in names["before"] & names["now"]:
            verb = "joins" if row[now] == "1" else "leaves"
            yield Change(f"list: code {verb}", f"{row['code']} {verb} the list {row['list']}", (row["code"],))


def _diagnoses(before: Rows, built: Built, edition: Edition) -> Iterator[Change]:
    old, new = ({row["code"]: row["title"] for row in rows} for rows in (before, built.tables["icd10cm"]))
    for codes, verb, day in ((built.began, "begins", edition.first), (built.ended, "ends", edition.day_before)):
        for code in map(dotted, codes):
            kind = "diagnosis of the course" if code in new else "diagnosis"
            yield Change(f"{kind} {verb}", f"{code} {verb} on {day}{f': {new[code]}' if code in new else ''}", (code,))
    for code, title in new.items():
        if code in old and title != old[code]:
            yield Change("diagnosis retitled", f"{code} is called {title!r} now, not {old[code]!r}", (code,))


def _severities(built: Built, edition: Edition) -> Iterator[Change]:
    """Say which diagnoses have another MDC or severity in the new version, and how many are excluded by other principals."""
    cancelled = []
    by_code: dict[str, list[Row]] = {}
    for row in built.diagnoses.rows:
        by_code.setdefault(row["code"], []).append(row)
    for bare, rows in by_code.items():
        if len(rows) < 2 or rows[-1]["from_version"] != edition.version or bare in built.began:
            continue
        was, now, code = rows[-2], rows[-1], dotted(bare)
        if was["mdc"] != now["mdc"]:
            yield Change(
                "MDC",
                f"{code} belongs to MDC {now['mdc'] or 'none'} from {edition.first} on, not to {was['mdc'] or 'none'}",
                (code,),
            )
        if was["cc"] != now["cc"]:
            neither = "neither CC nor MCC"
            yield Change(
                "CC status", f"{code} is {now['cc'] or neither} from {edition.first} on, not {was['cc'] or neither}", (code,)
            )
        elif was["cancelled_by"] != now["cancelled_by"]:
            cancelled.append(code)
    if cancelled:
        yield Change(
            "exclusions",
            f"{len(cancelled)} diagnoses do not count beside other principal diagnoses than before: "
            f"{cancelled[0]} to {cancelled[-1]}",
        )
