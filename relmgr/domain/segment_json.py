"""A segment as it is stored: one object a term, without what is not said."""

from collections.abc import Iterable, Mapping
from typing import Any

from relmgr.domain.dimensions import Range
from relmgr.domain.segments import AnyOf, Condition, Definition, Term


def as_json(definition: Definition) -> list[dict[str, Any]]:
    """Return a definition as it is stored: a condition names its `dimension`, an OR its `any` of lists."""
    return [
        _any_json(term) if isinstance(term, AnyOf) else _condition_json(term)
        for term in definition.conditions
    ]


def _any_json(term: AnyOf) -> dict[str, Any]:
    said: dict[str, Any] = {"any": [as_json(side) for side in term.alternatives]}
    return said | ({"not": True} if term.negated else {})


def _condition_json(condition: Condition) -> dict[str, Any]:
    said: dict[str, Any] = {"dimension": condition.dimension}
    if condition.values:
        said["values"] = list(condition.values)
    if condition.ranges:
        said["ranges"] = [[*span[:2], *span[2:][: bool(span.currency)]] for span in condition.ranges]
    if condition.parts:
        said["parts"] = list(condition.parts)
    return said | {
        name: True for name, on in (("unknown", condition.unknown), ("not", condition.negated)) if on
    }


def from_json(stored: Iterable[Mapping[str, Any]]) -> Definition:
    """Return a stored definition; raises Invalid for one that this program does not understand."""
    return Definition(tuple(_term(one) for one in stored))


def _term(one: Mapping[str, Any]) -> Term:
    if "any" in one:
        return AnyOf(tuple(from_json(side) for side in one["any"]), bool(one.get("not")))
    return Condition(
        one.get("dimension", ""),
        tuple(one.get("values", ())),
        tuple(Range(*span) for span in one.get("ranges", ())),
        bool(one.get("unknown")),
        bool(one.get("not")),
        tuple(one.get("parts", ())),
    )
