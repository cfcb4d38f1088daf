"""What the columns hold and in which order; another order has another mark, and the columns are made anew."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import relmgr.domain
from relmgr.columnar.monthly_facts import LINE_USE, MADE_HERE
from relmgr.domain.fact_list import AFTER_LEVEL, FACTS
from relmgr.domain.facts import Freshness, SubjectKind
from relmgr.domain.metric_codes import MONTHLY_CODES
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Scorecard

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
        if spec.about is kind and spec.collected and name not in (MADE_HERE - {LINE_USE}) | AFTER_LEVEL
    )


CLIENT_FACTS: Final = _names(SubjectKind.CLIENT)
SUBJECT_FACTS: Final = {kind: _names(kind) for kind in SUBJECT_KINDS}
WITH_THE_MONTH: Final = frozenset(
    name for name in CLIENT_FACTS if FACTS[name].freshness is Freshness.MONTHLY and name not in MADE_HERE
)
"""Stored facts that change when a month ends; a client that has one is made anew then."""

WITH_THE_YEAR: Final = frozenset({"loss_years", "negative_cash_years"})
"""Stored facts that count years within a window which moves on at new year."""


def dated_facts(cards: Mapping[str, Scorecard]) -> tuple[str, ...]:
    """Return the stored facts that cards score, whose days are kept too: an evaluation tells them."""
    scored = {kpi.fact for card in cards.values() for kpi in card.kpis if kpi.about is SubjectKind.CLIENT}
    return tuple(name for name in CLIENT_FACTS if name in scored - MADE_HERE)


MAKERS: Final = Path(relmgr.domain.__file__).parent
"""The modules that facts are made by: other code may make other facts of the same records."""


def made_with(rules: Rulebook) -> str:
    """Return a mark of everything stored facts depend on beside the data: layout, program and parts of the rules."""
    warnings = rules.warnings
    shape = (CODES, HISTORY, CHUNK, CLIENT_FACTS, sorted(SUBJECT_FACTS.items()))
    scored = (rules.scorecard.scale, dated_facts(rules.scorecard.cards))
    limits = (
        warnings.classes,
        sorted(warnings.stale_after.items()),
        warnings.rating_window,
        warnings.fact_limits,
    )
    return sha256(repr((shape, scored, limits, _makers())).encode()).hexdigest()


@cache
def _makers() -> str:
    """Return a mark of the modules that facts are made by; a running program keeps the ones it began with."""
    mark = sha256()
    for module in sorted(MAKERS.glob("*.py")):
        mark.update(module.read_bytes())
    return mark.hexdigest()
