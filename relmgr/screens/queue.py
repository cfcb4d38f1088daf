"""The base of queues: views, filter, find and order over rows that are few, and verbs on the row or the marked rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.content import Content

from relmgr import i18n, services
from relmgr.domain.reminders import morning
from relmgr.domain.values import Key
from relmgr.queries.clients import client_order
from relmgr.screens.forms.small import reminder_panel
from relmgr.screens.overlays.confirm import ConfirmPanel
from relmgr.screens.queue_filter import FilteredQueue, RowT
from relmgr.widgets.badges import Styled, content, content_lines
from relmgr.widgets.tabs import tab_line
from relmgr.words import Words

MANY = 5
"""A verb on more rows than this asks first."""
VIEWS_NEED = 20
"""Cells of the title row that the views keep."""

SORTED = Words("排序: {by}", "by {by}")
REVERSED = Words("排序: {by} 反序", "by {by}, reversed")
FOUND = Words("查找: {text} ({n})", "find: {text} ({n})")
NONE_FOUND = Words(
    "这个视图里没有含「{text}」的行。\n\nEsc 清除查找   [ ] 换视图",
    'Nothing in this view contains "{text}".\n\nEsc clears the find   [ ] other view',
)
REMIND, REMINDED = Words("提醒", "Remind"), Words("已加提醒 {on}，u 撤销", "Reminder on {on}, u undoes")
NO_CLIENT = Words("这一行不属于任何客户。", "This row belongs to no client.")


class QueueScreen(FilteredQueue[RowT]):
    """A queue of one manager; its rows are asked for whole, so that views, orders and finds are at hand."""

    VIEWS: ClassVar[Sequence[tuple[str, Words]]] = ()
    """Views of the queue, name and label; the first is shown first."""

    def __init__(self) -> None:
        """Start in the first view."""
        super().__init__()
        self.view = self.VIEWS[0][0]
        self.held: dict[Key, RowT] = {}

    # what a queue says of itself ------------------------------------------------------------------------

    async def queue(self) -> Sequence[RowT]:
        """Ask for the rows of `self.view` in their own order."""
        raise NotImplementedError

    def texts(self, row: RowT) -> Iterable[str]:
        """Return the texts of a row in which find-here looks, beside the client's names and codes."""
        raise NotImplementedError

    def sorted_rows(self, rows: Sequence[RowT]) -> Sequence[RowT]:
        """Return the rows in the order of `self.sort`; the first of SORTS is their own order."""
        return rows

    # loading --------------------------------------------------------------------------------------------

    async def order(self) -> Sequence[Key]:
        """Ask for the view, keep what filter and find leave, and put it in order."""
        rows = await self.within(await self.queue())
        if text := self.find.strip().lower():
            clients = set(await self.ask(client_order, find=text))
            rows = [r for r in rows if r.client_id in clients or self._contains(r, text)]
        if self.sort == "client":
            place = {key: n for n, key in enumerate(await self.ask(client_order, "name"))}
            rows = sorted(rows, key=lambda r: place.get(r.client_id or Key(""), len(place)))
        else:
            rows = self.sorted_rows(rows)
        self.held = {row.id: row for row in (reversed(rows) if self.reverse else rows)}
        return list(self.held)

    def _contains(self, row: RowT, text: str) -> bool:
        return any(text in one.lower() for one in self.texts(row))

    async def rows(self, keys: Sequence[Key]) -> Sequence[RowT]:
        """Return rows that are held."""
        return [self.held[key] for key in keys if key in self.held]

    # the row --------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """Return the banker's day."""
        return self.host.workspace.clock.today()

    @property
    def row(self) -> RowT | None:
        """Return the selected row."""
        key = self.table.cursor_key
        return self.held.get(key) if key is not None else None

    @property
    def chosen(self) -> list[RowT]:
        """Return the rows a verb acts on: the marked ones, else the selected one."""
        return [self.held[key] for key in self.table.chosen if key in self.held]

    def selected_client(self) -> Key | None:
        """Return the client of the selected row."""
        return self.row.client_id if self.row is not None else None

    def has_row(self) -> bool:
        """Tell whether the cursor stands on a row."""
        return self.row is not None

    # the frame ------------------------------------------------------------------------------------------

    def tabs(self, room: int) -> Content:
        """Return the views in at most `room` cells, the shown one in brackets."""
        names = [name for name, _ in self.VIEWS]
        return tab_line([i18n.say(label) for _, label in self.VIEWS], names.index(self.view), room, " ")

    def action_tab(self, place: int) -> None:
        """Show the clicked view."""
        self.show_view(place - [name for name, _ in self.VIEWS].index(self.view))

    def figures(self) -> Sequence[str]:
        """Return the counts of the title row, each with its word."""
        raise NotImplementedError

    def describe(self, count: int) -> Content:
        """Return the title row: counts, filter, find, views, order; counts at the end give way to the views.

        An order that does not fit is left out: the heading of its column says it too.
        """
        words = REVERSED if self.reverse else SORTED
        by = i18n.say(words, by=i18n.say(dict(self.SORTS)[self.sort]))
        found = i18n.say(FOUND, text=self.find, n=count) if self.find else ""
        narrowed = self.filter_said(count, self.size.width - VIEWS_NEED - cell_len(found))
        said = [text for one in (narrowed, found) if one for text in (one, "   ")]
        taken = sum(map(cell_len, said)) + 3
        views = content(*said).append(self.tabs(max(VIEWS_NEED, self.size.width - taken - 12)))
        figures, least = list(self.figures()), 0 if narrowed else 1
        room = self.size.width - 2
        while len(figures) > least and cell_len("  ".join(figures)) + 3 + views.cell_length > room:
            figures.pop()
        gap = "   " if figures or not narrowed else ""
        title = content("  ".join(figures), gap).append(views)
        order = content("   ", Styled(by, "muted"))
        return title.append(order) if title.cell_length + order.cell_length < self.size.width else title

    def empty(self) -> Content:
        """Say what is empty and why."""
        if self.hidden and not self.find:
            return self.filtered_out()
        return content_lines(i18n.say(NONE_FOUND, text=self.find) if self.find else i18n.say(self.nothing()))

    def nothing(self) -> Words:
        """Return what an empty view says."""
        raise NotImplementedError

    # commands -------------------------------------------------------------------------------------------

    def command_tab_next(self) -> Any:
        """Show the view to the right."""
        self.show_view(1)

    def command_tab_prev(self) -> Any:
        """Show the view to the left."""
        self.show_view(-1)

    def show_view(self, step: int) -> None:
        """Show the view so many places away, round and round; marks belong to a view."""
        names = [name for name, _ in self.VIEWS]
        self.view = names[(names.index(self.view) + step) % len(names)]
        if self.table.marks:
            self.table.mark_all(False)
        self.table.cursor = 0
        self.reload()

    async def command_open(self) -> None:
        """Open the client's page; J and K then walk the clients of this queue."""
        if (key := self.selected_client()) is None:
            self.tell(i18n.say(NO_CLIENT))
            return
        clients = [row.client_id for row in self.held.values() if row.client_id is not None]
        await self.host.open_client(key, list(dict.fromkeys(clients)))

    async def command_remind(self) -> None:
        """Add a reminder for the client of the row."""
        plan = await self.ask_person(reminder_panel(REMIND, self.today))
        if plan is not None:
            due_at = morning(plan.due_on, self.host.workspace.clock.zone)
            await self.host.do(services.add_reminder, self.selected_client(), plan.note, due_at)
            self.host.toast(REMINDED, on=plan.due_on)

    # verbs ----------------------------------------------------------------------------------------------

    async def sure(self, rows: Sequence[RowT], title: Words, effect: Words, **values: object) -> bool:
        """Ask before a verb acts on many rows; `effect` says what will be, `{n}` how often."""
        if len(rows) <= MANY:
            return True
        verb = f"{i18n.say(title)} {len(rows)}"
        answer: bool | None = await self.ask_person(
            ConfirmPanel(verb, i18n.say(effect, n=len(rows), **values), verb)
        )
        return answer is True

    def answered(self, rows: Sequence[RowT], words: Words, **values: object) -> None:
        """Say what was done, drop the marks, and go on to the next row."""
        if self.table.marks:
            self.table.mark_all(False)
        elif self.row is not None and self.row.id == rows[0].id:
            self.table.move_to(self.table.cursor + 1)
        self.host.toast(words, **values)
