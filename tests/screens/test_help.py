"""Help, menu, palette and manual: what is offered, what is greyed and why, and what Enter does."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from relmgr import i18n
from relmgr.app import RelmgrApp
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.screens.overlays.command_panels import HelpPanel, PalettePanel
from relmgr.screens.overlays.confirm import ConfirmPanel
from relmgr.screens.overlays.manual_panel import ManualPanel
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.settings import Settings
from relmgr.widgets.pick_list import PickList
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.fake import FakeWorkspace, make_app
from tests.screens.queue_book import add_cases, add_changes, add_reminders
from tests.screens.shown import settle, text_of


@pytest.fixture
def full(book: Workspace) -> Workspace:
    """Return a book with something in every queue."""
    book.do(add_cases)
    book.do(add_changes)
    book.do(add_reminders)
    return book


def menu_digits(drive: Driver) -> dict[int, str]:
    """Return the digits of the open menu with the text of their lines."""
    return {
        item.digit: str(item.label) + item.why_not
        for item in drive.app.screen.query_one(PickList).items
        if item.digit is not None
    }


async def test_a_digit_means_the_same_on_every_screen(full: Workspace) -> None:
    """2 is plan, postpone or move wherever there are verbs; what a screen lacks stands there and says so."""
    async with driving(full, "warnings", (100, 30)) as drive:
        for place, lacks in (("4", ()), ("5", (3,)), ("6", (1,))):
            await drive.keys(place, "full_stop")
            await drive.settle()
            digits = menu_digits(drive)
            assert {0, 1, 2, 3, 4, 5} <= set(digits)
            assert [n for n in (1, 2, 3, 4) if "本屏没有" in digits[n]] == list(lacks)
            await drive.keys("escape")
            await drive.settle()


async def test_zero_turns_the_menu_and_back(full: Workspace) -> None:
    """The other actions of the screen stand behind it, those that are keys of their own after them."""
    async with driving(full, "warnings", (100, 30)) as drive:
        await drive.keys("full_stop", "0")
        await drive.settle()
        assert "排序" in menu_digits(drive)[2]
        await drive.keys("0")
        await drive.settle()
        assert "确认知悉" in menu_digits(drive)[1]


async def test_the_menu_speaks_of_the_marked_rows(full: Workspace) -> None:
    """And its verb acts on all of them."""
    async with driving(full, "warnings", (100, 30)) as drive:
        await drive.keys("space", "space", "full_stop")
        await drive.settle()
        assert "2 行已标记" in drive.screen_text
        await drive.keys("1")
        await drive.settle()
    acked = full.ask(lambda r: r.value("SELECT count(*) FROM signal WHERE state = 'acked'"))
    assert acked == 3


async def test_what_cannot_act_is_listed_with_its_reason(book: Workspace) -> None:
    """In the menu, in the help and in the palette of an empty queue; Enter on it does nothing."""
    async with driving(book, "warnings", (100, 60)) as drive:
        await drive.keys("full_stop")
        await drive.settle()
        assert "没有选中的行" in menu_digits(drive)[1]
        await drive.keys("1")
        await drive.settle()
        assert drive.app.screen.query(MenuPanel)
        await drive.keys("escape", "question_mark")
        await drive.settle()
        text = drive.screen_text
        assert any("确认知悉" in line and "没有选中的行" in line for line in text.splitlines())


async def test_the_help_is_of_the_screen_and_of_everywhere(full: Workspace) -> None:
    """Filtered by initials, English and key; Enter runs."""
    async with driving(full, "warnings", (100, 30)) as drive:
        await drive.keys("f1")
        await drive.settle()
        panel: Any = drive.app.screen.query_one(HelpPanel)
        listed = [command.id for command in panel.entries if command is not None]
        assert listed[0] == "verb.accept"
        assert {"go.clients", "undo", "manual", "log"} <= set(listed)
        assert len(listed) == len(set(listed))
        for typed, wanted in (("quanbiao", "mark.all"), ("qbdq", "mark.all"), ("mark all", "mark.all")):
            panel.query_one(Input).value = typed
            await drive.settle()
            assert panel.entries[panel.query_one(PickList).cursor].id == wanted
        await drive.keys("enter")
        await drive.settle()
        assert len(drive.table.marks) == drive.table.length


async def test_the_second_f1_is_the_manual_in_the_language_of_the_window(full: Workspace) -> None:
    """At the section about the screen; `/` finds, `]` goes to the next section, Esc closes."""
    async with driving(full, "warnings", (80, 24)) as drive:
        await drive.keys("f1", "f1")
        await drive.settle()
        panel = drive.app.screen.query_one(ManualPanel)
        assert panel.sections[panel.section].title == "预警"
        await drive.keys("right_square_bracket")
        await drive.settle()
        assert panel.sections[panel.section].title == "关注名单"
        await drive.keys("left_square_bracket", "left_square_bracket")
        await drive.settle()
        assert panel.sections[panel.section].title == "日程"
        await drive.keys("slash")
        drive.app.screen.query_one(".-full Input", Input).value = "8500w"
        await drive.settle()
        assert "8500w" in drive.screen_text
        await drive.keys("escape", "escape")
        await drive.settle()
        assert not drive.app.screen.query(ManualPanel)
        i18n.use("en")
        await drive.keys("f1", "f1")
        await drive.settle()
        assert "The manual of relmgr" in drive.screen_text


async def test_the_palette_opens_clients_and_places(full: Workspace) -> None:
    """Clients stand after the actions; Enter opens the one under the cursor."""
    async with driving(full, "warnings", (100, 30)) as drive:
        await drive.keys("ctrl+p")
        await drive.text("hndl")
        await drive.settle()
        assert drive.app.screen.query(PalettePanel)
        assert "华能电力" in drive.screen_text
        await drive.keys("enter")
        await drive.settle()
        assert drive.app.screen.NAME == "client"  # type: ignore[attr-defined]
        await drive.keys("ctrl+p")
        await drive.text("zhoubao")
        await drive.keys("enter")
        await drive.settle()
        assert drive.app.current_mode == "weekly"


async def test_keys_of_ones_own_stand_everywhere_a_key_is_shown(full: Workspace, tmp_path: Path) -> None:
    """Footer, menu, help, palette and settings; the key works, the one it replaced does not."""
    file = tmp_path / "config.toml"
    file.write_text('[keys]\n"verb.accept" = "f9"\n"undo" = "A"\n', encoding="utf-8")
    settings = Settings(keys={"verb.accept": "f9", "undo": "A"}, file=file)
    folder = full.book.home.folder
    full.close()
    workspace = open_workspace(
        Home(folder), lambda: None, settings, FixedClock(full.clock.today(), settings.zone)
    )
    async with driving(workspace, "warnings", (100, 50)) as drive:
        assert "undo" in drive.screen_text
        assert "第 3 行" in drive.screen_text
        assert "F9确认知悉" in drive.lines()[-1].replace(" ", "")
        await drive.keys("full_stop")
        await drive.settle()
        assert "F9" in menu_digits(drive)[1]
        await drive.keys("escape", "question_mark")
        await drive.settle()
        assert any("F9" in line and "确认知悉" in line for line in drive.lines())
        await drive.keys("escape", "a")
        await drive.settle()
        seen = "SELECT count(*) FROM signal WHERE state = 'acked'"
        assert workspace.ask(lambda r: r.value(seen)) == 1
        await drive.keys("f9")
        await drive.settle()
        assert workspace.ask(lambda r: r.value(seen)) == 2
        await drive.keys("0")
        await drive.settle()
        main: Any = drive.app.screen
        lines = [line for pane in main.panes(60) for line in pane]
        own = [line for line in lines if any("自定" in str(part) for part in line.parts)]
        assert len(own) == 1
    workspace.close()


async def test_q_asks_only_while_long_work_is_under_way() -> None:
    """The first answer is to stay; Ctrl+Q asks nothing."""
    app = make_app(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.exports = 1
        await pilot.press("q")
        await settle(pilot)
        assert app.screen.query(ConfirmPanel)
        assert "正在导出" in text_of(app)
        await pilot.press("q", "enter")
        await settle(pilot)
        assert app.is_running
        app.exports = 0
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0
    assert isinstance(app, RelmgrApp)
