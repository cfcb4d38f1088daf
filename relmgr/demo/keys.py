"""Identities of the demo book: the same seed and day give the same keys, in ascending order."""

from datetime import date

from relmgr.domain.values import Key

EPOCH = date(1970, 1, 1)
DAY_MS = 86_400_000
SEQUENCE_BITS = 12


class KeyMaker:
    """Makes UUIDv7-shaped keys: the day, then a running number, then the seed."""

    def __init__(self, today: date, seed: int) -> None:
        """Start the sequence of one book."""
        self._time = (today - EPOCH).days * DAY_MS
        self._tail = f"8{seed % 16**15:015x}"
        self._count = 0

    def next(self) -> Key:
        """Return the next key: 32 hexadecimal characters."""
        step, rest = self._count >> SEQUENCE_BITS, self._count & ((1 << SEQUENCE_BITS) - 1)
        self._count += 1
        return Key(f"{self._time + step:012x}7{rest:03x}{self._tail}")
