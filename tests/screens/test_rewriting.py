"""`E` on a row: its text goes through a real editor, or a large field, and back into the book."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from relmgr import i18n, services
from relmgr.app import RelmgrApp
from relmgr.domain.drafts import MAX_TEXT
from relmgr.domain.reminders import morning
from relmgr.domain.values import Key
from relmgr.widgets import privacy
from relmgr.widgets.line_list import LineList, Target
from relmgr.widgets.text_field import NoteField
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.page_book import TODAY, PageBook, fill

SUMMARY = "谈续授信，等三季报"


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


class Editor:
    """A program that writes a text over the file it is given, and what it found there."""

    def __init__(self, folder: Path) -> None:
        """Keep the texts beside the program."""
        self.folder = folder
        (folder / "editor.py").write_text(
            "import json, pathlib, sys\n"
            "here, path = pathlib.Path(__file__).parent, pathlib.Path(sys.argv[1])\n"
            "(here / 'found').write_bytes(path.read_bytes())\n"
            "path.write_bytes(json.loads((here / 'text').read_text()).encode())\n",
            encoding="utf-8",
        )

    def will_write(self, text: str) -> None:
        """Write this text the next time."""
        (self.folder / "text").write_text(json.dumps(text), encoding="utf-8")

    @property
    def found(self) -> str:
        """Return what stood in the file."""
        return (self.folder / "found").read_bytes().decode()


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Return the person's editor, a process of its own; no terminal is there to be given away."""

    def suspend(_app: RelmgrApp) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setenv("VISUAL", f"{sys.executable} {tmp_path / 'editor.py'}")
    monkeypatch.setattr(RelmgrApp, "suspend", suspend)
    return Editor(tmp_path)


