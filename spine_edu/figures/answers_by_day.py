"""Answers of the coding engine side by side: one operation, several days."""

from __future__ import annotations

from collections.abc import Sequence

from spine_edu.coding.full_answer import Answer
from spine_edu.coding.years import Stretch
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import Markup, Piece, element, join
from spine_edu.text.tables import framed, table


def eras_table(title: str, answers: Sequence[Answer]) -> Picture:
    """Put the answers of several days into one table, a row a day: day and system, fusion codes, codes beside, MS-DRG.

    >>> eras_table("none", []).words
    'No day was given.'
    """
    rows = [(_day_cell(day, system), *codes) for day, system, *codes in map(_row, answers)]
    heads = ("Discharged", "Fusion", "Beside it", "MS-DRG")
    days = "one day of discharge" if len(answers) == 1 else f"{len(answers)} days of discharge"
    html = framed(table(f"{title}: one operation, {days}", heads, rows), wide=f"{title}, coded on several days")
    words = " ".join(map(_in_words, answers)) or "No day was given."
    return Picture(name=f"{title}, coded on several days", words=words, html=html, caption="")


def years_table(title: str, stretches: Sequence[Stretch]) -> Picture:
    """Put the answers of all years into one table, a row for each change of codes or MS-DRG.

    >>> years_table("none", []).words
    'No day was given.'
    """
    turns: list[list[Stretch]] = []
    for stretch in stretches:
        if turns and _row(turns[-1][0].answer)[2:] == _row(stretch.answer)[2:]:
            turns[-1].append(stretch)
        else:
            turns.append([stretch])
    rows = []
    for turn in turns:
        _, system, *codes = _row(turn[0].answer)
        editions = system if len(turn) == 1 else turn[0].system
        rows.append((_day_cell(f"{turn[0].first} to {turn[-1].last}", editions), *codes))
    heads = ("Discharged", "Fusion", "Beside it", "MS-DRG")
    html = framed(table(f"{title}: the same operation through the years", heads, rows), wide=f"{title}, coded through the years")
    words = " ".join(_in_words(turn[0].answer) for turn in turns) or "No day was given."
    return Picture(name=f"{title}, coded through the years", words=words, html=html, caption="")


def _day_cell(day: str, system: Piece) -> Markup:
    """Write a day, or a stretch of days, over the system it is coded in: two columns are one on a phone."""
    days = join((element("span", part, style="white-space:nowrap") for part in day.split(" to ")), " to ")
    return days + element("small", system)


def _row(answer: Answer) -> tuple[str, str, Markup, Markup, Markup]:
    system, fusion, beside = _system(answer)
    grouping = answer.grouping
    drg = element("small", "not covered")
    if grouping and grouping.drg:
        weight = element("small", f"weight {grouping.weight}") if grouping.weight else None
        drg = join([element("b", grouping.drg), f" ({grouping.version or ''})", weight])
    return (answer.operation.discharged, system, _codes(fusion), _codes(beside), drg)


def _system(answer: Answer) -> tuple[str, list[str], list[str]]:
    if answer.icd9_applies:
        count = [answer.icd9_count.code] if answer.icd9_count else []
        return (
            "ICD-9-CM",
            [code.code for code in answer.icd9_fusion] + count,
            [code.code for code in answer.icd9_companion if code.kind != "optional"],
        )
    system = f"ICD-10-PCS, {answer.pcs_period}" if answer.pcs_period else "not covered"
    return (
        system,
        [code.code for code in answer.pcs_fusion],
        [code.code for code in answer.pcs_companion if code.kind != "optional"],
    )


def _codes(codes: list[str]) -> Markup:
    return join((element("b", code) for code in codes), " ") if codes else join(["none"])


def _in_words(answer: Answer) -> str:
    system, fusion, beside = _system(answer)
    drg = f"; MS-DRG {answer.grouping.drg}" if answer.grouping and answer.grouping.drg else ""
    codes = f"fusion {', '.join(fusion) or 'none'}; beside it {', '.join(beside) or 'none'}"
    return f"{answer.operation.discharged}, {system}: {codes}{drg}."
