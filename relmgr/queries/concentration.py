"""Concentration: how much of what is owed the largest names hold, in each currency apart."""

from dataclasses import dataclass

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
    return reader.rows(
        Concentration,
        f"""
        WITH held AS (
          SELECT k.currency, {key} AS key, max({name}) AS name, max({client}) AS lone,
                 sum(k.exposure_minor) AS minor FROM {BOOK}
          WHERE k.client_id {ASSIGNED} AND k.exposure_minor > 0 AND k.currency IS NOT NULL AND {condition}
          GROUP BY 1, 2),
        ranked AS (
          SELECT *, row_number() OVER (PARTITION BY currency ORDER BY minor DESC, key) AS place,
                 sum(minor) OVER (PARTITION BY currency) AS total FROM held)
        SELECT currency, :kind AS kind, count(*) AS names, max(total) AS total_minor,
               max(minor) AS largest_minor,
               sum(CASE WHEN place <= 5 THEN minor ELSE 0 END) AS five_minor,
               sum(CASE WHEN place <= 10 THEN minor ELSE 0 END) AS ten_minor,
               CAST(round(sum((100.0 * minor / total) * (100.0 * minor / total))) AS INTEGER) AS hhi,
               max(CASE WHEN place = 1 THEN key END) AS key, max(CASE WHEN place = 1 THEN name END) AS name,
               max(CASE WHEN place = 1 THEN lone END) AS is_client
        FROM ranked GROUP BY currency ORDER BY count(*) DESC, currency
        """,
        me=reader.manager_id,
        today=reader.today,
        kind=kind,
        **values,
    )


def concentrations(reader: Reader, within: Definition = WHOLE_BOOK) -> list[Concentration]:
    """Return the concentration by every kind of name, currency by currency: one statement a kind."""
    found = [one for kind in NAMES for one in concentration_by(reader, kind, within)]
    order = {currency: place for place, currency in enumerate(dict.fromkeys(one.currency for one in found))}
    return sorted(found, key=lambda one: order[one.currency])
