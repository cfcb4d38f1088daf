"""Dates: what lists and people write, what is refused, how screens write them."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain import dates
from relmgr.domain.dates import Moment, parse_date, parse_moment, parse_when
from relmgr.errors import Invalid

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "20261123",
        "2026年11月23日",
        "２０２６－１１－２３",
        "23 Nov 2026",
        "23-Nov-2026",
        "Nov 23, 2026",
        "November 23 2026",
        "2026-11-23T00:00:00.000",
        " 2026-11-23 10:30 ",
    ],
)
def test_reads_what_lists_write(text: str) -> None:
    assert parse_date(text) == MONDAY


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("03/04/2026", "2026-03-04 or 2026-04-03"),
        ("2/28/1997", "1997-02-28"),
        ("28-Feb-97", "two-digit year"),
        ("2026-02-30", "calendar"),
        ("13/25/2026", "calendar"),
        ("2026-11-23 25:00", "time of day"),
        ("45000", "2026-11-23"),
        ("soon", "2026-11-23"),
        ("2026-11-23T10:00:00Z", "2026-11-23"),
        ("", "2026-11-23"),
    ],
)
def test_refuses_what_has_no_one_reading(text: str, part: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_date(text, field="maturity_on")
    assert part in caught.value.words.en
    assert caught.value.field == "maturity_on"


def test_a_mapping_states_the_order_and_the_century() -> None:
    assert parse_date("2/28/1997", forms=["M/D/YYYY"]) == date(1997, 2, 28)
    assert parse_date("28-Feb-97", forms=["D-MON-YY"]) == date(1997, 2, 28)
    assert parse_date("4-Jun-08", forms=["M/D/YYYY", "D-MON-YY"]) == date(2008, 6, 4)
    assert parse_date("1-Jan-68", forms=["D-MON-YY"]) == date(2068, 1, 1)
    assert parse_date("1-Jan-69", forms=["D-MON-YY"]) == date(1969, 1, 1)
    assert parse_date("1-Jan-68", forms=["D-MON-YY"], pivot=30) == date(1968, 1, 1)
    with pytest.raises(Invalid):
        parse_date("2/30/1997", forms=["M/D/YYYY"])


def test_serial_numbers_of_excel() -> None:
    assert dates.from_serial(45000) == date(2023, 3, 15)
    assert dates.from_serial(61) == date(1900, 3, 1)
    with pytest.raises(Invalid):
        dates.from_serial(60)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("t", "2026-11-23"),
        ("y", "2026-11-22"),
        ("-1", "2026-11-22"),
        ("+7", "2026-11-30"),
        ("＋７", "2026-11-30"),
        ("+2w", "2026-12-07"),
        ("+3m", "2027-02-23"),
        ("fri", "2026-11-27"),
        ("周五", "2026-11-27"),
        ("星期日", "2026-11-29"),
        ("下周三", "2026-12-02"),
        ("next wed", "2026-12-02"),
        ("上周五", "2026-11-20"),
        ("1121", "2026-11-21"),
        ("11-21", "2026-11-21"),
        ("11月21日", "2026-11-21"),
        ("2026-11-21", "2026-11-21"),
        ("w49", "2026-11-30"),
        ("第49周", "2026-11-30"),
        ("2027-w01", "2027-01-04"),
        ("w48", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("明天", "2026-11-24"),
        ("昨天", "2026-11-22"),
        ("后天", "2026-11-25"),
        ("3天后", "2026-11-26"),
        ("两周前", "2026-11-09"),
        ("in 2 weeks", "2026-12-07"),
        ("3 days ago", "2026-11-20"),
        ("5 dec", "2026-12-05"),
        ("dec 5", "2026-12-05"),
        ("0229", "2028-02-29"),
        ("2026年12月1日", "2026-12-01"),
    ],
)
def test_reads_what_people_type(text: str, day: str) -> None:
    assert parse_when(text, MONDAY) == Moment(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "nearest", "past", "future"),
    [
        ("1121", "2026-11-21", "2026-11-21", "2027-11-21"),
        ("1-5", "2027-01-05", "2026-01-05", "2027-01-05"),
        ("周五", "2026-11-27", "2026-11-20", "2026-11-27"),
        ("周一", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("w47", "2026-11-16", "2026-11-16", "2027-11-22"),
    ],
)
def test_the_side_of_today_is_the_callers(text: str, nearest: str, past: str, future: str) -> None:
    found = [parse_when(text, MONDAY, past=side).day.isoformat() for side in (None, True, False)]
    assert found == [nearest, past, future]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("周五 10:00", Moment(date(2026, 11, 27), time(10, 0))),
        ("周五10:00", Moment(date(2026, 11, 27), time(10, 0))),
        ("14:30", Moment(date(2026, 11, 23), time(14, 30))),
        ("fri 3pm", Moment(date(2026, 11, 27), time(15, 0))),
        ("+1 下午3点半", Moment(date(2026, 11, 24), time(15, 30))),
        ("2026-11-30 09:15", Moment(date(2026, 11, 30), time(9, 15))),
    ],
)
def test_a_time_of_day_may_follow(text: str, moment: Moment) -> None:
    assert parse_when(text, MONDAY) == moment


@pytest.mark.parametrize("text", ["", "+x", "w54", "14:99", "13pm", "1332", "周八", "+9999年", "x" * 100])
def test_what_is_not_a_day_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_when(text, MONDAY)


def test_a_slip_of_the_finger_is_answered_with_the_nearest_word() -> None:
    with pytest.raises(Invalid) as caught:
        parse_when("tomorow", MONDAY)
    assert "tomorrow" in caught.value.words.en


@given(st.text(max_size=30), st.sampled_from([None, True, False]), st.dates())
def test_any_text_is_a_day_or_refused(text: str, past: bool | None, today: date) -> None:
    with suppress(Invalid):
        parse_when(text, today, past=past)
    with suppress(Invalid):
        parse_moment(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_days_survive(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_when(day.isoformat(), MONDAY).day == day
    assert parse_date(f"{day:%Y%m%d}") == day


@given(st.integers(-182, 182))
def test_the_nearest_reading_of_a_day_without_year(step: int) -> None:
    day = MONDAY + timedelta(days=step)
    assert parse_when(dates.month_day(day), MONDAY).day == day


def test_what_screens_write() -> None:
    assert dates.full(MONDAY, "zh") == "2026-11-23 周一"
    assert dates.full(MONDAY, "en") == "2026-11-23 Mon"
    assert dates.month_day(MONDAY) == "11-23"
    assert dates.month_day(None) == "-"
    assert dates.week(MONDAY) == "2026-W48"
    assert dates.preview(date(2026, 11, 30), "zh") == "11-30 周一 (W49)"
    assert dates.ago(date(2026, 11, 17), MONDAY, "zh") == "6天"
    assert dates.ago(date(2026, 11, 17), MONDAY, "en") == "6d"
    assert parse_when("9:05", MONDAY).at == time(9, 5)
