"""What rules on trial would have said: their silent episodes, and how far they agree with the live rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relmgr.db.reader import Reader, listed
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key, Severity, SignalState
from relmgr.domain.watch import EpisodeKey, Signal
from relmgr.queries.episodes import read_signal

TRIALS = """
SELECT client_id, rule_id, rule_version, subject, episode_no, severity, points, scope, family, state, first_seen_on,
       last_seen_on, hits, clean_runs, closed_on, evidence
FROM trialsignal t WHERE {these} AND episode_no = (
  SELECT max(episode_no) FROM trialsignal n WHERE n.client_id = t.client_id AND n.rule_id = t.rule_id
    AND n.rule_version = t.rule_version AND n.subject = t.subject)
"""

TrialEpisodes = dict[str, dict[EpisodeKey, Signal]]


def trial_episodes(reader: Reader, rules: Rulebook, clients: Sequence[Key] | None) -> TrialEpisodes:
    """Return the silent episodes of the rules on trial by client; another version of a rule begins anew."""
    versions = {look.rule.id: look.rule.version for look in rules.warnings.trials}
    found: TrialEpisodes = {}
    if not versions:
        return found
    keys = None if clients is None else listed(clients)
    sql = TRIALS.format(these="1" if keys is None else "client_id IN (SELECT value FROM json_each(:keys))")
    for client, rule, version, subject, *columns in reader.records(sql, keys=keys):
        if versions.get(rule) == version:
            found.setdefault(client, {})[rule, subject] = read_signal(*columns)[0]
    return found


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One silent episode; `live` are the rules that warned of the same client while it was open."""

    rule_id: str
    rule_version: int
    client_id: Key
    code: str
    client: str
    subject: str
    severity: Severity
    state: SignalState
    first_seen_on: date
    last_seen_on: date
    closed_on: date | None
    live: str


SHOWN = """
SELECT t.rule_id, t.rule_version, t.client_id, c.code, coalesce(nullif(c.short_name, ''), c.name) AS client,
       coalesce(t.evidence ->> '$.subject.label', '') AS subject, t.severity, t.state, t.first_seen_on,
       t.last_seen_on, t.closed_on, coalesce((
         SELECT group_concat(rule_id, ' ') FROM (
           SELECT DISTINCT s.rule_id FROM signal s
           WHERE s.client_id = t.client_id AND NOT s.deleted
             AND s.first_seen_on <= coalesce(t.closed_on, '9999-12-31')
             AND coalesce(s.closed_on, '9999-12-31') >= t.first_seen_on
           ORDER BY s.rule_id)), '') AS live
FROM trialsignal t JOIN client c ON c.id = t.client_id
WHERE (:rule IS NULL OR t.rule_id = :rule) ORDER BY t.rule_id, t.first_seen_on DESC, client, t.id
"""


def trial_rows(reader: Reader, rule: str | None = None) -> list[TrialRow]:
    """Return the silent episodes of one rule on trial or of all, newest first."""
    return reader.rows(TrialRow, SHOWN, rule=rule)
