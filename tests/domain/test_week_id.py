"""Weeks by their ISO identity, across the turns of the years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.dates import week
from relmgr.domain.week_id import WeekId, parse_week, week_of
from relmgr.errors import Invalid

DAYS = st.dates(date(1900, 1, 8), date(2200, 12, 20))


@given(DAYS)
def test_a_day_lies_in_its_week_and_the_text_is_read_back(day: date) -> None:
    """Monday to Sunday hold the day; writing and reading are inverse, and agree with how days show weeks."""
    found = week_of(day)
    assert found.monday <= day <= found.sunday
    assert found.monday.weekday() == 0
    assert parse_week(str(found)) == found
    assert str(found) == week(day)


@given(DAYS, st.integers(-200, 200))
def test_weeks_follow_each_other(day: date, steps: int) -> None:
    """Shifting is adding seven days, previous and next are inverse, and order is the order of time."""
    here = week_of(day)
    assert here.next().previous() == here
    assert here.shift(steps).monday == here.monday + timedelta(weeks=steps)
    assert here < here.next()


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W48", date(2026, 11, 23)),
        (" 2026w48 ", date(2026, 11, 23)),
        ("2026W1", date(2025, 12, 29)),
        ("2026-w53", date(2026, 12, 28)),
    ],
)
def test_spellings(text: str, monday: date) -> None:
    """The dash, the case and a leading zero may differ."""
    assert parse_week(text).monday == monday


@pytest.mark.parametrize("text", ["", "48", "2026-48", "2025-W53", "2026-W54", "2026-W00", "0000-W01", "W48"])
def test_what_is_no_week_is_refused_with_the_right_form(text: str) -> None:
    """2025 has 52 weeks; the sentence says so and shows how a week is written."""
    with pytest.raises(Invalid) as caught:
        parse_week(text)
    assert caught.value.field == "week"
    assert "2026-W48" in caught.value.words.en


def test_a_week_that_does_not_exist_cannot_be_made() -> None:
    """The value itself refuses, not only its parser."""
    with pytest.raises(Invalid):
        WeekId(2025, 53)
