"""A picture as PNG bytes: few colours, small files, the same bytes every time."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from spine_edu.steady import steady

Image = NDArray[np.uint8]
"""Rows from the top, columns from the left; red, green, blue and cover, 0 (clear) to 255: shape (height, width, 4)."""


def png(image: Image, colours: int = 80) -> bytes:
    """Return a picture as a PNG file with at most `colours` (2 to 256) colours.

    The palette is made by median cut over the picture's own colours, without dithering, so that it compresses well.

    >>> picture = np.zeros((2, 3, 4), np.uint8)
    >>> png(picture)[:8], png(picture) == png(picture.copy())
    (b'\\x89PNG\\r\\n\\x1a\\n', True)
    """
    height, width = image.shape[:2]
    palette, places = _quantise(image, colours)
    rows = np.zeros((height, width + 1), np.uint8)  # each row begins with its filter, 0: none
    rows[:, 1:] = places
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", palette[:, :3].tobytes()),
            _chunk(b"tRNS", palette[:, 3].tobytes()) if (palette[:, 3] < 255).any() else b"",
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def read_png(file: bytes) -> Image:
    """Return the picture that `png` wrote (only that kind of PNG), to compare it with another.

    >>> picture = np.full((2, 3, 4), 200, np.uint8)
    >>> bool((read_png(png(picture)) == picture).all())
    True
    """
    place, chunks = 8, {}
    while place < len(file):
        length, kind = struct.unpack(">I4s", file[place : place + 8])
        chunks[kind] = file[place + 8 : place + 8 + length]
        place += 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    colours = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    palette = np.column_stack([colours, np.frombuffer(chunks.get(b"tRNS", b"\xff" * len(colours)), np.uint8)])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, width + 1)
    return palette[rows[:, 1:]]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _quantise(image: Image, colours: int) -> tuple[Image, NDArray[np.uint8]]:
    """Return the palette (k, 4) and every pixel's place in it (height, width)."""
    coarse = (image >> 2).astype(np.uint32)  # 6 bits a channel: the eye does not miss the rest
    key = (coarse[..., 0] << 18) | (coarse[..., 1] << 12) | (coarse[..., 2] << 6) | coarse[..., 3]
    found, place, count = np.unique(key, return_inverse=True, return_counts=True)
    seen = np.stack([found >> 18, (found >> 12) & 63, (found >> 6) & 63, found & 63], axis=1).astype(np.float64)
    box = _boxes(seen, count.astype(np.float64), colours)
    total = np.bincount(box, count)
    sums = [np.bincount(box, np.bincount(place.ravel(), image[..., channel].ravel(), len(found))) for channel in range(4)]
    palette = np.rint(np.stack(sums, axis=1) / total[:, None]).astype(np.uint8)
    return palette, box.astype(np.uint8)[place].reshape(image.shape[:2])


def _boxes(seen: NDArray[np.float64], count: NDArray[np.float64], colours: int) -> NDArray[np.intp]:
    """Return for each colour seen the box it falls into: the box that spreads most is split until there are enough."""
    boxes = [np.arange(len(seen))]
    spread = [_spread(seen, count, boxes[0])]
    while len(boxes) < min(colours, len(seen)):
        widest = int(np.argmax([error for error, _ in spread]))
        inside, axis = boxes[widest], spread[widest][1]
        if spread[widest][0] <= 0:
            break
        order = inside[np.argsort(seen[inside, axis], kind="stable")]
        middle = np.average(seen[order, axis], weights=count[order])
        cut = min(max(int(np.searchsorted(seen[order, axis], middle, "right")), 1), len(order) - 1)
        boxes[widest], other = order[:cut], order[cut:]
        boxes.append(other)
        spread[widest] = _spread(seen, count, boxes[widest])
        spread.append(_spread(seen, count, other))
    number = np.zeros(len(seen), np.intp)
    for place, inside in enumerate(boxes):
        number[inside] = place
    return number


def _spread(seen: NDArray[np.float64], count: NDArray[np.float64], inside: NDArray[np.intp]) -> tuple[float, int]:
    """Return how badly one colour would stand for a box, and along which channel; many pixels weigh by their root."""
    weights = np.sqrt(count[inside])
    middle = np.average(seen[inside], axis=0, weights=weights)
    error = steady(((seen[inside] - middle) ** 2 * weights[:, None]).sum(axis=0))
    return float(error.max()), int(error.argmax())
