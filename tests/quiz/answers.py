"""Answers no form would let through, and those that many would: what judge() must take in its stride."""

from __future__ import annotations

import dataclasses
from typing import Any

from spine_edu.quiz import Verdict
from tests.quiz.samples import ATTACKS

UNSEEN = (
    "\u00ad",
    "\u061c",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2069",
    "\ufe0f",
    "\ufeff",
)
"""Marks that come along with copied text and that nobody sees."""

ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10, 0x1D7D8)
"""The zero of some scripts: Arabic, Persian, Devanagari, Bengali, Thai, full width, and the double-struck of a formula."""

JSON_ANSWERS: tuple[object, ...] = (
    None, True, False, 0, 1, 3, -1, 99, 4.0, 4.5, 1e300, 10**15, "", " ", "\t\n", "A", "Fusion", "  Fusion ", "fusion",
    "Fusion Fusion",
    "4", " 4 ", "4.0", "4,0", "+4", "\u22124", "-4", "4 vertebrae", "4 Vertebrae", "vertebrae", "4 vertebra", "34°", "62%",
    "18 %", "18%", "% 18", "18 %%", "62 percent", "1 joint", "3.5 millimeters", "3.5 mm",
    "7 s", "°", "34º", "34 ˚", "４", "４．０", "٤", "٤٫٠", "١٬٠٠٠", "۴", "४", "𝟒", "4²", "½", "4 ½", "4\u200b", "\u202e4",
    "4 m\u200bm", "4 ｍｍ", "4㎜",
    "4 mm.", "4 cm", "4 kg", "$4", "4 $", "mm 4", "about 4", "4 or 5", "–4", "4.", "4-", "４，０", "4 joints", "4 ٪", "4\u2007%",
    "1e-7", "four", "1,000", "1000", "1e3", "0x4",
    "4.", ".5", "\u0664", "\uff14", "NaN", "Infinity", "99999999999999999999", "4\u00a0", "4..0", "3.9999999999", "4.0000000001",
    "0SG0071", "0sg0071", "0SG 0071", "0SG.0071", "0SG007", "0SG00711", "OSG0071", "0SG0O71", "0SG00AJ", "0SG0171", "0RG0071",
    "0SW0071",
    "XRG0071", "XRGB0R7", "0SG007J", "0QP004Z", "ZZZZZZZ", "0000000", "81.37", "8137", "81.07", "81.3", "813", "81", "81.377",
    "99.99",
    "a" * 10_000, "😀", "😀" * 7, "ﬁ", "ß" * 7, "ßßßß", "__proto__", "constructor", "toString", "__prot", "valueOf", "\u0000",
    "\ud7ff",
    [], ["Fusion"], [[]], {}, {"a": 1}, [None], [1, 1, 1], [0, 2], ["4"], *ATTACKS,
)  # fmt: skip


def typed_otherwise(text: str) -> list[str]:
    """Return the same text as other keyboards and copied pages bring it: each is to be read like the plain one."""
    wide = {point: point + 0xFEE0 for point in range(0x21, 0x7F)}
    other_digits = (text.translate({ord("0") + n: zero + n for n in range(10)}) for zero in ZEROS)
    marked = (form for mark in UNSEEN for form in (f"{mark}{text}{mark}", mark.join(text)))
    return [text.translate(wide), *other_digits, *marked, f"\u2003{text}\u00a0\u3000", text.replace(" ", "\u202f")]


def as_seen(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict in the form in which the browser holds it."""
    fields = dataclasses.asdict(verdict)
    del fields["sources"]
    for piece in (fields, *fields["parts"]):
        piece["idea"] = piece.pop("misconception")
    fields["parts"] = list(fields["parts"])
    return fields
