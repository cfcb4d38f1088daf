"""Open the TUI on a book at a screen, by the same path as `relmgr`: settings, vault, schema check, app."""

import sys
from pathlib import Path

from relmgr.bootstrap import open_workspace
from relmgr.cli.tui import prepare_terminal
from relmgr.db.book import Home
from relmgr.settings import Settings


def main(folder: str, start: str) -> None:
    """Run the app on the book in `folder`."""
    prepare_terminal()
    from relmgr.app import RelmgrApp

    workspace = open_workspace(Home(Path(folder)), lambda: None, Settings())
    RelmgrApp(workspace, start=start, clocks=True).run()


main(sys.argv[1], sys.argv[2])
