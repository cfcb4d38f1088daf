"""Which rows of the book stand behind each fact: tables, and what selects their rows of one client or subject."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import SubjectKind


class Rows(NamedTuple):
    """Rows of one table: those of a client that meet `where`, newest by `order`, at most `most` of them.

    With `of` the rows are those of a subject, found in that column. `columns` are shown first or alone.
    """

    table: str
    where: str = "1"
    order: str = "id"
    columns: tuple[str, ...] = ()
    of: str = ""
    most: int = 12


MONTHS, YEARS = 16, 3


def _metrics(*codes: str, most: int = YEARS) -> tuple[Rows, ...]:
    """Return the periods of some figures, newest first, the revision that counts."""
    return tuple(
        Rows("metric", f"code = '{code}'", "period DESC, revision DESC", ("period", "value"), most=most)
        for code in codes
    )


def _column(*names: str) -> tuple[Rows, ...]:
    return (Rows("client", columns=names),)


GRADES: Final = (
    Rows("ratingevent", "kind = 'grade'", "effective_on DESC", ("effective_on", "value"), most=3),
)
EXTERNAL: Final = (
    Rows("ratingevent", "kind = 'external'", "effective_on DESC", ("effective_on", "value"), most=3),
)
CLASSES: Final = (
    Rows("ratingevent", "kind = 'class'", "effective_on DESC", ("effective_on", "value"), most=6),
)
ARREARS: Final = ("arrears_on", "overdue_since", "principal_overdue_since", "interest_overdue_since")
FACILITIES: Final = (Rows("facility", "1", "id", ("code", "name", "drawn_minor", "currency", *ARREARS)),)
VISITS: Final = (
    Rows(
        "visit",
        "state = 'done' AND effective",
        "occurred_on DESC",
        ("occurred_on", "kind", "summary"),
        most=3,
    ),
)
EVENTS: Final = (Rows("externalevent", "1", "id DESC", most=6),)
DEBTS: Final = (Rows("bureaudebt", "1", "id DESC", most=12),)
REBUTTALS: Final = (Rows("rebuttal", "1", "from_on DESC", most=6),)
TIES: Final = (Rows("groupedge"), Rows("guarantoredge"))
BALANCE: Final = _metrics(
    "working_capital", "current_assets", "current_liabilities", "retained_earnings", "ebit", "equity", "assets",
    "liabilities",
)  # fmt: skip
DEPOSITS, INFLOW = _metrics("avg_deposits", most=MONTHS), _metrics("inflow", most=MONTHS)
REPAYMENTS = _metrics("repayments", most=MONTHS)

CLIENT: Final[Mapping[str, tuple[Rows, ...]]] = {
    "raroc": _metrics("raroc"),
    "pbt_margin": _metrics("pbt", "revenue"),
    "loss_years": _metrics("pbt", most=6),
    "negative_cash_years": _metrics("op_cash_flow", most=6),
    "equity_to_assets": _metrics("equity", "assets"),
    "liabilities_change": _metrics("liabilities", "assets"),
    "revenue_change": _metrics("revenue"),
    "receivable_days_change": _metrics("receivables", "revenue"),
    "stock_days_change": _metrics("inventory", "revenue"),
    "related_sales": _metrics("related_sales", "revenue"),
    "altman_z2": BALANCE,
    "altman_z2_change": BALANCE,
    "contribution_change": _metrics("contribution", most=6),
    "growth": _metrics("avg_loans", "avg_deposits", most=13),
    "deposit_growth": _metrics("avg_deposits", most=13),
    "balance_rz2": DEPOSITS,
    "balance_drop": DEPOSITS,
    "balance_six_month_fall": DEPOSITS,
    "inflow_rz2": INFLOW,
    "inflow_drop": INFLOW,
    "inflow_six_month_fall": INFLOW,
    "repayment_rz2": REPAYMENTS,
    "repayment_drop": REPAYMENTS,
    "repayment_six_month_fall": REPAYMENTS,
    "line_over_90_months": _metrics("line_drawn", "line_limit", most=6),
    "default_rate": GRADES,
    "rating_notches": GRADES,
    "below_cutoff": GRADES,
    "external_notches": EXTERNAL,
    "asset_class": CLASSES,
    "npl": CLASSES,
    "class_too_good": (*CLASSES, *FACILITIES),
    "class_floor": (*FACILITIES, *REBUTTALS),
    "ifrs_stage": (*FACILITIES, *REBUTTALS),
    "own_npl_share": (*FACILITIES, *CLASSES),
    "cross_bank_share": DEBTS,
    "npl_elsewhere": DEBTS,
    "other_debt_change": DEBTS,
    "guarantees_to_equity": (*DEBTS, *_metrics("equity")),
    "guarantees_exceed_equity": (*DEBTS, *_metrics("equity")),
    "group_npl": TIES,
    "guarantor_default": TIES,
    "refusals": EVENTS,
    "unreachable_days": EVENTS,
    "active_months": (*VISITS, *_metrics("transactions", most=12)),
    "days_since_contact": VISITS,
    "cadence_days": _column("cadence_days", "cadence_until", "cadence_reason"),
    "contact_ratio": VISITS,
    "esg_score": _column("esg_score", "esg_on"),
    "esg_listed": _column("esg_listed", "esg_on"),
    "is_project": _column("is_project", "phase"),
    "phase": _column("is_project", "phase"),
    "own_cadence_days": _column("cadence_days", "cadence_until", "cadence_reason"),
    "satisfaction": _column("satisfaction", "satisfaction_on"),
    "ep_a_unassessed": (Rows("project"),),
    "ticket_past_sla": (Rows("feedback", "1", "id DESC", most=6),),
    "worst_dpd": FACILITIES,
    "strategy_days": (),
    "segment_intervals": (),
    "stale_facts": (),
    "missing_facts": (),
}  # fmt: skip
"""Rows behind the facts of a client itself; facts about other facts have none."""

SUBJECT: Final[Mapping[str, tuple[Rows, ...]]] = {
    "facility": (
        Rows("facility", of="id", columns=("code", "name", "drawn_minor", "limit_minor", "currency", "maturity_on",
                                           "restructured_on", "restructured_times", "second_repayment_on",
                                           *ARREARS)),
        Rows("ratingevent", "kind = 'class'", "effective_on DESC", ("effective_on", "value"), of="facility_id", most=3),
        Rows("rebuttal", "1", "from_on DESC", of="facility_id", most=3),
    ),
    "document": (Rows("document", of="id"), Rows("covenanttest", of="id")),
    "collateral": (
        Rows("collateral", of="id"),
        Rows("externalevent", "1", "id DESC", of="collateral_id", most=3),
    ),
    "covenant": (
        Rows("covenant", of="id"),
        Rows("covenanttest", of="id"),
        Rows("covenanttest", "1", "id DESC", of="covenant_id", most=4),
    ),
    "project": (Rows("project", of="id"), Rows("projectprogress", "1", "id DESC", of="project_id", most=3)),
    "account": (Rows("watchedaccount", of="id"), Rows("accountmonth", "1", "period DESC", of="account_id", most=6)),
    "event": (Rows("externalevent", of="id"),),
}  # fmt: skip
"""Rows behind the facts of what belongs to a client, by kind of subject."""


def rows_behind(fact: str, subject: str) -> tuple[Rows, ...]:
    """Return where the rows of a fact stand; of a subject when one is named."""
    spec = FACTS.get(fact)
    if spec is None:
        return ()
    if spec.about is SubjectKind.CLIENT:
        return CLIENT.get(fact, ())
    return SUBJECT.get(spec.about, ()) if subject else ()
