"""Which scorecard fits a client: project company, deposits only, or corporate; and what its KPIs are on it."""

from collections.abc import Mapping

from relmgr.domain.facts import Fact, Facts, NotApplicable, SubjectKind
from relmgr.domain.scorecards import CORPORATE, DEPOSIT, PROJECT, Kpi, Scorecard
from relmgr.words import Words

CLIENT, FACILITY = SubjectKind.CLIENT, SubjectKind.FACILITY

REASONS: Mapping[str, Words] = {
    PROJECT: Words("是项目公司", "it is a project company"),
    DEPOSIT: Words("有存款，没有授信，也没有风险调整回报", "it has deposits, no facility and no RAROC"),
    CORPORATE: Words("不是项目公司，也不是纯存款客户", "neither a project company nor deposits only"),
}
"""Why a card was chosen, by its name."""


def card_of(facts: Facts, cards: Mapping[str, Scorecard]) -> Scorecard:
    """Return the card that fits what is known of a client; `REASONS` says why.

    A client with deposits and nothing else has no capital and so no RAROC; a card that waits for one would
    leave it unrated for ever. A client of which nothing is known stays on the corporate card.
    """
    known = facts.facts
    if "phase" in known or is_true(facts, "is_project"):
        return cards[PROJECT]
    if "raroc" not in known and "avg_deposits" in facts.series and not _has_facility(facts):
        return cards[DEPOSIT]
    return cards[CORPORATE]


def raw_values(card: Scorecard, facts: Facts) -> dict[str, float | None]:
    """Return what the KPIs of a card are on a client, by KPI name; None is missing."""
    return {
        kpi.name: facts.number(kpi.fact) if kpi.about is CLIENT else number_of(fact_of(kpi, facts))
        for kpi in card.kpis
    }


def number_of(fact: Fact | None) -> float | None:
    """Return a fact as a number; what is missing or does not apply is None."""
    return None if fact is None or isinstance(fact.value, str | NotApplicable) else float(fact.value)


def fact_of(kpi: Kpi, facts: Facts, *, stale: bool = False) -> Fact | None:
    """Return the fact behind a KPI, where it is worst when several things have it; `stale` ones on request."""
    if kpi.about is CLIENT:
        return (facts.stale if stale else facts.facts).get(kpi.fact)
    found = [
        fact
        for subject in facts.subjects
        if subject.kind is kpi.about
        and (fact := (subject.stale if stale else subject.facts).get(kpi.fact)) is not None
        and number_of(fact) is not None
    ]
    worst = min if kpi.rises else max
    return worst(found, key=lambda fact: number_of(fact) or 0.0) if found else None


def is_true(facts: Facts, name: str) -> bool:
    """Tell whether a flag of the client is known and set."""
    fact = facts.facts.get(name)
    return fact is not None and fact.value is True


def _has_facility(facts: Facts) -> bool:
    return any(subject.kind is FACILITY for subject in facts.subjects)
