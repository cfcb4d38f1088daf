"""OR, NOT and cases of definitions, in the one form in which equal filters are equal values."""

from collections.abc import Iterable
from itertools import product

from relmgr.domain.segments import FIELD, MOST, TOO_LARGE, WHOLE_BOOK, AnyOf, Definition, Term
from relmgr.errors import Invalid


def either(*sides: Definition) -> Definition:
    """Return the definition that holds where one of the sides does; OR within OR is one OR."""
    if len(sides) == 1:
        return sides[0]
    found: list[Definition] = []
    for side in sides:
        first = side.conditions[0] if len(side.conditions) == 1 else None
        found += first.alternatives if isinstance(first, AnyOf) and not first.negated else (side,)
    return Definition((AnyOf(tuple(found)),))


def opposite(definition: Definition) -> Definition:
    """Return the definition that holds where this one does not."""
    if len(definition.conditions) == 1:
        term = definition.conditions[0]
        if isinstance(term, AnyOf) and term.negated and len(term.alternatives) == 1:
            return term.alternatives[0]
        return Definition((term.turned(),))
    return Definition((AnyOf((definition,), negated=True),))


def cases(definition: Definition, fields: Iterable[str]) -> list[tuple[Definition, Definition]]:
    """Return (on other fields, on `fields` alone) pairs; the definition holds where both of a pair do.

    A term that mixes both kinds is taken apart into its alternatives. Raises Invalid when there are too many.
    """
    apart = frozenset(fields)
    found: list[tuple[Definition, Definition]] = [(WHOLE_BOOK, WHOLE_BOOK)]
    for term in definition.conditions:
        if term.fields <= apart:
            found = [(rest, own.and_also(term)) for rest, own in found]
        elif isinstance(term, AnyOf) and term.fields & apart:
            found = [
                (rest.and_also(*more.conditions), own.and_also(*also.conditions))
                for (rest, own), (more, also) in product(found, _mixed(term, apart))
            ]
        else:
            found = [(rest.and_also(term), own) for rest, own in found]
        if len(found) > MOST:
            raise Invalid(FIELD, TOO_LARGE)
    return found


def _mixed(term: AnyOf, apart: frozenset[str]) -> list[tuple[Definition, Definition]]:
    if not term.negated:
        return [case for side in term.alternatives for case in cases(side, apart)]
    met = Definition(tuple(_failing(side) for side in term.alternatives))
    return cases(met, apart)


def _failing(side: Definition) -> Term:
    """Return the term that holds where a side does not: one of its terms fails."""
    if len(side.conditions) == 1:
        return side.conditions[0].turned()
    return AnyOf(tuple(Definition((term.turned(),)) for term in side.conditions))
