"""Log a visit: one sentence is enough; everything else has a good default."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from relmgr import i18n, services
from relmgr.domain import dates
from relmgr.domain.drafts import NO_CLIENT, NO_SUMMARY, VisitDraft
from relmgr.domain.values import Key, VisitKind
from relmgr.errors import Invalid
from relmgr.queries.finding import found_clients
from relmgr.queries.offers import departments
from relmgr.queries.visit_form import VisitClient, VisitStart, visit_start
from relmgr.screens import workers
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.doubts import Doubt, doubts_of_plan
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.met import met_names, met_offers
from relmgr.screens.forms.offers import client_offers, value_offers
from relmgr.screens.host import Host
from relmgr.widgets import privacy
from relmgr.widgets.choice import Choice
from relmgr.words import Words

TITLE = Words("记拜访", "Log a visit")
KINDS = (
    (VisitKind.VISIT, Words("拜访", "Visit")),
    (VisitKind.CALL, Words("电话", "Call")),
    (VisitKind.VIDEO, Words("视频", "Video")),
    (VisitKind.HOSTED, Words("来访", "Hosted")),
    (VisitKind.INSPECTION, Words("检查", "Inspect")),
)
CLIENT, SUMMARY = Words("客户 *", "Client *"), Words("要点 *", "Summary *")
KIND, ON, MET = Words("方式", "Type"), Words("日期", "Date"), Words("会见", "Met")
NEED, FOR = Words("听到需求", "Need heard"), Words("转给部门", "Tell")
NEED_HINT = Words("例如：想做外汇套保", "for example: wants to hedge currency")
FOR_HINT = Words("哪个部门该知道：金融市场部", "the department that should hear of it")
NEXT_ON, NEXT_STEP = Words("下次", "Next on"), Words("下一步", "Next step")
ON_HINT = Words("空=今天  -1 昨天  周五  1121", "blank = today  -1  fri  1121")
NEXT_HINT = Words("空=不约  +7  周五  12-05", "blank = none  +7  fri  12-05")
SAVED = Words("已保存{next}，u 撤销", "Saved{next}, u undoes")
NEXT = Words("，下次 {on}", ", next {on}")
FUTURE = Words(
    "{on} 在将来；拜访日期应为今天或以前。", "{on} lies ahead; a visit is logged for today or before."
)


class VisitForm(Form[Key]):
    """Answers the id of the visit that was logged; None when the text was left as a draft."""

    DRAFT = "visit"
    FOOTER: ClassVar[tuple[str, ...]] = (
        "form.save",
        "form.next_empty",
        "form.close",
        "form.more",
        "form.type",
        "form.prev",
    )

    def __init__(
        self, host: Host, start: VisitStart, *, on: date | None = None, visit_id: Key | None = None
    ) -> None:
        """Start with a client; `on` and `visit_id` fulfil a visit that was planned."""
        self.host, self.start, self.client, self.on_day, self.visit_id = (
            host,
            start,
            start.client,
            on,
            visit_id,
        )
        self.today = host.workspace.clock.today()
        super().__init__(TITLE, subject=str(start.client.id))

    def make_fields(self) -> Sequence[Field]:
        """Return the fields; only the summary has neither a value nor a good blank."""
        return (
            Field("client_id", CLIENT, value=privacy.name(self.client.name), offers=client_offers(self.host)),
            Field("summary", SUMMARY, need=NO_SUMMARY),
            Field("kind", KIND, Choice([words for _, words in KINDS], chosen=0)),
            Field("on", ON, value=self.on_day.isoformat() if self.on_day else "", hint=ON_HINT, skip=True,
                  read=self._echo_on),
            Field("met", MET, hint=self._people_hint(), skip=True, read=self._echo_met, value=self._first_met(),
                  offers=met_offers(lambda: self.start.people)),
            Field("next_on", NEXT_ON, hint=NEXT_HINT, read=self._echo_next),
            Field("next_step", NEXT_STEP),
            Field("need", NEED, hint=NEED_HINT, more=True),
            Field("department", FOR, hint=FOR_HINT, more=True,
                  offers=value_offers(lambda: self.host.ask(departments))),
        )  # fmt: skip

    def _people_hint(self) -> Words:
        people = "  ".join(f"{n}{privacy.name(name)}" for n, name in enumerate(self.start.people[:5], 1))
        return Words(people, people)

    def _first_met(self) -> str:
        """Return who was met if nobody else is named: the first one."""
        return "1" if self.start.people else ""

    # the client -----------------------------------------------------------------------------------------

    def picked(self, field: Field) -> None:
        """Offer the people of the client that was picked."""
        if field.field == "client_id":
            workers.start(self, "people", self.settled, exclusive=True)

    async def settled(self) -> None:
        """Wait for what is typed, and for the people of a client that was picked."""
        await super().settled()
        field = self.field("client_id")
        if key := field.key_of(field.value):
            await self._meet(Key(key))

    async def _meet(self, key: Key) -> None:
        if key == self.start.client.id or (start := await self.host.ask(visit_start, key)) is None:
            return
        met = self.field("met")
        untouched = met.value.strip() in ("", self._first_met())
        self.start = start
        met.hint = self._people_hint()
        if untouched:
            met.value = self._first_met()
        met.say_again()

    def command_form_more(self) -> None:
        """Show what was heard for other departments, and go there."""
        self.show_more()
        self.go_to(self.field("need"))

    # reading --------------------------------------------------------------------------------------------

    def read_on(self, text: str) -> date:
        """Return the day of the visit; raises Invalid for what lies ahead or cannot be read."""
        if not text.strip():
            return self.today
        day = dates.parse_when(text, self.today, past=True, field="on").day
        if day > self.today:
            raise Invalid("on", FUTURE.fill(on=day))
        return day

    def read_next(self, text: str) -> date | None:
        """Return the next day, or None for no appointment; raises Invalid."""
        return dates.parse_when(text, self.today, past=False, field="next_on").day if text.strip() else None

    def read_met(self, text: str) -> tuple[str, ...]:
        """Return names: digits pick the people shown, anything else is a name; `12` is the first two."""
        return met_names(text, self.start.people, self.field("met").key_of)

    def _echo_on(self, text: str) -> str:
        return "> " + dates.preview(self.read_on(text), i18n.language(), self.today)

    def _echo_met(self, text: str) -> str:
        names = [privacy.name(name) for name in self.read_met(text)]
        return f"> {'、'.join(names) if i18n.language() == 'zh' else ', '.join(names)}" if names else ""

    def _echo_next(self, text: str) -> str:
        day = self.read_next(text)
        return f"> {dates.preview(day, i18n.language(), self.today)}" if day else ""

    async def _find_client(self) -> VisitClient:
        text = self.field("client_id").value
        if key := self.field("client_id").key_of(text):
            await self._meet(Key(key))
            return self.start.client
        if text in (self.client.name, privacy.name(self.client.name)):
            return self.client
        found = await self._ask_clients(text) if text.strip() else []
        if not found:
            raise Invalid("client_id", NO_CLIENT)
        await self._meet(found[0].id)
        return found[0]

    async def _ask_clients(self, text: str) -> list[VisitClient]:
        found = await self.host.ask(found_clients, text, 1)
        return [VisitClient(one.id, one.name, one.tier, one.level) for one in found]

    async def draft(self) -> VisitDraft:
        """Return what the fields say; raises Invalid naming the first field that is wrong."""
        client = await self._find_client()
        kind = self.field("kind").value
        return VisitDraft(
            client_id=client.id,
            summary=self.field("summary").value.strip(),
            on=self.read_on(self.field("on").value),
            kind=KINDS[int(kind) if kind else 0][0],
            met=self.read_met(self.field("met").value),
            next_on=self.read_next(self.field("next_on").value),
            next_step=self.field("next_step").value.strip(),
            need=self.field("need").value.strip(),
            department=self.field("department").value.strip(),
            visit_id=self.visit_id,
        )

    async def doubts(self) -> list[Doubt]:
        """Return what is unusual about the next day."""
        return await doubts_of_plan(self.host, "next_on", self.read_next(self.field("next_on").value))

    async def submit(self) -> None:
        """Log the visit and say so."""
        draft = await self.draft()
        done = await self.host.do(services.log_visit, draft)
        next_on = i18n.say(NEXT, on=dates.month_day(draft.next_on)) if draft.next_on else ""
        self.host.toast(SAVED, next=next_on)
        self.close(Key(str(done.result)))
