"""The week in one page: read it, check it, export it."""

from asyncio import to_thread
from datetime import date, timedelta
from pathlib import Path

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.weekly import WeekSummary
from relmgr.domain.weekly_sections import document
from relmgr.exchange.weekly_file import write_week
from relmgr.queries.week_summary import week_summary
from relmgr.screens import weekly_panes as panes
from relmgr.screens.overlays.confirm import ConfirmPanel
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.screens.pages import PageScreen, Panes
from relmgr.screens.path_form import PathForm
from relmgr.widgets.line_list import LineList, Target
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

TITLE = Words(
    "周报 {week}  {start} ~ {end}   {state}   h/l 上/下周", "{week}  {start} ~ {end}   {state}   h/l week"
)
DRAFT, OVER = Words("草稿 ({at} 生成, R 重算)", "draft (made {at}, R rebuilds)"), Words("已结束", "over")
EXPORT, TO = Words("导出周报", "Export the week"), Words("导出到", "Export to")
WRITTEN = Words("已写入 {path}", "Written to {path}")
EXISTS = Words(
    "{path} 已经存在，会被覆盖；不能撤销。", "{path} exists and will be replaced; this cannot be undone."
)
REPLACE = Words("覆盖", "Replace")


class WeeklyScreen(PageScreen):
    """The weekly summary."""

    NAME = "weekly"
    WATCHES = frozenset(
        {"visit", "visitparticipant", "feedback", "signal", "tierchange", "followup", "client", "clientcache",
         "assignment"}
    )  # fmt: skip
    FOOTER = ("export", "open", "reload", "visit.log", "menu")

    def __init__(self) -> None:
        """Start with the week of today."""
        super().__init__()
        self.monday: date | None = None
        self.summary: WeekSummary | None = None
        self.made_at = ""
        self.written: Path | None = None

    @property
    def day(self) -> date:
        """Return a day of the shown week."""
        return self.monday or self.host.workspace.clock.today()

    async def fetch(self) -> None:
        """Ask for the week."""
        clock = self.host.workspace.clock
        target = self.host.workspace.settings.visits_per_week
        self.summary = await self.ask(week_summary, self.day, target)
        self.made_at = f"{clock.now().astimezone(clock.zone):%H:%M}"

    # painting -------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Paint title and report."""
        super().paint()
        if self.summary is None:
            return
        week = self.summary.facts.week
        state = i18n.say(DRAFT, at=self.made_at) if self.summary.is_draft else i18n.say(OVER)
        start, end = dates.month_day(week.monday), dates.month_day(week.sunday)
        self.show_title(i18n.say(TITLE, week=week, start=start, end=end, state=state))

    def panes(self, width: int) -> Panes:
        """Return the report; sections, checks and formats stand beside it where they fit."""
        if self.summary is None:
            return (), ()
        report = document(self.summary)
        if self.wide:
            side = [*panes.contents(report), *panes.checks(report), *panes.formats()]
            return panes.body(report, width), side
        return [*panes.short_checks(report), *panes.body(report, width)], ()

    # commands -------------------------------------------------------------------------------------------

    def show_week(self, step: int) -> None:
        """Show the week so many weeks away."""
        self.monday = dates.monday_of(self.day) + timedelta(days=7 * step)
        self.query_one("#main", LineList).to_top()
        self.reload()

    def command_left(self) -> None:
        """Show the week before."""
        self.show_week(-1)

    def command_right(self) -> None:
        """Show the next week."""
        self.show_week(1)

    async def command_open(self) -> None:
        """Go to a section, or open the client of an entry."""
        target = self.target()
        if target is None:
            return
        if target.kind == "section":
            main = self.query_one("#main", LineList)
            self.set_focus(main, scroll_visible=False)
            first = next((line.target for line in main.lines if _is_of(line.target, target.id)), None)
            if first is not None:
                main.select(first)
        elif target.client_id is not None:
            clients = [line.target.client_id for line in self.table.lines if line.target is not None]
            await self.host.open_client(target.client_id, list(dict.fromkeys(key for key in clients if key)))

    async def command_export(self) -> None:
        """Choose format and path, and write the file; one that is there is replaced only after asking."""
        await self.until_loaded()
        if self.summary is None:
            return
        items = [Item(i18n.say(words)) for _, words in panes.FORMATS]
        place = await self.ask_person(MenuPanel(i18n.say(EXPORT), items))
        if place is None:
            return
        name = f"{self.summary.facts.week}{panes.FORMATS[place][0]}"
        path = await self.ask_person(PathForm(TO, Path.home() / name))
        if path is None:
            return
        force = path.exists()
        if force and not await self.ask_person(
            ConfirmPanel(i18n.say(EXPORT), i18n.say(EXISTS, path=path), i18n.say(REPLACE))
        ):
            return
        self.written = await to_thread(write_week, self.summary, path, i18n.language(), force=force)
        await self.host.steps.learn(self.host, "export")
        self.host.toast(WRITTEN, path=path)

    def command_copy(self) -> None:
        """Copy the path of the file that was written last."""
        if self.written is not None:
            self.host.copy(str(self.written))


def _is_of(target: Target | None, section: str) -> bool:
    return target is not None and target.kind == "entry" and target.id.startswith(f"{section}.")
