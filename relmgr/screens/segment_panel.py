"""The list of segments over the client book: a digit picks one; new ones are made, and old ones changed, from here."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from relmgr import i18n, services
from relmgr.commands import find_command
from relmgr.domain.segment_words import say_definition
from relmgr.domain.segments import Definition
from relmgr.domain.strategies import Segment, Strategy, Template, said
from relmgr.domain.tier_moves import Selection
from relmgr.queries.segments import SegmentLine, segments
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.key_bindings import bindings_of
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.screens.segment_builder import build_definition, is_open
from relmgr.screens.segment_forms import SegmentNameForm, StrategyForm
from relmgr.widgets import amounts, privacy
from relmgr.widgets.cells import fit, harmless
from relmgr.widgets.pick_list import Item, PickList
from relmgr.words import Words

TITLE = Words("分段", "Segments")
NAME_WIDTH = 28
"""Cells that the name of a segment takes in the list at most."""

ALL = Words("全部客户", "All clients")
NEW = Words("新建分段", "New segment")
LINE = Words("{n} 家 {exposure}", "{n}  {exposure}")
SERVED = Words("[{strategy} {days}天]", "[{strategy} {days}d]")
SERVED_PLAIN = Words("[{strategy}]", "[{strategy}]")
CHANGE = Words("修改分段：{name}", "Change segment: {name}")
CHANGES = (
    Words("服务策略", "Service strategy"),
    Words("条件", "Conditions"),
    Words("改名", "Rename"),
    Words("上移一位", "Move up"),
)
OWN, NO_STRATEGY = Words("自己写", "Write one"), Words("不设策略", "No strategy")
TEMPLATE_NOTE = Words("每 {days} 天", "every {days} days")
SAVED = Words("已保存分段「{name}」，u 撤销", 'Saved segment "{name}", u undoes')
CHANGED = Words("已修改分段「{name}」，u 撤销", 'Changed segment "{name}", u undoes')
DELETED = Words("已删除分段「{name}」，u 撤销", 'Deleted segment "{name}", u undoes')


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list is narrowed to, with the name of the segment, '' for conditions without one."""

    selection: Selection
    name: str = ""

    def words(self) -> str:
        """Return it in the language that is spoken now."""
        if self.name:
            return self.name
        move, definition = self.selection.move, self.selection.definition
        said = i18n.say(say_definition(definition))
        if definition.only(["group"]).conditions:
            said = privacy.amount(said)  # it would name a group that the mask hides
        parts = [said] if definition.conditions or move is None else []
        return "; ".join([*parts, *([i18n.say(move.words())] if move else [])])


