"""The post-loan file on the command line: what it holds, an event recorded, a presumption rebutted."""

from argparse import Namespace

from relmgr import i18n
from relmgr.cli.cells import amount, column, full_day
from relmgr.cli.context import Context
from relmgr.cli.declare import CLIENT, CommandLine, argument
from relmgr.cli.report import Cell, Facts, Report, Table, sentence
from relmgr.domain.connected import TIE_WORDS
from relmgr.domain.event_kinds import EVENT_WORDS, EventKind
from relmgr.domain.outside_drafts import REBUTTAL_WORDS, EventDraft, RebuttalDraft, RebuttalKind
from relmgr.domain.value_words import ASSET_CLASSES
from relmgr.domain.values import AssetClass, Key
from relmgr.errors import NotFound, Refused
from relmgr.queries.client_page import client_facilities
from relmgr.queries.post_loan import EventRow, PostLoanFile, RebuttalRow, post_loan_file
from relmgr.words import Words

NO_EVENTS = Words("没有外部事件。", "No outside events.")
NO_REBUTTALS = Words("没有反驳记录。", "No rebuttals.")
NO_COVENANTS = Words("没有约束条款。", "No covenants.")
NO_DEBTS = Words("没有征信负债。", "No debts from a credit bureau.")
NO_TIES = Words("没有关联客户。", "No connected clients.")
NO_FACILITY = Words("{client} 没有授信「{code}」。", '{client} has no facility "{code}".')
NO_EVENT = Words("{client} 没有编号以 {id} 开头的事件。", "{client} has no event whose id begins with {id}.")
NO_REBUTTAL = Words(
    "{client} 没有编号以 {id} 开头的反驳。", "{client} has no rebuttal whose id begins with {id}."
)
RECORDED = Words(
    "已记录：{what}，{on}（relmgr undo 可撤销）", "Recorded: {what}, {on} (relmgr undo takes it back)"
)
SETTLED = Words("已了结：{what}（relmgr undo 可撤销）", "Settled: {what} (relmgr undo takes it back)")
REBUTTED = Words(
    "已记录：{what}，有效至 {until}（relmgr undo 可撤销）",
    "Recorded: {what}, until {until} (relmgr undo takes it back)",
)
WITHDRAWN = Words("已撤回：{what}（relmgr undo 可撤销）", "Withdrawn: {what} (relmgr undo takes it back)")
SHORT_ID = 8


def show_file(context: Context, args: Namespace) -> Report:
    """Show class and stage beside each other, rebuttals, events, covenants and debts of one client."""
    client = context.client(args.client)
    found = context.workspace.ask(post_loan_file, client.id)
    blocks = (
        _standing(client.name, found),
        _rebuttals(found),
        _events(found),
        _covenants(found),
        _debts(found),
        _connected(found),
    )
    return Report({"client": client, "file": found}, blocks)


def _class(value: str) -> str:
    return i18n.say(ASSET_CLASSES[AssetClass(value)]) if value in list(AssetClass) else "-"


def _standing(name: str, found: PostLoanFile) -> Facts:
    say, standing = i18n.say, found.standing
    pairs: list[tuple[str, Cell]] = [
        (say(Words("登记五级分类", "recorded class")), _class(standing.asset_class)),
        (say(Words("分类下限", "class floor")), _class(standing.class_floor)),
        (say(Words("IFRS 9 阶段", "IFRS 9 stage")), "-" if standing.stage is None else str(standing.stage)),
        (say(Words("评估日", "as of")), full_day(standing.as_of)),
    ]
    return Facts(pairs, name)


def _rebuttals(found: PostLoanFile) -> Table:
    columns = (
        column("编号", "id"),
        column("反驳", "rebuttal"),
        column("授信", "facility"),
        column("有效至", "until"),
        column("有效", "counts"),
        column("作者", "author"),
        column("理由", "reason"),
    )
    yes, no = i18n.say(Words("是", "yes")), i18n.say(Words("否", "no"))
    rows = [
        (
            row.id[-SHORT_ID:],
            i18n.say(REBUTTAL_WORDS[RebuttalKind(row.kind)]),
            row.facility or "-",
            full_day(row.withdrawn_on or row.expires_on),
            yes if row.is_active else no,
            row.author,
            row.reason,
        )
        for row in found.rebuttals
    ]
    return Table(columns, rows, NO_REBUTTALS, i18n.say(Words("反驳", "Rebuttals")))


