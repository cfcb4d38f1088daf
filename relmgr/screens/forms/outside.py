"""Forms of what is heard from outside: an event of a client, and a presumption that is rebutted."""

from collections.abc import Sequence
from datetime import date

from relmgr import i18n, services
from relmgr.domain import dates
from relmgr.domain.calendar_words import moved
from relmgr.domain.event_kinds import EVENT_WORDS, EventKind
from relmgr.domain.numbers import parse_days
from relmgr.domain.outside_drafts import REBUTTAL_WORDS, EventDraft, RebuttalDraft
from relmgr.domain.values import Key
from relmgr.queries.entry import Entry
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.host import Host
from relmgr.widgets import privacy
from relmgr.widgets.choice import Choice
from relmgr.words import Words

EVENT = Words("事件「{what_zh}」：{client}", "{what_en}: {client}")
REBUT = Words("反驳推定：{client}", "Rebut a presumption: {client}")
ON, TEXT, SOURCE = Words("发生日期", "Happened on"), Words("说明", "Details"), Words("来源", "Source")
KIND, REASON = Words("反驳 *", "Rebuts *"), Words("理由 *", "Reason *")
EVIDENCE, DAYS = Words("证据 *", "Evidence *"), Words("有效天数", "Days")
ON_HINT = Words("空白即今天；-3  周一  11-02", "blank is today; -3  mon  11-02")
DAYS_HINT = Words("空白即 90 天（技术性逾期 7 天）", "blank is 90 (technical overdue 7)")
KIND_CHOICES = (
    Words("30天阶段二", "stage 2 at 30 days"),
    Words("90天阶段三", "stage 3 at 90 days"),
    Words("技术性逾期", "technical overdue"),
)
NO_KIND = Words("请选反驳哪一项。", "Choose what is rebutted.")
RECORDED = Words("已记录{what_zh}，u 撤销", "Recorded: {what_en}, u undoes")
REBUTTED = Words("已记录，有效至 {until}，u 撤销", "Recorded until {until}, u undoes")


class EventForm(Form[Key]):
    """Answers the key of the event that was recorded."""

    def __init__(self, host: Host, start: Entry, client_id: Key, kind: EventKind) -> None:
        """Record an event of one kind."""
        self.host, self.start, self.client_id, self.kind = host, start, client_id, kind
        self.today = host.workspace.clock.today()
        what = EVENT_WORDS[kind]
        title = EVENT.fill(client=privacy.name(start.client), what_zh=what.zh, what_en=what.en)
        super().__init__(title, draft_name=f"event-{kind}", subject=str(client_id))

    def make_fields(self) -> Sequence[Field]:
        """Return the day, what happened, and where it was heard."""
        return (
            Field("text", TEXT, long=True),
            Field("source", SOURCE),
            Field("occurred_on", ON, hint=ON_HINT, skip=True, read=self._echo),
        )

    def _day(self, text: str) -> date:
        if not text.strip():
            return self.today
        return dates.parse_when(text, self.today, past=True, field="occurred_on").day

    def _echo(self, text: str) -> str:
        return "> " + dates.preview(self._day(text), i18n.language(), self.today)

    async def submit(self) -> None:
        """Record the event and say so; raises Invalid."""
        on = self._day(self.field("occurred_on").value)
        text, source = self.field("text").value, self.field("source").value
        draft = EventDraft(self.client_id, self.kind, on, self.today, text, source)
        key = (await self.host.do(services.record_event, draft)).result
        what = EVENT_WORDS[self.kind]
        self.host.toast(RECORDED, what_zh=what.zh, what_en=what.en)
        self.close(key)


class RebuttalForm(Form[Key]):
    """Answers the key of the rebuttal that was recorded."""

    DRAFT = "rebuttal"
    WORDS = {"form.type": KIND}  # noqa: RUF012

    def __init__(self, host: Host, start: Entry, client_id: Key) -> None:
        """Rebut a presumption about the client."""
        self.host, self.start, self.client_id = host, start, client_id
        super().__init__(REBUT.fill(client=privacy.name(start.client)), subject=str(client_id))

    def make_fields(self) -> Sequence[Field]:
        """Return what is rebutted, why, what proves it and for how long."""
        return (
            Field("kind", KIND, Choice(KIND_CHOICES), need=NO_KIND),
            Field("reason", REASON),
            Field("evidence", EVIDENCE),
            Field("days", DAYS, hint=DAYS_HINT, skip=True, read=self._echo_days),
        )

    def _days(self, text: str) -> int:
        return parse_days(text) if text.strip() else 0

    def _echo_days(self, text: str) -> str:
        days = self._days(text)
        until = moved(self.host.workspace.clock.today(), days)
        return f"> {dates.full(until, i18n.language())}" if days and until else ""

    async def submit(self) -> None:
        """Record the rebuttal and say so; raises Invalid."""
        chosen = self.field("kind").value
        draft = RebuttalDraft(
            self.client_id,
            list(REBUTTAL_WORDS)[int(chosen)],
            self.field("reason").value,
            self.field("evidence").value,
            self.host.workspace.clock.today(),
            self._days(self.field("days").value),
        )
        key = (await self.host.do(services.record_rebuttal, draft)).result
        self.host.toast(REBUTTED, until=draft.expires_on)
        self.close(key)
