"""The axial slice of the low back, as radiologists see it, from below: five ways to the L4-L5 disc, and what each one passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.axial.lumbar_tissues import lumbar_parts
from spine_edu.figures.plates.axial.slices import EDGES, Naming, around, labelled, naming
from spine_edu.figures.plates.layout import Window
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import Band
from spine_edu.text.quoting import shown

BEHIND, ASIDE, BEFORE, WHOLE = (-77, -37, 77, 93), (-74, -110, 160, 87), (-108, -128, 108, 54), (-160, -128, 160, 92)
"""What the slice shows of the body, by where a way begins, in millimetres: left, top, right, bottom."""


class DiscCorridor(NamedTuple):
    """A way to the disc: in words, the keys of the parts it puts at risk, who says so, and the bands that draw it.

    `aside` tells the side of the body it comes from: 1 for the patient's left, -1 for the right, 0 for both or the midline.
    Beside what is at risk, the parts that it `passes` have a label; `window` is what is shown.
    """

    way: str
    at_risk: tuple[str, ...]
    sources: tuple[str, ...]
    bands: tuple[Band, ...]
    aside: int
    passes: tuple[str, ...]
    window: Window


CORRIDORS = {
    "PLIF": DiscCorridor(
        "from behind, on both sides of the thecal sac",
        ("sac", "traversing-roots", "multifidus"),
        ("kim2020", "quillo2018"),
        (
            Band("PLIF-left", "PLIF, left of the sac", ((9.5, 90), (9.5, 9)), 7),
            Band("PLIF", "PLIF, right of the sac", ((-9.5, 90), (-9.5, 9)), 7, (-9.5, 83)),
        ),
        0,
        ("lamina", "facet", "disc"),
        BEHIND,
    ),
    "TLIF": DiscCorridor(
        "from behind and one side, through facet joint and foramen",
        ("exiting-roots", "traversing-roots", "sac"),
        ("kim2020", "kambin2017"),
        (Band("TLIF", "TLIF", ((-54, 88), (-7.3, 11.2)), 8, (-50, 81)),),
        -1,
        ("facet", "erector", "multifidus", "disc"),
        BEHIND,
    ),
    "LLIF": DiscCorridor(
        "from the side, through the psoas",
        ("plexus", "psoas"),
        ("kim2020", "lu2011"),
        (Band("LLIF", "LLIF", ((158, -2), (14, -2)), 10, (104, -2)),),
        1,
        ("external-oblique", "internal-oblique", "transversus", "disc"),
        ASIDE,
    ),
    "OLIF": DiscCorridor(
        "obliquely, between the left iliac artery and the psoas",
        ("left-iliac-artery", "sympathetic-trunk", "ureter", "psoas"),
        ("quillo2018", "rutter2015", "oh2019"),
        (Band("OLIF", "OLIF", ((148, -67), (14, -10)), 8, (108, -50)),),
        1,
        ("disc", "bowel"),
        ASIDE,
    ),
    "ALIF": DiscCorridor(
        "from the front, between the iliac vessels",
        ("left-iliac-artery", "right-iliac-artery", "vena-cava", "bowel"),
        ("kim2020",),
        (Band("ALIF", "ALIF", ((9, -126), (6.4, -10)), 8, (9, -100)),),
        0,
        ("rectus", "disc"),
        BEFORE,
    ),
}
"""The five interbody approaches, from behind around the left to the front."""
NAMED = {
    "overview": Naming(("psoas", "disc", "bowel", "sac", "erector", "vena-cava"), WHOLE),
    "muscles and layers": Naming(
        (
            *("rectus", "external-oblique", "internal-oblique", "transversus"),
            *("psoas", "quadratus", "erector", "multifidus", "fat"),
        ),
        WHOLE,
    ),
    "bones and joints": Naming(
        ("disc", "anterior-ligament", "superior-process", "inferior-process", "facet", "lamina", "flavum", "spinous"),
        (-45, -24, 45, 72),
    ),
    "nerves": Naming(("sac", "traversing-roots", "exiting-roots", "plexus", "sympathetic-trunk"), (-75, -32, 75, 48)),
    "vessels and organs": Naming(("vena-cava", "right-iliac-artery", "left-iliac-artery", "ureter", "bowel"), BEFORE),
}
"""What can be named on the slice: a few parts at a time."""


def axial_lumbar(corridors: Sequence[str] = tuple(CORRIDORS), at_risk: bool = True, named: str = "") -> Picture:
    """Draw the axial slice at L4-L5 with the ways to the disc that you name; `at_risk` tells what each may injure.

    With one or two ways, what they put at risk is ringed in the drawing. Labels tell what matters to these ways, or what
    `named` asks for: 'muscles and layers', 'bones and joints', 'nerves', 'vessels and organs'.

    >>> axial_lumbar(["LLIF"]).words.partition("LLIF: ")[2].partition(" [")[0]
    'from the side, through the psoas; at risk: lumbar plexus, psoas'
    """
    drawn = _known(corridors)
    plate = lumbar_slice()
    names = {part.key: part.short or part.name for part in plate.parts}
    rows, notes = [], []
    for name in drawn:
        corridor = CORRIDORS[name]
        told = f"; at risk: {', '.join(names[key] for key in corridor.at_risk)}" if at_risk else ""
        rows.append((name, f"{corridor.way}{told}"))
        notes.append(f"{name}: {corridor.way}{told} [{'] ['.join(corridor.sources)}].")
    plate = replace(
        plate,
        name=f"{plate.name}: {named or 'ways to the disc'}" if named or drawn else plate.name,
        bands=tuple(band for name in drawn for band in CORRIDORS[name].bands),
        rows=tuple(rows),
        notes=(*notes, *_notes(drawn)),
    )
    return _told(plate, drawn, at_risk, named).draw()


def lumbar_slice() -> Plate:
    """Return the plate of the L4-L5 slice without any way in."""
    return Plate(
        name="L4-L5, axial slice",
        parts=lumbar_parts(),
        window=(-86, -84, 86, 90),
        lead="Axial slice through the L4-L5 disc, seen from below: the patient's left is on the right of the picture.",
        edges=EDGES,
    )


def _known(corridors: Sequence[str]) -> list[str]:
    """Return the ways that are named, from behind to the front; raise FigureError for one that there is not."""
    named = (corridors,) if isinstance(corridors, str) else tuple(corridors or ())
    strange = [name for name in named if name not in CORRIDORS]
    if strange:
        raise FigureError(
            f"There is no corridor {shown(strange[0])} on this slice. "
            f"It knows the five interbody approaches: {', '.join(CORRIDORS)}."
        )
    return [name for name in CORRIDORS if name in named]


def _told(plate: Plate, drawn: Sequence[str], at_risk: bool, named: str) -> Plate:
    """Return the plate with a few labels, and what may be hurt ringed where at most two ways are drawn."""
    ways = [CORRIDORS[name] for name in drawn] if len(drawn) <= 2 else []
    risks = {key: way.aside for way in ways for key in way.at_risk} if at_risk else {}
    told, window = naming(NAMED, named or "overview")
    if len(drawn) > 2:
        told = ("psoas", "disc", "bowel")
    elif ways and not named:
        told, window = tuple({key for way in ways for key in (*way.at_risk, *way.passes)}), around([way.window for way in ways])
    return replace(plate, parts=labelled(plate.parts, told, risks, window), window=window)


def _notes(drawn: Sequence[str]) -> Iterator[str]:
    """Say what was measured of the slice, and what all these ways have in common."""
    if "OLIF" in drawn:
        yield (
            "Between left iliac artery and psoas 13.9 mm were free on average in 511 patients; "
            "in 7 % nothing was [limthongkul2023]."
        )
    yield "In 93 % of 210 adults the aorta had already divided into two iliac arteries at this disc [lee2004]."
    yield (
        "Every way that ends in the disc fuses the anterior column [pcs-tables-2025]. Muscles lie as on MRI [crawford2016]; "
        "the psoas is as large as in 30 healthy adults, about 18 square centimeters [ivanac2026]."
    )
