"""One client as text: a block per pane of the client page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from relmgr import i18n
from relmgr.cli.cells import (
    CLIENT_STATES,
    FACILITY_KINDS,
    VISIT_STATES,
    amount,
    column,
    day,
    exact,
    full_day,
    local_day,
    mark,
    points,
    short_id,
    term,
    tier,
)
from relmgr.cli.context import Context
from relmgr.cli.report import Block, Cell, Facts, Table
from relmgr.cli.tier_reports import overrides_table
from relmgr.domain.tier_words import reason_said
from relmgr.domain.value_words import FOLLOW_UP_STATES, REVIEW_STATES, SIGNAL_STATES, VISIT_KINDS
from relmgr.domain.values import Unit
from relmgr.queries.client_page import ClientProfile, ClientVisit, MetricRow
from relmgr.queries.tier_standing import tier_standing
from relmgr.queries.unjudged import UnjudgedRule
from relmgr.words import Words

NONE = Words("无", "none")


def client_blocks(context: Context, profile: ClientProfile, parts: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return the blocks of the client page: the profile, then every part of it."""
    return (_profile(context, profile), *(PANES[name](context, rows) for name, rows in parts.items()))


def _tier(context: Context, p: ClientProfile) -> Cell:
    """Return the published tier with that of the model where they differ."""
    standing = context.workspace.ask(tier_standing, p.id)
    return tier(p.tier) if standing is None else i18n.say(standing.said)


def _profile(context: Context, p: ClientProfile) -> Facts:
    say = i18n.say
    pairs: list[tuple[str, Cell]] = [
        (say(Words("代码", "code")), p.code or "-"),
        (say(Words("信用代码", "credit code")), p.uscc or "-"),
        (say(Words("状态", "state")), term(CLIENT_STATES, p.state)),
        (say(Words("层级", "tier")), _tier(context, p)),
        (say(Words("预警", "warning")), mark(p.level)),
        (say(Words("评级", "grade")), p.grade or "-"),
        (say(Words("敞口", "exposure")), exact(p.exposure_minor, p.currency)),
        (say(Words("额度", "limit")), exact(p.limit_minor, p.currency)),
        (say(Words("行业", "industry")), p.industry or "-"),
        (say(Words("地区", "region")), " ".join(filter(None, (p.country, p.region, p.city))) or "-"),
        (say(Words("集团", "group")), p.group_name or "-"),
        (say(Words("客户经理", "manager")), p.manager or "-"),
        (say(Words("上次联系", "last contact")), full_day(p.last_contact_on)),
        (say(Words("下次拜访", "next visit")), local_day(p.next_visit_at, context.clock.zone)),
    ]
    if p.notes:
        pairs.append((say(Words("备注", "notes")), p.notes))
    return Facts(pairs, p.name)


def _contacts(_context: Context, rows: Sequence[Any]) -> Table:
    columns = (
        column("姓名", "name"),
        column("职务", "title"),
        column("电话", "phone"),
        column("邮箱", "email"),
        column("上次见面", "last met"),
    )
    cells = [(r.name, r.title, r.phone, r.email, day(r.last_met_on)) for r in rows]
    return Table(columns, cells, NONE, i18n.say(Words("联系人", "Contacts")))


def _facilities(_context: Context, rows: Sequence[Any]) -> Table:
    columns = (
        column("编号", "code"),
        column("名称", "name"),
        column("种类", "kind"),
        column("额度", "limit", right=True),
        column("余额", "drawn", right=True),
        column("到期日", "matures"),
        column("状态", "status"),
    )
    cells = [
        (
            r.code,
            r.name,
            term(FACILITY_KINDS, r.kind),
            amount(r.limit_minor, r.currency),
            amount(r.drawn_minor, r.currency),
            day(r.maturity_on),
            r.status,
        )
        for r in rows
    ]
    return Table(columns, cells, NONE, i18n.say(Words("授信", "Facilities")))


def _metrics(_context: Context, rows: Sequence[MetricRow]) -> Table:
    """Show the newest period of each figure; the JSON has them all."""
    newest: dict[str, MetricRow] = {}
    for row in rows:
        newest.setdefault(row.code, row)
    columns = (column("指标", "figure"), column("期间", "period"), column("数值", "value", right=True))
    cells = [(r.code, r.period, _metric(r)) for r in newest.values()]
    return Table(columns, cells, NONE, i18n.say(Words("指标", "Figures")))


