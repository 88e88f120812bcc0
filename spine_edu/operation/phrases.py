"""A phrase of the operating room taken to pieces: order, plural and small words do not matter, nor what says nothing of a code.

'PEEK cages', 'cage, PEEK' and 'right expandable PEEK cage' lead where 'PEEK cage' leads. A word is left aside only where the
table says that it changes nothing in that field; so nothing that decides a code is ever passed over.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from spine_edu.text.spelling import plain

Found = TypeVar("Found")
Key = frozenset[str]
"""The words of a phrase as they are compared: which they are, and not in which order."""

_WORD = re.compile(r"[^\W_]+|[/&+]")
_SMALL = frozenset(("a", "an", "by", "for", "from", "in", "of", "on", "the", "to"))
_AND = frozenset(("and", "with", "plus", "/", "&", "+"))
_SEVERAL = re.compile(r"\s*[,;+&/]\s*|\s+(?:and|with|plus)\s+", re.IGNORECASE)
_MOST_ASIDE = 5
"""A phrase with more words that change nothing is no phrase of the operating room."""


def key(phrase: str) -> Key:
    """Return the words of a phrase as they are compared.

    >>> key("Removal of the pedicle screws") == key("pedicle screw removal"), key("rods/screws") == key("screws and rods")
    (True, True)
    """
    words = _WORD.findall(plain(phrase).replace("'s ", " "))
    return frozenset("and" if word in _AND else _singular(word) for word in words if word not in _SMALL)


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    for ending, one in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending):
            return word[: -len(ending)] + one
    return word


def found_in(phrase: str, known: Mapping[Key, Found], aside: Collection[str]) -> Found | None:
    """Return what the table holds for a phrase, with as few words left aside as can be; None for nothing, or two things.

    >>> found_in("right femoral screws", {key("femoral screw"): "screw"}, {"right"})
    'screw'
    """
    words = key(phrase)
    beside = sorted(words & frozenset(aside))
    for number in range(min(len(beside), _MOST_ASIDE) + 1):
        left = (words - frozenset(some) for some in itertools.combinations(beside, number))
        found = [known[rest] for rest in left if rest in known]
        if found:
            return found[0] if all(other == found[0] for other in found) else None
    return None


def materials_in(texts: Sequence[str], knows: Callable[[str], bool], exactly: Callable[[str], object]) -> Iterator[str]:
    """Yield what is named one by one in texts that name several: 'local bone and allograft'; and as one what a comma has parted.

    >>> known = {"local bone", "allograft", "local autograft"}
    >>> list(materials_in(["local bone and allograft"], known.__contains__, known.__contains__))
    ['local bone', 'allograft']
    """
    parts = [part for text in texts for part in ([text] if knows(text) else _SEVERAL.split(text)) if part.strip()]
    place = 0
    while place < len(parts):
        pair = " ".join(parts[place : place + 2])
        follows = place + 1 < len(parts) and not knows(parts[place + 1])
        if follows and exactly(pair):  # 'autograft, local': the second is no material, and says which the first one is
            yield pair
            place += 2
        else:
            yield parts[place].strip()
            place += 1
