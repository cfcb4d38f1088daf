"""The weekly report as Markdown: one heading a section, one table row an entry; user text is escaped."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from relmgr.domain.dates import full
from relmgr.domain.language import Language
from relmgr.domain.weekly_document import Document, Section, said
from relmgr.words import Words

SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
"""Characters that mean something to Markdown, GitHub tables or inline HTML anywhere in a line."""

STATUS: Final = Words("截至 {day}", "as of {day}")
DRAFT: Final = Words("草稿，截至 {day}", "draft, as of {day}")
NOTHING: Final = Words("无。", "None.")
CHECKS: Final = Words("检查", "Checks")
SUMMARY: Final = Words("本周小结", "Summary")


def weekly_markdown(report: Document, language: Language) -> str:
    """Return the report as Markdown text."""
    status = said(DRAFT if report.is_draft else STATUS, language).format(day=full(report.as_of, language))
    head = [f"# {escaped(said(report.title, language))}", "", status, "", f"## {said(SUMMARY, language)}", ""]
    head += [said(sentence, language) for sentence in report.sentences]
    checks = [f"- [{_mark(check.kind)}] {said(check.words, language)}" for check in report.checks]
    parts = ["\n".join(head), "\n".join([f"## {said(CHECKS, language)}", "", *checks])]
    parts += [_section(section, language) for section in report.sections]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return text on one line in which nothing is read as Markdown or HTML."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return SPECIAL.sub(r"\\\1", " ".join(line.split()))


def _mark(kind: str) -> str:
    return "x" if kind == "ok" else " "


def _section(section: Section, language: Language) -> str:
    title = f"## {said(section.title, language)} ({len(section.entries)})"
    if not section.entries:
        return f"{title}\n\n{said(NOTHING, language)}"
    lines = [
        _row(section.header(language)),
        _row(["---"] * len(section.columns)),
        *(_row([_cell(value) for value in row]) for row in section.rows(language)),
    ]
    return "\n".join([title, "", *lines])


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: str | int | Decimal | date | None) -> str:
    if value is None:
        return "-"
    return escaped(value) if isinstance(value, str) else str(value)
