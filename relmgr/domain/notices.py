"""One line per client for what an evaluation raised, and how many lines a day are enough."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.values import Key, Severity
from relmgr.words import Words

NOTIFYING = (EpisodeEvent.OPENED, EpisodeEvent.RAISED, EpisodeEvent.RECURRED)
"""What a person is told of; a warning that clears by itself or merely persists is no news."""


@dataclass(frozen=True, slots=True)
class News:
    """One episode that was opened, rose or came back."""

    client_id: Key
    signal_id: Key
    title: Words
    severity: Severity
    event: EpisodeEvent


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything new about one client, the gravest episode first."""

    client_id: Key
    news: tuple[News, ...]

    @property
    def severity(self) -> Severity:
        """Return that of the gravest episode."""
        return self.news[0].severity


@dataclass(frozen=True, slots=True)
class Notices:
    """The lines to be told and those that are only counted, each in order."""

    told: tuple[Notice, ...]
    counted: tuple[Notice, ...]


def notices(
    news: Iterable[News], exposure: Mapping[Key, int | None], a_day: int, told_before: int = 0
) -> Notices:
    """Return one notice per client: at most `a_day` lines by severity, then exposure; red ones always.

    `told_before` lines were told earlier that day and count. Exposure in minor units; unknown comes after
    what is known, clients of equal rank in order of their key. Source: domain reference 10.
    """
    by_client: dict[Key, list[News]] = {}
    for one in news:
        by_client.setdefault(one.client_id, []).append(one)
    lines = [
        Notice(client, tuple(sorted(found, key=lambda n: (-n.severity.rank, n.signal_id))))
        for client, found in by_client.items()
    ]
    lines.sort(key=lambda line: _rank(line, exposure))
    room = max(0, a_day - told_before)
    reds = sum(line.severity is Severity.RED for line in lines)
    told = max(room, reds)  # red ones come first
    return Notices(tuple(lines[:told]), tuple(lines[told:]))


def is_told(before: Iterable[Severity], after: Iterable[Severity]) -> bool:
    """Tell whether a client's line is news, from the severities of its open episodes before and after.

    It is when the client comes onto the list, and when its gravest episode gets graver. An episode that opens
    or comes back beside one at least as grave stands inside the line the same day and calls for no second look:
    only so do notices fall to a quarter of the raw hits in the simulation (docs/performance.md, alert fatigue).
    """
    gravest = max((severity.rank for severity in after), default=-1)
    return gravest > max((severity.rank for severity in before), default=-1)


def _rank(line: Notice, exposure: Mapping[Key, int | None]) -> tuple[int, bool, int, str]:
    known = exposure.get(line.client_id)
    return -line.severity.rank, known is None, -(known or 0), line.client_id
