"""Concentration: how much of what is owed the largest names hold, in each currency apart."""

from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from relmgr.db.reader import Reader
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.queries.assigned import ASSIGNED
from relmgr.queries.dimension_sql import BOOK, EXPRESSIONS
from relmgr.queries.segment_sql import segment_sql

CALLED = "coalesce(nullif(c.short_name, ''), c.name)"
NAMES = {
    "client": ("c.id", CALLED, "1"),
    "group": ("coalesce(nullif(c.group_name, ''), c.id)", f"coalesce(nullif(c.group_name, ''), {CALLED})",
              "c.group_name = ''"),
    "industry": ("c.industry", EXPRESSIONS["industry"], "0"),
    "region": ("c.region", EXPRESSIONS["region"], "0"),
}  # fmt: skip
"""Kind of a name to its key, what it is called and whether it is a client; one without a group is its own."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """The exposure of one currency by one kind of name; amounts in minor units of `currency`.

    `hhi` is the Herfindahl-Hirschman index, the sum of squared shares in percent: 10,000 is one name alone.
    `key` is the client's key where `is_client`, else the name itself; '' is unknown. `names` counts them.
    """

    currency: str
    kind: str
    names: int
    total_minor: int
    largest_minor: int
    five_minor: int
    ten_minor: int
    hhi: int
    key: str
    name: str | None
    is_client: bool


def concentration_by(reader: Reader, kind: str, within: Definition = WHOLE_BOOK) -> list[Concentration]:
    """Return the concentration by client, group, industry or region within a segment: one statement."""
    key, name, client = NAMES[kind]
    condition, values = segment_sql(within)
    grouped = "GROUP BY 1, 2" if kind != "client" else ""
    minor = "sum(k.exposure_minor)" if grouped else "k.exposure_minor"
    records = reader.records(
        f"SELECT k.currency, {key}, {name}, {client}, {minor} FROM {BOOK}"
        f" WHERE k.client_id {ASSIGNED} AND k.exposure_minor > 0 AND k.currency IS NOT NULL AND {condition} {grouped}",
        me=reader.manager_id,
        today=reader.today,
        **values,
    )
    held: dict[str, list[_Held]] = {}
    for currency, *one in records:
        held.setdefault(currency, []).append(_Held(*one))
    order = sorted(held, key=lambda currency: (-len(held[currency]), currency))
    return [_concentration(currency, kind, held[currency]) for currency in order]


class _Held(NamedTuple):
    key: str
    name: str | None
    is_client: int
    minor: int


def _concentration(currency: str, kind: str, held: list[_Held]) -> Concentration:
    total = sum(one.minor for one in held)
    largest = nsmallest(10, held, key=lambda one: (-one.minor, one.key))
    squares = sum(one.minor * one.minor for one in held)
    return Concentration(
        currency=currency,
        kind=kind,
        names=len(held),
        total_minor=total,
        largest_minor=largest[0].minor,
        five_minor=sum(one.minor for one in largest[:5]),
        ten_minor=sum(one.minor for one in largest),
        hhi=round(10_000 * squares / total**2),
        key=largest[0].key,
        name=largest[0].name,
        is_client=bool(largest[0].is_client),
    )


def concentrations(reader: Reader, within: Definition = WHOLE_BOOK) -> list[Concentration]:
    """Return the concentration by every kind of name, currency by currency: one statement a kind."""
    found = [one for kind in NAMES for one in concentration_by(reader, kind, within)]
    order = {currency: place for place, currency in enumerate(dict.fromkeys(one.currency for one in found))}
    return sorted(found, key=lambda one: order[one.currency])
