"""Bringing a database file to the schema this program knows: a fast check, a backup, then Alembic."""

from datetime import datetime
from pathlib import Path

from relmgr.db.backup import back_up
from relmgr.db.book import BookFile
from relmgr.db.cipher import private
from relmgr.db.schema import APPLICATION_ID, SCHEMA
from relmgr.errors import NotOurs, TooNew
from relmgr.words import Words

FOREIGN = Words(
    "{path} 是别的程序的数据库，relmgr 不会动它。",
    "{path} is a database of another program; relmgr leaves it alone.",
)
NEWER = Words(
    "{path} 由更新的 relmgr 写成（版本 {theirs}，本程序认识 {ours}）。请升级 relmgr；没有写入任何内容。",
    "{path} was made by a newer relmgr (schema {theirs}; this program knows {ours}). "
    "Update relmgr; nothing was written.",
)


def is_current(book: BookFile) -> bool:
    """Tell whether the file has today's schema; raises NotOurs or TooNew; costs half a millisecond."""
    path = book.home.database
    with book.reading() as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        filled = connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is not None
    if version == SCHEMA and owner == APPLICATION_ID:
        return True
    if owner not in (0, APPLICATION_ID) or (filled and version == 0):
        raise NotOurs(FOREIGN.fill(path=path))
    if version > SCHEMA:
        raise TooNew(NEWER.fill(path=path, theirs=version, ours=SCHEMA))
    return False


def ensure_schema(book: BookFile, now: datetime) -> Path | None:
    """Migrate the file if it is older; returns the path of the backup that was made before, if any."""
    if is_current(book):
        return None
    from filelock import FileLock  # noqa: PLC0415  only when a file is older

    with FileLock(book.home.folder / "relmgr.lock"):
        if is_current(book):
            return None
        backup = _backup(book, now)
        with book.problems():
            _upgrade(book)
    return backup


def _backup(book: BookFile, now: datetime) -> Path | None:
    with book.reading() as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        return None
    return back_up(book, book.home.backups / f"before-{SCHEMA}-{now:%Y%m%d-%H%M%S-%f}.db").path


def _upgrade(book: BookFile) -> None:
    from relmgr.db.upgrade import upgrade  # noqa: PLC0415  Alembic, only when a file is older

    connection = book.connect()
    try:
        connection.execute("PRAGMA journal_mode=wal")
        upgrade(book, SCHEMA, APPLICATION_ID)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    private(book.home.database)
