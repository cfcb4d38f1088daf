"""The weekly summary, on screen or as a file."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Block, Column, Lines, Report, Table, sentence
from relmgr.domain.week_id import parse_week, week_of
from relmgr.i18n import say
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.weekly_document import Document, Section

CHECKS = Words("发送前核对", "Before it goes out")
NOTHING = Words("无", "none")
WRITTEN = Words("{week} 周报已写入 {path}", "The summary of {week} is written to {path}")


def show_week(context: Context, args: Namespace) -> Report:
    """Show the summary of a week, or write it to a file in the format of its ending."""
    from relmgr.domain.weekly import summarise
    from relmgr.domain.weekly_sections import document
    from relmgr.queries.week import week_facts

    week = parse_week(args.week) if args.week else week_of(context.clock.today())
    facts = context.workspace.ask(week_facts, week.monday)
    summary = summarise(facts, context.settings.visits_per_week)
    if args.to:
        from relmgr.exchange.weekly_file import write_week

        path = write_week(summary, Path(args.to).expanduser(), i18n.language(), force=args.force)
        return sentence(say(WRITTEN, week=week, path=path), {"week": str(week), "path": path})
    return Report({"week": str(week), "summary": summary}, week_blocks(document(summary)))


def week_blocks(report: "Document") -> list[Block]:
    """Return the report as text blocks: sentences, what to look at, and a table per section."""
    head = [say(report.title), *map(say, report.sentences)]
    checks = [("  " if check.kind == "ok" else "! ") + say(check.words) for check in report.checks]
    return [Lines(head), Lines(checks, say(CHECKS)), *map(_section, report.sections)]


def _section(section: "Section") -> Table:
    columns = [Column(column.title) for column in section.columns]
    rows = [["-" if v is None else str(v) for v in row] for row in section.rows(i18n.language())]
    return Table(columns, rows, NOTHING, f"{say(section.title)} ({len(section.entries)})")


COMMANDS = (
    CommandLine(
        "week",
        show_week,
        Words("一周小结，看或存成文件", "the weekly summary, on screen or as a file"),
        (
            argument(
                "week",
                metavar="WEEK",
                nargs="?",
                zh="周次，如 2026-W48（默认本周）",
                en="2026-W48 (default: this)",
            ),
            argument(
                "--to",
                metavar="FILE",
                zh="写成文件：.md .html .xlsx .csv",
                en="write a file: .md .html .xlsx .csv",
            ),
            argument("--force", action="store_true", zh="覆盖已有的文件", en="replace a file that is there"),
        ),
    ),
)
