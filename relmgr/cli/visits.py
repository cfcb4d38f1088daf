"""Visits: log one in a line, plan one, see the schedule."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import timedelta

from relmgr import i18n
from relmgr.cli.cells import VISIT_STATES, clock_time, column, full_day, mark, term, tier
from relmgr.cli.context import Context
from relmgr.cli.declare import CLIENT, CommandLine, argument
from relmgr.cli.report import Cell, Facts, Report, Table
from relmgr.domain.drafts import VisitDraft, VisitPlan
from relmgr.domain.value_words import VISIT_KINDS
from relmgr.domain.values import VisitKind
from relmgr.queries.finding import FoundClient
from relmgr.queries.visits import AgendaRow, agenda, visit_day
from relmgr.words import Words

SHOWN_DAYS = 7
"""How many days the schedule shows when no end is given."""

LOGGED = Words("已记录（relmgr undo 可撤销）", "Logged (relmgr undo takes it back)")
PLANNED = Words("已安排（relmgr undo 可撤销）", "Planned (relmgr undo takes it back)")
NO_VISITS = Words("{start} 至 {end} 没有拜访。", "No visits from {start} to {end}.")


def log(context: Context, args: Namespace) -> Report:
    """Write down a contact that took place and say how it was read."""
    from relmgr import services

    client = context.client(args.client)
    today = context.clock.today()
    draft = VisitDraft(
        client.id,
        args.text,
        context.day(args.on, past=True, field="on") if args.on else today,
        VisitKind(args.type),
        tuple(name for given in args.met for name in given.split("、") if name.strip()),
        context.day(args.next, past=False, field="next") if args.next else None,
        args.next_step,
        args.need,
        args.department,
    )
    visit = context.workspace.do(services.log_visit, draft).result
    return Report({"visit": visit, "client": client, "draft": draft}, (_logged(client, draft, visit),))


def _logged(client: FoundClient, draft: VisitDraft, visit: str) -> Facts:
    say = i18n.say
    pairs: list[tuple[str, Cell]] = [
        (say(Words("客户", "client")), client.name),
        (say(Words("方式", "kind")), term(VISIT_KINDS, draft.kind)),
        (say(Words("日期", "date")), full_day(draft.on)),
        (say(Words("参加人", "met")), "、".join(draft.met) or "-"),
        (say(Words("要点", "summary")), draft.summary),
        (say(Words("下次", "next")), full_day(draft.next_on)),
    ]
    if draft.next_step:
        pairs.append((say(Words("下一步", "next step")), draft.next_step))
    if draft.need:
        pairs.append((say(Words("需求", "need")), f"{draft.need} > {draft.department or '-'}"))
    pairs.append((say(Words("编号", "id")), visit))
    return Facts(pairs, say(LOGGED))


def plan(context: Context, args: Namespace) -> Report:
    """Schedule a visit and say how the date was read."""
    from relmgr import services

    client = context.client(args.client)
    when = context.moment(args.when, past=False, field="when")
    draft = VisitPlan(
        client.id,
        when.day,
        when.at,
        VisitKind(args.type),
        args.topic,
        args.place,
        tuple(args.met),
        args.minutes,
    )
    visit = context.workspace.do(services.plan_visit, draft).result
    say = i18n.say
    pairs: list[tuple[str, Cell]] = [
        (say(Words("客户", "client")), client.name),
        (say(Words("方式", "kind")), term(VISIT_KINDS, draft.kind)),
        (say(Words("日期", "date")), full_day(draft.on)),
        (say(Words("时间", "time")), f"{draft.at:%H:%M}" if draft.at else "-"),
        (say(Words("主题", "topic")), draft.topic or "-"),
        (say(Words("编号", "id")), visit),
    ]
    return Report({"visit": visit, "client": client, "plan": draft}, (Facts(pairs, say(PLANNED)),))


def show_agenda(context: Context, args: Namespace) -> Report:
    """List what is planned for and was done in a range of days."""
    start = context.day(args.start, field="from") if args.start else context.clock.today()
    end = context.day(args.end, field="to") if args.end else start + timedelta(days=SHOWN_DAYS - 1)
    rows = context.workspace.ask(agenda, start, end)
    return Report(rows, (visits_table(context, rows, NO_VISITS.fill(start=start, end=end)),))


def visits_table(context: Context, rows: Sequence[AgendaRow], empty: Words, title: str = "") -> Table:
    """Return visits as a table, one line each."""
    zone = context.clock.zone
    columns = (
        column("日期", "date"),
        column("时间", "time"),
        column("方式", "kind"),
        column("状态", "state"),
        column("客户", "client"),
        column("层级", "tier"),
        column("预警", "warning"),
        column("主题", "topic"),
    )
    cells = [
        (
            full_day(visit_day(row, zone)),
            clock_time(row.planned_at, zone, all_day=row.all_day),
            term(VISIT_KINDS, row.kind),
            term(VISIT_STATES, row.state),
            row.client,
            tier(row.tier),
            mark(row.level),
            row.summary or row.topic,
        )
        for row in rows
    ]
    return Table(columns, cells, empty, title)


TYPE = argument(
    "--type",
    choices=tuple(kind.value for kind in VisitKind),
    default=VisitKind.VISIT.value,
    zh="方式（默认 visit 拜访）",
    en="how (default: visit)",
)
MET = argument(
    "--met",
    metavar="NAME",
    action="append",
    default=[],
    zh="客户方参加人，可重复",
    en="who takes part; repeat it",
)
COMMANDS = (
    CommandLine(
        "log",
        log,
        Words("一句话记一次拜访", "log a visit in one line"),
        (
            CLIENT,
            argument("text", metavar="TEXT", zh="要点：谈了什么、结果如何", en="what was said and agreed"),
            argument("--on", metavar="DATE", zh="哪天（默认今天）", en="the day (default: today)"),
            TYPE,
            MET,
            argument("--next", metavar="WHEN", zh="下次日期，如 +7、周五", en="the next visit: +7, fri"),
            argument("--next-step", metavar="TEXT", default="", zh="下一步做什么", en="what to do next"),
            argument("--need", metavar="TEXT", default="", zh="客户提出的需求", en="a need that was heard"),
            argument(
                "--department",
                metavar="D",
                default="",
                zh="需求转给哪个部门",
                en="who should hear of the need",
            ),
        ),
    ),
    CommandLine(
        "plan",
        plan,
        Words("安排一次拜访", "schedule a visit"),
        (
            CLIENT,
            argument("when", metavar="WHEN", zh="何时，如 周五 10:00", en="when: fri 10:00, +3, 12-05"),
            TYPE,
            argument("--topic", metavar="TEXT", default="", zh="主题", en="what about"),
            argument("--place", metavar="TEXT", default="", zh="地点", en="where"),
            MET,
            argument("--minutes", metavar="N", type=int, zh="时长（分钟）", en="how long, in minutes"),
        ),
    ),
    CommandLine(
        "agenda",
        show_agenda,
        Words("拜访安排", "the visit schedule"),
        (
            argument(
                "--from", dest="start", metavar="D", zh="从哪天（默认今天）", en="first day (default: today)"
            ),
            argument(
                "--to", dest="end", metavar="D", zh="到哪天（默认共 7 天）", en="last day (default: 7 days)"
            ),
        ),
    ),
)
