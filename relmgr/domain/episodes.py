"""Warning episodes: one alert per key, severity that only rises, closing by itself only on new clean data."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from relmgr.domain.values import Severity, SignalState


@dataclass(frozen=True, slots=True)
class EpisodePolicy:
    """`clears_after` clean evaluations on new data close; firing within `recurs_within` days continues."""

    clears_after: int
    recurs_within: int


class EpisodeEvent(StrEnum):
    """What an evaluation does to an episode; the first three notify."""

    OPENED = "opened"
    RAISED = "raised"
    RECURRED = "recurred"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Observation:
    """What one evaluation saw: a hit with its severity, a clean look, or (`hit` None) nothing known.

    `data_on` is the newest day the data describe: a second look at the same data is no second look. A hit
    that rests on our own records alone has none, and says nothing new while it stays as grave as it was.
    """

    day: date
    hit: bool | None
    severity: Severity | None = None
    points: int = 0
    data_on: date | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """One alert of one client, rule and subject from its opening to its close."""

    number: int
    severity: Severity
    points: int
    state: SignalState
    first_seen: date
    last_seen: date
    hits: int = 1
    clean_runs: int = 0
    recurred: int = 0
    closed_on: date | None = None
    data_on: date | None = None


def advance(
    episode: Episode | None, seen: Observation, policy: EpisodePolicy
) -> tuple[Episode | None, EpisodeEvent | None]:
    """Return the latest episode of a key after one evaluation, and what happened to it."""
    if seen.hit is None:
        return episode, None
    if not seen.hit:
        return (None, None) if episode is None else _clean(episode, seen, policy)
    assert seen.severity is not None
    if episode is None:
        return _open(1, seen.severity, seen), EpisodeEvent.OPENED
    if episode.state.is_open:
        return _hit(episode, seen.severity, seen)
    return _hit_closed(episode, seen.severity, seen, policy)


def _open(number: int, severity: Severity, seen: Observation) -> Episode:
    data_on = seen.data_on or seen.day
    return Episode(number, severity, seen.points, SignalState.OPEN, seen.day, seen.day, data_on=data_on)


def _hit(episode: Episode, severity: Severity, seen: Observation) -> tuple[Episode, EpisodeEvent | None]:
    """Carry a hit into an open episode; one that only persists leaves it as it is, however often it is seen.

    So evaluating everybody every day and evaluating only who changed leave the same rows. A rise asks to be
    seen again; a plan that was made stands.
    """
    rises = severity.rank > episode.severity.rank
    if (
        not rises
        and seen.points <= episode.points
        and not episode.clean_runs
        and not _hits_anew(episode, seen)
    ):
        return episode, None
    again = replace(
        episode,
        severity=severity if rises else episode.severity,
        points=max(episode.points, seen.points),
        state=SignalState.OPEN if rises and episode.state is SignalState.ACKED else episode.state,
        last_seen=seen.day,
        hits=episode.hits + (seen.day > episode.last_seen),
        clean_runs=0,
        data_on=seen.data_on or seen.day,
    )
    return again, EpisodeEvent.RAISED if rises else None


def _hits_anew(episode: Episode, seen: Observation) -> bool:
    return seen.data_on is not None and (episode.data_on is None or seen.data_on > episode.data_on)


def _is_new(episode: Episode, seen: Observation) -> bool:
    data_on = seen.data_on or seen.day
    return episode.data_on is None or data_on > episode.data_on


def is_settling(episode: Episode, day: date, policy: EpisodePolicy) -> bool:
    """Tell whether tomorrow's look may be another clean one without any new row.

    Our own records are as new as the day of the look, so a warning found clean on them by the evaluation of
    `day` goes on clearing with the calendar until it has had its clean looks.
    """
    return 0 < episode.clean_runs < policy.clears_after and episode.data_on == day


def _clean(episode: Episode, seen: Observation, policy: EpisodePolicy) -> tuple[Episode, EpisodeEvent | None]:
    if not _is_new(episode, seen) or episode.clean_runs >= policy.clears_after:
        return episode, None
    cleaner = replace(episode, clean_runs=episode.clean_runs + 1, data_on=seen.data_on or seen.day)
    if episode.state.is_open and cleaner.clean_runs >= policy.clears_after:
        return replace(cleaner, state=SignalState.CLEARED, closed_on=seen.day), EpisodeEvent.CLEARED
    return cleaner, None


def _hit_closed(
    episode: Episode, severity: Severity, seen: Observation, policy: EpisodePolicy
) -> tuple[Episode, EpisodeEvent | None]:
    """Reopen a closed episode, or leave it closed while what a person closed merely persists."""
    needed = {SignalState.RESOLVED: 1, SignalState.DISMISSED: policy.clears_after}.get(episode.state, 0)
    if severity.rank <= episode.severity.rank and episode.clean_runs < needed:
        return (replace(episode, clean_runs=0) if episode.clean_runs else episode), None
    closed = episode.closed_on or episode.last_seen
    if (seen.day - closed).days > policy.recurs_within:
        return _open(episode.number + 1, severity, seen), EpisodeEvent.OPENED
    again, _ = _hit(episode, severity, seen)
    return (
        replace(again, state=SignalState.OPEN, closed_on=None, recurred=episode.recurred + 1),
        EpisodeEvent.RECURRED,
    )
