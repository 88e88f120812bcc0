"""A share that a few tries tell of, with how little they tell: 3 of 4 may be luck, 30 of 40 hardly."""

from __future__ import annotations

import math
from dataclasses import dataclass

SURE = 0.9
"""How probable it is that the true share lies between `low` and `high`."""


@dataclass(frozen=True)
class Share:
    """So many of so many. Before any try every share is held for as probable as any other.

    >>> print(Share(3, 4))
    3 of 4 (true share between 34 and 92 %)
    """

    hits: int
    tries: int

    @property
    def low(self) -> float:
        """The share that the true one is below with a probability of 5 %."""
        return self._below((1 - SURE) / 2)

    @property
    def high(self) -> float:
        """The share that the true one is above with a probability of 5 %."""
        return self._below((1 + SURE) / 2)

    def __str__(self) -> str:
        return f"{self.hits} of {self.tries} (true share between {100 * self.low:.0f} and {100 * self.high:.0f} %)"

    def _below(self, probability: float) -> float:
        """Return the share below which the true one lies with this probability, by halving: of Beta(hits + 1, misses + 1)."""
        low, high = 0.0, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (low, middle) if self._probability_below(middle) > probability else (middle, high)
        return (low + high) / 2

    def _probability_below(self, share: float) -> float:
        """Return Beta's distribution function: more hits than these, were one to try once more with this share."""
        n = self.tries + 1
        return math.fsum(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(self.hits + 1, n + 1))
