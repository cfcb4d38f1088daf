"""Facilities across the book: the maturity diary."""

from dataclasses import dataclass
from datetime import date, timedelta

from relmgr.db.reader import Reader
from relmgr.domain.values import FacilityKind, Key, Tier


@dataclass(frozen=True, slots=True)
class MaturityRow:
    """A facility with an obligation that matures soon; amounts in minor units of `currency`."""

    id: Key
    client_id: Key
    client: str
    tier: Tier | None
    code: str
    name: str
    kind: FacilityKind
    currency: str
    limit_minor: int | None
    drawn_minor: int | None
    maturity_on: date


def maturities(reader: Reader, within_days: int = 90, start: date | None = None) -> list[MaturityRow]:
    """Return facilities with something owed that mature within so many days from `start` (today), by date."""
    start = start or reader.today
    return reader.rows(
        MaturityRow,
        """
        SELECT f.id, f.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, k.tier, f.code, f.name,
               f.kind, f.currency, f.limit_minor, f.drawn_minor, f.maturity_on
        FROM facility f JOIN client c ON c.id = f.client_id JOIN clientcache k ON k.client_id = c.id
        WHERE NOT f.deleted AND NOT c.deleted AND f.drawn_minor > 0
          AND f.maturity_on BETWEEN :start AND :until
        ORDER BY f.maturity_on, f.code
        """,
        start=start,
        until=start + timedelta(days=within_days),
    )
