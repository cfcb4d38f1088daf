"""Texts as numbers, so that coded facts stand in the same arrays as figures."""

from functools import cache
from hashlib import blake2b

from relmgr.domain.conditions import Limit
from relmgr.domain.facts import FactValue, NotApplicable

BYTES = 6
"""48 bits stay exact in a float and do not collide among the codes of a book."""


@cache
def text_code(text: str) -> float:
    """Return the number that stands for a text in every book and every run."""
    return float(int.from_bytes(blake2b(text.encode(), digest_size=BYTES).digest(), "little"))


def number_of(value: FactValue | Limit) -> float:
    """Return a fact or a single limit as a number; infinity stands for "does not apply"."""
    if isinstance(value, str):
        return text_code(value)
    if isinstance(value, NotApplicable):
        return float("inf")
    if isinstance(value, tuple):
        raise TypeError("a list of codes is no single number")
    return float(value)
