"""What relmgr says never hides what the person is at: one toast at a time, none over a panel."""

from textual.widgets._toast import Toast

from relmgr.words import Words
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.fake import make_app
from tests.screens.shown import settle


async def test_only_the_newest_toast_stands(book: Workspace) -> None:
    """Four of them lay over the whole preview."""
    async with driving(book, "clients") as driver:
        driver.app.toast(Words("第一件", "the first"))
        await driver.settle()
        driver.app.toast(Words("第二件", "the second"))
        await driver.settle()
        assert "第二件" in driver.screen_text and "第一件" not in driver.screen_text


async def test_a_panel_is_not_covered(book: Workspace) -> None:
    """A toast goes when a panel comes; one that is said meanwhile stands in the message line."""
    async with driving(book, "clients") as driver:
        driver.app.toast(Words("早先的事", "the thing before"))
        await driver.settle()
        await driver.keys("ctrl+p")
        await driver.settle()
        assert "早先的事" not in driver.screen_text
        driver.app.toast(Words("新到的事", "the thing now"))
        await driver.settle()
        assert driver.lines()[-2].strip() == "新到的事"


async def test_a_palette_without_a_match_says_so(book: Workspace) -> None:
    """Enter on nothing is not silence."""
    async with driving(book, "clients") as driver:
        await driver.keys("ctrl+p")
        await driver.text("qqqq")
        await driver.settle()
        assert "没有这样的命令" in driver.screen_text
        await driver.keys("escape", "question_mark")
        await driver.text("qqqq")
        await driver.settle()
        assert "没有这样的命令" in driver.screen_text


async def test_a_toast_stays_inside_the_preview() -> None:
    """A wide character of the list that lay under its edge would be cut in half."""
    app = make_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        app.toast(Words("已记" * 30, "logged " * 20))
        await settle(pilot)
        toast, preview = app.screen.query_one(Toast).region, app.screen.query_one(".preview").region
        assert toast.x >= preview.x and toast.right <= preview.right


async def test_what_fails_while_the_window_closes_is_kept() -> None:
    """No screen is left to say it on; it is among the messages, and nothing fails over it."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    assert not app.screen_stack
    app.report(RuntimeError("too late"))
    assert "RuntimeError" in app.messages[-1]
