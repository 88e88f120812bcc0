"""How a graft between two end-plates becomes bone: the phases side by side."""

from __future__ import annotations

from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.drawing.svg import Point
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke, ellipse

PHASES: tuple[tuple[str, str, str], ...] = (
    ("inflammation", "hours and days", "blood clot and inflammatory cells; vessels grow in [kalfas2001]"),
    ("soft callus", "weak for 4 to 6 weeks", "collagen and first mineral; too soft to bear load [kalfas2001]"),
    (
        "hard callus",
        "solid in about 3 to 6 months",
        "a bridge of woven bone from end-plate to end-plate [kalfas2001] [spine-health-recovery]",
    ),
    (
        "remodeling",
        "goes on for 12 to 18 months",
        "the bridge becomes ordered bone along the load [kalfas2001] [spine-health-recovery]",
    ),
)


def healing_phases() -> Picture:
    """Draw the four phases in which a fusion heals, each with its time.

    >>> healing_phases().words.count("[")
    6
    """
    parts = [part for place, _ in enumerate(PHASES) for part in _panel(place)]
    return Plate(
        name="How a fusion heals",
        parts=tuple(parts),
        window=(-1, -10, 139, 42),
        lead="The space between two end-plates, filled with graft, in four phases that overlap.",
        rows=tuple(
            (str(place + 1), f"{name}, {when}: {what.partition(' [')[0]}") for place, (name, when, what) in enumerate(PHASES)
        ),
        notes=tuple(f"{name.capitalize()}, {when}: {what}." for name, when, what in PHASES),
        foot="Schematic. Times differ between people, places and grafts.",
    ).draw()


def _panel(place: int) -> list[PlatePart]:
    """Return one phase, counted from 0 and from the left: its number, two end-plates, and what fills the space between them."""
    x = place * 35
    name = PHASES[place][0]
    upper = ((x, 0), (x + 32, 0), (x + 31, 9), (x + 24, 10.6), (x + 8, 10.6), (x + 1, 9))
    lower = ((x + 1, 31), (x + 8, 29.4), (x + 24, 29.4), (x + 31, 31), (x + 32, 40), (x, 40))
    key = name.replace(" ", "-")
    return [
        PlatePart(
            f"bones-{key}",
            f"end-plates, phase {place + 1}",
            (Stroke(upper, "bone"), Stroke(lower, "bone")),
            (x + 16, -5),
            "free",
            str(place + 1),
        ),
        PlatePart(key, name, _FILLINGS[place](x), (x + 16, 20), "none"),
    ]


_GRAINS: tuple[tuple[float, float, float], ...] = (
    (7, 15, 2.6),
    (14, 19, 2.4),
    (22, 15.6, 2.8),
    (26, 22, 2.3),
    (9, 24, 2.6),
    (18, 25.4, 2.2),
)


def _gap(x: float, tissue: str) -> Stroke:
    return Stroke(((x + 2, 10.6), (x + 30, 10.6), (x + 29, 20), (x + 30, 29.4), (x + 2, 29.4), (x + 3, 20)), tissue, "firm")


def _grains(x: float, shrink: float = 1) -> tuple[Stroke, ...]:
    return tuple(Stroke(ellipse(x + a, b, r * shrink, r * shrink * 0.8, 20, n=8), "bone") for a, b, r in _GRAINS)


def _clot(x: float) -> tuple[Stroke, ...]:
    vessels: tuple[tuple[Point, ...], ...] = (
        ((x + 5, 10.6), (x + 8, 14), (x + 6, 18)),
        ((x + 25, 29.4), (x + 23, 26), (x + 26, 23)),
    )
    return (_gap(x, "artery"), *_grains(x), *(Stroke(path, "vein", "curve", 0.9) for path in vessels))


def _soft(x: float) -> tuple[Stroke, ...]:
    return (_gap(x, "ligament"), *_grains(x, 0.8))


def _hard(x: float) -> tuple[Stroke, ...]:
    return (_gap(x, "graft"), *_grains(x, 0.6))


def _lamellar(x: float) -> tuple[Stroke, ...]:
    struts = tuple(Stroke(((x + a, 10.6), (x + a - 0.8, 20), (x + a, 29.4)), "", "curve") for a in (6, 10, 14, 18, 22, 26))
    return (_gap(x, "bone"), *struts)


_FILLINGS = (_clot, _soft, _hard, _lamellar)
