"""The one compiler from a segment's definition to SQL; it says exactly what `Definition.holds` says."""

from dataclasses import dataclass, field

from relmgr.domain.dimensions import DimensionKind, Range
from relmgr.domain.segments import Condition, Definition
from relmgr.queries.dimension_sql import EXPRESSIONS


@dataclass(slots=True)
class _Parameters:
    """Hands out names for values, so that no value stands in the text of a statement."""

    prefix: str
    values: dict[str, object] = field(default_factory=dict)

    def name(self, value: object) -> str:
        name = f"{self.prefix}{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def segment_sql(definition: Definition, prefix: str = "s") -> tuple[str, dict[str, object]]:
    """Return a condition over `client c` and `clientcache k` with its parameters, named from `prefix` on.

    The statement also needs the parameter `today`.
    """
    parameters = _Parameters(prefix)
    parts = [_condition(condition, parameters) for condition in definition.conditions]
    return " AND ".join(parts) or "1", parameters.values


def _condition(condition: Condition, parameters: _Parameters) -> str:
    expression = EXPRESSIONS[condition.dimension]
    some = []
    if condition.values:
        names = ", ".join(parameters.name(value) for value in condition.values)
        some.append(f"{expression} IN ({names})")
    some += [_range(condition, expression, span, parameters) for span in condition.ranges]
    if condition.unknown:
        some.append(f"({expression}) IS NULL")
    return f"({' OR '.join(some)}) IS {'NOT ' if condition.negated else ''}TRUE"


def _range(condition: Condition, expression: str, span: Range, parameters: _Parameters) -> str:
    ends = []
    if condition.about.kind is DimensionKind.AMOUNT:
        ends.append(f"k.currency = {parameters.name(span.currency)}")
    if span.low is not None:
        ends.append(f"{expression} >= {parameters.name(span.low)}")
    if span.high is not None:
        ends.append(f"{expression} <= {parameters.name(span.high)}")
    return f"({' AND '.join(ends)})"
