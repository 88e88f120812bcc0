"""A construct in words: what the three-dimensional figure shows, said from the same plan that it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spine_edu.anatomy import Joint
from spine_edu.figures.drawing import theme
from spine_edu.figures.levelmap.levelmap import describe as describe_states
from spine_edu.geometry.body.measures import size
from spine_edu.geometry.plan.plan import THINNEST, WALL, Cage, Corridor, Cut, Mass, Plan, Rods, Screws
from spine_edu.geometry.scene.part import said
from spine_edu.text.lists import listed

SCHEMATIC = "Schematic model, not for planning an operation."
_CAGES = {
    "ACDF": "a cage from the front",
    "ALIF": "a broad cage from the front",
    "LLIF": "a long cage from the side",
    "TLIF": "a curved cage from behind, through the foramen",
    "PLIF": "two cages from behind, one on each side of the dural sac",
}
_SCREWS = {
    "pedicle": "pedicle screws",
    "lateral mass": "lateral mass screws",
    "pars": "pars screws",
    "lamina": "translaminar screws",
    "S2-alar-iliac": "S2-alar-iliac screws",
    "iliac": "iliac screws",
}


def describe_plan(plan: Plan, *, native: bool = True) -> str:
    """Say a plan in words: states joint by joint, then implants, what was taken away, and the way in.

    >>> from spine_edu.geometry.plan.from_operation import plan_of
    >>> from spine_edu.operation import read_operation
    >>> plf = {"joint": "L4-L5", "status": "refusion", "column": "posterior", "direction": "posterior",
    ...     "materials": ["allograft"]}
    >>> describe_plan(plan_of(read_operation({"discharged": "2026-01-14", "fusions": [plf]})), native=False)
    'L4-L5: posterior column refusion today. Laid today at L4-L5 (posterior column): allograft. Way in: from behind to L4-L5.'
    """
    sentences = [
        *_states(plan.masses, native),
        *_materials(plan.masses),
        *_implants(plan),
        *_left_in_place(plan),
        *_removals(plan),
        *_ways(plan.corridors),
        *(text[0].upper() + text[1:] for text in plan.unsaid),
    ]
    return " ".join(f"{sentence.removesuffix('.')}." for sentence in sentences)


def states_of(masses: Iterable[Mass]) -> dict[str, dict[str, str]]:
    """Return the states of masses as the level map takes them.

    >>> states_of([])
    {}
    """
    told: dict[str, dict[str, str]] = {}
    for mass in masses:
        if mass.state in theme.STATES:
            told.setdefault(mass.joint.name, {})[mass.column] = mass.state
    return told


def _states(masses: Sequence[Mass], native: bool) -> list[str]:
    told = states_of(masses)
    said_states = describe_states(told) if told or native else ""
    if not native:
        said_states = said_states.replace(" All other joints are native.", "")
    untold = [
        f"{mass.joint}, {mass.column} column: fused today, status not documented"
        for mass in masses
        if mass.state not in theme.STATES
    ]
    return [*([said_states] if said_states else []), *untold]


def _materials(masses: Sequence[Mass]) -> list[str]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for mass in masses:
        if mass.materials:
            groups.setdefault(tuple(sorted(mass.materials)), []).append(f"{mass.joint} ({mass.column} column)")
    return [f"Laid today at {listed(places)}: {listed(materials)}" for materials, places in groups.items()]


def _implants(plan: Plan) -> list[str]:
    """Say what was put in, and first of all where today's operation will take it out again."""
    sentences = [
        *_cages([cage for cage in plan.cages if not cage.old]),
        *_screws([entry for entry in plan.screws if not entry.old]),
        *_rods([entry for entry in plan.rods if not entry.old]),
    ]
    sentences += [f"Anterior plate on {said(plate[0])} to {said(plate[-1])}" for plate in plan.plates]
    if plan.struts:
        sentences.append(f"A strut stands in place of the body of {listed(plan.struts)}")
    at_joints = (
        (plan.facet_cages, "Paired facet cages at {}"),
        (plan.prostheses, "A disc prosthesis at {} keeps the joint mobile"),
        (plan.spacers, "A spacer between the spinous processes of {} holds them apart and fuses nothing"),
        (plan.pins, "Three implants cross {}"),
    )
    sentences += [words.format(_names(joints)) for joints, words in at_joints if joints]
    if sentences and plan.moment == "before":
        sentences.insert(0, "Implants that today's operation will take out were there")
    return sentences


