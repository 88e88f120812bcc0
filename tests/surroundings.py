"""What a process that a test starts finds around it: nothing that leads it to other code than its own."""

from __future__ import annotations

import os


def without_pythonpath() -> dict[str, str]:
    """Return the environment variables of these tests, but for the one that would put another clone in place of the one tried."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
