"""The passphrase screen: opens with the right one, says what is wrong otherwise, never loses patience."""

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from relmgr.bootstrap import NewBook, create_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.gate import Gate
from relmgr.settings import Settings
from relmgr.workspace import Workspace


class QuickGate(Gate):
    """A gate that notes how long it would wait instead of waiting."""

    waits: list[float]

    async def pause(self, seconds: float) -> None:
        """Note the wait."""
        self.waits = [*getattr(self, "waits", []), seconds]


@pytest.fixture
def home(tmp_path: Path, clock: FixedClock) -> Home:
    """Return a protected book."""
    home = Home(tmp_path / "book")
    create_workspace(home, NewBook("王磊"), "口令 1", Settings(), clock).close()
    return home


async def _answer(gate: QuickGate, *texts: str) -> None:
    async with gate.run_test(size=(80, 24)) as pilot:
        for text in texts:
            gate.query_one(Input).value = text
            await pilot.press("enter")
            await gate.workers.wait_for_complete()
            await pilot.pause()


async def test_the_right_passphrase_opens(home: Home) -> None:
    """The gate returns a workspace on the book."""
    gate = QuickGate(home, Settings())
    await _answer(gate, "口令 1")
    assert isinstance(gate.return_value, Workspace)
    assert gate.return_value.manager_name == "王磊"
    gate.return_value.close()


async def test_wrong_ones_wait_longer_each_time(home: Home) -> None:
    """After mistakes the field is empty and ready again, and the right passphrase still opens."""
    gate = QuickGate(home, Settings())
    await _answer(gate, "a", "b", "c", "口令 1")
    assert gate.waits == [1.0, 2.0, 4.0]
    assert gate.return_value is not None
    gate.return_value.close()


async def test_damage_is_said_and_the_gate_stays(home: Home) -> None:
    """A damaged key file is a sentence on the screen, not the end of the program."""
    for path in (home.vault.path, home.vault.copy):
        path.write_bytes(b"\x00" * 4096)
    gate = QuickGate(home, Settings())
    async with gate.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "enter")
        await gate.workers.wait_for_complete()
        await pilot.pause()
        assert "损坏" in str(gate.query_one("#said", Static).render())
        assert gate.return_value is None


async def test_escape_leaves(home: Home) -> None:
    """Leaving returns nothing."""
    gate = QuickGate(home, Settings())
    async with gate.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
    assert gate.return_value is None
