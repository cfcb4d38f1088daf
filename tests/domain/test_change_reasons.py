"""Every change of a score is told in reasons that sum to it, whatever is known and however it is weighted."""

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.scorecards import Interpolation, Kpi, Scorecard, explain_change, score
from relmgr.words import Words

NAMES = ("a", "b", "c", "d", "e", "f")
KNOTS = st.lists(st.floats(-100, 100), min_size=2, max_size=5, unique_by=lambda x: round(x, 3))


@st.composite
def kpis(draw: st.DrawFn, name: str) -> Kpi:
    raws = sorted(draw(KNOTS))
    knots = tuple((raw, draw(st.floats(0, 100))) for raw in raws)
    return Kpi(name, Words(name, name), name, draw(st.floats(0.5, 50)), Interpolation.LINEAR, knots)


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    """Return a card of some of the KPIs with bands and weights of its own, so that two cards differ in all."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    return Scorecard(tuple(draw(kpis(name)) for name in names), draw(st.floats(0.01, 1)))


RAW = st.fixed_dictionaries({name: st.none() | st.floats(-150, 150) for name in NAMES})


@given(cards(), cards(), RAW, RAW)
def test_reasons_sum_to_the_change_across_cards(
    old: Scorecard, new: Scorecard, raw0: dict[str, float | None], raw1: dict[str, float | None]
) -> None:
    before, after = score(raw0, old), score(raw1, new)
    terms = explain_change(before, after)
    if before.value is None or after.value is None:
        assert terms is None
        return
    assert terms is not None
    total = sum(term.value + term.coverage for term in terms)
    assert abs(total - (after.value - before.value)) <= 1e-9


@given(cards(), RAW, RAW)
def test_a_kpi_known_on_one_side_only_has_no_change_of_points(
    card: Scorecard, raw0: dict[str, float | None], raw1: dict[str, float | None]
) -> None:
    terms = explain_change(score(raw0, card), score(raw1, card))
    for term in terms or ():
        if (raw0[term.kpi] is None) != (raw1[term.kpi] is None):
            assert term.value == 0


@given(cards(), RAW)
def test_the_same_data_have_no_reasons(card: Scorecard, raw: dict[str, float | None]) -> None:
    terms = explain_change(score(raw, card), score(raw, card))
    assert all(abs(term.value) + abs(term.coverage) == 0 for term in terms or ())
