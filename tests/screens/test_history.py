"""The history in the window: what was done, what it changed, and taking one action back."""

from datetime import date

import pytest

from relmgr import i18n, services
from relmgr.bootstrap import open_workspace
from relmgr.db.tables import Client
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import FollowUpDraft, VisitDraft, VisitPlan
from relmgr.domain.values import Key
from relmgr.queries.history import action_changes, action_of, history
from relmgr.screens.history import UNDONE
from relmgr.settings import Settings
from relmgr.widgets import privacy
from relmgr.workspace import Workspace
from tests.screens.driving import driving

TODAY = date(2026, 11, 23)


def add_client(uow: UnitOfWork) -> Key:
    client = uow.add(Client(name="青禾风电有限公司", short_name="青禾风电"))
    uow.flush()
    return Key(client.id)


@pytest.fixture
def busy(book: Workspace) -> tuple[Workspace, Key]:
    """Return a book in which three things were done for one client."""
    client = book.do(add_client).result
    book.do(services.log_visit, VisitDraft(client, "谈妥续授信", TODAY))
    book.do(services.plan_visit, VisitPlan(client, date(2026, 12, 2)))
    book.do(services.add_follow_up, FollowUpDraft(client, "送材料", date(2026, 11, 27)))
    return book, client


def live(book: Workspace, table: str) -> int:
    """Return how many rows of a table are not deleted."""
    found: int = book.ask(lambda r: r.value(f"SELECT count(*) FROM {table} WHERE NOT deleted"))
    return found


def test_the_list_says_what_was_done_and_for_whom(busy: tuple[Workspace, Key]) -> None:
    book, client = busy
    rows = book.ask(history)
    assert len(rows) == 3
    assert {row.client_id for row in rows} == {client}
    assert [row.undone_at for row in rows] == [None] * 3
    assert rows[0].at >= rows[-1].at
    assert all(row.label.zh and row.label.en for row in rows)
    told = [field.after.zh for change in book.ask(action_changes, rows[0].id) for field in change.fields]
    assert "送材料" in told


def test_an_older_action_is_taken_back_and_brought_back(busy: tuple[Workspace, Key]) -> None:
    book, _ = busy
    logged = book.ask(history)[-1]
    before = live(book, "visit")
    book.do(services.undo_action, logged.id)
    assert live(book, "visit") == before - 1
    assert book.ask(action_of, logged.id[:12] + logged.id[12:]).undone_at is not None
    book.do(services.redo_action, logged.id)
    assert live(book, "visit") == before
    assert book.ask(action_of, logged.id).undone_at is None


def test_the_history_survives_a_restart(busy: tuple[Workspace, Key]) -> None:
    book, _ = busy
    book.do(services.undo_last)
    kept = book.ask(history)
    again = open_workspace(book.book.home, lambda: None, Settings(), book.clock)
    try:
        assert again.ask(history) == kept
        again.do(services.redo_last)
        assert again.ask(history)[0].undone_at is None
    finally:
        again.close()


@pytest.mark.parametrize(("language", "size"), [("zh", (100, 30)), ("en", (80, 24)), ("zh", (60, 16))])
async def test_enter_takes_the_chosen_action_back(
    busy: tuple[Workspace, Key], language: i18n.Language, size: tuple[int, int]
) -> None:
    i18n.use(language)
    book, _ = busy
    async with driving(book, "clients", size) as drive:
        await drive.keys("ctrl+p")
        await drive.text("history" if language == "en" else "czls")
        await drive.keys("enter")
        await drive.settle()
        assert drive.app.current_mode == "history"
        assert len(drive.table.keys) == 3
        await drive.keys("G", "enter")
        await drive.settle()
        assert live(book, "visit") == 1
        assert drive.table.cursor_key == book.ask(history)[-1].id
        assert i18n.say(UNDONE) in drive.screen_text
        await drive.keys("enter")
        await drive.settle()
        assert live(book, "visit") == 2


async def test_what_was_changed_since_is_refused_in_a_sentence(busy: tuple[Workspace, Key]) -> None:
    book, _ = busy
    row = book.ask(lambda r: r.value("SELECT id FROM visit WHERE state = 'planned'"))
    book.do(services.move_visit, Key(row), date(2026, 12, 9))
    async with driving(book, "history", (100, 30)) as drive:
        drive.table.move_to(2)  # the plan, under the move and the follow-up
        await drive.keys("enter")
        await drive.settle()
        assert "不能撤销" in drive.screen_text
        assert live(book, "visit") == 2


async def test_the_mask_hides_the_client(busy: tuple[Workspace, Key]) -> None:
    book, _ = busy
    async with driving(book, "history", (100, 30)) as drive:
        await drive.keys("asterisk")
        await drive.settle()
        try:
            assert "青禾风电" not in drive.screen_text
        finally:
            privacy.mask(False)
