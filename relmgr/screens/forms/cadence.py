"""The form of the manager's own contact interval of a client."""

from collections.abc import Sequence
from datetime import date

from relmgr import i18n, services
from relmgr.domain import dates
from relmgr.domain.cadence_drafts import LONGEST_INTERVAL, SHORT_REASON, SHORTEST_REASON, CadenceDraft
from relmgr.domain.numbers import parse_days
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.queries.contact_due import ContactStanding, contact_standing
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.small import WHEN
from relmgr.words import Words

TITLE = Words("自定走访间隔（空=取消）", "Own contact interval (blank: none)")
DAYS, UNTIL, REASON = Words("天数", "Days"), Words("到", "Until"), Words("理由", "Reason")
DAYS_HINT = Words("1 至 {most} 天；现在 {now} 天", "1 to {most} days; now {now}")
UNTIL_HINT = Words("+90  2027-03-31", "+90  2027-03-31")
SAVED = Words("自定间隔 {days} 天至 {until}，u 撤销", "Own interval {days} days until {until}, u undoes")
CLEARED = Words("已取消自定间隔，u 撤销", "Own interval cleared, u undoes")


async def enter_cadence(screen: WorkspaceScreen, client_id: Key) -> None:
    """Ask how often a client is to be seen, until when, and why."""
    matrix = screen.host.workspace.rules.cadence.matrix
    standing = await screen.ask(contact_standing, client_id, matrix)
    await screen.ask_person(CadenceForm(screen, client_id, standing))


class CadenceForm(Form[None]):
    """Sets the interval; left blank it gives up the one that is set."""

    DRAFT = "cadence"

    def __init__(self, screen: WorkspaceScreen, client_id: Key, standing: ContactStanding) -> None:
        """Start from what holds now."""
        self.screen_below, self.client_id, self.standing = screen, client_id, standing
        self.today: date = screen.host.workspace.clock.today()
        super().__init__(TITLE, subject=str(client_id))

    def make_fields(self) -> Sequence[Field]:
        """Return days, end and reason."""
        own = self.standing.served.own_days
        until = self.standing.own_until
        hint = DAYS_HINT.fill(most=LONGEST_INTERVAL, now=self.standing.interval.days)
        return (
            Field("days", DAYS, value="" if own is None else str(own), hint=hint, skip=own is not None),
            Field(
                "until",
                UNTIL,
                value=until.isoformat() if until else "",
                hint=UNTIL_HINT,
                read=self._echo,
                skip=own is not None,
            ),
            Field(
                "reason",
                REASON,
                value=self.standing.own_reason,
                hint=SHORT_REASON.fill(least=SHORTEST_REASON),
            ),
        )

    def _day(self, text: str) -> date:
        return dates.parse_when(text, self.today, past=False, field="until").day

    def _echo(self, text: str) -> str:
        return "> " + dates.preview(self._day(text), i18n.language(), self.today) if text.strip() else ""

    async def submit(self) -> None:
        """Set or clear the interval and say so; raises Invalid naming the field that is wrong."""
        host, text = self.screen_below.host, self.field("days").value.strip()
        if not text:
            if self.standing.served.own_days is not None:
                await host.do(services.clear_cadence, self.client_id)
                host.toast(CLEARED)
        else:
            days = parse_days(text, field="days")
            until = self.field("until").value.strip()
            if not until:
                raise Invalid("until", WHEN)
            draft = CadenceDraft(self.client_id, days, self._day(until), self.field("reason").value)
            await host.do(services.set_cadence, draft)
            host.toast(SAVED, days=draft.days, until=draft.until)
        self.close(None)
