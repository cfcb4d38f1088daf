"""Early-warning rules as data: rungs of severity made of conditions over facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from relmgr.domain.conditions import Condition, Known, all_met, any_met, is_met
from relmgr.domain.facts import FactValue, SubjectKind
from relmgr.domain.values import Severity
from relmgr.words import Words


class Scope(StrEnum):
    """Risk signals raise the client's level; service signals add points only."""

    RISK = "risk"
    SERVICE = "service"


class SourceKind(StrEnum):
    """What stands behind a threshold."""

    LAW = "law"
    EXAMPLE = "example"
    AGREEMENT = "agreement"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Source:
    """Origin and reference of a rule's thresholds."""

    kind: SourceKind
    text: Words


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: fires when `every` condition and at least one of `some` are met on a subject of `about`.

    Its points count in its own `family` where it names one, else in that of the rule.
    """

    severity: Severity
    points: int
    scope: Scope
    about: SubjectKind
    every: tuple[Condition, ...]
    some: tuple[Condition, ...]
    enabled: bool
    family: str = ""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return all conditions of the rung."""
        return (*self.every, *self.some)

    def answer(self, own: Known, client: Known) -> bool | None:
        """Tell whether the rung fires; None when that depends on a missing fact."""
        every = all_met([is_met(condition, own, client) for condition in self.every])
        if not self.some or every is False:
            return every
        some = any_met([is_met(condition, own, client) for condition in self.some])
        return some if every or some is False else None


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of a rule, run by the tests and by `rules check`; `level` is none or unknown too."""

    facts: Mapping[str, FactValue]
    level: str


@dataclass(frozen=True, slots=True)
class WarningRule:
    """One early-warning rule as data; `advice` says what the manager should do.

    A rule that is not `enabled` looks at nothing. One on `trial` runs beside the live ones and says nothing:
    no warning, no points, no level. `confirmed` tells whether the bank has confirmed its limits, `file` where
    it was last changed, `based_on` of which rule it is a changed copy.
    """

    id: str
    version: int
    title: Words
    family: str
    source: Source
    advice: Words
    steps: tuple[Step, ...]
    examples: tuple[Example, ...]
    enabled: bool = True
    trial: bool = False
    confirmed: bool = False
    file: str = ""
    based_on: str = ""

    def looks(self) -> "tuple[Look, ...]":
        """Return the enabled rungs by the kind of subject they look at."""
        enabled = [step for step in self.steps if step.enabled and self.enabled]
        kinds = dict.fromkeys(step.about for step in enabled)
        return tuple(Look(self, kind, tuple(s for s in enabled if s.about is kind)) for kind in kinds)


class Look(NamedTuple):
    """One rule as it looks at one kind of subject."""

    rule: WarningRule
    kind: SubjectKind
    steps: tuple[Step, ...]
