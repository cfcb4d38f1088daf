"""The clients behind a figure of the portfolio: the client book, narrowed to a cell, one step above it."""

from typing import Any

from relmgr.screens.clients import ClientsScreen
from relmgr.screens.lists import ListScreen
from relmgr.screens.segment_panel import Shown


class ClientsBehind(ClientsScreen):
    """Esc goes back to the figure, with the cursor where it was."""

    PLACE = "portfolio"
    command_segment = None  # type: ignore[assignment]  # the figure says who is shown
    command_filter = None  # type: ignore[assignment]

    def __init__(self, shown: Shown) -> None:
        """Show the clients of a cell."""
        super().__init__(shown)

    def command_back(self) -> Any:
        """Leave the find bar, else clear find and marks, else go back to the figure."""
        return ListScreen.command_back(self)
