"""What dictation does to a note: a word is heard wrong, another one is lost; whole words only, where nothing is decided."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from spine_edu import data
from spine_edu.practice.chance import Chance
from spine_edu.practice.notes.note import NoteBlock, NoteSentence

_LOSABLE = re.compile(r"(?<![\w'-])[a-z]{5,}(?![\w'-])")
"""A whole word; of 'self-retaining' neither half is lost alone."""


def misheard(blocks: list[NoteBlock], troubles: frozenset[str], chance: Chance) -> None:
    """Let two words be heard wrong and one get lost, as far as the troubles of a note say so."""
    plain = [sentence for block in blocks for sentence in block.sentences if sentence.plain and len(sentence.pieces) <= 2]
    drawn = chance.shuffled(plain)
    if "heard wrong" in troubles:
        heard = [sentence for sentence in drawn if _sounding(sentence.text)]
        for sentence in heard[:2]:
            _replace(sentence, _heard_wrong(sentence.pieces[0][0], chance))
            drawn.remove(sentence)
    if "lost word" in troubles:
        for sentence in [one for one in drawn if _LOSABLE.search(one.text)][:1]:
            words = list(_LOSABLE.finditer(sentence.pieces[0][0]))
            lost = chance.pick(words)
            text = sentence.pieces[0][0]
            _replace(sentence, f"{text[: lost.start()]}____{text[lost.end() :]}")


def _replace(sentence: NoteSentence, text: str) -> None:
    sentence.pieces[0] = (text, sentence.pieces[0][1])


def _heard_wrong(text: str, chance: Chance) -> str:
    word = chance.pick(_sounding(text))
    return re.sub(_whole(word), _sounds()[word], text, count=1)


def _sounding(text: str) -> list[str]:
    return [word for word in _sounds() if word in text and re.search(_whole(word), text)]


def _whole(word: str) -> str:
    return rf"(?<![\w'-]){word}(?![\w'-])"


@functools.cache
def _sounds() -> Mapping[str, str]:
    found: Mapping[str, str] = data.document("practice/phrases.yml")["sounds"]
    return found
