"""The calendar: days, clashes, and moving, cancelling, planning and logging visits."""

from datetime import date, time, timedelta

import pytest

from relmgr import i18n, services
from relmgr.domain.drafts import VisitPlan
from relmgr.domain.values import VisitState
from relmgr.queries.client_page import ClientVisit, client_visits
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.page_book import HOSTILE, TODAY, PageBook, fill


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


def visit_of(book: Workspace, pages: PageBook, key: str) -> ClientVisit:
    """Return one visit as it stands in the book."""
    both = (*book.ask(client_visits, pages.wind), *book.ask(client_visits, pages.hostile))
    return next(v for v in both if v.id == key)


async def test_the_week(book: Workspace, pages: PageBook) -> None:
    """The unlogged come first, today is pointed at, a clash is a word, free days say what to press."""
    async with driving(book, "calendar") as driver:
        text = driver.screen_text
        assert "2026-W48  11-23 ~ 11-29" in text and "[周]" in text
        assert text.index("已过未记 1") < text.index("周一 11-23")
        assert "10:00-11:00" in text and text.count("冲突! 重叠30分钟") == 2
        assert "(空) 按 n 新建" in text and "48[23]" in text
        assert ">10:00" in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 16)])
async def test_it_fits(
    book: Workspace, pages: PageBook, language: i18n.Language, size: tuple[int, int]
) -> None:
    """Both languages, every size, every view."""
    i18n.use(language)
    async with driving(book, "calendar", size) as driver:
        for _ in range(3):
            await driver.keys("right_square_bracket")
            await driver.settle()
            assert "11-23" in driver.screen_text


async def test_moving_through_time(book: Workspace, pages: PageBook) -> None:
    """h/l are days, PgUp/PgDn weeks, t today, d a typed day."""
    async with driving(book, "calendar") as driver:
        await driver.keys("l")
        assert "48 23.[24]" in driver.screen_text
        await driver.keys("pagedown")
        await driver.settle()
        assert "2026-W49" in driver.lines()[1]
        await driver.keys("d")
        await driver.text("2027-01-05")
        await driver.keys("enter")
        await driver.settle()
        assert "2027-W01" in driver.lines()[1]
        await driver.keys("t")
        await driver.settle()
        assert "2026-W48" in driver.lines()[1]
        await driver.keys("left_square_bracket")
        await driver.settle()
        assert "[日]" in driver.lines()[1] and "2026-11-23 周一" in driver.lines()[1]


async def test_a_visit_moves_to_a_typed_day_and_back(book: Workspace, pages: PageBook) -> None:
    """`p` keeps the time of day, takes another one when it is typed, and `u` takes it back."""
    async with driving(book, "calendar") as driver:
        await driver.keys("p")
        await driver.text("+2 14:30")
        await driver.keys("enter")
        await driver.settle()
        moved = visit_of(book, pages, pages.visit)
        assert moved.planned_at is not None and moved.planned_at.isoformat() == "2026-11-25T06:30:00+00:00"
        await driver.keys("u")
        await driver.settle()
        back = visit_of(book, pages, pages.visit)
        assert back.planned_at is not None and back.planned_at.isoformat() == "2026-11-23T02:00:00+00:00"


async def test_a_date_that_cannot_be_read_stays_in_the_field(book: Workspace, pages: PageBook) -> None:
    """The form says what would be right and nothing changes."""
    async with driving(book, "calendar") as driver:
        await driver.keys("p")
        await driver.text("someday")
        await driver.keys("enter")
        await driver.settle()
        assert "someday" in driver.screen_text and "看不懂" in driver.screen_text
        await driver.keys("escape")
        await driver.settle()
        assert visit_of(book, pages, pages.visit).state is VisitState.PLANNED


async def test_cancelling(book: Workspace, pages: PageBook) -> None:
    """`x` cancels without asking, because `u` brings it back."""
    async with driving(book, "calendar") as driver:
        await driver.keys("x")
        await driver.settle()
        assert visit_of(book, pages, pages.visit).state is VisitState.CANCELLED
        await driver.keys("u")
        await driver.settle()
        assert visit_of(book, pages, pages.visit).state is VisitState.PLANNED


async def test_logging_from_the_calendar(book: Workspace, pages: PageBook) -> None:
    """`v` fulfils the visit of the row."""
    async with driving(book, "calendar") as driver:
        await driver.keys("v")
        await driver.text("terms agreed")
        await driver.keys("ctrl+s")
        await driver.settle()
        done = visit_of(book, pages, pages.visit)
        assert done.state is VisitState.DONE and done.summary == "terms agreed"
        assert "✓ 已记" in driver.screen_text


async def test_planning_on_a_free_day(book: Workspace, pages: PageBook) -> None:
    """`n` asks for the client and starts with the day of the row."""
    async with driving(book, "calendar") as driver:
        await driver.keys("l", "n")
        await driver.settle()
        await driver.text("wzl")
        await driver.keys("enter")
        await driver.settle()
        await driver.keys("ctrl+s")
        await driver.settle()
        (planned,) = book.ask(client_visits, pages.bare)
        assert planned.planned_at is not None and planned.planned_at.date() == date(2026, 11, 24)


async def test_a_tier_clients_without_a_visit_are_listed(book: Workspace, pages: PageBook) -> None:
    """They stand at the end, and `p` plans one."""
    book.do(services.cancel_visit, pages.call)
    book.do(services.cancel_visit, pages.late_visit)
    async with driving(book, "calendar", (80, 30)) as driver:
        assert "未排A类 1 家" in driver.screen_text
        await driver.keys("G", "p")
        await driver.settle()
        await driver.keys("ctrl+s")
        await driver.settle()
        planned = [v for v in book.ask(client_visits, pages.hostile) if v.state is VisitState.PLANNED]
        assert len(planned) == 1 and "A类客户都已排期" in driver.screen_text


async def test_an_empty_agenda_says_what_to_press(book: Workspace) -> None:
    """Nothing planned is a text, not a blank."""
    async with driving(book, "calendar") as driver:
        await driver.keys("right_square_bracket")
        await driver.settle()
        assert "这段时间没有安排" in driver.screen_text


async def test_hostile_topics(book: Workspace, pages: PageBook) -> None:
    """What is typed into a visit is text everywhere."""
    plan = VisitPlan(
        pages.hostile, TODAY + timedelta(days=1), time(9), topic="[/b] {x} [$error]", place=HOSTILE
    )
    book.do(services.plan_visit, plan)
    async with driving(book, "calendar", (120, 30)) as driver:
        assert "[/b] {x}" in driver.screen_text
