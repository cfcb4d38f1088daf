"""Facts from records and the verdict on them: nothing imputed, nothing from the future, the same every time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.evaluation import Previous, Verdict, judge
from relmgr.domain.facts import NA, Facts
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.periods import add_months, last_full_month, month_text, months_between, period_end
from relmgr.domain.post_loan_records import DebtRecord
from relmgr.domain.records import (
    ClientRecord,
    CollateralRecord,
    Dated,
    DocumentRecord,
    FacilityRecord,
    Figure,
)
from relmgr.domain.review import MoveKind, Standing
from relmgr.domain.tiers import MachineState
from relmgr.domain.values import AssetClass, Key, Level, SignalState, Tier
from relmgr.domain.watch import EpisodeKey, Signal
from relmgr.rulebook.loader import load

RULES = load()
LIMITS = stale_after(RULES.warnings)
DAY = date(2026, 11, 23)
KEY = Key("c" * 32)


def facts(record: ClientRecord, day: date = DAY) -> Facts:
    return facts_of(record, day, RULES, LIMITS)


def applying(known: Facts) -> set[str]:
    return {name for name, fact in known.facts.items() if fact.value is not NA}


def loan(**changes: Any) -> FacilityRecord:
    return FacilityRecord("f", "F-1", 800, 1000, None, date(2029, 1, 1), DAY, None)._replace(**changes)


def monthly(values: list[int], currency: str = "CNY") -> dict[str, Figure]:
    last = last_full_month(DAY)
    return {month_text(last - age): Figure(value, currency) for age, value in enumerate(reversed(values))}


def yearly(**values: int) -> dict[str, Figure]:
    return {name.removeprefix("y"): Figure(value, "CNY") for name, value in values.items()}


def test_nothing_recorded_is_nothing_known() -> None:
    known = facts(ClientRecord(KEY))
    assert (applying(known), known.stale, known.subjects) == ({"stale_facts"}, {}, ())
    verdict = judge(known, RULES)
    assert verdict.score.value is None
    assert verdict.risk.level is Level.UNKNOWN
    assert verdict.decision.move is None
    assert (verdict.floor, verdict.stage) == (None, None)


@pytest.mark.parametrize(
    ("facility", "dpd"),
    [
        (loan(arrears_on=None), None),
        (loan(), 0),
        (loan(overdue_since=DAY - timedelta(40)), 40),
        (loan(overdue_since=DAY - timedelta(40), arrears_on=DAY - timedelta(46)), None),
        (loan(arrears_on=DAY + timedelta(1)), None),
    ],
)
def test_days_past_due_need_a_recent_report(facility: FacilityRecord, dpd: int | None) -> None:
    [subject] = facts(ClientRecord(KEY, facilities=[facility])).subjects
    assert (subject.facts["dpd"].value if "dpd" in subject.facts else None) == dpd


def test_one_unreported_facility_keeps_zero_from_being_known() -> None:
    known, unknown = loan(), loan(id="g", arrears_on=None)
    assert facts(ClientRecord(KEY, facilities=[known])).number("worst_dpd") == 0
    assert facts(ClientRecord(KEY, facilities=[known, unknown])).number("worst_dpd") is None
    late = loan(id="h", overdue_since=DAY - timedelta(9))
    assert facts(ClientRecord(KEY, facilities=[late, unknown])).number("worst_dpd") == 9


@pytest.mark.parametrize(
    ("changes", "subjects"),
    [
        ({"drawn": 0, "limit": 0}, 0),
        ({"drawn": 0, "undisbursed": 0}, 0),
        ({"drawn": -1, "undisbursed": 0}, 0),
        ({"drawn": None, "undisbursed": 0}, 1),
        ({"drawn": 0, "limit": None}, 1),
        ({"drawn": None, "limit": None}, 1),
        ({"drawn": 0, "undisbursed": 5}, 1),
        ({"drawn": 0, "undisbursed": 0, "overdue_since": DAY}, 1),
    ],
)
def test_a_facility_without_any_obligation_is_out_of_view(changes: dict[str, object], subjects: int) -> None:
    assert len(facts(ClientRecord(KEY, facilities=[loan(**changes)])).subjects) == subjects


def test_stale_facts_are_missing_and_known_to_be_stale() -> None:
    old = ClientRecord(KEY, satisfaction=9, satisfaction_on=DAY - timedelta(366))
    assert "satisfaction" not in facts(old).facts
    assert facts(old).stale["satisfaction"].value == 9
    assert facts(replace(old, satisfaction_on=DAY - timedelta(365))).number("satisfaction") == 9


def test_rating_fall_compares_with_the_grade_of_a_year_ago() -> None:
    grades = [Dated(date(2023, 1, 1), "AAA"), Dated(date(2025, 6, 1), "A"), Dated(date(2026, 6, 1), "BBB")]
    known = facts(ClientRecord(KEY, grades=grades))
    assert (known.number("rating_notches"), known.number("below_cutoff")) == (2, 0)
    assert known.number("default_rate") == RULES.scorecard.scale.default_rate("BBB")


def test_a_first_grade_is_no_fall_and_no_stability() -> None:
    known = facts(ClientRecord(KEY, grades=[Dated(date(2026, 6, 1), "BBB")]))
    assert "rating_notches" not in known.facts
    assert applying(facts(ClientRecord(KEY, grades=[Dated(date(2026, 6, 1), "Aa3")]))) == {"stale_facts"}


def test_activity_counts_full_months_with_a_contact_or_a_transaction() -> None:
    quiet = monthly([0] * 12)
    record = ClientRecord(KEY, contacts=[date(2025, 10, 31), date(2026, 10, 1), date(2026, 11, 2)])
    assert facts(record).number("active_months") == 1
    record.metrics["transactions"] = quiet | monthly([3, 0])
    assert facts(record).number("active_months") == 2


def test_growth_needs_both_figures_of_both_years_in_one_currency() -> None:
    record = ClientRecord(KEY, metrics={"avg_loans": monthly([100] + [0] * 11 + [130])})
    assert facts(record).number("growth") is None
    record.metrics["avg_deposits"] = monthly([100] + [0] * 11 + [130])
    assert facts(record).number("growth") == pytest.approx(0.3)
    record.metrics["avg_deposits"] = monthly([100] + [0] * 11 + [130], "USD")
    assert facts(record).number("growth") is None


def test_accounts_of_mixed_currency_or_without_base_are_unknown() -> None:
    record = ClientRecord(KEY, metrics={"equity": yearly(y2025=8), "assets": yearly(y2025=100)})
    assert facts(record).number("equity_to_assets") == 0.08
    record.metrics["assets"] = {"2025": Figure(100, "USD")}
    assert facts(record).number("equity_to_assets") is None
    record.metrics["assets"] = yearly(y2025=0)
    assert facts(record).number("equity_to_assets") is None


@pytest.mark.parametrize(
    ("profits", "years"),
    [
        ({"y2025": -1}, None),
        ({"y2025": 1}, 0),
        ({"y2025": -1, "y2024": 1}, 1),
        ({"y2025": -1, "y2024": -1}, 2),
        ({"y2025": -1, "y2023": -1}, None),
    ],
)
def test_a_row_of_losses_needs_the_year_before(profits: dict[str, int], years: int | None) -> None:
    assert facts(ClientRecord(KEY, metrics={"pbt": yearly(**profits)})).number("loss_years") == years


def test_a_recorded_class_better_than_its_floor_is_told() -> None:
    record = ClientRecord(KEY, facilities=[loan(overdue_since=DAY - timedelta(100))])
    record.classes.append(Dated(date(2026, 1, 1), "normal"))
    verdict = judge(facts(record), RULES)
    assert verdict.floor is AssetClass.SUBSTANDARD
    assert verdict.stage == 3
    assert "CF01" in {change.rule_id for change in verdict.changes}


def full(day: date = DAY, /, **changes: Any) -> ClientRecord:
    record = ClientRecord(
        KEY,
        satisfaction=9,
        satisfaction_on=day - timedelta(30),
        esg_score=80,
        facilities=[loan(arrears_on=day)],
        documents=[DocumentRecord("d", "Q3", "certificate", day + timedelta(9), None)],
        collaterals=[CollateralRecord("k", "厂房", day - timedelta(90), day + timedelta(200), True)],
        grades=[Dated(day - timedelta(500), "A"), Dated(day - timedelta(100), "A")],
        classes=[Dated(day - timedelta(100), "normal")],
        contacts=[day - timedelta(9)],
        metrics={
            "raroc": {month_text(last_full_month(day)): Figure(240_000, "")},
            "avg_loans": monthly([100] * 20),
            "avg_deposits": monthly([100] * 20),
            "pbt": yearly(y2024=5, y2025=5),
            "op_cash_flow": yearly(y2024=4, y2025=4),
            "equity": yearly(y2024=40, y2025=40),
            "assets": yearly(y2024=100, y2025=100),
            "liabilities": yearly(y2024=60, y2025=60),
            "revenue": yearly(y2024=80, y2025=80),
            "receivables": yearly(y2024=9, y2025=9),
            "inventory": yearly(y2024=9, y2025=9),
            "related_sales": yearly(y2025=1),
            "working_capital": yearly(y2024=20, y2025=20),
            "retained_earnings": yearly(y2024=20, y2025=20),
            "ebit": yearly(y2024=8, y2025=8),
            "contribution": {"2026Q2": Figure(10, "CNY"), "2026Q3": Figure(10, "CNY")},
        },
        debts=[
            DebtRecord(day - timedelta(age), "他行", False, "CNY", 50, 0, 0, "normal") for age in (190, 5)
        ],
        esg_listed=False,
    )
    return replace(record, **changes)


def test_a_sound_client_is_green_only_because_everything_is_known() -> None:
    verdict = judge(facts(full()), RULES)
    assert (verdict.coverage, verdict.unknown, verdict.changes) == (1.0, (), ())
    assert verdict.risk.level is Level.GREEN
    assert verdict.score.coverage == 1
    assert verdict.decision.move is not None
    assert verdict.decision.move.kind is MoveKind.FIRST


def after(previous: Previous, verdict: Verdict) -> Previous:
    """Return what stands after a verdict, as the services would store it."""
    signals: dict[EpisodeKey, Signal] = {**previous.signals}
    signals |= {(change.rule_id, change.subject): change.after for change in verdict.changes}
    move = verdict.decision.move
    standing = previous.standing
    if move is not None and not move.waits:
        standing = Standing(move.to_tier, move.kind is MoveKind.CAP)
    return Previous(previous.machine, standing, signals)


RECORDS = st.builds(
    full,
    facilities=st.lists(
        st.builds(
            loan,
            id=st.sampled_from(["f", "g"]),
            arrears_on=st.none() | st.just(DAY),
            overdue_since=st.none() | st.dates(date(2025, 6, 1), DAY),
            maturity_on=st.none() | st.dates(DAY, date(2028, 1, 1)),
        ),
        unique_by=lambda facility: facility.id,
    ),
    satisfaction=st.none() | st.integers(0, 10),
    contacts=st.lists(st.dates(date(2024, 1, 1), DAY)).map(sorted),
    classes=st.lists(st.builds(Dated, st.just(DAY), st.sampled_from(AssetClass)), max_size=1),
)


@settings(max_examples=60)
@given(RECORDS)
def test_the_same_day_judged_twice_changes_nothing(record: ClientRecord) -> None:
    known = facts(record)
    first = judge(known, RULES)
    standing = after(Previous(), first)
    second = judge(known, RULES, standing)
    assert second.risk == first.risk
    assert second.cadence == first.cadence
    assert (second.decision.move, second.decision.withdraw) == (None, False)
    assert all(change.event is None and change.after == change.before for change in second.changes)


@settings(max_examples=60)
@given(RECORDS)
def test_coverage_and_level_agree(record: ClientRecord) -> None:
    verdict = judge(facts(record), RULES)
    if verdict.risk.level is Level.GREEN:
        assert verdict.coverage >= RULES.warnings.bands.coverage
    if verdict.unknown and not verdict.changes and verdict.coverage < RULES.warnings.bands.coverage:
        assert verdict.risk.level is Level.UNKNOWN


def test_the_level_shortens_the_interval_in_the_same_pass() -> None:
    record = full(
        facilities=[loan(overdue_since=DAY - timedelta(40))], contacts=[DAY - timedelta(31)], own_days=90
    )
    verdict = judge(facts(record), RULES)
    assert (verdict.cadence.days, verdict.cadence.driver) == (30, "level")
    assert "EW29" in {change.rule_id for change in verdict.changes}


def test_service_signals_do_not_raise_the_level() -> None:
    verdict = judge(facts(full(contacts=[DAY - timedelta(300)])), RULES)
    assert [change.rule_id for change in verdict.changes] == ["EW29"]
    assert verdict.risk.level is Level.GREEN


def test_a_facility_that_is_gone_counts_as_clean() -> None:
    late = full(facilities=[loan(overdue_since=DAY - timedelta(40))])
    standing = after(Previous(), judge(facts(late), RULES))
    events = []
    for days in (1, 2, 3):
        day = DAY + timedelta(days)
        verdict = judge(facts(full(day, facilities=[]), day), RULES, standing)
        events += [change.event for change in verdict.changes if change.event]
        standing = after(standing, verdict)
    assert events == [EpisodeEvent.CLEARED] * 3
    assert {s.episode.state for s in standing.signals.values()} == {SignalState.CLEARED}


def test_a_month_without_a_score_leaves_the_machine_alone() -> None:
    state = MachineState(Tier.B, 4, 1, 0)
    verdict = judge(facts(ClientRecord(KEY)), RULES, Previous(state, Standing(Tier.B)))
    assert verdict.machine == state
    assert verdict.decision.move is None


def test_an_unrated_client_stays_unrated_under_a_cap() -> None:
    record = ClientRecord(KEY, classes=[Dated(DAY, "loss")])
    assert judge(facts(record), RULES).decision.move is None


def test_month_arithmetic_clips_to_the_end() -> None:
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_between(date(2025, 11, 23), DAY) == 12
    assert 12 < months_between(date(2025, 11, 22), DAY) < 12.1
    assert [period_end(p) for p in ("2026-02", "2026Q1", "2026")] == [
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 12, 31),
    ]
