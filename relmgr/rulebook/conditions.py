"""Reads the conditions of a rung: fact, operator and limit, each checked against the list of facts."""

from relmgr.domain.conditions import Condition, Limit, Operator
from relmgr.domain.fact_list import FACTS
from relmgr.domain.fact_words import CODES
from relmgr.domain.facts import NA, FactSpec, FactUnit, SubjectKind
from relmgr.domain.rule_words import UNITS
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
NO_ORDER = Words(
    "「{fact}」是{unit}，没有大小之分；可用：{all}。",
    "'{fact}' is a {unit} and has no order; use one of: {all}.",
)
OTHER_UNIT = Words(
    "「{fact}」的单位是{unit}，「{other}」是{other_unit}，不能比较。",
    "'{fact}' is in {unit}, '{other}' in {other_unit}: they cannot be compared.",
)
BOTH_LIMITS = Words("than 与 than_fact 只能写一个。", "write either than or than_fact, not both.")

OPEN_CODES = frozenset({"phase"})
"""Facts whose codes come from the bank's own lists too."""

FOR_CODES = (Operator.EQUAL, Operator.UNEQUAL, Operator.IN)
FOR_FLAGS = (Operator.EQUAL, Operator.UNEQUAL)


def read_conditions(rung: TomlTable, key: str, about: SubjectKind, *, enabled: bool) -> tuple[Condition, ...]:
    """Return the conditions listed under `all` or `any`; raises RulebookError."""
    found = rung.each(key, lambda table: _condition(table, about, enabled=enabled))
    return tuple(condition for condition in found if condition.fact)


def _condition(table: TomlTable, about: SubjectKind, *, enabled: bool) -> Condition:
    """Return one condition; it has no fact when none of that name is known."""
    spec = _fact(table, "fact", about, enabled=enabled)
    operator = table.choice("is", Operator)
    other = _fact(table, "than_fact", about, enabled=enabled) if table.has("than_fact") else None
    if table.has("than") and table.has("than_fact"):
        table.take("than")
        table.note("than", BOTH_LIMITS)
    if spec is not None and table.has("is"):
        _check_order(table, spec, operator)
    limit = None if table.has("than_fact") else _limit(table, spec, operator)
    if spec is not None and other is not None and spec.unit is not other.unit:
        names = {"fact": spec.name, "other": other.name}
        units = UNITS[spec.unit], UNITS[other.unit]
        table.note(
            "than_fact",
            Words(
                OTHER_UNIT.zh.format(**names, unit=units[0].zh, other_unit=units[1].zh),
                OTHER_UNIT.en.format(**names, unit=units[0].en, other_unit=units[1].en),
            ),
        )
    condition = Condition(
        spec.name if spec else "",
        operator,
        limit,
        other.name if other else None,
        table.flag("lenient", False),
    )
    table.finish()
    return condition


def _fact(table: TomlTable, key: str, about: SubjectKind, *, enabled: bool) -> FactSpec | None:
    name = table.textual(key)
    spec = FACTS.get(name)
    if spec is None:
        table.note(key, table.not_one_of(name, FACTS))
    elif spec.about not in (about, SubjectKind.CLIENT):
        table.note(key, OF_OTHERS.fill(fact=name, about=spec.about.value))
    elif enabled and not spec.collected:
        table.note(key, NOT_COLLECTED.fill(fact=name))
    return spec


def _check_order(table: TomlTable, spec: FactSpec, operator: Operator) -> None:
    """Note an operator that makes no sense for the kind of fact: a code is not less than another."""
    allowed = {FactUnit.CODE: FOR_CODES, FactUnit.FLAG: FOR_FLAGS}.get(spec.unit)
    if allowed is None or operator in allowed:
        return
    unit, names = UNITS[spec.unit], ", ".join(sign.value for sign in allowed)
    table.note(
        "is",
        Words(
            NO_ORDER.zh.format(fact=spec.name, unit=unit.zh, all=names),
            NO_ORDER.en.format(fact=spec.name, unit=unit.en, all=names),
        ),
    )


def _limit(table: TomlTable, spec: FactSpec | None, operator: Operator) -> Limit:
    value = table.take("than")
    if spec is None or value is None:
        return 0
    if operator is Operator.IN:
        if isinstance(value, list) and value and all(_fits(spec, item) for item in value):
            _check_code(table, "than", spec.name, value)
            return tuple(value)
    elif _fits(spec, value):
        _check_code(table, "than", spec.name, value)
        return value  # type: ignore[no-any-return]
    table.note("than", BAD_LIMIT.fill(fact=spec.name))
    return 0


def _fits(spec: FactSpec, value: object) -> bool:
    """Tell whether a value is of the kind of a fact."""
    if spec.unit is FactUnit.FLAG:
        return isinstance(value, bool)
    if spec.unit is FactUnit.CODE:
        return isinstance(value, str)
    return isinstance(value, int | float) and not isinstance(value, bool)


def check_value(table: TomlTable, name: str, value: object) -> None:
    """Note a value of an example that its fact cannot have; 'na' is one that does not apply."""
    spec = FACTS.get(name)
    if spec is None:
        table.note(name, table.not_one_of(name, FACTS))
    elif value != NA.value and not _fits(spec, value):
        table.note(name, BAD_LIMIT.fill(fact=name))
    else:
        _check_code(table, name, name, value)


def _check_code(table: TomlTable, key: str, fact: str, value: object) -> None:
    """Note a code that its fact never has; phases may be others than ours."""
    known = CODES.get(fact)
    if fact in OPEN_CODES or known is None or value == NA.value:
        return
    for code in value if isinstance(value, list) else [value]:
        if code not in known:
            table.note(key, table.not_one_of(str(code), known))
