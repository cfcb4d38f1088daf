"""Seven flags: strict limits, and what is missing is neither a flag nor known."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.red_flags import LIMITS, BalanceSheet, RedFlag, flags_of, red_flags

SOUND = BalanceSheet(20, 12, 200, 250, 450, 5, 120, 100, 40)


def test_a_sound_balance_sheet_has_none() -> None:
    assert red_flags(SOUND).flags == ()
    assert red_flags(SOUND).known == 7


def test_standing_on_the_limit_is_no_flag() -> None:
    assert flags_of(LIMITS).count == 0
    assert flags_of({flag: limit - 1e-6 for flag, limit in LIMITS.items()}).count == 7


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("working_capital", 1),
        ("ebit", 1),
        ("equity", 2),
        ("total_liabilities", 1),
        ("total_assets", 1),
        ("net_income", 1),
        ("current_assets", 2),
        ("current_liabilities", 2),
        ("inventory", 1),
    ],
)
def test_a_missing_figure_lowers_what_is_known(name: str, lost: int) -> None:
    found = red_flags(replace(SOUND, **{name: None}))
    assert (found.known, found.count) == (7 - lost, 0)


@pytest.mark.parametrize("name", ["total_liabilities", "total_assets", "current_liabilities"])
@pytest.mark.parametrize("amount", [0.0, -3.0])
def test_a_denominator_that_is_not_positive_judges_nothing(name: str, amount: float) -> None:
    known = red_flags(replace(SOUND, **{name: amount})).known
    assert known == red_flags(replace(SOUND, **{name: None})).known


@given(st.builds(BalanceSheet, *[st.none() | st.floats(-1e9, 1e9)] * len(fields(BalanceSheet))))
def test_never_more_flags_than_known(year: BalanceSheet) -> None:
    found = red_flags(year)
    assert 0 <= found.count <= found.known <= 7
    assert list(found.flags) == sorted(set(found.flags))
    assert set(found.flags) <= set(RedFlag)
