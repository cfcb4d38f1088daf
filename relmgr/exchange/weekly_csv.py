"""The weekly report as one flat CSV table for spreadsheets: UTF-8 with BOM, one line an entry.

Columns, always the same: week, section key, section, date, time, client, kind, text, people, state, note,
due date, score before, score now, days late. Section keys: visits, missed, coming, needs, tiers, warnings,
closed, overdue, done, promises, plan. Dates are ISO 8601. A text that a spreadsheet would run as a formula
gets an apostrophe in front, as OWASP advises against CSV injection.
"""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Final

from relmgr.domain.language import Language
from relmgr.domain.weekly_document import Document, Value, in_language, said
from relmgr.words import Words

COLUMNS: Final = (
    ("on", Words("日期", "Date")),
    ("at", Words("时间", "Time")),
    ("client", Words("客户", "Client")),
    ("kind", Words("类别", "Kind")),
    ("text", Words("内容", "Text")),
    ("people", Words("人员或部门", "People or department")),
    ("state", Words("状态", "State")),
    ("note", Words("备注", "Note")),
    ("due_on", Words("期限", "Due")),
    ("score_from", Words("原得分", "Score before")),
    ("score_to", Words("现得分", "Score now")),
    ("days", Words("逾期天数", "Days late")),
)
LEADING: Final = (
    Words("周次", "Week"),
    Words("段落代码", "Section key"),
    Words("段落", "Section"),
)
FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), full-width forms included."""


def weekly_csv(report: Document, language: Language) -> bytes:
    """Return the report as CSV bytes with a byte order mark, which Excel needs to read UTF-8."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(said(words, language) for words in (*LEADING, *(words for _, words in COLUMNS)))
    week = str(report.summary.facts.week)
    for section in report.sections:
        for entry in section.entries:
            fields: list[Value] = [getattr(entry, name) for name, _ in COLUMNS]
            table.writerow(
                [week, section.key, said(section.title, language)]
                + [_cell(in_language(field, language)) for field in fields]
            )
    return text.getvalue().encode("utf-8-sig", "replace")


def harmless(text: str) -> str:
    """Return text that no spreadsheet runs, on one line: what is not printable becomes a blank."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"'{line}" if line.lstrip().startswith(FORMULA) else line


def _cell(value: str | int | Decimal | date | None) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else str(value)