def _left_in_place(plan: Plan) -> list[str]:
    """Say what an earlier operation put in and nobody takes out."""
    groups: dict[str, list[str]] = {}
    for entry in plan.screws:
        if entry.old:
            groups.setdefault(f"{entry.kind} screws in {{}}", []).append(said(entry.bone))
    things = [words.format(listed(bones)) for words, bones in groups.items()]
    things += [f"rods from {said(entry.bones[0])} to {said(entry.bones[-1])}" for entry in plan.rods if entry.old]
    things += [f"the anterior plate on {said(plate[0])} to {said(plate[-1])}" for plate in plan.old_plates]
    things += [
        f"the {'cages' if cage.kind == 'PLIF' else 'cage'} in {cage.joint} ({cage.kind})" for cage in plan.cages if cage.old
    ]
    things += [f"the tip of a broken screw in {said(bone)} on the {side}" for bone, side in plan.tips]
    return [f"Left in place from an earlier operation: {listed(things)}"] if things else []


def _cages(cages: Sequence[Cage]) -> list[str]:
    sentences = []
    for cage in cages:
        words = _CAGES[cage.kind].replace("cage", "bone dowel") if cage.of_bone else _CAGES[cage.kind]
        if cage.kind == "TLIF":
            words += f" on the {cage.side}"
        sunken = ", sunken into the endplate below" if cage.subsided else ""
        sentences.append(f"{cage.joint} holds {words} ({cage.kind}){sunken}")
    return sentences


def _screws(screws: Sequence[Screws]) -> list[str]:
    """Say the screws of each kind with their bones, then pedicles that are too narrow for them, then loose ones."""
    groups: dict[str, list[str]] = {}
    for entry in screws:
        groups.setdefault(entry.kind, []).append(said(entry.bone))
    sentences = [
        f"{_SCREWS.get(kind, kind + ' screws').capitalize().replace('s2', 'S2')} in {listed(bones)}"
        for kind, bones in groups.items()
    ]
    narrow = [e.bone for e in screws if e.kind == "pedicle" and size(e.bone, "pedicle_width") < THINNEST + 2 * WALL - 1e-6]
    if narrow:
        sentences.append(
            f"In this model the pedicles of {listed(narrow)} are too narrow even for a screw of {THINNEST} mm "
            f"with {WALL:.0f} mm of bone on each side; narrow pedicles are the rule at T4 and T5 [kaur2016]"
        )
    loose = [said(entry.bone) for entry in screws if entry.loose]
    return [*sentences, *([f"The screws in {listed(loose)} are loose, each in a halo of lost bone"] if loose else [])]


def _rods(rods: Sequence[Rods]) -> list[str]:
    sentences = []
    for entry in rods:
        first = "a plate on the occiput" if entry.bones[0] == "O" else said(entry.bones[0])
        spine = [bone for bone in entry.bones if not bone.startswith("ilium")]
        last = "the ilium" if spine != list(entry.bones) else said(entry.bones[-1])
        sentences.append(f"A rod on each side from {first} to {last}")
        if entry.linked_at:
            sentences.append(f"A cross-link joins them at {_names(entry.linked_at)}")
        if entry.broken_at:
            sentences.append(f"The rods are broken at {entry.broken_at}")
    return sentences


def _removals(plan: Plan) -> list[str]:
    sentences = []
    if plan.tracts:
        sentences.append(f"Screws taken out of {listed([said(entry.bone) for entry in plan.tracts])} leave empty tracts")
    if plan.exchanged:
        sentences.append(f"Screws exchanged today: {listed([said(bone) for bone in plan.exchanged])}")
    if plan.emptied:
        sentences.append(f"The old cage is out of {_names(plan.emptied)}")
    return [*sentences, *_cuts(plan.cuts)]


_EXTENTS = {"total": " in whole", "partial": " in part"}


def _cuts(cuts: Sequence[Cut]) -> list[str]:
    groups: dict[str, list[str]] = {}
    for cut in cuts:
        words = {
            "laminectomy": "Laminectomy of {}",
            "facetectomy": f"Facet joint removed on the {cut.side} at {{}}",
            "corpectomy": "Corpectomy of {}: the middle of the body is gone",
            "discectomy": f"Disc removed{_EXTENTS.get(cut.extent, '')} at {{}}",
        }[cut.kind]
        groups.setdefault(words, []).append(cut.vertebra or str(cut.joint))
    return [words.format(listed(list(dict.fromkeys(places)))) for words, places in groups.items()]


def _ways(corridors: Sequence[Corridor]) -> list[str]:
    words = {
        "posterior": "from behind",
        "anterior": "from the front",
        "lateral": "from the side",
    }
    groups: dict[str, list[Joint]] = {}
    for corridor in corridors:
        way = words.get(corridor.way, f"through the {corridor.side} foramen")
        groups.setdefault(way, []).append(corridor.joint)
    ways = [f"{way} to {_names(joints)}" for way, joints in groups.items()]
    return [f"Way in: {'; '.join(ways)}"] if ways else []


def _names(joints: Sequence[Joint]) -> str:
    return listed([joint.name for joint in joints])
