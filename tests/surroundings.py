"""What tests, and the processes they start, find around them: CI or not, and nothing that leads to other code than their own."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn, ParamSpec, TypeVar

import pytest

Given = ParamSpec("Given")
Found = TypeVar("Found")


def in_ci() -> bool:
    """Return whether this is a run of CI, where a check that cannot be made is a failure."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def missing(why: str) -> NoReturn:
    """Skip a test for what this machine lacks, which the last lines tell; in CI fail it: a gap that nobody sees is none there."""
    if in_ci():
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


def apart(ask: Callable[Given, Found], *args: Given.args, **named: Given.kwargs) -> Found:
    """Return what a function finds in a thread of its own: where tests drove a browser, an event loop runs in ours.

    >>> import asyncio
    >>> apart(asyncio.run, asyncio.sleep(0, "awake"))
    'awake'
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ask, *args, **named).result()


def without_pythonpath() -> dict[str, str]:
    """Return the environment variables of these tests, but for the one that would put another clone in place of the one tried."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
