"""The badges of the navigation row."""

from dataclasses import dataclass

from relmgr.db.reader import Reader
from relmgr.queries.reminders import reminder_list
from relmgr.queries.signals import warning_counts
from relmgr.queries.tier_changes import review_queue


@dataclass(frozen=True, slots=True)
class NavCounts:
    """Open items per screen: warnings that wait, tier changes to review, reminders late or due today."""

    warnings: int
    tiers: int
    reminders: int


def nav_counts(reader: Reader) -> NavCounts:
    """Return the badges."""
    warnings = warning_counts(reader)
    return NavCounts(
        warnings.new + warnings.acked, len(review_queue(reader)), len(reminder_list(reader, within_days=0))
    )
