"""The summary of one week, ready to be shown and exported."""

from datetime import date

from relmgr.db.reader import Reader
from relmgr.domain.weekly import WeekSummary, summarise
from relmgr.queries.week import week_facts


def week_summary(reader: Reader, day: date, target: int) -> WeekSummary:
    """Return the summary of the ISO week in which `day` lies; `target` contacts a week are aimed at."""
    return summarise(week_facts(reader, day), target)
