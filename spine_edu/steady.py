"""The one place that rounds: numbers that come out the same on every processor.

Computers agree on sums, products, quotients and roots to the last bit, but not on sines, powers or products of matrices: those
depend on the processor, on its libraries, on the order in which they add. Whatever comes out of such a computation and decides
something (where a line is drawn, which of two points is nearer, what a drawing is called) is steadied first. See
docs/decisions/0014-the-same-on-every-processor.md.
"""

from __future__ import annotations

from typing import Any, TypeVar

DECIMALS = 9
"""Of millimetres, pixels or shares: far below what can be seen, a hundred times what processors disagree about and more."""

Number = TypeVar("Number", float, Any)


def steady(number: Number) -> Number:
    """Return a number, or an array of them, without the digits that processors disagree about; zero has no sign.

    >>> steady(0.1 + 0.2), steady(1.25 + 1e-15), str(steady(-1e-16))
    (0.3, 1.25, '0.0')
    """
    return (number.round(DECIMALS) if hasattr(number, "round") else round(number, DECIMALS)) + 0.0
