"""One line per client, the gravest first, and never a red one left out."""

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.notices import News, is_told, notices
from relmgr.domain.values import Key, Severity
from relmgr.words import Words

NEWS = st.lists(
    st.builds(
        News,
        st.integers(0, 30).map(lambda n: Key(f"{n:032x}")),
        st.integers(0, 10**6).map(lambda n: Key(f"{n:032x}")),
        st.just(Words("事项", "event")),
        st.sampled_from(Severity),
        st.just(EpisodeEvent.OPENED),
    ),
    max_size=60,
)
EXPOSURE = st.dictionaries(
    st.integers(0, 30).map(lambda n: Key(f"{n:032x}")), st.none() | st.integers(0, 10**9)
)


def news(client: int, severity: Severity, signal: int = 0) -> News:
    return News(Key(f"{client:032x}"), Key(f"{signal:032x}"), Words("", ""), severity, EpisodeEvent.OPENED)


@given(NEWS, EXPOSURE, st.integers(0, 12), st.integers(0, 12))
def test_every_client_has_one_line_and_no_episode_is_lost(
    raised: list[News], exposure: dict[Key, int | None], a_day: int, before: int
) -> None:
    found = notices(raised, exposure, a_day, before)
    lines = [*found.told, *found.counted]
    assert sorted(n.signal_id for line in lines for n in line.news) == sorted(n.signal_id for n in raised)
    assert len({line.client_id for line in lines}) == len(lines)
    assert all(line.severity is not Severity.RED for line in found.counted)
    reds = sum(line.severity is Severity.RED for line in lines)
    assert len(found.told) == max(reds, min(len(lines), max(0, a_day - before)))
    ranks = [line.severity.rank for line in found.told]
    assert ranks == sorted(ranks, reverse=True)
    if found.told and found.counted:
        assert found.told[-1].severity.rank >= found.counted[0].severity.rank


def test_equal_severity_goes_by_exposure_and_the_unknown_comes_last() -> None:
    raised = [news(n, Severity.ORANGE) for n in range(4)]
    exposure = {raised[0].client_id: None, raised[1].client_id: 5, raised[2].client_id: 9}
    found = notices(raised, exposure, 3)
    assert [int(line.client_id, 16) for line in found.told] == [2, 1, 0]
    assert [int(line.client_id, 16) for line in found.counted] == [3]


def test_red_is_told_beyond_the_limit() -> None:
    raised = [news(n, Severity.RED) for n in range(12)] + [news(20, Severity.YELLOW)]
    found = notices(raised, {}, 10)
    assert (len(found.told), len(found.counted)) == (12, 1)
    assert len(notices(raised, {}, 10, told_before=10).told) == 12


def test_a_client_leads_with_its_gravest_episode() -> None:
    found = notices([news(1, Severity.YELLOW, 1), news(1, Severity.RED, 2)], {}, 10)
    (line,) = found.told
    assert [n.severity for n in line.news] == [Severity.RED, Severity.YELLOW]


def test_a_line_is_told_when_it_comes_and_when_it_gets_graver() -> None:
    yellow, orange, red = Severity.YELLOW, Severity.ORANGE, Severity.RED
    assert is_told([], [yellow])
    assert is_told([yellow], [yellow, orange])
    assert is_told([yellow, orange], [red])
    assert not is_told([], [])
    assert not is_told([yellow], [yellow, yellow])
    assert not is_told([orange], [orange, yellow])
    assert not is_told([red], [yellow])
    assert not is_told([yellow], [])
