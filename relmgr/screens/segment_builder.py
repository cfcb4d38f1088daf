"""A segment made by picking: dimensions from a list, then values with how many clients have each."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from relmgr import i18n
from relmgr.commands import find_command
from relmgr.domain.cross_table import CrossTable
from relmgr.domain.dimensions import DIMENSIONS, Dimension, DimensionKind
from relmgr.domain.segment_grammar import spell_definition
from relmgr.domain.segment_words import say_alternatives, say_definition
from relmgr.domain.segments import WHOLE_BOOK, Condition, Definition
from relmgr.queries.cross_table import cross_of
from relmgr.queries.segments import totals
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.key_bindings import bindings_of
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.screens.panel import Panel, PanelSlot
from relmgr.screens.portfolio_grids import edge_text
from relmgr.screens.segment_forms import RangeForm
from relmgr.widgets.pick_list import Item, PickList
from relmgr.words import Words

BUILD = Words("条件：选维度，再选取值", "Conditions: pick a dimension, then values")
SO_FAR = Words("{what}：{n} 家", "{what}: {n} clients")
COUNT = Words("{n} 家", "{n}")
NOT = Words("除外：选中的以外（NOT）", "NOT: all but the marked ones")
EVERY = tuple(DIMENSIONS.values())
DONE = -1
"""The answer of the dimensions panel when the definition is complete."""
PICK = {"form.next_empty": Words("选维度", "Pick"), "form.save": Words("完成", "Done"),
        "form.close": Words("放弃", "Leave")}  # fmt: skip
MARK = {"form.next_empty": Words("确定", "Done"), "mark": Words("标记", "Mark"),
        "form.close": Words("返回", "Back")}  # fmt: skip


class ValuesPanel(Panel[Condition]):
    """Answers the condition of the marked values; Enter without a mark takes the one under the cursor."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.next_empty", "mark", "form.close")
    WORDS = MARK
    BINDINGS: ClassVar[list[BindingType]] = bindings_of([find_command("mark")])

    def __init__(self, table: CrossTable, before: Condition | None) -> None:
        """Offer the values that clients have, those of a condition marked."""
        super().__init__()
        self.dimension = table.by
        found = {edge if isinstance(edge, str) else None: cell.clients
                 for edge, cell in zip(table.rows, table.row_totals, strict=True)}  # fmt: skip
        missing = [value for value in (before.values if before else ()) if value not in found]
        self.values: list[str | None] = [*(v for v in found if v is not None), *missing, None]
        self.counts = found
        self.marked = {value for value in self.values if before and self._in(before, value)}
        self.negated = before is not None and before.negated

    @staticmethod
    def _in(condition: Condition, value: str | None) -> bool:
        return condition.unknown if value is None else value in condition.values

    def compose(self) -> ComposeResult:
        """Lay out title and values."""
        yield self.title_line(i18n.say(self.dimension.words))
        yield PickList(self._items())

    def _items(self) -> list[Item]:
        items = [
            Item(f"{_box(value in self.marked)} {edge_text(self.dimension, value)}",
                 i18n.say(COUNT, n=f"{self.counts.get(value, 0):,}"))
            for value in self.values
        ]  # fmt: skip
        return [*items, Item(f"{_box(self.negated)} {i18n.say(NOT)}")]

    def picked(self, place: int) -> None:
        """Mark a value, or take its mark away; the last line turns the whole condition round."""
        if place == len(self.values):
            self.negated = not self.negated
        else:
            self.marked ^= {self.values[place]}
        pick = self.query_one(PickList)
        pick.items, pick.cursor = self._items(), place
        pick.refresh()

    def command_mark(self) -> None:
        """Mark the line and go down."""
        pick = self.query_one(PickList)
        self.picked(pick.cursor)
        pick.action_move(1)

    def command_form_next_empty(self) -> None:
        """Answer with what is marked."""
        place = self.query_one(PickList).cursor
        if not self.marked and place < len(self.values):
            self.marked = {self.values[place]}
        chosen = tuple(value for value in self.values if value is not None and value in self.marked)
        if chosen or None in self.marked:
            self.close(Condition(self.dimension.code, chosen, (), None in self.marked, self.negated))


def _box(on: bool) -> str:
    return "[x]" if on else "[ ]"


class DimensionsPanel(MenuPanel):
    """Answers the place of a dimension, or DONE; a dimension that has a condition shows it."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.next_empty", "form.save", "form.close")
    WORDS = PICK

    def __init__(self, definition: Definition, clients: int, at: int) -> None:
        """Show what a definition says so far, with the cursor on a dimension."""
        super().__init__(i18n.say(BUILD), [_item(definition, dimension) for dimension in EVERY])
        self.said = i18n.say(SO_FAR, what=i18n.say(say_definition(definition)), n=f"{clients:,}")
        self.is_ready, self.at = bool(definition.conditions), at

    def compose(self) -> ComposeResult:
        """Lay out title, dimensions and the definition so far."""
        yield from super().compose()
        yield self.note_line(self.said)

    def on_mount(self) -> None:
        """Put the cursor where it was."""
        self.query_one(PickList).cursor = self.at

    def command_form_save(self) -> None:
        """Be done, if there is a condition."""
        if self.is_ready:
            self.close(DONE)


def is_open(screen: WorkspaceScreen) -> bool:
    """Tell whether the screen can still ask; a panel that goes away with it has answered nothing."""
    return screen.is_attached and screen.is_running and len(screen.query(PanelSlot)) > 0


def _item(definition: Definition, dimension: Dimension) -> Item:
    said = "; ".join(
        i18n.say(say_alternatives(c))
        for c in definition.only([dimension.code]).conditions
        if isinstance(c, Condition)
    )
    return Item(i18n.say(dimension.words), said)


async def build_definition(screen: WorkspaceScreen, definition: Definition = WHOLE_BOOK) -> Definition | None:
    """Let the person pick dimensions and values until they are done; None if they left."""
    place: int | None = 0
    while place is not None and is_open(screen):
        clients = (await screen.ask(totals, definition)).clients
        place = await screen.ask_person(DimensionsPanel(definition, clients, place))
        if place == DONE:
            return definition
        if place is not None:
            definition = await _with_values(screen, definition, EVERY[place])
    return None


async def _with_values(screen: WorkspaceScreen, definition: Definition, dimension: Dimension) -> Definition:
    """Return the definition with the condition on a dimension that the person picks."""
    others = definition.without([dimension.code])
    before = [c for c in definition.only([dimension.code]).conditions if isinstance(c, Condition)][:1]
    if dimension.kind is DimensionKind.TEXT:
        table = await screen.ask(cross_of, dimension, None, others)
        answer = await screen.ask_person(ValuesPanel(table, before[0] if before else None))
    else:
        written = spell_definition(Definition(tuple(before))).removeprefix(dimension.code)
        answer = await screen.ask_person(RangeForm(dimension, written))
    return definition if answer is None else others.and_also(answer)
