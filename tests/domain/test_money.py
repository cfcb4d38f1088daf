"""Amounts: every accepted spelling, every refusal, and exactness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.currencies import CODES, exponent
from relmgr.domain.money import LARGEST, Money, exact, listed, parse_amount, plain, short
from relmgr.errors import Invalid


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("3.2亿", 32_000_000_000, "CNY"),
        ("8,500万", 8_500_000_000, "CNY"),
        ("8500w", 8_500_000_000, "CNY"),
        ("320m", 32_000_000_000, "CNY"),
        ("5 mio", 500_000_000, "CNY"),
        ("1.5bn", 150_000_000_000, "CNY"),
        ("1,200,000", 120_000_000, "CNY"),
        ("１２００", 120_000, "CNY"),
        ("１，２００．５万", 1_200_500_000, "CNY"),
        ("$1,234.00 ", 123_400, "USD"),
        ("￥1,234.00元", 123_400, "CNY"),
        ("CNY 12.5", 1_250, "CNY"),
        ("人民币3亿元", 30_000_000_000, "CNY"),
        ("3亿2,000万元", 32_000_000_000, "CNY"),
        ("3.2亿元整", 32_000_000_000, "CNY"),
        ("(1,234.00)", -123_400, "CNY"),
        ("-$5", -500, "USD"),
        ("$-5", -500, "USD"),
        ("\u2212" + "5", -500, "CNY"),
        ("500日元", 500, "JPY"),
        ("5.125 KWD", 5_125, "KWD"),
        ("1.2345万", 1_234_500, "CNY"),
        (".5", 50, "CNY"),
        ("-0.01", -1, "CNY"),
    ],
)
def test_reads_what_lists_write(text: str, minor: int, currency: str) -> None:
    assert parse_amount(text) == Money(minor, currency)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "¥", "1,23", "1,2.5万", "1.234,56", "1.234", "0,123", "1,2000", "1 234", "3亿5", "2万3亿",
        "1E+08", "--5", "(-5)", "-(5)x", "abc", "5 XQZ", "USD 5 CNY", "12.5 JPY", "1.5.5", "9" * 20, "1" * 61,
        "1." + "0" * 40 + "1", "三亿", "NaN", "Infinity", "5 %",
    ],
)  # fmt: skip
def test_refuses_what_is_not_one_amount(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_amount(text, field="limit_minor")
    assert caught.value.field == "limit_minor"
    assert caught.value.words.zh != caught.value.words.en


def test_a_heading_unit_counts_unless_the_cell_has_its_own() -> None:
    assert parse_amount("120", unit=10_000).minor == 120_000_000
    assert parse_amount("120万", unit=10_000).minor == 120_000_000
    assert parse_amount("1.2亿", unit=10_000).minor == 12_000_000_000


def test_signs_follow_the_currency_of_the_list() -> None:
    assert parse_amount("¥500", "JPY") == Money(500, "JPY")
    assert parse_amount("¥500", "USD").currency == "CNY"
    assert parse_amount("$500", "HKD").currency == "HKD"
    assert parse_amount("$500", "CNY").currency == "USD"


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(sorted(CODES)))
def test_every_amount_survives_writing_and_reading(minor: int, currency: str) -> None:
    assert parse_amount(plain(minor, currency), currency) == Money(minor, currency)
    assert parse_amount(exact(minor, currency)) == Money(minor, currency)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        money = parse_amount(text)
    except Invalid:
        return
    assert abs(money.minor) <= LARGEST
    assert exponent(money.currency) in (0, 2, 3, 4)


@pytest.mark.parametrize(
    ("minor", "zh", "en"),
    [
        (853_100_000_000, "85.31亿", "CNY 8,531.0m"),
        (8_500_000_000, "8,500万", "CNY 85.0m"),
        (-8_500_000_000, "-8,500万", "CNY -85.0m"),
        (123_456, "1,234.56", "CNY 1,234.56"),
        (1, "0.01", "CNY 0.01"),
        (0, "0.00", "CNY 0.00"),
        (None, "-", "-"),
    ],
)
def test_short_forms(minor: int | None, zh: str, en: str) -> None:
    assert short(minor, "CNY", "zh") == zh
    assert short(minor, "CNY", "en") == en


def test_other_currencies_are_named_and_totals_take_one_decimal() -> None:
    assert short(853_100_000_000, "USD", "zh") == "USD 85.31亿"
    assert short(853_100_000_000, "CNY", "zh", decimals=1) == "85.3亿"
    assert short(32_000_000_000, "JPY", "en") == "JPY 32,000.0m"
    assert exact(32_000_000_000, "CNY") == "320,000,000.00 CNY"
    assert exact(None, "CNY") == "-"


def test_a_column_never_shows_something_as_nothing() -> None:
    assert [listed(minor, "CNY", "zh") for minor in (0, 1, -1, 1_000_000, None)] == [
        "0",
        "<1",
        ">-1",
        "1",
        "-",
    ]
    assert listed(853_100_000_000, "CNY", "en") == "8,531"
