"""The client book: its rows by key or by place, and the list of any length as somebody stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event
from typing import TYPE_CHECKING, Final

from relmgr.db.patience import GivenUpError
from relmgr.db.reader import Reader, listed
from relmgr.domain.orders import Keys, Listing, View
from relmgr.domain.values import Key, Level, Tier
from relmgr.queries import client_walk
from relmgr.queries.assigned import whose
from relmgr.queries.client_narrow import Wanted, first_keys, keys_in_order, packed_keys
from relmgr.queries.client_sorts import SORTS as SORTS
from relmgr.queries.client_walk import ClientWalk, place_of, rows_at, walk_of

if TYPE_CHECKING:
    from relmgr.domain.tier_moves import Selection

SHORT: Final = 500
"""A book of so many clients is held as keys: nothing is gained by walking."""
PAGE: Final = 50
"""Rows that are fetched at once: a screen's worth."""


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the client book; amounts in minor units of `currency`, None when unknown or mixed."""

    id: Key
    name: str
    short_name: str
    code: str
    tier: Tier | None
    level: Level
    open_signals: int
    exposure_minor: int | None
    currency: str | None
    industry: str
    region: str
    last_contact_on: date | None
    next_visit_at: datetime | None
    next_step: str
    next_step_on: date | None
    group_name: str = ""
    grade: str | None = None
    asset_class: str | None = None
    stage: int | None = None
    score_e6: int | None = None
    limit_minor: int | None = None
    facilities: int = 0
    on_watch: bool = False
    tier_since_on: date | None = None


ROW = """
SELECT k.client_id AS id, k.name, k.short_name, k.code, k.tier, k.level, k.open_signals, k.exposure_minor, k.currency,
       k.industry, k.region, k.last_contact_on, k.next_visit_at, k.next_step, k.next_step_on, k.group_name, k.grade,
       k.asset_class, k.stage, k.score_e6, k.limit_minor, k.facilities, k.on_watch, k.tier_since_on
FROM json_each(:keys) j CROSS JOIN clientcache k ON """


def client_order(
    reader: Reader,
    sort: str = "exposure",
    reverse: bool = False,
    find: str = "",
    selection: "Selection | None" = None,
) -> list[Key]:
    """Return the keys of the book in the order of `sort`, only those that `find` matches and a selection holds."""
    batches = keys_in_order(reader, Wanted(sort, reverse, find, selection))
    return [key for keys in batches for key in keys]


def client_rows(reader: Reader, keys: Sequence[Key]) -> list[ClientRow]:
    """Return the lines of these clients in the order given; a client that is gone is left out."""
    return reader.rows(ClientRow, f"{ROW} k.client_id = j.value ORDER BY j.key", keys=listed(keys))


def clients_among(reader: Reader, keys: Sequence[Key]) -> list[Key]:
    """Return those keys that are clients still."""
    sql = "SELECT k.client_id FROM json_each(:keys) j CROSS JOIN clientcache k ON k.client_id = j.value"
    return reader.column(sql, keys=listed(keys))


def client_count(reader: Reader) -> int:
    """Return how many clients are in the book; nothing is read but the tally where that is enough."""
    mine = whose(reader)
    if mine.walked:
        return len(walk_of(reader, "name", False, mine))
    sql = f"SELECT count(*) FROM clientcache k WHERE {mine.condition}"
    return int(reader.value(sql, me=reader.manager_id, today=reader.today))


def client_page(reader: Reader, walk: ClientWalk, first: int, count: int) -> list[ClientRow] | None:
    """Return the lines at some places of a long book; None while it has no anchors near them."""
    numbers = rows_at(reader, walk, first, count)
    return None if numbers is None else _numbered(reader, numbers)


def _numbered(reader: Reader, numbers: Sequence[int]) -> list[ClientRow]:
    return reader.rows(ClientRow, f"{ROW} k.rowid = j.value ORDER BY j.key", keys=str(list(numbers)))


def open_clients(
    reader: Reader, wanted: Wanted, view: View, stop: Event, before: ClientWalk | None = None
) -> Listing[ClientRow]:
    """Return the list as somebody stands in it, with the rows in view; `before` is the order it had until now.

    The cursor's place is that of its key, else the nearest there is. A narrowed list that takes its time comes with
    its first rows only (`complete` False); `whole_list` returns all of it.
    """
    if wanted.narrows:
        keys, complete = first_keys(reader, wanted, stop)
        return _held(reader, wanted, keys, view, complete=complete)
    mine = whose(reader)
    walk = walk_of(reader, wanted.sort, wanted.reverse, mine) if mine.walked else None
    if walk is None or len(walk) <= SHORT:
        keys = client_order(reader, wanted.sort, wanted.reverse)
        return _held(reader, wanted, keys, view)
    return _walked(reader, wanted, walk, view, before)


def _walked(
    reader: Reader, wanted: Wanted, walk: ClientWalk, view: View, before: ClientWalk | None
) -> Listing[ClientRow]:
    if before is not None and (before.sort, before.reverse) == (walk.sort, walk.reverse):
        client_walk.inherit(walk, before)
    found = place_of(reader, walk, view.key) if view.key is not None else None
    place = found if found is not None else max(0, min(view.place, len(walk) - 1))
    first, count = view.pages(place, len(walk), PAGE)
    rows = client_page(reader, walk, first, count) or ()
    return Listing(walk, place, first, rows, wanted.scope, asked=view.place)


def _held(
    reader: Reader, wanted: Wanted, keys: Sequence[Key], view: View, *, complete: bool = True
) -> Listing[ClientRow]:
    order = Keys(keys)
    found = order.place(view.key) if view.key is not None else 0
    place = found if found is not None else max(0, min(view.place, len(keys) - 1))
    first, count = view.pages(place, len(keys), PAGE)
    rows = client_rows(reader, keys[first : first + count])
    return Listing(order, place, first, rows, wanted.scope, complete, view.place)


def whole_list(reader: Reader, wanted: Wanted, view: View, stop: Event) -> Listing[ClientRow] | None:
    """Return all of a narrowed list; None when `stop` was set meanwhile."""
    try:
        return _held(reader, wanted, packed_keys(reader, wanted, stop), view)
    except GivenUpError:
        return None


def rest_of(reader: Reader, walk: ClientWalk, key: Key | None, stop: Event) -> int | None:
    """Collect the anchors of a long book and return where a client stands now; None for nobody, or when given up."""
    if not client_walk.collect_anchors(reader, walk, stop):
        return None
    return place_of(reader, walk, key) if key is not None else None
