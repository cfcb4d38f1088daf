"""The schema: one file per noun; importing this package registers every table."""

from relmgr.db.tables.clients import Client, ClientCache, Contact
from relmgr.db.tables.credit import Collateral, Document, Facility, Metric, RatingEvent
from relmgr.db.tables.evaluation import Evaluation, RuleSet, Signal, SignalEvent, TierChange
from relmgr.db.tables.people import AccountManager, Assignment, Book
from relmgr.db.tables.visits import Feedback, FollowUp, Visit, VisitParticipant
from relmgr.db.tables.work import Action, Draft, ImportBatch, Inbox, Reminder, Setting

__all__ = [
    "AccountManager",
    "Action",
    "Assignment",
    "Book",
    "Client",
    "ClientCache",
    "Collateral",
    "Contact",
    "Document",
    "Draft",
    "Evaluation",
    "Facility",
    "Feedback",
    "FollowUp",
    "ImportBatch",
    "Inbox",
    "Metric",
    "RatingEvent",
    "Reminder",
    "RuleSet",
    "Setting",
    "Signal",
    "SignalEvent",
    "TierChange",
    "Visit",
    "VisitParticipant",
]
