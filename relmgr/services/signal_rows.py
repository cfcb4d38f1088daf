"""Warning episodes of verdicts as rows: opened, risen, seen again, cleared; each event beside its signal."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from relmgr.db.columns import new_key
from relmgr.db.tables import Signal, SignalEvent
from relmgr.domain.episodes import Episode, EpisodeEvent
from relmgr.domain.evaluation import Verdict
from relmgr.domain.evidence import episode_notes, evidence_of, same_evidence
from relmgr.domain.natural_keys import natural_key
from relmgr.domain.notices import NOTIFYING, News
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key, Severity, SignalState
from relmgr.domain.watch import SignalChange
from relmgr.queries.standing import StoredRow
from relmgr.services.row_batch import Row, RowBatch
from relmgr.services.workdays import working_day_after
from relmgr.words import Words

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One warning that a run opened, raised, saw again or cleared."""

    client_id: Key
    signal_id: Key
    rule_id: str
    title: Words
    severity: Severity
    event: EpisodeEvent

    @property
    def news(self) -> News | None:
        """Return what a person is told of it, None when it is no news."""
        if self.event not in NOTIFYING:
            return None
        return News(self.client_id, self.signal_id, self.title, self.severity, self.event)


@dataclass(slots=True)
class SignalRows:
    """Collects the rows of warnings of one run and what there is to tell about them."""

    day: date
    now: datetime
    rules: Rulebook
    country: str
    batch: RowBatch
    told: list[SignalLine] = field(default_factory=list)

    def add(self, verdict: Verdict, change: SignalChange, row: StoredRow | None) -> None:
        """Collect one warning, unless it and its evidence are as they were."""
        stored = None if _is_new(change) else row
        evidence = self._evidence(verdict, change, stored)
        if stored is not None and change.after == change.before and same_evidence(evidence, stored.values):
            return
        values = self._values(change, evidence)
        client, episode = verdict.facts.client_id, change.after.episode
        if stored is not None:
            key = Key(stored.id)
            self.batch.update(Signal, key, stored.version, values)
        else:
            key = natural_key("signal", client, change.rule_id, change.subject, str(episode.number))
            self.batch.insert(Signal, values | _identity(key, client, change))
        if change.event is not None:
            self._tell(client, key, change, change.event, evidence)

    def _evidence(self, verdict: Verdict, change: SignalChange, stored: StoredRow | None) -> Row:
        if change.finding is not None and change.finding.step is not None:
            return evidence_of(change.finding, change.after, verdict.facts, self.rules)
        return {**(stored.values if stored else {}), **episode_notes(change.after)}

    def _values(self, change: SignalChange, evidence: Row) -> Row:
        episode = change.after.episode
        values: Row = {
            "severity": episode.severity,
            "points": episode.points,
            "scope": change.after.scope.value,
            "family": change.after.family,
            "state": episode.state,
            "last_seen_on": episode.last_seen,
            "hits": episode.hits,
            "clean_runs": episode.clean_runs,
            "closed_on": episode.closed_on,
            "evidence": evidence,
        }
        if change.finding is not None and change.finding.step is not None:
            values["rule_version"] = change.finding.rule.version
        if change.event in NOTIFYING:
            values |= self._answer_anew(episode)
        if change.event is EpisodeEvent.CLEARED:
            values["closed_by"] = SYSTEM
        if change.event is EpisodeEvent.RECURRED:
            values |= {
                "closed_by": "",
                "outcome": "",
                "plan_measure": "",
                "plan_due_on": None,
                "plan_note": "",
            }
        return values

    def _answer_anew(self, episode: Episode) -> Row:
        """Return what news of a warning begins again: its days of answer; a snooze and an escalation end."""
        warnings, severity = self.rules.warnings, episode.severity
        plan = warnings.escalation.plan_within.get(severity)
        return {
            "due_on": working_day_after(self.day, warnings.respond_within[severity], self.country),
            "plan_by_on": None if plan is None else working_day_after(self.day, plan, self.country),
            "snoozed_until": None,
            "snooze_reason": "",
            "snoozes": 0,
            "escalated_on": None,
            **({"acked_at": None} if episode.state is SignalState.OPEN else {}),
        }

    def _tell(self, client: Key, key: Key, change: SignalChange, event: EpisodeEvent, evidence: Row) -> None:
        severity = change.after.episode.severity
        self.batch.insert(
            SignalEvent,
            {
                "id": new_key(),
                "client_id": client,
                "signal_id": key,
                "at": self.now,
                "on_day": self.day,
                "kind": event.value,
                "severity": severity.value,
                "by": SYSTEM,
            },
        )
        title: dict[str, Any] = evidence.get("title", {"zh": change.rule_id, "en": change.rule_id})
        words = Words(title["zh"], title["en"])
        self.told.append(SignalLine(client, key, change.rule_id, words, severity, event))


def _is_new(change: SignalChange) -> bool:
    return change.before is None or change.before.episode.number != change.after.episode.number


def _identity(key: Key, client: Key, change: SignalChange) -> Row:
    return {
        "id": key,
        "client_id": client,
        "rule_id": change.rule_id,
        "subject": change.subject,
        "episode_no": change.after.episode.number,
        "first_seen_on": change.after.episode.first_seen,
    }
