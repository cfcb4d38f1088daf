"""Medians across many short rows at once, by a sorting network over whole columns."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from relmgr.columnar.arrays import Floats, Ints


@cache
def network(size: int) -> tuple[tuple[int, int], ...]:
    """Return the comparisons that sort `size` values: Batcher's odd-even merge sort (1968), cut to size."""
    pairs: list[tuple[int, int]] = []
    width = 1 << max(size - 1, 0).bit_length()
    block = 1
    while block < width:
        step = block
        while step >= 1:
            for start in range(step % block, width - step, 2 * step):
                for low in range(start, min(start + step, width - step)):
                    high = low + step
                    if low // (2 * block) == high // (2 * block) and high < size:
                        pairs.append((low, high))
            step //= 2
        block *= 2
    return tuple(pairs)


def sort_rows(rows: Sequence[Floats]) -> list[Floats]:
    """Sort place by place: row 0 of the result holds the smallest value of every place. Rows are used up."""
    ordered = list(rows)
    spare = np.empty_like(ordered[0])
    for low, high in network(len(ordered)):
        one, other = ordered[low], ordered[high]
        np.minimum(one, other, out=spare)
        np.maximum(one, other, out=other)
        ordered[low], spare = spare, one
    return ordered


def middle_of(ordered: Sequence[Floats], counts: Ints | None) -> Floats:
    """Return the median of the first `counts` sorted rows at every place (None: of all rows).

    Places with no value give what the first row holds; the caller knows which they are.
    """
    if counts is None:
        half = len(ordered) // 2
        return ordered[half].copy() if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    stacked = np.stack(ordered)
    places = np.arange(stacked.shape[1])
    upper = stacked[np.minimum(counts // 2, len(ordered) - 1), places]
    lower = stacked[np.maximum(counts - 1, 0) // 2, places]
    return np.where(counts % 2 == 1, upper, (lower + upper) / 2)


def middle_of_three(one: Floats, two: Floats, three: Floats) -> Floats:
    """Return the median of three columns."""
    low, high = np.minimum(one, two), np.maximum(one, two)
    return np.maximum(low, np.minimum(high, three))
