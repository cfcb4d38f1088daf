"""Panels of one to three fields for the verbs of every queue: reason, plan, postpone, quick reminder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relmgr import i18n
from relmgr.domain import dates
from relmgr.errors import Invalid
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.widgets.choice import Choice
from relmgr.words import Words

REASON, NOTE = Words("理由", "Reason"), Words("说明", "Note")
ACTION, DUE, TO, WHAT = (
    Words("措施", "Action"),
    Words("期限", "Due"),
    Words("到", "To"),
    Words("内容", "What"),
)
DUE_HINT = Words("+3  周五  12-05", "+3  fri  12-05")
CHOOSE = Words("请选一项：按数字。", "Choose one: press its digit.")
SAY = Words("请写一句。", "Write one sentence.")
WHEN = Words("请写日期，例如 +3、周五、12-05。", "Write a day, for example +3, fri, 12-05.")


@dataclass(frozen=True, slots=True)
class Reason:
    """A chosen reason (its place among the choices, None where there were none) and free text."""

    choice: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A chosen measure (its place), the day by which, and a note."""

    choice: int | None
    due_on: date
    note: str


class ReasonPanel(Form[Reason]):
    """Asks why: a digit answers at once where no free text is asked for."""

    def __init__(
        self, title: Words, *, choices: Sequence[Words] = (), free_text: bool = False, required: bool = False
    ) -> None:
        """Offer choices, a text, or both; `required` refuses a blank text."""
        self.choices, self.free_text, self.required = choices, free_text or not choices, required
        super().__init__(title)

    def make_fields(self) -> Sequence[Field]:
        """Return the choice and the text."""
        fields = [Field("reason_code", REASON, Choice(self.choices))] if self.choices else []
        return [*fields, Field("reason", NOTE)] if self.free_text else fields

    def answered_by(self, choice: Choice) -> None:
        """Answer at once when the digit was all."""
        if self.free_text:
            super().answered_by(choice)
        else:
            self.close(Reason(choice.chosen, ""))

    async def submit(self) -> None:
        """Answer; raises Invalid when nothing was chosen or written."""
        chosen = _chosen(self, "reason_code") if self.choices else None
        text = self.field("reason").value.strip() if self.free_text else ""
        if self.required and not text:
            raise Invalid("reason", SAY)
        self.close(Reason(chosen, text))


class PlanPanel(Form[Plan]):
    """Asks for a measure, a day and a note: `1 +3 Enter note Enter`."""

    def __init__(
        self, title: Words, today: date, *, choices: Sequence[Words] = (), due: str = "", note: bool = True,
        due_label: Words = DUE, note_label: Words = NOTE, note_required: bool = False,
    ) -> None:  # fmt: skip
        """Offer measures; `due` is a day filled in beforehand, as it would be typed."""
        self.today, self.choices, self.due, self.with_note = today, choices, due, note
        self.due_label, self.note_label, self.note_required = due_label, note_label, note_required
        super().__init__(title)

    def make_fields(self) -> Sequence[Field]:
        """Return the measure, the day and the note."""
        fields = [Field("measure", ACTION, Choice(self.choices))] if self.choices else []
        fields.append(Field("due_on", self.due_label, value=self.due, hint=DUE_HINT, read=self._echo))
        return [*fields, Field("note", self.note_label)] if self.with_note else fields

    def _echo(self, text: str) -> str:
        if not text.strip():
            return ""
        return "> " + dates.preview(
            dates.parse_when(text, self.today, past=False, field="due_on").day, i18n.language()
        )

    async def submit(self) -> None:
        """Answer; raises Invalid naming the field that is missing or cannot be read."""
        chosen = _chosen(self, "measure") if self.choices else None
        text = self.field("due_on").value
        if not text.strip():
            raise Invalid("due_on", WHEN)
        day = dates.parse_when(text, self.today, past=False, field="due_on").day
        note = self.field("note").value.strip() if self.with_note else ""
        if self.note_required and not note:
            raise Invalid("note", SAY)
        self.close(Plan(chosen, day, note))


def postpone_panel(title: Words, today: date, *, due: str = "", note: bool = False) -> PlanPanel:
    """Return a panel that asks to which day, and if wanted why."""
    return PlanPanel(title, today, due=due, note=note, due_label=TO)


def reminder_panel(title: Words, today: date) -> PlanPanel:
    """Return a panel that asks when and of what to be reminded."""
    return PlanPanel(title, today, note_label=WHAT, note_required=True)


def _chosen(form: Form[Reason] | Form[Plan], name: str) -> int:
    value = form.field(name).value
    if not value:
        raise Invalid(name, CHOOSE)
    return int(value)
