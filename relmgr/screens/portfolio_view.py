"""What the portfolio shows under each tab, and who is behind a figure of it."""

from dataclasses import dataclass

from relmgr import i18n
from relmgr.domain.cross_table import CrossTable
from relmgr.domain.dimensions import DIMENSIONS
from relmgr.domain.segments import Definition, value_condition
from relmgr.domain.tier_moves import Migration, Move, Selection, present
from relmgr.domain.values import Key
from relmgr.queries.concentration import Concentration
from relmgr.screens.portfolio_grids import concentration_grid, count_grid, move_grid, owed_grid
from relmgr.screens.segment_panel import Shown
from relmgr.widgets.cross_grid import EMPTY, Grid
from relmgr.words import Words

COUNT, OWED, MOVES = (
    Words("户数", "Clients"),
    Words("敞口{currency}万", "Exposure {currency} m"),
    Words("迁移", "Moves"),
)
CONCENTRATION = Words("集中度", "Concentr.")
MOVED = Words(
    "{start} 至 {end}：升 {up}，降 {down}，变动率 {mobility}；不足 10 户的行不列占比",
    "{start} to {end}: {up} up, {down} down, mobility {mobility}; no shares in rows under 10",
)
UNKNOWN_OWED = Words(
    "敞口不明 {n} 户；各币种分开，不相加", "{n} with unknown exposure; currencies are never added"
)
HHI_NOTE = Words(
    "HHI：各占比（%）平方之和，10,000 为集中于一家",
    "HHI: squared shares (%) added up; 10,000 is one name alone",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the screen shows, read together; moves and concentration only where their tab asks for them."""

    within: Definition
    table: CrossTable
    moves: Migration | None = None
    held: tuple[Concentration, ...] | None = None

    def tabs(self) -> list[tuple[str, str]]:
        """Return the tabs: what each shows ('count', a currency, 'moves', 'concentration') and its label."""
        return [
            ("count", i18n.say(COUNT)),
            *((currency, i18n.say(OWED, currency=currency)) for currency in self.table.currencies),
            ("moves", i18n.say(MOVES)),
            ("concentration", i18n.say(CONCENTRATION)),
        ]

    def has(self, view: str) -> bool:
        """Tell whether what a tab shows has been read."""
        return {"moves": self.moves, "concentration": self.held}.get(view, self.table) is not None

    def grid(self, view: str) -> Grid:
        """Return the table of a tab, an empty one before it has been read."""
        if view == "moves":
            return EMPTY if self.moves is None else move_grid(self.moves)
        if view == "concentration":
            return EMPTY if self.held is None else concentration_grid(self.held)
        return count_grid(self.table) if view == "count" else owed_grid(self.table, view)

    def note(self, view: str) -> str:
        """Return the line under the table of a tab."""
        if not self.has(view):
            return ""
        if view == "moves" and (moves := self.moves) is not None:
            mobility = "-" if moves.matrix.mobility is None else f"{moves.matrix.mobility:.0%}"
            return i18n.say(
                MOVED, **moves.days._asdict(), up=moves.matrix.up, down=moves.matrix.down, mobility=mobility
            )
        if view == "concentration":
            return i18n.say(HHI_NOTE)
        unknown = self.table.total.unknown
        return i18n.say(UNKNOWN_OWED, n=f"{unknown:,}") if unknown else ""

    def behind(self, view: str, row: int, column: int) -> Shown | Key | None:
        """Return the clients behind a figure, the one client, or None for nobody."""
        if view == "moves":
            return None if self.moves is None else self._moved(self.moves, row, column)
        if view == "concentration":
            return None if self.held is None else self._named(self.held[row])
        table = self.table
        at_row = row if row < len(table.rows) else None
        at_column = column if table.across is not None and column < len(table.columns) else None
        if not table.cell(at_row, at_column).clients:
            return None
        return Shown(Selection(table.definition(self.within, at_row, at_column)))

    def _moved(self, moves: Migration, row: int, column: int) -> Shown | None:
        rows, columns = present(moves)
        before = rows[row] if row < len(rows) else None
        after = columns[column] if column < len(columns) else None
        if not moves.count(before, after):
            return None
        return Shown(Selection(self.within, Move(moves.days, before, after)))

    def _named(self, held: Concentration) -> Shown | Key:
        if held.is_client:
            return Key(held.key)
        condition = value_condition(DIMENSIONS[held.kind], held.key or None)
        return Shown(Selection(self.within.and_also(condition)))
