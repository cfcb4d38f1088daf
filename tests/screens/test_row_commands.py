"""What can be done for the client of a row: a reminder, its phones, the copy of a number, and taking a row out."""

from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.page_book import PageBook, fill


@pytest.fixture
def page(book: Workspace) -> PageBook:
    """Return the keys of a book with contacts, visits and tasks."""
    return fill(book)


def copied(drive: Driver) -> str:
    """Return what was copied last."""
    return drive.app.clipboard


async def on_contacts(drive: Driver, key: str) -> Any:
    """Open the contacts of a client."""
    await drive.app.open_client(key)  # type: ignore[arg-type]
    await drive.settle()
    await drive.keys("right_square_bracket")
    await drive.settle()
    return drive.app.screen


async def test_a_reminder_from_the_client_list(book: Workspace, page: PageBook) -> None:
    """`m` asks when and of what."""
    async with driving(book, "clients") as drive:
        client = drive.table.cursor_key
        await drive.keys("m")
        await drive.text("+3")
        await drive.keys("enter")
        await drive.text("call back")
        await drive.keys("enter")
        await drive.settle()
    found = book.ask(lambda r: r.records("SELECT client_id, text_en FROM reminder WHERE kind = 'manual'"))
    assert [(client, True)] == [(key, "call back" in text) for key, text in found]


async def test_phones_from_the_client_list(book: Workspace, page: PageBook) -> None:
    """`c` and a digit copies a number."""
    phone = book.ask(lambda r: r.value("SELECT phone FROM contact WHERE phone <> '' LIMIT 1"))
    async with driving(book, "clients") as drive:
        drive.table.select(page.wind)
        await drive.settle()
        await drive.keys("c", "1")
        await drive.settle()
        assert copied(drive) == phone


async def test_y_on_a_contact_copies_every_digit(book: Workspace, page: PageBook) -> None:
    """The row shows the number with its middle hidden."""
    async with driving(book, "clients") as drive:
        screen = await on_contacts(drive, page.wind)
        assert screen.target().kind == "contact"
        phone = book.ask(lambda r: r.value(f"SELECT phone FROM contact WHERE id = '{screen.target().id}'"))
        await drive.keys("y")
        await drive.settle()
        assert copied(drive) == phone
        assert phone not in "\n".join(line for line in drive.lines()[3:-3])
        await drive.keys("asterisk", "y")
        await drive.settle()
        assert phone not in copied(drive)


async def test_delete_asks_and_is_undone(book: Workspace, page: PageBook) -> None:
    """The first answer keeps the row; the second takes it out; `u` brings it back."""
    live = "SELECT count(*) FROM contact WHERE NOT deleted"
    before = book.ask(lambda r: r.value(live))
    async with driving(book, "clients") as drive:
        await on_contacts(drive, page.wind)
        await drive.keys("delete", "enter")
        await drive.settle()
        assert book.ask(lambda r: r.value(live)) == before
        await drive.keys("delete", "2")
        await drive.settle()
        assert book.ask(lambda r: r.value(live)) == before - 1
        await drive.keys("u")
        await drive.settle()
    assert book.ask(lambda r: r.value(live)) == before


async def test_what_happened_is_not_deleted(book: Workspace, page: PageBook) -> None:
    """A visit that took place stays, with a reason."""
    async with driving(book, "clients") as drive:
        screen = await on_contacts(drive, page.wind)
        await drive.keys("right_square_bracket", "right_square_bracket", "right_square_bracket")
        await drive.settle()
        done = next(
            line.target for line in screen.table.lines if line.target and line.target.kind == "visit_done"
        )
        screen.table.select(done)
        await drive.keys("delete")
        await drive.settle()
        assert "不删除" in drive.screen_text


async def test_a_chinese_letter_begins_a_find_and_says_so_once(book: Workspace, page: PageBook) -> None:
    """With the input method on, typing on a list searches; keys are hinted at one time."""
    async with driving(book, "clients") as drive:
        for sign, hinted in (("青", True), ("无", False)):
            drive.app.post_message(events.Key(sign, sign))
            await drive.pilot.pause()
            await drive.settle()
            assert drive.app.screen.query_one("#find Input", Input).value == sign
            screen: Any = drive.app.screen
            assert [screen.selected_client()] == list(await screen.all_keys())
            assert ("输入法是中文状态" in drive.screen_text) is hinted
            await drive.keys("escape", "escape", "escape")
            await drive.settle()


FORMS = {
    "find": ("clients", ("slash",)), "finder": ("clients", ("ctrl+f",)), "palette": ("clients", ("ctrl+p",)),
    "help": ("clients", ("f1",)), "visit": ("clients", ("v",)), "client": ("clients", ("n",)),
    "remind": ("clients", ("m",)), "plan": ("calendar", ("d",)), "reminder": ("reminders", ("n",)),
    "path": ("clients", ("w", "1")),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
async def test_the_whole_alphabet_is_typed_in_every_field(book: Workspace, page: PageBook, name: str) -> None:
    """Letters, digits and signs do nothing but type, in each field in turn."""
    place, keys = FORMS[name]
    typed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.?:*`/[]"
    acted = book.ask(lambda r: r.value("SELECT count(*) FROM action"))
    async with driving(book, place) as drive:
        await drive.keys(*keys)
        await drive.settle()
        seen: list[Any] = []
        for _ in range(20):
            field = drive.app.focused
            if field in seen:
                break
            seen.append(field)
            if isinstance(field, Input):
                field.value = ""
                for sign in typed:
                    drive.app.post_message(events.Key(_character_to_key(sign), sign))
                await drive.settle()
                assert drive.app.focused is field
                assert field.value == typed
                field.value = ""
            if name in ("find", "finder", "palette", "help"):
                break
            await drive.keys("tab")
            await drive.settle()
        assert any(isinstance(field, Input) for field in seen)
    assert book.ask(lambda r: r.value("SELECT count(*) FROM action WHERE name NOT LIKE '%draft%'")) == acted
