"""How sure an option sounds: words that leave room, and words that leave none.

Who knows nothing of the spine picks the option that sounds careful and strikes out the one that sounds absolute. Each list
says why its words are in it; a word that belongs to the matter itself (an open approach, decompression alone) is kept out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

HEDGES: Mapping[str, str] = {
    r"(?:is|are|stays?|remains?|left) open|unclear|unknown|not (?:yet )?known|contested|undecided": (
        "it leaves the question unanswered"
    ),
    r"may|might|could|perhaps|probably|possibly|likely|likelier": "it allows the opposite",
    r"usually|usual|mostly|often|seldom|sometimes|on average|as a rule|in general|not always": "it leaves exceptions",
    r"disagree|conflicts?|depends?|varies|vary|habits differ|people differ": "it gives two answers at once",
    r"(?:not|was|were|been|is) shown|no difference|not proved|not borne out": "it speaks of what was shown, not of what is",
    r"cannot (?:alone )?(?:be told|tell|say)|alone cannot tell": "it declines to say",
    r"asks? (?:the|which|whether|back)|first ask|wait|look again|until the surgeon": "it puts the answer off",
    r"some|nearly|almost|hardly|about(?= (?:\d|half|one|two|three|four|five|six|a|as|twice|the same)\b)": "it rounds",
}
ABSOLUTES: Mapping[str, str] = {
    r"all|every|everybody|everyone|everything|everywhere|always|whenever|whatever|any|anybody|anyone|anything": (
        "it lets nothing out"
    ),
    r"none|nobody|no one|nothing|nowhere|never": "it lets nothing in",
    r"only|exactly|entirely|wholly|completely|absolutely|without exception|100 ?%|(?<!ecompression )alone": (
        "it draws a sharp line"
    ),
    r"for good|for life|once and for all|at all(?=$|[,.;])": "it holds for ever",
    r"proved?|proven|proof|settled|certain|certainly|sure|surely|impossible|must|cannot(?! (?:alone )?(?:be told|tell|say))": (
        "it leaves no doubt"
    ),
}


def _any_of(words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?=\W|$)", re.I)


HEDGE, ABSOLUTE = _any_of(HEDGES), _any_of(ABSOLUTES)


def hedged(options: Sequence[str]) -> set[int]:
    """Return the places of the options that leave room.

    >>> hedged(["It is open", "Open, from behind", "Never"])
    {0}
    """
    return {n for n, text in enumerate(options) if HEDGE.search(text)}


def absolute(options: Sequence[str]) -> set[int]:
    """Return the places of the options that leave none.

    >>> absolute(["Decompression alone did as well", "The note alone", "It cannot be told"])
    {1}
    """
    return {n for n, text in enumerate(options) if ABSOLUTE.search(text)}


def most_modest(options: Sequence[str]) -> set[int]:
    """Return the places of the options that sound most careful: the most words that leave room, less those that leave none.

    >>> most_modest(["It may be so", "It may never be so", "It is always so"])
    {0}
    """
    tone = [len(HEDGE.findall(text)) - len(ABSOLUTE.findall(text)) for text in options]
    return {n for n, sum in enumerate(tone) if sum == max(tone)}
