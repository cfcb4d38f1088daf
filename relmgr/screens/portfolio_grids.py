"""The tables of the portfolio as text: counts, exposure of one currency, moves between tiers."""

from collections.abc import Callable, Sequence

from relmgr import i18n
from relmgr.domain.cross_table import Cell, CrossTable, Edge, say_edge
from relmgr.domain.dimensions import UNKNOWN, Dimension
from relmgr.domain.tier_moves import EXITED, UNRATED, Migration, present
from relmgr.queries.concentration import Concentration
from relmgr.widgets import amounts, glyphs, privacy
from relmgr.widgets.cross_grid import Grid
from relmgr.words import Words

TOTAL = Words("合计", "Total")
CLIENTS, SHARE = Words("户数", "Clients"), Words("占比", "Share")
MOVES = Words("起 > 止", "From > to")
CONCENTRATION = Words("集中度", "Concentration")
KINDS = {
    "client": Words("单一客户", "single name"),
    "group": Words("集团", "group"),
    "industry": Words("行业", "industry"),
    "region": Words("地区", "region"),
}
HEADS = (
    Words("最大", "Largest"),
    Words("敞口", "Exposure"),
    Words("占比", "Share"),
    Words("前五", "Top 5"),
    Words("前十", "Top 10"),
    Words("HHI", "HHI"),
)
EDGES = {UNRATED: Words("未分层", "not rated"), EXITED: Words("流失", "lost")}
BAR = 24
"""Cells of the longest bar beside a table of one dimension."""


def edge_text(dimension: Dimension, edge: Edge) -> str:
    """Return what a row or column is called; the name of a group is masked when names are."""
    text = i18n.say(say_edge(dimension, edge))
    return privacy.name(text) if dimension.code == "group" and edge is not None else text


def count_grid(table: CrossTable) -> Grid:
    """Return how many clients each cell has."""
    return _grid(table, i18n.say(CLIENTS), lambda cell: cell.clients, lambda n: f"{n:,}")


def owed_grid(table: CrossTable, currency: str) -> Grid:
    """Return what each cell owes in one currency, in 万 or m."""
    return _grid(
        table,
        amounts.list_unit(currency),
        lambda cell: cell.owed.get(currency, 0),
        lambda minor: privacy.amount(amounts.listed(minor, currency)),
    )


def _grid(table: CrossTable, head: str, read: Callable[[Cell], int], show: Callable[[int], str]) -> Grid:
    def figure(row: int | None, column: int | None) -> str:
        value = read(table.cell(row, column))
        return show(value) if value else "-"

    rows: list[int | None] = [*range(len(table.rows)), None]
    labels = (*(edge_text(table.by, edge) for edge in table.rows), i18n.say(TOTAL))
    corner = i18n.say(table.by.words)
    if table.across is None:
        whole = read(table.total)
        shares = [_share(read(table.cell(row, None)), whole) for row in rows]
        bars = tuple(glyphs.bar(_bar(read(table.cell(row, None)), whole)) for row in rows[:-1])
        pairs = tuple((figure(row, None), share) for row, share in zip(rows, shares, strict=True))
        return Grid(corner, (head, i18n.say(SHARE)), labels, pairs, has_total=False, aside=bars)
    across = table.across
    columns: list[int | None] = [*range(len(table.columns)), None]
    heads = (*(edge_text(across, edge) for edge in table.columns), i18n.say(TOTAL))
    figures = tuple(tuple(figure(row, column) for column in columns) for row in rows)
    return Grid(corner, heads, labels, figures)


def _share(part: int, whole: int) -> str:
    return f"{(200 * part + whole) // (2 * whole)}%" if whole > 0 else "-"


def _bar(part: int, whole: int) -> int:
    """Return the cells of a bar; what is there has at least one."""
    return max(1, part * BAR // whole) if part > 0 and whole > 0 else 0


def move_grid(moves: Migration) -> Grid:
    """Return clients by tier on the first day (rows) and the last (columns)."""
    rows, columns = present(moves)
    olds: list[str | None] = [*rows, None]
    news: list[str | None] = [*columns, None]
    figures = tuple(tuple(_moved(moves, old, new) for new in news) for old in olds)
    heads = (*(_tier(tier) for tier in columns), i18n.say(TOTAL))
    return Grid(i18n.say(MOVES), heads, (*(_tier(tier) for tier in rows), i18n.say(TOTAL)), figures)


def concentration_grid(found: Sequence[Concentration]) -> Grid:
    """Return how much of the book the largest names hold, a line a currency and kind of name."""
    figures = tuple(
        (
            privacy.name(one.name) if one.name else i18n.say(UNKNOWN),
            privacy.amount(amounts.short(one.largest_minor, one.currency, decimals=0)),
            *(_share(part, one.total_minor) for part in (one.largest_minor, one.five_minor, one.ten_minor)),
            f"{one.hhi:,}",
        )
        for one in found
    )
    labels = tuple(f"{one.currency} {i18n.say(KINDS[one.kind])}" for one in found)
    return Grid(i18n.say(CONCENTRATION), tuple(i18n.say(head) for head in HEADS), labels, figures, has_total=False,
                last_is_total=False)  # fmt: skip


def _moved(moves: Migration, old: str | None, new: str | None) -> str:
    count = moves.count(old, new)
    share = moves.share(old, new) if old and new else None
    if not count:
        return "-"
    return f"{count:,}" if share is None else f"{count:,} {share:.0%}"


def _tier(tier: str) -> str:
    return i18n.say(EDGES[tier]) if tier in EDGES else tier
