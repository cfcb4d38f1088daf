"""When a client is to be seen again, and how late that is: the clock runs from the last effective contact."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from relmgr.domain.cadence import CadenceMatrix, Lateness, lateness


@dataclass(frozen=True, slots=True)
class ContactDue:
    """The day a contact is due, from which day it is late and very late, and how it stands today.

    A client that was never seen is due today and has no share; it is never shown as in order.
    """

    last_on: date | None
    days: int
    due_on: date
    late_from: date | None
    very_late_from: date | None
    share: float | None
    state: Lateness


def contact_due(last_on: date | None, days: int, today: date, matrix: CadenceMatrix) -> ContactDue:
    """Return when a client with this interval in days is due; the day depends on the last contact alone."""
    if last_on is None:
        return ContactDue(None, days, today, None, None, None, Lateness.NEVER)
    share, state = lateness((today - last_on).days, days, matrix)
    return ContactDue(
        last_on, days, last_on + timedelta(days=days), _past(last_on, days, matrix.late),
        _past(last_on, days, matrix.very_late), share, state,
    )  # fmt: skip


def _past(last_on: date, days: int, limit: float) -> date:
    """Return the first day on which more than this share of the interval has passed."""
    return last_on + timedelta(days=floor(days * limit + 1e-9) + 1)
