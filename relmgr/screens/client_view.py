"""What every pane of the client page is given, and the small words they share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.language import Language
from relmgr.domain.values import Key
from relmgr.screens.forms.visit import KINDS
from relmgr.widgets import amounts, privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, Target, note, row
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.queries.client_whole import ClientWhole
    from relmgr.queries.contact_due import ContactStanding
    from relmgr.queries.unjudged import UnjudgedRule

UNKNOWN = Words("不明", "unknown")
VISIT_LABELS = dict(KINDS)
"""What a kind of contact is called where there is little room, as on the visit form."""
LEFT, LATE, DUE_TODAY = Words("剩{n}天", "{n}d left"), Words("逾{n}天", "late{n}d"), Words("今天", "today")


@dataclass(frozen=True, slots=True)
class View:
    """One client as it is painted: the data, the day, and the width of the pane in cells."""

    page: "ClientWhole"
    today: date
    zone: ZoneInfo
    width: int
    unjudged: "tuple[UnjudgedRule, ...] | None" = None
    standing: "ContactStanding | None" = None

    @property
    def language(self) -> Language:
        """Return the language that is spoken now."""
        return i18n.language()

    def target(self, kind: str, key: str = "") -> Target:
        """Return what a row of this client stands for."""
        return Target(kind, key, Key(self.page.profile.id))

    def row(self, kind: str, key: str, *parts: str | Styled) -> Line:
        """Return a row of this client."""
        return row(self.target(kind, key), *parts)


Pane = Callable[[View], Sequence[Line]]


def unknown() -> Styled:
    """Return the word for what is not known."""
    return Styled(i18n.say(UNKNOWN), "muted")


def amount(minor: int | None, currency: str) -> str | Styled:
    """Return an amount in 亿/万 or m, masked when the mask is on; unknown is a word, never 0."""
    return unknown() if minor is None else privacy.amount(amounts.short(minor, currency))


def day(value: date | None) -> str | Styled:
    """Return a day with its year, or the word for unknown."""
    return unknown() if value is None else value.isoformat()


def share(part: int | None, whole: int | None) -> str | Styled:
    """Return a utilisation such as `71%`, rounded half up; unknown without both figures or without a limit."""
    if part is None or not whole:
        return unknown()
    return f"{(200 * part + whole) // (2 * whole)}%"


def time_left(due_on: date | None, today: date) -> str | Styled:
    """Return `剩3天`, `今天` or `逾2天`; late is emphasised."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days < 0:
        return Styled(i18n.say(LATE, n=-days), "overdue")
    return i18n.say(LEFT, n=days) if days else Styled(i18n.say(DUE_TODAY), "strong")


def since(value: date | None, today: date) -> str | Styled:
    """Return how long ago a day is, `6天`, or the word for unknown."""
    return unknown() if value is None else dates.ago(value, today, i18n.language())


def nothing(words: Words) -> Line:
    """Return the line of an empty section."""
    return note(" ", Styled(i18n.say(words), "muted"))
