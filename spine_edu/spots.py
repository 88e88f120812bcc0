"""Where a value stands in what somebody wrote: as a path for a program, and in words for a reader."""

from __future__ import annotations

from dataclasses import dataclass

from spine_edu.text.quoting import named

Path = tuple[str | int, ...]
"""Keys and places in lists, counted from 0, such as ("options", 0, "why")."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: `words` name it in a sentence, `path` leads to it from the entry that is read."""

    words: str
    path: Path = ()

    @classmethod
    def of(cls, where: str | Spot) -> Spot:
        """Return the spot that is meant: a name alone is where reading begins."""
        return where if isinstance(where, Spot) else cls(where)

    def at(self, *path: str | int) -> Spot:
        """Return a spot inside this one, in the words of an author's file.

        >>> Spot("my.yml: x").at("options", 1, "why")
        Spot(words='my.yml: x, options 2, why', path=('options', 1, 'why'))
        """
        return Spot(", ".join(filter(None, (self.words, said(path)))), (*self.path, *path))

    def field(self, name: str) -> Spot:
        """Return the spot of a field, in the words of an operation.

        >>> Spot("operation").entry("fusions", 0).field("joint").words
        "operation, fusions entry 1, field 'joint'"
        """
        return Spot(f"{self.words}, field '{name}'", (*self.path, name))

    def entry(self, name: str, place: int) -> Spot:
        """Return the spot of one entry of a list, counted from 0, in the words of an operation."""
        return Spot(f"{self.words}, {name} entry {place + 1}", (*self.path, name, place))

    def called(self, kind: str) -> Spot:
        """Return the same spot, told with the kind of what stands there."""
        return Spot(f"{self.words} ({kind})", self.path)


def said(path: Path) -> str:
    """Say a path as an author counts: list places from 1.

    >>> said(("options", 1, "why"))
    'options 2, why'
    """
    words = [f" {step + 1}" if isinstance(step, int) else f", {named(step)}" for step in path]
    return "".join(words).strip(", ")
