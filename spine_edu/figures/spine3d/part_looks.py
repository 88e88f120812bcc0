"""How the parts of a scene look, in the figure that turns and on its still: colour, cover, and the words that name bones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spine_edu.figures.drawing import theme
from spine_edu.geometry.scene.part import ScenePart

METALS = ("metal", "dark metal", "rod", "cage", "old metal")
FAINT = {"rest of disc": 0.42, "halo": 0.45, "tract": 0.85, "approach": 0.28}
LIGAMENT = 0.80
XRAY: Mapping[str, float] = {"bone": 0.26, "disc": 0.33, "graft": 0.55}
"""How much of a layer still covers what lies behind it in the X-ray: a cage shows through the bone that has grown around it."""


@dataclass(frozen=True, slots=True)
class SceneTag:
    """A word at a place in the scene: the name of a bone."""

    words: str
    place: tuple[float, float, float]


def colour_of(part: ScenePart) -> str:
    """Return the colour of a part: its state's, or that of its look."""
    state = theme.STATES.get(part.look)
    return state.colour if state else theme.LOOKS[part.look]


def opacity_of(part: ScenePart, xray: bool) -> float:
    """Return how opaque a part is, from 0 to 1."""
    usual = LIGAMENT if part.layer == "ligaments" else FAINT.get(part.look, 1.0)
    return min(usual, XRAY[part.layer]) if xray and part.layer in XRAY else usual


def letter_of(part: ScenePart) -> str:
    """Return the letter of the state of graft, '?' where nobody told it; '' for whatever has none."""
    if part.layer != "graft" or not part.place:
        return ""
    state = theme.STATES.get(part.look)
    return state.letter if state else "?" if part.look == "untold" else ""
