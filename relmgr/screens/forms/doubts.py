"""Doubts: what may be meant but is rarely so; the first save asks, the second accepts."""

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from relmgr import i18n
from relmgr.domain import dates
from relmgr.queries.workdays import is_working_day
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.screens.host import Host

FAR: Final = 731
"""Days ahead from which a planned day is asked about: two years, beyond any cadence of the rulebook."""

FAR_AHEAD = Words("{on} 在两年以后", "{on} is more than two years away")
NO_WORKDAY = Words("{on} 是休息日", "{on} is no working day")
SAVE_AGAIN = Words("{what}；再按 ^S 照样保存。", "{what}; ^S again saves it as it is.")


class Doubt(NamedTuple):
    """A field and what is doubtful about its value; another value is another doubt."""

    field: str
    words: Words


def far_ahead(field: str, day: date | None, today: date) -> list[Doubt]:
    """Return a doubt about a day that a typing mistake explains better than a plan does."""
    far = day is not None and (day - today).days >= FAR
    return [Doubt(field, FAR_AHEAD.fill(on=day))] if far else []


async def doubts_of_plan(host: "Host", field: str, day: date | None) -> list[Doubt]:
    """Return a doubt about a planned day that is far away, a weekend or a holiday.

    The calendar of holidays is loaded beside the keyboard and on saving only: typing never waits for it.
    """
    if day is None:
        return []
    workspace = host.workspace
    if far := far_ahead(field, day, workspace.clock.today()):
        return far
    if await asyncio.to_thread(is_working_day, day, workspace.settings.country):
        return []
    zh, en = dates.full(day, "zh"), dates.full(day, "en")
    return [Doubt(field, Words(NO_WORKDAY.zh.format(on=zh), NO_WORKDAY.en.format(on=en)))]


def sentence(doubts: list[Doubt]) -> str:
    """Return what is doubtful and how to save nevertheless."""
    gap = "；" if i18n.language() == "zh" else "; "
    return i18n.say(SAVE_AGAIN, what=gap.join(i18n.say(doubt.words) for doubt in doubts))
