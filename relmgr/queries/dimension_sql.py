"""Where each field is read: SQL over `client c` and its list row `clientcache k`; unknown is NULL."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from relmgr.db.reader import Reader
from relmgr.db.stored import read_instant
from relmgr.domain.currencies import CODES, exponent
from relmgr.domain.dimensions import NO_PROJECT, BandLimits, Day, Dimension, DimensionKind, DimensionValue
from relmgr.domain.fields import FIELDS
from relmgr.domain.money import Money

BOOK: Final = "clientcache k JOIN client c ON c.id = k.client_id"
"""What expressions are read from: the clients that are not deleted."""

OWED: Final = "f.drawn_minor > 0 AND NOT f.deleted"
"""A facility `f` with something owed."""
_MANAGER = (
    "(SELECT m.name FROM assignment a JOIN accountmanager m ON m.id = a.manager_id WHERE a.client_id = k.client_id"
    " AND NOT a.deleted AND a.role = 'owner' AND a.from_on <= :today AND (a.to_on IS NULL OR a.to_on >= :today)"
    " ORDER BY a.from_on DESC, a.id LIMIT 1)"
)


def _people(also: str = "") -> str:
    """Return SQL that says whether a client has contacts that have not left."""
    return (
        "CASE WHEN EXISTS (SELECT 1 FROM contact p WHERE p.client_id = k.client_id AND NOT p.deleted"
        f" AND p.left_on IS NULL{also}) THEN 'yes' ELSE 'no' END"
    )


EXPRESSIONS: Final[Mapping[str, str]] = {
    "tier": "k.tier",
    "level": "nullif(k.level, 'unknown')",
    "region": "nullif(k.region, '')",
    "industry": "nullif(k.industry, '')",
    "size": "nullif(c.size, '')",
    "group": "nullif(k.group_name, '')",
    "grade": "k.grade",
    "class": "k.asset_class",
    "years": "CASE WHEN c.since_on <= :today THEN substr(:today, 1, 4) - substr(c.since_on, 1, 4)"
    " - (substr(:today, 6) < substr(c.since_on, 6)) END",
    "esg": "c.esg_score",
    "esg_listed": "CASE c.esg_listed WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END",
    "state": "c.state",
    "project": "CASE WHEN c.is_project THEN 'yes' ELSE 'no' END",
    "phase": f"CASE WHEN c.is_project THEN nullif(c.phase, '') ELSE '{NO_PROJECT}' END",
    "exposure": "k.exposure_minor",
    "currency": "k.currency",
    "name": "k.name || ' ' || k.short_name",
    "code": "nullif(k.code, '')",
    "uscc": "nullif(c.uscc, '')",
    "city": "nullif(c.city, '')",
    "limit": "k.limit_minor",
    "use": "CASE WHEN k.limit_minor > 0 THEN 100 * k.exposure_minor / k.limit_minor END",
    "last": "k.last_contact_on",
    "next": "k.next_visit_at",
    "todo": "k.next_step_on",
    "maturity": f"(SELECT min(f.maturity_on) FROM facility f WHERE f.client_id = k.client_id AND {OWED})",
    "warnings": "k.open_signals",
    "stage": "k.stage",
    "watch": "CASE WHEN k.on_watch THEN 'yes' ELSE 'no' END",
    "score": "k.score_e6 / 1000000",
    "manager": _MANAGER,
    "products": "k.facilities",
    "contacts": _people(),
    "phone": _people(" AND p.phone <> ''"),
    "email": _people(" AND p.email <> ''"),
}
"""By code of the field; takes the parameter `today`.

Amounts are in minor units of `k.currency`, a used limit in whole percent, a score in whole points. Days are read as
they are stored: a date, or of those in INSTANTS an instant.
"""
INSTANTS: Final = frozenset({"next"})


def grouping(dimension: Dimension, limits: BandLimits) -> str:
    """Return what a cross table groups by: the value, the number of its band, or `CNY:2` for an amount."""
    expression = EXPRESSIONS[dimension.code]
    starts = limits.get(dimension.code, ())
    if dimension.kind is DimensionKind.TEXT:
        return expression
    if dimension.kind is DimensionKind.NUMBER:
        return _band(expression, [str(start) for start in starts])
    band = _band(expression, [f"{start} * {_minor_units()}" for start in starts])
    return f"k.currency || ':' || {band}"


def _band(expression: str, starts: list[str]) -> str:
    below = " ".join(f"WHEN {expression} < {start} THEN {place}" for place, start in enumerate(starts))
    return f"CASE WHEN {expression} IS NULL THEN NULL {below} ELSE {len(starts)} END"


def _minor_units() -> str:
    """Return SQL for how many minor units a major unit of `k.currency` has."""
    rare: dict[int, list[str]] = {}
    for code in sorted(CODES):
        if exponent(code) != 2:
            rare.setdefault(exponent(code), []).append(f"'{code}'")
    cases = " ".join(f"WHEN k.currency IN ({', '.join(codes)}) THEN {10**n}" for n, codes in rare.items())
    return f"CASE {cases} ELSE 100 END"


VALUES: Final = ", ".join(f"{EXPRESSIONS[code]} AS {code}_" for code in EXPRESSIONS)
"""Every field as one selected column, in the order of EXPRESSIONS."""


def read_values(record: tuple[object, ...], reader: Reader) -> dict[str, DimensionValue]:
    """Return the selected VALUES by code; amounts get their currency, days their distance from today."""
    stored = dict(zip(EXPRESSIONS, record, strict=True))
    currency = stored["currency"]
    return {code: _value(code, value, currency, reader) for code, value in stored.items()}


def _value(code: str, value: object, currency: object, reader: Reader) -> DimensionValue:
    kind = FIELDS[code].kind
    if kind is DimensionKind.AMOUNT:
        return Money(value, currency) if isinstance(value, int) and isinstance(currency, str) else None
    if kind is not DimensionKind.DAYS:
        return value  # type: ignore[return-value]
    if not isinstance(value, str):
        return None
    local: datetime | date = date.fromisoformat(value[:10])
    if code in INSTANTS:
        local = read_instant(value).astimezone(reader.zone).date()
    away = local.toordinal() - reader.today.toordinal()
    return Day(-away if FIELDS[code].is_past else away, local.toordinal())
