"""Draw the contact sheets of docs/gallery: constructs, states, cuts, faults, in light and dark. Run it from the repository's root.

python3 tools/gallery.py            # writes docs/gallery/*.png
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spine_edu.figures.still import PAPER, PEN, look  # noqa: E402
from spine_edu.geometry.construct import parts_of, window_of  # noqa: E402
from spine_edu.geometry.parts import Part  # noqa: E402
from spine_edu.geometry.planning import plan_of  # noqa: E402
from spine_edu.geometry.png import Image, png  # noqa: E402
from spine_edu.geometry.posture import neutral  # noqa: E402
from spine_edu.geometry.render import VIEWS, Caption, Surface, below, beside, render  # noqa: E402
from spine_edu.operation import Operation, read_operation  # noqa: E402

LAYERS = ("bone", "disc", "nerves", "hardware", "graft")
CAGE = ["interbody cage", "local autograft"]


def operation(*fusions: Mapping[str, Any], procedures: Sequence[Mapping[str, Any]] = ()) -> Operation:
    """Return an operation of today from short entries; what they leave out is open, initial, with local bone."""
    usual = {
        "status": "initial",
        "column": "posterior",
        "direction": "posterior",
        "approach": "open",
        "materials": ["local autograft"],
    }
    return read_operation(
        {"discharged": "2026-01-14", "fusions": [{**usual, **entry} for entry in fusions], "procedures": list(procedures)}
    )


def behind(*joints: str, **more: Any) -> list[dict[str, Any]]:
    """Return posterior fusions of joints."""
    return [{"joint": joint, **more} for joint in joints]


def between(*joints: str, direction: str) -> list[dict[str, Any]]:
    """Return interbody fusions of joints, with cages, from a direction."""
    return [{"joint": joint, "column": "anterior", "direction": direction, "materials": CAGE} for joint in joints]


def rods(*vertebrae: str) -> dict[str, Any]:
    return {"kind": "instrumentation", "of": "screws and rods", "vertebrae": list(vertebrae)}


def plate(*vertebrae: str) -> dict[str, Any]:
    return {"kind": "instrumentation", "of": "plate", "vertebrae": list(vertebrae)}


LAMINECTOMY = {"kind": "decompression", "of": "spinal canal", "joint": "L4-L5", "own_objective": True}

CONSTRUCTS: dict[str, tuple[Operation, dict[str, Any], tuple[str, ...]]] = {
    "TLIF L4-S1": (
        operation(
            *between("L4-L5", "L5-S1", direction="posterior"), *behind("L4-L5", "L5-S1"), procedures=[rods("L4", "L5", "S1")]
        ),
        {},
        ("back", "left side", "oblique from behind"),
    ),
    "PLIF L4-L5": (
        operation(*between("L4-L5", direction="posterior"), procedures=[rods("L4", "L5"), LAMINECTOMY]),
        {"cages": {"L4-L5": "PLIF"}},
        ("back", "left side", "oblique from behind"),
    ),
    "ALIF L5-S1": (
        operation(*between("L5-S1", direction="anterior"), procedures=[plate("L5", "S1")]),
        {},
        ("front", "left side", "oblique from the front"),
    ),
    "LLIF L2-L4": (
        operation(*between("L2-L3", "L3-L4", direction="lateral"), procedures=[rods("L2", "L3", "L4")]),
        {},
        ("front", "left side", "oblique from the front"),
    ),
    "ACDF C5-C7": (
        operation(*between("C5-C6", "C6-C7", direction="anterior"), procedures=[plate("C5", "C6", "C7")]),
        {},
        ("front", "left side", "oblique from the front"),
    ),
    "Corpectomy C5": (
        operation(
            *between("C4-C5", "C5-C6", direction="anterior"),
            procedures=[{"kind": "corpectomy", "vertebrae": ["C5"]}],
        ),
        {},
        ("front", "left side", "oblique from the front"),
    ),
    "Posterior C3-C6": (
        operation(*behind("C3-C4", "C4-C5", "C5-C6"), procedures=[rods("C3", "C4", "C5", "C6")]),
        {},
        ("back", "left side", "oblique from behind"),
    ),
    "Occiput to C2": (
        operation(*behind("O-C1", "C1-C2"), procedures=[rods("C1", "C2")]),
        {},
        ("back", "left side", "oblique from behind"),
    ),
    "C1-C2, translaminar": (
        operation(*behind("C1-C2"), procedures=[rods("C1", "C2")]),
        {"screws": {"C2": "lamina"}},
        ("back", "left side", "oblique from behind"),
    ),
    "Thoracic T4-T7": (
        operation(*behind("T4-T5", "T5-T6", "T6-T7"), procedures=[rods("T4", "T5", "T6", "T7")]),
        {},
        ("back", "left side", "oblique from behind"),
    ),
    "Corpectomy L1": (
        operation(
            *between("T12-L1", "L1-L2", direction="lateral"),
            *behind("T12-L1", "L1-L2"),
            procedures=[{"kind": "corpectomy", "vertebrae": ["L1"]}, rods("T12", "L2")],
        ),
        {},
        ("front", "left side", "oblique from behind"),
    ),
    "L4 to the pelvis": (
        operation(
            *behind("L4-L5", "L5-S1"), procedures=[rods("L4", "L5", "S1"), {"kind": "instrumentation", "of": "iliac screws"}]
        ),
        {},
        ("back", "left side", "oblique from behind"),
    ),
    "Left sacroiliac joint": (
        operation(
            {"joint": "SI-left", "column": "anterior", "materials": ["internal fixation device", "local autograft"]},
        ),
        {},
        ("back", "left side", "top"),
    ),
    "Facet cages C5-C6": (
        operation({"joint": "C5-C6", "materials": ["paired titanium facet cages", "local autograft"]}),
        {},
        ("back", "left side", "oblique from behind"),
    ),
}


def row(
    name: str, *, paper: str = "light", xray: bool = False, size: tuple[int, int] = (300, 330), detail: Any = "fine"
) -> Image:
    """Return one construct in its three views."""
    done, choices, views = CONSTRUCTS[name]
    parts = construct(done, detail, **choices)
    return beside([titled(parts, view, name if n == 0 else "", paper, xray, size) for n, view in enumerate(views)])


def construct(done: Operation, detail: Any = "fine", moment: str = "today", states: Any = None, **choices: Any) -> list[Part]:
    plan = plan_of(done, states, moment, **choices)
    return parts_of(plan, window_of(plan), neutral(), LAYERS, detail)


def titled(parts: Sequence[Part], view: str, title: str, paper: str, xray: bool, size: tuple[int, int]) -> Image:
    image = look(parts, view, size=size, xray=xray, paper=paper)
    return image if not title else below([banner(title, size[0], paper), image[26:]])


def banner(title: str, width: int, paper: str) -> Image:
    empty: list[Surface] = []
    return render(empty, VIEWS["back"], (width, 26), captions=[Caption(title, 0.5, 0.6)], background=PAPER[paper], ink=PEN[paper])


def sheet(names: Sequence[str], paper: str = "light", xray: bool = False) -> Image:
    return below([row(name, paper=paper, xray=xray) for name in names])


def states() -> Image:
    """Return one joint in each state, from behind and from the left."""
    done = operation(*behind("L4-L5"), *between("L4-L5", direction="anterior"))
    columns = []
    for state in ("native", "healing", "solid", "pseudarthrosis", "initial", "refusion"):
        both = {} if state == "native" else {"L4-L5": {"anterior": state, "posterior": state}}
        plan = plan_of(done, both, "today") if state in ("initial", "refusion") else plan_of(operation(), both, "after")
        parts = parts_of(plan, ["L3", "L4", "L5"], neutral(), LAYERS, "fine")
        columns.append(
            below([titled(parts, "back", state, "light", False, (190, 220)), look(parts, "left side", size=(190, 220))])
        )
    return beside(columns)


def faults() -> Image:
    """Return what goes wrong with implants, and what surgeons take away."""
    tlif = operation(*between("L4-L5", direction="posterior"), procedures=[rods("L4", "L5")])
    alif = operation(*between("L4-L5", direction="anterior"))
    out = operation(procedures=[{"kind": "removal", "of": "screws and rods", "vertebrae": ["L4", "L5"]}])
    open_ = operation(*behind("L4-L5"), procedures=[LAMINECTOMY])
    pictures = [
        titled(construct(tlif, faults={"loose screws": ["L5"]}), "left side", "loose screws", "light", True, (300, 300)),
        titled(construct(tlif, faults={"broken rod": "L4-L5"}), "oblique from behind", "broken rod", "light", False, (300, 300)),
        titled(construct(alif, faults={"subsided cage": "L4-L5"}), "left side", "sunken cage", "light", True, (300, 300)),
    ]
    more = [
        titled(construct(out), "back", "screws taken out", "light", False, (300, 300)),
        titled(construct(open_), "oblique from behind", "laminectomy", "light", False, (300, 300)),
        titled(construct(tlif, cages={"L4-L5": "TLIF"}), "back", "facetectomy", "light", False, (300, 300)),
    ]
    return below([beside(pictures), beside(more)])


def corridors() -> Image:
    """Return the ways in, from above."""
    pictures = []
    for title, direction in (("anterior", "anterior"), ("lateral", "lateral"), ("transforaminal", "posterior")):
        plan = plan_of(operation(*between("L4-L5", direction=direction)))
        parts = parts_of(plan, ["L4", "L5"], neutral(), ("bone", "nerves", "hardware", "approach"), "fine")
        pictures.append(titled(parts, "top", title, "light", True, (225, 260)))
    plan = plan_of(operation(*behind("L4-L5")))
    parts = parts_of(plan, ["L4", "L5"], neutral(), ("bone", "nerves", "approach"), "fine")
    return beside([*pictures, titled(parts, "top", "posterior", "light", True, (225, 260))])


SHEETS = {
    "lumbar": lambda: sheet(["TLIF L4-S1", "PLIF L4-L5", "ALIF L5-S1", "LLIF L2-L4"]),
    "lumbar-dark": lambda: sheet(["TLIF L4-S1", "LLIF L2-L4"], paper="dark"),
    "x-ray": lambda: sheet(["TLIF L4-S1", "Posterior C3-C6", "C1-C2, translaminar"], xray=True),
    "cervical": lambda: sheet(["ACDF C5-C7", "Corpectomy C5", "Posterior C3-C6", "Occiput to C2"]),
    "thoracic-and-pelvic": lambda: sheet(["Thoracic T4-T7", "Corpectomy L1", "L4 to the pelvis", "Left sacroiliac joint"]),
    "states": states,
    "faults-and-cuts": faults,
    "ways-in": corridors,
}


def main() -> None:
    folder = ROOT / "docs" / "gallery"
    chosen = sys.argv[1:] or list(SHEETS)
    for name in chosen:
        file = png(SHEETS[name](), 96)
        (folder / f"{name}.png").write_bytes(file)
        print(f"docs/gallery/{name}.png: {len(file) // 1000} kB")


if __name__ == "__main__":
    main()
