"""The reminders screen: what is due when, and a new one in one line."""

from datetime import datetime

import pytest

from relmgr import i18n, services
from relmgr.db.reader import Reader
from relmgr.domain.values import Severity
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.queue_book import HOSTILE, Case, add_client, add_reminders


def manual(reader: Reader) -> list[tuple[str, ...]]:
    """Return text, due instant and state of every reminder a person wrote."""
    return reader.records("SELECT text_zh, due_at, state FROM reminder WHERE kind = 'manual' ORDER BY id")


@pytest.fixture
def due(book: Workspace) -> Workspace:
    """Return a book with reminders late, today, this week and later."""
    book.do(add_reminders)
    return book


async def show(driver: Driver, view: int) -> list[str]:
    """Go to a view and return the rows of the screen."""
    await driver.keys(*["right_square_bracket"] * view)
    await driver.settle()
    return driver.lines()


async def test_views_group_by_time(due: Workspace) -> None:
    """Late and today first; the week, all and what is done follow."""
    async with driving(due, "reminders") as drive:
        assert drive.lines()[1].startswith(" 逾期 1  今天 1  本周 1  以后 1   [今天+逾期]")
        assert len(drive.table.keys) == 2
        assert "逾2天" in drive.screen_text
        assert "17:00" in drive.screen_text
        week = "\n".join(await show(drive, 1))
        assert "周五" in week
        assert "送审批材料" in week
        assert "30天后" in "\n".join(await show(drive, 1))
        assert "还没有处理过提醒" in "\n".join(await show(drive, 1))


async def test_done_finishes_the_task_too(due: Workspace) -> None:
    """`r` on a reminder of a task finishes both, `u` opens both again."""
    async with driving(due, "reminders") as drive:
        await drive.keys("r")
        await drive.settle()
        tasks = due.ask(lambda r: r.records("SELECT text, state FROM followup ORDER BY due_on"))
        assert tasks[0] == ("补充抵押物评估报告", "done")
        await drive.keys("u")
        await drive.settle()
        assert due.ask(lambda r: r.value("SELECT count(*) FROM followup WHERE state = 'open'")) == 2


async def test_postpone_and_cancel(due: Workspace) -> None:
    """`p +1 Enter` moves it to nine o'clock of that day; `x` gives it up."""
    async with driving(due, "reminders") as drive:
        await drive.keys("j", "p", "+", "1", "enter")
        await drive.settle()
        assert due.ask(manual)[0][1:] == ("2026-11-24 01:00:00.000000", "open")
        await show(drive, 2)
        await drive.keys("G", "x")
        await drive.settle()
    assert due.ask(manual)[1][2] == "cancelled"


async def test_marked_ones_are_one_action(due: Workspace) -> None:
    """One undo takes back what was done to all marked rows."""
    async with driving(due, "reminders") as drive:
        await drive.keys("V", "x")
        await drive.settle()
        assert due.ask(lambda r: r.value("SELECT count(*) FROM reminder WHERE state = 'cancelled'")) == 2
        await drive.keys("u")
        await drive.settle()
    assert due.ask(lambda r: r.value("SELECT count(*) FROM reminder WHERE state = 'cancelled'")) == 0


async def test_new_in_one_line(due: Workspace) -> None:
    """`n`, the line, Enter: the day, the client and the text are read back before it is saved."""
    async with driving(due, "reminders") as drive:
        await drive.keys("n")
        await drive.text("fri 15:00 gjgw send pack")
        await drive.settle()
        assert "识别: 11-27 周五 (W48) 15:00 / 国家管网集团 / send pack" in drive.screen_text
        await drive.keys("enter")
        await drive.settle()
        assert drive.count == 2
    assert due.ask(manual)[-1] == ("国家管网：send pack", "2026-11-27 07:00:00.000000", "open")


async def test_new_without_a_client_or_a_day(due: Workspace) -> None:
    """A line without a day is refused with an example and stays; without a client it belongs to nobody."""
    async with driving(due, "reminders") as drive:
        await drive.keys("n")
        await drive.text("someday call")
        await drive.keys("enter")
        await drive.settle()
        assert "不是日期" in drive.screen_text
        assert len(due.ask(manual)) == 2
        await drive.keys("ctrl+u")
        await drive.text("+1 weekly report")
        await drive.keys("enter")
        await drive.settle()
    assert due.ask(manual)[-1] == ("weekly report", "2026-11-24 01:00:00.000000", "open")


async def test_what_came_due_is_said_until_it_is_noticed(due: Workspace) -> None:
    """One line says what was told; Esc takes notice of it for good."""
    due.do(services.fire_due_reminders, "test")
    async with driving(due, "reminders") as drive:
        assert "到点了 1 条" in drive.screen_text
        await drive.keys("escape")
        await drive.settle()
        assert "到点了" not in drive.screen_text
    assert due.ask(lambda r: r.value("SELECT count(*) FROM inbox WHERE ack_at IS NULL")) == 0


async def test_in_english_on_a_small_window(due: Workspace) -> None:
    """Words, not only places, say when."""
    i18n.use("en")
    async with driving(due, "reminders", size=(80, 24)) as drive:
        assert drive.lines()[1].startswith(" Late 1  Today 1  Week 1  Later 1   [Today+late]")
        assert "late2d" in drive.screen_text
        assert "task" in drive.screen_text


async def test_hostile_names_are_harmless(book: Workspace) -> None:
    """Names that look like markup are shown, finished and told."""
    at = datetime.combine(book.clock.today(), datetime.min.time(), book.clock.zone)
    for name in HOSTILE:
        client = book.do(add_client, Case(name, name[:100], "", "", Severity.YELLOW, 0)).result
        book.do(services.add_reminder, client, name, at)
    async with driving(book, "reminders", size=(80, 24)) as drive:
        for _ in HOSTILE:
            await drive.keys("r")
        await drive.settle()
    assert {row[2] for row in book.ask(manual)} == {"done"}
