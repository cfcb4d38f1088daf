"""What is typed into forms: every spelling in both languages, and the law that an echo reads back as itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain import dates
from relmgr.domain.currencies import CODES
from relmgr.domain.language import Language
from relmgr.domain.money import exact, parse_amount
from relmgr.domain.numbers import MOST, parse_days
from relmgr.domain.phones import read_phone
from relmgr.errors import Invalid

TODAY = date(2026, 11, 23)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DAYS = st.dates(date(1970, 1, 1), date(2090, 12, 31))
WILD = st.text(max_size=80) | st.text(
    "0123456789０１２３²½一二三十半年月日号天周星期亿万wW+-/.:, 　()$¥%eE", max_size=20
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("t", "2026-11-23"), ("y", "2026-11-22"), ("-1", "2026-11-22"), ("+7", "2026-11-30"),
        ("+2w", "2026-12-07"), ("fri", "2026-11-27"), ("周五", "2026-11-27"), ("下周三", "2026-12-02"),
        ("1121", "2027-11-21"), ("11-21", "2027-11-21"), ("11月21日", "2027-11-21"),
        ("2026-11-23", "2026-11-23"), ("w49", "2026-11-30"), ("＋７", "2026-11-30"),
        ("１２０５", "2026-12-05"), ("１２月５日", "2026-12-05"), ("next wed", "2026-12-02"),
        ("11-30 周一", "2026-11-30"), ("11-30 mon (W49)", "2026-11-30"), ("2026-11-30 星期一", "2026-11-30"),
    ],
)  # fmt: skip
def test_every_spelling_of_a_plan(text: str, day: str) -> None:
    assert dates.parse_when(text, TODAY, past=False).day.isoformat() == day


def test_a_weekday_that_does_not_fit_is_said() -> None:
    with pytest.raises(Invalid, match=r"2026-11-30.*Mon|周一"):
        dates.parse_when("2026-11-30 周二", TODAY)


@given(DAYS, st.integers(-700, 700), st.sampled_from(LANGUAGES), st.sampled_from([None, True, False]))
def test_the_echo_of_a_day_reads_back_as_that_day(
    today: date, away: int, language: Language, past: bool | None
) -> None:
    """Whatever side of today a field expects: the weekday settles the year."""
    day = today + timedelta(days=away)
    assert dates.parse_when(dates.preview(day, language, today), today, past=past).day == day


@given(st.integers(-(10**17), 10**17), st.sampled_from(sorted(CODES)))
def test_the_echo_of_an_amount_reads_back_as_that_amount(minor: int, currency: str) -> None:
    assert parse_amount(exact(minor, currency), "CNY") == (minor, currency)


@given(WILD, st.sampled_from([None, True, False]))
def test_no_text_breaks_a_parser(text: str, past: bool | None) -> None:
    """Anything is read or refused with a sentence in two languages."""
    for read in (
        lambda: dates.parse_when(text, TODAY, past=past, field="f"),
        lambda: parse_amount(text, field="f"),
        lambda: parse_days(text, field="f"),
    ):
        try:
            read()
        except Invalid as error:
            assert error.field == "f" and all(error.words)
    read_phone(text)


@pytest.mark.parametrize(
    ("text", "days"), [("30", 30), ("３０", 30), ("30天", 30), (" 30 d", 30), ("007", 7), ("9" * 5000, MOST)]
)
def test_days(text: str, days: int) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["", "天", "-3", "一", "1.5", "x"])
def test_what_is_no_number_of_days(text: str) -> None:
    with pytest.raises(Invalid):
        parse_days(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("13800138000", "138 0013 8000"),
        ("138-0013-8000", "138 0013 8000"),
        ("１３８００１３８０００", "138 0013 8000"),
        ("+86 138 0013 8000", "+86 138 0013 8000"),
        ("8613800138000", "+86 138 0013 8000"),
        ("(010) 6655-4433 转 12", "01066554433 x12"),
        ("+44 20 7946 0018", "+442079460018"),
        ("0755-8888 ext. 9", "07558888 x9"),
        ("请打秘书", None),
        ("138 / 139", None),
    ],
)
def test_phones(text: str, read: str | None) -> None:
    assert read_phone(text) == read


@given(st.integers(13_000_000_000, 19_999_999_999))
def test_a_phone_reads_back_as_itself(number: int) -> None:
    shown = read_phone(str(number))
    assert shown is not None and read_phone(shown) == shown
    assert shown.replace(" ", "") == str(number)
