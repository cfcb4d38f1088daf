"""The one compiler from a segment's definition to SQL; it says exactly what `Definition.holds` says."""

from dataclasses import dataclass, field

from relmgr.db.reader import DayParameter
from relmgr.domain.dimensions import DATE, DimensionKind, Range
from relmgr.domain.segments import Condition, Definition, Term, folded
from relmgr.domain.tier_moves import EXITED, UNRATED, Selection
from relmgr.queries.dimension_sql import EXPRESSIONS, INSTANTS, OWED


@dataclass(slots=True)
class _Parameters:
    """Hands out names for values, so that no value stands in the text of a statement."""

    prefix: str
    few: bool = False
    values: dict[str, object] = field(default_factory=dict)

    def name(self, value: object) -> str:
        name = f"{self.prefix}{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def segment_sql(
    definition: Definition, prefix: str = "s", *, few: bool = False
) -> tuple[str, dict[str, object]]:
    """Return a condition over `client c` and `clientcache k` with its parameters, named from `prefix` on.

    The statement also needs the parameter `today`; `few` says that it is asked of some clients, not of the book.
    Every positive part may be NULL where it does not hold and every NOT settles that, so that the logic has two
    values and indexes can still be used.
    """
    parameters = _Parameters(prefix, few)
    return _all(definition, parameters) or "1", parameters.values


def reads_profile(definition: Definition) -> bool:
    """Tell whether the condition of a definition needs `client c`, or `clientcache k` alone will do."""
    return any("c." in EXPRESSIONS[field] for field in definition.fields)


def _all(definition: Definition, parameters: _Parameters) -> str:
    return " AND ".join(_term(term, parameters) for term in definition.conditions)


def _term(term: Term, parameters: _Parameters) -> str:
    if isinstance(term, Condition):
        return _condition(term, parameters)
    sides = " OR ".join(f"({_all(side, parameters)})" for side in term.alternatives)
    # IS keeps SQLite from gathering the sides by index, one random row after the other: a scan is faster.
    return f"({sides}) IS {'NOT ' if term.negated else ''}TRUE"


def _condition(condition: Condition, parameters: _Parameters) -> str:
    expression = EXPRESSIONS[condition.dimension]
    some = []
    if condition.values:
        names = ", ".join(parameters.name(value) for value in condition.values)
        some.append(f"{expression} IN ({names})")
    some += [_range(condition, expression, span, parameters) for span in condition.ranges]
    some += [f"instr(lower({expression}), {parameters.name(folded(part))})" for part in condition.parts]
    if condition.unknown:
        some.append(f"({expression}) IS NULL")
    found = " OR ".join(some)
    return f"({found}) IS NOT TRUE" if condition.negated else f"({found})"


def _range(condition: Condition, expression: str, span: Range, parameters: _Parameters) -> str:
    kind = condition.about.kind
    if kind is DimensionKind.DAYS:
        return _days(condition, expression, span, parameters)
    ends = []
    if kind is DimensionKind.AMOUNT:
        ends.append(f"k.currency = {parameters.name(span.currency)}")
    if span.low is not None:
        ends.append(f"{expression} >= {parameters.name(span.low)}")
    if span.high is not None:
        ends.append(f"{expression} <= {parameters.name(span.high)}")
    return f"({' AND '.join(ends)})"


def _days(condition: Condition, expression: str, span: Range, parameters: _Parameters) -> str:
    """Return a range of days as a range of stored dates or instants, which an index can answer."""
    low, high = span.low, span.high
    if condition.about.is_past and span.currency != DATE:
        low, high = (None if end is None else -end for end in (high, low))
    is_instant = condition.dimension in INSTANTS
    ends = []
    if low is not None:
        first = parameters.name(DayParameter(low, span.currency != DATE, is_instant))
        ends.append(f"{expression} >= {first}")
    if high is not None:
        last = parameters.name(DayParameter(high + is_instant, span.currency != DATE, is_instant))
        ends.append(f"{expression} {'<' if is_instant else '<='} {last}")
        if (
            condition.dimension == "maturity" and not parameters.few
        ):  # found by the index on days, not client by client
            found = f"SELECT f.client_id FROM facility f WHERE f.maturity_on <= {last} AND {OWED}"
            ends[-1] = f"k.client_id IN ({found})"
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


def selection_sql(selection: Selection, *, few: bool = False) -> tuple[str, dict[str, object]]:
    """Return a condition over `client c` and `clientcache k` for the clients a list shows, with its parameters."""
    condition, values = segment_sql(selection.definition, few=few)
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
