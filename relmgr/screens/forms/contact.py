"""A person at a client entered or corrected by hand; only the name is needed."""

from collections.abc import Sequence

from relmgr import services
from relmgr.domain.client_drafts import NO_PERSON, ContactDraft, check_email
from relmgr.domain.phones import read_phone
from relmgr.domain.value_words import CONTACT_ROLES
from relmgr.domain.values import ContactRole, Key
from relmgr.queries.entry import Entry
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.doubts import Doubt
from relmgr.screens.forms.fields import Field
from relmgr.screens.host import Host
from relmgr.widgets import privacy
from relmgr.widgets.choice import Choice
from relmgr.words import Words

NEW = Words("新增联系人：{client}", "New contact: {client}")
EDIT = Words("编辑联系人：{client}", "Edit contact: {client}")
NAME, TITLE, ROLE = Words("姓名 *", "Name *"), Words("职务", "Title"), Words("作用", "Role")
PHONE, EMAIL, IS_KEY = Words("电话", "Phone"), Words("邮箱", "E-mail"), Words("关键人", "Key person")
NO, YES = Words("否", "no"), Words("是", "yes")
TITLE_HINT = Words("例如：财务总监", "for example: CFO")
NO_PHONE = Words("{name} 没有电话", "{name} has no phone")
ADDED = Words("已新增联系人 {name}，u 撤销", "Added {name}, u undoes")
EDITED = Words("已修改联系人 {name}，u 撤销", "Changed {name}, u undoes")
PLACES = tuple(CONTACT_ROLES)
"""Roles in the order in which the form offers them."""


class ContactForm(Form[Key]):
    """Answers the key of the person who was added or corrected."""

    DRAFT = "contact"
    WORDS = {"form.type": ROLE}  # noqa: RUF012

    def __init__(self, host: Host, start: Entry, client_id: Key, key: Key | None) -> None:
        """Correct the person of `key`, or add one to the client."""
        self.host, self.start, self.client_id, self.key = host, start, client_id, key
        title = (NEW if key is None else EDIT).fill(client=privacy.name(start.client))
        super().__init__(title, subject=f"{client_id}:{key or 'new'}")

    def make_fields(self) -> Sequence[Field]:
        """Return the fields; role and key person have good defaults."""
        kept = self.start.values
        role = kept.get("role", "")
        known = ContactRole(role) if role in list(ContactRole) else ContactRole.OTHER
        return (
            Field("name", NAME, value=kept.get("name", ""), need=NO_PERSON),
            Field("title", TITLE, value=kept.get("title", ""), hint=TITLE_HINT),
            Field("role", ROLE, Choice(list(CONTACT_ROLES.values()), chosen=PLACES.index(known))),
            Field("phone", PHONE, value=kept.get("phone", ""), read=_echo_phone),
            Field("email", EMAIL, value=kept.get("email", ""), read=_echo_email),
            Field("is_key", IS_KEY, Choice((NO, YES), chosen=int(kept.get("is_key", "0")))),
        )

    def draft(self) -> ContactDraft:
        """Return what the fields say; raises Invalid naming the first field that is wrong."""
        return ContactDraft(
            self.client_id,
            self.field("name").value,
            self.field("title").value,
            PLACES[int(self.field("role").value or PLACES.index(ContactRole.OTHER))],
            self.field("phone").value,
            self.field("email").value,
            self.field("is_key").value == "1",
        )

    async def doubts(self) -> list[Doubt]:
        """Ask about a new person whom nobody can call."""
        if self.key is None and not self.field("phone").value.strip():
            return [Doubt("phone", NO_PHONE.fill(name=privacy.name(self.field("name").value.strip())))]
        return []

    async def submit(self) -> None:
        """Add or correct the person and say so; raises Invalid."""
        draft, key = self.draft(), self.key
        if key is None:
            key = (await self.host.do(services.add_contact, draft)).result
            self.host.toast(ADDED, name=privacy.name(draft.name))
        elif self.values() != self.started:
            await self.host.do(services.edit_contact, key, draft)
            self.host.toast(EDITED, name=privacy.name(draft.name))
        self.close(key)


def _echo_phone(text: str) -> str:
    """Return how a number is read; what is none stays as it is, because notes on how to call are welcome."""
    read = read_phone(text)
    return f"> {privacy.amount(read)}" if read and read != text.strip() else ""


def _echo_email(text: str) -> str:
    check_email(text.strip())
    return ""
