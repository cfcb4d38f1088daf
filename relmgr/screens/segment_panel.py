"""The list of segments over the client book: a digit picks one; new ones are made, and old ones changed, from here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from relmgr import i18n, services
from relmgr.commands import find_command
from relmgr.domain.segment_words import say_definition
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.domain.strategies import PLAIN, Segment, Strategy, Template, View, said
from relmgr.domain.tier_moves import Selection
from relmgr.errors import Refused
from relmgr.queries.segments import SegmentLine, totals, views
from relmgr.screens import workers
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.key_bindings import bindings_of
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.screens.segment_builder import build_definition, is_open
from relmgr.screens.segment_forms import SegmentNameForm, StrategyForm
from relmgr.widgets import amounts, privacy
from relmgr.widgets.cells import fit, harmless
from relmgr.widgets.pick_list import Item, PickList
from relmgr.words import Words

TITLE = Words("分段 (* 已固定)", "Segments (* pinned)")
NAME_WIDTH = 28
"""Cells that the name of a segment takes in the list at most."""

ALL = Words("全部客户", "All clients")
NEW, KEEP = Words("新建分段", "New segment"), Words("当前列表存为视图", "Keep the list as a view")
PIN = Words("固定", "Pin")
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
MOVES_ONLY = Words(
    "层级变动的名单不能存为视图；请先按 Esc 显示全部。",
    "A list of moves between tiers cannot be kept; Esc shows everybody first.",
)
SAVED = Words("已保存分段「{name}」，u 撤销", 'Saved segment "{name}", u undoes')
CHANGED = Words("已修改分段「{name}」，u 撤销", 'Changed segment "{name}", u undoes')
DELETED = Words("已删除分段「{name}」，u 撤销", 'Deleted segment "{name}", u undoes')


NAMING = frozenset({"name", "group", "code", "uscc"})
"""Fields whose values name a client."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list is narrowed to, with the name of the segment, '' for conditions without one."""

    selection: Selection
    name: str = ""
    view: View = PLAIN

    def hides(self) -> bool:
        """Tell whether its conditions name somebody whom the mask hides."""
        return not NAMING.isdisjoint(self.selection.definition.fields)

    def words(self) -> str:
        """Return it in the language that is spoken now."""
        if self.name:
            return self.name
        move, definition = self.selection.move, self.selection.definition
        said = i18n.say(say_definition(definition))
        if self.hides():
            said = privacy.amount(said)
        parts = [said] if definition.conditions or move is None else []
        return "; ".join([*parts, *([i18n.say(move.words())] if move else [])])


class SegmentsPanel(MenuPanel):
    """Answers a place; n, e and Delete answer with what else is wanted."""

    FOOTER: ClassVar[tuple[str, ...]] = (
        "form.next_empty", "form.save", "new", "edit", "mark", "delete", "form.close",
    )  # fmt: skip
    WORDS = {  # noqa: RUF012
        "form.next_empty": Words("选定", "Pick"),
        "form.save": Words("存当前", "Keep list"),
        "edit": Words("修改", "Change"),
        "mark": PIN,
        "form.close": Words("关闭", "Close"),
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(
        [find_command(i) for i in ("new", "edit", "mark", "delete")]
    )

    def __init__(self, screen: WorkspaceScreen, found: Sequence[Segment], at: int = 0) -> None:
        """Offer the segments, everybody, and what makes another; counts follow, they wait for no key."""
        names = [f"{'*' if one.hotkey else ' '}{harmless(one.name)}" for one in found]
        width = min(NAME_WIDTH, max(map(cell_len, names), default=0))
        items = [Item(fit(name, width)) for name in names]
        more = [Item(i18n.say(words)) for words in (ALL, NEW, KEEP)]
        super().__init__(i18n.say(TITLE), [*items, *more])
        self.list_screen, self.found, self.at = screen, found, at
        self.count = len(found)
        self.verb = "show"
        """What is wanted of the segment that is answered: 'show', 'edit', 'mark' or 'delete'."""

    def on_mount(self) -> None:
        """Put the cursor where it was, and count."""
        self.query_one(PickList).cursor = self.at
        workers.start(self, "counts", self._count)

    async def _count(self) -> None:
        pick = self.query_one(PickList)
        for place, segment in enumerate(self.found):
            counted = await self.list_screen.ask(totals, segment.definition)
            if not self.is_attached:
                return
            pick.items[place] = replace(pick.items[place], note=_note(SegmentLine(segment, counted)))
            pick.refresh()

    def command_new(self) -> None:
        """Ask for a new segment."""
        self.close(self.count + 1)

    def command_edit(self) -> None:
        """Ask what to change of the segment under the cursor."""
        self._with("edit")

    def command_mark(self) -> None:
        """Pin the segment under the cursor, or let it go."""
        self._with("mark")

    def command_form_save(self) -> None:
        """Ask for the list to be kept as it is."""
        self.close(self.count + 2)

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
    last: Segment | None = None
    while is_open(screen):
        found = await screen.ask(views)
        keys = [one.id for one in found]
        panel = SegmentsPanel(
            screen, found, keys.index(last.id) if last is not None and last.id in keys else 0
        )
        place = await screen.ask_person(panel)
        if place is None:
            return False, None
        if place == len(found):
            return True, None
        if place > len(found):
            made = await (_make(screen) if place == len(found) + 1 else save_view(screen))
            if made is not None:
                return True, made
            continue
        last = segment = found[place]
        if panel.verb == "show":
            return True, shown_segment(segment)
        await _act(screen, panel.verb, segment)
    return False, None


async def _act(screen: WorkspaceScreen, verb: str, segment: Segment) -> None:
    if verb == "mark":
        await screen.host.do(services.pin_segment, segment.id)
    elif verb == "delete":
        await screen.host.do(services.delete_segment, segment.id)
        screen.host.toast(DELETED, name=segment.name)
    else:
        await _change(screen, segment)


def shown_segment(segment: Segment) -> Shown:
    """Return a segment as what a list is narrowed to."""
    return Shown(Selection(segment.definition), segment.name, segment.view)


async def save_view(screen: WorkspaceScreen) -> Shown | None:
    """Keep what a list shows, filter, order and columns, under a name; returns it, or None if the person left."""
    shown: Shown | None = getattr(screen, "shown", None)
    if shown is not None and shown.selection.move is not None:
        raise Refused(MOVES_ONLY)
    name = await screen.ask_person(SegmentNameForm(shown.name if shown is not None else ""))
    if name is None:
        return None
    definition = shown.selection.definition if shown is not None else getattr(screen, "within", WHOLE_BOOK)
    view_now = getattr(screen, "view_now", None)
    view: View = view_now() if view_now is not None else PLAIN
    await screen.host.do(services.save_segment, name, definition, view)
    screen.host.toast(SAVED, name=name)
    return Shown(Selection(definition), name, view)


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
