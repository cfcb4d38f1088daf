"""Why a client has its score and tier: its KPIs, what changed, and how near other tiers are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from relmgr.db.reader import Reader
from relmgr.domain.evidence import card_note, change_reasons
from relmgr.domain.fact_words import said
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import CORPORATE, Scorecard
from relmgr.domain.tiers import rank
from relmgr.domain.values import Key, Tier
from relmgr.queries.standing import stored_score
from relmgr.queries.tier_standing import TierStanding, tier_standing
from relmgr.queries.why import stored_words
from relmgr.words import Words

MILLION = 1_000_000
EVALUATIONS = """
SELECT period, as_of, model_version, card, score_e6, coverage_e6, rule_coverage_e6, model_tier, cap_tier, age, up_count,
       down_count, lines
FROM evaluation WHERE client_id = :key AND NOT deleted ORDER BY period DESC, as_of DESC LIMIT 2
"""


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """A stored monthly score; `lines` as JSON text. A `card` of '' is of a version that had only one."""

    period: str
    as_of: date
    model_version: str
    card: str
    score_e6: int | None
    coverage_e6: int
    rule_coverage_e6: int
    model_tier: Tier | None
    cap_tier: Tier | None
    age: int | None
    up_count: int
    down_count: int
    lines: str


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One KPI of a score; `state` is known, missing or stale; the shares sum to the score."""

    kpi: str
    title: Words
    fact: str
    raw: float | None
    points: float | None
    weight: float
    share_e6: int | None
    as_of: date | None
    state: str

    @property
    def said(self) -> Words:
        """Return the raw value with its unit in both languages."""
        return said(self.fact, self.raw)


@dataclass(frozen=True, slots=True)
class WhyTerm:
    """What one KPI did to the score since the month before: by its points or by being known (`coverage`).

    A term of kind `card` says that another scorecard, or other bands, were used; it adds nothing.
    """

    kpi: str
    title: Words
    kind: str
    points_e6: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """The score at which the model moves to another tier, and how far away that is (millionths of a point)."""

    tier: Tier
    score_e6: int
    distance_e6: int
    months_confirmed: int
    months_needed: int


@dataclass(frozen=True, slots=True)
class TierWhy:
    """What the newest score of a client is made of, how near other tiers are, and what decides the published one.

    `preset` names how the machine is damped; `next_on` is the first day of the next month in which it can move.
    """

    evaluation: EvaluationRow
    lines: tuple[WhyLine, ...]
    before: EvaluationRow | None
    terms: tuple[WhyTerm, ...]
    up: Threshold | None
    down: Threshold | None
    coverage_needed_e6: int
    card: Scorecard
    preset: str
    next_on: date
    standing: TierStanding | None

    @property
    def missing(self) -> tuple[WhyLine, ...]:
        """Return the KPIs that are missing or stale."""
        return tuple(line for line in self.lines if line.state != "known")


def why_tier(reader: Reader, key: Key, rules: Rulebook) -> TierWhy | None:
    """Return what the newest score of a client is made of, or None before the first evaluation."""
    found = reader.rows(EvaluationRow, EVALUATIONS, key=key)
    if not found:
        return None
    now, before = found[0], found[1] if len(found) > 1 else None
    scoring = rules.scorecard
    card = _card(now, rules)
    return TierWhy(
        evaluation=now,
        lines=tuple(_line(line) for line in json.loads(now.lines)),
        before=before,
        terms=_terms(before, now, rules) if before else (),
        up=_threshold(now, rules, up=True),
        down=_threshold(now, rules, up=False),
        coverage_needed_e6=round(card.coverage * MILLION),
        card=card,
        preset=scoring.tiers.preset,
        next_on=scoring.calendar.next_day(now.model_tier, reader.today),
        standing=tier_standing(reader, key),
    )


def _line(stored: Mapping[str, Any]) -> WhyLine:
    return WhyLine(
        stored["kpi"],
        stored_words(stored.get("title"), stored["kpi"]),
        stored["fact"],
        stored["raw"],
        stored["points"],
        stored["weight"],
        stored["share_e6"],
        None if stored["as_of"] is None else date.fromisoformat(stored["as_of"]),
        stored["state"],
    )


def _card(row: EvaluationRow, rules: Rulebook) -> Scorecard:
    return rules.scorecard.cards.get(row.card or CORPORATE, rules.scorecard.card)


def _terms(before: EvaluationRow, now: EvaluationRow, rules: Rulebook) -> tuple[WhyTerm, ...]:
    old, new = (stored_score(row.score_e6, row.coverage_e6, json.loads(row.lines)) for row in (before, now))
    former, card = _card(before, rules), _card(now, rules)
    terms = change_reasons(old, new, card, former)
    note = card_note(former, card, (before.model_version, now.model_version)) if terms else []
    return tuple(
        WhyTerm(term["kpi"], stored_words(term["title"], term["kpi"]), term["kind"], term["points_e6"])
        for term in (*note, *terms)
    )


def _threshold(row: EvaluationRow, rules: Rulebook, *, up: bool) -> Threshold | None:
    """Return where the next tier up or down begins, with the margin the machine asks for."""
    if row.score_e6 is None or row.model_tier is None:
        return None
    policy, place = rules.scorecard.tiers, rank(row.model_tier)
    floors = [floor for _, floor in policy.floors]
    if up and place:
        limit, tier = floors[place - 1] + policy.margin, policy.floors[place - 1][0]
    elif not up and place < len(floors):
        limit, tier = floors[place] - policy.margin, list(Tier)[place + 1]
    else:
        return None
    counts = (row.up_count, policy.confirm_up) if up else (row.down_count, policy.confirm_down)
    return Threshold(tier, round(limit * MILLION), round(limit * MILLION) - row.score_e6, *counts)
