"""Backups: a verified encrypted copy with its vault beside it."""

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from relmgr.db.book import BookFile, Home
from relmgr.db.cipher import open_file, private, raw_key
from relmgr.db.problems import SqliteError
from relmgr.db.schema import APPLICATION_ID, SCHEMA
from relmgr.db.vault import Keys, Vault
from relmgr.errors import Damaged, NotOurs, Refused, TooNew
from relmgr.words import Words

THERE = Words(
    "{path} 已存在，不会覆盖；换一个文件名。", "{path} exists and is not overwritten; choose another name."
)
NO_FOLDER = Words("文件夹 {path} 不存在。", "There is no folder {path}.")
UNSOUND = Words("{path} 不完整，没有采用：{why}", "{path} is not sound and was not used: {why}")
FOREIGN = Words("{path} 不是 relmgr 的备份。", "{path} is not a backup of relmgr.")
NEWER = Words("{path} 由更新的 relmgr 写成；请先升级。", "{path} was made by a newer relmgr; update first.")


VAULT_SUFFIX = ".keys"
"""Ending of the vault that stands beside a backup of the same name."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was verified: its file, its key file, its size in bytes and its rows per table."""

    path: Path
    vault: Path
    size: int
    rows: dict[str, int]


def default_target(home: Home, now: datetime) -> Path:
    """Return the name of a backup of this moment in the home's folder of backups."""
    return home.backups / f"relmgr-{now:%Y%m%d-%H%M%S}.db"


def back_up(book: BookFile, target: Path) -> Backup:
    """Write a compact encrypted copy, verify it, and put the vault beside it; raises Refused, DbProblem.

    The copy is one atomic snapshot (VACUUM INTO), under another name until it has been verified.
    """
    assert book.keys is not None
    _refuse_target(book.home, target)
    fresh = target.with_name(target.name + ".tmp")
    fresh.unlink(missing_ok=True)
    with book.problems():
        connection = book.connect()
        try:
            connection.execute("VACUUM INTO ?", (str(fresh),))
        finally:
            connection.close()
    private(fresh)
    try:
        rows = verify(fresh, book.keys)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync(fresh)
    fresh.replace(target)
    _copy_vault(book.home.vault, target)
    sync_folder(target.parent)
    return Backup(target, target.with_suffix(VAULT_SUFFIX), target.stat().st_size, rows)


def verify(path: Path, keys: Keys) -> dict[str, int]:
    """Return the rows per table of a copy; raises Damaged, NotOurs or TooNew when it is not usable."""
    copy = open_file(path, raw_key(keys.data))
    try:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        faults = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        version = copy.execute("PRAGMA user_version").fetchone()[0]
        owner = copy.execute("PRAGMA application_id").fetchone()[0]
        rows = {name: _count(copy, name) for name in _tables(copy)}
    except SqliteError as error:
        raise Damaged(UNSOUND.fill(path=path, why=error)) from error
    finally:
        copy.close()
    if verdict != "ok" or faults:
        raise Damaged(UNSOUND.fill(path=path, why=verdict if verdict != "ok" else faults[0][0]))
    if owner != APPLICATION_ID:
        raise NotOurs(FOREIGN.fill(path=path))
    if version > SCHEMA:
        raise TooNew(NEWER.fill(path=path))
    return rows


def _refuse_target(home: Home, target: Path) -> None:
    if target.parent == home.backups:
        home.backups.mkdir(exist_ok=True)
        private(home.backups)
    if not target.parent.is_dir():
        raise Refused(NO_FOLDER.fill(path=target.parent))
    if target.exists():
        raise Refused(THERE.fill(path=target))


def _tables(connection: Any) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'client_fts%' ORDER BY name"
    )
    return [name for (name,) in found]


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def _copy_vault(vault: Vault, target: Path) -> None:
    place_vault(vault, Vault(target.with_suffix(VAULT_SUFFIX)))


def place_vault(source: Vault, target: Vault) -> None:
    """Copy a vault with its second copy and its checksum; either copy serves where one is missing."""
    for old, new in (
        (source.path if source.path.exists() else source.copy, target.path),
        (source.copy if source.copy.exists() else source.path, target.copy),
        (source.checksum, target.checksum),
    ):
        if old.exists():
            shutil.copyfile(old, new)
            private(new)


def sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system knows that."""
    if sys.platform == "win32":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
