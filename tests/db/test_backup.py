"""A backup is verified before it gets its name; a restore replaces everything or nothing."""

from pathlib import Path

import pytest

from relmgr import services
from relmgr.bootstrap import NewBook, create_workspace, open_workspace
from relmgr.clock import FixedClock
from relmgr.db import backup
from relmgr.db.book import Home
from relmgr.db.restore import backup_vault, restore
from relmgr.db.vault import Vault
from relmgr.errors import Busy, Damaged, NotFound, Refused
from relmgr.settings import Settings
from relmgr.workspace import Workspace


def count(workspace: Workspace) -> int:
    """Return how many reminders a book has."""
    return int(workspace.ask(lambda reader: reader.value("SELECT count(*) FROM reminder")))


def test_a_backup_holds_everything_and_its_vault(book: Workspace, tmp_path: Path) -> None:
    book.do(services.add_reminder, None, "备份前", book.clock.now())
    made = backup.back_up(book.book, tmp_path / "copy.db")
    assert made.rows["reminder"] == 1
    assert made.size == made.path.stat().st_size > 0
    assert Vault(made.vault).open(None) == book.book.keys
    assert not list(tmp_path.glob("*.tmp"))
    assert made.path.stat().st_mode & 0o077 == 0


def test_a_backup_never_overwrites(book: Workspace, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(Refused):
        backup.back_up(book.book, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_a_damaged_backup_is_not_restored(book: Workspace, tmp_path: Path, clock: FixedClock) -> None:
    made = backup.back_up(book.book, tmp_path / "copy.db")
    content = bytearray(made.path.read_bytes())
    content[9000:9064] = bytes(64)
    made.path.write_bytes(content)
    home, keys = book.book.home, book.book.keys
    assert keys is not None
    book.close()
    before = home.database.read_bytes()
    with pytest.raises(Damaged):
        restore(home, made.path, keys, clock.now())
    assert home.database.read_bytes() == before
    assert not (home.folder / "relmgr.db-restored").exists()


def test_restore_brings_the_former_state_back_and_not_its_log(
    book: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    made = backup.back_up(book.book, tmp_path / "copy.db")
    book.do(services.add_reminder, None, "备份后", clock.now())
    home, keys = book.book.home, book.book.keys
    assert keys is not None
    book.close()
    former = restore(home, made.path, keys, clock.now())
    assert former is not None
    assert (former / "relmgr.db").exists()
    reopened = open_workspace(home, lambda: None, Settings(), clock)
    assert count(reopened) == 0
    reopened.close()


def test_restore_waits_for_nobody_who_has_the_book_open(
    book: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    made = backup.back_up(book.book, tmp_path / "copy.db")
    keys = book.book.keys
    assert keys is not None
    count(book)
    with pytest.raises(Busy):
        restore(book.book.home, made.path, keys, clock.now())
    assert count(book) == 0


def test_a_backup_without_its_vault_opens_with_that_of_the_home(book: Workspace, tmp_path: Path) -> None:
    made = backup.back_up(book.book, tmp_path / "copy.db")
    for path in tmp_path.glob("copy.keys*"):
        path.unlink()
    assert backup_vault(book.book.home, made.path) == book.book.home.vault
    with pytest.raises(NotFound):
        backup_vault(Home(tmp_path / "nowhere"), made.path)


def test_a_book_of_somebody_else_is_replaced_with_its_vault(
    book: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    made = backup.back_up(book.book, tmp_path / "copy.db")
    keys = book.book.keys
    assert keys is not None
    other = Home(tmp_path / "other")
    create_workspace(other, NewBook("别人"), "secret", Settings(), clock).close()
    restore(other, made.path, keys, clock.now())
    opened = open_workspace(other, lambda: None, Settings(), clock)
    assert opened.manager_name == "王磊"
    opened.close()
