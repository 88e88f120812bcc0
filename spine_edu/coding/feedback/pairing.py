"""Pair two lists at least total cost: each answer with the code it most likely meant."""

from __future__ import annotations

from collections.abc import Sequence


def cheapest_pairs(costs: Sequence[Sequence[float]], unpaired: float) -> list[tuple[int, int]]:
    """Return pairs (row, column), each row and column used at most once, so that the total cost is least.

    A row or column may stay unpaired at a cost of `unpaired` each. Shortest augmenting paths (Kuhn 1955, Munkres 1957)
    on a square table padded with unpaired partners; time grows with the third power of rows + columns.

    >>> cheapest_pairs([[1, 5], [2, 4]], unpaired=3)
    [(0, 0), (1, 1)]
    >>> cheapest_pairs([[9]], unpaired=3)
    []
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    size = rows + columns
    if not rows or not columns:
        return []

    def cost(row: int, column: int) -> float:
        if row < rows and column < columns:
            return costs[row][column]
        return unpaired if row < rows or column < columns else 0.0

    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of, came_from = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        slack, visited = [float("inf")] * (size + 1), [False] * (size + 1)
        while row_of[column]:
            visited[column] = True
            current, step, nearest = row_of[column], float("inf"), 0
            for other in range(1, size + 1):
                if visited[other]:
                    continue
                reduced = cost(current - 1, other - 1) - row_price[current] - column_price[other]
                if reduced < slack[other]:
                    slack[other], came_from[other] = reduced, column
                if slack[other] < step:
                    step, nearest = slack[other], other
            for other in range(size + 1):
                if visited[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = nearest
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return sorted((row_of[column] - 1, column - 1) for column in range(1, columns + 1) if row_of[column] <= rows)
