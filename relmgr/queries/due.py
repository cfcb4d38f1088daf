"""Who is owed a verdict today, and why; and what the last run of the evaluation did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from relmgr.db.reader import Reader
from relmgr.domain.values import Key

JUDGED = "client c WHERE NOT c.deleted AND c.state <> 'lost'"
"""The clients that verdicts are about."""

COMPLETE = "SELECT (SELECT count(*) FROM clientdue) >= (SELECT count(*) FROM client)"
"""Whether every client has its row; only books of an older version and half-made ones do not."""

NEVER = f"SELECT c.id FROM {JUDGED} AND c.id NOT IN (SELECT client_id FROM clientdue)"
CAME_DUE = f"""
SELECT c.id, d.judged_on IS NULL OR d.due_on <= d.judged_on
FROM clientdue d CROSS JOIN {JUDGED} AND c.id = d.client_id AND d.due_on <= :day
"""
OTHER_RULES = f"""
SELECT c.id FROM clientdue d CROSS JOIN {JUDGED} AND c.id = d.client_id
AND (d.rules_version < :version OR d.rules_version > :version)
"""
LAST_RUN = """
SELECT day, at, whole_book, clients, written, took_ms, finished FROM evaluationrun ORDER BY at DESC, id DESC LIMIT 1
"""


class Because(StrEnum):
    """Why a client is judged: its data changed, its date came due, the rules are other ones, or everybody is."""

    DATA = "data"
    DATE = "date"
    RULES = "rules"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class LastRun:
    """One run of the evaluation; `took_ms` is its time on the clock, an unfinished one was stopped."""

    day: date
    at: datetime
    whole_book: bool
    clients: int
    written: int
    took_ms: int
    finished: bool


def clients_to_judge(reader: Reader, rules_version: str, *, whole_book: bool = False) -> dict[Key, Because]:
    """Return the clients to be judged today with the reason, in order of key; `whole_book` means everybody."""
    found: dict[Key, Because] = {}
    for key, because in _reasons(reader, rules_version, whole_book):
        found.setdefault(key, because)
    return dict(sorted(found.items()))


def _reasons(reader: Reader, version: str, whole_book: bool) -> Iterator[tuple[Key, Because]]:
    dated = [(Key(key), owed) for key, owed in reader.records(CAME_DUE, day=reader.today)]
    yield from ((key, Because.DATA) for key, owed in dated if owed)
    if not reader.value(COMPLETE):
        yield from ((Key(key), Because.DATA) for key in reader.column(NEVER))
    yield from ((Key(key), Because.RULES) for key in reader.column(OTHER_RULES, version=version))
    yield from ((key, Because.DATE) for key, owed in dated if not owed)
    if whole_book:
        yield from ((Key(key), Because.ASKED) for key in reader.column(f"SELECT c.id FROM {JUDGED}"))


def last_run(reader: Reader) -> LastRun | None:
    """Return the latest run of the evaluation, or None when there was none."""
    return reader.one(LastRun, LAST_RUN)
