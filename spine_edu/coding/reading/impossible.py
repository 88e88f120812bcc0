"""Why some combinations of characters are no code of the spinal joints, by the rule that forbids them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """A reason why a combination is no code: it holds where every given character (4 to 7) is among the named values."""

    table: str
    where: Mapping[str, str]
    says: str
    rule: str


_VERTEBRAL = {"0RG": "0124678A", "0SG": "013"}


def _at_vertebrae(where: Mapping[str, str], says: str, rule: str) -> tuple[Why, ...]:
    return tuple(Why(table, {"4": parts, **where}, says, rule) for table, parts in _VERTEBRAL.items())


IMPOSSIBLE = (
    *_at_vertebrae(
        {"6": "AE", "7": "1"},
        "An interbody fusion device lies in the disc space, which belongs to the anterior column; qualifier 1 is the posterior "
        "column. Since 2017-10-01 no row holds the pair.",
        "qualifier",
    ),
    *_at_vertebrae(
        {"6": "4"},
        "Screws, rods and plates hold a vertebral joint still until bone has grown, and are no device value of its fusion. "
        "Only at the joints of the pelvis may an internal fixation device alone be the value.",
        "sacroiliac",
    ),
    *_at_vertebrae(
        {"6": "Z"},
        "A vertebral joint in which nothing was laid that bone grows through is not coded as fused: "
        "since 2018-10-01 its rows have no value No Device.",
        "no-device",
    ),
    *_at_vertebrae(
        {"7": "Z"},
        "At a vertebral joint the seventh character says which column was fused and from where; Z says neither.",
        "qualifier",
    ),
    Why(
        "0SG",
        {"4": "5678", "7": "01J"},
        "Below L5-S1 the rows ask for no column and no direction: the seventh character is always Z.",
        "sacroiliac",
    ),
    Why("0SG", {"4": "5678", "6": "AE"}, "The rows of the joints below L5-S1 hold no interbody fusion device.", "sacroiliac"),
    Why(
        "0RG",
        {"4": "0124678", "6": "E"},
        "The custom-made device has a value in the rows of T12-L1, the lumbar joints and L5-S1, and only since 2026-10-01.",
        "new-interbody-value",
    ),
    Why(
        "XRG",
        {},
        "In section X each device goes with its own joints, approaches and year group; "
        "the last character says nothing of column or direction.",
        "section-x",
    ),
)
