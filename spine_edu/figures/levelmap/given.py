"""What a level map is told: states and hardware read strictly, and the window of bones that shows them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spine_edu.anatomy import Joint, joint_named, joints_in, position, vertebra_named
from spine_edu.errors import FigureError, LoneRod
from spine_edu.figures.drawing import theme
from spine_edu.figures.drawing.outlines import ORDER
from spine_edu.text.quoting import shown

COLUMNS = ("anterior", "posterior")
NATIVE = theme.STATES["native"]
HARDWARE = {  # what each kind is placed by
    "screws and rods": "vertebrae",
    "screws": "vertebrae",
    "plate": "vertebrae",
    "interbody cage": "joint",
    "interbody device": "joint",
}
REGIONS = {
    "all": ("O", "coccyx"),
    "cervical": ("O", "T1"),
    "thoracic": ("C7", "L1"),
    "lumbar": ("T12", "S1"),
    "sacral": ("L5", "coccyx"),
}

States = Mapping[str, Mapping[str, str]]
Told = Mapping[Joint, Mapping[str, theme.State]]
Hardware = Iterable[Mapping[str, Any]]


def read_states(states: States) -> dict[Joint, dict[str, theme.State]]:
    """Return states by joint, cranial first, anterior before posterior, without those that are native throughout."""
    read: dict[Joint, dict[str, theme.State]] = {}
    for name, columns in states.items():
        joint = joint_named(name)
        if joint in read:
            raise FigureError(f"{joint} stands twice in the states of one level map: give each joint one entry.")
        strange = [column for column in columns if column not in COLUMNS]
        if strange:
            raise FigureError(f"{joint}: there is no column {shown(strange[0])}. A joint has two: 'anterior' and 'posterior'.")
        given = {column: theme.state_named(columns[column]) for column in COLUMNS if column in columns}
        read[joint] = {column: state for column, state in given.items() if state != NATIVE}
    return {joint: read[joint] for joint in sorted(read) if read[joint]}


def read_hardware(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry of hardware with its vertebrae in order, or its joint; raise FigureError where it would hang on nothing."""
    of = entry.get("of", "")
    if of not in HARDWARE:
        raise FigureError(f"Hardware {shown(of)} cannot be drawn on the level map. It knows: {', '.join(HARDWARE)}.")
    vertebrae = tuple(sorted(map(vertebra_named, entry.get("vertebrae") or ()), key=position))
    joint = joint_named(entry["joint"]) if entry.get("joint") else None
    if HARDWARE[of] == "vertebrae" and not vertebrae:
        raise FigureError(f"{of}: say which vertebrae hold them, for example {{'of': {shown(of)}, 'vertebrae': ['L4', 'L5']}}.")
    if of == "screws and rods" and len(set(vertebrae)) < 2:
        raise LoneRod(of, vertebrae)
    if HARDWARE[of] == "joint" and (joint is None or not joint.has_disc):
        raise FigureError(f"{of}: say in which disc it lies, for example {{'of': {shown(of)}, 'joint': 'L4-L5'}}.")
    return {
        "of": of,
        "vertebrae": vertebrae,
        "joint": joint.name if joint and HARDWARE[of] == "joint" else "",
        "before": bool(entry.get("before")),
    }


def window(region: str | None, told: Iterable[Joint], metal: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Return the first and last bone to show, and refuse a region that would hide what the words say."""
    needed = [bone for joint in told for bone in bones_of(joint)]
    needed += [bone for entry in metal for bone in (entry["vertebrae"] or bones_of(joint_named(entry["joint"])))]
    places = sorted(ORDER.index(bone) for bone in needed)
    if region is None:
        if not places:
            return REGIONS["all"]
        first, last = max(places[0] - 1, 0), min(places[-1] + 1, ORDER.index("S1"))
        return ORDER[first], ORDER[max(last, places[-1])]
    if region in REGIONS:
        first_bone, last_bone = REGIONS[region]
    else:
        if not any(letter.isdecimal() for letter in region):
            raise FigureError(
                f"There is no region {shown(region)}. Write one of {', '.join(REGIONS)}, or a construct such as 'L2-S1'."
            )
        joints = joints_in(region)
        first_bone, last_bone = bones_of(joints[0])[0], bones_of(joints[-1])[-1]
    if places and (places[0] < ORDER.index(first_bone) or places[-1] > ORDER.index(last_bone)):
        outside = next(bone for bone in needed if not ORDER.index(first_bone) <= ORDER.index(bone) <= ORDER.index(last_bone))
        raise FigureError(
            f"The region {shown(region)} does not show {outside}, of which a state or hardware is given. "
            "Choose a wider region, or 'all'."
        )
    return first_bone, last_bone


def widened(region: str, joints: Iterable[Joint]) -> str:
    """Return a named region, stretched so that it shows these joints, too.

    >>> widened("lumbar", [joint_named("L4-L5")]), widened("lumbar", [joint_named("T11-T12")])
    ('lumbar', 'T11-S1')
    """
    named = REGIONS[region]
    places = [ORDER.index(bone) for bone in [*named, *(bone for joint in joints for bone in bones_of(joint))]]
    ends = ORDER[min(places)], ORDER[max(places)]
    if ends == named:
        return region
    return "all" if ends[1] == "coccyx" else "-".join(ends)


def bones_of(joint: Joint) -> tuple[str, str]:
    """Return the first and the last bone of a joint, as the map counts them."""
    if joint.is_vertebral:
        return joint.upper, joint.lower
    return ("S1", "S1") if joint.is_sacroiliac else ("S1", "coccyx")


def columns_in_words(columns: Mapping[str, theme.State]) -> str:
    """Say the states of one joint's columns."""
    if not columns:
        return "native"
    if len(columns) == 2 and columns["anterior"] == columns["posterior"]:
        return f"both columns {columns['anterior'].word}"
    return ", ".join(f"{column} column {state.word}" for column, state in columns.items())
