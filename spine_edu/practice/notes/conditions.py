"""What has to be so for a phrase to be true: `<drain> …` is said of nobody without a drain, `<not behind> …` of nobody prone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from spine_edu.practice.plans.plan import CasePlan

CONDITIONS: Mapping[str, str] = {
    "neck": "today's joints begin in the neck",
    "chest": "they begin in the chest",
    "loin": "they begin in the loin",
    "behind": "the patient lies prone and the back is opened",
    "neck in front": "the front of the neck is opened",
    "access": "a second surgeon opens the way: belly or chest from the front",
    "open": "the site is laid open, not reached through the skin",
    "canal": "the spinal canal is opened, for the nerves or on the way to a disc",
    "cord": "the spinal cord is freed, or watched by evoked potentials",
    "root": "nerve roots are freed",
    "bone": "bone is cut or burred today",
    "fused": "something is fused today",
    "fused before": "there was an earlier fusion",
    "implants": "cages, screws, rods or plates are put in today",
    "screws": "screws are put in today",
    "curve": "the patient has a scoliosis",
    "drain": "a drain is left in",
    "bled": "so much blood was lost that the patient is anemic",
    "obese": "the patient is obese",
    "malnourished": "the patient is malnourished",
    "osteoporosis": "the patient has osteoporosis",
    "smoker": "the patient smokes",
    "seldom": "chance has it, in one note of seven",
}
"""What a phrase may ask for between its angle brackets, with or without `not` before it, several with commas."""
SELDOM = 14
"""In how many of a hundred notes something happens that is rare in an operating room."""
_TOLD_BY: Mapping[str, str] = {
    "D62": "bled", "E66.01": "obese", "E43": "malnourished", "E44.0": "malnourished", "M81.0": "osteoporosis",
    "F17.210": "smoker",
}  # fmt: skip
_REGIONS = {"cervical": "neck", "thoracic": "chest", "lumbar": "loin"}
_LEADING = re.compile(r"<([^<>]*)> ?")


@dataclass(frozen=True, slots=True)
class OnlyWhere:
    """What must be so, and what must not, for the phrase that it begins."""

    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        return self.wanted | self.unwanted

    def holds(self, so: Set[str]) -> bool:
        """Whether a phrase may be said where this is so."""
        return self.wanted <= so and not self.unwanted & so


def split_off(text: str) -> tuple[OnlyWhere, str]:
    """Part a phrase from what it asks for.

    >>> split_off("<loin, not behind> bowel gas hid the level")[1]
    'bowel gas hid the level'
    """
    found = _LEADING.match(text)
    names = [name.strip() for name in found[1].split(",")] if found else []
    unwanted = frozenset(name[4:] for name in names if name.startswith("not "))
    wanted = frozenset(name for name in names if not name.startswith("not "))
    return OnlyWhere(wanted, unwanted), text[found.end() :] if found else text


def condition_of(phrase: Sequence[object]) -> OnlyWhere:
    """Return what has to be so for a phrase to be said."""
    first = phrase[0] if phrase else ""
    return first if isinstance(first, OnlyWhere) else OnlyWhere()


def so_of(plan: CasePlan, way: str, drained: bool) -> frozenset[str]:
    """Return what is so of a patient and an operation while a way is open."""
    ways = {stage.technique.way for stage in plan.stages}
    ill = {one.code for one in (*plan.stay.comorbidities, *plan.stay.mishaps)}
    freed = {act.of for act in plan.procedures if act.kind == "decompression"}
    truths = {
        _REGIONS[plan.meant[0].region]: True,
        "behind": way.startswith("back of"),
        "neck in front": way == "front of the neck",
        "access": bool(ways & {"front of the belly", "through the chest"}),
        "open": not any(stage.technique.way == way and stage.approach != "open" for stage in plan.stages),
        "canal": plan.canal_opened,
        "cord": "spinal cord" in freed or any(act.kind == "monitoring" for act in plan.procedures),
        "root": bool(freed - {"spinal cord"}),
        "bone": bool(plan.stages or freed),
        "fused": bool(plan.stages),
        "fused before": plan.earlier is not None,
        "implants": any(stage.cages or stage.fixation != "none" for stage in plan.stages),
        "screws": any(stage.fixation != "none" for stage in plan.stages),
        "curve": plan.indication.name == "curved chest",
        "drain": drained,
        **{name: True for code, name in _TOLD_BY.items() if code in ill},
    }
    return frozenset(name for name, so in truths.items() if so)
