"""What goes on by itself while the screens are open: due reminders, the daily evaluation, other windows."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from relmgr import i18n, services
from relmgr.clock import DayClock
from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.reminders import Fired
from relmgr.jobs.clockwork import Ticking, start_ticking
from relmgr.jobs.nightly import run_nightly
from relmgr.jobs.tick import who_am_i
from relmgr.screens import workers
from relmgr.screens.host import Host
from relmgr.words import Words
from relmgr.workspace import Done

if TYPE_CHECKING:
    from relmgr.db.work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")

START_AFTER = 1.5
"""Seconds after the start, when the first rows have long been painted."""
LOOK_EVERY = 1.0
"""Seconds between looks at what other processes have written."""
OWED_EVERY = 600.0
"""Seconds between looks whether the book is owed its daily evaluation."""

DUE = Words("提醒：{text}", "reminder: {text}")
MANY_DUE = Words(
    "{n} 条提醒到期，按 6 查看；最早：{text}", "{n} reminders are due, 6 lists them; first: {text}"
)
JUDGED = Words(
    "已评估：新增或升级预警 {signals} 条，分层建议 {tiers} 项",
    "evaluated: {signals} warnings new or raised, {tiers} tier changes proposed",
)
RAISED = (EpisodeEvent.OPENED, EpisodeEvent.RAISED, EpisodeEvent.RECURRED)


class Background(Host, inherit_bindings=False):
    """The host with its clocks; they start after the first paint and stop before the book is closed."""

    ticking: Ticking | None = None
    _seen = 0

    def start_background(self) -> None:
        """Start the clocks in a moment; on another day than today nothing runs by itself."""
        if not isinstance(self.workspace.clock, DayClock):
            self.set_timer(START_AFTER, partial(workers.start, self, "background", self._begin))

    async def _begin(self) -> None:
        await asyncio.to_thread(getattr, services, "fire_due_reminders")
        self._seen = await asyncio.to_thread(self.workspace.book.changes)
        if not self.is_running:
            return
        self.ticking = start_ticking(self.workspace, who_am_i("tui"), self.tell_fired, trouble=self.report)
        self.set_interval(LOOK_EVERY, partial(workers.start, self, "look", self._look, exclusive=True))
        self.set_interval(OWED_EVERY, partial(workers.start, self, "owed", self.evaluate_if_owed))
        await self.evaluate_if_owed()

    async def do(
        self, use_case: "Callable[Concatenate[UnitOfWork, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> Done[T]:
        """Carry out a use case; what it wrote is known here and is no news from elsewhere."""
        done = await super().do(use_case, *args, **kwargs)
        if self.ticking is not None:
            self._seen = await asyncio.to_thread(self.workspace.book.changes)
        return done

    def stop_background(self) -> None:
        """Stop the clocks; a tick that is at work is waited for, so that the book may be closed."""
        if self.ticking is not None:
            self.ticking.stop()
            self.ticking = None

    async def tell_fired(self, fired: list[Fired]) -> None:
        """Show what has just come due: one toast, the bell, and the counts of the nav row."""
        first = i18n.say(fired[0].words)
        self.toast(DUE if len(fired) == 1 else MANY_DUE, text=first, n=len(fired))
        if self.workspace.settings.bell:
            self.bell()
        await self.do(services.mark_shown, [reminder.inbox_id for reminder in fired])
        self.changed(frozenset({"reminder", "inbox"}))

    async def evaluate_if_owed(self) -> None:
        """Judge the book once a day, off the event loop, and say what it found."""
        run = await asyncio.to_thread(lambda: run_nightly(self.workspace, self.workspace.rules))
        if run is None or not run.written:
            return
        raised = sum(len(run.of(event)) for event in RAISED)
        if raised or run.proposals:
            self.toast(JUDGED, signals=raised, tiers=len(run.proposals))
        self.changed(frozenset({"signal", "tierchange", "evaluation", "reminder"}))

    async def _look(self) -> None:
        """Load again what another window or the reminder service has written."""
        seen = await asyncio.to_thread(self.workspace.book.changes)
        if seen != self._seen and not self._writing.locked():
            self._seen = seen
            self.changed_elsewhere()

    def changed_elsewhere(self) -> None:
        """Tell every screen to load again."""
        stacks = (screen for stack in self._screen_stacks.values() for screen in stack)
        self.changed(frozenset().union(*(getattr(screen, "WATCHES", frozenset()) for screen in stacks)))
