"""Each client of a block scored on the card of its kind."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from relmgr.columnar.arrays import Floats, Ints, known
from relmgr.columnar.block import Block, FactColumns
from relmgr.columnar.figures import known_from
from relmgr.columnar.monthly_facts import months_kept
from relmgr.columnar.scores import Scores, score
from relmgr.columnar.tiers import once_each
from relmgr.domain.cards import card_of
from relmgr.domain.facts import Fact, Facts, Subject, SubjectKind
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Scorecard
from relmgr.domain.series import Series
from relmgr.domain.values import Key

ANY_FACILITY = Subject(SubjectKind.FACILITY, "", "", {})
DEPOSITS = "avg_deposits"


def score_by_card(
    cards: tuple[Sequence[str], Ints], block: Block, facts: FactColumns, rules: Rulebook
) -> Scores:
    """Return the scores of clients, each on its card; `cards` are those of `card_names`."""
    names, places = cards
    if len(set(names)) == 1:
        card = rules.scorecard.cards[names[0]]
        return score(_raw(card, block, facts), block.size, card)
    scores = Scores(*(np.full(block.size, empty) for empty in (np.nan, 0.0, 0.0)))
    for name in dict.fromkeys(names):
        here = np.flatnonzero(np.isin(places, [place for place, other in enumerate(names) if other == name]))
        card = rules.scorecard.cards[name]
        part = score({kpi: raw[here] for kpi, raw in _raw(card, block, facts).items()}, len(here), card)
        scores.value[here], scores.coverage[here] = part.value, part.coverage
        scores.inputs[here] = part.inputs
    return scores


def _raw(card: Scorecard, block: Block, facts: FactColumns) -> dict[str, Floats]:
    """Return what the KPIs of a card are, by name; of several things the one where it is worst."""
    found = {}
    for kpi in card.kpis:
        if kpi.about is SubjectKind.CLIENT:
            found[kpi.name] = _column(facts, kpi.fact, block.size)
            continue
        worst = np.full(block.size, np.inf if kpi.rises else -np.inf)
        subjects = block.subjects.get(kpi.about)
        if subjects is not None and kpi.fact in subjects.facts:
            values = subjects.facts[kpi.fact]
            some = np.isfinite(values)
            keep = np.minimum if kpi.rises else np.maximum
            keep.at(worst, subjects.owner[some], values[some])
        found[kpi.name] = worst
    return found


def card_names(block: Block, facts: FactColumns, rules: Rulebook) -> tuple[list[str], Ints]:
    """Return the card of each kind of client there is, and each client's place among them."""
    cards = rules.scorecard.cards

    def named(project: float, phase: float, raroc: float, deposits: float, facility: float) -> str:
        seen = {"is_project": Fact(bool(project == 1), None)}
        seen |= {"phase": Fact("", None)} if phase else {}
        seen |= {"raroc": Fact(0.0, None)} if raroc else {}
        series = {DEPOSITS: Series(0, ())} if deposits else {}
        subjects = (ANY_FACILITY,) if facility else ()
        found = card_of(Facts(Key(""), date.min, seen, subjects=subjects, series=series), cards)
        return next(name for name, card in cards.items() if card is found)

    with_facility = np.zeros(block.size, np.bool_)
    if SubjectKind.FACILITY in block.subjects:
        with_facility[block.subjects[SubjectKind.FACILITY].owner] = True
    raroc = known(_column(facts, "raroc", block.size))
    deposits = np.ones(block.size, np.bool_)
    if not (raroc | with_facility).all():
        deposits = known_from(block.figures, DEPOSITS, 0, months_kept(rules.warnings))
    columns = (_column(facts, "is_project", block.size), known(_column(facts, "phase", block.size)))
    return once_each((*columns, raroc, deposits, with_facility), named)


def _column(facts: FactColumns, name: str, size: int) -> Floats:
    found = facts.get(name)
    return np.full(size, np.nan) if found is None else found
