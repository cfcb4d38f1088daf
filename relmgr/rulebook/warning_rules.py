"""Reads warnings.toml: what all rules share, and the rules with their rungs, conditions and examples."""

from collections.abc import Sequence

from relmgr.domain.classification import ClassLimits
from relmgr.domain.composite import Bands
from relmgr.domain.episodes import EpisodePolicy
from relmgr.domain.facts import Freshness
from relmgr.domain.rules import WarningRules
from relmgr.domain.series import ChangeDetector
from relmgr.domain.values import Severity
from relmgr.rulebook.changes import changed_rules, laid_over
from relmgr.rulebook.fact_parameters import read_fact_limits
from relmgr.rulebook.reading import TomlTable
from relmgr.rulebook.rule_checks import note_wrong_examples
from relmgr.rulebook.rule_tables import Check, is_late, read_rules
from relmgr.rulebook.service_levels import read_escalation, read_notices, read_snooze, read_watch_list


def read_warning_rules(
    top: TomlTable,
    version: str,
    changes: Sequence[TomlTable] = (),
    checks: Sequence[Check] = (note_wrong_examples,),
) -> WarningRules:
    """Return the warning rules of a file with the bank's changes laid over them; raises RulebookError."""
    tables = changed_rules(top, changes)
    top = laid_over(top, changes)
    top.textual("version")
    points = _by_severity(top.table("points"))
    rules = read_rules(tables, points, checks)
    rating = top.table("rating")
    live = [rule for rule in rules if not rule.trial]
    loaded = WarningRules(
        version=version,
        rules=tuple(rules),
        early=tuple(look for rule in live if not is_late(rule) for look in rule.looks()),
        late=tuple(look for rule in live if is_late(rule) for look in rule.looks()),
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
        rating_window=rating.count("window_days"),
        fact_limits=read_fact_limits(top, rating.count("external_notches")),
    )
    rating.finish()
    top.finish()
    return loaded


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
        seasonal=table.flag("seasonal", False),
        seasonal_months=table.count("seasonal_months", 25),
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
