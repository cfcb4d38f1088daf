"""One tip a day, each feature once, never over something else, never when they are off."""

from datetime import timedelta

import pytest
from rich.cells import cell_len

from relmgr import i18n
from relmgr.commands import find_command
from relmgr.screens.tips import LINE_OF_TIP, TIPS, tell_one
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving

LINE = 78
"""Cells of a line at 80 columns."""


async def tip_of(drive: Driver) -> str:
    """Offer a tip and return the message line, '' without one."""
    await tell_one(drive.app)
    await drive.settle()
    return next((line.strip() for line in drive.lines() if line.strip().startswith("提示：")), "")


async def test_one_a_day_and_each_once(book: Workspace) -> None:
    """The day after, the next feature; the same day nothing more, not in another window either."""
    async with driving(book, "clients") as drive:
        first = await tip_of(drive)
        assert first.startswith("提示：^F ")
        await drive.keys("j")
        assert await tip_of(drive) in ("", first)
    async with driving(book, "clients") as drive:
        assert await tip_of(drive) == ""
        book.clock.move(timedelta(1))  # type: ignore[attr-defined]
        second = await tip_of(drive)
        assert second and second != first


async def test_a_tip_goes_with_the_next_command(book: Workspace) -> None:
    """It is no message that has to be put away."""
    async with driving(book, "clients") as drive:
        assert await tip_of(drive)
        await drive.keys("s")
        await drive.settle()
        assert "提示" not in drive.screen_text


async def test_nothing_else_is_covered(book: Workspace) -> None:
    """What was said before stays, and an open form keeps its rows; the tip comes another time."""
    async with driving(book, "clients") as drive:
        drive.app.tell("一句要紧的话")
        await tell_one(drive.app)
        await drive.settle()
        assert "一句要紧的话" in drive.screen_text
        drive.app.tell("")
        await drive.keys("ctrl+p")
        assert await tip_of(drive) == ""
        await drive.keys("escape")
        assert await tip_of(drive)


async def test_off_is_off(book: Workspace) -> None:
    """The choice of the settings screen stands."""
    async with driving(book, "clients") as drive:
        drive.app.looks.chosen["tips"] = "off"
        assert await tip_of(drive) == ""


async def test_every_feature_has_its_turn(book: Workspace) -> None:
    """Day by day all that work on a list are told of, then there is silence."""
    async with driving(book, "clients", (60, 16)) as drive:
        seen = []
        while tip := await tip_of(drive):
            seen.append(tip)
            await drive.keys("escape")
            book.clock.move(timedelta(1))  # type: ignore[attr-defined]
        assert len(seen) == len(set(seen)) >= 10


def test_tips_name_commands_that_exist() -> None:
    """A tip without its command would tell of a key that does nothing."""
    assert all(find_command(feature).keys for feature in TIPS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_tip_is_one_line(language: i18n.Language) -> None:
    """At 80 columns the list gives up one row for it, not two."""
    i18n.use(language)
    for feature, tip in TIPS.items():
        assert cell_len(i18n.say(LINE_OF_TIP, tip=i18n.say(tip, key="^F"))) <= LINE, feature
