"""The warnings queue: what waits for an answer, why it was raised, and the verbs that answer it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, cast

from textual.content import Content

from relmgr import i18n, services
from relmgr.commands import Command
from relmgr.domain import dates
from relmgr.domain.answers import FALSE_ALARMS, MEASURES, SETTLED
from relmgr.domain.drafts import SignalPlan
from relmgr.domain.snooze import is_asleep
from relmgr.domain.value_words import SIGNAL_STATES
from relmgr.domain.values import Key, Severity, SignalState
from relmgr.queries.signals import WarningCounts, WarningRow, warning_counts, warning_queue
from relmgr.queries.why import why_signal
from relmgr.screens.forms.small import PlanPanel, ReasonPanel
from relmgr.screens.queue import QueueScreen
from relmgr.screens.reasons import ask_reason
from relmgr.screens.snoozing import Candidate, ask_snooze, carry_out
from relmgr.screens.warning_detail import event, warning_detail
from relmgr.screens.warning_words import (
    ACK,
    ACKNOWLEDGED,
    ASLEEP,
    DISMISS,
    DISMISSED,
    EFFECTS,
    IS_CLOSED,
    IS_SEEN,
    LATE,
    LEFT,
    MANY,
    NEW,
    NOTHING,
    OVERDUE,
    PLAN,
    PLAN_MADE,
    REPORTED,
    RESOLVE,
    RESOLVED,
    SNOOZE,
    SNOOZED,
    TODAY,
)  # fmt: skip
from relmgr.screens.why_panel import show_warning
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, severity_badge
from relmgr.widgets.columns import Cell, Column
from relmgr.words import Words

NONE_COUNTED = WarningCounts(0, 0, 0, 0, 0, 0, 0, 0, 0)
WATCHED = "watch"
"""The last view is a place of its own: the watch list has other rows and other verbs."""


class WarningsScreen(QueueScreen[WarningRow]):
    """Pending warnings of the assigned clients."""

    NAME = "warnings"
    WATCHES = frozenset({"signal", "signalevent", "client", "clientcache", "assignment"})
    FOOTER = (
        "find.done", "verb.accept", "verb.plan", "verb.resolve", "verb.reject", "visit.log", "menu", "undo",
    )  # fmt: skip
    VIEWS = (
        ("open", Words("待办", "Open")),
        ("late", Words("逾期", "Late")),
        ("planned", Words("计划", "Planned")),
        ("snoozed", Words("搁置", "Snoozed")),
        ("closed", Words("关闭", "Closed")),
        ("all", Words("全部", "All")),
        (WATCHED, Words("关注", "Watch")),
    )
    SORTS: ClassVar[Sequence[tuple[str, Words]]] = (
        ("urgency", Words("级别与时限", "urgency")),
        ("due", Words("剩余时限", "time left")),
        ("client", Words("客户", "client")),
        ("exposure", Words("敞口", "exposure")),
        ("new", Words("最新", "newest")),
    )

    CSS = "WarningsScreen.-narrow .split .preview { max-height: 45%; }"

    def __init__(self) -> None:
        """Start with unknown counts."""
        super().__init__()
        self.counted: WarningCounts | None = None

    # rows -----------------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column[WarningRow]]:
        """Return the columns, the dispensable ones last."""
        return (
            Column(Words("级别", "Level"), (6, 6), lambda r: severity_badge(r.severity), sort="urgency"),
            Column(
                Words("客户", "Client"), (14, 14), lambda r: privacy.name(r.client), grow=True, sort="client"
            ),
            Column(Words("事项", "Event"), (16, 12), event, grow=True),
            Column(Words("剩余", "Left"), (8, 8), self._left, sort="due", value=lambda r: r.answer_by),
            Column(Words("状态", "State"), (8, 12), lambda r: i18n.say(SIGNAL_STATES[r.state])),
            Column(Words("措施", "Action"), (8, 10), _measure, from_width=84),
        )

    def _left(self, row: WarningRow) -> Cell:
        if not row.state.is_open:
            return ""
        if row.snoozed_until is not None and is_asleep(row.snoozed_until, self.today):
            return Styled(i18n.say(ASLEEP, on=dates.month_day(row.snoozed_until)), "muted")
        return time_left(row.answer_by, self.today)

    async def queue(self) -> Sequence[WarningRow]:
        """Ask for the view and the counts."""
        self.counted = await self.ask(warning_counts)
        return await self.ask(warning_queue, self.view)

    def texts(self, row: WarningRow) -> Iterable[str]:
        """Return title, rule and plan."""
        return (i18n.say(row.title), row.client, row.rule_id, row.plan_note)

    def sorted_rows(self, rows: Sequence[WarningRow]) -> Sequence[WarningRow]:
        """Return the rows in order; unknown dates and exposures last."""
        if self.sort == "due":
            return sorted(rows, key=lambda r: (r.answer_by is None, r.answer_by or self.today))
        if self.sort == "exposure":
            return sorted(rows, key=lambda r: (r.exposure_minor is None, -(r.exposure_minor or 0)))
        if self.sort == "new":
            return sorted(rows, key=lambda r: (-r.first_seen_on.toordinal(), -r.severity.rank))
        return rows

    async def preview(self, key: Key) -> Content | None:
        """Ask for the evidence and the history of a warning."""
        row = self.held.get(key)
        return None if row is None else warning_detail(row, await self.ask(why_signal, key))

    # the frame ------------------------------------------------------------------------------------------

    def figures(self) -> Sequence[str]:
        """Return how many are new and late, and where there is room how many the manager has heard of."""
        counted = self.counted
        if counted is None:
            return ()
        figures = [(NEW, counted.new), (OVERDUE, counted.late)]
        if counted.escalated and self.has_class("-wide"):
            figures.append((REPORTED, counted.escalated))
        return [i18n.say(words, n=n) for words, n in figures]

    def nothing(self) -> Words:
        """Return why a view is empty and what to press."""
        counted = self.counted or NONE_COUNTED
        some = counted.planned or counted.closed or counted.snoozed
        name = "all" if self.view == "open" and not some else self.view
        return NOTHING[name].fill(closed=counted.closed, planned=counted.planned, snoozed=counted.snoozed)

    def refusal(self, command: Command) -> Words | None:
        """Return why a verb does not apply to the row; marked rows are sorted out by the verb itself."""
        reason = super().refusal(command)
        if reason is not None or not command.id.startswith("verb.") or self.table.marks or self.row is None:
            return reason
        if not self.row.state.is_open:
            return IS_CLOSED
        return IS_SEEN if command.id == "verb.accept" and self.row.state is not SignalState.OPEN else None

    async def command_tab_next(self) -> None:
        """Show the view to the right; the last one is the watch list."""
        await self._show(1)

    async def command_tab_prev(self) -> None:
        """Show the view to the left; left of the first one is the watch list."""
        await self._show(-1)

    async def _show(self, step: int) -> None:
        names = [name for name, _ in self.VIEWS]
        if names[(names.index(self.view) + step) % len(names)] == WATCHED:
            await cast(Any, self.app).go(WATCHED)
        else:
            self.show_view(step)

    # verbs ----------------------------------------------------------------------------------------------

    def _waiting(self, *, unseen: bool = False) -> list[WarningRow]:
        """Return the chosen rows a verb still changes; say so when there are none."""
        rows = [r for r in self.chosen if (r.state is SignalState.OPEN if unseen else r.state.is_open)]
        if not rows:
            self.tell(i18n.say(IS_SEEN if unseen else IS_CLOSED))
        return rows

    async def _sure(self, rows: Sequence[WarningRow], title: Words, effect: str) -> bool:
        red = sum(row.severity is Severity.RED for row in rows)
        return await self.sure(rows, title, EFFECTS[effect], red=red)

    async def command_why(self) -> None:
        """Say why the rule warned, rung by rung, down to the rows."""
        if self.row is not None:
            await show_warning(self, self.row.id)

    async def command_verb_accept(self) -> None:
        """Acknowledge."""
        rows = self._waiting(unseen=True)
        if rows and await self._sure(rows, ACK, "ack"):
            await self.host.do(services.acknowledge_signals, [r.id for r in rows])
            self.answered(rows, ACKNOWLEDGED, what=_what(rows))

    async def command_verb_plan(self) -> None:
        """Set measure, due date and note."""
        if not (rows := self._waiting()):
            return
        plan = await self.ask_person(PlanPanel(PLAN, self.today, choices=list(MEASURES.values())))
        if plan is None or not await self._sure(rows, PLAN, "plan"):
            return
        measure = list(MEASURES)[plan.choice or 0]
        await self.host.do(
            services.plan_signals, [r.id for r in rows], SignalPlan(measure, plan.due_on, plan.note)
        )
        self.answered(rows, PLAN_MADE, what=_what(rows), on=plan.due_on)

    async def command_verb_snooze(self) -> None:
        """Set aside until a day, with a reason."""
        if not (rows := self._waiting()):
            return
        candidates = [Candidate(row.id, row.severity, row.snoozes) for row in rows]
        asked = await ask_snooze(self, candidates, self.today)
        if asked is not None and await self._sure(rows, SNOOZE, "snooze"):
            await carry_out(self, candidates, asked)
            self.answered(rows, SNOOZED, what=_what(rows), on=asked.until)

    async def command_verb_resolve(self) -> None:
        """Close as dealt with."""
        if not (rows := self._waiting()):
            return
        reason = await self.ask_person(ReasonPanel(RESOLVE, choices=list(SETTLED.values())))
        if reason is not None and await self._sure(rows, RESOLVE, "resolve"):
            outcome = list(SETTLED)[reason.choice or 0]
            await self.host.do(services.resolve_signals, [r.id for r in rows], outcome)
            self.answered(rows, RESOLVED, what=_what(rows))

    async def command_verb_reject(self) -> None:
        """Close as a false alarm, with a reason."""
        if not (rows := self._waiting()):
            return
        answer = await ask_reason(self, DISMISS, FALSE_ALARMS)
        if answer is not None and await self._sure(rows, DISMISS, "dismiss"):
            code, text = answer
            said = text or i18n.say(FALSE_ALARMS[code])
            await self.host.do(services.dismiss_signals, [r.id for r in rows], said)
            self.answered(rows, DISMISSED, what=_what(rows))


def time_left(due_on: date | None, today: date) -> Cell:
    """Return the days until an answer is due as words; late is said, not only coloured."""
    if due_on is None:
        return "-"
    days = (due_on - today).days
    if days < 0:
        return Styled(i18n.say(LATE, n=-days), "overdue")
    return Styled(i18n.say(TODAY), "strong") if days == 0 else i18n.say(LEFT, n=days)


def _measure(row: WarningRow) -> str:
    return i18n.say(MEASURES[row.plan_measure]) if row.plan_measure in MEASURES else row.plan_measure


def _what(rows: Sequence[WarningRow]) -> str:
    if len(rows) > 1:
        return i18n.say(MANY, n=len(rows))
    return f"{privacy.name(rows[0].client)} {event(rows[0])}"