@pytest.fixture
def no_editor(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the person have no editor."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    yield


def value(book: Workspace, sql: str, **named: object) -> Any:
    """Return one value of the book."""
    return book.ask(lambda reader: reader.value(sql, **named))


def done_visit(book: Workspace, pages: PageBook) -> Key:
    """Return the visit that took place."""
    return Key(value(book, "SELECT id FROM visit WHERE state = 'done' AND client_id = :id", id=pages.wind))


async def stand_on(driver: Driver, kind: str, key: Key, client: Key) -> None:
    """Put the cursor on a row of a page."""
    shown = driver.app.screen.query_one("#main", LineList)
    shown.select(Target(kind, key, client))
    assert shown.current is not None and shown.current.id == key, driver.screen_text


async def open_tab(driver: Driver, client: Key, tab: int) -> None:
    """Open a tab of a client's page."""
    await driver.app.open_client(client, ())
    await driver.settle()
    driver.app.screen.show_tab(tab)  # type: ignore[attr-defined]
    await driver.settle()


VISITS, TASKS, NOTES = 4, 6, 7


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_summary_through_the_editor_and_undone(
    book: Workspace, pages: PageBook, editor: Editor, language: i18n.Language
) -> None:
    """The editor gets the whole text; the row, the book and the message say the new one; `u` brings the old back."""
    i18n.use(language)
    visit = done_visit(book, pages)
    editor.will_write(f"{SUMMARY}\n利率待定\n")
    async with driving(book, "clients") as driver:
        await open_tab(driver, pages.wind, VISITS)
        await stand_on(driver, "visit_done", visit, pages.wind)
        await driver.keys("E")
        await driver.settle()
        assert editor.found == SUMMARY
        said = "已改写：+5 -0 字，u 撤销" if language == "zh" else "Rewritten: +5 -0 characters"
        assert said in driver.screen_text and "利率待定" in driver.screen_text
        assert value(book, "SELECT summary FROM visit WHERE id = :id", id=visit) == f"{SUMMARY}\n利率待定"
        await driver.keys("u")
        await driver.settle()
        assert value(book, "SELECT summary FROM visit WHERE id = :id", id=visit) == SUMMARY
        assert ("改写要点" if language == "zh" else "rewrite summary") in driver.screen_text


@pytest.mark.parametrize("place", ["today", "calendar"])
async def test_a_planned_visit_gets_another_topic(
    book: Workspace, pages: PageBook, editor: Editor, place: str
) -> None:
    editor.will_write("续授信\n与担保")
    async with driving(book, place) as driver:
        await stand_on(driver, "visit", pages.visit, pages.wind)
        await driver.keys("E")
        await driver.settle()
        assert editor.found == "续授信谈判"
        assert value(book, "SELECT topic FROM visit WHERE id = :id", id=pages.visit) == "续授信 与担保"


async def test_a_task_and_notes(book: Workspace, pages: PageBook, editor: Editor) -> None:
    """A follow-up on its tab; on the notes tab every row means the notes, also where there are none."""
    task = Key(value(book, "SELECT id FROM followup WHERE client_id = :id", id=pages.wind))
    async with driving(book, "clients") as driver:
        await open_tab(driver, pages.wind, TASKS)
        await stand_on(driver, "follow_up", task, pages.wind)
        editor.will_write("送齐材料")
        await driver.keys("E")
        await driver.settle()
        assert value(book, "SELECT text FROM followup WHERE id = :id", id=task) == "送齐材料"
        await driver.keys("escape")
        await open_tab(driver, pages.bare, NOTES)
        editor.will_write("第一行\n\n第三行")
        await driver.keys("E")
        await driver.settle()
        assert value(book, "SELECT notes FROM client WHERE id = :id", id=pages.bare) == "第一行\n\n第三行"


async def test_notes_on_the_client_list(book: Workspace, pages: PageBook, editor: Editor) -> None:
    editor.will_write("")
    async with driving(book, "clients") as driver:
        driver.table.select(pages.wind)
        await driver.settle()
        await driver.keys("E")
        await driver.settle()
        assert editor.found == "第一行\n[b]第二行"
        assert value(book, "SELECT notes FROM client WHERE id = :id", id=pages.wind) == ""


@pytest.mark.parametrize("place", ["today", "reminders"])
async def test_a_reminder_keeps_its_client(
    book: Workspace, pages: PageBook, editor: Editor, place: str
) -> None:
    """Only the words of a person's own reminder are edited; the client's name before them stays."""
    at = morning(TODAY, book.clock.zone)
    key = book.do(services.add_reminder, pages.hostile, "约时间", at).result
    editor.will_write("约周五")
    async with driving(book, place) as driver:
        if place == "today":
            await stand_on(driver, "reminder", key, pages.hostile)
        else:
            driver.table.select(key)
        await driver.settle()
        await driver.keys("E")
        await driver.settle()
        assert editor.found == "约时间"
        assert (
            value(book, "SELECT text_zh FROM reminder WHERE id = :id", id=key) == "[/x] 招商 [bold]：约周五"
        )
        assert "约周五" in driver.screen_text


async def test_a_reminder_from_data_says_why_not(book: Workspace, pages: PageBook, editor: Editor) -> None:
    key = Key(
        value(book, "SELECT id FROM reminder WHERE kind = 'visit' AND subject_id = :id", id=pages.visit)
    )
    async with driving(book, "reminders") as driver:
        driver.table.select(key)
        await driver.settle()
        await driver.keys("E")
        await driver.settle()
        assert "这条提醒由数据生成" in driver.screen_text
    assert not (editor.folder / "found").exists()


async def test_rows_without_a_text_say_so(book: Workspace, pages: PageBook, editor: Editor) -> None:
    async with driving(book, "clients") as driver:
        await open_tab(driver, pages.wind, 1)
        await driver.keys("E")
        await driver.settle()
        assert "这一行没有可改写的文字" in driver.screen_text
    assert not (editor.folder / "found").exists()


async def test_the_menu_offers_it(book: Workspace, pages: PageBook) -> None:
    """The menu of the row and the help know `E`."""
    async with driving(book, "clients", (100, 40)) as driver:
        await open_tab(driver, pages.wind, NOTES)
        await driver.keys("question_mark")
        await driver.settle()
        await driver.text("外部")
        await driver.settle()
        assert "外部编辑器" in driver.screen_text


@pytest.mark.parametrize("text", ["", "  \n\n", SUMMARY, f"{SUMMARY}\n\n"])
async def test_empty_and_unchanged_write_nothing(
    book: Workspace, pages: PageBook, editor: Editor, text: str
) -> None:
    visit, before = done_visit(book, pages), value(book, "SELECT count(*) FROM audit_entry")
    editor.will_write(text)
    async with driving(book, "clients") as driver:
        await open_tab(driver, pages.wind, VISITS)
        await stand_on(driver, "visit_done", visit, pages.wind)
        await driver.keys("E")
        await driver.settle()
        assert ("没有改动" if text.strip() else "要点还空着") in driver.screen_text
    assert value(book, "SELECT count(*) FROM audit_entry") == before


async def test_what_is_too_long_can_be_shortened(book: Workspace, pages: PageBook, editor: Editor) -> None:
    """Nothing is lost: the text comes back in a large field, under the reason; given back as it is, it is dropped."""
    visit = done_visit(book, pages)
    editor.will_write("x" * (MAX_TEXT + 1))
    async with driving(book, "clients") as driver:
        await open_tab(driver, pages.wind, VISITS)
        await stand_on(driver, "visit_done", visit, pages.wind)
        await driver.keys("E")
        await driver.settle()
        assert "太长了" in driver.screen_text
        await driver.keys("ctrl+s")
        await driver.settle()
        assert value(book, "SELECT summary FROM visit WHERE id = :id", id=visit) == SUMMARY
        await driver.keys("E")
        await driver.settle()
        await driver.keys("backspace", "ctrl+s")
        await driver.settle()
        assert value(book, "SELECT length(summary) FROM visit WHERE id = :id", id=visit) == MAX_TEXT


@pytest.mark.usefixtures("no_editor")
async def test_without_an_editor_a_large_field_serves(book: Workspace, pages: PageBook) -> None:
    visit = done_visit(book, pages)
    async with driving(book, "clients", (60, 16)) as driver:
        await open_tab(driver, pages.wind, VISITS)
        await stand_on(driver, "visit_done", visit, pages.wind)
        await driver.keys("E")
        await driver.settle()
        assert "没有可用的 $EDITOR" in driver.screen_text and isinstance(driver.app.focused, NoteField)
        await driver.text(" ok")
        await driver.keys("ctrl+s")
        await driver.settle()
        assert value(book, "SELECT summary FROM visit WHERE id = :id", id=visit) == f"{SUMMARY} ok"


async def test_markup_in_a_text_is_only_text(book: Workspace, pages: PageBook, editor: Editor) -> None:
    visit = done_visit(book, pages)
    async with driving(book, "clients") as driver:
        await open_tab(driver, pages.wind, VISITS)
        await stand_on(driver, "visit_done", visit, pages.wind)
        editor.will_write("[/x] [@click=app.quit]{client}[/] \x1b[31m")
        await driver.keys("E")
        await driver.settle()
        assert "[/x] [@click=app.quit]{client}[/] [31m" in driver.screen_text


@pytest.mark.parametrize("place", ["today", "calendar", "clients", "reminders"])
async def test_the_mask_forbids_it(book: Workspace, pages: PageBook, editor: Editor, place: str) -> None:
    """No text leaves for a file while it may not be shown."""
    book.do(services.add_reminder, pages.wind, "约时间", morning(TODAY, book.clock.zone))
    async with driving(book, place) as driver:
        privacy.mask(True)
        await driver.keys("E")
        await driver.settle()
        assert "遮罩开着" in driver.screen_text
        await open_tab(driver, pages.wind, NOTES)
        await driver.keys("E")
        await driver.settle()
        assert "遮罩开着" in driver.screen_text
    assert not (editor.folder / "found").exists()
