"""Draw docs/gallery: every bone, layer, construct, state and fault as contact sheets, and every plate as SVG.

python3 tools/gallery.py            # writes all of docs/gallery/*.png and *.svg
python3 tools/gallery.py states     # only what is named
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spine_edu.anatomy import VERTEBRAE  # noqa: E402
from spine_edu.figures.alignment.column import column_regions  # noqa: E402
from spine_edu.figures.alignment.sagittal_profile import sagittal_profile  # noqa: E402
from spine_edu.figures.drawing.picture import Picture  # noqa: E402
from spine_edu.figures.levelmap.levelmap import levelmap  # noqa: E402
from spine_edu.figures.plates.axial.axial_cervical import axial_cervical  # noqa: E402
from spine_edu.figures.plates.axial.axial_lumbar import axial_lumbar  # noqa: E402
from spine_edu.figures.plates.axial.slice_herniation import herniated_slice  # noqa: E402
from spine_edu.figures.plates.bones.vertebra_parts import parts_of as parts_plate  # noqa: E402
from spine_edu.figures.plates.healing import healing_phases  # noqa: E402
from spine_edu.figures.plates.motion_segment import columns, motion_segment  # noqa: E402
from spine_edu.figures.plates.person.body import body  # noqa: E402
from spine_edu.figures.plates.planes import planes  # noqa: E402
from spine_edu.figures.plates.roots import roots  # noqa: E402
from spine_edu.figures.spine3d.part_looks import colour_of  # noqa: E402
from spine_edu.figures.spine3d.spine import fused_motion_figure  # noqa: E402
from spine_edu.figures.spine3d.still import PAPER, PEN, look  # noqa: E402
from spine_edu.geometry.body.bones import bone  # noqa: E402
from spine_edu.geometry.body.posture import neutral  # noqa: E402
from spine_edu.geometry.plan.from_operation import plan_of  # noqa: E402
from spine_edu.geometry.plan.plan import Plan  # noqa: E402
from spine_edu.geometry.render.camera import VIEWS  # noqa: E402
from spine_edu.geometry.render.png import Image, png, read_png  # noqa: E402
from spine_edu.geometry.render.render import Caption, below, beside, render  # noqa: E402
from spine_edu.geometry.render.triangles import Surface  # noqa: E402
from spine_edu.geometry.scene.construct import parts_of, window_of  # noqa: E402
from spine_edu.geometry.scene.part import ScenePart, said  # noqa: E402
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


def construct(
    done: Operation, detail: Any = "fine", moment: str = "today", states: Any = None, **choices: Any
) -> list[ScenePart]:
    plan = plan_of(done, states, moment, **choices)
    return parts_of(plan, window_of(plan), neutral(), LAYERS, detail)


def titled(parts: Sequence[ScenePart], view: str, title: str, paper: str, xray: bool, size: tuple[int, int]) -> Image:
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


FIVE = ("front", "back", "left side", "top", "oblique from behind")
BONES_OF = {
    "cervical": VERTEBRAE[:7],
    "thoracic": VERTEBRAE[7:19],
    "lumbar": VERTEBRAE[19:24],
    "sacrum-pelvis-skull": ("S1", "Co", "ilium-left", "O"),
}
"""The bones on each sheet: together every bone of the model, the right ilium being the mirror image of the left."""


def bones(region: str) -> Image:
    """Return the bones of a region, one a row, each in five views; the views stand above the first row."""
    names = BONES_OF[region]
    tall = 168 if region == "sacrum-pelvis-skull" else 128
    rows = [beside([_bone(name, view, tall, named=n == 0) for n, view in enumerate(FIVE)]) for name in names]
    return below([beside([banner(view, 168, "light") for view in FIVE]), *rows])


def _bone(name: str, view: str, tall: int, *, named: bool) -> Image:
    title = [Caption(said(name), 0.14 if len(said(name)) < 4 else 0.46, 0.08)] if named else []
    return render([Surface(bone(name), "#E6D7B8")], VIEWS[view], (168, tall), captions=title, margin=0.1)


def layers() -> Image:
    """Return what is soft: ligaments, cord and roots, the vertebral artery, each on the bones it belongs to."""
    wanted = (
        ("ligaments", ["C3", "C4", "C5", "C6"], ("bone", "ligaments"), ("front", "left side", "back")),
        ("ligaments", ["L2", "L3", "L4", "L5"], ("bone", "ligaments"), ("front", "left side", "back")),
        ("discs and nerves", ["L2", "L3", "L4", "L5", "S1"], ("bone", "disc", "nerves"), ("front", "left side", "back")),
        ("vertebral artery", ["O", *VERTEBRAE[:7]], ("bone", "disc", "artery"), ("front", "left side", "back")),
    )
    rows = []
    for title, names, shown, views in wanted:
        parts = parts_of(Plan("today"), names, neutral(), shown, "fine")
        if title == "ligaments":
            rows.append(beside([_ligaments(parts, view, title if n == 0 else view) for n, view in enumerate(views)]))
            continue
        rows.append(
            beside([titled(parts, view, title if n == 0 else "", "light", False, (230, 230)) for n, view in enumerate(views)])
        )
    return below(rows)


def _ligaments(parts: Sequence[ScenePart], view: str, title: str) -> Image:
    """Return bones with their ligaments, without letters of orientation: the names of the views are room enough."""
    surfaces = [Surface(part.mesh, colour_of(part)) for part in parts]
    return render(surfaces, VIEWS[view], (230, 230), captions=[Caption(title, 0.5, 0.05)], margin=0.08)


def motion() -> Image:
    """Return the low back and the neck upright, bent, and bent with a fused segment."""
    return below([on_paper(read_png(fused_motion_figure(joints).still)) for joints in ("L4-L5", "C5-C6")])


def on_paper(clear: Image) -> Image:
    """Return a clear picture laid on the paper of the sheets."""
    sheet = render([], VIEWS["back"], (clear.shape[1], clear.shape[0]), background=PAPER["light"])
    cover = clear[..., 3:] / 255
    sheet[..., :3] = np.rint(clear[..., :3] * cover + sheet[..., :3] * (1 - cover))
    return sheet


ALL_STATES = {
    "L1-L2": {"posterior": "healing"},
    "L2-L3": {"posterior": "solid", "anterior": "solid"},
    "L3-L4": {"posterior": "pseudarthrosis"},
    "L4-L5": {"anterior": "initial"},
    "L5-S1": {"posterior": "refusion"},
}
PLATES: dict[str, Callable[[], Picture]] = {
    "level-map": lambda: levelmap(ALL_STATES, region="lumbar", title="Six states; T12-L1 is native"),
    "regions": column_regions,
    "planes": planes,
    "profile": sagittal_profile,
    "axial-lumbar": axial_lumbar,
    "axial-cervical": axial_cervical,
    "axial-herniation": lambda: herniated_slice("paracentral"),
    "segment": motion_segment,
    "columns": columns,
    "roots": roots,
    "healing": healing_phases,
    "skin": body,
    "movement": lambda: body("movement"),
    **{
        f"parts-{name}-{view}": lambda name=name, view=view: parts_plate(name, view)  # type: ignore[misc]
        for name, view in (
            ("C1", "top"), ("C2", "front"), ("C2", "side"), ("C5", "top"), ("C5", "side"), ("T7", "top"), ("T7", "side"),
            ("L4", "top"), ("L4", "side"), ("L4", "back"), ("S1", "front"), ("S1", "back"),
        )
    },
}  # fmt: skip
"""The drawings in two dimensions, by the name of their file; the figures themselves carry their words."""

SHEETS: dict[str, Callable[[], Image]] = {
    **{f"bones-{region}": lambda region=region: bones(region) for region in BONES_OF},  # type: ignore[misc]
    "layers": layers,
    "motion": motion,
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
    for name in sys.argv[1:] or [*SHEETS, *PLATES]:
        if name in PLATES:
            path, file = folder / f"{name}.svg", PLATES[name]().svg.encode()
        else:
            path, file = folder / f"{name}.png", png(SHEETS[name](), 64)
        path.write_bytes(file)
        print(f"{path.relative_to(ROOT)}: {len(file) // 1000} kB", flush=True)


if __name__ == "__main__":
    main()
