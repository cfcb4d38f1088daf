"""The watch list as text: the list, the report for the manager, one stay and its reviews."""

from collections.abc import Sequence
from datetime import date

from relmgr import i18n
from relmgr.cli.cells import amount, column, day, days_left, mark, term
from relmgr.cli.cells import tier as tier_cell
from relmgr.cli.report import Cell, Facts, Table
from relmgr.domain.value_words import ASSET_CLASSES
from relmgr.domain.watch_words import CAUSES, PLAN_STATES, PROPOSALS, WATCH_STATES
from relmgr.queries.watch_list import ReviewRow, WatchReport, WatchRow
from relmgr.words import Words

NOBODY = Words("关注名单上没有客户。", "Nobody is on the watch list.")
NO_REVIEWS = Words("还没有检查记录。", "No reviews yet.")
AGAIN = Words("(再入)", "(again)")
MISSING = Words("缺", "missing")


def watched_table(rows: Sequence[WatchRow], today: date) -> Table:
    """Return watched clients as a table, one line each."""
    columns = (
        column("客户", "client"),
        column("级别", "level"),
        column("原因", "cause"),
        column("列入", "since"),
        column("敞口", "exposure", right=True),
        column("负责人", "owner"),
        column("计划", "plan"),
        column("下次检查", "next review", right=True),
        column("正常", "clean", right=True),
        column("状态", "state"),
    )
    cells = [
        (
            row.client,
            mark(row.level),
            term(CAUSES, row.cause) + (f" {i18n.say(AGAIN)}" if row.is_reentry else ""),
            day(row.entered_on),
            amount(row.exposure_minor, row.currency),
            row.owner or i18n.say(MISSING),
            row.plan or i18n.say(MISSING),
            days_left((row.next_review_on - today).days) if row.is_on else "-",
            str(row.clean_reviews),
            term(WATCH_STATES, row.state),
        )
        for row in rows
    ]
    return Table(columns, cells, NOBODY)


def report_facts(report: WatchReport) -> Facts:
    """Return the figures that a manager asks for."""
    say = i18n.say
    exposure = [amount(one.minor, one.currency) for one in report.exposure]
    if report.unknown_exposure:
        exposure.append(say(Words("{n} 家不明", "{n} unknown"), n=report.unknown_exposure))
    age = "-" if report.average_age is None else f"{report.average_age:.0f}"
    return Facts(
        (
            (say(Words("日期", "day")), day(report.day)),
            (say(Words("在册客户", "clients watched")), str(report.count)),
            (say(Words("敞口", "exposure")), ", ".join(exposure) or "-"),
            (
                say(Words("{since} 以来进入", "entries since {since}"), since=report.since),
                say(
                    Words("{n} (再入 {again})", "{n} (again {again})"),
                    n=report.entries,
                    again=report.reentries,
                ),
            ),
            (say(Words("{since} 以来退出", "exits since {since}"), since=report.since), str(report.exits)),
            (say(Words("平均在册天数", "average days on the list")), age),
            (say(Words("检查逾期", "overdue reviews")), str(report.overdue_reviews)),
            (say(Words("负责人或计划逾期未定", "owner or plan late")), str(report.unanswered)),
            (say(Words("待批退出", "exits to approve")), str(report.exits_proposed)),
        ),
        say(Words("关注名单报告", "Watch list report")),
    )


def stay_facts(row: WatchRow) -> Facts:
    """Return one stay of a client: why, who, what is planned, and how it may end."""
    say = i18n.say
    missing = say(MISSING)
    pairs: list[tuple[str, Cell]] = [
        (say(Words("分层与级别", "tier and level")), f"{tier_cell(row.tier).text} {mark(row.level).text}"),
        (say(Words("原因", "cause")), f"{term(CAUSES, row.cause)} {row.text}".strip()),
        (say(Words("列入", "since")), day(row.entered_on) + (f" {say(AGAIN)}" if row.is_reentry else "")),
        (say(Words("列入时敞口", "exposure on entry")), amount(row.exposure_minor, row.currency)),
        (say(Words("列入时押品", "security on entry")), amount(row.security_minor, row.currency)),
        (say(Words("负责人", "owner")), row.owner or missing),
        (say(Words("计划", "plan")), f"{row.plan or missing} {day(row.plan_due_on)}"),
        (say(Words("下次检查", "next review")), day(row.next_review_on) if row.is_on else "-"),
        (say(Words("连续正常", "clean in a row")), str(row.clean_reviews)),
        (say(Words("状态", "state")), term(WATCH_STATES, row.state)),
    ]
    if row.exit_by:
        said = f"{row.exit_by} {day(row.exit_asked_on)} {row.exit_reason}"
        pairs.append((say(Words("提出退出", "exit proposed by")), said))
    if row.refusal:
        pairs.append((say(Words("退回理由", "sent back")), row.refusal))
    if row.exit_approved_by:
        pairs.append((say(Words("批准退出", "approved by")), f"{row.exit_approved_by} {day(row.exited_on)}"))
    return Facts(tuple(pairs), row.client)


def reviews_table(reviews: Sequence[ReviewRow]) -> Table:
    """Return the reviews of a stay, newest first."""
    columns = (
        column("日期", "date"),
        column("结论", "finding"),
        column("分类", "class"),
        column("阶段", "stage"),
        column("计划", "plan"),
        column("建议", "proposal"),
        column("正常", "clean"),
        column("检查人", "by"),
    )
    cells = [
        (
            day(one.reviewed_on),
            one.finding,
            term(ASSET_CLASSES, one.asset_class) or "-",
            "-" if one.stage is None else str(one.stage),
            term(PLAN_STATES, one.plan_status),
            term(PROPOSALS, one.proposal),
            i18n.say(Words("是", "yes") if one.clean else Words("否", "no")),
            one.by,
        )
        for one in reviews
    ]
    return Table(columns, cells, NO_REVIEWS, i18n.say(Words("检查", "Reviews")))
