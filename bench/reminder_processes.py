"""Two processes tell reminders from one encrypted book while one of them is killed again and again.

One process runs the reminder service, the other the clock of the app; both tick every 0.2 s. Nothing may be
told twice and nothing lost. Children are forked from a server that has the libraries loaded, so that a
restarted one is back at once. `python -m bench.reminder_kills` is the full form, a test the short one.
"""

import asyncio
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy.orm import configure_mappers

from relmgr import services
from relmgr.bootstrap import NewBook, create_workspace, open_workspace
from relmgr.clock import SystemClock
from relmgr.db.book import Home
from relmgr.db.reader import Reader
from relmgr.db.tables import Reminder
from relmgr.db.work import UnitOfWork
from relmgr.domain.reminders import Fired
from relmgr.domain.values import ReminderKind
from relmgr.jobs.clockwork import start_ticking
from relmgr.jobs.service import run_service
from relmgr.jobs.tick import who_am_i
from relmgr.queries.reminders import inbox
from relmgr.settings import Settings
from relmgr.workspace import Workspace

TICK = 0.2
KINDS = ("tui", "remind")
PAUSE = (0.3, 1.2)
"""Seconds between two kills."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in the book and in the log of tellings afterwards."""

    reminders: int
    kills: int
    fired: int
    inbox_rows: int
    distinct: int
    told: int
    told_twice: int
    listed: int
    by_kind: dict[str, int]
    integrity: str
    delays: tuple[float, float, float]
    """Seconds from due to claimed, for those due while running: median, 99th percentile, largest."""

    @property
    def is_right(self) -> bool:
        """Tell whether every reminder was claimed exactly once, by both, and none told twice."""
        whole = {self.reminders, self.fired, self.inbox_rows, self.distinct, self.listed}
        both = all(self.by_kind.get(kind) for kind in KINDS)
        return len(whole) == 1 and not self.told_twice and both and self.integrity == "ok"


def torture(folder: Path, count: int, seconds: float, pause: tuple[float, float] = PAUSE) -> Outcome:
    """Make a book with reminders, let two processes tell them under kills, and look at what is left."""
    started = datetime.now(UTC)  # noqa: TID251  real processes run on the machine's clock
    book = _make(folder / "book", count, started, seconds * 0.8)
    log = folder / "told.log"
    log.touch()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])

    def start(kind: str) -> BaseProcess:
        process = context.Process(target=work, args=(kind, book.folder, log))
        process.start()
        return process

    running = {kind: start(kind) for kind in KINDS}
    try:
        kills = _kill(running, start, seconds, pause)
        _wait_until_all_fired(book, count)
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.join(10)
            process.kill()
    found = _look(book, log, count, kills, started)
    book.close()
    return found


def _make(folder: Path, count: int, started: datetime, spread: float) -> Workspace:
    """A quarter is overdue by up to three hours, the rest falls due within `spread` seconds."""
    settings = Settings()
    book = create_workspace(Home(folder), NewBook("王磊"), None, settings, SystemClock(settings.zone))
    dice = random.Random(7)

    def fill(uow: UnitOfWork) -> None:
        rows = []
        for number in range(count):
            late = number % 4 == 0
            shift = -dice.uniform(0, 3 * 3600) if late else dice.uniform(0.5, spread)
            text = f"提醒 {number}"
            rows.append(
                {
                    "occurrence_key": f"test:{number}",
                    "kind": ReminderKind.MANUAL,
                    "due_at": started + timedelta(seconds=shift),
                    "text_zh": text,
                    "text_en": text,
                }
            )
        with uow.unaudited():
            uow.insert(Reminder, rows)

    book.do(fill)
    return book


def work(kind: str, folder: Path, log: Path) -> None:
    """Be one of the two processes, until a signal ends it."""
    settings = Settings()
    book = open_workspace(Home(folder), lambda: None, settings)
    who = who_am_i(kind)
    with log.open("ab", buffering=0) as file:

        def tell(fired: list[Fired]) -> None:
            for reminder in fired:
                os.write(file.fileno(), f"{reminder.reminder_id}.{reminder.fire_no}\n".encode())
            book.do(services.mark_shown, [reminder.inbox_id for reminder in fired])

        if kind == "remind":
            run_service(book, who, tell, interval=TICK)
        else:
            asyncio.run(_be_the_app(book, who, tell))
    book.close()


async def _be_the_app(book: Workspace, who: str, tell: Callable[[list[Fired]], None]) -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    ticking = start_ticking(book, who, tell, TICK)
    await ended.wait()
    ticking.stop()


def _kill(
    running: dict[str, BaseProcess],
    start: Callable[[str], BaseProcess],
    seconds: float,
    pause: tuple[float, float],
) -> int:
    dice, end, kills = random.Random(11), time.monotonic() + seconds, 0
    while time.monotonic() < end:
        time.sleep(dice.uniform(*pause))
        kind = dice.choice(KINDS)
        running[kind].kill()
        running[kind].join()
        running[kind] = start(kind)
        kills += 1
    return kills


def _wait_until_all_fired(book: Workspace, count: int) -> None:
    end = time.monotonic() + 30
    while book.ask(_fired) < count and time.monotonic() < end:
        time.sleep(0.05)


def _fired(reader: Reader) -> int:
    return int(reader.value("SELECT count(*) FROM reminder WHERE fired_at IS NOT NULL"))


def _look(book: Workspace, log: Path, count: int, kills: int, started: datetime) -> Outcome:
    told = Counter(log.read_text(encoding="ascii").split())
    rows = book.ask(lambda r: r.records("SELECT reminder_id, by FROM inbox"))
    late = book.ask(
        lambda r: r.column(
            "SELECT (julianday(i.created_at) - julianday(m.due_at)) * 86400 AS delay FROM inbox i"
            " JOIN reminder m ON m.id = i.reminder_id WHERE m.due_at > :started ORDER BY delay",
            started=started,
        )
    )
    with book.book.reading() as connection:
        integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return Outcome(
        reminders=count,
        kills=kills,
        fired=book.ask(_fired),
        inbox_rows=len(rows),
        distinct=len({row[0] for row in rows}),
        told=len(told),
        told_twice=sum(times > 1 for times in told.values()),
        listed=len(book.ask(inbox)),
        by_kind=dict(Counter(str(row[1]).partition(":")[0] for row in rows)),
        integrity=str(integrity),
        delays=(late[len(late) // 2], late[int(len(late) * 0.99)], late[-1]),
    )


configure_mappers()
