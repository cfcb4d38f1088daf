"""What the columns hold and in which order; another order has another mark, and the columns are made anew."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from relmgr.columnar.monthly_facts import MADE_HERE
from relmgr.domain.fact_list import AFTER_LEVEL, FACTS
from relmgr.domain.facts import Freshness, SubjectKind
from relmgr.domain.metric_codes import MONTHLY_CODES

HISTORY: Final = 24
"""Months of figures kept for each client."""

CHUNK: Final = 16_384
"""Clients in one chunk: its columns fit the processor's cache, a million clients make 62 chunks."""

CODES: Final = MONTHLY_CODES
SUBJECT_KINDS: Final = tuple(kind for kind in SubjectKind if kind is not SubjectKind.CLIENT)


def _names(kind: SubjectKind) -> tuple[str, ...]:
    return tuple(
        name
        for name, spec in sorted(FACTS.items())
        if spec.about is kind and spec.collected and name not in MADE_HERE | AFTER_LEVEL
    )


CLIENT_FACTS: Final = _names(SubjectKind.CLIENT)
SUBJECT_FACTS: Final = {kind: _names(kind) for kind in SUBJECT_KINDS}
WITH_THE_MONTH: Final = frozenset(name for name in CLIENT_FACTS if FACTS[name].freshness is Freshness.MONTHLY)
"""Stored facts that change when a month ends; a client that has one is made anew then."""

WITH_THE_YEAR: Final = frozenset({"loss_years", "negative_cash_years"})
"""Stored facts that count years within a window which moves on at new year."""


def _marked(parts: Iterable[object]) -> str:
    return sha256(repr(tuple(parts)).encode()).hexdigest()[:16]


LAYOUT: Final = _marked((CODES, HISTORY, CHUNK, CLIENT_FACTS, sorted(SUBJECT_FACTS.items())))
"""Mark of this layout."""
