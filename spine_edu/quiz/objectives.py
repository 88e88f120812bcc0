"""What a question is for: each objective in a learner's words, the lesson that teaches it, and where to read it again."""

from __future__ import annotations

from dataclasses import dataclass

from spine_edu import data
from spine_edu.files.entry import Entry, read_parts


@dataclass(frozen=True)
class Objective:
    """One objective of data/objectives.yml.

    `title` completes "I can ..."; `lesson` has two digits; `heading` is of `notebook`, or ''.
    """

    id: str
    title: str
    lesson: str = ""
    notebook: str = ""
    heading: str = ""

    @property
    def link(self) -> str:
        """Where to read it again, from one lesson to another; '' while that lesson is unwritten.

        >>> objective("refusion.define").link
        '12-refusion.ipynb#Step-one:-what-is-a-refusion?'
        """
        return f"{self.notebook}#{self.heading.replace(' ', '-')}" if self.notebook else ""


def objective(id: str) -> Objective:
    """Return an objective by its id; one that nobody has described yet is called by its id.

    >>> objective("refusion.define").title
    'say what makes a fusion a refusion'
    """
    known = data.document("objectives.yml")
    if id not in known:
        return Objective(id, id)
    return read_objective(id, Entry(known[id], f"objectives.yml: {id}"))


def read_objective(id: str, entry: Entry) -> Objective:
    """Read one objective from its fields; raise DataError that carries the field and the fix."""
    parts = read_parts(
        only=lambda: entry.only("title", "lesson", "notebook", "heading"),
        title=lambda: entry.text("title"),
        lesson=lambda: entry.text("lesson"),
        notebook=lambda: entry.text("notebook", ""),
        heading=lambda: entry.text("heading", ""),
    )
    return Objective(id, parts["title"], parts["lesson"], parts["notebook"], parts["heading"])
