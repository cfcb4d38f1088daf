"""Today: one list of visits, warnings and reminders, each row acted on where it stands."""

import pytest

from relmgr import i18n
from relmgr.domain.values import SignalState, VisitState
from relmgr.queries.client_page import client_signals, client_visits
from relmgr.queries.reminders import reminder_list
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.page_book import HOSTILE, PageBook, fill


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


async def test_an_empty_book_says_how_to_begin(book: Workspace) -> None:
    """What is empty and what to press, in both languages."""
    async with driving(book, "today") as driver:
        assert "还没有客户" in driver.screen_text and "relmgr import" in driver.screen_text
        driver.app.speak("en")
        await driver.settle()
        assert "No clients yet" in driver.screen_text
        await driver.keys("j", "k", "G", "pagedown", "enter", "a")
        assert "No row is selected" in driver.screen_text


async def test_the_day_at_a_glance(book: Workspace, pages: PageBook) -> None:
    """What was not logged comes first, then the day in order, warnings by severity, the week beside it."""
    async with driving(book, "today") as driver:
        text, lines = driver.screen_text, driver.lines()
        assert "早上好，王磊。今天 2 个拜访, 4 条红/橙预警, " in lines[1]
        assert "周五" in lines[3] and "按 v 补记" in lines[3] and HOSTILE[:6] in lines[3]
        assert "10:00" in lines[4] and "续授信谈判" in lines[4]
        assert "10:30" in lines[5]
        assert text.index("外部评级下调") < text.index("质押率 82%")
        assert "1/10" not in text and "本周 W48" in text and "用信 156.6亿" in text and "USD 不明" in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 16)])
async def test_it_fits(
    book: Workspace, pages: PageBook, language: i18n.Language, size: tuple[int, int]
) -> None:
    """Both languages, every size, hostile names."""
    i18n.use(language)
    async with driving(book, "today", size) as driver:
        await driver.keys("G")
        assert len(driver.lines()) == size[1]
        await driver.keys("g")
        assert HOSTILE[:6] in driver.screen_text


async def test_logging_fulfils_the_appointment_of_the_row(book: Workspace, pages: PageBook) -> None:
    """`v` on a past appointment logs it on its day; the row goes away."""
    async with driving(book, "today") as driver:
        await driver.keys("v")
        await driver.settle()
        assert "2026-11-20" in driver.screen_text
        await driver.text("collateral seen")
        await driver.keys("ctrl+s")
        await driver.settle()
        visit = next(v for v in book.ask(client_visits, pages.hostile) if v.id == pages.late_visit)
        assert visit.state is VisitState.DONE and str(visit.occurred_on) == "2026-11-20"
        assert visit.summary == "collateral seen" and "补记" not in driver.screen_text


async def test_a_warning_is_acknowledged_planned_and_taken_back(book: Workspace, pages: PageBook) -> None:
    """a, p and u do what they do in the queue."""
    async with driving(book, "today") as driver:
        await driver.keys("j", "j", "j", "a")
        await driver.settle()
        states = [w.state for w in book.ask(client_signals, pages.wind)]
        states += [w.state for w in book.ask(client_signals, pages.hostile)]
        assert states.count(SignalState.ACKED) == 1
        await driver.keys("p", "1")
        await driver.text("+3")
        await driver.keys("enter")
        await driver.text("call the CFO")
        await driver.keys("enter")
        await driver.settle()
        states = [w.state for c in (pages.wind, pages.hostile) for w in book.ask(client_signals, c)]
        assert states.count(SignalState.PLANNED) == 1
        await driver.keys("u", "u")
        await driver.settle()
        states = [w.state for c in (pages.wind, pages.hostile) for w in book.ask(client_signals, c)]
        assert states.count(SignalState.OPEN) == 4


async def test_a_false_alarm_needs_a_reason(book: Workspace, pages: PageBook) -> None:
    """`x` offers reasons by digit."""
    async with driving(book, "today") as driver:
        await driver.keys("j", "j", "j", "x", "1")
        await driver.settle()
        states = [w.state for c in (pages.wind, pages.hostile) for w in book.ask(client_signals, c)]
        assert states.count(SignalState.DISMISSED) == 1


async def test_a_reminder_is_done_or_put_off(book: Workspace, pages: PageBook) -> None:
    """r finishes it, p moves it to a day; the client's name is not said twice."""
    before = len(book.ask(reminder_list, None))
    async with driving(book, "today", (80, 40)) as driver:
        main = driver.app.page.table  # type: ignore[attr-defined]
        while main.current is None or main.current.kind != "reminder":
            await driver.keys("j")
        await driver.keys("r")
        await driver.settle()
        assert len(book.ask(reminder_list, None)) == before - 1
        await driver.keys("p")
        await driver.text("+9")
        await driver.keys("enter")
        await driver.settle()
        assert len(book.ask(reminder_list, None)) == before - 1
        assert f"{HOSTILE}：" not in driver.screen_text


async def test_enter_opens_the_client_and_the_places(book: Workspace, pages: PageBook) -> None:
    """A row opens its client with the page's clients to walk; a figure opens its place."""
    async with driving(book, "today") as driver:
        await driver.keys("enter")
        await driver.settle()
        assert HOSTILE in driver.lines()[1] and "1/2" in driver.lines()[1]
        await driver.keys("escape")
        await driver.settle()
        await driver.keys("tab", "enter")
        await driver.settle()
        assert "[7周报]" in driver.lines()[0]


async def test_the_mask_hides_names_everywhere(book: Workspace, pages: PageBook) -> None:
    """With `*` no name is left on the page, not even in a reminder's text."""
    async with driving(book, "today") as driver:
        await driver.keys("asterisk")
        await driver.settle()
        assert "青禾风电" not in driver.screen_text and "招商" not in driver.screen_text
        await driver.keys("asterisk")


@pytest.mark.parametrize(
    ("language", "late", "log"), [("zh", "项逾期", "按 v 补记"), ("en", "overdue", "press v !")]
)
async def test_sixty_columns_cut_no_figure(
    book: Workspace, pages: PageBook, language: str, late: str, log: str
) -> None:
    """The greeting goes before a figure does, and the key that logs a missed visit stays whole."""
    i18n.use("zh" if language == "zh" else "en")
    async with driving(book, "today", size=(60, 16)) as driver:
        assert driver.lines()[1].rstrip().endswith(late)
        assert log in driver.screen_text
