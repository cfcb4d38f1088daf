"""The watch list in the window: reached from the warnings, planned, reviewed, proposed and approved."""

from datetime import timedelta

import pytest
from textual.widgets import Input

from relmgr import i18n, services
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import Key, Severity, SignalState
from relmgr.domain.watch_list import ReviewDraft
from relmgr.queries.watch_list import watch_list, watch_reviews
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.queue_book import Case, add_client, add_signal

POLICY = load().warnings.watch_list
RED = Case("宏远新材料有限公司", "宏远新材", "逾期超过 90 天", "more than 90 days overdue", Severity.RED, 1)
CALM = Case("江南水务股份", "江南水务", "", "", Severity.YELLOW, 0)


def add_watched(uow: UnitOfWork) -> list[Key]:
    """Put a client with a red warning and a calm one on the list; returns the keys of their stays."""
    red, calm = add_client(uow, RED), add_client(uow, CALM)
    add_signal(uow, red, RED)
    uow.flush()
    return [
        services.enter_watch(uow, red, "逾期", POLICY),
        services.enter_watch(uow, calm, "行业风险", POLICY),
    ]


@pytest.fixture
def watched(book: Workspace) -> Workspace:
    """Return a book with two watched clients; the one with a red warning is reviewed sooner."""
    book.do(add_watched)
    return book


def fill(drive: Driver, name: str) -> None:
    """Put a name into the open field, as an input method would."""
    drive.app.screen.query_one("#field-approver Input", Input).value = name


async def open_list(drive: Driver) -> None:
    """Go to the watch list from anywhere: `4 [`."""
    await drive.keys("4", "left_square_bracket")
    await drive.settle()


@pytest.mark.parametrize(("language", "size"), [("zh", (100, 30)), ("zh", (80, 24)), ("en", (80, 24))])
async def test_it_is_two_keys_away_and_says_what_is_missing(
    watched: Workspace, language: i18n.Language, size: tuple[int, int]
) -> None:
    i18n.use(language)
    async with driving(watched, "clients", size) as drive:
        await open_list(drive)
        assert drive.count == 2
        title, _, first = drive.lines()[1:4]
        nav = drive.lines()[0]
        if language == "zh":
            assert title.startswith(" 在册 2  检查逾期 0  待批 0   预警 < [关注名单] 已退出")
            assert "[4预警" in nav
            assert "宏远新材" in first and "缺" in first
        else:
            assert title.startswith(" Watched 2  Late 0  To approve 0   Warnings < [Watch list] Left")
            assert "missing" in first
        assert "逾期" in drive.screen_text or "overdue" in drive.screen_text


async def test_brackets_lead_back_to_the_warnings(watched: Workspace) -> None:
    async with driving(watched, "clients") as drive:
        await open_list(drive)
        await drive.keys("right_square_bracket")
        await drive.settle()
        assert "还没有客户退出" in drive.screen_text
        await drive.keys("right_square_bracket")
        await drive.settle()
        assert "[待办]" in drive.screen_text


async def test_plan_and_undo(watched: Workspace) -> None:
    """`p` owner Enter plan Enter +7 Enter."""
    async with driving(watched, "watch") as drive:
        await drive.keys("p")
        await drive.text("Li Min")
        await drive.keys("enter")
        await drive.text("take security")
        await drive.keys("enter", "+", "7", "enter")
        await drive.settle()
        row = watched.ask(watch_list)[0]
        assert (row.owner, row.plan) == ("Li Min", "take security")
        assert row.plan_due_on == watched.clock.today() + timedelta(days=7)
        await drive.keys("u")
        await drive.settle()
    assert watched.ask(watch_list)[0].plan == ""


async def test_review_in_four_keys(watched: Workspace) -> None:
    """`r` finding Tab `2` ^S: what has an answer beforehand need not be touched."""
    async with driving(watched, "watch") as drive:
        await drive.keys("r")
        await drive.text("stopped for two weeks")
        await drive.keys("tab", "2", "ctrl+s")
        await drive.settle()
        assert drive.count == 4
    row = watched.ask(watch_list)[-1]
    (review,) = [r for one in watched.ask(watch_list) for r in watched.ask(watch_reviews, one.id)]
    assert (review.finding, review.clean) == ("stopped for two weeks", False)
    assert row.next_review_on >= watched.clock.today() + timedelta(days=15)


async def test_a_clean_review_with_an_open_trigger_keeps_what_was_typed(watched: Workspace) -> None:
    async with driving(watched, "watch") as drive:
        await drive.keys("r")
        await drive.text("all is well")
        await drive.keys("tab", "1", "ctrl+s")
        await drive.settle()
        assert "不能记为正常检查" in drive.screen_text
        assert "all is well" in drive.screen_text
        await drive.keys("escape")
        await drive.settle()
    assert watched.ask(lambda r: r.value("SELECT count(*) FROM watchreview")) == 0


async def test_an_exit_needs_another_name(watched: Workspace) -> None:
    """Propose with `x`; the proposer's own name is refused under the field, another one is taken."""
    _, calm = (row.id for row in watched.ask(watch_list))
    for _ in range(2):
        watched.do(services.review_watch, calm, ReviewDraft("正常", clean=True), POLICY)
    async with driving(watched, "watch") as drive:
        await drive.keys("a")
        await drive.settle()
        assert "还没有提出退出" in drive.screen_text
        await drive.keys("j", "x")
        await drive.text("risk is gone")
        await drive.keys("enter")
        await drive.settle()
        assert "待批 1" in drive.screen_text
        await drive.keys("a")
        fill(drive, "王磊")
        await drive.keys("enter")
        await drive.settle()
        assert "不能自己批准" in drive.screen_text
        fill(drive, "李敏")
        await drive.keys("enter")
        await drive.settle()
    assert [row.exit_approved_by for row in watched.ask(watch_list, "off")] == ["李敏"]


async def test_by_hand(book: Workspace) -> None:
    """`n`, the client, the reason."""
    book.do(add_client, CALM)
    async with driving(book, "watch") as drive:
        assert "关注名单上没有客户" in drive.screen_text
        await drive.keys("n")
        await drive.text("jnsw")
        await drive.settle()
        await drive.keys("enter")
        await drive.text("sector risk")
        await drive.keys("enter")
        await drive.settle()
        assert "在册 1" in drive.screen_text
    (row,) = book.ask(watch_list)
    assert (row.client, row.text) == ("江南水务", "sector risk")


async def test_the_client_page_says_so(watched: Workspace) -> None:
    async with driving(watched, "watch") as drive:
        await drive.keys("enter")
        await drive.settle()
        await drive.keys("left_square_bracket", "left_square_bracket", "left_square_bracket")
        await drive.settle()
        assert "关注名单" in drive.screen_text
        assert "检查 12-08" in drive.screen_text


async def test_the_escalated_is_said(book: Workspace) -> None:
    """A warning on the manager's list says since when; the title counts it."""

    def escalated(uow: UnitOfWork) -> None:
        key = add_signal(uow, add_client(uow, RED), RED)
        uow.flush()
        uow.run("UPDATE signal SET escalated_on = :today WHERE id = :key", today=uow.today, key=key)

    book.do(escalated)
    async with driving(book, "warnings") as drive:
        assert "上报 1" in drive.screen_text
        assert "起已上报" in drive.screen_text
        await drive.keys("a")
        await drive.settle()
        assert "上报 1" not in drive.screen_text
    assert book.ask(lambda r: r.value("SELECT state FROM signal")) == SignalState.ACKED
