"""Laws of covenant tests, trends and clocks: equality passes, nothing unknown passes, months clip to their end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.clocks import observation_end, upgrade_day
from relmgr.domain.covenant_measures import cover_levels, falling_tests, outcome_of
from relmgr.domain.covenants import CovenantStatus, CovenantTerms, ValueStatus, covenant_test
from relmgr.domain.post_loan_records import CovenantRecord, CovenantTestRecord
from relmgr.domain.trend import TrendStatus, trend
from relmgr.domain.values import Level
from relmgr.rulebook.loader import load

DAY = date(2026, 11, 23)
DEFAULTS = load().warnings.fact_limits
NUMBERS = st.floats(-100, 100).map(lambda value: round(value, 4))


@given(NUMBERS, st.booleans())
def test_equality_passes(threshold: float, at_least: bool) -> None:
    found = covenant_test(threshold, CovenantTerms(at_least, threshold), DAY)
    assert found.status in (CovenantStatus.PASS, CovenantStatus.AMBER)
    assert found.headroom in (0.0, None)


@given(NUMBERS, NUMBERS, st.booleans())
def test_a_waiver_is_looked_at_before_a_cure(value: float, threshold: float, at_least: bool) -> None:
    terms = CovenantTerms(at_least, threshold)
    plain = covenant_test(value, terms, DAY)
    helped = covenant_test(value, terms, DAY, waived_until=DAY, cure_until=DAY)
    if plain.status is CovenantStatus.BREACH:
        assert helped.status is CovenantStatus.WAIVED
        cured = covenant_test(value, terms, DAY, waived_until=DAY - timedelta(1), cure_until=DAY)
        assert cured.status is CovenantStatus.BREACH_IN_CURE
    else:
        assert helped == plain


@pytest.mark.parametrize("status", ValueStatus)
def test_what_has_no_value_is_never_a_pass(status: ValueStatus) -> None:
    found = covenant_test(None, CovenantTerms(True, 0.0), DAY, value_status=status)
    assert found.level is not Level.GREEN


def covenant(test: CovenantTestRecord, **changes: float | None) -> CovenantRecord:
    levels = {"default": 1.2, "lockup": None} | changes
    return CovenantRecord(
        "c",
        "C",
        "dscr",
        at_least=True,
        default=levels["default"],
        lockup=levels["lockup"],
        cure_days=0,
        tests=(test,),
    )


def result(status: str, value: float | None) -> CovenantTestRecord:
    return CovenantTestRecord("t", DAY, None, DAY, value, status)


@pytest.mark.parametrize(
    ("status", "value", "wanted"),
    [
        ("pass", None, "pass"), ("pass", 1.1, "breach"), ("breach", 1.5, "breach"), ("breach", None, "breach"),
        ("waived", None, "waived"), ("na", 1.1, "na"), ("due", None, "not_tested"), ("pass", 1.25, "amber"),
    ],
)  # fmt: skip
def test_a_recorded_breach_is_never_computed_away(status: str, value: float | None, wanted: str) -> None:
    test = result(status, value)
    assert outcome_of(covenant(test), test, DAY).status == wanted


@pytest.mark.parametrize(
    ("default", "lockup", "wanted"),
    [
        (None, None, (1.15, 1.05)),
        (1.10, None, (1.15, 1.10)),
        (1.30, None, (1.30, 1.30)),
        (1.1, 1.2, (1.2, 1.1)),
    ],
)
def test_defaults_stand_in_where_the_agreement_is_silent(
    default: float | None, lockup: float | None, wanted: tuple[float, float]
) -> None:
    found = cover_levels(covenant(result("pass", 1.5), default=default, lockup=lockup), DEFAULTS)
    assert tuple(found) == wanted


def test_a_missing_test_ends_a_row_of_falls() -> None:
    assert falling_tests([1.6, 1.5, 1.4, 1.3]) == 3
    assert falling_tests([1.6, None, 1.4, 1.3]) == 1
    assert falling_tests([1.3]) == 0


@given(st.lists(st.none() | NUMBERS, min_size=3, max_size=8), st.booleans())
def test_a_trend_turned_round_is_judged_the_other_way(values: list[float | None], better: bool) -> None:
    years = list(range(2018, 2018 + len(values)))
    found = trend(years, values, higher_is_better=better)
    turned = trend(years, [None if v is None else -v for v in values], higher_is_better=not better)
    assert (found.status, found.relative is None) == (turned.status, turned.relative is None)
    if sum(v is not None for v in values) < 3:
        assert found.status is TrendStatus.INSUFFICIENT


def test_clocks_clip_to_the_end_of_the_month_and_take_the_later() -> None:
    later = [date(2027, 3, 31), date(2027, 6, 30)]
    assert upgrade_day(date(2026, 8, 31), [date(2026, 9, 30), date(2026, 12, 31)]) == date(2027, 2, 28)
    assert upgrade_day(date(2026, 8, 31), later) == date(2027, 6, 30)
    assert observation_end(date(2026, 8, 31), later) == date(2027, 8, 31)
    assert observation_end(date(2026, 8, 31), later[:1]) is None
