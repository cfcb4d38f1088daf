"""What a command is given: the global options as a home, settings, a clock and the unlocked book."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from relmgr import i18n
from relmgr.bootstrap import open_workspace
from relmgr.cli.machine import Machine
from relmgr.cli.passphrase import with_passphrase
from relmgr.clock import Clock, DayClock
from relmgr.db.book import Home
from relmgr.domain.dates import Moment, parse_when
from relmgr.errors import Ambiguous
from relmgr.settings import Settings, data_folder
from relmgr.words import Words
from relmgr.workspace import Workspace

if TYPE_CHECKING:
    from relmgr.queries.finding import FoundClient

T = TypeVar("T")

MANY_CLIENTS = Words(
    "「{text}」对应多个客户，请写全一些：", '"{text}" could be any of these clients; write more of it:'
)

Tell = Callable[[int, int], None]
"""Told how far long work is: done and total, in steps of the work."""


@dataclass(frozen=True, slots=True)
class Options:
    """The global options of one call."""

    home: str | None = None
    passphrase_file: str | None = None
    as_of: str | None = None
    is_plain: bool = False
    is_json: bool = False
    lang: str | None = None


class Context:
    """One call of the command line; the book is opened when a command first asks for it."""

    def __init__(self, options: Options, settings: Settings, machine: Machine) -> None:
        """Find the home and the clock of the call; raises Invalid for a day that is not understood."""
        self.options = options
        self.settings = settings
        self.machine = machine
        self.home = Home(data_folder(options.home))
        self.clock = self._clock()
        self._workspace: Workspace | None = None

    def _clock(self) -> Clock:
        clock = self.machine.clock(self.settings.zone)
        if self.options.as_of is None:
            return clock
        return DayClock(parse_when(self.options.as_of, clock.today(), field="--as-of").day, clock)

    @property
    def workspace(self) -> Workspace:
        """Return the unlocked book; asks for the passphrase if it has one."""
        if self._workspace is None:
            self._workspace = self.unlock(
                lambda passphrase: open_workspace(self.home, passphrase, self.settings, self.clock)
            )
        return self._workspace

    def adopt(self, workspace: Workspace) -> None:
        """Use this workspace from now on; it is closed with the context."""
        self.close()
        self._workspace = workspace

    def unlock(self, use: Callable[[Callable[[], str]], T]) -> T:
        """Return what `use` makes of a passphrase, which comes from the named file or a person."""
        return with_passphrase(self.machine, self.options.passphrase_file, use, self.note)

    def client(self, text: str) -> "FoundClient":
        """Return the one client that `text` names; raises NotFound, or Ambiguous with the candidates."""
        from relmgr.queries.finding import resolve_client

        try:
            return self.workspace.ask(resolve_client, text)
        except Ambiguous as error:
            raise Ambiguous(MANY_CLIENTS.fill(text=text), error.candidates) from error

    def moment(self, text: str, *, past: bool | None = None, field: str = "when") -> Moment:
        """Return the day, and time if written, that a person means; raises Invalid."""
        return parse_when(text, self.clock.today(), past=past, field=field)

    def day(self, text: str, *, past: bool | None = None, field: str = "when") -> date:
        """Return the day that a person means; raises Invalid."""
        return self.moment(text, past=past, field=field).day

    def note(self, text: str) -> None:
        """Say something beside the answer, on stderr."""
        sys.stderr.write(f"{text}\n")

    @contextmanager
    def progress(self, what: Words) -> Iterator[Tell]:
        """Give a function that shows how far long work is: a bar on a terminal, nothing when piped."""
        if not sys.stderr.isatty() or self.options.is_plain:
            yield lambda _done, _total: None
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bars:
            bar = bars.add_task(i18n.say(what), total=None)
            yield lambda done, total: bars.update(bar, completed=done, total=total)

    def close(self) -> None:
        """Close the book and forget its key."""
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None
