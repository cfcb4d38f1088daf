"""Rules said in words, in both languages: a condition, a rung, and what a rule rests on."""

from collections.abc import Iterable, Mapping
from typing import Final

from relmgr.domain.conditions import Condition
from relmgr.domain.fact_list import FACTS
from relmgr.domain.fact_words import SIGNS, meaning, said
from relmgr.domain.facts import FactUnit, Freshness
from relmgr.domain.signals import Scope, SourceKind, Step, WarningRule
from relmgr.domain.value_words import RULE_SOURCES
from relmgr.words import Words

AND, OR = Words(" 且 ", " and "), Words(" 或 ", " or ")
ABOUT: Final[Mapping[str, Words]] = {
    "client": Words("客户", "client"),
    "facility": Words("业务", "facility"),
    "document": Words("资料", "document"),
    "collateral": Words("押品", "collateral"),
    "covenant": Words("承诺条款", "covenant"),
    "project": Words("项目", "project"),
    "account": Words("账户", "account"),
    "event": Words("外部事件", "outside event"),
}
"""What a rung looks at, by kind of subject."""

SCOPES: Final = {
    Scope.RISK: Words("风险", "risk"),
    Scope.SERVICE: Words("服务", "service"),
}
UNITS: Final = {
    FactUnit.DAYS: Words("天", "days"),
    FactUnit.MONTHS: Words("月", "months"),
    FactUnit.YEARS: Words("年", "years"),
    FactUnit.NOTCHES: Words("级", "notches"),
    FactUnit.RATIO: Words("比率", "ratio"),
    FactUnit.COUNT: Words("个数", "count"),
    FactUnit.POINTS: Words("分", "points"),
    FactUnit.FLAG: Words("是否", "yes or no"),
    FactUnit.CODE: Words("代码", "code"),
}
"""What the units of facts are called."""

CONFIRMED = Words("{kind}，已经本行确认", "{kind}, confirmed by the bank")
PLAIN_DEFAULT = Words("产品默认", "product default")
LENIENT = Words("（缺数据按未满足）", " (not met when unknown)")
NEVER_STALE = Words("不过期", "never stale")
AFTER_DAYS = Words("{n} 天后过期", "stale after {n} days")


def condition_words(condition: Condition) -> Words:
    """Return `days past due above 30 days` in both languages."""
    name, sign = meaning(condition.fact), SIGNS[condition.operator.value]
    limit = said(condition.fact, condition.than)
    if condition.than_fact is not None:
        limit = meaning(condition.than_fact)
    lenient = LENIENT if condition.lenient else Words("", "")
    return Words(f"{name.zh}{sign.zh} {limit.zh}{lenient.zh}", f"{name.en} {sign.en} {limit.en}{lenient.en}")


def step_words(step: Step) -> Words:
    """Return all conditions of a rung, in both languages."""
    some = _joined([condition_words(condition) for condition in step.some], OR)
    if step.some and step.every:
        some = Words(f"({some.zh})", f"({some.en})")
    parts = [condition_words(condition) for condition in step.every]
    return _joined([*parts, some] if step.some else parts, AND)


def _joined(parts: Iterable[Words], by: Words) -> Words:
    found = list(parts)
    return Words(by.zh.join(part.zh for part in found), by.en.join(part.en for part in found))


def source_words(rule: WarningRule) -> Words:
    """Return what the limits of a rule rest on, and whether the bank has confirmed them."""
    kind = RULE_SOURCES[rule.source.kind.value]
    if not rule.confirmed:
        return kind
    if rule.source.kind is SourceKind.DEFAULT:
        kind = PLAIN_DEFAULT
    return Words(CONFIRMED.zh.format(kind=kind.zh), CONFIRMED.en.format(kind=kind.en))


def facts_of_rule(rule: WarningRule) -> tuple[str, ...]:
    """Return the names of the facts a rule looks at, each once."""
    names = (
        name
        for step in rule.steps
        for condition in step.conditions
        for name in (condition.fact, condition.than_fact)
        if name
    )
    return tuple(dict.fromkeys(names))


def staleness_words(fact: str, stale_after: Mapping[Freshness, int]) -> Words:
    """Return after how many days a fact counts as missing."""
    days = stale_after.get(FACTS[fact].freshness) if fact in FACTS else None
    return NEVER_STALE if days is None else AFTER_DAYS.fill(n=days)
