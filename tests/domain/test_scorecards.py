"""Laws of the score: clamped bands, nothing imputed, and every change explained to the last decimal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.evidence import change_reasons
from relmgr.domain.scorecards import (
    NEUTRAL,
    Interpolation,
    Kpi,
    Scorecard,
    explain_change,
    in_millionths,
    points,
    score,
)
from relmgr.rulebook.loader import load
from relmgr.words import Words

CARD = load().scorecard.card
KPIS = {kpi.name: kpi for kpi in CARD.kpis}


def raws(name: str) -> st.SearchStrategy[float]:
    low, high = KPIS[name].knots[0][0], KPIS[name].knots[-1][0]
    return st.floats(low - 1, high + 1, allow_nan=False)


MAYBE = st.fixed_dictionaries({name: st.none() | raws(name) for name in KPIS})


@given(MAYBE, MAYBE)
def test_a_change_is_explained_exactly(raw0: dict[str, float | None], raw1: dict[str, float | None]) -> None:
    before, after = score(raw0, CARD), score(raw1, CARD)
    terms = explain_change(before, after)
    if before.value is None or after.value is None:
        assert terms is None
        return
    assert terms is not None
    total = sum(term.value + term.coverage for term in terms)
    assert total == pytest.approx(after.value - before.value, abs=1e-9)
    stored = change_reasons(before, after, CARD)
    assert sum(term["points_e6"] for term in stored) == round(after.value * 1e6) - round(before.value * 1e6)


@given(MAYBE)
def test_the_level_is_explained_exactly(raw: dict[str, float | None]) -> None:
    found = score(raw, CARD)
    if found.value is None:
        return
    assert sum(part.term for part in found.parts) + NEUTRAL == pytest.approx(found.value, abs=1e-9)
    assert sum(part.share for part in found.parts) == pytest.approx(found.value, abs=1e-9)
    assert -1e-9 <= found.value <= 100 + 1e-9


@given(MAYBE, st.sampled_from(sorted(KPIS)), st.data())
def test_better_is_never_worse(raw: dict[str, float | None], name: str, data: st.DataObject) -> None:
    low, high = sorted((data.draw(raws(name)), data.draw(raws(name))))
    one, other = score({**raw, name: low}, CARD).value, score({**raw, name: high}, CARD).value
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        rising = KPIS[name].knots[0][1] < KPIS[name].knots[-1][1]
        assert (other - one if rising else one - other) >= -1e-9


def test_a_kpi_that_only_went_missing_is_not_blamed_with_its_points() -> None:
    raw0 = {
        "contribution": 0.14,
        "credit": 0.012,
        "activity": 10,
        "growth": 0.08,
        "satisfaction": 8,
        "esg": 55,
    }
    terms = explain_change(score(raw0, CARD), score({**raw0, "satisfaction": None}, CARD))
    assert terms is not None
    gone = next(term for term in terms if term.kpi == "satisfaction")
    assert gone.value == 0
    assert -3 < gone.coverage < 0


def test_coverage_of_exactly_the_minimum_scores() -> None:
    enough = {"contribution": 0.1, "credit": 0.01, "esg": 50}
    assert score(enough, CARD).coverage == pytest.approx(0.6)
    assert score(enough, CARD).value is not None
    assert score({**enough, "esg": None}, CARD).value is None


def test_a_pd_of_zero_is_clamped_before_the_logarithm() -> None:
    assert points(KPIS["credit"], 0.0) == 100
    assert points(KPIS["credit"], -1.0) == 100
    assert points(KPIS["credit"], 1.0) == 0


def test_adding_peers_cannot_move_a_score() -> None:
    """Bands are fixed: the score has no input but the client's own figures."""
    assert score.__code__.co_argcount == 2


def test_knots_are_hit_exactly() -> None:
    kpi = Kpi("x", Words("", ""), "x", 1, Interpolation.LINEAR, ((0.0, 10.0), (1.0, 20.0), (3.0, 100.0)))
    assert [points(kpi, x) for x in (0.0, 1.0, 2.0, 3.0, 9.0)] == [10, 20, 60, 100, 100]


@given(st.dictionaries(st.text(min_size=1), st.floats(-100, 100), min_size=1))
def test_rounded_terms_sum_to_the_total(terms: dict[str, float]) -> None:
    total = round(sum(terms.values()) * 1e6)
    assert sum(in_millionths(terms, total).values()) == total


def test_other_weights_are_a_change_of_coverage() -> None:
    raw: dict[str, float | None] = {name: kpi.knots[1][0] for name, kpi in KPIS.items()}
    heavier = Scorecard(
        tuple(replace(k, weight=k.weight * 2) if k.name == "esg" else k for k in CARD.kpis), 0.6
    )
    before, after = score(raw, CARD), score(raw, heavier)
    terms = explain_change(before, after)
    assert terms is not None
    assert before.value is not None
    assert after.value is not None
    assert all(term.value == 0 for term in terms)
    assert sum(t.coverage for t in terms) == pytest.approx(after.value - before.value, abs=1e-9)
