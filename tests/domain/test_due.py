"""A client is due again no later than the first day on which its verdict differs, and no earlier without cause."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relmgr.domain.alarms import DAY as ONE_DAY
from relmgr.domain.alarms import Alarms, alarms, days_reach, flips, rings_on
from relmgr.domain.conditions import COMPARE, Operator
from relmgr.domain.due import due_again
from relmgr.domain.evaluation import Previous, Verdict, judge
from relmgr.domain.evidence import score_lines
from relmgr.domain.facts import Clock, Pace
from relmgr.domain.periods import months_between
from relmgr.domain.records import ClientRecord, CollateralRecord, DocumentRecord
from relmgr.domain.review import Decision, MoveKind, Proposal, Standing
from relmgr.domain.tiers import Override
from relmgr.domain.values import ReviewState, Tier
from tests.domain.test_evaluation import DAY, RULES, facts, full, loan

ALARMS = alarms(RULES)
START = DAY - timedelta(15)
ORDERED = [operator for operator in Operator if operator is not Operator.IN]
NEAR = st.dates(DAY - timedelta(420), DAY + timedelta(420))
LIMITS = st.one_of(
    st.integers(-40, 40), st.floats(-40, 40, allow_nan=False), st.sampled_from([1.0, 1.5, 0.8])
)


@given(st.sampled_from(ORDERED), LIMITS, st.sampled_from([1, 30, 45, 180]))
def test_flips_are_where_an_answer_turns(operator: Operator, than: float, unit: int) -> None:
    compare, edge = COMPARE[operator], round(than * unit)
    turns = [
        number
        for number in range(edge - 5, edge + 6)
        if compare(number / unit, than) != compare((number - 1) / unit, than)
    ]
    assert list(flips(operator, float(than), unit)) == turns


@given(
    st.sampled_from(ORDERED), st.integers(-60, 60), NEAR, st.sampled_from([Pace.DAYS_SINCE, Pace.DAYS_UNTIL])
)
def test_a_count_of_days_rings_exactly_when_it_turns(
    operator: Operator, than: int, base: date, pace: Pace
) -> None:
    def answer(day: date) -> bool:
        count = (day - base).days if pace is Pace.DAYS_SINCE else (base - day).days
        return COMPARE[operator](count, than)

    later = (DAY + timedelta(days) for days in range(1, 900))
    first = next((day for day in later if answer(day) != answer(DAY)), None)
    rings = days_reach(Clock(pace, base), DAY, flips(operator, float(than)))
    assert rings == first or (operator in (Operator.EQUAL, Operator.UNEQUAL) and rings is not None)


@settings(max_examples=40, deadline=None)
@given(st.dates(DAY - timedelta(900), DAY), st.one_of(st.integers(0, 40), st.floats(0, 40)))
@example(date(2026, 8, 31), 6)
@example(date(2024, 2, 29), 36)
def test_months_ring_no_later_than_a_limit_is_reached_or_passed(base: date, than: float) -> None:
    rules = Alarms({}, {"age": (float(than),)}, frozenset(), frozenset(), ())
    rings = rings_on(Clock(Pace.MONTHS_SINCE, base), DAY, "age", rules)
    for days in range(1, 700):
        day = DAY + timedelta(days)
        if rings is not None and day >= rings:
            break
        for operator in ORDERED:
            one, other = (COMPARE[operator](months_between(base, on), than) for on in (DAY, day))
            assert one == other, (operator, day)


def stored(previous: Previous, verdict: Verdict) -> Previous:
    """Return what stands after a verdict once it is stored."""
    signals = {**previous.signals} | {(c.rule_id, c.subject): c.after for c in verdict.changes}
    move, standing = verdict.decision.move, previous.standing
    if move is not None and not move.waits:
        standing = replace(standing, tier=move.to_tier, capped=move.kind is MoveKind.CAP, proposal=None)
    if move is not None and move.waits and move.to_tier is not None:
        proposal = Proposal("p", move.to_tier, ReviewState.PENDING, verdict.period)
        standing = replace(standing, proposal=proposal)
    if verdict.decision.withdraw and move is None:
        standing = replace(standing, proposal=None)
    if verdict.decision.expired:
        standing = replace(standing, override=None)
    if verdict.decision.wake and standing.proposal is not None:
        standing = replace(standing, proposal=replace(standing.proposal, state=ReviewState.PENDING))
    return replace(previous, standing=standing, signals=signals)


def row(verdict: Verdict) -> object:
    """Return what the evaluation row of a verdict holds."""
    machine = verdict.machine
    lines = score_lines(verdict.score, verdict.card, verdict.facts)
    return verdict.card.name, machine, verdict.cap, verdict.floor, verdict.stage, verdict.coverage, lines


RECORDS = st.builds(
    full,
    facilities=st.lists(
        st.builds(
            loan,
            id=st.sampled_from(["f", "g"]),
            arrears_on=st.none() | st.dates(DAY - timedelta(60), START),
            overdue_since=st.none() | st.dates(DAY - timedelta(400), DAY),
            maturity_on=st.none() | NEAR,
        ),
        max_size=2,
        unique_by=lambda facility: facility.id,
    ),
    documents=st.lists(
        st.builds(
            DocumentRecord,
            st.just("d"), st.just("Q3"), st.sampled_from(["certificate", "accounts"]), NEAR,
            st.none() | st.just(START),
        ),
        max_size=1,
    ),
    collaterals=st.lists(
        st.builds(
            CollateralRecord,
            st.just("k"), st.just("厂房"), st.none() | st.dates(DAY - timedelta(500), START), st.none() | NEAR,
            st.booleans(),
        ),
        max_size=1,
    ),
    satisfaction=st.none() | st.integers(0, 10),
    satisfaction_on=st.dates(DAY - timedelta(370), START),
    contacts=st.lists(st.dates(date(2025, 10, 1), START), max_size=3).map(sorted),
)  # fmt: skip
STANDINGS = st.builds(
    Standing,
    tier=st.sampled_from(Tier),
    capped=st.booleans(),
    proposal=st.none()
    | st.builds(
        Proposal,
        st.just("p"),
        st.sampled_from(Tier),
        st.sampled_from([ReviewState.PENDING, ReviewState.POSTPONED, ReviewState.REJECTED]),
        st.just("2026-10"),
        st.dates(DAY - timedelta(95), DAY),
        st.dates(DAY - timedelta(5), DAY + timedelta(9)),
    ),
    override=st.none()
    | st.builds(Override, st.sampled_from(Tier), st.just(DAY), st.dates(DAY, DAY + timedelta(9))),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS, STANDINGS, st.integers(0, 6))
def test_until_it_is_due_again_nothing_differs(record: ClientRecord, standing: Standing, age: int) -> None:
    """Every day up to the due day is judged from scratch and has nothing to write."""
    start = START + timedelta(age)
    verdict = judge(facts(record, start), RULES, Previous(standing=standing))
    previous = stored(Previous(standing=standing), verdict)
    for _ in range(4):
        due = due_again(verdict, previous, RULES, ALARMS)
        day = verdict.facts.day + ONE_DAY
        while day < due:
            later = judge(facts(record, day), RULES, previous)
            assert (later.decision, row(later)) == (Decision(), row(verdict)), (day, due)
            assert all(change.event is None and change.after == change.before for change in later.changes)
            day += ONE_DAY
        if due.month != start.month:
            return
        verdict = judge(facts(record, due), RULES, previous)
        previous = stored(previous, verdict)


@pytest.mark.parametrize(("overdue", "due"), [(0, 8), (1, 7), (8, 23), (31, 22)])
def test_a_sound_client_rests_until_a_limit_is_reached(overdue: int, due: int) -> None:
    """Days past due change the verdict at 1, 8, 31 and 91, and the contact
    interval of an orange client ends on the 22nd day; in between nobody looks.
    """
    start = date(2026, 7, 1)
    owed = loan(arrears_on=start, overdue_since=start - timedelta(overdue))
    record = full(start, facilities=[owed], documents=[])
    first = judge(facts(record, start), RULES)
    previous = stored(Previous(), first)
    second = judge(facts(record, start + ONE_DAY), RULES, previous)
    assert due_again(second, previous, RULES, ALARMS) == start + timedelta(due)
