"""Walks through the past day by day and judges with what was known then; nothing is stored.

The facts and the judgement are those of the evaluation itself; only the tables are as they were (db/past.py).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from relmgr.db.past import Past
from relmgr.db.reader import Reader
from relmgr.domain.backtest import Alert, Watched
from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.evaluation import Previous, Verdict, judge
from relmgr.domain.fact_list import AFTER_LEVEL
from relmgr.domain.findings import Outcome, missing_facts
from relmgr.domain.periods import month_end, month_on
from relmgr.domain.review import Standing
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.domain.watch import SignalChange
from relmgr.queries.facts import book_facts

TOLD = (EpisodeEvent.OPENED, EpisodeEvent.RAISED, EpisodeEvent.RECURRED)


@dataclass(slots=True)
class Judged:
    """How often a rule was judged, how often it could not be, and for want of what."""

    looks: int = 0
    unknown: int = 0
    missing: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Replay:
    """What the rules would have said; `ranked` are by rule and day the warned clients, gravest first."""

    days: tuple[date, ...]
    alerts: list[Alert] = field(default_factory=list)
    watched: dict[str, Watched] = field(default_factory=dict)
    ranked: dict[str, list[tuple[date, list[str]]]] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)

    def of(self, rule: str) -> list[Alert]:
        """Return the alerts of one rule."""
        return [alert for alert in self.alerts if alert.rule == rule]


def only(rules: Rulebook, rule: str | None) -> Rulebook:
    """Return the rulebook with this rule alone, on trial or live, or with all live rules.

    A rule that needs the client's risk level keeps the rules that make it.
    """
    warnings = rules.warnings
    if rule is None:
        return replace(rules, warnings=replace(warnings, trials=()))
    is_late = any(look.rule.id == rule for look in warnings.late)
    looks = tuple(
        look for look in (*warnings.early, *warnings.late, *warnings.trials) if look.rule.id == rule
    )
    needs = any(
        condition.fact in AFTER_LEVEL
        for look in looks
        for step in look.steps
        for condition in step.conditions
    )
    if is_late or needs:
        return replace(rules, warnings=replace(warnings, late=looks, trials=()))
    return replace(rules, warnings=replace(warnings, early=looks, late=(), trials=()))


def replay(reader: Reader, rules: Rulebook, days: Sequence[date], *, dated: bool = False) -> Replay:
    """Return what the live rules of a rulebook would have said on these days, in their order.

    `dated` takes rows for known from the day they speak of. Nobody answers a warning in a replay: it ends when
    its data are clean again. The model tier counts as accepted at once.
    """
    found = Replay(tuple(days))
    past = Past(reader.connection, dated)
    walk = _Walk(rules, found)
    for day in days:
        midnight = datetime.combine(day + timedelta(days=1), time(), reader.zone)
        past.move_to(midnight)
        then = replace(reader, now=midnight.astimezone(UTC), today=day)
        walk.on(day, then)
    found.alerts = sorted(
        walk.alerts.values(), key=lambda alert: (alert.on, alert.client, alert.rule, alert.subject)
    )
    return found


@dataclass(slots=True)
class _Walk:
    """Carries episodes and tiers of every client from day to day."""

    rules: Rulebook
    found: Replay
    before: dict[Key, Previous] = field(default_factory=dict)
    month: dict[Key, str] = field(default_factory=dict)
    last: dict[Key, Verdict] = field(default_factory=dict)
    alerts: dict[tuple[str, str, str, int], Alert] = field(default_factory=dict)

    def on(self, day: date, then: Reader) -> None:
        """Judge every client as of a day."""
        ranked: dict[str, list[tuple[int, int, str]]] = {}
        for facts in book_facts(then, self.rules, None, day):
            client = facts.client_id
            verdict = judge(facts, self.rules, self._previous(client, day))
            self._carry(client, verdict)
            self._note(client, day, verdict)
            for key, signal in self.before[client].signals.items():
                if signal.episode.state.is_open:
                    rank = (-signal.episode.severity.rank, -signal.episode.points, client)
                    ranked.setdefault(key[0], []).append(rank)
        for rule, ranks in ranked.items():
            in_order = list(dict.fromkeys(client for *_, client in sorted(ranks)))
            self.found.ranked.setdefault(rule, []).append((day, in_order))

    def _previous(self, client: Key, day: date) -> Previous:
        """Return what stood before: the tier machine moves once a month, so it starts from the month before."""
        before, verdict = self.before.get(client, Previous()), self.last.get(client)
        if verdict is not None and self.month[client] != day.isoformat()[:7]:
            before = replace(before, machine=verdict.machine)
        return before

    def _carry(self, client: Key, verdict: Verdict) -> None:
        before = self._previous(client, verdict.facts.day)
        move = verdict.decision.move
        standing = before.standing
        if move is not None:
            standing = Standing(move.to_tier, capped=not move.waits and move.kind.value == "cap")
        signals = {**before.signals, **{(c.rule_id, c.subject): c.after for c in verdict.changes}}
        self.before[client] = Previous(before.machine, standing, signals)
        self.month[client], self.last[client] = verdict.facts.day.isoformat()[:7], verdict

    def _note(self, client: str, day: date, verdict: Verdict) -> None:
        span = self.found.watched.get(client)
        self.found.watched[client] = Watched(span.first if span else day, day)
        for change in verdict.changes:
            self._alert(client, day, change)
        for finding in verdict.findings:
            judged = self.found.judged.setdefault(finding.rule.id, Judged())
            judged.looks += 1
            if finding.outcome is Outcome.UNKNOWN:
                judged.unknown += 1
                judged.missing.update(missing_facts(finding, verdict.facts))

    def _alert(self, client: str, day: date, change: SignalChange) -> None:
        episode = change.after.episode
        key = (client, change.rule_id, change.subject, episode.number)
        old = self.alerts.get(key)
        if old is None:
            label = change.finding.subject.label if change.finding else change.subject
            self.alerts[key] = Alert(client, change.rule_id, label, day, episode.severity)
        elif change.event in TOLD:
            self.alerts[key] = replace(old, severity=episode.severity, again=(*old.again, day))


def month_ends(first: date, last: date) -> list[date]:
    """Return the month ends from `first` to `last`, both included."""
    return [
        end
        for month in range(month_on(first), month_on(last) + 1)
        if first <= (end := month_end(month)) <= last
    ]


def every_day(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last`, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
