"""Answers no form would let through, and those that many would: what judge() must take in its stride."""

from __future__ import annotations

from tests.quiz.samples import ATTACKS

JSON_ANSWERS: tuple[object, ...] = (
    None, True, False, 0, 1, 3, -1, 99, 4.0, 4.5, 1e300, 10**15, "", " ", "\t\n", "A", "Fusion", "  Fusion ", "fusion", "Fusion Fusion",
    "4", " 4 ", "4.0", "4,0", "+4", "\u22124", "-4", "4 vertebrae", "4 Vertebrae", "vertebrae", "4 vertebra", "34°", "62%", "18 %", "18%", "% 18", "18 %%", "62 percent", "1 joint", "3.5 millimeters", "3.5 mm",
    "7 s", "°", "four", "1,000", "1000", "1e3", "0x4",
    "4.", ".5", "\u0664", "\uff14", "NaN", "Infinity", "99999999999999999999", "4\u00a0", "4..0", "3.9999999999", "4.0000000001",
    "0SG0071", "0sg0071", "0SG 0071", "0SG.0071", "0SG007", "0SG00711", "OSG0071", "0SG0O71", "0SG00AJ", "0SG0171", "0RG0071", "0SW0071",
    "XRG0071", "XRGB0R7", "0SG007J", "0QP004Z", "ZZZZZZZ", "0000000", "81.37", "8137", "81.07", "81.3", "813", "81", "81.377", "99.99",
    "a" * 10_000, "😀", "😀" * 7, "ﬁ", "ß" * 7, "ßßßß", "__proto__", "constructor", "toString", "__prot", "valueOf", "\u0000", "\ud7ff",
    [], ["Fusion"], [[]], {}, {"a": 1}, [None], [1, 1, 1], [0, 2], ["4"], *ATTACKS,
)  # fmt: skip
