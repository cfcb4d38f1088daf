"""A client entered or corrected by hand; only the name is needed."""

from collections.abc import Sequence
from typing import ClassVar

from relmgr import services
from relmgr.domain.client_drafts import NO_NAME, ClientDraft
from relmgr.domain.values import Key
from relmgr.queries.completions import stored_values
from relmgr.queries.entry import Entry
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.offers import Offers, value_offers
from relmgr.screens.host import Host
from relmgr.widgets import privacy
from relmgr.words import Words

NEW, EDIT = Words("新增客户", "New client"), Words("编辑客户：{client}", "Edit client: {client}")
LABELS = {
    "name": Words("名称 *", "Name *"),
    "short_name": Words("简称", "Short name"),
    "code": Words("客户编号", "Bank no."),
    "uscc": Words("信用代码", "USCC"),
    "industry": Words("行业", "Industry"),
    "region": Words("地区", "Region"),
}
HINTS = {
    "name": Words("全称，如营业执照上所写", "the full name, as registered"),
    "short_name": Words("列表里显示", "what lists show"),
    "code": Words("本行的客户编号", "the bank's own number of the client"),
    "uscc": Words("统一社会信用代码，18 位", "unified social credit code, 18 characters"),
}
CHOSEN = ("industry", "region")
"""Fields that mostly hold a value which other clients have, too."""
ADDED = Words("已新增 {client}，u 撤销", "Added {client}, u undoes")
EDITED = Words("已修改 {client}，u 撤销", "Changed {client}, u undoes")


class ClientForm(Form[Key]):
    """Answers the key of the client that was added or corrected."""

    DRAFT = "client"
    FOOTER: ClassVar[tuple[str, ...]] = ("form.save", "form.next_empty", "form.prev", "form.close")

    def __init__(self, host: Host, start: Entry, key: Key | None) -> None:
        """Correct the client of `key`, or add one."""
        self.host, self.start, self.key = host, start, key
        title = NEW if key is None else EDIT.fill(client=privacy.name(start.client))
        super().__init__(title, subject=str(key or "new"))

    def make_fields(self) -> Sequence[Field]:
        """Return the fields; a new client may be saved from the first one."""
        return tuple(
            Field(name, label, value=self.start.values.get(name, ""), hint=HINTS.get(name),
                  read=self._echo_uscc if name == "uscc" else None, need=NO_NAME if name == "name" else None,
                  offers=self._values_of(name) if name in CHOSEN else None)
            for name, label in LABELS.items()
        )  # fmt: skip

    def _values_of(self, name: str) -> Offers:
        return value_offers(lambda: self.host.ask(stored_values, name))

    def _echo_uscc(self, text: str) -> str:
        """What was accepted once, as an import does with a warning, is not blamed again."""
        if text.strip() in ("", self.start.values.get("uscc")):
            return ""
        from relmgr.exchange.uscc import check_uscc  # noqa: PLC0415  7 ms, only when a code is typed

        return f"> {check_uscc(text)}"

    async def submit(self) -> None:
        """Add or correct the client and say so; raises Invalid."""
        draft, key = ClientDraft(**self.values()), self.key
        if key is None:
            key = (await self.host.do(services.add_client, draft)).result
            self._say(ADDED, draft)
        elif self.values() != self.started:
            await self.host.do(services.edit_client, key, draft)
            self._say(EDITED, draft)
        self.close(key)

    def _say(self, words: Words, draft: ClientDraft) -> None:
        self.host.toast(words, client=privacy.name(draft.short_name or draft.name))
