"""Settings: what is changed is seen at once and remembered, and the bank's notice is there in both languages."""

import os
from typing import Any, cast

import pytest

from relmgr import i18n
from relmgr.commands import find_command
from relmgr.db.schema import HEAD
from relmgr.queries.memory import remembered
from relmgr.screens.looks import looks_of
from relmgr.widgets.line_list import Target
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.page_book import fill


async def test_language_is_live_and_remembered(book: Workspace) -> None:
    """Enter on the first row speaks English at once."""
    async with driving(book, "settings") as driver:
        assert "显示与语言" in driver.screen_text
        await driver.keys("enter")
        await driver.settle()
        assert i18n.language() == "en" and "Display" in driver.screen_text and "Today" in driver.lines()[0]
        assert book.ask(remembered, "language") == "en"


async def test_theme_is_live_and_remembered(book: Workspace) -> None:
    """Enter walks through the themes."""
    async with driving(book, "settings") as driver:
        await driver.keys("j", "j", "enter")
        await driver.settle()
        assert driver.app.theme == "relmgr-light" and "[浅色]" in driver.screen_text
        assert book.ask(remembered, "theme") == "light"


async def test_what_was_chosen_is_there_again(book: Workspace) -> None:
    """The next window looks as this one did."""
    async with driving(book, "settings") as driver:
        for kind, times in (
            ("money", 3),
            ("theme", 2),
            ("glyphs", 1),
            ("motion", 1),
            ("clipboard", 2),
            ("bell", 1),
        ):
            cast(Any, driver.app.screen).table.select(Target(kind, ""))
            for _ in range(times):
                await driver.keys("enter")
                await driver.settle()
    looks = looks_of(book)
    assert {name: looks[name] for name in looks.chosen} == {
        "language": "auto", "money": "yuan", "theme": "contrast", "glyphs": "unicode", "motion": "on",
        "clipboard": "file", "bell": "off", "tips": "on",
    }  # fmt: skip
    assert looks.glyph_set == "unicode" and looks.blinks


async def test_money_is_live(book: Workspace) -> None:
    """The list names the unit in its heading at once."""
    fill(book)
    async with driving(book, "settings", (120, 40)) as driver:
        cast(Any, driver.app.screen).table.select(Target("money", ""))
        await driver.keys("enter", "enter")
        await driver.settle()
        assert "[百万 m]" in driver.screen_text and "CNY 320.0m" in driver.screen_text
        await driver.keys("2")
        await driver.settle()
        assert "敞口(m)" in driver.screen_text


async def test_no_color_is_mono_whatever_was_chosen(book: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one colour is painted, and the variable stays for the programs that are started from here."""
    monkeypatch.setenv("NO_COLOR", "1")
    fill(book)
    async with driving(book, "clients") as driver:
        assert driver.app.theme == "relmgr-mono" and os.environ["NO_COLOR"] == "1"
        for place in "1245670":
            await driver.keys(place)
            await driver.settle()
            styles = [seg.style for strip in driver.app.screen._compositor.render_strips() for seg in strip]
            inks = {
                colour.name for style in styles if style for colour in (style.color, style.bgcolor) if colour
            }
            assert inks <= {"default"}, place


async def test_the_notice_of_the_bank_stands_in_both_languages(book: Workspace) -> None:
    """Every threshold is a default that nobody has confirmed."""
    async with driving(book, "settings") as driver:
        assert "未经银行确认" in driver.screen_text
        driver.app.speak("en")
        await driver.settle()
        assert "not confirmed by the" in driver.screen_text


async def test_where_things_are_and_what_protects_them(book: Workspace) -> None:
    """Files, protection, versions."""
    async with driving(book, "settings", (120, 64)) as driver:
        text = driver.screen_text
        assert "relmgr.db" in text and "relmgr.keys" in text and str(book.folder)[:30] in text
        assert "没有设口令" in text and HEAD in text and "还没有评估过" in text


async def test_keys_are_listed_in_a_narrow_window(book: Workspace) -> None:
    """They follow the other sections where there is no room beside them."""
    async with driving(book, "settings", (80, 24)) as driver:
        await driver.keys("G")
        assert "存草稿并关闭" in driver.screen_text


async def test_the_mask_and_the_clipboard(book: Workspace) -> None:
    """The mask is a row too, and `t` sends a word to the clipboard."""
    async with driving(book, "settings") as driver:
        cast(Any, driver.app.screen).table.select(Target("privacy", ""))
        await driver.keys("enter")
        await driver.settle()
        assert "已遮蔽" in driver.lines()[0]
        await driver.keys("enter", "t")
        await driver.settle()
        assert "已遮蔽" not in driver.lines()[0] and driver.app.clipboard == "relmgr"
        assert "OSC52" in driver.screen_text


async def test_the_terminal_is_described(book: Workspace) -> None:
    """Size, colours, encoding, and two lines whose ends must line up."""
    async with driving(book, "settings", (100, 60)) as driver:
        assert "100x60 正常" in driver.screen_text and "256 色" in driver.screen_text
        ends = [
            line.index("|", line.index("|") + 1)
            for line in driver.lines()
            if "|中文中文|" in line or "|abcdefgh|" in line
        ]
        assert len(ends) == 2


async def test_what_the_palette_chooses_is_remembered(book: Workspace) -> None:
    """Language and theme chosen by a command are there in the next window."""
    async with driving(book, "clients") as driver:
        for command in ("language.en", "theme.next"):
            await driver.app.run_command(find_command(command))
            await driver.settle()
        assert driver.app.theme == "relmgr-light" and "Clients" in driver.lines()[0]
    looks = looks_of(book)
    assert (looks["language"], looks["theme"]) == ("en", "light")
