"""Forms of the schedule: plan a visit, move one, go to a day."""

from collections.abc import Sequence
from datetime import date

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.dates import Moment
from relmgr.domain.drafts import VisitPlan
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.doubts import Doubt, doubts_of_plan
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.visit import KINDS
from relmgr.widgets.choice import Choice
from relmgr.words import Words

MOVE, GO_TO = Words("改期到", "Move to"), Words("去某天", "Go to date")
PLAN = Words("安排拜访：{client}", "Plan a visit: {client}")
TO, WHEN = Words("到", "To"), Words("时间 *", "When *")
KIND, TOPIC, PLACE = Words("方式", "Type"), Words("事由", "Topic"), Words("地点", "Place")
HINT = Words("+3  周五 10:00  12-05  下午3点", "+3  fri 10:00  12-05  3pm")
MISSING = Words("请写日期，例如 +3、周五 10:00、12-05。", "Write a day, for example +3, fri 10:00, 12-05.")


class _Dated(Form[Moment]):
    """Asks for one day; a plan lies ahead, a day to look at lies anywhere."""

    past: bool | None = False

    def __init__(self, title: Words, today: date) -> None:
        """Read what is typed relative to `today`."""
        self.today = today
        super().__init__(title)

    def make_fields(self) -> Sequence[Field]:
        """Return the one field."""
        return (Field("when", TO, hint=HINT, read=self._echo, need=MISSING),)

    def _echo(self, text: str) -> str:
        return echo(text, self.today, past=self.past)

    async def submit(self) -> None:
        """Answer the day; raises Invalid for what cannot be read."""
        self.close(read_when(self.field("when").value, self.today, past=self.past))


class MoveForm(_Dated):
    """Asks to which day, and if wanted to which time, a visit moves."""

    def __init__(self, today: date) -> None:
        """Name the form."""
        super().__init__(MOVE, today)


class GoToForm(_Dated):
    """Asks which day to show."""

    past = None

    def __init__(self, today: date) -> None:
        """Name the form."""
        super().__init__(GO_TO, today)


class PlanVisitForm(Form[VisitPlan]):
    """Asks when, how and why a client is to be seen; only the day has no good default."""

    DRAFT = "plan-visit"

    def __init__(self, today: date, client_id: Key, client: str, *, when: str = "") -> None:
        """Plan for a client; `when` is a day filled in beforehand, as it would be typed."""
        self.today, self.client_id, self.when = today, client_id, when
        super().__init__(PLAN.fill(client=client), subject=str(client_id))

    def make_fields(self) -> Sequence[Field]:
        """Return the fields in order."""
        return (
            Field("when", WHEN, value=self.when, hint=HINT, read=self._echo, need=MISSING),
            Field("kind", KIND, Choice([words for _, words in KINDS], chosen=0)),
            Field("topic", TOPIC),
            Field("place", PLACE, skip=True),
        )

    def _echo(self, text: str) -> str:
        return echo(text, self.today, past=False)

    async def doubts(self) -> list[Doubt]:
        """Ask about a weekend, a holiday, and a day that is years away."""
        return await doubts_of_plan(
            self._host, "when", read_when(self.field("when").value, self.today, past=False).day
        )

    async def submit(self) -> None:
        """Answer the plan; raises Invalid naming the field that is missing or wrong."""
        moment = read_when(self.field("when").value, self.today, past=False)
        self.close(
            VisitPlan(
                self.client_id,
                moment.day,
                moment.at,
                kind=KINDS[int(self.field("kind").value or 0)][0],
                topic=self.field("topic").value.strip(),
                place=self.field("place").value.strip(),
            )
        )


def read_when(text: str, today: date, *, past: bool | None) -> Moment:
    """Return the day and time that are typed; raises Invalid when there is none."""
    if not text.strip():
        raise Invalid("when", MISSING)
    return dates.parse_when(text, today, past=past, field="when")


def echo(text: str, today: date, *, past: bool | None) -> str:
    """Return how the text is read, `> 11-30 周一 (W49) 10:00`; '' for a blank."""
    if not text.strip():
        return ""
    moment = read_when(text, today, past=past)
    at = f" {moment.at:%H:%M}" if moment.at else ""
    return "> " + dates.preview(moment.day, i18n.language(), today) + at
