"""Overriding a tier on screen: the form, and what becomes of its answer."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relmgr import i18n, services
from relmgr.domain import dates
from relmgr.domain.numbers import parse_days
from relmgr.domain.tier_overrides import DEFAULT_DAYS, MOST_DAYS, REASONS, TOO_MANY_DAYS, TierOverrideDraft
from relmgr.domain.tiers import BEST
from relmgr.domain.values import Key, Tier
from relmgr.errors import Invalid
from relmgr.queries.tier_standing import TierStanding, tier_standing
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.widgets import privacy
from relmgr.widgets.choice import Choice
from relmgr.words import Words

OVERRIDE, RENEW = Words("改层", "Override"), Words("改层续期", "Renew the override")
TITLE = Words("{verb} {client}   现为 {tier}", "{verb} {client}   now {tier}")
UNDER_CAP = Words("   封顶 {cap}", "   capped at {cap}")
TIER, KIND = Words("层级", "Tier"), Words("类别", "Kind")
REASON, DAYS = Words("理由", "Reason"), Words("天数", "Days")
REASON_HINT = Words("至少 10 个字，写清依据", "at least 10 characters: what the model does not know")
CHOOSE = Words("请选一项：按数字。", "Choose one: press its digit.")
DONE = Words("已改层 {client} {tier} 至 {on}，u 撤销", "Overrode {client} to {tier} until {on}, u undoes")
ASKED = Words(
    "已申请改层 {client} {tier}，等负责人批准，u 撤销", "Asked a lead: {client} to {tier}, u undoes"
)
WAITS = Words(
    "{client} 的改层 {tier} 还在等负责人批准。", "The override of {client} to {tier} waits for a lead."
)


@dataclass(frozen=True, slots=True)
class OverrideSubject:
    """Whose tier is overridden: its name and where it stands; a renewal keeps its target."""

    client: str
    standing: TierStanding

    @property
    def renews(self) -> bool:
        """Tell whether an override in force is continued."""
        return self.standing.is_overridden

    @property
    def title(self) -> Words:
        """Return the head of the form: the present tier with the model's, and the cap if there is one."""
        cap = self.standing.cap_tier
        verb, said = RENEW if self.renews else OVERRIDE, self.standing.said
        zh, en = (
            TITLE[i].format(verb=verb[i], client=privacy.name(self.client), tier=said[i])
            + (UNDER_CAP[i].format(cap=cap) if cap not in (None, BEST) else "")
            for i in (0, 1)
        )
        return Words(zh, en)


class OverrideForm(Form[TierOverrideDraft]):
    """Asks for tier, kind of reason, reason and days: `1 2 text ^S`."""

    DRAFT = "override"

    def __init__(
        self, subject: OverrideSubject, today: date, write: Callable[[TierOverrideDraft], Awaitable[object]]
    ) -> None:
        """Ask about a client; the tier of a renewal is not asked for. `write` may refuse what was written."""
        self.subject, self.today, self.write = subject, today, write
        super().__init__(subject.title, subject=str(subject.standing.client_id))

    def make_fields(self) -> Sequence[Field]:
        """Return tier, kind, reason and days."""
        tiers = [Field("tier", TIER, Choice([Words(t.value, t.value) for t in Tier]), need=CHOOSE)]
        return [
            *([] if self.subject.renews else tiers),
            Field("reason_code", KIND, Choice(list(REASONS.values())), need=CHOOSE),
            Field("reason", REASON, hint=REASON_HINT),
            Field("days", DAYS, value=str(DEFAULT_DAYS), read=self._until),
        ]

    def _days(self, text: str) -> int:
        days = parse_days(text)
        if not 1 <= days <= MOST_DAYS:
            raise Invalid("days", TOO_MANY_DAYS.fill(most=MOST_DAYS))
        return days

    def _until(self, text: str) -> str:
        if not text.strip():
            return ""
        until = self.today + timedelta(days=self._days(text))
        return "> " + dates.preview(until, i18n.language(), self.today)

    async def submit(self) -> None:
        """Write the override and answer it; raises Invalid naming the field that is not usable."""
        tier = self.subject.standing.target_tier if self.subject.renews else self._tier()
        assert tier is not None
        code = self.field("reason_code").value
        draft = TierOverrideDraft(
            self.subject.standing.client_id,
            tier,
            list(REASONS)[int(code)],
            self.field("reason").value,
            self._days(self.field("days").value),
        )
        await self.write(draft)
        self.close(draft)

    def _tier(self) -> Tier:
        return list(Tier)[int(self.field("tier").value)]


async def override_client(screen: WorkspaceScreen, client_id: Key, client: str) -> bool:
    """Ask for an override of a client, or the renewal of the one in force; tell whether one was written."""
    standing = await screen.ask(tier_standing, client_id)
    if standing is None:
        return False
    if standing.override_state is not None and not standing.is_overridden:
        screen.tell(i18n.say(WAITS, client=privacy.name(client), tier=standing.target_tier))
        return False
    host = screen.host
    rules = await to_thread(lambda: host.workspace.rules)
    needed = host.workspace.settings.override_needs_approval

    async def write(draft: TierOverrideDraft) -> None:
        if standing.is_overridden and standing.override_id is not None:
            key = standing.override_id
            await host.do(services.renew_override, rules, key, draft, needs_approval=needed)
        else:
            await host.do(services.override_tier, rules, draft, needs_approval=needed)

    form = OverrideForm(OverrideSubject(client, standing), host.workspace.clock.today(), write)
    draft = await screen.ask_person(form)
    if draft is None:
        return False
    on = dates.month_day(draft.expires(host.workspace.clock.today()))
    host.toast(ASKED if needed else DONE, client=privacy.name(client), tier=draft.tier, on=on)
    return True
