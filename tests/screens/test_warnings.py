"""The warnings screen: verbs in as few keys as promised, checked against the rows they leave behind."""

from typing import Any

import pytest

from relmgr import i18n
from relmgr.db.reader import Reader
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.queue_book import add_cases, hostile_warnings, many_warnings


def states(reader: Reader) -> list[tuple[str, str]]:
    """Return client and state of every warning, in the order they were written."""
    return reader.records(
        "SELECT coalesce(nullif(c.short_name, ''), c.name), s.state FROM signal s"
        " JOIN client c ON c.id = s.client_id ORDER BY s.id"
    )


@pytest.fixture
def queue(book: Workspace) -> Workspace:
    """Return a book with six warnings in different states."""
    book.do(add_cases)
    return book


async def test_acknowledge_the_top_one_in_two_keys(queue: Workspace) -> None:
    """`4 a`: the gravest is acknowledged and the cursor goes on."""
    async with driving(queue, "clients") as drive:
        await drive.keys("4", "a")
        await drive.settle()
        assert drive.count == 2
        assert dict(queue.ask(states))["中交投资"] == "acked"
        assert drive.table.cursor == 1
        await drive.keys("u")
        await drive.settle()
    assert dict(queue.ask(states))["中交投资"] == "open"


async def test_acknowledging_goes_down_the_list(queue: Workspace) -> None:
    """`a a` answers two different warnings, typed in one burst."""
    async with driving(queue, "clients") as drive:
        await drive.pilot.press("4", "a", "a")
        await drive.settle()
    found = dict(queue.ask(states))
    assert [found["中交投资"], found["华能电力"]] == ["acked", "acked"]


async def test_plan_in_seven_keys(queue: Workspace) -> None:
    """`4 p 1 +3 Enter note Enter` sets measure, day and note, typed in one burst."""
    async with driving(queue, "clients") as drive:
        await drive.keys("4", "p", "1", "+", "3", "enter")
        await drive.text("meet CFO")
        await drive.keys("enter")
        await drive.settle()
        assert drive.count <= 7
    row = queue.ask(
        lambda r: r.records("SELECT plan_measure, plan_due_on, plan_note FROM signal WHERE state = 'planned'")
    )
    assert ("collect", "2026-11-26", "meet CFO") in row


async def test_resolve_ten_in_five_keys(book: Workspace) -> None:
    """`4 V r 1 2`: the digit that chose the outcome does not confirm, the next one does; one undo takes all back."""
    book.do(add_cases, many_warnings(10))
    async with driving(book, "clients") as drive:
        await drive.keys("4", "V", "r", "1")
        await drive.settle()
        assert {state for _, state in book.ask(states)} == {"open"}
        assert "3 条为红色" in drive.screen_text
        await drive.keys("2")
        await drive.settle()
        assert drive.count == 5
        assert [state for _, state in book.ask(states)] == ["resolved"] * 10
        await drive.keys("u")
        await drive.settle()
    assert [state for _, state in book.ask(states)] == ["open"] * 10


async def test_the_opening_key_does_not_confirm(book: Workspace) -> None:
    """Pressing the verb, the digit or Enter again and again resolves nothing."""
    book.do(add_cases, many_warnings(10))
    async with driving(book) as drive:
        await drive.keys("V", "a", "a", "enter")
        await drive.keys("V", "r", "1", "1")
        await drive.settle()
    assert {state for _, state in book.ask(states)} == {"open"}


async def test_dismiss_asks_for_a_reason(queue: Workspace) -> None:
    """`x` then a digit, or a sentence for "other"."""
    async with driving(queue) as drive:
        await drive.keys("x", "1")
        await drive.keys("x", "4", "enter")
        await drive.text("test entry")
        await drive.keys("enter")
        await drive.settle()
    notes = queue.ask(lambda r: r.column("SELECT note FROM signalevent WHERE kind = 'dismissed' ORDER BY id"))
    assert notes == ["数据有误", "test entry"]


async def test_escape_leaves_everything_as_it_was(queue: Workspace) -> None:
    """Leaving a panel changes nothing."""
    before = queue.ask(states)
    async with driving(queue) as drive:
        for verb in ("p", "r", "x"):
            await drive.keys(verb, "escape")
        await drive.settle()
    assert queue.ask(states) == before


async def test_views_and_what_they_refuse(queue: Workspace) -> None:
    """Planned and closed ones have views; a closed one takes no verb and says so."""
    async with driving(queue) as drive:
        await drive.keys("right_square_bracket", "right_square_bracket")
        await drive.settle()
        assert "通威股份" in drive.screen_text
        assert "补担保" in drive.screen_text
        await drive.keys("right_square_bracket", "right_square_bracket")
        await drive.settle()
        assert "隆基绿能" in drive.screen_text
        await drive.keys("a")
        await drive.settle()
        assert "已经关闭" in drive.screen_text
    assert dict(queue.ask(states))["隆基绿能"] == "resolved"


async def test_find_narrows_by_title_and_client(queue: Workspace) -> None:
    """`/` finds by event and by client; an empty result says what hides the rows."""
    async with driving(queue) as drive:
        await drive.keys("slash")
        await drive.find("财报")
        assert len(drive.table.keys) == 1
        await drive.find("没有这个")
        assert "没有含" in drive.screen_text


