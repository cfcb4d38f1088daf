"""What holds on every screen: footer, help, menu, names, errors, language, mask, places."""

import threading
from contextlib import nullcontext
from typing import Any, cast

import pytest
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.widgets import Input

from relmgr import i18n, screens
from relmgr.commands import GLOBAL
from relmgr.errors import Busy
from relmgr.screens.overlays.client_finder import ClientFinder
from relmgr.screens.overlays.command_panels import HelpPanel
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.widgets import privacy
from relmgr.widgets.bars import FooterLine, MessageLine
from relmgr.widgets.cells import harmless
from relmgr.widgets.find_bar import FindBar
from relmgr.widgets.line_parts import KeyHint
from relmgr.widgets.pick_list import PickList
from relmgr.words import Words
from tests.screens.fake import NAMES, FakeWorkspace, make_app, make_row
from tests.screens.shown import settle, text_of


def footer(app: Any) -> list[str]:
    """Return the entries of the footer."""
    return [hint.text for hint in app.screen.query_one(FooterLine).hints]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30)])
async def test_the_footer_fits_wherever_the_keyboard_is(
    language: i18n.Language, size: tuple[int, int]
) -> None:
    """Never wider than the window, help always last, never more than eight."""
    i18n.use(language)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for opener in ("", "v", "slash", "full_stop", "ctrl+p", "question_mark", "s", "ctrl+f"):
            if opener:
                await pilot.press(opener)
                await pilot.pause()
            shown = footer(app)
            line = cast(Content, app.screen.query_one(FooterLine).visual).plain.rstrip()
            assert 2 <= len(shown) <= 8, opener
            assert cell_len(line) <= size[0], (opener, line)
            assert i18n.say(Words("帮助", "Help")) in shown[-1]
            await pilot.press("escape", "escape")
            await pilot.pause()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_binding_is_in_the_help(language: i18n.Language) -> None:
    """What can be pressed can be read, with its key."""
    i18n.use(language)
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        bound = {
            active.binding.action.split("'")[1]
            for active in app.screen.active_bindings.values()
            if active.binding.action.startswith("app.command(")
        }
        await pilot.press("question_mark")
        await settle(pilot)
        panel = app.screen.query_one(HelpPanel)
        listed = {command.id for command in panel.entries if command is not None}
        assert bound <= listed
        assert "list.down" in listed
        assert {c.id for c in GLOBAL} <= listed
        await pilot.press(*"paixu" if language == "zh" else "sort")
        await settle(pilot)
        assert panel.entries[panel.query_one(PickList).cursor].id == "sort"
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.query_one(MenuPanel)


async def test_the_menu_runs_the_verb_of_a_digit() -> None:
    """`.` and a digit, which also reach the program with a Chinese input method on."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("full_stop", "5")
        await settle(pilot)
        assert app.focused is app.screen.query_one("#field-summary").control
        await pilot.press("escape")
        await settle(pilot)
        assert not app.screen.query("Panel")
        assert app.focused is app.screen.table


async def test_sorting_by_menu_and_turning_round() -> None:
    """`s 2` sorts by name, `S` turns it round, the cursor stays on its client."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "s", "2")
        await settle(pilot)
        assert (app.screen.sort, app.screen.reverse) == ("name", False)
        await pilot.press("S")
        await settle(pilot)
        assert app.screen.reverse
        assert app.screen.table.cursor_key == make_row(2).id
        assert "名称" in text_of(app)