def _metric(row: MetricRow) -> str:
    if row.unit is Unit.MINOR:
        return exact(row.value, row.currency)
    return f"{row.value / 1_000_000:,.4f}" if row.unit is Unit.E6 else f"{row.value:,}"


def _tiers(_context: Context, rows: Sequence[Any]) -> Table:
    columns = (
        column("日期", "date"),
        column("变动", "change"),
        column("状态", "state"),
        column("得分", "score", right=True),
        column("决定人", "by"),
        column("理由", "reason"),
    )
    cells = [
        (
            day(r.decided_on or r.proposed_on),
            f"{r.from_tier.value if r.from_tier else '-'} > {r.to_tier.value if r.to_tier else '-'}",
            term(REVIEW_STATES, r.state),
            points(r.score_e6),
            r.decided_by,
            r.reason or i18n.say(reason_said(r.reason_code)),
        )
        for r in rows
    ]
    return Table(columns, cells, NONE, i18n.say(Words("分层变动", "Tier changes")))


def _overrides(_context: Context, rows: Sequence[Any]) -> Table:
    return overrides_table(tuple(rows), i18n.say(Words("改层", "Overrides")))


def _scores(_context: Context, rows: Sequence[Any]) -> Table:
    """Show the last year of scores; the JSON has them all."""
    columns = (column("月份", "month"), column("得分", "score", right=True), column("模型层级", "model tier"))
    cells = [(r.period, points(r.score_e6), tier(r.model_tier)) for r in rows[-12:]]
    return Table(columns, cells, NONE, i18n.say(Words("得分", "Scores")))


def _signals(_context: Context, rows: Sequence[Any]) -> Table:
    columns = (
        column("编号", "id"),
        column("级别", "severity"),
        column("预警", "warning"),
        column("状态", "state"),
        column("发现", "since"),
        column("时限", "due"),
    )
    cells = [
        (
            short_id(r.id),
            mark(r.severity),
            i18n.say(Words(r.title_zh, r.title_en)),
            term(SIGNAL_STATES, r.state),
            day(r.first_seen_on),
            day(r.due_on),
        )
        for r in rows
    ]
    return Table(columns, cells, NONE, i18n.say(Words("预警", "Warnings")))


def _visits(context: Context, rows: Sequence[ClientVisit]) -> Table:
    zone = context.clock.zone
    columns = (
        column("日期", "date"),
        column("方式", "kind"),
        column("状态", "state"),
        column("参加人", "met"),
        column("要点", "summary"),
    )
    cells = [
        (
            day(r.occurred_on) if r.occurred_on else local_day(r.planned_at, zone),
            term(VISIT_KINDS, r.kind),
            term(VISIT_STATES, r.state),
            r.met or "-",
            r.summary or r.topic,
        )
        for r in rows
    ]
    return Table(columns, cells, NONE, i18n.say(Words("拜访", "Visits")))


def _follow_ups(_context: Context, rows: Sequence[Any]) -> Table:
    columns = (column("期限", "due"), column("状态", "state"), column("内容", "text"))
    cells = [(day(r.due_on), term(FOLLOW_UP_STATES, r.state), r.text) for r in rows]
    return Table(columns, cells, NONE, i18n.say(Words("待办", "Follow-ups")))


def _unjudged(_context: Context, rows: Sequence[UnjudgedRule]) -> Table:
    columns = (
        column("规则", "rule"),
        column("事项", "what"),
        column("缺少或过期的数据", "missing or stale data"),
    )
    cells = [
        (
            row.rule_id,
            f"{i18n.say(row.title)} {row.subject}".strip(),
            ", ".join(i18n.say(words) for words in (*row.missing, *row.stale)),
        )
        for row in rows
    ]
    return Table(columns, cells, NONE, i18n.say(Words("未能判断的规则", "Rules without an answer")))


def _strategy(_context: Context, found: Mapping[str, Any]) -> Table:
    columns = (column("项目", "item"), column("内容", "text"))
    cells = [(i18n.say(line["label"]), i18n.say(line["text"])) for line in found["lines"]]
    return Table(columns, cells, NONE, i18n.say(Words("服务策略", "Service strategy")))


PANES: Mapping[str, Callable[[Context, Any], Table]] = {
    "contacts": _contacts,
    "facilities": _facilities,
    "metrics": _metrics,
    "tiers": _tiers,
    "overrides": _overrides,
    "scores": _scores,
    "warnings": _signals,
    "strategy": _strategy,
    "unjudged": _unjudged,
    "visits": _visits,
    "follow_ups": _follow_ups,
}
