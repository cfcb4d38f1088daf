"""A finder, the palette and the help are open once at most, so that a few Escapes always lead back to the screen."""

import pytest

from relmgr.screens.commanding import focused_panel
from relmgr.workspace import Workspace
from tests.screens.driving import driving


@pytest.mark.parametrize("key", ["ctrl+f", "ctrl+p", "f1"])
async def test_asking_again_leaves_the_open_one_as_it_is(book: Workspace, key: str) -> None:
    async with driving(book, "clients", (80, 24)) as drive:
        await drive.keys(key)
        panel = focused_panel(drive.app)
        await drive.text("a")
        await drive.keys(*(["ctrl+f", "ctrl+p", "ctrl+n"] if key != "f1" else ["ctrl+f", "ctrl+f"]), key, key)
        await drive.settle()
        assert panel is not None
        assert panel.is_attached
        await drive.keys(*["escape"] * 6)
        await drive.settle()
        assert focused_panel(drive.app) is None
        assert drive.app.screen.NAME == "clients"  # type: ignore[attr-defined]
