"""The colours and patterns of what lies around the bones, for labelled plates.

A tissue is never told by its colour alone: it has a label, an outline, and a pattern where some eyes confuse its colour with
another's (tests/figures/plates/test_plate.py computes it).
"""

from __future__ import annotations

from collections.abc import Mapping

from spine_edu.figures.drawing import theme
from spine_edu.text.markup import Shape, Value, shape

LIGHT: Mapping[str, str] = {
    **theme.LIGHT,
    "fat": "#FBF3DA",
    "fat-edge": "#8A7A4C",
    "muscle": "#DD9C91",
    "muscle-edge": "#7E3A31",
    "artery": "#C4342A",
    "artery-edge": "#2E0503",
    "vein": "#6E93D6",
    "vein-edge": "#1F3868",
    "nerve": "#F6CF3F",
    "nerve-edge": "#6B5200",
    "pressed": "#D9501E",
    "pressed-edge": "#4A1500",
    "sac": "#E3F0F7",
    "sac-edge": "#3F6478",
    "ligament": "#B7CFA4",
    "ligament-edge": "#41592F",
    "nucleus": "#8FB3CC",
    "nucleus-edge": "#35566B",
    "viscera": "#E8BE8C",
    "viscera-edge": "#74491A",
    "air": "#EEF1F2",
    "air-edge": "#5B676E",
    "graft": "#C9A468",
    "graft-edge": "#5F4413",
    "front": "#A9CBE3",
    "front-edge": "#2B4A60",
    "middle": "#F0CF86",
    "middle-edge": "#6B4E10",
    "rear": "#D9B3CF",
    "rear-edge": "#5E3453",
    "tissue-ink": "#1A1410",
}
DARK: Mapping[str, str] = {
    **theme.DARK,
    "fat": "#94896A",
    "fat-edge": "#2E2710",
    "muscle": "#B9786C",
    "muscle-edge": "#3E1710",
    "artery": "#E0564A",
    "artery-edge": "#3F0703",
    "vein": "#6A8CE4",
    "vein-edge": "#101F40",
    "nerve": "#E9C23A",
    "nerve-edge": "#3F3000",
    "pressed": "#FF8A5C",
    "pressed-edge": "#3A0F00",
    "sac": "#BFD3DE",
    "sac-edge": "#1D3644",
    "ligament": "#9CB888",
    "ligament-edge": "#24351A",
    "nucleus": "#7BA6A6",
    "nucleus-edge": "#142A38",
    "viscera": "#CB9C68",
    "viscera-edge": "#3F2508",
    "air": "#C6CDD1",
    "air-edge": "#2C353B",
    "graft": "#B8925A",
    "graft-edge": "#35260A",
    "front": "#7FA9C6",
    "front-edge": "#132A3A",
    "middle": "#D3AE5C",
    "middle-edge": "#3A2A06",
    "rear": "#B98AAC",
    "rear-edge": "#331A2D",
    "tissue-ink": "#14100C",
}


def _strokes(tissue: str, path: str, width: str) -> tuple[Shape, ...]:
    return (shape("path", d=path, stroke=f"var(--{tissue}-edge)", stroke_width=width),)


def _dots(tissue: str, *dots: tuple[Value, Value, Value]) -> tuple[Shape, ...]:
    return tuple(shape("circle", cx=cx, cy=cy, r=r, fill=f"var(--{tissue}-edge)") for cx, cy, r in dots)


PATTERNS: Mapping[str, tuple[Shape, ...]] = {  # tissues whose colours some eyes confuse have different ones, in a tile of 8
    "bone": (),
    "cartilage": (),
    "nucleus": (),
    "artery": (),
    "vein": (),
    "nerve": (),
    "sac": (),
    "pressed": _strokes("pressed", "M2 0V8M6 0V8", ".7"),
    "fat": _dots("fat", (2, 3, ".4"), (6, 7, ".4")),
    "muscle": _strokes("muscle", "M-1 6L6-1M2 9L9 2", ".6"),
    "ligament": _strokes("ligament", "M0 2H8M0 6H8", ".7"),
    "viscera": _dots("viscera", (2, 2, ".8"), (6, 6, ".8")),
    "air": _strokes("air", "M4 0V8M0 4H8", ".35"),
    "graft": _dots("graft", ("2.5", "2.5", "1.3"), ("6.5", 6, ".9")),
    # the columns of injuries and of coding, which are no tissues but are drawn beside them
    "front": _strokes("front", "M0 4H8", ".5"),
    "middle": _strokes("middle", "M-1 7L7-1M3 9L9 3", ".6"),
    "rear": _dots("rear", (2, 2, ".8"), (6, 6, ".8")),
}

REGIONS: Mapping[str, str] = {"C": "nucleus", "T": "bone", "L": "ligament", "S": "viscera"}
"""Which tissue lends a region of the spine, and what its roots serve, its colour and pattern."""
