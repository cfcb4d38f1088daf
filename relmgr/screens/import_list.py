"""A list on its way in: every row with what would become of it, written as one action or not at all."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content

from relmgr import i18n, services
from relmgr.domain.import_outcomes import STATE_WORDS, Outcome, State
from relmgr.domain.values import Key
from relmgr.errors import NotFound
from relmgr.queries.imports import ImportPreview, preview_import
from relmgr.screens.path_form import PathForm
from relmgr.screens.queue import QueueScreen
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, lines
from relmgr.widgets.columns import Column
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.imports import ImportPlan
    from relmgr.screens.host import Host

WHICH = Words("导入名单：CSV 或 XLSX 文件", "Import a list: a CSV or XLSX file")
NO_FILE = Words("没有文件 {path}。", "There is no file {path}.")
READING = Words("正在读 {file}...", "Reading {file}...")
TITLE = Words("{file}（未写入）", "{file} (nothing written yet)")
IMPORTED = Words(
    "已导入 {file}：新增 {created}，更新 {updated}，拒绝 {rejected}，u 撤销",
    "Imported {file}: {created} created, {updated} updated, {rejected} rejected, u undoes",
)
LEFT = Words("没有导入，什么都没有写入。", "Nothing was imported and nothing was written.")
READ_AS = Words("读作 {kind}  {encoding}", "read as {kind}  {encoding}")
EXTRAS = Words("保留为附加字段：{names}", "kept as extra fields: {names}")
WHY = Words("为什么", "Why")
STYLES = {
    State.REJECTED: "severity-red",
    State.UNCHANGED: "muted",
    State.CREATED: "done",
    State.UPDATED: "strong",
}
NOTHING = {
    "rejected": Words(
        "没有被拒绝的行。\n\n] 看全部   a 导入", "No row was rejected.\n\n] shows all   a imports"
    ),
    "all": Words("文件里没有数据行。\n\nEsc 返回", "The file has no rows.\n\nEsc goes back"),
}


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One row of the file; it belongs to no client yet."""

    id: Key
    outcome: Outcome
    client_id: Key | None = None


