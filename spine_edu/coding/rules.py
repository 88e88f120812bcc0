"""The rules the engine applies, from data/rules.yml: what each says, since when, and where it stands."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spine_edu import data
from spine_edu.errors import DataError


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in our own words.

    `source` (and what `also` lists) is a key of data/sources.yml; `contested` says who reads it otherwise.
    """

    id: str
    title: str
    says: str
    source: str
    since: str
    contested: str = ""
    also: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What a learner reads: the number of an official guideline, which can be looked up; the title of a rule of our own."""
        return self.id if self.id[0].isupper() else self.title


@functools.cache
def rules() -> dict[str, Rule]:
    """Return every rule by its id.

    >>> rules()["B3.10a"].source
    'pcs-guidelines'
    """
    found = {}
    for name, entry in data.document("rules.yml").items():
        try:
            found[name] = Rule(id=name, **{**entry, "also": tuple(entry.get("also", ()))})
        except TypeError as error:
            raise DataError(
                f"data/rules.yml, rule {name!r}: {error}. "
                "A rule has title, says, source, since, and where needed also and contested."
            ) from error
    return found


@functools.cache
def source_of(rule: str) -> str:
    """Return the key of the source a rule rests on.

    >>> source_of("icd9-count-vertebrae")
    'icd9cm-volume3-notes'
    """
    return rules()[rule].source
