"""The colours of charts, those of the series in their order, in the light and in the dark."""

from __future__ import annotations

from spine_edu.figures.drawing import theme

COLOURS = ("#0072B2", "#C44E00", "#006644", "#A8487F", "#7A5F00", "#2F7FAF")
ON_DARK = ("#56B4E9", "#FF9A4D", "#3FBF8F", "#E59AC4", "#E3C23C", "#A9D8F5")
GRID, FINE_GRID, ZERO = "#D9D5CA", "#EDEAE0", "#857353"
DARK = {
    **dict(zip(COLOURS, ON_DARK, strict=True)),
    GRID: theme.DARK["edge"],
    FINE_GRID: theme.DARK["ghost"],
    ZERO: theme.DARK["muted"],
    theme.LIGHT["accent"]: theme.DARK["accent"],
}
"""What plotly's colours become in JupyterLab's dark theme, beside ink and card."""
