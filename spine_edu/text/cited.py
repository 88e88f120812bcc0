"""Sources in a sentence, as authors write them: the id of each in brackets behind what it says, such as `[kalfas2001]`."""

from __future__ import annotations

import re

CITING = "application/vnd.spine-edu.citing+json"
"""In the metadata of an output: what its figure says, where that names sources, as it was before it became HTML."""
_CITED = re.compile(r"(\s*\[[a-z0-9]+(?:-[a-z0-9]+)*\])")


def parted(text: str) -> list[str]:
    """Return the words of a text and the marks between them, in turn: words stand at the even places, marks at the odd ones.

    >>> parted("Bone heals [kalfas2001], slowly.")
    ['Bone heals', ' [kalfas2001]', ', slowly.']
    """
    return _CITED.split(text)


def citing(said: str) -> dict[str, str]:
    """Return the metadata of an output whose figure says this: its words, if they name a source, for whoever prints numbers.

    >>> citing("Bone heals [kalfas2001]."), citing("Bone heals.")
    ({'application/vnd.spine-edu.citing+json': 'Bone heals [kalfas2001].'}, {})
    """
    return {CITING: said} if len(parted(said)) > 1 else {}


def uncited(words: str) -> str:
    """Return words without the ids that they cite, for a place that has no numbers to put there.

    >>> uncited("Between the iliac vessels [kim2020] [alif-xlif]. Bone [Latin: os] heals.")
    'Between the iliac vessels. Bone [Latin: os] heals.'
    """
    return "".join(parted(words)[::2])
