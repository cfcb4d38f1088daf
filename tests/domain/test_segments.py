"""Segments: the written form reads back, the stored form reads back, and what is wrong is said where it stands."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmgr.domain.dimensions import (
    DIMENSIONS,
    Day,
    DimensionKind,
    DimensionValue,
    Range,
    bands,
    next_anniversary,
)
from relmgr.domain.fields import FIELDS
from relmgr.domain.money import Money
from relmgr.domain.segment_grammar import FilterError, parse_definition, spell_definition
from relmgr.domain.segment_json import as_json, from_json
from relmgr.domain.segment_logic import cases
from relmgr.domain.segment_words import say_definition
from relmgr.domain.segments import Condition, Definition, value_condition
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
        ("tier=A regon=华东", "regon", 8, "nearest is region"),
        ("tier=E", "E", 6, "known are: A, B, C, D"),
        ("region=华东 years=abc", "abc", 17, "whole number"),
        ("tier", "tier", 1, "write what it must be"),
        ("tier>A", ">", 5, "no number"),
        ("region= tier=A", "=", 7, "value is missing"),
        ("exposure=5..1", "5..1", 10, "no number lies"),
        ("exposure>=1,2", "1", 11, "is not understood"),
        ("tier:A 东", "东", 8, "write what it must be"),
        ("or tier:A", "or", 1, "condition is missing"),
        ("tier:A)", ")", 7, "no bracket was opened"),
        ("tier:A regon:“东", '"东', 14, "quote is not closed"),
        ("tier~A", "~", 5, "no free text"),
        ("last>-3", "-3", 6, "days ago without a sign"),
        ("next<11-30", "11-30", 6, "write the year"),
        ("last:5..2026-01-01", "5..2026-01-01", 6, "both ends"),
        ("missing:grad", "grad", 9, "nearest is grade"),
        ("missing>grade", "missing", 1, "take a colon"),
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


JUNK = st.text(
    alphabet=st.one_of(
        st.sampled_from('tier:A last>60 or and not 或且非()（）"“”,，=!<>~-. 亿万\n\t'),
        st.characters(codec=None),
    ),
    max_size=60,
)
WORDS_OF_IT = st.lists(
    st.sampled_from(
        ("tier:A", "last>60", "exp>", "1亿", "or", "and", "not", "-", "(", ")", "或", "非", '"', ",", "..", "=",
         "missing:", "has:", "level", "red", "region:华东", "next<+7", "2026-12-31", "name~", "?", "unknown")
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(JUNK, st.tuples(WORDS_OF_IT, st.sampled_from(("", " "))).map(lambda w: w[1].join(w[0]))))
def test_anything_typed_is_read_or_refused_with_its_place(text: str) -> None:
    """Whatever is typed gives a definition that spells back, or one sentence with a place inside the text."""
    try:
        found = parse_definition(text)
    except FilterError as error:
        assert 1 <= error.place <= len(text) + 1
        assert all(error.words)
    else:
        for language in (None, "zh", "en"):
            assert parse_definition(spell_definition(found, language)) == found


@given(definitions())
def test_both_languages_say_the_same(definition: Definition) -> None:
    """What is shown in the line in either language reads back as the filter it was made of."""
    for language in ("zh", "en"):
        assert parse_definition(spell_definition(definition, language)) == definition


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("层级：A 未见＞60 敞口＞1亿 预警：红", "tier:A last>60 exp>100m warn:red"),
        ("（层级：A 或 预警：红，橙） 地区：华东", "(tier=A or level=red,orange) and region=华东"),
        ("非（层级：D 且 状态：流失）", "not (tier:D and state:lost)"),
        ("-层级：D", "tier!=D"),
        ("无：评级，邮箱", "grade:? or email:no"),
        ("有：联系人", "-contacts:no"),
        ("敞口：1亿..5亿 年限：3..10年", "exp:100m..500m years:3..10"),
        ("到期＜90天 下次＜=明天", "maturity<90d next<=+1"),
        ("未见：从未", "last:never"),
        ("未见＞2周 待办：-3..0", "last>14 todo:-3..0"),
        ("到期＜2027-01-01", "maturity<=2026-12-31"),
        ("名称：华能，国网", "name~华能,国网"),
        ("用信率＞=80%", "use>=80"),
        ("额度＞=USD 5百万".replace(" ", ""), "limit>=USD5m"),
    ],
)
def test_either_language_and_either_width(chinese: str, english: str) -> None:
    """Full-width signs, Chinese words, units and joiners give the filter that their English twins give."""
    assert parse_definition(chinese) == parse_definition(english)


def test_a_part_of_a_text_is_enough_where_it_is_asked_for() -> None:
    """Names are always searched; other texts with ~."""
    assert parse_definition("name:steel").holds({"name": "Acme Steel"})
    assert parse_definition("industry~电力").holds({"industry": "电力（火电）"})
    assert not parse_definition("industry:电力").holds({"industry": "电力（火电）"})
    assert parse_definition("industry!~电力").holds({"industry": None})


def test_or_and_not_between_fields() -> None:
    """AND binds closer than OR; NOT turns what follows."""
    found = parse_definition("tier:A level:red or -tier:D")
    assert found.holds({"tier": "A", "level": "red"})
    assert found.holds({"tier": "B", "level": None})
    assert not found.holds({"tier": "D", "level": "red"})
    assert say_definition(found).en == "(tier A and risk level red or tier not D)"


def test_brackets_and_conditions_have_a_limit() -> None:
    """What nobody could mean is refused before SQL is made of it."""
    for text in (
        "(tier:A or level:red (" * 15 + "tier:B" + "))" * 15,
        "tier:A or " * 300 + "tier:B",
        "a" * 5000,
    ):
        with pytest.raises(FilterError):
            parse_definition(text)
    assert parse_definition("not " * 900 + "tier:A") == parse_definition("tier:A")


@given(definitions(), st.data())
def test_cases_are_the_definition_again(definition: Definition, data: st.DataObject) -> None:
    """Taken apart by what a verdict settles, some case holds exactly where the definition does."""
    apart = {"tier", "level", "class"}
    client = {code: data.draw(_some_value(code)) for code in sorted(definition.fields)}
    try:
        found = cases(definition, apart)
    except Invalid:
        return
    assert all(own.fields <= apart and not rest.fields & apart for rest, own in found)
    assert any(rest.holds(client) and own.holds(client) for rest, own in found) == definition.holds(client)


def _some_value(code: str) -> st.SearchStrategy[DimensionValue]:
    about = FIELDS[code]
    known: st.SearchStrategy[DimensionValue] = st.sampled_from([*about.values, "华东", "a,b"])
    if about.kind is DimensionKind.NUMBER:
        known = st.integers(0, 12)
    elif about.kind is DimensionKind.AMOUNT:
        known = st.builds(Money, st.integers(0, 12), st.sampled_from(("CNY", "USD")))
    elif about.kind is DimensionKind.DAYS:
        known = st.integers(-12, 12).map(lambda away: Day(away, 739_943 + away))
    return st.one_of(st.none(), known)
