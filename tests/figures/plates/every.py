"""All labelled plates of the course, and how to read boxes and leaders back from their drawings."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from xml.etree import ElementTree

from spine_edu.figures.alignment.column import FILMS, column_curves, column_film, column_regions
from spine_edu.figures.drawing.labels import width_of
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.axial.axial_cervical import NAMED as CERVICAL_GROUPS
from spine_edu.figures.plates.axial.axial_cervical import axial_cervical
from spine_edu.figures.plates.axial.axial_lumbar import CORRIDORS, axial_lumbar
from spine_edu.figures.plates.axial.axial_lumbar import NAMED as LUMBAR_GROUPS
from spine_edu.figures.plates.axial.slice_herniation import herniated_slice
from spine_edu.figures.plates.bones.bone_riddle import bone_riddle
from spine_edu.figures.plates.bones.vertebra_parts import parts_of
from spine_edu.figures.plates.healing import healing_phases
from spine_edu.figures.plates.motion_segment import columns, motion_segment
from spine_edu.figures.plates.person.body import body
from spine_edu.figures.plates.planes import planes
from spine_edu.figures.plates.roots import roots
from tests.figures.svgs import NAME

VIEWS = [
    ("L4", "top"), ("L4", "side"), ("L4", "back"), ("L1", "back"), ("T7", "top"), ("T12", "side"), ("C5", "top"),
    ("C7", "top"), ("C4", "side"), ("C1", "top"), ("C2", "front"), ("C2", "side"), ("S1", "back"), ("S1", "front"),
]  # fmt: skip
LUMBAR = ("central", "paracentral", "foraminal", "far lateral")


class Drawn(Mapping[str, Picture]):
    """Pictures by name, each drawn when a test first looks at it: to find the tests, none is."""

    def __init__(self, makers: Mapping[str, Callable[[], Picture]]) -> None:
        self._makers = {name: functools.cache(make) for name, make in makers.items()}

    def __getitem__(self, name: str) -> Picture:
        return self._makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


PLATES = Drawn(
    {
        "axial lumbar": axial_lumbar,
        "axial lumbar bare": partial(axial_lumbar, ()),
        **{f"axial lumbar {way}": partial(axial_lumbar, way) for way in CORRIDORS},
        "axial cervical": axial_cervical,
        **{f"slice herniated {place}": partial(herniated_slice, place) for place in LUMBAR},
        **{f"L4-L5 {group}": partial(axial_lumbar, (), named=group) for group in LUMBAR_GROUPS},
        **{f"C5 {group}": partial(axial_cervical, named=group) for group in CERVICAL_GROUPS},
        **{f"roots {joint} {at}": partial(roots, joint, at) for joint, at in product(("L1-L2", "L4-L5", "L5-S1"), LUMBAR)},
        **{f"roots {joint} {at}": partial(roots, joint, at) for joint, at in product(("C2-C3", "C5-C6", "C7-T1"), LUMBAR[:3])},
        **{f"columns {system}": partial(columns, system) for system in ("Denis", "ICD-10-PCS", "both")},
        **{f"parts of {bone} {view}": partial(parts_of, bone, view) for bone, view in VIEWS},
        "motion segment": motion_segment,
        "planes": planes,
        "riddle": bone_riddle,
        "regions": column_regions,
        "regions without curves": partial(column_regions, curves=False),
        **{f"curves, low back {angle}": partial(column_curves, low_back=angle) for angle in (0, 20, 37, 50, 80)},
        **{f"film {name}": partial(column_film, name) for name in FILMS},
        "healing": healing_phases,
        "skin": body,
        "movement of L5": partial(body, "movement", "L5"),
    }
)
SIZES = {
    "label": 10.5,
    "label strong": 10.5 * 1.14,
    "name": 13.5 * 1.14,
    "side": 9.5,
    "tag": 10 * 1.14,
    "on": 9.5,
    "off": 10,
    "row": 10.5,
}


def letters_of(root: ElementTree.Element) -> float:
    """How large the labels of a plate are."""
    found = re.search(r" text\{[^}]*font-size:([0-9.]+)px", next(root.iter(f"{NAME}style")).text or "")
    return float(found[1]) if found else 0.0


def boxes(root: ElementTree.Element) -> list[tuple[str, str, float, float, float, float]]:
    """Every text of a plate: its class, its words, and the box a wide font would fill: left, top, right, bottom."""
    found, larger_by = [], letters_of(root) - SIZES["label"]
    for text in root.iter(f"{NAME}text"):
        kind, words = text.get("class", ""), text.text or ""
        larger = larger_by if kind != "name" else 0.0
        wide, x, y = width_of(words, SIZES[kind] + larger), float(text.get("x", "0")), float(text.get("y", "0"))
        middle = kind in ("on", "off", "tag") or text.get("text-anchor") == "middle"
        left = x - wide / 2 if middle else x - wide if text.get("text-anchor") == "end" else x
        tall = min(SIZES[kind], 13.5)
        found.append((kind, words, left, y - tall * 0.76, left + wide, y + tall * 0.2))
    return found


def leaders(root: ElementTree.Element) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Every leader: where it points, and where its label begins."""
    found = []
    for path in root.iter(f"{NAME}path"):
        if path.get("class") == "leader":
            a, b, c, d = (float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path.get("d", "")))
            found.append(((a, b), (c, d)))
    return found


def parts(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The group of every part, by its key."""
    return {group.get("data-part", ""): group for group in root.iter(f"{NAME}g") if group.get("data-part")}
