"""A reminder typed as one line: `周五 华能 送审批材料`, `fri 10:00 huaneng send approval pack`."""

from dataclasses import dataclass
from datetime import date

from relmgr.domain.date_spellings import Moment
from relmgr.domain.when import parse_when
from relmgr.errors import Invalid
from relmgr.words import Words

FIELD = "line"
LONGEST_DAY = 4
"""Most words a day takes: `in 2 weeks 3pm`."""

NO_DAY = Words(
    "「{word}」不是日期；先写日期，例如：周五 华能 送审批材料",
    '"{word}" is no day; write the day first, for example: fri huaneng send approval pack',
)
NOTHING = Words(
    "要提醒什么？例如：周五 华能 送审批材料", "Of what? For example: fri huaneng send approval pack"
)
PAST = Words("{on} 已经过去；请写今天或以后的日期。", "{on} has passed; write today or a later day.")


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """What the line says: the day, maybe a time, and the words after it, the first maybe a client."""

    moment: Moment
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return all words after the day."""
        return " ".join(self.words)

    @property
    def client_word(self) -> str:
        """Return the word that may name a client: the first of several, '' when there is only a text."""
        return self.words[0] if len(self.words) > 1 else ""


def read_reminder(line: str, today: date) -> ReminderLine:
    """Return what a line says; the day stands first or last. Raises Invalid with what would be right."""
    words = line.split()
    if not words:
        raise Invalid(FIELD, NOTHING)
    for count in range(min(LONGEST_DAY, len(words)), 0, -1):
        if moment := _moment(words[:count], today):
            return _checked(moment, words[count:], today)
    for count in range(min(LONGEST_DAY, len(words)), 0, -1):
        if moment := _moment(words[-count:], today):
            return _checked(moment, words[:-count], today)
    raise Invalid(FIELD, NO_DAY.fill(word=words[0][:20]))


def _moment(words: list[str], today: date) -> Moment | None:
    try:
        return parse_when(" ".join(words), today, past=False, field=FIELD)
    except Invalid:
        return None


def _checked(moment: Moment, rest: list[str], today: date) -> ReminderLine:
    if moment.day < today:
        raise Invalid(FIELD, PAST.fill(on=moment.day))
    if not rest:
        raise Invalid(FIELD, NOTHING)
    return ReminderLine(moment, tuple(rest))
