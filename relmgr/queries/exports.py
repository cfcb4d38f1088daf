"""The book as tables for export, with the columns that an import reads back."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from relmgr.db.reader import Reader, listed
from relmgr.db.stored import read_instant
from relmgr.domain.export_tables import (
    Choice,
    ExportColumn,
    ExportKind,
    ExportTable,
    LocalMoment,
    Rate,
    Times,
    Value,
)
from relmgr.domain.import_headers import EXTRA_PREFIX
from relmgr.domain.import_kinds import FIELDS, FieldSpec, Form, Kind
from relmgr.domain.import_post_loan import NAMED_BY, OWNED_LISTS
from relmgr.domain.money import Money
from relmgr.domain.values import Key
from relmgr.queries.assigned import ASSIGNED
from relmgr.words import Words

_NOT_WRITTEN: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.CLIENTS: frozenset({"manager"}),
    Kind.CONTACTS: frozenset(),
    Kind.FACILITIES: frozenset({"overdue_days"}),
    Kind.VISITS: frozenset({"on", "code"}),
}
"""Fields of a list that say in another way what a stored column says."""

_OWNER: Final = {"client_code": "c.code", "client_uscc": "c.uscc", "client_name": "c.name"}


def _rating(kind: str, column: str) -> str:
    return (
        f"(SELECT r.{column} FROM ratingevent r WHERE r.client_id = t.id AND r.kind = '{kind}' AND NOT r.deleted"
        " AND r.facility_id IS NULL AND r.effective_on <= :today"
        " ORDER BY r.effective_on DESC, r.created_at DESC, r.id DESC LIMIT 1)"
    )


_EXPRESSIONS: Final[Mapping[tuple[Kind, str], str]] = {
    (Kind.CLIENTS, "grade"): _rating("grade", "value"),
    (Kind.CLIENTS, "graded_on"): _rating("grade", "effective_on"),
    (Kind.CLIENTS, "asset_class"): _rating("class", "value"),
    (Kind.CLIENTS, "classed_on"): _rating("class", "effective_on"),
    (Kind.CLIENTS, "tier"): "k.tier",
    (Kind.CLIENTS, "level"): "k.level",
    (Kind.CLIENTS, "exposure"): "k.exposure_minor",
    (Kind.CLIENTS, "exposure_currency"): "k.currency",
    (Kind.CLIENTS, "last_contact"): "k.last_contact_on",
    (Kind.VISITS, "participants"): "(SELECT group_concat(p.name, '、') FROM visitparticipant p"
    " WHERE p.visit_id = t.id AND p.side = 'client' AND NOT p.deleted)",
}

_FROM: Final[Mapping[Kind, str]] = {
    Kind.CLIENTS: "client t LEFT JOIN clientcache k ON k.client_id = t.id",
    Kind.CONTACTS: "contact t JOIN client c ON c.id = t.client_id",
    Kind.FACILITIES: "facility t JOIN client c ON c.id = t.client_id",
    Kind.VISITS: "visit t JOIN client c ON c.id = t.client_id",
    **{kind: f"{what.table} t JOIN client c ON c.id = t.client_id" for kind, what in OWNED_LISTS.items()},
}
_CURRENCY: Final = {
    Kind.CLIENTS: "k.currency",
    Kind.FACILITIES: "t.currency",
    **{kind: "t.currency" for kind, what in OWNED_LISTS.items() if what.has_currency},
    Kind.ACCOUNT_MONTHS: "(SELECT a.currency FROM watchedaccount a WHERE a.id = t.account_id)",
}
_ALL_DAY: Final = {Kind.VISITS: "t.all_day"}


def export_table(reader: Reader, kind: ExportKind, only: Sequence[Key] | None = None) -> ExportTable:
    """Return everything of one kind about the clients of the signed-in manager, or about some of them."""
    if kind is ExportKind.SIGNALS:
        return _plain(reader, kind, _SIGNALS, "signal", only)
    if kind is ExportKind.TIERS:
        return _plain(reader, kind, _TIERS, "tierchange", only)
    return _list(reader, kind, Kind(kind.value), only)


def _list(reader: Reader, export: ExportKind, kind: Kind, only: Sequence[Key] | None) -> ExportTable:
    """Return a table whose columns are the fields of an import list, and the extra fields after them."""
    specs = [spec for spec in FIELDS[kind] if spec.name not in _NOT_WRITTEN.get(kind, frozenset())]
    selected = [_expression(kind, spec) for spec in specs]
    owner = "t.id" if kind is Kind.CLIENTS else "t.client_id"
    records = reader.records(
        f"SELECT {', '.join(selected)}, {_CURRENCY.get(kind, 'NULL')}, {_ALL_DAY.get(kind, '0')},"
        f" {'NULL' if kind not in _FROM else 't.extra'} FROM {_FROM[kind]}"
        f" WHERE NOT t.deleted AND {owner} {ASSIGNED}{_some(owner, only)} ORDER BY t.id",
        only=listed(only or ()),
        me=reader.manager_id,
        today=reader.today,
    )
    extras = [json.loads(record[-1] or "{}") for record in records]
    headings = list(dict.fromkeys(heading for extra in extras for heading in extra))
    columns = [ExportColumn(spec.name, Words(spec.zh[0], spec.en[0])) for spec in specs]
    columns += [
        ExportColumn(heading, Words(EXTRA_PREFIX.zh + heading, EXTRA_PREFIX.en + heading), extra=True)
        for heading in headings
    ]
    rows = tuple(
        (
            *(
                _value(reader, spec, value, record[-3], record[-2])
                for spec, value in zip(specs, record, strict=False)
            ),
            *(extra.get(heading) for heading in headings),
        )
        for record, extra in zip(records, extras, strict=True)
    )
    return ExportTable(export, tuple(columns), rows)


def _some(owner: str, only: Sequence[Key] | None) -> str:
    return "" if only is None else f" AND {owner} IN (SELECT value FROM json_each(:only))"


def _expression(kind: Kind, spec: FieldSpec) -> str:
    what = OWNED_LISTS.get(kind)
    column, table = what.refers.get(spec.name, ("", "client")) if what else ("", "client")
    if table != "client":
        # An account and a facility are named by their codes, a project and a covenant by either.
        name = (
            "code"
            if len(NAMED_BY.get(table, ("code",))) == 1
            else f"coalesce(nullif(code, ''), {NAMED_BY[table][1]})"
        )
        return f"(SELECT {name} FROM {table} n WHERE n.id = t.{column})"
    return _EXPRESSIONS.get((kind, spec.name)) or _OWNER.get(spec.name) or f"t.{spec.name}"


def _value(reader: Reader, spec: FieldSpec, value: Any, currency: str | None, all_day: int) -> Value:
    if value is None or value == "":
        return None
    if spec.form is Form.AMOUNT or spec.name == "exposure":
        return Money(value, currency) if currency else None
    if spec.form is Form.MOMENT:
        return LocalMoment(read_instant(value).astimezone(reader.zone), bool(all_day))
    if spec.form is Form.CHOICE:
        return Choice(value, _word(spec, value))
    return _SIMPLE.get(spec.form, _same)(value)


def _same(value: Any) -> Value:
    found: Value = value
    return found


_SIMPLE: Final[Mapping[Form, Callable[[Any], Value]]] = {
    Form.DATE: date.fromisoformat,
    Form.FLAG: bool,
    Form.RATIO: Rate,
    Form.TIMES: Times,
}


def _word(spec: FieldSpec, value: str) -> Words:
    """Return the words of a choice: the first Chinese word that imports know, and the value itself."""
    words = (word for word, stored in spec.choices.items() if stored == value and not word.isascii())
    return Words(next(words, value), value.replace("_", " "))


_SIGNALS: Final = (
    ("id", "t.id", Words("系统标识", "relmgr id")),
    ("client_id", "t.client_id", Words("客户系统标识", "relmgr client id")),
    ("client_code", "c.code", Words("客户编号", "client code")),
    ("client_name", "c.name", Words("客户名称", "client")),
    ("rule_id", "t.rule_id", Words("规则", "rule")),
    ("rule_version", "t.rule_version", Words("规则版本", "rule version")),
    ("subject", "t.subject", Words("对象", "subject")),
    ("severity", "t.severity", Words("级别", "severity")),
    ("state", "t.state", Words("状态", "state")),
    ("first_seen_on", "t.first_seen_on", Words("首次出现", "first seen on")),
    ("last_seen_on", "t.last_seen_on", Words("最近出现", "last seen on")),
    ("due_on", "t.due_on", Words("处理期限", "due on")),
    ("plan_measure", "t.plan_measure", Words("措施", "measure")),
    ("plan_due_on", "t.plan_due_on", Words("措施期限", "measure due on")),
    ("plan_note", "t.plan_note", Words("措施说明", "measure note")),
    ("outcome", "t.outcome", Words("结果", "outcome")),
    ("closed_on", "t.closed_on", Words("关闭日期", "closed on")),
    ("closed_by", "t.closed_by", Words("关闭人", "closed by")),
)
_TIERS: Final = (
    ("id", "t.id", Words("系统标识", "relmgr id")),
    ("client_id", "t.client_id", Words("客户系统标识", "relmgr client id")),
    ("client_code", "c.code", Words("客户编号", "client code")),
    ("client_name", "c.name", Words("客户名称", "client")),
    ("from_tier", "t.from_tier", Words("原等级", "from tier")),
    ("to_tier", "t.to_tier", Words("新等级", "to tier")),
    ("proposed_on", "t.proposed_on", Words("提出日期", "proposed on")),
    ("period", "t.period", Words("期间", "period")),
    ("model_version", "t.model_version", Words("模型版本", "model version")),
    ("state", "t.state", Words("状态", "state")),
    ("postponed_until", "t.postponed_until", Words("延期至", "postponed until")),
    ("decided_on", "t.decided_on", Words("决定日期", "decided on")),
    ("decided_by", "t.decided_by", Words("决定人", "decided by")),
    ("reason_code", "t.reason_code", Words("原因代码", "reason code")),
    ("reason", "t.reason", Words("原因", "reason")),
)


def _plain(
    reader: Reader,
    kind: ExportKind,
    columns: Sequence[tuple[str, str, Words]],
    table: str,
    only: Sequence[Key] | None,
) -> ExportTable:
    """Return a table of stored columns; names that end in `_on` or `_until` are days."""
    records = reader.records(
        f"SELECT {', '.join(expression for _, expression, _ in columns)} FROM {table} t"
        f" JOIN client c ON c.id = t.client_id WHERE NOT t.deleted AND t.client_id {ASSIGNED}"
        f"{_some('t.client_id', only)} ORDER BY t.id",
        only=listed(only or ()),
        me=reader.manager_id,
        today=reader.today,
    )
    rows = tuple(
        tuple(_day_or_text(name, value) for (name, _, _), value in zip(columns, record, strict=True))
        for record in records
    )
    return ExportTable(kind, tuple(ExportColumn(name, words) for name, _, words in columns), rows)


def _day_or_text(name: str, value: Any) -> Value:
    if value is None or value == "":
        return None
    return date.fromisoformat(value) if name.endswith(("_on", "_until")) else _same(value)
