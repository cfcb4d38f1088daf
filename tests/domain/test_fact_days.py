"""Facts say themselves how long they stand: judged again on a later day, nothing else has moved before that."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.facts import Fact, Facts, FactValue, Pace, earliest
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.periods import months_between
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
    id=st.just("f"),
    label=st.just("F"),
    drawn=st.just(5),
    limit=st.just(9),
    undisbursed=st.none(),
    maturity_on=maybe(AROUND),
    arrears_on=maybe(st.integers(-60, 0).map(lambda days: DAY + timedelta(days))),
    overdue_since=maybe(AROUND),
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
)


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
    later = dict(all_facts(facts_of(record, day, RULES, LIMITS)))
    for place, known in all_facts(today):
        told = {name: moved(fact, day) for name, fact in known.items()}
        assert told == {name: fact.value for name, fact in later[place].items()}
