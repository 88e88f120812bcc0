"""The bony parts of a vertebra, labelled: our own bones rendered to scale from above, the side, behind and the front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spine_edu.anatomy import vertebra_named
from spine_edu.errors import FigureError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.figures.plates.bones.bone_views import SIDES, SeenPart, seen_parts, still_of, window_of
from spine_edu.figures.plates.plate import Plate
from spine_edu.figures.plates.structures import PlatePart, Stroke, ellipse
from spine_edu.geometry.body.bone_parts import parts_of_bone
from spine_edu.geometry.body.landmarks import landmarks
from spine_edu.steady import steady
from spine_edu.text.quoting import shown

EDGES = {
    "top": ("front", "right", "back", "left"),
    "side": ("cranial", "front", "caudal", "back"),
    "back": ("cranial", "right", "caudal", "left"),
    "front": ("cranial", "left", "caudal", "right"),
}
_SEEN = {"top": "from above", "side": "from its right side", "back": "from behind", "front": "from the front"}
LETTERS = 12.7  # on a phone, 390 pixels wide, the smallest of them are 11 pixels high


def parts_of(vertebra: str = "L4", view: str = "top") -> Picture:
    """Draw one vertebra with its bony parts named, seen from 'top', 'side', 'back' or 'front'.

    >>> "left pedicle" in parts_of("T7", "top").words, "pedicles" in parts_of("T7", "top").words
    (False, True)
    """
    plate = bone_plate(vertebra, view)
    name = vertebra_named(vertebra)
    labelled = (*_labelled(seen_parts(name, view), view), *_around(name, view))
    return replace(plate, parts=labelled, notes=notes_of(name)).draw()


def bone_plate(vertebra: str, view: str) -> Plate:
    """Return one vertebra from one side, its bony parts as places to be clicked: a pair is one part."""
    name = vertebra_named(vertebra)
    if view not in SIDES:
        raise FigureError(f"There is no view {shown(view)} of a bone here; choose one of {', '.join(SIDES)}.")
    pairs: dict[str, list[SeenPart]] = {}
    for seen in seen_parts(name, view):
        pairs.setdefault(seen.part.name, []).append(seen)
    return Plate(
        name=f"{title_of(name)} {_SEEN[view]}",
        parts=tuple(
            PlatePart(key, key, tuple(Stroke(seen.ring, "", "clear") for seen in pair), pair[0].at, "none")
            for key, pair in pairs.items()
        ),
        window=window_of(name, view),
        under=(still_of(name, view),),
        lead=f"{title_of(name)} {_SEEN[view]}.",
        edges=EDGES[view],
        foot="Schematic.",
        letters=LETTERS,
    )


def words_of(name: str) -> str:
    """Say the bony parts of a bone by name, and what marks it among the others.

    >>> words_of("C2").partition(" Parts: ")[0], "dens" in words_of("C2")
    ('C2 (axis), alone.', True)
    """
    other, _, side = name.partition("-")
    if other in _BESIDE:
        return _BESIDE[other].format(side=side.capitalize())
    bone = title_of(name) if _kind(name) in ("C1", "C2", "S") else f"{name}, a {_KINDS[name[0]]} vertebra"
    names = dict.fromkeys(part.names for part in parts_of_bone(name))
    return f"{bone}, alone. Parts: {'; '.join(names)}. {' '.join(notes_of(name))}"


def title_of(name: str) -> str:
    """Return a vertebra with its kind.

    >>> title_of("C1"), title_of("T7"), title_of("S1")
    ('C1 (atlas)', 'T7 (thoracic)', 'Sacrum')
    """
    kind = _kind(name)
    return "Sacrum" if kind == "S" else f"{name} ({_KINDS[kind]})"


def notes_of(name: str) -> tuple[str, ...]:
    """Return what marks a vertebra among the others, sentence by sentence."""
    return tuple(_NOTES[which] for which in dict.fromkeys((_kind(name), name)) if which in _NOTES)


def _labelled(found: Sequence[SeenPart], view: str) -> Iterable[PlatePart]:
    """Name each part seen, a pair once: beside the half of the page that it stands in, so that both columns are filled alike."""
    pairs: dict[str, list[SeenPart]] = {}
    for seen in found:
        pairs.setdefault(seen.part.name, []).append(seen)
    order = sorted(pairs.values(), key=lambda pair: pair[0].at[1])
    middle = sorted(pair[0].at[0] for pair in order)[len(order) // 2]
    for number, pair in enumerate(order):
        side = "left" if (pair[0].at[0] < middle if view == "side" else number % 2 == 0) else "right"
        seen = min(pair, key=lambda one: one.at[0] if side == "left" else -one.at[0])
        name = seen.part.names if len(pair) > 1 else seen.part.name
        yield PlatePart(seen.part.name, name, (), seen.at, side, name.replace("pars interarticularis", "pars"))


_BESIDE = {
    "O": "Occiput, alone. Parts: foramen magnum; two condyles, convex and converging forward, for C1; the squama with the "
    "external protuberance, the nuchal lines and, below it in the midline, the keel that holds the screws of a plate; "
    "the clivus in front.",
    "Co": "Coccyx, alone. Parts: four pieces, each smaller than the last, fused; "
    "horns and short transverse processes on the first.",
    "ilium": "{side} ilium, alone. Parts: the wing with its crest; the thick part beside the sacrum, "
    "where the sacroiliac joint is; the roof of the hip socket.",
}
_KINDS = {"C": "cervical", "T": "thoracic", "L": "lumbar", "C1": "atlas", "C2": "axis", "S": "sacrum"}
_NOTES = {
    "C1": "The atlas has no body and no spinous process [openstax-anatomy].",
    "C2": "The dens rises from the body of the axis, behind the anterior arch of the atlas [openstax-anatomy].",
    "C": "An opening in each transverse process marks a cervical vertebra [openstax-anatomy].",
    "C7": "C7 has a long spinous process that is not forked [openstax-anatomy].",
    "T": "Facets for the ribs mark a thoracic vertebra; its spinous process points down [openstax-anatomy].",
    "L": "Large body, short blunt spinous process: a lumbar vertebra [openstax-anatomy].",
    "S": "The fused spinous processes form the median sacral crest [openstax-anatomy].",
}


def _around(name: str, view: str) -> tuple[PlatePart, ...]:
    """Return what belongs to the picture and is no bone of this vertebra."""
    if (name, view) == ("C1", "top"):
        ligament = Stroke(((-9.6, -9.6), (-5, -7.4), (0, -6.6), (5, -7.4), (9.6, -9.6)), "ligament", "curve", 1.5)
        return (
            PlatePart("dens", "place of the dens", (Stroke(ellipse(0, -12.6, 4.2, 4.4), "air"),), (0, -12.6), "left"),
            PlatePart("ligament", "transverse ligament", (ligament,), (4, -7.2), "right"),
        )
    if name[0] == "L" and view == "side":
        stem = landmarks(name).pedicles["right"]
        x, y = (float(value) for value in steady(stem.isthmus * -1)[1:])
        notch = (x + 2.0, y + stem.height / 2 + 1.6)
        nerve = Stroke((notch, (notch[0] - 2, notch[1] + 1), (notch[0] - 9, notch[1] + 10)), "nerve", "curve", 1.7)
        return (PlatePart("notch", "inferior vertebral notch, for the nerve", (nerve,), notch, "right"),)
    return ()


def _kind(name: str) -> str:
    return name if name in ("C1", "C2") else name[0]
