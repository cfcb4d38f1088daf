"""Tier review: proposed changes with the figures that sum to them, decided in bulk; and the overrides in force."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, cast

from textual.content import Content

from relmgr import i18n, services
from relmgr.commands import Command
from relmgr.domain import dates
from relmgr.domain.answers import AGAINST_TIER
from relmgr.domain.export_tables import Times
from relmgr.domain.override_words import report_said
from relmgr.domain.tier_overrides import OverrideReport
from relmgr.domain.values import Key
from relmgr.queries.tier_changes import TierChangeRow, decided_changes, review_queue
from relmgr.queries.tier_overrides import OverrideRow, open_overrides, override_rate
from relmgr.queries.why_tier import why_tier
from relmgr.screens.forms.small import ReasonPanel, postpone_panel
from relmgr.screens.queue import QueueScreen
from relmgr.screens.reasons import ask_reason
from relmgr.screens.tier_detail import override_detail, points, tier_detail
from relmgr.screens.tier_override import override_client
from relmgr.screens.tier_rows import TierRow, by_cell, change_cell, on_cell, waits
from relmgr.screens.why_panel import show_tier_why
from relmgr.widgets import privacy
from relmgr.widgets.columns import Column
from relmgr.words import Words

WAITING, DECIDED = Words("待复核 {n}", "To review {n}"), Words("已复核 {n} (本季)", "reviewed {n} (quarter)")
IN_FORCE = Words("改层 {n}", "overrides {n}")
END, REFUSE = Words("结束改层", "End the override"), Words("退回改层", "Refuse the override")
APPROVED = Words("已批准 {what}，u 撤销", "Approved {what}, u undoes")
ENDED = Words("已结束 {what}，u 撤销", "Ended {what}, u undoes")
REFUSED = Words("已退回 {what}，u 撤销", "Refused {what}, u undoes")
ONE_AT_A_TIME = Words(
    "改层一次只能处理一项：先清除标记。", "Overrides are handled one by one: clear the marks."
)
NOT_POSTPONED = Words(
    "改层不能暂缓；e 续期，x 结束。", "An override is not postponed; e renews it, x ends it."
)
NOT_ASKED = Words("这项改层已经生效；e 续期，x 结束。", "This override is in force; e renews it, x ends it.")
ACCEPT, POSTPONE, REJECT = Words("同意", "Accept"), Words("暂缓", "Postpone"), Words("不同意", "Reject")
ACCEPTED = Words("已同意 {what}，u 撤销", "Accepted {what}, u undoes")
POSTPONED = Words("已暂缓至 {on}：{what}，u 撤销", "Postponed to {on}: {what}, u undoes")
REJECTED = Words("已记不同意 {what}，u 撤销", "Rejected {what}, u undoes")
EFFECTS = {
    "accept": Words("{n} 家客户改到新的层级，今天生效。", "{n} clients move to their new tiers today."),
    "postpone": Words("{n} 项分层变动暂缓。", "{n} tier changes are postponed."),
    "reject": Words("{n} 家客户保持原层级。", "{n} clients keep their tiers."),
}
MANY = Words("{n} 项", "{n} changes")
IS_DECIDED = Words("这项已经处理过了；u 撤销上一步。", "This one is decided already; u undoes the last step.")
NOTHING = {
    "review": Words(
        "没有待复核的分层变动。本季已复核 {n} 项。\n\n] 看已处理的   2 客户",
        "No tier change waits for review. {n} reviewed this quarter.\n\n] decided ones   2 clients",
    ),
    "first": Words(
        "没有待复核的分层变动，本季也还没有复核过。\n\n每天评估后，建议的升降级会列在这里。   2 客户   ? 帮助",
        "No tier change waits for review, and none was reviewed this quarter.\n\n"
        "The daily evaluation lists what it proposes here.   2 clients   ? help",
    ),
    "decided": Words(
        "本季还没有复核过。\n\n[ 看待复核的", "Nothing was reviewed this quarter.\n\n[ to review"
    ),
    "overrides": Words(
        "现在没有改层。\n\n选中一家客户后按 e 改层，n 从全部客户里选。   ] 待复核",
        "No override is in force.\n\ne on a client overrides its tier, n picks any client.   ] to review",
    ),
}


class TiersScreen(QueueScreen[TierRow]):
    """Proposed tier changes of the assigned clients, those decided this quarter, and the overrides in force."""

    NAME = "tiers"
    WATCHES = frozenset({"tierchange", "tieroverride", "evaluation", "client", "clientcache", "assignment"})
    FOOTER = ("find.done", "verb.accept", "verb.reject", "verb.plan", "edit", "mark", "menu", "undo")
    VIEWS = (
        ("review", Words("待复核", "To review")),
        ("decided", Words("已处理", "Decided")),
        ("overrides", Words("改层", "Overrides")),
    )
    SORTS: ClassVar[Sequence[tuple[str, Words]]] = (
        ("exposure", Words("敞口", "exposure")),
        ("client", Words("客户", "client")),
        ("score", Words("得分", "score")),
        ("change", Words("先降后升", "downgrades first")),
    )
    CSS = """
    TiersScreen.-narrow .split .preview { max-height: 65%; }
    TiersScreen.-wide .split .preview { width: 56; }
    """

    def __init__(self) -> None:
        """Start with nothing decided."""
        super().__init__()
        self.waiting: Sequence[TierChangeRow] = ()
        self.decided: Sequence[TierChangeRow] = ()
        self.overrides: Sequence[OverrideRow] = ()
        self.rate: OverrideReport | None = None

    # rows -----------------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column[TierRow]]:
        """Return the columns, the dispensable ones last."""
        return (
            Column(
                Words("客户", "Client"), (14, 16), lambda r: privacy.name(r.client), grow=True, sort="client"
            ),
            Column(Words("变更", "Change"), (8, 8), change_cell, sort="change"),
            Column(
                Words("得分", "Score"),
                (5, 5),
                lambda r: points(r.score_e6),
                right=True,
                sort="score",
                value=_score,
            ),
            Column(Words("提出", "By"), (6, 10), by_cell),
            Column(Words("日期", "On"), (7, 6), on_cell),
        )

    async def queue(self) -> Sequence[TierRow]:
        """Ask for what waits, for what was decided this quarter and for the overrides."""
        self.waiting = await self.ask(review_queue)
        self.decided = await self.ask(decided_changes, quarter_start(self.today))
        self.overrides = await self.ask(open_overrides)
        if self.view == "overrides":
            self.rate = await self.ask(override_rate)
            return self.overrides
        return self.waiting if self.view == "review" else self.decided

    def texts(self, row: TierRow) -> Iterable[str]:
        """Return client and reason."""
        return (row.client, row.reason)

    def sorted_rows(self, rows: Sequence[TierRow]) -> Sequence[TierRow]:
        """Return the rows in order; an unknown score comes last."""
        if self.sort == "score":
            return sorted(rows, key=lambda r: (r.score_e6 is None, -(r.score_e6 or 0)))
        if self.sort == "change":
            return sorted(rows, key=lambda r: isinstance(r, TierChangeRow) and r.is_up)
        return rows

    async def preview(self, key: Key) -> Content | None:
        """Ask for the figures behind a change."""
        row = self.held.get(key)
        if row is None:
            return None
        rules = await asyncio.to_thread(lambda: self.host.workspace.rules)
        why = await self.ask(why_tier, row.client_id, rules)
        if isinstance(row, TierChangeRow):
            return tier_detail(row, why, rules)
        return override_detail(row, why, self.rate_lines())

    def rate_lines(self) -> Sequence[str]:
        """Return how often people override the model, in sentences."""
        return [i18n.say(words) for words in report_said(self.rate)] if self.rate is not None else []

    # the frame ------------------------------------------------------------------------------------------

    def figures(self) -> Sequence[str]:
        """Return how many wait and how many were decided this quarter."""
        figures = [i18n.say(WAITING, n=len(self.waiting)), i18n.say(DECIDED, n=len(self.decided))]
        return [*figures, i18n.say(IN_FORCE, n=len(self.overrides))] if self.overrides else figures

    def nothing(self) -> Words:
        """Return why a view is empty and what to press."""
        name = "first" if self.view == "review" and not self.decided else self.view
        return NOTHING[name].fill(n=len(self.decided))

    def refusal(self, command: Command) -> Words | None:
        """Return why a verb does not apply to the row."""
        reason = super().refusal(command)
        if reason is None and command.id.startswith("verb.") and self.row is not None:
            if isinstance(self.row, OverrideRow):
                return self._override_refusal(command)
            return None if waits(self.row) else IS_DECIDED
        return reason

    def _override_refusal(self, command: Command) -> Words | None:
        if len(self.chosen) > 1:
            return ONE_AT_A_TIME
        if command.id == "verb.plan":
            return NOT_POSTPONED
        return NOT_ASKED if command.id == "verb.accept" and self.row and not waits(self.row) else None

    # verbs ----------------------------------------------------------------------------------------------

    def _waiting(self) -> list[TierChangeRow]:
        rows = [row for row in self.chosen if isinstance(row, TierChangeRow) and waits(row)]
        if not rows:
            self.tell(i18n.say(IS_DECIDED))
        return rows

    async def command_why(self) -> None:
        """Say why the client has its tier, down to the rows."""
        if self.row is not None:
            await show_tier_why(self, self.row.client_id)

    async def command_verb_accept(self) -> None:
        """Make the proposed tier effective, or approve an override."""
        if isinstance(self.row, OverrideRow):
            await self._approve(self.row)
            return
        rows = self._waiting()
        if rows and await self.sure(rows, ACCEPT, EFFECTS["accept"]):
            await self.host.do(services.accept_tier_changes, [r.id for r in rows])
            self.answered(rows, ACCEPTED, what=_what(rows))

    async def command_verb_plan(self) -> None:
        """Review it again on a later day."""
        if not (rows := self._waiting()):
            return
        plan = await self.ask_person(postpone_panel(POSTPONE, self.today))
        if plan is not None and await self.sure(rows, POSTPONE, EFFECTS["postpone"]):
            await self.host.do(services.postpone_tier_changes, [r.id for r in rows], plan.due_on)
            self.answered(rows, POSTPONED, on=dates.month_day(plan.due_on), what=_what(rows))

    async def command_verb_reject(self) -> None:
        """Keep the tier, with a reason; end or refuse an override."""
        if isinstance(self.row, OverrideRow):
            await self._end(self.row)
            return
        if not (rows := self._waiting()):
            return
        answer = await ask_reason(self, REJECT, AGAINST_TIER)
        if answer is not None and await self.sure(rows, REJECT, EFFECTS["reject"]):
            await self.host.do(services.reject_tier_changes, [r.id for r in rows], *answer)
            self.answered(rows, REJECTED, what=_what(rows))

    # overrides ------------------------------------------------------------------------------------------

    async def command_edit(self) -> None:
        """Override the tier of the row's client, or renew the override in force."""
        if self.row is not None:
            await override_client(self, self.row.client_id, self.row.client)

    async def command_new(self) -> None:
        """Override the tier of any client."""
        client = await cast(Any, self.app).pick_client(PICK)
        if client is not None:
            await override_client(self, client.id, client.name)

    async def _approve(self, row: OverrideRow) -> None:
        rules = await asyncio.to_thread(lambda: self.host.workspace.rules)
        await self.host.do(services.approve_override, rules, row.id)
        self.answered([row], APPROVED, what=_what([row]))

    async def _end(self, row: OverrideRow) -> None:
        is_asked = waits(row)
        answer = await self.ask_person(ReasonPanel(REFUSE if is_asked else END, required=True))
        if answer is None:
            return
        if is_asked and self.host.workspace.me.role == LEAD:
            await self.host.do(services.refuse_override, row.id, answer.text)
        else:
            rules = await asyncio.to_thread(lambda: self.host.workspace.rules)
            await self.host.do(services.end_override, rules, row.id, answer.text)
        self.answered([row], REFUSED if is_asked else ENDED, what=_what([row]))


LEAD = "lead"
PICK = Words("选客户改层", "Override the tier of")


def _score(row: TierRow) -> Times | None:
    return Times(row.score_e6) if row.score_e6 is not None else None


def quarter_start(day: date) -> date:
    """Return the first day of the quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _what(rows: Sequence[TierRow]) -> str:
    if len(rows) > 1:
        return i18n.say(MANY, n=len(rows))
    return f"{privacy.name(rows[0].client)} {change_cell(rows[0])}"
