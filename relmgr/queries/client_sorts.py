"""The orders of the client book: how each is divided, what it is walked by, and the same as one ORDER BY.

An order is a row of parts, one for each value of its group, known before unknown; within a part an index is walked,
forwards or, when the order is turned round, backwards. Missing values are in a part of their own, so that they
stand at the same end both ways: unknown is never the least.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

LEVELS: Final = ("red", "orange", "yellow", "unknown", "green")


@dataclass(frozen=True, slots=True)
class Sort:
    """`group`: column whose values divide the order; `known`: column that may be missing, with its tally column.

    `walk` are the columns of the index behind those, before `mine` and the row number that make an order total.
    """

    index: str
    walk: tuple[str, ...]
    group: str = ""
    known: str = ""
    tally: str = ""
    unknown_first: bool = False


SORTS: Final = {
    "exposure": Sort(
        "ix_clientcache_by_exposure", ("exposure_down", "sort_name"), "currency", "exposure_down", "owed"
    ),
    "name": Sort("ix_clientcache_by_name", ("sort_name",)),
    "tier": Sort("ix_clientcache_by_tier", ("exposure_down",), "tier", "exposure_down", "owed"),
    "level": Sort("ix_clientcache_by_level", ("exposure_down",), "level", "exposure_down", "owed"),
    "seen": Sort(
        "ix_clientcache_by_seen",
        ("last_contact_on", "sort_name"),
        known="last_contact_on",
        tally="seen",
        unknown_first=True,
    ),
    "next": Sort(
        "ix_clientcache_by_next", ("next_visit_at", "sort_name"), known="next_visit_at", tally="planned"
    ),
}
"""By name. Amounts are compared only within a currency, that of most clients first: there is no rate to compare by."""

COMMONEST: Final = (
    "(SELECT currency FROM clienttally WHERE currency <> '' GROUP BY currency"
    " ORDER BY sum(clients) DESC, currency LIMIT 1)"
)
LEVEL_PLACE: Final = (
    "CASE k.level "
    + " ".join(f"WHEN '{v}' THEN {n}" for n, v in enumerate(LEVELS))
    + f" ELSE {len(LEVELS)} END"
)


def groups_in_order(group: str, values: Collection[str], commonest: str, reverse: bool) -> list[str]:
    """Return the values of a group as they follow each other; '' is missing and always last."""
    if group == "currency":
        return sorted(values, key=lambda value: (not value, value != commonest, value))
    if group == "level":
        places = {value: place for place, value in enumerate(LEVELS)}
        return sorted(values, key=lambda value: (places.get(value, len(LEVELS)), value), reverse=reverse)
    return [*sorted(filter(None, values), reverse=reverse), *([""] if "" in values else [])]


def order_by(sort: str, reverse: bool) -> str:
    """Return the whole order as the terms of one ORDER BY over `clientcache k`."""
    about = SORTS[sort]
    way = "DESC" if reverse else "ASC"
    terms = {
        "currency": [f"k.currency IS NULL, k.currency <> {COMMONEST}, k.currency"],
        "tier": [f"k.tier IS NULL, k.tier {way}"],
        "level": [f"{LEVEL_PLACE} {way}, k.level {way}"],
    }.get(about.group, [])
    if about.known:
        terms.append(f"k.{about.known} IS {'NOT ' if about.unknown_first else ''}NULL")
    return ", ".join([*terms, *(f"k.{column} {way}" for column in (*about.walk, "mine", "rowid"))])
