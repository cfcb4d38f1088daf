"""New warnings told to the person: one reminder per client, at most so many a day, red ones always.

These reminders are told like any other, exactly once, but they are nothing to be done: lists leave them out,
the warning itself is what waits.
"""

from collections.abc import Sequence
from datetime import timedelta

from relmgr.db.stored import instant
from relmgr.db.tables import Reminder
from relmgr.db.work import UnitOfWork
from relmgr.domain.notices import Notice, Notices, notices
from relmgr.domain.rules import Rulebook
from relmgr.domain.value_words import SEVERITIES
from relmgr.domain.values import Key, ReminderKind
from relmgr.queries.notices import DayNews, day_news
from relmgr.words import Words

KEPT = timedelta(days=30)
"""How long it is remembered what was told."""

TITLES = 3
"""Warnings named in a line; the others are counted."""

LINE = Words("{client}：新预警 {titles}", "{client}: new warnings: {titles}")
AND_MORE = Words("{titles} 等 {n} 条", "{titles} and others, {n} in all")
REST = Words("另有 {n} 家客户有新预警，按 4 查看", "{n} more clients have new warnings, 4 lists them")
TOLD = """
SELECT client_id, subject_id FROM reminder
WHERE occurrence_key >= 'notice:' AND occurrence_key < 'notice;' AND occurrence_key LIKE 'notice:' || :today || ':%'
"""
OLD = "occurrence_key >= 'notice:' AND occurrence_key < 'notice:' || :before"


def tell_warnings(uow: UnitOfWork, rules: Rulebook) -> int:
    """Make the reminders of what is new and was not told yet; returns how many lines a person will hear.

    Calling it again tells nothing twice. Derived rows are not audited: they follow from rows that are.
    """
    told: dict[str, str] = {}
    for client, until in uow.read.records(TOLD, today=uow.today):
        if client is not None:
            told[client] = max(told.get(client, ""), until)
    news = day_news(uow.read)
    fresh = [one for one in news if instant(one.at) > told.get(one.client_id, "")]
    exposure = {one.client_id: one.exposure_minor for one in news}
    split = notices((one.news for one in fresh), exposure, rules.warnings.notices_a_day, len(told))
    with uow.unaudited():
        _forget(uow)
        uow.insert(Reminder, _lines(uow, split, fresh))
        _count_the_rest(uow, split)
    uow.label(Words("", ""), undoable=False)
    return len(split.told)


def _lines(uow: UnitOfWork, split: Notices, fresh: Sequence[DayNews]) -> list[dict[str, object]]:
    names = {one.client_id: one.client for one in fresh}
    latest: dict[Key, str] = {}
    for one in fresh:
        latest[one.client_id] = max(latest.get(one.client_id, ""), instant(one.at))
    rows = []
    for line in split.told:
        until, words = latest[line.client_id], _words(line, names[line.client_id])
        key = f"notice:{uow.today}:{line.client_id}:{until}"
        rows.append(_row(uow, key, line.client_id, until, words))
    return rows


def _row(uow: UnitOfWork, key: str, client: Key | None, until: str, words: Words) -> dict[str, object]:
    return {
        "occurrence_key": key,
        "client_id": client,
        "kind": ReminderKind.WARNING,
        "subject_id": until,
        "due_at": uow.now,
        "text_zh": words.zh,
        "text_en": words.en,
    }


def _words(line: Notice, client: str) -> Words:
    zh = "；".join(f"{SEVERITIES[one.severity].zh} {one.title.zh}" for one in line.news[:TITLES])
    en = "; ".join(f"{SEVERITIES[one.severity].en} {one.title.en}" for one in line.news[:TITLES])
    if len(line.news) > TITLES:
        zh = AND_MORE.zh.format(titles=zh, n=len(line.news))
        en = AND_MORE.en.format(titles=en, n=len(line.news))
    return Words(LINE.zh.format(client=client, titles=zh), LINE.en.format(client=client, titles=en))


def _count_the_rest(uow: UnitOfWork, split: Notices) -> None:
    """Say how many clients more have news, so that nothing is dropped without a word."""
    if not split.counted:
        return
    key, words = f"notice:{uow.today}:rest", REST.fill(n=len(split.counted))
    changed = uow.run(
        "UPDATE reminder SET text_zh = :zh, text_en = :en WHERE occurrence_key = :key",
        **words._asdict(),
        key=key,
    )
    if not changed:
        uow.insert(Reminder, [_row(uow, key, None, "", words)])


def _forget(uow: UnitOfWork) -> None:
    """Remove what was told long ago, and lines of days before that nobody was there to hear."""
    before = f"{uow.today - KEPT}"
    uow.run(
        f"DELETE FROM inbox WHERE reminder_id IN (SELECT id FROM reminder WHERE {OLD})",
        before=before,
    )
    uow.run(f"DELETE FROM reminder WHERE {OLD}", before=before)
    uow.run(f"DELETE FROM reminder WHERE {OLD} AND fired_at IS NULL", before=f"{uow.today}")