class ImportScreen(QueueScreen[OutcomeRow]):
    """The preview of an import; `a` writes it."""

    NAME = "import"
    PLACE = "clients"
    FOOTER = ("find.done", "verb.accept", "find", "tab.next", "sort", "copy", "back")
    VIEWS = (("all", Words("全部", "All")), ("rejected", Words("拒绝", "Rejected")))
    SORTS: ClassVar[Sequence[tuple[str, Words]]] = (
        ("line", Words("行号", "line")),
        ("state", Words("结果", "outcome")),
    )

    command_filter = None  # type: ignore[assignment]  # its rows belong to no client yet

    def __init__(self, plan: "ImportPlan", preview: ImportPreview) -> None:
        """Show what importing the plan would do; rejected rows first, if there are any."""
        super().__init__()
        self.plan, self.found = plan, preview
        if preview.counts.rejected:
            self.view = "rejected"

    def has_row(self) -> bool:
        """Tell that the file can be imported, whatever row is under the cursor."""
        return True

    def columns(self) -> Sequence[Column[OutcomeRow]]:
        """Return the columns."""
        return (
            Column(Words("行", "Line"), (8, 8), _place, right=True, sort="line"),
            Column(Words("结果", "Outcome"), (6, 9), _state, sort="state"),
            Column(Words("内容", "Row"), (20, 20), lambda r: privacy.name(r.outcome.label), grow=True),
            Column(WHY, (24, 24), _why, grow=True, from_width=70),
        )

    async def queue(self) -> Sequence[OutcomeRow]:
        """Return the rows of the view."""
        numbered = enumerate(self.found.outcomes)
        wanted = ((n, o) for n, o in numbered if self.view == "all" or o.state is State.REJECTED)
        return [OutcomeRow(Key(str(number)), outcome) for number, outcome in wanted]

    def texts(self, row: OutcomeRow) -> Iterable[str]:
        """Return content and reason."""
        return (row.outcome.label, _why(row))

    def sorted_rows(self, rows: Sequence[OutcomeRow]) -> Sequence[OutcomeRow]:
        """Return the rows in order."""
        places = {state: n for n, state in enumerate(reversed(State))}
        return sorted(rows, key=lambda r: places[r.outcome.state]) if self.sort == "state" else rows

    async def preview(self, key: Key) -> Content | None:
        """Return how the file was read, and why the row is refused."""
        if (row := self.held.get(key)) is None:
            return None
        shown = [
            content(Styled(privacy.name(row.outcome.label), "strong")),
            content(_state(row), "  ", _why(row)),
        ]
        for sheet in self.plan.sheets:
            said = i18n.say(READ_AS, kind=sheet.kind, encoding=sheet.encoding)
            shown.append(content(Styled(f"{sheet.name} {said}".strip(), "muted")))
            if sheet.extras:
                names = ", ".join(sheet.extras)
                shown.append(content(Styled(i18n.say(EXTRAS, names=names), "muted")))
        return lines(*shown)

    # the frame ------------------------------------------------------------------------------------------

    def figures(self) -> Sequence[str]:
        """Return the file and how many rows have which outcome."""
        counted = (
            f"{i18n.say(words)} {getattr(self.found.counts, state):,}" for state, words in STATE_WORDS.items()
        )
        return [i18n.say(TITLE, file=self.plan.file_name), *counted]

    def nothing(self) -> Words:
        """Return why a view is empty and what to press."""
        return NOTHING[self.view]

    # commands -------------------------------------------------------------------------------------------

    async def command_verb_accept(self) -> None:
        """Write every row that is new or differs, as one action, and go back."""
        done = await self.host.do(services.import_file_rows, self.plan)
        counts = done.result.counts
        await self.host.go_up()
        self.host.toast(
            IMPORTED,
            file=self.plan.file_name,
            created=counts.created,
            updated=counts.updated,
            rejected=counts.rejected,
        )

    async def command_open(self) -> None:
        """A row of a file opens nothing."""

    async def command_back(self) -> Any:
        """Leave the find, else leave without writing."""
        if self.find or self.focused is not self.table:
            return super().command_back()
        await self.host.go_up()
        self.host.tell(i18n.say(LEFT))
        return None


def _place(row: OutcomeRow) -> str:
    one = row.outcome
    return f"{one.sheet}:{one.line}" if one.sheet else str(one.line)


def _state(row: OutcomeRow) -> Styled:
    return Styled(i18n.say(STATE_WORDS[row.outcome.state]), STYLES[row.outcome.state])


def _why(row: OutcomeRow) -> str:
    return i18n.say(row.outcome.reason) if row.outcome.reason else ""


async def ask_file(host: "Host") -> None:
    """Ask which file, read it, and show what importing it would do."""
    path = await host.page.ask_person(PathForm(WHICH, Path.home()))  # type: ignore[attr-defined]
    if path is not None:
        await show_import(host, path)


async def show_import(host: "Host", path: Path) -> None:
    """Read a list and show what importing it would do; raises NotFound, or Refused for what is no list."""
    if not path.is_file():
        raise NotFound(NO_FILE.fill(path=path))
    host.tell(i18n.say(READING, file=path.name))
    plan = await asyncio.to_thread(_planned, host, path)
    preview = await host.ask(preview_import, plan)
    host.tell("")
    await host.push_screen(ImportScreen(plan, preview))


def _planned(host: "Host", path: Path) -> "ImportPlan":
    from relmgr.exchange.plans import Circumstances, plan_import  # noqa: PLC0415  readers of files are heavy

    workspace = host.workspace
    about = Circumstances(
        workspace.clock.today(), workspace.clock.zone, workspace.settings.currency, workspace.manager_name
    )
    return plan_import(path, about)
