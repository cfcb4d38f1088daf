"""What warning rules find on a client's facts; what cannot be judged is unknown, never clean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from relmgr.domain.conditions import Condition, Known, Limit, is_met, limit_of, lookup
from relmgr.domain.facts import NA, Fact, Facts, FactValue, Subject, SubjectKind
from relmgr.domain.signals import Look, Step, WarningRule

ITSELF = Subject(SubjectKind.CLIENT, "", "", {})
"""The client as a subject: its facts are those of the client."""


class Outcome(StrEnum):
    """What a rule says of one subject; unknown is never clean."""

    HIT = "hit"
    CLEAN = "clean"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "na"


class Finding(NamedTuple):
    """What one rule found on one subject; `step` is the rung that fired."""

    look: Look
    subject: Subject
    outcome: Outcome
    step: Step | None

    @property
    def rule(self) -> WarningRule:
        """Return the rule that looked."""
        return self.look.rule

    @property
    def family(self) -> str:
        """Return the family in which the points count: that of the rung that fired, else of the rule."""
        return (self.step.family if self.step is not None else "") or self.look.rule.family


@dataclass(frozen=True, slots=True)
class Input:
    """A fact that a rule looked at, with the day it describes and what it was compared with.

    `runs` tells that it moves by the passing of days alone.
    """

    fact: str
    value: FactValue
    as_of: date | None
    operator: str
    than: Limit | FactValue | None
    met: bool | None
    runs: bool = False


def findings(looks: Iterable[Look], facts: Facts) -> Iterator[Finding]:
    """Return what every rule says of the client and of each subject it looks at."""
    for look in looks:
        if look.kind is SubjectKind.CLIENT:
            yield Finding(look, ITSELF, *fires(look.steps, ITSELF.facts, facts.facts))
            continue
        for subject in facts.subjects:
            if subject.kind is look.kind:
                yield Finding(look, subject, *fires(look.steps, subject.facts, facts.facts))


def fires(steps: Sequence[Step], own: Known, client: Known) -> tuple[Outcome, Step | None]:
    """Return the worst rung that fires, then the one with most points; unknown only when none fires."""
    best: Step | None = None
    known = True
    for step in steps:
        if best is not None and (step.severity.rank, step.points) <= (best.severity.rank, best.points):
            continue
        answer = step.answer(own, client)
        if answer:
            best = step
        known = known and answer is not None
    if best is not None:
        return Outcome.HIT, best
    if not known:
        return Outcome.UNKNOWN, None
    return Outcome.NOT_APPLICABLE if _is_na(steps, own, client) else Outcome.CLEAN, None


def _is_na(steps: Iterable[Step], own: Known, client: Known) -> bool:
    """Tell whether nothing that these rungs ask for applies."""
    for step in steps:
        for condition in step.conditions:
            fact = lookup(condition.fact, own, client)
            if fact is None or fact.value is not NA:
                return False
    return True


def inputs_of(finding: Finding, facts: Facts) -> tuple[Input, ...]:
    """Return what the rung that fired looked at; facts it could do without are left out when missing."""
    own, client = finding.subject.facts, facts.facts
    seen = []
    for condition in finding.step.conditions if finding.step else ():
        fact = lookup(condition.fact, own, client)
        if fact is not None:
            limit, met = limit_of(condition, own, client), is_met(condition, own, client)
            compared = (condition.operator.value, limit, met)
            seen.append(Input(condition.fact, fact.value, fact.as_of, *compared, runs=fact.clock is not None))
    return tuple(seen)


def missing_facts(finding: Finding, facts: Facts) -> tuple[str, ...]:
    """Return the names of facts for want of which a rule could not be judged."""
    own, client = finding.subject.facts, facts.facts
    names = [
        name
        for condition in _conditions(finding)
        for name in (condition.fact, condition.than_fact)
        if name is not None and not condition.lenient and lookup(name, own, client) is None
    ]
    return tuple(dict.fromkeys(names))


def newest_data(finding: Finding, facts: Facts) -> date:
    """Return the newest day that the facts of a rule describe; our own records are as new as today."""
    days = _data_days(finding, facts)
    return facts.day if not days or None in days else max(day for day in days if day is not None)


def newest_dated(finding: Finding, facts: Facts) -> date | None:
    """Return the newest day that dated facts of a rule describe; None when it rests on our own records alone."""
    return max((day for day in _data_days(finding, facts) if day is not None), default=None)


def _data_days(finding: Finding, facts: Facts) -> set[date | None]:
    """Return the days that the facts of a rule describe, None for our own records."""
    known = (lookup(condition.fact, finding.subject.facts, facts.facts) for condition in _conditions(finding))
    return {fact.as_of for fact in known if fact is not None}


def _conditions(finding: Finding) -> Iterator[Condition]:
    for step in finding.look.steps:
        yield from step.conditions


def coverage_of(found: Iterable[Finding]) -> float:
    """Return the share of applicable rules whose data were present (0 when none applies).

    A rule counts as present when it fires anywhere, or when nothing it looks at was missing.
    """
    outcomes: dict[str, set[Outcome]] = {}
    for finding in found:
        outcomes.setdefault(finding.look.rule.id, set()).add(finding.outcome)
    applicable = [seen for seen in outcomes.values() if seen != {Outcome.NOT_APPLICABLE}]
    present = [seen for seen in applicable if Outcome.HIT in seen or Outcome.UNKNOWN not in seen]
    return len(present) / len(applicable) if applicable else 0.0


def grade(rule: WarningRule, values: Mapping[str, FactValue], *, every_step: bool = False) -> str:
    """Return what a rule says of plain values: a severity, 'none', 'unknown' or 'na'; for examples and trials.

    `every_step` also runs rungs that are not enabled yet.
    """
    known = {name: Fact(value, None) for name, value in values.items()}
    steps = [step for step in rule.steps if step.enabled or every_step]
    outcome, step = fires(steps, {}, known)
    if step is not None:
        return step.severity.value
    return "none" if outcome is Outcome.CLEAN else outcome.value
