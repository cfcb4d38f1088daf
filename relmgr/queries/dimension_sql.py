"""Where each dimension is read: SQL over `client c` and its list row `clientcache k`; unknown is NULL."""

from collections.abc import Mapping
from typing import Final

from relmgr.domain.currencies import CODES, exponent
from relmgr.domain.dimensions import NO_PROJECT, BandLimits, Dimension, DimensionKind, DimensionValue
from relmgr.domain.money import Money

BOOK: Final = "clientcache k JOIN client c ON c.id = k.client_id"
"""What expressions are read from: the clients that are not deleted."""

EXPRESSIONS: Final[Mapping[str, str]] = {
    "tier": "k.tier",
    "level": "nullif(k.level, 'unknown')",
    "region": "nullif(c.region, '')",
    "industry": "nullif(c.industry, '')",
    "size": "nullif(c.size, '')",
    "group": "nullif(c.group_name, '')",
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
}
"""By dimension code; takes the parameter `today`. An exposure is in minor units of `k.currency`."""


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
"""Every dimension as one selected column, in the order of EXPRESSIONS."""


def read_values(record: tuple[object, ...]) -> dict[str, DimensionValue]:
    """Return the selected VALUES by dimension code; an exposure becomes an amount."""
    read = dict(zip(EXPRESSIONS, record, strict=True))
    minor, currency = read["exposure"], read["currency"]
    read["exposure"] = (
        Money(minor, currency) if isinstance(minor, int) and isinstance(currency, str) else None
    )
    return read  # type: ignore[return-value]
