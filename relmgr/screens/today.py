"""Today: what is planned, what waits, what is due, and how the week goes; one list, every row can be acted on."""

from collections.abc import Sequence
from typing import Any, cast

from rich.cells import cell_len

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.texts import DERIVED
from relmgr.domain.values import Key, VisitState
from relmgr.queries.memory import all_remembered
from relmgr.queries.reminders import WRITTEN
from relmgr.queries.today import TodayPage, today_page
from relmgr.screens import today_panes as panes
from relmgr.screens.first_steps_pane import next_step, step_lines
from relmgr.screens.pages import Panes
from relmgr.screens.row_verbs import PlannedVisit, RowVerbs
from relmgr.widgets import privacy
from relmgr.widgets.line_list import Target
from relmgr.words import Words

GREETINGS = (
    (12, Words("早上好，{name}。", "Good morning, {name}. ")),
    (18, Words("下午好，{name}。", "Good afternoon, {name}. ")),
    (24, Words("晚上好，{name}。", "Good evening, {name}. ")),
)
SUMMARY = Words(
    "今天 {visits} 个拜访, {warnings} 条红/橙预警, {late} 项逾期",
    "{visits} visits today - {warnings} red/orange warnings - {late} overdue",
)


STEPS_HIDDEN = Words(
    "新手清单已隐藏；^P 新手清单 再显示。", "The first steps are hidden; ^P first steps shows them again."
)


class TodayScreen(RowVerbs):
    """The page the day starts with."""

    NAME = "today"
    WATCHES = frozenset(
        {"visit", "visitparticipant", "signal", "tierchange", "reminder", "followup", "client", "clientcache",
         "facility", "assignment", "setting"}
    )  # fmt: skip
    FOOTER = ("visit.log", "open", "verb.accept", "verb.plan", "menu", "verb.resolve", "undo")

    def __init__(self) -> None:
        """Start without a page."""
        super().__init__()
        self.page: TodayPage | None = None

    async def fetch(self) -> None:
        """Ask for the page."""
        self.page = await self.ask(today_page, self.host.workspace.settings.visits_per_week)
        self.host.steps.read(await self.ask(all_remembered))

    def paint(self) -> None:
        """Paint title and rows."""
        super().paint()
        if self.page is not None:
            self.show_title(self._greeting(self.page))

    def _greeting(self, page: TodayPage) -> str:
        hello = next(words for until, words in GREETINGS if page.hour < until)
        visits = sum(v.state is not VisitState.DONE for v in page.visits)
        said = i18n.say(SUMMARY, visits=visits, warnings=page.red + page.orange, late=page.overdue)
        greeting = i18n.say(hello, name=privacy.name(self.host.workspace.manager_name))
        return greeting + said if cell_len(greeting + said) < self.size.width else said

    def panes(self, width: int) -> Panes:
        """Return agenda, warnings and reminders; the week and the book stand beside them where they fit."""
        if self.page is None:
            return (), ()
        if not self.page.snapshot.clients:
            return panes.first_use(), ()
        zone = self.host.workspace.clock.zone
        main = panes.queue(self.page, zone, width)
        if self.wide:
            return main, [*panes.standing(self.page), *step_lines(self.host.steps)]
        return [*main, *panes.short_standing(self.page), *next_step(self.host.steps)], ()

    # rows -----------------------------------------------------------------------------------------------

    def clients(self) -> Sequence[Key]:
        """Return the clients of the page in order, each once."""
        targets = [line.target for line in self.table.lines if line.target is not None]
        return list(dict.fromkeys(t.client_id for t in targets if t.client_id is not None))

    def planned_visit(self, target: Target) -> PlannedVisit | None:
        """Return the appointment of a row."""
        agenda = self.page.agenda if self.page is not None else ()
        return panes.appointment(agenda, target, self.host.workspace.clock.zone)

    def why_not_rewrite(self, target: Target) -> Words | None:
        """A reminder that follows from data is rewritten by what it is about."""
        reminders = self.page.reminders if self.page is not None else ()
        if any(r.id == target.id and r.kind not in WRITTEN for r in reminders):
            return DERIVED
        return super().why_not_rewrite(target)

    async def command_open(self) -> None:
        """Open the client of the row, or the place a figure belongs to."""
        target = self.target()
        if target is None:
            return
        if target.kind == "place":
            await cast(Any, self.app).go(target.id)
        elif target.client_id is not None:
            await self.host.open_client(target.client_id, self.clients())

    async def command_verb_reject(self) -> None:
        """Hide the first steps; every other row as on any page."""
        target = self.target()
        if target is not None and target.kind == "step":
            await self.host.steps.show(self.host, False)
            self.tell(i18n.say(STEPS_HIDDEN))
        else:
            await super().command_verb_reject()

    async def command_new(self) -> None:
        """Plan a visit."""
        await self.plan_new(when=dates.month_day(self.host.workspace.clock.today()))
