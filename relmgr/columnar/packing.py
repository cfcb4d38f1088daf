"""Columns as bytes: whole numbers in as few bytes as their range needs, repeated values as a short list.

What is read decides the time of a run over an encrypted file, so a column is as small as it can be without
losing a digit. A missing value is one more code; nothing is rounded.
"""

import struct
from typing import Final

import numpy as np

from relmgr.columnar.arrays import Floats, Ints

HEAD: Final = struct.Struct("<BBxxiqq")
"""Form, bytes a value, number of values, smallest value, code of a missing value (-1: nothing is missing)."""

WHOLE, LISTED, PLAIN = range(3)
EXACT: Final = 2.0**53
MANY: Final = 4_096
"""Distinct values above which listing them saves nothing."""


def pack_ints(values: Ints, missing: int) -> bytes:
    """Return whole numbers as bytes; `missing` stands for no value."""
    gone = values == missing
    known = values if not gone.any() else values[~gone]
    if not len(known):
        return HEAD.pack(WHOLE, 0, len(values), 0, 0)
    least = int(known.min())
    span = int(known.max()) - least
    code = -1 if len(known) == len(values) else span + 1
    if max(span, code) == 0:
        return HEAD.pack(WHOLE, 0, len(values), least, -1)
    if max(span, code) >= EXACT:
        return HEAD.pack(PLAIN, 8, len(values), 0, 0) + np.where(gone, np.nan, values).astype("<f8").tobytes()
    shifted = np.where(gone, code, values - least).astype("<u8")
    width = next(size for size in (1, 2, 4, 5, 6, 8) if max(span, code) < 256**size)
    return HEAD.pack(WHOLE, width, len(values), least, code) + _planes(shifted, width)


def _planes(shifted: "np.ndarray[tuple[int, ...], np.dtype[np.uint64]]", width: int) -> bytes:
    if width in (1, 2, 4, 8):
        return shifted.astype(f"<u{width}").tobytes()
    low = (shifted & 0xFFFFFFFF).astype("<u4").tobytes()
    return low + (shifted >> 32).astype(f"<u{width - 4}").tobytes()


def pack_floats(values: Floats) -> bytes:
    """Return numbers as bytes: whole ones as such, few distinct ones as a list and places, others as they are."""
    finite = values[~np.isnan(values)]
    if not np.isinf(finite).any() and (np.abs(finite) < EXACT).all() and (finite == np.floor(finite)).all():
        lost = np.iinfo(np.int64).min
        return pack_ints(np.where(np.isnan(values), lost, np.nan_to_num(values)).astype(np.int64), lost)
    distinct, places = np.unique(values, return_inverse=True)
    if len(distinct) <= MANY:
        inner = pack_ints(places.astype(np.int64), -1)
        return HEAD.pack(LISTED, 8, len(distinct), 0, 0) + distinct.astype("<f8").tobytes() + inner
    return HEAD.pack(PLAIN, 8, len(values), 0, 0) + values.astype("<f8").tobytes()


def unpack(packed: bytes) -> Floats:
    """Return a packed column; NaN is a missing value."""
    form, width, count, least, code = HEAD.unpack_from(packed)
    if form == PLAIN:
        return np.frombuffer(packed, "<f8", count, HEAD.size)
    if form == LISTED:
        distinct = np.frombuffer(packed, "<f8", count, HEAD.size)
        places: Floats = distinct[unpack(packed[HEAD.size + 8 * count :]).astype(np.intp)]
        return places
    if width == 0:
        return np.full(count, np.nan if code == 0 else float(least))
    values = _joined(packed, width, count)
    if code < 0:
        return values + least if least else values
    gone = values == code
    if least:
        values += least
    values[gone] = np.nan
    return values


def _joined(packed: bytes, width: int, count: int) -> Floats:
    if width in (1, 2, 4, 8):
        return np.frombuffer(packed, f"<u{width}", count, HEAD.size).astype(np.float64)
    low = np.frombuffer(packed, "<u4", count, HEAD.size).astype(np.float64)
    high = np.frombuffer(packed, f"<u{width - 4}", count, HEAD.size + 4 * count)
    low += high * 4294967296.0
    return low
