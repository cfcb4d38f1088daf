"""Panels of one to three fields for the verbs of every queue: reason, plan, postpone, quick reminder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relmgr import i18n
from relmgr.domain import dates
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.doubts import Doubt, far_ahead
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
        super().__init__(title, draft_name=f"reason {title.en}" if self.free_text else "")

    def make_fields(self) -> Sequence[Field]:
        """Return the choice and the text."""
        choice = Field("reason_code", REASON, Choice(self.choices), need=CHOOSE)
        fields = [choice] if self.choices else []
        text = Field("reason", NOTE, need=SAY if self.required else None)
        return [*fields, text] if self.free_text else fields

    def answered_by(self, choice: Choice) -> None:
        """Answer at once when the digit was all."""
        if self.free_text:
            super().answered_by(choice)
        else:
            self.close(Reason(choice.chosen, ""))

    async def submit(self) -> None:
        """Answer what was chosen and written."""
        chosen = int(self.field("reason_code").value) if self.choices else None
        text = self.field("reason").value.strip() if self.free_text else ""
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
        super().__init__(title, draft_name=f"plan {title.en}" if note else "")

    def make_fields(self) -> Sequence[Field]:
        """Return the measure, the day and the note."""
        measure = Field("measure", ACTION, Choice(self.choices), need=CHOOSE)
        due = Field("due_on", self.due_label, value=self.due, hint=DUE_HINT, read=self._echo, need=WHEN)
        note = Field("note", self.note_label, need=SAY if self.note_required else None)
        return [*([measure] if self.choices else []), due, *([note] if self.with_note else [])]

    def _echo(self, text: str) -> str:
        if not text.strip():
            return ""
        return "> " + dates.preview(self._day(text), i18n.language(), self.today)

    def _day(self, text: str) -> date:
        return dates.parse_when(text, self.today, past=False, field="due_on").day

    async def doubts(self) -> list[Doubt]:
        """Ask about a day that is years away."""
        return far_ahead("due_on", self._day(self.field("due_on").value), self.today)

    async def submit(self) -> None:
        """Answer what was chosen and written; raises Invalid for a day that cannot be read."""
        chosen = int(self.field("measure").value) if self.choices else None
        note = self.field("note").value.strip() if self.with_note else ""
        self.close(Plan(chosen, self._day(self.field("due_on").value), note))


def postpone_panel(title: Words, today: date, *, due: str = "", note: bool = False) -> PlanPanel:
    """Return a panel that asks to which day, and if wanted why."""
    return PlanPanel(title, today, due=due, note=note, due_label=TO)


def reminder_panel(title: Words, today: date) -> PlanPanel:
    """Return a panel that asks when and of what to be reminded."""
    return PlanPanel(title, today, note_label=WHAT, note_required=True)
