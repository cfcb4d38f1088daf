"""What the database says no with is told apart by its error name, and a full disk by the room that is left."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from relmgr import errors
from relmgr.db.problems import problem_of

Usage = namedtuple("Usage", "total used free")


class Failing(Exception):
    """A database error of one name."""

    def __init__(self, name: str) -> None:
        """Carry the name as the driver does."""
        super().__init__("told apart by the name, never by this text: database is locked")
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "free", "problem"),
    [
        ("SQLITE_NOTADB", 10**9, errors.Damaged),
        ("SQLITE_CORRUPT_VTAB", 10**9, errors.Damaged),
        ("SQLITE_BUSY_SNAPSHOT", 10**9, errors.Busy),
        ("SQLITE_FULL", 10**9, errors.DiskFull),
        ("SQLITE_READONLY_DIRECTORY", 10**9, errors.ReadOnly),
        ("SQLITE_CANTOPEN", 10**9, errors.ReadOnly),
        ("SQLITE_IOERR_WRITE", 10**9, errors.DiskError),
        ("SQLITE_IOERR_SHMSIZE", 0, errors.DiskFull),
        ("SQLITE_CONSTRAINT_CHECK", 0, type(None)),
    ],
)
def test_each_name_has_its_sentence(
    name: str, free: int, problem: type[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk error on a disk without room is called a full disk; our own mistakes are nobody's sentence."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(free, 0, free))
    assert type(problem_of(Failing(name), tmp_path / "relmgr.db")) is problem
