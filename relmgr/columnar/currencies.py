"""The currencies of a client's monthly figures as one short text, and whether a new figure is in the right one."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from relmgr.columnar.layout import CODES

COMPARED: Final = (("avg_loans", "avg_deposits"), ("line_drawn", "line_limit"))
"""Figures that are only compared in one currency."""

NO_FIGURE: Final = "-"
PARTNER: Final = {one: other for pair in COMPARED for one, other in (pair, pair[::-1])}


def written(currencies: Mapping[str, str]) -> str:
    """Return the currencies of figures by code as a text; a code without figures has a mark of its own."""
    return ",".join(currencies.get(code, NO_FIGURE) for code in CODES)


@lru_cache(maxsize=4096)
def with_figure(text: str, code: str, currency: str) -> str | None:
    """Return the text after one more figure, or None when it is in another currency than those of before."""
    known = dict(zip(CODES, text.split(","), strict=True))
    if {known[code], known[PARTNER.get(code, code)]} - {NO_FIGURE, currency}:
        return None
    return written(known | {code: currency})
