"""The post-loan file on the client page: class and stage, rebuttals, covenants, projects, events and debts."""

from collections.abc import Iterable, Iterator, Mapping

from relmgr import i18n
from relmgr.domain.connected import TIE_WORDS
from relmgr.domain.event_kinds import EVENT_WORDS, EventKind
from relmgr.domain.outside_drafts import REBUTTAL_WORDS, RebuttalKind
from relmgr.domain.value_words import ASSET_CLASSES, FEEDBACK_KINDS, worded
from relmgr.domain.values import FeedbackKind
from relmgr.queries.connected import ConnectedGroup
from relmgr.queries.post_loan import (
    CovenantRow,
    EventRow,
    HeardRow,
    PostLoanFile,
    ProjectRow,
    RebuttalRow,
)
from relmgr.screens.client_view import View, amount, day, unknown
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, cell, heading, note
from relmgr.words import Words

WIDE = 90
"""A pane of so many cells holds class, floor, stage and the day of the evaluation on one line."""
TITLE = Words("分类与阶段", "Class and stage")
RECORDED, FLOOR = Words("登记分类", "Recorded class"), Words("分类下限", "Class floor")
STAGE, AS_OF = Words("IFRS 9 阶段", "IFRS 9 stage"), Words("评估于 {on}", "evaluated {on}")
TOO_GOOD = Words("登记分类优于下限，需更正", "recorded class is better than its floor: correct it")
UNTIL, WITHDRAWN = Words("至 {on}", "until {on}"), Words("已撤回 {on}", "withdrawn {on}")
EXPIRED = Words("已过期 {on}", "expired {on}")
COVENANTS, PROJECTS = Words("约束条款", "Covenants"), Words("项目", "Projects")
EVENTS, DEBTS = Words("外部事件", "Outside events"), Words("各行负债", "Debts at banks")
LIMITS = Words("违约 {default}  锁定 {lockup}", "default {default}  lock-up {lockup}")
TESTED, NEVER = Words("{value} ({on})", "{value} ({on})"), Words("未测试", "not tested")
WORKS = Words("进度 {physical}  提款 {drawn}", "works {physical}  drawn {drawn}")
DONE_BY = Words("计划 {baseline}  预计 {forecast}", "planned {baseline}  expected {forecast}")
STOPPED = Words("停工自 {on}", "stopped since {on}")
SETTLED = Words("已了结 {on}", "settled {on}")
OWN, DPD = Words("本行", "own bank"), Words("逾期 {days} 天", "{days} days past due")
CONNECTED, HEARD = (
    Words("关联客户", "Connected clients"),
    Words("待答复的需求与投诉", "Needs and complaints to answer"),
)
TOGETHER = Words("合计（含本户） {sums}", "together with this client {sums}")
UNKNOWN_AMOUNTS = Words("，另有 {n} 笔余额不明", ", and {n} of unknown amount")
NON_PERFORMING = Words("不良", "non-performing")
STATUSES = {
    "due": Words("待测", "due"),
    "pass": Words("通过", "pass"),
    "breach": Words("违反", "breach"),
    "waived": Words("豁免", "waived"),
    "na": Words("不适用", "n/a"),
}
CLASS_ORDER = tuple(ASSET_CLASSES)
BAD = frozenset({"breach"})


def post_loan(view: View) -> list[Line]:
    """Return what the post-loan file holds; sections without rows are left out."""
    found = view.page.file
    lines = [
        heading(i18n.say(TITLE)),
        *_standing(view, found),
        *(_rebuttal(view, r) for r in found.rebuttals),
    ]
    sections: tuple[tuple[Words, Iterable[Line]], ...] = (
        (COVENANTS, (_covenant(view, row) for row in found.covenants)),
        (PROJECTS, (line for row in found.projects for line in _project(view, row))),
        (EVENTS, (_event(view, row) for row in found.events)),
        (DEBTS, _debts(view, found)),
        (CONNECTED, _connected(view, found.connected)),
        (HEARD, (_heard(view, row) for row in found.heard)),
    )
    for words, rows in sections:
        shown = list(rows)
        lines += [heading(i18n.say(words)), *shown] if shown else []
    return lines


def _own(view: View, text: str) -> str:
    """Return the name of a project or covenant; the mask hides the client's name in it too."""
    return privacy.about(text, view.page.profile.name, view.page.profile.short_name)


def _class(value: str) -> str | Styled:
    return i18n.say(worded(ASSET_CLASSES, value)) if value else unknown()


def _standing(view: View, found: PostLoanFile) -> Iterator[Line]:
    standing = found.standing
    stage: str | Styled = unknown() if standing.stage is None else str(standing.stage)
    recorded = (i18n.say(RECORDED) + " ", _class(standing.asset_class))
    floor = (f"   {i18n.say(FLOOR)} ", _class(standing.class_floor))
    as_of = f"   {i18n.say(AS_OF, on=standing.as_of)}" if standing.as_of else ""
    beside = view.width >= WIDE
    verdicts = (*recorded, *floor, f"   {i18n.say(STAGE)} ", stage)
    yield view.row("standing", "", *verdicts, Styled(as_of if beside else "", "muted"))
    if as_of and not beside:
        yield note(Styled(as_of, "muted"))
    both = standing.asset_class, standing.class_floor
    if all(value in CLASS_ORDER for value in both) and CLASS_ORDER.index(both[0]) < CLASS_ORDER.index(
        both[1]
    ):
        yield note("   ", Styled(i18n.say(TOO_GOOD), "overdue"))


