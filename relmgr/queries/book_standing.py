"""How the book stands in figures: counted from what triggers keep, so that no client is read to show them."""

from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import Final

from relmgr.db.reader import Reader
from relmgr.queries.assigned import Mine
from relmgr.queries.week_sql import A_TIER_DAYS

SILENT_DAYS: Final = 60
"""After so many days without contact a client is listed as silent; product default."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Clients of the book by level, tier and contact; see `WeekProgress` and `Snapshot` of the Today page."""

    clients: int
    red: int
    orange: int
    a_total: int
    a_seen: int
    silent: int
    unseen: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is drawn in one currency, in minor units; `unknown` facilities report no drawn amount."""

    currency: str
    minor: int
    facilities: int
    unknown: int


READ: Final = """
SELECT count(*) AS clients, count(*) FILTER (WHERE k.level = 'red') AS red,
       count(*) FILTER (WHERE k.level = 'orange') AS orange,
       count(*) FILTER (WHERE k.tier = 'A') AS a_total,
       count(*) FILTER (WHERE k.tier = 'A' AND k.last_contact_on >= :covered) AS a_seen,
       count(*) FILTER (WHERE k.last_contact_on < :silent) AS silent,
       count(*) FILTER (WHERE k.last_contact_on IS NULL) AS unseen
FROM clientcache k WHERE
"""
KEPT: Final = """
WITH lately AS (SELECT last_contact_on, tier, clients FROM seentally WHERE last_contact_on >= :silent)
SELECT coalesce(sum(clients), 0) AS clients, coalesce(sum(clients) FILTER (WHERE level = 'red'), 0) AS red,
       coalesce(sum(clients) FILTER (WHERE level = 'orange'), 0) AS orange,
       coalesce(sum(clients) FILTER (WHERE tier = 'A'), 0) AS a_total,
       coalesce((SELECT sum(clients) FROM lately WHERE tier = 'A' AND last_contact_on >= :covered), 0) AS a_seen,
       coalesce(sum(clients) FILTER (WHERE seen), 0) - coalesce((SELECT sum(clients) FROM lately), 0) AS silent,
       coalesce(sum(clients) FILTER (WHERE NOT seen), 0) AS unseen
FROM clienttally
"""
"""Who is silent is not counted by day: it is who was ever seen less who was seen lately."""


def standing(reader: Reader, mine: Mine) -> Standing:
    """Return the figures of the clients assigned today."""
    if not mine.walked:
        return _standing(reader, READ + mine.condition)
    kept = _standing(reader, KEPT)
    if not mine.timed:
        return kept
    some = _standing(reader, f"{READ} k.mine = 2 AND {mine.condition}")
    return Standing(*(a + b for a, b in zip(astuple(kept), astuple(some), strict=True)))


def _standing(reader: Reader, sql: str) -> Standing:
    found = reader.one(
        Standing,
        sql,
        me=reader.manager_id,
        today=reader.today,
        covered=reader.today - timedelta(days=A_TIER_DAYS),
        silent=reader.today - timedelta(days=SILENT_DAYS),
    )
    assert found is not None
    return found


def exposure_by_currency(reader: Reader, mine: Mine) -> list[Exposure]:
    """Return what the clients of the book have drawn, one row a currency, largest first."""
    return reader.rows(
        Exposure,
        f"""
        SELECT currency, sum(minor) AS minor, sum(facilities) AS facilities, sum(unknown) AS unknown
        FROM ({_drawn(mine)}) GROUP BY currency HAVING sum(facilities) > 0 ORDER BY minor DESC, currency
        """,
        me=reader.manager_id,
        today=reader.today,
    )


def _drawn(mine: Mine) -> str:
    """Return the statement of what is drawn: as it is kept, and read for clients that are mine only for a time."""
    kept = "SELECT currency, minor, facilities, unknown FROM drawntally"
    if mine.walked and not mine.timed:
        return kept
    read = f"""
        SELECT f.currency, coalesce(sum(f.drawn_minor), 0) AS minor, count(*) AS facilities,
               count(*) FILTER (WHERE f.drawn_minor IS NULL) AS unknown
        FROM clientcache k CROSS JOIN facility f ON f.client_id = k.client_id
        WHERE NOT f.deleted AND f.closed_on IS NULL AND {mine.condition}"""
    if mine.walked:
        return f"{kept} UNION ALL {read} AND k.mine = 2 GROUP BY f.currency"
    return f"{read} GROUP BY f.currency"
