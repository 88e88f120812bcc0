"""The parts of a scene: what they are called, how they look, and what their makers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from spine_edu.anatomy import JOINTS, Joint
from spine_edu.geometry.body.bones import Detail
from spine_edu.geometry.mesh.grain import grain_of
from spine_edu.geometry.mesh.mesh import Mesh
from spine_edu.geometry.mesh.pose import Pose
from spine_edu.geometry.plan.plan import Plan

Made = TypeVar("Made")
LAYERS = ("bone", "disc", "nerves", "artery", "ligaments", "graft", "hardware", "approach")
"""What can be switched on and off in a figure, in the order of its buttons."""


@dataclass(frozen=True, slots=True, eq=False)
class ScenePart:
    """One named thing of a scene. `look` is the word its colour goes by, or the state of a graft; `key` tells it from others.

    `place` is where its letter or name is written (mm), None where nothing is.
    """

    key: str
    name: str
    layer: str
    mesh: Mesh
    look: str
    joint: str = ""
    column: str = ""
    place: tuple[float, float, float] | None = None


class Scene:
    """What every maker of parts works from: a plan, the bones shown, their poses, the level of detail, shapes made before."""

    def __init__(
        self, plan: Plan, shown: tuple[str, ...], poses: Mapping[str, Pose], detail: Detail, memo: dict[str, object]
    ) -> None:
        self.plan, self.shown, self.poses, self.detail, self.memo = plan, shown, poses, detail, memo
        self.fine, self.grain = detail == "fine", grain_of(detail, len(shown))

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """Return the shape of a key, made the first time it is asked for."""
        if key not in self.memo:
            self.memo[key] = make()
        return cast(Made, self.memo[key])

    def joints(self) -> list[Joint]:
        return [joint for joint in JOINTS if joint.is_vertebral and {joint.upper, joint.lower} <= set(self.shown)]


def said(name: str) -> str:
    """Return the name of a bone in words.

    >>> said("O"), said("S1"), said("ilium-left"), said("L4")
    ('occiput', 'sacrum (S1)', 'left ilium', 'L4')
    """
    if name.startswith("ilium"):
        return f"{name.removeprefix('ilium-')} ilium"
    return {"O": "occiput", "S1": "sacrum (S1)", "Co": "coccyx"}.get(name, name)
