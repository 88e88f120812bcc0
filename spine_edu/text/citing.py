"""How authors cite: by the id of a source in brackets, as in `Bone heals [kalfas2001].`; readers get a number or bare words."""

from __future__ import annotations

import re

CITED = re.compile(r"\s*\[([a-z0-9]+(?:-[a-z0-9]+)*)\]")


def uncited(words: str) -> str:
    """Return words without the ids that they cite, for a place that has no numbers to put there.

    >>> uncited("Between the iliac vessels [kim2020] [alif-xlif]. Bone [Latin: os] heals.")
    'Between the iliac vessels. Bone [Latin: os] heals.'
    """
    return CITED.sub("", words)
