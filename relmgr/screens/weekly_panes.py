"""The weekly summary as lines to read: the sentences, what to look at, and every section."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from rich.cells import cell_len

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.values import Key
from relmgr.domain.weekly import CheckKind, WeekSummary
from relmgr.domain.weekly_document import Document, Entry, Section, Value
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content
from relmgr.widgets.cells import harmless
from relmgr.widgets.line_list import Line, Target, cell, heading, note, row
from relmgr.widgets.wrapping import wrapped
from relmgr.words import Words

CHECKS, EXPORT = Words("检查", "Checks"), Words("导出 (w)", "Export (w)")
SECTIONS = Words("段落", "Sections")
NOTHING = Words("无", "none")
FORMATS = (
    (".md", Words("Markdown", "Markdown")),
    (".xlsx", Words("Excel", "Excel")),
    (".csv", Words("CSV", "CSV")),
    (".html", Words("网页 HTML", "HTML page")),
)
"""Formats in the order of their digits, by the ending of the file name."""


class _OfClient(Protocol):
    @property
    def client(self) -> str: ...
    @property
    def client_id(self) -> Key: ...


def checks(report: Document) -> list[Line]:
    """Return what is in order and what should be looked at before the report goes out."""
    lines = [heading(i18n.say(CHECKS))]
    for check in report.checks:
        mark: str | Styled = " ok  " if check.kind is CheckKind.OK else Styled(" !   ", "severity-orange")
        lines.append(note(mark, i18n.say(check.words)))
    return lines


def contents(report: Document) -> list[Line]:
    """Return the sections with their counts; Enter goes to one."""
    lines = [heading(i18n.say(SECTIONS))]
    for section in report.sections:
        count = str(len(section.entries))
        lines.append(row(Target("section", section.key), cell(i18n.say(section.title), 26), count))
    return lines


def formats() -> list[Line]:
    """Return the formats of the export menu."""
    return [heading(i18n.say(EXPORT)), *(note(f" {n} ", i18n.say(w)) for n, (_, w) in enumerate(FORMATS, 1))]


def short_checks(report: Document) -> list[Line]:
    """Return the checks on as few lines as they take."""
    return [
        note(" " + ("ok " if c.kind is CheckKind.OK else "!  "), i18n.say(c.words)) for c in report.checks
    ]


def body(report: Document, width: int) -> list[Line]:
    """Return the report itself: title, sentences, sections."""
    lines = [
        note(Styled(f" # {privacy.about(i18n.say(report.title), report.summary.facts.manager)}", "strong"))
    ]
    for place, sentence in enumerate(report.sentences):
        pieces = wrapped(i18n.say(sentence), width - 2)
        lines += [row(Target("sentence", f"{place}.{n}"), text) for n, text in enumerate(pieces)]
    for section in report.sections:
        lines += _section(report.summary, section, width)
    return lines


def _section(summary: WeekSummary, section: Section, width: int) -> list[Line]:
    count = len(section.entries)
    lines = [heading(f"{i18n.say(section.title)} {count or ''}".rstrip())]
    if not count:
        return [*lines, note(" ", Styled(i18n.say(NOTHING), "muted"))]
    clients = clients_of(summary)
    for place, entry in enumerate(section.entries):
        target = Target("entry", f"{section.key}.{place}", clients.get(entry.client))
        lead, text = _entry(section, entry)
        room = max(12, width - 1 - content(*lead).cell_length)
        if cell_len(text) <= room:
            lines.append(row(target, *lead, text))
        else:
            lines.append(row(target, *lead))
            lines += [note(" " * 8, piece) for piece in wrapped(text, width - 9)]
        if extra := _extra(section, entry):
            lines += [note(" " * 8, Styled(piece, "muted")) for piece in wrapped(extra, width - 9)]
    return lines


def clients_of(summary: WeekSummary) -> dict[str, Key]:
    """Return the clients of the facts by the name the report gives them."""
    facts = summary.facts
    lists: tuple[Sequence[_OfClient], ...] = (
        facts.done, facts.missed, facts.coming, facts.needs, facts.tiers, facts.raised, facts.closed,
        facts.overdue, facts.finished, facts.promised, facts.next_visits, facts.next_tasks,
    )  # fmt: skip
    return {one.client: one.client_id for rows in lists for one in rows}


def _entry(section: Section, entry: Entry) -> tuple[list[str | Styled], str]:
    """Return the columns of an entry and the text that follows them."""
    size = 8 if i18n.language() == "zh" else 11
    when = dates.month_day(entry.on) + (f" {entry.at}" if entry.at else "")
    lead: list[str | Styled] = [cell(when, 11 if any(e.at for e in section.entries) else 5)]
    lead += [cell(privacy.name(entry.client), 18), cell(i18n.say(entry.kind), size)]
    if isinstance(entry.text, str):
        return lead, harmless(privacy.words(entry.text))
    return lead, harmless(privacy.about(i18n.say(entry.text), entry.client))


def _extra(section: Section, entry: Entry) -> str:
    """Return the other fields of an entry with their headings, on a line of their own."""
    said = []
    for column in section.columns:
        if column.field in ("on", "at", "client", "kind", "text"):
            continue
        if shown := _said(column.field, getattr(entry, column.field)):
            said.append(f"{i18n.say(column.title)}: {shown}")
    return "  ".join(said)


def _said(field: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Words):
        return i18n.say(value)
    if isinstance(value, Decimal):
        return f"{value:.1f}"
    if field == "people" and isinstance(value, str):
        return "、".join(privacy.name(one) for one in value.split("、"))
    return privacy.words(str(value)) if isinstance(value, str) else str(value)
