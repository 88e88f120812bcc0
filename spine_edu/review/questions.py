"""What a reviewer looks for in one question: does it ask, is it fair, does it teach, does it hold.

Each check reads a draft and yields (path, what is wrong, what to do); `review` asks all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spine_edu import data
from spine_edu.coding.pcs import choices
from spine_edu.days import iso_day, today
from spine_edu.errors import CodeError
from spine_edu.quiz.kinds.code import Code
from spine_edu.review import cues
from spine_edu.review.draft import Draft, Fault, Finding, choices_in, flat, prose_in, short
from spine_edu.spots import Path
from spine_edu.text.quoting import shown


def review(draft: Draft) -> list[Finding]:
    """Return all that a reviewer would send back in one question; one that cannot be read yet has no findings here."""
    if draft.question is None:
        return []
    return [draft.finding(*fault) for check in CHECKS for fault in check(draft)]


# Feedback: teaches

_VERDICT = re.compile(r"(Incorrect|Wrong|No|Not (?:quite|right)|Correct|Right|Yes|False|True)\b\s*[.,!:;]", re.I)


def feedback_gives_a_reason(draft: Draft) -> Iterator[Fault]:
    for path, value in draft.walk():
        if path and path[-1] in ("why", "otherwise") and isinstance(value, str):
            if _VERDICT.match(flat(value)):
                yield (
                    path,
                    f"Feedback that starts with a verdict ({short(value)}); the screen says that already.",
                    "Say what follows from what.",
                )
            elif len(value.split()) < 6:
                yield (
                    path,
                    f"Feedback too short to give a reason ({short(value)}).",
                    "Say what follows from what, in six words or more.",
                )


def hints_are_whole(draft: Draft) -> Iterator[Fault]:
    """A comma in [brackets] starts a new hint: '[Before, during or after?]' are two, and neither helps."""
    for path, hint in draft.walk():
        if "hints" in path[-2:-1] and isinstance(hint, str) and not re.search(r"[.?!][\"”)]?$", flat(hint)):
            yield (
                path,
                f"The hint {short(hint)} ends without a mark, perhaps torn at a comma.",
                "End it with a full stop, and put it in quotes if it holds a comma.",
            )


def feedback_is_its_own(draft: Draft) -> Iterator[Fault]:
    for path, choice in choices_in(draft):
        reasons = [flat(option.get("why", "")) for option in choice["options"]]
        for n, why in enumerate(reasons):
            if why in reasons[:n]:
                yield (
                    (*path, "options", n, "why"),
                    f"The same words explain option {reasons.index(why) + 1}.",
                    "Answer the thought behind this option.",
                )


def beliefs_are_known(draft: Draft) -> Iterator[Fault]:
    known = data.document("misconceptions.yml")
    for path, value in draft.walk():
        if path and path[-1] == "misconception" and value not in known:
            yield (
                path,
                f"There is no misconception {shown(value)}.",
                "Take a key of data/misconceptions.yml, or add one there; if you cannot name the belief, drop the option.",
            )


def words_are_ours(draft: Draft) -> Iterator[Fault]:
    for path, text in prose_in(draft):
        for pattern, what, fix in _WORDS:
            found = pattern.search(text)
            if found:
                yield path, f"{what}: {shown(found[0].strip())}.", fix


_BRITISH = re.compile(
    r"\b(\w*colour|centre|fibre|tumour|neighbour|labour|favour|behaviour|anaesth|haem|oedema|paed|orthopaed|ageing|grey|sceptic|"
    r"programme|catalogue|practise|\w+isation|stabilis|mobilis|minimis|analys(e|ed|ing)\b|remodell|labell|travell)\w*",
    re.I,
)
_WRONG_ARTICLE = re.compile(
    r"\b[Aa] (?=[aeio]\w)(?!(?:one|once|is|as|and|or|at|in|of)\b)\w+|\b[Aa]n (?=[bcdfgjkpqrtvwyz][a-z])\w+"
)
_WORDS = (
    (_BRITISH, "British spelling", "The course spells as in the United States."),
    (re.compile(r"\b[Rr]efuse[sd]?\b"), "This reads as 'declined'", "Write: fused again."),
    (_WRONG_ARTICLE, "The article does not fit its word", "Write a or an as it is spoken."),
    (re.compile("\u2014"), "A long dash", "Make two sentences, or use a comma."),
)  # fmt: skip


# What it rests on


def stem_tells_the_year(draft: Draft) -> Iterator[Fault]:
    """A code is right on a day, and on paper the stem is all there is."""
    for path, question in codes_in(draft):
        if question.on[:4] not in question.stem:
            yield (*path, "stem"), f"The stem does not tell the year {question.on[:4]} of the code.", "Name the year in the stem."


def sources_resolve(draft: Draft) -> Iterator[Fault]:
    known = data.document("sources.yml")
    for n, name in enumerate(draft.fields["sources"]):
        if name not in known:
            yield ("sources", n), f"There is no source {shown(name)}.", "Take a key of data/sources.yml, or add one there."


def objective_is_known(draft: Draft) -> Iterator[Fault]:
    if draft.fields["objective"] not in data.document("objectives.yml"):
        yield (
            ("objective",),
            f"There is no objective {shown(draft.fields['objective'])}.",
            "Take a key of data/objectives.yml, or add one there.",
        )


def review_day_has_passed(draft: Draft) -> Iterator[Fault]:
    on = draft.fields["reviewed"]["on"]
    try:
        if iso_day(on) > today():
            yield (
                ("reviewed", "on"),
                f"The review day {shown(on)} lies in the future.",
                "Write the day on which it was checked against its sources.",
            )
    except CodeError as error:
        yield ("reviewed", "on"), str(error), "Write the day on which it was checked against its sources."


def traps_could_be_chosen(draft: Draft) -> Iterator[Fault]:
    """A trap is a code that was ever valid, or a value that the tables offer at its character on that day."""
    ever = {row["code"] for name in ("icd9cm", "icd10pcs_fusion", "icd10pcs_companion") for row in data.table(name)}
    for path, question in codes_in(draft):
        tables = choices.tables_on(question.on, frozenset())
        for n, trap in enumerate(question.traps):
            at = int(trap.at or 0)
            if not at and trap.value not in ever:
                text, fix = f"{shown(trap.value)} was never a code of our tables.", "Take one that a coder could write."
                yield (*path, "traps", n, "code"), text, fix
            elif at == 3 and question.answer[:2] + trap.value not in tables:
                text, fix = (
                    f"There is no table {shown(question.answer[:2] + trap.value)}.",
                    "Take a root operation that is offered.",
                )
                yield (*path, "traps", n, "value"), text, fix
            elif at > 3 and trap.value not in tables[question.answer[:3]]["labels"][at - 4]:
                text = f"{shown(trap.value)} is no value of character {at} on {question.on}."
                yield (*path, "traps", n, "value"), text, "Take a value that is offered."


def codes_in(draft: Draft) -> Iterator[tuple[Path, Code]]:
    """Yield the question if it asks for a code, and the parts of a case that do."""
    if isinstance(draft.question, Code):
        yield (), draft.question
    for n, part in enumerate(getattr(draft.question, "parts", ())):
        if isinstance(part, Code):
            yield ("parts", n), part


CHECKS = (
    *cues.CHECKS, stem_tells_the_year, hints_are_whole, feedback_gives_a_reason, feedback_is_its_own, beliefs_are_known,
    words_are_ours, sources_resolve, objective_is_known, review_day_has_passed, traps_could_be_chosen,
)  # fmt: skip
