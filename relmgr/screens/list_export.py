"""Writing what a list shows to a file: format by digit, path shown and open to change, never over a file unasked."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relmgr import i18n
from relmgr.domain.export_tables import ExportColumn, ExportTable, Value
from relmgr.domain.values import Key
from relmgr.exchange.export import write_export
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.overlays.confirm import ConfirmPanel
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.screens.path_form import PathForm
from relmgr.widgets import privacy
from relmgr.widgets.columns import Column
from relmgr.widgets.cross_grid import Grid
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.screens.lists import ListScreen

FORMATS = (
    (".csv", Words("CSV (Excel 可直接打开)", "CSV (opens in Excel)")),
    (".xlsx", Words("Excel 工作簿", "Excel workbook")),
    (".json", Words("JSON", "JSON")),
)
"""Formats in the order of their digits, by the ending of the file name."""
EXPORT, EXPORT_MARKED = (
    Words("导出 {n} 行", "Export {n} rows"),
    Words("导出已标记的 {n} 行", "Export {n} marked rows"),
)
TO = Words("导出到", "Export to")
WRITTEN = Words("已写入 {path}，y 复制路径", "Written to {path}")
EXISTS = Words(
    "{path} 已经存在，会被覆盖；不能撤销。", "{path} exists and will be replaced; this cannot be undone."
)
REPLACE = Words("覆盖", "Replace")
NOTHING = Words("没有可导出的行。", "There are no rows to export.")
PROGRESS = Words("导出 {percent}%", "exporting {percent}%")
FIGURE = re.compile(r"-?\d+")
AT_ONCE = 500
"""Rows asked for in one question, so that keys are answered in between."""


async def export_list(screen: "ListScreen[Any]") -> None:
    """Write the marked rows, else all rows of the list, in its order, with its columns."""
    table = screen.table
    marked = bool(table.marks)
    keys = await (screen.chosen_keys() if marked else screen.all_keys())
    if not keys:
        screen.tell(i18n.say(NOTHING))
        return
    title = (EXPORT_MARKED if marked else EXPORT).fill(n=f"{len(keys):,}")
    await export_table(screen, screen.NAME, title, lambda: _table_of(screen, keys))


async def export_grid(page: WorkspaceScreen, grid: Grid) -> None:
    """Write a table of figures, its labels in the first column."""
    heads = [ExportColumn(head, Words(head, head)) for head in (grid.corner, *grid.heads)]
    rows = tuple(
        (label, *(_figure(text) for text in row))
        for label, row in zip(grid.labels, grid.figures, strict=True)
    )

    async def make() -> ExportTable:
        return ExportTable(page.NAME, tuple(heads), rows)

    await export_table(page, page.NAME, EXPORT.fill(n=len(rows)), make)


def _figure(text: str) -> Value:
    """Return a figure as a number where it is nothing but one."""
    bare = text.strip().replace(",", "")
    return int(bare) if FIGURE.fullmatch(bare) else text.strip()


async def export_table(
    page: WorkspaceScreen, name: str, title: Words, make: Callable[[], Awaitable[ExportTable]]
) -> None:
    """Ask for format and path, and write the table; one that is there is replaced only after asking."""
    place = await page.ask_person(MenuPanel(i18n.say(title), [Item(i18n.say(words)) for _, words in FORMATS]))
    if place is None:
        return
    stem = f"{name}-{page.host.workspace.clock.today():%Y%m%d}"
    path = await page.ask_person(PathForm(TO, Path.home() / f"{stem}{FORMATS[place][0]}"))
    if path is None:
        return
    force = path.exists()
    if force and not await page.ask_person(
        ConfirmPanel(i18n.say(title), i18n.say(EXISTS, path=path), i18n.say(REPLACE))
    ):
        return
    host = page.host
    host.exports += 1
    try:
        table = await make()
        await asyncio.to_thread(write_export, path, table, i18n.language(), force=force)
    finally:
        host.exports -= 1
        host.show_progress("")
    host.written = path
    await host.steps.learn(host, "export")
    host.toast(WRITTEN, path=path)


async def _table_of(screen: "ListScreen[Any]", keys: Sequence[Key]) -> ExportTable:
    columns = screen.shown_columns()
    rows: list[tuple[Value, ...]] = []
    for first in range(0, len(keys), AT_ONCE):
        part = keys[first : first + AT_ONCE]
        found = {row.id: row for row in await screen.rows(part)}
        rows += [tuple(_value(column, found[key]) for column in columns) for key in part if key in found]
        if len(keys) > AT_ONCE:
            screen.host.show_progress(i18n.say(PROGRESS, percent=100 * first // len(keys)))
    heads = tuple(ExportColumn(column.title.en, column.title) for column in columns)
    return ExportTable(screen.NAME, heads, tuple(rows))


def _value(column: Column[Any], row: Any) -> Value:
    """Return a value as number or day where the column knows one; under the privacy mask only what is shown."""
    if column.value is not None and not privacy.is_masked():
        return column.value(row)
    cell = column.cell(row)
    return cell if isinstance(cell, str) else cell.text
