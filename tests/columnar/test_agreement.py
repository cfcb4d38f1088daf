"""Judging a block of clients gives what judging each alone gives, whatever the rules and whatever is missing."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from relmgr.columnar.block import Block, Machines, Standings
from relmgr.columnar.client_rows import ClientRow, cells_of, row_of, stands_until
from relmgr.columnar.due import due_days
from relmgr.columnar.findings import OUTCOMES
from relmgr.columnar.layout import dated_facts
from relmgr.columnar.monthly_facts import months_kept
from relmgr.columnar.row_blocks import StoredRow, block_of, side_by_side
from relmgr.columnar.text_codes import text_code
from relmgr.columnar.verdicts import LEVELS, TIERS, Verdicts, judge_block
from relmgr.domain.alarms import alarms
from relmgr.domain.conditions import Condition
from relmgr.domain.due import due_again
from relmgr.domain.evaluation import Previous, Verdict, judge
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.periods import last_full_month, month_text
from relmgr.domain.records import (
    ClientRecord,
    CollateralRecord,
    Dated,
    DocumentRecord,
    FacilityRecord,
    Figure,
)
from relmgr.domain.review import Standing
from relmgr.domain.rules import Rulebook
from relmgr.domain.signals import Look, Step, WarningRule
from relmgr.domain.tiers import MachineState
from relmgr.domain.values import AssetClass, Key, Tier
from relmgr.rulebook.loader import load

DAY = date(2026, 11, 23)
RULES = load()
NEEDED = RULES.warnings.fact_limits.needed
DATED = dated_facts(RULES.scorecard.cards)
T = TypeVar("T")
INTERVALS = ("", "", "90", "30 tier=A | 60 level=red", "20 class=special_mention | 45 tier=D | 200")
TEXTS = {text_code(text): text for text in INTERVALS}
GRADES = ("AAA", "A", "BBB", "BB", "BB-", "B", "CCC", "foreign")


def sometimes(chance: Random, value: T, share: float = 0.7) -> T | None:
    return value if chance.random() < share else None


def before(chance: Random, days: int = 900) -> date:
    return DAY - timedelta(chance.randint(0, days))


def around(chance: Random) -> date:
    return DAY + timedelta(chance.randint(-500, 500))


def figures(chance: Random, code: str) -> dict[str, Figure]:
    """Make a monthly figure with gaps, steady or falling, in one currency or rarely two."""
    shape = chance.choice(("none", "steady", "falling", "falling", "wild", "ragged"))
    if shape == "none":
        return {}
    level, fall = chance.randint(10**3, 10**11), chance.randint(0, 5)
    last = last_full_month(DAY) - (chance.randint(0, 6) if shape == "ragged" else 0)
    missing = chance.choice((0, 0, 0.1, 0.3))
    found = {}
    for back in range(chance.choice((20, 20, 20, chance.randint(1, 20)))):
        if chance.random() < missing or last - back < last_full_month(DAY) - months_kept(RULES.warnings):
            continue
        share = 0.3 if shape == "falling" and back < fall else 1.0
        value = int(level * chance.uniform(0.7, 1.4) * share)
        value = chance.choice((0, -value, value)) if shape == "wild" else value
        currency = "USD" if chance.random() < 0.005 else "CNY"
        found[month_text(last - back)] = Figure(value, "" if code == "transactions" else currency)
    return found


def made_up(chance: Random, number: int) -> ClientRecord:
    """Make up everything that may be recorded of one client."""
    record = ClientRecord(Key(f"{number:032x}"))
    record.satisfaction = sometimes(chance, chance.randint(0, 10))
    record.satisfaction_on = before(chance) if record.satisfaction is not None else None
    record.esg_score = sometimes(chance, chance.randint(0, 100))
    record.is_project = chance.random() < 0.3
    record.segment_intervals = chance.choice(INTERVALS)
    record.phase = chance.choice(("", "", "", "pre", "construction", "operation", "strange"))
    record.own_days = sometimes(chance, chance.randint(1, 200), 0.2)
    record.facilities = [facility(chance, f"f{number}-{n}") for n in range(chance.randint(0, 3))]
    record.documents = [
        DocumentRecord(
            f"d{number}-{n}",
            "",
            chance.choice(("certificate", "accounts")),
            around(chance),
            sometimes(chance, before(chance)),
        )
        for n in range(chance.randint(0, 2))
    ]
    record.collaterals = [
        CollateralRecord(
            f"c{number}-{n}",
            "",
            sometimes(chance, before(chance)),
            sometimes(chance, around(chance)),
            chance.random() < 0.7,
        )
        for n in range(chance.randint(0, 2))
    ]
    record.grades = sorted(Dated(before(chance), chance.choice(GRADES)) for _ in range(chance.randint(0, 3)))
    record.classes = sorted(
        Dated(before(chance), chance.choice([*AssetClass]).value) for _ in range(chance.randint(0, 2))
    )
    contacts = {on.isoformat()[:7]: on for on in sorted(before(chance) for _ in range(chance.randint(0, 8)))}
    record.contacts = [contacts[month] for month in sorted(contacts)]
    put_metrics(chance, record)
    return record


def facility(chance: Random, key: str) -> FacilityRecord:
    drawn, limit, undisbursed = (sometimes(chance, chance.choice((0, 10**8, 10**9)), 0.9) for _ in range(3))
    arrears = sometimes(chance, before(chance, 60))
    overdue = (
        sometimes(chance, chance.choice((before(chance, 400), around(chance))), 0.3) if arrears else None
    )
    dates = (sometimes(chance, around(chance)), arrears, overdue)
    return FacilityRecord(
        key, "", drawn, limit, undisbursed, *dates, kind=chance.choice(("term", "revolver"))
    )


def put_metrics(chance: Random, record: ClientRecord) -> None:
    for code in (
        "avg_deposits",
        "avg_loans",
        "transactions",
        "inflow",
        "repayments",
        "line_drawn",
        "line_limit",
    ):
        if found := figures(chance, code):
            record.metrics[code] = found
    for code in ("equity", "assets", "liabilities", "revenue", "pbt", "op_cash_flow"):
        years = sorted(chance.sample(("2022", "2023", "2024", "2025"), chance.randint(0, 4)))
        if years:
            record.metrics[code] = {year: Figure(chance.randint(-(10**6), 10**8), "CNY") for year in years}
    if chance.random() < 0.6:
        record.metrics["raroc"] = {"2025": Figure(chance.randint(-(10**5), 4 * 10**5), "")}


def stood(chance: Random) -> Previous:
    """Make up what stood before."""
    tier = chance.choice((None, *Tier))
    ages = (chance.choice((None, 0, 1, 2, 3, 4)), chance.randint(0, 2), chance.randint(0, 2))
    published = chance.choice((None, *Tier))
    return Previous(
        MachineState(tier, *ages), Standing(published, published is not None and chance.random() < 0.3)
    )


seeds = st.integers(0, 2**32)


def rank(tier: Tier | None) -> int:
    return -1 if tier is None else TIERS.index(tier)


def block_on(day: date, made: Sequence[ClientRecord], rules: Rulebook, before: Sequence[Previous]) -> Block:
    """Store clients as rows made on the day of the tests and read them as a block on a day."""
    limits = stale_after(rules.warnings)
    rows = []
    for record in made:
        row = row_of(facts_of(record, DAY, rules, limits), record, cells_of(record), NEEDED, DATED)
        assert not row.alone
        rows.append(stored_row(row))
    ages = [-1 if one.machine.age is None else one.machine.age for one in before]
    states = Machines(
        np.array([rank(one.machine.tier) for one in before], np.int8),
        np.array(ages, np.int64),
        np.array([one.machine.up for one in before], np.int64),
        np.array([one.machine.down for one in before], np.int64),
    )
    published = Standings(
        np.array([rank(one.standing.tier) for one in before], np.int8),
        np.array([one.standing.capped for one in before], np.bool_),
    )
    return block_of(side_by_side(rows), day, months_kept(rules.warnings), states, published)


def stored_row(row: ClientRow) -> StoredRow:
    """Return what is read of a row to judge its client."""
    return StoredRow(row.last, row.figures, row.contacts, row.facts, row.counts, row.subjects, row.origins)


def is_plain(record: ClientRecord, rules: Rulebook) -> bool:
    facts = facts_of(record, DAY, rules, stale_after(rules.warnings))
    return not row_of(facts, record, cells_of(record), NEEDED, DATED).alone


def check(found: Verdicts, place: int, expected: Verdict) -> None:
    """Compare one client of a block with its verdict."""
    value = float(found.scores.value[place])
    assert (expected.score.value is None) == math.isnan(value)
    if expected.score.value is not None:
        assert math.isclose(value, expected.score.value, rel_tol=1e-9, abs_tol=1e-9)
    assert math.isclose(found.scores.coverage[place], expected.score.coverage, abs_tol=1e-9)
    if found.doubtful[place]:
        return
    state = expected.machine
    age = -1 if state.age is None else state.age
    got = found.machines
    assert (got.tier[place], got.age[place], got.up[place], got.down[place]) == (
        rank(state.tier),
        age,
        state.up,
        state.down,
    )
    assert looks_of(found, place) == [
        (one.rule.id, one.look.kind, one.outcome, one.step) for one in expected.findings
    ]
    assert math.isclose(found.rule_coverage[place], expected.coverage, abs_tol=1e-9)
    assert found.points[place] == expected.risk.score
    assert LEVELS[found.level[place]] is expected.risk.level
    assert found.moves[place] == (expected.decision.move is not None)


def looks_of(found: Verdicts, place: int) -> list[tuple[str, object, object, Step | None]]:
    """Return what rules found on one client of a block, in the order in which it is judged alone."""
    seen: list[tuple[str, object, object, Step | None]] = []
    for one in found.found:
        here = [place] if one.owner is None else np.flatnonzero(one.owner == place).tolist()
        for at in here:
            step = one.look.steps[one.step[at]] if one.step[at] >= 0 else None
            seen.append((one.look.rule.id, one.look.kind, OUTCOMES[one.outcome[at]], step))
    return seen


Book = list[tuple[ClientRecord, Previous]]


def book(seed: int, size: int = 40) -> Book:
    """Make up a book of clients that columns can hold."""
    chance = Random(seed)
    made = [made_up(chance, number) for number in range(size)]
    return [(record, stood(chance)) for record in made if is_plain(record, RULES)]


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_a_block_is_judged_as_each_client_alone(seed: int) -> None:
    agree(book(seed), RULES, DAY)


@settings(max_examples=15, deadline=None)
@given(seeds, st.integers(0, 45))
def test_rows_stand_until_the_day_they_name(seed: int, days: int) -> None:
    limits = stale_after(RULES.warnings)
    day = DAY + timedelta(days)
    standing = [
        one for one in book(seed) if stands_until(facts_of(one[0], DAY, RULES, limits), NEEDED)[0] >= day
    ]
    agree(standing, RULES, day)


@st.composite
def rulebooks(draw: st.DrawFn) -> Rulebook:
    """Draw the shipped rules with other thresholds, points and severities, and some rungs that forgive gaps."""

    def step(rung: Step) -> Step:
        def other(condition: Condition) -> Condition:
            if isinstance(condition.than, bool) or not isinstance(condition.than, int | float):
                return condition
            than = condition.than * draw(st.sampled_from((0.5, 1, 2))) + draw(
                st.sampled_from((0, 0, -1, 0.25))
            )
            return replace(condition, than=than, lenient=draw(st.booleans()))

        return replace(
            rung,
            points=draw(st.integers(0, 70)),
            every=tuple(other(one) for one in rung.every),
            some=tuple(other(one) for one in rung.some),
        )

    def look(one: Look) -> Look:
        rule: WarningRule = one.rule
        return Look(rule, one.kind, tuple(step(rung) for rung in one.steps))

    warnings = RULES.warnings
    early = tuple(look(one) for one in warnings.early)
    late = tuple(look(one) for one in warnings.late)
    detector = replace(warnings.detector, limit=draw(st.sampled_from((0.5, 1.0, 2.0))))
    return replace(RULES, warnings=replace(warnings, early=early, late=late, detector=detector))


@settings(max_examples=15, deadline=None)
@given(seeds, rulebooks())
def test_any_rulebook_agrees(seed: int, rules: Rulebook) -> None:
    agree(book(seed), rules, DAY)


def agree(book: Book, rules: Rulebook, day: date) -> None:
    if not book:
        return
    made, before = [record for record, _ in book], [previous for _, previous in book]
    found = judge_block(block_on(day, made, rules, before), rules, day, TEXTS)
    limits = stale_after(rules.warnings)
    for place, (record, previous) in enumerate(book):
        check(found, place, judge(facts_of(record, day, rules, limits), rules, previous))


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_nobody_is_due_later_than_when_judged_alone(seed: int) -> None:
    made = book(seed)
    rings, limits = alarms(RULES), stale_after(RULES.warnings)
    facts = [facts_of(record, DAY, RULES, limits) for record, _ in made]
    block = block_on(DAY, [record for record, _ in made], RULES, [before for _, before in made])
    verdicts = judge_block(block, RULES, DAY, TEXTS)
    until = np.array([stands_until(known, NEEDED)[0].toordinal() for known in facts])
    due = due_days(block, verdicts, until, RULES, rings, DAY)
    for place, (known, (_, before)) in enumerate(zip(facts, made, strict=True)):
        verdict = judge(known, RULES, before)
        if not verdict.changes and not verdicts.moves[place]:
            assert DAY.toordinal() < due[place] <= due_again(verdict, before, RULES, rings).toordinal()
