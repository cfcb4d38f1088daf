"""The field's standard terms as closed sets of values; the stored form is the value, never the name."""

from enum import StrEnum
from typing import NewType

Key = NewType("Key", str)
"""Identity of a stored row: 32 hexadecimal characters without dashes."""


class Tier(StrEnum):
    """Client tier (客户分层), best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Severity(StrEnum):
    """Severity of one early-warning signal; `rank` orders them."""

    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"

    @property
    def rank(self) -> int:
        """Return 1 for yellow, 2 for orange, 3 for red."""
        return ("yellow", "orange", "red").index(self.value) + 1


class Level(StrEnum):
    """Risk level of one client: the worst of its open risk signals, or unknown."""

    UNKNOWN = "unknown"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class AssetClass(StrEnum):
    """Five-category asset classification (五级分类), best first."""

    NORMAL = "normal"
    SPECIAL_MENTION = "special_mention"
    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"


class ClientState(StrEnum):
    """State of the relationship with a client."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    DORMANT = "dormant"
    LOST = "lost"
    REACTIVATED = "reactivated"


class FacilityKind(StrEnum):
    """Kind of a credit facility."""

    TERM = "term"
    REVOLVER = "revolver"
    PROJECT = "project"
    GUARANTEE = "guarantee"
    LC = "lc"
    OTHER = "other"


class ContactRole(StrEnum):
    """What a contact decides or does at the client."""

    DECISION = "decision"
    FINANCE = "finance"
    OPERATIONS = "operations"
    CONTROLLER = "controller"
    OTHER = "other"


class VisitKind(StrEnum):
    """How a contact with a client took place."""

    VISIT = "visit"
    CALL = "call"
    VIDEO = "video"
    HOSTED = "hosted"
    INSPECTION = "inspection"


class VisitState(StrEnum):
    """Life of a visit."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"
    MISSED = "missed"


class FollowUpKind(StrEnum):
    """Who owes a follow-up to whom."""

    PROMISE_CLIENT = "promise_client"
    PROMISE_BANK = "promise_bank"
    TASK = "task"


class FollowUpState(StrEnum):
    """Life of a follow-up."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class FeedbackKind(StrEnum):
    """What a client said that a department should hear."""

    NEED = "need"
    COMPLAINT = "complaint"
    PRAISE = "praise"


class TicketState(StrEnum):
    """Life of what a client said: heard, sent to a department, answered there, and told to the client."""

    OPEN = "open"
    SENT = "sent"
    ANSWERED = "answered"
    DONE = "done"

    @property
    def is_open(self) -> bool:
        """Tell whether the client still waits."""
        return self is not TicketState.DONE


class TicketStep(StrEnum):
    """One step in the history of a ticket."""

    SENT = "sent"
    NOTE = "note"
    ANSWERED = "answered"
    TOLD = "told"
    REOPENED = "reopened"
    ESCALATED = "escalated"


class VisitOrigin(StrEnum):
    """Where a planned visit comes from."""

    PERSON = "person"
    WEEK = "week"
    SERIES = "series"
    CHAIN = "chain"
    CALENDAR = "calendar"


class LinkKind(StrEnum):
    """What a visit is linked with: a warning, an opportunity or a file."""

    SIGNAL = "signal"
    OPPORTUNITY = "opportunity"
    FILE = "file"


class CheckResult(StrEnum):
    """What was found at one point of an inspection's checklist."""

    OK = "ok"
    ISSUE = "issue"
    UNSEEN = "unseen"
    NONE = "none"


class DateKind(StrEnum):
    """A day that matters to people and comes back every year."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    OTHER = "other"


class OpportunityStage(StrEnum):
    """Stage of an opportunity; the last two end it."""

    LEAD = "lead"
    QUALIFIED = "qualified"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"
    WON = "won"
    LOST = "lost"

    @property
    def is_open(self) -> bool:
        """Tell whether it may still be won."""
        return self not in (OpportunityStage.WON, OpportunityStage.LOST)


class SignalState(StrEnum):
    """Life of a warning episode; the first three are open."""

    OPEN = "open"
    ACKED = "acked"
    PLANNED = "planned"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"
    CLEARED = "cleared"

    @property
    def is_open(self) -> bool:
        """Tell whether the episode still waits for somebody."""
        return self in (SignalState.OPEN, SignalState.ACKED, SignalState.PLANNED)


class ReviewState(StrEnum):
    """Life of a proposed tier change."""

    PENDING = "pending"
    POSTPONED = "postponed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


class ReminderKind(StrEnum):
    """What a reminder is about."""

    VISIT = "visit"
    CONTACT = "contact"
    FOLLOW_UP = "follow_up"
    MATURITY = "maturity"
    REVIEW = "review"
    WARNING = "warning"
    MANUAL = "manual"
    INSPECTION = "inspection"
    COVENANT = "covenant"
    REPAYMENT = "repayment"
    INSURANCE = "insurance"
    VALUATION = "valuation"
    PROMISE = "promise"
    TICKET = "ticket"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    WEEKLY = "weekly"


class ReminderState(StrEnum):
    """Life of a reminder."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Unit(StrEnum):
    """Unit of a stored metric: minor currency units, millionths, a count or days."""

    MINOR = "minor"
    E6 = "e6"
    COUNT = "count"
    DAYS = "days"
