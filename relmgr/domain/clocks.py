"""When an observation or a waiting time may end: dates to be reminded of, never an automatic upgrade.

CBIRC and PBoC Order 2023 No. 1: a restructured asset is observed for at least two consecutive repayment periods
and one year; a non-performing one is upgraded after two periods or six months of normal payment, whichever is
longer. The start of the observation, the first repayment after the change, is to be verified.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from relmgr.domain.periods import add_months

OBSERVED_MONTHS: Final = 12
OBSERVED_PERIODS: Final = 2
UPGRADE_MONTHS: Final = 6


def observation_end(start: date, payments: Iterable[date]) -> date | None:
    """Return the earliest end of the observation of a restructured asset, None with fewer than two repayments.

    `start` is the first repayment date after the restructuring, `payments` are the scheduled repayments.
    """
    return _later_of(start, payments, OBSERVED_MONTHS)


def upgrade_day(cleared_on: date, payments: Iterable[date]) -> date | None:
    """Return the earliest day of an upgrade out of non-performing, counted from the day arrears were cleared."""
    return _later_of(cleared_on, payments, UPGRADE_MONTHS)


def _later_of(start: date, payments: Iterable[date], months: int) -> date | None:
    after = sorted(payment for payment in payments if payment > start)
    if len(after) < OBSERVED_PERIODS:
        return None
    return max(add_months(start, months), after[OBSERVED_PERIODS - 1])
