"""What rules find on facts, and the composite level: families, scopes, coverage, the worst rung."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.composite import Active, composite
from relmgr.domain.facts import NA, Fact, Facts, FactValue, Subject, SubjectKind
from relmgr.domain.findings import (
    Finding,
    Outcome,
    coverage_of,
    findings,
    inputs_of,
    missing_facts,
    newest_data,
)
from relmgr.domain.signals import Scope
from relmgr.domain.values import Key, Level, Severity
from relmgr.rulebook.loader import load

RULES = load().warnings
DAY = date(2026, 11, 23)
ACTIVE = st.lists(
    st.builds(
        Active,
        st.sampled_from(["overdue", "cover", "balance", "EW09"]),
        st.sampled_from(Severity),
        st.integers(0, 70),
        st.sampled_from(Scope),
    )
)


def known(**values: FactValue) -> dict[str, Fact]:
    return {name: Fact(value, DAY) for name, value in values.items()}


def facility(key: str, **values: FactValue) -> Subject:
    return Subject(SubjectKind.FACILITY, key, f"F-{key}", known(**values))


def look(facts: Facts, rule: str) -> list[Finding]:
    looks = [each for each in (*RULES.early, *RULES.late) if each.rule.id == rule]
    return list(findings(looks, facts))


def client(*subjects: Subject, **values: FactValue) -> Facts:
    return Facts(Key("c" * 32), DAY, known(**values), subjects=subjects)


def test_each_facility_is_judged_alone() -> None:
    facts = client(facility("1", dpd=0), facility("2", dpd=40), facility("3"))
    found = {f.subject.id: f.outcome for f in look(facts, "EW02")}
    assert found == {"1": Outcome.CLEAN, "2": Outcome.HIT, "3": Outcome.UNKNOWN}


def test_a_rule_may_look_at_facilities_and_at_the_client() -> None:
    found = look(client(facility("1", dpd=100), npl=True), "EW03")
    assert {(f.subject.id, f.outcome) for f in found} == {("1", Outcome.HIT), ("", Outcome.HIT)}


def test_the_worst_rung_that_fires_counts_then_the_most_points() -> None:
    [overdue] = look(client(facility("1", dpd=12)), "EW01")
    assert overdue.step
    assert (overdue.step.severity, overdue.step.points) == (Severity.YELLOW, 15)
    [thin] = look(client(equity_to_assets=0.04, liabilities_change=0.5), "EW23")
    assert thin.step
    assert thin.step.severity is Severity.RED


def test_a_part_that_fires_is_reported_although_another_is_unknown() -> None:
    [found] = look(client(equity_to_assets=0.04), "EW23")
    assert found.outcome is Outcome.HIT
    [found] = look(client(equity_to_assets=0.4), "EW23")
    assert (found.outcome, missing_facts(found, client())) == (
        Outcome.UNKNOWN,
        ("equity_to_assets", "altman_z2", "liabilities_change", "altman_z2_change"),
    )


def test_what_need_not_be_insured_is_not_missing() -> None:
    free = {"insurance_days": NA, "ltv": NA, "ltv_limit": NA, "worthless": NA}
    shed = Subject(SubjectKind.COLLATERAL, "k", "厂房", known(valuation_months=3.0, seized=False, **free))
    found = next(found for found in look(client(shed), "EW28") if found.subject.id)
    assert found.outcome is Outcome.CLEAN
    land = Subject(SubjectKind.COLLATERAL, "k", "土地", known(valuation_months=NA, seized=NA, **free))
    found = next(found for found in look(client(land), "EW28") if found.subject.id)
    assert found.outcome is Outcome.NOT_APPLICABLE


def test_inputs_carry_value_day_and_limit() -> None:
    facts = client(facility("1", dpd=40))
    [found] = look(facts, "EW02")
    [given_] = inputs_of(found, facts)
    assert (given_.fact, given_.value, given_.as_of, given_.operator, given_.than) == (
        "dpd",
        40,
        DAY,
        ">",
        30,
    )


def test_the_newest_input_dates_a_look() -> None:
    old = {"rating_notches": Fact(0, date(2026, 1, 1)), "below_cutoff": Fact(False, date(2026, 2, 1))}
    facts = Facts(Key("c" * 32), DAY, old)
    [found] = look(facts, "EW09")
    assert newest_data(found, facts) == date(2026, 2, 1)


@given(ACTIVE, st.floats(0, 1))
def test_the_level_is_never_better_than_the_worst_risk_signal(active: list[Active], coverage: float) -> None:
    found = composite(active, coverage, RULES.bands)
    worst = max((a.severity.rank for a in active if a.scope is Scope.RISK), default=0)
    order = [Level.GREEN, Level.YELLOW, Level.ORANGE, Level.RED]
    if found.level is Level.UNKNOWN:
        assert worst == 0
        assert found.partial
    else:
        assert order.index(found.level) >= worst
    assert 0 <= found.score <= 100


@given(ACTIVE)
def test_one_family_counts_once(active: list[Active]) -> None:
    once = composite(active, 1.0, RULES.bands)
    assert composite([*active, *active], 1.0, RULES.bands) == once


def test_one_overdue_is_not_three_signals() -> None:
    overdue = [
        Active("overdue", Severity.YELLOW, 15, Scope.RISK),
        Active("overdue", Severity.ORANGE, 40, Scope.RISK),
    ]
    assert composite(overdue, 1.0, RULES.bands).score == 40


def test_coverage_leaves_out_what_does_not_apply() -> None:
    everything = (*RULES.early, *RULES.late)
    nothing = coverage_of(findings(everything, client()))
    assert nothing == 0
    some = client(rating_notches=0, below_cutoff=False, contact_ratio=0.5)
    rules_seen = {f.rule.id for f in findings(everything, some)}
    assert coverage_of(findings(everything, some)) == 2 / len(rules_seen)
    assert "EW01" not in rules_seen
