"""The command `drg`: the MS-DRG of every claim of a file, in words or as data."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from spine_edu.commands.files import NOTHING, each, inside
from spine_edu.errors import ClaimError
from spine_edu.spots import Spot
from spine_edu.text.quoting import shown
from spine_edu.text.typed import tidy

if TYPE_CHECKING:
    from spine_edu.coding.drg.claim import Claim
    from spine_edu.coding.drg.grouper import Grouping


def grouped(arguments: argparse.Namespace) -> object:
    """Answer `drg`: the MS-DRG of every claim of a file, in words or as data; an error names file and claim."""
    from spine_edu.coding.drg.claim import read_claim
    from spine_edu.coding.drg.grouper import group
    from spine_edu.coding.explain import class_lines
    from spine_edu.coding.summary import diagnosis_lines

    def answer(written: Any, spot: Spot) -> tuple[Any, Claim, Grouping]:
        try:
            return written, read_claim(written), group(written)
        except ClaimError as error:
            raise inside(error, spot) from None

    found = each(arguments, "claim", answer)
    if arguments.json:
        return found.as_data(lambda answered: answered[2].as_dict())
    told = (
        [*class_lines(grouping), *_day_told(written, claim.discharged), *diagnosis_lines(*claim[:3])]
        for written, claim, grouping in found.answers
    )
    return "\n\n".join(map("\n".join, told)) or NOTHING


def _day_told(claim: dict[str, Any], day: str) -> list[str]:
    """Say which day was read out of one that is not written year-month-day."""
    return [] if tidy(claim["discharged"]) == day else [f"  {shown(claim['discharged'])} is read as {day}"]
