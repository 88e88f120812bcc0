"""Many lines of a log at once: what `gist_of` finds in each, as columns, where all of them are plain and in order."""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from spine_edu.learner.answer import LONGEST_LINE, PLAIN_LINE, kind_told

if TYPE_CHECKING:
    from numpy import int32, int64
    from numpy.typing import NDArray

_LINES = re.compile(rb"^" + PLAIN_LINE.pattern.removesuffix(rb"?"), re.ASCII | re.MULTILINE)


class Block(NamedTuple):
    """The gists of lines that follow each other: questions, times in ticks, kinds, and where each line begins in the block."""

    questions: tuple[bytes, ...]
    times: NDArray[int64]
    kinds: NDArray[int32]
    places: NDArray[int64]


def read_block(lines: bytes) -> Block | None:
    """Return what whole lines hold, or None where one of them is not plain, or not later than the one before.

    >>> read_block(b"no answer\\n") is None
    True
    """
    import numpy as np  # only for a log that is worth it

    with _not_collecting():
        return _block(np, lines)


@contextlib.contextmanager
def _not_collecting() -> Iterator[None]:
    """Keep Python from looking for cycles: among bytes in tuples there are none, and looking takes a fifth of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _block(np: ModuleType, lines: bytes) -> Block | None:
    found = _LINES.findall(lines)
    ends = np.flatnonzero(np.frombuffer(lines, np.uint8) == ord("\n")) + 1
    if not found or len(found) != len(ends):
        return None
    places = np.concatenate(([0], ends[:-1]))
    times, questions, correct, numbers, hints = zip(*found, strict=True)
    try:
        moments = np.array(times, "S26").astype("datetime64[us]").astype(np.int64)  # without the Z, which numpy knows no more
    except ValueError:  # there is no such day
        return None
    if (np.diff(moments) <= 0).any() or (ends - places).max() > LONGEST_LINE:
        return None
    kinds = np.fromiter(map(kind_told, numbers, correct, hints), np.int32, len(found))
    return Block(questions, moments, kinds, places)
