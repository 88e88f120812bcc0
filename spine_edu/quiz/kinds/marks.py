"""What the marks on a note come to: which facts they find, and how their number is told."""

from __future__ import annotations

from spine_edu.quiz.contract import Fact


def finds(fact: Fact, mark: tuple[int, int]) -> bool:
    """Tell whether a mark (a clause, a label) finds a fact: by its own words, or by others that say the same."""
    clause, label = mark
    return fact["label"] == label and (clause in fact["clauses"] or clause in fact.get("too", ()))


def told_of(marks: int, wrong: int, beside: int) -> str:
    """Say how many marks do not show what their label says, and how many do without finding a phrase that decides.

    >>> told_of(3, 1, 1)
    ' 1 of your 3 marks does not show what its label says. Of the others, 1 stands beside the phrases that decide.'
    >>> told_of(2, 2, 0), told_of(2, 0, 0)
    (' Neither mark shows what its label says.', ' Every mark you made has its evidence.')
    """
    if wrong == marks:
        none = {1: "Your mark does not show", 2: "Neither mark shows"}.get(marks, f"None of your {marks} marks shows")
        return f" {none} what its label says."
    if wrong:
        fault = (
            f" {wrong} of your {marks} marks {counted(wrong, 'does', 'do')} not show "
            f"what {counted(wrong, 'its label says', 'their labels say')}."
        )
        besides = f" Of the others, {beside} {counted(beside, 'stands', 'stand')} beside the phrases that decide."
        return fault + (besides if beside else "")
    if not beside:
        return " Every mark you made has its evidence." if marks > 1 else " The mark you made has its evidence."
    if beside == marks:
        right = {1: "Your mark is right, but stands", 2: "Both marks are right, but stand"}
        return f" {right.get(marks, f'All {marks} marks are right, but stand')} beside the phrases that decide."
    return (
        f" {'Both' if marks == 2 else f'All {marks}'} marks are right; "
        f"{beside} of them {counted(beside, 'stands', 'stand')} beside the phrases that decide."
    )


def counted(count: int, one: str, more: str) -> str:
    """Return the word that goes with a count.

    >>> counted(1, "phrase", "phrases"), counted(2, "phrase", "phrases")
    ('phrase', 'phrases')
    """
    return one if count == 1 else more
