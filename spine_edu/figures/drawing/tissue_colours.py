"""The colours and patterns of what lies around the bones, for labelled plates.

A tissue is never told by its colour alone: it has a label, an outline, and a pattern where some eyes confuse its colour with another's
(tests/figures/plates/test_plate.py computes it).
"""

from __future__ import annotations

from collections.abc import Mapping

from spine_edu.figures.drawing import theme

LIGHT: Mapping[str, str] = {
    **theme.LIGHT,
    "muscle": "#DD9C91",
    "muscle-edge": "#7E3A31",
    "artery": "#C4342A",
    "artery-edge": "#2E0503",
    "vein": "#6E93D6",
    "vein-edge": "#1F3868",
    "nerve": "#F6CF3F",
    "nerve-edge": "#6B5200",
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
    "muscle": "#B9786C",
    "muscle-edge": "#3E1710",
    "artery": "#E0564A",
    "artery-edge": "#3F0703",
    "vein": "#6A8CE4",
    "vein-edge": "#101F40",
    "nerve": "#E9C23A",
    "nerve-edge": "#3F3000",
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
PATTERNS: Mapping[str, str] = {  # each tissue's pattern: tissues whose colours some eyes confuse have different ones
    "bone": "",
    "cartilage": "",
    "nucleus": "",
    "artery": "",
    "vein": "",
    "nerve": "",
    "sac": "",
    "muscle": "<path d='M-1 6L6-1M2 9L9 2' stroke='var(--muscle-edge)' stroke-width='.6'/>",
    "ligament": "<path d='M0 2H8M0 6H8' stroke='var(--ligament-edge)' stroke-width='.7'/>",
    "viscera": "<circle cx='2' cy='2' r='.8' fill='var(--viscera-edge)'/><circle cx='6' cy='6' r='.8' fill='var(--viscera-edge)'/>",
    "air": "<path d='M4 0V8M0 4H8' stroke='var(--air-edge)' stroke-width='.35'/>",
    "graft": "<circle cx='2.5' cy='2.5' r='1.3' fill='var(--graft-edge)'/><circle cx='6.5' cy='6' r='.9' fill='var(--graft-edge)'/>",
    # the columns of injuries and of coding, which are no tissues but are drawn beside them
    "front": "<path d='M0 4H8' stroke='var(--front-edge)' stroke-width='.5'/>",
    "middle": "<path d='M-1 7L7-1M3 9L9 3' stroke='var(--middle-edge)' stroke-width='.6'/>",
    "rear": "<circle cx='2' cy='2' r='.8' fill='var(--rear-edge)'/><circle cx='6' cy='6' r='.8' fill='var(--rear-edge)'/>",
}
