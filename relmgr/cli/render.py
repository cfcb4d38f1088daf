"""Writing a report: JSON, plain aligned text, or the same with Rich's colours on a terminal."""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from relmgr import i18n
from relmgr.cli.report import Block, Cell, Facts, Report, Styled, Table

if TYPE_CHECKING:
    from rich.table import Table as RichTable
    from rich.text import Text

MOVES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that move the cursor, end the line or turn the direction: never sent to a terminal."""

GAP = "  "


def write_json(report: Report, zone: ZoneInfo) -> None:
    """Print the data of a report as JSON in UTF-8."""
    from relmgr.cli.json_form import json_text

    _speak_utf8()
    sys.stdout.write(json_text(report.data, zone) + "\n")


def write_plain(report: Report) -> None:
    """Print a report without colour or box drawing; nothing is cut."""
    _never_fail()
    for number, block in enumerate(report.blocks):
        if number:
            sys.stdout.write("\n")
        for line in plain_lines(block):
            sys.stdout.write(line + "\n")


def plain_lines(block: Block) -> Iterator[str]:
    """Yield the lines of a block; columns are aligned by terminal cells."""
    if block.title:
        yield clean(block.title)
    if isinstance(block, Table):
        if not block.rows:
            yield i18n.say(block.empty)
            return
        heads = [i18n.say(column.title) for column in block.columns]
        right = [column.right for column in block.columns]
        yield from _aligned([heads, *([clean(text_of(cell)) for cell in row] for row in block.rows)], right)
    elif isinstance(block, Facts):
        pairs = [[clean(name), clean(text_of(cell))] for name, cell in block.pairs]
        yield from _aligned(pairs, [False, False])
    else:
        yield from (clean(text_of(line)) for line in block.lines)


def clean(text: str) -> str:
    """Return text on one line; what would move the cursor is a blank."""
    return MOVES.sub(" ", text)


def text_of(cell: Cell) -> str:
    """Return the text of a cell."""
    return cell.text if isinstance(cell, Styled) else cell


def _aligned(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> Iterator[str]:
    from rich.cells import cell_len

    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(right))]
    for row in rows:
        padded = []
        for text, width, is_right in zip(row, widths, right, strict=True):
            blanks = " " * (width - cell_len(text))
            padded.append(blanks + text if is_right else text + blanks)
        yield GAP.join(padded).rstrip()


def write_rich(report: Report) -> None:
    """Print a report on a terminal, with Rich; no name in it is read as markup."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    for number, block in enumerate(report.blocks):
        if number:
            console.print()
        if block.title:
            console.print(clean(block.title), style="bold")
        if isinstance(block, Table) and block.rows:
            console.print(_rich_table(block))
        elif isinstance(block, Table):
            console.print(i18n.say(block.empty), style="dim")
        elif isinstance(block, Facts):
            console.print(_rich_facts(block))
        else:
            for line in block.lines:
                console.print(_rich_text(line))


def _rich_table(block: Table) -> "RichTable":
    from rich.table import Table as RichTable

    table = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in block.columns:
        table.add_column(i18n.say(column.title), justify="right" if column.right else "left", overflow="fold")
    for row in block.rows:
        table.add_row(*(_rich_text(cell) for cell in row))
    return table


def _rich_facts(block: Facts) -> "RichTable":
    from rich.table import Table as RichTable

    table = RichTable(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, cell in block.pairs:
        table.add_row(clean(name), _rich_text(cell))
    return table


def _rich_text(cell: Cell) -> "Text":
    from rich.text import Text

    return Text(clean(text_of(cell)), style=cell.style if isinstance(cell, Styled) else "")


def _speak_utf8() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def _never_fail() -> None:
    """Show what the terminal's encoding lacks as an escape instead of failing."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
