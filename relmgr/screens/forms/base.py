"""The base of docked forms: keys that land right, errors that keep the text, and drafts."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from relmgr import i18n
from relmgr.errors import Invalid, RelmgrError
from relmgr.screens import part
from relmgr.screens.forms.doubts import Doubt
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.keeping import PLACE, DraftKeeper, recalled
from relmgr.screens.forms.picking import PickField
from relmgr.screens.forms.sheet import FieldSheet
from relmgr.screens.subjects import subject_of
from relmgr.widgets import glyphs
from relmgr.widgets.choice import Choice
from relmgr.widgets.text_field import NoteField
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.screens.base import WorkspaceScreen
    from relmgr.screens.host import Host

ResultT = TypeVar("ResultT")
EDITOR = "external_editor"
NEW_LINE, PICK, KEEP = Words("换行", "New line"), Words("选定", "Pick"), Words("保留所写", "Keep the text")

CONTINUED = Words("继续草稿 {at}", "continue draft {at}")


class Form(FieldSheet[ResultT]):
    """Fields under each other; Enter goes to the next unanswered one, and saves in the last.

    A form with a `draft_name` keeps what is typed under that name and its subject (the row or rows it is
    about, unless it says otherwise) until what it was for has been done.
    """

    FOOTER: ClassVar[tuple[str, ...]] = (
        "form.save",
        "form.next_empty",
        "form.close",
        "form.type",
        "form.prev",
    )
    DRAFT: ClassVar[str] = ""
    """The name drafts of this form are kept under; '' where nothing is typed that one would miss."""

    def __init__(self, title: Words, *, draft_name: str | None = None, subject: str | None = None) -> None:
        """Name the form, its drafts, and whom or what it is about."""
        super().__init__(title)
        self.draft_subject = subject
        self.draft_name = self.DRAFT if draft_name is None else draft_name
        self.started: dict[str, str] = {}
        self.keeper: DraftKeeper | None = None
        self._accepted: set[Doubt] = set()

    async def submit(self) -> None:
        """Read the fields, do what the form is for, and `close(…)`; raise Invalid to stay."""
        raise NotImplementedError

    async def doubts(self) -> list[Doubt]:
        """Return what may be meant but is rarely so; saving a second time accepts it."""
        return []

    def first_focus(self) -> Widget | None:
        """Return the field a draft was left in, else the first without an answer."""
        left = self.keeper.kept.payload.get(PLACE) if self.keeper and self.keeper.kept else None
        here = next((f for f in self.fields if f.field == left and f.display), None)
        here = here or next((field for field in self.fields if field.open), self.shown_fields()[-1])
        return here.control

    def word_for(self, command_id: str) -> Words | None:
        """Say that Enter begins a new line where it does."""
        here = self._here()
        if command_id == "form.next_empty" and isinstance(here.control, NoteField):
            return NEW_LINE
        if here.picker is not None and here.picker.is_offering:
            if command_id == "form.next_empty" and here.picker.list.cursor >= 0:
                return PICK
            if command_id == "form.close":
                return KEEP
        return super().word_for(command_id)

    def place(self) -> str:
        """Return the name of the field that has the keyboard."""
        return self._here().field

    # drafts ---------------------------------------------------------------------------------------------

    async def recall(self, screen: "WorkspaceScreen") -> None:
        """Look up the draft that waits for this form and its subject."""
        if self.draft_name:
            subject = subject_of(screen) if self.draft_subject is None else self.draft_subject
            self.keeper = await recalled(screen.host, self, f"{self.draft_name}:{subject}")

    def on_mount(self) -> None:
        """Remember what the form starts with; fill in the draft, if there is one, and say from when it is."""
        self.started, started = self.values(), self.kept_values()
        if self.keeper is None:
            return
        if (kept := self.keeper.kept) is not None:
            self.show_kept(kept.payload)
            if any(field.more and field.value for field in self.fields):
                self.show_more()
            self._say_continued()
        self.keeper.begin(started, self.kept_values())

    def say_again(self) -> None:
        """Say title and fields in the language of the moment."""
        self.query_one(".panel-title", Static).update(Content(glyphs.titled(i18n.say(self.title))))
        for field in self.fields:
            field.say_again()

    def _say_continued(self) -> None:
        assert self.keeper is not None and self.keeper.kept is not None
        clock = self.keeper.host.workspace.clock
        at = self.keeper.kept.updated_at.astimezone(clock.zone)
        when = f"{at:%H:%M}" if at.date() == clock.today() else f"{at:%m-%d %H:%M}"
        text = f"{i18n.say(self.title)}   {i18n.say(CONTINUED, at=when)}"
        self.query_one(".panel-title", Static).update(Content(glyphs.titled(text)))

    async def keep(self) -> None:
        """Write what was typed now."""
        if self.keeper is not None:
            await self.keeper.keep()

    def close(self, answer: ResultT | None) -> None:
        """End; the draft goes when the action that asked has been carried out."""
        if answer is not None and self.keeper is not None and not self.outcome.done():
            self.keeper.answered()
        super().close(answer)

    async def command_form_close(self) -> None:
        """Close the list under a field, what was typed stays; else keep the draft and close."""
        here = self._here()
        if here.picker is not None and here.picker.is_offering:
            here.picker.close_list()
            return
        await self.keep()
        self.close(None)

    @property
    def _host(self) -> "Host":
        return cast("Host", self.app)

    # keys -----------------------------------------------------------------------------------------------

    def _here(self) -> Field:
        focused = self.screen.focused if self.is_attached else None
        return next((field for field in self.fields if field.control is focused), self.fields[0])

    def _step(self, step: int) -> None:
        shown = self.shown_fields()
        self.go_to(shown[(shown.index(self._here()) + step) % len(shown)])

    def _open_after(self, field: Field) -> Field | None:
        later = self.fields[list(self.fields).index(field) + 1 :]
        return next((one for one in later if one.open), None)

    def go_to(self, field: Field) -> None:
        """Check the field that is left, and give the keyboard to another one; only for commands."""
        self._leave(self._here())
        self.screen.set_focus(field.control)
        if self.keeper is not None:
            self.keeper.now()

    def _leave(self, field: Field) -> None:
        """Close its list; a field that has to name one of its lines takes the marked one."""
        self._take_needed(field)
        if field.picker is not None:
            field.picker.close_list()
        self.check_left(field)

    def _take_needed(self, field: Field) -> None:
        if (picker := field.picker) is not None and picker.offers.marks == "first" and picker.take_marked():
            self.picked(field)

    def check_left(self, field: Field) -> None:
        """Say what is wrong with a field that is being left."""
        if field.read is None:
            return
        error = field.misread()
        field.show_wrong(error is not None)
        self.note("" if error is None else i18n.say(error.words), mark="" if error is None else "!")

    async def command_form_next_empty(self) -> None:
        """Go to the next unanswered field; there is none: save. In a field of several lines, begin a new one."""
        here = self._here()
        if isinstance(here.control, NoteField):
            here.control.new_line()
        elif here.picker is not None and here.picker.take_marked():
            self.picked_in(here.picker)
        elif (later := self._open_after(here)) is None:
            await self.command_form_save()
        else:
            self.go_to(later)

    def command_form_next(self) -> None:
        """Go to the next field."""
        self._step(1)

    def command_form_prev(self) -> None:
        """Go to the field before."""
        self._step(-1)

    def command_form_type(self) -> None:
        """Take the next option of the first choice."""
        if (choice := next(iter(self.query(Choice)), None)) is not None:
            choice.action_step(1)

    async def command_form_save(self) -> None:
        """Save from any field: errors stay, doubts ask once."""
        self._take_needed(self._here())
        if errors := [error for field in self.fields if (error := field.error()) is not None]:
            self.show_errors(errors)
            return
        try:
            doubts = [doubt for doubt in await self.doubts() if doubt not in self._accepted]
            if doubts:
                self._accepted.update(doubts)
                self.show_doubts(doubts)
            else:
                await self.submit()
        except Invalid as error:
            self.show_errors([error])

    async def command_form_editor(self) -> None:
        """Write the field that has the keyboard in the person's editor, or in a larger field."""
        field = self._here()
        if isinstance(field.control, Choice):
            return
        edit_text, say_change = part(f"{EDITOR}:edit_text"), part(f"{EDITOR}:say_change")
        await self.keep()
        before = field.value
        try:
            after = await edit_text(self.screen, i18n.say(field.label), before)
        except RelmgrError as error:
            self.note(i18n.say(error.words), mark="!")
            return
        if after != before:
            field.control.take_text(after)
        self.note(say_change(before, field.value))

    # text -----------------------------------------------------------------------------------------------

    def answered_by(self, choice: Choice) -> None:
        """Go on after a digit chose an option."""
        field = self.changed_by(choice)
        if (later := self._open_after(field)) is not None:
            self.go_to(later)

    def picked_in(self, picker: PickField) -> None:
        """Go on after a line was picked, but never save by that."""
        field = next(field for field in self.fields if field.control is picker)
        self.picked(field)
        if not picker.offers.stays:
            shown = self.shown_fields()
            after = shown[(shown.index(field) + 1) % len(shown)]
            self.go_to(self._open_after(field) or after)

    def picked(self, field: Field) -> Any:
        """Hear that a line was picked in a field."""

    def offering(self, _picker: PickField) -> None:
        """Hear that a list opened or closed: Enter and Esc do something else now."""
        self._host.screen.refresh_bindings()

    def changed_by(self, choice: Choice) -> Field:
        """Hear that another option is chosen; returns its field."""
        field = next(field for field in self.fields if field.control is choice)
        self._hear(field)
        return field

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        field = next((f for f in self.fields if f.control is event.control), None)
        if field is not None:
            field.echo()
            if field.picker is not None:
                field.picker.follow()
            self._hear(field)

    def _hear(self, field: Field) -> None:
        if self.keeper is not None and not self.outcome.done():
            self.keeper.soon()
        self.changed(field)

    def changed(self, field: Field) -> Any:
        """Hear that a field has another value."""
