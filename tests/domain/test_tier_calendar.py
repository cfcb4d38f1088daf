"""The evaluation calendar in the verdict: months between evaluations neither advance nor reset the machine."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.evaluation import Previous, judge
from relmgr.domain.facts import Fact, Facts
from relmgr.domain.tier_calendar import TierCalendar
from relmgr.domain.tiers import MachineState, path
from relmgr.domain.values import Key, Tier
from relmgr.rulebook.loader import load

RULES = load()
QUARTERLY = replace(
    RULES, scorecard=replace(RULES.scorecard, calendar=TierCalendar(dict.fromkeys(Tier, 3), unrated=1))
)


def facts(day: date, esg: float) -> Facts:
    """Return facts whose score moves with `esg` alone, between 50 and 90."""
    known = {"raroc": 0.12 + esg / 1000, "default_rate": 0.01, "esg_score": esg, "satisfaction": esg / 10}
    return Facts(Key("c"), day, {name: Fact(value, day) for name, value in known.items()})


@given(st.lists(st.floats(0, 100), min_size=12, max_size=24))
def test_the_machine_stands_still_between_evaluations(values: list[float]) -> None:
    machine, scores = MachineState(), []
    for n, value in enumerate(values):
        day = date(2026 + n // 12, n % 12 + 1, 20)
        verdict = judge(facts(day, value), QUARTERLY, Previous(machine))
        assert verdict.score.value is not None
        counts = machine.tier is None or day.month % 3 == 0
        if not counts:
            assert verdict.machine == machine
        scores.append(verdict.score.value if counts else None)
        machine = verdict.machine
    assert machine.tier is path(scores, RULES.scorecard.tiers)[-1]
