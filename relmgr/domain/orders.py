"""What a list is an order of: keys by their place, known at once or fetched by a question."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar, overload

from relmgr.domain.values import Key

RowT = TypeVar("RowT")
KEY_BYTES = 16
"""A key is 32 hexadecimal characters: 16 bytes where many are held."""


class Order(Protocol):
    """Rows of a list by place, counted from 0."""

    def __len__(self) -> int:
        """Return how many rows there are."""

    def key(self, place: int) -> Key | None:
        """Return the key at a place, or None when a question has to be asked for it."""

    def place(self, key: Key) -> int | None:
        """Return the place of a key, or None when it is not in the order or nobody knows without asking."""


@dataclass(frozen=True, slots=True)
class Keys:
    """An order that is held as it is: for lists of some hundreds."""

    keys: Sequence[Key] = ()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.keys)

    def key(self, place: int) -> Key | None:
        """Return the key at a place, None beyond the ends."""
        return self.keys[place] if 0 <= place < len(self.keys) else None

    def place(self, key: Key) -> int | None:
        """Return the place of a key, or None."""
        try:
            return self.keys.index(key)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class PackedKeys(Sequence[Key]):
    """Keys in 16 bytes each, so that a million of them are 16 MB and one object."""

    data: bytes = b""

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self.data) // KEY_BYTES

    @overload
    def __getitem__(self, place: int) -> Key: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Key]: ...
    def __getitem__(self, place: int | slice) -> Key | Sequence[Key]:
        """Return the key at a place, or the keys of a slice as a list."""
        if isinstance(place, slice):
            return [self._at(n) for n in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._at(place % len(self))

    def _at(self, place: int) -> Key:
        return Key(self.data[place * KEY_BYTES : (place + 1) * KEY_BYTES].hex())

    def __iter__(self) -> Iterator[Key]:
        """Yield the keys in order."""
        return map(self._at, range(len(self)))

    def index(self, key: object, start: int = 0, stop: int | None = None) -> int:
        """Return the place of a key; raises ValueError when it is not there."""
        wanted, end = bytes.fromhex(str(key)), (len(self) if stop is None else stop) * KEY_BYTES
        found = self.data.find(wanted, start * KEY_BYTES, end)
        while found % KEY_BYTES and found >= 0:
            found = self.data.find(wanted, found + 1, end)
        if found < 0:
            raise ValueError(key)
        return found // KEY_BYTES

    def __contains__(self, key: object) -> bool:
        """Tell whether a key is there."""
        try:
            return self.index(key) >= 0
        except ValueError:
            return False


def packed(keys: Iterable[Key]) -> bytes:
    """Return keys as PackedKeys holds them."""
    return bytes.fromhex("".join(keys))


@dataclass(frozen=True, slots=True)
class Marks:
    """Marked rows as a value: it survives sorting, finding and loading again.

    `turned` are the rows that were marked one by one, or unmarked again where a mark stood on everything: on all
    of `scope`, what the list was narrowed to, with its `size`; or on the keys `held`, which are in order.
    """

    turned: frozenset[Key] = frozenset()
    scope: object | None = None
    size: int = 0
    held: PackedKeys | None = None

    def __len__(self) -> int:
        """Return how many rows are marked."""
        if self.held is not None:
            return len(self.held) + sum(-1 if self._is_held(key) else 1 for key in self.turned)
        return max(0, self.size - len(self.turned)) if self.scope is not None else len(self.turned)

    def holds(self, key: Key) -> bool:
        """Tell whether a row is marked; marks of a whole scope know it of the rows of that scope."""
        whole = self.scope is not None or self._is_held(key)
        return (key in self.turned) != whole

    def _is_held(self, key: Key) -> bool:
        if self.held is None:
            return False
        place = bisect_left(self.held, key)
        return place < len(self.held) and self.held[place] == key

    def toggled(self, key: Key) -> "Marks":
        """Return the marks with one row turned round."""
        return replace(self, turned=self.turned ^ {key})

    def among(self, keys: Collection[Key]) -> "Marks":
        """Return single marks without rows that are not there any more."""
        return self if self.scope is not None or self.held else Marks(self.turned.intersection(keys))

    def sized(self, size: int) -> "Marks":
        """Return marks of a whole scope for as many rows as it now has."""
        return self if self.scope is None else replace(self, size=size)


@dataclass(frozen=True, slots=True)
class View:
    """Where somebody stands in a list: on which key and place, so many rows below the top, so many rows high."""

    key: Key | None = None
    place: int = 0
    above: int = 0
    height: int = 50

    def pages(self, place: int, length: int, page: int) -> tuple[int, int]:
        """Return first place and number of rows of the pages in view when the cursor stands at `place`."""
        top = max(0, min(place - self.above, length - 1))
        first = top // page * page
        last = min(length, max(top + self.height, place + 1))
        return first, -(-max(0, last - first) // page) * page


@dataclass(frozen=True, slots=True)
class Listing(Generic[RowT]):
    """An order with where the cursor goes and the rows in view, read at once.

    `asked` is where the cursor stood when it was asked for: it may have moved on meanwhile. `place` None: the list
    finds the cursor's key itself. `scope` is what the list is narrowed to; `complete` False: these are the first
    rows, the others follow.
    """

    order: Order
    place: int | None = None
    first: int = 0
    rows: Sequence[RowT] = ()
    scope: object = None
    complete: bool = True
    asked: int | None = None
