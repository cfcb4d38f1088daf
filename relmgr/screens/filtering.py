"""The filter line over clients or a queue: read while typed, completed, applied after a pause, taken back with Esc."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input, Static

from relmgr import i18n
from relmgr.domain.filter_completion import Choice, Wanted, field_choices, known_choices, taken, wanted
from relmgr.domain.segment_grammar import FilterError, parse_definition, spell_definition
from relmgr.domain.segment_words import say_currencies, say_definition
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.domain.tier_moves import Selection
from relmgr.errors import Invalid, Refused
from relmgr.queries.completions import stored_values, value_choices
from relmgr.screens import workers
from relmgr.screens.panel import Panel
from relmgr.screens.segment_panel import NAMING, Shown, save_view
from relmgr.widgets import privacy
from relmgr.widgets.badges import content
from relmgr.widgets.pick_list import Item, PickList
from relmgr.widgets.text_field import TextField
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.screens.clients import ClientsScreen
    from relmgr.screens.queue import QueueScreen

    Narrowed = ClientsScreen | QueueScreen[Any]

PROMPT = Words("筛选> ", "filter> ")
HINT = Words("层级:A 未见>60 敞口>1亿 预警:红 或 ..", "tier:A last>60 exp>100m warn:red or ..")
READ_AS = Words("= {what}", "= {what}")
HIDDEN = Words(
    "隐私模式下不显示按名称或集团的筛选；按 * 关闭隐私模式。",
    "The mask hides a filter by name or group; * takes the mask off.",
)
EVERYBODY = Words("不写条件就是全部客户", "without conditions: all clients")
MEANT = Words("  是不是 {near}？", "  Did you mean {near}?")
PAUSE = 0.3
"""Seconds after the last key before the list follows: a burst of keys is one question."""


class FilterInput(TextField):
    """The text field of the line; Tab takes the suggestion that Down and Up choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "suggest('take')", show=False, priority=True),
        Binding("down", "suggest('next')", show=False, priority=True),
        Binding("up", "suggest('previous')", show=False, priority=True),
    ]

    def action_suggest(self, what: str) -> None:
        """Hand the key to the line."""
        for node in self.ancestors:
            if isinstance(node, FilterPanel):
                node.suggest(what)
                return


