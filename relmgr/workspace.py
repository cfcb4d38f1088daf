"""The only door to the data: `ask` a question, `do` a use case."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from relmgr.clock import Clock
from relmgr.db.book import BookFile
from relmgr.db.reader import Reader
from relmgr.db.stored import instant
from relmgr.settings import Settings

if TYPE_CHECKING:
    from relmgr.db.work import UnitOfWork, WriteDesk
    from relmgr.domain.dimensions import BandLimits
    from relmgr.domain.rules import Rulebook
    from relmgr.domain.strategies import Template
    from relmgr.rulebook.loader import InForce
    from relmgr.words import Words

P = ParamSpec("P")
T = TypeVar("T")

KEEP = (
    "INSERT INTO draft (id, payload, updated_at) VALUES (:key, :payload, :at) "
    "ON CONFLICT (id) DO UPDATE SET payload = excluded.payload, updated_at = excluded.updated_at"
)
DROP = "DELETE FROM draft WHERE id = :key"


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in on which book."""

    manager_id: str
    manager_name: str
    role: str
    book_id: str
    book_name: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What came of a use case: its result, the action for undo, and the tables that changed."""

    result: T
    action_id: str
    touched: frozenset[str]


class Workspace:
    """One unlocked book, one signed-in person, one clock."""

    def __init__(self, book: BookFile, me: Me, clock: Clock, settings: Settings) -> None:
        """Keep what every question and use case is given; nothing is read or loaded here."""
        self.book = book
        self.me = me
        self.clock = clock
        self.settings = settings
        self._desk: WriteDesk | None = None

    @property
    def manager_name(self) -> str:
        """Return the name of the signed-in person."""
        return self.me.manager_name

    @property
    def is_demo(self) -> bool:
        """Tell whether this is a demo book, which every screen must show."""
        return self.me.is_demo

    @property
    def folder(self) -> Path:
        """Return the folder of the book."""
        return self.book.home.folder

    @property
    def rules(self) -> "Rulebook":
        """Return the rulebook in force, read when it is first needed.

        When a rule file of the bank is wrong, these are the last rules that verdicts were made with.
        """
        return self._in_force.rules

    @property
    def rules_trouble(self) -> "Words | None":
        """Return what is wrong with the bank's rule files, or None when they are in force."""
        return self._in_force.said

    @cached_property
    def _in_force(self) -> "InForce":
        from relmgr.queries.rule_sets import last_rules  # noqa: PLC0415  not needed to paint a list
        from relmgr.rulebook.loader import in_force  # noqa: PLC0415

        return in_force(self.settings.rules_folder, lambda: self.ask(last_rules))

    @property
    def bands(self) -> "BandLimits":
        """Return where the bands of cross tables begin; raises RulebookError."""
        from relmgr.rulebook.segment_files import load_bands  # noqa: PLC0415  only cross tables need it

        return load_bands(self.settings.rules_folder)

    @property
    def strategy_templates(self) -> "tuple[Template, ...]":
        """Return the strategies that a segment can be given with one choice; raises RulebookError."""
        from relmgr.rulebook.segment_files import load_templates  # noqa: PLC0415  only a choice needs it

        return load_templates(self.settings.rules_folder)

    def ask(self, question: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question in one read transaction."""
        with self.book.reading() as connection:
            return question(self._reader(connection), *args, **kwargs)

    def ask_aside(
        self, question: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Answer a question about the past, which keeps temporary tables on a connection of its own."""
        with self.book.aside() as connection:
            return question(self._reader(connection), *args, **kwargs)

    def do(
        self, use_case: Callable[Concatenate["UnitOfWork", P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Done[T]:
        """Carry out a use case in one write transaction; its name is the action in the audit trail."""
        clock = self.clock
        with self.desk.open(
            use_case.__name__,
            now=clock.now(),
            today=clock.today(),
            zone=clock.zone,
            actor=self.me.manager_name,
            manager_id=self.me.manager_id,
            book_id=self.me.book_id,
        ) as work:
            result = use_case(work, *args, **kwargs)
            return Done(result, work.author.action_id, work.touched())

    def keep_draft(self, form_key: str, values: Mapping[str, str]) -> None:
        """Keep what is being typed in a form, replacing what was kept before; no action, not audited."""
        self.book.jot(KEEP, {"key": form_key, "payload": json.dumps(values), "at": instant(self.clock.now())})

    def drop_draft(self, form_key: str) -> None:
        """Forget what was kept of a form."""
        self.book.jot(DROP, {"key": form_key})

    @property
    def desk(self) -> "WriteDesk":
        """Return what opens write transactions, built at the first one: the ORM is not loaded before."""
        if self._desk is None:
            from relmgr import services  # noqa: PLC0415
            from relmgr.db.work import WriteDesk  # noqa: PLC0415

            self._desk = WriteDesk(self.book, services.derive_reminders)
        return self._desk

    def close(self) -> None:
        """Close every connection and forget the key."""
        if self._desk is not None:
            self._desk.close()
        self.book.lock()

    def _reader(self, connection: object) -> Reader:
        clock = self.clock
        return Reader(connection, clock.now(), clock.today(), clock.zone, self.me.manager_id)  # type: ignore[arg-type]
