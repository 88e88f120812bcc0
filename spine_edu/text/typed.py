"""What was typed or pasted, in the plain form in which it is compared: the same number, term, code or name,
however it was put in.

A keyboard for Chinese or Arabic writes digits and letters of its own, and text copied from a page brings marks that nobody sees.
static/typed.js of the widgets does the same step by step, and the tests compare the two, letter by letter.
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What Unicode calls default ignorable: soft hyphens, marks of no width and of direction, selectors of a variant."""


def tidy(text: object) -> str:
    """Return a typed text in plain form, or '' if it is no text: what looks the same to its reader is the same.

    Unseen marks are dropped; digits of every script are 0 to 9; letters and signs of another width, style or joining are the
    ordinary ones; dashes are hyphens, signs like the degree's are the degree's, blanks are single. Raised and circled numbers and
    fractions stay as they are, for 10² is not 102. What is plain already comes back unchanged.

    >>> tidy("  ３４\u200b º "), tidy("٣٫٥"), tidy("ﬁxation\u00a0 of L4–L5"), tidy("10²")
    ('34 °', '3٫5', 'fixation of L4-L5', '10²')
    """
    if not isinstance(text, str):
        return ""
    if not text.isascii():
        text = re.sub("[\u00ba\u02da\u2218]", "°", _UNSEEN.sub("", text))
        text = unicodedata.normalize("NFC", re.sub(r"[^\x00-\x7f]", lambda letter: _ordinary(letter[0]), text))
        text = re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), text)
        text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    return " ".join(text.split())


def _ordinary(letter: str) -> str:
    """Return a letter without its width, style or joining; a number that has no ten digits, such as ² or ½, stays."""
    return letter if unicodedata.category(letter) == "No" else unicodedata.normalize("NFKC", letter)


def bare_code(text: object) -> str:
    """Return a typed code in capitals, without the blanks, dots and dashes that people put into it.

    >>> bare_code("0sg 0-0aj"), bare_code("８１．３８")
    ('0SG00AJ', '8138')
    """
    return re.sub(r"[ ._-]", "", tidy(text)).upper()
