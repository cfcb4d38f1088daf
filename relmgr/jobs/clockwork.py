"""The clock: APScheduler calls the tick every second, in the event loop of the app or of the service.

Settings and why: a short interval, because timers stand still while a laptop sleeps; a memory store, because
two processes that share one run jobs twice; no misfire limit, because the default drops what is a second
late; coalesce, so that a frozen loop catches up in one run; one instance, so that ticks never overlap.
"""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo

from relmgr.clock import SystemClock
from relmgr.domain.reminders import Fired
from relmgr.jobs.tick import tick
from relmgr.workspace import Workspace

UTC_ZONE = ZoneInfo("UTC")

Tell = Callable[[list[Fired]], Awaitable[None] | None]
"""What is done with claimed reminders; called in the event loop, after the commit."""


class Ticking:
    """A running clock; `stop` ends it."""

    def __init__(self, scheduler: Any) -> None:
        """Keep the scheduler that calls the tick."""
        self._scheduler = scheduler
        self._at_work = threading.Lock()
        self._stopped = False

    def claim(self, workspace: Workspace, who: str) -> list[Fired]:
        """Run one tick, unless the clock was stopped meanwhile; called in a worker thread."""
        with self._at_work:
            return [] if self._stopped else tick(workspace, who)

    def stop(self) -> None:
        """Stop ticking and wait for a tick that is at work, so that the book may be closed afterwards.

        Reminders it has claimed and nobody was told of wait in the inbox.
        """
        if self._stopped:
            return
        self._stopped = True
        self._scheduler.shutdown(wait=False)
        with self._at_work:
            return


def start_ticking(
    workspace: Workspace,
    who: str,
    tell: Tell,
    interval: float = 1.0,
    *,
    trouble: Callable[[BaseException], None] | None = None,
) -> Ticking:
    """Tick every `interval` seconds in the running event loop, the first time at once.

    The tick itself runs in a thread; `tell` gets each batch it claimed, in the loop, and is awaited when it is
    a coroutine function. `trouble` gets what a tick or `tell` raised; the clock goes on after it.
    """
    from apscheduler.events import EVENT_JOB_ERROR  # noqa: PLC0415  not on the start path
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415

    _quiet()
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone=UTC_ZONE, job_defaults=defaults)
    ticking = Ticking(scheduler)

    async def beat() -> None:
        while fired := await asyncio.to_thread(ticking.claim, workspace, who):
            if (telling := tell(fired)) is not None:
                await telling

    if trouble is not None:
        scheduler.add_listener(lambda event: trouble(event.exception), EVENT_JOB_ERROR)
    scheduler.add_job(beat, "interval", seconds=interval, next_run_time=SystemClock(UTC_ZONE).now())
    scheduler.start()
    return ticking


def _quiet() -> None:
    """Keep the scheduler's log off the terminal, where it would write into the screen."""
    log = logging.getLogger("apscheduler")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
        log.propagate = False
