"""The measures of a back-test on cases counted by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.backtest import (
    Alert,
    Came,
    CreditEvent,
    MonthPrecision,
    Outcome,
    Watched,
    Window,
    backtest,
    first_events,
)
from relmgr.domain.periods import add_months
from relmgr.domain.values import Severity

FIRST, LAST, NOW = date(2024, 1, 1), date(2025, 12, 31), date(2026, 6, 30)
WINDOW = Window(FIRST, LAST, NOW)
WHOLE = Watched(FIRST, LAST)


def alert(client: str, on: date, severity: Severity = Severity.YELLOW, again: tuple[date, ...] = ()) -> Alert:
    return Alert(client, "EW20", "", on, severity, again)


def event(client: str, on: date, kind: str = "dpd") -> CreditEvent:
    return CreditEvent(client, on, kind)


def outcome(alerts: list[Alert], events: list[CreditEvent], clients: str = "abcd", k: int = 2) -> Outcome:
    return backtest(alerts, events, dict.fromkeys(clients, WHOLE), [], WINDOW, k)


def came(alerts: list[Alert], events: list[CreditEvent]) -> list[Came]:
    return [hit.came for hit in outcome(alerts, events).hits]


def test_nothing_measured_is_none_and_not_zero() -> None:
    found = outcome([], [])
    assert (found.recall, found.precision_at_k, found.lead_median_days, found.early_share) == (None,) * 4
    assert found.false_a_year == 0
    assert backtest([], [], {}, [], WINDOW, 5).false_a_year is None


def test_an_alert_is_true_within_twelve_months_the_day_included() -> None:
    on = date(2024, 3, 31)
    assert came([alert("a", on)], [event("a", on)]) == [Came.TRUE]
    assert came([alert("a", on)], [event("a", date(2025, 3, 31))]) == [Came.TRUE]
    assert came([alert("a", on)], [event("a", date(2025, 4, 1))]) == [Came.FALSE]
    assert came([alert("a", on)], [event("a", date(2024, 3, 30))]) == [Came.AFTER]


def test_the_last_twelve_months_confirm_no_false_alarm() -> None:
    assert WINDOW.settled == date(2025, 6, 30)
    assert came([alert("a", date(2025, 6, 30)), alert("b", date(2025, 7, 1))], []) == [Came.FALSE, Came.OPEN]
    assert Window(FIRST, LAST, date(2024, 6, 1)).settled < FIRST


def test_lead_time_and_recall() -> None:
    found = outcome(
        [
            alert("a", date(2024, 2, 1), again=(date(2024, 6, 1),)),
            alert("a", date(2024, 8, 1)),
            alert("b", date(2024, 9, 1)),
            alert("c", date(2025, 1, 1)),
        ],
        [event("a", date(2025, 5, 1)), event("b", date(2024, 11, 30)), event("c", date(2025, 1, 1)),
         event("d", date(2025, 2, 2))],
    )  # fmt: skip
    assert (found.events, found.detected, found.same_day) == (4, 3, 1)
    assert found.recall == 0.75
    assert found.lead_median_days == 90
    assert found.early_share == pytest.approx(1 / 3)


def test_an_old_alert_that_tells_again_counts_from_then() -> None:
    first, again, on = date(2024, 1, 31), date(2025, 1, 31), date(2025, 4, 30)
    assert outcome([alert("a", first)], [event("a", on)]).detected == 0
    found = outcome([alert("a", first, again=(again,))], [event("a", on)])
    assert (found.detected, found.lead_median_days) == (1, 89)
    assert found.early_share == 1.0


def test_false_alarms_per_client_year() -> None:
    span = {
        "a": WHOLE,
        "b": Watched(date(2024, 7, 1), date(2025, 7, 1)),
        "c": Watched(date(2025, 7, 1), LAST),
        "d": Watched(FIRST, LAST),
    }
    found = backtest(
        [alert("a", date(2024, 5, 1)), alert("b", date(2024, 12, 1)), alert("c", date(2025, 8, 1))],
        [event("d", date(2024, 7, 1))],
        span,
        [],
        WINDOW,
        2,
    )
    years = (
        (date(2025, 6, 30) - FIRST).days
        + (date(2025, 6, 30) - date(2024, 7, 1)).days
        + (date(2024, 7, 1) - FIRST).days
    )
    assert found.client_years == pytest.approx(years / 365.25)
    assert found.false_alarms == 2
    assert found.false_a_year == pytest.approx(2 * 365.25 / years)


def test_clients_that_were_bad_before_are_not_at_risk() -> None:
    found = outcome(
        [alert("a", date(2024, 5, 1))], [event("a", date(2023, 5, 1)), event("a", date(2024, 9, 1))]
    )
    assert (found.hits, found.events) == ((), 0)
    assert outcome([], [event("z", date(2024, 5, 1))]).events == 0
    assert outcome([alert("a", LAST)], [event("a", date(2026, 3, 1))]).events == 0
    assert came([alert("a", LAST)], [event("a", date(2026, 3, 1))]) == [Came.TRUE]


def test_precision_at_k_is_of_those_still_well() -> None:
    ranked = [
        (date(2024, 6, 30), ["a", "b", "c"]),
        (date(2025, 3, 31), ["a", "b", "c"]),
        (date(2025, 9, 30), ["c"]),
    ]
    events = [event("a", date(2025, 1, 1)), event("c", date(2025, 8, 1))]
    found = backtest([], events, dict.fromkeys("abc", WHOLE), ranked, WINDOW, 2)
    assert found.precision == (
        MonthPrecision(date(2024, 6, 30), 2, 1),
        MonthPrecision(date(2025, 3, 31), 2, 1),
    )
    assert found.precision_at_k == 0.5


def test_the_first_event_counts() -> None:
    early, late = event("a", date(2024, 1, 2)), event("a", date(2024, 1, 3), "class")
    assert first_events([late, early]) == {"a": early}


DAYS = st.dates(date(2023, 6, 1), date(2026, 6, 30))


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), DAYS), max_size=8),
    st.lists(st.tuples(st.sampled_from("abcdef"), DAYS), max_size=5),
)
def test_every_alert_comes_to_something_and_shares_are_shares(
    told: list[tuple[str, date]], happened: list[tuple[str, date]]
) -> None:
    found = outcome([alert(c, on) for c, on in told], [event(c, on) for c, on in happened], "abcde", 1)
    for hit in found.hits:
        if hit.came is Came.TRUE:
            assert hit.event is not None
            assert hit.alert.on <= hit.event.on <= add_months(hit.alert.on, 12)
            assert hit.lead_days is not None
        if hit.came is Came.FALSE:
            assert add_months(hit.alert.on, 12) <= add_months(NOW, 0) or hit.alert.on <= WINDOW.settled
    assert found.detected <= found.events
    assert found.client_years >= 0
    assert found.recall is None or 0 <= found.recall <= 1
    assert sum(found.by_severity.values()) == len(found.hits)
