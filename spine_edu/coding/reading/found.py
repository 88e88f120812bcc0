"""What our tables know of one code on one day, as a value, and the sentence that judges the day."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from spine_edu.coding import eras
from spine_edu.coding.reading.characters import Character


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

    def as_dict(self) -> dict[str, object]:
        """Return the answer of the `look` command."""
        answer = asdict(self)
        answer["characters"], answer["said"] = list(answer["characters"]), list(answer["said"])
        return answer

    def __repr__(self) -> str:
        verdict = {True: "valid", False: "not valid", None: "validity not judged"}[self.valid]
        day = f" on {self.on}" if self.on else ""
        return f"<{self.code} {self.system or 'unknown system'}: {self.title or 'title not in our tables'}; {verdict}{day}>"


def span_of(first: str, last: str) -> str:
    """Say from which day a code is valid, and to which if it ended."""
    return f"from {first} to {last}" if last else f"since {first}"


def judged(day: str | None, first: str, last: str, span: str) -> tuple[bool | None, str]:
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
