"""The watch list: clients to be reviewed, their plans, and the exit that a second person approves."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, cast

from textual.content import Content

from relmgr import i18n, services
from relmgr.commands import Command
from relmgr.domain.values import Key
from relmgr.domain.watch_list import ReviewDraft, WatchPlan, WatchPolicy, WatchState
from relmgr.domain.watch_words import CAUSES, WATCH_STATES
from relmgr.queries.watch_list import OFF, ON, WatchRow, on_record, watch_list, watch_reviews
from relmgr.queries.watch_standing import open_triggers
from relmgr.screens.forms.small import ReasonPanel
from relmgr.screens.queue import QueueScreen
from relmgr.screens.warnings import time_left
from relmgr.screens.watch_detail import watch_detail
from relmgr.screens.watch_forms import SecondPerson, SecondPersonForm, WatchPlanForm, WatchReviewForm
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, level_badge
from relmgr.widgets.columns import Cell, Column
from relmgr.words import Words

COUNT, OVERDUE = Words("在册 {n}", "Watched {n}"), Words("检查逾期 {n}", "Late {n}")
TO_APPROVE = Words("待批 {n}", "To approve {n}")
BACK = Words("预警 <", "Warnings <")
AGAIN, MISSING = Words("再入", "again"), Words("缺", "missing")
PICK, ENTER = Words("选客户列入关注名单", "Put on the watch list"), Words("列入理由", "Reason for watching")
PROPOSE, APPROVE = Words("提出退出：理由", "Propose the exit: reason"), Words("批准退出", "Approve the exit")
REFUSE = Words("退回：批准人与理由", "Refuse the exit")
ENTERED = Words("已列入关注名单 {what}，u 撤销", "{what} is watched now, u undoes")
PLANNED = Words("已定计划 {what}，u 撤销", "Plan written for {what}, u undoes")
REVIEWED = Words("已记检查 {what}，u 撤销", "Review recorded for {what}, u undoes")
PROPOSED = Words(
    "已提出退出 {what}，待第二人批准，u 撤销", "Exit of {what} proposed, a second person approves, u undoes"
)
APPROVED = Words("已批准退出 {what}，u 撤销", "{what} has left the watch list, u undoes")
REFUSED = Words("已退回 {what}，u 撤销", "Exit of {what} refused, u undoes")
NOT_PROPOSED = Words("还没有提出退出；按 x 提出。", "No exit was proposed; x proposes one.")
HAS_LEFT = Words("该客户已经退出关注名单。", "This client has left the watch list.")
NOTHING = {
    ON: Words(
        "关注名单上没有客户。\n\n有红色预警或两条橙色预警时自动列入   n 人工列入   [ ] 回到预警",
        "Nobody is watched.\n\nA red warning or two orange ones bring a client here   n by hand   [ ] warnings",
    ),
    OFF: Words("还没有客户退出。\n\n[ 回到关注名单", "Nobody has left yet.\n\n[ goes back to the list"),
}


class WatchScreen(QueueScreen[WatchRow]):
    """Watched clients of the signed-in manager."""

    NAME = "watch"
    PLACE = "warnings"
    WATCHES = frozenset({"watchitem", "watchreview", "signal", "client", "clientcache", "assignment"})
    FOOTER = ("find.done", "verb.resolve", "verb.plan", "verb.reject", "verb.accept", "new", "menu", "undo")
    VIEWS = ((ON, Words("关注名单", "Watch list")), (OFF, Words("已退出", "Left")))
    SORTS: ClassVar[Sequence[tuple[str, Words]]] = (
        ("review", Words("下次检查", "review")),
        ("client", Words("客户", "client")),
        ("exposure", Words("敞口", "exposure")),
        ("age", Words("在册天数", "longest watched")),
    )
    CSS = "WatchScreen.-narrow .split .preview { max-height: 55%; }"

    # rows -----------------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column[WatchRow]]:
        """Return the columns, the dispensable ones last."""
        return (
            Column(Words("级别", "Level"), (6, 6), lambda r: level_badge(r.level)),
            Column(
                Words("客户", "Client"), (14, 14), lambda r: privacy.name(r.client), grow=True, sort="client"
            ),
            Column(
                Words("检查", "Review"), (8, 8), self._review, sort="review", value=lambda r: r.next_review_on
            ),
            Column(Words("计划", "Plan"), (12, 11), _plan, grow=True),
            Column(Words("状态", "State"), (8, 13), lambda r: i18n.say(WATCH_STATES[r.state])),
            Column(Words("原因", "Cause"), (13, 17), _cause),
            Column(Words("负责人", "Owner"), (8, 10), lambda r: privacy.name(r.owner) if r.owner else "-"),
        )

    def _review(self, row: WatchRow) -> Cell:
        return time_left(row.next_review_on, self.today) if row.is_on else ""

    async def queue(self) -> Sequence[WatchRow]:
        """Ask for the view."""
        return await self.ask(watch_list, self.view)

    def texts(self, row: WatchRow) -> Iterable[str]:
        """Return client, owner, plan and cause."""
        return (row.client, row.owner, row.plan, row.text)

    def sorted_rows(self, rows: Sequence[WatchRow]) -> Sequence[WatchRow]:
        """Return the rows in order; unknown exposures last."""
        if self.sort == "exposure":
            return sorted(rows, key=lambda r: (r.exposure_minor is None, -(r.exposure_minor or 0)))
        return sorted(rows, key=lambda r: r.entered_on) if self.sort == "age" else rows

    async def preview(self, key: Key) -> Content | None:
        """Ask for triggers and reviews of a client."""
        if (row := self.held.get(key)) is None:
            return None
        triggers = await self.ask(open_triggers, row.client_id)
        return watch_detail(row, triggers, await self.ask(watch_reviews, key), self.today)

    # the frame ------------------------------------------------------------------------------------------

    def figures(self) -> Sequence[str]:
        """Return how many are watched, late and waiting for approval."""
        if self.view != ON:
            return ()
        rows = self.held.values()
        late = sum(row.is_review_late(self.today) for row in rows)
        asked = sum(row.state is WatchState.EXIT_PROPOSED for row in rows)
        said = ((COUNT, len(rows)), (OVERDUE, late), (TO_APPROVE, asked))
        return [i18n.say(words, n=n) for words, n in said]

    def tabs(self, room: int) -> Content:
        """Return the way back to the warnings before the views."""
        back = content(Styled(f"{i18n.say(BACK)} ", "muted"))
        return back.append(super().tabs(room - back.cell_length))

    def nothing(self) -> Words:
        """Return why a view is empty and what to press."""
        return NOTHING[self.view]

    def refusal(self, command: Command) -> Words | None:
        """Return why a verb does not apply to the row."""
        reason = super().refusal(command)
        if reason is not None or not command.id.startswith("verb.") or self.row is None:
            return reason
        if not self.row.is_on:
            return HAS_LEFT
        proposed = self.row.state is WatchState.EXIT_PROPOSED
        return NOT_PROPOSED if command.id == "verb.accept" and not proposed else None

    async def command_tab_next(self) -> None:
        """Show the view to the right; behind the last one are the warnings."""
        await self._show(1)

    async def command_tab_prev(self) -> None:
        """Show the view to the left; before the first one are the warnings."""
        await self._show(-1)

    async def _show(self, step: int) -> None:
        names = [name for name, _ in self.VIEWS]
        if 0 <= names.index(self.view) + step < len(names):
            self.show_view(step)
        else:
            await cast(Any, self.app).go("warnings")

    # verbs: one client at a time, because each has a plan and a finding of its own ------------------------

    async def _policy(self) -> WatchPolicy:
        rules = await asyncio.to_thread(lambda: self.host.workspace.rules)
        return rules.warnings.watch_list

    async def command_verb_plan(self) -> None:
        """Set owner, plan and due date."""
        if (row := self.row) is None:
            return

        async def save(plan: WatchPlan) -> object:
            return await self.host.do(services.plan_watch, row.id, plan)

        if await self.ask_person(WatchPlanForm(self.today, row, save)) is not None:
            self.host.toast(PLANNED, what=privacy.name(row.client))

    async def command_verb_resolve(self) -> None:
        """Record a review."""
        if (row := self.row) is None:
            return
        record, policy = await self.ask(on_record, row.client_id), await self._policy()

        async def save(review: ReviewDraft) -> object:
            return await self.host.do(services.review_watch, row.id, review, policy)

        if await self.ask_person(WatchReviewForm(row, record, save)) is not None:
            self.host.toast(REVIEWED, what=privacy.name(row.client))

    async def command_verb_reject(self) -> None:
        """Propose the exit, or send a proposed one back."""
        if (row := self.row) is None:
            return
        if row.state is WatchState.EXIT_PROPOSED:
            await self._refuse(row)
            return
        reason = await self.ask_person(ReasonPanel(PROPOSE, required=True))
        if reason is not None:
            await self.host.do(services.propose_exit, row.id, reason.text, await self._policy())
            self.host.toast(PROPOSED, what=privacy.name(row.client))

    async def _refuse(self, row: WatchRow) -> None:
        async def save(said: SecondPerson) -> object:
            return await self.host.do(services.refuse_exit, row.id, said.name, said.reason)

        if await self.ask_person(SecondPersonForm(REFUSE, save, reason=True)) is not None:
            self.host.toast(REFUSED, what=privacy.name(row.client))

    async def command_verb_accept(self) -> None:
        """Approve the exit in the name of a second person."""
        if (row := self.row) is None:
            return
        policy = await self._policy()

        async def save(said: SecondPerson) -> object:
            return await self.host.do(services.approve_exit, row.id, said.name, policy)

        if await self.ask_person(SecondPersonForm(APPROVE, save, reason=False)) is not None:
            self.host.toast(APPROVED, what=privacy.name(row.client))

    async def command_new(self) -> None:
        """Put a client on the list by hand."""
        client = await cast(Any, self.app).pick_client(PICK)
        if client is None:
            return
        reason = await self.ask_person(ReasonPanel(ENTER, required=True))
        if reason is not None:
            country = self.host.workspace.settings.country
            policy = await self._policy()
            done = await self.host.do(services.enter_watch, client.id, reason.text, policy, country)
            self.host.toast(ENTERED, what=privacy.name(client.name))
            await self.go_to(done.result)


def _plan(row: WatchRow) -> Cell:
    return privacy.words(row.plan) or Styled(i18n.say(MISSING), "overdue")


def _cause(row: WatchRow) -> str:
    said = i18n.say(CAUSES[row.cause])
    return f"{said} {i18n.say(AGAIN)}" if row.is_reentry else said
