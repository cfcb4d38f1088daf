"""When a client is to be judged again if nothing is written about it: the first day its verdict could differ.

A day too early costs one evaluation that changes nothing; a day too late would be a wrong verdict. Whatever is
not understood is therefore due tomorrow.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from relmgr.domain.alarms import CONTACT_RATIO, DAY, Alarms, days_reach, flips, rings_on
from relmgr.domain.evaluation import Previous, Verdict
from relmgr.domain.facts import Clock, Fact, Facts, Pace
from relmgr.domain.periods import month_end, month_on
from relmgr.domain.review import Decision, Standing
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import ReviewState, SignalState

CONTACT = "days_since_contact"
NOTHING_DECIDED = Decision()


def due_again(verdict: Verdict, previous: Previous, rules: Rulebook, alarms: Alarms) -> date:
    """Return the first later day on which this verdict could differ without any data changing.

    `previous` is what stood before the verdict; `alarms` are those of the same rules.
    """
    facts = verdict.facts
    last_of_month = month_end(month_on(facts.day))
    days = [
        last_of_month + DAY,
        *_by_facts(facts, facts.facts, alarms),
        *_by_contact(verdict, alarms),
        *_by_tier(verdict, previous.standing, rules),
        *_by_warnings(verdict, previous, rules),
    ]
    if facts.series:
        days.append(last_of_month)
    if facts.wakes_on is not None:
        days.append(facts.wakes_on)
    for subject in facts.subjects:
        days += _by_facts(facts, subject.facts, alarms)
    return min(day for day in days if day > facts.day)


def _by_facts(facts: Facts, known: Mapping[str, Fact], alarms: Alarms) -> Iterator[date]:
    for name, fact in known.items():
        if fact.holds_until is not None:
            yield fact.holds_until + DAY
        if fact.clock is not None and (rings := rings_on(fact.clock, facts.day, name, alarms)) is not None:
            yield rings


def _by_contact(verdict: Verdict, alarms: Alarms) -> Iterator[date]:
    """Yield the day the share of the contact interval reaches a limit."""
    fact, interval = verdict.facts.facts.get(CONTACT), verdict.cadence.days
    if fact is None or fact.clock is None:
        return
    if CONTACT_RATIO in alarms.paired:
        yield verdict.facts.day + DAY
    for condition in alarms.contact:
        assert isinstance(condition.than, int | float)
        numbers = flips(condition.operator, float(condition.than), interval)
        rings = days_reach(Clock(Pace.DAYS_SINCE, fact.clock.base), verdict.facts.day, numbers)
        if rings is not None:
            yield rings


def _by_tier(verdict: Verdict, standing: Standing, rules: Rulebook) -> Iterator[date]:
    """Yield the day a proposal comes back or may be made again, or an override has run out.

    What was decided today is looked at again tomorrow, from where it has led.
    """
    if verdict.decision != NOTHING_DECIDED:
        yield verdict.facts.day + DAY
    if standing.override is not None:
        yield standing.override.expires + DAY
    proposal = standing.proposal
    if (
        proposal is not None
        and proposal.state is ReviewState.POSTPONED
        and proposal.postponed_until is not None
    ):
        yield proposal.postponed_until
    if proposal is not None and proposal.state is ReviewState.REJECTED:
        decided = proposal.decided_on or verdict.facts.day
        yield decided + timedelta(rules.scorecard.rejected_days)


def _by_warnings(verdict: Verdict, previous: Previous, rules: Rulebook) -> Iterator[date]:
    """Yield tomorrow when a look at our own records, as new as the day, may be one more clean one then.

    Such a look leaves its day in the episode; so does a fresh hit, which is looked at once more for nothing.
    """
    live = {(change.rule_id, change.subject): change.after for change in verdict.changes}
    trial = {(change.rule_id, change.subject): change.after for change in verdict.trials}
    for signal in (*({**previous.signals, **live}).values(), *({**previous.trials, **trial}).values()):
        episode = signal.episode
        counts = episode.clean_runs < rules.warnings.episodes.clears_after
        if counts and episode.data_on == verdict.facts.day and episode.state is not SignalState.CLEARED:
            yield verdict.facts.day + DAY
