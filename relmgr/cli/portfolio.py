"""The portfolio: counts and exposure by one dimension or two, and moves between tiers."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from relmgr import i18n
from relmgr.cli.cells import column
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Block, Column, Report, Table
from relmgr.cli.segments import SEGMENT, WHERE
from relmgr.domain import money
from relmgr.domain.cross_table import Cell, CrossTable, say_edge
from relmgr.domain.dimensions import DIMENSIONS, Range
from relmgr.domain.money import Money
from relmgr.domain.segment_grammar import parse_definition, spell_definition
from relmgr.domain.segment_words import say_definition
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.domain.tier_moves import EXITED, UNRATED, Migration, days_between, present
from relmgr.queries.cross_table import cross_of, migration_of
from relmgr.queries.segments import segment_named
from relmgr.words import Words

NOBODY = Words("没有符合的客户。", "No client answers to this.")
CLIENTS = Words("客户数（{part}）", "Clients ({part})")
EXPOSURE = Words("敞口 {currency}（单位 {unit}）", "Exposure in {currency} ({unit})")
MOVES = Words(
    "层级迁移 {start} 至 {end}：升 {up}，降 {down}，变动率 {mobility}",
    "Moves between tiers from {start} to {end}: {up} up, {down} down, mobility {mobility}",
)
TOTAL, UNKNOWN = Words("合计", "total"), Words("敞口不明的客户", "Clients with unknown exposure")
EDGES = {UNRATED: Words("未分层", "not rated"), EXITED: Words("流失", "lost")}


def chosen(context: Context, args: Namespace) -> Definition:
    """Return the part of the book that --segment and --where name; raises NotFound and Invalid."""
    found = WHOLE_BOOK
    if args.segment:
        found = context.workspace.ask(segment_named, args.segment).definition
    return found.and_also(*parse_definition(args.where).conditions) if args.where else found


def portfolio(context: Context, args: Namespace) -> Report:
    """Show the book by its dimensions, or the moves between tiers."""
    within = chosen(context, args)
    if args.migration:
        days = days_between(*(context.day(text, field="--migration") for text in args.migration))
        moves = context.workspace.ask(migration_of, days, within)
        return Report(_moves_json(moves, within), (_moves_table(moves),))
    by, across = DIMENSIONS[args.by], DIMENSIONS[args.across] if args.across else None
    table = context.workspace.ask(cross_of, by, across, within, context.workspace.bands)
    return Report(_table_json(table, within), tuple(_blocks(table, within)))


def _blocks(table: CrossTable, within: Definition) -> list[Block]:
    title = i18n.say(CLIENTS, part=i18n.say(say_definition(within)))
    blocks: list[Block] = [_block(table, title, lambda cell: f"{cell.clients:,}" if cell.clients else "-")]
    language = i18n.language()
    for currency in table.currencies:
        unit = money.list_unit(language)
        title = i18n.say(EXPOSURE, currency=currency, unit=unit)
        blocks.append(
            _block(table, title, lambda cell, c=currency: money.listed(cell.owed.get(c), c, language))  # type: ignore[misc]
        )
    if table.total.unknown:
        blocks.append(
            _block(table, i18n.say(UNKNOWN), lambda cell: f"{cell.unknown:,}" if cell.unknown else "-")
        )
    return blocks


def _block(table: CrossTable, title: str, show: Callable[[Cell], str]) -> Table:
    heads = [Column(table.by.words)]
    heads += [Column(say_edge(table.across, edge), right=True) for edge in table.columns if table.across]
    heads.append(Column(TOTAL, right=True))
    places: list[int | None] = [*range(len(table.columns)), None]
    rows = [
        (i18n.say(say_edge(table.by, edge)), *(show(table.cell(row, place)) for place in places))
        for row, edge in enumerate(table.rows)
    ]
    rows.append((i18n.say(TOTAL), *(show(table.cell(None, place)) for place in places)))
    return Table(heads, rows if table.total.clients else (), NOBODY, title)


def _moves_table(moves: Migration) -> Table:
    rows, columns = present(moves)
    heads = [column("起 > 止", "from > to"), *(Column(_tier(tier), right=True) for tier in columns)]
    heads += [Column(TOTAL, right=True)]
    cells = [
        (i18n.say(_tier(old)), *(_count(moves, old, new) for new in columns), f"{moves.count(old, None):,}")
        for old in rows
    ]
    mobility = "-" if moves.matrix.mobility is None else f"{moves.matrix.mobility:.1%}"
    title = i18n.say(
        MOVES,
        start=moves.days.start,
        end=moves.days.end,
        up=moves.matrix.up,
        down=moves.matrix.down,
        mobility=mobility,
    )
    return Table(heads, cells, NOBODY, title)


def _tier(tier: str) -> Words:
    return EDGES.get(tier) or Words(tier, tier)


def _count(moves: Migration, old: str, new: str) -> str:
    count, share = moves.count(old, new), moves.share(old, new)
    return "-" if not count else f"{count:,}" if share is None else f"{count:,} ({share:.0%})"


def _table_json(table: CrossTable, within: Definition) -> dict[str, Any]:
    rows = range(len(table.rows))
    found: dict[str, Any] = {
        "by": table.by.code,
        "across": table.across.code if table.across else None,
        "where": spell_definition(within),
        "rows": [_edge_json(table, within, row, None) for row in rows],
        "total": _cell_json(table.total),
    }
    if table.across is not None:
        columns = range(len(table.columns))
        found["columns"] = [_edge_json(table, within, None, column) for column in columns]
        found["cells"] = [
            _edge_json(table, within, row, column) | {"row": row, "column": column}
            for row in rows
            for column in columns
            if table.cell(row, column).clients
        ]
    return found


def _edge_json(table: CrossTable, within: Definition, row: int | None, place: int | None) -> dict[str, Any]:
    found = _cell_json(table.cell(row, place)) | {
        "where": spell_definition(table.definition(within, row, place))
    }
    if row is not None and place is not None:
        return found
    dimension, edge = (
        (table.by, table.rows[row]) if row is not None else (table.across, table.columns[place or 0])
    )
    assert dimension is not None
    value: object = edge._asdict() if isinstance(edge, Range) else edge
    return {"value": value, "words": say_edge(dimension, edge), **found}


def _cell_json(cell: Cell) -> dict[str, Any]:
    owed = [Money(minor, currency) for currency, minor in cell.owed.items()]
    return {"clients": cell.clients, "exposure": owed, "exposure_unknown": cell.unknown}


def _moves_json(moves: Migration, within: Definition) -> dict[str, Any]:
    rows, columns = present(moves)
    return {
        "from": moves.days.start,
        "to": moves.days.end,
        "where": spell_definition(within),
        "counts": {old: {new: moves.count(old, new) for new in columns} for old in rows},
        "shares": {old: {new: moves.share(old, new) for new in columns} for old in rows},
        "up": moves.matrix.up,
        "down": moves.matrix.down,
        "mobility": moves.matrix.mobility,
    }


def _by(flag: str, zh: str, en: str, default: str | None = None) -> Any:
    return argument(flag, choices=tuple(DIMENSIONS), default=default, zh=zh, en=en)


COMMANDS: Sequence[CommandLine] = (
    CommandLine(
        "portfolio",
        portfolio,
        Words(
            "组合：按维度交叉的客户数与敞口，以及层级迁移",
            "the book by its dimensions, and moves between tiers",
        ),
        (
            _by("--by", "行的维度（默认 tier）", "the dimension of the rows (default: tier)", "tier"),
            _by("--across", "列的维度", "the dimension of the columns"),
            SEGMENT,
            WHERE,
            argument(
                "--migration",
                nargs=2,
                metavar=("FROM", "TO"),
                zh="两天之间的层级迁移",
                en="moves between tiers from one day to another",
            ),
        ),
    ),
)
