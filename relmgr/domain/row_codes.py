"""What the codes in the rows of the book are called: by table and column, in the words of the screens."""

from collections.abc import Mapping
from typing import Any, Final

from relmgr.domain.answers import MEASURES, SETTLED
from relmgr.domain.event_kinds import EVENT_WORDS
from relmgr.domain.outside_drafts import REBUTTAL_WORDS
from relmgr.domain.override_words import STATES as OVERRIDE_STATES
from relmgr.domain.tier_overrides import REASONS as OVERRIDE_REASONS
from relmgr.domain.tier_words import reason_said
from relmgr.domain.value_words import (
    ASSET_CLASSES,
    CHECK_RESULTS,
    CLIENT_STATES,
    CONTACT_ROLES,
    COVENANT_STATES,
    DATE_KINDS,
    DOCUMENT_KINDS,
    FACILITY_KINDS,
    FEEDBACK_KINDS,
    FOLLOW_UP_KINDS,
    FOLLOW_UP_STATES,
    LEVELS,
    LINK_KINDS,
    OPPORTUNITY_STAGES,
    PHASES,
    REMINDER_KINDS,
    REMINDER_STATES,
    REVIEW_STATES,
    SEVERITIES,
    SIGNAL_STATES,
    SIGNAL_STEPS,
    TICKET_STATES,
    TICKET_STEPS,
    VISIT_KINDS,
    VISIT_ORIGINS,
    VISIT_STATES,
)
from relmgr.domain.values import SignalState
from relmgr.domain.watch_words import CAUSES, PLAN_STATES, PROPOSALS, WATCH_STATES
from relmgr.words import Words

Codes = Mapping[Any, Words]
"""Words by code: a text, or a member of a closed set, which equals its text."""

OUTCOMES: Final = {**SETTLED, "false": SIGNAL_STATES[SignalState.DISMISSED]}
"""How a warning turned out; a false alarm is dismissed."""

ANYWHERE: Final[Mapping[str, Codes]] = {
    "asset_class": ASSET_CLASSES,
    "level": LEVELS,
    "phase": PHASES,
    "severity": SEVERITIES,
}
"""Columns whose codes mean the same in every table."""

CODES: Final[Mapping[str, Mapping[str, Codes]]] = {
    "checkanswer": {"result": CHECK_RESULTS},
    "client": {"state": CLIENT_STATES},
    "contact": {"role": CONTACT_ROLES},
    "covenanttest": {"status": COVENANT_STATES},
    "document": {"kind": DOCUMENT_KINDS},
    "externalevent": {"kind": EVENT_WORDS},
    "facility": {"kind": FACILITY_KINDS},
    "feedback": {"kind": FEEDBACK_KINDS, "state": TICKET_STATES},
    "followup": {"kind": FOLLOW_UP_KINDS, "state": FOLLOW_UP_STATES},
    "importantdate": {"kind": DATE_KINDS},
    "opportunity": {"stage": OPPORTUNITY_STAGES},
    "rebuttal": {"kind": REBUTTAL_WORDS},
    "reminder": {"kind": REMINDER_KINDS, "state": REMINDER_STATES},
    "signal": {"state": SIGNAL_STATES, "plan_measure": MEASURES, "outcome": OUTCOMES},
    "signalevent": {"kind": SIGNAL_STEPS},
    "ticketevent": {"step": TICKET_STEPS},
    "tierchange": {"state": REVIEW_STATES},
    "tieroverride": {"state": OVERRIDE_STATES, "reason_code": OVERRIDE_REASONS},
    "visit": {"kind": VISIT_KINDS, "state": VISIT_STATES, "origin": VISIT_ORIGINS},
    "visitlink": {"kind": LINK_KINDS},
    "visitseries": {"kind": VISIT_KINDS},
    "watchitem": {"cause": CAUSES, "state": WATCH_STATES},
    "watchreview": {"plan_status": PLAN_STATES, "proposal": PROPOSALS},
}
"""The other columns that hold codes; what stands in them without a word here was written by a person."""


def code_words(table: str, column: str, code: str) -> Words:
    """Return what a stored text means: the word of its code, else the text itself."""
    if (table, column) == ("tierchange", "reason_code"):
        return reason_said(code)
    known = CODES.get(table, {}).get(column) or ANYWHERE.get(column, {})
    return known.get(code) or Words(code, code)
