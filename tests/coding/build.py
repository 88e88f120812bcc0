"""Short ways to write an operation in a test, and hypothesis strategies that draw any operation our format allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from spine_edu import vocabulary
from spine_edu.anatomy import JOINTS
from spine_edu.coding.open_points import OpenPoints, open_points
from spine_edu.operation import Operation, procedure_fields, procedure_kinds, read_operation

Fields = dict[str, Any]

CAGE = ["interbody cage", "local autograft"]
OWN = ["local autograft"]
DONOR = ["allograft"]
IMPLANT = ["internal fixation device"]


def fused(joint: str, way: str = "posterior", materials: list[str] | None = None, **more: Any) -> Fields:
    """One fusion entry; `way` is the technique: posterior (posterolateral), plif, alif, llif, or 'pelvic' (no column)."""
    column, direction = {
        "posterior": ("posterior", "posterior"),
        "plif": ("anterior", "posterior"),
        "alif": ("anterior", "anterior"),
        "llif": ("anterior", "lateral"),
        "pelvic": (None, None),
    }[way]
    entry = {"joint": joint, "status": "initial", "column": column, "direction": direction, "approach": "open"}
    return {**entry, "materials": OWN if materials is None else materials, **more}


def done(kind: str, **fields: Any) -> Fields:
    """One entry of `procedures`, by open approach unless said otherwise."""
    return {"kind": kind, "approach": "open", **{name.rstrip("_"): value for name, value in fields.items()}}


def operation(day: str, *fusions: Fields, procedures: list[Fields] | None = None, **diagnoses: Any) -> Operation:
    """An operation, read as a file would be."""
    content = {"discharged": day, "fusions": list(fusions), "procedures": procedures or [], "diagnoses": diagnoses}
    return read_operation(content)


def opened(day: str, *fusions: Fields, procedures: list[Fields] | None = None) -> OpenPoints:
    """An operation with its open points, as each code system reads it."""
    return open_points(operation(day, *fusions, procedures=procedures))


def _maybe(values: Any) -> Any:
    return st.none() | st.sampled_from(values)


DAYS = st.sampled_from(
    (
        "1984-06-01", "1999-05-01", "2001-09-30", "2001-10-01", "2003-09-30", "2010-01-14", "2015-09-30", "2015-10-01",
        "2016-10-01", "2017-10-01", "2018-09-30", "2018-10-01", "2021-10-01", "2022-09-30", "2022-10-01", "2024-09-30",
        "2024-10-01", "2025-03-31", "2025-04-01", "2026-01-14", "2026-09-30", "2026-10-01", "2027-03-31", "2027-04-01",
        "2030-01-01",
    )
)  # fmt: skip
FUSIONS = st.fixed_dictionaries(
    {"joint": st.sampled_from([joint.name for joint in JOINTS])},
    optional={
        "status": _maybe(vocabulary.STATUSES),
        "column": _maybe(vocabulary.COLUMNS),
        "direction": _maybe(vocabulary.DIRECTIONS),
        "approach": _maybe(vocabulary.APPROACHES),
        "materials": st.none() | st.lists(st.sampled_from(vocabulary.MATERIALS), max_size=3),
    },
)
SOUND_FUSIONS = st.builds(
    lambda joint, way, materials, status, approach: fused(joint, way, materials, status=status, approach=approach),
    st.sampled_from([joint.name for joint in JOINTS if joint.is_vertebral]),
    st.sampled_from(("posterior", "plif", "alif", "llif")),
    st.sampled_from((OWN, DONOR, ["synthetic substitute"], ["allograft", "harvested autograft"])),
    st.sampled_from(vocabulary.STATUSES),
    st.sampled_from(vocabulary.APPROACHES),
)
_VALUES = {
    "joint": st.sampled_from([joint.name for joint in JOINTS]),
    "vertebrae": st.sampled_from((["L4", "L5"], ["C5"], ["T3", "L1"], "L4-S1", ["S1"])),
    "side": st.sampled_from(("left", "right", "both")),
    "count": st.integers(1, 5),
    "own_objective": st.booleans(),
    "reopened": st.booleans(),
}


@st.composite
def procedures(draw: st.DrawFn) -> Fields:
    """Any entry of `procedures`, with any of its fields left out."""
    kind = draw(st.sampled_from(sorted(procedure_kinds())))
    entry: Fields = {"kind": kind}
    for field, words in procedure_fields(kind).items():
        value = draw(st.none() | (_VALUES[field] if field in _VALUES else st.sampled_from(words)))
        if value is not None:
            entry[field] = value
    approach = draw(_maybe(vocabulary.APPROACHES))
    return entry if approach is None else {**entry, "approach": approach}


@st.composite
def contents(draw: st.DrawFn) -> Fields:
    """Any operation that can be written, as the mapping a file holds."""
    content: Fields = {
        "discharged": draw(DAYS),
        "fusions": draw(st.lists(FUSIONS | SOUND_FUSIONS, max_size=6)),
        "procedures": draw(st.lists(procedures(), max_size=4)),
    }
    if draw(st.booleans()):
        content["diagnoses"] = {"principal": draw(st.sampled_from(("M96.0", "M48.061", "T84.226A", "M40.36", "I10", "Z99.9")))}
    return content
