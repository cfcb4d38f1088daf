"""The files of one book and its connections: what can be opened, read and written on one machine."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import Any

from relmgr.db.cipher import open_file, private, raw_key
from relmgr.db.problems import SqliteError, problem_of
from relmgr.db.vault import Keys, Vault
from relmgr.errors import DataLost, Overtaken, VaultLocked
from relmgr.words import Words

LOST = Words(
    "{path} 不见了或是空的，而密钥文件还在。请恢复最近的备份；relmgr 不会新建空库。",
    "{path} is missing or empty, but its key file is there. Restore the latest backup; relmgr will not "
    "put an empty book in its place.",
)
LOCKED = Words("尚未解锁。", "The book is locked.")


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one book; everything relmgr stores about it is in here."""

    folder: Path

    @property
    def database(self) -> Path:
        """Return the path of the encrypted database."""
        return self.folder / "relmgr.db"

    @property
    def vault(self) -> Vault:
        """Return the key file."""
        return Vault(self.folder / "relmgr.keys")

    @property
    def backups(self) -> Path:
        """Return the folder of backups."""
        return self.folder / "backups"

    def make(self) -> None:
        """Create the folder, for its owner only."""
        self.folder.mkdir(parents=True, exist_ok=True)
        private(self.folder)

    def check(self) -> None:
        """Raise DataLost when a vault stands beside a missing or empty database."""
        if self.vault.exists() and not _has_content(self.database):
            raise DataLost(LOST.fill(path=self.database))


@dataclass(slots=True)
class BookFile:
    """An unlocked book: gives connections, keeps idle reading ones, and forgets its key when locked."""

    home: Home
    keys: Keys | None
    _idle: LifoQueue[Any] = field(default_factory=LifoQueue)
    _watching: Any = None
    _alone: Lock = field(default_factory=Lock)

    def connect(self) -> Any:
        """Return a new connection with the settings every connection has; raises VaultLocked."""
        if self.keys is None:
            raise VaultLocked(LOCKED)
        connection = open_file(self.home.database, raw_key(self.keys.data))
        connection.execute("PRAGMA foreign_keys=on")
        connection.execute("PRAGMA synchronous=full")
        return connection

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Give a connection inside one read transaction; it cannot write and blocks no writer."""
        with self.problems():
            connection = self._take()
            try:
                connection.execute("BEGIN DEFERRED")
                yield connection
                connection.execute("COMMIT")
            except Overtaken:
                connection.execute("ROLLBACK")
                self._idle.put(connection)
                raise
            except BaseException:
                connection.close()
                raise
            self._idle.put(connection)

    @contextmanager
    def aside(self) -> Iterator[Any]:
        """Give a connection of its own inside one read transaction, which may keep temporary tables in memory.

        The library is built to keep temporary tables in memory only, so nothing of them reaches the disk.
        """
        with self.problems():
            connection = self.connect()
            try:
                connection.execute("BEGIN DEFERRED")
                yield connection
            finally:
                connection.close()

    @contextmanager
    def problems(self) -> Iterator[None]:
        """Turn database errors into sentences; what is our own mistake passes through."""
        try:
            yield
        except SqliteError as error:
            if problem := problem_of(error, self.home.database):
                raise problem from error
            raise

    def changes(self) -> int:
        """Return a number that differs when anybody has written since it was last asked for.

        It is read on one connection of its own: on a pooled one the numbers could not be compared.
        """
        with self.problems(), self._alone:
            return int(self._watch().execute("PRAGMA data_version").fetchone()[0])

    def jot(self, sql: str, values: Mapping[str, object]) -> None:
        """Write a note that no list shows, such as a draft, in one statement without the ORM.

        It goes through the connection that watches for changes, whose own writes SQLite does not count as
        such: keeping what is typed makes no screen of this window load again.
        """
        with self.problems(), self._alone:
            self._watch().execute(sql, values)

    def _watch(self) -> Any:
        if self._watching is None:
            self._watching = self.connect()
        return self._watching

    def lock(self) -> None:
        """Close idle connections and forget the keys."""
        with self._alone:
            self.keys = None
            if self._watching is not None:
                self._watching.close()
                self._watching = None
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _take(self) -> Any:
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._reading_connection()

    def _reading_connection(self) -> Any:
        connection = self.connect()
        connection.execute("PRAGMA query_only=1")
        return connection


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
