"""Real screens can be read: WCAG contrast of every painted character on what is painted under it."""

import pytest
from rich.color import Color
from rich.style import Style

from relmgr.widgets.terminal import terminal
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.page_book import fill
from tests.test_themes import contrast

LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
WAYS = (
    "1",
    "2",
    "2 v",
    "2 full_stop",
    "2 space",
    "2 enter",
    "3",
    "4",
    "4 p",
    "4 p ctrl+s",
    "5",
    "6",
    "7",
    "8",
    "0",
)


def _rgb(colour: Color | None) -> str:
    assert colour is not None and colour.triplet is not None
    return colour.triplet.hex


def weak(driver: Driver, least: float) -> set[str]:
    """Return the texts that are painted with less contrast."""
    found = set()
    for strip in driver.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style or Style()
            if not segment.text.strip():
                continue
            ink, paper = _rgb(style.color), _rgb(style.bgcolor)
            assert not style.dim, segment.text
            if (ratio := contrast(ink, paper)) < least:
                found.add(f"{segment.text.strip()[:20]!r} {ink} on {paper} {ratio:.1f}")
    return found


@pytest.mark.parametrize("name", list(LEAST))
async def test_every_screen_can_be_read(book: Workspace, name: str) -> None:
    """Text, cursor row, marks, headings, footer, badges, greyed entries, forms with a wrong field."""
    fill(book)
    wrong = {}
    async with driving(book, "today", (100, 30)) as driver:
        driver.app.looks.chosen["theme"] = name
        driver.app.looks.put_on(driver.app)
        for way in WAYS:
            for key in way.split():
                await driver.keys(key)
            await driver.settle()
            if found := weak(driver, LEAST[name]):
                wrong[way] = sorted(found)[:5]
            for _ in range(3):
                await driver.keys("escape")
    assert wrong == {}


def test_no_colours_are_promised() -> None:
    """NO_COLOR, the Linux console and a dumb terminal get the mono theme; an empty NO_COLOR asks for nothing."""
    assert terminal({"TERM": "xterm-256color", "NO_COLOR": "1"}).no_colour
    assert terminal({"TERM": "linux"}).no_colour and terminal({"TERM": "dumb"}).no_colour
    assert not terminal({"TERM": "xterm-256color", "NO_COLOR": ""}).no_colour
