"""What the tiers of a book look like as a whole: the overrides with their rate, and the migration matrix."""

from argparse import Namespace
from dataclasses import dataclass
from datetime import date

from relmgr import i18n
from relmgr.cli.cells import column, day, term
from relmgr.cli.context import Context
from relmgr.cli.report import Facts, Lines, Report, Table
from relmgr.domain.migration import COLUMNS, TIERS, Migration
from relmgr.domain.override_words import STATES, report_said
from relmgr.domain.periods import add_months
from relmgr.domain.tier_moves import BACKWARDS
from relmgr.domain.tier_overrides import REASONS, OverrideReport
from relmgr.errors import Invalid
from relmgr.queries.migration import TierKind, tier_migration
from relmgr.queries.tier_overrides import OverrideRow, all_overrides, override_rate
from relmgr.words import Words

NO_OVERRIDES = Words("没有改层。", "There are no overrides.")
NO_CLIENTS = Words("这段时间里没有评过层的客户。", "No client was rated on both days.")
LEFT_OUT = Words("首尾有一天未评层而略过：{n}", "left out, not rated on one of the days: {n}")
FEW = Words(
    "少于 10 家的行只列家数；X 为退出。", "Rows of fewer than ten clients show counts only; X left the bank."
)
MOVED = Words("上调 {up}，下调 {down}，变动率 {mobility}", "{up} up, {down} down, mobility {mobility}")
YEAR = 12


@dataclass(frozen=True, slots=True)
class OverrideAnswer:
    """The overrides and what they come to; `rate` and `outcome` are shares, null when not defined."""

    rate: float | None
    outcome: float | None
    counts: OverrideReport
    overrides: tuple[OverrideRow, ...]


@dataclass(frozen=True, slots=True)
class MigrationAnswer:
    """The matrix of one period with its totals; shares only of rows with enough clients."""

    first: date
    last: date
    kind: TierKind
    counts: dict[str, dict[str, int]]
    totals: dict[str, int]
    shares: dict[str, dict[str, float]]
    mobility: float | None
    up: int
    down: int
    unrated: int


def overrides_report(context: Context) -> Report:
    """List the overrides with their rate and outcome."""
    rows = tuple(context.workspace.ask(all_overrides))
    report = context.workspace.ask(override_rate)
    lines = [i18n.say(words) for words in report_said(report)]
    answer = OverrideAnswer(report.rate, report.outcome, report, rows)
    return Report(answer, (overrides_table(rows), Lines(lines)))


def overrides_table(rows: tuple[OverrideRow, ...], title: str = "") -> Table:
    """Return overrides as a table, one line each."""
    columns = (
        column("客户", "client"),
        column("改层", "override"),
        column("模型", "model"),
        column("自", "from"),
        column("至", "until"),
        column("状态", "state"),
        column("经办", "by"),
        column("理由", "reason"),
    )
    cells = [
        (
            row.client,
            row.target_tier.value,
            f"{row.model_tier or '-'} > {row.model_now or '-'}",
            day(row.from_on),
            day(row.ended_on or row.expires_on),
            term(STATES, row.state),
            row.author,
            f"{i18n.say(REASONS[row.reason_code])}: {row.reason}",
        )
        for row in rows
    ]
    return Table(columns, cells, NO_OVERRIDES, title)


def migration_report(context: Context, args: Namespace) -> Report:
    """Show how clients moved between tiers from one day to another; a year back to today by default.

    Raises Invalid when the first day is not before the last.
    """
    today = context.clock.today()
    last = context.day(args.to, past=True, field="--to") if args.to else today
    first = context.day(args.since, past=True, field="--from") if args.since else add_months(last, -YEAR)
    if first >= last:
        raise Invalid("--from", BACKWARDS.fill(start=first, end=last))
    kind = TierKind.MODEL if args.model else TierKind.PUBLISHED
    found = context.workspace.ask(tier_migration, first, last, kind)
    answer = MigrationAnswer(
        first=first,
        last=last,
        kind=kind,
        counts={row: dict(cells) for row, cells in found.counts.items()},
        totals=found.totals,
        shares={row: cells for row, cells in found.shares.items() if found.shows_shares(row)},
        mobility=found.mobility,
        up=found.up,
        down=found.down,
        unrated=found.unrated,
    )
    return Report(answer, (_period(answer), migration_table(found), Lines(_notes(found))))


def _period(answer: MigrationAnswer) -> Facts:
    say = i18n.say
    kinds = {
        TierKind.PUBLISHED: Words("公布的分层", "published tier"),
        TierKind.MODEL: Words("模型的分层", "tier of the model"),
    }
    return Facts(
        (
            (say(Words("期间", "period")), f"{answer.first} .. {answer.last}"),
            (say(Words("口径", "which tier")), say(kinds[answer.kind])),
        )
    )


def migration_table(found: Migration) -> Table:
    """Return the matrix; a row of fewer than ten clients shows counts, the others shares."""
    columns = (
        column("期初", "start"),
        column("家数", "clients", right=True),
        *(column(one, one, right=True) for one in COLUMNS),
    )
    cells = [
        (row, str(found.totals[row]), *(_cell(found, row, one) for one in COLUMNS))
        for row in TIERS
        if row in found.counts
    ]
    return Table(columns, cells, NO_CLIENTS)


def _cell(found: Migration, row: str, to: str) -> str:
    n = found.counts[row].get(to, 0)
    if not n:
        return "-"
    return f"{found.shares[row][to]:.1%}" if found.shows_shares(row) else str(n)


def _notes(found: Migration) -> list[str]:
    mobility = "-" if found.mobility is None else f"{found.mobility:.1%}"
    lines = [i18n.say(MOVED, up=found.up, down=found.down, mobility=mobility), i18n.say(FEW)]
    return [*lines, i18n.say(LEFT_OUT, n=found.unrated)] if found.unrated else lines
