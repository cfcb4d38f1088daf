"""The writing half: one use case, one transaction; author, time and audit come by themselves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import UOWTransaction
from sqlcipher3 import dbapi2
from sqlmodel import Session, SQLModel

from relmgr.db.book import BookFile
from relmgr.db.columns import Synced, new_key
from relmgr.db.derived import refresh
from relmgr.db.due import WITH_CELLS, WITHOUT_BEARING, mark_columns, mark_due, mark_everybody_due
from relmgr.db.levels import level_of
from relmgr.db.reader import Reader
from relmgr.db.stored import instant, parameters
from relmgr.db.tables import Action
from relmgr.db.triggers import mac
from relmgr.errors import NotFound
from relmgr.words import Words

Table = TypeVar("Table", bound=SQLModel)

TOUCHED = """
WITH entry AS (SELECT tab, pk, old, new FROM audit_entry WHERE action_id = :id)
SELECT tab, CASE tab WHEN 'client' THEN pk ELSE json_extract(new, '$.client_id') END FROM entry
UNION SELECT tab, json_extract(old, '$.client_id') FROM entry WHERE old IS NOT NULL
UNION SELECT tab, json_extract(old, '$.parent_id') FROM entry WHERE tab = 'groupedge'
UNION SELECT tab, json_extract(old, '$.guarantor_id') FROM entry WHERE tab = 'guarantoredge'
UNION SELECT tab, c.id FROM entry JOIN client c ON c.group_name = json_extract(old, '$.group_name')
  WHERE tab = 'client' AND c.group_name <> '' AND c.group_name <> json_extract(new, '$.group_name')
UNION SELECT tab, e.client_id FROM entry JOIN groupedge e ON e.parent_name = json_extract(old, '$.parent_name')
  WHERE tab = 'groupedge'
