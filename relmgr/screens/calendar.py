"""The calendar: visits by day, week and agenda; move, cancel, plan and log them."""

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from relmgr import i18n
from relmgr.commands import Command
from relmgr.domain import dates
from relmgr.domain.dates import monday_of
from relmgr.domain.values import Key
from relmgr.queries.facilities import MaturityRow, maturities
from relmgr.queries.schedule import Schedule, schedule
from relmgr.screens import calendar_panes as panes
from relmgr.screens import maturity_panes
from relmgr.screens.calendar_panes import Shown
from relmgr.screens.pages import Panes
from relmgr.screens.plan_form import GoToForm
from relmgr.screens.row_verbs import PlannedVisit, RowVerbs
from relmgr.screens.today_panes import appointment
from relmgr.widgets.badges import Styled, content
from relmgr.widgets.line_list import Line, LineList, Target, note
from relmgr.widgets.tabs import tab_line
from relmgr.words import Words

VIEWS = (
    ("day", Words("日", "Day")),
    ("week", Words("周", "Week")),
    ("agenda", Words("议程", "Agenda")),
    ("maturities", Words("到期", "Maturities")),
)
AGENDA_DAYS = 30
"""How many days the agenda looks ahead."""
HINT = Words("t今天  h/l 天  PgUp/PgDn 周  d去某天", "t today  h/l day  PgUp/Dn week")
TITLE = Words("日程", "Calendar")


