"""Reads `[[warnings]]`: one early-warning rule with its rungs, source and examples."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from relmgr.domain.fact_list import AFTER_LEVEL
from relmgr.domain.facts import NA, FactValue, SubjectKind
from relmgr.domain.signals import Example, Scope, Source, SourceKind, Step, WarningRule
from relmgr.domain.values import Severity
from relmgr.rulebook.conditions import check_value, read_conditions
from relmgr.rulebook.reading import TomlTable, attempt
from relmgr.rulebook.rule_checks import note_wrong_examples
from relmgr.words import Words

LEVELS = ("none", "yellow", "orange", "red", "unknown", "na")
MOST_POINTS = 100
"""The composite score ends here; no rung can add more."""

TWICE = Words("编号重复。", "this id is used twice.")
NO_ID = Words("编号须为 1 到 20 个字符。", "an id has 1 to 20 characters.")
EMPTY = Words("至少要有一个条件。", "needs at least one condition.")
NO_RUNGS = Words("至少要有一档。", "needs at least one rung.")
TOO_MANY_POINTS = Words("分值为 0 到 100。", "points are 0 to 100.")
LATE_RISK = Words(
    "用到联系间隔的规则只能是 service。",
    "a rule that uses the contact interval can only be of scope service.",
)
LONGEST_ID = 20


Check = Callable[[WarningRule, TomlTable], None]
"""Looks at a rule that reads well and notes what is wrong with it."""


def read_rules(
    tables: Iterable[TomlTable],
    points: Mapping[Severity, int],
    checks: Sequence[Check] = (note_wrong_examples,),
) -> list[WarningRule]:
    """Return the rules of these tables; raises RulebookError, or notes what is wrong and leaves it out."""
    rules: list[WarningRule] = []
    for table in tables:
        before = len(table.problems or ())
        rule = attempt(table, lambda table: _rule(table, points))
        if rule is None:
            continue
        if len(table.problems or ()) == before:
            for check in checks:
                check(rule, table)
        if rule.id in {other.id for other in rules}:
            table.note("id", TWICE)
        rules.append(rule)
    return rules


def is_late(rule: WarningRule) -> bool:
    """Tell whether a rule needs the client's risk level first."""
    return any(c.fact in AFTER_LEVEL for step in rule.steps if step.enabled for c in step.conditions)


def _rule(table: TomlTable, points: Mapping[Severity, int]) -> WarningRule:
    key = table.textual("id")
    if not 0 < len(key) <= LONGEST_ID:
        table.note("id", NO_ID)
    scope = table.choice("scope", Scope)
    about = table.choice("about", SubjectKind, None)
    rule = WarningRule(
        id=key,
        version=table.count("version"),
        title=table.words("title"),
        family=table.textual("family", key),
        source=_source(table.table("source")),
        advice=table.words("advice"),
        steps=table.each("severity", lambda step: _step(step, about, scope, points)),
        examples=table.each("examples", _example),
        enabled=table.flag("enabled", True),
        trial=table.flag("trial", False),
        confirmed=table.flag("confirmed_by_bank", False),
        file=table.file,
        based_on=table.textual("based_on", ""),
    )
    table.finish()
    if not rule.steps:
        table.note("severity", NO_RUNGS)
    if is_late(rule) and any(step.enabled and step.scope is Scope.RISK for step in rule.steps):
        table.note("scope", LATE_RISK)
    return rule


def _source(table: TomlTable) -> Source:
    source = Source(table.choice("kind", SourceKind), table.both())
    table.finish()
    return source


def _step(table: TomlTable, about: SubjectKind | None, scope: Scope, points: Mapping[Severity, int]) -> Step:
    severity = table.choice("level", Severity)
    kind = table.choice("about", SubjectKind) if about is None else table.choice("about", SubjectKind, about)
    enabled = table.flag("enabled", True)
    step = Step(
        severity=severity,
        points=table.count("points", points[severity]),
        scope=table.choice("scope", Scope, scope),
        about=kind,
        every=read_conditions(table, "all", kind, enabled=enabled),
        some=read_conditions(table, "any", kind, enabled=enabled),
        enabled=enabled,
        family=table.textual("family", ""),
    )
    table.finish()
    if step.points > MOST_POINTS:
        table.note("points", TOO_MANY_POINTS)
    if not any(table.values.get(key) for key in ("all", "any")):
        table.note("level", EMPTY)
    return step


def _example(table: TomlTable) -> Example:
    facts = table.table("facts")
    for name, value in facts.values.items():
        check_value(facts, name, value)
    level = table.textual("level")
    if level not in LEVELS:
        table.note("level", table.not_one_of(level, LEVELS))
    table.finish()
    values: dict[str, FactValue] = {
        name: NA if value == NA.value else value for name, value in facts.values.items()
    }
    return Example(values, level)
