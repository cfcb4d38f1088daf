"""A new reminder in one line, read back while it is typed: day, client, text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.reminder_line import FIELD, ReminderLine, read_reminder
from relmgr.domain.reminders import morning
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.queries.finding import FoundClient, found_clients
from relmgr.queries.visit_form import visit_start
from relmgr.screens import workers
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.offers import Offer, Offers, Span, client_offers
from relmgr.screens.host import Host
from relmgr.widgets import privacy
from relmgr.words import Words

NEW, LINE = Words("新建提醒", "New reminder"), Words("新建>", "new>")
HINT = Words("周五 华能 送审批材料", "fri huaneng send approval pack")
READ_AS = Words("识别: {day} / {client} / {text}", "read as: {day} / {client} / {text}")
NOBODY = Words("不属于客户", "no client")


@dataclass(frozen=True, slots=True)
class NewReminder:
    """What is to be told when, and of which client."""

    client: FoundClient | None
    text: str
    due_at: datetime


class ReminderForm(Form[NewReminder]):
    """Answers the reminder that the line describes."""

    DRAFT = "reminder"
    FOOTER = ("form.next_empty", "form.close")
    WORDS = {"form.next_empty": Words("保存", "Save"), "form.close": Words("关闭", "Close")}  # noqa: RUF012

    def __init__(self, host: Host) -> None:
        """Read days and clients with the help of the app."""
        self.host = host
        super().__init__(NEW, subject="new")

    def make_fields(self) -> Sequence[Field]:
        """Return the one line."""
        return (Field(FIELD, LINE, hint=HINT, offers=self._offers()),)

    def _offers(self) -> Offers:
        """Offer clients for the word after the day; a text may begin with it as well, so none is taken unasked."""
        clients = client_offers(self.host)

        async def look_up(text: str) -> Sequence[Offer]:
            return [replace(offer, text=_one_word(offer)) for offer in await clients.look_up(text)]

        def part(text: str, cursor: int) -> Span:
            before = text[:cursor]
            try:
                words = read_reminder(before, self._today).words
            except Invalid:
                words = ()
            typed = len(words) == 1 and before.endswith(words[0])
            return (cursor - len(words[0]) if typed else cursor), cursor

        return Offers(look_up, part, marks="never", digits=False)

    def changed(self, field: Field) -> None:
        """Read the line back, as far as it can be read yet."""
        workers.start(self, "read", partial(self._read_back, field.value), exclusive=True)

    async def _read_back(self, line: str) -> None:
        try:
            read = read_reminder(line, self._today)
        except Invalid:
            said = ""
        else:
            said = self._said(read, await self._client(read))
        if line == self.field(FIELD).value:
            self.field(FIELD).show_wrong(False)
            self.note(said)

    @property
    def _today(self) -> date:
        return self.host.workspace.clock.today()

    async def _client(self, read: ReminderLine) -> FoundClient | None:
        if not read.client_word:
            return None
        key = self.field(FIELD).key_of(read.client_word)
        if key and (start := await self.host.ask(visit_start, Key(key))) is not None:
            client = start.client
            return FoundClient(client.id, client.name, "", client.tier, client.level)
        first = await self.host.ask(found_clients, read.client_word, 1)
        return first[0] if first else None

    def _said(self, read: ReminderLine, client: FoundClient | None) -> str:
        at = f" {read.moment.at:%H:%M}" if read.moment.at else ""
        return i18n.say(
            READ_AS,
            day=f"{dates.preview(read.moment.day, i18n.language(), self._today)}{at}",
            client=privacy.name(client.name) if client else i18n.say(NOBODY),
            text=_text(read, client),
        )

    async def submit(self) -> None:
        """Answer; raises Invalid for a line that cannot be read."""
        read = read_reminder(self.field(FIELD).value, self._today)
        client = await self._client(read)
        zone, moment = self.host.workspace.clock.zone, read.moment
        due_at = (
            morning(moment.day, zone)
            if moment.at is None
            else datetime.combine(moment.day, moment.at, zone).astimezone(UTC)
        )
        self.close(NewReminder(client, _text(read, client), due_at))


def _one_word(offer: Offer) -> str:
    """Return how a client is written in the line: its name, or its code where the name has several words."""
    words = offer.text.split()
    return offer.text if len(words) < 2 else next(filter(None, offer.spelled), "_".join(words))


def _text(read: ReminderLine, client: FoundClient | None) -> str:
    return " ".join(read.words[1:]) if client else read.text
