"""Findings of one client carried into its warning episodes."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from relmgr.domain.composite import Active
from relmgr.domain.episodes import Episode, EpisodeEvent, EpisodePolicy, Observation, advance
from relmgr.domain.facts import Facts
from relmgr.domain.findings import Finding, Outcome, newest_data, newest_dated
from relmgr.domain.signals import Scope

EpisodeKey = tuple[str, str]
"""Rule id and subject id ('' for the client itself)."""


@dataclass(frozen=True, slots=True)
class Signal:
    """The latest episode of a key with what the composite needs to know of it."""

    episode: Episode
    family: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class SignalChange:
    """A warning after this evaluation; `before` and `event` are None when it is new or merely persists."""

    rule_id: str
    subject: str
    before: Signal | None
    after: Signal
    event: EpisodeEvent | None
    finding: Finding | None


@dataclass(slots=True)
class Watch:
    """The warnings of one client while one evaluation looks at them."""

    facts: Facts
    policy: EpisodePolicy
    before: Mapping[EpisodeKey, Signal]
    seen: set[EpisodeKey] = field(default_factory=set)
    after: dict[EpisodeKey, Signal] = field(default_factory=dict)
    changes: list[SignalChange] = field(default_factory=list)

    def look(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """Carry findings into episodes and return them."""
        looked = tuple(found)
        for finding in looked:
            key = (finding.rule.id, finding.subject.id)
            self.seen.add(key)
            if finding.outcome is Outcome.HIT or key in self.before:
                self._advance(key, finding)
        return looked

    def look_at_the_gone(self, sparing: Container[str] = ()) -> None:
        """Count a clean look for warnings whose facility, document, collateral or rule is no longer there.

        `sparing` are rules that have not looked yet.
        """
        gone = [key for key in self.before if key not in self.seen and key[0] not in sparing]
        for key in gone:
            self.seen.add(key)
            self._note(key, None, Observation(self.facts.day, False, data_on=self.facts.day))

    def active(self, scope: Scope | None = None) -> Iterator[Active]:
        """Return the warnings that are open now, of one scope or all; unseen ones stand as before."""
        for signal in {**self.before, **self.after}.values():
            if signal.episode.state.is_open and scope in (None, signal.scope):
                yield Active(signal.family, signal.episode.severity, signal.episode.points, signal.scope)

    def _advance(self, key: EpisodeKey, finding: Finding) -> None:
        if finding.outcome is Outcome.HIT and finding.step is not None:
            step = finding.step
            data_on = newest_dated(finding, self.facts)
            seen = Observation(self.facts.day, True, step.severity, step.points, data_on)
        elif finding.outcome is Outcome.UNKNOWN:
            seen = Observation(self.facts.day, None)
        else:
            seen = Observation(self.facts.day, False, data_on=newest_data(finding, self.facts))
        self._note(key, finding, seen)

    def _note(self, key: EpisodeKey, finding: Finding | None, seen: Observation) -> None:
        before = self.before.get(key)
        episode, event = advance(before.episode if before else None, seen, self.policy)
        if episode is None:
            return
        after = _signal(episode, before, finding)
        self.after[key] = after
        if after != before or (seen.hit and episode.state.is_open):
            self.changes.append(SignalChange(*key, before, after, event, finding))


def _signal(episode: Episode, before: Signal | None, finding: Finding | None) -> Signal:
    """Return the warning with the family and scope of the rung that fired, or as it was."""
    if finding is not None and finding.step is not None:
        return Signal(episode, finding.family, finding.step.scope)
    assert before is not None
    return Signal(episode, before.family, before.scope)
