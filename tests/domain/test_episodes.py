"""Laws of episodes: severity only rises, only new clean data close, closed ones stay closed for a reason."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.episodes import Episode, EpisodeEvent, EpisodePolicy, Observation, advance, is_settling
from relmgr.domain.values import Severity, SignalState

POLICY = EpisodePolicy(clears_after=3, recurs_within=90)
START = date(2026, 1, 1)
LOOKS = st.lists(
    st.tuples(st.sampled_from([True, False, None]), st.sampled_from(Severity), st.integers(1, 60)),
    max_size=40,
)


def hit(days: int, severity: Severity = Severity.YELLOW, points: int = 10) -> Observation:
    day = START + timedelta(days)
    return Observation(day, True, severity, points, day)


def own_hit(days: int, severity: Severity = Severity.YELLOW, points: int = 10) -> Observation:
    """A hit on our own records, which are dated by nothing but the look."""
    return Observation(START + timedelta(days), True, severity, points)


def clean(days: int, data: int | None = None) -> Observation:
    day = START + timedelta(days)
    return Observation(day, False, data_on=START + timedelta(days if data is None else data))


def unknown(days: int) -> Observation:
    return Observation(START + timedelta(days), None)


def follow(*looks: Observation, start: Episode | None = None) -> tuple[Episode | None, list[EpisodeEvent]]:
    episode, events = start, []
    for look in looks:
        episode, event = advance(episode, look, POLICY)
        if event:
            events.append(event)
    return episode, events


@given(LOOKS)
def test_severity_only_rises_within_an_episode(looks: list[tuple[bool | None, Severity, int]]) -> None:
    episode: Episode | None = None
    days = 0
    for seen, severity, step in looks:
        days += step
        before = episode
        look = hit(days, severity) if seen else clean(days) if seen is False else unknown(days)
        episode, event = advance(before, look, POLICY)
        if before and episode and episode.number == before.number:
            assert episode.severity.rank >= before.severity.rank
            assert episode.hits >= before.hits
        if event is EpisodeEvent.RAISED:
            assert before
            assert episode
            assert episode.severity.rank > before.severity.rank
        if seen is None:
            assert (episode, event) == (before, None)


@given(LOOKS)
def test_a_second_look_at_the_same_day_changes_nothing(
    looks: list[tuple[bool | None, Severity, int]],
) -> None:
    episode: Episode | None = None
    days = 0
    for seen, severity, step in looks:
        days += step
        look = hit(days, severity) if seen else clean(days) if seen is False else unknown(days)
        episode, _ = advance(episode, look, POLICY)
        assert advance(episode, look, POLICY) == (episode, None)


def test_three_clean_looks_at_the_same_data_close_nothing() -> None:
    episode, events = follow(hit(0), clean(1, 1), clean(2, 1), clean(3, 1), clean(4, 1))
    assert events == [EpisodeEvent.OPENED]
    assert episode
    assert (episode.state, episode.clean_runs) == (SignalState.OPEN, 1)


def test_a_persisting_hit_on_the_same_data_changes_nothing() -> None:
    opened, _ = follow(hit(0))
    same = [replace(hit(days), data_on=START) for days in range(1, 9)]
    assert follow(*same, start=opened) == (opened, [])
    newer, events = follow(hit(9), start=opened)
    assert newer
    assert (newer.hits, newer.last_seen, events) == (2, START + timedelta(9), [])


def test_our_own_records_hit_anew_only_when_graver_or_after_a_clean_look() -> None:
    opened, _ = follow(own_hit(0))
    assert follow(*(own_hit(days) for days in range(1, 9)), start=opened) == (opened, [])
    graver, events = follow(own_hit(9, Severity.RED, 70), start=opened)
    assert graver
    assert (graver.hits, events) == (2, [EpisodeEvent.RAISED])
    again, events = follow(clean(9), own_hit(10), start=opened)
    assert again
    assert (again.hits, again.clean_runs, again.last_seen, events) == (2, 0, START + timedelta(10), [])


@given(
    st.lists(st.tuples(st.sampled_from(["hit", "clean", "unknown"]), st.integers(1, 9)), max_size=9),
    st.sampled_from(Severity),
)
def test_looking_every_day_is_looking_when_something_changed(
    spans: list[tuple[str, int]], severity: Severity
) -> None:
    """Dated data change on the first day of a span; the one who looks only then sees the same episode."""
    daily: Episode | None = None
    rarely: Episode | None = None
    start = 0
    for kind, days in spans:
        data = START + timedelta(start)
        for day in range(start, start + days):
            on = START + timedelta(day)
            look = {
                "hit": Observation(on, True, severity, 10, data),
                "clean": Observation(on, False, data_on=data),
                "unknown": Observation(on, None),
            }[kind]
            daily, _ = advance(daily, look, POLICY)
            if day == start:
                rarely, _ = advance(rarely, look, POLICY)
        assert daily == rarely
        start += days


def test_what_settles_on_our_own_records_is_looked_at_every_day() -> None:
    policy, day = POLICY, START
    episode, _ = follow(own_hit(0))
    assert episode
    assert not is_settling(episode, day, policy)
    for days in range(1, 4):
        day = START + timedelta(days)
        episode, event = advance(episode, Observation(day, False, data_on=day), policy)
        assert episode
        assert is_settling(episode, day, policy) == (days < 3)
    assert event is EpisodeEvent.CLEARED


def test_unknown_neither_hits_nor_clears() -> None:
    episode, events = follow(hit(0), clean(1), unknown(2), clean(3), unknown(4), clean(5))
    assert events == [EpisodeEvent.OPENED, EpisodeEvent.CLEARED]
    assert episode
    assert episode.closed_on == START + timedelta(5)


def test_a_hit_between_clean_looks_starts_the_count_again() -> None:
    episode, events = follow(hit(0), clean(1), clean(2), hit(3), clean(4), clean(5))
    assert events == [EpisodeEvent.OPENED]
    assert episode
    assert episode.clean_runs == 2


def test_recurrence_within_ninety_days_is_the_same_episode() -> None:
    closed = (hit(0), clean(1), clean(2), clean(3))
    again, events = follow(*closed, hit(93))
    assert again
    assert (again.number, again.recurred, events[-1]) == (1, 1, EpisodeEvent.RECURRED)
    later, events = follow(*closed, hit(94))
    assert later
    assert (later.number, later.hits, events[-1]) == (2, 1, EpisodeEvent.OPENED)


def by_hand(state: SignalState) -> Episode:
    episode, _ = follow(hit(0, Severity.ORANGE))
    assert episode
    return replace(episode, state=state, closed_on=START + timedelta(1))


def test_a_false_alarm_stays_closed_while_nothing_changes() -> None:
    dismissed = by_hand(SignalState.DISMISSED)
    looks = [hit(days, Severity.ORANGE) for days in range(2, 200, 30)]
    assert follow(*looks, start=dismissed) == (dismissed, [])
    assert follow(hit(5), start=dismissed) == (dismissed, [])


def test_a_false_alarm_comes_back_when_worse_or_after_clearing() -> None:
    dismissed = by_hand(SignalState.DISMISSED)
    assert follow(hit(5, Severity.RED), start=dismissed)[1] == [EpisodeEvent.RECURRED]
    assert follow(clean(5), hit(6, Severity.ORANGE), start=dismissed)[1] == []
    looks = (clean(5), clean(6), clean(7), hit(8, Severity.YELLOW))
    assert follow(*looks, start=dismissed)[1] == [EpisodeEvent.RECURRED]


def test_a_resolved_warning_may_come_back_after_one_clean_look() -> None:
    resolved = by_hand(SignalState.RESOLVED)
    assert follow(hit(5, Severity.ORANGE), start=resolved) == (resolved, [])
    assert follow(clean(5), hit(6), start=resolved)[1] == [EpisodeEvent.RECURRED]


def test_acknowledged_and_planned_stay_the_same_open_episode() -> None:
    for state in (SignalState.ACKED, SignalState.PLANNED):
        episode, _ = follow(hit(0))
        assert episode
        after, events = follow(hit(1), start=replace(episode, state=state))
        assert after
        assert (after.state, after.hits, events) == (state, 2, [])


def test_a_rise_asks_to_be_seen_again_and_a_plan_stands() -> None:
    opened, _ = follow(hit(0))
    assert opened
    for before, after in (
        (SignalState.ACKED, SignalState.OPEN),
        (SignalState.PLANNED, SignalState.PLANNED),
        (SignalState.OPEN, SignalState.OPEN),
    ):
        risen, events = follow(hit(1, Severity.RED), start=replace(opened, state=before))
        assert risen
        assert (risen.state, events) == (after, [EpisodeEvent.RAISED])
