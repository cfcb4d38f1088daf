"""What goes on by itself while the screens are open: due reminders, the daily evaluation, other windows."""

import asyncio
from functools import partial

from relmgr import i18n, services
from relmgr.domain.reminders import Fired
from relmgr.jobs.clockwork import Ticking, start_ticking
from relmgr.jobs.tick import who_am_i
from relmgr.screens import workers
from relmgr.screens.evaluating import BackgroundEvaluation
from relmgr.screens.host import Host
from relmgr.words import Words

LOOK_EVERY = 1.0
"""Seconds between looks at what other processes have written."""
OWED_EVERY = 600.0
"""Seconds between looks whether the book is owed its daily evaluation."""

DUE = Words("提醒：{text}", "reminder: {text}")
MANY_DUE = Words(
    "{n} 条提醒到期，按 6 查看；最早：{text}", "{n} reminders are due, 6 lists them; first: {text}"
)
NEWS = Words("{text}，按 4 查看", "{text} (4 lists warnings)")
MANY_NEWS = Words(
    "{n} 家客户有新预警（按 4）；最重：{text}", "{n} clients have new warnings (4); gravest: {text}"
)


class Background:
    """The clocks of one open window; they start after the first paint and stop before the book is closed."""

    def __init__(self, app: Host) -> None:
        """Serve this app; nothing runs yet."""
        self.app = app
        self.workspace = app.workspace
        self.ticking: Ticking | None = None
        self.evaluation = BackgroundEvaluation(app, self.catch_up)
        self._seen = 0

    async def begin(self) -> None:
        """Load what writing needs, then start ticking, looking and judging."""
        await asyncio.to_thread(getattr, services, "fire_due_reminders")
        await self.catch_up()
        if not self.app.is_running:
            return
        self.ticking = start_ticking(
            self.workspace, who_am_i("tui"), self.tell_fired, trouble=self.app.report
        )
        self.app.set_interval(
            LOOK_EVERY, partial(workers.start, self.app, "look", self._look, exclusive=True)
        )
        self.app.set_interval(
            OWED_EVERY, partial(workers.start, self.app, "owed", self.evaluation.run_if_owed)
        )
        await self.evaluation.run_if_owed()

    def stop(self) -> None:
        """Stop the clocks; a tick that is at work is waited for, so that the book may be closed."""
        self.evaluation.cancel()
        if self.ticking is not None:
            self.ticking.stop()
            self.ticking = None

    async def catch_up(self) -> None:
        """Take what is written now as known: it is no news from elsewhere."""
        self._seen = await asyncio.to_thread(self.workspace.book.changes)

    async def tell_fired(self, fired: list[Fired]) -> None:
        """Show what has just come due: one toast, the bell, and the counts of the nav row."""
        first = i18n.say(fired[0].words)
        one, many = (NEWS, MANY_NEWS) if all(reminder.is_news for reminder in fired) else (DUE, MANY_DUE)
        self.app.toast(one if len(fired) == 1 else many, text=first, n=len(fired))
        if self.app.looks["bell"] == "on":
            self.app.bell()
        await self.app.do(services.mark_shown, [reminder.inbox_id for reminder in fired])
        self.app.changed(frozenset({"reminder", "inbox"}))

    async def _look(self) -> None:
        """Load again what another window or the reminder service has written."""
        seen = await asyncio.to_thread(self.workspace.book.changes)
        if seen != self._seen and not self.app.is_writing:
            self._seen = seen
            self.app.changed_elsewhere()
