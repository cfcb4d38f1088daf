"""Which columns a list shows and in which order: Space shows or hides one, J and K move it, Ctrl+S keeps it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from relmgr import i18n
from relmgr.commands import find_command
from relmgr.screens.key_bindings import bindings_of
from relmgr.screens.lists import ListScreen
from relmgr.screens.panel import Panel
from relmgr.widgets.columns import Column
from relmgr.widgets.pick_list import Item, PickList
from relmgr.words import Words

TITLE = Words("列：显示哪些、按什么顺序", "Columns: which, and in which order")
NOTE = Words(
    "空格/数字 显示或隐藏   J/K 下移/上移   全部隐藏 = 恢复默认",
    "Space/digit show or hide   J/K move down/up   none shown = the default ones",
)


class ColumnsPanel(Panel[tuple[str, ...]]):
    """Answers the ids of the shown columns in order; () stands for those the list comes with."""

    FOOTER: ClassVar[tuple[str, ...]] = ("mark", "form.save", "form.close")
    WORDS = {  # noqa: RUF012
        "mark": Words("显示/隐藏", "Show/hide"),
        "form.save": Words("保存", "Keep"),
        "form.close": Words("放弃", "Leave"),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of([find_command("mark")]),
        Binding("J,shift+down", "shift(1)", show=False, priority=True),
        Binding("K,shift+up", "shift(-1)", show=False, priority=True),
    ]

    def __init__(self, columns: Sequence[Column[Any]], shown: Sequence[str]) -> None:
        """Offer every column, the shown ones first, as they stand."""
        super().__init__()
        by_name = {column.name: column for column in columns}
        names = [*(name for name in shown if name in by_name), *(n for n in by_name if n not in shown)]
        self.offered = [by_name[name] for name in names]
        self.shown = set(shown)

    def compose(self) -> ComposeResult:
        """Lay out title, columns and keys."""
        yield self.title_line(i18n.say(TITLE))
        yield PickList(self._items())
        yield self.note_line(i18n.say(NOTE))

    def _items(self) -> list[Item]:
        return [
            Item(f"{'[x]' if column.name in self.shown else '[ ]'} {i18n.say(column.title)}")
            for column in self.offered
        ]

    def _paint(self, cursor: int) -> None:
        pick = self.query_one(PickList)
        pick.items, pick.cursor = self._items(), cursor
        pick.refresh()

    def picked(self, place: int) -> None:
        """Show a column, or hide it."""
        self.shown ^= {self.offered[place].name}
        self._paint(place)

    def command_mark(self) -> None:
        """Show or hide the column under the cursor and go down."""
        pick = self.query_one(PickList)
        self.picked(pick.cursor)
        pick.action_move(1)

    def command_form_next_empty(self) -> None:
        """Show or hide the column under the cursor."""
        self.picked(self.query_one(PickList).cursor)

    def action_shift(self, step: int) -> None:
        """Move the column under the cursor among the others."""
        place = self.query_one(PickList).cursor
        goal = place + step
        if 0 <= goal < len(self.offered):
            self.offered[place], self.offered[goal] = self.offered[goal], self.offered[place]
            self._paint(goal)

    def command_form_save(self) -> None:
        """Answer with what is shown."""
        self.close(tuple(column.name for column in self.offered if column.name in self.shown))


async def choose_columns(screen: ListScreen[Any]) -> tuple[str, ...] | None:
    """Let the person choose the columns of a list; None if they left, () for those it comes with."""
    shown = [column.name for column in screen.shown_columns()]
    ids = await screen.ask_person(ColumnsPanel(screen.columns(), shown))
    return () if ids == tuple(screen.first_columns()) else ids
