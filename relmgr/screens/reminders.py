"""Reminders: what is late, due today, this week and later; done, put off, given up, and new ones in one line."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.content import Content

from relmgr import i18n, services
from relmgr.commands import Command
from relmgr.domain import dates
from relmgr.domain.export_tables import LocalMoment
from relmgr.domain.reminders import MORNING, morning
from relmgr.domain.texts import DERIVED
from relmgr.domain.value_words import REMINDER_KINDS as SOURCES
from relmgr.domain.value_words import REMINDER_STATES
from relmgr.domain.values import Key, ReminderState
from relmgr.queries.reminders import WRITTEN, InboxRow, ReminderRow, closed_reminders, inbox, reminder_list
from relmgr.screens import part
from relmgr.screens.forms.small import postpone_panel
from relmgr.screens.masked import why_not_edit
from relmgr.screens.overlays.confirm import ConfirmPanel
from relmgr.screens.queue import QueueScreen
from relmgr.screens.reminder_form import ReminderForm
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, lines
from relmgr.widgets.columns import Cell, Column
from relmgr.words import Words

COUNTS = (
    Words("逾期 {n}", "Late {n}"),
    Words("今天 {n}", "Today {n}"),
    Words("本周 {n}", "Week {n}"),
    Words("以后 {n}", "Later {n}"),
)
LATE, TODAY = Words("逾{n}天", "late{n}d"), Words("今天", "today")
LATER = Words("{n}天后", "in {n}d")
POSTPONE = Words("推迟", "Postpone")
POSTPONED = Words("已推迟至 {on}：{what}，u 撤销", "Postponed to {on}: {what}, u undoes")
DONE, CANCELLED = (
    Words("已完成：{what}，u 撤销", "Done: {what}, u undoes"),
    Words("已取消：{what}，u 撤销", "Cancelled: {what}, u undoes"),
)
FINISH, CANCEL = Words("完成", "Done"), Words("取消提醒", "Cancel reminders")
EFFECT = {
    "done": Words(
        "把 {n} 条提醒标为完成，其中的待办一并完成。", "{n} reminders are done, and the tasks they stand for."
    ),
    "cancel": Words("取消 {n} 条提醒。", "{n} reminders are given up."),
    "plan": Words("推迟 {n} 条提醒。", "{n} reminders are put off."),
}
ADDED = Words("已加提醒 {on} {client} {text}，u 撤销", "Reminder {on} {client} {text}, u undoes")
MANY = Words("{n} 条", "{n} reminders")
IS_CLOSED = Words("这条提醒已经处理过了。", "This reminder has been dealt with already.")
TOLD = Words("到点了 {n} 条：{first}   (Esc 知道了)", "{n} due now: {first}   (Esc to dismiss)")
NOTHING = {
    "now": Words(
        "今天没有到期的提醒。\n\n] 看本周和以后   n 新建",
        "Nothing is late or due today.\n\n] this week and later   n new",
    ),
    "week": Words("本周没有提醒。\n\n] 看全部   n 新建", "Nothing this week.\n\n] all   n new"),
    "all": Words(
        "没有提醒。拜访、到期日、待办和计划会自动生成提醒。\n\nn 新建，例如：周五 华能 送审批材料",
        "No reminders. Visits, maturities, tasks and plans make theirs by themselves.\n\n"
        "n new, for example: fri huaneng send approval pack",
    ),
    "done": Words("还没有处理过提醒。\n\n[ ] 换视图", "No reminder was dealt with yet.\n\n[ ] other view"),
}


class RemindersScreen(QueueScreen[ReminderRow]):
    """Reminders of the book, by due time."""

    NAME = "reminders"
    PREVIEW = False
    WATCHES = frozenset(
        {"reminder", "inbox", "visit", "followup", "facility", "tierchange", "signal", "client", "assignment"}
    )
    """Reminders follow from what they are about, so a change there changes them."""
    FOOTER = ("find.done", "verb.resolve", "verb.plan", "verb.reject", "new", "open", "menu", "undo")
    VIEWS = (
        ("now", Words("今天+逾期", "Today+late")),
        ("week", Words("本周", "Week")),
        ("all", Words("全部", "All")),
        ("done", Words("已处理", "Done")),
    )
    SORTS: ClassVar[Sequence[tuple[str, Words]]] = (
        ("due", Words("到期", "due")),
        ("client", Words("客户", "client")),
        ("source", Words("来源", "source")),
    )

    def __init__(self) -> None:
        """Start with nothing told."""
        super().__init__()
        self.counted: Sequence[int] = (0, 0, 0, 0)
        self.told: Sequence[InboxRow] = ()
        self.said: frozenset[int] = frozenset()

    # rows -----------------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column[ReminderRow]]:
        """Return the columns, the dispensable ones last."""
        return (
            Column(Words("何时", "When"), (7, 9), self._when),
            Column(
                Words("到期", "Due"),
                (11, 11),
                self._due,
                sort="due",
                value=lambda r: LocalMoment(self._local(r), False),
            ),
            Column(Words("客户", "Client"), (14, 16), lambda r: privacy.name(r.client or "-"), sort="client"),
            Column(Words("内容", "What"), (18, 18), lambda r: privacy.words(reminder_text(r)), grow=True),
            Column(Words("来源", "Source"), (8, 11), lambda r: i18n.say(SOURCES[r.kind]), sort="source"),
        )

    def _local(self, row: ReminderRow) -> datetime:
        return row.due_at.astimezone(self.host.workspace.clock.zone)

    def _when(self, row: ReminderRow) -> Cell:
        if row.state is not ReminderState.OPEN:
            return Styled(i18n.say(REMINDER_STATES[row.state]), "done")
        day = self._local(row).date()
        days = (day - self.today).days
        if days < 0:
            return Styled(i18n.say(LATE, n=-days), "overdue")
        if days == 0:
            return Styled(i18n.say(TODAY), "strong")
        return dates.weekday(day, i18n.language()) if days < 7 else i18n.say(LATER, n=days)

    def _due(self, row: ReminderRow) -> str:
        local = self._local(row)
        at = "" if local.time() == MORNING else f"{local:%H:%M}"
        if local.date() == self.today:
            return at or "--"
        day = dates.month_day(local.date()) if local.year == self.today.year else f"{local:%Y-%m-%d}"
        return f"{day} {at}".strip()

    async def queue(self) -> Sequence[ReminderRow]:
        """Ask for what is open, count it, and return the rows of the view."""
        every = await self.ask(reminder_list, None)
        days = [(self._local(row).date() - self.today).days for row in every]
        sunday = 6 - self.today.weekday()
        groups = [0 if d < 0 else 1 if d == 0 else 2 if d <= sunday else 3 for d in days]
        self.counted = [groups.count(group) for group in range(4)]
        self.told = await self.ask(inbox)
        if self.view == "done":
            return await self.ask(closed_reminders)
        last = {"now": 1, "week": 2, "all": 3}[self.view]
        return [row for row, group in zip(every, groups, strict=True) if group <= last]

    async def load(self) -> None:
        """Show the rows, and say once what came due and nobody has taken notice of."""
        await super().load()
        told = frozenset(row.id for row in self.told)
        if told - self.said:
            first = self.told[0]
            self.tell(
                i18n.say(TOLD, n=len(told), first=first.text_zh if i18n.language() == "zh" else first.text_en)
            )
        self.said = told

    def texts(self, row: ReminderRow) -> Iterable[str]:
        """Return text and source."""
        return (i18n.say(row.words), i18n.say(SOURCES[row.kind]))

    def sorted_rows(self, rows: Sequence[ReminderRow]) -> Sequence[ReminderRow]:
        """Return the rows in order."""
        return sorted(rows, key=lambda r: list(SOURCES).index(r.kind)) if self.sort == "source" else rows

    async def preview(self, key: Key) -> Content | None:
        """Return the whole text, which the list may cut."""
        row = self.held.get(key)
        if row is None:
            return None
        local = self._local(row)
        day = dates.full(local.date(), i18n.language())
        return lines(
            content(Styled(privacy.name(row.client or "-"), "strong"), f"  {i18n.say(SOURCES[row.kind])}"),
            content(f"{day} {local:%H:%M}"),
            content(privacy.words(reminder_text(row))),
        )

    # the frame ------------------------------------------------------------------------------------------

    def figures(self) -> Sequence[str]:
        """Return how many are late, due today, this week and later."""
        return [i18n.say(words, n=n) for words, n in zip(COUNTS, self.counted, strict=True)]

    def nothing(self) -> Words:
        """Return why a view is empty and what to press."""
        return NOTHING[self.view]

    def refusal(self, command: Command) -> Words | None:
        """Return why a verb does not apply to the row."""
        if command.id == "editor" and self.row is not None:
            return why_not_edit() or self._why_not_rewrite(self.row)
        reason = super().refusal(command)
        if reason is None and command.id.startswith("verb.") and self.row is not None:
            return None if self.row.state is ReminderState.OPEN else IS_CLOSED
        return reason

    def _why_not_rewrite(self, row: ReminderRow) -> Words | None:
        if row.kind not in WRITTEN:
            return DERIVED
        return None if row.state is ReminderState.OPEN else IS_CLOSED

    # commands -------------------------------------------------------------------------------------------

    async def command_back(self) -> None:
        """Take notice of what came due, else what Esc does in every list."""
        if self.told and not self.find and not self.table.marks and self.focused is self.table:
            await self.host.do(services.ack_inbox, [row.id for row in self.told])
            self.told = ()
            self.tell("")
        elif (leaving := super().command_back()) is not None:
            await leaving

    async def command_new(self) -> None:
        """Write a reminder in one line."""
        new = await self.ask_person(ReminderForm(self.host))
        if new is None:
            return
        client = new.client.id if new.client else None
        await self.host.do(services.add_reminder, client, new.text, new.due_at)
        local = new.due_at.astimezone(self.host.workspace.clock.zone)
        name = privacy.name(new.client.name) if new.client else ""
        self.host.toast(
            ADDED, on=dates.month_day(local.date()), client=name, text=privacy.words(new.text[:60])
        )

    async def command_verb_resolve(self) -> None:
        """Mark as done."""
        rows = self._open()
        if rows and await self.sure(rows, FINISH, EFFECT["done"]):
            await self.host.do(services.finish_reminders, [r.id for r in rows])
            self.answered(rows, DONE, what=_what(rows))

    async def command_verb_plan(self) -> None:
        """Put off to another day."""
        if not (rows := self._open()):
            return
        plan = await self.ask_person(postpone_panel(POSTPONE, self.today))
        if plan is not None and await self.sure(rows, POSTPONE, EFFECT["plan"]):
            until = morning(plan.due_on, self.host.workspace.clock.zone)
            await self.host.do(services.postpone_reminders, [r.id for r in rows], until)
            self.answered(rows, POSTPONED, on=dates.month_day(plan.due_on), what=_what(rows))

    async def command_verb_reject(self) -> None:
        """Give up."""
        rows = self._open()
        if rows and await self.sure(rows, CANCEL, EFFECT["cancel"]):
            await self.host.do(services.cancel_reminders, [r.id for r in rows])
            self.answered(rows, CANCELLED, what=_what(rows))

    async def command_editor(self) -> None:
        """Write the text of a reminder of one's own, or of the task it stands for, in the person's own editor."""
        if self.row is not None:
            await part("rewriting:rewrite")(self, "reminder", self.row.id)

    async def command_delete(self) -> None:
        """Give up, after asking also for one."""
        rows = self._open()
        if not rows:
            return
        effect = i18n.say(EFFECT["cancel"], n=len(rows))
        if await self.ask_person(ConfirmPanel(i18n.say(CANCEL), effect, i18n.say(CANCEL))):
            await self.host.do(services.cancel_reminders, [r.id for r in rows])
            self.answered(rows, CANCELLED, what=_what(rows))

    def _open(self) -> list[ReminderRow]:
        rows = [row for row in self.chosen if row.state is ReminderState.OPEN]
        if not rows:
            self.tell(i18n.say(IS_CLOSED))
        return rows


def reminder_text(row: ReminderRow) -> str:
    """Return the text without the client's name in front, which has a column of its own."""
    said = i18n.say(row.words)
    if row.client:
        for lead in (f"{row.client}：", f"{row.client}: "):
            if said.startswith(lead):
                return said.removeprefix(lead)
        if privacy.is_masked():
            return said.replace(row.client, privacy.name(row.client))
    return said


def _what(rows: Sequence[ReminderRow]) -> str:
    return i18n.say(MANY, n=len(rows)) if len(rows) > 1 else reminder_text(rows[0])[:60]
