"""From a field to triangles: closed, smoothed, thinned out, shaded, and stored as half a bone."""

from __future__ import annotations

import fast_simplification
import numpy as np
from scipy.sparse import coo_matrix, diags
from scipy.sparse.csgraph import connected_components
from skimage.measure import marching_cubes

from spine_edu.geometry.body.bones import whole
from spine_edu.geometry.mesh.mesh import Mesh
from tools.anatomy.fields import FAR, Field


def surface(field: Field, smoothing: int = 6) -> Mesh:
    """Return the left half of the surface where the field is zero, at the resolution of its grid; its rim lies in x = 0."""
    padded = np.pad(field.values, ((0, 1), (1, 1), (1, 1)), constant_values=FAR)
    points, faces, _, _ = marching_cubes(padded, 0.0, spacing=(field.step,) * 3)
    points = points + field.low - np.array([0, field.step, field.step])
    points[np.abs(points[:, 0]) < 1e-4, 0] = 0
    half = Mesh(points, faces)
    if whole(half).volume() < 0:
        half = Mesh(points, faces[:, ::-1])
    return _half(_smoothed(_largest(whole(half.welded())), smoothing))


def full_surface(field: Field, smoothing: int = 6) -> Mesh:
    """Return the whole surface of a field that is no half (the ilium)."""
    padded = np.pad(field.values, 1, constant_values=FAR)
    points, faces, _, _ = marching_cubes(padded, 0.0, spacing=(field.step,) * 3)
    mesh = Mesh(points + field.low - field.step, faces)
    if mesh.volume() < 0:
        mesh = Mesh(mesh.points, mesh.faces[:, ::-1])
    return _smoothed(_largest(mesh.welded()), smoothing)


def thinned(mesh: Mesh, faces: int, genus: int, *, half: bool = True) -> Mesh:
    """Return the surface with about that many faces, still closed, in one piece and with its tunnels.

    Decimation now and then folds a thin edge; then more faces are kept until it does not.
    """
    for keep in (1.0, 1.04, 0.96, 1.1, 1.2, 1.35, 1.6, 2.0, 3.0):
        points, triangles = mesh.points, mesh.faces
        while len(triangles) > faces * keep:  # in steps: one long run leaves slivers along the seam
            target = max(int(faces * keep), len(triangles) // 3)
            before = len(triangles)
            points, triangles = fast_simplification.simplify(points, triangles, target_count=target, agg=5.5)
            if len(triangles) > before * 0.98:
                break
        if half:
            points = points.copy()
            points[_rim(triangles), 0] = 0
            points[:, 0] = np.maximum(points[:, 0], 0)
        thin = Mesh(np.round(points, 2), triangles).welded()
        all_of_it = whole(thin) if half else thin
        if all_of_it.is_closed() and all_of_it.pieces() == 1 and all_of_it.genus() == genus:
            return thin
    raise ValueError(
        f"cannot thin this bone to {faces} faces: {all_of_it}, closed {all_of_it.is_closed()}, genus {all_of_it.genus()}, "
        f"not {genus}"
    )


def shaded(mesh: Mesh, field: Field, *, half: bool = True) -> Mesh:
    """Return the mesh with ambient occlusion: at each point, how far the field clears up as one leaves the bone."""
    at = mesh.points.astype(float)
    probe = field.sample if half else lambda p: field.sample_as_stored(p)
    normals = np.stack([probe(at + step) - probe(at - step) for step in np.eye(3) * field.step], 1)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    light, weight = np.zeros(len(mesh.points)), 0.0
    for reach in (1.0, 2.0, 3.5, 5.5, 8.0, 11.0):
        light += np.clip(probe(at + normals * reach) / reach, 0, 1) / reach**0.5
        weight += 1 / reach**0.5
    return Mesh(mesh.points, mesh.faces, np.round(255 * np.clip(light / weight, 0, 1)).astype(np.uint8))


def _half(mesh: Mesh) -> Mesh:
    """Return the part on the left side, for a mesh that has a seam at x = 0."""
    points = mesh.points.copy()
    points[np.abs(points[:, 0]) < 1e-4, 0] = 0
    return Mesh(points, mesh.faces[(points[mesh.faces, 0] >= 0).all(1)]).compact()


def _rim(faces: np.ndarray) -> np.ndarray:
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    single, counts = np.unique(np.sort(edges, axis=1), axis=0, return_counts=True)
    return np.unique(single[counts == 1])


def _largest(mesh: Mesh) -> Mesh:
    a, b = mesh.faces[:, [0, 1]].T
    c, d = mesh.faces[:, [1, 2]].T
    links = coo_matrix((np.ones(2 * len(a)), (np.r_[a, c], np.r_[b, d])), (len(mesh.points),) * 2)
    _, piece = connected_components(links, directed=False)
    sizes = np.bincount(piece[mesh.faces[:, 0]])
    return mesh.only(piece[mesh.faces[:, 0]] == sizes.argmax())


def _smoothed(mesh: Mesh, rounds: int) -> Mesh:
    """Return the mesh after Taubin smoothing: noise goes, volume stays."""
    e = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    links = coo_matrix((np.ones(len(e)), (e[:, 0], e[:, 1])), (len(mesh.points),) * 2).tocsr()
    links = ((links + links.T) > 0).astype(float)
    average = diags(1 / np.maximum(np.asarray(links.sum(1)).ravel(), 1)) @ links
    points = mesh.points.astype(float)
    for _ in range(rounds):
        for pull in (0.5, -0.53):
            points = points + pull * (average @ points - points)
    return Mesh(points, mesh.faces)
