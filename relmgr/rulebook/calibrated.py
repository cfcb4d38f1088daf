"""Writes proposed knots into the text of a scorecard; every other line of it stays as it is."""

import json
import re
from collections.abc import Mapping, Sequence

from relmgr.domain.calibration import CardProposal
from relmgr.domain.scorecards import Calibration
from relmgr.errors import Refused
from relmgr.rulebook.files import Texts
from relmgr.rulebook.loader import CARDS, from_texts
from relmgr.rulebook.places import lines_of
from relmgr.words import Words

VERSION = re.compile(r'^version\s*=\s*"([^"+\n]*)[^"\n]*"', re.MULTILINE)
HEAD = "# 由现有客户校准 | calibrated from the book"
TABLE = re.compile(rf"(?:^{re.escape(HEAD)}\n)?^\[calibration\]\n(?:(?!\[)[^\n]*(?:\n|\Z))*", re.MULTILINE)
KNOTS = re.compile(r"knots[ \t]*=[ \t]*")
NOT_WRITTEN = Words(
    "{file} 的写法特殊，无法自动改写档位；请按所列数值手工修改。",
    "{file} is written in a way that cannot be changed here; enter the knots listed by hand.",
)


def calibrated(texts: Texts, proposal: CardProposal, calibration: Calibration) -> str:
    """Return the text of the card's file with the proposed knots and a new version.

    Raises Refused when the text does not read back as exactly what was proposed.
    """
    name = CARDS[proposal.card.name]
    text = texts[name]
    text = VERSION.sub(lambda found: f'version = "{found[1]}+{calibration.on:%Y%m%d}"', text, count=1)
    text = TABLE.sub("", text).rstrip() + "\n\n" + _table(calibration)
    wanted = {one.kpi.name: one.knots for one in proposal.changes if one.knots is not None}
    order = [kpi.name for kpi in proposal.card.kpis]
    for kpi, knots in wanted.items():
        text = _replaced(text, order.index(kpi), knots)
    card = from_texts({**texts, name: text}).scorecard.cards[proposal.card.name]
    if {kpi.name: kpi.knots for kpi in card.kpis} != _whole(proposal, wanted):
        raise Refused(NOT_WRITTEN.fill(file=name))
    return text


Knots = Sequence[tuple[float, float]]


def _whole(proposal: CardProposal, wanted: Mapping[str, Knots]) -> dict[str, Knots]:
    return {kpi.name: wanted.get(kpi.name, kpi.knots) for kpi in proposal.card.kpis}


def _table(calibration: Calibration) -> str:
    def said(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    return (
        f"{HEAD}\n[calibration]\n"
        f"on = {said(calibration.on.isoformat())}\nby = {said(calibration.by)}\n"
        f"reason = {said(calibration.reason)}\nclients = {calibration.clients}\n"
    )


def _replaced(text: str, place: int, knots: Knots) -> str:
    """Return the text with other knots of the KPI at a place of the list."""
    line = lines_of(text).get(("kpis", place, "knots"))
    if line is None:
        return text
    start = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    found = KNOTS.search(text, start)
    if found is None:
        return text
    pairs = ", ".join(f"[{raw!r}, {points:g}]" for raw, points in knots)
    return f"{text[: found.end()]}[{pairs}]{text[_closing(text, found.end()) :]}"


def _closing(text: str, start: int) -> int:
    """Return the place behind the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    return start