"""
"""Tables and clients an action has written to; a row that moved has touched those of before too."""

GONE = Words("这条记录已不存在。", "This row is not there any more.")


@dataclass(slots=True)
class Author:
    """Who writes when in which action; the audit triggers ask for it through SQL functions."""

    name: str = ""
    action_id: str = ""
    now: str = ""
    audit_key: bytes = b""
    applying: bool = False


@dataclass(slots=True)
class UnitOfWork:
    """Everything a use case may touch; it lives for exactly one transaction.

    `judged` are the clients whose verdict this action has written: what it writes makes them due no more.
    """

    session: Session
    read: Reader
    author: Author
    action: Action
    book_id: str
    follow: "Follow"
    judged: set[str] = field(default_factory=set)

    @property
    def now(self) -> datetime:
        """Return the instant of this action, aware, in UTC."""
        return self.read.now

    @property
    def today(self) -> date:
        """Return the banker's day."""
        return self.read.today

    @property
    def zone(self) -> ZoneInfo:
        """Return the banker's time zone."""
        return self.read.zone

    @property
    def actor(self) -> str:
        """Return the name of the person who acts."""
        return self.author.name

    @property
    def manager_id(self) -> str:
        """Return the key of the signed-in manager."""
        return self.read.manager_id

    def add(self, row: Table) -> Table:
        """Put a new row into the transaction and return it."""
        self.session.add(row)
        return row

    def get(self, table: type[Table], key: str) -> Table:
        """Return the row of a key that is not deleted; raises NotFound."""
        row = self.session.get(table, key)
        if row is None or getattr(row, "deleted", False):
            raise NotFound(GONE)
        return row

    def insert(self, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows in one statement; defaults, author and time are filled in."""
        if rows:
            stamped = [self._stamp_new(table, dict(row)) for row in rows]
            self.session.execute(sa.insert(table), stamped)

    def run(self, sql: str, /, **values: object) -> int:
        """Run one set-based SQL statement with stored-form parameters; returns the rows it changed."""
        self.session.flush()
        result = self.session.connection().exec_driver_sql(sql, parameters(values))
        return int(result.rowcount)

    def flush(self) -> None:
        """Send pending rows to the database, so that questions on `read` see them."""
        self.session.flush()

    def label(self, words: Words, *, undoable: bool = True) -> None:
        """Say what this action did, for undo and history."""
        self.action.label_zh, self.action.label_en = words
        self.action.undoable = undoable

    @contextmanager
    def unaudited(self) -> Iterator[None]:
        """Write rows that follow from audited ones, or that fill a throw-away book, without audit entries."""
        self.session.flush()
        before = self.author.applying
        self.author.applying = True
        try:
            yield
            self.session.flush()
        finally:
            self.author.applying = before

    def touched(self) -> frozenset[str]:
        """Return the names of the tables this action has changed."""
        self.session.flush()
        names = self.read.column(
            "SELECT DISTINCT tab FROM audit_entry WHERE action_id = :id", id=self.author.action_id
        )
        return frozenset(names)

    def refresh_all(self, client_ids: Sequence[str]) -> None:
        """Rebuild what follows from these clients and make them due, after unaudited writes to them."""
        self.session.flush()
        self._derive(client_ids, client_ids)
        changed = sorted(set(client_ids) - self.judged)
        mark_due(self.read.connection, changed, self.today)
        mark_columns(self.read.connection, changed)

    def refresh_touched(self) -> None:
        """Rebuild lists, search and reminders for every client this action has touched, and make it due."""
        self.session.flush()
        entries = self.read.records(TOUCHED, id=self.author.action_id)
        clients = sorted({client for _, client in entries if client})
        named = sorted({client for tab, client in entries if client and tab in ("client", "contact")})
        self._derive(clients, named)
        bearing = {client for tab, client in entries if client and tab not in WITHOUT_BEARING}
        mark_due(self.read.connection, sorted(bearing - self.judged), self.today)
        other = {client for tab, client in entries if client and tab not in WITHOUT_BEARING | WITH_CELLS}
        mark_columns(self.read.connection, sorted(other - self.judged))
        if any(tab == "segment" for tab, _ in entries):
            mark_everybody_due(self.read.connection, self.today)

    def _derive(self, clients: Sequence[str], named: Sequence[str]) -> None:
        raw = self.read.connection
        refresh(raw, sorted(set(clients) - set(named)), self.today, names_changed=False)
        refresh(raw, named, self.today, names_changed=True)
        self.follow(self, clients)

    def _stamp_new(self, table: type[SQLModel], row: dict[str, Any]) -> dict[str, Any]:
        if not issubclass(table, Synced):
            return row
        row.setdefault("id", new_key())
        row.update(book_id=self.book_id, created_at=self.now, created_by=self.actor)
        row.update(updated_at=self.now, updated_by=self.actor)
        return row


Follow = Callable[[UnitOfWork, Sequence[str]], None]
"""What is derived for touched clients beyond their list rows: (unit of work, client keys)."""


class WriteDesk:
    """Opens units of work on one book; one per process."""

    def __init__(self, book: BookFile, follow: Follow) -> None:
        """Build the engine; nothing is opened before the first write. `follow` ends every action."""
        self._book = book
        self._follow = follow
        self._engine = sa.create_engine(
            f"sqlite:///{book.home.database}", module=dbapi2, creator=book.connect, pool_size=2
        )
        event.listen(self._engine, "connect", _register)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def open(
        self,
        name: str,
        *,
        now: datetime,
        today: date,
        zone: ZoneInfo,
        actor: str,
        manager_id: str,
        book_id: str,
    ) -> Iterator[UnitOfWork]:
        """Give a unit of work named after its use case; it commits at the end or leaves nothing."""
        with self._book.problems(), _unwrapped(), Session(self._engine, expire_on_commit=False) as session:
            connection = session.connection()
            author: Author = connection.info["author"]
            action = Action(id=new_key(), name=name, at=now, by=actor)
            author.name, author.action_id, author.now, author.applying = actor, action.id, instant(now), False
            assert self._book.keys is not None
            author.audit_key = self._book.keys.audit
            reader = Reader(_Raw(session), now, today, zone, manager_id)
            work = UnitOfWork(session, reader, author, action, book_id, self._follow)
            event.listen(session, "before_flush", _stamper(work))
            yield work
            work.refresh_touched()
            session.add(action)
            session.commit()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


@dataclass(frozen=True, slots=True)
class _Raw:
    """Plain SQL on the connection of a session, after what is pending has been sent."""

    session: Session

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        self.session.flush()
        return self.session.connection().connection.driver_connection.execute(sql, parameters)  # type: ignore[union-attr]


@contextmanager
def _unwrapped() -> Iterator[None]:
    """Raise what the database said without its wrapping, which names it as its cause: whoever follows went round."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        if isinstance(error.orig, dbapi2.Error):
            raise error.orig from None
        raise


def _register(connection: Any, record: Any) -> None:
    author = record.info["author"] = Author()

    def sign(*entry: Any) -> bytes:
        *columns, prev = entry
        return mac(author.audit_key, prev, *columns)

    connection.create_function("rm_actor", 0, lambda: author.name)
    connection.create_function("rm_action", 0, lambda: author.action_id)
    connection.create_function("rm_now", 0, lambda: author.now)
    connection.create_function("rm_applying", 0, lambda: int(author.applying))
    connection.create_function("rm_mac", 10, sign)
    connection.create_function("rm_level", 5, level_of, deterministic=True)


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _stamper(work: UnitOfWork) -> Any:
    def stamp(session: Session, _flush: UOWTransaction, _instances: Any) -> None:
        for row in session.new:
            if isinstance(row, Synced):
                row.book_id = row.book_id or work.book_id
                row.created_at, row.created_by = work.now, work.actor
                row.updated_at, row.updated_by = work.now, work.actor
        for row in session.dirty:
            if isinstance(row, Synced) and session.is_modified(row):
                row.updated_at, row.updated_by = work.now, work.actor
                row.version += 1

    return stamp
