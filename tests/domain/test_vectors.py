"""Every worked example of the methods built so far, from the file that RELMGR_VECTORS names."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from relmgr.domain.altman import Statement, altman
from relmgr.domain.cadence import cadence, lateness
from relmgr.domain.classification import ClassEvidence, class_floor, ifrs_stage, too_good
from relmgr.domain.clocks import observation_end, upgrade_day
from relmgr.domain.composite import Active, composite
from relmgr.domain.covenants import CovenantTerms, ValueStatus, covenant_test
from relmgr.domain.episodes import Episode, EpisodePolicy, Observation, advance
from relmgr.domain.evidence_weights import woe, woe_points
from relmgr.domain.findings import grade
from relmgr.domain.migration import migration, pairs_of
from relmgr.domain.red_flags import BalanceSheet, red_flags
from relmgr.domain.route_plan import Candidate, RoutePolicy, plan_route
from relmgr.domain.scorecards import NEUTRAL, Score, explain_change, score
from relmgr.domain.series import (
    ChangeDetector,
    balance_change,
    fall_over,
    firing_months,
    robust_z,
    run_off,
)
from relmgr.domain.signals import Scope
from relmgr.domain.tiers import Override, TierPolicy, effective, path
from relmgr.domain.trend import trend
from relmgr.domain.values import AssetClass, Key, Level, Severity, Tier
from relmgr.domain.visit_priority import visit_priority
from relmgr.domain.watch_list import WatchedEpisode, watch_entry
from relmgr.rulebook.loader import load
from tests.domain.rule_inputs import facts_for

Values = dict[str, Any]
REPOSITORY = Path(__file__).parents[2]
VECTORS = Path(os.environ.get("RELMGR_VECTORS", REPOSITORY.parent / "shared" / "vectors" / "methods.json"))
RULES = load()
CARD, WARNINGS = RULES.scorecard, RULES.warnings
BY_ID = {rule.id: rule for rule in WARNINGS.rules}

PARTS = {"EW29": ("EW29", "EW29b")}
"""Rules that the examples call one and that are kept as several, because a warning has one scope."""


def tier_score(raw: Values) -> Values:
    found = score(raw, CARD.card)
    known = [part for part in found.parts if part.points is not None]
    return {
        "sub": {part.kpi: part.points for part in known},
        "coverage": found.coverage,
        "score": found.value,
        "terms": None if found.value is None else {part.kpi: part.term for part in known},
        "status": "insufficient" if found.value is None else "ok",
    }


def tier_change(raw0: Values, raw1: Values) -> Values:
    before, after = score(raw0, CARD.card), score(raw1, CARD.card)
    terms = explain_change(before, after)
    both = {"score0": before.value, "score1": after.value}
    if terms is None or before.value is None or after.value is None:
        names = ("delta", "value", "coverage", "value_total", "coverage_total")
        return both | dict.fromkeys(names)
    return both | {
        "delta": after.value - before.value,
        "value": {term.kpi: term.value for term in terms},
        "coverage": {term.kpi: term.coverage for term in terms},
        "value_total": sum(term.value for term in terms),
        "coverage_total": sum(term.coverage for term in terms),
    }


def tier_path(scores: list[float | None], h: float, confirm_up: int, confirm_down: int, dwell: int) -> Values:
    policy = TierPolicy(CARD.tiers.floors, h, confirm_up, confirm_down, dwell)
    return {"tiers": [tier and tier.value for tier in path(scores, policy)]}


def tier_effective(
    model_tier: str | None,
    level: str = "GREEN",
    ep_a_unassessed: bool = False,
    override: Values | None = None,
    as_of: str | None = None,
    **more: str,
) -> Values:
    asset_class = AssetClass(more.get("class", "normal"))
    cap = CARD.caps.best(asset_class, Level(level.lower()), unassessed=ep_a_unassessed)
    given = override and Override(
        Tier(override["tier"]),
        date.fromisoformat(override["created"]),
        date.fromisoformat(override["expires"]),
    )
    day = date.fromisoformat(as_of) if as_of else None
    tier, source = effective(Tier(model_tier) if model_tier else None, cap, given or None, day)
    return {"cap": cap.value, "effective": tier and tier.value, "source": source.value}


def migration_of(histories: dict[str, str]) -> Values:
    found = migration(pairs_of(histories.values()))
    return {
        "counts": found.counts,
        "n": found.totals,
        "p": found.shares,
        "show": {row: found.shows_shares(row) for row in found.counts},
        "mobility": found.mobility,
        "up": found.up,
        "down": found.down,
    }


def class_floor_of(stored: str | None = None, **evidence: Any) -> Values:
    floor = class_floor(ClassEvidence(**evidence), WARNINGS.classes)
    recorded = AssetClass(stored) if stored else None
    return {"floor": floor.value if floor else "unknown", "data_error": too_good(recorded, floor)}


def stage_of(dpd: int | None = None, **flags: bool) -> Values:
    return {"stage": ifrs_stage(dpd, WARNINGS.classes, **flags)}


def ew_level(rule: str, **inputs: Any) -> Values:
    facts = facts_for(rule, inputs)
    found = {grade(BY_ID[part], facts) for part in PARTS.get(rule, (rule,))}
    order = ("red", "orange", "yellow", "unknown", "none", "na")
    return {"severity": min(found, key=order.index).upper()}


def one_covenant_test(value: float | None, op: str, threshold: float, as_of: str, **more: Any) -> Values:
    days = {
        name: date.fromisoformat(more[name])
        for name in ("due", "waived_until", "cure_until")
        if more.get(name)
    }
    found = covenant_test(
        value,
        CovenantTerms(op == ">=", threshold),
        date.fromisoformat(as_of),
        value_status=ValueStatus(more.get("value_status", "ok")),
        **days,
    )
    return {"status": found.status.value, "headroom": found.headroom, "level": found.level.value.upper()}


def trend_of(years: list[int], values: list[float | None], higher_is_better: bool) -> Values:
    found = trend(years, values, higher_is_better=higher_is_better)
    return {"slope": found.slope, "relative": found.relative, "status": found.status.value}


def clocks(kind: str, start: str, payments: list[str]) -> Values:
    end = {"restructured": observation_end, "npl_upgrade": upgrade_day}[kind]
    found = end(date.fromisoformat(start), [date.fromisoformat(day) for day in payments])
    return {"earliest": found and found.isoformat()}


def rating_fall(old: str, new: str, cutoff: str) -> Values:
    scale = CARD.scale
    assert scale.cutoff == cutoff
    notches, below = scale.notches(old, new), scale.below_cutoff(new)
    assert notches is not None
    assert below is not None
    facts = {"rating_notches": notches, "below_cutoff": below}
    return {"notches": notches, "severity": grade(BY_ID["EW09"], facts).upper()}


def detector(limit: float) -> ChangeDetector:
    base = WARNINGS.detector
    return ChangeDetector(
        limit, base.window, base.known, base.floor, base.spread_floor, base.recent, base.fall_months
    )


def rz2(x: list[float | None], h: float) -> Values:
    z = robust_z(x, detector(h))
    return {"z": z, "fires": firing_months(z, h)}


def runoff(balances: list[float | None]) -> Values:
    found = run_off(balances, WARNINGS.detector)
    if found is None:
        return {"recent": None, "base": None, "drop": None}
    return {"recent": found.recent, "base": found.base, "drop": found.drop}


def ew20(x: list[float | None]) -> Values:
    change = balance_change(x, WARNINGS.detector)
    facts = {
        "balance_rz2": change.rz2,
        "balance_drop": change.drop,
        "balance_six_month_fall": change.fall,
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return {
        "rz2": bool(change.rz2),
        "drop": change.drop,
        "six_month_fall": fall_over(x, WARNINGS.detector.fall_months),
        "severity": grade(BY_ID["EW20"], known).upper(),
    }


def ews_score(signals: list[Values], coverage: float) -> Values:
    active = [
        Active(s["family"], Severity(s["severity"].lower()), s["points"], Scope(s["scope"])) for s in signals
    ]
    found = composite(active, coverage, WARNINGS.bands)
    return {"score": found.score, "level": found.level.value.upper(), "partial": found.partial}


def episodes(evaluations: list[Values]) -> Values:
    policy: EpisodePolicy = WARNINGS.episodes
    told: dict[int, Episode] = {}
    notified = []
    latest: Episode | None = None
    for row in evaluations:
        day = date.fromisoformat(row["date"])
        severity = Severity(row["severity"].lower()) if row["severity"] else None
        latest, event = advance(latest, Observation(day, row["hit"], severity, data_on=day), policy)
        if latest:
            told[latest.number] = latest
        if event and event.value != "cleared":
            notified.append([row["date"], event.value])
    return {
        "episodes": [
            {
                "opened": episode.first_seen.isoformat(),
                "closed": episode.closed_on and episode.closed_on.isoformat(),
                "recurred": episode.recurred,
                "severity": episode.severity.value.upper(),
            }
            for episode in told.values()
        ],
        "notifications": notified,
    }


def watch_entry_of(episodes: list[Values], as_of: str, manual: bool) -> Values:
    found = watch_entry(
        [
            WatchedEpisode(
                one["rule"], Severity(one["severity"].lower()), date.fromisoformat(one["opened"]), one["open"]
            )
            for one in episodes
        ],
        date.fromisoformat(as_of),
        WARNINGS.watch_list,
        manual=manual,
    )
    return {"enter": found.cause is not None, "review_days": found.review_days}


def visit_cadence(
    tier: str | None = None,
    level: str = "GREEN",
    phase: str | None = None,
    override_days: int | None = None,
    **more: str,
) -> Values:
    found = cadence(
        RULES.cadence.matrix,
        Tier(tier) if tier else None,
        AssetClass(more.get("class", "normal")),
        Level(level.lower()),
        phase or "",
        override_days,
    )
    return {"days": found.days}


def visit_status(days_since: int | None, cadence: int) -> Values:
    ratio, status = lateness(days_since, cadence, RULES.cadence.matrix)
    return {"ratio": ratio, "status": status.value if status.value in ("ok", "never") else status.name}


STATEMENT_OF = {
    "wc": "working_capital",
    "re": "retained_earnings",
    "bve": "equity",
    "tl": "total_liabilities",
    "ta": "total_assets",
}
"""Names of figures in the examples that a statement calls otherwise."""


def altman_of(**figures: float | None) -> Values:
    found = altman(Statement(**{STATEMENT_OF.get(name, name): value for name, value in figures.items()}))
    return {name: getattr(found, name) for name in ("z2", "em", "z1", "zone2", "zone1")}


def red_flags_of(**figures: float | None) -> Values:
    found = red_flags(BalanceSheet(**{STATEMENT_OF.get(name, name): v for name, v in figures.items()}))
    return {"flags": list(found.flags), "count": found.count, "known": found.known}


def woe_points_of(good: list[int], bad: list[int], beta: float) -> Values:
    return {"woe": list(woe(good, bad)), "points": list(woe_points(good, bad, beta))}


def priority_of_visit(
    days_since: int | None, cadence: int, tier: str | None, risk: float, opportunity: float
) -> Values:
    found = visit_priority(days_since, cadence, None if tier is None else Tier(tier), risk, opportunity)
    terms = {name: getattr(found, name) for name in ("overdue", "tier", "risk", "opportunity")}
    return {"terms": terms, "priority": found.points}


def weekly_plan(**given: Any) -> Values:
    clients = [Candidate(Key(one["id"]), n + 1, one["p"]) for n, one in enumerate(given["clients"])]
    policy = RoutePolicy(given["visit_minutes"], given["max_visits"], given["lambda"])
    days = plan_route(clients, given["minutes"], given["day_minutes"], policy)
    return {
        "days": [[client.id for client in day.clients] for day in days],
        "minutes": [day.minutes for day in days],
        "priority": sum(client.points for day in days for client in day.clients),
    }


METHODS: dict[str, Callable[..., Values]] = {
    "tier_score": tier_score,
    "tier_change": tier_change,
    "tier_path": tier_path,
    "tier_effective": tier_effective,
    "migration": migration_of,
    "altman": altman_of,
    "red_flags": red_flags_of,
    "woe_points": woe_points_of,
    "class_floor": class_floor_of,
    "ifrs_stage": stage_of,
    "ew_level": ew_level,
    "covenant_test": one_covenant_test,
    "trend": trend_of,
    "clocks": clocks,
    "rating_fall": rating_fall,
    "rz2": rz2,
    "runoff": runoff,
    "ew20": ew20,
    "ews_score": ews_score,
    "episodes": episodes,
    "watch_entry": watch_entry_of,
    "visit_cadence": visit_cadence,
    "visit_status": visit_status,
    "visit_priority": priority_of_visit,
    "weekly_plan": weekly_plan,
}
FOLLOW = frozenset(
    {
        "raroc",
        "irb",
        "clv",
        "save_spend",
        "funnel",
        "annuity",
        "pf_ratios",
        "ratios",
        "own_cadence",
        "client_state",
        "retention",
        "kaplan_meier",
        "cohort",
        "nbp",
        "nbp_ev",
        "penetration",
        "stress",
        "reverse_stress",
        "restructure",
        "survival_value",
        "breakeven_pd",
        "liquidation",
        "max_debt",
        "pcaf",
        "pcaf_portfolio",
        "green_share",
        "ep4_scope",
        "bgnbd",
    }
)
"""Methods that follow with the screens that show them."""


def examples() -> Iterator[Any]:
    if not VECTORS.exists():
        return
    for method, block in json.loads(VECTORS.read_text("utf-8")).items():
        if method == "meta" or method in FOLLOW:
            continue
        for case in block["cases"]:
            yield pytest.param(method, case, id=f"{method}-{case['id']}")


def same(found: object, wanted: object, tolerance: float) -> bool:
    if isinstance(wanted, dict):
        return (
            isinstance(found, dict)
            and found.keys() == wanted.keys()
            and all(same(found[key], wanted[key], tolerance) for key in wanted)
        )
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(same(a, b, tolerance) for a, b in zip(found, wanted, strict=True))
        )
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        return found == wanted
    return isinstance(found, int | float) and abs(found - wanted) <= max(1e-6 * abs(wanted), tolerance)


@pytest.mark.skipif(not VECTORS.exists(), reason=f"no worked examples at {VECTORS} (RELMGR_VECTORS)")
@pytest.mark.parametrize(("method", "case"), list(examples()))
def test_worked_example(method: str, case: Values) -> None:
    assert method in METHODS, f"{method} is neither built nor among the methods that follow"
    found = METHODS[method](**case["in"])
    for key, wanted in case["out"].items():
        tolerance = case.get("abs_tol", {}).get(key, 1e-9)
        assert same(found[key], wanted, tolerance), f"{key}: {found[key]!r}, wanted {wanted!r}"


def test_terms_are_told_from_the_middle_of_the_scale() -> None:
    found: Score = score({"contribution": 0.14, "credit": 0.012, "esg": 55, "activity": 3}, CARD.card)
    assert found.value is not None
    assert sum(part.term for part in found.parts) + NEUTRAL == pytest.approx(found.value, abs=1e-9)
