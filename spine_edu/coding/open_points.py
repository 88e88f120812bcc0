"""What the note leaves open of the fusions, in words both code systems share: found once, and read by each system.

A point is open where the note does not say a thing, or says what cannot be. Which of the points a system has to ask about
is its own affair: ICD-9-CM knows no approach, and a row of ICD-10-PCS may have a value for what looks like a slip.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from spine_edu.anatomy import Joint
from spine_edu.coding.contradictions import of_fusions, of_procedures
from spine_edu.coding.entries import FusionEntry, Place, entry_of, merged
from spine_edu.coding.findings import Query
from spine_edu.operation import Operation, Procedure
from spine_edu.text.lists import listed
from spine_edu.vocabulary import GRAFT, IMPLANTS, INTERBODY


class Point(Enum):
    """One thing that may be open in one entry."""

    APPROACH = "how the site was reached is not said"
    COLUMN = "which column was fused is not said"
    DIRECTION = "from where the surgeon came is not said"
    ARCH_FROM_THE_FRONT = "the posterior column is said to have been fused from the front or the side"
    MATERIALS = "what was laid in is not said"
    FACET_CAGES_IN_FRONT = "facet cages are said to stand in the anterior column"
    INTERBODY_BEHIND = "an interbody device is said to stand in the posterior column"
    CAGE_IN_THE_PELVIS = "a device made to stand between vertebrae is said to lie in a joint of the pelvis"
    NO_BRIDGE = "nothing was laid in that bone grows through"


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """One operation and what it leaves open: its fusions one by one (`given`) and `merged`, each with what `left_open` finds,
    and what entries say against each other, fusions by their place.
    """

    operation: Operation
    given: tuple[FusionEntry, ...]
    merged: tuple[FusionEntry, ...]
    contradictions: Mapping[Place, tuple[Query, ...]]
    contradictory: frozenset[Procedure]
    of_procedures: tuple[Query, ...]


def open_points(operation: Operation) -> OpenPoints:
    """Return what an operation leaves open, before any system is asked.

    >>> from spine_edu.operation import read_operation
    >>> points = open_points(read_operation({"discharged": "2026-01-14", "fusions": [{"joint": "SI-left"}]}))
    >>> [point.name for point in left_open(points.merged[0])]
    ['APPROACH', 'MATERIALS']
    """
    given = tuple(map(entry_of, operation.fusions))
    return OpenPoints(operation, given, merged(given), of_fusions(operation, given), *of_procedures(operation))


@functools.lru_cache(maxsize=8192)
def left_open(entry: FusionEntry) -> Mapping[Point, Query]:
    """Return what one entry leaves open, each point with the question to ask; pure, so equal entries are looked at once."""
    found = dict(_unsaid(entry))
    if found.keys() <= {Point.APPROACH}:  # of what is not said in full, nothing can be said against
        found.update(_impossible(entry))
    return found


def _unsaid(entry: FusionEntry) -> Iterator[tuple[Point, Query]]:
    """Yield what is missing from an entry, and a column and a direction that exclude each other."""
    joint, column, direction, approach, materials = entry
    if approach is None:
        ask = "How was the site reached: open, percutaneous, or percutaneous endoscopic?"
        yield Point.APPROACH, Query(joint.name, "approach", ask, "A8")
    if joint.is_vertebral and column is None:
        front = "the body and disc space" if joint.has_disc else "the bone in front"
        ask = f"Which part was fused: {front} (anterior column), or facets, laminae and transverse processes (posterior column)?"
        yield Point.COLUMN, Query(joint.name, "column", ask, "A8")
    if joint.is_vertebral and direction is None:
        ask = "From where did the surgeon come: from the front, from the side, or from behind?"
        yield Point.DIRECTION, Query(joint.name, "direction", ask, "A8")
    if direction == "extracavitary" and joint.region not in ("thoracic", "lumbar"):
        ask = (
            "An extracavitary way leads along a rib, or beside the lumbar spine, to the body in front; "
            f"the note has it at {joint}. From where did the surgeon come?"
        )
        yield Point.DIRECTION, Query(joint.name, "direction", ask, "A8")
    if column == "posterior" and direction in ("anterior", "lateral"):
        whence = "the front" if direction == "anterior" else "the side"
        ask = (
            f"The note has the posterior column fused from {whence}; the tables know no such fusion. "
            "Which is right, the column or the direction?"
        )
        yield Point.ARCH_FROM_THE_FRONT, Query(joint.name, "direction", ask, "qualifier")
    if materials is None:
        ask = (
            "What was laid in to make the bone bridge: which graft or substitute, and from where?"
            if joint.is_vertebral
            else "What was laid into or across this joint: which graft or substitute, or which implant?"
        )
        yield Point.MATERIALS, Query(joint.name, "graft", ask, "B3.10c")


def _impossible(entry: FusionEntry) -> Iterator[tuple[Point, Query]]:
    """Yield what cannot be as an entry says it: a device where it has no place, or nothing laid in that bone grows through."""
    joint, column, materials = entry.joint, entry.column, entry.materials or frozenset()
    cages = materials & (INTERBODY - {"machined bone dowel"} | {"paired titanium facet cages"})
    if not joint.is_vertebral and cages:
        ask = (
            f"A device made to stand between vertebrae ({listed(sorted(cages))}) has no place in this joint. "
            "What was laid into it?"
        )
        yield Point.CAGE_IN_THE_PELVIS, Query(joint.name, "graft", ask, "sacroiliac")
    elif column == "anterior" and "paired titanium facet cages" in materials:
        ask = (
            "Facet cages stand in the facet joints, which are posterior column; the note says anterior column. "
            "Which was fused, or were both?"
        )
        yield Point.FACET_CAGES_IN_FRONT, Query(joint.name, "column", ask, "section-x")
    elif column == "posterior" and materials & INTERBODY:
        stands = "in the disc space, which is the" if joint.has_disc else "in front, in the"
        ask = f"An interbody device stands {stands} anterior column; the note says posterior column. Which was fused?"
        yield Point.INTERBODY_BEHIND, Query(joint.name, "column", ask, "B3.10c")
    elif not materials & (_BRIDGES if joint.is_vertebral else _PELVIC_BRIDGES):
        yield Point.NO_BRIDGE, no_bridge(joint, materials)


_BRIDGES = GRAFT | INTERBODY | {"paired titanium facet cages"}
_PELVIC_BRIDGES = GRAFT | IMPLANTS | {"machined bone dowel"}


def no_bridge(joint: Joint, materials: frozenset[str]) -> Query:
    """Ask whether a joint was fused at all where nothing was laid in that bone grows through."""
    if materials & IMPLANTS and joint.is_vertebral:
        ask = (
            "Internal fixation may go with a fusion but is none: "
            "screws, rods or plates hold a joint still and make no bone bridge. "
            "Was graft or a substitute laid in this joint to fuse it, or was it only held?"
        )
    elif materials:
        ask = f"A bone bridge needs more than {listed(sorted(materials))}. Was graft or a substitute laid in this joint?"
    else:
        ask = "The note says that no graft or device was laid in. Was this joint fused at all?"
    return Query(joint.name, "graft", ask, "no-device")


def without_level(operation: Operation) -> list[Query]:
    """Return what to ask about fusions whose joint the note does not name; what else is open of them is asked once it is known.

    >>> [query.about for query in without_level(Operation("2026-01-14", unplaced=("cervical", "")))]
    ['cervical fusion', 'fusion']
    """
    beside = " Until it is known, the codes and the count of the other fusions may change." if operation.fusions else ""
    return [
        Query(
            f"{region} fusion".strip(),
            "level",
            f"The level is not documented: which joint{f' of the {region} spine' if region else ''} was fused?{beside}",
            "A8",
        )
        for region in operation.unplaced
    ]
