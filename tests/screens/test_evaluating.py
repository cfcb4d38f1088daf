"""The evaluation behind the screens: begun and stopped from the palette, told in the row of places."""

import pytest

from relmgr import i18n, services
from relmgr.jobs import evaluating
from relmgr.queries.due import clients_to_judge, last_run
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving

CLIENTS = 12


@pytest.fixture
def filled(book: Workspace) -> Workspace:
    """Return a book with demo clients that were never judged."""
    book.do(services.fill_demo_book, CLIENTS)
    return book


async def command(driver: Driver, name: str) -> None:
    """Run a command from the palette."""
    await driver.keys("ctrl+p")
    await driver.text(name)
    await driver.keys("enter")
    await driver.settle()


async def test_the_palette_evaluates_and_says_what_came_of_it(filled: Workspace) -> None:
    """The warnings it found are on the screen afterwards."""
    async with driving(filled, "warnings", (120, 50)) as driver:
        await command(driver, "ljpg")
        assert "已评估" in driver.screen_text
        noted = filled.ask(last_run)
        assert noted is not None and noted.clients == CLIENTS
        assert driver.app.progress == ""
        await driver.keys("0")
        await driver.settle()
        assert "上次评估" in driver.screen_text and f"{CLIENTS} 户" in driver.screen_text


async def test_progress_stands_in_the_row_of_places_and_a_command_stops_it(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stops between two batches: those before are stored, the others still due, and it does not begin again."""
    monkeypatch.setattr(evaluating.Evaluating.__init__, "__kwdefaults__", {
        "whole_book": False, "owed": None, "size": 3,
    })  # fmt: skip
    async with driving(filled, "today") as driver:
        app = driver.app
        seen: list[str] = []

        def show_progress(text: str) -> None:
            seen.append(text)
            type(app).show_progress(app, text)
            if text:
                assert text in driver.lines()[0] or not driver.app.screen.is_mounted
                app.command_evaluation_cancel()

        monkeypatch.setattr(app, "show_progress", show_progress)
        app.command_evaluation_run()
        await driver.settle()
        assert seen == ["评估 25%", ""]
        assert "评估已停在 6/12 户" in driver.screen_text
        assert len(filled.ask(clients_to_judge, filled.rules.version)) == CLIENTS - 6
        assert app.background is not None
        await app.background.evaluation.run_if_owed()
        assert len(filled.ask(clients_to_judge, filled.rules.version)) == CLIENTS - 6
        app.command_evaluation_run()
        await driver.settle()
        assert filled.ask(clients_to_judge, filled.rules.version) == {}


async def test_without_a_run_there_is_nothing_to_stop(book: Workspace) -> None:
    """And the person hears so."""
    async with driving(book, "today") as driver:
        await command(driver, "tzpg")
        assert "没有正在进行的评估" in driver.screen_text
        i18n.use("en")
        driver.app.command_evaluation_run()
        await driver.settle()
        assert "evaluated 0 clients, nothing new" in driver.screen_text
