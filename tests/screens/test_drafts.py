"""What is typed in any form is kept, offered again, and gone when the form has done its work."""

import asyncio
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from relmgr import screens, services
from relmgr.domain.client_drafts import ClientDraft
from relmgr.errors import Refused
from relmgr.queries.drafts import KeptDraft, draft
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.keeping import PLACE
from relmgr.screens.leaving import keep_drafts
from relmgr.widgets.text_field import NoteField, TextField
from relmgr.words import Words
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.every_form import FORMS, Make
from tests.screens.naughty import LINES, NAUGHTY

NOT_KEPT = {"MoveForm", "GoToForm", "_Dated", "PathForm", "DaysForm", "RangeForm", "SettingForm"}
"""Forms of one or two days, a number or a path: typed again faster than read back."""


@asynccontextmanager
async def opened(driver: Driver, make: Make) -> AsyncIterator[Form[Any]]:
    """Ask a form on the screen that is shown, as a command does."""
    page: Any = driver.app.screen
    form = make(driver.app)
    asked = asyncio.create_task(page.ask_person(form))
    for _ in range(1000):
        await driver.pilot.pause(0.005)
        if form.is_mounted and driver.app.focused is not None and form in driver.app.focused.ancestors:
            break
    yield form
    form.close(None)
    await asked


def texts(form: Form[Any]) -> list[Any]:
    """Return the fields one types into."""
    return [field for field in form.fields if isinstance(field.control, TextField | NoteField)]


async def kept_by(driver: Driver, form: Form[Any]) -> KeptDraft | None:
    """Return what is on disk of a form."""
    assert form.keeper is not None
    return await driver.app.ask(draft, form.keeper.form_key)


def test_every_form_with_text_keeps_it() -> None:
    """A new form is either among those tried here or said to need none."""
    for module in pkgutil.walk_packages(screens.__path__, "relmgr.screens."):
        import_module(module.name)
    found: set[str] = set()
    waiting: list[Any] = [Form]
    while waiting:
        for child in waiting.pop().__subclasses__():
            found.add(child.__name__)
            waiting.append(child)
    tried = {type_name for type_name in found if type_name not in NOT_KEPT}
    source = (Path(__file__).parent / "every_form.py").read_text(encoding="utf-8")
    missing = {name for name in tried if name not in source}
    assert not missing


@pytest.mark.parametrize("name", FORMS)
async def test_naughty_texts_come_back_unchanged(book: Workspace, name: str) -> None:
    """Every text field of every form holds them, the draft keeps them, the next opening shows them."""
    async with driving(book, "clients", (80, 24)) as driver:
        async with opened(driver, FORMS[name]) as form:
            for text in (*LINES, *NAUGHTY):
                fields = [f for f in texts(form) if "\n" not in text or isinstance(f.control, NoteField)]
                for field in fields:
                    field.value = text
                await form.keep()
                kept = await kept_by(driver, form)
                assert [field.value for field in fields] == [text] * len(fields)
                assert not fields or (kept and all(kept.payload[f.field] == text for f in fields))
            await driver.pilot.pause()
        async with opened(driver, FORMS[name]) as form:
            assert [field.value for field in texts(form)] == [NAUGHTY[-1]] * len(texts(form))
            assert "继续草稿 10:00" in driver.screen_text


@pytest.mark.parametrize("name", FORMS)
async def test_a_burst_into_any_form_is_kept_by_escape(book: Workspace, name: str) -> None:
    """Letters typed into the last text field are there again, with the cursor where it was."""
    async with driving(book, "clients", (80, 24)) as driver:
        async with opened(driver, FORMS[name]) as form:
            shown = [field for field in texts(form) if field.display]
            driver.app.screen.set_focus(shown[-1].control)
            await driver.text("half a word")
            await driver.keys("escape")
            await driver.settle()
            kept = await kept_by(driver, form)
            assert kept is not None and kept.payload[PLACE] == shown[-1].field
            assert "half a word" in kept.payload[shown[-1].field]
        async with opened(driver, FORMS[name]) as form:
            assert driver.app.focused is form.field(shown[-1].field).control
            assert "half a word" in form.field(shown[-1].field).value


async def test_keeping_is_no_action_and_makes_no_screen_load(book: Workspace) -> None:
    """Nothing to undo, nothing in the audit trail, and no news for this window."""
    seen = book.book.changes()
    counts = "SELECT (SELECT count(*) FROM action), (SELECT count(*) FROM audit_entry)"
    before = book.ask(lambda reader: reader.records(counts))
    book.keep_draft("visit:1", {"summary": "谈妥"})
    assert book.ask(draft, "visit:1").payload == {"summary": "谈妥"}  # type: ignore[union-attr]
    book.keep_draft("visit:1", {"summary": "谈妥了"})
    book.drop_draft("visit:1")
    assert book.ask(draft, "visit:1") is None
    assert book.ask(lambda reader: reader.records(counts)) == before
    assert book.book.changes() == seen
    book.do(services.add_client, ClientDraft("别家"))
    assert book.book.changes() != seen


async def test_what_is_blank_again_is_kept_no_more(book: Workspace) -> None:
    async with driving(book, "clients", (80, 24)) as driver, opened(driver, FORMS["client"]) as form:
        await driver.text("ab")
        await form.keep()
        assert await kept_by(driver, form) is not None
        await driver.keys("backspace", "backspace")
        await form.keep()
        assert await kept_by(driver, form) is None


async def test_leaving_keeps_every_open_form(book: Workspace) -> None:
    """What a signal or `^Q` does first."""
    async with driving(book, "clients", (80, 24)) as driver, opened(driver, FORMS["reminder"]) as form:
        await driver.text("fri send")
        await keep_drafts(driver.app)
        kept = await kept_by(driver, form)
        assert kept is not None and kept.payload["line"] == "fri send"


@pytest.mark.parametrize("outcome", ["done", "refused"])
async def test_the_draft_goes_with_the_deed_not_with_the_answer(book: Workspace, outcome: str) -> None:
    """When the use case behind an answer is refused, the text is still there."""
    async with driving(book, "clients", (80, 24)) as driver:
        page: Any = driver.app.screen

        async def command() -> None:
            answer = await page.ask_person(FORMS["reason"](driver.app))
            assert answer is not None and answer.text == "because"
            if outcome == "refused":
                raise Refused(Words("不行。", "No."))

        acting = asyncio.create_task(driver.app._act(command))
        for _ in range(1000):
            await driver.pilot.pause(0.005)
            if any(form.is_mounted and form.has_focus_within for form in driver.app.screen.query(Form)):
                break
        await driver.keys("1")
        await driver.text("because")
        await driver.keys("ctrl+s")
        await asyncio.wait([acting], timeout=20)
        assert isinstance(acting.exception(), Refused) is (outcome == "refused")
        waiting = book.ask(lambda reader: reader.column("SELECT id FROM draft"))
        assert bool(waiting) is (outcome == "refused")
