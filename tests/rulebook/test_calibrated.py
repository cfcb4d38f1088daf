"""Proposed knots written into the text of a card: only those lines, the version and the note change."""

from datetime import date

import pytest

from relmgr.domain.calibration import propose
from relmgr.domain.scorecards import CORPORATE, DEPOSIT, Calibration
from relmgr.errors import Refused
from relmgr.rulebook.calibrated import calibrated
from relmgr.rulebook.files import read_texts
from relmgr.rulebook.loader import CARDS, FILES, from_texts, load

RULES = load().scorecard
BOOK = [{"esg": 20.0 + n, "credit": 0.001 * (n + 1), "activity": n % 13} for n in range(60)]
NOTE = Calibration(date(2026, 11, 23), "王磊", 'the book grew "[a lot]" \\ see minutes', 60)


@pytest.mark.parametrize("name", [CORPORATE, DEPOSIT])
def test_only_knots_version_and_note_change(name: str) -> None:
    texts = read_texts(FILES, None)
    proposal = propose(RULES.cards[name], BOOK, RULES.tiers)
    assert proposal.changes
    text = calibrated(texts, proposal, NOTE)
    again = from_texts({**texts, CARDS[name]: text}).scorecard
    card = again.cards[name]
    assert card.calibration == NOTE
    assert card.version.startswith("2026.1+20261123-")
    assert again.version != RULES.version
    proposed = {one.kpi.name: one.knots for one in proposal.changes}
    for kpi, before in zip(card.kpis, RULES.cards[name].kpis, strict=True):
        assert kpi.knots == proposed.get(kpi.name, before.knots)
    old, new = texts[CARDS[name]].splitlines(), text.splitlines()
    changed = [line for line in old if line not in new]
    assert len(changed) == len(proposal.changes) + 1


def test_a_second_calibration_replaces_the_first() -> None:
    texts = read_texts(FILES, None)
    proposal = propose(RULES.card, BOOK, RULES.tiers)
    texts[CARDS[CORPORATE]] = calibrated(texts, proposal, NOTE)
    other = [{"esg": 1.0 + n} for n in range(60)]
    second = propose(from_texts(texts).scorecard.card, other, RULES.tiers)
    text = calibrated(texts, second, Calibration(date(2027, 2, 1), "李雷", "next year's book", 60))
    assert text.count("[calibration]") == 1
    card = from_texts({**texts, CARDS[CORPORATE]: text}).scorecard.card
    assert card.version.startswith("2026.1+20270201-")
    assert card.calibration is not None
    assert card.calibration.by == "李雷"


def test_a_text_written_otherwise_is_refused() -> None:
    texts = read_texts(FILES, None)
    head, _, tail = texts[CARDS[DEPOSIT]].partition("[[kpis]]")
    one = tail.split("[[kpis]]")[-1]
    inline = one.strip().replace("\n", ", ").replace("title = {", "title = {")
    texts[CARDS[DEPOSIT]] = f"{head}kpis = [{{ {inline} }}]\n"
    card = from_texts(texts).scorecard.cards[DEPOSIT]
    assert [kpi.name for kpi in card.kpis] == ["esg"]
    proposal = propose(card, BOOK, RULES.tiers)
    try:
        text = calibrated(texts, proposal, NOTE)
    except Refused:
        return
    found = from_texts({**texts, CARDS[DEPOSIT]: text}).scorecard.cards[DEPOSIT]
    assert found.kpis[0].knots == proposal.changes[0].knots
