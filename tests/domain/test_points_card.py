"""A points card is its lines: they sum to the total, and silence counts for nothing."""

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.points_card import CardRatio, PointsCard, score_card
from relmgr.rulebook.points_rules import load_points_card
from relmgr.words import Words

SHIPPED = load_points_card()
VALUES = st.fixed_dictionaries(
    {ratio.name: st.none() | st.floats(-10, 10) | st.sampled_from(ratio.cuts) for ratio in SHIPPED.ratios}
)


@given(VALUES)
def test_the_lines_sum_to_the_total_exactly(values: dict[str, float | None]) -> None:
    found = score_card(values, SHIPPED)
    assert [line.ratio for line in found.lines] == list(SHIPPED.ratios)
    if found.total is not None:
        assert sum(line.points for line in found.lines) == found.total
    assert (found.total is None) == (found.coverage < SHIPPED.coverage - 1e-9)


@given(VALUES)
def test_a_line_names_the_bin_its_value_lies_in(values: dict[str, float | None]) -> None:
    for line in score_card(values, SHIPPED).lines:
        if line.value is None:
            assert (line.low, line.high, line.points) == (None, None, line.ratio.missing)
        else:
            assert line.low is None or line.low <= line.value
            assert line.high is None or line.value < line.high


@given(VALUES, st.sampled_from([ratio.name for ratio in SHIPPED.ratios]))
def test_a_ratio_that_goes_missing_takes_its_points_and_nothing_else(
    values: dict[str, float | None], name: str
) -> None:
    full = {line.ratio.name: line.points for line in score_card(values, SHIPPED).lines}
    less = {line.ratio.name: line.points for line in score_card({**values, name: None}, SHIPPED).lines}
    assert less == {**full, name: 0.0}


def test_the_shipped_card_is_short_monotone_and_not_the_banks_yet() -> None:
    assert len(SHIPPED.ratios) <= 8
    assert all(ratio.is_monotone and ratio.missing == 0 for ratio in SHIPPED.ratios)
    assert not SHIPPED.confirmed_by_bank
    assert "确认" in SHIPPED.origin.zh
    assert "confirm" in SHIPPED.origin.en


def test_better_is_never_worse_on_the_shipped_card() -> None:
    """Every ratio of the shipped card is one of which more is better."""
    assert all(list(ratio.points) == sorted(ratio.points) for ratio in SHIPPED.ratios)


def test_exactly_enough_known_gives_a_total() -> None:
    def ratio(name: str, span: float) -> CardRatio:
        return CardRatio(name, Words("", ""), Words("", ""), (0.0,), (0.0, span))

    card = PointsCard("1", Words("", ""), False, 0.6, (ratio("a", 6), ratio("b", 4)))
    assert score_card({"a": 1.0}, card).total == 6
    assert score_card({"b": 1.0}, card).total is None
