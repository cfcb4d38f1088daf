"""Snoozing has an end its severity allows, a reason, and at most two in a row."""

from datetime import date, timedelta

import pytest

from relmgr.domain.snooze import Snooze, SnoozeLimits, check_snooze, is_asleep
from relmgr.domain.values import Severity
from relmgr.errors import Invalid, Refused

LIMITS = SnoozeLimits({Severity.RED: 7, Severity.ORANGE: 30, Severity.YELLOW: 30}, 2)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("severity", "days"), [(Severity.RED, 7), (Severity.ORANGE, 30), (Severity.YELLOW, 30)]
)
def test_the_last_day_is_allowed_and_the_next_is_not(severity: Severity, days: int) -> None:
    check_snooze(Snooze(TODAY + timedelta(days), "等年报"), severity, 1, TODAY, LIMITS)
    with pytest.raises(Invalid) as caught:
        check_snooze(Snooze(TODAY + timedelta(days + 1), "等年报"), severity, 0, TODAY, LIMITS)
    assert caught.value.field == "until"
    assert str(TODAY + timedelta(days)) in caught.value.words.en


def test_today_is_too_early_and_a_reason_is_needed() -> None:
    with pytest.raises(Invalid, match="2026-11-23"):
        check_snooze(Snooze(TODAY, "等年报"), Severity.RED, 0, TODAY, LIMITS)
    with pytest.raises(Invalid) as caught:
        Snooze(TODAY, "  ")
    assert caught.value.field == "reason"


def test_two_in_a_row_are_enough() -> None:
    with pytest.raises(Refused):
        check_snooze(Snooze(TODAY + timedelta(1), "再等"), Severity.YELLOW, 2, TODAY, LIMITS)


def test_it_wakes_on_its_day() -> None:
    until = TODAY + timedelta(2)
    assert [is_asleep(until, TODAY + timedelta(days)) for days in range(4)] == [True, True, False, False]
    assert not is_asleep(None, TODAY)
