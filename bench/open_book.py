"""Open the TUI on a book at a screen, by the same path as `relmgr`: settings, vault, schema check, app."""

import os
import sys
from pathlib import Path

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from relmgr.bootstrap import open_workspace
from relmgr.db.book import Home
from relmgr.settings import Settings


def main(folder: str, start: str) -> None:
    """Run the app on the book in `folder`."""
    from relmgr.app import RelmgrApp

    workspace = open_workspace(Home(Path(folder)), lambda: None, Settings())
    RelmgrApp(workspace, start=start).run()


main(sys.argv[1], sys.argv[2])
