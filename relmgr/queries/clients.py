"""The client book: the order of the list, and the rows that are visible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from relmgr.db.reader import Reader, listed
from relmgr.db.search import match
from relmgr.domain.tier_moves import Selection
from relmgr.domain.values import Key, Level, Tier
from relmgr.queries.assigned import ASSIGNED
from relmgr.queries.segment_sql import selection_sql

MINE = f"FROM clientcache k WHERE k.client_id {ASSIGNED}"

COMMONEST = "(SELECT currency FROM clientcache GROUP BY currency ORDER BY count(currency) DESC LIMIT 1)"
BY_CURRENCY = f"k.currency IS NULL, k.currency <> {COMMONEST}, k.currency"
"""Amounts are compared only within a currency, that of most clients first: there is no rate to compare by."""

SORTS = {
    "exposure": f"{BY_CURRENCY}, k.exposure_minor DESC NULLS LAST, k.sort_name, k.client_id",
    "name": "k.sort_name, k.client_id",
    "tier": "k.tier IS NULL, k.tier, k.exposure_minor DESC NULLS LAST, k.client_id",
    "level": "CASE k.level WHEN 'red' THEN 0 WHEN 'orange' THEN 1 WHEN 'yellow' THEN 2 WHEN 'unknown' THEN 3"
    " ELSE 4 END, k.exposure_minor DESC NULLS LAST, k.client_id",
    "seen": "k.last_contact_on IS NOT NULL, k.last_contact_on, k.sort_name, k.client_id",
    "next": "k.next_visit_at IS NULL, k.next_visit_at, k.sort_name, k.client_id",
}
"""Orders of the list by name; each ends with the key, so that an order is always total."""


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the client book; exposure in minor units of `currency`, None when unknown or mixed."""

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


ROW = """
SELECT c.id, c.name, c.short_name, c.code, k.tier, k.level, k.open_signals, k.exposure_minor, k.currency,
       c.industry, c.region, k.last_contact_on, k.next_visit_at, k.next_step, k.next_step_on
FROM client c JOIN clientcache k ON k.client_id = c.id
"""


def client_order(
    reader: Reader,
    sort: str = "exposure",
    reverse: bool = False,
    find: str = "",
    selection: Selection | None = None,
) -> list[Key]:
    """Return the keys of the book in the order of `sort`, only those that `find` matches and a selection holds."""
    order = _reversed(SORTS[sort]) if reverse else SORTS[sort]
    wanted = match(find)
    found = (
        " AND k.client_id IN (SELECT s.client_id FROM client_fts f JOIN client_search s ON s.rowid = f.rowid"
        " WHERE client_fts MATCH :find)"
        if wanted
        else ""
    )
    if find.strip() and not wanted:
        return []
    chosen, values = selection_sql(selection) if selection is not None else ("1", {})
    of_client = "JOIN client c ON c.id = k.client_id" if selection is not None else ""
    sql = (
        f"SELECT k.client_id FROM clientcache k {of_client} WHERE k.client_id {ASSIGNED} AND {chosen} {found}"
        f" ORDER BY {order}"
    )
    return reader.column(sql, me=reader.manager_id, today=reader.today, find=wanted, **values)


def client_rows(reader: Reader, keys: Sequence[Key]) -> list[ClientRow]:
    """Return the lines of these clients in the order given; a client that is gone is left out."""
    rows = reader.rows(
        ClientRow, f"{ROW} WHERE c.id IN (SELECT value FROM json_each(:keys))", keys=listed(keys)
    )
    by_key = {row.id: row for row in rows}
    return [by_key[key] for key in keys if key in by_key]


def client_count(reader: Reader) -> int:
    """Return how many clients are in the book."""
    return int(reader.value(f"SELECT count(*) {MINE}", me=reader.manager_id, today=reader.today))


def _reversed(order: str) -> str:
    flipped = []
    for term in order.split(", "):
        if term.endswith(" DESC NULLS LAST"):
            flipped.append(term.removesuffix(" DESC NULLS LAST") + " ASC NULLS LAST")
        elif " IS NULL" in term or " IS NOT NULL" in term or term.startswith("k.currency"):
            flipped.append(term)
        else:
            flipped.append(f"{term} DESC")
    return ", ".join(flipped)
