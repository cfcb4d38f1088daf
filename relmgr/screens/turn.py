"""Whose turn it is: keys typed ahead wait until what they are meant for is on the screen."""

import asyncio
from contextlib import suppress

PATIENCE = 2.0
"""Seconds a key waits for the action before it; then the keyboard is free again, whatever happens."""


class Turn:
    """Counts actions that are busy; an action that waits for the person is not."""

    def __init__(self) -> None:
        """Start quiet."""
        self._busy = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    def begin(self) -> None:
        """An action starts, or goes on after the person answered."""
        self._busy += 1
        self._quiet.clear()

    def end(self) -> None:
        """An action ended, or asks the person and waits."""
        self._busy -= 1
        if self._busy <= 0:
            self._busy = 0
            self._quiet.set()

    async def quiet(self) -> None:
        """Wait until nothing is busy, at most for PATIENCE seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._quiet.wait(), PATIENCE)
