"""Waiting in tests: for what happens, never for a time. The limit only ends a test that would otherwise wait for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest

LIMIT = 600.0
"""Seconds: what a slow machine with other things to do needs to install the course, and some."""

Seen = TypeVar("Seen")


def until(seen: Callable[[], Seen], story: Callable[[], str] = lambda: "it did not happen", limit: float = LIMIT) -> Seen:
    """Return what is seen as soon as it is something; fail with the story of what happened instead."""
    deadline = time.monotonic() + limit
    while not (found := seen()):
        if time.monotonic() > deadline:
            pytest.fail(f"waited {limit:.0f} s: {story()}", pytrace=False)
        time.sleep(0.02)
    return found
