"""Histories that are no cases: the healing of a bone, recovery in weeks, the code systems; and an operation to move."""

from __future__ import annotations

from spine_edu.figures.drawing.theme import State
from spine_edu.histories.timeline import Event, Span, Timeline
from spine_edu.operation import read_operation

HEALING = Timeline(
    "How graft becomes bone",
    ["graft"],
    [Span("graft", "", "inflammation", 0, 1), Span("graft", "", "repair", 1, 12), Span("graft", "", "remodelling", 12)],
    unit="week",
)
HEALING_STATES = {
    "inflammation": State("inflammation", "inflammation", "", "#D55E00", "stripes"),
    "repair": State("repair", "soft and hard callus", "", "#56B4E9", "dashes"),
    "remodelling": State("remodelling", "remodelling", "", "#0072B2", "plain"),
}
RECOVERY = Timeline(
    "After a fusion",
    ["driving", "desk work"],
    [Span("driving", "", "yes", 3), Span("desk work", "", "yes", 5)],
    [Event(0, "operation", "Fusion"), Event(0.5, "note", "Home"), Event(12, "note", "Heavier work")],
    unit="week",
)
RECOVERY_STATES = {"yes": State("yes", "allowed", "", "#0072B2", "plain")}
SYSTEMS = Timeline(
    "Code systems",
    ["ICD-9-CM", "ICD-10-PCS"],
    [Span("ICD-9-CM", "", "force", 0, 360), Span("ICD-10-PCS", "", "force", 360)],
    [Event(0, "note", "ICD-9-CM"), Event(360, "note", "ICD-10 takes over")],
    anchor="1985-10-01",
)
SYSTEMS_STATES = {"force": State("force", "in force", "", "#0072B2", "plain")}
NONUNION = Timeline(
    "L4-L5 that did not heal",
    ["L4-L5"],
    [
        *(Span("L4-L5", column, "healing", 0, 14) for column in ("anterior", "posterior")),
        *(Span("L4-L5", column, "pseudarthrosis", 14, 31) for column in ("anterior", "posterior")),
        Span("L4-L5", "anterior", "refusion", 31, 43),
        Span("L4-L5", "posterior", "pseudarthrosis", 31, 43),
        *(Span("L4-L5", column, "solid", 43, 60) for column in ("anterior", "posterior")),
    ],
    [
        Event(0, "operation", "PLIF L4-L5", "First fusion.", ("L4-L5",)),
        Event(14, "imaging", "CT: no bridge", "A lucent line.", ("L4-L5",)),
        Event(31, "operation", "Refusion of L4-L5", "A new cage from behind.", ("L4-L5",)),
    ],
    anchor="2013-03-01",
)
AGAIN = read_operation(
    {
        "discharged": "2015-10-05",
        "diagnoses": {"principal": "M96.0"},
        "fusions": [
            {"joint": "L4-L5", "status": "refusion", "column": "anterior", "direction": "posterior", "approach": "open",
             "materials": ["interbody cage", "local autograft"]}
        ],
        "procedures": [{"kind": "removal", "of": "interbody device", "joint": "L4-L5", "approach": "open"}],
    }
)  # fmt: skip
