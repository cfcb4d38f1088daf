"""A client book of any length by place: an index is walked from the nearest known row, never from the start.

Anchors, every STEP-th row of a part, make any place near; they are collected in many short statements, so that
the collecting gives way and can be given up. Until they are there, the ends of each part and the pages that were
fetched are what is near.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any, Final

from relmgr.db.reader import Reader
from relmgr.domain.values import Key
from relmgr.queries.assigned import Mine
from relmgr.queries.client_sorts import SORTS, groups_in_order

STEP: Final = 512
"""Rows between two anchors; walking so many index entries costs less than fetching one page of rows."""
REACH: Final = 2 * STEP
"""How far is walked without an anchor."""

Walked = tuple[Any, ...]
"""What a row is ordered by within its part: the walked columns, `mine`, the row number."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an order: rows alike in the group, all with or all without the column that may be missing."""

    group: str
    value: str
    known: str
    is_known: bool
    columns: tuple[str, ...]
    size: int
    first: int

    @property
    def condition(self) -> str:
        """Return which rows these are, with the parameter `group`."""
        terms = []
        if self.group:
            terms.append(f"k.{self.group} = :group" if self.value else f"k.{self.group} IS NULL")
        if self.known:
            terms.append(f"k.{self.known} IS {'NOT ' if self.is_known else ''}NULL")
        return " AND ".join(terms) or "1"

    def holds(self, row: "dict[str, Any]") -> bool:
        """Tell whether a row, by its columns, stands in this part."""
        same = not self.group or (row[self.group] or "") == self.value
        return same and (not self.known or (row[self.known] is not None) == self.is_known)


