"""The spine you can see and turn: a patient's construct, one bone, the whole column, and what a fused segment does to a bend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from spine_edu.anatomy import JOINTS, VERTEBRAE, joint_named, joints_in, position
from spine_edu.cases import Case
from spine_edu.errors import FigureError
from spine_edu.figures.plates.bones.vertebra_parts import words_of
from spine_edu.figures.spine3d.moving_scene import Moment
from spine_edu.figures.spine3d.part_looks import SceneTag
from spine_edu.figures.spine3d.picture3d import Picture3D
from spine_edu.figures.spine3d.plotly_scene import plotly_scene
from spine_edu.figures.spine3d.still import still, stills_in_a_row
from spine_edu.figures.spine3d.words import SCHEMATIC, describe_plan
from spine_edu.geometry.body.bone_parts import parts_of_bone, surfaces_of
from spine_edu.geometry.body.bones import Detail, bone, landmarks
from spine_edu.geometry.body.posture import BONES, bent, motions, neutral
from spine_edu.geometry.mesh.mesh import Mesh, joined
from spine_edu.geometry.mesh.pose import Pose
from spine_edu.geometry.plan.from_operation import plan_of
from spine_edu.geometry.plan.history import Stage, stages_of
from spine_edu.geometry.plan.plan import Plan, ends_of
from spine_edu.geometry.render.camera import VIEWS
from spine_edu.geometry.scene.construct import parts_of, window_around, window_of
from spine_edu.geometry.scene.part import LAYERS, ScenePart, said
from spine_edu.operation import Operation
from spine_edu.text.lists import listed
from spine_edu.text.quoting import shown

USUAL = ("bone", "disc", "nerves", "hardware", "graft")
"""The layers drawn unless others are asked for; 'artery', 'ligaments' and 'approach' make a figure heavier."""

Faults = Mapping[str, Iterable[str] | str]


def spine(
    of: Case | Operation,
    at: float | None = None,
    *,
    view: str = "back",
    layers: Sequence[str] = USUAL,
    around: str | None = None,
    xray: bool = False,
    faults: Faults | None = None,
    cages: Mapping[str, str] | None = None,
    screws: Mapping[str, str] | None = None,
    cross_links: Sequence[str] = (),
    detail: Detail = "coarse",
    title: str | None = None,
) -> Picture3D:
    """Draw what an operation did, or what became of a patient: the same object that the engine codes.

    Of a case it shows every moment of the history, to be stepped through, beginning with today; `at` chooses one month. Only
    the vertebrae of the construct and one neighbour on either side are drawn, unless `around` names more ('L1-S1').
    `view` is one of 'front', 'back', 'left side', 'right side', 'top', 'oblique from behind', 'oblique from the front'.
    `faults`, `cages`, `screws` and `cross_links` are those of `geometry.plan.from_operation.plan_of`.
    Raises FigureError for a construct that cannot be.

    >>> from spine_edu.cases import case_named
    >>> spine(case_named("hardware-out-l4-l5"), at=29).words.partition(". ")[0]
    'L4-L5: both columns solid fusion'
    """
    _require(view, layers)
    choices: dict[str, Any] = {"faults": faults, "cages": cages, "screws": screws, "cross_links": cross_links}
    if isinstance(of, Case):
        stages = stages_of(of, at, **choices)
        name = title or f"Spine: {of.title}"
    else:
        if at is not None:
            raise FigureError("An operation has no months; draw a case to choose one with at=….")
        stages = [Stage("today", "Today", plan_of(of, **choices))]
        name = title or f"Spine: {listed([joint.name for joint in of.joints]) or 'operation'}"
    shown = next((n for n, stage in enumerate(stages) if stage.label == "today"), 0)
    poses = neutral()
    lanes = [joint_named(lane) for lane in of.timeline.lanes] if isinstance(of, Case) else []
    window = _common_window([stage.plan for stage in stages], around, [bone for joint in lanes for bone in ends_of(joint)])
    memo: dict[str, object] = {}
    moments = [
        Moment(stage.label, stage.sentence, tuple(parts_of(stage.plan, window, poses, layers, detail, memo))) for stage in stages
    ]
    told, others = _words(stages, shown)
    return replace(_picture(name, told, moments, window, poses, shown=shown, view=view, xray=xray), others=others)


def bone_figure(name: str, *, view: str = "oblique from behind", detail: Detail | None = None) -> Picture3D:
    """Draw one bone alone: a vertebra 'C1' to 'L5', 'S1' for the sacrum, 'O', 'Co', 'ilium-left', 'ilium-right'.

    A vertebra turns as the parts it is made of, so that each is named when it is pointed at; its still is the bone in one piece.

    >>> bone_figure("L4").name
    'L4'
    """
    _require(view, ())
    if name not in BONES:
        raise FigureError(f"There is no bone {shown(name)}; bones are {', '.join(BONES)}.")
    poses = {name: Pose.here()}
    level: Detail = detail or ("fine" if name in VERTEBRAE and name != "S1" else "coarse")
    whole = parts_of(Plan("today"), [name], poses, ["bone"], level)
    parts = _pieces(name, level) if name in VERTEBRAE else whole
    words = f"{words_of(name)} {SCHEMATIC}"
    moments = [Moment("today", said(name)[0].upper() + said(name)[1:], tuple(parts))]
    return replace(_picture(said(name), words, moments, [name], poses, view=view, tags=()), still=still(whole, view, tones=40))


def _pieces(name: str, level: Detail) -> list[ScenePart]:
    """Return the parts of a vertebra, joint surfaces in pairs."""
    surfaces, pieces = surfaces_of(name, level), dict[str, list[Mesh]]()
    for part in parts_of_bone(name):
        if part.full_name in surfaces:
            pieces.setdefault(part.names if part.layer == "facet" else part.full_name, []).append(surfaces[part.full_name])
    return [ScenePart(f"{name} {part}", part, "bone", joined(meshes), "bone") for part, meshes in pieces.items()]


def whole_spine_figure(
    layers: Sequence[str] = ("bone", "disc", "nerves"), *, view: str = "left side", xray: bool = False
) -> Picture3D:
    """Draw the whole column from the skull base to the coccyx, at rest.

    >>> whole_spine_figure(["bone"]).parts[:3]
    ('occiput', 'C1', 'C2')
    """
    _require(view, layers)
    poses = neutral()
    parts = parts_of(Plan("today"), BONES, poses, layers, "coarse")
    cord = (
        "The spinal cord ends at the lower third of L1; below it roots run on, each to its own gap. "
        if "nerves" in layers
        else ""
    )
    words = (
        "The whole column: seven cervical, twelve thoracic and five lumbar vertebrae, sacrum and coccyx, "
        "below the back of the skull. From the side "
        f"it curves forwards in the neck and the low back, backwards in the chest and the sacrum. {cord}{SCHEMATIC}"
    )
    moments = [Moment("today", "The whole column", tuple(parts))]
    return _picture(
        "The whole spine",
        words,
        moments,
        BONES,
        poses,
        view=view,
        xray=xray,
        tags=_tags(("C1", "C7", "T6", "T12", "L3", "S1"), poses),
        size=(520, 720),
    )


def fused_motion_figure(fused: str, *, flexion: float = 0.6, around: str | None = None, view: str = "left side") -> Picture3D:
    """Show what a fused segment does to a bend: upright, bent with all joints free, and bent with `fused` stiff.

    `fused` is a construct such as 'L4-S1', `flexion` a share of the full range, from -1 (back) to 1.
    The bend that the stiff joints no longer give is shared among their neighbours: a model of the idea, not a measurement.
    Raises FigureError for joints that do not bend here.

    >>> fused_motion_figure("L4-L5", around="L2-S1").parts[0]
    'L2'
    """
    _require(view, ())
    stiff = joints_in(fused)
    if not all(joint.is_vertebral for joint in stiff):
        raise FigureError(f"{fused} does not bend in this model; choose joints between occiput and S1, for example 'L4-S1'.")
    free, fixed = motions(flexion=flexion), motions(flexion=flexion, fused=stiff)
    first, last = position(stiff[0].upper), position(stiff[-1].lower)
    order = BONES[: BONES.index("S1") + 1]
    window = window_of(Plan("today"), around) if around else order[max(first - 3, 0) : min(last + 3, len(order) - 1) + 1]
    states = {joint.name: "solid" for joint in stiff}
    neighbours = [
        joint
        for joint in JOINTS
        if joint in fixed and abs(fixed[joint].forward - free[joint].forward) > 0.05 and joint not in stiff
    ]
    told = [
        f"{joint} bends {abs(fixed[joint].forward):.0f} instead of {abs(free[joint].forward):.0f} degrees" for joint in neighbours
    ]
    scenes = (
        ("upright", "Upright", neutral(), False),
        ("bent, all free", "Bent, every joint free", _standing(bent(flexion=flexion), window[-1]), False),
        (f"bent, {fused} fused", f"Bent, {fused} fused", _standing(bent(flexion=flexion, fused=stiff), window[-1]), True),
    )
    moments = []
    for label, sentence, poses, solid in scenes:
        plan = _solid(states) if solid else Plan("after")
        made = parts_of(plan, window, poses, ("bone", "disc", "graft"), "coarse")
        moments.append(Moment(label, sentence, tuple(_of_scene(part, label) for part in made)))
    words = (
        f"{fused} is fused and does not bend. In this model its neighbors take over: "
        f"{'; '.join(told) or 'none is left to take over'}. "
        f"Nobody moves exactly so. {SCHEMATIC}"
    )
    name = f"Bending with {fused} fused"
    picture = _picture(name, words, moments, window, scenes[2][2], shown=2, view=view)
    return replace(picture, still=stills_in_a_row([(moment.name, moment.parts) for moment in moments], view))


def _standing(poses: Mapping[str, Pose], still_bone: str) -> dict[str, Pose]:
    """Return poses moved as one, so that one bone stands where it stands in neutral posture: a bent neck stays in the picture."""
    home = neutral()[still_bone].after(poses[still_bone].back())
    return {name: home.after(pose) for name, pose in poses.items()}


def _solid(states: Mapping[str, str]) -> Plan:
    operation = Operation("2026-01-14")
    both = {name: {"anterior": state, "posterior": state} for name, state in states.items()}
    return plan_of(operation, dict(both), "after")


def _of_scene(part: ScenePart, scene: str) -> ScenePart:
    """Return a part that belongs to one posture only: the same bone stands elsewhere in the next."""
    return ScenePart(f"{part.key} {scene}", part.name, part.layer, part.mesh, part.look, part.joint, part.column, part.place)


def _require(view: str, layers: Sequence[str]) -> None:
    if view not in VIEWS:
        raise FigureError(f"There is no view {shown(view)}; choose one of {', '.join(VIEWS)}.")
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        raise FigureError(f"There is no layer {shown(unknown[0])}; there are {', '.join(LAYERS)}.")


def _common_window(plans: Sequence[Plan], around: str | None, otherwise: Sequence[str]) -> tuple[str, ...]:
    """Return the bones that every moment needs, so that nothing jumps from step to step; where none is touched, others."""
    needed = {name for plan in plans for name in window_of(plan, around) if plan.bones or around}
    needed = needed or set(window_around(otherwise))
    return tuple(name for name in BONES if name in needed)


def _words(stages: Sequence[Stage], shown: int) -> tuple[str, tuple[str, ...]]:
    """Return what is seen first, in words, and each other moment."""
    first = stages[shown]
    lead = f"{first.sentence}. " if len(stages) > 1 else ""
    others = tuple(
        f"{stage.sentence}: {describe_plan(stage.plan, native=False) or 'nothing is fused.'}"
        for stage in stages
        if stage is not first
    )
    return f"{lead}{describe_plan(first.plan)} {SCHEMATIC}", others


def _tags(names: Iterable[str], poses: Mapping[str, Pose]) -> list[SceneTag]:
    """Return the names of vertebrae in one column: to the left of all of them, and each in front of its body."""
    named = [name for name in names if name in VERTEBRAE]
    aside = max((_half_width(name) for name in named), default=0.0) + 9.0
    tags = []
    for name in named:
        plate = landmarks(name).upper_endplate or landmarks(name).lower_endplate
        front = -(plate.depth if plate else 22.0) * 0.5 - 9.0
        _, y, z = (round(float(value), 1) for value in poses[name].apply((0.0, front, -10.0 if name == "S1" else 0.0)))
        tags.append(SceneTag(name, (round(aside, 1), y, z)))
    return tags


def _half_width(name: str) -> float:
    """Return how far a vertebra reaches to the left, in millimetres."""
    return float(bone(name, "coarse").points[:, 0].max())


def _picture(
    name: str,
    told: str,
    moments: Sequence[Moment],
    window: Iterable[str],
    poses: Mapping[str, Pose],
    *,
    shown: int = 0,
    view: str,
    xray: bool = False,
    tags: Sequence[SceneTag] | None = None,
    size: tuple[int, int] = (640, 440),
) -> Picture3D:
    """Return the figure of these moments with its still, the bones of `window` named unless `tags` are given."""
    named = _tags([bone for bone in window if bone in poses], poses) if tags is None else tags
    figure = plotly_scene(moments, shown=shown, view=view, xray=xray, tags=named)
    parts = tuple(trace["name"] for trace in figure["data"])
    return Picture3D(
        name, told, figure, still(moments[shown].parts, view, xray=xray, tags=named, size=size), tuple(dict.fromkeys(parts))
    )
