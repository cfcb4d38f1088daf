"""Columns of a windowed table: what a row shows where, chosen and sized for the language and the width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.cells import cell_len

from relmgr import i18n
from relmgr.widgets import glyphs
from relmgr.widgets.badges import Styled
from relmgr.widgets.cells import fit
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.export_tables import Value

RowT = TypeVar("RowT")
Cell = str | Styled


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column: title, width in cells (Chinese, English), and the text of a row.

    `grow` takes what the others leave; `from_width` hides the column in a narrower table; `sort` names
    the order that a click on the title asks for; `right` aligns figures. `value` is the number or day behind
    the text, for files. `id` is what a person's choice of columns is kept by.
    """

    title: Words
    width: tuple[int, int]
    cell: Callable[[RowT], Cell]
    right: bool = False
    grow: bool = False
    from_width: int = 0
    sort: str = ""
    value: "Callable[[RowT], Value] | None" = None
    id: str = ""

    @property
    def name(self) -> str:
        """Return the id, else the English title: what a choice of columns names it by, free of blanks."""
        return self.id or self.sort or "-".join(self.title.en.lower().split())


Placed = tuple[Column[RowT], int]
MORE_BEFORE, MORE_AFTER = "<", ">"
"""What the title line says of columns out of view."""


def arranged(
    columns: Sequence[Column[RowT]], first: Sequence[str], chosen: Sequence[str]
) -> Sequence[Column[RowT]]:
    """Return the columns somebody has chosen, in that order, else the first ones; names nobody knows are passed over.

    A chosen column is shown in any width that has room for it.
    """
    by_name = {column.name: column for column in columns}
    found = [replace(by_name[name], from_width=0) for name in chosen if name in by_name]
    return found or [by_name[name] for name in first]


@dataclass(frozen=True, slots=True)
class Placing(Generic[RowT]):
    """The columns in view, each with its width, and how many are out of view to the left and to the right.

    The first column is always in view; `width` is that of the whole line in cells.
    """

    columns: list[Placed[RowT]]
    before: int
    after: int
    width: int


def place(columns: Sequence[Column[RowT]], width: int, before: int = 0) -> Placing[RowT]:
    """Return the columns that fit in `width` cells; one blank stands between two.

    `before` columns behind the first are out of view to the left, fewer where there is room for them.
    """
    language = 0 if i18n.language() == "zh" else 1
    before = max(0, min(before, len(columns) - 2))
    while before and len(_in_view(columns, width, before - 1, language)) == len(columns) - before + 1:
        before -= 1
    chosen = _in_view(columns, width, before, language)
    after = len(columns) - before - len(chosen)
    spare = max(0, width - _total(chosen, language) - (_mark_needs(chosen[-1], language) if after else 0))
    growing = [column for column in chosen if column.grow]
    share = spare // len(growing) if growing else 0
    placed = [(column, column.width[language] + (share if column.grow else 0)) for column in chosen]
    return Placing(placed, before, after, width)


def _in_view(
    columns: Sequence[Column[RowT]], width: int, before: int, language: int
) -> Sequence[Column[RowT]]:
    """Return what fits; who looks further to the right also sees what a narrow table hides by itself."""
    chosen = [*columns[:1], *columns[1 + before :]]
    if not before:
        chosen[2:] = [column for column in chosen[2:] if column.from_width <= width]
    while len(chosen) > 1 and _total(chosen, language) > width:
        chosen.pop()
    return chosen


def _mark_needs(last: Column[RowT], language: int) -> int:
    """Return the cells to leave for the mark at the end of the line: none where the last title leaves them."""
    if last.right:
        return len(f" {MORE_AFTER}")
    return 0 if cell_len(f"{i18n.say(last.title)} v{MORE_AFTER}") <= last.width[language] else len(MORE_AFTER)


def _total(columns: Sequence[Column[RowT]], language: int) -> int:
    return sum(column.width[language] + 1 for column in columns) - 1


def heading(placing: Placing[RowT], sort: str, reverse: bool) -> str:
    """Return the title line; the sorted column carries `v`, or `^` when it is turned round.

    `<` behind the first title says that there are columns to the left, `>` at the end of the line to the right.
    """
    mark = " ^" if reverse else " v"
    line = ""
    for place_of, (column, width) in enumerate(placing.columns):
        title = i18n.say(column.title) + (mark if sort and column.sort == sort else "")
        line += fit(title, width, right=column.right)
        line += MORE_BEFORE if placing.before and not place_of else " "
    if placing.after:
        return fit(line, placing.width - len(MORE_AFTER)) + MORE_AFTER
    return line[:-1]


def column_at(placed: Sequence[Placed[RowT]], x: int) -> Column[RowT] | None:
    """Return the column under cell `x` of a line."""
    left = 0
    for column, width in placed:
        if left <= x < left + width:
            return column
        left += width + 1
    return None


@lru_cache(maxsize=16384)
def _fitted(text: str, width: int, right: bool) -> str:
    return fit(text, width, right=right)


glyphs.when_changed(_fitted.cache_clear)


def spans(placed: Sequence[Placed[RowT]], row: RowT) -> list[tuple[str, str]]:
    """Return a row as (text, style name) runs; neighbours of one style are one run, blanks have none."""
    runs: list[tuple[str, str]] = []
    for column, width in placed:
        value = column.cell(row)
        text, style = value if isinstance(value, Styled) else (value, "")
        piece = _fitted(text, width, column.right)
        if style:
            inked = piece.strip(" ")
            before, _, after = piece.partition(inked) if inked else (piece, "", "")
            _add(runs, before, "")
            _add(runs, inked, style)
            _add(runs, after + " ", "")
        else:
            _add(runs, piece + " ", "")
    return runs


def _add(runs: list[tuple[str, str]], text: str, style: str) -> None:
    if runs and runs[-1][1] == style:
        runs[-1] = (runs[-1][0] + text, style)
    elif text:
        runs.append((text, style))
