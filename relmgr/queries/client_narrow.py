"""Which clients a list is narrowed to by a find and a selection, in order: the first at once, all of them packed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING, Final

from relmgr.db.patience import GivenUpError, giving_up
from relmgr.db.reader import Reader
from relmgr.db.search import match
from relmgr.domain.orders import PackedKeys, packed
from relmgr.domain.values import Key
from relmgr.queries.assigned import whose
from relmgr.queries.client_sorts import order_by
from relmgr.queries.client_walk import walk_of

if TYPE_CHECKING:
    from relmgr.domain.tier_moves import Selection

HITS: Final = """
SELECT s.client_id FROM client_fts f JOIN client_search s ON s.rowid = f.rowid WHERE client_fts MATCH :find
"""
FEW: Final = 2_000
"""Hits of a find that are put in order at once; more are met while an index is walked."""
HEAD: Final = 100
"""Rows that are shown while the others are looked for."""
LOOKS: Final = 15
"""How long the first rows may be looked for along an index, in looks of `giving_up`: some thirty milliseconds."""
BATCH: Final = 1_024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of clients shows in which order; `scope` says what it shows, whatever the order."""

    sort: str = "exposure"
    reverse: bool = False
    find: str = ""
    selection: "Selection | None" = None

    @property
    def scope(self) -> "tuple[str, Selection | None]":
        """Return what narrows the list."""
        return self.find.strip(), self.selection

    @property
    def narrows(self) -> bool:
        """Tell whether anything narrows the list."""
        return self.scope != ("", None)


@dataclass(frozen=True, slots=True)
class _Statement:
    """What to select from and its condition, with parameters."""

    tables: str
    condition: str
    values: dict[str, object]


def _chosen(selection: "Selection | None") -> tuple[str, dict[str, object], bool]:
    """Return the condition of a selection, its parameters, and whether it reads the client's own row."""
    if selection is None:
        return "1", {}, False
    from relmgr.queries.segment_sql import reads_profile, selection_sql  # noqa: PLC0415  not for the first paint

    condition, values = selection_sql(selection)
    return condition, dict(values), selection.move is not None or reads_profile(selection.definition)


def _statement(reader: Reader, wanted: Wanted, mine: str, hits: str) -> _Statement:
    chosen, values, profile = _chosen(wanted.selection)
    find = match(wanted.find)
    return _Statement(
        "clientcache k" + (" JOIN client c ON c.id = k.client_id" if profile else ""),
        f"{mine} AND {chosen}" + (f" AND {hits} IN ({HITS})" if find else ""),
        {**values, "find": find, "me": reader.manager_id, "today": reader.today},
    )


def finds_nothing(wanted: Wanted) -> bool:
    """Tell whether nothing can answer to what is looked for: it holds no letter and no figure."""
    return bool(wanted.find.strip()) and not match(wanted.find)


def keys_in_order(reader: Reader, wanted: Wanted) -> Iterator[list[Key]]:
    """Yield all keys in order, many at a time."""
    return _batches(reader, wanted, order_by(wanted.sort, wanted.reverse))


def packed_keys(reader: Reader, wanted: Wanted, stop: Event | None = None) -> PackedKeys:
    """Return all keys in order; raises GivenUpError when `stop` is set meanwhile."""
    return _pack(reader, keys_in_order(reader, wanted), stop)


def packed_scope(reader: Reader, wanted: Wanted, stop: Event | None = None) -> PackedKeys:
    """Return all keys in the order of the keys themselves; raises GivenUpError when `stop` is set meanwhile."""
    return _pack(reader, _batches(reader, wanted, "k.client_id"), stop)


def _batches(reader: Reader, wanted: Wanted, order: str) -> Iterator[list[Key]]:
    if finds_nothing(wanted):
        return iter(())
    part = _statement(reader, wanted, whose(reader).condition, "k.client_id")
    if wanted.selection is not None and not wanted.find.strip():
        # One scan in the order of the file: along an index the rows would be fetched one by one, at random.
        part = replace(part, tables=part.tables.replace("clientcache k", "clientcache k NOT INDEXED", 1))
    sql = f"SELECT k.client_id FROM {part.tables} WHERE {part.condition} ORDER BY {order}"
    return reader.batches(BATCH, sql, **part.values)


def _pack(reader: Reader, batches: Iterator[list[Key]], stop: Event | None) -> PackedKeys:
    data = bytearray()
    with giving_up(reader, stop or Event()):
        for keys in batches:
            data += packed(keys)
    return PackedKeys(bytes(data))


def first_keys(reader: Reader, wanted: Wanted, stop: Event) -> tuple[list[Key], bool]:
    """Return the first keys in order and whether they are all; none when finding them takes its time."""
    if finds_nothing(wanted):
        return [], True
    mine = whose(reader)
    try:
        if not mine.walked or _finds_few(reader, wanted):
            with giving_up(reader, stop, LOOKS * 2):
                return [key for keys in keys_in_order(reader, wanted) for key in keys], True
        with giving_up(reader, stop, LOOKS):
            return _along_the_index(reader, wanted, mine.condition)
    except GivenUpError:
        return [], False


def _finds_few(reader: Reader, wanted: Wanted) -> bool:
    find = match(wanted.find)
    if find is None:
        return False
    hits = f"SELECT count(*) FROM (SELECT 1 FROM client_fts WHERE client_fts MATCH :find LIMIT {FEW + 1})"
    return int(reader.value(hits, find=find)) <= FEW


def _along_the_index(reader: Reader, wanted: Wanted, mine: str) -> tuple[list[Key], bool]:
    walk = walk_of(reader, wanted.sort, wanted.reverse, whose(reader))
    found: list[Key] = []
    way = " DESC" if wanted.reverse else ""
    for part in walk.parts:
        statement = _statement(reader, wanted, f"{mine} AND {part.condition}", "+k.client_id")
        columns = ", ".join(f"k.{column}{way}" for column in part.columns)
        found += reader.column(
            f"SELECT k.client_id FROM {statement.tables} WHERE {statement.condition}"
            f" ORDER BY {columns} LIMIT {HEAD + 1 - len(found)}",
            **statement.values,
            group=part.value,
        )
        if len(found) > HEAD:
            return found[:HEAD], False
    return found, True
