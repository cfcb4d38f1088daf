"""Tier review: proposed changes with the figures that sum to them, and accept, postpone, reject with a reason."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.content import Content

from relmgr import i18n, services
from relmgr.commands import Command
from relmgr.domain import dates
from relmgr.domain.answers import AGAINST_TIER
from relmgr.domain.value_words import REVIEW_STATES, SYSTEM
from relmgr.domain.values import Key, ReviewState
from relmgr.queries.tier_changes import TierChangeRow, decided_changes, review_queue
from relmgr.queries.why_tier import why_tier
from relmgr.screens.forms.small import postpone_panel
from relmgr.screens.queue import QueueScreen
from relmgr.screens.reasons import ask_reason
from relmgr.screens.tier_detail import change_word, points, tier_detail
from relmgr.widgets import privacy
from relmgr.widgets.columns import Cell, Column
from relmgr.words import Words

WAITING, DECIDED = Words("待复核 {n}", "To review {n}"), Words("已复核 {n} (本季)", "reviewed {n} (quarter)")
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
}


class TiersScreen(QueueScreen[TierChangeRow]):
    """Proposed tier changes of the assigned clients, and those decided this quarter."""

    NAME = "tiers"
    WATCHES = frozenset({"tierchange", "evaluation", "client", "clientcache", "assignment"})
    FOOTER = ("find.done", "verb.accept", "verb.reject", "verb.plan", "open", "mark", "menu", "undo")
    VIEWS = (("review", Words("待复核", "To review")), ("decided", Words("已处理", "Decided")))
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

    # rows -----------------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column[TierChangeRow]]:
        """Return the columns, the dispensable ones last."""
        return (
            Column(
                Words("客户", "Client"), (14, 16), lambda r: privacy.name(r.client), grow=True, sort="client"
            ),
            Column(Words("变更", "Change"), (8, 8), change_word, sort="change"),
            Column(Words("得分", "Score"), (5, 5), lambda r: points(r.score_e6), right=True, sort="score"),
            Column(Words("提出", "By"), (6, 10), self._by),
            Column(Words("日期", "On"), (7, 6), self._on),
        )

    def _by(self, row: TierChangeRow) -> Cell:
        if row.state is ReviewState.PENDING:
            return i18n.say(SYSTEM)
        return i18n.say(REVIEW_STATES[row.state])

    def _on(self, row: TierChangeRow) -> str:
        return dates.month_day(row.decided_on if row.decided_on is not None else row.proposed_on)

    async def queue(self) -> Sequence[TierChangeRow]:
        """Ask for what waits and for what was decided this quarter."""
        self.waiting = await self.ask(review_queue)
        self.decided = await self.ask(decided_changes, quarter_start(self.today))
        return self.waiting if self.view == "review" else self.decided

    def texts(self, row: TierChangeRow) -> Iterable[str]:
        """Return client and reason."""
        return (row.client, row.reason)

    def sorted_rows(self, rows: Sequence[TierChangeRow]) -> Sequence[TierChangeRow]:
        """Return the rows in order; an unknown score comes last."""
        if self.sort == "score":
            return sorted(rows, key=lambda r: (r.score_e6 is None, -(r.score_e6 or 0)))
        return sorted(rows, key=lambda r: r.is_up) if self.sort == "change" else rows

    async def preview(self, key: Key) -> Content | None:
        """Ask for the figures behind a change."""
        row = self.held.get(key)
        if row is None:
            return None
        rules = await asyncio.to_thread(lambda: self.host.workspace.rules)
        return tier_detail(row, await self.ask(why_tier, row.client_id, rules), rules)

    # the frame ------------------------------------------------------------------------------------------

    def figures(self) -> Sequence[str]:
        """Return how many wait and how many were decided this quarter."""
        return (i18n.say(WAITING, n=len(self.waiting)), i18n.say(DECIDED, n=len(self.decided)))

    def nothing(self) -> Words:
        """Return why a view is empty and what to press."""
        name = "first" if self.view == "review" and not self.decided else self.view
        return NOTHING[name].fill(n=len(self.decided))

    def refusal(self, command: Command) -> Words | None:
        """Return why a verb does not apply to the row."""
        reason = super().refusal(command)
        if reason is None and command.id.startswith("verb.") and self.row is not None:
            return IS_DECIDED if self.row.state not in _WAITS else None
        return reason

    # verbs ----------------------------------------------------------------------------------------------

    def _waiting(self) -> list[TierChangeRow]:
        rows = [row for row in self.chosen if row.state in _WAITS]
        if not rows:
            self.tell(i18n.say(IS_DECIDED))
        return rows

    async def command_verb_accept(self) -> None:
        """Make the proposed tier effective."""
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
        """Keep the tier, with a reason."""
        if not (rows := self._waiting()):
            return
        answer = await ask_reason(self, REJECT, AGAINST_TIER)
        if answer is not None and await self.sure(rows, REJECT, EFFECTS["reject"]):
            await self.host.do(services.reject_tier_changes, [r.id for r in rows], *answer)
            self.answered(rows, REJECTED, what=_what(rows))


_WAITS = (ReviewState.PENDING, ReviewState.POSTPONED)


def quarter_start(day: date) -> date:
    """Return the first day of the quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _what(rows: Sequence[TierChangeRow]) -> str:
    if len(rows) > 1:
        return i18n.say(MANY, n=len(rows))
    return f"{privacy.name(rows[0].client)} {change_word(rows[0])}"
