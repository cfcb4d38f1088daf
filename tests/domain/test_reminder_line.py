"""A reminder in one line: the day first or last, the client a word, the rest the text."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.reminder_line import read_reminder
from relmgr.errors import Invalid

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "day", "at", "words"),
    [
        ("周五 华能 送审批材料", date(2026, 11, 27), None, ("华能", "送审批材料")),
        ("fri 10:00 huaneng send pack", date(2026, 11, 27), time(10), ("huaneng", "send", "pack")),
        ("in 2 weeks call", date(2026, 12, 7), None, ("call",)),
        ("next wed 3pm hndl call", date(2026, 12, 2), time(15), ("hndl", "call")),
        ("+1　交周报", date(2026, 11, 24), None, ("交周报",)),
        ("送材料 12-05", date(2026, 12, 5), None, ("送材料",)),
    ],
)
def test_reads_what_people_type(line: str, day: date, at: time | None, words: tuple[str, ...]) -> None:
    """Day, time and words."""
    read = read_reminder(line, TODAY)
    assert (read.moment.day, read.moment.at, read.words) == (day, at, words)


def test_only_the_first_of_several_words_may_name_a_client() -> None:
    """A single word is the text."""
    assert read_reminder("周五 华能", TODAY).client_word == ""
    assert read_reminder("周五 华能 送材料", TODAY).client_word == "华能"


@pytest.mark.parametrize("line", ["", "  ", "someday call", "周五", "-1 call", "2026-11-20 call"])
def test_refuses_with_an_example(line: str) -> None:
    """No day, no text, or a day that has passed."""
    with pytest.raises(Invalid) as caught:
        read_reminder(line, TODAY)
    assert caught.value.field == "line"


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(line: str) -> None:
    """Nothing else happens, and what is read lies ahead and has a text."""
    try:
        read = read_reminder(line, TODAY)
    except Invalid:
        return
    assert read.moment.day >= TODAY
    assert read.text
