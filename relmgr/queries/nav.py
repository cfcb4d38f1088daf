"""How many things wait in each queue of the signed-in manager: the figures beside the places in the nav row."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta

from relmgr.db.reader import Reader
from relmgr.queries.assigned import assigned
from relmgr.queries.reminders import IS_TASK
from relmgr.queries.signals import AWAKE, IS_OPEN
from relmgr.queries.tier_changes import WAITING


@dataclass(frozen=True, slots=True)
class NavCounts:
    """Open warnings, tier changes to review, and reminders that are overdue or due today."""

    warnings: int
    tiers: int
    reminders: int


def nav_counts(reader: Reader) -> NavCounts:
    """Return the counts for the clients assigned today."""
    tomorrow = datetime.combine(reader.today, time(), reader.zone) + timedelta(days=1)
    found = reader.one(
        NavCounts,
        f"""
        SELECT (SELECT count(*) FROM signal s WHERE NOT s.deleted AND {IS_OPEN} AND {AWAKE}
                  AND {assigned("s.client_id")}) AS warnings,
               (SELECT count(*) FROM tierchange t WHERE NOT t.deleted AND {assigned("t.client_id")}
                  AND {WAITING}) AS tiers,
               (SELECT count(*) FROM reminder r WHERE state = 'open' AND due_at < :tomorrow AND {IS_TASK}
                  AND (r.client_id IS NULL OR {assigned("r.client_id")})) AS reminders
        """,
        me=reader.manager_id,
        today=reader.today,
        tomorrow=tomorrow,
    )
    assert found is not None
    return found


def by_place(counts: NavCounts) -> Mapping[str, int]:
    """Return the counts by the name of their place."""
    return {field.name: getattr(counts, field.name) for field in fields(counts)}
