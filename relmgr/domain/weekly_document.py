"""The weekly summary as a document: a sentence, checks and sections of entries, the same for every format.

An entry has the same fields in every section; a section names the ones it shows. So the flat CSV, the
sheets of the workbook, the Markdown and the screen cannot tell different stories.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relmgr.domain.language import Language
from relmgr.domain.weekly import Check, WeekSummary
from relmgr.words import Words

Value = str | int | Decimal | date | Words | None
"""What stands in one field; None is unknown or does not apply."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of one section; scores in points, `days` is how many days late."""

    on: date | None
    client: str
    kind: Words
    text: str | Words
    at: str = ""
    people: str = ""
    state: Words | str | None = None
    note: str | Words = ""
    due_on: date | None = None
    score_from: Decimal | None = None
    score_to: Decimal | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A field of an entry under the heading it has in one section."""

    field: str
    title: Words


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of entries; `key` is stable for scripts ('visits', 'missed', 'needs' …)."""

    key: str
    title: Words
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]

    def rows(self, language: Language) -> Iterator[tuple[str | int | Decimal | date | None, ...]]:
        """Yield the values of every entry in the order of the columns; labels in `language`."""
        for entry in self.entries:
            yield tuple(in_language(getattr(entry, column.field), language) for column in self.columns)

    def header(self, language: Language) -> tuple[str, ...]:
        """Return the headings in `language`."""
        return tuple(said(column.title, language) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Document:
    """One weekly report before it has a format; `figures` are the totals by name."""

    title: Words
    is_draft: bool
    as_of: date
    sentences: tuple[Words, ...]
    figures: tuple[tuple[Words, int | str], ...]
    checks: tuple[Check, ...]
    sections: tuple[Section, ...]
    summary: WeekSummary


def said(words: Words, language: Language) -> str:
    """Return words in a language that is given rather than the one on screen."""
    return words.zh if language == "zh" else words.en


def in_language(value: Value, language: Language) -> str | int | Decimal | date | None:
    """Return a value with labels in `language`; '' becomes None."""
    if isinstance(value, Words):
        return said(value, language)
    return None if value == "" else value
