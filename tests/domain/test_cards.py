"""Scorecards by kind of client: which one fits, and that a change of card explains itself to the last decimal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.cards import REASONS, card_of, raw_values
from relmgr.domain.evidence import card_note, change_reasons
from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import NA, Fact, Facts, FactValue, Subject, SubjectKind
from relmgr.domain.scorecards import (
    CORPORATE,
    DEPOSIT,
    PROJECT,
    Interpolation,
    Kpi,
    Scorecard,
    explain_change,
    score,
)
from relmgr.domain.series import Series
from relmgr.domain.tier_calendar import INTERVALS, TierCalendar
from relmgr.domain.values import Key, Tier
from relmgr.rulebook.loader import load
from relmgr.words import Words

RULES = load().scorecard
DAY = date(2026, 11, 23)
NAMES = ("contribution", "credit", "activity", "growth", "deposits", "cover", "esg")


@st.composite
def kpis(draw: st.DrawFn, name: str) -> Kpi:
    raws = sorted(draw(st.lists(st.integers(1, 1000), min_size=2, max_size=6, unique=True)))
    points = sorted(draw(st.lists(st.floats(0, 100), min_size=len(raws), max_size=len(raws))))
    if draw(st.booleans()):
        points.reverse()
    kind = draw(st.sampled_from(Interpolation))
    weight = draw(st.floats(0.5, 50))
    return Kpi(
        name,
        Words(name, name),
        name,
        weight,
        kind,
        tuple((raw / 1000, given) for raw, given in zip(raws, points, strict=True)),
    )


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    return Scorecard(tuple(draw(kpis(name)) for name in names), draw(st.floats(0.1, 1)))


RAWS = st.fixed_dictionaries({name: st.none() | st.floats(-0.1, 1.1) for name in NAMES})


@given(cards(), cards(), RAWS, RAWS)
def test_any_change_of_card_and_coverage_is_explained_exactly(
    one: Scorecard, other: Scorecard, raw0: dict[str, float | None], raw1: dict[str, float | None]
) -> None:
    before, after = score(raw0, one), score(raw1, other)
    terms = explain_change(before, after)
    if before.value is None or after.value is None:
        assert terms is None
        assert change_reasons(before, after, other, one) == []
        return
    assert terms is not None
    assert sum(term.value + term.coverage for term in terms) == pytest.approx(
        after.value - before.value, abs=1e-9
    )
    reasons = change_reasons(before, after, other, one)
    assert sum(term["points_e6"] for term in reasons) == round(after.value * 1e6) - round(before.value * 1e6)


@given(cards(), RAWS)
def test_a_kpi_that_only_one_card_has_is_a_matter_of_coverage(
    card: Scorecard, raw: dict[str, float | None]
) -> None:
    more = Scorecard(
        (*card.kpis, Kpi("new", Words("", ""), "new", 9, Interpolation.LINEAR, ((0, 0), (1, 100)))), 0.1
    )
    before, after = score(raw, card), score({**raw, "new": 0.3}, more)
    for term in explain_change(before, after) or ():
        assert term.value == 0


def facts(*, series: bool = False, facility: bool = False, **known: float | bool | str) -> Facts:
    subjects = (Subject(SubjectKind.FACILITY, "f", "f", {}),) if facility else ()
    deposits = {"avg_deposits": Series(0, (1.0,))} if series else {}
    values = {name: Fact(value, None) for name, value in known.items()}
    return Facts(Key("c"), DAY, values, subjects=subjects, series=deposits)


@pytest.mark.parametrize(
    ("known", "name"),
    [
        (facts(), CORPORATE),
        (facts(series=True), DEPOSIT),
        (facts(series=True, facility=True), CORPORATE),
        (facts(series=True, raroc=0.1), CORPORATE),
        (facts(facility=True, is_project=True), PROJECT),
        (facts(series=True, phase="construction"), PROJECT),
    ],
)
def test_the_card_follows_from_what_is_known(known: Facts, name: str) -> None:
    card = card_of(known, RULES.cards)
    assert card.name == name
    assert REASONS[name].zh


def test_every_card_reads_facts_that_are_collected() -> None:
    assert set(RULES.cards) == {CORPORATE, PROJECT, DEPOSIT} == set(REASONS)
    for card in RULES.cards.values():
        assert all(FACTS[kpi.fact].collected for kpi in card.kpis), card.name
        assert sum(kpi.weight for kpi in card.kpis) == pytest.approx(100)


def test_the_first_loan_says_that_the_card_is_another_one() -> None:
    """A depositor who borrows is scored by the corporate card: contribution and credit come in, stability goes."""
    deposit, corporate = RULES.cards[DEPOSIT], RULES.cards[CORPORATE]
    raw = {"deposits": 0.1, "stability": 0.0, "activity": 11, "satisfaction": 8, "esg": 60}
    before = score(raw, deposit)
    after = score({"credit": 0.004, "activity": 11, "satisfaction": 8, "esg": 60, "growth": 0.3}, corporate)
    (note,) = card_note(deposit, corporate, ("a", "a"))
    assert note["title"] == {
        "zh": "评分卡 存款客户 > 公司客户 a",
        "en": "scorecard deposit-only > corporate a",
    }
    assert note["points_e6"] == 0
    titles = {term["kpi"]: term["title"]["zh"] for term in change_reasons(before, after, corporate, deposit)}
    assert titles["stability"] == "存款稳定"
    assert titles["credit"] == "信用状况"
    assert card_note(corporate, corporate, ("a", "a")) == []
    assert card_note(corporate, corporate, ("a", "b"))[0]["title"]["en"] == "scorecard corporate b"


@given(st.sampled_from(INTERVALS), st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_the_calendar_comes_round(interval: int, day: date) -> None:
    calendar = TierCalendar(dict.fromkeys(Tier, interval))
    following = calendar.next_day(Tier.B, day)
    assert following.day == 1
    assert following > day
    assert calendar.is_due(Tier.B, following)
    assert (following.year * 12 + following.month) - (day.year * 12 + day.month) <= interval
    due = [month for month in range(1, 13) if calendar.is_due(Tier.B, date(day.year, month, 1))]
    assert len(due) == 12 // interval
    assert due[-1] == 12


def test_what_belongs_to_the_client_counts_where_it_is_worst() -> None:
    values: tuple[FactValue, ...] = (0.4, 0.9, NA)
    rising = Kpi(
        "cover", Words("", ""), "ltv", 1, Interpolation.LINEAR, ((1, 0), (2, 100)), SubjectKind.COLLATERAL
    )
    falling = Kpi(
        "ltv", Words("", ""), "ltv", 1, Interpolation.LINEAR, ((0, 100), (1, 0)), SubjectKind.COLLATERAL
    )
    things = tuple(
        Subject(SubjectKind.COLLATERAL, str(n), "", {"ltv": Fact(value, None)})
        for n, value in enumerate(values)
    )
    known = Facts(Key("c"), DAY, {}, subjects=(*things, Subject(SubjectKind.FACILITY, "f", "", {})))
    card = Scorecard((rising, falling), 0.1)
    assert raw_values(card, known) == {"cover": 0.4, "ltv": 0.9}
    assert raw_values(card, Facts(Key("c"), DAY, {})) == {"cover": None, "ltv": None}
