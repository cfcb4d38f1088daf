"""The client page: everything known is there, what is unknown is said, and rows can be acted on."""

from collections.abc import Sequence
from datetime import date

import pytest

from relmgr import i18n
from relmgr.domain.values import FacilityKind, FollowUpState, Key, ReviewState, SignalState, Tier, Unit
from relmgr.queries.client_page import (
    FacilityRow,
    MetricRow,
    TierStep,
    client_follow_ups,
    client_signals,
    client_tiers,
    client_visits,
)
from relmgr.screens.client_credit import Total, totals
from relmgr.screens.client_history import delta, quarters
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.page_book import HOSTILE, PageBook, fill


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


async def open_page(driver: Driver, key: Key, siblings: Sequence[Key] = ()) -> None:
    """Open a client's page over the list."""
    await driver.app.open_client(key, siblings)
    await driver.settle()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 16)])
async def test_the_overview_fits(
    book: Workspace, pages: PageBook, language: i18n.Language, size: tuple[int, int]
) -> None:
    """Both languages, every size: the name is there and no line is wider than the window."""
    i18n.use(language)
    async with driving(book, "clients", size) as driver:
        await open_page(driver, pages.hostile)
        assert HOSTILE in driver.screen_text
        assert ("授信与用信" if language == "zh" else "Facilities") in driver.screen_text
        assert driver.app.screen.size == size


async def test_the_nav_row_marks_the_clients_while_one_is_open(book: Workspace, pages: PageBook) -> None:
    """The page belongs to a place; the row on top never says that one is nowhere."""
    async with driving(book, "today") as driver:
        await open_page(driver, pages.wind)
        assert "[2客户]" in driver.screen_text.splitlines()[0]


async def test_the_overview_says_what_is_known_and_what_is_not(book: Workspace, pages: PageBook) -> None:
    """Totals stay within a currency, the missing figure is a word, the change has a sign."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.wind)
        text = driver.screen_text
        assert "合计 CNY" in text and "78.31亿" in text and "78%" in text
        assert "USD 缺1笔" in text and "不明" in text
        assert "+8% 同比" in text
        assert "外部评级下调" in text and "剩1天" in text and "逾2天" in text
        assert "谈续授信，等三季报" in text and "送审批材料" in text
        assert "A > B 降" in text and "1 王建国" in text


async def test_a_client_without_data_says_so(book: Workspace, pages: PageBook) -> None:
    """Every section says what is empty; nothing is shown as zero."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.bare)
        for said in ("没有授信记录", "还没有分层", "没有指标数据", "没有联系人", "还没有拜访记录"):
            assert said in driver.screen_text


async def test_tabs_are_walked_with_brackets_and_letters(book: Workspace, pages: PageBook) -> None:
    """`]` and `l` go right, `[` and `h` left, round and round; imported fields stand on the last tab."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.wind)
        await driver.keys("left_square_bracket")
        await driver.settle()
        assert "[笔记/其他]" in driver.screen_text
        await driver.keys("end")
        assert "[red]区县" in driver.screen_text and "朝阳 {x}" in driver.screen_text
        assert "[b]第二行" in driver.screen_text
        await driver.keys("l", "l")
        assert "[联系人2]" in driver.screen_text and "138****2211" in driver.screen_text
        await driver.keys("h", "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "[指标/分层]" in driver.screen_text and "2025-10 11.50亿" in driver.screen_text


async def test_walking_the_list(book: Workspace, pages: PageBook) -> None:
    """J and K walk the clients it was opened from and stop at the ends with a sentence."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.wind, (pages.wind, pages.hostile))
        await driver.keys("J")
        await driver.settle()
        assert HOSTILE in driver.lines()[1] and "2/2" in driver.lines()[1]
        await driver.keys("J")
        assert "最后一家" in driver.screen_text
        await driver.keys("K")
        await driver.settle()
        assert "青禾风电" in driver.lines()[1]


async def test_phone_numbers_are_a_key_away(book: Workspace, pages: PageBook) -> None:
    """`c` shows them whole and a digit copies one."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.wind)
        await driver.keys("c")
        await driver.settle()
        assert "13800002211" in driver.screen_text and "没有电话" in driver.screen_text
        await driver.keys("1")
        await driver.settle()
        assert driver.app.clipboard == "13800002211"


async def test_verbs_act_on_the_row(book: Workspace, pages: PageBook) -> None:
    """A warning is acknowledged, a tier change rejected, a task finished, where they stand."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.wind)
        await driver.keys("j", "j", "j", "j", "x", "2")
        await driver.settle()
        assert book.ask(client_tiers, pages.wind)[0].state is ReviewState.REJECTED
        await driver.keys("tab", "j", "j", "a")
        await driver.settle()
        assert book.ask(client_signals, pages.wind)[0].state is SignalState.ACKED
        await driver.keys("end", "r")
        await driver.settle()
        assert book.ask(client_follow_ups, pages.wind)[0].state is FollowUpState.DONE


