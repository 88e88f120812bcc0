"""Build data/anatomy/bones.npz and outlines.json from the tables of data/anatomy: `python3 tools/build_anatomy.py`.

Names of bones build only these, with their neighbours' fields, into the asset that is there: `python3 tools/build_anatomy.py C1
L4`. Needs the group `build` of pyproject.toml (in `.venv-test`); what it writes is committed, so nobody else needs it.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spine_edu.geometry.body.bones import STEP  # noqa: E402
from spine_edu.geometry.body.posture import BONES, neutral  # noqa: E402
from spine_edu.geometry.mesh.mesh import Mesh  # noqa: E402
from tools.anatomy import atlas_axis, pelvis, skull, surfaces, vertebrae  # noqa: E402
from tools.anatomy.fields import FAR, Field  # noqa: E402

ASSET = ROOT / "data" / "anatomy" / "bones.npz"
BUILT: tuple[str, ...] = tuple(name for name in BONES if name != "ilium-right")
GAP = 0.55
"""Neighbouring bones are kept this far apart (mm); facet joints have their own, wider gap."""

_SPECIAL: dict[str, Callable[[], Field]] = {
    "O": skull.occiput,
    "C1": atlas_axis.atlas,
    "C2": atlas_axis.axis,
    "S1": pelvis.sacrum,
    "Co": pelvis.coccyx,
    "ilium-left": pelvis.ilium,
}
_FACES = {
    "O": (3200, 1000),
    "C1": (3200, 1100),
    "C2": (3400, 1100),
    "S1": (7600, 2600),
    "Co": (900, 400),
    "ilium-left": (3600, 1000),
}
_OTHERS = (4000, 1100)


def genus(bone: str) -> int:
    """Return how many tunnels lead through a bone: the foramen, the two transverse foramina, those of the sacrum."""
    return {"Co": 0, "ilium-left": 0, "S1": 17}.get(bone, 3 if bone[0] == "C" else 1)


@functools.cache
def raw(bone: str) -> Field:
    """Return the field of a bone as its own tables make it."""
    return _SPECIAL[bone]() if bone in _SPECIAL else vertebrae.typical(bone)


def field(bone: str) -> Field:
    """Return the field of a bone, kept apart from its neighbours: where both claim a place, each draws back to the middle.

    The ilium alone gives way to the sacrum, so that the two surfaces of the sacroiliac joint fit.
    """
    mine = raw(bone)
    values = mine.values.copy()
    claimed = np.argwhere(values < 4)
    points = mine.low + claimed * mine.step
    own = values[tuple(claimed.T)]
    best = own.copy()
    for other in _neighbours(bone):
        theirs = raw(other).sample(neutral()[other].back().apply(neutral()[bone].apply(points)))
        near = theirs < FAR * 0.9
        limit = GAP * 2 - theirs if bone == "ilium-left" else (own - theirs + GAP) / 2
        best = np.where(near, np.maximum(best, limit), best)
    values[tuple(claimed.T)] = best
    apart = Field.__new__(Field)
    apart.low, apart.step, apart.axes, apart.values = mine.low, mine.step, mine.axes, values
    return apart


def _neighbours(bone: str) -> list[str]:
    chain = [name for name in BUILT if name != "ilium-left"]
    if bone == "ilium-left":
        return ["S1", "L5"]
    place = chain.index(bone)
    return [chain[i] for i in (place - 1, place + 1) if 0 <= i < len(chain)]


def meshes(bone: str) -> dict[str, Mesh]:
    """Return a bone in both levels of detail; all but the ilium as their left half."""
    half, shape = bone != "ilium-left", field(bone)
    full = surfaces.surface(shape) if half else surfaces.full_surface(shape)
    share = 0.5 if half else 1.0
    made = {}
    for detail, faces in zip(("fine", "coarse"), _FACES.get(bone, _OTHERS), strict=True):
        thin = surfaces.thinned(full, int(faces * share), genus(bone), half=half)
        made[detail] = surfaces.shaded(thin, shape, half=half)
    return made


def packed(mesh: Mesh) -> dict[str, np.ndarray]:
    """Return a mesh as whole numbers, in an order in which neighbours follow each other: it packs to less than half."""
    order, faces = _walk(mesh)
    points = np.round(mesh.points[order] / STEP).astype(np.int32)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 3), np.int32))
    return {
        "points": steps.astype(np.int16),
        "faces": np.diff(faces, axis=0, prepend=np.zeros((1, 3), np.int64)).astype(np.int16),
        "shade": np.asarray(mesh.shade)[order],
    }


def _walk(mesh: Mesh) -> tuple[np.ndarray, np.ndarray]:
    """Return an order of the points, and the faces in new numbers, such that faces that touch stand together."""
    around: dict[int, list[int]] = {}
    for number, face in enumerate(mesh.faces.tolist()):
        for corner in face:
            around.setdefault(corner, []).append(number)
    new: dict[int, int] = {}
    faces, done = [], np.zeros(len(mesh.faces), bool)
    for start in range(len(mesh.faces)):
        queue = [start]
        while queue:
            number = queue.pop()
            if done[number]:
                continue
            done[number] = True
            face = mesh.faces[number].tolist()
            for corner in face:
                new.setdefault(corner, len(new))
            turn = face.index(min(face, key=new.__getitem__))
            faces.append([new[corner] for corner in face[turn:] + face[:turn]])
            for corner in face:
                queue += [n for n in around[corner] if not done[n]]
    return np.array(list(new)), np.array(faces)


def build(names: Iterable[str]) -> dict[str, np.ndarray]:
    """Return the arrays of some bones as they are stored."""
    arrays = {}
    for bone in names:
        start = time.perf_counter()
        for detail, mesh in meshes(bone).items():
            arrays |= {f"{bone}.{detail}.{part}": array for part, array in packed(mesh).items()}
        print(
            f"{bone:10} {len(arrays[f'{bone}.fine.faces']):5} {len(arrays[f'{bone}.coarse.faces']):5} faces  "
            f"{time.perf_counter() - start:.1f} s",
            flush=True,
        )
    return arrays


def main(names: list[str]) -> None:
    """Build the named bones, or all, and write the asset and the outlines."""
    start = time.perf_counter()
    stored: dict[str, np.ndarray] = {}
    if names and ASSET.is_file():
        with np.load(ASSET) as old:
            stored = {key: old[key] for key in old.files}
    stored |= build(names or BUILT)
    np.savez_compressed(ASSET, **{key: stored[key] for key in sorted(stored)})
    from tools.anatomy import outlines

    size = outlines.write(ROOT / "data" / "anatomy" / "outlines.json")
    print(
        f"{ASSET.stat().st_size / 1000:.0f} kB of bones, {size / 1000:.0f} kB of outlines in {time.perf_counter() - start:.1f} s"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