async def test_an_empty_queue_says_so(book: Workspace) -> None:
    """Nothing raised yet, in both languages."""
    async with driving(book) as drive:
        assert "还没有预警" in drive.screen_text
        i18n.use("en")
        drive.app.repaint_frame()
        await drive.settle()
        assert "No warnings yet" in drive.screen_text


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30)])
async def test_hostile_names_are_harmless(book: Workspace, size: tuple[int, int]) -> None:
    """Names that look like markup, are endless or turn the line round are shown, acted on and told."""
    book.do(add_cases, hostile_warnings())
    async with driving(book, size=size) as drive:
        for _ in range(7):
            await drive.keys("a")
        await drive.keys("g")
        await drive.settle()
        assert "[/x] 招商" in drive.screen_text
    assert {state for _, state in book.ask(states)} == {"acked"}


async def test_a_reminder_for_the_client_of_the_row(queue: Workspace) -> None:
    """`m` asks when and of what."""
    async with driving(queue) as drive:
        await drive.keys("m", "+", "2", "enter")
        await drive.text("call")
        await drive.keys("enter")
        await drive.settle()
    assert queue.ask(lambda r: r.column("SELECT text_zh FROM reminder WHERE kind = 'manual'")) == [
        "中交投资：call"
    ]


@pytest.mark.parametrize(("language", "size"), [("zh", (100, 30)), ("en", (80, 24)), ("en", (100, 30))])
async def test_what_the_screen_shows(
    queue: Workspace, language: i18n.Language, size: tuple[int, int]
) -> None:
    """Lateness is worded, states are words, the footer has the verbs."""
    i18n.use(language)
    async with driving(queue, size=size) as drive:
        title, *rows = drive.lines()[1:7]
        if language == "zh":
            assert title == (" 未确认 3  逾期 1   [待办] 逾期 计划 搁置 关闭 全部 关注   排序: 级别与时限")
            assert rows[1].startswith("> 红!!!  中交投资") and "逾1天" in rows[1]
            assert drive.lines()[-1] == " a确认知悉  p计划处置  r办结  x误报  v记拜访  .菜单  u撤销  ?帮助"
        else:
            assert title == (" New 3  Late 1   [Open] Late Planned Snoozed Closed All Watch   by urgency")
            assert rows[1].startswith("> RED!!! 中交投资") and "late1d" in rows[1]
            assert "acknowledged" in rows[4]


async def test_late_ones_have_a_view(queue: Workspace) -> None:
    """One key from the open ones; those whose answer is due later are not in it."""
    async with driving(queue) as drive:
        await drive.keys("right_square_bracket")
        await drive.settle()
        assert [row.client for row in drive.app.screen.held.values()] == ["中交投资"]  # type: ignore[attr-defined]


async def test_snooze_in_six_keys_and_undo(queue: Workspace) -> None:
    """`4 t +3 Enter reason Enter`: the row goes to its own view, with the day it is back."""
    async with driving(queue, "clients") as drive:
        await drive.keys("4", "t", "+", "3", "enter")
        await drive.text("waiting for the payment")
        await drive.keys("enter")
        await drive.settle()
        assert drive.count == 6
        assert "中交投资" not in [row.client for row in drive.app.screen.held.values()]  # type: ignore[attr-defined]
        for _ in range(3):
            await drive.keys("right_square_bracket")
        await drive.settle()
        assert "至 11-26" in drive.screen_text
        assert "搁置至 11-26 waiting for the" in drive.screen_text
        await drive.keys("u")
        await drive.settle()
    assert queue.ask(lambda r: r.value("SELECT count(*) FROM signal WHERE snoozed_until IS NOT NULL")) == 0


async def test_a_snooze_that_is_too_long_keeps_what_was_typed(queue: Workspace) -> None:
    """A red warning has seven days; the sentence stands under the fields, and the last day is taken."""
    async with driving(queue) as drive:
        await drive.keys("t", "+", "9", "enter")
        await drive.text("later")
        await drive.keys("enter")
        await drive.settle()
        assert "最多搁置 7 天，最晚到 2026-11-30" in drive.screen_text
        assert "later" in drive.screen_text
        await drive.keys("escape")
        await drive.settle()
    assert queue.ask(lambda r: r.value("SELECT count(*) FROM signal WHERE snoozed_until IS NOT NULL")) == 0


async def test_snooze_many_at_once(book: Workspace) -> None:
    """`V t 7 reason Enter 2`: ten at once are asked about, and one undo takes all back."""
    book.do(add_cases, many_warnings(10))
    async with driving(book) as drive:
        await drive.keys("V", "t", "+", "7", "enter")
        await drive.text("holidays")
        await drive.keys("enter")
        await drive.settle()
        assert "3 条为红色" in drive.screen_text
        await drive.keys("2")
        await drive.settle()
        snoozed = "SELECT count(*) FROM signal WHERE snoozed_until = '2026-11-30'"
        assert book.ask(lambda r: r.value(snoozed)) == 10
        await drive.keys("u")
        await drive.settle()
        assert book.ask(lambda r: r.value(snoozed)) == 0


@pytest.mark.parametrize("start", ["warnings", "tiers"])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_view_is_named_in_sixty_columns(queue: Workspace, start: str, language: str) -> None:
    """A view that is not seen is a hidden filter: counts give way to the names of the views."""
    i18n.use("zh" if language == "zh" else "en")
    async with driving(queue, start, size=(60, 16)) as drive:
        screen: Any = drive.app.screen
        for _, words in screen.VIEWS:
            assert i18n.say(words) in drive.lines()[1]
        assert "[" in drive.lines()[1]
