"""A or an before a number that was filled in: an 81-year-old, a 15-year-old."""

import re

_BEFORE_EIGHT = re.compile(r"\b([Aa]) (?=(?:8\d?|11|18)(?!\d))")


def with_articles(text: str) -> str:
    """Return a text with *an* before numbers whose names begin with a vowel.

    >>> with_articles("a 81-year-old with a cage of 8 mm and a 6-hole plate")
    'an 81-year-old with a cage of 8 mm and a 6-hole plate'
    """
    return _BEFORE_EIGHT.sub(r"\1n ", text)