async def test_a_verb_that_means_nothing_says_so(book: Workspace, pages: PageBook) -> None:
    """`r` on a facility is refused with a sentence and changes nothing."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.wind)
        await driver.keys("r")
        assert "不适用于这一行" in driver.screen_text


async def test_new_task_and_new_visit(book: Workspace, pages: PageBook) -> None:
    """`n 1` adds a follow-up, `n 2` plans a visit with a time."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.bare)
        await driver.keys("n", "1")
        await driver.text("+3")
        await driver.keys("enter")
        await driver.text("ring")
        await driver.keys("ctrl+s")
        await driver.settle()
        (task,) = book.ask(client_follow_ups, pages.bare)
        assert (task.text, task.due_on) == ("ring", date(2026, 11, 26))
        await driver.keys("n", "2")
        await driver.text("fri 10:00")
        await driver.keys("ctrl+s")
        await driver.settle()
        (visit,) = book.ask(client_visits, pages.bare)
        assert visit.planned_at is not None and visit.planned_at.isoformat() == "2026-11-27T02:00:00+00:00"


async def test_a_visit_is_logged_for_this_client(book: Workspace, pages: PageBook) -> None:
    """`v` asks nothing about the client."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.bare)
        await driver.keys("v")
        await driver.text("first talk")
        await driver.keys("ctrl+s")
        await driver.settle()
        assert [v.summary for v in book.ask(client_visits, pages.bare)] == ["first talk"]
        assert "first talk" in driver.screen_text


async def test_why_a_warning(book: Workspace, pages: PageBook) -> None:
    """Enter on a warning explains it; Esc closes the panel and leaves the page."""
    async with driving(book, "clients") as driver:
        await open_page(driver, pages.wind)
        await driver.keys("tab", "j", "j", "enter")
        await driver.settle()
        assert "预警依据" in driver.screen_text and "EW05" in driver.screen_text
        await driver.keys("escape")
        await driver.settle()
        assert "预警依据" not in driver.screen_text and "青禾风电" in driver.lines()[1]


def facility(currency: str, limit: int | None, drawn: int | None) -> FacilityRow:
    """Return a facility with these figures."""
    return FacilityRow(Key(""), "", "", FacilityKind.TERM, currency, limit, drawn, None, None, "", None, None)


def test_totals_never_cross_currencies() -> None:
    """Each currency has its own sum; all unknown is unknown, not zero."""
    found = totals([facility("CNY", 5, 3), facility("USD", None, None), facility("CNY", 7, None)])
    assert found == [Total("CNY", 12, 3, 1), Total("USD", None, None, 1)]


def metric(period: str, value: int, unit: Unit = Unit.MINOR) -> MetricRow:
    """Return one figure."""
    return MetricRow("avg_deposits", period, value, unit, "CNY")


def test_a_change_needs_something_to_compare_with() -> None:
    """A year ago comes first, then the period before; there is no percentage of nothing."""
    assert delta([metric("2026-10", 108), metric("2026-09", 50), metric("2025-10", 100)]) == "+8% 同比"
    assert delta([metric("2026-10", 45), metric("2026-09", 50)]) == "-10% 环比"
    assert delta([metric("2026-10", 45), metric("2026-09", 0)]) == ""
    assert delta([metric("2026-10", 45)]) == ""
    assert delta([metric("2026-10", 120_000, Unit.E6), metric("2026-09", 131_000, Unit.E6)]) == "-1.1pp 环比"


def test_quarters_follow_the_decisions() -> None:
    """Before the first decision the tier is the one it changed from; rejected proposals change nothing."""

    def step(old: Tier | None, new: Tier, on: date, state: ReviewState) -> TierStep:
        return TierStep(Key(""), old, new, on, on, state, None, "", "")

    steps = [step(Tier.B, Tier.A, date(2026, 8, 1), ReviewState.ACCEPTED),
             step(Tier.A, Tier.C, date(2026, 9, 1), ReviewState.REJECTED)]  # fmt: skip
    found = quarters(steps, Tier.A, date(2026, 11, 23))
    assert found[-3:] == [("Q2", Tier.B), ("Q3", Tier.A), ("Q4", Tier.A)]
    assert len(found) == 8
