"""Episodes of rules on trial as rows of their own: no warning, no event, nothing to tell anybody."""

from dataclasses import dataclass, field

from relmgr.db.reader import listed
from relmgr.db.tables import TrialSignal
from relmgr.db.work import UnitOfWork
from relmgr.domain.evaluation import Verdict
from relmgr.domain.evidence import episode_notes, evidence_of
from relmgr.domain.natural_keys import natural_key
from relmgr.domain.rules import Rulebook
from relmgr.domain.watch import SignalChange
from relmgr.services.row_batch import Row


@dataclass(slots=True)
class TrialRows:
    """Collects the silent episodes of one run that changed."""

    rules: Rulebook
    rows: list[Row] = field(default_factory=list)

    def add(self, verdict: Verdict) -> None:
        """Collect what changed for one client; a hit that only persists changes nothing."""
        for change in verdict.trials:
            if change.after != change.before:
                self.rows.append(self._row(verdict, change))

    def write(self, uow: UnitOfWork) -> int:
        """Write everything; returns the number of rows."""
        if self.rows:
            keys = listed(row["id"] for row in self.rows)
            uow.run("DELETE FROM trialsignal WHERE id IN (SELECT value FROM json_each(:keys))", keys=keys)
            uow.insert(TrialSignal, self.rows)
        return len(self.rows)

    def _row(self, verdict: Verdict, change: SignalChange) -> Row:
        client, signal, episode = verdict.facts.client_id, change.after, change.after.episode
        version = self._version(change)
        evidence = episode_notes(signal)
        if change.finding is not None and change.finding.step is not None:
            evidence = evidence_of(change.finding, signal, verdict.facts, self.rules)
        return {
            "id": natural_key(
                "trial", client, change.rule_id, str(version), change.subject, str(episode.number)
            ),
            "client_id": client,
            "rule_id": change.rule_id,
            "rule_version": version,
            "subject": change.subject,
            "episode_no": episode.number,
            "severity": episode.severity.value,
            "points": episode.points,
            "scope": signal.scope.value,
            "family": signal.family,
            "state": episode.state.value,
            "first_seen_on": episode.first_seen,
            "last_seen_on": episode.last_seen,
            "hits": episode.hits,
            "clean_runs": episode.clean_runs,
            "closed_on": episode.closed_on,
            "evidence": evidence,
        }

    def _version(self, change: SignalChange) -> int:
        return next(rule.version for rule in self.rules.warnings.rules if rule.id == change.rule_id)
