"""The first start asks on one screen, and what was answered lasts."""

from pathlib import Path

import pytest

from relmgr import i18n
from relmgr.bootstrap import open_workspace
from relmgr.cli.context import Context, Options
from relmgr.cli.tui import make_book
from relmgr.db.book import Home
from relmgr.first_run import Answers, FirstRun, Source
from relmgr.queries.memory import remembered
from relmgr.settings import Settings
from tests.cli.conftest import Shell

SIZES = [(60, 16), (80, 24), (100, 30)]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which there is no book yet."""
    return Home(tmp_path / "home")


def lines(app: FirstRun) -> list[str]:
    """Return the rows of the screen as text."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_enter_alone_starts_with_what_is_filled_in(
    home: Home, size: tuple[int, int], language: i18n.Language
) -> None:
    i18n.use(language)
    app = FirstRun(home, Settings(), "王磊")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = "\n".join(lines(app))
        assert "Enter" in shown
        assert "王磊" in shown
        await pilot.press("enter")
    assert app.return_value == Answers(language, "manager", "王磊", Source.DEMO, "", "auto")


async def test_every_line_can_be_answered_with_digits_and_tab(home: Home) -> None:
    app = FirstRun(home, Settings(), "")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "tab", *"secret", "tab", *"secret", "tab", "2")
        await pilot.press("shift+tab", "shift+tab", "shift+tab", "shift+tab", *"Li Min")
        await pilot.press("shift+tab", "2", "shift+tab", "2")
        assert "Once more" in "\n".join(lines(app))
        await pilot.press("enter")
    assert app.return_value == Answers("en", "lead", "Li Min", Source.EMPTY, "secret", "ascii")
    i18n.use("zh")


async def test_what_is_missing_is_said_and_nothing_typed_is_lost(home: Home) -> None:
    app = FirstRun(home, Settings(), "")
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.is_running
        assert app.focused is app.named
        assert "请写姓名" in "\n".join(lines(app))
        app.named.value = "[/x] 王磊"
        app.passphrase.value = "甲"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is app.again
        assert "两次口令不一样" in "\n".join(lines(app))
        app.again.value = "甲"
        await pilot.pause()
        await pilot.press("enter")
    assert app.return_value is not None
    assert (app.return_value.name, app.return_value.passphrase) == ("[/x] 王磊", "甲")


async def test_leaving_answers_nothing_and_skipping_takes_the_defaults(home: Home) -> None:
    for key, answered in (("ctrl+q", False), ("escape", True)):
        app = FirstRun(home, Settings(), "王磊")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(key)
        assert (app.return_value is not None) is answered
    assert not home.database.exists()


def test_the_answers_make_the_book_and_last(bare: Shell, tmp_path: Path) -> None:
    context = Context(Options(home=str(tmp_path / "home")), Settings(), bare.machine)
    try:
        make_book(context, Answers("en", "lead", "王磊", Source.EMPTY, "口令", "ascii"))
        assert context.workspace.manager_name == "王磊"
        assert context.workspace.ask(remembered, "language") == "en"
        assert context.workspace.ask(remembered, "glyphs") == "ascii"
    finally:
        context.close()
    again = open_workspace(Home(tmp_path / "home"), lambda: "口令", Settings())
    assert again.me.role == "lead"
    again.close()
