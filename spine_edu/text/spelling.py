"""Whether a word was meant and misspelt: a slip of the pen is answered with the right word, another word never is."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spine_edu.text.typed import tidy

_LONG = 8
"""In a word of this length two slips may be forgiven; in a shorter one, two make another word: bilateral is not lateral."""


def plain(text: str) -> str:
    """Return a word as it is compared: case, blanks, '_' and '-' do not matter.

    >>> plain(" Percutaneous-Endoscopic "), plain("local_autograft")
    ('percutaneous endoscopic', 'local autograft')
    """
    return " ".join(tidy(text).lower().replace("_", " ").replace("-", " ").split())


def slip_of(given: object, known: Iterable[str], rightly: Collection[str] = ()) -> str:
    """Return the one known term of which a text is a misspelling, or ''; what is in `rightly` is a word, and no slip of another.

    Word by word: nothing is added, left out or exchanged. So the nearest term is not named where it would mean something else.

    >>> terms = ("local autograft", "allograft", "discectomy")
    >>> slip_of("alograft", terms), slip_of("structural allograft", terms), slip_of("laminectomy", terms)
    ('allograft', '', '')
    """
    if not isinstance(given, str) or len(given) > 200:
        return ""
    written = plain(given).split()
    near = sorted((slips, term) for term in known if (slips := _slips(written, plain(term).split(), rightly)))
    return near[0][1] if len(near) == 1 or (near and near[0][0] < near[1][0]) else ""


def _slips(written: list[str], meant: list[str], rightly: Collection[str]) -> int:
    """Return how many letters were mistaken in all, 0 if the words are no misspelling of those that are meant."""
    if len(written) != len(meant):
        return 0
    slips = 0
    for given, word in zip(written, meant, strict=True):
        apart = 0 if given == word else _distance(given, word)
        if apart and (given in rightly or apart > (2 if len(word) >= _LONG else 1)):
            return 0
        slips += apart
    return slips


def _distance(one: str, other: str) -> int:
    """Return how many letters have to be added, left out, changed or swapped with their neighbor to make one word the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        last, before, row = before, row, [n]
        for m, against in enumerate(other, 1):
            cost = min(row[m - 1] + 1, before[m] + 1, before[m - 1] + (letter != against))
            swapped = n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == against
            row.append(min(cost, last[m - 2] + 1) if swapped else cost)
    return row[-1]
