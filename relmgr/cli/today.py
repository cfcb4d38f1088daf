"""Today on one page: visits, what is past and not logged, reminders, warnings, tier changes to review."""

from argparse import Namespace
from collections.abc import Sequence

from relmgr import i18n
from relmgr.cli.cells import amount, column, full_day, local_day, mark, term
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine
from relmgr.cli.report import Block, Facts, Lines, Report, Styled, Table
from relmgr.cli.tiers import changes_table
from relmgr.cli.visits import visits_table
from relmgr.cli.warnings import warnings_table
from relmgr.domain.value_words import REMINDER_KINDS
from relmgr.queries.notices import DayNotices
from relmgr.queries.reminders import ReminderRow, reminder_list
from relmgr.queries.signals import warning_queue
from relmgr.queries.tier_changes import review_queue
from relmgr.queries.today import TodayPage, today_page
from relmgr.queries.visits import agenda, unlogged_visits
from relmgr.words import Words

HEAD = Words("{name}，{day}", "{name}, {day}")
DEMO = Words("DEMO 演示库：客户和数字都是虚构的", "DEMO book: clients and figures are fictitious")
NO_VISITS = Words("今天没有拜访安排。", "No visits today.")
NONE_UNLOGGED = Words("没有过期未记的拜访。", "No past visit waits to be logged.")
NEW_TODAY, MORE = (
    Words("今日新增 ({n} 家)", "New today ({n} clients)"),
    Words("另 {n} 家", "{n} more clients"),
)
NO_REMINDERS = Words("没有到期的提醒。", "No reminder is due.")


def show_today(context: Context, _args: Namespace) -> Report:
    """Show what this day asks for."""
    workspace, today = context.workspace, context.clock.today()
    ask = workspace.ask
    visits, unlogged = ask(agenda, today, today), ask(unlogged_visits)
    reminders, warnings = ask(reminder_list, 0), ask(warning_queue, "open")
    changes = ask(review_queue)
    page = ask(today_page, context.settings.visits_per_week)
    head = [i18n.say(HEAD, name=workspace.manager_name, day=full_day(today))]
    if workspace.is_demo:
        head.append(i18n.say(DEMO))
    blocks: tuple[Block, ...] = (
        Lines(head),
        visits_table(context, visits, NO_VISITS, _title(Words("今日拜访", "Visits today"), visits)),
        visits_table(context, unlogged, NONE_UNLOGGED, _title(Words("已过未记", "Not logged yet"), unlogged)),
        reminders_table(context, reminders, _title(Words("到期提醒", "Due reminders"), reminders)),
        *_news(page.news),
        warnings_table(context, warnings, _title(Words("待处置预警", "Warnings waiting"), warnings)),
        changes_table(changes, _title(Words("待复核分层", "Tier changes to review"), changes)),
        _standing(page),
    )
    data = {
        "day": today,
        "manager": workspace.manager_name,
        "is_demo": workspace.is_demo,
        "visits": visits,
        "unlogged": unlogged,
        "reminders": reminders,
        "news": page.news,
        "answers_late": page.answers_late,
        "escalated": page.escalated,
        "warnings": warnings,
        "tier_changes": changes,
        "week": page.week,
        "book": page.snapshot,
    }
    return Report(data, blocks)


def _news(news: DayNotices) -> Sequence[Table]:
    """Return what is new today, one line per client with its warnings inside; nothing when there is no news."""
    if not news.clients:
        return ()
    columns = (column("级别", "severity"), column("客户", "client"), column("新预警", "new warnings"))
    cells = [
        (
            mark(line.notice.severity),
            line.client,
            "; ".join(i18n.say(one.title) for one in line.notice.news),
        )
        for line in news.lines
    ]
    if news.more:
        cells.append((Styled("", ""), i18n.say(MORE, n=news.more), ""))
    return (Table(columns, cells, NO_REMINDERS, i18n.say(NEW_TODAY, n=news.clients)),)


def _standing(page: TodayPage) -> Facts:
    week, book, say = page.week, page.snapshot, i18n.say
    exposure = ", ".join(amount(part.minor, part.currency) for part in book.exposure)
    return Facts(
        (
            (say(Words("本周拜访", "visits")), f"{week.done}/{week.target}"),
            (say(Words("A 类覆盖", "A-tier clients seen")), f"{week.a_seen}/{week.a_total}"),
            (say(Words("久未联系", "not seen for long")), str(week.silent + week.unseen)),
            (say(Words("客户", "clients")), str(book.clients)),
            (say(Words("敞口", "exposure")), exposure or "-"),
            (say(Words("红/橙客户", "red/orange clients")), f"{book.red}/{book.orange}"),
            (
                say(Words("预警逾期/已上报", "answers late/with the manager")),
                f"{page.answers_late}/{page.escalated}",
            ),
        ),
        f"{say(Words('本周', 'This week'))} {week.week}",
    )


def reminders_table(context: Context, rows: Sequence[ReminderRow], title: str = "") -> Table:
    """Return reminders as a table, one line each."""
    columns = (column("到期", "due"), column("种类", "kind"), column("内容", "text"))
    cells = [
        (
            local_day(row.due_at, context.clock.zone),
            term(REMINDER_KINDS, row.kind),
            i18n.say(row.words),
        )
        for row in rows
    ]
    return Table(columns, cells, NO_REMINDERS, title)


def _title(words: Words, rows: Sequence[object]) -> str:
    return f"{i18n.say(words)} ({len(rows)})"


COMMANDS = (
    CommandLine(
        "today",
        show_today,
        Words(
            "今天的拜访、到期提醒、预警和待复核的分层",
            "today's visits, due reminders, warnings and tier changes to review",
        ),
    ),
)
