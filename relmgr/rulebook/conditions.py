"""Reads the conditions of a rung: fact, operator and limit, each checked against the list of facts."""

from relmgr.domain.conditions import Condition, Limit, Operator
from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import FactUnit, SubjectKind
from relmgr.rulebook.reading import TomlTable
from relmgr.words import Words

NOT_COLLECTED = Words(
    "relmgr 尚未采集「{fact}」，该档须 enabled = false。",
    "relmgr does not collect '{fact}' yet; the rung must say enabled = false.",
)
OF_OTHERS = Words(
    "「{fact}」属于 {about}，这里看不到。", "'{fact}' is about a {about} and cannot be seen here."
)
BAD_LIMIT = Words("与「{fact}」比较的值类型不对。", "this is not the kind of value to compare '{fact}' with.")


def read_conditions(rung: TomlTable, key: str, about: SubjectKind, *, enabled: bool) -> tuple[Condition, ...]:
    """Return the conditions listed under `all` or `any`; raises RulebookError."""
    return tuple(_condition(table, about, enabled=enabled) for table in rung.tables(key))


def _condition(table: TomlTable, about: SubjectKind, *, enabled: bool) -> Condition:
    fact = _fact(table, "fact", about, enabled=enabled)
    operator = table.choice("is", Operator)
    other = _fact(table, "than_fact", about, enabled=enabled) if "than_fact" in table.values else None
    condition = Condition(
        fact,
        operator,
        None if other else _limit(table, fact, operator),
        other,
        table.flag("lenient", False),
    )
    table.finish()
    return condition


def _fact(table: TomlTable, key: str, about: SubjectKind, *, enabled: bool) -> str:
    name = table.textual(key)
    spec = FACTS.get(name)
    if spec is None:
        raise table.fail(key, table.not_one_of(name, FACTS))
    if spec.about not in (about, SubjectKind.CLIENT):
        raise table.fail(key, OF_OTHERS.fill(fact=name, about=spec.about.value))
    if enabled and not spec.collected:
        raise table.fail(key, NOT_COLLECTED.fill(fact=name))
    return name


def _limit(table: TomlTable, fact: str, operator: Operator) -> Limit:
    value = table.take("than")
    unit = FACTS[fact].unit
    if operator is Operator.IN:
        if isinstance(value, list) and all(isinstance(code, str) for code in value):
            return tuple(value)
    elif unit is FactUnit.FLAG:
        if isinstance(value, bool):
            return value
    elif unit is FactUnit.CODE:
        if isinstance(value, str):
            return value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise table.fail("than", BAD_LIMIT.fill(fact=fact))