def _events(found: PostLoanFile) -> Table:
    columns = (
        column("编号", "id"),
        column("发生", "occurred"),
        column("事件", "event"),
        column("了结", "settled"),
        column("金额", "amount", right=True),
        column("来源", "source"),
        column("说明", "description"),
    )
    rows = [
        (
            row.id[-SHORT_ID:],
            full_day(row.occurred_on),
            event_name(row.kind),
            full_day(row.ended_on),
            amount(row.amount_minor, row.currency),
            row.source,
            row.text,
        )
        for row in found.events
    ]
    return Table(columns, rows, NO_EVENTS, i18n.say(Words("外部事件", "Outside events")))


def event_name(kind: str) -> str:
    """Return what a kind of event is called; an unknown code as it is."""
    return i18n.say(EVENT_WORDS[EventKind(kind)]) if kind in list(EventKind) else kind


def _covenants(found: PostLoanFile) -> Table:
    columns = (
        column("约束", "covenant"),
        column("违约线", "default", right=True),
        column("锁定线", "lock-up", right=True),
        column("实测", "value", right=True),
        column("测试期末", "period end"),
        column("结果", "status"),
    )
    rows = [
        (
            row.title,
            f"{row.operator} {_times(row.default_e6)}",
            _times(row.lockup_e6),
            _times(row.value_e6),
            full_day(row.period_end),
            row.status or "-",
        )
        for row in found.covenants
    ]
    return Table(columns, rows, NO_COVENANTS, i18n.say(Words("约束条款", "Covenants")))


def _times(e6: int | None) -> str:
    return "-" if e6 is None else f"{e6 / 1_000_000:.2f}"


def _debts(found: PostLoanFile) -> Table:
    columns = (
        column("银行", "bank"),
        column("征信日期", "as of"),
        column("余额", "debt", right=True),
        column("逾期天数", "days past due", right=True),
    )
    rows = [
        (
            row.bank,
            full_day(row.as_of),
            amount(row.debt_minor, row.currency),
            "-" if row.dpd is None else str(row.dpd),
        )
        for row in found.debts
    ]
    return Table(columns, rows, NO_DEBTS, i18n.say(Words("各行负债", "Debts at banks")))


def _connected(found: PostLoanFile) -> Table:
    columns = (
        column("客户", "client"),
        column("经由", "by way of"),
        column("余额", "drawn", right=True),
        column("不良", "non-performing"),
    )
    answers = {True: Words("是", "yes"), False: Words("否", "no"), None: Words("不明", "unknown")}
    rows = [
        (
            row.name,
            " > ".join(f"{i18n.say(TIE_WORDS[kind])} {name}" for name, kind in row.path),
            " + ".join(str(amount(minor, currency)) for currency, minor in row.exposure.items()) or "-",
            i18n.say(answers[row.npl]),
        )
        for row in found.connected.members
    ]
    return Table(columns, rows, NO_TIES, i18n.say(Words("关联客户", "Connected clients")))


def record(context: Context, args: Namespace) -> Report:
    """Record an event of a client, or settle one."""
    from relmgr import services

    client, today = context.client(args.client), context.clock.today()
    if args.settle:
        event = _event(context, client.id, client.name, args.settle)
        on = context.day(args.on, past=True, field="on") if args.on else today
        context.workspace.do(services.settle_event, event.id, on)
        return sentence(i18n.say(SETTLED, what=event_name(event.kind)), {"event": event.id, "ended_on": on})
    if not args.kind:
        raise Refused(
            Words(
                "请写事件种类，例如 relmgr event 客户 suit；--help 列出全部。",
                "Name the kind of event, for example relmgr event CLIENT suit; --help lists them all.",
            )
        )
    draft = EventDraft(
        client.id,
        EventKind(args.kind),
        context.day(args.on, past=True, field="on") if args.on else today,
        today,
        args.text,
        args.source,
        facility_id=_facility(context, client.id, client.name, args.facility),
    )
    key = context.workspace.do(services.record_event, draft).result
    what = i18n.say(EVENT_WORDS[draft.kind])
    return sentence(i18n.say(RECORDED, what=what, on=draft.occurred_on), {"event": key, "draft": draft})


def _event(context: Context, client: Key, name: str, text: str) -> EventRow:
    found = context.workspace.ask(post_loan_file, client).events
    hits = [row for row in found if row.id.startswith(text) or row.id.endswith(text)]
    if len(hits) != 1:
        raise NotFound(NO_EVENT.fill(client=name, id=text))
    return hits[0]


