"""Reads warnings.toml: what all rules share, and the rules with their rungs, conditions and examples."""

from relmgr.domain.classification import ClassLimits
from relmgr.domain.composite import Bands
from relmgr.domain.episodes import EpisodePolicy
from relmgr.domain.fact_list import AFTER_LEVEL, FACTS
from relmgr.domain.facts import Freshness, SubjectKind
from relmgr.domain.rules import WarningRules
from relmgr.domain.series import ChangeDetector
from relmgr.domain.signals import Example, Scope, Source, SourceKind, Step, WarningRule
from relmgr.domain.values import Severity
from relmgr.rulebook.conditions import read_conditions
from relmgr.rulebook.reading import TomlTable
from relmgr.rulebook.service_levels import read_escalation, read_notices, read_snooze, read_watch_list
from relmgr.words import Words

LEVELS = ("none", "yellow", "orange", "red", "unknown", "na")
TWICE = Words("编号重复。", "this id is used twice.")
EMPTY = Words("至少要有一个条件。", "needs at least one condition.")
LATE_RISK = Words(
    "用到联系间隔的规则只能是 service。",
    "a rule that uses the contact interval can only be of scope service.",
)


def read_warning_rules(top: TomlTable, version: str) -> WarningRules:
    """Return the warning rules of a file; raises RulebookError."""
    top.textual("version")
    points = _by_severity(top.table("points"))
    rules = [_rule(table, points) for table in top.tables("warnings")]
    seen: set[str] = set()
    for rule, table in zip(rules, top.tables("warnings"), strict=True):
        if rule.id in seen:
            raise table.fail("id", TWICE)
        seen.add(rule.id)
    live = [rule for rule in rules if not rule.trial]
    loaded = WarningRules(
        version=version,
        rules=tuple(rules),
        early=tuple(look for rule in live if not _is_late(rule) for look in rule.looks()),
        late=tuple(look for rule in live if _is_late(rule) for look in rule.looks()),
        trials=tuple(look for rule in rules if rule.trial for look in rule.looks()),
        bands=_bands(top.table("bands")),
        episodes=_episodes(top.table("episodes")),
        detector=_detector(top.table("detector")),
        classes=_classes(top.table("classes")),
        respond_within=_by_severity(top.table("respond_within")),
        snooze=read_snooze(top.table("snooze")),
        escalation=read_escalation(top.table("escalation")),
        notices_a_day=read_notices(top.table("notices")),
        watch_list=read_watch_list(top.table("watch_list")),
        stale_after=_stale_after(top.table("stale_after")),
        rating_window=_rating_window(top.table("rating")),
    )
    top.finish()
    return loaded


def _is_late(rule: WarningRule) -> bool:
    return any(c.fact in AFTER_LEVEL for step in rule.steps if step.enabled for c in step.conditions)


def _by_severity(table: TomlTable) -> dict[Severity, int]:
    found = {severity: table.count(severity.value) for severity in Severity}
    table.finish()
    return found


def _bands(table: TomlTable) -> Bands:
    bands = Bands(table.count("orange"), table.count("red"), table.number("coverage"))
    table.finish()
    return bands


def _episodes(table: TomlTable) -> EpisodePolicy:
    policy = EpisodePolicy(table.count("clears_after"), table.count("recurs_within"))
    table.finish()
    return policy


def _detector(table: TomlTable) -> ChangeDetector:
    detector = ChangeDetector(
        limit=table.number("limit"),
        window=table.count("window"),
        known=table.count("known"),
        floor=table.number("floor"),
        spread_floor=table.number("spread_floor"),
        recent=table.count("recent"),
        fall_months=table.count("fall_months"),
    )
    table.finish()
    return detector


def _classes(table: TomlTable) -> ClassLimits:
    limits = ClassLimits(
        technical_days=table.count("technical_days"),
        special_mention_days=table.count("special_mention_days"),
        substandard_days=table.count("substandard_days"),
        doubtful_days=table.count("doubtful_days"),
        loss_days=table.count("loss_days"),
        cross_bank_share=table.number("cross_bank_share"),
        own_bank_share=table.number("own_bank_share"),
        doubtful_ecl=table.number("doubtful_ecl"),
        loss_ecl=table.number("loss_ecl"),
        stage_2_days=table.count("stage_2_days"),
        stage_3_days=table.count("stage_3_days"),
    )
    table.finish()
    return limits


def _stale_after(table: TomlTable) -> dict[Freshness, int]:
    ageing: set[Freshness] = set(Freshness) - {Freshness.RECORDS}
    found = {freshness: table.count(freshness.value) for freshness in ageing}
    table.finish()
    return found


def _rating_window(table: TomlTable) -> int:
    days = table.count("window_days")
    table.finish()
    return days


def _rule(table: TomlTable, points: dict[Severity, int]) -> WarningRule:
    scope = table.choice("scope", Scope)
    about = table.choice("about", SubjectKind, None)
    rule = WarningRule(
        id=table.textual("id"),
        version=table.count("version"),
        title=table.words("title"),
        family=table.textual("family", table.values.get("id")),
        source=_source(table.table("source")),
        advice=table.words("advice"),
        steps=tuple(_step(step, about, scope, points) for step in table.tables("severity")),
        examples=tuple(_example(example) for example in table.tables("examples")),
        enabled=table.flag("enabled", True),
        trial=table.flag("trial", False),
        confirmed=table.flag("confirmed_by_bank", False),
        file=table.file,
    )
    table.finish()
    if _is_late(rule) and any(step.enabled and step.scope is Scope.RISK for step in rule.steps):
        raise table.fail("scope", LATE_RISK)
    return rule


def _source(table: TomlTable) -> Source:
    source = Source(table.choice("kind", SourceKind), Words(table.textual("zh"), table.textual("en")))
    table.finish()
    return source


def _step(table: TomlTable, about: SubjectKind | None, scope: Scope, points: dict[Severity, int]) -> Step:
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
    )
    table.finish()
    if not step.conditions:
        raise table.fail("level", EMPTY)
    return step


def _example(table: TomlTable) -> Example:
    facts = table.table("facts")
    for name in facts.values:
        if name not in FACTS:
            raise facts.fail(name, facts.not_one_of(name, FACTS))
    level = table.textual("level")
    if level not in LEVELS:
        raise table.fail("level", table.not_one_of(level, LEVELS))
    table.finish()
    return Example(dict(facts.values), level)