def _rebuttal(view: View, row: RebuttalRow) -> Line:
    if row.withdrawn_on is not None:
        state = i18n.say(WITHDRAWN, on=row.withdrawn_on)
    else:
        state = i18n.say(UNTIL if row.is_active else EXPIRED, on=row.expires_on)
    what = i18n.say(REBUTTAL_WORDS[RebuttalKind(row.kind)])
    style = "strong" if row.is_active else "muted"
    where = f"{row.facility}  " if row.facility else ""
    return view.row(
        "rebuttal",
        row.id,
        Styled(f"{what}  ", style),
        f"{state}  {where}{privacy.name(row.author)}  {privacy.words(row.reason)}",
    )


def _times(e6: int | None) -> str:
    return "-" if e6 is None else f"{e6 / 1_000_000:.2f}"


def _covenant(view: View, row: CovenantRow) -> Line:
    limits = i18n.say(LIMITS, default=f"{row.operator}{_times(row.default_e6)}", lockup=_times(row.lockup_e6))
    tested = i18n.say(NEVER)
    if row.period_end is not None:
        tested = i18n.say(TESTED, value=_times(row.value_e6), on=row.period_end)
    said = i18n.say(worded(STATUSES, row.status)) if row.status else ""
    name = cell(_own(view, row.title), max(12, view.width - 2 - 10 - 22 - 32))
    status = cell(Styled(said, "overdue" if row.status in BAD else ""), 8)
    return view.row("covenant", row.id, name, status, cell(tested, 20), limits)


def _share(e6: int | None) -> str:
    return "-" if e6 is None else f"{e6 / 10_000:.0f}%"


def _project(view: View, row: ProjectRow) -> Iterator[Line]:
    works = i18n.say(WORKS, physical=_share(row.physical_e6), drawn=_share(row.drawn_e6))
    yield view.row(
        "project",
        row.id,
        cell(_own(view, row.name), max(12, view.width - 2 - 30 - 14)),
        cell(works, 30),
        amount(row.budget_minor, row.currency),
    )
    dates = i18n.say(DONE_BY, baseline=row.baseline_on or "-", forecast=row.forecast_on or "-")
    stopped = Styled(f"  {i18n.say(STOPPED, on=row.stopped_on)}", "overdue") if row.stopped_on else ""
    yield note("   ", Styled(dates, "muted"), stopped)


def _event(view: View, row: EventRow) -> Line:
    name = i18n.say(EVENT_WORDS[EventKind(row.kind)]) if row.kind in list(EventKind) else row.kind
    over = f"  {i18n.say(SETTLED, on=row.ended_on)}" if row.ended_on else ""
    money: str | Styled = "" if row.amount_minor is None else amount(row.amount_minor, row.currency)
    style = "muted" if row.ended_on else "strong"
    told = "  ".join(privacy.words(text) for text in (row.text, row.source) if text)
    return view.row(
        "event", row.id, f"{row.occurred_on}  ", Styled(name, style), over, "  ", money, f"  {told}"
    )


def _debts(view: View, found: PostLoanFile) -> Iterator[Line]:
    for row in found.debts:
        late = Styled(f"  {i18n.say(DPD, days=row.dpd)}", "overdue") if row.dpd else ""
        name = f"{row.bank} ({i18n.say(OWN)})" if row.own_bank else row.bank
        yield view.row(
            "debt", row.bank, cell(name, 26), cell(amount(row.debt_minor, row.currency), 14, right=True),
            day(row.as_of), late,
        )  # fmt: skip


def _connected(view: View, group: ConnectedGroup) -> Iterator[Line]:
    """Show each connected client with the path to it and what it owes; currencies are never added."""
    for member in group.members:
        path = " > ".join(f"{i18n.say(TIE_WORDS[kind])} {privacy.name(name)}" for name, kind in member.path)
        bad = Styled(f"  {i18n.say(NON_PERFORMING)}", "overdue") if member.npl else ""
        owed = f"  {_sums(member.exposure)}" if member.exposure else ""
        yield view.row("connected", member.client_id, path, owed, bad)
    if group.members:
        more = i18n.say(UNKNOWN_AMOUNTS, n=group.unknown_amounts) if group.unknown_amounts else ""
        yield note("   ", Styled(i18n.say(TOGETHER, sums=_sums(group.exposure)) + more, "muted"))


def _sums(exposure: Mapping[str, int]) -> str:
    shown = (amount(minor, currency) for currency, minor in sorted(exposure.items()))
    return " + ".join(part.text if isinstance(part, Styled) else part for part in shown) or "-"


def _heard(view: View, row: HeardRow) -> Line:
    kind = i18n.say(FEEDBACK_KINDS[FeedbackKind(row.kind)])
    where = f" > {row.department}" if row.department else ""
    return view.row(
        "heard", row.id, f"{row.heard_on}  ", Styled(kind, "strong"), f"  {privacy.words(row.text)}{where}"
    )
