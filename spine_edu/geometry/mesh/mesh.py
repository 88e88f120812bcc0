"""A surface made of triangles: the one form in which bones, discs, nerves and implants are drawn and cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from spine_edu.errors import GeometryError
from spine_edu.geometry.mesh.polygons import fill
from spine_edu.steady import steady

if TYPE_CHECKING:
    from spine_edu.geometry.mesh.pose import Pose

_ON_PLANE = 1e-4
"""A point nearer to a cutting plane than this many millimetres lies in it."""


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane through `point`; `normal` points to the side that a cut takes away."""

    point: tuple[float, float, float]
    normal: tuple[float, float, float]

    def distance(self, points: np.ndarray) -> np.ndarray:
        """Return how far each of (n, 3) points lies on the normal's side, in units of the normal's length."""
        return steady((np.asarray(points, float) - self.point) @ np.asarray(self.normal, float))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Mesh:
    """A surface: points (n, 3) in millimetres, faces (m, 3) counter-clockwise seen from outside, and a shade per point.

    `shade` is the baked ambient occlusion, 0 in a deep cleft to 255 in the open; None where none was baked.

    >>> cube = box((0, 0, 0), (2, 3, 4))
    >>> cube, cube.volume(), cube.is_closed(), cube.genus()
    (Mesh(8 points, 12 faces), 24.0, True, 0)
    """

    points: np.ndarray
    faces: np.ndarray
    shade: np.ndarray | None = None

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "points", np.ascontiguousarray(steady(np.asarray(self.points, float)), np.float32).reshape(-1, 3)
        )
        object.__setattr__(self, "faces", np.ascontiguousarray(self.faces, np.int32).reshape(-1, 3))
        if self.shade is not None:
            object.__setattr__(self, "shade", np.ascontiguousarray(self.shade, np.uint8))
            if len(self.shade) != len(self.points):
                raise GeometryError(f"A mesh of {len(self.points)} points needs as many shades, not {len(self.shade)}.")
        if len(self.faces) and not 0 <= self.faces.min() <= self.faces.max() < len(self.points):
            raise GeometryError(f"A face of this mesh names a point that is not among its {len(self.points)}.")

    def __repr__(self) -> str:
        return f"Mesh({len(self.points)} points, {len(self.faces)} faces)"

    # where it is

    def moved(self, pose: Pose) -> Mesh:
        """Return the mesh carried from the frame of its bone into the world by a pose."""
        return Mesh(pose.apply(self.points), self.faces, self.shade)

    def mirrored(self) -> Mesh:
        """Return the mesh of the other side of the body: x becomes -x, and it is not turned inside out."""
        return Mesh(self.points * np.array([-1, 1, 1], np.float32), self.faces[:, ::-1], self.shade)

    # what it is

    def volume(self) -> float:
        """Return the enclosed volume in cubic millimetres; negative if the faces look inwards."""
        a, b, c = (self.points[self.faces[:, i]].astype(float) for i in range(3))
        return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)

    def area(self) -> float:
        """Return the surface in square millimetres."""
        return float(np.linalg.norm(self._face_vectors(), axis=1).sum() / 2)

    def normals(self) -> np.ndarray:
        """Return a unit normal (n, 3) per point: the mean over the faces around it, each by its angle there.

        By angle, not by size: else one large endplate triangle would pull the normals of the whole rim its way.
        """
        total = np.zeros((len(self.points), 3))
        flat = self._face_vectors()
        flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
        corners = self.points[self.faces].astype(float)
        for corner in range(3):
            one, other = (corners[:, (corner + step) % 3] - corners[:, corner] for step in (1, 2))
            length = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
            angle = np.arccos(np.clip((one * other).sum(1) / np.maximum(length, 1e-12), -1, 1))
            np.add.at(total, self.faces[:, corner], flat * angle[:, None])
        return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)

    def is_closed(self) -> bool:
        """Say whether it bounds a solid: every edge has two faces, which run along it in opposite directions."""
        edges = self._edges()
        forth, counts = np.unique(edges, axis=0, return_counts=True)
        back = np.unique(edges[:, ::-1], axis=0)
        return bool((counts == 1).all() and len(forth) == len(back) and (forth == back).all())

    def pieces(self) -> int:
        """Return how many separate pieces it has."""
        return len(np.unique(self.labels()))

    def labels(self) -> np.ndarray:
        """Return for each face the number of the piece it belongs to: the least point number found in that piece."""
        label = np.arange(len(self.points))
        while True:
            least = label[self.faces].min(1)
            smaller = label.copy()
            for corner in range(3):
                np.minimum.at(smaller, self.faces[:, corner], least)
            smaller = smaller[smaller]
            if (smaller == label).all():
                return label[self.faces[:, 0]]
            label = smaller

    def genus(self) -> int:
        """Return how many tunnels lead through it: 1 for a ring, 3 for a ring with a hole in each of two ears.

        A lumbar vertebra has 1 (its foramen), a cervical one 3. Meant for closed meshes.
        """
        used = len(np.unique(self.faces))
        euler = used - len(self.faces) * 3 // 2 + len(self.faces)
        return self.pieces() - euler // 2

    # other meshes made from it

    def compact(self) -> Mesh:
        """Return the same surface without points that no face uses: unused points still stretch a plotly scene."""
        used, faces = np.unique(self.faces, return_inverse=True)
        return Mesh(self.points[used], faces.reshape(-1, 3), None if self.shade is None else self.shade[used])

    def only(self, faces: np.ndarray) -> Mesh:
        """Return the part made of some faces (a mask or numbers)."""
        return Mesh(self.points, self.faces[faces], self.shade).compact()

    def clipped(self, plane: Plane) -> Mesh:
        """Return what is left when everything on the normal's side of a plane is cut away; the wound is closed by a cap.

        The mesh must be closed; so is the result, which may be empty.

        >>> box((0, 0, 0), (2, 2, 2)).clipped(Plane((0, 0, 1.5), (0, 0, 1))).volume()
        6.0
        """
        return self._halve([plane])[0]

    def carved(self, region: Sequence[Plane]) -> Mesh:
        """Return what is left when a convex region is taken out: the points behind all its planes.

        This is how bone is removed at run time: a laminectomy takes a box out of a vertebra, a facetectomy a slanted one.
        All normals of the region point out of it (`box_region` makes one). Closed in, closed out.

        >>> cube = box((0, 0, 0), (3, 3, 3))
        >>> cube.carved(box_region((1, 1, -1), (2, 2, 4))).genus()
        1
        """
        whole = self
        for plane in region:
            whole, _ = whole._split(plane)
        within = np.all([plane.distance(whole.points)[whole.faces].min(1) < -_ON_PLANE for plane in region], axis=0)
        removed, is_cap = whole._halve(region)
        if not len(removed.faces):
            return self
        wound = Mesh(removed.points, removed.faces[is_cap][:, ::-1], removed.shade).compact()
        return joined([whole.only(~within), wound]).welded()

    def welded(self) -> Mesh:
        """Return the mesh with points at the same place made one, and faces without area left out."""
        _, first, number = np.unique(np.round(self.points, 4) + 0.0, axis=0, return_index=True, return_inverse=True)
        faces = number.reshape(-1)[self.faces]
        proper = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
        return Mesh(self.points[first], faces[proper], None if self.shade is None else self.shade[first]).compact()

    def _face_vectors(self) -> np.ndarray:
        a, b, c = (self.points[self.faces[:, i]].astype(float) for i in range(3))
        return np.cross(b - a, c - a)

    def _edges(self) -> np.ndarray:
        return np.concatenate([self.faces[:, [0, 1]], self.faces[:, [1, 2]], self.faces[:, [2, 0]]])

    def _split(self, plane: Plane) -> tuple[Mesh, np.ndarray]:
        """Return the same surface with new edges where the plane crosses it, and for each face the face it came from."""
        side = plane.distance(self.points)
        side[np.abs(side) < _ON_PLANE] = 0
        edges = np.unique(np.sort(self._edges(), axis=1), axis=0)
        a, b = edges[side[edges[:, 0]] * side[edges[:, 1]] < 0].T
        if not len(a):
            return self, np.arange(len(self.faces))
        share = side[a] / (side[a] - side[b])
        new = self.points[a] + share[:, None] * (self.points[b].astype(float) - self.points[a])
        between = {pair: len(self.points) + i for i, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True))}
        in_plane = np.concatenate([side == 0, np.ones(len(new), bool)])
        crossed = (side[self.faces].min(1) < 0) & (side[self.faces].max(1) > 0)
        faces, parents = [], []
        for parent in np.flatnonzero(crossed).tolist():
            corners = self.faces[parent].tolist()
            ring = []
            for p, q in zip(corners, corners[1:] + corners[:1], strict=True):
                ring += [p, between[min(p, q), max(p, q)]] if (min(p, q), max(p, q)) in between else [p]
            first, second = (i for i, p in enumerate(ring) if in_plane[p])
            for part in (ring[first : second + 1], ring[second:] + ring[: first + 1]):
                fan = [(part[0], part[i], part[i + 1]) for i in range(1, len(part) - 1)]
                faces += fan
                parents += [parent] * len(fan)
        shade = None
        if self.shade is not None:
            shade = np.concatenate([self.shade, np.round(self.shade[a] * (1 - share) + self.shade[b] * share)])
        untouched = np.flatnonzero(~crossed)
        split = Mesh(np.concatenate([self.points, new]), np.concatenate([self.faces[untouched], np.array(faces, int)]), shade)
        return split, np.concatenate([untouched, np.array(parents, int)])

    def _halve(self, planes: Sequence[Plane]) -> tuple[Mesh, np.ndarray]:
        """Return the closed part behind all planes, and which of its faces are caps."""
        mesh, is_cap = self, np.zeros(len(self.faces), bool)
        for plane in planes:
            whole, parents = mesh._split(plane)
            behind = plane.distance(whole.points)[whole.faces].min(1) < -_ON_PLANE
            lid = fill(whole.points, whole.faces[behind], plane.normal)
            mesh = Mesh(whole.points, np.concatenate([whole.faces[behind], lid]), whole.shade)
            is_cap = np.concatenate([is_cap[parents][behind], np.ones(len(lid), bool)])
        return mesh.compact(), is_cap


