"""One of each form that takes text, as its screen would open it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from relmgr.domain.event_kinds import EventKind
from relmgr.domain.snooze import SnoozeLimits
from relmgr.domain.values import Key, Severity
from relmgr.queries.entry import Entry
from relmgr.queries.visit_form import VisitClient, VisitStart
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.cadence import CadenceForm
from relmgr.screens.forms.client import ClientForm
from relmgr.screens.forms.contact import ContactForm
from relmgr.screens.forms.outside import EventForm, RebuttalForm
from relmgr.screens.forms.small import PlanPanel, ReasonPanel
from relmgr.screens.forms.visit import VisitForm
from relmgr.screens.host import Host
from relmgr.screens.plan_form import PlanVisitForm
from relmgr.screens.reminder_form import ReminderForm
from relmgr.screens.segment_forms import SegmentNameForm, StrategyForm
from relmgr.screens.snoozing import Candidate, SnoozeForm
from relmgr.screens.tier_override import OverrideForm
from relmgr.screens.watch_forms import SecondPersonForm, WatchPlanForm, WatchReviewForm
from relmgr.words import Words

Make = Callable[[Host], Form[Any]]

ONE = Key("1" * 32)
TITLE = Words("标题", "Title")
CLIENT = VisitClient(ONE, "甲公司", None, cast(Any, "unknown"))
ROW: Any = SimpleNamespace(owner="", plan="", plan_due_on=None)
SUBJECT: Any = SimpleNamespace(
    title=TITLE, renews=False, standing=SimpleNamespace(client_id=ONE, target_tier=None)
)
STANDING: Any = SimpleNamespace(
    served=SimpleNamespace(own_days=None), interval=SimpleNamespace(days=30), own_until=None, own_reason=""
)
LIMITS = SnoozeLimits(dict.fromkeys(Severity, 30), 2)


async def refuse(_answer: object) -> None:
    """Carry nothing out."""


def today(host: Host) -> Any:
    """Return the day of the book."""
    return host.workspace.clock.today()


FORMS: dict[str, Make] = {
    "visit": lambda host: VisitForm(host, VisitStart(CLIENT, ("王建国",))),
    "client": lambda host: ClientForm(host, Entry(), None),
    "contact": lambda host: ContactForm(host, Entry("甲公司"), ONE, None),
    "event": lambda host: EventForm(host, Entry("甲公司"), ONE, EventKind.SUIT),
    "rebuttal": lambda host: RebuttalForm(host, Entry("甲公司"), ONE),
    "reason": lambda _host: ReasonPanel(TITLE, choices=[TITLE], free_text=True, required=True),
    "plan": lambda host: PlanPanel(TITLE, today(host), choices=[TITLE, TITLE]),
    "reminder": ReminderForm,
    "plan-visit": lambda host: PlanVisitForm(today(host), ONE, "甲公司"),
    "override": lambda host: OverrideForm(SUBJECT, today(host), refuse),
    "cadence": lambda host: CadenceForm(cast(Any, SimpleNamespace(host=host)), ONE, STANDING),
    "watch-plan": lambda host: WatchPlanForm(today(host), ROW, refuse),
    "watch-review": lambda _host: WatchReviewForm(
        ROW, cast(Any, SimpleNamespace(asset_class=None, stage=None)), refuse
    ),
    "second-person": lambda _host: SecondPersonForm(TITLE, refuse, reason=True),
    "segment-name": lambda _host: SegmentNameForm(),
    "strategy": lambda _host: StrategyForm(None),
    "snooze": lambda host: SnoozeForm([Candidate(ONE, Severity.RED, 0)], LIMITS, today(host)),
}