class SegmentsPanel(MenuPanel):
    """Answers a place; n, e and Delete answer with what else is wanted."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.next_empty", "new", "edit", "delete", "form.close")
    WORDS = {  # noqa: RUF012
        "form.next_empty": Words("选定", "Pick"),
        "edit": Words("修改", "Change"),
        "form.close": Words("关闭", "Close"),
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings_of([find_command(i) for i in ("new", "edit", "delete")])

    def __init__(self, lines: list[SegmentLine]) -> None:
        """Offer the segments and, last, everybody."""
        names = [harmless(line.segment.name) for line in lines]
        width = min(NAME_WIDTH, max(map(cell_len, names), default=0))
        items = [Item(fit(name, width), _note(line)) for name, line in zip(names, lines, strict=True)]
        super().__init__(i18n.say(TITLE), [*items, Item(i18n.say(ALL)), Item(i18n.say(NEW))])
        self.count = len(lines)
        self.verb = "show"
        """What is wanted of the segment that is answered: 'show', 'edit' or 'delete'."""

    def command_new(self) -> None:
        """Ask for a new segment."""
        self.close(self.count + 1)

    def command_edit(self) -> None:
        """Ask what to change of the segment under the cursor."""
        self._with("edit")

    def command_delete(self) -> None:
        """Take the segment under the cursor away."""
        self._with("delete")

    def _with(self, verb: str) -> None:
        place = self.query_one(PickList).cursor
        if place < self.count:
            self.verb = verb
            self.close(place)


def _note(line: SegmentLine) -> str:
    owed = " + ".join(privacy.amount(amounts.short(*total, decimals=0)) for total in line.totals.exposure)
    counted = i18n.say(LINE, n=f"{line.totals.clients:,}", exposure=owed)
    strategy = line.segment.strategy
    if strategy is None:
        return counted
    words = SERVED if strategy.cadence_days else SERVED_PLAIN
    return f"{counted} {i18n.say(words, strategy=i18n.say(said(strategy.name)), days=strategy.cadence_days)}"


async def choose_segment(screen: WorkspaceScreen) -> tuple[bool, Shown | None]:
    """Let the person pick, make, change or delete segments; returns whether they picked, and what."""
    while is_open(screen):
        lines = await screen.ask(segments)
        panel = SegmentsPanel(lines)
        place = await screen.ask_person(panel)
        if place is None:
            return False, None
        if place == len(lines):
            return True, None
        if place > len(lines):
            if (made := await _make(screen)) is not None:
                return True, made
            continue
        segment = lines[place].segment
        if panel.verb == "show":
            return True, shown_segment(segment)
        if panel.verb == "delete":
            await screen.host.do(services.delete_segment, segment.id)
            screen.host.toast(DELETED, name=segment.name)
        else:
            await _change(screen, segment)
    return False, None


def shown_segment(segment: Segment) -> Shown:
    """Return a segment as what a list is narrowed to."""
    return Shown(Selection(segment.definition), segment.name)


async def _make(screen: WorkspaceScreen) -> Shown | None:
    definition = await build_definition(screen)
    if definition is None:
        return None
    name = await screen.ask_person(SegmentNameForm())
    if name is None:
        return None
    await screen.host.do(services.save_segment, name, definition)
    screen.host.toast(SAVED, name=name)
    return Shown(Selection(definition), name)


async def _change(screen: WorkspaceScreen, segment: Segment) -> None:
    heading = i18n.say(CHANGE, name=segment.name)
    place = await screen.ask_person(MenuPanel(heading, [Item(i18n.say(words)) for words in CHANGES]))
    if place is None or not await _changed(screen, segment, place):
        return
    screen.host.toast(CHANGED, name=segment.name)


async def _changed(screen: WorkspaceScreen, segment: Segment, place: int) -> bool:
    do = screen.host.do
    if place == 0:
        return await _give_strategy(screen, segment)
    if place == 1:
        definition: Definition | None = await build_definition(screen, segment.definition)
        if definition is not None:
            await do(services.save_segment, segment.name, definition)
        return definition is not None
    if place == 2:
        name = await screen.ask_person(SegmentNameForm(segment.name))
        if name is not None:
            await do(services.rename_segment, segment.id, name)
        return name is not None
    await do(services.move_segment, segment.id, segment.position - 1)
    return True


async def _give_strategy(screen: WorkspaceScreen, segment: Segment) -> bool:
    """Let the person take a template, write a strategy or take it away; returns whether they did."""
    templates: tuple[Template, ...] = screen.host.workspace.strategy_templates
    items = [Item(i18n.say(said(t.strategy.name)), i18n.say(TEMPLATE_NOTE, days=t.strategy.cadence_days))
             for t in templates]  # fmt: skip
    items += [Item(i18n.say(OWN)), Item(i18n.say(NO_STRATEGY))]
    place = await screen.ask_person(MenuPanel(i18n.say(CHANGES[0]), items))
    if place is None:
        return False
    strategy: Strategy | None = None
    if place <= len(templates):
        start = templates[place].strategy if place < len(templates) else segment.strategy
        strategy = await screen.ask_person(StrategyForm(start))
        if strategy is None:
            return False
    await screen.host.do(services.set_strategy, segment.id, strategy)
    return True
