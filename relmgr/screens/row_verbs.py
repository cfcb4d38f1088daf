"""The verbs on a row of a mixed page: what each does depends on what the row stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from relmgr import i18n, services
from relmgr.commands import Command
from relmgr.domain.answers import AGAINST_TIER, FALSE_ALARMS, MEASURES, SETTLED
from relmgr.domain.drafts import SignalPlan
from relmgr.domain.reminders import morning
from relmgr.domain.values import Key
from relmgr.queries.signals import snoozed_before
from relmgr.queries.visit_form import visit_start
from relmgr.screens import part
from relmgr.screens.forms.small import PlanPanel, ReasonPanel, postpone_panel, reminder_panel
from relmgr.screens.forms.visit import VisitForm
from relmgr.screens.host import NO_ROW
from relmgr.screens.masked import why_not_edit
from relmgr.screens.overlays.confirm import ConfirmPanel
from relmgr.screens.pages import PageScreen
from relmgr.screens.plan_form import MoveForm, PlanVisitForm
from relmgr.screens.reasons import ask_reason
from relmgr.screens.snoozing import Candidate, ask_snooze, carry_out
from relmgr.widgets import privacy
from relmgr.widgets.line_list import Target
from relmgr.words import Words

REWRITE = "rewriting:rewrite"
APPLY: Mapping[str, frozenset[str]] = {
    "signal": frozenset({"verb.accept", "verb.plan", "verb.resolve", "verb.reject", "verb.snooze"}),
    "tier": frozenset({"verb.accept", "verb.plan", "verb.reject"}),
    "reminder": frozenset({"verb.plan", "verb.resolve", "verb.reject"}),
    "follow_up": frozenset({"verb.plan", "verb.resolve", "verb.reject"}),
    "visit": frozenset({"verb.plan", "verb.reject"}),
    "event": frozenset({"verb.resolve"}),
    "rebuttal": frozenset({"verb.reject"}),
    "step": frozenset({"verb.reject"}),
    "heard": frozenset({"verb.resolve"}),
}
"""Kind of row to the verbs that mean something on it."""

DELETES: Mapping[str, tuple[Words, str]] = {
    "visit": (Words("拜访安排", "planned visit"), "cancel_visit"),
    "reminder": (Words("提醒", "reminder"), "cancel_reminder"),
    "follow_up": (Words("待办", "follow-up"), "cancel_follow_up"),
    "contact": (Words("联系人", "contact"), "remove_contact"),
}
"""Kind of row to what it is called and the use case that takes it out; records of what happened stay."""

DELETE = Words("删除", "Delete")
GOES = Words("{text}。删除后可用 u 撤销。", "{text}. u brings it back.")
NOT_DELETED = Words(
    "这类记录不删除；u 撤销刚才的操作。", "Such a record is kept; u takes back what was just done."
)
REWRITTEN = frozenset({"visit", "visit_done", "follow_up", "task_done", "reminder"})
"""Kinds of rows whose text can be written anew."""

NO_TEXT_HERE = Words(
    "这一行没有可改写的文字；可改写拜访、待办、自己写的提醒和客户笔记。",
    "No text in this row can be rewritten; visits, tasks, your own reminders and notes of clients can.",
)
NOT_FOR_ROW = Words("「{verb}」不适用于这一行。", '"{verb}" does not apply to this row.')
PLAN, RESOLVE = Words("计划处置", "Plan"), Words("办结", "Resolve")
DISMISS, REJECT = Words("误报：理由", "False alarm: reason"), Words("不同意：理由", "Reject: reason")
PLAN_FOR = Words("选客户安排拜访", "Plan a visit for")
POSTPONE, REMIND = Words("推迟", "Postpone"), Words("提醒", "Remind")
SAID = {
    "ack": Words("已确认，u 撤销", "Acknowledged, u undoes"),
    "accept": Words("已同意，u 撤销", "Accepted, u undoes"),
    "plan": Words("已计划至 {on}，u 撤销", "Planned for {on}, u undoes"),
    "postpone": Words("已推迟至 {on}，u 撤销", "Postponed to {on}, u undoes"),
    "move": Words("已改到 {on}，u 撤销", "Moved to {on}, u undoes"),
    "snooze": Words("已搁置至 {on}，u 撤销", "Snoozed until {on}, u undoes"),
    "resolve": Words("已办结，u 撤销", "Resolved, u undoes"),
    "done": Words("已完成，u 撤销", "Done, u undoes"),
    "dismiss": Words("已按误报关闭，u 撤销", "Dismissed, u undoes"),
    "reject": Words("已记为不同意，u 撤销", "Rejected, u undoes"),
    "cancel": Words("已取消，u 撤销", "Cancelled, u undoes"),
    "delete": Words("已删除，u 撤销", "Deleted, u undoes"),
    "remind": Words("将于 {on} 提醒，u 撤销", "Reminder set for {on}, u undoes"),
}


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """An appointment whose visit is logged; `id` is None when it was marked as missed and cannot be fulfilled."""

    client_id: Key
    on: date
    id: Key | None


class RowVerbs(PageScreen):
    """A page whose rows can be acted on; every verb can be undone, so none asks for confirmation."""

    def refusal(self, command: Command) -> Words | None:
        """Return why a verb does not apply to the selected row."""
        target = self.target()
        if command.id.startswith("verb."):
            if target is None:
                return NO_ROW
            if command.id not in APPLY.get(target.kind, frozenset()):
                return NOT_FOR_ROW.fill(verb=i18n.say(command.label))
        if command.id == "delete":
            return NO_ROW if target is None else None if target.kind in DELETES else NOT_DELETED
        if command.id == "editor":
            return why_not_edit() or (NO_ROW if target is None else self.why_not_rewrite(target))
        if command.id == "remind" and (target is None or target.client_id is None):
            return NO_ROW
        return super().refusal(command)

    def why_not_rewrite(self, target: Target) -> Words | None:
        """Return why the text of a row cannot be written anew, or None."""
        return None if target.kind in REWRITTEN else NO_TEXT_HERE

    @property
    def _row(self) -> tuple[Target, Key]:
        target = self.target()
        assert target is not None, "refusal() lets no verb pass without a row"
        return target, Key(target.id)

    async def command_verb_accept(self) -> None:
        """Acknowledge a warning; accept a tier change."""
        target, key = self._row
        if target.kind == "tier":
            await self.host.do(services.accept_tier_changes, [key])
            self.host.toast(SAID["accept"])
        else:
            await self.host.do(services.acknowledge_signals, [key])
            self.host.toast(SAID["ack"])

    async def command_verb_plan(self) -> None:
        """Plan a warning; postpone a tier change, reminder or task; move a visit."""
        target, key = self._row
        today = self.host.workspace.clock.today()
        if target.kind == "visit":
            await self._move_visit(key)
            return
        if target.kind == "signal":
            plan = await self.ask_person(PlanPanel(PLAN, today, choices=list(MEASURES.values())))
            if plan is not None:
                measure = list(MEASURES)[plan.choice or 0]
                await self.host.do(services.plan_signals, [key], SignalPlan(measure, plan.due_on, plan.note))
                self.host.toast(SAID["plan"], on=plan.due_on)
            return
        plan = await self.ask_person(postpone_panel(POSTPONE, today))
        if plan is None:
            return
        if target.kind == "tier":
            await self.host.do(services.postpone_tier_changes, [key], plan.due_on)
        elif target.kind == "reminder":
            until = morning(plan.due_on, self.host.workspace.clock.zone)
            await self.host.do(services.postpone_reminder, key, until)
        else:
            await self.host.do(services.move_follow_up, key, plan.due_on)
        self.host.toast(SAID["postpone"], on=plan.due_on)

    async def _move_visit(self, key: Key) -> None:
        moment = await self.ask_person(MoveForm(self.host.workspace.clock.today()))
        if moment is not None:
            await self.host.do(services.move_visit, key, moment.day, moment.at)
            self.host.toast(SAID["move"], on=moment.day)

    async def command_verb_snooze(self) -> None:
        """Set a warning aside until a day, with a reason."""
        _, key = self._row
        candidates = [Candidate(key, *await self.ask(snoozed_before, key))]
        asked = await ask_snooze(self, candidates, self.host.workspace.clock.today())
        if asked is not None:
            await carry_out(self, candidates, asked)
            self.host.toast(SAID["snooze"], on=asked.until)

    async def command_verb_resolve(self) -> None:
        """Resolve a warning; settle an outside event; finish a reminder or task."""
        target, key = self._row
        if target.kind == "signal":
            why = await self.ask_person(ReasonPanel(RESOLVE, choices=list(SETTLED.values())))
            if why is not None:
                await self.host.do(services.resolve_signals, [key], list(SETTLED)[why.choice or 0])
                self.host.toast(SAID["resolve"])
        elif target.kind == "event":
            await self.host.do(services.settle_event, key, self.host.workspace.clock.today())
            self.host.toast(SAID["resolve"])
        elif target.kind == "heard":
            await self.host.do(services.answer_feedback, key)
            self.host.toast(SAID["done"])
        elif target.kind == "reminder":
            await self.host.do(services.finish_reminder, key)
            self.host.toast(SAID["done"])
        else:
            await self.host.do(services.finish_follow_up, key)
            self.host.toast(SAID["done"])

    async def command_verb_reject(self) -> None:
        """Dismiss a warning or reject a tier change with a reason; cancel a visit, reminder, task or rebuttal."""
        target, key = self._row
        if target.kind == "signal":
            if (answer := await ask_reason(self, DISMISS, FALSE_ALARMS)) is not None:
                code, text = answer
                await self.host.do(services.dismiss_signals, [key], text or i18n.say(FALSE_ALARMS[code]))
                self.host.toast(SAID["dismiss"])
        elif target.kind == "tier":
            if (answer := await ask_reason(self, REJECT, AGAINST_TIER)) is not None:
                await self.host.do(services.reject_tier_changes, [key], *answer)
                self.host.toast(SAID["reject"])
        else:
            if target.kind == "visit":
                await self.host.do(services.cancel_visit, key)
            elif target.kind == "rebuttal":
                await self.host.do(services.withdraw_rebuttal, key)
            elif target.kind == "reminder":
                await self.host.do(services.cancel_reminder, key)
            else:
                await self.host.do(services.cancel_follow_up, key)
            self.host.toast(SAID["cancel"])

    def planned_visit(self, target: Target) -> PlannedVisit | None:  # noqa: ARG002 - for subclasses
        """Return the appointment a row stands for, or None."""
        return None

    async def command_visit_log(self) -> None:
        """Log a visit for the client of the row; on an appointment, fulfil it on its day."""
        target = self.target()
        planned = self.planned_visit(target) if target is not None and target.kind == "visit" else None
        start = await self.ask(visit_start, planned.client_id) if planned is not None else None
        if planned is None or start is None or any(True for _ in self.query(VisitForm)):
            await cast(Any, self.app).command_visit_log()
            return
        on = min(planned.on, self.host.workspace.clock.today())
        await self.ask_person(VisitForm(self.host, start, on=on, visit_id=planned.id))

    async def plan_new(self, client: Key | None = None, *, when: str = "") -> None:
        """Plan a visit for a client, or for one that is picked first; `when` is filled in as it is typed."""
        if client is None:
            picked = await cast(Any, self.app).pick_client(PLAN_FOR)
            client = picked.id if picked is not None else None
        start = await self.ask(visit_start, client) if client is not None else None
        if start is None:
            return
        today = self.host.workspace.clock.today()
        name = privacy.name(start.client.name)
        plan = await self.ask_person(PlanVisitForm(today, start.client.id, name, when=when))
        if plan is not None:
            await self.host.do(services.plan_visit, plan)
            self.host.toast(SAID["plan"], on=plan.on)

    async def command_delete(self) -> None:
        """Take the row out of the book, after asking."""
        target, key = self._row
        what, use_case = DELETES[target.kind]
        text = self.table.current_text()
        title = f"{i18n.say(DELETE)}: {i18n.say(what)}"
        if await self.ask_person(ConfirmPanel(title, i18n.say(GOES, text=text), i18n.say(DELETE))):
            await self.host.do(getattr(services, use_case), key)
            self.host.toast(SAID["delete"])

    async def command_editor(self) -> None:
        """Write the text of the row anew in the person's own editor."""
        target, key = self._row
        await part(REWRITE)(self, target.kind, key)

    async def command_remind(self) -> None:
        """Set a reminder about the client of the row."""
        target, _ = self._row
        clock = self.host.workspace.clock
        plan = await self.ask_person(reminder_panel(REMIND, clock.today()))
        if plan is not None:
            due: datetime = morning(plan.due_on, clock.zone)
            await self.host.do(services.add_reminder, target.client_id, plan.note, due)
            self.host.toast(SAID["remind"], on=plan.due_on)
