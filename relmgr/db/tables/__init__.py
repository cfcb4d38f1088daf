"""The schema: one file per noun; importing this package registers every table."""

from relmgr.db.tables.accounts import AccountMonth, WatchedAccount
from relmgr.db.tables.care import ImportantDate, Satisfaction
from relmgr.db.tables.clients import Client, ClientCache, ClientTally, Contact
from relmgr.db.tables.columnar import (
    ColumnCell,
    ColumnChunk,
    ColumnClient,
    ColumnResult,
    ColumnRow,
    ColumnStale,
)
from relmgr.db.tables.covenants import Covenant, CovenantTest
from relmgr.db.tables.credit import Collateral, Document, Facility, Metric, RatingEvent, ScheduleItem
from relmgr.db.tables.decisions import Rebuttal, TierOverride, WatchItem, WatchReview
from relmgr.db.tables.evaluation import Evaluation, RuleSet, Signal, SignalEvent, TierChange
from relmgr.db.tables.opportunities import Opportunity
from relmgr.db.tables.outside import BureauDebt, ExternalEvent, GroupEdge, GuarantorEdge
from relmgr.db.tables.people import AccountManager, Assignment, Book
from relmgr.db.tables.planning import BlockedTime, TravelTime, VisitSeries
from relmgr.db.tables.projects import Project, ProjectProgress
from relmgr.db.tables.runs import ClientDue, EvaluationRun, TrialSignal
from relmgr.db.tables.segments import Segment
from relmgr.db.tables.tallies import DrawnTally, SeenTally
from relmgr.db.tables.tickets import Department, Specialist, TicketEvent
from relmgr.db.tables.visits import CheckAnswer, Feedback, FollowUp, Visit, VisitLink, VisitParticipant
from relmgr.db.tables.work import Action, Draft, ImportBatch, Inbox, Reminder, Setting

__all__ = [
    "AccountManager",
    "AccountMonth",
    "Action",
    "Assignment",
    "BlockedTime",
    "Book",
    "BureauDebt",
    "CheckAnswer",
    "Client",
    "ClientCache",
    "ClientDue",
    "ClientTally",
    "Collateral",
    "ColumnCell",
    "ColumnChunk",
    "ColumnClient",
    "ColumnResult",
    "ColumnRow",
    "ColumnStale",
    "Contact",
    "Covenant",
    "CovenantTest",
    "Department",
    "Document",
    "Draft",
    "DrawnTally",
    "Evaluation",
    "EvaluationRun",
    "ExternalEvent",
    "Facility",
    "Feedback",
    "FollowUp",
    "GroupEdge",
    "GuarantorEdge",
    "ImportBatch",
    "ImportantDate",
    "Inbox",
    "Metric",
    "Opportunity",
    "Project",
    "ProjectProgress",
    "RatingEvent",
    "Rebuttal",
    "Reminder",
    "RuleSet",
    "Satisfaction",
    "ScheduleItem",
    "SeenTally",
    "Segment",
    "Setting",
    "Signal",
    "SignalEvent",
    "Specialist",
    "TicketEvent",
    "TierChange",
    "TierOverride",
    "TravelTime",
    "TrialSignal",
    "Visit",
    "VisitLink",
    "VisitParticipant",
    "VisitSeries",
    "WatchItem",
    "WatchReview",
    "WatchedAccount",
]
