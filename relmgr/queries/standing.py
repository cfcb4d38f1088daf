"""What earlier evaluations left behind: machine states, published tiers, waiting proposals and warnings."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from relmgr.db.reader import Reader, listed
from relmgr.domain.evaluation import Previous
from relmgr.domain.review import MoveKind, Proposal, Standing
from relmgr.domain.scorecards import CORPORATE, Baseline, Part, Score
from relmgr.domain.tiers import MachineState, Override
from relmgr.domain.values import Key, ReviewState, Tier
from relmgr.domain.watch import EpisodeKey, Signal
from relmgr.queries.episodes import read_signal

MILLION = 1_000_000
OF_THESE = "client_id IN (SELECT value FROM json_each(:keys))"
BEFORE = """
SELECT client_id, model_tier, age, up_count, down_count FROM evaluation e
WHERE NOT deleted AND {these} AND period = (
  SELECT max(period) FROM evaluation p WHERE p.client_id = e.client_id AND p.period < :period AND NOT p.deleted)
ORDER BY as_of
"""
THIS_MONTH = """
SELECT client_id, id, version, card, score_e6, coverage_e6, rule_coverage_e6, model_tier, cap_tier, stage, class_floor,
       age, up_count, down_count, lines
FROM evaluation WHERE NOT deleted AND period = :period AND model_version = :model AND {these}
"""
CHANGES = """
SELECT client_id, id, version, to_tier, state, period, decided_on, postponed_until, reason_code FROM tierchange
WHERE NOT deleted AND state <> 'superseded' AND {these}
ORDER BY client_id, coalesce(decided_on, proposed_on), coalesce(decided_at, created_at), id
"""
SIGNALS = """
SELECT client_id, id, version, rule_id, subject, episode_no, severity, points, scope, family, state, first_seen_on,
       last_seen_on, hits, clean_runs, closed_on, evidence
FROM signal s WHERE NOT deleted AND {these} AND episode_no = (
  SELECT max(episode_no) FROM signal n
  WHERE n.client_id = s.client_id AND n.rule_id = s.rule_id AND n.subject = s.subject AND NOT n.deleted)
"""
OVERRIDES = """
SELECT client_id, id, version, target_tier, from_on, expires_on FROM tieroverride
WHERE NOT deleted AND state = 'active' AND {these}
"""
BASELINE = """
SELECT e.client_id, e.card, e.model_version, e.score_e6, e.coverage_e6, e.lines
FROM tierchange t JOIN evaluation e ON e.client_id = t.client_id AND e.period = t.period AND NOT e.deleted
WHERE t.id IN (SELECT value FROM json_each(:keys)) ORDER BY e.as_of
"""


SCORED = ("card", "score_e6", "coverage_e6", "rule_coverage_e6", "model_tier", "cap_tier", "stage", "class_floor",
          "age", "up_count", "down_count")  # fmt: skip
"""Columns of an evaluation in the order of THIS_MONTH."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A stored row that this evaluation may change: its key, its version and its values in stored form."""

    id: str
    version: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Stored:
    """Everything stored about one client that an evaluation reads or replaces."""

    machine: MachineState = field(default_factory=MachineState)
    standing: Standing = field(default_factory=Standing)
    accepted: str = ""
    """The tier change that set the published tier: reasons are told from its evaluation on."""
    proposal_version: int = 1
    override: StoredRow | None = None
    evaluation: StoredRow | None = None
    signals: dict[EpisodeKey, Signal] = field(default_factory=dict)
    rows: dict[EpisodeKey, StoredRow] = field(default_factory=dict)

    @property
    def previous(self) -> Previous:
        """Return what the verdict depends on."""
        return Previous(self.machine, self.standing, self.signals)


def standings(
    reader: Reader, clients: Sequence[Key] | None, period: str, model_version: str
) -> dict[str, Stored]:
    """Return what is stored, by client; clients never evaluated are absent."""
    keys = None if clients is None else listed(clients)
    found: dict[str, Stored] = {}

    def of(client: str) -> Stored:
        return found.setdefault(client, Stored())

    for client, tier, age, up, down in reader.records(_of(BEFORE, keys), keys=keys, period=period):
        of(client).machine = MachineState(None if tier is None else Tier(tier), age, up, down)
    for client, key, version, *values, lines in reader.records(
        _of(THIS_MONTH, keys), keys=keys, period=period, model=model_version
    ):
        row = dict(zip(SCORED, values, strict=True)) | {"lines": json.loads(lines)}
        of(client).evaluation = StoredRow(key, version, row)
    for client, *change in reader.records(_of(CHANGES, keys), keys=keys):
        _put_change(of(client), *change)
    for client, *override in reader.records(_of(OVERRIDES, keys), keys=keys):
        _put_override(of(client), *override)
    for client, *signal in reader.records(_of(SIGNALS, keys), keys=keys):
        _put_signal(of(client), *signal)
    return found


def _of(sql: str, keys: str | None) -> str:
    return sql.replace("{these}", "1" if keys is None else OF_THESE)


def _put_change(
    stored: Stored,
    key: str,
    version: int,
    to_tier: str,
    state: str,
    period: str,
    decided_on: str | None,
    postponed_until: str | None,
    reason_code: str,
) -> None:
    """Carry the changes of a client in order of time: the last accepted counts, and what came after it."""
    if state == ReviewState.ACCEPTED:
        tier = Tier(to_tier) if to_tier else None
        stored.standing = Standing(tier, reason_code == MoveKind.CAP)
        stored.accepted = key
        return
    decided, until = _day(decided_on), _day(postponed_until)
    proposal = Proposal(key, Tier(to_tier), ReviewState(state), period, decided, until)
    stored.standing = replace(stored.standing, proposal=proposal)
    stored.proposal_version = version


def _put_override(stored: Stored, key: str, version: int, tier: str, from_on: str, expires_on: str) -> None:
    in_force = Override(Tier(tier), date.fromisoformat(from_on), date.fromisoformat(expires_on))
    stored.standing = replace(stored.standing, override=in_force)
    stored.override = StoredRow(key, version, {"expires_on": in_force.expires})


def _put_signal(stored: Stored, key: str, version: int, rule: str, subject: str, *columns: Any) -> None:
    signal, evidence = read_signal(*columns)
    stored.signals[rule, subject] = signal
    stored.rows[rule, subject] = StoredRow(key, version, evidence)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def baselines(reader: Reader, changes: Sequence[str]) -> dict[str, Baseline]:
    """Return, by client, the score at which these tier changes were decided, and the card it was made with."""
    return {
        client: Baseline(stored_score(score_e6, coverage_e6, json.loads(lines)), card or CORPORATE, version)
        for client, card, version, score_e6, coverage_e6, lines in reader.records(
            BASELINE, keys=listed(changes)
        )
    }


def stored_score(score_e6: int | None, coverage_e6: int, lines: Sequence[Mapping[str, Any]]) -> Score:
    """Return the score that stored lines describe."""
    parts = tuple(Part(line["kpi"], line["raw"], line["points"], line["weight"]) for line in lines)
    return Score(None if score_e6 is None else score_e6 / MILLION, coverage_e6 / MILLION, parts)
