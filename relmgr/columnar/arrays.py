"""Array types, the marks for what is missing or does not apply, and three-valued logic on arrays."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int8]
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]

MISSING: Final = np.nan
"""A fact that is unknown."""

NOT_APPLICABLE: Final = np.inf
"""A fact that is known not to apply; no real fact is infinite."""

NO: Final = 0
UNKNOWN: Final = 1
YES: Final = 2
"""Answers in this order, so that "and" is the minimum and "or" the maximum."""

DOUBT: Final = 1e-10
"""A comparison closer than this may fall otherwise in the last bit: such clients are judged one by one."""


def missing(size: int) -> Floats:
    """Return a column of which nothing is known."""
    return np.full(size, MISSING)


def known(values: Floats) -> Bools:
    """Tell where something is recorded, be it that the fact does not apply."""
    return ~np.isnan(values)
