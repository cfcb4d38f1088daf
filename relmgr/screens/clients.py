"""The assigned client book: find, sort, mark and pick a client."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from textual.content import Content

from relmgr import i18n
from relmgr.commands import Command
from relmgr.domain.values import Key
from relmgr.queries.clients import ClientRow
from relmgr.screens import part
from relmgr.screens.client_columns import FIRST, client_columns
from relmgr.screens.client_list import ClientList
from relmgr.screens.client_words import FOOTER, SORTS, title_line
from relmgr.screens.masked import why_not_edit
from relmgr.widgets.badges import (
    content_lines,
)
from relmgr.widgets.cells import harmless
from relmgr.widgets.columns import Column
from relmgr.widgets.find_bar import FindBar
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.domain.strategies import View
    from relmgr.screens.segment_panel import Shown

ENTER_CLIENT, CHOOSE_SEGMENT = "entry:enter_client", "segment_panel:choose_segment"
ASK_FILTER = "filtering:ask_filter"
REWRITE = "rewriting:rewrite"
REMIND, PHONES = "row_commands:remind", "row_commands:phones_of"
PREVIEW = "client_preview:"
"""What a key asks for; the list is painted before any of it is loaded."""

SEGMENT, WHERE = Words("分段: {name}", "segment: {name}"), Words("条件: {name}", "where: {name}")
FOUND = Words("查找: {text}", "find: {text}")
NONE_YET = Words(
    "还没有客户。\n\n导入客户表（CSV/Excel）：退出后运行 relmgr import 文件\n逐个新增：按 n\n先看演示数据：relmgr demo",
    "No clients yet.\n\nImport a list (CSV/Excel): leave and run relmgr import FILE\nAdd them one by one: n\n"
    "See the demo data first: relmgr demo",
)
NONE_IN_SEGMENT = Words(
    "没有客户符合：{text}。\n\nEsc 显示全部   o 换分段",
    "No client is in: {text}.\n\nEsc shows all of them   o chooses another segment",
)
NONE_FOUND = Words(
    "没有客户含有「{text}」。\n\nEsc 清除查找   f 按条件筛选   n 以此为名新增客户",
    'No client contains "{text}".\n\nEsc clears the find   f narrows by conditions   n adds that client',
)


class ClientsScreen(ClientList):
    """The client book."""

    NAME = "clients"
    WATCHES = frozenset(
        {
            "client",
            "clientcache",
            "visit",
            "signal",
            "tierchange",
            "facility",
            "followup",
            "assignment",
            "segment",
        }
    )
    FOOTER = FOOTER
    SORTS = SORTS

    def columns(self) -> Sequence[Column[ClientRow]]:
        """Return every column, those the list comes with first."""
        return client_columns(self.today, self.host.workspace.clock.zone)

    def first_columns(self) -> Sequence[str]:
        """Return the ids of the columns the list comes with."""
        return FIRST

    @property
    def today(self) -> date:
        """Return the banker's day."""
        return self.host.workspace.clock.today()

    async def preview(self, key: Key) -> Content | None:
        """Ask for the client beside the list."""
        shown = await self.ask(part(f"{PREVIEW}question"), key)
        return None if shown is None else cast(Content, part(f"{PREVIEW}painted")(shown))

    def describe(self, count: int) -> str:
        """Return count, segment, find and order."""
        narrowed = []
        if self.shown is not None:
            words = SEGMENT if self.shown.name else WHERE
            narrowed.append(i18n.say(words, name=harmless(self.shown.words())))
        if self.find:
            narrowed.append(i18n.say(FOUND, text=self.find))
        return title_line(count, self.sort, reverse=self.reverse, narrowed=narrowed)

    def empty(self) -> Content:
        """Say whether there are no clients or none that match."""
        if self.shown is not None and not self.find:
            return content_lines(i18n.say(NONE_IN_SEGMENT, text=self.shown.words()))
        return content_lines(i18n.say(NONE_FOUND, text=self.find) if self.find else i18n.say(NONE_YET))

    def selected_client(self) -> Key | None:
        """Return the client under the cursor."""
        return self.table.cursor_key

    async def command_open(self) -> None:
        """Open the client's page; J and K then walk this list."""
        if (key := self.table.cursor_key) is not None:
            await self.host.open_client(key, self.table.order)

    async def command_remind(self) -> None:
        """Add a reminder about the selected client."""
        if (key := self.table.cursor_key) is not None:
            await part(REMIND)(self, key)

    async def command_contacts(self) -> None:
        """Show the phone numbers of the selected client; a digit copies one."""
        if (key := self.table.cursor_key) is not None:
            await part(PHONES)(self, key)

    async def command_segment(self) -> None:
        """Choose a segment, or make or change one."""
        picked, shown = await part(CHOOSE_SEGMENT)(self)
        if picked:
            self.show_only(shown)

    async def command_filter(self) -> None:
        """Narrow the list by a line of conditions."""
        await part(ASK_FILTER)(self)

    def view_now(self) -> "View":
        """Return how the list is shown, to be kept under a name."""
        from relmgr.domain.strategies import View  # noqa: PLC0415  with segments, after the first paint

        return View(f"{'-' if self.reverse else ''}{self.sort}", self.column_ids or ())

    def show_only(self, shown: "Shown | None") -> None:
        """Narrow the list, in the order and columns that a view has, or show everybody with None."""
        if self.shown is not None and self.shown.view.columns:
            self.column_ids = None  # the person's own come back with the next load
        self.shown = shown
        order = shown.view.sort if shown is not None else ""
        if order.lstrip("-") in dict(self.SORTS):
            self.sort, self.reverse = order.lstrip("-"), order.startswith("-")
        if shown is not None and shown.view.columns:
            self.show_columns(shown.view.columns)
        else:
            self.column_ids = None  # the person's own choice is looked up again
        self.reload()

    def command_back(self) -> Any:
        """Show everybody again where nothing else is to be cleared first."""
        typing = self.focused is self.query_one(FindBar).input
        if self.shown is None or typing or self.find or self.table.marks:
            return super().command_back()
        self.show_only(None)
        return None

    def refusal(self, command: Command) -> Words | None:
        """Nothing is edited while the mask is on."""
        return (why_not_edit() if command.id in ("edit", "editor") else None) or super().refusal(command)

    async def command_new(self) -> None:
        """Add a client and go to it, what was looked for in vain as its name; a find would hide it and is cleared."""
        name = "" if self.table.length else self.find.strip()
        if (key := await part(ENTER_CLIENT)(self, name=name)) is not None:
            self.clear_find()
            await self.go_to(key)

    async def command_edit(self) -> None:
        """Correct the fields of the selected client."""
        if (key := self.table.cursor_key) is not None and await part(ENTER_CLIENT)(self, key):
            await self.go_to(key)

    async def command_editor(self) -> None:
        """Write the notes of the selected client anew in the person's own editor."""
        if (key := self.table.cursor_key) is not None:
            await part(REWRITE)(self, "client", key)
