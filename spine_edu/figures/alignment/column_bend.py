"""The column to bend: its bones as they stand on each other, drawn so that a script can move each by its matrix.

The patient looks to the right. Millimetres from the middle of the top of the sacrum, x forward and y up. The geometry is that of
`spine_edu.figures.alignment.column`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from spine_edu.errors import FigureError
from spine_edu.figures.alignment.column import HEAD_DOWN, SLOPE, BendStep, leans, stack, steps
from spine_edu.figures.alignment.profile_angles import BonePlace
from spine_edu.figures.drawing import svg, theme, tissue_colours
from spine_edu.figures.drawing.frame import Drawing, card, legible, rules
from spine_edu.figures.drawing.outlines import side_ring
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import shape

LIMITS: Mapping[str, tuple[int, int]] = {"neck": (0, 35), "chest": (20, 75), "low_back": (20, 65)}
USUAL = (20, 50)  # of the chest, T3 to T12, in people without complaints [bb1989]
NAMES: Mapping[str, str] = {"neck": "neck, C2 to C7", "chest": "chest, T3 to T12", "low_back": "low back, L1 to S1"}
SCALE, ORIGIN, WIDTH, HEIGHT, FLOOR = 0.62, (158.0, 388.0), 400, 460, 438


def column_bend(neck: int = 13, chest: int = 40, low_back: int = 50) -> Picture:
    """Draw the column with the curves you choose, in degrees, and say where C7 stands; raise FigureError beyond LIMITS.

    >>> column_bend(chest=70, low_back=60).words.partition(": ")[2].partition(".")[0]
    'C7 stands straight above the sacrum'
    """
    angles = {"neck": neck, "chest": chest, "low_back": low_back}
    for name, (least, most) in LIMITS.items():
        if not least <= angles[name] <= most:
            raise FigureError(f"{name}: {angles[name]} degrees cannot be drawn here. Choose {least} to {most}.")
    words = describe(neck, chest, low_back)
    drawing = _drawing(angles, "The column and its curves", words)
    return Picture(name=drawing.title, words=words, drawing=drawing, width=460)


def stand(neck: int, chest: int, low_back: int) -> dict[str, BonePlace]:
    """Return where each bone stands, C1 to S1, with these curves in degrees."""
    return stack(HEAD_DOWN, leans(neck, chest, low_back))


def matrices(neck: int, chest: int, low_back: int) -> dict[str, str]:
    """Return for each bone the transform that puts it, drawn in its own millimetres, on the page."""
    return {bone: _matrix(place) for bone, place in stand(neck, chest, low_back).items()}


def describe(neck: int, chest: int, low_back: int) -> str:
    """Say the three angles, where C7 stands, and whether the chest curves as usual.

    >>> describe(13, 40, 20).partition(": ")[2].partition(".")[0]
    'C7 stands 20 cm in front of the sacrum'
    """
    ahead = round(stand(neck, chest, low_back)["C7"].x / 10)
    side = "in front of" if ahead > 0 else "behind"
    where = f"{abs(ahead)} cm {side} the sacrum" if ahead else "straight above the sacrum"
    low, high = USUAL
    off = "below" if chest < low else "above" if chest > high else "within"
    return (
        f"Neck {neck}°, chest {chest}°, low back {low_back}°: C7 stands {where}. "
        f"The curve of the chest is {off} the usual {low}° to {high}°."
    )


class BendTable(TypedDict):
    """Steps from the sacrum up, and its slope; of each curve the name, hint and limits; the usual chest; the page."""

    slope: float
    steps: list[BendStep]
    order: list[str]
    limits: dict[str, tuple[int, int]]
    usual: tuple[int, int]
    names: dict[str, str]
    hints: dict[str, str]
    scale: float
    origin: tuple[float, float]
    floor: float


def table(hints: Mapping[str, str]) -> BendTable:
    """Return what a script needs to stack the same bones: steps from the sacrum up, limits, names and the page."""
    return {
        "slope": SLOPE,
        "steps": steps(),
        "order": list(LIMITS),
        "limits": dict(LIMITS),
        "usual": USUAL,
        "names": dict(NAMES),
        "hints": dict(hints),
        "scale": SCALE,
        "origin": ORIGIN,
        "floor": FLOOR,
    }


def _matrix(place: BonePlace) -> str:
    (x, y), (ax, ay) = (place.x, place.y), place(1, 0)
    c, s = ax - x, ay - y
    return f"matrix({c:.4f} {-s:.4f} {s:.4f} {c:.4f} {ORIGIN[0] + x * SCALE:.1f} {ORIGIN[1] - y * SCALE:.1f})"


def _drawing(angles: Mapping[str, int], name: str, words: str) -> Drawing:
    """Return the bones, each by its matrix, with the plumb line of C7 and the line above the sacrum that it should be near."""
    mark = theme.mark_of("bend", words)
    matrix, seventh = matrices(**angles), stand(**angles)["C7"]
    x, y = ORIGIN[0] + seventh.x * SCALE, ORIGIN[1] - seventh.y * SCALE
    bones = []
    for bone in HEAD_DOWN:
        ring = [(px * SCALE, py * SCALE) for px, py in side_ring(bone)]
        outline = shape("path", class_=f"{tissue_colours.REGIONS[bone[0]]}{' seventh' if bone == 'C7' else ''}", d=svg.soft(ring))
        bones.append(shape("g", outline, data_part=bone, role="img", aria_label=bone, transform=matrix[bone]))
    fills = "".join(
        f"&.{tissue}{{fill:var(--{tissue});stroke:var(--{tissue}-edge);stroke-width:1}}"
        for tissue in sorted(set(tissue_colours.REGIONS.values()))
    )
    written = shape(
        "g",
        svg.text("◂ back", 12, 20, "side"),
        svg.text("front ▸", WIDTH - 12, 20, "side", text_anchor="end"),
        svg.text("dashed: above the sacrum; solid: below C7, ringed", 12, HEIGHT - 8, "side"),
        aria_hidden="true",
    )
    size = (WIDTH, HEIGHT)
    return Drawing(
        mark=mark,
        title=name,
        words=words,
        style=theme.colours_css(f".{mark}", tissue_colours.LIGHT, tissue_colours.DARK) + rules(mark, _STYLE + fills),
        body=(
            card(size),
            *bones,
            shape("path", class_="goal", d=f"M{ORIGIN[0]:g} 34V{FLOOR}"),
            shape("path", class_="plumb", data_line="plumb", d=f"M{x:.1f} {y:.1f}V{FLOOR}"),
            written,
        ),
        size=size,
        role="group",
    )


_STYLE = (
    f"&text{{font-family:{theme.FONT};fill:var(--ink);font-size:{legible(WIDTH)}px}}"
    "&.card{fill:var(--card);stroke:var(--edge)}"
    "&.side{fill:var(--muted)}"
    "&.plumb{fill:none;stroke:var(--ink);stroke-width:1.6}"
    "&.goal{fill:none;stroke:var(--ink);stroke-width:1.2;stroke-dasharray:2 4}"
    "&path.seventh{stroke:var(--ink);stroke-width:2.6}"
)
