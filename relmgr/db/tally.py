"""Counting the client book without reading it: triggers keep how many list rows are alike, and what they have drawn."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

SOURCE: Final = ("mine", "currency", "tier", "level", "exposure_minor", "last_contact_on", "next_visit_at")
KIND: Final = (
    "coalesce({row}.currency, ''), coalesce({row}.tier, ''), {row}.level, {row}.exposure_minor IS NOT NULL,"
    " {row}.last_contact_on IS NOT NULL, {row}.next_visit_at IS NOT NULL"
)
COLUMNS: Final = "currency, tier, level, owed, seen, planned"
FILL: Final = (
    f"INSERT INTO clienttally ({COLUMNS}, clients)"
    f" SELECT {KIND.format(row='k')}, count(*) FROM clientcache k WHERE k.mine = 1 GROUP BY 1, 2, 3, 4, 5, 6"
)
"""Counts a book whose rows were there before the triggers."""
FILL_SEEN: Final = (
    "INSERT INTO seentally (last_contact_on, tier, clients) SELECT last_contact_on, coalesce(tier, ''), count(*)"
    " FROM clientcache WHERE mine = 1 AND last_contact_on IS NOT NULL GROUP BY 1, 2"
)
FILL_DRAWN: Final = (
    "INSERT INTO drawntally (currency, minor, facilities, unknown) SELECT f.currency,"
    " coalesce(sum(f.drawn_minor), 0), count(*), count(*) FILTER (WHERE f.drawn_minor IS NULL)"
    " FROM facility f JOIN clientcache k ON k.client_id = f.client_id"
    " WHERE k.mine = 1 AND NOT f.deleted AND f.closed_on IS NULL GROUP BY 1"
)
FILLS: Final = (FILL, FILL_SEEN, FILL_DRAWN)
"""Count all that is counted of such a book."""


def _count(row: str, step: int) -> str:
    return (
        f"INSERT INTO clienttally ({COLUMNS}, clients) SELECT {KIND.format(row=row)}, {step} WHERE {row}.mine = 1"
        f" ON CONFLICT ({COLUMNS}) DO UPDATE SET clients = clients + {step};"
    )


def tally_triggers() -> Iterable[str]:
    """Return the statements that drop and make the triggers."""
    for op in ("insert", "update", "delete"):
        yield f"DROP TRIGGER IF EXISTS tally_{op}"
    yield f"CREATE TRIGGER tally_insert AFTER INSERT ON clientcache BEGIN {_count('NEW', 1)} END"
    yield f"CREATE TRIGGER tally_delete AFTER DELETE ON clientcache BEGIN {_count('OLD', -1)} END"
    differs = f"(OLD.mine, {KIND.format(row='OLD')}) IS NOT (NEW.mine, {KIND.format(row='NEW')})"
    yield (
        f"CREATE TRIGGER tally_update AFTER UPDATE OF {', '.join(SOURCE)} ON clientcache WHEN {differs} BEGIN"
        f" {_count('OLD', -1)} {_count('NEW', 1)} END"
    )
    yield from _three("seen", "clientcache", "mine, tier, last_contact_on", _seen)
    yield from _three("drawn", "facility", "client_id, currency, drawn_minor, closed_on, deleted", _drawn)
    yield from _three("owner", "clientcache", "client_id, mine", _drawn_by)


def _three(name: str, table: str, columns: str, count: Callable[[str, int], str]) -> Iterator[str]:
    """Yield the triggers that take the old row out and put the new one in, where one of the columns differs."""
    for op in ("insert", "update", "delete"):
        yield f"DROP TRIGGER IF EXISTS {name}_{op}"
    yield f"CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {count('NEW', 1)} END"
    yield f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {count('OLD', -1)} END"
    old, new = (", ".join(f"{row}.{c}" for c in columns.split(", ")) for row in ("OLD", "NEW"))
    yield (
        f"CREATE TRIGGER {name}_update AFTER UPDATE OF {columns} ON {table} WHEN ({old}) IS NOT ({new}) BEGIN"
        f" {count('OLD', -1)} {count('NEW', 1)} END"
    )


def _seen(row: str, step: int) -> str:
    return (
        f"INSERT INTO seentally (last_contact_on, tier, clients) SELECT {row}.last_contact_on,"
        f" coalesce({row}.tier, ''), {step} WHERE {row}.mine = 1 AND {row}.last_contact_on IS NOT NULL"
        f" ON CONFLICT (last_contact_on, tier) DO UPDATE SET clients = clients + {step};"
    )


ADD_DRAWN: Final = (
    " ON CONFLICT (currency) DO UPDATE SET minor = minor + excluded.minor,"
    " facilities = facilities + excluded.facilities, unknown = unknown + excluded.unknown;"
)


def _drawn(row: str, step: int) -> str:
    """Count one facility of a client that is mine at this moment."""
    return (
        "INSERT INTO drawntally (currency, minor, facilities, unknown) SELECT"
        f" {row}.currency, {step} * coalesce({row}.drawn_minor, 0), {step}, {step} * ({row}.drawn_minor IS NULL)"
        f" WHERE NOT {row}.deleted AND {row}.closed_on IS NULL"
        f" AND EXISTS (SELECT 1 FROM clientcache WHERE client_id = {row}.client_id AND mine = 1){ADD_DRAWN}"
    )


def _drawn_by(row: str, step: int) -> str:
    """Count all facilities of a client that becomes mine or is no longer."""
    return (
        "INSERT INTO drawntally (currency, minor, facilities, unknown) SELECT"
        f" currency, {step} * coalesce(sum(drawn_minor), 0), {step} * count(*), {step} * sum(drawn_minor IS NULL)"
        f" FROM facility WHERE client_id = {row}.client_id AND NOT deleted AND closed_on IS NULL AND {row}.mine = 1"
        f" GROUP BY currency{ADD_DRAWN}"
    )
