"""Working days that have passed: holidays are none, days worked in exchange for them are."""

from datetime import date

import pytest

from relmgr.queries.workdays import working_days_since


@pytest.mark.parametrize(
    ("start", "day", "country", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 23), "CN", 1),
        (date(2026, 11, 23), date(2026, 11, 23), "CN", 0),
        (date(2025, 9, 26), date(2025, 10, 9), "CN", 4),
        (date(2025, 9, 26), date(2025, 10, 9), "??", 9),
    ],
)
def test_only_working_days_count(start: date, day: date, country: str, days: int) -> None:
    assert working_days_since(start, day, country) == days