def joined(meshes: Iterable[Mesh]) -> Mesh:
    """Return several meshes as one; it has shades only if all of them have.

    >>> joined([box((0, 0, 0), (1, 1, 1)), box((2, 0, 0), (3, 1, 1))]).pieces()
    2
    """
    parts = [mesh for mesh in meshes if len(mesh.faces)]
    if not parts:
        return Mesh(np.empty((0, 3)), np.empty((0, 3)))
    starts = np.cumsum([0] + [len(mesh.points) for mesh in parts[:-1]])
    shades = [mesh.shade for mesh in parts if mesh.shade is not None]
    return Mesh(
        np.concatenate([mesh.points for mesh in parts]),
        np.concatenate([mesh.faces + start for mesh, start in zip(parts, starts, strict=True)]),
        np.concatenate(shades) if len(shades) == len(parts) else None,
    )


def box(low: ArrayLike, high: ArrayLike) -> Mesh:
    """Return a box with edges along the axes, from its lowest to its highest corner."""
    corners = np.array([[i >> 2 & 1, i >> 1 & 1, i & 1] for i in range(8)])
    a, b = np.asarray(low, float), np.asarray(high, float)
    sides = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    faces = [face for p, q, r, s in sides for face in ((p, q, r), (p, r, s))]
    return Mesh(a + corners * (b - a), np.array(faces))


def box_region(
    low: ArrayLike, high: ArrayLike, turn: ArrayLike | None = None, origin: ArrayLike = (0, 0, 0)
) -> tuple[Plane, ...]:
    """Return the six planes around a box, for `Mesh.carved`.

    The box may be turned (3, 3) and then moved to an origin, as the frame of a facet joint or a disc asks for it.
    """
    axes = np.eye(3) if turn is None else np.asarray(turn, float)
    planes = []
    for sign, corner in ((-1, np.asarray(low, float)), (1, np.asarray(high, float))):
        point = axes @ corner + np.asarray(origin, float)
        planes += [Plane(tuple(point.tolist()), tuple((sign * axes[:, axis]).tolist())) for axis in range(3)]
    return tuple(planes)
