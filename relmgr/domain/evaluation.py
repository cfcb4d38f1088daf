"""The verdict on one client: score, tier, warnings and level from facts, rules and what stood before.

Pure and deterministic: the same facts, rules and standing give the same verdict. Rules that need the risk
level (contact gap) are judged last; being service rules they cannot raise it, so one pass is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from relmgr.domain.cadence import Cadence, cadence
from relmgr.domain.cards import card_of, is_true, raw_values
from relmgr.domain.composite import Composite, composite
from relmgr.domain.facts import Fact, Facts
from relmgr.domain.findings import Finding, Outcome, coverage_of, findings
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.review import Decision, Month, Standing, decide
from relmgr.domain.rules import Rulebook, WarningRules
from relmgr.domain.scorecards import Score, Scorecard, score
from relmgr.domain.signals import Scope
from relmgr.domain.strategies import read_intervals, shortest_interval
from relmgr.domain.tiers import MachineState, step
from relmgr.domain.values import AssetClass, Level, Tier
from relmgr.domain.watch import EpisodeKey, Signal, SignalChange, Watch


@dataclass(frozen=True, slots=True)
class Previous:
    """What stood before: the tier machine after the last month, the published tier, and the warnings.

    `trials` are the silent episodes of rules on trial.
    """

    machine: MachineState = field(default_factory=MachineState)
    standing: Standing = field(default_factory=Standing)
    signals: Mapping[EpisodeKey, Signal] = field(default_factory=dict)
    trials: Mapping[EpisodeKey, Signal] = field(default_factory=dict)


NOTHING_BEFORE = Previous()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything one evaluation says of one client, with what it was made of.

    `trials` are the episodes of rules on trial; nothing else in the verdict depends on them.
    """

    facts: Facts
    period: str
    card: Scorecard
    score: Score
    machine: MachineState
    cap: Tier
    decision: Decision
    findings: tuple[Finding, ...]
    changes: tuple[SignalChange, ...]
    coverage: float
    risk: Composite
    cadence: Cadence
    floor: AssetClass | None
    stage: int | None
    trials: tuple[SignalChange, ...] = ()

    @property
    def unknown(self) -> tuple[Finding, ...]:
        """Return what could not be judged, with the facts that are missing."""
        return tuple(found for found in self.findings if found.outcome is Outcome.UNKNOWN)


def judge(facts: Facts, rules: Rulebook, previous: Previous = NOTHING_BEFORE) -> Verdict:
    """Return the verdict on one client on the day of its facts."""
    scoring = rules.scorecard
    card = card_of(facts, scoring.cards)
    scored = score(raw_values(card, facts), card)
    counts = scoring.calendar.is_due(previous.machine.tier, facts.day)
    machine = step(previous.machine, scored.value if counts else None, scoring.tiers)
    watch = Watch(facts, rules.warnings.episodes, previous.signals)
    early = watch.look(findings(rules.warnings.early, facts))
    watch.look_at_the_gone(sparing={look.rule.id for look in rules.warnings.late})
    level = composite(watch.active(Scope.RISK), 1.0, rules.warnings.bands).level
    asset_class = _recorded_class(facts)
    cap = scoring.caps.best(asset_class, level, unassessed=is_true(facts, "ep_a_unassessed"))
    period = month_text(month_on(facts.day))
    month = Month(facts.day, period, previous.machine, machine.tier, scoring.rejected_days)
    decision = decide(previous.standing, month, cap)
    published = _published(previous.standing, decision)
    strategic = _with_strategy(facts, published, asset_class, level)
    interval = _cadence(strategic, rules, published, asset_class, level)
    with_contact = _with_contact(strategic, interval)
    late = watch.look(findings(rules.warnings.late, with_contact))
    watch.look_at_the_gone()
    found = (*early, *late)
    coverage = coverage_of(found)
    floor, stage = facts.text("class_floor"), facts.number("ifrs_stage")
    return Verdict(
        facts=with_contact,
        period=period,
        card=card,
        score=scored,
        machine=machine,
        cap=cap,
        decision=decision,
        findings=found,
        changes=tuple(watch.changes),
        coverage=coverage,
        risk=composite(watch.active(), coverage, rules.warnings.bands),
        cadence=interval,
        floor=None if floor is None else AssetClass(floor),
        stage=None if stage is None else int(stage),
        trials=_trials(with_contact, rules.warnings, previous),
    )


def _trials(facts: Facts, warnings: WarningRules, previous: Previous) -> tuple[SignalChange, ...]:
    """Return what rules on trial would have said, carried into episodes of their own."""
    if not warnings.trials and not previous.trials:
        return ()
    watch = Watch(facts, warnings.episodes, previous.trials)
    watch.look(findings(warnings.trials, facts))
    watch.look_at_the_gone()
    return tuple(watch.changes)


def _recorded_class(facts: Facts) -> AssetClass | None:
    value = facts.text("asset_class")
    return None if value is None else AssetClass(value)


def _published(standing: Standing, decision: Decision) -> Tier | None:
    """Return the tier after moves that act at once; a proposal changes nothing yet."""
    move = decision.move
    return standing.tier if move is None or move.waits else move.to_tier


def _cadence(
    facts: Facts, rules: Rulebook, tier: Tier | None, asset_class: AssetClass | None, level: Level
) -> Cadence:
    own = facts.number("own_cadence_days")
    days = None if own is None else int(own)
    phase, strategy = facts.text("phase") or "", facts.number("strategy_days")
    by_segment = None if strategy is None else int(strategy)
    return cadence(rules.cadence.matrix, tier, asset_class, level, phase, days, by_segment)


def _with_strategy(facts: Facts, tier: Tier | None, asset_class: AssetClass | None, level: Level) -> Facts:
    """Return the facts with the interval that segments prescribe, now that tier, class and level are settled."""
    written = facts.text("segment_intervals")
    days = shortest_interval(read_intervals(written), tier, level, asset_class) if written else None
    return facts if days is None else replace(facts, facts={**facts.facts, "strategy_days": Fact(days, None)})


def _with_contact(facts: Facts, interval: Cadence) -> Facts:
    """Return the facts with how much of the contact interval has passed."""
    known = {**facts.facts, "cadence_days": Fact(interval.days, None)}
    since = facts.number("days_since_contact")
    if since is not None:
        known["contact_ratio"] = Fact(since / interval.days, None)
    return replace(facts, facts=known)