class FilterPanel(Panel[str]):
    """Answers the text of a filter that can be read; what cannot is told with its place and stays in the line."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.next_empty", "form.save", "form.close")
    WORDS = {  # noqa: RUF012
        "form.next_empty": Words("筛选", "Filter"),
        "form.save": Words("存为视图", "Save as a view"),
        "form.close": Words("恢复原样", "As before"),
    }

    def __init__(self, screen: "Narrowed", text: str) -> None:
        """Start with the filter that the list has now."""
        super().__init__()
        self.narrowed, self.before, self.started_with = screen, screen.shown, text
        self.applied = text
        self.saving = False
        self.choices: list[Choice] = []
        self.want: Wanted | None = None
        self.values: dict[str, list[str]] = {}
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the line, what it says, and suggestions."""
        with Horizontal(classes="field"):
            yield Static(i18n.say(PROMPT), markup=False, classes="label")
            yield FilterInput(self.started_with, placeholder=i18n.say(HINT))
        yield self.note_line()
        yield PickList(numbered=False, focusable=False)

    def on_mount(self) -> None:
        """Read the line as it is, and have the parser loaded before the first word is complete."""
        field = self.query_one(FilterInput)
        field.cursor_position = len(field.value)
        workers.start(self, "parser", self._read_at_first)

    async def _read_at_first(self) -> None:
        await asyncio.to_thread(parse_definition, "tier:A")
        self._follow()

    # reading ----------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._follow()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._apply)

    def _follow(self) -> None:
        """Say what the line means or what is wrong with it, and suggest how it goes on."""
        field = self.query_one(FilterInput)
        self.want = wanted(field.value[: field.cursor_position])
        self._say(field.value)
        self._suggest()

    def _read(self, text: str) -> Definition | FilterError:
        try:
            return parse_definition(text)
        except FilterError as error:
            return error
        except Invalid as error:
            return FilterError(error.words, text[:20], 1)

    def _say(self, text: str) -> None:
        found = self._read(text)
        if isinstance(found, FilterError):
            near = i18n.say(MEANT, near=" ".join(found.near)) if len(found.near) > 1 else ""
            said = f"! {i18n.say(found.words)}{near}"
        elif not found.conditions:
            said = i18n.say(EVERYBODY)
        else:
            also = say_currencies(found)
            said = i18n.say(READ_AS, what=i18n.say(say_definition(found)))
            said += f" ({i18n.say(also)})" if also is not None else ""
        self.query_one(".panel-note", Static).update(content(said))

    def _apply(self) -> None:
        """Let the list follow the line, if it can be read."""
        text = self.query_one(FilterInput).value
        found = self._read(text)
        if text != self.applied and isinstance(found, Definition) and not self.outcome.done():
            self.applied = text
            self.narrowed.show_only(shown_filter(found, self.before))

    # suggesting -------------------------------------------------------------------------------------------

    def _suggest(self) -> None:
        want, language = self.want, i18n.language()
        if want is None:
            self._offer([])
        elif want.field is None:
            self._offer(
                field_choices(want, language) if want.part or not self.query_one(FilterInput).value else []
            )
        else:
            self._offer(known_choices(want.field, want.part, language))
            workers.start(self, "values", partial(self._look_up, want), exclusive=True)

    async def _look_up(self, want: Wanted) -> None:
        assert want.field is not None
        code, screen = want.field.code, self.narrowed
        if privacy.is_masked() and code in NAMING:
            return
        if code not in self.values:
            self.values[code] = await screen.ask(stored_values, code)
        found = await screen.ask(value_choices, want.field, want.part, i18n.language(), self.values[code])
        if self.want == want and self.is_attached:
            self._offer(found)

    def _offer(self, choices: list[Choice]) -> None:
        self.choices = choices
        pick = self.query_one(PickList)
        pick.show([Item(choice.label, choice.note) for choice in choices])
        pick.display = bool(choices)

    def suggest(self, what: str) -> None:
        """Take the chosen suggestion, or choose another."""
        pick, field = self.query_one(PickList), self.query_one(FilterInput)
        if what != "take":
            pick.action_move(1 if what == "next" else -1)
        elif self.choices and self.want is not None:
            choice = self.choices[min(pick.cursor, len(self.choices) - 1)]
            text, cursor = taken(field.value, field.cursor_position, self.want, choice)
            field.value = text
            field.cursor_position = cursor
            self._follow()

    # ending -----------------------------------------------------------------------------------------------

    def command_form_next_empty(self) -> None:
        """Filter by the line; one that cannot be read stays, with the cursor on the place that is wrong."""
        field = self.query_one(FilterInput)
        found = self._read(field.value)
        if isinstance(found, FilterError):
            self._say(field.value)
            field.cursor_position = min(len(field.value), found.place - 1 + len(found.word))
            return
        self._apply()
        self.close(field.value)

    def command_form_save(self) -> None:
        """Filter by the line and keep it under a name."""
        self.saving = True
        self.command_form_next_empty()
        self.saving = self.outcome.done()

    def command_form_close(self) -> None:
        """Show again what was shown before."""
        if self.narrowed.shown is not self.before:
            self.narrowed.show_only(self.before)
        self.close(None)


def shown_filter(definition: Definition, before: Shown | None) -> Shown | None:
    """Return what a list is narrowed to by a line; a move between tiers that it was narrowed to stays."""
    if before is not None and before.selection.definition == definition:
        return before
    move = before.selection.move if before is not None else None
    if definition == WHOLE_BOOK and move is None:
        return None
    return Shown(Selection(definition, move))


async def ask_filter(screen: "Narrowed") -> None:
    """Open the filter line over a list."""
    shown = screen.shown
    if privacy.is_masked() and shown is not None and shown.hides():
        raise Refused(HIDDEN)
    text = spell_definition(shown.selection.definition, i18n.language()) if shown is not None else ""
    panel = FilterPanel(screen, text)
    if await screen.ask_person(panel) is None or not panel.saving:
        return
    if (kept := await save_view(screen)) is not None:
        screen.show_only(kept)