def _facility(context: Context, client: Key, name: str, code: str | None) -> Key | None:
    if not code:
        return None
    for facility in context.workspace.ask(client_facilities, client):
        if facility.code == code:
            return Key(facility.id)
    raise NotFound(NO_FACILITY.fill(client=name, code=code))


def rebut(context: Context, args: Namespace) -> Report:
    """Record a rebuttal of a presumption, or withdraw one."""
    from relmgr import services

    client, today = context.client(args.client), context.clock.today()
    if args.withdraw:
        row = _rebuttal(context, client.id, client.name, args.withdraw)
        context.workspace.do(services.withdraw_rebuttal, row.id)
        what = i18n.say(REBUTTAL_WORDS[RebuttalKind(row.kind)])
        return sentence(i18n.say(WITHDRAWN, what=what), {"rebuttal": row.id})
    if not args.kind:
        raise Refused(
            Words(
                "请写反驳哪一项：stage_2、stage_3 或 technical。",
                "Say what is rebutted: stage_2, stage_3 or technical.",
            )
        )
    draft = RebuttalDraft(
        client.id,
        RebuttalKind(args.kind),
        args.reason,
        args.evidence,
        today,
        args.days,
        _facility(context, client.id, client.name, args.facility),
    )
    key = context.workspace.do(services.record_rebuttal, draft).result
    what = i18n.say(REBUTTAL_WORDS[draft.kind])
    return sentence(
        i18n.say(REBUTTED, what=what, until=draft.expires_on),
        {"rebuttal": key, "expires_on": draft.expires_on, "draft": draft},
    )


def _rebuttal(context: Context, client: Key, name: str, text: str) -> RebuttalRow:
    found = context.workspace.ask(post_loan_file, client).rebuttals
    hits = [row for row in found if row.id.startswith(text) or row.id.endswith(text)]
    if len(hits) != 1:
        raise NotFound(NO_REBUTTAL.fill(client=name, id=text))
    return hits[0]


_FACILITY = argument("--facility", metavar="CODE", zh="只关系到这笔授信", en="about this facility alone")
COMMANDS = (
    CommandLine(
        "file",
        show_file,
        Words(
            "贷后档案：分类与阶段、反驳、事件、约束、负债、关联客户",
            "post-loan file: class and stage, rebuttals, events, covenants, debts, connected clients",
        ),
        (CLIENT,),
    ),
    CommandLine(
        "event",
        record,
        Words("记录或了结一件外部事件", "record or settle an outside event"),
        (
            CLIENT,
            argument(
                "kind",
                metavar="KIND",
                nargs="?",
                choices=[kind.value for kind in EventKind],
                zh="事件种类：" + "、".join(kind.value for kind in EventKind),
                en="kind of event: " + ", ".join(kind.value for kind in EventKind),
            ),
            argument(
                "--on",
                metavar="DATE",
                zh="发生（了结）日期，默认今天",
                en="day it happened (or was settled), default today",
            ),
            argument("--text", metavar="TEXT", default="", zh="说明", en="what happened"),
            argument("--source", metavar="TEXT", default="", zh="信息来源", en="where it was heard"),
            _FACILITY,
            argument("--settle", metavar="ID", zh="了结这件事件", en="say that this event is over"),
        ),
    ),
    CommandLine(
        "rebut",
        rebut,
        Words("反驳阶段推定或记录技术性逾期", "rebut a presumed stage, or record a technical overdue"),
        (
            CLIENT,
            argument(
                "kind",
                metavar="KIND",
                nargs="?",
                choices=[kind.value for kind in RebuttalKind],
                zh="stage_2（30 天）、stage_3（90 天）、technical（技术性逾期）",
                en="stage_2 (30 days), stage_3 (90 days), technical (technical overdue)",
            ),
            argument(
                "--reason",
                metavar="TEXT",
                default="",
                zh="理由，至少 10 字",
                en="why, at least 10 characters",
            ),
            argument("--evidence", metavar="TEXT", default="", zh="证据", en="what proves it"),
            argument("--days", metavar="N", type=int, default=0, zh="有效天数", en="days it holds"),
            _FACILITY,
            argument("--withdraw", metavar="ID", zh="撤回这条反驳", en="withdraw this rebuttal"),
        ),
    ),
)
