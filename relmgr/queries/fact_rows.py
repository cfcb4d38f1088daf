"""The rows behind a fact, each with its values, since when it was known, and how it came into the book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from relmgr.db.reader import Reader
from relmgr.db.stored import read_instant
from relmgr.domain import money
from relmgr.domain.explanation import Line
from relmgr.domain.fact_formulas import FORMULAS
from relmgr.domain.fact_rows import Rows, rows_behind
from relmgr.domain.fact_words import NO, YES
from relmgr.domain.row_words import column_words, table_words
from relmgr.words import Words

MILLION = 1_000_000
HIDDEN = frozenset(
    {"id", "book_id", "client_id", "deleted", "created_at", "created_by", "updated_at", "updated_by", "version",
     "extra", "unit", "source", "revision", "known_at", "currency", "code"}
)  # fmt: skip
"""Columns that say nothing of what a row is about, or are told otherwise."""

FLAGS = frozenset({"cross_default", "esg_listed", "is_project", "needs_insurance", "own_bank"})
"""Columns that are yes or no."""

SILENT = frozenset({"currency"})
"""Columns that are told with another one."""

BORN = """
SELECT a.at, a.actor, coalesce(b.file_name, '') FROM audit_entry a
LEFT JOIN importbatch b ON b.action_id = a.action_id
WHERE a.tab = :table AND a.pk = :key AND a.at < :until ORDER BY a.at DESC, a.seq DESC LIMIT 1
"""
FORMULA = Words("算法：{zh}", "computed: {en}")
AS_ABOVE = Words("原始记录同上", "the rows are those above")
FROM_FILE = Words("；{on} 由 {by} 从 {file} 导入", "; imported from {file} by {by} on {on}")
TYPED = Words("；{on} 由 {by} 录入", "; typed by {by} on {on}")
WRITTEN = Words("；{on} 写入，无经手记录", "; written on {on}, with no record of by whom")
KNOWN = Words("；{on} 起已知", "; known from {on}")


@dataclass(slots=True)
class RowLines:
    """Answers what rows stand behind a fact of one client, as known before an instant."""

    reader: Reader
    client: str
    until: datetime
    columns: dict[str, list[str]] = field(default_factory=dict)
    told: set[tuple[Rows, str]] = field(default_factory=set)

    def behind(self, fact: str, subject: str) -> tuple[Line, ...]:
        """Return the formula of a fact, and one line per row; rows that were told before are not repeated."""
        lines = [Line(FORMULA.fill(zh=FORMULAS[fact].zh, en=FORMULAS[fact].en))] if fact in FORMULAS else []
        sources = rows_behind(fact, subject)
        new = [rows for rows in sources if (rows, subject) not in self.told]
        for rows in new:
            self.told.add((rows, subject))
            lines += self._lines(rows, subject)
        return (*lines, Line(AS_ABOVE)) if sources and not new else tuple(lines)

    def _lines(self, rows: Rows, subject: str) -> Iterator[Line]:
        names = self._names(rows.table)
        if not names:
            return
        own = "id = :client" if rows.table == "client" else "client_id = :client"
        mine = f"AND {rows.of} = :subject" if rows.of else ""
        found = self.reader.records(
            f"SELECT {', '.join(names)} FROM {rows.table} WHERE NOT deleted AND {own} {mine} AND {rows.where}"
            f" ORDER BY {rows.order} LIMIT {4 * rows.most}",
            client=self.client,
            subject=subject,
        )
        told: set[object] = set()
        for record in found:
            row = dict(zip(names, record, strict=True))
            known = row.get("known_at")
            if rows.table == "metric" and (
                row["period"] in told or read_instant(row["known_at"]) >= self.until
            ):
                continue
            told.add(row.get("period", row["id"]))
            if len(told) > rows.most:
                return
            yield Line(self._said(rows, row, known))

    def _names(self, table: str) -> list[str]:
        if table not in self.columns:
            info = self.reader.records(f"PRAGMA main.table_info('{table}')")
            self.columns[table] = [column[1] for column in info]
        return self.columns[table]

    def _said(self, rows: Rows, row: Mapping[str, object], known: object) -> Words:
        shown = rows.columns or tuple(name for name in row if name not in HIDDEN and not name.endswith("_id"))
        values = [
            _value(name, row) for name in shown if row.get(name) not in (None, "") and name not in SILENT
        ]
        title = table_words(rows.table)
        if rows.table == "metric":
            title = column_words(str(row["code"]))
        came = self._came(rows.table, row)
        if rows.table == "metric" and isinstance(known, str):
            on = read_instant(known).astimezone(self.reader.zone).date()
            came = Words(KNOWN.zh.format(on=on) + came.zh, KNOWN.en.format(on=on) + came.en)
        zh, en = (", ".join(value[i] for value in values) for i in (0, 1))
        return Words(f"{title.zh} {zh}{came.zh}", f"{title.en} {en}{came.en}")

    def _came(self, table: str, row: Mapping[str, object]) -> Words:
        """Return how a row came into the book, or was last changed: from which file, or typed by whom."""
        entries = self.reader.records(BORN, table=table, key=row["id"], until=self.until)
        if not entries:
            at = row.get("created_at")
            return WRITTEN.fill(on=self._day(at)) if isinstance(at, str) else Words("", "")
        at, actor, file = entries[0]
        return (FROM_FILE if file else TYPED).fill(on=self._day(at), by=actor, file=file)

    def _day(self, at: str) -> str:
        return read_instant(at).astimezone(self.reader.zone).date().isoformat()


def _value(name: str, row: Mapping[str, object]) -> Words:
    value, words = row[name], column_words(name)
    text = str(value)
    if isinstance(value, int) and name.endswith("_minor"):
        text = money.exact(value, str(row.get("currency") or ""))
    elif isinstance(value, int) and name.endswith("_e6"):
        text = f"{value / MILLION:g}"
    elif name == "value" and isinstance(value, int):
        text = _figure(value, str(row.get("unit")), str(row.get("currency") or ""))
        return Words(text, text)
    elif name in FLAGS:
        shown = YES if value else NO
        return Words(f"{words.zh} {shown.zh}", f"{words.en} {shown.en}")
    elif name in ("period", "effective_on", "value", "name", "code", "occurred_on"):
        return Words(text, text)
    return Words(f"{words.zh} {text}", f"{words.en} {text}")


def _figure(value: int, unit: str, currency: str) -> str:
    if unit == "minor":
        return money.exact(value, currency)
    return f"{value / MILLION:g}" if unit == "e6" else str(value)
