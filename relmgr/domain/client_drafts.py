"""Drafts of a client and of a person there, as they are entered by hand; texts are trimmed."""

from dataclasses import dataclass

from relmgr.domain.drafts import NO_CLIENT, TOO_LONG
from relmgr.domain.values import ContactRole, Key
from relmgr.errors import Invalid
from relmgr.words import Words

NO_NAME = Words("客户名称还空着。", "The client needs a name.")
NO_PERSON = Words("姓名还空着。", "The person needs a name.")
BAD_EMAIL = Words(
    "邮箱「{text}」不像邮箱地址；应为 name@example.com 的样子。",
    '"{text}" is not an e-mail address; write it like name@example.com.',
)
CLIENT_LIMITS = {"name": 300, "short_name": 120, "code": 64, "uscc": 40, "industry": 120, "region": 120}
"""Longest texts of a client in characters: what the book keeps; a credit code may be typed with blanks."""

CONTACT_LIMITS = {"name": 200, "title": 120, "phone": 60, "email": 200}
"""Longest texts of a person in characters: what the book keeps."""


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A client entered by hand: `code` is the bank's number, `uscc` the unified social credit code."""

    name: str
    short_name: str = ""
    code: str = ""
    uscc: str = ""
    industry: str = ""
    region: str = ""

    def __post_init__(self) -> None:
        """Trim the texts; raise Invalid naming the field that is not usable."""
        _trim(self, CLIENT_LIMITS)
        if not self.name:
            raise Invalid("name", NO_NAME)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A person at a client entered by hand; `is_key` marks who is shown first."""

    client_id: Key
    name: str
    title: str = ""
    role: ContactRole = ContactRole.OTHER
    phone: str = ""
    email: str = ""
    is_key: bool = False

    def __post_init__(self) -> None:
        """Trim the texts; raise Invalid naming the field that is not usable."""
        if not self.client_id:
            raise Invalid("client_id", NO_CLIENT)
        _trim(self, CONTACT_LIMITS)
        if not self.name:
            raise Invalid("name", NO_PERSON)
        check_email(self.email)


def check_email(text: str) -> None:
    """Raise Invalid for a text that is neither blank nor an address."""
    before, _, after = text.partition("@")
    if text and not (before and after):
        raise Invalid("email", BAD_EMAIL.fill(text=text))


def _trim(draft: ClientDraft | ContactDraft, limits: dict[str, int]) -> None:
    for name, most in limits.items():
        text = str(getattr(draft, name)).strip()
        if len(text) > most:
            raise Invalid(name, TOO_LONG.fill(most=most))
        object.__setattr__(draft, name, text)
