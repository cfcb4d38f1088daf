"""Asks between which two days moves are looked at."""

from collections.abc import Sequence
from datetime import date

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.tier_moves import Days, days_between
from relmgr.errors import Invalid
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.words import Words

TITLE = Words("迁移的两个口径日", "Moves between two days")
BLANK = Words("空白即 {day}", "blank is {day}")
START, END = Words("起日", "From"), Words("止日", "To")


class DaysForm(Form[Days]):
    """Answers two days in order."""

    FOOTER = ("form.save", "form.next", "form.close")

    def __init__(self, days: Days, today: date) -> None:
        """Start with two days."""
        self.days, self.today = days, today
        super().__init__(TITLE)

    def make_fields(self) -> Sequence[Field]:
        """Return both days."""
        return (
            self._field("start", START, self.days.start),
            self._field("end", END, self.days.end),
        )

    def _field(self, name: str, label: Words, day: date) -> Field:
        hint = BLANK.fill(day=day)
        return Field(name, label, hint=hint, skip=True, read=lambda text: self._echo(text, name))

    def _echo(self, text: str, field: str) -> str:
        return "> " + dates.preview(self._day(text, field), i18n.language(), self.today)

    def _day(self, text: str, field: str) -> date:
        if not text.strip():
            return self.days.start if field == "start" else self.days.end
        return dates.parse_when(text, self.today, past=True, field=field).day

    async def submit(self) -> None:
        """Answer; raises Invalid for a day that is not understood and for days out of order."""
        start, end = (self._day(self.field(name).value, name) for name in ("start", "end"))
        try:
            self.close(days_between(start, end))
        except Invalid as error:
            raise Invalid("start", error.words) from error
