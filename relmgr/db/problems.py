"""What the database says no with, in one place, told apart by its error name and never by its text."""

import shutil
from pathlib import Path

from sqlcipher3 import dbapi2

from relmgr import errors
from relmgr.words import Words

SqliteError = dbapi2.Error

ROOM = 256 * 1024
"""Bytes that must be free to open a book: the shared memory and the log of the write-ahead mode begin smaller."""

DAMAGED = Words(
    "数据库已损坏，不再写入。请用 relmgr restore 恢复最近的备份（{place}）。",
    "The database is damaged and nothing more is written. "
    "Restore the latest backup (relmgr restore) of {place}.",
)
BUSY = Words(
    "另一个 relmgr 正在写入，本次未保存；请再试一次。",
    "Another relmgr process is writing. This is not saved yet; try again.",
)
DISK_FULL = Words(
    "磁盘已满。已保存的数据安全，本次修改未保存；请清理空间后再试。",
    "The disk is full. Saved data is safe; this change is not saved. Free space and try again.",
)
READ_ONLY = Words("没有写入 {place} 的权限。", "There is no right to write in {place}.")
DISK_ERROR = Words("磁盘报告错误，本次修改未保存。", "The disk reported an error; this change is not saved.")


def problem_of(error: BaseException, place: Path) -> errors.DbProblem | None:
    """Return the problem behind a database error about the file `place`, or None for a mistake of ours."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if name in ("SQLITE_NOTADB",) or name.startswith("SQLITE_CORRUPT"):
        return errors.Damaged(DAMAGED.fill(place=place))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return errors.Busy(BUSY)
    if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and _is_full(place)):
        return errors.DiskFull(DISK_FULL)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return errors.ReadOnly(READ_ONLY.fill(place=place.parent))
    if name.startswith("SQLITE_IOERR"):
        return errors.DiskError(DISK_ERROR)
    return None


def _is_full(place: Path) -> bool:
    """Tell whether a disk error has no other cause than a lack of room; it then names the file it could not grow."""
    try:
        return shutil.disk_usage(place.parent).free < ROOM
    except OSError:
        return False
