"""Warnings: the queue and what is done about one."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from relmgr import i18n
from relmgr.cli.cells import column, days_left, mark, short_id, term
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Report, Table, sentence
from relmgr.domain.drafts import SignalPlan
from relmgr.domain.snooze import Snooze, is_asleep
from relmgr.domain.value_words import SIGNAL_STATES
from relmgr.domain.values import Key, Severity
from relmgr.errors import Refused
from relmgr.queries.signals import WarningRow, resolve_signal, warning_queue
from relmgr.words import Words

ASLEEP = Words("(搁置至 {on:%m-%d})", "(snoozed to {on:%m-%d})")
ESCALATED = Words("(已上报)", "(with the manager)")
NO_WARNINGS = Words("没有预警。", "There are no warnings.")
DONE = {
    "ack": Words("已确认知悉 {id}（relmgr undo 可撤销）", "Acknowledged {id} (relmgr undo takes it back)"),
    "plan": Words(
        "已计划处置 {id}：{on}（relmgr undo 可撤销）", "Planned {id} for {on} (relmgr undo takes it back)"
    ),
    "snooze": Words(
        "已搁置 {id} 至 {on}（relmgr undo 可撤销）", "Snoozed {id} until {on} (relmgr undo takes it back)"
    ),
    "resolve": Words("已办结 {id}（relmgr undo 可撤销）", "Resolved {id} (relmgr undo takes it back)"),
    "dismiss": Words("已按误报关闭 {id}（relmgr undo 可撤销）", "Dismissed {id} (relmgr undo takes it back)"),
}
HOW = {
    "ack": Words("写法：relmgr warning 编号 ack", "Write: relmgr warning ID ack"),
    "plan": Words(
        "写法：relmgr warning 编号 plan 措施 期限 [说明]", "Write: relmgr warning ID plan MEASURE WHEN [NOTE]"
    ),
    "snooze": Words(
        "写法：relmgr warning 编号 snooze --until 日期 --reason 理由",
        "Write: relmgr warning ID snooze --until DATE --reason TEXT",
    ),
    "resolve": Words(
        "写法：relmgr warning 编号 resolve [--outcome true|mitigated] [说明]",
        "Write: relmgr warning ID resolve [--outcome true|mitigated] [NOTE]",
    ),
    "dismiss": Words("写法：relmgr warning 编号 dismiss 理由", "Write: relmgr warning ID dismiss REASON"),
}
PLACES = {"ack": (0, 0), "plan": (2, 3), "snooze": (0, 0), "resolve": (0, 1), "dismiss": (1, 1)}
"""Fewest and most words each verb takes behind it."""


def list_warnings(context: Context, args: Namespace) -> Report:
    """List warnings: the open ones first, the grave ones first; only late, snoozed or escalated ones if asked."""
    view = "late" if args.late else "snoozed" if args.snoozed else "all"
    rows = context.workspace.ask(warning_queue, view)
    rows = [
        row
        for row in rows
        if (row.state.is_open or not args.open)
        and (not args.severity or row.severity in args.severity)
        and (not args.escalated or (row.state.is_open and row.escalated_on is not None))
    ]
    rows.sort(key=lambda row: not row.state.is_open)
    return Report(rows, (warnings_table(context, rows),))


def warnings_table(context: Context, rows: Sequence[WarningRow], title: str = "") -> Table:
    """Return warnings as a table, one line each."""
    today = context.clock.today()
    columns = (
        column("编号", "id"),
        column("级别", "severity"),
        column("客户", "client"),
        column("预警", "warning"),
        column("剩余", "left", right=True),
        column("状态", "state"),
        column("规则", "rule"),
    )
    cells = [
        (
            short_id(row.id),
            mark(row.severity),
            row.client,
            i18n.say(row.title),
            days_left(row.days_left(today)) if row.state.is_open else "-",
            _state(row, today),
            row.rule_id,
        )
        for row in rows
    ]
    return Table(columns, cells, NO_WARNINGS, title)


def _state(row: WarningRow, today: date) -> str:
    """Return where a warning is: its state, and whether it is set aside or on the manager's list."""
    said = term(SIGNAL_STATES, row.state)
    if not row.state.is_open:
        return said
    if row.snoozed_until is not None and is_asleep(row.snoozed_until, today):
        return f"{said} {i18n.say(ASLEEP, on=row.snoozed_until)}"
    return f"{said} {i18n.say(ESCALATED)}" if row.escalated_on is not None else said


def act(context: Context, args: Namespace) -> Report:
    """Acknowledge, plan, snooze, resolve or dismiss one warning."""
    from relmgr import services

    least, most = PLACES[args.verb]
    unsaid = args.verb == "snooze" and (args.until is None or args.reason is None)
    if unsaid or not least <= len(args.words) <= most:
        raise Refused(HOW[args.verb])
    key = context.workspace.ask(resolve_signal, args.id)
    do, on = context.workspace.do, None
    if args.verb == "ack":
        do(services.acknowledge_signals, [key])
    elif args.verb == "plan":
        on = context.day(args.words[1], past=False, field="due_on")
        do(services.plan_signals, [key], SignalPlan(args.words[0], on, " ".join(args.words[2:])))
    elif args.verb == "snooze":
        on = context.day(args.until, past=False, field="until")
        do(services.snooze_signals, [key], Snooze(on, args.reason), context.workspace.rules.warnings.snooze)
    elif args.verb == "resolve":
        do(services.resolve_signals, [key], args.outcome, " ".join(args.words))
    else:
        do(services.dismiss_signals, [key], args.words[0])
    return sentence(i18n.say(DONE[args.verb], id=short_id(key), on=on), _after(context, key))


def _after(context: Context, key: Key) -> WarningRow | None:
    """Return the warning as it is now, for the JSON."""
    return next((row for row in context.workspace.ask(warning_queue, "all") if row.id == key), None)


COMMANDS = (
    CommandLine(
        "warnings",
        list_warnings,
        Words("预警列表", "the warnings"),
        (
            argument("--open", action="store_true", zh="只列未关闭的", en="only those that are open"),
            argument(
                "--late", action="store_true", zh="只列过了时限的", en="only those whose answer is late"
            ),
            argument("--snoozed", action="store_true", zh="只列搁置中的", en="only those that are set aside"),
            argument(
                "--escalated", action="store_true", zh="只列已上报的", en="only those on the manager's list"
            ),
            argument(
                "--severity",
                choices=tuple(severity.value for severity in Severity),
                action="append",
                zh="只列这一级别，可重复",
                en="only this severity; repeat it",
            ),
        ),
    ),
    CommandLine(
        "warning",
        act,
        Words("处置一条预警", "act on one warning"),
        (
            argument(
                "id", metavar="ID", zh="编号，写开头或末尾即可", en="its id, or the beginning or end of it"
            ),
            argument(
                "verb", choices=tuple(PLACES), zh="确认、计划、搁置、办结、误报", en="what to do with it"
            ),
            argument(
                "words",
                metavar="WORDS",
                nargs="*",
                zh="plan：措施 期限 [说明]；resolve：[说明]；dismiss：理由",
                en="plan: MEASURE WHEN [NOTE]; resolve: [NOTE]; dismiss: REASON",
            ),
            argument(
                "--outcome",
                choices=("true", "mitigated"),
                default="true",
                zh="办结的结果：属实或已缓释",
                en="how it turned out (resolve)",
            ),
            argument(
                "--until", metavar="DATE", zh="搁置到哪一天，到期自动回到待办", en="snooze until this day"
            ),
            argument("--reason", metavar="TEXT", zh="为什么搁置", en="why it is snoozed"),
        ),
    ),
)
