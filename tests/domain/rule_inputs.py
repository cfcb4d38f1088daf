"""The inputs of the worked examples of warning rules as facts, by the same functions that make facts of rows."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from relmgr.domain.covenant_measures import cover_headroom
from relmgr.domain.debt_measures import share_over
from relmgr.domain.facts import NA
from relmgr.domain.watched_account_measures import reserve_ratio

Values = dict[str, Any]

FACT_OF: Final = {
    "document": "document_kind",
    "margin": "pbt_margin",
    "negative_ocf_years": "negative_cash_years",
    "equity_ratio": "equity_to_assets",
    "liability_change": "liabilities_change",
    "z2": "altman_z2",
    "z2_change": "altman_z2_change",
    "contribution_qoq": "contribution_change",
    "new_dpd": "observed_dpd",
    "exit_requested": "exit_asked",
    "periods_done": "observed_periods",
    "months_done": "observed_months",
    "breach": "covenant_breach",
    "waiver_requested": "waiver_open",
    "past_longstop": "past_long_stop",
    "overrun": "cost_overrun",
    "below_min_balance": "below_minimum",
    "yoy": "revenue_change",
    "months_over_90": "line_over_90_months",
    "related_sales": "related_sales",
}
"""Names of inputs in the examples that the list of facts calls otherwise."""

FLAGGED_EVENTS: Final[Mapping[str, Mapping[str, str]]] = {
    "EW13": {"cross_default": "cross_default"},
    "EW19": {"confirmed": "misuse_confirmed", "suspected": "misuse_suspected"},
    "EW21": {"lost_main_contract": "contract_lost"},
    "EW30b": {"environmental_penalty": "env_penalty", "ep_item_overdue": "ep_action_overdue"},
}
"""Flags that stand for an event: the first that is true is the event, none of them is no event."""

EVENT_OF: Final = {
    "none": "none",
    "dishonest_list": "dishonest",
    "bankruptcy_filing": "bankruptcy",
    "material_suit": "suit",
    "manager_gone_no_successor": "manager_left",
    "planned_change": "planned_key_change",
}


def facts_for(rule: str, inputs: Mapping[str, Any]) -> Values:
    """Return the facts that the inputs of an example stand for; a missing input leaves its fact out."""
    given = {name: value for name, value in inputs.items() if value is not None}
    facts = {FACT_OF.get(name, name): value for name, value in given.items()}
    if rule in FLAGGED_EVENTS:
        facts |= _flagged(FLAGGED_EVENTS[rule], given)
    if rule in MADE:
        facts |= MADE[rule](given)
    return {name: value for name, value in facts.items() if value is not None}


def _flagged(kinds: Mapping[str, str], given: Values) -> Values:
    happened = [kind for name, kind in kinds.items() if given.get(name)]
    if happened:
        return {"event_kind": happened[0]}
    return {"event_kind": NA} if kinds.keys() <= given.keys() else {}


def _share(part: str, total: str, fact: str) -> Callable[[Values], Values]:
    return lambda given: {fact: share_over(given.get(part), given.get(total))}


def _cover(prefix: str) -> Callable[[Values], Values]:
    def made(given: Values) -> Values:
        ratio, lockup = given.get("ratio"), given.get("lockup")
        return {
            prefix: ratio,
            f"{prefix}_lockup": lockup,
            f"{prefix}_default": given.get("default"),
            "dscr_headroom": cover_headroom(ratio, lockup),
            "llcr_falling": given.get("falling_tests"),
        }

    return made


def _guarantees(given: Values) -> Values:
    amount, worth = given.get("guarantees"), given.get("net_assets")
    return {"guarantees_exceed_equity": None if amount is None or worth is None else amount > worth}


def _people(given: Values) -> Values:
    event = given.get("event")
    return {"event_kind": EVENT_OF.get(event, event) if event else None, "successor_named": False}


MADE: Final[Mapping[str, Callable[[Values], Values]]] = {
    "EW05": _share("debt_over_90", "debt_total", "cross_bank_share"),
    "EW06": _share("npl_claims", "claims", "own_npl_share"),
    "EW10": _cover("dscr"),
    "EW11": _cover("llcr"),
    "EW13": lambda given: {"cover_covenant": False},
    "EW14": lambda given: {"reserve_ratio": reserve_ratio(given.get("balance"), given.get("required"))},
    "EW16": lambda given: {"equity_short": given.get("equity_short")},
    "EW17": lambda given: {
        "draw_gap": given["drawn"] - given["physical"] if {"drawn", "physical"} <= given.keys() else None
    },
    "EW24": lambda given: dict.fromkeys(
        ("receivable_days_change", "stock_days_change"), given.get("days_change")
    ),
    "EW25": _guarantees,
    "EW26": _people,
    "EW27": _people,
    "EW28": lambda given: {"event_kind": NA},
    "EW29": lambda given: {"contact_ratio": given.get("ratio")},
}
"""Inputs from which a fact has to be made first."""
