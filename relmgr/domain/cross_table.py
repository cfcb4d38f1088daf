"""Cross tables: two dimensions of the book against each other, with margins that add up exactly.

Amounts are kept by currency and never added across currencies; clients whose exposure is unknown are counted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from relmgr.domain.dimensions import BandLimits, Dimension, DimensionKind, Range, bands
from relmgr.domain.segment_words import say_range
from relmgr.domain.segments import Condition, Definition, value_condition
from relmgr.words import Words

Edge = str | Range | None
"""What a row or column stands for: a value, a band, or None for unknown."""

UNKNOWN_EDGE = Words("不明", "unknown")


class Group(NamedTuple):
    """The clients of one cell in one currency: `known` of them have an exposure, which is `minor` in all.

    `row` and `column` are as grouped: a text, the number of a band, `CNY:2` for a band of an amount, or None.
    """

    row: str | int | None
    column: str | int | None
    currency: str | None
    clients: int
    known: int
    minor: int | None


@dataclass(slots=True)
class Cell:
    """Clients, what they owe by currency in minor units, and of how many that is not known."""

    clients: int = 0
    owed: dict[str, int] = field(default_factory=dict)
    unknown: int = 0

    def add(self, clients: int, owed: Mapping[str, int], unknown: int) -> None:
        """Add other clients."""
        self.clients += clients
        self.unknown += unknown
        for currency, minor in owed.items():
            self.owed[currency] = self.owed.get(currency, 0) + minor


NOBODY = Cell()


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Rows by columns; without a column dimension there are only the totals of the rows."""

    by: Dimension
    across: Dimension | None
    rows: tuple[Edge, ...]
    columns: tuple[Edge, ...]
    cells: Mapping[tuple[int, int], Cell]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell

    def cell(self, row: int | None, column: int | None) -> Cell:
        """Return a cell; None is the margin."""
        if row is None and column is None:
            return self.total
        if row is None or column is None:
            return self.column_totals[column or 0] if row is None else self.row_totals[row]
        return self.cells.get((row, column), NOBODY)

    def conditions(self, row: int | None, column: int | None) -> tuple[Condition, ...]:
        """Return what the clients of a cell have in common beyond the segment of the table."""
        found = [] if row is None else [value_condition(self.by, self.rows[row])]
        if column is not None and self.across is not None:
            found.append(value_condition(self.across, self.columns[column]))
        return tuple(found)

    def definition(self, within: Definition, row: int | None, column: int | None) -> Definition:
        """Return the definition of exactly the clients of a cell."""
        return within.and_also(*self.conditions(row, column))

    @property
    def currencies(self) -> tuple[str, ...]:
        """Return the currencies in the table, the largest number of entries first, then by code."""
        found: dict[str, int] = {}
        for cell in self.row_totals:
            for currency in cell.owed:
                found[currency] = found.get(currency, 0) + 1
        return tuple(sorted(found, key=lambda currency: (-found[currency], currency)))


def say_edge(dimension: Dimension, edge: Edge) -> Words:
    """Return what a row or column is called."""
    if edge is None:
        return UNKNOWN_EDGE
    return say_range(dimension, edge) if isinstance(edge, Range) else dimension.value_words(edge)


def cross_table(
    by: Dimension, across: Dimension | None, groups: Sequence[Group], limits: BandLimits
) -> CrossTable:
    """Return the table of grouped clients: known values in their order, open ones by size, unknown last."""
    rows = _edges(by, limits, ((group.row, group.clients) for group in groups))
    columns = _edges(across, limits, ((group.column, group.clients) for group in groups)) if across else {}
    cells: dict[tuple[int, int], Cell] = {}
    row_totals, column_totals = [Cell() for _ in rows], [Cell() for _ in columns]
    total = Cell()
    for group in groups:
        row = rows[group.row][0]
        counted = [row_totals[row], total]
        if across is not None:
            column = columns[group.column][0]
            counted += [cells.setdefault((row, column), Cell()), column_totals[column]]
        owed = {group.currency: group.minor or 0} if group.currency and group.known else {}
        for cell in counted:
            cell.add(group.clients, owed, group.clients - group.known)
    return CrossTable(
        by, across, _in_place(rows), _in_place(columns), cells, tuple(row_totals), tuple(column_totals), total
    )


_Placed = dict[str | int | None, tuple[int, Edge]]


def _in_place(placed: _Placed) -> tuple[Edge, ...]:
    return tuple(edge for _, edge in sorted(placed.values(), key=lambda one: one[0]))


def _edges(
    dimension: Dimension, limits: BandLimits, found: Iterable[tuple[str | int | None, int]]
) -> _Placed:
    sizes: dict[str | int | None, int] = {}
    for raw, clients in found:
        sizes[raw] = sizes.get(raw, 0) + clients
    order = _order(dimension, sizes)
    raws = sorted(sizes, key=lambda raw: (raw is None, () if raw is None else order(raw)))
    return {raw: (place, _edge(dimension, limits, raw)) for place, raw in enumerate(raws)}


def _order(
    dimension: Dimension, sizes: Mapping[str | int | None, int]
) -> Callable[[str | int], tuple[object, ...]]:
    if dimension.kind is DimensionKind.NUMBER:
        return lambda raw: (raw,)
    if dimension.kind is DimensionKind.AMOUNT:
        return lambda raw: (str(raw).partition(":")[0], int(str(raw).partition(":")[2]))
    if dimension.values:
        return lambda raw: dimension.place(str(raw))
    return lambda raw: (-sizes[raw], str(raw))


def _edge(dimension: Dimension, limits: BandLimits, raw: str | int | None) -> Edge:
    if raw is None:
        return None
    if dimension.kind is DimensionKind.NUMBER:
        return bands(dimension, limits)[int(raw)]
    if dimension.kind is DimensionKind.AMOUNT:
        currency, _, place = str(raw).partition(":")
        return bands(dimension, limits, currency)[int(place)]
    return str(raw)
