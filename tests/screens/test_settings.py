"""Settings: what is changed is seen at once and remembered, and the bank's notice is there in both languages."""

from relmgr import i18n
from relmgr.queries.memory import remembered
from relmgr.workspace import Workspace
from tests.screens.driving import driving


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
        await driver.keys("j", "enter")
        await driver.settle()
        assert driver.app.theme == "relmgr-light" and "[浅色]" in driver.screen_text
        assert book.ask(remembered, "theme") == "light"


async def test_the_notice_of_the_bank_stands_in_both_languages(book: Workspace) -> None:
    """Every threshold is a default that nobody has confirmed."""
    async with driving(book, "settings") as driver:
        assert "未经银行确认" in driver.screen_text
        driver.app.speak("en")
        await driver.settle()
        assert "not confirmed by the" in driver.screen_text


async def test_where_things_are_and_what_protects_them(book: Workspace) -> None:
    """Files, protection, versions."""
    async with driving(book, "settings", (120, 50)) as driver:
        text = driver.screen_text
        assert "relmgr.db" in text and "relmgr.keys" in text and str(book.folder)[:30] in text
        assert "没有设口令" in text and "0002" in text and "还没有评估过" in text


async def test_keys_are_listed_in_a_narrow_window(book: Workspace) -> None:
    """They follow the other sections where there is no room beside them."""
    async with driving(book, "settings", (80, 24)) as driver:
        await driver.keys("G")
        assert "存草稿并关闭" in driver.screen_text


async def test_the_mask_and_the_clipboard(book: Workspace) -> None:
    """The mask is a row too, and `t` sends a word to the clipboard."""
    async with driving(book, "settings") as driver:
        await driver.keys("j", "j", "enter")
        await driver.settle()
        assert "已遮蔽" in driver.lines()[0]
        await driver.keys("enter", "t")
        await driver.settle()
        assert "已遮蔽" not in driver.lines()[0] and driver.app.clipboard == "relmgr"
