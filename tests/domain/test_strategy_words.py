"""What is said of a client's service strategy: which, why with its own values, and what drives the interval."""

from collections.abc import Mapping

import pytest

from relmgr.domain.dimensions import DimensionValue
from relmgr.domain.money import Money
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.strategies import Segment, Served, Strategy, said, strategy_of
from relmgr.domain.strategy_words import interval_words, reasons, strategy_lines, strategy_words
from relmgr.domain.values import Key
from relmgr.rulebook.loader import load
from relmgr.words import Words

MATRIX = load().cadence.matrix
EAST = Segment(
    Key("1"), "华东", 1, None, parse_definition("region=华东 exposure>=1亿 esg=unknown"),
    Strategy("战略 | Strategic", 20, ("培训 | Training",), ("月检",)),
)  # fmt: skip
KEY_CLIENTS = Segment(Key("2"), "A", 2, None, parse_definition("tier=A"), Strategy("成长 | Growth", 45))
PLAIN = Segment(Key("3"), "plain", 3, None, parse_definition("tier=A,B"))
VALUES: Mapping[str, DimensionValue] = {"tier": "A", "region": "华东", "exposure": Money(2 * 10**10, "CNY")}


def _served(values: Mapping[str, DimensionValue], own: int | None = None) -> Served:
    return Served(strategy_of((EAST, KEY_CLIENTS, PLAIN), values), values, own)


def test_every_condition_is_answered_with_the_clients_value() -> None:
    """Unknown is said as unknown, amounts with their currency."""
    found = _served(VALUES)
    assert strategy_words(found) == Words("战略（分段「华东」）", 'Strategic (segment "华东")')
    assert list(reasons(found, EAST)) == [
        Words("地区为华东；条件 华东", "region is 华东; wanted: 华东"),
        Words("敞口为2.00亿；条件 >= 1.00亿", "exposure is CNY 200.0m; wanted: >= CNY 100.0m"),
        Words("ESG 评分为不明；条件 不明", "ESG score is unknown; wanted: unknown"),
    ]


def test_everything_is_prescribed_in_order() -> None:
    """Strategy, reasons, interval, services, measures, other segments."""
    found = _served(VALUES)
    lines = list(strategy_lines(found, found.interval(MATRIX)))
    labels = [label.en for label, _ in lines]
    assert labels == [
        "Strategy",
        *["Because"] * 3,
        "Contact interval",
        "Services",
        "Risk measures",
        "Also in",
        "Also in",
    ]
    assert [text.en for label, text in lines if label.en == "Also in"] == ["A (Growth, 45 days)", "plain"]


@pytest.mark.parametrize(
    ("values", "own", "says"),
    [
        (VALUES, None, "20 days, by the strategy of segment"),
        (VALUES, 10, "10 days, by the manager's own interval"),
        ({**VALUES, "level": "red"}, None, "15 days, by risk level red"),
        ({"tier": "B", "class": "loss"}, None, "15 days, by asset class loss"),
        ({"tier": "D", "phase": "construction"}, None, "30 days, by project phase construction"),
        ({"phase": "none"}, None, "180 days, by tier unknown"),
        ({"tier": "A", "level": None}, None, "30 days, by tier A"),
    ],
)
def test_the_driver_of_the_interval_is_named(
    values: Mapping[str, DimensionValue], own: int | None, says: str
) -> None:
    """The shortest applies, whoever asks for it."""
    found = _served(values, own)
    assert interval_words(found, found.interval(MATRIX)).en.startswith(says)


def test_no_strategy_is_said() -> None:
    """With the interval that applies all the same."""
    found = _served({"tier": "D"})
    lines = list(strategy_lines(found, found.interval(MATRIX)))
    assert [text.en for _, text in lines] == ["no segment gives one", "180 days, by tier D"]


def test_a_text_in_one_language_is_the_same_in_both() -> None:
    """People write in theirs; templates have both."""
    assert said("月检") == Words("月检", "月检")
    assert said("培训 | Training") == Words("培训", "Training")
