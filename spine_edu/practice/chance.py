"""Chance by number: the same draws from the same seed, on every platform and every Python.

SplitMix64 (Steele, Lea and Flood 2014): a counter of 64 bits and a mixing of its bits, in whole numbers alone. `random` of the
standard library promises no such thing for what it makes of its numbers, such as a weighted choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

_BITS = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
T = TypeVar("T")


class Chance:
    """A row of draws that a seed decides.

    >>> chance = Chance(4711)
    >>> [chance.below(6) + 1 for _ in range(5)]
    [4, 2, 5, 3, 6]
    """

    __slots__ = ("_seed", "_state")

    def __init__(self, seed: int) -> None:
        self._seed = self._state = seed & _BITS

    def stream(self, name: str) -> Chance:
        """Return a row of its own for a purpose: what is drawn in one moves nothing in another.

        >>> Chance(1).stream("note").below(1000) == Chance(1).stream("patient").below(1000)
        False
        """
        seed = self._seed
        for letter in name.encode():
            seed = _mixed((seed ^ letter) * _GOLDEN & _BITS)
        return Chance(seed)

    def below(self, bound: int) -> int:
        """Draw a whole number from 0 up to, not including, `bound`, each as likely to one in 2 to the power of 64."""
        self._state = self._state + _GOLDEN & _BITS
        return _mixed(self._state) * bound >> 64

    def between(self, first: int, last: int) -> int:
        """Draw a whole number from `first` to `last`, both included."""
        return first + self.below(last - first + 1)

    def happens(self, percent: int) -> bool:
        """Whether something comes to pass that does so in so many of a hundred."""
        return self.below(100) < percent

    def pick(self, options: Sequence[T]) -> T:
        """Draw one of several, each as likely."""
        return options[self.below(len(options))]

    def weighed(self, weights: Mapping[T, int]) -> T:
        """Draw one of several, each as likely as its weight says; their order decides which draw means which.

        >>> chance = Chance(7)
        >>> [chance.weighed({"often": 9, "seldom": 1}) for _ in range(4)]
        ['often', 'often', 'seldom', 'often']
        """
        left = self.below(sum(weights.values()))
        for option, weight in weights.items():
            left -= weight
            if left < 0:
                return option
        raise AssertionError("a draw lies below the sum of its weights")

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return all of several in an order that is drawn (Fisher and Yates)."""
        rest, drawn = list(options), []
        while rest:
            drawn.append(rest.pop(self.below(len(rest))))
        return drawn


def _mixed(number: int) -> int:
    """Return the finalizer of SplitMix64: every bit of the result hangs on every bit of the number."""
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & _BITS
    number = (number ^ number >> 27) * 0x94D049BB133111EB & _BITS
    return number ^ number >> 31
