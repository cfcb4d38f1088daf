"""Fixtures every layer shares: a real encrypted book that costs a file copy, and a clock that stands still."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from relmgr import i18n
from relmgr.bootstrap import NewBook, create_workspace, open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.settings import Settings
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)
"""The Monday on which the tests take place."""


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Start every test in Chinese, whatever the one before it switched to."""
    i18n.use("zh")
    yield
    i18n.use("zh")


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand before a local terminal with colours, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "TMUX", "STY", "TERM_PROGRAM", "WT_SESSION", "DISPLAY",
                 "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands at 10:00 in Shanghai on the day of the tests."""
    return FixedClock(TODAY, Settings().zone)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an empty migrated book without a passphrase, made once per process."""
    home = Home(tmp_path_factory.mktemp("template") / "book")
    settings = Settings()
    create_workspace(home, NewBook("王磊"), None, settings, FixedClock(TODAY, settings.zone)).close()
    return home.folder


@pytest.fixture
def book(template: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """Return a workspace on a fresh encrypted book of its own."""
    folder = tmp_path / "book"
    shutil.copytree(template, folder)
    workspace = open_workspace(Home(folder), lambda: None, Settings(), clock)
    yield workspace
    workspace.close()
