"""The schedule of some days with what belongs beside it, read in one transaction."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from relmgr.db.reader import Reader
from relmgr.queries.visits import AgendaRow, UnseenRow, agenda, unlogged_visits, unplanned_clients


@dataclass(frozen=True, slots=True)
class Schedule:
    """Visits of the days from `start` to `end`, of the month looked at, those past and never logged, and
    A-tier clients without a planned visit."""

    start: date
    end: date
    visits: tuple[AgendaRow, ...]
    month: tuple[AgendaRow, ...]
    unlogged: tuple[AgendaRow, ...]
    unplanned: tuple[UnseenRow, ...]


def schedule(reader: Reader, start: date, end: date, month_of: date) -> Schedule:
    """Return the schedule of the days from `start` to `end` and of the month in which `month_of` lies."""
    first = month_of.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return Schedule(
        start,
        end,
        tuple(agenda(reader, start, end)),
        tuple(agenda(reader, first, last)),
        tuple(unlogged_visits(reader)),
        tuple(unplanned_clients(reader)),
    )
