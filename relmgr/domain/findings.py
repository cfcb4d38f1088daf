"""What warning rules find on a client's facts; what cannot be judged is unknown, never clean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relmgr.domain.conditions import Condition, Known, Limit, is_met, limit_of, lookup
from relmgr.domain.facts import NA, Fact, Facts, FactValue, Subject, SubjectKind
from relmgr.domain.signals import Step, WarningRule


class Outcome(StrEnum):
    """What a rule says of one subject; unknown is never clean."""

    HIT = "hit"
    CLEAN = "clean"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "na"


@dataclass(frozen=True, slots=True)
class Input:
    """A fact that a rule looked at, with the day it describes and what it was compared with."""

    fact: str
    value: FactValue
    as_of: date | None
    operator: str
    than: Limit | FactValue | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found on one subject ('' is the client itself)."""

    rule: WarningRule
    kind: SubjectKind
    subject: str
    label: str
    outcome: Outcome
    step: Step | None
    inputs: tuple[Input, ...]
    missing: tuple[str, ...]
    data_on: date


def findings(rules: Iterable[WarningRule], facts: Facts) -> Iterator[Finding]:
    """Return what every rule says of the client and of each subject it looks at."""
    for rule in rules:
        for kind in SubjectKind:
            if not (steps := rule.about(kind)):
                continue
            if kind is SubjectKind.CLIENT:
                yield _finding(rule, steps, Subject(kind, "", "", {}), facts)
                continue
            for subject in facts.subjects:
                if subject.kind is kind:
                    yield _finding(rule, steps, subject, facts)


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
    if all(_is_na(condition, own, client) for step in steps for condition in step.conditions):
        return Outcome.NOT_APPLICABLE, None
    return Outcome.CLEAN, None


def _is_na(condition: Condition, own: Known, client: Known) -> bool:
    fact = lookup(condition.fact, own, client)
    return fact is not None and fact.value is NA


def _finding(rule: WarningRule, steps: tuple[Step, ...], subject: Subject, facts: Facts) -> Finding:
    own, client = subject.facts, facts.facts
    outcome, step = fires(steps, own, client)
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    if step is not None:
        inputs = tuple(_inputs(step, own, client))
    elif outcome is Outcome.UNKNOWN:
        missing = tuple(dict.fromkeys(_missing(steps, own, client)))
    newest = _data_on(steps, own, client, facts.day)
    return Finding(rule, subject.kind, subject.id, subject.label, outcome, step, inputs, missing, newest)


def _inputs(step: Step, own: Known, client: Known) -> Iterator[Input]:
    for condition in step.conditions:
        fact = lookup(condition.fact, own, client)
        if fact is not None:
            limit = limit_of(condition, own, client)
            met = is_met(condition, own, client)
            yield Input(condition.fact, fact.value, fact.as_of, condition.operator.value, limit, met)


def _missing(steps: Sequence[Step], own: Known, client: Known) -> Iterator[str]:
    for step in steps:
        for condition in step.conditions:
            for name in (condition.fact, condition.than_fact):
                if name is not None and not condition.lenient and lookup(name, own, client) is None:
                    yield name


def _data_on(steps: Sequence[Step], own: Known, client: Known, day: date) -> date:
    """Return the newest day that the facts of a rule describe; our own records are as new as today."""
    newest: date | None = None
    for step in steps:
        for condition in step.conditions:
            fact = lookup(condition.fact, own, client)
            if fact is None:
                continue
            if fact.as_of is None:
                return day
            if newest is None or fact.as_of > newest:
                newest = fact.as_of
    return newest or day


def coverage_of(found: Iterable[Finding]) -> float:
    """Return the share of applicable rules whose data were present (0 when none applies).

    A rule counts as present when it fires anywhere, or when nothing it looks at was missing.
    """
    outcomes: dict[str, set[Outcome]] = {}
    for finding in found:
        outcomes.setdefault(finding.rule.id, set()).add(finding.outcome)
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