async def test_find_here_narrows_and_escape_widens() -> None:
    """The find is visible, Enter keeps it, Esc clears it, then marks, and never leaves."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", "A", "enter")
        await settle(pilot)
        assert app.focused is app.screen.table
        assert app.screen.find == "A"
        assert len(app.screen.table.keys) == 3
        assert "查找: A" in text_of(app)
        await pilot.press("space", "escape")
        await settle(pilot)
        assert app.screen.find == ""
        assert app.screen.table.marks
        assert not app.screen.query_one(FindBar).has_class("-on")
        await pilot.press("escape", "escape", "escape")
        await settle(pilot)
        assert not app.screen.table.marks
        assert app.is_running


async def test_nothing_found_says_so() -> None:
    """The empty state names the find and the way out."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"[/x", "X")
        await settle(pilot)
        assert "没有客户含有「[/xX」" in text_of(app)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert "华能" in text_of(app)


@pytest.mark.parametrize("place", range(len(NAMES)))
async def test_naughty_names_are_harmless(place: int) -> None:
    """In the table, the preview, the form, the finder and a toast; every line stays as wide as the window."""
    app = make_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        app.screen.table.move_to(place)
        await settle(pilot)
        app.toast(Words("{name} 已办", "{name} done"), name=NAMES[place])
        app.tell(NAMES[place], problem=True)
        await pilot.press("v")
        await settle(pilot)
        await pilot.press("escape", "ctrl+n")
        await settle(pilot)
        finder = app.screen.query_one(ClientFinder)
        finder.query_one(Input).value = harmless(NAMES[place])[-2:]
        await settle(pilot)
        assert finder.entries
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {100}
        text = text_of(app)
        if NAMES[place].isprintable() and len(NAMES[place]) < 15:
            assert NAMES[place] in text
        assert "\u202e" not in text
        assert "\u200d" not in text


async def test_an_error_is_a_sentence_and_the_app_lives() -> None:
    """A known error says its words, an unknown one its name; both keep the screen."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        fake.fail = Busy(Words("别的程序正在写。", "Another program is writing."))
        await pilot.press("R")
        await pilot.pause(0.05)
        await pilot.pause()
        assert "!  别的程序正在写。" in text_of(app)
        assert app.screen.query_one(MessageLine).has_class("-problem")
        fake.fail = ZeroDivisionError("[/x]")
        await pilot.press("R")
        await pilot.pause(0.05)
        await pilot.pause()
        assert "ZeroDivisionError" in text_of(app)
        fake.fail = None
        await pilot.press("escape", "R", "j")
        await settle(pilot)
        assert app.screen.table.cursor == 1


async def test_a_slow_answer_never_blocks_the_keyboard() -> None:
    """While the book is being read the cursor moves and Esc works."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        fake.gate = threading.Event()
        app.screen.reload()
        await pilot.press("j", "j")
        assert app.screen.table.cursor == 2
        fake.gate.set()
        await settle(pilot)
        assert app.screen.table.cursor == 2


async def test_language_switches_live() -> None:
    """From the palette, without losing the cursor."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "2客户" in text_of(app)
        await pilot.press("j", "ctrl+p", *"english", "enter")
        await settle(pilot)
        assert i18n.language() == "en"
        assert "[2Clients]" in text_of(app)
        assert "Exp. (m) v" in text_of(app)
        assert app.screen.table.cursor == 1
        await pilot.press("ctrl+p", *"qhdzw", "enter")
        await settle(pilot)
        assert "[2客户]" in text_of(app)


async def test_the_mask_hides_names_and_amounts() -> None:
    """`*` twice: hidden, shown."""
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("asterisk")
        await settle(pilot)
        text = text_of(app)
        assert "华**" in text
        assert "华能" not in text
        assert "999,900" not in text
        assert "王建国" not in text
        await pilot.press("asterisk")
        await settle(pilot)
        assert not privacy.is_masked()
        assert "华能" in text_of(app)


async def test_places_that_are_not_there_say_why() -> None:
    """9 answers with a sentence; the place stays."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        assert "负责人" in text_of(app)
        assert app.current_mode == "clients"


async def test_demo_books_are_marked() -> None:
    """DEMO in the nav row, and only there where it is one."""
    for is_demo in (True, False):
        app = make_app(FakeWorkspace(is_demo=is_demo))
        async with app.run_test(size=(60, 16)) as pilot:
            await settle(pilot)
            assert ("DEMO" in text_of(app).splitlines()[0]) is is_demo


async def test_a_window_that_is_too_small_says_so_and_comes_back() -> None:
    """Below 60x16 there is one sentence; growing again brings everything back."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j")
        await pilot.resize_terminal(52, 14)
        await settle(pilot)
        assert "52x14" in text_of(app)
        await pilot.resize_terminal(60, 16)
        await settle(pilot)
        assert "52x14" not in text_of(app)
        assert app.screen.table.cursor == 2


async def test_a_verb_without_a_row_says_so() -> None:
    """An empty book has no row to act on; nothing happens silently."""
    app = make_app(FakeWorkspace(size=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "还没有客户" in text_of(app)
        await pilot.press("y")
        await settle(pilot)
        assert "没有选中的行" in text_of(app)
        await pilot.press("full_stop")
        await settle(pilot)
        assert "没有选中的行" in text_of(app)


async def test_q_leaves_at_the_root_and_escape_never_does() -> None:
    """Esc is safe to hammer."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*["escape"] * 6)
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_an_own_key_map_replaces_the_first_key() -> None:
    """The footer shows the person's key; the twins stay."""
    from relmgr.settings import Settings

    fake = FakeWorkspace(settings=Settings(keys={"visit.log": "ctrl+g"}))
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "^G记拜访" in footer(app)
        await pilot.press("f2")
        await settle(pilot)
        assert app.screen.query("VisitForm")


def test_the_footer_drops_from_the_right_and_keeps_help() -> None:
    """The likeliest keys stay."""
    assert KeyHint("v", "记拜访", "v").text == "v记拜访"
    i18n.use("en")
    assert KeyHint("v", "Log", "v").text == "v Log"


async def test_a_screen_that_opens_while_the_window_closes_stays_empty() -> None:
    """It is mounted without its rows, and nothing may look for them."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen: Any = screens.make("warnings")
        screen.on_mount()
        screen.on_screen_resume()
        screen.on_resize(events.Resize(Size(80, 24), Size(80, 24)))
        assert not screen.is_made and cast(Any, app.screen).is_made


async def test_what_misses_its_parts_while_the_window_closes_is_no_defect() -> None:
    """Leaving while a panel opens ends without a word; the same in an open window is a failure."""
    for leaves in (True, False):
        app = make_app()
        with pytest.raises(NoMatches) if not leaves else nullcontext():
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                if leaves:
                    app.exit()
                app._handle_exception(NoMatches("no parts"))
        assert (app.failure is None) is leaves
