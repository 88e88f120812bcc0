"""The decision order of the spinal MS-DRG classes: rows of conditions, tried from the top, for each version.

A condition looks at the codes of a claim by list, and answers with the sentence that makes it true, or with ''.
Lists, pairs and order are those of CMS (`cms-ms-drg-v40-v44`, `cms-ms-drg-v36-v39`); data/codes/README.md explains the names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Lists = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Facts:
    """What the conditions ask about: the codes on the claim by list, and the diagnoses on the lists of 456-458."""

    on: Lists
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """One class family: its MS-DRGs without CC, with CC, with MCC; what it needs; and who meets that.

    `lift` says from which severity on (0 none, 1 CC, 2 MCC) a custom-made device gives the highest class.
    """

    drgs: tuple[str, str, str]
    needs: str
    holds: Callable[[Facts], str]
    lift: Callable[[Lists], int] | None = None
    name: str = field(init=False)

    def __post_init__(self) -> None:
        low, high = self.drgs[2], self.drgs[0]
        object.__setattr__(self, "name", low if low == high else f"{low}-{high}")


def _codes(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"


def _each(codes: Sequence[str], one: str, more: str) -> str:
    """Return the codes with what is said of one, or of several."""
    return f"{_codes(codes)} {one if len(codes) == 1 else more}"


def _any_with_any(facts: Facts) -> str:
    front, back = facts.on.get("combined-anterior"), facts.on.get("combined-posterior")
    if front and back:
        return f"{_each(front, 'stands', 'stand')} on the anterior list, {_codes(back)} on the posterior list."
    return ""


def _combined(facts: Facts) -> str:
    """Both columns fused, and one of them over several levels: by one multiple-level code, or by three single-level ones."""
    on = facts.on
    front_one, back_one = on.get("single-anterior", ()), on.get("single-posterior", ())
    front_more, back_more = on.get("multiple-anterior-combined", ()), on.get("multiple-posterior-combined", ())
    if not ((front_one or front_more) and (back_one or back_more)):
        return ""
    several = (*front_more, *back_more)
    if not several and len(front_one) + len(back_one) < 3:
        return ""
    each = "a multiple-level code", "multiple-level codes"
    why = (
        _each(several, f"is {each[0]}", f"are {each[1]}")
        if several
        else "three or more single-level codes count as multiple level"
    )
    front, back = _codes((*front_one, *front_more)), _codes((*back_one, *back_more))
    return f"the anterior column ({front}) is fused and the posterior column ({back}) too, and {why}."


def _single_combined(facts: Facts) -> str:
    front, back = facts.on.get("single-anterior"), facts.on.get("single-posterior")
    if front and back:
        return f"a single-level code of the anterior column ({_codes(front)}) with one of the posterior column ({_codes(back)})."
    return ""


def _cervical_combined(facts: Facts) -> str:
    front, back = facts.on.get("cervical-anterior"), facts.on.get("cervical-posterior")
    if front and back:
        return f"the neck is fused in the anterior column ({_codes(front)}) and in the posterior column ({_codes(back)})."
    return ""


def _extensive(facts: Facts) -> str:
    on = facts.on
    if eight := on.get("extensive-8"):
        return f"{_each(eight, 'fuses', 'fuse')} 8 or more thoracic joints: an extensive fusion."
    for first, second, side in (("extensive-a1", "extensive-a2", "the front"), ("extensive-b1", "extensive-b2", "behind")):
        if (thoracic := on.get(first)) and (lumbar := on.get(second)):
            return (
                f"{_each(thoracic, 'fuses', 'fuse')} 2 to 7 thoracic joints and {_codes(lumbar)} 2 or more lumbar joints, "
                f"both from {side}: an extensive fusion."
            )
    return ""


def _extensive_or_complex(facts: Facts) -> str:
    if said := _extensive(facts):
        return said
    if custom := facts.on.get("custom-made"):
        return f"{_each(custom, 'has', 'have')} device E, a custom-made interbody device."
    if tulip := facts.on.get("tulip-connector"):
        return f"{_each(tulip, 'is a sacroiliac fusion', 'are sacroiliac fusions')} with tulip connector."
    return ""


def _listed(facts: Facts) -> str:
    codes = facts.on.get("not-cervical")
    if codes and facts.listed:
        return f"{_each(codes, 'is a fusion', 'are fusions')} outside the neck, and {facts.listed}."
    return ""


def _listed_or_extensive(facts: Facts) -> str:
    codes = facts.on.get("not-cervical")
    return (_listed(facts) or _extensive(facts)) if codes else ""


def _not_cervical(facts: Facts) -> str:
    codes = facts.on.get("not-cervical")
    return f"{_each(codes, 'is a fusion', 'are fusions')} outside the neck." if codes else ""


def _multiple(facts: Facts) -> str:
    on = facts.on
    if several := (*on.get("multiple-anterior", ()), *on.get("multiple-posterior", ())):
        return f"{_each(several, 'is a multiple-level code', 'are multiple-level codes')}."
    for name, column in (("single-anterior", "anterior"), ("single-posterior-two", "posterior")):
        if len(codes := on.get(name, ())) > 1:
            return f"two or more single-level codes of the {column} list ({_codes(codes)}) count as multiple level."
    return ""


def _multiple_by_sum(facts: Facts) -> str:
    if said := _multiple(facts):
        return said
    on = facts.on
    codes = (*on.get("single-anterior", ()), *on.get("single-posterior-two", ()))
    return f"two or more single-level codes ({_codes(codes)}) count as multiple level." if len(codes) > 1 else ""


def _single(facts: Facts) -> str:
    codes = (*facts.on.get("custom-made-single", ()), *facts.on.get("single", ()))
    return f"{_each(codes, 'is a single-level code', 'are single-level codes')} outside the neck." if codes else ""


def _cervical(facts: Facts) -> str:
    codes = facts.on.get("cervical")
    return f"{_each(codes, 'is a cervical fusion', 'are cervical fusions')}, and no class above applies." if codes else ""


def _debrided(facts: Facts) -> str:
    codes = facts.on.get("wound-debridement")
    return f"{_each(codes, 'is a wound debridement', 'are wound debridements')}, which ranks above this fusion." if codes else ""


def _lift_combined(on: Lists) -> int:
    """A custom-made device that takes part in the combination lifts a case that has a CC."""
    one, more = on.get("custom-made-single"), on.get("custom-made-multiple")
    if not one and not more:
        return 2
    back_one, back_more = on.get("single-posterior", ()), on.get("multiple-posterior-combined", ())
    if more and (back_one or back_more):
        return 1
    if one and back_more:
        return 1
    if one and back_one and (len(on["single-anterior"]) > 1 or len(back_one) > 1 or on.get("multiple-anterior-combined")):
        return 1
    return 2


def _lift_multiple(on: Lists) -> int:
    one = on.get("custom-made-single")
    return 0 if on.get("custom-made-multiple") or (one and len(on["single-anterior"]) > 1) else 2


def _lift_single(on: Lists) -> int:
    return 0 if on.get("custom-made-single") else 2


_COMBINED = "both columns outside the neck, with a multiple-level code or three or more single-level codes"
_LISTED = "a fusion outside the neck with a listed curvature, malignancy or infection"
_NECK_360 = "anterior and posterior column of the neck"
_SINGLE_360 = "a single-level code of each column outside the neck"
_MULTIPLE = "a multiple-level code, or two single-level codes of one list"

_WOUND = Family(("465", "464", "463"), "a wound debridement beside the fusion", _debrided)
_NECK = Family(("473", "472", "471"), "a cervical fusion", _cervical)
_NECK_BOTH = Family(("430", "430", "429"), _NECK_360, _cervical_combined)
_LEVEL_BOTH = Family(("402", "402", "402"), _SINGLE_360, _single_combined)
_BOTH = Family(("428", "427", "426"), _COMBINED, _combined, _lift_combined)
_DISEASE = Family(("458", "457", "456"), f"{_LISTED}, or an extensive fusion", _listed_or_extensive)
_ONE = Family(("451", "451", "450"), "a single-level fusion outside the neck", _single, _lift_single)

_TO_V41 = (
    Family(("455", "454", "453"), "an anterior and a posterior column code", _any_with_any),
    _DISEASE,
    Family(("460", "460", "459"), "a fusion outside the neck", _not_cervical),
    _WOUND,
    _NECK,
)
_V42 = (
    _BOTH,
    _LEVEL_BOTH,
    _NECK_BOTH,
    _DISEASE,
    Family(("448", "448", "447"), "a multiple-level code, or two single-level codes", _multiple_by_sum, _lift_multiple),
    _ONE,
    _WOUND,
    _NECK,
)
_V43 = (
    _BOTH,
    _NECK_BOTH,
    _DISEASE,
    Family(("448", "448", "447"), _MULTIPLE, _multiple, _lift_multiple),
    _LEVEL_BOTH,
    _WOUND,
    _ONE,
    _NECK,
)
_V44 = (
    Family(("525", "524", "523"), "an extensive fusion, device E or a tulip connector", _extensive_or_complex),
    Family(("428", "427", "426"), _COMBINED, _combined),
    _NECK_BOTH,
    Family(("458", "457", "456"), _LISTED, _listed),
    Family(("448", "448", "447"), _MULTIPLE, _multiple),
    _LEVEL_BOTH,
    Family(("451", "451", "450"), "a single-level fusion outside the neck", _single),
    _NECK,
)
ORDER: Mapping[str, tuple[Family, ...]] = {
    **dict.fromkeys(("v36", "v37", "v38", "v39", "v40", "v41"), _TO_V41),
    "v42": _V42,
    "v43": _V43,
    "v44": _V44,
}
"""Rows of MDC 08 by version; a mid-year version (v42.1) follows the order of its year."""


def passed_over(rows: Sequence[Family]) -> tuple[str, ...]:
    """Return, for each row, the sentence that names the rows above it and what they would have needed."""
    said: list[str] = []
    above: list[str] = []
    for row in rows:
        said.append("Ranked above, but not met: " + "; ".join(above) + "." if above else "No fusion class ranks above it.")
        above.append(f"{row.name} ({row.needs})")
    return tuple(said)
