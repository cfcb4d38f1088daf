"""Setting warnings aside from a screen: the panel that asks until when and why, and refuses what is too long."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from relmgr import i18n, services
from relmgr.domain import dates
from relmgr.domain.snooze import Snooze, SnoozeLimits, check_snooze
from relmgr.domain.values import Key, Severity
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.small import DUE_HINT, WHEN
from relmgr.words import Words

TITLE = Words("搁置 (最多 {days} 天)", "Snooze ({days} days at most)")
UNTIL, WHY = Words("搁置至", "Until"), Words("理由", "Reason")


class Candidate(NamedTuple):
    """A warning to be set aside: how grave it is, and how often in a row it was set aside before."""

    id: Key
    severity: Severity
    taken: int


class SnoozeForm(Form[Snooze]):
    """Asks for a day and a reason; what one of the warnings does not allow is said under the fields."""

    DRAFT = "snooze"

    def __init__(self, candidates: Sequence[Candidate], limits: SnoozeLimits, today: date) -> None:
        """Name the strictest limit in the title."""
        self.candidates, self.limits, self.today = candidates, limits, today
        days = min(limits.days[one.severity] for one in candidates)
        super().__init__(Words(TITLE.zh.format(days=days), TITLE.en.format(days=days)))

    def make_fields(self) -> Sequence[Field]:
        """Return day and reason."""
        return (Field("until", UNTIL, hint=DUE_HINT, read=self._echo, need=WHEN), Field("reason", WHY))

    def _echo(self, text: str) -> str:
        return f"> {dates.preview(self._day(text), i18n.language(), self.today)}" if text.strip() else ""

    def _day(self, text: str) -> date:
        return dates.parse_when(text, self.today, past=False, field="until").day

    async def submit(self) -> None:
        """Answer; raises Invalid for a day or a reason that is not usable, Refused after too many in a row."""
        snooze = Snooze(self._day(self.field("until").value), self.field("reason").value.strip())
        for one in self.candidates:
            check_snooze(snooze, one.severity, one.taken, self.today, self.limits)
        self.close(snooze)


async def ask_snooze(screen: WorkspaceScreen, candidates: Sequence[Candidate], today: date) -> Snooze | None:
    """Return until when and why the person sets these warnings aside, or None."""
    rules = await asyncio.to_thread(lambda: screen.host.workspace.rules)
    return await screen.ask_person(SnoozeForm(candidates, rules.warnings.snooze, today))


async def carry_out(screen: WorkspaceScreen, candidates: Sequence[Candidate], snooze: Snooze) -> None:
    """Set these warnings aside."""
    limits = screen.host.workspace.rules.warnings.snooze
    await screen.host.do(services.snooze_signals, [one.id for one in candidates], snooze, limits)
