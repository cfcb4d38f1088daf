"""The evaluation behind the screens: owed once a day or asked for, batch by batch, so that keys go first."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.domain.episodes import EpisodeEvent
from relmgr.jobs.evaluating import Evaluating
from relmgr.jobs.nightly import owed_run
from relmgr.screens.host import Host
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.services.evaluation import EvaluationRun

PROGRESS = Words("评估 {percent}%", "judging {percent}%")
JUDGED = Words(
    "已评估：新增或升级预警 {signals} 条，分层建议 {tiers} 项",
    "evaluated: {signals} warnings new or raised, {tiers} tier changes proposed",
)
UNCHANGED = Words("已评估 {n} 户，没有新的变化", "evaluated {n} clients, nothing new")
STOPPED = Words(
    "评估已停在 {done}/{total} 户；其余仍待评估",
    "evaluation stopped at {done} of {total}; the rest is still due",
)
AT_WORK = Words("评估正在进行。", "An evaluation is under way.")
RAISED = (EpisodeEvent.OPENED, EpisodeEvent.RAISED, EpisodeEvent.RECURRED)


class BackgroundEvaluation:
    """At most one run at a time; one that a person stopped is not begun again by itself in this window."""

    def __init__(self, app: Host, catch_up: Callable[[], Awaitable[None]]) -> None:
        """Serve this app; `catch_up` takes what was written as known."""
        self._app = app
        self._catch_up = catch_up
        self._at_work = False
        self._stopping = False
        self._given_up = False
        self._told: Words | None = None

    async def run_if_owed(self) -> None:
        """Judge who is due when the book is owed that today."""
        workspace = self._app.workspace
        if not (self._at_work or self._given_up):
            await self._run(lambda: owed_run(workspace, workspace.rules), quiet=True)

    async def run_now(self) -> None:
        """Judge who is due now, unless a run is at work."""
        workspace = self._app.workspace
        if self._at_work:
            self._app.tell(i18n.say(AT_WORK))
        else:
            await self._run(lambda: Evaluating(workspace, workspace.rules), quiet=False)

    def cancel(self) -> bool:
        """End the run after its batch; False when none is at work."""
        self._stopping = self._given_up = self._at_work
        return self._at_work

    async def _run(self, begin: Callable[[], Evaluating | None], *, quiet: bool) -> None:
        self._at_work, self._stopping = True, False
        try:
            job = await asyncio.to_thread(begin)
            self._tell_trouble()
            if job is None:
                return
            with _keys_first():
                while await self._app.hold(job.step) and not self._stopping:
                    await self._catch_up()
                    self._app.show_progress(i18n.say(PROGRESS, percent=100 * job.done // job.total))
                run = await self._app.hold(job.finish)
        finally:
            self._at_work = False
            self._app.show_progress("")
        await self._catch_up()
        self._tell(run, job, quiet=quiet)

    def _tell_trouble(self) -> None:
        """Say once that a rule file of the bank is wrong and earlier rules count."""
        trouble = self._app.workspace.rules_trouble
        if trouble is not None and trouble != self._told:
            self._told = trouble
            self._app.tell(i18n.say(trouble))

    def _tell(self, run: "EvaluationRun", job: Evaluating, *, quiet: bool) -> None:
        raised = sum(len(run.of(event)) for event in RAISED)
        if not run.finished:
            self._app.toast(STOPPED, done=job.done, total=job.total)
        elif raised or run.proposals:
            self._app.toast(JUDGED, signals=raised, tiers=len(run.proposals))
        elif not quiet:
            self._app.toast(UNCHANGED, n=run.clients)
        # What follows a run that wrote nothing, an escalation for one, changes lists too.
        self._app.changed(frozenset({"signal", "tierchange", "evaluation", "reminder", "watchitem"}))


@contextmanager
def _keys_first() -> Iterator[None]:
    """Look for no garbage meanwhile: in all that a window holds that stops every thread for 0.2 s or more.

    What the window holds by the end it keeps, so the collector need not look through it later either.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
