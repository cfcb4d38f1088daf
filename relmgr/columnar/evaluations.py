"""What an evaluation keeps of clients judged on arrays: score and lines are told by the plain functions.

Only what goes into them is taken from arrays: raw values and the days they describe. So every digit is the one
that judging the client alone would write.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from relmgr.columnar.arrays import Bools, Floats, Ints, missing
from relmgr.columnar.block import Block
from relmgr.columnar.findings import NOT_KNOWN
from relmgr.columnar.monthly_facts import fresh_lags, months_kept
from relmgr.columnar.origins import READ_OF, UNDATED, Told, facts_told, latest, of_figures, tellable
from relmgr.columnar.verdicts import CLASS_OF, TIERS, Verdicts
from relmgr.domain.cards import raw_values
from relmgr.domain.facts import Facts
from relmgr.domain.periods import last_full_month
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Score, Scorecard, score
from relmgr.domain.tiers import MachineState
from relmgr.domain.values import AssetClass, Key, Tier


class Evaluated(NamedTuple):
    """What is written of one client, as a verdict has it; `facts` are those that its card scores."""

    facts: Facts
    card: Scorecard
    score: Score
    coverage: float
    machine: MachineState
    cap: Tier
    stage: int | None
    floor: AssetClass | None


def can_tell(block: Block, verdicts: Verdicts, places: Ints, rules: Rulebook, day: date) -> Bools:
    """Tell which of some clients' evaluations can be told: their card is known, and so are the days of its facts.

    Whether an unknown fact made of figures is missing or only too old is left to the plain functions.
    """
    cards, (names, of_card) = rules.scorecard.cards, verdicts.cards
    sure = np.ones(len(places), np.bool_)
    for number, name in enumerate(names):
        here = np.flatnonzero(of_card[places] == number)
        if not tellable(cards[name], rules):
            sure[here] = False
            continue
        for fact in sorted({kpi.fact for kpi in cards[name].kpis} & READ_OF.keys()):
            unknown = here[np.isnan(_values(verdicts, fact, places[here]))]
            if len(unknown):
                lags = latest(block.figures.take(places[unknown]), READ_OF[fact], months_kept(rules.warnings))
                sure[unknown] &= lags < fresh_lags(rules.warnings, fact, day)
    return sure


def evaluated(
    block: Block, verdicts: Verdicts, places: Ints, keys: list[Key], rules: Rulebook, day: date
) -> Iterator[Evaluated]:
    """Yield what an evaluation keeps of the clients at some places, whose keys are given."""
    told = _told(block, verdicts, places, rules, day)
    names, of_card = verdicts.cards
    stages, floors = (_values(verdicts, name, places).tolist() for name in ("ifrs_stage", "class_floor"))
    machines = verdicts.machines
    states = (getattr(machines, name)[places].tolist() for name in ("tier", "age", "up", "down"))
    columns = (
        of_card[places].tolist(),
        verdicts.rule_coverage[places].tolist(),
        verdicts.caps[places].tolist(),
    )
    for at, (key, stage, floor, state, (card_no, coverage, cap)) in enumerate(
        zip(keys, stages, floors, zip(*states, strict=True), zip(*columns, strict=True), strict=True)
    ):
        card = rules.scorecard.cards[names[card_no]]
        facts = facts_told(told, at, key, day)
        tier, age, up, down = state
        yield Evaluated(
            facts=facts,
            card=card,
            score=score(raw_values(card, facts), card),
            coverage=coverage,
            machine=MachineState(None if tier < 0 else TIERS[tier], None if age < 0 else age, up, down),
            cap=TIERS[cap],
            stage=int(stage) if np.isfinite(stage) else None,
            floor=CLASS_OF.get(floor),
        )


def unknown_looks(verdicts: Verdicts, places: Ints, size: int) -> int:
    """Return how many looks of rules at these clients and what belongs to them could not be judged."""
    here = np.zeros(size, np.bool_)
    here[places] = True
    counted = 0
    for one in verdicts.found:
        of_these = here if one.owner is None else here[one.owner]
        counted += int(((one.outcome == NOT_KNOWN) & of_these).sum())
    return counted


def _scored(rules: Rulebook) -> set[str]:
    cards = rules.scorecard.cards.values()
    return {kpi.fact for card in cards if tellable(card, rules) for kpi in card.kpis}


def _told(block: Block, verdicts: Verdicts, places: Ints, rules: Rulebook, day: date) -> list[Told]:
    figures, last, found = block.figures.take(places), last_full_month(day), []
    for name in sorted(_scored(rules)):
        values = _values(verdicts, name, places)
        if name in READ_OF:
            lags = latest(figures, READ_OF[name], fresh_lags(rules.warnings, name, day))
            found.append(of_figures(name, values, lags, last))
        else:
            days = np.zeros(len(places), np.int64) if name == UNDATED else block.origin(name)[places]
            found.append(Told(name, values, days))
    return found


def _values(verdicts: Verdicts, name: str, places: Ints) -> Floats:
    found = verdicts.facts.get(name)
    return missing(len(places)) if found is None else found[places]
