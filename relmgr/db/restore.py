"""Putting a backup in the place of the book; what was there moves away and is never deleted."""

import shutil
from datetime import datetime
from pathlib import Path

from relmgr.db.backup import VAULT_SUFFIX, place_vault, sync, sync_folder, verify
from relmgr.db.book import Home
from relmgr.db.cipher import open_file, private, raw_key
from relmgr.db.problems import SqliteError
from relmgr.db.vault import Keys, Vault
from relmgr.errors import Busy, NotFound, Refused
from relmgr.words import Words

NO_FILE = Words("没有备份文件 {path}。", "There is no backup {path}.")
OURSELVES = Words("{path} 就是正在用的数据库。", "{path} is the database in use.")
NO_KEY = Words(
    "{path} 旁边没有密钥文件，这里也没有能打开它的密钥。",
    "There is no key file beside {path}, and none here opens it.",
)
IN_USE = Words(
    "还有别的 relmgr 开着这个客户库；请先关闭它们。", "Another relmgr has this book open; close it first."
)
VAULT_SUFFIXES = (".keys", ".keys-copy", ".keys-sha256")


def backup_vault(home: Home, source: Path) -> Vault:
    """Return the vault that opens a backup: the one beside it, else the one of the home."""
    if not source.is_file():
        raise NotFound(NO_FILE.fill(path=source))
    beside = Vault(source.with_suffix(VAULT_SUFFIX))
    if beside.exists():
        return beside
    if home.vault.exists():
        return home.vault
    raise NotFound(NO_KEY.fill(path=source))


def restore(home: Home, source: Path, keys: Keys, now: datetime) -> Path | None:
    """Put a verified backup in the place of the book; returns the folder the former files moved to.

    Nothing is moved before the backup is verified and no other process has the book open. The former
    write-ahead log moves away with its database: beside a restored file it would be replayed into it.
    """
    if source.resolve() == home.database.resolve():
        raise Refused(OURSELVES.fill(path=source))
    vault = backup_vault(home, source)
    verify(source, keys)
    home.make()
    fresh = home.database.with_suffix(".db-restored")
    shutil.copyfile(source, fresh)
    private(fresh)
    sync(fresh)
    if home.database.exists():
        _hold_alone(home, keys)
    former = _move_away(home, now)
    fresh.replace(home.database)
    if vault.path != home.vault.path:
        place_vault(vault, home.vault)
    elif former:
        place_vault(Vault(former / home.vault.path.name), home.vault)
    sync_folder(home.folder)
    return former


def _hold_alone(home: Home, keys: Keys) -> None:
    """Raise Busy when another process has the book open; a lock of the file's system, not ours.

    In exclusive locking mode SQLite takes the database file for itself, which fails while any other
    connection in WAL mode is open. A file that does not open with these keys is damaged and held by nobody.
    """
    connection = open_file(home.database, raw_key(keys.data), timeout=0.2)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except SqliteError as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise Busy(IN_USE) from error
    finally:
        connection.close()


def _move_away(home: Home, now: datetime) -> Path | None:
    names = [home.database.name, f"{home.database.name}-wal", f"{home.database.name}-shm"]
    names += [home.vault.path.with_suffix(suffix).name for suffix in VAULT_SUFFIXES]
    present = [home.folder / name for name in names if (home.folder / name).exists()]
    if not present:
        return None
    home.backups.mkdir(exist_ok=True)
    former = home.backups / f"replaced-{now:%Y%m%d-%H%M%S-%f}"
    former.mkdir()
    private(former)
    for path in present:
        path.replace(former / path.name)
    return former
