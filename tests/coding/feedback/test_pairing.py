"""The cheapest pairing is the cheapest: compared with trying every one."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from spine_edu.coding.feedback.pairing import cheapest_pairs


def _total(costs: list[list[float]], pairs: list[tuple[int, int]], unpaired: float) -> float:
    alone = len(costs) + (len(costs[0]) if costs else 0) - 2 * len(pairs)
    return sum(costs[row][column] for row, column in pairs) + alone * unpaired


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.lists(st.sampled_from((0.0, 0.5, 1.0, 2.0, 3.5, 9.0)), min_size=width, max_size=width), max_size=4))


@given(tables(), st.sampled_from((0.0, 1.0, 2.6)))
def test_no_other_pairing_costs_less(costs: list[list[float]], unpaired: float) -> None:
    pairs = cheapest_pairs(costs, unpaired)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    rows, columns = range(len(costs)), range(len(costs[0]) if costs else 0)
    least = min(
        _total(costs, list(zip(chosen, order, strict=True)), unpaired)
        for size in range(min(len(rows), len(columns)) + 1)
        for chosen in itertools.combinations(rows, size)
        for order in itertools.permutations(columns, size)
    )
    assert abs(_total(costs, pairs, unpaired) - least) < 1e-9


def test_nothing_pairs_with_nothing() -> None:
    assert cheapest_pairs([], 1) == []
    assert cheapest_pairs([[], []], 1) == []
