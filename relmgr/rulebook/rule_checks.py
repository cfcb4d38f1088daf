"""What can be wrong with a rule that reads well: examples that do not hold, rungs nobody can reach or has tried."""

from collections.abc import Iterable

from relmgr.domain.conditions import SLACK, Condition, Operator
from relmgr.domain.findings import grade
from relmgr.domain.signals import Step, WarningRule
from relmgr.rulebook.reading import TomlTable
from relmgr.words import Words

WRONG_EXAMPLE = Words("第 {n} 个样例应为 {want}，实为 {got}。", "example {n}: wanted {want}, got {got}.")
NO_EXAMPLE = Words("没有得出 {level} 的样例。", "no example gives {level}.")
HIDDEN = Words(
    "第 {n} 档永远轮不到：凡符合它的，第 {by} 档已先触发。",
    "rung {n} can never be reached: rung {by} fires first wherever it would.",
)
ALWAYS = ("none", "unknown")
"""Every rule shows when it is silent and when it cannot tell."""

LOWER, UPPER = (Operator.MORE, Operator.AT_LEAST), (Operator.LESS, Operator.AT_MOST)


def note_wrong_examples(rule: WarningRule, table: TomlTable) -> None:
    """Note examples that do not give their level; one may be about rungs that wait for their data."""
    for number, example in enumerate(rule.examples, start=1):
        got = grade(rule, example.facts)
        if example.level not in (got, grade(rule, example.facts, every_step=True)):
            table.note("examples", WRONG_EXAMPLE.fill(n=number, want=example.level, got=got))


def note_gaps(rule: WarningRule, table: TomlTable) -> None:
    """Note levels that no example shows, and rungs that a graver one hides."""
    shown = {example.level for example in rule.examples}
    wanted = dict.fromkeys((*ALWAYS, *(step.severity.value for step in rule.steps if step.enabled)))
    for level in wanted:
        if level not in shown:
            table.note("examples", NO_EXAMPLE.fill(level=level))
    for number, step in enumerate(rule.steps, start=1):
        by = hidden_by(step, rule.steps)
        if by is not None:
            table.note("severity", HIDDEN.fill(n=number, by=rule.steps.index(by) + 1))


def hidden_by(step: Step, steps: Iterable[Step]) -> Step | None:
    """Return the rung at least as grave that fires wherever this one does; of two equal ones the later is hidden."""
    if not step.enabled:
        return None
    before = True
    for other in steps:
        if other is step:
            before = False
            continue
        graver = (other.severity.rank, other.points) > (step.severity.rank, step.points)
        equal = (other.severity.rank, other.points) == (step.severity.rank, step.points)
        if (
            other.enabled
            and other.about is step.about
            and (graver or (equal and before))
            and _implies(step, other)
        ):
            return other
    return None


def _implies(step: Step, other: Step) -> bool:
    """Tell whether `other` surely fires where `step` does; where it is not sure, it is taken not to."""
    every = all(any(_follows(have, need) for have in step.every) for need in other.every)
    return every and (
        not other.some or any(_follows(have, need) for need in other.some for have in step.every)
    )


def _follows(have: Condition, need: Condition) -> bool:
    """Tell whether a condition that is met makes another one surely met too."""
    if have == need:
        return True
    if have.fact != need.fact or have.than_fact is not None or need.than_fact is not None:
        return False
    for side, sign in ((LOWER, 1), (UPPER, -1)):
        if have.operator in side and need.operator in side:
            return _beyond(have, need, sign)
    if have.operator is Operator.EQUAL and need.operator is Operator.IN:
        return isinstance(need.than, tuple) and have.than in need.than
    return False


def _beyond(have: Condition, need: Condition, sign: int) -> bool:
    if not isinstance(have.than, int | float) or not isinstance(need.than, int | float):
        return False
    distance = sign * (have.than - need.than)
    strict = need.operator in (Operator.MORE, Operator.LESS)
    weak = have.operator in (Operator.AT_LEAST, Operator.AT_MOST)
    return distance > SLACK if strict and weak else distance >= -SLACK
