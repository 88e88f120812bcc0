"""How often somebody may ask: a bucket of permits for each caller, filled anew at a steady pace."""

from __future__ import annotations

import time
from collections.abc import Callable

_MOST_CALLERS = 4096


class Pace:
    """Lets each caller ask `burst` times at once, and then `per_second` times a second."""

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._per_second, self._clock = burst, per_second, clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, caller: str) -> float:
        """Return 0 and count the call, or return after how many seconds the caller may ask again.

        >>> pace = Pace(2, 0.5, clock=lambda: 0.0)
        >>> pace.wait("a"), pace.wait("a"), pace.wait("a"), pace.wait("b")
        (0.0, 0.0, 2.0, 0.0)
        """
        now = self._clock()
        left, since = self._left.pop(caller, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._per_second)
        allowed = left >= 1
        self._left[caller] = (left - allowed, now)  # the last in line: who was silent for longest is forgotten first
        if len(self._left) > _MOST_CALLERS:
            del self._left[next(iter(self._left))]
        return 0.0 if allowed else (1 - left) / self._per_second
