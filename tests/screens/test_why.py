"""Why, on the screen: from a warning, tier, class or stage down to the rows, unfolded line by line."""

from datetime import date, timedelta
from typing import Any

import pytest

from relmgr import i18n, services
from relmgr.db.tables import Assignment, Client, Facility, RatingEvent, SignalEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.escalation import Unanswered
from relmgr.domain.explanation import Explanation
from relmgr.domain.values import Key
from relmgr.rulebook.loader import load
from relmgr.screens.client_tabs import TABS
from relmgr.screens.why_tree import tree_lines
from relmgr.widgets.line_list import Target
from relmgr.words import Words
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.queue_book import CASES, add_client, add_signal

RULES = load()


def fill(uow: UnitOfWork) -> Key:
    """Write a client that is 100 days past due and classified normal."""
    client = uow.add(Client(name="[/x] 青禾风电", code="C-1"))
    uow.flush()
    today = uow.today
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=today))
    uow.add(
        Facility(client_id=client.id, code="F1", name="[b]贷款", drawn_minor=100, limit_minor=100,
                 arrears_on=today, overdue_since=today - timedelta(100))
    )  # fmt: skip
    uow.add(RatingEvent(client_id=client.id, kind="class", value="normal", effective_on=today))
    return Key(client.id)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_warning_unfolds_down_to_the_row(
    book: Workspace, language: str, size: tuple[int, int]
) -> None:
    """W on the worst warning: its rungs, the condition with its numbers, and the facility as it is stored."""
    i18n.use("zh" if language == "zh" else "en")
    book.do(fill)
    book.do(services.evaluate_book, RULES)
    async with driving(book, "warnings", size=size) as driver:
        await driver.keys("W")
        await driver.settle()
        await driver.keys("enter", "j", "enter")
        await driver.settle()
        shown = driver.screen_text
        await driver.keys("j", "enter")
        await driver.settle()
        rows = driver.screen_text
        await driver.keys("escape")
        await driver.settle()
        assert driver.app.screen.NAME == "warnings"  # type: ignore[attr-defined]
    assert ("触发（最重的一档）" if language == "zh" else "fires, the gravest that does") in shown
    assert "[b]" in rows
    assert ("录入" if language == "zh" else "typed by") in rows


async def test_class_and_stage_are_told_on_the_client_page(book: Workspace) -> None:
    """The class of the profile opens floor, limits and the error of a class that is too good; W tells the tier."""
    client = book.do(fill).result
    book.do(services.evaluate_book, RULES)
    async with driving(book, "clients", size=(100, 30)) as driver:
        await driver.app.open_client(client)
        await driver.settle()
        await driver.keys("W")
        await driver.settle()
        tier = driver.screen_text
        await driver.keys("escape")
        names = [name for name, _ in TABS]
        await driver.keys(*["right_square_bracket"] * names.index("notes"))
        await driver.settle()
        page: Any = driver.app.screen
        page.table.select(Target("field", "Asset class", client))
        await driver.keys("enter")
        await driver.settle()
        told = driver.screen_text
        await driver.keys("escape")
        await driver.settle()
        assert "分类与阶段依据" not in driver.screen_text
    assert "数据不足，不出分" in tier
    assert "下限 次级，登记 正常" in told
    assert "登记优于下限" in told
    assert "第 3 阶段" in told


async def test_the_mask_keeps_rows_folded_and_names_hidden(book: Workspace) -> None:
    """Rows stand there as they are stored, so under the mask they stay folded, and the panel says why."""
    book.do(fill)
    book.do(services.evaluate_book, RULES)
    async with driving(book, "warnings", size=(100, 30)) as driver:
        await driver.keys("asterisk", "W")
        await driver.settle()
        folded = driver.screen_text
        await driver.keys("enter", "j", "enter")
        await driver.settle()
        assert driver.screen_text.replace(">", " ") == folded.replace(">", " ")
        assert "遮罩开着" in folded and "青禾风电" not in driver.screen_text
        await driver.keys("escape", "asterisk")
        await driver.settle()


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "上报 未按时确认"), ("en", "not acknowledged in time")]
)
async def test_the_history_is_told_in_words(book: Workspace, language: str, said: str) -> None:
    """What was missing when a warning was passed on is a word, not its code."""
    i18n.use("zh" if language == "zh" else "en")

    def escalate(uow: UnitOfWork) -> None:
        client = add_client(uow, CASES[0])
        key = add_signal(uow, client, CASES[0])
        uow.add(
            SignalEvent(
                client_id=client, signal_id=key, at=uow.now, on_day=uow.today, kind="escalated",
                severity="red", note=Unanswered.NOT_SEEN, by="system",
            )
        )  # fmt: skip

    book.do(escalate)
    async with driving(book, "warnings", size=(100, 30)) as driver:
        await driver.keys("W")
        await driver.settle()
        shown = driver.screen_text
        await driver.keys("escape")
        await driver.settle()
    assert said in shown and Unanswered.NOT_SEEN not in shown


def test_a_conclusion_that_would_be_cut_stands_under_its_title() -> None:
    """80 columns do not hold every conclusion beside the title."""
    long = Words(
        "", "A (override; model B, expires 2027-01-23); 66.62 points, data coverage 100% (needs 60%)"
    )
    i18n.use("en")
    told = Explanation(Words("", "Tier"), long, date(2026, 11, 24), "2026.1", ())
    texts = [
        "".join(str(getattr(part, "text", part)) for part in line.parts)
        for line in tree_lines([told], set(), 80)
    ]
    assert texts[0] == "Tier" and "".join(texts[1:3]).endswith("(needs 60%)")
