"""Migrating an older book: a verified copy first, then all or nothing."""

import pytest

from relmgr.clock import FixedClock
from relmgr.db import migrate, upgrade
from relmgr.db.book import BookFile
from relmgr.db.cipher import open_file, raw_key
from relmgr.db.schema import SCHEMA
from relmgr.workspace import Workspace


@pytest.fixture
def older(book: Workspace, monkeypatch: pytest.MonkeyPatch) -> BookFile:
    """Return a book whose schema is one behind the program's; nothing but the version differs."""
    monkeypatch.setattr("relmgr.db.migrate.SCHEMA", SCHEMA + 1)
    return book.book


def test_a_copy_is_made_and_opens(older: BookFile, clock: FixedClock) -> None:
    """The copy from before has the old version and everything in it; the book has the new one."""
    backup = migrate.ensure_schema(older, clock.now())
    assert backup is not None
    assert migrate.is_current(older)
    assert older.keys is not None
    copy = open_file(backup, raw_key(older.keys.data))
    assert copy.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    assert copy.execute("SELECT name FROM accountmanager").fetchone()[0] == "王磊"
    copy.close()
    assert migrate.ensure_schema(older, clock.now()) is None


def test_a_failing_migration_leaves_everything(
    older: BookFile, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a step goes wrong the old book is there as it was, and so is its copy."""

    def broken() -> list[str]:
        return ["DROP TABLE visit", "this is no SQL"]

    monkeypatch.setattr(upgrade, "trigger_statements", broken)
    with pytest.raises(Exception, match="syntax error"):
        migrate.ensure_schema(older, clock.now())
    with older.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
        assert connection.execute("SELECT count(*) FROM visit").fetchone()[0] == 0
    assert len(list(older.home.backups.glob("*.db"))) == 1


def test_a_rebuild_never_deletes_child_rows(
    older: BookFile, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Foreign keys are off while tables are rebuilt, and broken references stop the migration."""
    connection = older.connect()
    connection.execute("PRAGMA foreign_keys=off")
    connection.execute(
        "INSERT INTO inbox (reminder_id, fire_no, created_at, by)"
        " VALUES ('nobody', 0, '2026-11-23 00:00:00.000000', 'x')"
    )
    connection.close()
    monkeypatch.setattr(upgrade, "trigger_statements", list)
    with pytest.raises(RuntimeError, match="broken references"):
        migrate.ensure_schema(older, clock.now())


def test_triggers_are_there_after_a_migration(older: BookFile, clock: FixedClock) -> None:
    """Every audited table has its three triggers again, and the trail cannot be edited."""
    from relmgr.db.triggers import audited

    migrate.ensure_schema(older, clock.now())
    with older.reading() as connection:
        names = {
            row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        }
    assert {
        f"audit_{table.name}_{op}" for table in audited() for op in ("insert", "update", "delete")
    } <= names
    assert {"audit_entry_no_update", "audit_entry_no_delete"} <= names