@dataclass(slots=True)
class Known:
    """Where rows of one part stand, in order: (place in the part, row). Places grow with the rows."""

    places: list[int] = field(default_factory=list)
    rows: list[Walked] = field(default_factory=list)

    def add(self, place: int, row: Walked) -> None:
        """Remember a row, unless one is known nearby."""
        at = bisect_left(self.places, place)
        near = self.places[max(0, at - 1) : at + 1]
        if all(abs(place - other) >= STEP // 2 for other in near):
            insort(self.places, place)
            self.rows.insert(at, row)


@dataclass(slots=True)
class ClientWalk:
    """The order of a client book that is too long to be held; what becomes known of it is kept in `known`.

    `exact`: the anchors are of this state of the book. Those of the state before differ by a row or two, which is
    good enough to show rows at once.
    """

    sort: str
    reverse: bool
    mine: Mine
    parts: tuple[Part, ...]
    known: dict[Part, Known] = field(default_factory=dict)
    exact: bool = False
    lock: Lock = field(default_factory=Lock)

    def __len__(self) -> int:
        """Return how many clients there are."""
        return self.parts[-1].first + self.parts[-1].size if self.parts else 0

    def key(self, place: int) -> Key | None:  # noqa: ARG002 - nobody knows without asking
        """Return None: a question has to be asked."""
        return None

    def place(self, key: Key) -> int | None:  # noqa: ARG002
        """Return None: a question has to be asked."""
        return None


def walk_of(reader: Reader, sort: str, reverse: bool, mine: Mine) -> ClientWalk:
    """Return an order with the lengths of its parts, which the tally knows; nothing else is read."""
    about = SORTS[sort]
    group, known = about.group or "''", about.tally or "1"
    counts: dict[tuple[str, bool], int] = {}
    tally = reader.records(f"SELECT {group}, {known}, sum(clients) FROM clienttally GROUP BY 1, 2")
    totals: dict[str, int] = {}
    for value, is_known, clients in tally:
        counts[value, bool(is_known)] = clients
        totals[value] = totals.get(value, 0) + clients
    if mine.timed:
        for value, is_known, clients in _timed(reader, about.group, about.known, mine):
            counts[value, bool(is_known)] = counts.get((value, bool(is_known)), 0) + clients
    commonest = max(sorted(filter(None, totals)), key=totals.__getitem__, default="")
    parts: list[Part] = []
    for value in groups_in_order(about.group, {value for value, _ in counts}, commonest, reverse):
        for is_known in (False, True) if about.unknown_first else (True, False):
            if size := counts.get((value, is_known), 0):
                columns = about.walk if is_known else tuple(c for c in about.walk if c != about.known)
                first = parts[-1].first + parts[-1].size if parts else 0
                names = (*columns, "mine", "rowid")
                parts.append(Part(about.group, value, about.known, is_known, names, size, first))
    return ClientWalk(sort, reverse, mine, tuple(parts))


def _timed(reader: Reader, group: str, known: str, mine: Mine) -> list[tuple[Any, ...]]:
    by = f"coalesce(k.{group}, '')" if group else "''"
    has = f"k.{known} IS NOT NULL" if known else "1"
    return reader.records(
        f"SELECT {by}, {has}, count(*) FROM clientcache k WHERE k.mine = 2 AND {mine.condition} GROUP BY 1, 2",
        me=reader.manager_id,
        today=reader.today,
    )


def inherit(walk: ClientWalk, before: ClientWalk) -> None:
    """Take over what was known of the same order in the state before: near enough until it is collected anew."""
    with before.lock:
        by_name = {(p.value, p.is_known): known for p, known in before.known.items()}
    for part in walk.parts:
        if known := by_name.get((part.value, part.is_known)):
            end = bisect_left(known.places, part.size)
            walk.known[part] = Known(known.places[:end], known.rows[:end])


def rows_at(reader: Reader, walk: ClientWalk, first: int, count: int) -> list[int] | None:
    """Return the row numbers at `count` places from `first` on; None while they are too far from what is known."""
    found: list[int] = []
    for part in walk.parts:
        low, high = max(first, part.first), min(first + count, part.first + part.size)
        if low < high:
            rows = _stretch(reader, walk, part, low - part.first, high - low)
            if rows is None:
                return None
            found += rows
    return found


def _stretch(reader: Reader, walk: ClientWalk, part: Part, at: int, count: int) -> list[int] | None:
    """Walk to the place `at` of a part from the nearest end or known row, and return `count` row numbers."""
    with walk.lock:
        known = walk.known.get(part, Known())
        before = bisect_right(known.places, at) - 1
        after = bisect_left(known.places, at + count - 1)
        onward = (known.places[before], known.rows[before]) if before >= 0 else (0, None)
        back = (
            (known.places[after], known.rows[after]) if after < len(known.places) else (part.size - 1, None)
        )
        inside = known.places[before + 1] if before + 1 < len(known.places) else at + count
    ahead, behind = at - onward[0], back[0] - (at + count - 1)
    if min(ahead, behind) > REACH:
        if inside >= at + count:
            return None
        head = _stretch(reader, walk, part, at, inside - at)
        tail = _stretch(reader, walk, part, inside, at + count - inside)
        return None if head is None or tail is None else head + tail
    backwards = behind < ahead
    rows = _walked(
        reader, walk, part, back[1] if backwards else onward[1], min(ahead, behind), count, backwards
    )
    if backwards:
        rows.reverse()
    if rows:
        with walk.lock:
            walk.known.setdefault(part, Known()).add(at, rows[0])
    return [row[-1] for row in rows]


def _walked(
    reader: Reader, walk: ClientWalk, part: Part, start: Walked | None, skip: int, count: int, backwards: bool
) -> list[Walked]:
    """Return `count` rows of a part, `skip` places behind `start` (itself counted), in either direction."""
    down = walk.reverse != backwards
    sql = (
        f"SELECT {_names(part)} FROM clientcache k WHERE {walk.mine.condition} AND {part.condition}"
        f"{_beyond(part, start, down, itself=True)} ORDER BY {_names(part, ' DESC' if down else '')}"
        " LIMIT :count OFFSET :skip"
    )
    return reader.records(sql, **_values(reader, part, start), count=count, skip=skip)


def _names(part: Part, way: str = "") -> str:
    return ", ".join(f"k.{column}{way}" for column in part.columns)


def _beyond(part: Part, start: Walked | None, down: bool, *, itself: bool) -> str:
    if start is None:
        return ""
    sign = ("<" if down else ">") + ("=" if itself else "")
    places = ", ".join(f":v{n}" for n in range(len(start)))
    return f" AND ({_names(part)}) {sign} ({places})"


def _values(reader: Reader, part: Part, start: Walked | None) -> dict[str, object]:
    values: dict[str, object] = {f"v{n}": value for n, value in enumerate(start or ())}
    return {**values, "group": part.value, "me": reader.manager_id, "today": reader.today}


def place_of(reader: Reader, walk: ClientWalk, key: Key) -> int | None:
    """Return the place of a client, None when it is not in the book.

    Without an anchor near it the index is counted from the start of its part, once: the client itself is known then.
    """
    about = SORTS[walk.sort]
    columns = list(
        dict.fromkeys([c for c in (about.group, about.known, *about.walk) if c] + ["mine", "rowid"])
    )
    found = reader.records(
        f"SELECT {', '.join(f'k.{c}' for c in columns)} FROM clientcache k"
        f" WHERE k.client_id = :key AND {walk.mine.condition}",
        key=key,
        me=reader.manager_id,
        today=reader.today,
    )
    row = dict(zip(columns, found[0], strict=True)) if found else {}
    part = next((p for p in walk.parts if p.holds(row)), None) if found else None
    if part is None:
        return None
    return part.first + _place_in(reader, walk, part, tuple(row[c] for c in part.columns))


def _place_in(reader: Reader, walk: ClientWalk, part: Part, row: Walked) -> int:
    with walk.lock:
        known = walk.known.get(part, Known())
        near = _last_before(known.rows, row, walk.reverse)
        start, at = (known.rows[near], known.places[near]) if near >= 0 else (None, 0)
    values = {f"r{n}": value for n, value in enumerate(row)}
    ends = ", ".join(f":r{n}" for n in range(len(row)))
    between = reader.value(
        f"SELECT count(*) FROM clientcache k WHERE {walk.mine.condition} AND {part.condition}"
        f"{_beyond(part, start, walk.reverse, itself=True)}"
        f" AND ({_names(part)}) {'>' if walk.reverse else '<'} ({ends})",
        **_values(reader, part, start),
        **values,
    )
    place = at + int(between)
    with walk.lock:
        walk.known.setdefault(part, Known()).add(place, row)
    return place


def _last_before(rows: Sequence[Walked], row: Walked, reverse: bool) -> int:
    """Return the number of the last of some rows, in order, that does not stand behind `row`; -1 for none.

    Texts compare by code point here and by UTF-8 in the database, which is the same.
    """
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        if rows[middle] >= row if reverse else rows[middle] <= row:
            low = middle + 1
        else:
            high = middle
    return low - 1


def collect_anchors(reader: Reader, walk: ClientWalk, stop: Event) -> bool:
    """Collect the anchors of an order; False when `stop` was set meanwhile, which leaves it as it was."""
    known: dict[Part, Known] = {}
    for part in walk.parts:
        anchors, at = Known(), 0
        last: Walked | None = None
        while at + STEP < part.size:
            if stop.is_set():
                return False
            rows = _walked(reader, walk, part, last, STEP, 1, False)
            if not rows:
                break
            at, last = at + STEP, rows[0]
            anchors.places.append(at)
            anchors.rows.append(last)
        known[part] = anchors
    with walk.lock:
        walk.known = known
    walk.exact = True
    return True