class CalendarScreen(RowVerbs):
    """The visit schedule."""

    NAME = "calendar"
    WATCHES = frozenset({"facility", "visit", "visitparticipant", "client", "clientcache", "assignment"})
    FOOTER = ("visit.log", "new", "verb.plan", "verb.reject", "open", "tab.next", "menu", "undo")

    def __init__(self) -> None:
        """Start with the week of today."""
        super().__init__()
        self.view = 1
        self.stands_on: date | None = None
        self.schedule: Schedule | None = None
        self.maturing: Sequence[MaturityRow] = ()

    def on_mount(self) -> None:
        """Turn PgUp and PgDn into weeks."""
        for shown in self.query(LineList):
            shown.turn_page = self.turn_week
        super().on_mount()

    @property
    def today(self) -> date:
        """Return the banker's day."""
        return self.host.workspace.clock.today()

    @property
    def day(self) -> date:
        """Return the day the calendar stands on."""
        return self.stands_on or self.today

    def span(self) -> tuple[date, date]:
        """Return the first and last day of the view."""
        name = VIEWS[self.view][0]
        if name == "day":
            return self.day, self.day
        if name == "week":
            return monday_of(self.day), monday_of(self.day) + timedelta(days=6)
        ahead = maturity_panes.WINDOWS[-1] if name == "maturities" else AGENDA_DAYS
        return self.day, self.day + timedelta(days=ahead)

    @property
    def is_diary(self) -> bool:
        """Tell whether maturities are shown instead of visits."""
        return VIEWS[self.view][0] == "maturities"

    async def fetch(self) -> None:
        """Ask for the days of the view."""
        if self.is_diary:
            self.maturing = await self.ask(maturities, maturity_panes.WINDOWS[-1], self.day)
        self.schedule = await self.ask(schedule, *self.span(), self.day)

    # painting -------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Paint title and days."""
        super().paint()
        start, end = self.span()
        views = tab_line([i18n.say(words) for _, words in VIEWS], self.view, self.app.size.width)
        parts: list[str | Styled] = ["  "]
        where = dates.full(start, i18n.language())
        if end != start:
            show = date.isoformat if start.year != end.year else dates.month_day
            where = f"{show(start)} ~ {show(end)}"
        parts.append(f"{dates.week(start)}  {where}   ")
        if self.app.size.width >= 76:
            parts.append(Styled(i18n.say(HINT), "muted"))
        self.show_title(f"{i18n.say(TITLE)}  ", views, content(*parts))

    def action_tab(self, place: int) -> None:
        """Show the clicked view."""
        self._show_view(place - self.view)

    def tabs(self) -> Content | None:
        """Return nothing: the views stand in the title."""
        return None

    def panes(self, width: int) -> Panes:
        """Return the days; the month and who is unplanned stand beside them where they fit."""
        if self.schedule is None:
            return (), ()
        if self.is_diary:
            return maturity_panes.diary(self.maturing, self.day, width), self._beside_diary()
        shown = Shown(self.schedule, self.today, self.day, self.host.workspace.clock.zone, width)
        main = [*panes.past(shown), *panes.days(shown, empty_days=VIEWS[self.view][0] != "agenda")]
        if self.wide:
            return main, [*panes.month(shown), *panes.counts(shown), *panes.unplanned(shown)]
        return [*main, *panes.unplanned(shown)], ()

    def _beside_diary(self) -> Sequence[Line]:
        return (
            [note(line) for line in maturity_panes.counts(self.maturing, self.day).split("   ")]
            if self.wide
            else ()
        )

    # moving through time --------------------------------------------------------------------------------

    def go_to(self, day: date) -> None:
        """Stand on a day; what is already shown is only pointed at."""
        known, self.stands_on = self.span(), day
        if self.span() != known or self.schedule is None:
            self.reload()
        else:
            self.paint()
            self.point()

    async def load(self) -> None:
        """Load, then point at the day."""
        first = self.schedule is None or (self.schedule.start, self.schedule.end) != self.span()
        await super().load()
        if first:
            self.point()

    def point(self) -> None:
        """Put the cursor on the first row of the day."""
        if self.schedule is None:
            return
        main = self.query_one("#main", LineList)
        zone = self.host.workspace.clock.zone
        target = panes.first_of(self.schedule, self.day, zone)
        if target is not None:
            main.select(target)

    def command_right(self) -> None:
        """Go to the next day."""
        self.go_to(self.day + timedelta(days=1))

    def command_left(self) -> None:
        """Go to the day before."""
        self.go_to(self.day - timedelta(days=1))

    def turn_week(self, step: int) -> None:
        """Go a week on or back."""
        self.go_to(self.day + timedelta(days=7 * step))

    def command_calendar_today(self) -> None:
        """Go to today."""
        self.go_to(self.today)

    async def command_calendar_goto(self) -> None:
        """Go to a day that is typed."""
        moment = await self.ask_person(GoToForm(self.today))
        if moment is not None:
            self.go_to(moment.day)

    def command_tab_next(self) -> None:
        """Show the view to the right."""
        self._show_view(1)

    def command_tab_prev(self) -> None:
        """Show the view to the left."""
        self._show_view(-1)

    def _show_view(self, step: int) -> None:
        self.view = (self.view + step) % len(VIEWS)
        self.schedule = None
        self.reload()

    # rows -----------------------------------------------------------------------------------------------

    def refusal(self, command: Command) -> Words | None:
        """A client without a visit can be planned."""
        target = self.target()
        if command.id == "verb.plan" and target is not None and target.kind in ("client", "day"):
            return None
        return super().refusal(command)

    def planned_visit(self, target: Target) -> PlannedVisit | None:
        """Return the appointment of a row."""
        if self.schedule is None:
            return None
        rows = (*self.schedule.unlogged, *self.schedule.visits)
        return appointment(rows, target, self.host.workspace.clock.zone)

    def _row_day(self) -> date:
        target = self.target()
        if target is not None and target.kind == "day":
            return date.fromisoformat(target.id)
        planned = self.planned_visit(target) if target is not None and target.kind == "visit" else None
        return planned.on if planned is not None else self.day

    async def command_open(self) -> None:
        """Open the client of the row."""
        target = self.target()
        if target is not None and target.client_id is not None:
            rows = [line.target.client_id for line in self.table.lines if line.target is not None]
            await self.host.open_client(target.client_id, list(dict.fromkeys(key for key in rows if key)))
        elif target is not None:
            await self.command_new()

    async def command_new(self) -> None:
        """Plan a visit on the day of the row."""
        await self.plan_new(when=max(self._row_day(), self.today).isoformat())

    async def command_verb_plan(self) -> None:
        """Move a visit; plan one for a client that has none."""
        target = self.target()
        if target is not None and target.kind in ("client", "day"):
            client = Key(target.id) if target.kind == "client" else None
            await self.plan_new(client, when=max(self._row_day(), self.today).isoformat())
        else:
            await super().command_verb_plan()
