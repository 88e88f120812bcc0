"""What a learner holds, as a page of its own: to print, to keep, or to hand in.

It says what it rests on, and who checked it: nobody.
"""

from __future__ import annotations

from collections.abc import Iterable

from spine_edu import days
from spine_edu.learner.progress import Mastery
from spine_edu.text.markup import Markup, element

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.25rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.375rem .75rem .375rem 0;border-top:1px solid #8a8b84;font-weight:400}"
    "thead th{border-top:0}.name{border-bottom:1px solid;display:inline-block;min-width:20rem}.small{font-size:.875rem}"
)


def handout(held: Iterable[Mastery], answers: int, today: str) -> Markup:
    """Return a page that says what was mastered, and when, and what is on its way; `answers` counts what it rests on.

    >>> mastered = Mastery("refusion.define", "say what makes a fusion a refusion", 3, 3, days=3, since="2026-12-03")
    >>> "say what makes a fusion a refusion</th><td>Thursday, 3 December 2026" in handout([mastered], 9, "2026-12-04")
    True
    """
    known = list(held)
    mastered = [one for one in known if one.is_mastered]
    others = [one for one in known if not one.is_mastered]
    rests = (
        f"It rests on {answers} answer{'s' * (answers != 1)}, kept on the learner's own computer, and nobody has checked it. "
        "An objective is mastered when its first tries were right on three different days, with none wrong in between."
    )
    return element(
        "html",
        element("head", element("meta", charset="utf-8"), element("title", "What I hold"), element("style", Markup(_STYLE))),
        element(
            "body",
            element("h1", "Spinal fusion and how it is coded: what I hold"),
            element("p", "Name: ", element("span", "\u00a0", class_="name")),
            element("p", f"As of {days.in_words(today)}."),
            _table("Mastered", ("I can …", "Since"), ((one.title, days.in_words(one.since)) for one in mastered)),
            _table("On the way", ("I can …", "So far"), ((one.title, one.word) for one in others)),
            element("p", rests, class_="small"),
        ),
        lang="en",
    )


def _table(caption: str, heads: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Markup | None:
    """Return a table of titles and what is said of each, or None where there is none."""
    lines = [element("tr", element("th", title, scope="row"), element("td", said)) for title, said in rows]
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in heads)))
    return element("table", element("caption", caption), head, element("tbody", *lines)) if lines else None
