"""Segments: the written form reads back, the stored form reads back, and what is wrong is said where it stands."""

from datetime import date

import pytest
from hypothesis import given

from relmgr.domain.dimensions import DIMENSIONS, Range, bands, next_anniversary
from relmgr.domain.money import Money
from relmgr.domain.segment_grammar import parse_definition, spell_definition
from relmgr.domain.segment_words import say_definition
from relmgr.domain.segments import Condition, Definition, as_json, from_json, value_condition
from relmgr.domain.strategies import (
    Interval,
    Segment,
    Strategy,
    read_intervals,
    shortest_interval,
    strategy_of,
    write_intervals,
)
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.words import Words
from tests.domain.segment_values import definitions


@given(definitions())
def test_what_is_written_is_read_back(definition: Definition) -> None:
    """Spelling and parsing, storing and reading are inverse."""
    assert parse_definition(spell_definition(definition)) == definition
    assert from_json(as_json(definition)) == definition


def test_a_person_writes_in_either_language() -> None:
    """Codes, names, value words and full-width signs mean the same."""
    chinese = parse_definition("地区＝华东，华北 预警:红 合作年限>=5 客户状态!=流失")
    assert chinese == parse_definition("region=华东,华北 level=red years=5.. state!=lost")
    assert say_definition(chinese) == Words(
        "地区 华东、华北；预警级别 红；合作年限 >= 5年；客户状态 非 流失",
        "region 华东, 华北; risk level red; years with us >= 5 y; state not lost",
    )


@pytest.mark.parametrize(
    ("text", "word", "place", "says"),
    [
        ("tier=A regon=华东", "regon=华东", 8, "nearest is region"),
        ("tier=E", "tier=E", 1, "known are: A, B, C, D"),
        ("region=华东 years=abc", "years=abc", 11, "whole number"),
        ("tier", "tier", 1, "DIMENSION=VALUE"),
        ("tier>A", "tier>A", 1, "no number"),
        ("region=", "region=", 1, "value is missing"),
        ("exposure=5..1", "exposure=5..1", 1, "no number lies"),
        ("exposure>=1,2", "exposure>=1,2", 1, "is not understood"),
    ],
)
def test_an_error_names_word_and_place(text: str, word: str, place: int, says: str) -> None:
    """One sentence: which word, where, what would be right."""
    with pytest.raises(Invalid) as caught:
        parse_definition(text)
    assert f'character {place}, "{word}"' in caught.value.words.en
    assert says in caught.value.words.en


def test_unknown_is_a_value_of_its_own() -> None:
    """Unknown is not low, not elsewhere, and can be asked for; NOT holds for it."""
    nothing = {"years": None, "region": None}
    assert not parse_definition("years<5").holds(nothing)
    assert parse_definition("years=unknown").holds(nothing)
    assert parse_definition("region!=华东").holds(nothing)
    assert not parse_definition("region!=华东,unknown").holds(nothing)


def test_amounts_are_compared_within_a_currency() -> None:
    """100m dollars are not 100m yuan."""
    large = parse_definition("exposure>=100m")
    assert large.holds({"exposure": Money(10**10, "CNY")})
    assert not large.holds({"exposure": Money(10**10, "USD")})


def test_bands_hold_every_number_once() -> None:
    """No gap and no overlap, in minor units of the currency's own exponent."""
    years = bands(DIMENSIONS["years"], {"years": (1, 3)})
    assert years == (Range(None, 0), Range(1, 2), Range(3, None))
    yen = bands(DIMENSIONS["exposure"], {"exposure": (1000,)}, "JPY")
    assert yen == (Range(None, 999, "JPY"), Range(1000, None, "JPY"))


def test_the_edge_of_a_cross_table_is_a_condition() -> None:
    """Value, band and unknown each have one."""
    assert value_condition(DIMENSIONS["tier"], "A") == Condition("tier", ("A",))
    assert value_condition(DIMENSIONS["tier"], None) == Condition("tier", unknown=True)
    assert value_condition(DIMENSIONS["years"], Range(3, 4)) == Condition("years", ranges=(Range(3, 4),))


@pytest.mark.parametrize(
    ("since", "day", "next_on"),
    [
        (date(2020, 11, 24), date(2026, 11, 23), date(2026, 11, 24)),
        (date(2020, 11, 23), date(2026, 11, 23), date(2027, 11, 23)),
        (date(2020, 2, 29), date(2025, 1, 1), date(2025, 3, 1)),
        (date(2027, 1, 1), date(2026, 11, 23), date(2027, 1, 1)),
    ],
)
def test_a_year_is_completed_on_its_anniversary(since: date, day: date, next_on: date) -> None:
    """The day a client is judged again where a segment asks for years."""
    assert next_anniversary(since, day) == next_on


def _segment(name: str, position: int, text: str, strategy: Strategy | None = None) -> Segment:
    return Segment(Key(name), name, position, None, parse_definition(text), strategy)


def test_the_first_segment_gives_the_strategy_and_the_shortest_interval_counts() -> None:
    """Every matching one is listed; one without a strategy gives none."""
    every = [
        _segment("steady", 3, "tier=A,B", Strategy("maintain", 30)),
        _segment("east", 1, "region=华东"),
        _segment("key", 2, "tier=A", Strategy("strategic", 60)),
        _segment("other", 4, "tier=C", Strategy("watch", 7)),
    ]
    applied = strategy_of(every, {"tier": "A", "region": "华东"})
    assert [segment.name for segment in applied.matching] == ["east", "key", "steady"]
    assert applied.segment is not None
    assert applied.segment.name == "key"
    assert applied.days == 30
    assert applied.days_from is not None
    assert applied.days_from.name == "steady"
    assert strategy_of(every, {"tier": "D"}).segment is None


def test_a_verdict_settles_tier_and_level_itself() -> None:
    """An interval with conditions on them holds only where they do; an unknown level is unknown."""
    every = (
        Interval(30, parse_definition("tier=A")),
        Interval(7, parse_definition("level=unknown")),
        Interval(90, Definition()),
    )
    assert shortest_interval(every, "A", "green", None) == 30
    assert shortest_interval(every, "B", "unknown", None) == 7
    assert shortest_interval(every, "B", "red", "normal") == 90
    assert shortest_interval((), "A", "red", None) is None
    assert write_intervals(every) == "30 tier=A | 7 level=unknown | 90"
    assert sorted(read_intervals(write_intervals(every)), key=repr) == sorted(every, key=repr)


def test_a_strategy_that_cannot_be_followed_is_refused() -> None:
    """A name is needed, and an interval of at least a day."""
    with pytest.raises(Invalid):
        Strategy(" ")
    with pytest.raises(Invalid):
        Strategy("watch", 0)
