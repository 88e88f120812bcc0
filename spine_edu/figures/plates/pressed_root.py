"""Which root a herniated disc presses, in words with sources, and the proportions of neck and low back that decide it."""

from __future__ import annotations

from dataclasses import dataclass

from spine_edu.anatomy import VERTEBRAE, Joint, joint_named
from spine_edu.errors import FigureError
from spine_edu.figures.drawing.svg import Point
from spine_edu.text.quoting import shown

PLACES = ("central", "paracentral", "foraminal", "far lateral")


@dataclass(frozen=True, slots=True)
class Region:
    """The proportions of one region: of one level in mm, from the middle of its pedicles, which is 0."""

    pitch: float  # from one vertebra to the next
    body: tuple[float, float, float]  # half width, upper and lower end
    pedicle: tuple[float, float, float]  # how far from the midline, half width, half height
    sac: float
    root: tuple[Point, ...]
    thick: float
    ganglion: int  # the point of the root's path that swells
    places: dict[str, Point]  # where a herniation of the disc below lies
    bulge: Point  # how far it reaches to the side and up and down
    pushes: dict[str, Point]  # how far it moves the root that it meets


LUMBAR = Region(
    37,
    (24, -9, 18.5),
    (19.5, 5.2, 7.6),
    8.4,
    ((5.5, -33), (8.6, -24), (11.4, -8), (12.4, 3), (20, 12.6), (29, 18), (37, 28)),
    3,
    4,
    {"central": (0, 23.5), "paracentral": (10, 24.5), "foraminal": (21, 18.6), "far lateral": (31.6, 24.5)},
    (5.4, 4.4),
    {"paracentral": (-3.4, 0), "foraminal": (-0.4, -3), "far lateral": (-1, -3.2)},
)
CERVICAL = Region(
    18,
    (10.5, -5.4, 7),
    (14.6, 2.9, 3.5),
    9,
    ((6, -10.4), (10, -9.4), (15, -7), (21, -5.2), (29, -1.4)),
    2.6,
    3,
    {"central": (0, 10), "paracentral": (8.4, 10), "foraminal": (15, 11.4)},
    (3, 2.6),
    {"paracentral": (0, -2), "foraminal": (0, -2)},
)


def hit_by(joint: Joint | str, herniation: str) -> str:
    """Name what a herniation presses: a root, or the sac or cord in the midline.

    In the low back the root that leaves at a disc has its vertebra's number and leaves above the disc: a paracentral herniation
    misses it and presses the next one. In the neck the root that leaves has the lower vertebra's number and lies at the disc.

    >>> hit_by("L4-L5", "paracentral"), hit_by("L4-L5", "far lateral")
    ('L5 root', 'L4 root')
    >>> hit_by("C5-C6", "paracentral"), hit_by("C7-T1", "foraminal")
    ('C6 root', 'C8 root')
    """
    found = joint_named(joint) if isinstance(joint, str) else joint
    neck = region_of(found) is CERVICAL
    known = CERVICAL.places if neck else LUMBAR.places
    if herniation not in known:
        reason = " In the neck the root leaves straight sideways, so that no far lateral zone is told apart." if neck else ""
        raise FigureError(f"There is no {shown(herniation)} herniation at {found}. Places: {', '.join(known)}.{reason}")
    if herniation == "central":
        return "spinal cord" if neck else "thecal sac"
    if neck:
        return f"{root_above(found.lower)} root"
    return f"{found.lower if herniation == 'paracentral' else found.upper} root"


def what_is_pressed(of: Joint | str, herniation: str) -> str:
    """Say what a herniation presses and why it is this root, with sources.

    >>> what_is_pressed("L4-L5", "central").partition(":")[0]
    'A central herniation of L4-L5 presses the thecal sac'
    """
    joint = joint_named(of) if isinstance(of, str) else of
    pressed, neck = hit_by(joint, herniation), region_of(joint) is CERVICAL
    said = f"A {herniation} herniation of {joint} presses the {pressed}"
    if neck and herniation == "central":
        return f"{said} [openstax-anatomy] [dimitriu-c5-c7]."
    if neck:
        return f"{said}, which leaves at the disc, above the pedicle of {joint.lower} [spine-health-neck]."
    if herniation == "central":
        return f"{said}: the cord has ended above, the roots of the cauda equina hang in it [saifuddin1998]."
    if herniation == "paracentral":
        return (
            f"{said}, which traverses the disc and leaves under the pedicle of {joint.lower}. "
            f"The {joint.upper} root has already left above [nspc-lateral] [radiopaedia-roots]."
        )
    leaves = f"leaves under the pedicle of {joint.upper}"
    return f"{said}, which {leaves}; the {joint.lower} root passes further to the midline [nspc-lateral]."


def region_of(joint: Joint) -> Region:
    """Return the proportions by which a joint is drawn; raise FigureError for one that this figure does not show."""
    if not joint.has_disc or joint.upper[0] not in "CL":
        raise FigureError(
            f"This figure shows the roots of the neck (C2-C3 to C7-T1) and of the low back (L1-L2 to L5-S1), not {joint}: "
            "there the root takes another way, or the disc is missing."
        )
    return CERVICAL if joint.upper[0] == "C" else LUMBAR


def root_above(vertebra: str) -> str:
    """The root that leaves above a vertebra: its own in the neck, C8 above T1, and from there the one of the vertebra above."""
    if vertebra == "T1":
        return "C8"
    return vertebra if vertebra[0] == "C" else VERTEBRAE[VERTEBRAE.index(vertebra) - 1]
