"""Facts say themselves how long they stand: judged again on a later day, nothing else has moved before that."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.event_kinds import EventKind
from relmgr.domain.facts import Fact, Facts, FactValue, Pace, earliest
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.periods import months_between
from relmgr.domain.post_loan_records import (
    AccountRecord,
    CovenantRecord,
    CovenantTestRecord,
    EventRecord,
    MonthRecord,
    ProgressRecord,
    ProjectRecord,
    RebuttalRecord,
    TicketRecord,
)
from relmgr.domain.records import (
    ClientRecord,
    CollateralRecord,
    Dated,
    DocumentRecord,
    FacilityRecord,
    Figure,
)
from relmgr.domain.values import Key
from relmgr.rulebook.loader import load

RULES = load()
LIMITS = stale_after(RULES.warnings)
DAY = date(2026, 11, 23)
AROUND = st.integers(-420, 60).map(lambda days: DAY + timedelta(days))
BEFORE = st.integers(-420, 0).map(lambda days: DAY + timedelta(days))


def maybe(days: st.SearchStrategy[date]) -> st.SearchStrategy[date | None]:
    return st.none() | days


def dated(*values: str) -> st.SearchStrategy[list[Dated]]:
    return st.lists(st.builds(Dated, BEFORE, st.sampled_from(values)), max_size=4).map(sorted)


FACILITIES = st.builds(
    FacilityRecord,
    id=st.sampled_from(["f", "g"]),
    label=st.just("F"),
    drawn=st.just(5),
    limit=st.just(9),
    undisbursed=st.none(),
    maturity_on=maybe(AROUND),
    arrears_on=maybe(st.integers(-60, 0).map(lambda days: DAY + timedelta(days))),
    overdue_since=maybe(AROUND),
    kind=st.just("term"),
    currency=st.just("CNY"),
    principal_overdue_since=maybe(AROUND),
    interest_overdue_since=maybe(AROUND),
    restructured_on=maybe(BEFORE),
    restructured_times=st.none() | st.integers(1, 2),
    first_repayment_on=maybe(AROUND),
    second_repayment_on=maybe(AROUND),
    exit_asked_on=maybe(BEFORE),
    enhanced=st.booleans(),
)
DOCUMENTS = st.builds(
    DocumentRecord,
    id=st.just("d"),
    label=st.just("D"),
    kind=st.sampled_from(["certificate", "accounts"]),
    due_on=st.integers(-399, 60).map(lambda days: DAY + timedelta(days)),
    received_on=maybe(BEFORE),
)
COLLATERALS = st.builds(
    CollateralRecord,
    id=st.just("c"),
    label=st.just("C"),
    valued_on=maybe(BEFORE),
    insured_until=maybe(AROUND),
    needs_insurance=st.booleans(),
    facility_id=st.none() | st.just("f"),
    value=st.none() | st.integers(0, 9),
    currency=st.just("CNY"),
    ltv_limit=st.none() | st.just(0.7),
    status=st.just(""),
)
TESTS = st.builds(
    CovenantTestRecord,
    id=st.just("t"),
    period_end=BEFORE,
    due_on=maybe(AROUND),
    tested_on=maybe(BEFORE),
    value=st.none() | st.just(1.1) | st.just(1.3),
    status=st.sampled_from(["due", "pass", "breach", "waived", "na"]),
    cure_until=maybe(AROUND),
    waiver_asked_on=maybe(BEFORE),
    waived_until=maybe(AROUND),
    cross_default=st.just(False),
)
COVENANTS = st.builds(
    CovenantRecord,
    id=st.just("v"),
    label=st.just("V"),
    ratio=st.sampled_from(["dscr", "llcr", "leverage"]),
    at_least=st.just(True),
    default=st.none() | st.just(1.2),
    lockup=st.none() | st.just(1.25),
    cure_days=st.sampled_from([0, 20]),
    tests=st.lists(TESTS, max_size=3).map(tuple),
)
PROJECTS = st.builds(
    ProjectRecord,
    id=st.just("p"),
    label=st.just("P"),
    budget=st.just(100),
    forecast_cost=st.none() | st.just(110),
    overrun_loan=st.none() | st.just(5),
    overrun_equity=st.just(5),
    capital_ratio=st.just(0.3),
    as_of=maybe(BEFORE),
    baseline_on=maybe(AROUND),
    forecast_on=maybe(AROUND),
    long_stop_on=maybe(AROUND),
    stopped_on=maybe(BEFORE),
    completed_on=maybe(BEFORE),
    ep_category=st.sampled_from(["", "A"]),
    ep_assessed_on=maybe(BEFORE),
    progress=st.none() | st.builds(ProgressRecord, BEFORE, st.just(0.5), st.just(0.7)),
)
ACCOUNTS = st.builds(
    AccountRecord,
    id=st.just("a"),
    label=st.just("A"),
    purpose=st.sampled_from(["reserve", "income", "drawdown"]),
    required=st.just(10),
    minimum=st.none() | st.just(5),
    income_share=st.none(),
    idle_since=maybe(AROUND),
    months=st.just({"2026-10": MonthRecord(4, 9, 5, 10)}),
)
EVENTS = st.builds(
    EventRecord,
    id=st.just("e"),
    kind=st.sampled_from([kind.value for kind in EventKind]),
    facility_id=st.none() | st.just("f"),
    collateral_id=st.none() | st.just("c"),
    occurred_on=BEFORE,
    known_on=BEFORE,
    text=st.just(""),
    share=st.just(0.3),
)
REBUTTALS = st.builds(
    RebuttalRecord,
    kind=st.sampled_from(["technical", "stage_2", "stage_3"]),
    facility_id=st.none() | st.just("f"),
    until=st.integers(0, 60).map(lambda days: DAY + timedelta(days)),
)
TICKETS = st.builds(TicketRecord, st.sampled_from(["need", "complaint", "praise"]), BEFORE)


@st.composite
def records(draw: st.DrawFn) -> ClientRecord:
    changes: dict[str, Any] = {
        "satisfaction": draw(st.none() | st.integers(0, 10)),
        "satisfaction_on": draw(maybe(BEFORE)),
        "facilities": draw(st.lists(FACILITIES, max_size=2)),
        "documents": draw(st.lists(DOCUMENTS, max_size=2)),
        "collaterals": draw(st.lists(COLLATERALS, max_size=2)),
        "grades": draw(dated("A", "BBB", "BB", "foreign")),
        "classes": draw(dated("normal", "substandard")),
        "external_grades": draw(dated("A", "BBB", "BB")),
        "facility_classes": draw(st.dictionaries(st.just("f"), st.sampled_from(["normal", "doubtful"]))),
        "esg_on": draw(maybe(BEFORE)),
        "esg_listed": draw(st.none() | st.booleans()),
        "projects": draw(st.lists(PROJECTS, max_size=1)),
        "covenants": draw(st.lists(COVENANTS, max_size=1)),
        "accounts": draw(st.lists(ACCOUNTS, max_size=1)),
        "events": draw(st.lists(EVENTS, max_size=2)),
        "rebuttals": draw(st.lists(REBUTTALS, max_size=2)),
        "tickets": draw(st.lists(TICKETS, max_size=2)),
        "contacts": sorted(draw(st.lists(BEFORE, max_size=4))),
        "metrics": {"raroc": {"2026Q2": Figure(90_000, "")}, "pbt": {"2025": Figure(-4, "CNY")}},
    }
    return ClientRecord(Key("c" * 32), **changes)


def all_facts(facts: Facts) -> Iterator[tuple[str, Mapping[str, Fact]]]:
    yield "", facts.facts
    for place, subject in enumerate(facts.subjects):
        yield f"{place} {subject.kind} {subject.id}", subject.facts


def moved(fact: Fact, day: date) -> FactValue:
    if fact.clock is None:
        return fact.value
    pace, base = fact.clock
    if pace is Pace.MONTHS_SINCE:
        return months_between(base, day)
    return (day - base).days if pace is Pace.DAYS_SINCE else (base - day).days


def next_change(facts: Facts) -> date | None:
    ends = [fact.holds_until for _, known in all_facts(facts) for fact in known.values()]
    end = earliest(*ends)
    return earliest(end and end + timedelta(1), facts.wakes_on)


@given(records(), st.integers(0, 400))
def test_nothing_moves_but_clocks_until_the_day_that_facts_name(record: ClientRecord, ahead: int) -> None:
    today = facts_of(record, DAY, RULES, LIMITS)
    change = next_change(today)
    assert change is None or change > DAY
    day = DAY + timedelta(ahead)
    if change is not None and day >= change:
        day = change - timedelta(1)
    in_force = [rebuttal for rebuttal in record.rebuttals if rebuttal.until >= day]
    later = dict(all_facts(facts_of(replace(record, rebuttals=in_force), day, RULES, LIMITS)))
    for place, known in all_facts(today):
        told = {name: moved(fact, day) for name, fact in known.items()}
        assert told == {name: fact.value for name, fact in later[place].items()}
