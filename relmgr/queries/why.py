"""Why a warning was raised: inputs with dates, limits, rule version and source, as stored with the verdict."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from relmgr.db.reader import Reader
from relmgr.domain.fact_words import SIGNS, meaning, said
from relmgr.domain.values import Key, Severity, SignalState
from relmgr.queries.signals import SignalStep, signal_history
from relmgr.words import Words

SIGNAL = """
SELECT s.id, s.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, s.rule_id, s.rule_version, s.subject,
       s.severity, s.state, s.points, s.scope, s.family, s.first_seen_on, s.last_seen_on, s.hits, s.clean_runs,
       s.due_on, s.evidence
FROM signal s JOIN client c ON c.id = s.client_id WHERE s.id = :key AND NOT s.deleted
"""


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A stored warning; `evidence` as JSON text."""

    id: Key
    client_id: Key
    client: str
    rule_id: str
    rule_version: int
    subject: str
    severity: Severity
    state: SignalState
    points: int
    scope: str
    family: str
    first_seen_on: date
    last_seen_on: date
    hits: int
    clean_runs: int
    due_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class WhyInput:
    """One fact the rule looked at, the day it describes and what it was compared with."""

    fact: str
    value: object
    as_of: date | None
    operator: str
    limit: object
    met: bool | None

    @property
    def said(self) -> Words:
        """Return `days past due 44 days (above 30 days)` in both languages."""
        name, value, limit = meaning(self.fact), said(self.fact, self.value), said(self.fact, self.limit)
        sign = SIGNS[self.operator]
        return Words(
            f"{name.zh} {value.zh}（{sign.zh} {limit.zh}）", f"{name.en} {value.en} ({sign.en} {limit.en})"
        )


@dataclass(frozen=True, slots=True)
class SignalWhy:
    """Everything behind one warning; `severity_now` may be lower than that of the episode.

    `adjusted` tells of each series whether what is usual for the month of the year was taken out first.
    """

    signal: SignalRow
    title: Words
    subject: str
    severity_now: Severity | None
    inputs: tuple[WhyInput, ...]
    source_kind: str
    source: Words
    advice: Words
    rulebook: str
    series: Mapping[str, Mapping[str, float | None]]
    adjusted: Mapping[str, bool]
    history: tuple[SignalStep, ...]


def why_signal(reader: Reader, key: Key) -> SignalWhy | None:
    """Return what stands behind a warning, or None when there is no such warning."""
    row = reader.one(SignalRow, SIGNAL, key=key)
    if row is None:
        return None
    evidence: dict[str, Any] = json.loads(row.evidence)
    now = evidence.get("severity")
    source = evidence.get("source", {})
    return SignalWhy(
        signal=row,
        title=stored_words(evidence.get("title"), row.rule_id),
        subject=evidence.get("subject", {}).get("label", ""),
        severity_now=None if now is None else Severity(now),
        inputs=tuple(_input(given) for given in evidence.get("inputs", [])),
        source_kind=source.get("kind", ""),
        source=stored_words(source, ""),
        advice=stored_words(evidence.get("advice"), ""),
        rulebook=evidence.get("rulebook", ""),
        series=evidence.get("series", {}),
        adjusted=evidence.get("adjusted", {}),
        history=tuple(signal_history(reader, key)),
    )


def stored_words(stored: Mapping[str, str] | None, missing: str) -> Words:
    """Return a stored text in both languages, or `missing` where none was stored."""
    return Words(stored["zh"], stored["en"]) if stored and "zh" in stored else Words(missing, missing)


def _input(given: Mapping[str, Any]) -> WhyInput:
    return WhyInput(
        given["fact"], given["value"], _day(given["as_of"]), given["is"], given["than"], given["met"]
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
