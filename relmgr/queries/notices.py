"""What is new of the warnings today: one line per client, as it is told and listed."""

from dataclasses import dataclass
from datetime import datetime

from relmgr.db.reader import Reader
from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.notices import News, Notice, notices
from relmgr.domain.values import Key, Severity
from relmgr.queries.assigned import assigned
from relmgr.words import Words


@dataclass(frozen=True, slots=True)
class DayNews:
    """One warning that was opened, rose or came back today and is still open; `at` is when."""

    client_id: Key
    client: str
    exposure_minor: int | None
    signal_id: Key
    title_zh: str
    title_en: str
    severity: Severity
    event: EpisodeEvent
    at: datetime

    @property
    def news(self) -> News:
        """Return it as what a person is told."""
        title = Words(self.title_zh, self.title_en)
        return News(self.client_id, self.signal_id, title, self.severity, self.event)


NEWS = f"""
SELECT s.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, k.exposure_minor, s.id AS signal_id,
       coalesce(json_extract(s.evidence, '$.title.zh'), s.rule_id) AS title_zh,
       coalesce(json_extract(s.evidence, '$.title.en'), s.rule_id) AS title_en,
       s.severity, e.kind AS event, max(e.at) AS at
FROM signalevent e CROSS JOIN signal s ON s.id = e.signal_id
CROSS JOIN client c ON c.id = s.client_id CROSS JOIN clientcache k ON k.client_id = s.client_id
WHERE e.on_day = :today AND e.kind IN ('opened', 'raised', 'recurred') AND NOT e.deleted
  AND s.state IN ('open', 'acked', 'planned') AND coalesce(s.snoozed_until <= :today, true)
  AND NOT s.deleted AND NOT c.deleted AND {assigned("c.id")}
GROUP BY s.id ORDER BY s.id
"""


def day_news(reader: Reader) -> list[DayNews]:
    """Return what is new today of the assigned clients and not closed or set aside again."""
    return reader.rows(DayNews, NEWS, me=reader.manager_id, today=reader.today)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One client with what is new about it today, the gravest first."""

    client_id: Key
    client: str
    notice: Notice


@dataclass(frozen=True, slots=True)
class DayNotices:
    """The lines of today in order, and how many clients more have news."""

    lines: tuple[NoticeLine, ...]
    more: int

    @property
    def clients(self) -> int:
        """Return how many clients have news."""
        return len(self.lines) + self.more


def day_notices(reader: Reader, a_day: int) -> DayNotices:
    """Return one line per client with news today, at most `a_day` unless they are red."""
    news = day_news(reader)
    names = {one.client_id: one.client for one in news}
    found = notices((one.news for one in news), {one.client_id: one.exposure_minor for one in news}, a_day)
    lines = tuple(NoticeLine(line.client_id, names[line.client_id], line) for line in found.told)
    return DayNotices(lines, len(found.counted))
