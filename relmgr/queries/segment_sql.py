"""The one compiler from a segment's definition to SQL; it says exactly what `Definition.holds` says."""

from dataclasses import dataclass, field

from relmgr.domain.dimensions import DimensionKind, Range
from relmgr.domain.segments import Condition, Definition
from relmgr.domain.tier_moves import EXITED, UNRATED, Selection
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


def moved_from(client: str) -> str:
    """Return SQL for the published tier of a client on the day `start`, `-` when it had none."""
    return _tier_on(client, ":start")


def moved_to(client: str, state: str) -> str:
    """Return SQL for the published tier of a client on the day `end`, `-` for none and `X` for a lost client."""
    return f"CASE {state} WHEN 'lost' THEN '{EXITED}' ELSE {_tier_on(client, ':end')} END"


def _tier_on(client: str, day: str) -> str:
    return (
        f"coalesce((SELECT t.to_tier FROM tierchange t WHERE t.client_id = {client} AND +t.state = 'accepted'"
        f" AND NOT t.deleted AND t.decided_on <= {day} ORDER BY t.decided_on DESC, t.decided_at DESC LIMIT 1),"
        f" '{UNRATED}')"
    )


def selection_sql(selection: Selection) -> tuple[str, dict[str, object]]:
    """Return a condition over `client c` and `clientcache k` for the clients a list shows, with its parameters."""
    condition, values = segment_sql(selection.definition)
    move = selection.move
    if move is None:
        return condition, values
    values |= {"start": move.days.start, "end": move.days.end}
    if move.before is not None:
        condition += f" AND {moved_from('c.id')} = :before"
        values["before"] = move.before
    if move.after is not None:
        condition += f" AND {moved_to('c.id', 'c.state')} = :after"
        values["after"] = move.after
    return condition, values
